//! Every serialised type has a schema, and a name of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gongkai::calendar::Answer;
use gongkai::case::Entry;
use gongkai::catalogue::{Catalogue, CatalogueDiff, Import, Match, Overlay};
use gongkai::consultation::{
    ConsultationEvent, ConsultationEvidence, ConsultationKind, ConsultationStatus, Outline,
};
use gongkai::duty::{Agenda, CalendarEntry, StatutoryDuty, WatchField};
use gongkai::exemption::{Assessment, AttributeCheck, FactField, Facts, Ground, Responsibility};
use gongkai::finding::{Baseline, Finding, RuleInfo};
use gongkai::law::{Instrument, Term};
use gongkai::request::{
    Docket, FeeQuote, FeeSchedule, Letter, LetterCase, LetterDraft, RegisterRow, Remedies,
    RequestEvent, RequestGroup, StatusView,
};
use gongkai::retention::{RecordEvent, RecordStatus, Replanned, Schedule, ScheduleRow};
use gongkai::review::{Pipeline, ReviewEvent, ReviewStatus};
use gongkai::unit::Unit;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::Value;

use crate::settings;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    found.sort();
    assert!(found.len() > 100);
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().display().to_string();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The attributes and the first line of each item with derived serialisation.
fn derived(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        if !line.trim_start().starts_with("#[derive(") {
            continue;
        }
        let item = lines[at..].iter().position(|line| {
            let line = line.trim_start();
            ["pub ", "pub(", "struct ", "enum "]
                .iter()
                .any(|start| line.starts_with(start))
        });
        let attributes = lines[at..at + item.unwrap()].join("\n");
        if attributes.contains("Serialize") {
            found.push((attributes, lines[at + item.unwrap()].trim().to_owned()));
        }
    }
    found
}

#[test]
fn every_serialised_type_has_a_schema() {
    let by_hand =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schema.rs"))
            .unwrap();
    let (mut missing, mut count) = (Vec::new(), 0);
    for (file, text) in all_sources() {
        for (attributes, item) in derived(&text) {
            if !item.starts_with("pub ") {
                continue;
            }
            count += 1;
            let name = item
                .split([' ', '(', '<', ';', ':'])
                .nth(2)
                .unwrap_or_default();
            let hand = [format!("for {name} "), format!("    {name} as \"")]
                .iter()
                .any(|way| by_hand.contains(way.as_str()));
            let own = attributes.contains("schemars::JsonSchema")
                && attributes.contains("schemars(rename = ");
            // The ids of the catalogue come from one macro, their schemas from another.
            if !own && !hand && name != "$name" {
                missing.push(format!("{file}: {item}"));
            }
        }
    }
    assert!(count > 300, "{count}");
    assert!(
        missing.is_empty(),
        "without a schema:\n{}",
        missing.join("\n")
    );
}

#[test]
fn no_two_types_share_a_name() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in all_sources() {
        let family = file.split(['/', '.']).next().unwrap().to_owned();
        for rest in text.split("schemars(rename = \"").skip(1) {
            let name = rest.split('"').next().unwrap().to_owned();
            assert!(
                name.starts_with(&format!("{family}.")) || name == "{T}InWords",
                "{file}: {name}"
            );
            places.entry(name).or_default().push(file.clone());
        }
        for name in text
            .split("as \"")
            .skip(1)
            .map(|r| r.split('"').next().unwrap())
        {
            if name.contains('.') {
                places
                    .entry(name.to_owned())
                    .or_default()
                    .push(file.clone());
            }
        }
        for rest in text.split("schema_name() -> Cow<'static, str> {\n").skip(1) {
            let line = rest.lines().next().unwrap().trim();
            if let Some(name) = line.strip_prefix('"').and_then(|l| l.split('"').next()) {
                places
                    .entry(name.to_owned())
                    .or_default()
                    .push(file.clone());
            }
        }
    }
    assert!(places.len() > 340, "{}", places.len());
    assert!(places.contains_key("law.Citation") && places.contains_key("finding.Selector"));
    places.retain(|_, files| files.len() > 1);
    assert!(places.is_empty(), "{places:#?}");
}

/// All schemas of both kinds from one generator, which would number those of one name.
#[test]
fn nothing_is_numbered() {
    let of = |settings: SchemaSettings| {
        let mut generator = SchemaGenerator::new(settings);
        macro_rules! add {
            ($($type:ty),* $(,)?) => { $(generator.subschema_for::<$type>();)* };
        }
        add!(
            gongkai::calendar::Deadline,
            gongkai::calendar::DeadlineRequest,
            gongkai::calendar::Day<'static>,
            gongkai::calendar::LocalCalendar,
            gongkai::case::TimelineProblem,
            Answer<chrono::NaiveDate>,
            Answer<i32>,
            Entry<ConsultationEvent>,
            Entry<RecordEvent>,
            Entry<RequestEvent>,
            Entry<ReviewEvent>,
            Catalogue,
            CatalogueDiff,
            Import,
            Match,
            Overlay,
            ConsultationEvidence,
            ConsultationKind,
            ConsultationStatus,
            Outline,
            gongkai::consultation::Settings,
            Agenda,
            CalendarEntry,
            StatutoryDuty,
            WatchField,
            gongkai::duty::Event,
            Assessment,
            AttributeCheck,
            FactField,
            Facts,
            Ground,
            Responsibility,
            Baseline,
            Finding,
            RuleInfo,
            gongkai::finding::Selector,
            gongkai::finding::Profile,
            Instrument,
            Term,
            gongkai::item::Item,
            gongkai::item::Block,
            Docket,
            FeeQuote,
            FeeSchedule,
            Letter,
            LetterCase,
            LetterDraft,
            RegisterRow,
            Remedies,
            RequestGroup,
            StatusView<'static>,
            gongkai::request::RequestStatus,
            gongkai::request::Settings,
            RecordStatus,
            Replanned,
            Schedule,
            ScheduleRow,
            gongkai::retention::RetentionError,
            Pipeline,
            ReviewStatus,
            gongkai::review::Evidence,
            gongkai::review::Problem,
            Unit,
        );
        generator.take_definitions(true)
    };
    for definitions in [
        of(settings().for_serialize()),
        of(settings().for_deserialize()),
    ] {
        assert!(definitions.len() > 200, "{}", definitions.len());
        for (name, schema) in &definitions {
            assert!(
                !name.ends_with(|c: char| c.is_ascii_digit()),
                "{name} is numbered"
            );
            assert!(name.contains('.'), "{name} has no family");
            assert_ne!(*schema, Value::Bool(true), "{name} says nothing");
        }
    }
}
