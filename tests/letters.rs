//! The letters of the vectors as files; the letters of the sample township.

use std::fs;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::law::Lang;
use gongkai::request::{
    Letter, LetterCase, LetterDraft, LetterPart, Office, RequestEvent, Settings, case_letters,
};
use gongkai_formats::case_file::CaseFile;
use gongkai_formats::letter::{docx, html};
use gongkai_formats::read::read;
use gongkai_tests::{Case, root, vectors};
use serde::de::DeserializeOwned;
use serde_json::Value;

fn get<T: DeserializeOwned>(input: &Value, key: &str) -> T {
    serde_json::from_value(input[key].clone()).unwrap_or_else(|e| panic!("`{key}`: {e}"))
}

/// DOCX and HTML of the letters of the vectors say what the letters say; what they have to say
/// is tested through the contract.
#[test]
fn files_say_what_the_letter_says() {
    let mut written = 0;
    for Case { input, name, .. } in vectors("letter/render.json").cases {
        let (office, case): (Office, LetterCase) = (get(&input, "office"), get(&input, "case"));
        let (draft, on): (LetterDraft, NaiveDate) = (get(&input, "draft"), get(&input, "on"));
        let Ok(letter) = Letter::write(&office, &case, &draft, input["number"].as_str(), on) else {
            continue;
        };
        written += 1;
        let file = read("letter.docx", &docx(&letter)).expect("a DOCX that is read");
        let file = file.document.text().to_owned();
        let page = html(&letter);
        for paragraph in &letter.paragraphs {
            assert!(file.contains(&paragraph.text), "{name}: {file}");
            assert!(
                page.contains(&paragraph.text.replace('<', "&lt;")),
                "{name}: {page}"
            );
        }
    }
    assert!(written >= 30, "{written}");
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
