use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

use super::deadline::Deadline;
use super::error::CalendarError;
use super::work_calendar::WorkCalendar;
use crate::law::Period;

/// What a deadline is computed from: the day of the event, the period, and whatever delays
/// or lengthens it. Made by [`Deadline::after`], answered by [`WorkCalendar::deadline`].
///
/// As JSON: `from`, `period`, and, where given, `exclude` (a list of `"D..D"` or of objects
/// with `from`, `to`, `reason`), `extend` (a list of periods), `roll`, `minimum`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.DeadlineRequest"))]
#[serde(deny_unknown_fields)]
pub struct DeadlineRequest {
    /// The day of the event; it may be a day off. The period begins the day after (民法典第二百
    /// 零一条第一款).
    pub from: NaiveDate,
    /// The length.
    pub period: Period,
    /// The spans that do not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<ExcludedSpan>,
    /// By how much the period is extended, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extend: Vec<Period>,
    /// Whether a last day on a day off moves to the next working day (民法典第二百零三条第一款).
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub roll: bool,
    /// Whether the period is one that must at least have passed (不少于), as of a display.
    #[serde(default, skip_serializing_if = "is_false")]
    pub minimum: bool,
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde passes references
fn is_true(value: &bool) -> bool {
    *value
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !*value
}

impl DeadlineRequest {
    pub(super) fn new(from: NaiveDate, period: Period) -> Self {
        Self {
            from,
            period,
            exclude: Vec::new(),
            extend: Vec::new(),
            roll: true,
            minimum: false,
        }
    }

    /// Leaves a span out, both ends included: a period of working days does not count the
    /// working days in it, another one gets as many days longer as lie in it.
    pub fn exclude(mut self, span: RangeInclusive<NaiveDate>) -> Self {
        let (from, to) = span.into_inner();
        self.exclude.push(ExcludedSpan {
            from,
            to,
            reason: None,
        });
        self
    }

    /// The same, with the reason that the trail will show, in the words of the file.
    pub fn exclude_because(
        mut self,
        span: RangeInclusive<NaiveDate>,
        reason: impl Into<String>,
    ) -> Self {
        let (from, to) = span.into_inner();
        self.exclude.push(ExcludedSpan {
            from,
            to,
            reason: Some(reason.into()),
        });
        self
    }

    /// Lengthens the period: `by` is counted from the day on which it would have ended,
    /// before that day is moved off a day off. Several extensions follow one another.
    pub fn extend(mut self, by: Period) -> Self {
        self.extend.push(by);
        self
    }

    /// Whether a last day on a day off moves to the next working day, as it does unless this
    /// says `false`.
    pub fn roll(mut self, roll: bool) -> Self {
        self.roll = roll;
        self
    }

    /// Makes it a period that must at least have passed (不少于): the due day is then the last
    /// day that is still part of it and is never moved; it may be closed the day after.
    pub fn minimum(mut self) -> Self {
        self.minimum = true;
        self
    }

    /// The answer of a calendar; see [`WorkCalendar::deadline`].
    ///
    /// # Errors
    /// As there: a start or end outside the calendar, or a span that ends before it begins.
    pub fn on(&self, calendar: &WorkCalendar) -> Result<Deadline, CalendarError> {
        calendar.deadline(self)
    }
}

/// A span of days that does not count (不计入期限的期间), both ends included.
///
/// Its text is `2026-03-01..2026-03-15`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcludedSpan {
    /// The first day left out.
    pub from: NaiveDate,
    /// The last day left out.
    pub to: NaiveDate,
    /// Why, in the words of the file; shown in the trail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Why a text is not a span of days.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{input}` is not a span of days: expected two dates as in `2026-03-01..2026-03-15`")]
pub struct SpanParseError {
    /// What was given.
    pub input: String,
}

impl FromStr for ExcludedSpan {
    type Err = SpanParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split_once("..")
            .and_then(|(from, to)| {
                let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
                Some(Self {
                    from,
                    to,
                    reason: None,
                })
            })
            .ok_or_else(|| SpanParseError {
                input: text.to_owned(),
            })
    }
}

impl fmt::Display for ExcludedSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.from, self.to)
    }
}

impl<'de> Deserialize<'de> for ExcludedSpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Text(String),
            Parts {
                from: NaiveDate,
                to: NaiveDate,
                reason: Option<String>,
            },
        }
        match Form::deserialize(deserializer)? {
            Form::Text(text) => text.parse().map_err(serde::de::Error::custom),
            Form::Parts { from, to, reason } => Ok(Self { from, to, reason }),
        }
    }
}
