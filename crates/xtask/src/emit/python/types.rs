//! Types as Python writes them, and the shapes by which values are read.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::ir::{Field, Model, Shape, Type, TypeName};
use super::super::json::Json;

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// A name of the contract as one of Python.
pub(super) fn identifier(wire: &str) -> String {
    let mut name: String = wire
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    if KEYWORDS.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// What a module is written in: its family, and what it takes from others.
pub(super) struct Scope<'a> {
    model: &'a Model,
    family: &'a str,
    others: BTreeSet<String>,
    calendar: bool,
}

impl<'a> Scope<'a> {
    pub(super) fn new(model: &'a Model, family: &'a str) -> Self {
        Self {
            model,
            family,
            others: BTreeSet::new(),
            calendar: false,
        }
    }

    /// The imports that the body needs.
    pub(super) fn imports(&self, body: &str) -> String {
        let mut out = String::new();
        if body.contains("datetime.") {
            out.push_str("import datetime\n");
        }
        let abc: Vec<&str> = ["Mapping", "Sequence"]
            .into_iter()
            .filter(|n| body.contains(&format!("{n}[")))
            .collect();
        if !abc.is_empty() {
            let _ = writeln!(out, "from collections.abc import {}", abc.join(", "));
        }
        let mut typing: Vec<&str> = ["ClassVar", "Literal", "Optional", "Union"]
            .into_iter()
            .filter(|n| body.contains(&format!("{n}[")))
            .collect();
        if !self.others.is_empty() || self.calendar {
            typing.push("TYPE_CHECKING");
        }
        let any = |c: char| !c.is_alphanumeric() && c != '_';
        if body.split(any).any(|word| word == "Any") {
            typing.push("Any");
        }
        typing.sort_unstable();
        if !typing.is_empty() {
            let _ = writeln!(out, "from typing import {}", typing.join(", "));
        }
        let mut own = Vec::new();
        for (name, used) in [
            ("Map as _Map", "_Map()"),
            ("Record as _Record", "(_Record)"),
            ("call as _call", "_call("),
        ] {
            if body.contains(used) {
                own.push(name);
            }
        }
        if !own.is_empty() {
            let _ = write!(out, "\nfrom ._record import {}\n", own.join(", "));
        }
        if !self.others.is_empty() || self.calendar {
            out.push_str("\nif TYPE_CHECKING:\n");
            for family in &self.others {
                let _ = writeln!(out, "    from . import {family} as _{family}");
            }
            if self.calendar {
                out.push_str("    from ._calendar import WorkCalendar as _WorkCalendar\n");
            }
        }
        out
    }

    /// How a name is written in this module.
    fn name(&mut self, name: &TypeName) -> String {
        if name.family == self.family {
            return name.name.clone();
        }
        self.others.insert(name.family.clone());
        format!("_{}.{}", name.family, name.name)
    }

    /// A type in an annotation.
    pub(super) fn annotation(&mut self, ty: &Type) -> String {
        match ty {
            Type::Bool => "bool".to_owned(),
            Type::Int { .. } => "int".to_owned(),
            Type::Float => "float".to_owned(),
            Type::String { .. } => "str".to_owned(),
            Type::Date => "datetime.date".to_owned(),
            Type::List(inner) => format!("Sequence[{}]", self.annotation(inner)),
            Type::Map { key, value } => {
                format!(
                    "Mapping[{}, {}]",
                    self.annotation(key),
                    self.annotation(value)
                )
            }
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|t| self.annotation(t)).collect();
                format!("tuple[{}]", items.join(", "))
            }
            Type::Option(inner) => format!("Optional[{}]", self.annotation(inner)),
            Type::Json => "Any".to_owned(),
            Type::Named(name) => self.name(name),
        }
    }

    /// A type in an expression that Python evaluates: names of types are quoted.
    pub(super) fn expression(&mut self, ty: &Type) -> String {
        match ty {
            Type::Named(name) => format!("\"{}\"", self.name(name)),
            Type::List(inner) => format!("Sequence[{}]", self.expression(inner)),
            Type::Map { key, value } => {
                format!(
                    "Mapping[{}, {}]",
                    self.expression(key),
                    self.expression(value)
                )
            }
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|t| self.expression(t)).collect();
                format!("tuple[{}]", items.join(", "))
            }
            Type::Option(inner) => format!("Optional[{}]", self.expression(inner)),
            other => self.annotation(other),
        }
    }

    /// A type in the signature of a function: a calendar may be given as one.
    pub(super) fn parameter(&mut self, ty: &Type) -> String {
        if let Type::Named(name) = ty
            && name.family == "calendar"
            && name.name == "CalendarOptions"
        {
            self.calendar = true;
            return format!("Union[{}, _WorkCalendar]", self.name(name));
        }
        self.annotation(ty)
    }

    /// The shape by which a value of this type is read; see `_record._decoder`.
    pub(super) fn shape(&self, ty: &Type) -> String {
        self.shape_within(ty, &mut Vec::new())
    }

    fn shape_within(&self, ty: &Type, open: &mut Vec<TypeName>) -> String {
        const PLAIN: &str = "\"\"";
        match ty {
            Type::Bool | Type::Int { .. } | Type::Float | Type::String { .. } | Type::Json => {
                PLAIN.to_owned()
            }
            Type::Date => "\"date\"".to_owned(),
            Type::Option(inner) => self.shape_within(inner, open),
            Type::List(inner) => match self.shape_within(inner, open) {
                inner if inner == PLAIN => inner,
                inner => format!("(\"list\", {inner})"),
            },
            Type::Map { value, .. } => match self.shape_within(value, open) {
                value if value == PLAIN => value,
                value => format!("(\"map\", {value})"),
            },
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|t| self.shape_within(t, open)).collect();
                if items.iter().all(|i| i == PLAIN) {
                    PLAIN.to_owned()
                } else {
                    format!("(\"tuple\", {})", items.join(", "))
                }
            }
            Type::Named(name) if open.contains(name) => PLAIN.to_owned(),
            Type::Named(name) => match self.model.types.get(name) {
                Some(Shape::Record { .. } | Shape::Tagged { .. }) => format!("\"{name}\""),
                Some(Shape::Alias { ty, .. }) => self.shape_within(ty, open),
                Some(Shape::Untagged { variants, .. }) => {
                    open.push(name.clone());
                    let parts: Vec<String> = variants
                        .iter()
                        .map(|t| self.shape_within(t, open))
                        .collect();
                    open.pop();
                    if parts.iter().all(|p| p == PLAIN) {
                        PLAIN.to_owned()
                    } else {
                        format!("(\"any\", {})", parts.join(", "))
                    }
                }
                Some(Shape::StringEnum { .. }) | None => PLAIN.to_owned(),
            },
        }
    }

    /// What stands after the name of a field: its type, and its default where it has one.
    pub(super) fn declared(&mut self, field: &Field, parameter: bool) -> (String, Option<String>) {
        let ty = if parameter {
            self.parameter(&field.ty)
        } else {
            self.annotation(&field.ty)
        };
        if field.required && !field.nullable {
            return (ty, None);
        }
        match field
            .default
            .as_ref()
            .and_then(|d| self.literal(&field.ty, d))
        {
            Some(default) if !field.nullable => (ty, Some(default)),
            _ if ty == "Any" => (ty, Some("None".to_owned())),
            _ => (format!("Optional[{ty}]"), Some("None".to_owned())),
        }
    }

    /// A default as Python writes it; `None` where it is no plain value.
    fn literal(&self, ty: &Type, value: &Json) -> Option<String> {
        match (self.model.resolve(ty), value) {
            (_, Json::Bool(b)) => Some(if *b { "True" } else { "False" }.to_owned()),
            (_, Json::Int(n)) => Some(n.to_string()),
            (_, Json::Float(n)) => Some(format!("{n:?}")),
            (Type::String { .. }, Json::String(_)) => Some(value.to_string()),
            (Type::Named(name), Json::String(_))
                if matches!(self.model.shape(name), Some(Shape::StringEnum { .. })) =>
            {
                Some(value.to_string())
            }
            (Type::List(_), Json::Array(items)) if items.is_empty() => Some("()".to_owned()),
            (Type::Map { .. }, Json::Object(entries)) if entries.is_empty() => {
                Some("_Map()".to_owned())
            }
            _ => None,
        }
    }
}
