//! Consultations: what holds of every case of the vectors, and the sample.

use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::check::{CaseCheck, check_consultations};
use gongkai::consultation::{
    Consultation, ConsultationEvent, ConsultationKind, Settings, normalise_comment,
};
use gongkai::finding::Selection;
use gongkai::law::Lang;
use gongkai_formats::case_file::CaseFile;
use gongkai_tests::{root, vectors};
use serde::de::DeserializeOwned;
use serde_json::Value;

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).expect("well-formed input")
}

/// Whatever the case, everything can be told in both languages.
#[test]
fn everything_can_be_told() {
    for case in vectors("consultation/status.json").cases {
        let entries: Vec<Entry<ConsultationEvent>> = read(&case.input["entries"]);
        let entries = gongkai_tests::known(&entries, &case.input);
        let as_of = read(&case.input["as_of"]);
        let calendar = WorkCalendar::national();
        let found = Consultation::of(entries, as_of, calendar, &Settings::default());
        let status = found.status("c", as_of, calendar);
        for lang in [Lang::Zh, Lang::En] {
            assert!(status.trail.iter().all(|s| !s.message(lang).is_empty()));
            assert!(status.open.iter().all(|o| !o.message(lang).is_empty()));
            assert!(status.problems.iter().all(|p| !p.message(lang).is_empty()));
            let evidence = &status.evidence;
            for (code, words) in evidence.missing.iter().zip(evidence.missing_in_words(lang)) {
                assert_ne!(*code, words);
            }
        }
    }
}

/// What is admitted is the event itself.
#[test]
fn what_is_admitted_is_the_event() {
    for case in vectors("consultation/admit.json").cases {
        let entries: Vec<Entry<ConsultationEvent>> = read(&case.input["entries"]);
        let entry: Entry<ConsultationEvent> = read(&case.input["entry"]);
        let settings = match &case.input["settings"] {
            Value::Null => Settings::default(),
            given => read(given),
        };
        let calendar = WorkCalendar::national();
        if let Ok(events) = Consultation::admit(&entries, &entry, calendar, &settings) {
            assert_eq!(events, [entry.event], "{}", case.name);
        }
    }
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
