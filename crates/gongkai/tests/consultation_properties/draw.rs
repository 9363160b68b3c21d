//! Files of random events.

use chrono::{Days, NaiveDate};
use gongkai::case::{ContentHash, Entry};
use gongkai::catalogue::Channel;
use gongkai::consultation::{
    Adoption, CommentChannel, ConsultationEvent as Event, DocumentKind, PartyKind,
    PublishedDocument,
};
use proptest::prelude::*;

const KINDS: [&str; 4] = [
    "major_decision",
    "housing_expropriation",
    "normative_document",
    "land_compensation",
];

fn hash(n: u8) -> ContentHash {
    ContentHash::of(&[n])
}

fn documents() -> impl Strategy<Value = Vec<PublishedDocument>> {
    (0_u8..3, prop::sample::select(vec![7_u8, 7, 7, 3, 1, 6])).prop_map(|(content, which)| {
        [
            (1, DocumentKind::Draft),
            (2, DocumentKind::Basis),
            (4, DocumentKind::Explanation),
        ]
        .into_iter()
        .filter(|(bit, _)| which & bit != 0)
        .map(|(bit, kind)| PublishedDocument {
            kind,
            content: hash(content + 10 * bit),
            title: None,
        })
        .collect()
    })
}

/// An event of a day; days in it are given as distances from that day.
fn event(on: NaiveDate) -> BoxedStrategy<Event> {
    let id = || (0_u8..6).prop_map(|n| format!("c{n}"));
    let group = || (0_u8..3).prop_map(|n| format!("g{n}"));
    let later = |from: i64, to: i64| {
        (from..to).prop_map(move |n| on + chrono::TimeDelta::try_days(n).unwrap())
    };
    let content = || (0_u8..3).prop_map(|n| hash(n + 10));
    prop_oneof![
        6 => (documents(), later(-1, 45), prop::bool::weighted(0.2)).prop_map(
            |(documents, until, short)| Event::Published {
                documents,
                channels: vec![Channel::GovernmentWebsite],
                until,
                ways: Vec::new(),
                shortened: short.then(|| "汛期临近".to_owned()),
            }
        ),
        2 => later(-5, 40).prop_map(|until| Event::Extended { until, reason: None }),
        1 => later(-5, 30)
            .prop_map(|until| Event::Shortened { until, reason: "险情".to_owned() }),
        8 => (id(), prop::sample::select(vec!["请保留早市", "停车位不够", "请保留早市！"]))
            .prop_map(|(id, text)| Event::CommentReceived {
                id,
                from: PartyKind::Citizen,
                channel: CommentChannel::Website,
                text: Some(text.to_owned()),
                attachments: Vec::new(),
            }),
        1 => id().prop_map(|id| Event::CommentWithdrawn { id }),
        6 => (group(), prop::collection::vec(id(), 1..4)).prop_map(|(group, comments)| {
            Event::Grouped { group, comments, summary: "早市".to_owned() }
        }),
        6 => (group(), prop::bool::ANY, prop::bool::weighted(0.7)).prop_map(
            |(group, adopted, why)| Event::GroupAnswered {
                group,
                adoption: if adopted { Adoption::Adopted } else { Adoption::Partly },
                reasons: why.then(|| "用地有限".to_owned()),
            }
        ),
        8 => Just(Event::Closed {}),
        1 => Just(Event::MajorityObjected { how: None }),
        1 => Just(Event::HearingHeld { announced: None, material: None, participants: None }),
        1 => (content(), prop::bool::ANY).prop_map(|(content, substantial)| Event::Revised {
            content,
            substantial,
            summary: None,
        }),
        1 => Just(Event::Reopened { reason: "调整".to_owned() }),
        8 => Just(Event::ResultPublished {
            channels: vec![Channel::GovernmentWebsite],
            received: None,
            content: None,
        }),
        4 => prop::option::of(content()).prop_map(|content| Event::DecisionSubmitted { content }),
        1 => Just(Event::DecisionPublished {}),
    ]
    .boxed()
}

/// The first steps of a case that goes well, as many as asked for.
fn smooth(start: NaiveDate, steps: usize) -> Vec<Entry<Event>> {
    let on = |days: u64| start.checked_add_days(Days::new(days)).unwrap();
    let paper = |bit: u8, kind| PublishedDocument {
        kind,
        content: hash(10 * bit),
        title: None,
    };
    let all = [
        (
            1,
            Event::Published {
                documents: vec![
                    paper(1, DocumentKind::Draft),
                    paper(2, DocumentKind::Basis),
                    paper(4, DocumentKind::Explanation),
                ],
                channels: vec![Channel::GovernmentWebsite],
                until: on(31),
                ways: Vec::new(),
                shortened: None,
            },
        ),
        (
            10,
            Event::CommentReceived {
                id: "c0".to_owned(),
                from: PartyKind::Expert,
                channel: CommentChannel::Letter,
                text: Some("请保留早市".to_owned()),
                attachments: Vec::new(),
            },
        ),
        (32, Event::Closed {}),
        (
            33,
            Event::Grouped {
                group: "g0".to_owned(),
                comments: vec!["c0".to_owned()],
                summary: "早市".to_owned(),
            },
        ),
        (
            34,
            Event::GroupAnswered {
                group: "g0".to_owned(),
                adoption: Adoption::Adopted,
                reasons: None,
            },
        ),
        (
            35,
            Event::ResultPublished {
                channels: vec![Channel::GovernmentWebsite],
                received: Some(1),
                content: None,
            },
        ),
        (36, Event::DecisionSubmitted { content: None }),
    ];
    let entries = all.into_iter().take(steps);
    entries
        .map(|(day, event)| Entry::new(on(day), event))
        .collect()
}

/// A file: opened nearly always, a few steps that go well, then events on days that never go
/// back.
pub fn file() -> impl Strategy<Value = Vec<Entry<Event>>> {
    let start = prop::sample::select(vec!["2019-08-25", "2024-01-15", "2026-02-02"]);
    (
        start,
        prop::sample::select(&KINDS[..]),
        prop::bool::weighted(0.95),
        prop_oneof![Just(0), 0_usize..8],
        prop::collection::vec(0_u64..16, 1..30),
    )
        .prop_flat_map(|(start, kind, opens, steps, gaps)| {
            let mut day: NaiveDate = start.parse().unwrap();
            let mut first: Vec<Entry<Event>> = Vec::new();
            if opens {
                let event = Event::Opened {
                    title: "方案".to_owned(),
                    kind: kind.to_owned(),
                    body: "某镇".to_owned(),
                    local: None,
                };
                first.push(Entry::new(day, event));
                first.extend(smooth(day, steps));
                day = first.last().unwrap().on;
            }
            let mut rest: Vec<BoxedStrategy<Entry<Event>>> = Vec::new();
            for gap in gaps {
                day = day.checked_add_days(Days::new(gap)).unwrap();
                let on = day;
                rest.push(
                    event(on)
                        .prop_map(move |event| Entry::new(on, event))
                        .boxed(),
                );
            }
            rest.prop_map(move |rest| {
                let mut all = first.clone();
                for entry in rest {
                    // A repeated line is the business of the timeline.
                    if !all.contains(&entry) {
                        all.push(entry);
                    }
                }
                all
            })
        })
}
