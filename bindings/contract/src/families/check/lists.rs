//! Lists of published information.

use chrono::NaiveDate;
use gongkai::check::{Checker, DueCheck, check_due};
use gongkai::duty::Event;
use gongkai::finding::{Baseline, Profile, Selector};
use gongkai::item::Item;
use gongkai::law::Lang;
use gongkai::unit::Unit;

use crate::context::{CalendarOptions, CatalogueOptions, Context};
use crate::families::duty::catalogue_of;
use crate::fault::Fault;
use crate::findings::{Report, Telling, selection};
use crate::operation::requests;

requests! {
    /// A list to be checked, and how.
    pub(crate) OfItems as "check.ItemsRequest" {
        /// The body that discloses.
        unit: Unit,
        /// What is published, or about to be.
        items: Vec<Item>,
        /// What happened, for duties to begin.
        #[serde(default)]
        events: Vec<Event>,
        /// The day as of which is judged.
        as_of: NaiveDate,
        /// The catalogue that the unit is under; that of its level unless given.
        catalogue: Option<CatalogueOptions>,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
        /// The rules that run: codes, families or `ALL`; the stable ones when empty. `CAT` is
        /// about what is listed, `DUE` about when.
        #[serde(default)]
        select: Vec<Selector>,
        /// The rules that do not.
        #[serde(default)]
        ignore: Vec<Selector>,
        /// Whether it is to be a draft or a publication, which decides on `blocks`; a
        /// publication unless given.
        profile: Option<Profile>,
        /// The language of what is said in words.
        lang: Option<Lang>,
        /// The name of the list's file. It goes into the fingerprints; its folders do not.
        name: Option<String>,
        /// What persons decided on findings before.
        baseline: Option<Baseline>,
    }
}

pub(super) fn items(request: &OfItems, context: Context) -> Result<Report, Fault> {
    let OfItems { unit, items, .. } = request;
    let catalogue = catalogue_of(unit, request.catalogue.as_ref())?;
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let runs = selection(&request.select, &request.ignore);
    let due = DueCheck {
        unit,
        catalogue: &catalogue,
        calendar: &calendar,
        events: &request.events,
        items,
        as_of: request.as_of,
    };
    let mut findings = check_due(&due, &runs);
    let checker = Checker::new().with_selection(runs);
    findings.extend(checker.check_items(unit, &catalogue, items, request.as_of));
    findings.sort_by(|a, b| a.locus.cmp(&b.locus).then(a.rule.cmp(&b.rule)));
    let telling = Telling {
        unit: context.unit,
        lang: request.lang,
        name: request.name.as_deref(),
        baseline: request.baseline.as_ref(),
        profile: request.profile,
    };
    Ok(telling.report(findings, ""))
}
