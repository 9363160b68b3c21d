//! Places in texts, in the unit of each language: slicing with them gives what was found.

#![allow(clippy::expect_used, reason = "a test stops at what is not so")]

use gongkai_contract::{OffsetUnit, call, check_text};
use proptest::prelude::*;
use serde_json::{Value, json};

const UNITS: [OffsetUnit; 3] = [OffsetUnit::Bytes, OffsetUnit::CodePoints, OffsetUnit::Utf16];

/// Pieces with something wrong, and pieces of every width between them.
const PIECES: &[&str] = &[
    "请于2月30日前完成",
    "，，",
    "的的",
    "XX区",
    "政务公开⼯作",
    "2024年3月5日（星期三）",
    "根据《政府信息公布条例》办理。",
    "自202111日起",
    "(社区）",
    "😀",
    "𠮷庆镇",
    "e\u{301}",
    "👨\u{200d}👩\u{200d}👧",
    "\u{200b}",
    "\u{feff}",
    "\r\n",
    "\n",
    "Ａ１",
    "　",
    "为了了解",
    "。",
    "\"\\",
    "\u{0}",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
}

/// A text as its units in a language, each as a number.
fn units(text: &str, unit: OffsetUnit) -> Vec<u32> {
    match unit {
        OffsetUnit::Bytes => text.bytes().map(u32::from).collect(),
        OffsetUnit::CodePoints => text.chars().map(u32::from).collect(),
        OffsetUnit::Utf16 => text.encode_utf16().map(u32::from).collect(),
    }
}

fn slice(text: &[u32], range: &Value) -> Vec<u32> {
    let place = |key: &str| {
        let n = range[key].as_u64().expect("a place");
        usize::try_from(n).expect("a place in memory")
    };
    text.get(place("start")..place("end"))
        .expect("a range of the text")
        .to_vec()
}

fn ask(operation: &str, request: &Value, unit: OffsetUnit) -> Value {
    let response = call(operation, &request.to_string(), unit).expect("a response");
    serde_json::from_str(&response).expect("JSON")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn slicing_gives_what_was_found(text in texts()) {
        let mut told: Vec<Value> = Vec::new();
        for unit in UNITS {
            let whole = units(&text, unit);
            let mut report = ask("check.text", &json!({ "text": text }), unit);
            let apart = check_text(text.clone(), "{}", unit).expect("a report");
            let apart: Value = serde_json::from_str(&apart).expect("JSON");
            prop_assert_eq!(&apart, &report);
            for finding in report["findings"].as_array_mut().expect("findings") {
                let found = finding["text"].as_str().expect("a text").to_owned();
                prop_assert_eq!(slice(&whole, &finding["range"]), units(&found, unit));
                if finding["fix"].is_object() {
                    slice(&whole, &finding["fix"]["range"]);
                    finding["fix"]["range"].take();
                }
                finding["range"].take();
            }
            report["title"].take();
            told.push(report);
        }
        // But for the places the three say the same.
        prop_assert_eq!(&told[0], &told[1]);
        prop_assert_eq!(&told[1], &told[2]);
    }

    #[test]
    fn fixes_applied_by_the_caller_are_those_of_the_library(text in texts()) {
        let mut mended: Vec<String> = Vec::new();
        for unit in UNITS {
            let fixed = ask("check.fix", &json!({ "text": text, "which": "all" }), unit);
            let fixes: Vec<&Value> = fixed["report"]["findings"]
                .as_array()
                .expect("findings")
                .iter()
                .map(|f| &f["fix"])
                .filter(|f| f.is_object())
                .collect();
            let applied = ask("check.apply_fixes", &json!({ "text": text, "fixes": fixes }), unit);
            prop_assert_eq!(&applied["text"], &fixed["text"]);
            mended.push(fixed["text"].as_str().expect("a text").to_owned());
        }
        prop_assert_eq!(&mended[0], &mended[1]);
        prop_assert_eq!(&mended[1], &mended[2]);
    }

    #[test]
    fn blocks_cross_in_the_unit_of_the_caller(text in texts(), first in 0usize..40, length in 0usize..40) {
        let points: Vec<char> = text.chars().collect();
        let start = first.min(points.len());
        let end = (start + length).min(points.len());
        let (before, within): (String, String) = (
            points.iter().take(start).collect(),
            points.iter().take(end).skip(start).collect(),
        );
        for unit in UNITS {
            let at = units(&before, unit).len();
            let range = json!({ "start": at, "end": at + units(&within, unit).len() });
            let blocks = json!([{ "range": range, "kind": "title" }]);
            let report = ask("check.document", &json!({ "text": text, "blocks": blocks }), unit);
            prop_assert_eq!(&report["title"], &range);
        }
    }
}
