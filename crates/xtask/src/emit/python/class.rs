//! Records, tagged types and aliases.

use super::super::ir::{Field, Shape, Variant};
use super::docstring;
use super::types::{Scope, identifier};
use std::fmt::Write as _;

/// A record.
pub(super) fn record(scope: &mut Scope<'_>, name: &str, doc: &str, fields: &[Field]) -> String {
    let mut out = format!("\n\nclass {name}(_Record):\n");
    out.push_str(&documented(name, doc));
    out.push_str(&body(scope, fields));
    out
}

fn documented(name: &str, doc: &str) -> String {
    let doc = if doc.is_empty() { name } else { doc };
    docstring(doc, "    ")
}

/// The fields of a class, and how they are read. What a class inherits it reads as its base.
fn body(scope: &mut Scope<'_>, fields: &[Field]) -> String {
    let mut out = String::new();
    // Those without a default come first, as their order shows in a signature.
    let (mut must, mut may) = (String::new(), String::new());
    for field in fields {
        let (ty, default) = scope.declared(field, false);
        let name = identifier(&field.wire);
        let part = if default.is_none() {
            &mut must
        } else {
            &mut may
        };
        match default {
            None => {
                let _ = writeln!(part, "    {name}: {ty}");
            }
            Some(default) => {
                let _ = writeln!(part, "    {name}: {ty} = {default}");
            }
        }
        part.push_str(&docstring(&field.doc, "    "));
    }
    if !fields.is_empty() {
        out.push('\n');
    }
    out.push_str(&must);
    out.push_str(&may);
    let mut codec = Vec::new();
    let mut wire = Vec::new();
    for field in fields {
        let name = identifier(&field.wire);
        let shape = scope.shape(&field.ty);
        if shape != "\"\"" {
            codec.push(format!("        \"{name}\": {shape},\n"));
        }
        if name != field.wire {
            wire.push(format!("        \"{name}\": \"{}\",\n", field.wire));
        }
    }
    for (name, entries) in [("_codec_", codec), ("_wire_", wire)] {
        if !entries.is_empty() {
            let _ = write!(out, "\n    {name} = {{\n{}    }}\n", entries.concat());
        }
    }
    out
}

/// A tagged type: a class with a subclass for each variant.
pub(super) fn tagged(
    scope: &mut Scope<'_>,
    name: &str,
    doc: &str,
    tag: &str,
    common: &[Field],
    variants: &[Variant],
) -> String {
    let mut out = format!("\n\nclass {name}(_Record):\n");
    let doc = if doc.is_empty() { name } else { doc };
    let kinds: Vec<String> = variants
        .iter()
        .map(|v| format!("`{name}{}`", v.name))
        .collect();
    let doc = format!("{doc}\n\nOne of its subclasses: {}.", kinds.join(", "));
    out.push_str(&docstring(&doc, "    "));
    out.push_str(&body(scope, common));
    let _ = write!(out, "\n    _tag_ = \"{tag}\"\n    _variants_ = {{\n");
    for variant in variants {
        let _ = writeln!(
            out,
            "        \"{}\": \"{name}{}\",",
            variant.wire, variant.name
        );
    }
    out.push_str("    }\n");
    let property = identifier(tag);
    let values: Vec<String> = variants.iter().map(|v| format!("\"{}\"", v.wire)).collect();
    let _ = write!(
        out,
        "\n    _variant_: ClassVar[Literal[{}]]\n",
        literals(&values, 8)
    );
    let _ = write!(
        out,
        "\n    @property\n    def {property}(self) -> Literal[{}]:\n        \
         \"\"\"Which of the subclasses it is.\"\"\"\n        return self._variant_\n",
        literals(&values, 8)
    );
    for variant in variants {
        let _ = write!(out, "\n\nclass {name}{}({name}):\n", variant.name);
        out.push_str(&documented(&variant.wire, &variant.doc));
        out.push_str(&body(scope, &variant.fields));
        let _ = write!(out, "\n    _variant_ = \"{}\"\n", variant.wire);
    }
    out
}

/// The values of a `Literal`: in a line, or in one each where they are many.
fn literals(values: &[String], indent: usize) -> String {
    let line = values.join(", ");
    if line.len() <= 60 {
        return line;
    }
    let pad = " ".repeat(indent);
    let lines: Vec<String> = values.iter().map(|v| format!("{pad}{v},\n")).collect();
    format!("\n{}{}", lines.concat(), " ".repeat(indent - 4))
}

/// A name for a type that is no class.
pub(super) fn alias(scope: &mut Scope<'_>, name: &str, shape: &Shape) -> String {
    let (value, doc) = match shape {
        Shape::StringEnum { doc, values } => {
            let quoted: Vec<String> = values.iter().map(|v| format!("\"{}\"", v.wire)).collect();
            let mut doc = doc.clone();
            for value in values.iter().filter(|v| !v.doc.is_empty()) {
                let _ = write!(doc, "\n\n`{}`: {}", value.wire, value.doc);
            }
            (format!("Literal[{}]", literals(&quoted, 4)), doc)
        }
        Shape::Untagged { doc, variants } => {
            let parts: Vec<String> = variants.iter().map(|t| scope.expression(t)).collect();
            (format!("Union[{}]", parts.join(", ")), doc.clone())
        }
        Shape::Alias { doc, ty } => (scope.expression(ty), doc.clone()),
        Shape::Record { doc, .. } | Shape::Tagged { doc, .. } => (name.to_owned(), doc.clone()),
    };
    // A name alone in quotes would be a text, not a type.
    let value = match value.strip_prefix('"').and_then(|v| v.strip_suffix('"')) {
        Some(_) if !value.contains('[') => format!("Union[{value}]"),
        _ => value,
    };
    format!("\n\n{name} = {value}\n{}", docstring(&doc, ""))
}
