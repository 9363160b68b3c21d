//! The vectors of `tests/vectors`, through the contract: what every binding has to pass too.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what is not so"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use gongkai_contract::{OffsetUnit, call, error_enums, operations};
use serde_json::{Value, json};

fn files() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the vectors") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "json") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found.sort();
    found
}

/// The input with its places in the runner's unit: `$offsets` stands for a range there too.
fn input_in(unit: OffsetUnit, input: &Value) -> Value {
    match input {
        Value::Object(map) => match map.get("$offsets") {
            Some(range) if map.len() == 1 => {
                let range = &range[unit_name(unit)];
                json!({ "start": range[0], "end": range[1] })
            }
            _ => {
                let entries = map.iter();
                let entries = entries.map(|(k, v)| (k.clone(), input_in(unit, v)));
                Value::Object(entries.collect())
            }
        },
        Value::Array(list) => list.iter().map(|v| input_in(unit, v)).collect(),
        other => other.clone(),
    }
}

/// What slicing gives in the language that counts so.
fn slice(text: &str, unit: OffsetUnit, start: usize, end: usize) -> Option<String> {
    match unit {
        OffsetUnit::Bytes => text.get(start..end).map(str::to_owned),
        OffsetUnit::CodePoints => {
            let points: Vec<char> = text.chars().collect();
            points.get(start..end).map(|c| c.iter().collect())
        }
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(units.get(start..end)?).ok()
        }
    }
}

/// Whether every range beside a `text` gives that text when the input is sliced with it.
fn slices(text: &str, found: &Value, unit: OffsetUnit) -> bool {
    match found {
        Value::Object(map) => {
            let place = |key: &str| {
                let n = map.get("range")?.get(key)?.as_u64()?;
                usize::try_from(n).ok()
            };
            let own = match (place("start"), place("end"), map.get("text")) {
                (Some(start), Some(end), Some(Value::String(piece))) => {
                    slice(text, unit, start, end).as_ref() == Some(piece)
                }
                _ => true,
            };
            own && map.values().all(|v| slices(text, v, unit))
        }
        Value::Array(list) => list.iter().all(|v| slices(text, v, unit)),
        _ => true,
    }
}

fn unit_name(unit: OffsetUnit) -> &'static str {
    match unit {
        OffsetUnit::Bytes => "bytes",
        OffsetUnit::CodePoints => "code_points",
        OffsetUnit::Utf16 => "utf16",
    }
}

/// Whether `found` is as `expected` says; `tests/vectors/README.md` tells the matchers.
fn covers(found: Option<&Value>, expected: &Value, unit: OffsetUnit) -> bool {
    if let Some(matcher) = expected.as_object().filter(|o| o.len() == 1)
        && let Some((name, wanted)) = matcher.iter().next().filter(|(k, _)| k.starts_with('$'))
    {
        return matches(found, name, wanted, unit);
    }
    match (found, expected) {
        (Some(Value::Object(found)), Value::Object(expected)) => expected
            .iter()
            .all(|(key, value)| covers(found.get(key), value, unit)),
        (Some(Value::Array(found)), Value::Array(expected)) => {
            found.len() == expected.len()
                && found
                    .iter()
                    .zip(expected)
                    .all(|(f, e)| covers(Some(f), e, unit))
        }
        // What is absent in one language is null in another.
        (None, Value::Null) => true,
        (Some(found), expected) => found == expected,
        (None, _) => false,
    }
}

fn matches(found: Option<&Value>, name: &str, wanted: &Value, unit: OffsetUnit) -> bool {
    let all: Vec<Value> = match wanted {
        Value::Array(list) => list.clone(),
        one => vec![one.clone()],
    };
    let holds = |text: &str, piece: &Value| text.contains(piece.as_str().expect("a text"));
    let has = |items: &[Value], one: &Value| items.iter().any(|i| covers(Some(i), one, unit));
    match (name, found) {
        ("$any", found) => found.is_some(),
        ("$absent", found) => found.is_none_or(Value::is_null),
        ("$all", found) => all.iter().all(|w| covers(found, w, unit)),
        ("$contains", Some(Value::String(text))) => all.iter().all(|w| holds(text, w)),
        ("$contains", Some(Value::Array(items))) => all.iter().all(|w| has(items, w)),
        ("$lacks", Some(Value::String(text))) => !all.iter().any(|w| holds(text, w)),
        ("$lacks", Some(Value::Array(items))) => !all.iter().any(|w| has(items, w)),
        ("$lacks", None | Some(Value::Null)) => true,
        ("$contains" | "$lacks", _) => false,
        ("$offsets", found) => {
            let range = &wanted[unit_name(unit)];
            found == Some(&json!({ "start": range[0], "end": range[1] }))
        }
        (other, _) => panic!("no matcher `{other}`"),
    }
}

#[test]
fn every_vector() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for file in files() {
        let text = fs::read_to_string(&file).expect("a file");
        let vectors: Value = serde_json::from_str(&text).expect("JSON");
        let name = vectors["operation"].as_str().expect("`operation`");
        if gongkai_contract::operation(name).is_none() && name != "not.yet" {
            println!("{}: no operation `{name}` yet", file.display());
            continue;
        }
        for case in vectors["cases"].as_array().expect("`cases`") {
            let reason = case["reason"].as_str().unwrap_or_default();
            assert!(!reason.trim().is_empty(), "{}: no reason", file.display());
            for unit in [OffsetUnit::CodePoints, OffsetUnit::Bytes, OffsetUnit::Utf16] {
                count += 1;
                let input = input_in(unit, &case["input"]);
                let found = match call(name, &input.to_string(), unit) {
                    Ok(response) => serde_json::from_str(&response).expect("JSON"),
                    Err(fault) => json!(fault),
                };
                let text = input["text"].as_str();
                if !covers(Some(&found), &case["expected"], unit)
                    || !text.is_none_or(|text| slices(text, &found, unit))
                {
                    wrong.push(format!(
                        "{}: {} ({})\n  input    {}\n  expected {}\n  found    {found}\n  because  {reason}",
                        file.display(),
                        case["name"],
                        unit_name(unit),
                        case["input"],
                        case["expected"],
                    ));
                    break;
                }
            }
        }
    }
    println!("{count} calls");
    assert!(count > 500, "{count} calls");
    assert!(
        wrong.is_empty(),
        "{} differ\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn operations_are_told_and_named_once() {
    let mut names = BTreeSet::new();
    let kinds: BTreeSet<_> = error_enums().iter().map(|e| e.kind).collect();
    for operation in operations() {
        let (name, doc) = (operation.name, operation.doc.trim());
        assert!(names.insert(name), "{name} twice");
        assert!(doc.ends_with('.'), "{name}: {doc}");
        assert!(!operation.family().is_empty() && !operation.method().is_empty());
        for kind in operation.errors {
            assert!(kinds.contains(kind), "{name}: {kind}");
        }
    }
}

#[test]
fn bad_requests_say_where() {
    let refused = |operation: &str, request: &str| {
        let fault = call(operation, request, OffsetUnit::Bytes).expect_err(request);
        assert_eq!(fault.kind, "InputError");
        format!("{} {}", fault.code, fault.path)
    };
    assert_eq!(refused("calendar.nothing", "{}"), "unknown_operation ");
    assert_eq!(refused("calendar.day", "{\"date\":"), "not_json /date");
    let day = |request: &str| refused("calendar.day", request);
    assert_eq!(day(r#"{"date": null}"#), "bad_request /date");
    assert_eq!(day(r#"{"date": "2026-02-30"}"#), "bad_request /date");
    assert_eq!(
        day(r#"{"date": "2026-01-05", "dat": 1}"#),
        "bad_request /dat"
    );
    assert_eq!(day("3"), "bad_request ");
    let add = |request: &str| refused("calendar.add_workdays", request);
    assert_eq!(
        add(r#"{"date": "2026-01-05", "n": 99999999999}"#),
        "bad_request /n"
    );
    let span = r#"{"notice": {"id": "a", "days": []}, "deadlines": [{"from": "2026-01-05", "period": "20wd"}, {"from": 3}]}"#;
    let changed = refused("calendar.changed_by", span);
    assert!(changed.starts_with("bad_request /"), "{changed}");
}
