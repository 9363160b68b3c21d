//! Retention against the vectors.

use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::law::Lang;
use gongkai::retention::{
    RecordCase, RecordEvent, RecordFacts, RetentionContext, RetentionPlan, Schedule, ScheduleError,
    ScheduleRow, plans, replan, retention,
};
use gongkai_tests::run;
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

fn all(facts: &Value, as_of: &Value) -> Vec<RetentionPlan> {
    let facts: Vec<RecordFacts> = read(facts);
    let made = plans(
        &facts,
        Schedule::builtin(),
        WorkCalendar::national(),
        read(as_of),
    );
    made.iter().for_each(told);
    made
}

#[test]
fn plan() {
    run("retention/plan.json", |input| {
        let facts: RecordFacts = read(&input["facts"]);
        let (schedule, calendar) = (Schedule::builtin(), WorkCalendar::national());
        let plan = retention(&facts, schedule, calendar, read(&input["as_of"]));
        told(&plan);
        json!(plan)
    });
}

#[test]
fn plans_of_several() {
    run("retention/plans.json", |input| {
        json!(all(&input["facts"], &input["as_of"]))
    });
}

#[test]
fn lookup() {
    run("retention/lookup.json", |input| {
        let facts: RecordFacts = read(&input["facts"]);
        let found = Schedule::builtin().lookup(&facts);
        found
            .iter()
            .map(|(row, missing)| json!({ "row": row.id, "missing": missing }))
            .collect()
    });
}

#[test]
fn local() {
    run("retention/local.json", |input| {
        let rows: Vec<ScheduleRow> = read(&input["local"]);
        let schedule = match Schedule::builtin().with_local(rows) {
            Ok(schedule) => schedule,
            Err(ScheduleError::Taken { .. }) => return json!({ "error": "taken" }),
            Err(error) => return json!({ "error": error.to_string() }),
        };
        // An update of what is shipped: the local rows lie over it as before.
        let schedule = match input["drop"].as_str() {
            Some(id) => schedule
                .updated(&Schedule::builtin().without(id))
                .expect("an update"),
            None => schedule,
        };
        let conflicts = schedule.conflicts();
        for lang in [Lang::Zh, Lang::En] {
            assert!(conflicts.iter().all(|c| !c.message(lang).is_empty()));
        }
        let facts: RecordFacts = read(&input["facts"]);
        let calendar = WorkCalendar::national();
        let plan = retention(&facts, &schedule, calendar, read(&input["as_of"]));
        told(&plan);
        json!({
            "error": null,
            "conflicts": conflicts,
            "kept": plan.kept,
            "may_close": plan.posted.and_then(|p| p.may_close),
        })
    });
}

#[test]
fn case() {
    run("retention/case.json", |input| {
        let entries: Vec<Entry<RecordEvent>> = read(&input["entries"]);
        let entries = gongkai_tests::known(&entries, input);
        let as_of = read(&input["as_of"]);
        let context = RetentionContext::new(Schedule::builtin(), WorkCalendar::national());
        let case = RecordCase::of("R1", entries, context, as_of);
        let status = case.status(as_of);
        told(&status.plan);
        let mut found = json!(status);
        if !input["command"].is_null() {
            let refused = case.decide(&read(&input["command"])).err();
            for lang in [Lang::Zh, Lang::En] {
                assert!(refused.iter().all(|e| !e.message(lang).is_empty()));
            }
            found["refused"] = json!(refused.map(|e| e.code()));
        }
        found
    });
}

#[test]
fn replanned() {
    run("retention/replan.json", |input| {
        let before = all(&input["before"], &input["as_of"]);
        let after = all(&input["after"], &input["as_of"]);
        let moved = replan(&before, &after);
        for change in moved.iter().flat_map(|m| &m.moved) {
            assert!(!change.message(Lang::Zh).is_empty() && !change.message(Lang::En).is_empty());
        }
        json!(moved)
    });
}
