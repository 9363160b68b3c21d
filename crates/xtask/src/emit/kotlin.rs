//! Kotlin: a data class, sealed interface or enum for each type, an object with typed functions
//! for each family, an exception for each error enum; and, for the tests, a table that calls
//! every typed function with a request in JSON.

mod functions;
mod shapes;

use std::fmt::Write as _;

use super::ir::{EnumValue, Field, Model, Shape, Type, TypeName};
use super::json::Json;
use super::names::{camel, pascal, plain_doc, upper, wrap};
use super::{Generated, MARK};

/// Where the generated files lie.
pub(super) const FOLDER: &str = "bindings/uniffi/kotlin/src";

/// Types of Kotlin and of the runtime that the generated code names without a package. A type
/// of the contract may not be called so; a variant is called otherwise.
const TAKEN: &[&str] = &[
    "Any",
    "Boolean",
    "Double",
    "Enum",
    "Int",
    "JsonElement",
    "JsonNull",
    "List",
    "LocalDate",
    "Long",
    "Map",
    "Model",
    "Pair",
    "String",
    "Triple",
    "Wire",
];

const KEYWORDS: &[&str] = &[
    "as",
    "break",
    "class",
    "continue",
    "do",
    "else",
    "false",
    "for",
    "fun",
    "if",
    "in",
    "interface",
    "is",
    "null",
    "object",
    "package",
    "return",
    "super",
    "this",
    "throw",
    "true",
    "try",
    "typealias",
    "typeof",
    "val",
    "var",
    "when",
    "while",
];

/// The files for Kotlin.
pub(super) fn emit(model: &Model) -> Result<Vec<Generated>, Vec<String>> {
    let mut emitter = Emitter {
        model,
        problems: Vec::new(),
    };
    let mut files = Vec::new();
    for family in model.type_families() {
        let text = emitter.types(family);
        let name = format!("gongkai/{}/Types.kt", package_part(family));
        files.push(file("main", &name, text));
    }
    for family in model.families() {
        let text = emitter.functions(family);
        files.push(file(
            "main",
            &format!("gongkai/{}.kt", object_name(family)),
            text,
        ));
    }
    files.push(file(
        "main",
        "gongkai/Exceptions.kt",
        functions::exceptions(model),
    ));
    let table = emitter.table();
    files.push(file("test", "gongkai/Typed.kt", table));
    if emitter.problems.is_empty() {
        Ok(files)
    } else {
        Err(emitter.problems)
    }
}

fn file(set: &str, path: &str, text: String) -> Generated {
    Generated {
        path: format!("{FOLDER}/{set}/generated/{path}"),
        text,
    }
}

/// The last part of the package of a family's types. Java cannot name a package `case`.
fn package_part(family: &str) -> String {
    match family {
        "case" => "cases".to_owned(),
        _ => family.to_owned(),
    }
}

/// The object that holds a family's functions. `Unit` is Kotlin's own.
fn object_name(family: &str) -> String {
    match family {
        "unit" => "Units".to_owned(),
        _ => pascal(family),
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

fn constant(value: &EnumValue) -> String {
    let name = upper(&value.wire);
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('$', "\\$")
}

/// A doc comment; nothing for no text.
fn kdoc(indent: &str, doc: &str, more: &[String]) -> String {
    let safe = |line: String| line.replace("*/", "*&#47;").replace("/*", "/&#42;");
    let mut lines: Vec<String> = wrap(&plain_doc(doc), 96).into_iter().map(safe).collect();
    if !more.is_empty() && !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(more.iter().cloned().map(safe));
    match lines.as_slice() {
        [] => String::new(),
        [one] => format!("{indent}/** {one} */\n"),
        _ => {
            let mut out = format!("{indent}/**\n");
            for line in lines {
                let _ = writeln!(out, "{}", format!("{indent} * {line}").trim_end());
            }
            out + &format!("{indent} */\n")
        }
    }
}

fn head(package: &str, imports: &[&str]) -> String {
    let mut out = format!("// {MARK} from the contract's schema. Not to be edited.\n");
    let _ = write!(
        out,
        "@file:Suppress(\"RedundantVisibilityModifier\", \"unused\")\n\npackage {package}\n\n"
    );
    for import in imports {
        let _ = writeln!(out, "import {import}");
    }
    out
}

/// How a field stands in Kotlin: its type, and its default where it may be left out.
struct Param<'a> {
    field: &'a Field,
    name: String,
    /// The type without `?`.
    ty: String,
    nullable: bool,
    default: Option<String>,
}

impl Param<'_> {
    fn declared(&self) -> String {
        let mark = if self.nullable { "?" } else { "" };
        let default = self
            .default
            .as_ref()
            .map(|d| format!(" = {d}"))
            .unwrap_or_default();
        format!("{}: {}{mark}{default}", self.name, self.ty)
    }
}

/// The name of a type, seen from a family; in full where `family` is none.
fn named(name: &TypeName, family: Option<&str>) -> String {
    if family == Some(&name.family) {
        name.name.clone()
    } else {
        format!("gongkai.{}.{}", package_part(&name.family), name.name)
    }
}

struct Emitter<'a> {
    model: &'a Model,
    problems: Vec<String>,
}

impl Emitter<'_> {
    fn ty(&mut self, ty: &Type, family: Option<&str>) -> String {
        match ty {
            Type::Bool => "Boolean".to_owned(),
            Type::Int { max, .. } if *max <= i128::from(u32::MAX) => "Int".to_owned(),
            Type::Int { .. } => "Long".to_owned(),
            Type::Float => "Double".to_owned(),
            Type::String { .. } => "String".to_owned(),
            Type::Date => "LocalDate".to_owned(),
            Type::List(inner) => format!("List<{}>", self.ty(inner, family)),
            Type::Map { value, .. } => format!("Map<String, {}>", self.ty(value, family)),
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|t| self.ty(t, family)).collect();
                let class = match items.len() {
                    2 => "Pair",
                    3 => "Triple",
                    n => {
                        self.problems.push(format!("Kotlin has no tuple of {n}"));
                        "Triple"
                    }
                };
                format!("{class}<{}>", items.join(", "))
            }
            Type::Named(name) => named(name, family),
            Type::Option(inner) => format!("{}?", self.ty(inner, family)),
            Type::Json => "JsonElement".to_owned(),
        }
    }

    /// The expression that turns `value` into JSON.
    fn encode(&self, ty: &Type, value: &str, depth: usize) -> String {
        let inner = format!("e{depth}");
        match self.model.resolve(ty) {
            Type::Bool | Type::Int { .. } | Type::Float | Type::String { .. } | Type::Date => {
                format!("wireOf({value})")
            }
            Type::List(item) => {
                let each = self.encode(item, &inner, depth + 1);
                format!("wireList({value}) {{ {inner} -> {each} }}")
            }
            Type::Map { value: item, .. } => {
                let each = self.encode(item, &inner, depth + 1);
                format!("wireMap({value}) {{ {inner} -> {each} }}")
            }
            Type::Tuple(items) => {
                let parts = ["first", "second", "third"];
                let items: Vec<String> = items
                    .iter()
                    .zip(parts)
                    .map(|(t, part)| self.encode(t, &format!("{value}.{part}"), depth))
                    .collect();
                format!("JsonArray(listOf({}))", items.join(", "))
            }
            Type::Named(_) => format!("{value}.toJson()"),
            Type::Option(item) => {
                let each = self.encode(item, &inner, depth + 1);
                format!("({value}?.let {{ {inner} -> {each} }} ?: JsonNull)")
            }
            Type::Json => value.to_owned(),
        }
    }

    /// The expression that reads a value from the JSON `value`.
    fn decode(&mut self, ty: &Type, value: &str, family: Option<&str>, depth: usize) -> String {
        let inner = format!("e{depth}");
        let resolved = self.model.resolve(ty).clone();
        match &resolved {
            Type::Bool => format!("asBoolean({value})"),
            Type::Int { max, .. } if *max <= i128::from(u32::MAX) => format!("asInt({value})"),
            Type::Int { .. } => format!("asLong({value})"),
            Type::Float => format!("asDouble({value})"),
            Type::String { .. } => format!("asString({value})"),
            Type::Date => format!("asDate({value})"),
            Type::List(item) => {
                let each = self.decode(item, &inner, family, depth + 1);
                format!("asList({value}) {{ {inner} -> {each} }}")
            }
            Type::Map { value: item, .. } => {
                let each = self.decode(item, &inner, family, depth + 1);
                format!("asMap({value}) {{ {inner} -> {each} }}")
            }
            Type::Tuple(items) => {
                let class = if items.len() == 2 { "Pair" } else { "Triple" };
                let items: Vec<String> = items
                    .iter()
                    .enumerate()
                    .map(|(n, t)| self.decode(t, &format!("itemOf({value}, {n})"), family, depth))
                    .collect();
                format!("{class}({})", items.join(", "))
            }
            Type::Named(name) => {
                let class = named(name, family);
                match self.model.shape(name) {
                    Some(Shape::StringEnum { .. }) => format!("asWire<{class}>({value})"),
                    _ => format!("{class}.fromJson({value})"),
                }
            }
            Type::Option(item) => {
                let each = self.decode(item, &inner, family, depth + 1);
                format!("{value}.takeUnless {{ it is JsonNull }}?.let {{ {inner} -> {each} }}")
            }
            Type::Json => value.to_owned(),
        }
    }

    /// A default as Kotlin; `None` where it is too much to be written.
    fn default(&self, ty: &Type, value: &Json, family: Option<&str>) -> Option<String> {
        match (self.model.resolve(ty), value) {
            (Type::Bool, Json::Bool(value)) => Some(value.to_string()),
            (Type::Int { max, .. }, Json::Int(n)) => {
                let long = if *max > i128::from(u32::MAX) { "L" } else { "" };
                Some(format!("{n}{long}"))
            }
            (Type::String { .. }, Json::String(text)) => Some(quoted(text)),
            (Type::List(_), Json::Array(items)) if items.is_empty() => {
                Some("emptyList()".to_owned())
            }
            (Type::Map { .. }, Json::Object(entries)) if entries.is_empty() => {
                Some("emptyMap()".to_owned())
            }
            (Type::Named(name), Json::String(text)) => match self.model.shape(name) {
                Some(Shape::StringEnum { values, .. }) => {
                    let value = values.iter().find(|v| v.wire == *text)?;
                    Some(format!("{}.{}", named(name, family), constant(value)))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The fields in Kotlin, those that must be given first.
    fn params<'f>(&mut self, fields: &'f [Field], family: Option<&str>) -> Vec<Param<'f>> {
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
                    .filter(|_| !field.required)
                    .and_then(|d| self.default(inner, d, family));
                let (nullable, default) = match known {
                    Some(value) if !nullable => (false, Some(value)),
                    _ if nullable || !field.required => (true, Some("null".to_owned())),
                    _ => (false, None),
                };
                Param {
                    field,
                    name: ident(&field.wire),
                    ty: self.ty(inner, family),
                    nullable,
                    default,
                }
            })
            .collect();
        params.sort_by_key(|p| p.default.is_some());
        params
    }

    /// The statements that put the fields into an object under construction.
    fn puts(&self, params: &[Param<'_>], indent: &str) -> String {
        let mut out = String::new();
        for param in params {
            let key = quoted(&param.field.wire);
            let inner = match &param.field.ty {
                Type::Option(inner) => inner.as_ref(),
                other => other,
            };
            let value = if param.nullable {
                // A value of a property of the class is not smart-cast; it is named.
                match self.encode(inner, "v", 0) {
                    same if same == "v" => param.name.clone(),
                    each if each == "v.toJson()" => format!("{}?.toJson()", param.name),
                    each => format!("{}?.let {{ v -> {each} }}", param.name),
                }
            } else {
                self.encode(inner, &param.name, 0)
            };
            let _ = writeln!(out, "{indent}put({key}, {value})");
        }
        out
    }

    /// `name = <read from the JSON object value>` for each field.
    fn reads(
        &mut self,
        params: &[Param<'_>],
        value: &str,
        family: Option<&str>,
        indent: &str,
    ) -> String {
        let mut out = String::new();
        for param in params {
            let key = quoted(&param.field.wire);
            let inner = match &param.field.ty {
                Type::Option(inner) => inner.as_ref(),
                other => other,
            };
            let read = match &param.default {
                None => self.decode(inner, &format!("needField({value}, {key})"), family, 0),
                Some(default) => {
                    let each = self.decode(inner, "v", family, 0);
                    let found = format!("optField({value}, {key})");
                    let found = if each == "v" {
                        found
                    } else {
                        format!("{found}?.let {{ v -> {each} }}")
                    };
                    if default == "null" {
                        found
                    } else {
                        format!("{found} ?: {default}")
                    }
                }
            };
            let _ = writeln!(out, "{indent}{} = {read},", param.name);
        }
        out
    }
}

/// A variant's class, which may hide neither the union nor what the code in it names.
fn variant_name(name: &str, union: &str) -> String {
    if name == union || TAKEN.contains(&name) {
        format!("{name}Case")
    } else {
        name.to_owned()
    }
}

/// `CalendarError` → `CalendarException`.
fn exception(kind: &str) -> String {
    format!("{}Exception", kind.strip_suffix("Error").unwrap_or(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_kotlin_takes() {
        assert_eq!(ident("known_on"), "knownOn");
        assert_eq!(ident("when"), "`when`");
        assert_eq!(variant_name("List", "Value"), "ListCase");
        assert_eq!(variant_name("Step", "Step"), "StepCase");
        assert_eq!(exception("CalendarError"), "CalendarException");
        assert_eq!(quoted("$a\"b"), "\"\\$a\\\"b\"");
    }

    #[test]
    fn a_comment_cannot_be_left_early() {
        assert_eq!(kdoc("", "a */ b", &[]), "/** a *&#47; b */\n");
        assert_eq!(kdoc("", "", &[]), "");
    }
}
