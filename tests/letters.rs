//! Letters and remedies against the vectors; the letters of the sample township.

use std::fs;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::law::{Citation, Lang};
use gongkai::request::{
    Answer, Letter, LetterCase, LetterDraft, LetterPart, Office, Remedies, RequestEvent, Settings,
    case_letters,
};
use gongkai_formats::case_file::CaseFile;
use gongkai_formats::letter::{docx, html};
use gongkai_formats::read::read;
use gongkai_tests::{root, run};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn get<T: DeserializeOwned>(input: &Value, key: &str) -> T {
    serde_json::from_value(input[key].clone()).unwrap_or_else(|e| panic!("`{key}`: {e}"))
}

fn compact(citations: &[Citation]) -> Vec<String> {
    citations.iter().map(Citation::compact).collect()
}

/// The input names what to look for in the text, what must not stand in it, and articles that
/// must be cited; what was not as asked comes out.
#[test]
fn rendered() {
    run("letter/render.json", |input| {
        let (office, case): (Office, LetterCase) = (get(input, "office"), get(input, "case"));
        let (draft, on): (LetterDraft, NaiveDate) = (get(input, "draft"), get(input, "on"));
        let letter = match Letter::write(&office, &case, &draft, input["number"].as_str(), on) {
            Ok(letter) => letter,
            Err(error) => {
                assert!(!error.message(Lang::Zh).is_empty() && !error.to_string().is_empty());
                return json!({
                    "error": error.code(),
                    "articles": compact(&error.citations()),
                });
            }
        };
        let text = letter.text();
        let find: Vec<String> = get(input, "look_for");
        let not: Vec<String> = get(input, "not_there");
        let cites: Vec<String> = get(input, "cites");
        let basis = compact(&letter.basis);
        // The files say what the text says.
        let file = read("letter.docx", &docx(&letter)).expect("a DOCX that is read");
        let file = file.document.text().to_owned();
        let page = html(&letter);
        for paragraph in &letter.paragraphs {
            assert!(file.contains(&paragraph.text), "{file}");
            assert!(
                page.contains(&paragraph.text.replace('<', "&lt;")),
                "{page}"
            );
        }
        json!({
            "title": letter.title,
            "missing": find.iter().filter(|t| !text.contains(*t)).collect::<Vec<_>>(),
            "unwanted": not.iter().filter(|t| text.contains(*t)).collect::<Vec<_>>(),
            "not_cited": cites.iter().filter(|c| !basis.contains(c)).collect::<Vec<_>>(),
        })
    });
}

#[test]
fn remedies() {
    run("remedy/of.json", |input| {
        let (answer, on): (Answer, NaiveDate) = (get(input, "answer"), get(input, "on"));
        let served: NaiveDate = get(input, "served");
        let found = match Remedies::of(&answer, on) {
            Ok(found) => found,
            Err(error) => return json!({ "error": error.code() }),
        };
        let days = found
            .deadlines(served, WorkCalendar::national())
            .expect("days within the calendar");
        json!({
            "review_first": found.review_first,
            "review": found.review.period,
            "suit": found.suit.as_ref().map(|s| s.period),
            "suit_after_review": found.suit_after_review.period,
            "complaint": found.complaint,
            "review_until": days.review.due,
            "suit_until": days.suit.map(|s| s.due),
        })
    });
}

/// Every letter that the sample's cases call for can be written, but for events without effect;
/// letters to others do not name the applicant, decisions tell remedies, notices do not.
#[test]
fn of_the_sample() {
    let office = Office {
        body: "青禾镇人民政府".to_owned(),
        review_bodies: vec!["青禾县人民政府".to_owned()],
        payment: Some("凭缴款码缴纳".to_owned()),
        ..Office::default()
    };
    let folder = root().join("examples/township/requests");
    let as_of = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let (mut written, mut kinds) = (0, std::collections::BTreeSet::new());
    for file in fs::read_dir(folder).expect("the sample's cases") {
        let bytes = fs::read(file.expect("a file").path()).expect("readable");
        let file = CaseFile::<RequestEvent>::read(&bytes).expect("a case file");
        let calendar = WorkCalendar::national();
        let letters = case_letters("x", &file.entries, &Settings::default(), as_of, calendar);
        for made in letters {
            let letter = match made.write(&office) {
                Ok(letter) => letter,
                Err(error) => {
                    assert!(made.refused.is_some(), "{}", error.message(Lang::Zh));
                    continue;
                }
            };
            written += 1;
            kinds.insert(letter.kind);
            let has = |part| letter.paragraphs.iter().any(|p| p.part == part);
            let text = letter.text();
            if letter.addressee != made.case.applicant {
                assert!(!text.contains(&made.case.applicant), "{text}");
            }
            assert_eq!(has(LetterPart::Remedy), letter.remedies.is_some(), "{text}");
            assert!(has(LetterPart::Closing), "{text}");
        }
    }
    assert!(written >= 20 && kinds.len() >= 8, "{written}: {kinds:?}");
}
