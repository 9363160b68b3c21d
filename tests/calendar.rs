//! The calendar and deadlines against the vectors and against independent calendars.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chrono::NaiveDate;
use gongkai::calendar::{
    Answer, CalendarError, Certainty, DayKind, Deadline, DeadlineRequest, LocalCalendar, Notice,
    WorkCalendar,
};
use gongkai_tests::{root, run};
use serde_json::{Value, json};

fn day(value: &Value) -> NaiveDate {
    value
        .as_str()
        .expect("a date in quotes")
        .parse()
        .expect("a date")
}

fn n(value: &Value) -> i32 {
    value
        .as_i64()
        .and_then(|n| n.try_into().ok())
        .expect("a number")
}

fn answer<T: serde::Serialize>(result: Result<T, CalendarError>) -> Value {
    match result {
        Ok(value) => serde_json::to_value(value).expect("serialisable"),
        Err(error) => json!({ "error": error.code() }),
    }
}

fn national() -> &'static WorkCalendar {
    WorkCalendar::national()
}

#[test]
fn working_days() {
    run("calendar/is_workday.json", |input| {
        answer(
            national()
                .is_workday(day(&input["date"]))
                .map(|w| json!({ "workday": w })),
        )
    });
}

#[test]
fn single_days() {
    run("calendar/day.json", |input| {
        answer(national().day(day(&input["date"])))
    });
}

#[test]
fn working_days_added() {
    run("calendar/add_workdays.json", |input| {
        answer(national().add_workdays(day(&input["date"]), n(&input["n"])))
    });
}

#[test]
fn working_days_between() {
    run("calendar/workdays_between.json", |input| {
        answer(national().workdays_between(day(&input["from"]), day(&input["to"])))
    });
}

#[test]
fn neighbouring_working_days() {
    run("calendar/neighbours.json", |input| {
        let date = day(&input["date"]);
        let value =
            |found: Result<Answer<NaiveDate>, CalendarError>| answer(found.map(|a| a.value));
        json!({
            "next": value(national().next_workday(date)),
            "previous": value(national().previous_workday(date)),
            "on_or_after": value(national().workday_on_or_after(date)),
            "on_or_before": value(national().workday_on_or_before(date)),
        })
    });
}

#[test]
fn ranges_of_days() {
    run("calendar/days.json", |input| {
        let days = national().days(day(&input["from"])..=day(&input["to"]));
        answer(days.map(|days| json!({ "days": days.collect::<Vec<_>>() })))
    });
}

#[test]
fn days_as_known_then() {
    run("calendar/as_of.json", |input| {
        answer(
            national()
                .as_of(day(&input["as_of"]))
                .day(day(&input["date"])),
        )
    });
}

#[test]
fn deadlines() {
    for file in [
        "working_days",
        "calendar_days",
        "excluded",
        "extended",
        "minimum",
        "errors",
    ] {
        run(&format!("deadline/{file}.json"), |input| {
            let request: DeadlineRequest =
                serde_json::from_value(input.clone()).expect("a request");
            answer(national().deadline(&request))
        });
    }
}

#[test]
fn local_layers() {
    run("calendar/local.json", |input| {
        let locals: Vec<LocalCalendar> =
            serde_json::from_value(input["locals"].clone()).expect("local calendars");
        let layered = locals
            .iter()
            .try_fold(national().clone(), |calendar, local| {
                calendar.with_local(local)
            });
        match layered {
            Ok(calendar) => answer(calendar.day(day(&input["date"]))),
            Err(error) => json!({ "error": error.code() }),
        }
    });
}

#[test]
fn deadlines_that_a_notice_moves() {
    run("calendar/changed_by.json", |input| {
        let notice: Notice = serde_json::from_value(input["notice"].clone()).expect("a notice");
        let open: Vec<DeadlineRequest> =
            serde_json::from_value(input["deadlines"].clone()).expect("requests");
        answer(
            national()
                .changed_by(&notice, &open)
                .map(|moved| json!({ "moved": moved })),
        )
    });
}

#[test]
fn a_deadline_as_json_has_four_keys() {
    let request = Deadline::after(day(&json!("2026-11-02")), "20wd".parse().expect("a period"));
    let json = answer(national().deadline(&request));
    let keys: Vec<_> = json
        .as_object()
        .expect("an object")
        .keys()
        .cloned()
        .collect();
    assert_eq!(keys, ["basis", "certainty", "due", "trail"]);
}

fn fixture(name: &str) -> BTreeMap<NaiveDate, String> {
    let path = root().join("tests/fixtures/calendar").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines()
        .skip(1)
        .map(|line| {
            let (date, value) = line.split_once(',').expect("two columns");
            (date.parse().expect("a date"), value.to_owned())
        })
        .collect()
}

#[test]
fn every_day_of_the_record_agrees_with_an_independent_calendar() {
    let theirs = fixture("chinesecalendar-2008-2026.csv");
    let days = national()
        .days(day(&json!("2008-01-01"))..=day(&json!("2026-12-31")))
        .expect("within the calendar");
    let mut count = 0;
    for ours in days {
        assert_eq!(
            theirs[&ours.date],
            i32::from(ours.workday).to_string(),
            "{}",
            ours.date
        );
        assert_eq!(ours.certainty, Certainty::Published, "{}", ours.date);
        count += 1;
    }
    assert_eq!(count, 6940, "nineteen years");
    assert_eq!(theirs.len(), count);
}

#[test]
fn projected_statutory_days_agree_with_an_independent_calendar() {
    let mut theirs: BTreeSet<NaiveDate> = fixture("holidays-statutory-2027-2100.csv")
        .into_keys()
        .collect();
    // The one known difference; see the page beside the fixture.
    assert!(theirs.remove(&day(&json!("2100-04-04"))));
    theirs.insert(day(&json!("2100-04-05")));
    let ours: BTreeSet<NaiveDate> = national()
        .days(day(&json!("2027-01-01"))..=day(&json!("2100-12-31")))
        .expect("within the calendar")
        .filter(|d| d.kind == DayKind::StatutoryHoliday)
        .map(|d| d.date)
        .collect();
    assert_eq!(ours, theirs);
}
