//! The rules over what was due: one file each, named by its code.

mod due001;
mod due002;
mod due003;
mod due004;
mod due005;

use chrono::{Datelike, NaiveDate};

use crate::calendar::WorkCalendar;
use crate::catalogue::Catalogue;
use crate::duty::{Agenda, Duty, Event, LimitSource, Occasion, Planner};
use crate::finding::{Arg, Finding, Lang, Locus, Message, RuleInfo, Selection, Severity, rule};
use crate::item::Item;
use crate::law::Attestation;
use crate::unit::Unit;

/// What is looked at by the rules on time: a unit with its catalogue, what happened, and what
/// is listed (核查对象).
#[derive(Debug, Clone, Copy)]
pub struct DueCheck<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// Its effective catalogue.
    pub catalogue: &'a Catalogue,
    /// Its calendar.
    pub calendar: &'a WorkCalendar,
    /// What happened.
    pub events: &'a [Event],
    /// What is listed as published, or about to be.
    pub items: &'a [Item],
    /// The day as of which is judged.
    pub as_of: NaiveDate,
}

/// A rule over an agenda.
struct DueRule {
    code: &'static str,
    run: fn(&View<'_>, &RuleInfo, &mut Vec<Finding>),
}

static RULES: [DueRule; 5] = [
    due001::RULE,
    due002::RULE,
    due003::RULE,
    due004::RULE,
    due005::RULE,
];

/// What the rules see.
struct View<'a> {
    check: DueCheck<'a>,
    agenda: Agenda,
    /// The first day of which the list speaks.
    first: NaiveDate,
}

/// What is wrong with the times of a list of items, under the rules of the family `DUE`
/// (时限检查), ordered by rule, then by item, then by matter.
///
/// A list speaks of the time from its first day on: what was owed for a stretch that had ended
/// before is not asked of it. An empty list with no event has no finding.
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::catalogue::{Catalogue, Level};
/// use gongkai::check::{DueCheck, check_due};
/// use gongkai::finding::{Lang, Selection};
/// use gongkai::item::Item;
/// use gongkai::unit::Unit;
///
/// let day = |text: &str| text.parse().ok();
/// let unit = Unit::new("青禾镇人民政府", Level::Township);
/// let items = [Item {
///     title: "最低生活保障审批结果".into(),
///     matter: Some("social-assistance-006".into()),
///     formed: day("2026-06-01"),
///     published: day("2026-06-17"),
///     ..Item::default()
/// }];
/// let findings = check_due(
///     &DueCheck {
///         unit: &unit,
///         catalogue: Catalogue::grassroots(),
///         calendar: WorkCalendar::national(),
///         events: &[],
///         items: &items,
///         as_of: day("2026-06-30").unwrap(),
///     },
///     &Selection::default(),
/// );
/// let late = findings.iter().find(|f| f.rule.as_str() == "DUE001").unwrap();
/// assert!(late.message(Lang::Zh).contains("晚了2个工作日"));
/// ```
pub fn check_due(check: &DueCheck<'_>, selection: &Selection) -> Vec<Finding> {
    let dates = check
        .items
        .iter()
        .flat_map(|i| [i.formed, i.published])
        .flatten()
        .chain(check.events.iter().map(|e| e.date));
    let Some(first) = dates.min() else {
        return Vec::new();
    };
    // A notice ahead of an event is due before it; a listed day may lie ahead.
    let year = |n: i32| NaiveDate::from_ymd_opt(n, 1, 1);
    let from = year(first.year().saturating_sub(1)).unwrap_or(first);
    let to = year(check.as_of.year().saturating_add(2)).unwrap_or(check.as_of);
    let view = View {
        check: *check,
        agenda: Planner::new(check.unit, check.catalogue, check.calendar).agenda(
            check.events,
            check.items,
            from,
            to,
            check.as_of,
        ),
        first,
    };
    let mut findings = Vec::new();
    for one in &RULES {
        let info = one
            .code
            .parse()
            .ok()
            .filter(|c| selection.has(*c))
            .and_then(rule);
        let Some(info) = info else { continue };
        let start = findings.len();
        (one.run)(&view, info, &mut findings);
        if let Some(own) = findings.get_mut(start..) {
            own.sort_by(|a, b| a.locus.cmp(&b.locus));
        }
    }
    findings
}

impl View<'_> {
    /// Whether the list speaks of the occasion of a duty.
    fn covers(&self, duty: &Duty) -> bool {
        match &duty.occasion {
            Occasion::Stretch { stretch } if stretch.months() < 12 => {
                stretch.last().is_some_and(|last| last >= self.first)
            }
            Occasion::Stretch { .. } => duty.due().is_some_and(|due| due >= self.first),
            _ => true,
        }
    }
}

/// The place of a field of an item.
fn at_item(view: &View<'_>, index: usize, field: &str) -> Locus {
    let named = view.check.items.get(index).and_then(|i| i.id.clone());
    Locus::Field {
        item: named.unwrap_or_else(|| (index + 1).to_string()),
        index: u32::try_from(index).unwrap_or(u32::MAX),
        field: field.to_owned(),
    }
}

/// The place of something that ought to be there.
fn at_matter(duty: &Duty) -> Locus {
    let matter = duty.matter.as_ref().map_or("unplaced", |m| m.as_str());
    Locus::Matter {
        matter: matter.to_owned(),
        occasion: duty.occasion.key(),
    }
}

/// A fact that a duty gives in both languages.
fn both(words: impl Fn(Lang) -> String) -> Arg {
    Arg::Both {
        zh: words(Lang::Zh),
        en: words(Lang::En),
    }
}

/// A finding on a duty with the facts that every sentence may use. It is a hint only where the
/// time is a default of this library, or is known second-hand or from memory.
fn on_duty(info: &RuleInfo, duty: &Duty, locus: Locus, key: &'static str, text: String) -> Finding {
    let mut message = Message::new(key)
        .with("duty", both(|l| duty.title(l)))
        .with(
            "limit",
            both(|l| match l {
                Lang::Zh => duty.why.zh.clone(),
                Lang::En => duty.why.en.clone(),
            }),
        )
        .with("source", both(|l| duty.why.rule.label(l).to_owned()));
    if let Some(due) = duty.due() {
        message = message.with("due", due);
    }
    let mut finding = Finding::new(info, locus, message, text);
    for citation in &duty.why.citations {
        finding = finding.with_citation(citation.clone());
    }
    let sure = match duty.why.rule {
        LimitSource::Default => false,
        LimitSource::GeneralRule => true,
        LimitSource::Matter | LimitSource::Law => duty.certainty == Attestation::Read,
    };
    if !sure {
        finding = finding.with_severity(Severity::Info);
    }
    finding
}
