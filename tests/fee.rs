//! Processing fees against the vectors.

use chrono::NaiveDate;
use gongkai::request::{FeeError, FeeQuote, FeeSchedule};
use gongkai_tests::run;
use serde_json::{Value, json};

/// A number of the input, 0 where it is missing.
fn number(input: &Value, key: &str) -> u32 {
    input[key].as_u64().map_or(0, |n| u32::try_from(n).unwrap())
}

fn fees() -> &'static FeeSchedule {
    FeeSchedule::on(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()).unwrap()
}

fn shown(quote: Result<FeeQuote, FeeError>) -> Value {
    match quote {
        Ok(quote) => json!({ "amount": quote.amount }),
        Err(error) => json!({ "error": error.code() }),
    }
}

#[test]
fn per_application() {
    run("fee/per_application.json", |input| {
        let (first, last) = if input.get("n").is_some() {
            (number(input, "n"), number(input, "n"))
        } else {
            (number(input, "from"), number(input, "to"))
        };
        shown(fees().per_application(first, last))
    });
}

#[test]
fn per_volume() {
    run("fee/per_volume.json", |input| {
        shown(fees().per_volume(number(input, "pages")))
    });
}
