//! The body that discloses (公开主体).

use gongkai::catalogue::FieldId;
use gongkai::unit::{Unit, UnitKind};

use crate::context::{Base, CatalogueOptions, Context};
use crate::fault::Fault;
use crate::operation::{operations, requests, responses};

operations! {
    /// What follows from what is known of a unit: its kind, its fields, the catalogue that it
    /// starts from.
    "unit.describe" => describe, OfUnit => UnitAnswer, CatalogueError;
}

requests! {
    /// A unit.
    OfUnit as "unit.UnitRequest" {
        /// The unit.
        unit: Unit,
        /// The catalogue to look its fields up in; the one that it starts from unless given.
        catalogue: Option<CatalogueOptions>,
    }
}

responses! {
    /// What follows from what is known of a unit (公开主体).
    UnitAnswer as "unit.UnitAnswer" {
        /// Its kind, as given or as its name tells; absent where it tells none.
        kind: Option<UnitKind>,
        /// The ids of its fields: its own, or those of its level and ministry.
        fields: Vec<FieldId>,
        /// The shipped catalogue that it starts from.
        base: Base,
        /// How many matters it has to disclose under.
        matters: u32,
    }
}

fn describe(request: &OfUnit, _: Context) -> Result<UnitAnswer, Fault> {
    let unit = &request.unit;
    let mut options = request.catalogue.clone().unwrap_or_default();
    options.unit = None;
    if options.base.is_none() {
        options.base = Some(base(unit));
    }
    let whole = Context::catalogue(Some(&options))?;
    let fields = unit.field_ids(&whole)?;
    let own = whole.select(&fields, Some(unit.level));
    Ok(UnitAnswer {
        kind: unit.kind(),
        fields,
        base: base(unit),
        matters: u32::try_from(own.matters().len()).unwrap_or(u32::MAX),
    })
}

fn base(unit: &Unit) -> Base {
    match unit.level {
        gongkai::catalogue::Level::Village => Base::Village,
        _ => Base::Grassroots,
    }
}
