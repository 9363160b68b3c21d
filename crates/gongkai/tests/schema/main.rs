//! What holds of the JSON Schemas: real values fit them both ways, they describe all that is
//! written, they refuse what reading refuses, and no two types share a name.
//!
//! Only with the feature `schema`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod names;
mod read;
mod written;

use std::path::{Path, PathBuf};

use jsonschema::Validator;
use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::Value;

fn settings() -> SchemaSettings {
    SchemaSettings::draft2020_12()
}

/// The schema of what is written of a type, closed: nothing may be there that it does not name.
fn written<T: JsonSchema>() -> Validator {
    validator(&closed(schema::<T>(settings().for_serialize())))
}

/// The schema of what is read as a type.
fn readable<T: JsonSchema>() -> Validator {
    validator(&schema::<T>(settings().for_deserialize()))
}

fn schema<T: JsonSchema>(settings: SchemaSettings) -> Value {
    SchemaGenerator::new(settings)
        .into_root_schema_for::<T>()
        .to_value()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .unwrap_or_else(|e| panic!("no schema: {e}\n{schema:#}"))
}

/// Closes every definition of an object, except those that others add fields to.
fn closed(mut schema: Value) -> Value {
    let mut extended = Vec::new();
    extensions(&schema, &mut extended);
    let close = |schema: &mut Value| {
        let object = schema.as_object_mut().unwrap();
        let shaped = ["properties", "oneOf", "anyOf"];
        if shaped.iter().any(|key| object.contains_key(*key)) {
            object.insert("unevaluatedProperties".into(), Value::Bool(false));
        }
    };
    close(&mut schema);
    let definitions = schema.get_mut("$defs").and_then(Value::as_object_mut);
    for (name, definition) in definitions.into_iter().flatten() {
        if !extended.contains(name) && definition.is_object() {
            close(definition);
        }
    }
    schema
}

/// The definitions that stand beside `properties` of their own, at once or as one of several.
fn extensions(schema: &Value, found: &mut Vec<String>) {
    let mut extended = |schema: &Value| {
        if let Some(to) = schema.get("$ref").and_then(Value::as_str) {
            found.push(to.replace("#/$defs/", ""));
        }
    };
    match schema {
        Value::Object(object) => {
            if object.contains_key("properties") {
                extended(schema);
                for key in ["anyOf", "oneOf", "allOf"] {
                    let several = object.get(key).and_then(Value::as_array);
                    several.into_iter().flatten().for_each(&mut extended);
                }
            }
            object.values().for_each(|value| extensions(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| extensions(value, found)),
        _ => {}
    }
}

#[track_caller]
fn fits(validator: &Validator, value: &Value, what: &str) {
    let wrong: Vec<String> = validator
        .iter_errors(value)
        .map(|e| format!("{} ({}): {e}", e.instance_path(), e.schema_path()))
        .collect();
    assert!(wrong.is_empty(), "{what}:\n{}\n{value:#}", wrong.join("\n"));
}

fn township(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/township");
    let mut files: Vec<PathBuf> = std::fs::read_dir(root.join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn json_of(file: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// The lines of a case file; one of the sample ends in half a line.
fn lines(file: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).unwrap();
    let found: Vec<Value> = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    assert!(found.len() + 1 >= text.lines().count());
    found
}
