//! The modules of the Python package: a class for each type, a function for each operation, an
//! exception for each error enum. What the classes are made of is written by hand
//! (`gongkai/_record.py`); so are the objects that some modules have besides.

mod class;
mod function;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::ir::{ErrorEnum, Model, Shape};
use super::names::wrap;
use super::{Generated, MARK};

use types::Scope;

/// Where the files lie.
pub(crate) const FOLDER: &str = "bindings/python/python/gongkai";

/// What is written by hand and belongs to a family's module: its file, its names.
const BY_HAND: [(&str, &str, &[&str]); 3] = [
    ("calendar", "_calendar", &["Answer", "WorkCalendar"]),
    ("catalogue", "_catalogue", &["Ranker"]),
    ("check", "_check", &["Checker", "Findings"]),
];

/// Makes the files.
pub(crate) fn emit(model: &Model) -> Result<Vec<Generated>, Vec<String>> {
    let mut families: BTreeSet<&str> = model.type_families();
    families.extend(model.families());
    families.extend(BY_HAND.iter().map(|(family, ..)| *family));
    let mut problems = Vec::new();
    let mut files = Vec::new();
    for family in &families {
        match module(model, family) {
            Ok(text) => files.push(file(family, &text)),
            Err(problem) => problems.push(problem),
        }
    }
    files.push(file("errors", &errors(&model.errors)));
    files.push(file("_index", &index(&families, &model.errors)));
    if problems.is_empty() {
        Ok(files)
    } else {
        Err(problems)
    }
}

fn file(name: &str, text: &str) -> Generated {
    Generated {
        path: format!("{FOLDER}/{name}.py"),
        text: format!("# {MARK} from the contract's schema; not written by hand.\n{text}"),
    }
}

/// One family's module.
fn module(model: &Model, family: &str) -> Result<String, String> {
    let mut scope = Scope::new(model, family);
    let mut names = Vec::new();
    let (mut classes, mut aliases) = (String::new(), String::new());
    for (name, shape) in model.types_of(family) {
        if model.is_request_only(name) {
            continue;
        }
        names.push(name.name.clone());
        match shape {
            Shape::Record { doc, fields } => {
                classes.push_str(&class::record(&mut scope, &name.name, doc, fields));
            }
            Shape::Tagged {
                doc,
                tag,
                common,
                variants,
            } => {
                for variant in variants {
                    names.push(format!("{}{}", name.name, variant.name));
                }
                let text = class::tagged(&mut scope, &name.name, doc, tag, common, variants);
                classes.push_str(&text);
            }
            Shape::StringEnum { .. } | Shape::Untagged { .. } | Shape::Alias { .. } => {
                aliases.push_str(&class::alias(&mut scope, &name.name, shape));
            }
        }
    }
    let mut functions = String::new();
    for operation in model.operations_of(family) {
        let name = types::identifier(&operation.method);
        functions.push_str(&function::function(&mut scope, &name, operation));
        names.push(name);
    }
    let hand = BY_HAND.iter().find(|(of, ..)| *of == family);
    if let Some((_, _, own)) = hand {
        names.extend(own.iter().map(|n| (*n).to_owned()));
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = names.iter().find(|n| !seen.insert(n.as_str())) {
        return Err(format!("the module {family} would have `{twice}` twice"));
    }
    names.sort();
    let body = format!("{classes}{aliases}{functions}");
    let mut out = docstring(&about(family), "");
    out.push_str("\nfrom __future__ import annotations\n\n");
    out.push_str(&scope.imports(&body));
    let _ = write!(out, "\n__all__ = {}\n", list(&names));
    out.push_str(&body);
    if let Some((_, file, own)) = hand {
        let own = own.join(", ");
        let _ = write!(out, "\n\nfrom .{file} import {own}  # noqa: E402\n");
    }
    Ok(out)
}

/// What a family is about.
fn about(family: &str) -> String {
    let known: BTreeMap<&str, &str> = BTreeMap::from([
        ("calendar", "Working days and deadlines (工作日、期限)."),
        ("case", "What the files of cases have in common (办件)."),
        (
            "catalogue",
            "What must be public: fields, matters and their overlays (标准目录).",
        ),
        ("check", "Rules over texts, lists and case files (检查)."),
        ("consultation", "Disclosure before decision (决策前公开)."),
        (
            "duty",
            "What a unit owes the public, and by when (公开任务).",
        ),
        ("exemption", "What may not be told, and why (不予公开)."),
        (
            "finding",
            "Whatever is wrong, with its rule and place (问题).",
        ),
        ("item", "Published pieces of information (公开信息)."),
        (
            "law",
            "Instruments, citations, periods and dated terms of law (法律依据).",
        ),
        ("request", "Applications for information (依申请公开)."),
        (
            "retention",
            "How long posted, how long kept, what then (公示与档案).",
        ),
        (
            "review",
            "Review before publication: pipelines, gates (公开审核).",
        ),
        ("unit", "The bodies that disclose (公开主体)."),
    ]);
    let text = known.get(family).copied();
    text.map_or_else(
        || format!("The family `{family}` of the contract."),
        str::to_owned,
    )
}

/// A docstring of wrapped lines.
fn docstring(text: &str, indent: &str) -> String {
    let text = text.replace('\\', "\\\\").replace("\"\"\"", "'''");
    let lines = wrap(&text, 92 - indent.len());
    block(&lines, indent)
}

/// A docstring of these lines.
fn block(lines: &[String], indent: &str) -> String {
    match lines {
        [] => String::new(),
        [one] => format!("{indent}\"\"\"{one}\"\"\"\n"),
        many => {
            let mut out = format!("{indent}\"\"\"");
            for (n, line) in many.iter().enumerate() {
                if n > 0 && !line.is_empty() {
                    out.push_str(indent);
                }
                out.push_str(line);
                out.push('\n');
            }
            let _ = writeln!(out, "{indent}\"\"\"");
            out
        }
    }
}

/// A list of names, a line each.
fn list(names: &[String]) -> String {
    let mut out = String::from("[\n");
    for name in names {
        let _ = writeln!(out, "    \"{name}\",");
    }
    out.push(']');
    out
}

/// The exceptions.
fn errors(enums: &[ErrorEnum]) -> String {
    let mut names: Vec<String> = enums.iter().map(|e| e.name.clone()).collect();
    names.push("GongkaiError".to_owned());
    names.sort();
    let mut out = docstring(
        "What can go wrong: an exception for each kind of error (错误).",
        "",
    );
    out.push_str("\nfrom __future__ import annotations\n\n");
    out.push_str("from ._errors import GongkaiError\n");
    let _ = write!(out, "\n__all__ = {}\n", list(&names));
    for one in enums {
        let (bases, doc) = if one.name == "InputError" {
            (
                "GongkaiError, ValueError, TypeError",
                "What was given is not what was asked for: a wrong type, a value out of range.",
            )
        } else {
            ("GongkaiError", "See :attr:`codes` for what it can be.")
        };
        let _ = write!(out, "\n\nclass {}({bases}):\n", one.name);
        out.push_str(&docstring(doc, "    "));
        out.push_str("\n    codes = (\n");
        for code in &one.codes {
            let _ = writeln!(out, "        \"{code}\",");
        }
        out.push_str("    )\n");
    }
    out
}

/// The names that the package itself gives out when they are asked for.
fn index(families: &BTreeSet<&str>, enums: &[ErrorEnum]) -> String {
    let owned =
        |names: Vec<&str>| -> Vec<String> { names.into_iter().map(str::to_owned).collect() };
    let families = owned(families.iter().copied().collect());
    let mut errors = owned(enums.iter().map(|e| e.name.as_str()).collect());
    errors.sort();
    let mut out = docstring(
        "The modules and exceptions of the package, imported when asked for.",
        "",
    );
    out.push_str("\nfrom __future__ import annotations\n");
    let _ = write!(out, "\nFAMILIES = {}\n", list(&families));
    let _ = write!(out, "\nERRORS = {}\n", list(&errors));
    // Importing `typing` costs more than all the rest; checkers know the name.
    out.push_str("\nTYPE_CHECKING = False\nif TYPE_CHECKING:\n");
    for family in &families {
        let _ = writeln!(out, "    from . import {family} as {family}");
    }
    for error in &errors {
        let _ = writeln!(out, "    from .errors import {error} as {error}");
    }
    out
}
