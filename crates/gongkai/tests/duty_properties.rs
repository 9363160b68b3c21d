//! What must hold of every agenda, whatever is listed and whatever happened.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::catalogue::{Catalogue, Level, Mode};
use gongkai::check::{DueCheck, check_due};
use gongkai::duty::{Agenda, Event, EventKind, Status, agenda};
use gongkai::finding::{Lang, Selection};
use gongkai::item::Item;
use gongkai::unit::Unit;
use proptest::prelude::*;

const MATTERS: [&str; 10] = [
    "social-assistance-005",
    "social-assistance-006",
    "elderly-care-007",
    "public-legal-services-010",
    "natural-resources-022",
    "budget-final-accounts-003",
    "budget-final-accounts-004",
    "tax-administration-014",
    "village-010",
    "guide",
];
const TITLES: [&str; 8] = [
    "2026年第二季度公示",
    "三季度名单",
    "2025年政府信息公开工作年度报告",
    "2026年度部门预算",
    "青禾镇政府信息公开指南",
    "2026年6月公示",
    "某某办法",
    "",
];

fn day(low: i32, high: i32) -> impl Strategy<Value = NaiveDate> {
    (low..high).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(n).unwrap())
}

/// 2025 to 2027.
fn near() -> impl Strategy<Value = NaiveDate> {
    day(739_252, 740_346)
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        near(),
        day(1, 3_000_000),
        Just(NaiveDate::MIN),
        Just(NaiveDate::MAX),
    ]
}

fn item(days: BoxedStrategy<NaiveDate>) -> impl Strategy<Value = Item> {
    (
        prop::sample::select(&TITLES[..]),
        prop::option::of(prop::sample::select(&MATTERS[..])),
        prop::option::of(days.clone()),
        prop::option::of(days.clone()),
        prop::option::weighted(0.2, days),
        prop::option::of(prop::sample::select(vec![Mode::Proactive, Mode::OnRequest])),
        prop::option::weighted(0.3, Just("工作动态".to_owned())),
    )
        .prop_map(
            |(title, matter, formed, published, removed, mode, column)| Item {
                title: title.to_owned(),
                matter: matter.map(str::to_owned),
                formed,
                published,
                removed,
                mode,
                column,
                ..Item::default()
            },
        )
}

fn event(days: impl Strategy<Value = NaiveDate>) -> impl Strategy<Value = Event> {
    let kinds = vec![
        EventKind::Formed,
        EventKind::Approved,
        EventKind::Decided,
        EventKind::Ended,
        EventKind::Other("组织听证".to_owned()),
    ];
    (
        days,
        prop::option::of(prop::sample::select(&MATTERS[..])),
        prop::sample::select(kinds),
        prop::sample::select(&TITLES[..]),
    )
        .prop_map(|(date, matter, kind, title)| Event {
            date,
            matter: matter.map(|m| m.parse().unwrap()),
            kind,
            title: title.to_owned(),
        })
}

/// A county department of several fields, a township, a village.
fn unit() -> impl Strategy<Value = Unit> {
    let mut county = Unit::new("大安市民政局", Level::County);
    county.fields = [
        "social-assistance",
        "elderly-care",
        "public-legal-services",
        "tax-administration",
    ]
    .map(str::to_owned)
    .to_vec();
    prop::sample::select(vec![
        county,
        Unit::new("青禾镇人民政府", Level::Township),
        Unit::new("东岸村村民委员会", Level::Village),
    ])
}

#[derive(Debug)]
struct Case {
    unit: Unit,
    items: Vec<Item>,
    events: Vec<Event>,
}

impl Case {
    fn agenda(&self, from: NaiveDate, to: NaiveDate, as_of: NaiveDate) -> Agenda {
        let base: &Catalogue = self.unit.base_catalogue();
        agenda(
            &self.unit,
            base,
            &self.events,
            &self.items,
            WorkCalendar::national(),
            from,
            to,
            as_of,
        )
    }
}

fn case() -> impl Strategy<Value = Case> {
    (
        unit(),
        prop::collection::vec(item(near().boxed()), 0..12),
        prop::collection::vec(event(near()), 0..6),
    )
        .prop_map(|(unit, items, events)| Case {
            unit,
            items,
            events,
        })
}

fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Each state says what the days say, and nothing else.
    #[test]
    fn a_status_agrees_with_its_days(case in case(), as_of in near()) {
        let found = case.agenda(ymd(2024, 1, 1), ymd(2028, 12, 31), as_of);
        let ids: HashSet<&str> = found.duties.iter().map(|d| d.id.as_str()).collect();
        prop_assert_eq!(ids.len(), found.duties.len(), "two duties of one id");
        for duty in &found.duties {
            let published = duty
                .matched
                .as_ref()
                .and_then(|m| case.items[m.item.index].published)
                .filter(|p| *p <= as_of);
            match (&duty.status, duty.due()) {
                (Status::Met { on }, due) => {
                    prop_assert!(*on <= as_of);
                    prop_assert!(due.is_none_or(|due| *on <= due));
                    prop_assert!(duty.matched.is_none() || published == Some(*on));
                }
                (Status::MetLate { on, days, .. }, Some(due)) => {
                    prop_assert!(due < *on && *on <= as_of);
                    prop_assert_eq!(*days, (*on - due).num_days());
                    prop_assert!(duty.matched.is_none() || published == Some(*on));
                }
                (Status::Open { days_left }, Some(due)) => {
                    prop_assert!(as_of <= due && published.is_none());
                    prop_assert_eq!(*days_left, (due - as_of).num_days());
                }
                (Status::Overdue { since, days }, Some(due)) => {
                    prop_assert!(due < as_of && published.is_none());
                    prop_assert_eq!(Some(*since), due.succ_opt());
                    prop_assert_eq!(*days, (as_of - due).num_days());
                }
                (Status::Upcoming { begins }, due) => {
                    prop_assert!(as_of < *begins && published.is_none());
                    prop_assert!(due.is_none_or(|due| *begins <= due));
                }
                (Status::Missing, due) => prop_assert!(due.is_none() && duty.matched.is_none()),
                (Status::NotAssessable { .. }, _) => {}
                (status, due) => prop_assert!(false, "{status:?} with {due:?}"),
            }
        }
    }

    /// Two spans that meet have together what the whole has.
    #[test]
    fn spans_add_up(case in case(), as_of in near(), mut days in prop::array::uniform3(near())) {
        days.sort_unstable();
        let [a, b, c] = days;
        prop_assume!(b < c);
        let left = case.agenda(a, b, as_of);
        let right = case.agenda(b.succ_opt().unwrap(), c, as_of);
        let whole = case.agenda(a, c, as_of);
        let told = |agenda: &Agenda| -> BTreeMap<String, String> {
            agenda.duties.iter().map(|d| (d.id.clone(), format!("{d:?}"))).collect()
        };
        let mut together = told(&left);
        together.extend(told(&right));
        prop_assert_eq!(together, told(&whole));
    }

    /// Time does not run backwards: what is overdue is never open again on a later day.
    #[test]
    fn overdue_does_not_become_open(case in case(), one in near(), other in near()) {
        let (before, after) = (one.min(other), one.max(other));
        let (from, to) = (ymd(2024, 1, 1), ymd(2028, 12, 31));
        let overdue: BTreeSet<String> = case
            .agenda(from, to, before)
            .duties
            .into_iter()
            .filter(|d| matches!(d.status, Status::Overdue { .. }))
            .map(|d| d.id)
            .collect();
        for duty in case.agenda(from, to, after).duties {
            if overdue.contains(&duty.id) {
                let open = matches!(duty.status, Status::Open { .. } | Status::Upcoming { .. });
                prop_assert!(!open, "{}: {:?}", duty.id, duty.status);
            }
        }
    }

    /// Whatever the dates, there is an answer, in words and as rows, and findings.
    #[test]
    fn any_dates_have_an_answer(
        unit in unit(),
        items in prop::collection::vec(item(any_day().boxed()), 0..8),
        events in prop::collection::vec(event(any_day()), 0..4),
        (from, to, as_of) in (any_day(), any_day(), any_day()),
    ) {
        let case = Case { unit, items, events };
        let found = case.agenda(from, to, as_of);
        for lang in [Lang::Zh, Lang::En] {
            prop_assert!(!found.render(lang).is_empty());
            prop_assert!(found.rows(lang).iter().all(|r| r.len() == Agenda::header(lang).len()));
            let entries = found.calendar_entries(lang);
            prop_assert!(entries.iter().all(|e| from <= e.date && e.date <= to));
        }
        let check = DueCheck {
            unit: &case.unit,
            catalogue: case.unit.base_catalogue(),
            calendar: WorkCalendar::national(),
            events: &case.events,
            items: &case.items,
            as_of,
        };
        for finding in check_due(&check, &Selection::default()) {
            let unfilled = finding.message(Lang::Zh).contains('{');
            prop_assert!(!unfilled, "{finding:?}");
        }
    }
}
