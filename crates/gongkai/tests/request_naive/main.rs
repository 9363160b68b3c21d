//! Request cases against a second, naive reckoning, on random files of events.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod machine;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::law::Lang;
use gongkai::request::{RequestCase, RequestEvent, Settings};
use proptest::prelude::*;
use serde_json::{Value, json};

use machine::{Machine, on, plus, run};

const PARTIES: [&str; 3] = ["青禾建设有限公司", "县水利局", "县档案馆"];
const GAPS: [u64; 13] = [0, 1, 1, 2, 3, 4, 5, 7, 9, 12, 16, 22, 30];

/// A source of choices: shrinks towards the first of each list.
struct Dice<'a>(std::slice::Iter<'a, u16>);

impl Dice<'_> {
    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        let roll = self.0.next().copied().unwrap_or_default();
        choices[usize::from(roll) % choices.len()]
    }
}

/// Events that may come next: mostly such as the procedure takes, now and then one that it
/// refuses. Left out are those on which the law is silent in that state.
fn next(machine: &Machine, day: NaiveDate) -> Vec<&'static str> {
    if !machine.is_received() {
        return vec!["confirmed", "confirmed", "served", "archived"];
    }
    let contest = match machine.is_contested() {
        // What a second decision makes of the order of a first is nobody's law.
        _ if machine.is_ordered() => ["reopened"; 4],
        (false, false) => ["review_applied", "suit_filed", "review_decided", "reopened"],
        (true, _) => [
            "review_decided",
            "review_decided",
            "suit_decided",
            "reopened",
        ],
        (false, true) => ["suit_decided", "suit_decided", "review_decided", "reopened"],
    };
    let mut events = Vec::new();
    if machine.is_over() {
        events.extend(["served", "archived", "extended", "answered", "withdrawn"]);
        events.extend(contest);
        events.extend(contest);
        return events;
    }
    match machine.waits().map(|w| w.0) {
        Some("correction") => {
            events.extend([
                "corrected",
                "corrected",
                "correction_requested",
                "not_corrected",
            ]);
        }
        Some("reasons") => events.extend(["reasons_given", "reasons_given", "reasons_requested"]),
        Some(_) => events.extend(["fee_paid", "fee_paid", "fee_notified", "fee_unpaid"]),
        None => {
            events.extend([
                "consulted",
                "consulted",
                "consulted",
                "extended",
                "extended",
            ]);
            events.extend(["answered", "answered", "deferred", "fee_notified"]);
            events.extend(["corrected", "reasons_given", "fee_paid", "not_corrected"]);
            if machine.due(day, false) >= Some(day) && !machine.is_under_order() {
                events.push("reasons_requested");
                if !machine.old_text() {
                    events.push("correction_requested");
                }
            }
            events.extend(contest);
        }
    }
    events.extend(["withdrawn", "served", "archived"]);
    if machine.may_be_confirmed() {
        events.push("confirmed");
    }
    for _ in machine.unanswered() {
        events.extend([
            "opinion_received",
            "opinion_received",
            "consultation_delivered",
        ]);
    }
    events
}

fn entry(event: &str, day: NaiveDate, machine: &Machine, dice: &mut Dice<'_>) -> Option<Value> {
    let mut entry = json!({"on": day, "event": event});
    match event {
        "not_corrected" | "fee_unpaid" => {
            entry = json!({"on": day, "event": "closed", "reason": event});
        }
        "correction_requested" => {
            entry["items"] = json!(["文件名称"]);
            entry["until"] = json!(plus(day, dice.of(&[10, 7, 14, 15])));
        }
        "consulted" => {
            let party = dice.of(&PARTIES);
            // Arts. 32 and 34 say what silence means, not whether one may ask again.
            if machine.was_silent(party, day) {
                return None;
            }
            entry["party"] = json!(party);
            let kinds = ["third_party", "third_party", "co_maker", "other_body"];
            entry["consultee"] = json!(dice.of(&kinds));
        }
        "consultation_delivered" | "opinion_received" => {
            entry["party"] = json!(dice.of(&machine.unanswered()));
            if event == "opinion_received" {
                entry["opinion"] = json!(dice.of(&["agrees", "objects"]));
            }
        }
        "extended" => {
            // One fault at most: which of several is told first is nobody's law.
            let late = machine.due(day, false).is_some_and(|due| due < day);
            let faults = if late { 1 } else { 8 };
            let fault = dice.of(&[0, 0, 0, 0, 0, 1, 2, 3][..faults]);
            let most = if machine.old_text() { "15wd" } else { "20wd" };
            entry["period"] = json!(if fault == 1 {
                "21wd"
            } else {
                dice.of(&[most, "5wd"])
            });
            if fault != 2 {
                entry["approved_by"] = json!("信息公开办主任");
            }
            if fault != 3 {
                entry["notified"] = json!(day);
            }
        }
        "reasons_given" => entry["reasonable"] = json!(dice.of(&[true, true, false])),
        "deferred" => {
            let due = machine.due(day, false)?;
            entry["until"] = json!(plus(due.max(day), dice.of(&[5, 20, 40])));
            if due < day || dice.of(&[true, true, true, false]) {
                entry["notified"] = json!(day);
            }
        }
        "fee_notified" => {
            entry["method"] = json!(dice.of(&["per_application", "per_volume"]));
            entry["amount"] = json!(100);
        }
        "answered" => entry["answer"] = json!({"kind": dice.of(&["disclosed", "not_found"])}),
        "review_decided" | "suit_decided" => {
            entry["outcome"] = json!(dice.of(&["corrected", "upheld"]));
        }
        "reopened" => {
            let within = dice.of(&[None, Some("15wd"), Some("10wd"), Some("30d")]);
            if let Some(within) = within.filter(|_| machine.unanswered().is_empty()) {
                entry["within"] = json!(within);
            }
        }
        _ => {}
    }
    Some(entry)
}

/// A file of events and a day on which to ask about it.
fn file(rolls: &[u16]) -> (Vec<Value>, NaiveDate) {
    let dice = &mut Dice(rolls.iter());
    let first: NaiveDate = "2018-06-01".parse().unwrap();
    let old: NaiveDate = "2019-05-05".parse().unwrap();
    let mut day = if dice.of(&[true, false, false, false]) {
        plus(old, u64::from(dice.of(&[0_u8, 9, 10, 8, 5, 15])))
    } else {
        let days = dice.0.next().copied().unwrap_or_default();
        plus(first, u64::from(days) % 3050)
    };
    let ways = [
        "in_person",
        "internet",
        "ordinary_mail",
        "signed_mail",
        "fax",
    ];
    let mut entries = vec![json!({
        "on": day, "event": "received", "intake": dice.of(&ways), "applicant": {"name": "周某"},
    })];
    for _ in 0..dice.of(&[3, 5, 7, 9, 12]) {
        day = plus(day, dice.of(&GAPS));
        let machine = run(&entries, day).0;
        if !machine.has_application() {
            break;
        }
        let event = dice.of(&next(&machine, day));
        let Some(entry) = entry(event, day, &machine, dice) else {
            continue;
        };
        entries.push(entry.clone());
        match dice.of(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3]) {
            1 => entries.push(entry),
            2 => {
                let index = entries.len() - 1;
                entries.push(json!({"on": day, "event": "struck", "index": index, "reason": "误"}));
            }
            3 => {
                entries.push(json!({"on": day, "event": "struck", "index": 40, "reason": "误"}));
            }
            _ => {}
        }
    }
    let begun = on(&entries[0]);
    let as_of = match dice.of(&[0, 1, 2]) {
        0 => day,
        1 => plus(day, dice.of(&[1, 3, 10, 25, 60])),
        _ => {
            let span = u64::try_from((day - begun).num_days()).unwrap();
            plus(begun, u64::from(dice.of(&[0_u8, 1, 2, 3])) * span / 4)
        }
    };
    (entries, as_of)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_library_and_the_naive_reckoning_agree(
        rolls in prop::collection::vec(any::<u16>(), 8..120),
    ) {
        let (entries, as_of) = file(&rolls);
        let typed: Vec<Entry<RequestEvent>> =
            serde_json::from_value(json!(entries)).unwrap();
        let case = RequestCase::replay("某件", &typed, &Settings::default(), as_of);
        let status = case.status(WorkCalendar::national());
        let found = serde_json::to_value(status.view(Lang::Zh)).unwrap();
        let (machine, faults) = run(&entries, as_of);
        let told: Vec<(usize, &str)> = found["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| {
                let index = usize::try_from(p["index"].as_u64().unwrap()).unwrap();
                (index, p["code"].as_str().unwrap())
            })
            .collect();
        let shown = serde_json::to_string_pretty(&entries).unwrap();
        prop_assert_eq!(&told, &faults, "as of {}: {}", as_of, shown);
        for (key, expected) in machine.status(as_of).as_object().unwrap() {
            prop_assert_eq!(&found[key], expected, "{} as of {}: {}", key, as_of, shown);
        }
    }
}
