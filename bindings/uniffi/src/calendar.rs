//! Working days without JSON, one day or a list of days a call.

use chrono::{Datelike, NaiveDate};
use gongkai::calendar::{Answer, Certainty, Deadline};
use gongkai::law::Period;
use gongkai_contract::{CalendarOptions, Fault};

use crate::failure::Failure;

/// Day 0, 1970-01-01, counted from the first day of the year 1 as day 1.
const DAY_ZERO: i32 = 719_163;

/// A day found by counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct DayAnswer {
    /// The day, as days since 1970-01-01.
    pub day: i32,
    /// Whether a year was counted over whose holidays no notice has arranged yet.
    pub projected: bool,
}

/// Numbers found by counting, one for each that was asked for, in the same order.
#[derive(Debug, Clone, Default, PartialEq, Eq, uniffi::Record)]
pub struct DayAnswers {
    /// Days since 1970-01-01, or numbers of working days, as was asked for.
    pub values: Vec<i32>,
    /// The places in `values`, ascending, of those that rest on a year whose holidays no notice
    /// has arranged yet.
    pub projected: Vec<u32>,
}

/// A calendar of working days, made once and asked many times (工作日历).
#[derive(Debug, uniffi::Object)]
pub struct WorkCalendar(gongkai::calendar::WorkCalendar);

#[uniffi::export]
impl WorkCalendar {
    /// The calendar that these options describe, in JSON as the field `calendar` of a request
    /// has them; the national one as published to date for an empty text.
    ///
    /// # Errors
    /// `InputError` for options that are none; `CalendarError` for a notice or a local calendar
    /// that cannot be taken in.
    #[uniffi::constructor]
    pub fn new(options: String) -> Result<Self, Failure> {
        if options.is_empty() {
            return Ok(Self(gongkai::calendar::WorkCalendar::national().clone()));
        }
        let options: CalendarOptions = serde_json::from_str(&options).map_err(|error| {
            Fault::bad_value(
                "/calendar",
                format!("日历选项不合要求：{error}"),
                format!("not options of a calendar: {error}"),
            )
        })?;
        Ok(Self(options.build().map_err(Fault::from)?))
    }

    /// Whether people work on each of these days; 1 where they do, 0 where not.
    ///
    /// # Errors
    /// `CalendarError` for the first day outside the calendar, with its place.
    pub fn are_workdays(&self, days: Vec<i32>) -> Result<Vec<u8>, Failure> {
        each("/days", &days, |&day| {
            let workday = self.0.is_workday(date(day)?).map_err(Fault::from)?;
            Ok(u8::from(workday))
        })
    }

    /// The day `n` working days after this one, or before it for a negative `n`.
    ///
    /// # Errors
    /// `CalendarError` when the day or the answer lies outside the calendar.
    pub fn add_workdays(&self, day: i32, n: i32) -> Result<DayAnswer, Failure> {
        let asked = date(day).map_err(|fault| fault.at("/day"))?;
        let answer = self.0.add_workdays(asked, n);
        let Answer { value, certainty } = answer.map_err(|error| Fault::of(&error).at("/day"))?;
        Ok(DayAnswer {
            day: number(value),
            projected: certainty == Certainty::Projected,
        })
    }

    /// The day `n` working days after each of these.
    ///
    /// # Errors
    /// `CalendarError` for the first that lies, or whose answer lies, outside the calendar, with
    /// its place.
    pub fn add_workdays_to_each(&self, days: Vec<i32>, n: i32) -> Result<DayAnswers, Failure> {
        answers("/days", &days, |&day| {
            let answer = self.0.add_workdays(date(day)?, n).map_err(Fault::from)?;
            Ok((number(answer.value), answer.certainty))
        })
    }

    /// How many working days come after each of `from` up to and with the day at the same place
    /// in `to`.
    ///
    /// # Errors
    /// `CalendarError` for the first that lies outside the calendar, `InputError` for lists of
    /// unequal length.
    pub fn workdays_between_each(
        &self,
        from: Vec<i32>,
        to: Vec<i32>,
    ) -> Result<DayAnswers, Failure> {
        if from.len() != to.len() {
            let (a, b) = (from.len(), to.len());
            let fault = Fault::bad_value(
                "/to",
                format!("起始日有{a}个，终止日有{b}个，应当一样多"),
                format!("{a} days to count from and {b} to count to; as many are needed"),
            );
            return Err(fault.into());
        }
        let pairs: Vec<(i32, i32)> = from.into_iter().zip(to).collect();
        answers("/from", &pairs, |&(from, to)| {
            let answer = self.0.workdays_between(date(from)?, date(to)?);
            let answer = answer.map_err(Fault::from)?;
            Ok((answer.value, answer.certainty))
        })
    }

    /// When a period ends that runs from each of these days, which themselves do not count; an
    /// end on a day off moves to the next working day.
    ///
    /// # Errors
    /// `InputError` for a period that is none, `CalendarError` for the first day that lies, or
    /// whose answer lies, outside the calendar, with its place.
    pub fn deadlines(&self, days: Vec<i32>, period: String) -> Result<DayAnswers, Failure> {
        let period: Period = period.parse().map_err(|error| {
            Fault::bad_value(
                "/period",
                format!("期限的写法应如“20wd”“30d”“2m”：{error}"),
                format!("a period is written as in `20wd`, `30d`, `2m`: {error}"),
            )
        })?;
        answers("/days", &days, |&day| {
            let found = self.0.deadline(&Deadline::after(date(day)?, period));
            let found = found.map_err(Fault::from)?;
            Ok((number(found.due), found.certainty))
        })
    }
}

/// The date of a day number.
fn date(day: i32) -> Result<NaiveDate, Fault> {
    day.checked_add(DAY_ZERO)
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .ok_or_else(|| {
            Fault::bad_value(
                "",
                format!("第{day}日不是可以表示的日期"),
                format!("day {day} is no date"),
            )
        })
}

/// The day number of a date.
fn number(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - DAY_ZERO
}

/// What `one` gives for each; the first fault has its place put behind `path`.
fn each<I, O>(
    path: &str,
    items: &[I],
    one: impl Fn(&I) -> Result<O, Fault>,
) -> Result<Vec<O>, Failure> {
    let numbered = items.iter().enumerate();
    numbered
        .map(|(n, item)| one(item).map_err(|fault| fault.at(format!("{path}/{n}")).into()))
        .collect()
}

fn answers<I>(
    path: &str,
    items: &[I],
    one: impl Fn(&I) -> Result<(i32, Certainty), Fault>,
) -> Result<DayAnswers, Failure> {
    let mut found = DayAnswers {
        values: Vec::with_capacity(items.len()),
        projected: Vec::new(),
    };
    for (n, item) in items.iter().enumerate() {
        let (value, certainty) = one(item).map_err(|fault| fault.at(format!("{path}/{n}")))?;
        found.values.push(value);
        if certainty == Certainty::Projected {
            found.projected.push(u32::try_from(n).unwrap_or(u32::MAX));
        }
    }
    Ok(found)
}
