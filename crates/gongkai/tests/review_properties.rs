//! Reviews under random commands: what must hold of every order of them, over every shipped
//! pipeline, checked by a second implementation that knows nothing of states. It scans the list
//! of the events that were accepted, and says of a public act whether it was in order.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use gongkai::calendar::WorkCalendar;
use gongkai::case::{ContentHash, Entry};
use gongkai::catalogue::Mode;
use gongkai::finding::{Lang, Profile};
use gongkai::review::{
    Blocking, Conclusion, GateKind, Pipeline, ReviewCase, ReviewEvent, StageKind, pipelines,
};
use proptest::prelude::*;

const PEOPLE: [&str; 4] = ["甲", "乙", "丙", "丁"];

fn content(n: usize) -> ContentHash {
    ContentHash::of(format!("content {n}").as_bytes())
}

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

/// A random number turned into choices.
struct Dice(u64);

impl Dice {
    fn pick(&mut self, n: usize) -> usize {
        // SplitMix64: proptest gives the seed, so that a failure can be repeated.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(n.max(1)).unwrap()).unwrap()
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.pick(n) == 0
    }
}

/// Any command: senseless ones too, so that refusals are met.
fn any_command(pipeline: &Pipeline, dice: &mut Dice, current: ContentHash) -> ReviewEvent {
    let data = pipeline.data();
    let stage = &data.stage[dice.pick(data.stage.len())];
    let hash = if dice.one_in(3) {
        content(dice.pick(3))
    } else {
        current
    };
    match dice.pick(24) {
        0 => ReviewEvent::Attributed {
            attribute: [Mode::Proactive, Mode::OnRequest][dice.pick(2)],
            reasons: ["", "理由"][dice.pick(2)].into(),
        },
        1 if !data.gate.is_empty() => evidence(
            pipeline,
            &data.gate[dice.pick(data.gate.len())].id,
            hash,
            start(),
        ),
        2 if !data.gate.is_empty() => ReviewEvent::Waived {
            gate: data.gate[dice.pick(data.gate.len())].id.clone(),
            reason: "不需要".into(),
        },
        3 => ReviewEvent::FindingsRecorded {
            profile: [Profile::Draft, Profile::Publish][dice.pick(2)],
            content: hash,
            blocking: (0..dice.pick(2))
                .map(|n| Blocking {
                    finding: format!("f{n}"),
                    rule: "TXT001".into(),
                    says: String::new(),
                })
                .collect(),
        },
        4 => ReviewEvent::Assessed {
            content: hash,
            disposition: [
                Conclusion::Disclose,
                Conclusion::InPart,
                Conclusion::Withhold,
                Conclusion::Refer,
            ][dice.pick(4)],
            ground: None,
            reasons: String::new(),
        },
        5 => ReviewEvent::Submitted {},
        6 => ReviewEvent::Passed {
            stage: stage.id.clone(),
        },
        7 => ReviewEvent::Approved {},
        8 => ReviewEvent::Returned {
            to: ["draft", stage.id.as_str()][dice.pick(2)].into(),
            reason: "重做".into(),
        },
        9 => ReviewEvent::Referred {
            to: "保密局".into(),
            reason: "拿不准".into(),
        },
        10 => ReviewEvent::ReferralAnswered {
            disclose: !dice.one_in(3),
            reference: String::new(),
        },
        11 => ReviewEvent::Changed {
            content: content(dice.pick(3)),
            reason: String::new(),
        },
        12 => ReviewEvent::Overridden {
            finding: "f0".into(),
            reason: "误报".into(),
        },
        13 | 14 => ReviewEvent::Posted {
            board: ["village", "township", "group", "county"][dice.pick(4)].into(),
            content: hash,
            proof: String::new(),
        },
        15 => ReviewEvent::PostingClosed {},
        16 => ReviewEvent::ObjectionReceived {
            id: format!("o{}", dice.pick(3)),
            says: String::new(),
        },
        17 => ReviewEvent::ObjectionDecided {
            id: format!("o{}", dice.pick(3)),
            upheld: dice.one_in(2),
            reasons: "查过".into(),
        },
        18 => ReviewEvent::Published {
            channel: "government_website".into(),
            content: hash,
        },
        19 => ReviewEvent::CorrectedAfterPublication {
            content: hash,
            reason: "数字有误".into(),
        },
        20 if dice.one_in(4) => ReviewEvent::TakenDown {
            reason: "泄露个人信息".into(),
            basis: None,
        },
        21 => ReviewEvent::OpinionReceived {
            id: format!("p{}", dice.pick(3)),
            kind: String::new(),
        },
        22 => ReviewEvent::OpinionAnswered {
            id: format!("p{}", dice.pick(3)),
        },
        23 if dice.one_in(6) => ReviewEvent::Withdrawn {
            reason: "不办了".into(),
        },
        _ => ReviewEvent::Filed {},
    }
}

fn evidence(pipeline: &Pipeline, gate: &str, current: ContentHash, on: NaiveDate) -> ReviewEvent {
    let data = pipeline.gate(gate).unwrap();
    let long = data.minimum.is_some();
    ReviewEvent::Evidence {
        gate: gate.to_owned(),
        reference: "材料".into(),
        content: (data.of_content || data.kind == GateKind::Interpretation).then_some(current),
        dated: None,
        from: long.then(|| on - Days::new(60)),
        to: long.then_some(on),
        shortened: String::new(),
    }
}

/// The command that would take the case one step on: without it, random commands seldom reach
/// the later stages.
fn helpful_command(pipeline: &Pipeline, case: &ReviewCase<'_>, on: NaiveDate) -> ReviewEvent {
    let current = case.content().unwrap();
    let here = case.place_id().to_owned();
    if here == "draft" {
        return ReviewEvent::Submitted {};
    }
    let Some((_, stage)) = pipeline.stage(&here) else {
        return ReviewEvent::Filed {};
    };
    let closed: Vec<_> = case
        .gates()
        .into_iter()
        .filter(|g| g.stage.id == here && !g.open)
        .collect();
    if let Some(gate) = closed.first() {
        return match gate.kind {
            GateKind::Attribute => ReviewEvent::Attributed {
                attribute: Mode::Proactive,
                reasons: String::new(),
            },
            GateKind::Findings => ReviewEvent::FindingsRecorded {
                profile: Profile::Publish,
                content: current,
                blocking: Vec::new(),
            },
            _ => evidence(pipeline, &gate.gate.id, current, on),
        };
    }
    match stage.kind {
        StageKind::Approval => ReviewEvent::Approved {},
        StageKind::Publication if case.publications().iter().any(|p| p.up) => {
            ReviewEvent::CorrectedAfterPublication {
                content: current,
                reason: "更正".into(),
            }
        }
        StageKind::Publication => ReviewEvent::Published {
            channel: "government_website".into(),
            content: current,
        },
        StageKind::Posting => {
            let up = case
                .postings()
                .last()
                .filter(|p| p.closed.is_none() && !p.void);
            let on_board = |b: &&String| up.is_some_and(|p| p.boards.iter().any(|(o, _)| o == *b));
            match stage.boards.iter().find(|b| !on_board(b)) {
                Some(board) => ReviewEvent::Posted {
                    board: board.clone(),
                    content: current,
                    proof: String::new(),
                },
                None => ReviewEvent::PostingClosed {},
            }
        }
        StageKind::Filing => ReviewEvent::Filed {},
        _ => ReviewEvent::Passed { stage: here },
    }
}

/// A run of `steps` commands: the entries accepted, and how many were refused.
fn run(pipeline: &'static Pipeline, seed: u64, steps: usize) -> (Vec<Entry<ReviewEvent>>, usize) {
    let mut dice = Dice(seed);
    let mut case = ReviewCase::new("case", pipeline, WorkCalendar::national());
    let opened = Entry::new(
        start(),
        ReviewEvent::Opened {
            title: "随机".into(),
            pipeline: pipeline.id().to_owned(),
            content: content(0),
            item: None,
            matter: None,
            attribute: None,
            reasons: String::new(),
        },
    )
    .by(PEOPLE[0]);
    let mut accepted = vec![opened];
    case.apply(0, &accepted[0]);
    let (mut day, mut refused) = (start(), 0);
    for _ in 0..steps {
        day = day + Days::new(u64::try_from([0, 0, 1, 3, 12][dice.pick(5)]).unwrap());
        let helpful = !dice.one_in(4);
        let event = if helpful {
            helpful_command(pipeline, &case, day)
        } else {
            any_command(pipeline, &mut dice, case.content().unwrap())
        };
        let mut entry = Entry::new(day, event).by(PEOPLE[dice.pick(4)]);
        let roles = &pipeline.data().role;
        let here = pipeline
            .stage(case.place_id())
            .map(|(_, s)| s.roles.clone());
        let role = match here.filter(|r| !r.is_empty() && helpful) {
            Some(own) => own[dice.pick(own.len())].clone(),
            None => roles[dice.pick(roles.len())].id.clone(),
        };
        entry = entry.role(role);
        match case.decide(&entry) {
            Ok(events) => {
                assert_eq!(events, [entry.clone()]);
                case.apply(u32::try_from(accepted.len()).unwrap(), &entry);
                accepted.push(entry);
            }
            Err(error) => {
                refused += 1;
                for lang in [Lang::Zh, Lang::En] {
                    let says = error.message(lang);
                    assert!(!says.is_empty() && !says.contains(['{', '}']), "{says}");
                }
            }
        }
    }
    (accepted, refused)
}

/// The second implementation: for the public act at `at`, whether every review between it and
/// the public act of the stage before was made, of exactly this content, by persons who did not
/// draft it, with nothing in between that makes a review void. It walks backwards through the
/// plain list.
fn in_order(
    pipeline: &Pipeline,
    accepted: &[Entry<ReviewEvent>],
    at: usize,
    stage: usize,
    sent: ContentHash,
) -> Result<(), String> {
    let stages = &pipeline.data().stage;
    let public = |k: StageKind| matches!(k, StageKind::Posting | StageKind::Publication);
    let needed: Vec<&str> = stages[..stage]
        .iter()
        .rev()
        .take_while(|s| !public(s.kind))
        .filter(|s| matches!(s.kind, StageKind::Review | StageKind::Approval))
        .map(|s| s.id.as_str())
        .collect();
    assert!(!needed.is_empty());
    // Which stage each accepted event was about, by counting: a replay that only knows ids.
    let mut current = content(0);
    let mut drafters: BTreeSet<&str> = [PEOPLE[0]].into();
    let mut reviewed: Vec<(&str, ContentHash, &str)> = Vec::new();
    let mut waiting_approval: Vec<&str> = stages
        .iter()
        .filter(|s| s.kind == StageKind::Approval)
        .map(|s| s.id.as_str())
        .collect();
    waiting_approval.reverse();
    for entry in &accepted[..at] {
        let by = entry.by.as_deref().unwrap();
        match &entry.event {
            ReviewEvent::Changed { content, .. } => {
                current = *content;
                drafters.insert(by);
                // Reviews of this stretch are void.
                reviewed.retain(|(s, _, _)| !needed.contains(s));
            }
            ReviewEvent::Passed { stage } => reviewed.push((stage, current, by)),
            ReviewEvent::Approved {} => {
                // The approval that comes next behind what was reviewed last.
                let last = reviewed
                    .last()
                    .map_or(0, |(s, _, _)| pipeline.stage(s).unwrap().0 + 1);
                let next = stages
                    .iter()
                    .skip(last)
                    .find(|s| s.kind == StageKind::Approval);
                if let Some(stage) = next {
                    reviewed.push((&stage.id, current, by));
                }
            }
            ReviewEvent::Returned { to, .. } => {
                let from = pipeline.stage(to).map_or(0, |(n, _)| n);
                reviewed.retain(|(s, _, _)| pipeline.stage(s).unwrap().0 < from);
            }
            ReviewEvent::ObjectionDecided { upheld: true, .. } => {
                reviewed.retain(|(s, _, _)| !needed.contains(s));
            }
            _ => {}
        }
    }
    for stage in needed {
        let found = reviewed.iter().rfind(|(s, _, _)| *s == stage);
        match found {
            None => return Err(format!("{stage} was not passed")),
            Some((_, content, _)) if *content != sent => {
                return Err(format!("{stage} reviewed another content"));
            }
            Some((_, _, by))
                if drafters.contains(by) && !drafted_later(accepted, at, by, stage) =>
            {
                return Err(format!("{by} drafted and reviewed at {stage}"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Whether somebody became a drafter only after the review: then the content changed, and the
/// review was void anyhow.
fn drafted_later(accepted: &[Entry<ReviewEvent>], at: usize, by: &str, stage: &str) -> bool {
    let drafted = accepted[..at].iter().rposition(|e| {
        e.by.as_deref() == Some(by)
            && matches!(
                e.event,
                ReviewEvent::Opened { .. } | ReviewEvent::Changed { .. }
            )
    });
    let passed = accepted[..at]
        .iter()
        .position(|e| matches!(&e.event, ReviewEvent::Passed { stage: s } if s == stage));
    drafted > passed && passed.is_some()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Nothing goes out unreviewed, in any order of commands over any pipeline.
    #[test]
    fn nothing_goes_out_unreviewed(seed in any::<u64>(), which in 0..pipelines().len()) {
        let pipeline = &pipelines()[which];
        let (accepted, _) = run(pipeline, seed, 90);
        // Where the case stood at each event is asked of a prefix, not of the whole run.
        for at in 1..accepted.len() {
            let sent = match &accepted[at].event {
                ReviewEvent::Published { content, .. }
                | ReviewEvent::CorrectedAfterPublication { content, .. }
                | ReviewEvent::Posted { content, .. } => *content,
                _ => continue,
            };
            let before = ReviewCase::replay("case", pipeline, WorkCalendar::national(), &accepted[..at], accepted[at].on);
            let here = pipeline.stage(before.place_id()).map(|(n, s)| (n, s.kind));
            let Some((stage, StageKind::Posting | StageKind::Publication)) = here else {
                // Another channel for what is public already.
                let again = before.publications().iter().any(|p| p.content == sent && p.up)
                    || before.postings().iter().any(|p| p.content == sent && !p.void);
                prop_assert!(again, "{}: {at}: {:#?}", pipeline.id(), &accepted[..=at]);
                continue;
            };
            let verdict = in_order(pipeline, &accepted, at, stage, sent);
            // An earlier posting may be told on a website while the next is under review.
            let told = before.postings().iter().any(|p| p.content == sent && !p.void);
            prop_assert!(verdict.is_ok() || (told && !matches!(accepted[at].event, ReviewEvent::Posted { .. })), "{}: {:?} at {at}: {:#?}", pipeline.id(), verdict, &accepted[..=at]);
        }
    }

    /// What `decide` accepted one by one, `replay` accepts as a file, and the two agree.
    #[test]
    fn replaying_a_file_gives_the_same_case(seed in any::<u64>(), which in 0..pipelines().len()) {
        let pipeline = &pipelines()[which];
        let (accepted, _) = run(pipeline, seed, 60);
        let last = accepted.last().unwrap().on;
        let text = serde_json::to_string(&accepted).unwrap();
        let read: Vec<Entry<ReviewEvent>> = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&read, &accepted);
        let case = ReviewCase::replay("case", pipeline, WorkCalendar::national(), &read, last);
        // A line said twice on one day by one person is a duplicate in a file, and what rests
        // on the second of them may fail; everything else is accepted again.
        if !case.problems().iter().any(|p| p.code() == "duplicate") {
            prop_assert!(case.problems().is_empty(), "{:?}", case.problems());
            let mut step = ReviewCase::new("case", pipeline, WorkCalendar::national());
            for (n, entry) in accepted.iter().enumerate() {
                step.apply(u32::try_from(n).unwrap(), entry);
            }
            prop_assert_eq!(case.place_id(), step.place_id());
            prop_assert_eq!(case.passes(), step.passes());
            prop_assert_eq!(case.publications(), step.publications());
            prop_assert_eq!(case.dues(), step.dues());
        }
    }

    /// Gates are passed with evidence that is older, and what it says of a content is of this one.
    #[test]
    fn gates_are_open_before_their_stage(seed in any::<u64>(), which in 0..pipelines().len()) {
        let pipeline = &pipelines()[which];
        let (accepted, _) = run(pipeline, seed, 90);
        let mut current = content(0);
        for (at, entry) in accepted.iter().enumerate() {
            if let ReviewEvent::Changed { content, .. } = &entry.event {
                current = *content;
            }
            let ReviewEvent::Passed { stage } = &entry.event else { continue };
            let by = entry.by.as_deref().unwrap();
            for other in &pipeline.stage(stage).unwrap().1.not_same_as {
                let passed = accepted[..at].iter().rfind(
                    |e| matches!(&e.event, ReviewEvent::Passed { stage: s } if s == other),
                );
                prop_assert!(passed.is_none_or(|e| e.by.as_deref() != Some(by)), "{}: {by} at {stage} and {other}", pipeline.id());
            }
            for gate in &pipeline.stage(stage).unwrap().1.gates {
                let data = pipeline.gate(gate).unwrap();
                let open = accepted[..at].iter().any(|e| match &e.event {
                    ReviewEvent::Waived { gate: g, .. } => g == gate,
                    ReviewEvent::Evidence { gate: g, content, dated, .. } => {
                        g == gate && dated.unwrap_or(e.on) <= entry.on && (!data.of_content || *content == Some(current))
                    }
                    ReviewEvent::Attributed { .. } => data.kind == GateKind::Attribute,
                    ReviewEvent::FindingsRecorded { content, profile, .. } => {
                        data.kind == GateKind::Findings && *content == current && *profile == Profile::Publish
                    }
                    _ => false,
                });
                prop_assert!(open, "{}: {stage} passed without {gate}", pipeline.id());
            }
        }
    }

    /// A posting is up long enough and on every board, a board at a time; day by day.
    #[test]
    fn postings_are_up_long_enough(seed in any::<u64>(), which in prop::sample::select(vec!["expropriation", "three_postings", "village"])) {
        let pipeline = Pipeline::builtin(which).unwrap();
        let (accepted, _) = run(pipeline, seed, 140);
        let mut case = ReviewCase::new("case", pipeline, WorkCalendar::national());
        for (n, entry) in accepted.iter().enumerate() {
            case.apply(u32::try_from(n).unwrap(), entry);
        }
        let calendar = WorkCalendar::national();
        for posting in case.postings().iter().filter(|p| p.closed.is_some()) {
            let (_, stage) = pipeline.stage(&posting.stage).unwrap();
            let closed = posting.closed.unwrap();
            let boards: BTreeSet<&str> = posting.boards.iter().map(|(b, _)| b.as_str()).collect();
            prop_assert_eq!(boards, stage.boards.iter().map(String::as_str).collect());
            let complete = posting.boards.iter().map(|(_, d)| *d).max().unwrap();
            let full = complete.iter_days().skip(1).take_while(|d| *d < closed);
            let (days, needed) = match posting.stage.as_str() {
                "pre_notice" => (full.filter(|d| calendar.is_workday(*d).unwrap_or(false)).count(), 10),
                "plan_notice" => (full.count(), 30),
                "notice" => (0, 0),
                _ => (full.count(), 7),
            };
            prop_assert!(days >= needed, "{}: {days} of {needed} days", posting.stage);
        }
        prop_assert!(case.tombstones().iter().all(|t| !t.reason.is_empty()));
    }

    /// What is no longer public left a tombstone, and what is public was never replaced silently.
    #[test]
    fn nothing_disappears_silently(seed in any::<u64>(), which in 0..pipelines().len()) {
        let pipeline = &pipelines()[which];
        let (accepted, _) = run(pipeline, seed, 120);
        let mut case = ReviewCase::new("case", pipeline, WorkCalendar::national());
        for (n, entry) in accepted.iter().enumerate() {
            case.apply(u32::try_from(n).unwrap(), entry);
        }
        for gone in case.publications().iter().filter(|p| !p.up) {
            prop_assert!(case.tombstones().iter().any(|t| t.content == gone.content && t.on >= gone.on));
        }
        let has_publication = pipeline.data().stage.iter().any(|s| s.kind == StageKind::Publication);
        let up: BTreeSet<ContentHash> = case.publications().iter().filter(|p| p.up).map(|p| p.content).collect();
        prop_assert!(!has_publication || up.len() <= 1);
    }
}

/// The commands are not refused so often that nothing is tested: each pipeline gets to its end.
#[test]
fn runs_reach_the_end_of_every_pipeline() {
    for pipeline in pipelines() {
        let (mut public, mut filed, mut refusals) = (0, 0, 0);
        for seed in 0..60 {
            let (accepted, refused) = run(pipeline, seed, 200);
            refusals += refused;
            let has = |f: &dyn Fn(&ReviewEvent) -> bool| accepted.iter().any(|e| f(&e.event));
            public += usize::from(has(&|e| {
                matches!(
                    e,
                    ReviewEvent::Published { .. } | ReviewEvent::Posted { .. }
                )
            }));
            filed += usize::from(has(&|e| matches!(e, ReviewEvent::Filed {})));
        }
        assert!(
            public >= 20 && filed >= 5 && refusals > 500,
            "{}: {public} {filed} {refusals}",
            pipeline.id()
        );
    }
}
