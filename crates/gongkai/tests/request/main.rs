//! Applications for information under random events: invariants, and a second implementation
//! (`walk`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::case::{Entry, known_on};
use gongkai::law::{Lang, Period};
use gongkai::request::{
    Answer, Applicant, CloseReason, Consultee, FeeMethod, Intake, Opinion, Outcome, RequestCase,
    RequestError, RequestEvent, RequestKind, RequestStatus, Settings, rederive, rederive_entries,
};
use proptest::prelude::*;

mod walk;

use walk::{after, day, naive, told};

type Event = RequestEvent;
type Line = Entry<RequestEvent>;

fn wd(count: u32) -> Period {
    Period::working_days(count).unwrap()
}

fn received(intake: Intake, kind: RequestKind) -> Event {
    Event::Received {
        intake,
        applicant: Applicant {
            name: "李某".to_owned(),
            kind: gongkai::request::ApplicantKind::NaturalPerson,
            contact: None,
            identity_proved: Some(true),
        },
        content: "验收意见".to_owned(),
        form: None,
        number: None,
        kind,
    }
}

fn party() -> impl Strategy<Value = String> {
    prop_oneof![Just("甲公司".to_owned()), Just("乙局".to_owned())]
}

fn consultee() -> impl Strategy<Value = Consultee> {
    prop_oneof![
        Just(Consultee::ThirdParty),
        Just(Consultee::CoMaker),
        Just(Consultee::OtherBody)
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        Just(Outcome::Upheld),
        Just(Outcome::Corrected),
        Just(Outcome::Other)
    ]
}

/// What may follow, on a day; the facts are mostly in order, and sometimes not.
#[derive(Debug, Clone)]
enum Next {
    Plain(Event),
    Correction(u64),
    Extended(Period, bool, bool),
    Deferred(u64, bool),
    Fee(FeeMethod, u32, bool),
}

impl Next {
    fn on(self, on: NaiveDate) -> Line {
        let event = match self {
            Self::Plain(event) => event,
            Self::Correction(days) => Event::CorrectionRequested {
                items: vec!["年份".to_owned()],
                until: after(on, days),
            },
            Self::Extended(period, approved, told) => Event::Extended {
                period,
                approved_by: approved.then(|| "林远".to_owned()),
                notified: told.then_some(on),
            },
            Self::Deferred(days, told) => Event::Deferred {
                until: after(on, days),
                notified: told.then_some(on),
            },
            Self::Fee(method, amount, delivered) => Event::FeeNotified {
                method,
                amount,
                delivered: delivered.then_some(on),
            },
        };
        Entry::new(on, event)
    }
}

fn next() -> impl Strategy<Value = Next> {
    let plain = |event: Event| Just(Next::Plain(event));
    let often = proptest::bool::weighted(0.85);
    let again = proptest::bool::weighted(0.85);
    let third = proptest::bool::weighted(0.85);
    prop_oneof![
        3 => plain(Event::Confirmed {}),
        3 => (0_u64..25).prop_map(Next::Correction),
        3 => plain(Event::Corrected {}),
        5 => (party(), consultee())
            .prop_map(|(party, consultee)| Next::Plain(Event::Consulted { party, consultee })),
        3 => party().prop_map(|party| Next::Plain(Event::ConsultationDelivered { party })),
        4 => (party(), any::<bool>()).prop_map(|(party, reasonable)| {
            Next::Plain(Event::OpinionReceived {
                party,
                opinion: Opinion::Objects,
                reasonable: Some(reasonable),
            })
        }),
        4 => (1_u32..23, often, again).prop_map(|(n, a, b)| Next::Extended(wd(n), a, b)),
        2 => plain(Event::ReasonsRequested {}),
        3 => any::<bool>()
            .prop_map(|reasonable| Next::Plain(Event::ReasonsGiven { reasonable })),
        2 => (5_u64..60, third).prop_map(|(n, told)| Next::Deferred(n, told)),
        3 => (0_u32..40, any::<bool>(), any::<bool>()).prop_map(|(n, per, delivered)| {
            let method = if per { FeeMethod::PerApplication } else { FeeMethod::PerVolume };
            Next::Fee(method, n * 10, delivered)
        }),
        3 => plain(Event::FeePaid {}),
        1 => plain(Event::Searched { places: vec!["档案室".to_owned()], found: false }),
        1 => plain(Event::Transferred { to: "县水利局".to_owned() }),
        1 => plain(Event::RecordCorrected {}),
        3 => plain(Event::Answered {
            answer: Answer::Disclosed { provided: "一份".to_owned() },
            number: None,
        }),
        2 => plain(Event::Served {}),
        1 => plain(Event::Withdrawn {}),
        1 => plain(Event::Closed { reason: CloseReason::NotCorrected }),
        1 => plain(Event::Closed { reason: CloseReason::FeeUnpaid }),
        1 => plain(Event::Closed { reason: CloseReason::Other }),
        2 => plain(Event::ReviewApplied {}),
        2 => outcome().prop_map(|outcome| Next::Plain(Event::ReviewDecided { outcome })),
        1 => plain(Event::SuitFiled {}),
        1 => outcome().prop_map(|outcome| Next::Plain(Event::SuitDecided { outcome })),
        3 => proptest::option::of(1_u32..30)
            .prop_map(|n| Next::Plain(Event::Reopened { within: n.map(wd) })),
        1 => plain(Event::Archived {}),
    ]
}

fn intake() -> impl Strategy<Value = Intake> {
    prop_oneof![
        3 => Just(Intake::InPerson),
        1 => Just(Intake::SignedMail),
        1 => Just(Intake::OrdinaryMail),
        2 => Just(Intake::Internet),
        1 => Just(Intake::Fax)
    ]
}

/// A case: an application, then whatever comes, in the order of the days.
fn case() -> impl Strategy<Value = Vec<Line>> {
    let begins = prop_oneof![
        3 => (0_u64..330).prop_map(|n| after(day("2026-01-01"), n)),
        1 => (0_u64..40).prop_map(|n| after(day("2019-04-20"), n)),
        1 => (0_u64..300).prop_map(|n| after(day("2020-12-01"), n)),
        1 => (0_u64..400).prop_map(|n| after(day("2017-12-01"), n)),
    ];
    let kind = prop_oneof![
        12 => Just(RequestKind::Information),
        1 => Just(RequestKind::RecordCorrection)
    ];
    let gap = prop_oneof![3 => 0_u64..4, 3 => 0_u64..12, 1 => 0_u64..60];
    (
        begins,
        intake(),
        kind,
        prop::collection::vec((gap, next()), 0..16),
    )
        .prop_map(|(begins, intake, kind, rest)| {
            let mut on = begins;
            let mut lines = vec![Entry::new(on, received(intake, kind))];
            for (gap, next) in rest {
                on = after(on, gap);
                let line = next.on(on);
                // The same again on the same day is a matter of the file, not of the law.
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            lines
        })
}

fn settings() -> impl Strategy<Value = Settings> {
    any::<bool>().prop_map(|dispatch_day_counts| Settings {
        dispatch_day_counts,
        ..Settings::default()
    })
}

fn status(lines: &[Line], settings: &Settings, as_of: NaiveDate) -> RequestStatus {
    RequestCase::replay("case", lines, settings, as_of).status(WorkCalendar::national())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Both implementations agree on what is refused, the state, and every date.
    #[test]
    fn agrees_with_the_walk(lines in case(), settings in settings(), more in 0_u64..45) {
        let as_of = after(lines.last().unwrap().on, more);
        prop_assert_eq!(
            told(&status(&lines, &settings, as_of)),
            naive(&lines, &settings, as_of)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What `decide` allows has effect, what it refuses has none, and both agree with a replay.
    #[test]
    fn deciding_is_replaying(lines in case()) {
        let (calendar, settings) = (WorkCalendar::national(), Settings::default());
        let mut case = RequestCase::open("case", &lines[0], &settings, calendar).unwrap();
        for line in &lines[1..] {
            let mut tried = case.entries().to_vec();
            let index = u32::try_from(tried.len()).unwrap();
            tried.push(line.clone());
            let replayed = status(&tried, &settings, line.on);
            let problem = replayed.problems.iter().find(|p| p.index == index);
            match case.decide(line, calendar) {
                Ok(entries) => {
                    prop_assert_eq!(problem, None);
                    for entry in entries {
                        case.apply(entry);
                    }
                }
                Err(error) => {
                    prop_assert_eq!(Some(&error), problem.map(|p| &p.error));
                    prop_assert!(!error.message(Lang::Zh).is_empty());
                    prop_assert_eq!(told(&replayed).state, told(&case.clone().as_of(line.on).status(calendar)).state);
                }
            }
        }
        prop_assert!(case.status(calendar).problems.is_empty());
    }

    /// A refused line changes nothing: without it, the case stands where it stood.
    #[test]
    fn what_is_refused_has_no_effect(lines in case(), more in 0_u64..45) {
        let as_of = after(lines.last().unwrap().on, more);
        let settings = Settings::default();
        let with = status(&lines, &settings, as_of);
        let refused: Vec<u32> = with.problems.iter().map(|p| p.index).collect();
        let kept: Vec<Line> = (0_u32..)
            .zip(&lines)
            .filter(|(n, _)| !refused.contains(n))
            .map(|(_, line)| line.clone())
            .collect();
        let without = status(&kept, &settings, as_of);
        prop_assert!(without.problems.is_empty());
        prop_assert_eq!(&without.trail, &with.trail);
        prop_assert_eq!(without.deadlines, with.deadlines);
    }

    /// A struck line is as if it had never been there, on whatever day one asks for; what the
    /// file said before it was struck is still to be had.
    #[test]
    fn striking_takes_out(lines in case(), which in any::<prop::sample::Index>()) {
        prop_assume!(lines.len() > 1);
        let index = 1 + which.index(lines.len() - 1);
        let last = lines.last().unwrap().on;
        let settings = Settings::default();
        let mut struck = lines.clone();
        struck.push(Entry::new(
            after(last, 1),
            Event::Struck { index: u32::try_from(index).unwrap(), reason: "录错".to_owned() },
        ));
        let mut without = lines.clone();
        without.remove(index);
        let on = after(last, 1);
        let (a, b) = (status(&struck, &settings, on), status(&without, &settings, on));
        prop_assert_eq!(&a.trail, &b.trail);
        prop_assert_eq!((a.state, a.due, a.overdue), (b.state, b.due, b.overdue));
        let (a_day_before, b_day_before) =
            (status(&struck, &settings, last), status(&without, &settings, last));
        prop_assert_eq!(&a_day_before.trail, &b_day_before.trail);
        prop_assert_eq!(known_on(&struck, last), lines.as_slice());
        let moved = rederive_entries(
            &RequestCase::replay("case", &lines, &settings, on),
            &RequestCase::replay("case", &struck, &settings, on),
            WorkCalendar::national(),
        );
        let before = status(&lines, &settings, on);
        if before.due != a.due && before.waiting.is_none() && a.waiting.is_none()
            && (before.state.is_open() || a.state.is_open())
        {
            let moved = moved.unwrap();
            prop_assert_eq!((moved.before, moved.after), (before.due, a.due));
        }
    }

    /// Invariants of every status: dates in order, an end that stays, words for everything.
    #[test]
    fn every_status_holds_together(lines in case(), settings in settings(), more in 0_u64..45) {
        let as_of = after(lines.last().unwrap().on, more);
        let found = status(&lines, &settings, as_of);
        if let (Some(received), Some(due)) = (found.received, found.due) {
            prop_assert!(due > received);
        }
        if let (Some(due), Some(latest)) = (found.due, found.latest) {
            prop_assert!(due <= latest, "{} {}", due, latest);
        }
        prop_assert!(found.waiting.is_none() || found.due.is_none());
        prop_assert_eq!(found.answered_late.is_some(), found.answered_on.is_some() && found.overdue);
        prop_assert!(found.row.is_none() || !found.state.is_open());
        for lang in [Lang::Zh, Lang::En] {
            let page = found.render(lang);
            prop_assert!(!page.contains('\u{7b}'), "{}", page);
            prop_assert!(serde_json::to_value(found.view(lang)).is_ok());
        }
        // The dates of consultations that count from the dispatch only make the period longer.
        let strict = Settings { dispatch_day_counts: true, ..settings };
        let loose = Settings { dispatch_day_counts: false, ..settings };
        let (strict, loose) = (status(&lines, &strict, as_of), status(&lines, &loose, as_of));
        if strict.problems == loose.problems {
            prop_assert!(strict.due <= loose.due);
        }
    }

    /// A notice lists exactly the open cases whose day it moves, none of them back past the day
    /// of asking.
    #[test]
    fn notices_move_open_cases(lines in case(), more in 0_u64..45, which in 0_usize..60) {
        let calendar = WorkCalendar::national();
        let notices: Vec<_> = calendar.notices().map(|n| n.id.clone()).collect();
        let without = calendar.without(&notices[which % notices.len()]);
        let as_of = after(lines.last().unwrap().on, more);
        let case = RequestCase::replay("case", &lines, &Settings::default(), as_of);
        let (old, new) = (case.status(&without), case.status(calendar));
        let moved = rederive(std::slice::from_ref(&case), &without, calendar, as_of);
        if let Some(moved) = moved.first() {
            prop_assert!(old.state.is_open() || new.state.is_open());
            prop_assert!(moved.before != moved.after || old.waiting != new.waiting);
            prop_assert!(moved.after >= moved.before || moved.after >= Some(as_of));
        } else if old.state.is_open() && old.waiting.is_none() && new.waiting.is_none()
            && old.due != new.due
        {
            prop_assert!(new.due < old.due && new.due < Some(as_of));
        }
    }

    /// Lines in any order, from any time, twice, struck at random: told, never a panic.
    #[test]
    fn any_file_is_read(
        lines in case(),
        swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..6),
        strikes in prop::collection::vec((0_u32..30, any::<prop::sample::Index>()), 0..4),
        recorded in prop::collection::vec((any::<prop::sample::Index>(), -400_i64..400), 0..4),
        odd in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![
            Just(NaiveDate::MIN), Just(NaiveDate::MAX), Just(day("2007-01-01")),
            Just(day("2100-12-20")), Just(day("2008-04-30")),
        ]), 0..2),
        as_of in prop_oneof![
            Just(NaiveDate::MAX), Just(day("2026-06-01")), Just(day("2100-12-31")), Just(day("2000-01-01")),
        ],
    ) {
        let mut lines = lines;
        for (a, b) in swaps {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
        }
        for (index, at) in strikes {
            let at = at.index(lines.len());
            let line = Entry::new(lines[at].on, Event::Struck { index, reason: "录错".to_owned() });
            lines.insert(at, line);
        }
        for (at, shift) in recorded {
            let at = at.index(lines.len());
            let on = lines[at].on;
            lines[at].recorded = on.checked_add_signed(chrono::TimeDelta::days(shift));
        }
        for (at, on) in odd {
            let at = at.index(lines.len());
            lines[at].on = on;
        }
        let found = status(&lines, &Settings::default(), as_of);
        for problem in &found.problems {
            prop_assert!((problem.index as usize) < lines.len());
            prop_assert!(!problem.code().is_empty());
        }
        found.render(Lang::Zh);
    }
}

/// Unknown fields, events and values are refused where they stand.
#[test]
fn what_is_not_an_event_is_refused() {
    for (line, says) in [
        (
            r#"{"on":"2026-03-02","event":"confirmed","chanel":1}"#,
            "chanel",
        ),
        (r#"{"on":"2026-03-02","event":"conferred"}"#, "conferred"),
        (
            r#"{"on":"2026-03-02","event":"extended","period":"0wd"}"#,
            "0wd",
        ),
        (r#"{"on":"2026-02-30","event":"served"}"#, "out of range"),
        (r#"{"event":"served"}"#, "on"),
        (
            r#"{"on":"2026-03-02","event":"answered","answer":{"kind":"withheld","ground":"x"}}"#,
            "reasons",
        ),
    ] {
        let error = serde_json::from_str::<Line>(line).unwrap_err().to_string();
        assert!(error.contains(says), "{line}: {error}");
    }
}

/// A case that begins at the end of the calendar says so, and has no date.
#[test]
fn past_the_end_of_the_calendar() {
    let lines = [Entry::new(
        day("2100-12-20"),
        received(Intake::InPerson, RequestKind::Information),
    )];
    let found = status(&lines, &Settings::default(), day("2100-12-21"));
    assert_eq!(found.due, None);
    let codes: Vec<_> = found.problems.iter().map(|p| (p.index, p.code())).collect();
    assert_eq!(codes, [(0, "after_horizon")]);
    assert!(matches!(found.problems[0].error, RequestError::Calendar(_)));
}
