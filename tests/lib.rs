//! Vectors, fixtures, evaluation sets and end-to-end tests of the workspace.
//!
//! A vector file is `{"operation", "cases": [{"name", "input", "expected", "reason"}]}`: the
//! contract that every language's runner reads. [`run`] feeds the cases of a file to a
//! function and tells all that differ.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai::case::{Entry, known_on};
use serde::Deserialize;
use serde_json::Value;

/// A file of worked cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vectors {
    /// The operation that they are cases of.
    pub operation: String,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One worked case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it is a case of.
    pub name: String,
    /// What goes in.
    pub input: Value,
    /// What must come out.
    pub expected: Value,
    /// Why, in words.
    pub reason: String,
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The vector file at `tests/vectors/{path}`.
///
/// # Panics
/// When it is missing, malformed, empty, or a case lacks its reason.
#[expect(
    clippy::panic,
    reason = "a broken vector file must fail the test that reads it"
)]
pub fn vectors(path: &str) -> Vectors {
    let file = root().join("tests/vectors").join(path);
    let text = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let found: Vectors =
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    assert!(!found.cases.is_empty(), "{path} has no case");
    for case in &found.cases {
        assert!(
            !case.reason.trim().is_empty(),
            "{path}: `{}` has no reason",
            case.name
        );
    }
    found
}

/// Runs every case of `tests/vectors/{path}` and compares, key by key, what `operation` gives
/// with what is expected: every key expected must be there with that value; further keys are
/// not compared.
///
/// # Panics
/// With all cases that differ, when any does.
pub fn run(path: &str, operation: impl Fn(&Value) -> Value) {
    let file = vectors(path);
    let mut wrong = Vec::new();
    for case in &file.cases {
        let found = operation(&case.input);
        if !covers(&found, &case.expected) {
            wrong.push(format!(
                "{path}: {}\n  input    {}\n  expected {}\n  found    {found}\n  because  {}",
                case.name, case.input, case.expected, case.reason
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} cases differ\n{}",
        wrong.len(),
        file.cases.len(),
        wrong.join("\n")
    );
}

/// Whether `found` holds everything that `expected` names; lists must be equal in length.
fn covers(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => expected
            .iter()
            .all(|(key, value)| found.get(key).is_some_and(|f| covers(f, value))),
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len() && found.iter().zip(expected).all(|(f, e)| covers(f, e))
        }
        _ => found == expected,
    }
}

/// The part of a case file that a vector speaks of: all of it, or with `known_on` what had been
/// entered by that day.
pub fn known<'a, E>(entries: &'a [Entry<E>], input: &Value) -> &'a [Entry<E>] {
    match input["known_on"].as_str() {
        Some(day) => known_on(entries, day.parse().expect("`known_on` is a day")),
        None => entries,
    }
}
