use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::law::{InstrumentId, Lang};

/// What a day is (日期种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.DayKind"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DayKind {
    /// 工作日: an ordinary Monday to Friday.
    Workday,
    /// 周末: a Saturday or Sunday off, by itself or inside a holiday.
    Weekend,
    /// 法定节日: fixed by the decree on public holidays (全国年节及纪念日放假办法).
    StatutoryHoliday,
    /// 调休、补休: a Monday to Friday off, in exchange for a make-up workday or because a
    /// statutory day fell on a weekend.
    SwappedOff,
    /// 另行放假: a day off that a notice grants beyond the decree, as 2015-09-03, or that a
    /// local government grants.
    SpecialHoliday,
    /// 调休上班: a Saturday or Sunday on which work is made up.
    MakeupWorkday,
}

impl DayKind {
    /// Whether work is done on such a day.
    pub fn is_workday(self) -> bool {
        matches!(self, Self::Workday | Self::MakeupWorkday)
    }

    /// The name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Workday, Lang::Zh) => "工作日",
            (Self::Weekend, Lang::Zh) => "周末",
            (Self::StatutoryHoliday, Lang::Zh) => "法定节日",
            (Self::SwappedOff, Lang::Zh) => "调休",
            (Self::SpecialHoliday, Lang::Zh) => "另行放假",
            (Self::MakeupWorkday, Lang::Zh) => "调休上班",
            (Self::Workday, Lang::En) => "workday",
            (Self::Weekend, Lang::En) => "weekend",
            (Self::StatutoryHoliday, Lang::En) => "statutory holiday",
            (Self::SwappedOff, Lang::En) => "swapped off",
            (Self::SpecialHoliday, Lang::En) => "special holiday",
            (Self::MakeupWorkday, Lang::En) => "make-up workday",
        }
    }

    /// Whether the kind can be that of a day which is, or is not, a Saturday or Sunday.
    pub(super) fn fits(self, weekend: bool) -> bool {
        match self {
            Self::Workday | Self::SwappedOff => !weekend,
            Self::Weekend | Self::MakeupWorkday => weekend,
            Self::StatutoryHoliday | Self::SpecialHoliday => true,
        }
    }
}

/// The name used in data and JSON.
impl fmt::Display for DayKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Workday => "workday",
            Self::Weekend => "weekend",
            Self::StatutoryHoliday => "statutory_holiday",
            Self::SwappedOff => "swapped_off",
            Self::SpecialHoliday => "special_holiday",
            Self::MakeupWorkday => "makeup_workday",
        })
    }
}

/// How sure an answer of the calendar is (确定程度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Certainty"))]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// 已公布: every day that the answer rests on lies in a year whose holiday notice is
    /// known. A later notice can still change it: by amendment, or by moving the last days
    /// of December into the New Year holiday of the year after.
    Published,
    /// 推算: at least one day lies in a year without a notice. Weekends and the statutory
    /// days of the decree were used; which days are swapped cannot be known yet.
    Projected,
}

impl Certainty {
    /// The name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Published, Lang::Zh) => "已公布",
            (Self::Projected, Lang::Zh) => "推算",
            (Self::Published, Lang::En) => "published",
            (Self::Projected, Lang::En) => "projected",
        }
    }
}

/// A value with how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Answer<{T}>"))]
pub struct Answer<T> {
    /// The value.
    pub value: T,
    /// How sure it is.
    pub certainty: Certainty,
}

/// Who made a day what it is (日历层).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Layer"))]
#[serde(tag = "layer", rename_all = "snake_case")]
pub enum Layer<'a> {
    /// The national arrangement, or just the day of the week.
    National,
    /// A [`LocalCalendar`](super::LocalCalendar).
    Local {
        /// Its region.
        region: &'a str,
        /// The text that the day rests on, as the local calendar states it.
        basis: &'a str,
    },
}

/// A day of the calendar (一天).
///
/// As JSON: `date`, `workday`, `kind`, `name`, `notice`, `layer` (with `region` and `basis`
/// when it is local) and `certainty`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Day"))]
#[non_exhaustive]
pub struct Day<'a> {
    /// The date.
    pub date: NaiveDate,
    /// Whether it is a working day.
    pub workday: bool,
    /// What it is.
    pub kind: DayKind,
    /// The holiday that it belongs to, in Chinese; `None` on an ordinary day.
    pub name: Option<&'a str>,
    /// The notice that made it so, or, on a projected statutory day, the decree. `None` on
    /// an ordinary day and on a day of a local calendar.
    pub notice: Option<&'a InstrumentId>,
    /// Who made it so.
    #[serde(flatten)]
    pub layer: Layer<'a>,
    /// How sure that is.
    pub certainty: Certainty,
}
