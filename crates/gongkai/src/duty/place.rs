//! Which matter or statutory duty a title belongs to.

use std::collections::BTreeMap;

use super::statutory::{Rhythm, StatutoryDuty};
use super::types::MatterBy;
use crate::catalogue::{Catalogue, FieldId, Matter, MatterId};
use crate::unit::Unit;

/// What a unit can owe: its matters and its statutory duties.
pub(super) struct Scope<'a> {
    pub(super) unit: &'a Unit,
    pub(super) catalogue: &'a Catalogue,
    /// The part of the catalogue that concerns the unit.
    own: Catalogue,
    matters: BTreeMap<&'a str, &'a Matter>,
    pub(super) statutory: Vec<&'a StatutoryDuty>,
}

/// What a title was found to be of.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    Matter(&'a Matter),
    Statutory(&'a StatutoryDuty),
}

impl<'a> Target<'a> {
    pub(super) fn id(self) -> &'a MatterId {
        match self {
            Self::Matter(matter) => &matter.id,
            Self::Statutory(duty) => &duty.id,
        }
    }
}

/// Where a title was placed.
#[derive(Clone)]
pub(super) struct Placed<'a> {
    pub(super) target: Option<Target<'a>>,
    pub(super) by: MatterBy,
    /// The matters that came nearest, when none was certain enough.
    pub(super) near: Vec<MatterId>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        unit: &'a Unit,
        catalogue: &'a Catalogue,
        statutory: &'a [StatutoryDuty],
    ) -> Self {
        let fields: Vec<FieldId> = unit.field_ids(catalogue).unwrap_or_else(|_| {
            // A field that the catalogue does not have owes nothing; the others do.
            let find = |name: &String| {
                catalogue
                    .field(name)
                    .or_else(|| catalogue.field_called(name))
            };
            unit.fields
                .iter()
                .filter_map(find)
                .map(|f| f.id.clone())
                .collect()
        });
        let matters = catalogue
            .matters()
            .iter()
            .filter(|m| m.is_for(unit.level) && fields.contains(&m.field))
            .map(|m| (m.id.as_str(), m))
            .collect();
        Self {
            unit,
            catalogue,
            own: catalogue.select(&fields, Some(unit.level)),
            matters,
            statutory: statutory.iter().filter(|d| d.applies_to(unit)).collect(),
        }
    }

    /// The matters of the unit, by id.
    pub(super) fn matters(&self) -> impl Iterator<Item = &'a Matter> + use<'_, 'a> {
        self.matters.values().copied()
    }

    /// The matter with this id, of the unit or, when a list names it, of the whole catalogue.
    pub(super) fn matter(&self, id: &str) -> Option<&'a Matter> {
        self.matters
            .get(id)
            .copied()
            .or_else(|| self.catalogue.matter(id))
    }

    /// The statutory duty that gives a matter its yearly rhythm.
    pub(super) fn yearly(&self, matter: &MatterId) -> Option<&'a StatutoryDuty> {
        self.statutory.iter().copied().find(|d| {
            d.matter.as_ref() == Some(matter) && matches!(d.rhythm, Rhythm::Approval { .. })
        })
    }

    fn target(&self, matter: &'a Matter) -> Target<'a> {
        self.yearly(&matter.id)
            .map_or(Target::Matter(matter), Target::Statutory)
    }

    /// Places a title with its column: by the id that the list gives, else by words that tell a
    /// statutory duty, else by the catalogue's ranking when it is certain enough.
    pub(super) fn place(
        &self,
        title: &str,
        column: Option<&str>,
        given: Option<&str>,
    ) -> Placed<'a> {
        let placed = |target, by| Placed {
            target: Some(target),
            by,
            near: Vec::new(),
        };
        if let Some(given) = given {
            if let Some(duty) = self
                .statutory
                .iter()
                .copied()
                .find(|d| d.id.as_str() == given)
            {
                return placed(Target::Statutory(duty), MatterBy::Given);
            }
            return match self.matter(given) {
                Some(matter) => placed(self.target(matter), MatterBy::Given),
                None => Placed {
                    target: None,
                    by: MatterBy::Unplaced,
                    near: Vec::new(),
                },
            };
        }
        for column in [None, column] {
            let found = self
                .statutory
                .iter()
                .copied()
                .find(|d| d.recognises(title, column));
            if let Some(duty) = found {
                return placed(Target::Statutory(duty), MatterBy::Words);
            }
        }
        self.ranked(title, column)
    }

    fn ranked(&self, title: &str, column: Option<&str>) -> Placed<'a> {
        let _ = (title, column, &self.own);
        Placed {
            target: None,
            by: MatterBy::Unplaced,
            near: Vec::new(),
        }
    }
}
