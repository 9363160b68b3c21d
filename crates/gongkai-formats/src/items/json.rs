use gongkai::finding::CellRef;
use gongkai::item::Item;
use serde_json::{Map, Value};

use super::heads::recognise;
use super::values::{Fault, set_field};
use super::{Field, IssueKind, ItemTable, RowIssue, RowRef};
use crate::error::{FormatError, NO_ARRAY};
use crate::read::check_json;

/// Keys under which programs keep the list itself.
const LISTS: &[&str] = &["items", "data", "rows", "list", "records", "信息", "清单"];

/// An array of objects, or an object that holds one. Keys are those of [`Item`] or Chinese
/// heads.
pub(super) fn read(text: &str) -> Result<ItemTable, FormatError> {
    check_json(text)?;
    let value: Value = serde_json::from_str(text).unwrap_or(Value::Null);
    let (path, entries) = match value {
        Value::Array(entries) => (String::new(), entries),
        Value::Object(mut map) => {
            let key = LISTS
                .iter()
                .find(|k| map.get(**k).is_some_and(Value::is_array));
            match key.and_then(|k| Some((k, map.remove(*k)?))) {
                Some((key, Value::Array(entries))) => (format!("/{key}"), entries),
                _ => {
                    return Err(FormatError::NoTable {
                        reason: NO_ARRAY.to_owned(),
                    });
                }
            }
        }
        _ => {
            return Err(FormatError::NoTable {
                reason: NO_ARRAY.to_owned(),
            });
        }
    };
    let mut list = ItemTable::default();
    for (n, entry) in entries.into_iter().enumerate() {
        let table = format!("{path}/{n}");
        match entry {
            Value::Object(map) => read_entry(&table, &map, &mut list),
            other => list.issues.push(RowIssue {
                cell: CellRef {
                    table,
                    row: 0,
                    column: 0,
                },
                head: String::new(),
                value: shown(&other),
                kind: IssueKind::NotAnObject,
            }),
        }
    }
    Ok(list)
}

fn read_entry(table: &str, map: &Map<String, Value>, list: &mut ItemTable) {
    let keys: Vec<&str> = map.keys().map(String::as_str).collect();
    let mut item = Item::default();
    let at = |key: &str| CellRef {
        table: format!("{table}/{key}"),
        row: 0,
        column: 0,
    };
    let mut issues = Vec::new();
    for ((key, value), field) in map.iter().zip(recognise(&keys)) {
        if value.is_null() {
            continue;
        }
        if key == "other" {
            others(value, &mut item);
            continue;
        }
        let text = shown(value);
        let Some(field) = field else {
            item.other.push((key.clone(), text));
            continue;
        };
        if !list.keys.iter().any(|(f, k)| *f == field && k == key) {
            list.keys.push((field, key.clone()));
        }
        if let Err(fault) = set_field(&mut item, field, &text, None) {
            item.other.push((key.clone(), text.clone()));
            issues.push(RowIssue {
                cell: at(key),
                head: key.clone(),
                value: text,
                kind: match fault {
                    Fault::Date => IssueKind::Date,
                    Fault::Mode => IssueKind::Mode,
                },
            });
        }
    }
    if item.title.is_empty() {
        if !map.is_empty() {
            list.issues.push(RowIssue {
                cell: at(Field::Title.name()),
                head: String::new(),
                value: String::new(),
                kind: IssueKind::NoTitle,
            });
        }
        return;
    }
    list.issues.append(&mut issues);
    list.items.push(item);
    list.rows.push(RowRef {
        table: table.to_owned(),
        row: 0,
    });
}

/// The pairs of an item that was written by this library.
fn others(value: &Value, item: &mut Item) {
    for pair in value.as_array().into_iter().flatten() {
        if let Some([Value::String(key), value]) = pair.as_array().map(Vec::as_slice) {
            item.other.push((key.clone(), shown(value)));
        }
    }
}

/// A value as text; several are put behind one another as lists do.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(shown).collect::<Vec<_>>().join("、"),
        other => other.to_string(),
    }
}
