use std::borrow::Cow;
use std::collections::HashSet;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::day::DayKind;
use super::error::NoticeFault;
use crate::law::{Attestation, InstrumentId};

/// A holiday notice: what it says of single days (放假通知).
///
/// The General Office of the State Council publishes one each autumn for the year after, and
/// now and then one that changes the running year; such a change names what it `amends` and
/// lists only the days that it changes. The shipped notices are data of the library; a new
/// one is read, as JSON or from any other format that serde knows, and given to
/// [`WorkCalendar::with_notice`](super::WorkCalendar::with_notice), which validates it.
#[doc(alias = "放假通知")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Notice"))]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The id of the notice as an instrument, as in `holiday-notice-2026`.
    pub id: InstrumentId,
    /// The document number (文号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Cow<'static, str>>,
    /// The day it was published.
    pub published: NaiveDate,
    /// The year it arranges.
    pub year: i32,
    /// The notice that it changes; `None` for the yearly arrangement itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<InstrumentId>,
    /// How its content is known.
    pub certainty: Attestation,
    /// Remarks, in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
    /// The days it names.
    pub days: Vec<NoticeDay>,
}

/// A day as a [`Notice`] arranges it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.NoticeDay"))]
#[serde(deny_unknown_fields)]
pub struct NoticeDay {
    /// The date.
    pub date: NaiveDate,
    /// What it becomes.
    pub kind: DayKind,
    /// The holiday that it belongs to, in Chinese.
    pub name: Cow<'static, str>,
}

impl Notice {
    /// Whether its days make sense by themselves.
    pub(super) fn fault(&self) -> Option<NoticeFault> {
        let from = NaiveDate::from_ymd_opt(self.year.saturating_sub(1), 12, 1);
        let until = NaiveDate::from_ymd_opt(self.year.saturating_add(1), 1, 31);
        let (Some(from), Some(until)) = (from, until) else {
            return Some(NoticeFault::UnknownYear { year: self.year });
        };
        days_fault(self.days.iter().map(|d| (d.date, d.kind, d.name.as_ref()))).or_else(|| {
            self.days
                .iter()
                .find(|d| d.date < from || until < d.date)
                .map(|d| NoticeFault::OutOfYear {
                    date: d.date,
                    year: self.year,
                })
        })
    }
}

/// What a region adds to the national calendar, or changes in it (地方日历).
///
/// Local governments fix the days off for the festivals of minorities in their areas (Art. 4
/// of the decree on public holidays), as 广西 does for 三月三, and close offices for a flood
/// or a great event. Each day carries the text that it rests on. Laid on the national
/// calendar with [`WorkCalendar::with_local`](super::WorkCalendar::with_local); where both
/// speak of a day, the local one prevails.
///
/// ```
/// use gongkai::calendar::{LocalCalendar, WorkCalendar};
/// let json = r#"{
///   "region": "广西壮族自治区",
///   "days": [
///     {"date": "2026-04-20", "kind": "special_holiday", "name": "三月三",
///      "basis": "自治区人民政府放假通知（示例）"}
///   ]
/// }"#;
/// let local: LocalCalendar = serde_json::from_str(json)?;
/// let guangxi = WorkCalendar::national().with_local(&local)?;
/// let day = "2026-04-20".parse().unwrap();
/// assert!(WorkCalendar::national().is_workday(day)?);
/// assert!(!guangxi.is_workday(day)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "地方日历")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.LocalCalendar"))]
#[serde(deny_unknown_fields)]
pub struct LocalCalendar {
    /// The region or body it holds for.
    pub region: String,
    /// Its days.
    pub days: Vec<LocalDay>,
}

/// A day of a [`LocalCalendar`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.LocalDay"))]
#[serde(deny_unknown_fields)]
pub struct LocalDay {
    /// The date.
    pub date: NaiveDate,
    /// What it becomes there.
    pub kind: DayKind,
    /// The holiday or the cause, in Chinese.
    pub name: String,
    /// The text that it rests on.
    pub basis: String,
}

impl LocalCalendar {
    /// Whether its days make sense by themselves.
    pub(super) fn fault(&self) -> Option<NoticeFault> {
        days_fault(self.days.iter().map(|d| (d.date, d.kind, d.name.as_str())))
    }
}

fn days_fault<'a>(
    days: impl Iterator<Item = (NaiveDate, DayKind, &'a str)>,
) -> Option<NoticeFault> {
    let mut seen = HashSet::new();
    for (date, kind, name) in days {
        if !seen.insert(date) {
            return Some(NoticeFault::DuplicateDay { date });
        }
        if name.trim().is_empty() {
            return Some(NoticeFault::Nameless { date });
        }
        if !kind.fits(is_weekend(date)) {
            return Some(NoticeFault::KindDoesNotFit { date, kind });
        }
    }
    seen.is_empty().then_some(NoticeFault::NoDays)
}

pub(super) fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
