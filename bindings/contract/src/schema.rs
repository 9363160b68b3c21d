//! The schema of the contract: every operation with the shapes of its request and response.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::fault::{Fault, error_enums};

/// The whole contract as one JSON document: `operations`, `errors`, and under `$defs` every type
/// that crosses the boundary. A type that goes both ways has a field as required only where it
/// is so both ways.
///
/// # Errors
/// The name of a type that is one thing in a request and another in a response.
pub fn contract() -> Result<Value, String> {
    let mut requests = SchemaSettings::draft2020_12()
        .for_deserialize()
        .into_generator();
    let mut responses = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let fault = responses.subschema_for::<Fault>().to_value();
    let operations: Vec<Value> = crate::operations()
        .map(|operation| {
            json!({
                "name": operation.name,
                "doc": operation.doc.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim(),
                "request": (operation.request)(&mut requests).to_value(),
                "response": (operation.response)(&mut responses).to_value(),
                "errors": operation.errors,
            })
        })
        .collect();
    let mut all: Map<String, Value> = requests.take_definitions(true).into_iter().collect();
    for (name, given) in responses.take_definitions(true) {
        match all.get_mut(&name) {
            None => {
                all.insert(name, given);
            }
            Some(found) => merge(found, &given).map_err(|at| format!("{name}: {at}"))?,
        }
    }
    all.sort_keys();
    let errors: Vec<Value> = error_enums()
        .iter()
        .map(|e| json!({ "kind": e.kind, "codes": e.codes }))
        .collect();
    Ok(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "gongkai",
        "fault": fault,
        "operations": operations,
        "errors": errors,
        "$defs": all,
    }))
}

/// Makes of `found` what is true of both: what is required in both, what may be null in one.
/// What else differs is said, with its place.
fn merge(found: &mut Value, other: &Value) -> Result<(), String> {
    match (found, other) {
        (Value::Object(found), Value::Object(other)) => {
            let required = |map: &Map<String, Value>| -> Vec<Value> {
                map.get("required")
                    .and_then(Value::as_array)
                    .cloned()
                    .unwrap_or_default()
            };
            let both: Vec<Value> = required(found)
                .into_iter()
                .filter(|name| required(other).contains(name))
                .collect();
            found.remove("required");
            if !both.is_empty() {
                found.insert("required".to_owned(), Value::Array(both));
            }
            for (key, value) in other {
                // A request refuses what it does not know, a response has nothing to refuse; and
                // a request may write a text in more ways than a response does.
                if matches!(
                    key.as_str(),
                    "pattern"
                        | "required"
                        | "additionalProperties"
                        | "unevaluatedProperties"
                        | "default"
                ) {
                    if value.is_object() {
                        found.entry(key.clone()).or_insert_with(|| value.clone());
                    }
                    continue;
                }
                match found.get_mut(key) {
                    None => {
                        found.insert(key.clone(), value.clone());
                    }
                    Some(mine) => merge(mine, value).map_err(|at| format!("/{key}{at}"))?,
                }
            }
            Ok(())
        }
        (Value::Array(found), Value::Array(other)) => {
            if found.len() != other.len() {
                // `["string", "null"]` against `["string"]` and the like.
                for value in other {
                    if !found.contains(value) {
                        found.push(value.clone());
                    }
                }
                return Ok(());
            }
            for (n, (mine, value)) in found.iter_mut().zip(other).enumerate() {
                merge(mine, value).map_err(|at| format!("/{n}{at}"))?;
            }
            Ok(())
        }
        (Value::Array(found), Value::String(other)) => {
            let other = Value::String(other.clone());
            if !found.contains(&other) {
                found.push(other);
            }
            Ok(())
        }
        (found @ Value::String(_), Value::Array(other)) => {
            let mut all = other.clone();
            if !all.contains(found) {
                all.push(found.clone());
            }
            *found = Value::Array(all);
            Ok(())
        }
        (found, other) if found == other => Ok(()),
        (found, other) => Err(format!(": {found} in a request, {other} in a response")),
    }
}
