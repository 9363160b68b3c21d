//! Each thing that can be amiss is found.

use std::collections::{BTreeMap, BTreeSet};

use super::surface::{BINDINGS, Calls};
use super::table::{Table, fits};
use super::{Facts, cases, compare, core};

const TABLE: &str = r#"
[[carried]]
core = ["calendar::WorkCalendar::add_workdays"]
by = ["calendar.add_workdays"]
why = "as it is"

[[carried]]
core = ["calendar::Deadline::*"]
by = ["calendar.deadline"]
why = "fields of the response"

[[exempt]]
core = ["calendar::Deadline::builder"]
why = "a convenience of Rust"
"#;

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|n| (*n).to_owned()).collect()
}

fn facts() -> Facts {
    let operations = ["calendar.add_workdays", "calendar.deadline"];
    Facts {
        core: set(&[
            "calendar::WorkCalendar::add_workdays",
            "calendar::Deadline::due",
            "calendar::Deadline::builder",
        ]),
        operations: set(&operations),
        bindings: BTreeMap::from([("python", set(&operations)), ("kotlin", set(&operations))]),
        vectors: operations.iter().map(|o| ((*o).to_owned(), 3)).collect(),
    }
}

fn problems(facts: &Facts, table: &str) -> Vec<String> {
    compare(facts, &Table::read(table).unwrap())
}

#[test]
fn all_fits() {
    assert_eq!(problems(&facts(), TABLE), Vec::<String>::new());
}

#[test]
fn a_hole_in_the_core() {
    let mut facts = facts();
    facts
        .core
        .insert("calendar::WorkCalendar::new_thing".to_owned());
    let found = problems(&facts, TABLE);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("calendar::WorkCalendar::new_thing: no operation carries it"));
}

#[test]
fn entries_without_a_reason() {
    let found = problems(
        &facts(),
        &TABLE.replace("why = \"as it is\"", "why = \" \""),
    );
    assert_eq!(
        found,
        ["calendar::WorkCalendar::add_workdays: carried, and not said how"]
    );
    let found = problems(
        &facts(),
        &TABLE.replace("why = \"a convenience of Rust\"", ""),
    );
    assert_eq!(
        found,
        ["calendar::Deadline::builder: exempt without a reason"]
    );
}

#[test]
fn entries_that_are_not_needed() {
    let mut facts = facts();
    facts.core.remove("calendar::Deadline::builder");
    let found = problems(&facts, TABLE);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("calendar::Deadline::builder: stands in"));
    // The pattern is not needed when names in full say it all.
    facts.core.remove("calendar::Deadline::due");
    facts.core.insert("calendar::Deadline::builder".to_owned());
    let found = problems(&facts, TABLE);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("calendar::Deadline::*: stands in"));
}

#[test]
fn operations_that_are_none() {
    let found = problems(
        &facts(),
        &TABLE.replace("[\"calendar.deadline\"]", "[\"calendar.dedline\"]"),
    );
    assert_eq!(
        found,
        ["calendar::Deadline::*: carried by `calendar.dedline`, which is no operation"]
    );
    let found = problems(&facts(), &TABLE.replace("[\"calendar.deadline\"]", "[]"));
    assert_eq!(found, ["calendar::Deadline::*: carried by no operation"]);
}

#[test]
fn the_same_said_twice() {
    let table = TABLE.replace(
        "calendar::Deadline::builder",
        "calendar::WorkCalendar::add_workdays",
    );
    let found = problems(&facts(), &table);
    assert_eq!(
        found,
        ["calendar::WorkCalendar::add_workdays: said more than once"]
    );
}

#[test]
fn a_hole_in_a_binding() {
    let mut facts = facts();
    facts
        .bindings
        .insert("kotlin", set(&["calendar.deadline", "calendar.gone"]));
    let found = problems(&facts, TABLE);
    let hole = "kotlin: has no `calendar.add_workdays`";
    let gone = "kotlin: calls `calendar.gone`, which is no operation";
    assert_eq!(found, [hole, gone]);

    facts.bindings.insert("kotlin", set(&["calendar.deadline"]));
    let excused = format!(
        "{TABLE}\n[[unbound]]\nbinding = \"kotlin\"\noperations = [\"calendar.add_*\"]\nwhy = \"later\""
    );
    assert_eq!(problems(&facts, &excused), Vec::<String>::new());
    assert_eq!(
        problems(&facts, &excused.replace("\"later\"", "\"\"")),
        ["kotlin: has no `calendar.add_*`, without a reason"]
    );
    facts.bindings.insert("kotlin", facts.operations.clone());
    assert_eq!(
        problems(&facts, &excused),
        ["kotlin: has no `calendar.add_*`, it is said; but there is nothing amiss"]
    );
    assert_eq!(
        problems(&facts, &excused.replace("\"kotlin\"", "\"cobol\"")),
        ["cobol: there is no such binding"]
    );
}

#[test]
fn a_hole_in_the_vectors() {
    let mut facts = facts();
    facts.vectors.insert("calendar.deadline".to_owned(), 0);
    facts.vectors.insert("calendar.gone".to_owned(), 1);
    let hole = "vectors: no case of `calendar.deadline`";
    let gone = "vectors: no operation in the schema is `calendar.gone`";
    assert_eq!(problems(&facts, TABLE), [hole, gone]);
    let apart = format!("{TABLE}\n[[apart]]\noperations = [\"calendar.g*\"]\nwhy = \"a feature\"");
    assert_eq!(problems(&facts, &apart), [hole]);
    facts.vectors.remove("calendar.gone");
    let stale = "vectors: no operation in the schema is `calendar.g*`, it is said; but there is nothing amiss";
    assert_eq!(problems(&facts, &apart), [hole, stale]);
    let excused = format!(
        "{TABLE}\n[[untested]]\noperations = [\"calendar.deadline\"]\nwhy = \"no fixed answer\""
    );
    assert_eq!(problems(&facts, &excused), Vec::<String>::new());
    facts.vectors.insert("calendar.deadline".to_owned(), 2);
    let found = problems(&facts, &excused);
    assert_eq!(
        found,
        ["vectors: no case of `calendar.deadline`, it is said; but there is nothing amiss"]
    );
}

#[test]
fn unknown_keys_in_the_table_are_refused() {
    assert!(Table::read("[[exempt]]\ncore = [\"a\"]\nreason = \"x\"").is_err());
}

#[test]
fn patterns() {
    assert!(fits("a::B::c", "a::B::c") && !fits("a::B::c", "a::B::cd"));
    assert!(fits("*::message", "a::B::message") && !fits("*::message", "a::B::messages"));
    assert!(fits("a::*Error::*", "a::MyError::code") && !fits("a::*Error::*", "b::MyError::code"));
    assert!(fits("*", "anything") && !fits("a*a", "a"));
}

#[test]
fn files_of_vectors() {
    let text = r#"{"operation": "a.b", "cases": [{}, {}]}"#;
    assert_eq!(cases(text), Ok(("a.b".to_owned(), 2)));
    assert!(cases(r#"{"operation": "a.b"}"#).is_err());
    assert!(cases("{").is_err());
}

/// A crate with a module `m` that has a function, a type with an inherent and a trait's method,
/// a trait, and a private module whose type is given out by `m` and, second, by the root.
const RUSTDOC: &str = r#"{"root": 0, "index": {
  "0": {"name": "gongkai", "inner": {"module": {"items": [9, 1]}}},
  "1": {"name": "m", "inner": {"module": {"items": [2, 3, 7]}}},
  "2": {"name": "free", "inner": {"function": {}}},
  "3": {"name": null, "inner": {"use": {"name": "Shown", "id": 4, "is_glob": false}}},
  "4": {"name": "Shown", "inner": {"struct": {"impls": [5, 6]}}},
  "5": {"name": null, "inner": {"impl": {"trait": null, "items": [10, 12]}}},
  "6": {"name": null, "inner": {"impl": {"trait": {"path": "Display"}, "items": [11]}}},
  "7": {"name": "Able", "inner": {"trait": {"items": [13]}}},
  "9": {"name": null, "inner": {"use": {"name": "Shown", "id": 4, "is_glob": false}}},
  "10": {"name": "get", "inner": {"function": {}}},
  "11": {"name": "fmt", "inner": {"function": {}}},
  "12": {"name": "MOST", "inner": {"assoc_const": {}}},
  "13": {"name": "can", "inner": {"function": {}}}
}, "paths": {"4": {"path": ["gongkai", "m", "hidden", "Shown"]}}}"#;

#[test]
fn public_callables_of_a_crate() {
    let found = core::read(RUSTDOC).unwrap();
    assert_eq!(found, set(&["m::Able::can", "m::Shown::get", "m::free"]));
    assert!(core::read(r#"{"root": 0, "index": {}, "paths": {}}"#).is_err());
}

#[test]
fn functions_of_each_language() {
    let sources = [
        (
            "javascript",
            "export const calendar = Object.freeze({\n  addWorkdays: (options) => call(\"calendar.add_workdays\", options),\n",
        ),
        (
            "python",
            "def add_workdays(\n    date: X,\n) -> Y:\n    return _call(\n        \"calendar.add_workdays\", x)\n",
        ),
        (
            "kotlin",
            "    public fun addWorkdays(\n        date: X,\n    ): Y =\n        invokeOperation(\"calendar.add_workdays\", x)\n",
        ),
        (
            "swift",
            "    public static func addWorkdays(\n        _ date: X\n    ) throws -> Y {\n        try call(\"calendar.add_workdays\", x)\n",
        ),
    ];
    for (name, source) in sources {
        let binding = BINDINGS.iter().find(|b| b.name == name).unwrap();
        let mut calls = Calls::new();
        binding.read(source, &mut calls);
        let expected = if name == "python" {
            "add_workdays"
        } else {
            "addWorkdays"
        };
        let functions = set(&[expected]);
        assert_eq!(
            calls,
            BTreeMap::from([("calendar.add_workdays".to_owned(), functions)]),
            "{name}"
        );
    }
}

#[test]
fn a_function_of_another_name_does_not_count() {
    let root = std::env::temp_dir().join(format!("gongkai-parity-{}", std::process::id()));
    let folder = root.join("bindings/python/python/gongkai");
    std::fs::create_dir_all(&folder).unwrap();
    let source = "def other():\n    _call(\"calendar.day\")\n\ndef days():\n    _call(\"calendar.days\")\n\ndef import_():\n    _call(\"catalogue.import\")\n\nROW = \"r3.1\"\n";
    std::fs::write(folder.join("calendar.py"), source).unwrap();
    let python = BINDINGS.iter().find(|b| b.name == "python").unwrap();
    assert_eq!(
        python.operations(&root),
        set(&["calendar.days", "catalogue.import"])
    );
    std::fs::remove_dir_all(&root).unwrap();
}
