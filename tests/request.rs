//! Request cases against the vectors.

use std::fs;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::law::Lang;
use gongkai::request::{RequestCase, RequestEvent, Settings};
use gongkai_formats::case_file::CaseFile;
use gongkai_tests::{root, run};
use serde_json::{Map, Value};

/// Where a case stands: of the status, what the vector speaks of. Of the other dates those that
/// it names are compared, by kind and party; of the trail, nothing.
fn status(input: &Value) -> Value {
    let entries: Vec<Entry<RequestEvent>> =
        serde_json::from_value(input["entries"].clone()).expect("well-formed entries");
    let day = |key: &str| -> Option<NaiveDate> {
        input
            .get(key)
            .map(|v| serde_json::from_value(v.clone()).expect("a date"))
    };
    let settings: Settings = input
        .get("settings")
        .map(|v| serde_json::from_value(v.clone()).expect("settings"))
        .unwrap_or_default();
    let calendar = match day("calendar_as_of") {
        Some(known) => WorkCalendar::national().as_of(known),
        None => WorkCalendar::national().clone(),
    };
    let as_of = day("as_of").expect("`as_of`");
    let known = gongkai_tests::known(&entries, input);
    let case = RequestCase::replay("case", known, &settings, as_of);
    let mut found =
        serde_json::to_value(case.status(&calendar).view(Lang::Zh)).expect("a status is JSON");
    let mut dates = Map::new();
    for one in found["deadlines"].as_array().into_iter().flatten() {
        let kind = one["kind"].as_str().unwrap_or_default();
        let key = match one["party"].as_str() {
            Some(party) => format!("{kind} {party}"),
            None => kind.to_owned(),
        };
        dates.insert(key, one["until"].clone());
    }
    found["deadlines"] = Value::Object(dates);
    found
}

/// The first line says how a case ended, as the readme of the sample does.
#[test]
fn how_the_sample_ended() {
    for (name, chinese, english) in [
        (
            "2026-003",
            "已归档；予以公开；2026-04-15答复；应于2026-04-28前答复",
            "archived; disclosed; answered on 2026-04-15; due on 2026-04-28",
        ),
        (
            "2026-006",
            "已归档；逾期不补正，不再处理",
            "archived; not corrected in time, not handled further",
        ),
        (
            "2026-025",
            "已结案；逾期未缴费，不再处理",
            "closed; fee not paid in time, not handled further",
        ),
        ("2026-028", "已撤回", "withdrawn"),
    ] {
        let path = root().join(format!("examples/township/requests/{name}.jsonl"));
        let bytes = fs::read(path).expect("a file of the sample");
        let file = CaseFile::<RequestEvent>::read(&bytes).expect("a case file");
        let as_of = "2026-11-20".parse().expect("a date");
        let case = RequestCase::replay(name, &file.entries, &Settings::default(), as_of);
        let status = case.status(WorkCalendar::national());
        assert_eq!(status.summary(Lang::Zh), chinese, "{name}");
        assert_eq!(status.summary(Lang::En), english, "{name}");
    }
}

/// Every file of worked cases, so that a new one is run without being named.
#[test]
fn worked_cases() {
    let mut files: Vec<String> = fs::read_dir(root().join("tests/vectors/request"))
        .expect("the vectors")
        .map(|entry| entry.expect("a file").file_name())
        .map(|name| format!("request/{}", name.to_str().expect("a plain name")))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        run(&file, status);
    }
}
