//! Swift: a struct or enum for each type, nested in an enum for its family together with the
//! family's functions; an error type for each error enum; and, for the tests, a table that calls
//! every typed function with a request in JSON.

mod functions;
mod shapes;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::ir::{Field, Model, Operation, Shape, Type, TypeName};
use super::json::Json;
use super::names::{camel, pascal, plain_doc, wrap};
use super::{Generated, MARK};

/// Where the generated files lie.
pub(super) const FOLDER: &str = "bindings/uniffi/swift";

/// Types of Swift and of the runtime that the generated code names without a module, and names
/// that no nested type may have.
const TAKEN: &[&str] = &[
    "Array",
    "Bool",
    "CivilDate",
    "Codable",
    "CodingKey",
    "Data",
    "Decoder",
    "Decodable",
    "Dictionary",
    "Double",
    "Encodable",
    "Encoder",
    "Error",
    "GongkaiError",
    "Hashable",
    "Int",
    "JSONValue",
    "Protocol",
    "Self",
    "Sendable",
    "String",
    "Type",
    "WireKey",
];

const KEYWORDS: &[&str] = &[
    "as",
    "associatedtype",
    "break",
    "case",
    "catch",
    "class",
    "continue",
    "default",
    "defer",
    "deinit",
    "do",
    "else",
    "enum",
    "extension",
    "fallthrough",
    "false",
    "fileprivate",
    "for",
    "func",
    "guard",
    "if",
    "import",
    "in",
    "init",
    "inout",
    "internal",
    "is",
    "let",
    "nil",
    "operator",
    "precedencegroup",
    "private",
    "protocol",
    "public",
    "repeat",
    "rethrows",
    "return",
    "self",
    "static",
    "struct",
    "subscript",
    "super",
    "switch",
    "throw",
    "throws",
    "true",
    "try",
    "typealias",
    "var",
    "where",
    "while",
];

/// The files for Swift.
pub(super) fn emit(model: &Model) -> Result<Vec<Generated>, Vec<String>> {
    let mut emitter = Emitter {
        model,
        problems: Vec::new(),
    };
    let mut families: BTreeSet<&str> = model.type_families();
    families.extend(model.families());
    let mut files = Vec::new();
    for family in families {
        let text = emitter.family(family);
        let path = format!("Sources/GongkaiKit/Generated/{}.swift", pascal(family));
        files.push(file(&path, text));
    }
    files.push(file(
        "Sources/GongkaiKit/Generated/Errors.swift",
        functions::errors(model),
    ));
    let table = emitter.table();
    files.push(file("Tests/GongkaiKitTests/Generated/Typed.swift", table));
    if emitter.problems.is_empty() {
        Ok(files)
    } else {
        Err(emitter.problems)
    }
}

fn file(path: &str, text: String) -> Generated {
    Generated {
        path: format!("{FOLDER}/{path}"),
        text,
    }
}

fn ident(wire: &str) -> String {
    let name = camel(wire);
    if KEYWORDS.contains(&name.as_str()) {
        format!("`{name}`")
    } else if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

fn quoted(text: &str) -> String {
    // JSON's escapes are Swift's but for `\uXXXX`, and none of the contract's names needs one.
    serde_json::Value::from(text).to_string()
}

fn doc(indent: &str, text: &str, more: &[String]) -> String {
    let mut lines = wrap(&plain_doc(text), 96);
    if !more.is_empty() && !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(more.iter().cloned());
    let line = |l: String| format!("{}\n", format!("{indent}/// {l}").trim_end());
    lines.into_iter().map(line).collect()
}

fn head(imports: &[&str]) -> String {
    let mut out = format!("// {MARK} from the contract's schema. Not to be edited.\n\n");
    for import in imports {
        let _ = writeln!(out, "import {import}");
    }
    out
}

/// The full name of a type.
fn named(name: &TypeName) -> String {
    format!("Gongkai.{}.{}", pascal(&name.family), name.name)
}

/// How a field stands in Swift.
struct Param<'a> {
    field: &'a Field,
    name: String,
    /// The type without `?`.
    ty: String,
    optional: bool,
    /// Where it may be left out: `nil` or a value.
    default: Option<String>,
}

impl Param<'_> {
    fn typed(&self) -> String {
        format!(
            "{}: {}{}",
            self.name,
            self.ty,
            if self.optional { "?" } else { "" }
        )
    }

    fn declared(&self) -> String {
        let default = self
            .default
            .as_ref()
            .map(|d| format!(" = {d}"))
            .unwrap_or_default();
        self.typed() + &default
    }
}

struct Emitter<'a> {
    model: &'a Model,
    problems: Vec<String>,
}

impl Emitter<'_> {
    fn ty(&mut self, ty: &Type) -> String {
        match ty {
            Type::Bool => "Bool".to_owned(),
            Type::Int { .. } => "Int".to_owned(),
            Type::Float => "Double".to_owned(),
            Type::String { .. } => "String".to_owned(),
            Type::Date => "CivilDate".to_owned(),
            Type::List(inner) => format!("[{}]", self.ty(inner)),
            Type::Map { value, .. } => format!("[String: {}]", self.ty(value)),
            Type::Tuple(items) => {
                if let [a, b] = items.as_slice() {
                    format!("WirePair<{}, {}>", self.ty(a), self.ty(b))
                } else {
                    let n = items.len();
                    self.problems.push(format!("Swift has no tuple of {n}"));
                    "JSONValue".to_owned()
                }
            }
            Type::Named(name) => named(name),
            Type::Option(inner) => format!("{}?", self.ty(inner)),
            Type::Json => "JSONValue".to_owned(),
        }
    }

    fn default(&self, ty: &Type, value: &Json) -> Option<String> {
        match (self.model.resolve(ty), value) {
            (Type::Bool, Json::Bool(value)) => Some(value.to_string()),
            (Type::Int { .. }, Json::Int(n)) => Some(n.to_string()),
            (Type::String { .. }, Json::String(text)) => Some(quoted(text)),
            (Type::List(_), Json::Array(items)) if items.is_empty() => Some("[]".to_owned()),
            (Type::Map { .. }, Json::Object(entries)) if entries.is_empty() => {
                Some("[:]".to_owned())
            }
            (Type::Named(name), Json::String(text)) => match self.model.shape(name) {
                Some(Shape::StringEnum { values, .. }) => values
                    .iter()
                    .find(|v| v.wire == *text)
                    .map(|v| format!(".{}", ident(&v.wire))),
                _ => None,
            },
            _ => None,
        }
    }

    /// The fields in Swift, those that must be given first.
    fn params<'f>(&mut self, fields: &'f [Field]) -> Vec<Param<'f>> {
        let mut params: Vec<Param<'f>> = fields
            .iter()
            .map(|field| {
                let (inner, option) = match &field.ty {
                    Type::Option(inner) => (inner.as_ref(), true),
                    other => (other, false),
                };
                let nullable = field.nullable || option;
                let known = field
                    .default
                    .as_ref()
                    .filter(|_| !field.required && !nullable)
                    .and_then(|d| self.default(inner, d));
                let optional = known.is_none() && (nullable || !field.required);
                Param {
                    field,
                    name: ident(&field.wire),
                    ty: self.ty(inner),
                    optional,
                    default: if optional {
                        Some("nil".to_owned())
                    } else {
                        known
                    },
                }
            })
            .collect();
        params.sort_by_key(|p| p.default.is_some());
        params
    }

    fn family(&mut self, family: &str) -> String {
        let mut out = head(&["Foundation"]);
        let namespace = pascal(family);
        let _ = write!(
            out,
            "\nextension Gongkai {{\n    /// The types and operations `{family}.…`.\n    public enum {namespace} {{}}\n}}\n"
        );
        let model = self.model;
        for (name, shape) in model.types_of(family) {
            if TAKEN.contains(&name.name.as_str()) {
                self.problems.push(format!(
                    "{name}: Swift cannot nest a type of that name here"
                ));
            }
            let _ = write!(out, "\nextension Gongkai.{namespace} {{\n");
            out.push_str(&self.shape(name, shape));
            out.push_str("}\n");
        }
        let operations: Vec<&Operation> = model.operations_of(family).collect();
        if !operations.is_empty() {
            let _ = write!(out, "\nextension Gongkai.{namespace} {{\n");
            for (n, operation) in operations.into_iter().enumerate() {
                if n > 0 {
                    out.push('\n');
                }
                out.push_str(&self.function(operation));
            }
            out.push_str("}\n");
        }
        out
    }
}

/// The struct of a case, which may hide neither its enum nor what the code in it names.
fn payload_name(name: &str, class: &str) -> String {
    if name == class || name == "Gongkai" || TAKEN.contains(&name) {
        format!("{name}Case")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_swift_takes() {
        assert_eq!(ident("known_on"), "knownOn");
        assert_eq!(ident("in"), "`in`");
        assert_eq!(payload_name("Type", "Value"), "TypeCase");
        assert_eq!(payload_name("Step", "Step"), "StepCase");
        assert_eq!(doc("  ", "a\n\nb", &[]), "  /// a\n  ///\n  /// b\n");
    }
}
