//! gongkai in the browser and in Node (浏览器与 Node).
//!
//! Every operation of the contract goes through [`call`], JSON in and JSON out, places in texts
//! in UTF-16 units. Working days have a way of their own besides, on day numbers, because they
//! are asked for by the thousand. The JavaScript around this (`js/`) is what people use; nothing
//! here is kept between calls that anybody would have to free.

use chrono::{Days, NaiveDate};
use gongkai::calendar::{Certainty, WorkCalendar};
use gongkai_contract::{Fault, OffsetUnit};
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs an operation of the contract on a request in JSON; the response in JSON.
///
/// # Errors
/// The fault, in JSON.
#[wasm_bindgen]
pub fn call(operation: &str, request: &str) -> Result<String, String> {
    gongkai_contract::call(operation, request, OffsetUnit::Utf16).map_err(|fault| told(&fault))
}

/// `check.text` with the text apart from the rest of the request, which is the JSON of an object
/// without it: so a long text is not written as JSON.
///
/// # Errors
/// The fault, in JSON.
#[cfg(feature = "domain")]
#[wasm_bindgen(js_name = checkText)]
pub fn check_text(text: String, rest: &str) -> Result<String, String> {
    gongkai_contract::check_text(text, rest, OffsetUnit::Utf16).map_err(|fault| told(&fault))
}

/// The names of the operations in this module, one a line.
#[wasm_bindgen]
pub fn operations() -> String {
    let names: Vec<&str> = gongkai_contract::operations().map(|o| o.name).collect();
    names.join("\n")
}

fn told(fault: &Fault) -> String {
    serde_json::to_string(fault).unwrap_or_default()
}

/// The day `n` working days after day `day` of the national calendar, as
/// `4 * day number + certainty`; `NaN` where the calendar ends. Days are counted from
/// 1970-01-01, certainties as in `certainty`.
#[wasm_bindgen(js_name = addWorkdays)]
pub fn add_workdays(day: i32, n: i32) -> f64 {
    let answer = date(day).and_then(|date| calendar().add_workdays(date, n).ok());
    answer.map_or(f64::NAN, |a| coded(f64::from(number(a.value)), a.certainty))
}

/// How many working days lie between two days, the first not counted, the second counted, as
/// `4 * count + certainty`; `NaN` where the calendar ends.
#[wasm_bindgen(js_name = workdaysBetween)]
pub fn workdays_between(from: i32, to: i32) -> f64 {
    let days = date(from).zip(date(to));
    let answer = days.and_then(|(from, to)| calendar().workdays_between(from, to).ok());
    answer.map_or(f64::NAN, |a| coded(f64::from(a.value), a.certainty))
}

/// Whether people work on a day: 1 or 0; -1 where the calendar ends.
#[wasm_bindgen(js_name = isWorkday)]
pub fn is_workday(day: i32) -> i32 {
    let answer = date(day).and_then(|date| calendar().is_workday(date).ok());
    answer.map_or(-1, i32::from)
}

fn calendar() -> &'static WorkCalendar {
    WorkCalendar::national()
}

fn coded(value: f64, certainty_: Certainty) -> f64 {
    value * 4.0 + f64::from(certainty(certainty_))
}

/// A certainty as a number: 0 published, 1 projected.
fn certainty(certainty: Certainty) -> u8 {
    match certainty {
        Certainty::Published => 0,
        Certainty::Projected => 1,
    }
}

fn date(day: i32) -> Option<NaiveDate> {
    let days = Days::new(u64::from(day.unsigned_abs()));
    if day < 0 {
        NaiveDate::default().checked_sub_days(days)
    } else {
        NaiveDate::default().checked_add_days(days)
    }
}

fn number(date: NaiveDate) -> i32 {
    let days = (date - NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i32 {
        number(text.parse().unwrap())
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day("1970-01-01"), 0);
        assert_eq!(day("1969-12-31"), -1);
        assert_eq!(day("2000-03-01"), 11_017);
        assert_eq!(date(11_017), "2000-03-01".parse().ok());
        assert_eq!(date(i32::MAX), None);
        assert_eq!(date(i32::MIN), None);
    }

    #[test]
    fn numbers_say_the_certainty() {
        // 2026-11-02 and twenty working days, no holiday among them: four weeks.
        let found = add_workdays(day("2026-11-02"), 20);
        assert!((found - f64::from(4 * day("2026-11-30"))).abs() < 0.1);
        assert!(add_workdays(i32::MIN, 20).is_nan());
        assert_eq!(is_workday(day("2026-11-01")), 0);
        assert_eq!(is_workday(day("2026-11-02")), 1);
        assert_eq!(is_workday(day("1901-01-01")), -1);
        assert!(workdays_between(i32::MIN, 0).is_nan());
        let back = workdays_between(day("2026-11-30"), day("2026-11-02"));
        assert!((back + 80.0).abs() < 0.1, "{back}");
    }
}
