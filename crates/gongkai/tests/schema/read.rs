//! Reading and its schema agree: on what the sample holds, and on it with something wrong.

use std::collections::BTreeMap;

use gongkai::calendar::DeadlineRequest;
use gongkai::case::Entry;
use gongkai::consultation::ConsultationEvent;
use gongkai::duty::Event;
use gongkai::exemption::{Facts, Marking, Origin};
use gongkai::item::Item;
use gongkai::request::RequestEvent;
use gongkai::retention::{RecordEvent, RecordFacts, ScheduleRow};
use gongkai::review::{Pipeline, PipelineData, ReviewEvent};
use gongkai::unit::Unit;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{fits, json_of, lines, readable, township, written};

/// Every value fits, comes back as it is written, and with each thing wrong that can be made
/// wrong in it: the schema refuses what reading refuses, and nothing else.
fn agree<T: JsonSchema + DeserializeOwned + Serialize>(values: &[Value]) {
    compare::<T>(values, |schema, reading| schema == reading);
}

/// As [`agree`], where reading looks at more than a schema can say.
fn lets_through<T: JsonSchema + DeserializeOwned + Serialize>(values: &[Value]) {
    compare::<T>(values, |schema, reading| schema || !reading);
}

fn compare<T: JsonSchema + DeserializeOwned + Serialize>(
    values: &[Value],
    right: fn(bool, bool) -> bool,
) {
    assert!(!values.is_empty());
    let (readable, written) = (readable::<T>(), written::<T>());
    let mut differ = BTreeMap::new();
    for value in values {
        fits(&readable, value, "as given");
        let read: T =
            serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{e}: {value}"));
        let again = serde_json::to_value(&read).unwrap();
        fits(&written, &again, "as written");
        let mut count = 0;
        spoiled(value, "", &mut |what, wrong| {
            count += 1;
            let is_read = serde_json::from_value::<T>(wrong.clone());
            let said: Vec<String> = readable
                .iter_errors(&wrong)
                .map(|e| e.to_string())
                .collect();
            if !right(said.is_empty(), is_read.is_ok()) {
                differ.entry(what).or_insert_with(|| {
                    format!(
                        "{wrong}\n    read: {:?}\n    schema: {said:?}",
                        is_read.err()
                    )
                });
            }
        });
        assert!(count > 5);
    }
    let lines: Vec<String> = differ.iter().map(|(k, v)| format!("{k}: {v}")).collect();
    assert!(
        lines.is_empty(),
        "{} differ\n{}",
        lines.len(),
        lines.join("\n")
    );
}

/// Each way in which a value is spoiled: a field more, a field less, something of another kind.
fn spoiled(value: &Value, at: &str, with: &mut dyn FnMut(String, Value)) {
    for other in [
        Value::Null,
        json!(1.5),
        json!("§"),
        json!([{ "§": 1 }]),
        json!({ "§": 1 }),
    ] {
        if *value != other {
            with(format!("{at} = {other}"), other);
        }
    }
    match value {
        Value::Object(object) => {
            let mut more = object.clone();
            more.insert("no_such_field".into(), json!(1));
            with(format!("{at} with one more"), Value::Object(more));
            for (key, inner) in object {
                let at = format!("{at}/{key}");
                let mut less = object.clone();
                less.remove(key);
                with(format!("{at} missing"), Value::Object(less));
                spoiled(inner, &at, &mut |what, wrong| {
                    let mut changed = object.clone();
                    changed.insert(key.clone(), wrong);
                    with(what, Value::Object(changed));
                });
            }
        }
        Value::Array(list) => {
            for (index, inner) in list.iter().enumerate() {
                spoiled(inner, &format!("{at}/#"), &mut |what, wrong| {
                    let mut changed = list.clone();
                    changed[index] = wrong;
                    with(what, Value::Array(changed));
                });
            }
        }
        _ => {}
    }
}

fn entries<E>(folder: &str)
where
    Entry<E>: JsonSchema + DeserializeOwned + Serialize,
{
    let all: Vec<Value> = township(folder)
        .iter()
        .flat_map(|file| lines(file))
        .collect();
    agree::<Entry<E>>(&all);
}

#[test]
fn requests() {
    entries::<RequestEvent>("requests");
}

#[test]
fn reviews() {
    entries::<ReviewEvent>("reviews");
}

#[test]
fn consultations() {
    entries::<ConsultationEvent>("consultations");
}

#[test]
fn records() {
    entries::<RecordEvent>("records");
}

#[test]
fn facts_of_the_test() {
    let all: Vec<Value> = township("assessments")
        .iter()
        .map(|file| json_of(file))
        .collect();
    agree::<Facts>(&all);
}

#[test]
fn markings() {
    agree::<Marking>(&[json!({
        "attribute": "withheld",
        "reasons": [{ "ground": "process", "text": "会议纪要" }],
    })]);
    agree::<Origin>(&[json!({ "how": "made", "bodies": ["本机关"] })]);
}

#[test]
fn calendars() {
    agree::<DeadlineRequest>(&[
        json!({ "from": "2026-03-02", "period": "20wd" }),
        json!({
            "from": "2026-03-02", "period": "20wd",
            "exclude": [
                { "from": "2026-03-05", "to": "2026-03-09", "reason": "补正" },
            ],
        }),
    ]);
    let text =
        json!({ "from": "2026-03-02", "period": "20wd", "exclude": ["2026-03-05..2026-03-09"] });
    fits(&readable::<DeadlineRequest>(), &text, "a span as text");
    assert!(serde_json::from_value::<DeadlineRequest>(text).is_ok());
}

#[test]
fn units_and_items() {
    agree::<Unit>(&[
        json!({ "name": "青禾镇人民政府", "aliases": ["青禾镇"], "level": "township" }),
    ]);
    agree::<Item>(&[json!({
        "title": "低保公示", "matter": "social-assistance-006", "formed": "2026-06-01",
        "channels": ["government_website"], "mode": "proactive", "other": [["备注", "无"]],
    })]);
    agree::<Event>(&[json!({
        "date": "2026-07-20", "kind": "approved", "matter": "budget-final-accounts-004",
        "title": "青禾镇2025年度部门决算",
    })]);
}

#[test]
fn retention() {
    lets_through::<ScheduleRow>(&[json!({
        "id": "our-contracts", "zh": "50万元以上的合同：永久", "kinds": ["contract"],
        "when": ["amount>=500000"], "kept": { "permanent": true },
        "source": "本镇2024年保管期限表",
    })]);
    agree::<RecordFacts>(&[json!({
        "id": "D1", "title": "2012年工作计划", "formed": "2012-05-04", "body": "township",
        "kinds": ["subordinate_report"],
    })]);
}

#[test]
fn pipelines() {
    for pipeline in gongkai::review::pipelines() {
        agree::<PipelineData>(&[json!(pipeline)]);
        fits(&readable::<Pipeline>(), &json!(pipeline), pipeline.id());
    }
}
