use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::day::DayKind;
use crate::law::{InstrumentId, Lang};

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

impl CalendarError {
    /// The sentence for a reader.
    ///
    /// ```
    /// use gongkai::calendar::WorkCalendar;
    /// use gongkai::law::Lang;
    /// let error = WorkCalendar::national().day("1999-01-01".parse().unwrap()).unwrap_err();
    /// assert_eq!(error.message(Lang::Zh), "1999-01-01（或者由它数到的日子）早于有记录的第一天2008-01-01");
    /// ```
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::BeforeRecords { date, first } => {
                format!("{date}（或者由它数到的日子）早于有记录的第一天{first}")
            }
            Self::AfterHorizon { date, last } => {
                format!("{date}（或者由它数到的日子）晚于能推算的最后一天{last}")
            }
            Self::ReversedSpan { from, to } => format!("期间{from}至{to}的终点早于起点"),
            Self::Notice { notice, fault } => {
                format!("放假通知“{notice}”：{}", fault.message(lang))
            }
            Self::Local { region, fault } => {
                format!("地方日历“{region}”：{}", fault.message(lang))
            }
        }
    }
}

impl NoticeFault {
    /// The sentence for a reader, to follow the name of the notice.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::NoDays => "没有列出任何一天".to_owned(),
            Self::DuplicateDay { date } => format!("{date}列了两次"),
            Self::Nameless { date } => format!("{date}没有名称"),
            Self::KindDoesNotFit { date, kind } => {
                format!("{date}写作“{}”，与这天是星期几不合", kind.label(lang))
            }
            Self::OutOfYear { date, year } => format!("{date}不在{year}年的通知可以安排的日子里"),
            Self::UnknownYear { year } => format!("安排{year}年，超出日历的范围"),
            Self::Known => "日历里已经有了".to_owned(),
            Self::YearArranged { year, by } => {
                format!("安排{year}年，但“{by}”已经安排；变更要写明它修改哪个通知")
            }
            Self::UnknownAmended { amended } => format!("修改“{amended}”，但日历里没有它"),
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
