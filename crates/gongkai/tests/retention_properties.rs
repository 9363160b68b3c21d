//! What must hold of every plan and every record, held against a second implementation that
//! walks day by day and scans lists.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::panic
)]

use chrono::{Datelike, Days, NaiveDate};
use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::catalogue::MatterId;
use gongkai::retention::{
    Appraisal, Board, BoardState, Body, Fact, Kept, KeptRule, Length, Posting, RecordCase,
    RecordEvent, RecordFacts, RetentionContext, Schedule, ScheduleRow, Trigger, retention,
};
use proptest::prelude::*;

const KINDS: [&str; 14] = [
    "contract",
    "budget",
    "committee_minutes",
    "subordinate_report",
    "request_file",
    "petition_file",
    "accounting_voucher",
    "bank_statement",
    "asset_card",
    "approval_file",
    "network_log",
    "village_posting",
    "land_pre_notice",
    "no_such_kind",
];

fn day(low: i32, high: i32) -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(low, 1, 1).unwrap();
    let days = (NaiveDate::from_ymd_opt(high, 12, 31).unwrap() - first).num_days();
    (0..=days).prop_map(move |n| first + Days::new(u64::try_from(n).unwrap()))
}

fn flag() -> impl Strategy<Value = Option<bool>> {
    prop_oneof![Just(None), Just(Some(false)), Just(Some(true))]
}

prop_compose! {
    fn facts()(
        kinds in prop::collection::vec(prop::sample::select(&KINDS[..]), 0..4),
        body in prop::option::of(prop::sample::select(vec![Body::Village, Body::Township, Body::County, Body::City])),
        formed in prop::option::of(day(2009, 2026)),
        closed in prop::option::of(day(2009, 2026)),
        disposed in prop::option::of(day(2009, 2026)),
        accounting_year in prop::option::of(2009..2026),
        flags in (flag(), flag(), flag(), flag(), flag(), flag()),
        valid_years in prop::option::of(0_u64..25),
        village in any::<bool>(),
    ) -> RecordFacts {
        RecordFacts {
            id: "R".into(),
            kinds: kinds.into_iter().map(str::to_owned).collect(),
            matters: if village { vec![MatterId::new("village-003").unwrap()] } else { Vec::new() },
            body,
            formed,
            closed,
            disposed,
            accounting_year,
            important: flags.0,
            litigated: flags.1,
            refused: flags.2,
            precedent: flags.3,
            handled: flags.4,
            instructed: flags.5,
            valid_years,
            ..RecordFacts::default()
        }
    }
}

fn today() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

fn kept(facts: &RecordFacts) -> Kept {
    let plan = retention(
        facts,
        Schedule::builtin(),
        WorkCalendar::national(),
        today(),
    );
    plan.kept.kept
}

/// Whether a row applies: yes, no, or not known.
fn fits(row: &ScheduleRow, facts: &RecordFacts) -> Option<bool> {
    let by_kind = row.kinds.iter().any(|k| facts.kinds.contains(k));
    let by_field = row.fields.iter().any(|f| f == "village-affairs") && !facts.matters.is_empty();
    if !by_kind && !by_field {
        return Some(false);
    }
    let mut sure = true;
    if !row.bodies.is_empty() {
        match facts.body {
            None => sure = false,
            Some(body) if !row.bodies.contains(&body) => return Some(false),
            Some(_) => {}
        }
    }
    for condition in &row.when {
        let text = condition.to_string();
        let known = match text.as_str() {
            "important" => facts.important,
            "litigated" => facts.litigated,
            "refused" => facts.refused,
            "precedent" => facts.precedent,
            "handled" => facts.handled,
            "instructed" => facts.instructed,
            "valid_years>=5" => facts.valid_years.map(|y| y >= 5),
            "valid_years>=20" => facts.valid_years.map(|y| y >= 20),
            other => panic!("a condition that the walk does not know: {other}"),
        };
        match known {
            Some(false) => return Some(false),
            Some(true) => {}
            None => sure = false,
        }
    }
    sure.then_some(true)
}

/// Years and months of a shipped length, by name.
fn months(length: &Length) -> u32 {
    match length {
        Length::Period(period) => match period.to_string().as_str() {
            "2y" => 24,
            "10y" => 120,
            other => panic!("{other}"),
        },
        Length::Term(term) => match term.as_str() {
            "records.long" | "accounting.vouchers" => 360,
            "records.short" | "accounting.bank_statements" => 120,
            "accounting.asset_cards" => 60,
            "network.logs" => 6,
            other => panic!("{other}"),
        },
    }
}

/// The last day, found by walking: the first day whose month is `months` later and that is the
/// same day of the month, or the last of that month.
fn walk(from: NaiveDate, months: u32) -> NaiveDate {
    let month = |d: NaiveDate| d.year() * 12 + i32::try_from(d.month0()).unwrap();
    let goal = month(from) + i32::try_from(months).unwrap();
    let mut at = from;
    loop {
        at = at.succ_opt().unwrap();
        if month(at) == goal && (at.day() == from.day() || at.succ_opt().unwrap().day() == 1) {
            return at;
        }
    }
}

/// The same answer, by listing every row and walking to its end.
fn naive(facts: &RecordFacts) -> Kept {
    let mut sure: Vec<Option<NaiveDate>> = Vec::new();
    let mut open: Vec<Option<NaiveDate>> = Vec::new();
    let mut any = false;
    for row in Schedule::builtin().rows() {
        let (Some(rule), fit) = (&row.kept, fits(row, facts)) else {
            continue;
        };
        if fit == Some(false) {
            continue;
        }
        any = true;
        let last = match rule {
            KeptRule::Permanent => Ok(None),
            KeptRule::For { length, from } => {
                let year_end = |y: i32| NaiveDate::from_ymd_opt(y, 12, 31).unwrap();
                let from = match from {
                    Trigger::Formed => facts.formed,
                    Trigger::FormedYearEnd => facts.formed.map(|d| year_end(d.year())),
                    Trigger::AccountingYearEnd => facts.accounting_year.map(year_end),
                    Trigger::Closed => facts.closed,
                    Trigger::Disposed => facts.disposed,
                };
                from.map(|from| Some(walk(from, months(length)))).ok_or(())
            }
        };
        match (fit, last) {
            (Some(true), Ok(last)) => sure.push(last),
            (_, Ok(last)) => open.push(last),
            (_, Err(())) => open.push(None),
        }
    }
    if sure.contains(&None) {
        return Kept::Permanent;
    }
    let longest = sure.iter().flatten().max().copied();
    let matters = |o: &Option<NaiveDate>| match (o, longest) {
        (Some(last), Some(longest)) => *last > longest,
        _ => true,
    };
    match longest {
        Some(last) if any && !open.iter().any(matters) => Kept::Until { last },
        at_least => Kept::Undeterminable { at_least },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_second_clock_agrees_with_a_walk(facts in facts()) {
        prop_assert_eq!(kept(&facts), naive(&facts));
    }

    #[test]
    fn the_order_and_number_of_kinds_do_not_matter(facts in facts(), turn in 0_usize..4) {
        let mut other = facts.clone();
        other.kinds.extend(facts.kinds.clone());
        if !other.kinds.is_empty() {
            let turn = turn % other.kinds.len();
            other.kinds.rotate_left(turn);
        }
        other.matters.extend(facts.matters.clone());
        let plan = |f: &RecordFacts| retention(f, Schedule::builtin(), WorkCalendar::national(), today());
        prop_assert_eq!(plan(&facts), plan(&other));
    }

    #[test]
    fn another_kind_never_shortens(facts in facts(), kind in prop::sample::select(&KINDS[..])) {
        let before = kept(&facts);
        let mut more = facts.clone();
        more.kinds.push(kind.to_owned());
        let after = kept(&more);
        prop_assert!(after.floor() >= before.floor(), "{before:?} {after:?}");
        if before == Kept::Permanent {
            prop_assert_eq!(after, Kept::Permanent);
        }
    }

    #[test]
    fn what_comes_to_be_known_stays_above_what_was_sure(facts in facts(), important in any::<bool>(), handled in any::<bool>()) {
        let floor = kept(&facts).floor();
        let known = RecordFacts {
            important: facts.important.or(Some(important)),
            handled: facts.handled.or(Some(handled)),
            ..facts.clone()
        };
        prop_assert!(kept(&known).floor() >= floor);
    }

    #[test]
    fn a_display_is_counted_as_by_walking(from in day(2010, 2026), down in 1_u64..40) {
        let until = from + Days::new(down);
        let facts = RecordFacts {
            id: "R".into(),
            kinds: vec!["land_pre_notice".into()],
            postings: vec![Posting {
                board: Board::Village,
                at: None,
                from,
                until: Some(until),
                start_proof: None,
                end_proof: None,
            }],
            ..RecordFacts::default()
        };
        let calendar = WorkCalendar::national();
        let as_of = "2027-12-31".parse().unwrap();
        let plan = retention(&facts, Schedule::builtin(), calendar, as_of);
        let board = &plan.posted.as_ref().unwrap().boards[0];
        // The least time is in force from 2021-09-01.
        if from < NaiveDate::from_ymd_opt(2021, 9, 1).unwrap() {
            prop_assert_eq!((board.last, board.state), (None, BoardState::Closed));
            return Ok(());
        }
        let (mut at, mut worked) = (from, 0);
        while worked < 10 {
            at = at.succ_opt().unwrap();
            worked += u32::from(calendar.is_workday(at).unwrap());
        }
        prop_assert_eq!(board.last, Some(at));
        let mut short = 0;
        let mut left = until;
        while left <= at {
            short += u32::from(calendar.is_workday(left).unwrap());
            left = left.succ_opt().unwrap();
        }
        prop_assert_eq!(board.state == BoardState::ClosedEarly, until <= at);
        prop_assert_eq!(board.short.unwrap_or(0), short);
    }

    #[test]
    fn an_update_leaves_local_rows_as_they_are(gone in 0_usize..60, stands_for in 0_usize..60) {
        let shipped = Schedule::builtin();
        let id = |n: usize| shipped.rows()[n % shipped.rows().len()].id.clone();
        let local: ScheduleRow = serde_json::from_value(serde_json::json!({
            "id": "ours", "zh": "本地", "kinds": ["contract"], "kept": {"period": "7y", "from": "formed"},
            "replaces": id(stands_for),
        })).unwrap();
        let ours = shipped.with_local(vec![local]).unwrap();
        let updated = ours.updated(&shipped.without(&id(gone))).unwrap();
        prop_assert_eq!(ours.row("ours"), updated.row("ours"));
        prop_assert!(updated.row(&id(gone)).is_none());
    }
}

/// A command of the lot from which random lives are made.
fn event() -> impl Strategy<Value = RecordEvent> {
    let reason = prop::sample::select(vec!["诉讼", "审计"]).prop_map(str::to_owned);
    prop_oneof![
        2 => reason.clone().prop_map(|reason| RecordEvent::HoldPlaced { reason }),
        2 => reason.prop_map(|reason| RecordEvent::HoldLifted { reason }),
        4 => Just(RecordEvent::Appraised { outcome: Appraisal::Destroy, report: None }),
        1 => day(2020, 2030).prop_map(|d| RecordEvent::Appraised { outcome: Appraisal::Until(d), report: None }),
        4 => prop::option::of(Just("镇长".to_owned())).prop_map(|approved_by| RecordEvent::DestructionApproved { approved_by }),
        6 => prop::option::of(Just("清册1".to_owned())).prop_map(|register| RecordEvent::Destroyed { register }),
        1 => any::<bool>().prop_map(|is| RecordEvent::FactSet { fact: Fact::Important(is) }),
        1 => prop::sample::select(&KINDS[..4]).prop_map(|k| RecordEvent::FactSet { fact: Fact::Kind(k.to_owned()) }),
        1 => Just(RecordEvent::Published {}),
        1 => Just(RecordEvent::Transferred { archive: "县档案馆".into(), with_disclosure_status: None }),
        1 => (0_u32..12).prop_map(|index| RecordEvent::Struck { index, reason: "写错".into() }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_commands_destroys_what_must_be_kept(
        commands in prop::collection::vec((event(), 0_u64..500), 4..20),
        over in prop::bool::weighted(0.7),
    ) {
        let mut on: NaiveDate = "2010-05-04".parse().unwrap();
        let mut entries = vec![Entry::new(on, RecordEvent::Formed {
            title: "t".into(),
            body: Some(Body::Township),
            kinds: vec!["subordinate_report".into()],
            matters: Vec::new(),
            personal_data: None,
            depends_on: Vec::new(),
        })];
        entries.push(Entry::new(on, RecordEvent::FactSet { fact: Fact::Important(false) }));
        // The term ends with 2020.
        on = if over { "2021-01-04" } else { "2020-06-01" }.parse().unwrap();
        for (event, later) in commands {
            on = on + Days::new(later);
            entries.push(Entry::new(on, event).by("甲"));
        }
        let context = RetentionContext::new(Schedule::builtin(), WorkCalendar::national());
        let case = RecordCase::of("R", &entries, context, on);
        let Some(destroyed) = case.facts().destroyed else { return Ok(()); };

        // The list, scanned: what counts is what was neither struck nor refused.
        let void: Vec<u32> = case.status(on).timeline.iter().map(gongkai::case::TimelineProblem::index).collect();
        let struck: Vec<u32> = (0_u32..).zip(&entries)
            .filter(|(n, _)| !void.contains(n))
            .filter_map(|(_, e)| match e.event {
                RecordEvent::Struck { index, .. } => Some(index),
                _ => None,
            })
            .collect();
        let refused: Vec<u32> = case.problems().iter().map(|p| p.index).chain(void).collect();
        let counts: Vec<&Entry<RecordEvent>> = (0_u32..).zip(&entries)
            .filter(|(n, _)| !struck.contains(n) && !refused.contains(n))
            .map(|(_, e)| e)
            .collect();
        let place = counts.iter().position(|e| matches!(e.event, RecordEvent::Destroyed { .. }));
        let place = place.expect("an entry that destroyed it");
        let before = &counts[..place];
        prop_assert_eq!(counts[place].on, destroyed);
        let RecordEvent::Destroyed { register } = &counts[place].event else { unreachable!() };
        prop_assert!(register.as_deref().is_some_and(|r| !r.is_empty()));

        for reason in ["诉讼", "审计"] {
            let mut up = false;
            for entry in before {
                match &entry.event {
                    RecordEvent::HoldPlaced { reason: r } if r == reason => up = true,
                    RecordEvent::HoldLifted { reason: r } if r == reason => up = false,
                    _ => {}
                }
            }
            prop_assert!(!up, "destroyed under a hold");
        }
        let last_appraisal = before.iter().rposition(|e| matches!(e.event, RecordEvent::Appraised { .. }));
        let approval = before.iter().rposition(|e| matches!(e.event, RecordEvent::DestructionApproved { .. }));
        prop_assert!(last_appraisal < approval, "approved before it was appraised");
        let RecordEvent::Appraised { outcome, .. } = &before[last_appraisal.unwrap()].event else { unreachable!() };
        prop_assert_eq!(*outcome, Appraisal::Destroy);
        let handed_over = before
            .iter()
            .any(|e| matches!(e.event, RecordEvent::Transferred { .. }));
        prop_assert!(!handed_over);
        // Its term, from the facts alone.
        let facts = RecordFacts { destroyed: None, holds: Vec::new(), kept_again: None, ..case.facts().clone() };
        match naive(&facts) {
            Kept::Until { last } => prop_assert!(destroyed > last),
            other => prop_assert!(false, "destroyed although {:?}", other),
        }
        // And it left a tombstone.
        prop_assert_eq!(case.tombstones().iter().filter(|t| t.on == destroyed && t.reference == "清册1").count(), 1);
    }
}
