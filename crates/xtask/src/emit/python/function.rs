//! Operations as functions.

use super::super::ir::{Operation, Type};
use super::super::names::wrap;
use super::block;
use super::types::{Scope, identifier};
use std::fmt::Write as _;

/// Examples for the documentation, run as doctests: `## family.operation`, then the lines.
const EXAMPLES: &str = include_str!("examples.md");

fn example(operation: &str) -> Vec<String> {
    EXAMPLES
        .split("\n## ")
        .find_map(|part| part.strip_prefix(operation)?.strip_prefix('\n'))
        .map(|text| text.trim().lines().map(str::to_owned).collect())
        .unwrap_or_default()
}

/// How many arguments may be given without their names: a date and a number, hardly more.
const POSITIONAL: usize = 2;

/// The function of an operation.
pub(super) fn function(scope: &mut Scope<'_>, name: &str, operation: &Operation) -> String {
    let (mut positional, mut named) = (Vec::new(), Vec::new());
    let (mut entries, mut told) = (Vec::new(), Vec::new());
    for field in &operation.params {
        let argument = identifier(&field.wire);
        let (ty, default) = scope.declared(field, true);
        match default {
            None if positional.len() < POSITIONAL => positional.push(format!("{argument}: {ty}")),
            None => named.insert(0, format!("{argument}: {ty}")),
            Some(default) => named.push(format!("{argument}: {ty} = {default}")),
        }
        entries.push(format!("            \"{}\": {argument},\n", field.wire));
        if !field.doc.is_empty() {
            told.push(format!("{argument}: {}", field.doc.replace("\n\n", " ")));
        }
    }
    let mut arguments = positional;
    if !named.is_empty() {
        arguments.push("*".to_owned());
        arguments.extend(named);
    }
    let returns = scope.annotation(&operation.response);
    let mut out = format!("\n\ndef {name}(");
    let line = arguments.join(", ");
    if line.len() + name.len() + returns.len() < 80 {
        out.push_str(&line);
    } else {
        out.push('\n');
        for argument in arguments {
            let _ = writeln!(out, "    {argument},");
        }
    }
    let _ = writeln!(out, ") -> {returns}:");
    out.push_str(&documentation(operation, &told));
    let shape = scope.shape(&operation.response);
    let request = if entries.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{\n{}        }}", entries.concat())
    };
    let annotation = match operation.response {
        Type::Json => String::new(),
        _ => format!(": {returns}"),
    };
    let _ = write!(
        out,
        "    _answer{annotation} = _call(\n        \"{}\",\n        {request},\n        {shape},\n    )\n    \
         return _answer\n",
        operation.name
    );
    out
}

fn documentation(operation: &Operation, told: &[String]) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace("\"\"\"", "'''");
    let mut lines = wrap(&escaped(&operation.doc), 88);
    if !told.is_empty() {
        lines.push(String::new());
        lines.push("Args:".to_owned());
        for argument in told {
            for (n, line) in wrap(&escaped(argument), 80).into_iter().enumerate() {
                let indent = if n == 0 { "    " } else { "        " };
                lines.push(format!("{indent}{line}"));
            }
        }
    }
    lines.push(String::new());
    lines.push("Raises:".to_owned());
    for error in &operation.errors {
        lines.push(format!("    {error}: see :class:`gongkai.errors.{error}`."));
    }
    lines.push("    InputError: what was given is not what was asked for.".to_owned());
    let example = example(&operation.name);
    if !example.is_empty() {
        lines.push(String::new());
        lines.push("Example:".to_owned());
        lines.extend(example.iter().map(|l| {
            if l.is_empty() {
                String::new()
            } else {
                format!("    {}", escaped(l))
            }
        }));
    }
    block(&lines, "    ")
}
