//! Reviews: the sequences of the vectors, words, and the sample.

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::check::{CaseCheck, check_reviews};
use gongkai::finding::Selection;
use gongkai::law::Lang;
use gongkai::review::{Pipeline, ReviewCase, ReviewEvent};
use gongkai_formats::case_file::CaseFile;
use gongkai_tests::{root, vectors};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{e} in {value}"))
}

/// The vectors of decisions speak of the last entry: every one before it has to be accepted.
#[test]
fn every_sequence_is_accepted() {
    for file in [
        "standard",
        "county",
        "finance",
        "major_decision",
        "policy_document",
        "expropriation",
        "three_postings",
        "village",
        "own",
    ] {
        for case in vectors(&format!("review/{file}.json")).cases {
            let pipeline = match case.input["pipeline"].as_str() {
                Some(id) => Pipeline::builtin(id).expect("a shipped pipeline").clone(),
                None => read(&case.input["own_pipeline"]),
            };
            let mut review = ReviewCase::new("case", &pipeline, WorkCalendar::national());
            let entries: Vec<Entry<ReviewEvent>> = read(&case.input["entries"]);
            for (index, entry) in (0_u32..).zip(&entries) {
                let decided = review.decide(entry);
                assert_eq!(decided, Ok(vec![entry.clone()]), "{file}: {}", case.name);
                review.apply(index, entry);
            }
        }
    }
}

/// Who mistypes a stage is told those that there are.
#[test]
fn an_unknown_stage_names_the_known_ones() {
    let entry = |event: Value| -> Entry<ReviewEvent> {
        let mut entry = json!({ "on": "2026-03-02", "by": "张敏" });
        for (key, value) in event.as_object().expect("an object") {
            entry[key] = value.clone();
        }
        read(&entry)
    };
    let standard = Pipeline::builtin("standard").expect("a shipped pipeline");
    let mut case = ReviewCase::new("case", standard, WorkCalendar::national());
    let opened = json!({
        "event": "opened", "title": "通知", "pipeline": "standard",
        "content": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    });
    case.apply(0, &entry(opened));
    let passed = entry(json!({ "event": "passed", "stage": "listing" }));
    let error = case.decide(&passed).expect_err("there is no such stage");
    assert_eq!(
        error.message(Lang::Zh),
        "流程里没有环节listing；有：list、unit_check、disclosure_review、approval、publication、filing"
    );
}

/// A channel of the form is named as the form names it; what is no such channel stays as it is.
#[test]
fn channels_in_words() {
    let path = root().join("examples/township/reviews/SH-2026-03.jsonl");
    let bytes = std::fs::read(path).expect("a file of the sample");
    let file = CaseFile::<ReviewEvent>::read(&bytes).expect("a case file");
    let id = ReviewCase::pipeline_named(&file.entries).expect("a pipeline");
    let pipeline = Pipeline::builtin(id).expect("a shipped pipeline");
    let as_of: NaiveDate = read(&json!("2026-11-20"));
    let mut entries = file.entries.clone();
    let told = |entries: &[Entry<ReviewEvent>], lang| -> Vec<String> {
        let case = ReviewCase::replay("case", pipeline, WorkCalendar::national(), entries, as_of);
        let trail = case.status(as_of, lang).trail;
        trail.into_iter().map(|step| step.text).collect()
    };
    let says = |told: &[String], what: &str| told.iter().any(|text| text.contains(what));
    let chinese = told(&entries, Lang::Zh);
    assert!(says(&chinese, "在政府网站发布内容"), "{chinese:?}");
    let english = told(&entries, Lang::En);
    assert!(
        says(&english, "published on government website"),
        "{english:?}"
    );
    for entry in &mut entries {
        if let ReviewEvent::Published { channel, .. } = &mut entry.event {
            "县融媒体中心".clone_into(channel);
        }
    }
    let other = told(&entries, Lang::Zh);
    assert!(says(&other, "在县融媒体中心发布内容"), "{other:?}");
}

/// A review of the sample: its name, its findings by event, its state.
type Sample = (&'static str, &'static [(&'static str, u32)], &'static str);

/// What the readme of the sample says of each of its reviews: the findings by event, from 0, and
/// how the case stands.
#[test]
fn the_reviews_of_the_sample() {
    let as_of: NaiveDate = read(&json!("2026-11-20"));
    let expected: [Sample; 8] = [
        ("SH-2026-01", &[], "withdrawn"),
        ("SH-2026-02", &[("REV008", 11)], "filed"),
        ("SH-2026-03", &[("REV009", 1), ("REV002", 5)], "filed"),
        ("SH-2026-04", &[("REV006", 21)], "published"),
        ("SH-2026-05", &[("REV003", 3), ("REV007", 10)], "published"),
        ("SH-2026-06", &[("REV005", 7)], "posted"),
        ("SH-2026-07", &[("REV004", 11)], "filed"),
        ("SH-2026-08", &[("REV008", 10)], "filed"),
    ];
    for (name, faults, state) in expected {
        let path = root().join(format!("examples/township/reviews/{name}.jsonl"));
        let bytes = std::fs::read(&path).expect("a file of the sample");
        let file = CaseFile::<ReviewEvent>::read(&bytes).expect("a case file");
        assert_eq!(file.fault, None, "{name}");
        let findings = check_reviews(
            &CaseCheck {
                case: name,
                entries: &file.entries,
                lines: &file.line_problems(),
                calendar: WorkCalendar::national(),
                as_of,
            },
            &Selection::default(),
        );
        let found: Vec<Value> = findings
            .iter()
            .map(|f| json!([f.rule.as_str(), f.locus]))
            .collect();
        let wanted: Vec<Value> = faults
            .iter()
            .map(|(rule, index)| json!([rule, { "kind": "event", "case": name, "index": index }]))
            .collect();
        assert_eq!(found, wanted, "{name}");
        let id = ReviewCase::pipeline_named(&file.entries).expect("a pipeline");
        let pipeline = Pipeline::builtin(id).expect("a shipped pipeline");
        let calendar = WorkCalendar::national();
        let case = ReviewCase::replay(name, pipeline, calendar, &file.entries, as_of);
        assert_eq!(json!(case.state()), json!(state), "{name}");
    }
}
