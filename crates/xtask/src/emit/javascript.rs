//! The JavaScript beside the TypeScript types: functions, classes of errors, lists of names.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::ir::{DataKeys, Model, Shape};
use super::names::camel;
use super::typescript::{comment, error_doc, namespace};

/// The functions.
pub(super) fn operations(model: &Model) -> String {
    let mut out = String::from("import { call } from \"../runtime.js\";\n");
    for family in model.families() {
        let _ = write!(
            out,
            "\nexport const {} = Object.freeze({{\n",
            namespace(family)
        );
        for operation in model.operations_of(family) {
            let doc = operation.doc.split("\n\n").next().unwrap_or_default();
            comment(&mut out, "  ", doc, &[]);
            let method = camel(&operation.method);
            if operation.params.is_empty() {
                let _ = writeln!(out, "  {method}: () => call(\"{}\", {{}}),", operation.name);
            } else if operation.params.iter().any(|p| p.required) {
                let _ = writeln!(
                    out,
                    "  {method}: (options) => call(\"{}\", options),",
                    operation.name
                );
            } else {
                let _ = writeln!(
                    out,
                    "  {method}: (options = {{}}) => call(\"{}\", options),",
                    operation.name
                );
            }
        }
        out.push_str("});\n");
    }
    out
}

/// The classes of errors, and what makes the right one of a fault.
pub(super) fn errors(model: &Model) -> String {
    let mut out = String::from(
        "/** What every operation throws; each kind has a class of its own. */
export class GongkaiError extends Error {
  /** `fault` is the error as it crosses the boundary, with its fields in camelCase. */
  constructor(fault) {
    super(fault.message);
    this.name = fault.kind;
    this.kind = fault.kind;
    this.code = fault.error;
    this.severity = fault.severity;
    this.messageEn = fault.messageEn;
    this.citations = fault.citations;
    this.path = fault.path;
    this.help = fault.help;
    this.data = fault.data;
  }
}
",
    );
    for error in &model.errors {
        out.push('\n');
        comment(&mut out, "", &error_doc(error), &[]);
        let _ = writeln!(out, "export class {} extends GongkaiError {{}}", error.name);
    }
    out.push_str("\nconst CLASSES = {\n");
    for error in &model.errors {
        let _ = writeln!(out, "  {},", error.name);
    }
    out.push_str(
        "};

/** The error of a fault, of the class of its kind. */
export function errorOf(fault) {
  const Kind = Object.hasOwn(CLASSES, fault.kind) ? CLASSES[fault.kind] : GongkaiError;
  return new Kind(fault);
}
",
    );
    out
}

/// The names that differ between the wire and JavaScript, and the fields whose keys are data.
pub(super) fn key_lists(model: &Model, keys: &DataKeys, problems: &mut Vec<String>) -> String {
    let mut wires: BTreeSet<&str> = BTreeSet::new();
    for shape in model.types.values() {
        wires.extend(shape.fields().iter().map(|f| f.wire.as_str()));
        if let Shape::Tagged { tag, .. } = shape {
            wires.insert(tag);
        }
    }
    let mut back: BTreeMap<String, &str> = BTreeMap::new();
    for wire in &wires {
        if let Some(other) = back.insert(camel(wire), wire) {
            problems.push(format!("`{wire}` and `{other}` are one name in camelCase"));
        }
    }
    wires.retain(|w| camel(w) != **w);
    let mut out = String::new();
    let mut list = |name: &str, doc: &str, items: Vec<String>| {
        comment(&mut out, "", doc, &[]);
        let _ = writeln!(out, "export const {name} = [");
        for item in items {
            let _ = writeln!(out, "  \"{item}\",");
        }
        out.push_str("];\n");
    };
    list(
        "renamedFields",
        "The fields whose name on the wire is another than in JavaScript, each as its name on \
         the wire; its name in JavaScript drops each `_` and has a capital behind it.",
        wires.iter().map(|w| (*w).to_owned()).collect(),
    );
    list(
        "mapFields",
        "The fields, as on the wire, whose keys are data: those keys are never renamed, what \
         stands under them is.",
        keys.maps.iter().cloned().collect(),
    );
    list(
        "opaqueFields",
        "The fields, as on the wire, that hold any JSON: nothing under them is renamed.",
        keys.opaque.iter().cloned().collect(),
    );
    out
}
