//! Retention: what holds of every case of the vectors.

use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::law::Lang;
use gongkai::retention::{
    RecordCase, RecordEvent, RecordFacts, RetentionContext, RetentionPlan, Schedule, ScheduleRow,
    plans, replan, retention,
};
use gongkai_tests::vectors;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{e}: {value}"))
}

/// Whatever the plan, everything in it can be told in both languages.
fn told(plan: &RetentionPlan) {
    for lang in [Lang::Zh, Lang::En] {
        assert!(plan.explain(lang).iter().all(|s| !s.is_empty()));
        assert!(plan.missing.iter().all(|m| !m.message(lang).is_empty()));
    }
}

#[test]
fn plans_can_be_told() {
    let (schedule, calendar) = (Schedule::builtin(), WorkCalendar::national());
    for case in vectors("retention/plan.json").cases {
        let facts: RecordFacts = read(&case.input["facts"]);
        told(&retention(
            &facts,
            schedule,
            calendar,
            read(&case.input["as_of"]),
        ));
    }
    for case in vectors("retention/replan.json").cases {
        let all = |key: &str| -> Vec<RetentionPlan> {
            let facts: Vec<RecordFacts> = read(&case.input[key]);
            plans(&facts, schedule, calendar, read(&case.input["as_of"]))
        };
        let before = all("before");
        // Where only the schedule changes, the facts stay.
        let after = match case.input.get("after") {
            Some(_) => all("after"),
            None => before.clone(),
        };
        before.iter().chain(&after).for_each(told);
        for change in replan(&before, &after).iter().flat_map(|m| &m.moved) {
            assert!(!change.message(Lang::Zh).is_empty() && !change.message(Lang::En).is_empty());
        }
    }
}

/// Local rows over an update of the shipped ones: they lie over it as before.
#[test]
fn an_update_leaves_local_rows() {
    for case in vectors("retention/local.json").cases {
        let rows: Vec<ScheduleRow> = read(&case.input["schedule"]["local"]);
        let Ok(mut schedule) = Schedule::builtin().with_local(rows) else {
            continue;
        };
        for id in case.input["schedule"]["without"]
            .as_array()
            .into_iter()
            .flatten()
        {
            let update = Schedule::builtin().without(id.as_str().expect("an id"));
            schedule = schedule.updated(&update).expect("an update");
        }
        let conflicts = schedule.conflicts();
        assert_eq!(
            conflicts.len(),
            case.expected["conflicts"].as_array().map_or(0, Vec::len)
        );
        for lang in [Lang::Zh, Lang::En] {
            assert!(conflicts.iter().all(|c| !c.message(lang).is_empty()));
        }
        let facts: RecordFacts = read(&case.input["facts"]);
        let calendar = WorkCalendar::national();
        let plan = retention(&facts, &schedule, calendar, read(&case.input["as_of"]));
        told(&plan);
        let by = &case.expected["plan"]["kept"]["by"];
        assert!(by.is_null() || *by == json!(plan.kept.by), "{}", case.name);
    }
}

/// A refusal can be told in both languages.
#[test]
fn refusals_can_be_told() {
    let context = RetentionContext::new(Schedule::builtin(), WorkCalendar::national());
    for case in vectors("retention/decide.json").cases {
        let entries: Vec<Entry<RecordEvent>> = read(&case.input["entries"]);
        let command: Entry<RecordEvent> = read(&case.input["command"]);
        let record = RecordCase::of("R1", &entries, context, read(&json!("2026-11-20")));
        for lang in [Lang::Zh, Lang::En] {
            let refused = record.decide(&command).err();
            assert!(refused.iter().all(|e| !e.message(lang).is_empty()));
        }
    }
}
