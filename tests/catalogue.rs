//! Catalogues, overlays, comparison, limits, ranking and import against the vectors.

use gongkai::catalogue::{
    Catalogue, CatalogueError, Import, ImportOptions, Level, LimitParseError, Matter, Overlay,
    Ranker, import, parse_limit,
};
use gongkai::finding::Locus;
use gongkai::unit::Unit;
use gongkai_tests::run;
use serde_json::{Value, json};

fn named(input: &Value) -> Catalogue {
    match input["catalogue"].as_str().unwrap_or("grassroots") {
        "national" => Catalogue::national().clone(),
        "grassroots" => Catalogue::grassroots().clone(),
        "village" => Catalogue::village().clone(),
        "township" => Unit::new("某镇人民政府", Level::Township)
            .catalogue(Catalogue::grassroots(), &[])
            .expect("the profile"),
        other => panic!("{other}"),
    }
}

/// What of a matter the expected value speaks of.
fn shown(matter: Option<&Matter>, expected: &Value) -> Value {
    let Some(matter) = matter else {
        return Value::Null;
    };
    let mut all = serde_json::to_value(matter).expect("a matter");
    all["provenance"] = json!(matter.provenance.base);
    all["base"] = json!(matter.provenance.base);
    all["changes"] = matter
        .provenance
        .changes
        .iter()
        .map(|c| {
            json!(format!(
                "{}:{}",
                c.overlay,
                serde_json::to_value(c.op).unwrap().as_str().unwrap()
            ))
        })
        .collect();
    let keys = expected.as_object().into_iter().flatten();
    Value::Object(
        keys.map(|(key, _)| (key.clone(), all[key].clone()))
            .collect(),
    )
}

fn overlay(value: &Value) -> Overlay {
    serde_json::from_value(value.clone()).expect("an overlay")
}

/// The cases of a file with what each expects, for those that show only what is expected.
fn expected_of(file: &str, input: &Value) -> Value {
    let path = format!("{}/vectors/{file}", env!("CARGO_MANIFEST_DIR"));
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let cases = file["cases"].as_array().unwrap();
    cases.iter().find(|c| c["input"] == *input).unwrap()["expected"].clone()
}

#[test]
fn fields_are_counted() {
    run("catalogue/fields.json", |input| {
        let catalogue = named(input);
        json!({
            "count": catalogue.fields().len(),
            "first": catalogue.fields()[0].name,
            "all_national": catalogue.fields().iter().all(|f| f.national),
        })
    });
}

#[test]
fn matters_are_found() {
    run("catalogue/lookup.json", |input| {
        let expected = expected_of("catalogue/lookup.json", input);
        shown(
            named(input).matter(input["id"].as_str().unwrap()),
            &expected,
        )
    });
}

fn error(error: &CatalogueError, names: &str) -> Value {
    // The sentence has to name the matter, field or chain.
    let told = error.to_string().contains(names);
    json!({ "error": error.code(), "names": if told { names } else { "" } })
}

#[test]
fn overlays_apply_or_say_why_not() {
    run("catalogue/overlay.json", |input| {
        let expected = expected_of("catalogue/overlay.json", input);
        let overlays: Vec<Overlay> = input["overlays"]
            .as_array()
            .unwrap()
            .iter()
            .map(overlay)
            .collect();
        match Catalogue::grassroots().apply_all(&overlays) {
            Ok(made) => shown(made.matter(input["show"].as_str().unwrap()), &expected),
            Err(e) => error(&e, expected["names"].as_str().unwrap_or("?")),
        }
    });
}

#[test]
fn versions_are_compared() {
    run("catalogue/diff.json", |input| {
        let expected = expected_of("catalogue/diff.json", input);
        let base = Catalogue::grassroots();
        let made = base
            .apply(&overlay(&input["overlay"]))
            .expect("an overlay that applies");
        let diff = base.diff(&made);
        let ids = |list: Vec<String>| json!(list);
        let all = json!({
            "added": ids(diff.added.iter().map(|m| m.id.to_string()).collect()),
            "dropped": ids(diff.dropped.iter().map(|m| m.id.to_string()).collect()),
            "renamed": ids(diff.renamed.iter().map(|m| m.matter.to_string()).collect()),
            "moved": ids(diff.moved.iter().map(|m| m.matter.to_string()).collect()),
            "amended": ids(diff.amended.iter().map(|m| {
                let keys: Vec<&str> = m.attributes().iter().map(|a| a.key()).collect();
                format!("{}:{}", m.matter, keys.join(","))
            }).collect()),
            "fields_added": ids(diff.fields_added.iter().map(|f| f.id.to_string()).collect()),
            "fields_dropped": ids(diff.fields_dropped.iter().map(|f| f.id.to_string()).collect()),
        });
        let keys = expected.as_object().unwrap();
        Value::Object(
            keys.iter()
                .map(|(k, _)| (k.clone(), all[k].clone()))
                .collect(),
        )
    });
}

#[test]
fn limits_are_read() {
    run("catalogue/limit.json", |input| {
        match parse_limit(input["text"].as_str().unwrap()) {
            Ok(limits) => json!(
                limits
                    .iter()
                    .map(gongkai::catalogue::Limit::normal)
                    .collect::<Vec<_>>()
            ),
            Err(LimitParseError::Empty) => json!({ "error": "empty" }),
            Err(_) => json!({ "error": "unknown" }),
        }
    });
}

#[test]
fn plain_titles_are_ranked() {
    run("catalogue/rank.json", |input| {
        let found = Ranker::builtin().rank(input["text"].as_str().unwrap(), 1);
        json!(found.first().filter(|m| m.confident).map(|m| m.id.as_str()))
    });
}

#[test]
fn tables_are_imported() {
    run("catalogue/import.json", |input| {
        let expected = expected_of("catalogue/import.json", input);
        let table: Vec<Vec<String>> = serde_json::from_value(input["table"].clone()).unwrap();
        let options = ImportOptions {
            id: "local".into(),
            field: input["field"].as_str().map(str::to_owned),
            ..ImportOptions::default()
        };
        let Import {
            overlay,
            rows,
            findings,
            ..
        } = import(&table, Catalogue::grassroots(), &options);
        let made = Catalogue::grassroots()
            .apply(&overlay)
            .expect("what is imported applies");
        let rows: Vec<String> = rows
            .iter()
            .map(|r| {
                format!(
                    "{}:{}:{}",
                    r.row,
                    r.matter,
                    serde_json::to_value(r.outcome).unwrap().as_str().unwrap()
                )
            })
            .collect();
        let mut places: Vec<String> = findings
            .iter()
            .map(|f| match &f.locus {
                Locus::Text {
                    cell: Some(cell), ..
                } => format!("{}:{}", f.rule, cell.a1()),
                other => panic!("{other:?}"),
            })
            .collect();
        places.sort();
        let show = &expected["show"];
        let matter = show["id"].as_str().and_then(|id| made.matter(id));
        json!({ "rows": rows, "findings": places, "show": shown(matter, show) })
    });
}
