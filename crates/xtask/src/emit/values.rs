//! From JSON Schema to the types of values.

use super::ir::{Type, TypeName};
use super::json::Json;
use super::read::{Reader, strings};

impl<'a> Reader<'a> {
    /// The type of a value. A shape without a name of its own gets the name `lift`.
    pub(super) fn ty(&mut self, place: &str, lift: Option<&TypeName>, schema: &'a Json) -> Type {
        self.check_keywords(place, schema);
        if *schema == Json::Bool(true) {
            return Type::Json;
        }
        if let Some(other) = nullable(schema) {
            let inner = self.ty(place, lift, other);
            return Type::Option(Box::new(inner));
        }
        let bare = schema
            .entries()
            .iter()
            .all(|(k, _)| matches!(k.as_str(), "$ref" | "description" | "default" | "title"));
        if let (Some(reference), true) = (schema.get("$ref").and_then(Json::as_str), bare) {
            let raw = self.target(place, reference).map(|(raw, _)| raw);
            return match raw.and_then(|raw| self.names.get(raw)) {
                Some(name) => Type::Named(name.clone()),
                None => Type::Json,
            };
        }
        if bare && !schema.entries().is_empty() {
            return Type::Json;
        }
        let kinds: Vec<&str> = match schema.get("type") {
            Some(Json::String(kind)) => vec![kind.as_str()],
            Some(Json::Array(kinds)) => kinds.iter().filter_map(Json::as_str).collect(),
            _ => Vec::new(),
        };
        let null = kinds.contains(&"null") && kinds.len() > 1;
        let kinds: Vec<&str> = kinds
            .into_iter()
            .filter(|k| !null || *k != "null")
            .collect();
        let structured = strings(schema).is_some()
            || ["oneOf", "anyOf", "allOf", "properties", "$ref"]
                .iter()
                .any(|k| schema.get(k).is_some());
        let ty = match kinds.as_slice() {
            _ if structured => self.lift(place, lift, schema),
            ["boolean"] => Type::Bool,
            ["integer"] => self.integer(place, schema),
            ["number"] => Type::Float,
            ["string"] => self.string(place, schema),
            ["array"] => self.array(place, lift, schema),
            ["object"] if is_map(schema) => self.map(place, lift, schema),
            ["object"] => self.lift(place, lift, schema),
            _ => {
                self.problem(place, &format!("no type: {schema}"));
                Type::Json
            }
        };
        if null { Type::Option(Box::new(ty)) } else { ty }
    }

    fn lift(&mut self, place: &str, lift: Option<&TypeName>, schema: &'a Json) -> Type {
        let Some(name) = lift else {
            self.problem(place, "a shape without a name");
            return Type::Json;
        };
        let shape = self.shape(place, name, schema);
        self.put(name.clone(), shape);
        Type::Named(name.clone())
    }

    fn integer(&mut self, place: &str, schema: &Json) -> Type {
        let (min, max) = match schema.text("format") {
            "uint8" => (0, u8::MAX.into()),
            "uint16" => (0, u16::MAX.into()),
            "uint32" => (0, u32::MAX.into()),
            "uint64" | "uint" => (0, u64::MAX.into()),
            "int8" => (i8::MIN.into(), i8::MAX.into()),
            "int16" => (i16::MIN.into(), i16::MAX.into()),
            "int32" => (i32::MIN.into(), i32::MAX.into()),
            "int64" | "int" | "" => (i64::MIN.into(), i64::MAX.into()),
            other => {
                self.problem(place, &format!("no integer is `{other}`"));
                (0, 0)
            }
        };
        let bound = |key| schema.get(key).and_then(Json::as_int);
        Type::Int {
            min: bound("minimum").unwrap_or(min),
            max: bound("maximum").unwrap_or(max),
        }
    }

    fn string(&mut self, place: &str, schema: &Json) -> Type {
        match schema.text("format") {
            "" => Type::String {
                pattern: schema
                    .get("pattern")
                    .and_then(Json::as_str)
                    .map(str::to_owned),
            },
            "date" => Type::Date,
            other => {
                self.problem(place, &format!("no string is `{other}`"));
                Type::Json
            }
        }
    }

    fn array(&mut self, place: &str, lift: Option<&TypeName>, schema: &'a Json) -> Type {
        let item = |n: &str| lift.map(|l| TypeName::new(&l.family, &format!("{}{n}", l.name)));
        if let Some(items) = schema.get("prefixItems") {
            let length = i128::try_from(items.items().len()).unwrap_or(-1);
            for key in ["minItems", "maxItems"] {
                if schema.get(key).and_then(Json::as_int) != Some(length) {
                    self.problem(place, "a tuple of no fixed length");
                }
            }
            let types = items.items().iter().enumerate().map(|(n, schema)| {
                self.ty(
                    &format!("{place}/{n}"),
                    item(&format!("{n}")).as_ref(),
                    schema,
                )
            });
            return Type::Tuple(types.collect());
        }
        let Some(items) = schema.get("items") else {
            self.problem(place, "a list of nothing known");
            return Type::Json;
        };
        let inner = self.ty(&format!("{place}/items"), item("Item").as_ref(), items);
        Type::List(Box::new(inner))
    }

    fn map(&mut self, place: &str, lift: Option<&TypeName>, schema: &'a Json) -> Type {
        let key = match schema.get("propertyNames") {
            Some(names) => self.ty(&format!("{place}/propertyNames"), None, names),
            None => Type::String { pattern: None },
        };
        let patterns = schema.get("patternProperties").map(Json::entries);
        let (key, value) = match (
            patterns.unwrap_or_default(),
            schema.get("additionalProperties"),
        ) {
            ([], Some(value)) => (key, value),
            ([(pattern, value)], Some(Json::Bool(false)) | None) if pattern.contains("\\d") => {
                let min = if pattern.contains('-') {
                    i64::MIN.into()
                } else {
                    0
                };
                let max = i64::MAX.into();
                (Type::Int { min, max }, value)
            }
            _ => {
                self.problem(place, "a map whose keys are not understood");
                return Type::Json;
            }
        };
        let lift = lift.map(|l| TypeName::new(&l.family, &format!("{}Value", l.name)));
        let value = self.ty(&format!("{place}/value"), lift.as_ref(), value);
        Type::Map {
            key: Box::new(key),
            value: Box::new(value),
        }
    }
}

/// Whether an object's keys are data.
pub(super) fn is_map(schema: &Json) -> bool {
    let data = match schema.get("additionalProperties") {
        None | Some(Json::Bool(false)) => schema.get("patternProperties").is_some(),
        Some(_) => true,
    };
    data && schema
        .get("properties")
        .is_none_or(|p| p.entries().is_empty())
}

/// The other of two alternatives of which one is `null`.
pub(super) fn nullable(schema: &Json) -> Option<&Json> {
    let [one, other] = schema.get("anyOf")?.items() else {
        return None;
    };
    match (one.text("type") == "null", other.text("type") == "null") {
        (true, false) => Some(other),
        (false, true) => Some(one),
        _ => None,
    }
}
