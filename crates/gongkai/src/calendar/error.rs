use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::day::DayKind;
use crate::law::InstrumentId;

/// Why the calendar gives no answer, or takes no notice.
///
/// As JSON: its facts, by the names of its fields; its name is [`CalendarError::code`].
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.CalendarError"))]
#[serde(untagged)]
#[non_exhaustive]
pub enum CalendarError {
    /// A day before the first on record, or a count that leads there.
    #[error("`{date}` is, or leads, before {first}, the first day on record")]
    BeforeRecords {
        /// The day given.
        date: NaiveDate,
        /// The first day on record.
        first: NaiveDate,
    },
    /// A day after the last that can be projected, or a count that leads there.
    #[error("`{date}` is, or leads, past {last}, the last day that can be projected")]
    AfterHorizon {
        /// The day given.
        date: NaiveDate,
        /// The last day of the calendar.
        last: NaiveDate,
    },
    /// A span that ends before it begins.
    #[error("the span `{from}..{to}` ends before it begins")]
    ReversedSpan {
        /// Its first day as given.
        from: NaiveDate,
        /// Its last day as given.
        to: NaiveDate,
    },
    /// A holiday notice that cannot be taken into the calendar.
    #[error("notice `{notice}`: {fault}")]
    Notice {
        /// The id of the notice.
        notice: InstrumentId,
        /// What is wrong with it.
        fault: NoticeFault,
    },
    /// A local calendar that cannot be laid on the national one.
    #[error("local calendar `{region}`: {fault}")]
    Local {
        /// Its region.
        region: String,
        /// What is wrong with it.
        fault: NoticeFault,
    },
}

impl CalendarError {
    /// The name of the error, the same in every language: `before_records`, `after_horizon`,
    /// `reversed_span`, `bad_notice`, `bad_local_calendar`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BeforeRecords { .. } => "before_records",
            Self::AfterHorizon { .. } => "after_horizon",
            Self::ReversedSpan { .. } => "reversed_span",
            Self::Notice { .. } => "bad_notice",
            Self::Local { .. } => "bad_local_calendar",
        }
    }
}

/// What is wrong with a [`Notice`](super::Notice) or a
/// [`LocalCalendar`](super::LocalCalendar).
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.NoticeFault"))]
#[serde(tag = "problem", rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoticeFault {
    /// It lists no day.
    #[error("lists no day")]
    NoDays,
    /// It lists a day twice.
    #[error("lists {date} twice")]
    DuplicateDay {
        /// The day.
        date: NaiveDate,
    },
    /// A day without a name.
    #[error("gives {date} no name")]
    Nameless {
        /// The day.
        date: NaiveDate,
    },
    /// A make-up workday that is no weekend day, a day swapped off that is one, and the like.
    #[error("calls {date} `{kind}`, which its day of the week does not fit")]
    KindDoesNotFit {
        /// The day.
        date: NaiveDate,
        /// The kind given.
        kind: DayKind,
    },
    /// A day that a notice for the year may not arrange: it reaches from December of the
    /// year before to January of the year after.
    #[error("lists {date}, which a notice for {year} may not arrange")]
    OutOfYear {
        /// The day.
        date: NaiveDate,
        /// The year the notice arranges.
        year: i32,
    },
    /// The year lies outside the calendar.
    #[error("arranges {year}, which lies outside the calendar")]
    UnknownYear {
        /// The year.
        year: i32,
    },
    /// The calendar has a notice with this id.
    #[error("is in the calendar already")]
    Known,
    /// Another notice arranges the year; a later change names the notice that it amends.
    #[error("arranges {year}, which `{by}` does already: a change names the notice it amends")]
    YearArranged {
        /// The year.
        year: i32,
        /// The notice that arranges it.
        by: InstrumentId,
    },
    /// The notice that it amends is not in the calendar.
    #[error("amends `{amended}`, which the calendar does not have")]
    UnknownAmended {
        /// The notice that it amends.
        amended: InstrumentId,
    },
}
