//! Consultations against the vectors.

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::check::{CaseCheck, check_consultations};
use gongkai::consultation::{
    Consultation, ConsultationEvent, ConsultationKind, Settings, normalise_comment,
};
use gongkai::finding::Selection;
use gongkai::law::Lang;
use gongkai_formats::case_file::CaseFile;
use gongkai_tests::{root, run};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).expect("well-formed input")
}

fn settings(input: &Value) -> Settings {
    match &input["settings"] {
        Value::Null => Settings::default(),
        given => read(given),
    }
}

fn fold(input: &Value) -> (Consultation, NaiveDate) {
    let entries: Vec<Entry<ConsultationEvent>> = read(&input["entries"]);
    let entries = gongkai_tests::known(&entries, input);
    let as_of = read(&input["as_of"]);
    let calendar = WorkCalendar::national();
    (
        Consultation::of(entries, as_of, calendar, &settings(input)),
        as_of,
    )
}

#[test]
fn status() {
    run("consultation/status.json", |input| {
        let (case, as_of) = fold(input);
        let status = case.status("c", as_of, WorkCalendar::national());
        // Whatever the case, everything can be told in both languages.
        for lang in [Lang::Zh, Lang::En] {
            assert!(status.trail.iter().all(|s| !s.message(lang).is_empty()));
            assert!(status.open.iter().all(|o| !o.message(lang).is_empty()));
            assert!(status.problems.iter().all(|p| !p.message(lang).is_empty()));
        }
        serde_json::to_value(status).expect("JSON")
    });
}

#[test]
fn admit() {
    run("consultation/admit.json", |input| {
        let entries: Vec<Entry<ConsultationEvent>> = read(&input["entries"]);
        let entry: Entry<ConsultationEvent> = read(&input["entry"]);
        let calendar = WorkCalendar::national();
        match Consultation::admit(&entries, &entry, calendar, &settings(input)) {
            Ok(events) => {
                assert_eq!(events, [entry.event]);
                json!({ "refused": null })
            }
            Err(error) => json!({ "refused": error.code(), "basis": error.citations() }),
        }
    });
}

/// Comments are given as texts, or with what is attached to them; their numbers are their
/// places.
#[test]
fn similar() {
    run("consultation/similar.json", |input| {
        let mut entries = vec![json!({
            "on": "2026-03-02", "event": "opened", "title": "t", "kind": "rules", "body": "b",
        })];
        for (n, comment) in input["comments"]
            .as_array()
            .expect("a list")
            .iter()
            .enumerate()
        {
            let attached: Vec<Value> = comment["attachments"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|name| json!({ "name": name }))
                .collect();
            let text = comment.as_str().or(comment["text"].as_str());
            entries.push(json!({
                "on": "2026-03-03", "event": "comment_received", "id": n.to_string(),
                "from": "citizen", "channel": "website", "text": text, "attachments": attached,
            }));
        }
        let settings = match &input["likeness"] {
            Value::Null => json!({}),
            likeness => json!({ "likeness": likeness }),
        };
        let input = json!({ "entries": entries, "as_of": "2026-03-03", "settings": settings });
        let (case, _) = fold(&input);
        assert_eq!(case.problems(), []);
        json!({ "repeats": case.repeats() })
    });
}

#[test]
fn kinds() {
    run("consultation/kind.json", |input| {
        let id: String = read(&input["kind"]);
        let Some(kind) = ConsultationKind::get(&id) else {
            return json!({ "known": false });
        };
        let minimum = kind.minimum(read(&input["on"]));
        json!({
            "known": true,
            "period": minimum.as_ref().map(|m| m.period),
            "citation": minimum.as_ref().map(|m| &m.citation),
            "shortening": kind.shortening,
            "required": kind.required().map(|d| d.kind).collect::<Vec<_>>(),
        })
    });
}

#[test]
fn outline() {
    run("consultation/outline.json", |input| {
        let (case, _) = fold(input);
        let outline = case.interpretation_outline();
        let page = outline.render(Lang::Zh);
        assert!(
            page.starts_with("青禾镇农贸市场搬迁方案\n\n背景与依据\n- "),
            "{page}"
        );
        serde_json::to_value(outline).expect("JSON")
    });
}

/// Every kind is whole: a draft, articles, a name in both languages, and a least time today.
#[test]
fn every_kind_is_usable() {
    let today = "2026-11-20".parse().expect("a day");
    assert_eq!(ConsultationKind::all().len(), 8);
    for kind in ConsultationKind::all() {
        assert!(kind.minimum(today).is_some(), "{}", kind.id);
        assert!(!kind.basis.is_empty() && !kind.result_basis.is_empty());
        assert_ne!(kind.name(Lang::Zh), kind.name(Lang::En));
        assert_eq!(kind.documents.len(), 3);
    }
    assert_eq!(normalise_comment(" ！，"), "");
}

/// The faults that `examples/township/README.md` lists, and no other: event, from 0, and rule.
#[test]
fn the_sample_shows_its_planted_faults() {
    let planted: [(&str, &[(u32, &str)]); 3] = [
        ("2026-01", &[]),
        ("2026-02", &[(1, "CON002"), (11, "CON004"), (14, "CON005")]),
        (
            "2026-03",
            &[
                (1, "CON003"),
                (2, "CON005"),
                (5, "CON001"),
                (7, "CON007"),
                (8, "CON008"),
                (12, "CON004"),
                (13, "CON006"),
            ],
        ),
    ];
    for (case, wanted) in planted {
        let path = root().join(format!("examples/township/consultations/{case}.jsonl"));
        let bytes = std::fs::read(path).expect("a file");
        let file: CaseFile<ConsultationEvent> = CaseFile::read(&bytes).expect("a text");
        let check = CaseCheck {
            case,
            entries: &file.entries,
            lines: &file.line_problems(),
            calendar: WorkCalendar::national(),
            as_of: "2026-11-20".parse().expect("a day"),
        };
        let found = check_consultations(&check, &Selection::default());
        let found: Vec<(u32, String)> = found
            .iter()
            .map(|f| match &f.locus {
                gongkai::finding::Locus::Event { index, .. } => (*index, f.rule.to_string()),
                other => panic!("{other:?}"),
            })
            .collect();
        let wanted: Vec<(u32, String)> = wanted
            .iter()
            .map(|(n, rule)| (*n, (*rule).to_owned()))
            .collect();
        assert_eq!(found, wanted, "{case}");
    }
}
