//! What is written of real values fits its schema, and holds nothing that the schema leaves out.

use chrono::NaiveDate;
use gongkai::calendar::{Answer, Day, DeadlineRequest, WorkCalendar};
use gongkai::case::Entry;
use gongkai::catalogue::{Catalogue, CatalogueDiff, CatalogueView, Level, Match, Overlay, Ranker};
use gongkai::check::Checker;
use gongkai::consultation::{
    self, Consultation, ConsultationEvent, ConsultationEvidence, ConsultationKind,
    ConsultationStatus, Outline,
};
use gongkai::duty::{Agenda, Event, StatutoryDuty, agenda, statutory};
use gongkai::exemption::{
    Assessment, AttributeCheck, FactField, Facts, Ground, Marking, assess, check_attribute,
    fact_fields, grounds,
};
use gongkai::finding::{Finding, Lang, RuleInfo, Selection, Selector, rules};
use gongkai::item::{Document, Item};
use gongkai::law::{Instrument, Registry, Term};
use gongkai::request::{
    Answer as Reply, Docket, FeeSchedule, Letter, Office, RegisterRow, Remedies, RequestCase,
    RequestEvent, RequestStatus, Settings, StatusView, case_letters,
};
use gongkai::retention::{
    RecordCase, RecordEvent, RecordStatus, RetentionContext, RetentionPlan, Schedule,
};
use gongkai::review::{Pipeline, ReviewCase, ReviewEvent, ReviewStatus};
use gongkai::unit::Unit;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{fits, json_of, lines, township, written};

fn all<'a, T: JsonSchema + Serialize + 'a>(values: impl IntoIterator<Item = &'a T>) {
    let validator = written::<T>();
    let mut count = 0;
    for value in values {
        count += 1;
        fits(
            &validator,
            &serde_json::to_value(value).unwrap(),
            T::schema_name().as_ref(),
        );
    }
    assert!(count > 0, "no {}", T::schema_name());
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-20")
}

fn cases<E>(folder: &str) -> Vec<(String, Vec<Entry<E>>)>
where
    Entry<E>: DeserializeOwned,
{
    let read = |line: Value| serde_json::from_value(line).unwrap();
    township(folder)
        .iter()
        .map(|file| {
            let id = file.file_stem().unwrap().to_str().unwrap().to_owned();
            (id, lines(file).into_iter().map(read).collect())
        })
        .collect()
}

#[test]
fn deadlines_and_days() {
    let calendar = WorkCalendar::national();
    let requests = [
        json!({ "from": "2026-03-02", "period": "20wd" }),
        json!({ "from": "2026-09-18", "period": "15d", "extend": ["20wd"] }),
        json!({
            "from": "2026-03-02", "period": "20wd", "minimum": true,
            "exclude": ["2026-03-05..2026-03-09"],
        }),
        json!({ "from": "2029-12-20", "period": "6m", "roll": false }),
    ];
    let made: Vec<_> = requests
        .into_iter()
        .map(|r| serde_json::from_value::<DeadlineRequest>(r).unwrap())
        .map(|r| r.on(calendar).unwrap())
        .collect();
    all(&made);
    let days: Vec<Day<'_>> = ["2026-10-01", "2026-10-10", "2026-11-20", "2029-05-01"]
        .into_iter()
        .map(|d| calendar.day(day(d)).unwrap())
        .collect();
    all(&days);
    all::<Answer<NaiveDate>>(&[calendar.next_workday(day("2026-10-01")).unwrap()]);
}

#[test]
fn findings_of_texts() {
    let checker = Checker::new().with_selection(Selection::new(&[Selector::All], &[]));
    let mut found: Vec<Finding> = Vec::new();
    for file in township("docs") {
        let text = String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned();
        found.extend(checker.check_text(&Document::plain(&text)));
    }
    assert!(found.iter().any(|f| f.fix.is_some()));
    all(&found);
    all::<RuleInfo>(rules());
}

#[test]
fn agendas() {
    let unit = Unit::new("青禾镇人民政府", Level::Township);
    let catalogue = unit.catalogue(unit.base_catalogue(), &[]).unwrap();
    let event = |kind: &str| -> Event {
        serde_json::from_value(json!({
            "date": "2026-06-01", "kind": kind, "matter": "social-assistance-006",
            "title": "2026年6月低保对象名单",
        }))
        .unwrap()
    };
    let item = Item {
        title: "最低生活保障办事指南".into(),
        matter: Some("social-assistance-004".into()),
        formed: Some(day("2026-04-01")),
        published: Some(day("2026-05-06")),
        ..Item::default()
    };
    let made = agenda(
        &unit,
        &catalogue,
        &[event("decided"), event("举行听证")],
        &[item],
        WorkCalendar::national(),
        day("2026-01-01"),
        day("2026-12-31"),
        today(),
    );
    all::<Agenda>([&made]);
    all::<StatutoryDuty>(statutory());
}

#[test]
fn requests() {
    let (calendar, settings) = (WorkCalendar::national(), Settings::default());
    let (mut told, mut rows, mut letters) = (Vec::new(), Vec::new(), Vec::new());
    let office: Office = serde_json::from_value(json!({
        "body": "青禾镇人民政府", "disclosure_office": "青禾镇政府信息公开办公室", "contact": "青禾镇",
        "review_bodies": ["青禾县人民政府"], "court": "青禾县人民法院", "payment": "凭缴款码",
    }))
    .unwrap();
    for (id, entries) in cases::<RequestEvent>("requests") {
        let case = RequestCase::replay(&id, &entries, &settings, today());
        let status = case.status(calendar);
        rows.push(RegisterRow::of(&entries, &status));
        for letter in case_letters(&id, &entries, &settings, today(), calendar) {
            letters.extend(letter.write(&office));
        }
        told.push(status);
    }
    all::<RequestStatus>(&told);
    let views: Vec<StatusView<'_>> = told.iter().map(|s| s.view(Lang::Zh)).collect();
    all(&views);
    all(&rows);
    all::<Letter>(&letters);
    all([&Docket::of(&told)]);
    let fees = FeeSchedule::on(today()).unwrap();
    all([fees]);
    all(&[
        fees.per_application(1, 31).unwrap(),
        fees.per_volume(230).unwrap(),
    ]);
    let withheld: Reply = serde_json::from_value(
        json!({ "kind": "withheld", "ground": "trade_secret", "reasons": "…" }),
    )
    .unwrap();
    all::<Remedies>(&[Remedies::of(&withheld, today()).unwrap()]);
}

#[test]
fn reviews() {
    let calendar = WorkCalendar::national();
    let (mut statuses, mut evidence, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for (id, entries) in cases::<ReviewEvent>("reviews") {
        let Some(pipeline) = ReviewCase::pipeline_named(&entries).and_then(Pipeline::builtin)
        else {
            continue;
        };
        let case = ReviewCase::replay(&id, pipeline, calendar, &entries, today());
        for lang in [Lang::Zh, Lang::En] {
            statuses.push(case.status(today(), lang));
        }
        evidence.extend(case.evidence().to_vec());
        problems.extend(case.problems().to_vec());
    }
    all::<ReviewStatus>(&statuses);
    all(&evidence);
    all(&problems);
}

#[test]
fn consultations() {
    let calendar = WorkCalendar::national();
    let (mut statuses, mut evidence, mut outlines) = (Vec::new(), Vec::new(), Vec::new());
    for (id, entries) in cases::<ConsultationEvent>("consultations") {
        let case = Consultation::of(
            &entries,
            today(),
            calendar,
            &consultation::Settings::default(),
        );
        statuses.push(case.status(&id, today(), calendar));
        evidence.push(case.evidence());
        outlines.push(case.interpretation_outline());
    }
    all::<ConsultationStatus>(&statuses);
    all::<ConsultationEvidence>(&evidence);
    all::<Outline>(&outlines);
    all::<ConsultationKind>(ConsultationKind::all());
}

#[test]
fn records() {
    let calendar = WorkCalendar::national();
    let (mut statuses, mut plans) = (Vec::new(), Vec::new());
    for (id, entries) in cases::<RecordEvent>("records") {
        let context = RetentionContext::new(Schedule::builtin(), calendar);
        let case = RecordCase::of(id, &entries, context, today());
        statuses.push(case.status(today()));
        plans.push(case.plan(today()));
    }
    all::<RecordStatus>(&statuses);
    all::<RetentionPlan>(&plans);
    all([Schedule::builtin()]);
}

#[test]
fn assessments() {
    let facts: Vec<Facts> = township("assessments")
        .iter()
        .map(|file| serde_json::from_value(json_of(file)).unwrap())
        .collect();
    let made: Vec<Assessment> = facts.iter().map(|f| assess(f, today())).collect();
    all(&facts);
    all(&made);
    let checks: Vec<AttributeCheck> = made
        .iter()
        .map(|a| check_attribute(&Marking::default(), a))
        .collect();
    all(&checks);
    all::<Ground>(grounds());
    all::<FactField>(fact_fields());
}

#[test]
fn catalogues() {
    let base = Catalogue::grassroots();
    for catalogue in [Catalogue::national(), base, Catalogue::village()] {
        all::<CatalogueView<'_>>([&catalogue.view()]);
        all([catalogue]);
    }
    let overlay: Overlay = serde_json::from_value(json!({
        "id": "qinghe", "title": "青禾镇",
        "op": [{
            "op": "amend", "matter": "social-assistance-004", "reason": "乡镇都有公示栏",
            "set": {
                "limits": [{ "kind": "within", "period": "3wd" }],
                "channels": ["government_website", "notice_board"],
            },
        }],
    }))
    .unwrap();
    all([&overlay]);
    let changed = base.apply(&overlay).unwrap();
    all::<CatalogueDiff>([&base.diff(&changed)]);
    let ranker = Ranker::new(base);
    let matches: Vec<Match> = ranker.rank("2026年6月低保对象名单", 5);
    all(&matches);
    all::<Instrument>(Registry::builtin().instruments());
    all::<Term>(Registry::builtin().terms());
}
