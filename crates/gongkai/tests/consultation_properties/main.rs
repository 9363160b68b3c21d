//! What must hold of every consultation, whatever is entered; and that it refuses what a second
//! implementation refuses.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod draw;
mod naive;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::check::{CaseCheck, check_consultations};
use gongkai::consultation::{
    CommentChannel, Consultation, ConsultationEvent as Event, ConsultationKind,
    ConsultationProblem, PartyKind, Settings, Shortening, State, Timing,
};
use gongkai::finding::{Lang, Selection};
use proptest::prelude::*;

use draw::file;
use naive::{Naive, naive};

fn fold(entries: &[Entry<Event>]) -> Consultation {
    let end = "2030-01-01".parse().unwrap();
    Consultation::of(entries, end, WorkCalendar::national(), &Settings::default())
}

/// The files drawn here reach every refusal that random events can bring about, and every state
/// but the one of a case given up: so the properties below are about something.
#[test]
fn the_files_reach_every_corner() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    use std::collections::BTreeSet;

    let mut runner = TestRunner::deterministic();
    let (mut codes, mut states) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..600 {
        let entries = file().new_tree(&mut runner).unwrap().current();
        let case = fold(&entries);
        codes.extend(case.problems().iter().map(ConsultationProblem::code));
        let last = entries.last().unwrap().on;
        states.insert(format!("{:?}", case.state(last)));
    }
    let wanted = [
        "already_closed",
        "already_published",
        "already_submitted",
        "closed_too_early",
        "comment_withdrawn",
        "documents_missing",
        "duplicate_comment",
        "empty_group",
        "ends_before_publication",
        "hearing_owed",
        "may_not_be_shortened",
        "not_closed",
        "not_longer",
        "not_opened",
        "not_published",
        "not_reconsulted",
        "not_shorter",
        "not_submitted",
        "other_content",
        "over",
        "period_too_short",
        "reasons_missing",
        "result_already_published",
        "result_missing",
        "unanswered",
        "ungrouped",
        "unknown_comment",
        "unknown_group",
    ];
    for code in wanted {
        assert!(codes.contains(code), "{code} is never reached: {codes:?}");
    }
    let wanted = [
        State::NotOpened,
        State::Preparing,
        State::Open,
        State::Ended,
        State::Closed,
        State::Answered,
        State::ResultPublished,
        State::Submitted,
        State::Decided,
    ];
    for state in wanted.map(|s| format!("{s:?}")) {
        assert!(states.contains(&state), "{state} is never reached");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn refuses_what_the_second_implementation_refuses(entries in file()) {
        let case = fold(&entries);
        let told: Vec<(u32, &str)> = case.problems().iter().map(|p| (p.index, p.code())).collect();
        let (refused, passed) = naive(&entries);
        prop_assert_eq!(told, refused);

        let naive = Naive(&passed);
        let ids: Vec<&str> = case.comments().iter().map(|c| c.id.as_str()).collect();
        prop_assert_eq!(&ids, &naive.received());
        for comment in case.comments() {
            prop_assert_eq!(
                comment.timing == Timing::InTime,
                naive.in_time(&comment.id),
                "{}", &comment.id
            );
            prop_assert_eq!(comment.withdrawn, naive.withdrawn(&comment.id));
            prop_assert_eq!(comment.group.as_deref(), naive.group_of(&comment.id));
        }
        for group in case.groups() {
            let members: Vec<&str> = case.comments_in(&group.id).map(|c| c.id.as_str()).collect();
            prop_assert_eq!(&members, &naive.members(&group.id));
            prop_assert_eq!(group.adoption.is_some(), naive.answered(&group.id));
        }
        prop_assert_eq!(case.round().map(|r| r.until), naive.until());
        prop_assert_eq!(case.round().is_some_and(|r| r.closed.is_some()), naive.closed());
        prop_assert_eq!(case.result_published().is_some(), naive.result());
        let may = case.evidence().may_decide;
        let ready = Entry::new(
            "2029-12-31".parse().unwrap(),
            Event::DecisionSubmitted { content: None },
        );
        if !naive.submitted() && !naive.over() {
            prop_assert_eq!(may, naive.refuses(&ready).is_none());
        }
    }

    /// Closing never comes before the least time has passed, unless it was shortened with a
    /// reason and may be; and never before the announced day.
    #[test]
    fn never_closed_early(entries in file()) {
        for round in fold(&entries).rounds() {
            let Some(closed) = round.closed else { continue };
            prop_assert!(closed > round.until);
            let Some(least) = &round.least else { continue };
            if closed <= least.last() {
                let kind = ConsultationKind::get(match &entries[0].event {
                    Event::Opened { kind, .. } => kind,
                    _ => unreachable!(),
                });
                prop_assert_ne!(kind.unwrap().shortening, Shortening::Never);
                prop_assert!(!round.short.as_ref().unwrap().reason.is_empty());
            }
        }
    }

    /// Every comment registered counts once, whatever becomes of it.
    #[test]
    fn every_comment_counts_once(entries in file()) {
        let case = fold(&entries);
        let counts = case.counts();
        let refused: Vec<u32> = case.problems().iter().map(|p| p.index).collect();
        let entered = (0_u32..)
            .zip(&entries)
            .filter(|(n, e)| {
                matches!(e.event, Event::CommentReceived { .. }) && !refused.contains(n)
            })
            .count();
        prop_assert_eq!(counts.received as usize, entered);
        prop_assert_eq!(counts.in_time + counts.late + counts.unasked, counts.received);
        prop_assert_eq!(counts.by_channel.values().sum::<u32>(), counts.received);
        prop_assert_eq!(counts.by_party.values().sum::<u32>(), counts.received);
        prop_assert!(counts.distinct <= counts.received - counts.withdrawn);
        let in_groups: usize = case.groups().iter().map(|g| case.comments_in(&g.id).count()).sum();
        prop_assert_eq!(counts.grouped as usize, in_groups);
    }

    /// On the day of the result, every comment in time had its group, and every group its
    /// answer; a decision comes after it.
    #[test]
    fn results_only_when_all_is_answered(entries in file()) {
        let refused: Vec<u32> = fold(&entries).problems().iter().map(|p| p.index).collect();
        for (n, entry) in (0_u32..).zip(&entries) {
            if refused.contains(&n) {
                continue;
            }
            let before = fold(&entries[..n as usize]);
            match entry.event {
                Event::ResultPublished { .. } => {
                    prop_assert_eq!(before.state("2030-01-01".parse().unwrap()), State::Answered);
                }
                Event::DecisionSubmitted { .. } => {
                    prop_assert!(before.result_published().is_some());
                    prop_assert!(before.evidence().may_decide);
                }
                _ => {}
            }
        }
    }

    /// What `admit` lets pass at the end of a file is what the fold of the longer file takes.
    #[test]
    fn admits_what_the_fold_takes(entries in file()) {
        let calendar = WorkCalendar::national();
        let Some((last, before)) = entries.split_last() else { return Ok(()) };
        let admitted = Consultation::admit(before, last, calendar, &Settings::default());
        let index = u32::try_from(before.len()).unwrap();
        let folded = fold(&entries);
        let problem = folded.problems().iter().find(|p| p.index == index);
        prop_assert_eq!(admitted.err().map(|e| e.code()), problem.map(ConsultationProblem::code));
    }

    /// Any day, any order, struck and late entries: there is an answer, and it can be told.
    #[test]
    fn never_panics(
        entries in file(),
        seed in prop::collection::vec((0_usize..30, 0_usize..30, 0_u32..40), 0..6),
        as_of in prop_oneof![
            (737_000_i32..741_000).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(n).unwrap()),
            Just(NaiveDate::MIN),
            Just(NaiveDate::MAX),
        ],
    ) {
        let mut entries = entries;
        for (a, b, target) in seed {
            let n = entries.len();
            entries.swap(a % n, b % n);
            let on = entries[a % n].on;
            let reason = "误记".to_owned();
            entries.push(Entry::new(on, Event::Struck { index: target, reason }));
            entries[b % n].recorded = Some(on);
        }
        let calendar = WorkCalendar::national();
        let case = Consultation::of(&entries, as_of, calendar, &Settings::default());
        let status = case.status("c", as_of, calendar);
        let _ = case.interpretation_outline().render(Lang::Zh);
        prop_assert!(serde_json::to_value(&status).is_ok());
        let check = CaseCheck { case: "c", entries: &entries, lines: &[], calendar, as_of };
        for finding in check_consultations(&check, &Selection::default()) {
            for lang in [Lang::Zh, Lang::En] {
                prop_assert!(!finding.message(lang).contains('{'), "{}", finding.message(lang));
            }
        }
    }

    /// Comments put together by looking each up among all earlier ones.
    #[test]
    fn repeats_are_those_of_a_plain_comparison(
        texts in prop::collection::vec("[甲乙丙丁不，]{0,14}", 1..12),
        likeness in prop::sample::select(vec![500_u32, 600, 750, 800, 1000]),
    ) {
        let settings = Settings { likeness, ..Settings::default() };
        let day = "2026-03-02".parse().unwrap();
        let mut entries = vec![Entry::new(day, Event::Opened {
            title: "方案".to_owned(),
            kind: "rules".to_owned(),
            body: "某市".to_owned(),
            local: None,
        })];
        for (n, text) in texts.iter().enumerate() {
            entries.push(Entry::new(day, Event::CommentReceived {
                id: n.to_string(),
                from: PartyKind::Citizen,
                channel: CommentChannel::Website,
                text: Some(format!("{text}。")),
                attachments: Vec::new(),
            }));
        }
        let case = Consultation::of(&entries, day, WorkCalendar::national(), &settings);
        let found: Vec<(String, String, u32)> =
            case.repeats().into_iter().map(|r| (r.id, r.of, r.likeness)).collect();

        let words = |n: usize| -> Vec<char> {
            texts[n].chars().filter(|c| *c != '，').collect()
        };
        let pairs = |n: usize| -> std::collections::BTreeSet<[char; 2]> {
            words(n).windows(2).map(|w| [w[0], w[1]]).collect()
        };
        let denials = |n: usize| words(n).iter().filter(|c| **c == '不').count();
        // Each comment that repeats another, with the one it repeats.
        let mut of: Vec<Option<(usize, u32)>> = Vec::new();
        for n in 0..texts.len() {
            let same = (0..n).find(|m| words(*m) == words(n) && !words(n).is_empty());
            let known = match same {
                Some(m) => Some(of[m].unwrap_or((m, 1000))),
                None if words(n).len() < 5 => None,
                None => (0..n)
                    .filter(|m| of[*m].is_none() && words(*m).len() >= 5)
                    .filter(|m| denials(*m) == denials(n))
                    .map(|m| {
                        let (shared, all) = (
                            pairs(m).intersection(&pairs(n)).count(),
                            pairs(m).union(&pairs(n)).count(),
                        );
                        (m, u32::try_from(shared * 1000 / all).unwrap())
                    })
                    .filter(|(_, l)| *l >= likeness)
                    .max_by_key(|(m, l)| (*l, std::cmp::Reverse(*m))),
            };
            of.push(known);
        }
        let plain: Vec<(String, String, u32)> = of
            .iter()
            .enumerate()
            .filter_map(|(n, o)| o.map(|(m, l)| (n.to_string(), m.to_string(), l)))
            .collect();
        prop_assert_eq!(found, plain);
    }
}
