//! Assessments and attributes at source: what holds of every case of the vectors.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use gongkai::exemption::{
    Assessment, Disposition, Facts, Marking, assess, check_attribute, grounds, result_rows,
};
use gongkai::finding::Lang;
use gongkai::request::{Answer, ReportRow};
use gongkai_tests::vectors;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error} in {value}"))
}

fn day(input: &Value) -> NaiveDate {
    read(&input["as_of"])
}

/// An assessment is evidence: it comes back from a file as it was. What it says names every
/// fact; no place is left open in a sentence.
#[test]
fn assessments_come_back_and_are_told() {
    for case in vectors("exemption/assess.json").cases {
        let facts: Facts = read(&case.input["facts"]);
        let assessment = assess(&facts, day(&case.input));
        let value = serde_json::to_value(&assessment).expect("JSON");
        assert_eq!(read::<Assessment>(&value), assessment);
        for lang in [Lang::Zh, Lang::En] {
            for line in assessment.explain(lang) {
                assert!(!line.contains("{0}") && !line.contains("{1}"), "{line}");
                assert!(
                    !line.contains("：（`"),
                    "a missing fact without words: {line}"
                );
            }
        }
    }
}

#[test]
fn issues_of_attributes_are_told_with_their_articles() {
    for case in vectors("exemption/check_attribute.json").cases {
        let facts: Facts = read(&case.input["facts"]);
        let marking: Marking = read(&case.input["marking"]);
        let check = check_attribute(&marking, &assess(&facts, day(&case.input)));
        for issue in &check.issues {
            assert!(!issue.citations().is_empty());
            assert!(!issue.message(Lang::Zh).is_empty() && !issue.message(Lang::En).is_empty());
        }
    }
}

/// The cases take every branch: each end, each question as the one that decides, each refusal,
/// each thing to do.
#[test]
fn the_cases_take_every_branch() {
    let (mut ends, mut asked, mut refused, mut to_do) = <(
        BTreeSet<String>,
        BTreeSet<String>,
        BTreeSet<String>,
        BTreeSet<String>,
    )>::default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for case in vectors("exemption/assess.json").cases {
        let expected = &case.expected["assessment"];
        ends.insert(text(&expected["disposition"]["kind"]));
        asked.insert(text(&expected["decided_by"]));
        for one in expected["refused"].as_array().into_iter().flatten() {
            refused.insert(text(&one["code"]));
        }
        for one in expected["to_do"].as_array().into_iter().flatten() {
            to_do.insert(text(&one["kind"]));
        }
        // What a refusal calls itself is what stands in the file.
        let facts: Facts = read(&case.input["facts"]);
        for one in assess(&facts, day(&case.input)).refused {
            assert_eq!(text(&json!(one.refusal)["code"]), one.refusal.code());
        }
    }
    let names =
        |all: &str| -> BTreeSet<String> { all.split_whitespace().map(str::to_owned).collect() };
    let wanted = "disclose in_part withhold refer already_public route not_held undetermined";
    assert_eq!(ends, names(wanted));
    asked.remove("");
    let wanted = "law scope responsible exists already_public special_route state_secret prohibition \
        endangers third_party internal process enforcement_file doubt severable form";
    assert_eq!(asked, names(wanted));
    let wanted = "no_ground not_a_ground work_secret already_public secret_without_level \
        secret_without_term secret_indefinite secret_term_too_long secret_without_authority \
        secret_level_not_derived secret_not_marked secret_expired secret_extended_late \
        secret_declassified secret_of_public_matter prohibition_not_named \
        prohibition_without_article prohibition_too_low prohibition_not_in_force \
        prohibition_no_such_article aspect_not_named no_evidence no_harm not_consulted \
        not_a_trade_secret not_private right_not_named kind_not_named affects_outside \
        disclosure_ordered route_not_named route_too_low route_not_in_force no_search_record";
    assert_eq!(refused, names(wanted));
    let wanted = "consult_third_party notify_third_party take_down correct_classification";
    assert_eq!(to_do, names(wanted));
}

/// What the taxonomy says of answers and rows is what applications know.
#[test]
fn grounds_lead_to_answers_and_rows() {
    for row in result_rows() {
        let _: ReportRow = read(&json!(row.key));
    }
    for ground in grounds() {
        let _: ReportRow = read(&json!(ground.row));
        let Some(kind) = &ground.answer else { continue };
        // An answer of that kind can be written, whatever else it needs.
        let fields: Vec<&str> = match kind.as_str() {
            "withheld" => vec!["ground", "reasons"],
            "special_access" => vec!["rule"],
            "other" => vec!["reasons"],
            _ => vec![],
        };
        let mut answer = json!({ "kind": kind });
        for field in fields {
            answer[field] = json!("…");
        }
        let _: Answer = serde_json::from_value(answer)
            .unwrap_or_else(|error| panic!("{}: {error}", ground.code));
    }
}

/// A misspelt fact is no unknown fact.
#[test]
fn unknown_fields_are_refused() {
    for text in [
        r#"{"titel": "x"}"#,
        r#"{"scope": {"holders": "other"}}"#,
        r#"{"grounds": {"secret": false}}"#,
        r#"{"grounds": {"state_secret": {"grade": "secret"}}}"#,
        r#"{"grounds": {"third_party": [{"type": "other"}]}}"#,
        r#"{"parts": [{"name": "附件"}]}"#,
        r#"{"grounds": 1}"#,
    ] {
        assert!(serde_json::from_str::<Facts>(text).is_err(), "{text}");
    }
    let disposition = assess(&Facts::default(), "2026-03-02".parse().expect("a day")).disposition;
    assert!(matches!(disposition, Disposition::Undetermined { .. }));
}
