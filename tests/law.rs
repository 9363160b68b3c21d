//! Citations, periods and dated terms against the vectors.

use chrono::NaiveDate;
use gongkai::law::{Citation, CitationParseError, Period, Registry};
use gongkai_tests::run;
use serde_json::{Value, json};

fn error(error: &CitationParseError) -> Value {
    let code = match error {
        CitationParseError::Malformed { .. } => "malformed",
        CitationParseError::UnknownInstrument { .. } => "unknown_instrument",
        CitationParseError::NotInForce { .. } => "not_in_force",
        CitationParseError::NoSuchArticle { .. } => "no_such_article",
        _ => "other",
    };
    json!({ "error": code })
}

fn show(citation: &Citation) -> Value {
    let registry = Registry::builtin();
    json!({
        "compact": citation.compact(),
        "zh": citation.chinese(registry),
        "en": citation.english(registry),
    })
}

fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str().map(|text| text.parse().expect("a date"))
}

#[test]
fn citations_read_from_text() {
    run("citation/read.json", |input| {
        let text = input["text"].as_str().expect("text");
        match Citation::read(text, Registry::builtin(), day(&input["on"])) {
            Ok(citation) => show(&citation),
            Err(e) => error(&e),
        }
    });
}

#[test]
fn citations_in_compact_form() {
    run("citation/compact.json", |input| {
        match input["compact"]
            .as_str()
            .expect("compact")
            .parse::<Citation>()
        {
            Ok(citation) => show(&citation),
            Err(e) => error(&e),
        }
    });
}

#[test]
fn citations_in_order() {
    run("citation/order.json", |input| {
        let mut all: Vec<Citation> =
            serde_json::from_value(input["compact"].clone()).expect("citations");
        all.sort();
        json!({ "compact": all })
    });
}

#[test]
fn terms_on_a_date() {
    run("law/term.json", |input| {
        let date = day(&input["on"]).expect("a date");
        match Registry::builtin()
            .on(date)
            .term(input["term"].as_str().expect("term"))
        {
            Some(term) => json!({ "period": term.period, "citation": term.citation }),
            None => json!({ "absent": true }),
        }
    });
}

#[test]
fn periods() {
    run("period/parse.json", |input| {
        match input["text"].as_str().expect("text").parse::<Period>() {
            Ok(p) => json!({
                "count": p.count(), "unit": p.unit(), "zh": p.chinese(), "en": p.english(),
            }),
            Err(_) => json!({ "error": true }),
        }
    });
}

#[test]
fn every_printed_citation_reads_back() {
    let registry = Registry::builtin();
    assert!(registry.instruments().len() > 100, "the registry is empty");
    for instrument in registry.instruments() {
        for article in 1..=instrument.articles.unwrap_or(0) {
            let printed: Citation = format!("{}:{article}", instrument.id)
                .parse()
                .expect("compact");
            let read = Citation::read(
                &printed.chinese(registry),
                registry,
                instrument.in_force_from.or(instrument.in_force_until),
            );
            assert_eq!(read.as_ref(), Ok(&printed), "{}", printed.chinese(registry));
        }
    }
}
