//! Duties against the vectors, and what must hold of any agenda.

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::duty::{Event, Occasion, Stretch, agenda};
use gongkai::item::Item;
use gongkai::unit::Unit;
use gongkai_tests::run;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).expect("well-formed input")
}

fn list<T: DeserializeOwned>(value: &Value) -> Vec<T> {
    if value.is_null() {
        Vec::new()
    } else {
        read(value)
    }
}

/// The duties asked for by matter and occasion, `null` for one that is not there.
#[test]
fn agendas() {
    run("duty/agenda.json", |input| {
        let unit: Unit = read(&input["unit"]);
        let catalogue = unit
            .catalogue(unit.base_catalogue(), &[])
            .expect("a catalogue");
        let (events, items): (Vec<Event>, Vec<Item>) =
            (list(&input["events"]), list(&input["items"]));
        let day = |key: &str| -> NaiveDate { read(&input[key]) };
        let found = agenda(
            &unit,
            &catalogue,
            &events,
            &items,
            WorkCalendar::national(),
            day("from"),
            day("to"),
            day("as_of"),
        );
        let mut out = Map::new();
        for wanted in list::<String>(&input["ask"]) {
            let duty = found.duties.iter().find(|d| {
                let stem = d.id.split('/').next().unwrap_or_default();
                let key = match &d.occasion {
                    Occasion::Event { date, .. } => date.to_string(),
                    other => other.key().replace(' ', "-"),
                };
                wanted == format!("{stem}/{key}")
            });
            let mut value = duty.map_or(Value::Null, |d| serde_json::to_value(d).expect("JSON"));
            if let (Some(duty), Some(object)) = (duty, value.as_object_mut()) {
                object.insert("due".to_owned(), json!(duty.due()));
            }
            out.insert(wanted, value);
        }
        Value::Object(out)
    });
}

#[test]
fn stretches_named_in_titles() {
    run("duty/stretch.json", |input| {
        let near: Option<NaiveDate> = read(&input["near"]);
        json!({ "stretch": Stretch::named(input["title"].as_str().expect("a title"), near) })
    });
}
