//! Requests and responses are what the schema says: every worked case is held against it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what is not so"
)]

use std::fs;
use std::path::{Path, PathBuf};

use gongkai_contract::{OffsetUnit, call, schema};
use serde_json::{Value, json};

fn vectors() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let mut found = Vec::new();
    for family in fs::read_dir(root).expect("the vectors") {
        let family = family.expect("a family").path();
        if !family.is_dir() {
            continue;
        }
        for file in fs::read_dir(family).expect("a family") {
            found.push(file.expect("a file").path());
        }
    }
    found.sort();
    found
}

/// `$offsets` in an input stands for a range in the unit of the runner.
fn placed(input: &Value) -> Value {
    match input {
        Value::Object(map) => match map.get("$offsets") {
            Some(range) => {
                let range = &range["code_points"];
                json!({ "start": range[0], "end": range[1] })
            }
            None => {
                let entries = map.iter().map(|(k, v)| (k.clone(), placed(v)));
                Value::Object(entries.collect())
            }
        },
        Value::Array(list) => list.iter().map(placed).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_case_has_the_shapes_of_the_schema() {
    let contract = schema::contract().expect("a contract");
    let validator = |shape: &Value| {
        let mut whole = shape.clone();
        whole["$defs"] = contract["$defs"].clone();
        jsonschema::validator_for(&whole).unwrap_or_else(|e| panic!("{shape}: {e}"))
    };
    let fault = validator(&contract["fault"]);
    let (mut wrong, mut count) = (Vec::new(), 0);
    for file in vectors() {
        let text = fs::read_to_string(&file).expect("a file");
        let cases: Value = serde_json::from_str(&text).expect("JSON");
        let name = cases["operation"].as_str().expect("`operation`");
        let operations = contract["operations"].as_array().expect("operations");
        // Files come with a feature of their own.
        if name.starts_with("formats.") && !cfg!(feature = "formats") {
            continue;
        }
        let Some(operation) = operations.iter().find(|o| o["name"] == name) else {
            panic!("{}: no operation `{name}`", file.display());
        };
        let (request, response) = (
            validator(&operation["request"]),
            validator(&operation["response"]),
        );
        for case in cases["cases"].as_array().expect("`cases`") {
            count += 1;
            let input = &placed(&case["input"]);
            let (shape, found) = match call(name, &input.to_string(), OffsetUnit::CodePoints) {
                Ok(text) => {
                    if let Some(error) = request.iter_errors(input).next() {
                        wrong.push(format!("{name}: {}: request: {error}", case["name"]));
                    }
                    (&response, serde_json::from_str(&text).expect("JSON"))
                }
                Err(error) => {
                    let mut kinds = operation["errors"].as_array().expect("errors").iter();
                    assert!(
                        error.kind == "InputError" || kinds.any(|k| k == error.kind),
                        "{name} gives a {} that it does not name",
                        error.kind
                    );
                    (&fault, json!(error))
                }
            };
            if let Some(error) = shape.iter_errors(&found).next() {
                let at = error.instance_path().to_string();
                wrong.push(format!(
                    "{name}: {}: response: {error} at {at}",
                    case["name"]
                ));
            }
        }
    }
    assert!(count > 1000, "{count} cases");
    wrong.truncate(40);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One type, one name: the generator numbers types that share one.
#[test]
fn no_two_types_share_a_name() {
    let contract = schema::contract().expect("a contract");
    for name in contract["$defs"].as_object().expect("types").keys() {
        assert!(name.contains('.'), "{name} has no family");
        assert!(!name.ends_with(|c: char| c.is_ascii_digit()), "{name}");
    }
}

/// The committed schema is the one that the code gives, without the operations on files.
#[cfg(not(feature = "formats"))]
#[test]
fn the_committed_schema_is_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.json");
    let text = fs::read_to_string(file).expect("schema.json; `cargo xtask schema` writes it");
    let committed: Value = serde_json::from_str(&text).expect("JSON");
    let now = schema::contract().expect("a contract");
    assert!(committed == now, "run `cargo xtask schema`");
}
