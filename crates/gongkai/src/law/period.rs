use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::model::{PeriodUnit, split_period};

/// A length of time as a text states it: a number with its unit (期限).
///
/// How it is counted is the business of the calendar, one floor up. The compact form, also
/// in JSON, is the number and `wd` (工作日), `d` (日), `w` (周), `m` (月), `q` (季度) or
/// `y` (年).
///
/// ```
/// use gongkai::law::{Period, PeriodUnit};
/// let period: Period = "20wd".parse().unwrap();
/// assert_eq!(period.unit(), PeriodUnit::WorkingDay);
/// assert_eq!(period.chinese(), "20个工作日");
/// assert!("0d".parse::<Period>().is_err());
/// ```
#[doc(alias = "期限")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    unit: PeriodUnit,
    count: NonZeroU32,
}

impl Period {
    /// The longest count accepted, in any unit: past it a date leaves every calendar.
    pub const MAX_COUNT: u32 = 100_000;

    /// A period of `count` units. `None` when `count` is zero or above [`Period::MAX_COUNT`].
    pub fn new(count: u32, unit: PeriodUnit) -> Option<Self> {
        let count = NonZeroU32::new(count).filter(|c| c.get() <= Self::MAX_COUNT)?;
        Some(Self { unit, count })
    }

    /// `count` working days (工作日); `None` as for [`Period::new`].
    pub fn working_days(count: u32) -> Option<Self> {
        Self::new(count, PeriodUnit::WorkingDay)
    }

    /// `count` calendar days (日); `None` as for [`Period::new`].
    pub fn days(count: u32) -> Option<Self> {
        Self::new(count, PeriodUnit::Day)
    }

    /// The number of units, at least 1.
    pub fn count(self) -> u32 {
        self.count.get()
    }

    /// The unit that is counted.
    pub fn unit(self) -> PeriodUnit {
        self.unit
    }

    /// The Chinese wording, as in `20个工作日`, `30日`, `6个月`, `1年`.
    pub fn chinese(self) -> String {
        let unit = match self.unit {
            PeriodUnit::WorkingDay => "个工作日",
            PeriodUnit::Day => "日",
            PeriodUnit::Week => "周",
            PeriodUnit::Month => "个月",
            PeriodUnit::Quarter => "个季度",
            PeriodUnit::Year => "年",
        };
        format!("{}{unit}", self.count)
    }

    /// The English wording, as in `20 working days`.
    pub fn english(self) -> String {
        let unit = match self.unit {
            PeriodUnit::WorkingDay => "working day",
            PeriodUnit::Day => "day",
            PeriodUnit::Week => "week",
            PeriodUnit::Month => "month",
            PeriodUnit::Quarter => "quarter",
            PeriodUnit::Year => "year",
        };
        let plural = if self.count.get() == 1 { "" } else { "s" };
        format!("{} {unit}{plural}", self.count)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            PeriodUnit::WorkingDay => "wd",
            PeriodUnit::Day => "d",
            PeriodUnit::Week => "w",
            PeriodUnit::Month => "m",
            PeriodUnit::Quarter => "q",
            PeriodUnit::Year => "y",
        };
        write!(f, "{}{unit}", self.count)
    }
}

/// Why a text is not a [`Period`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{input}` is not a period: expected a number from 1 to {max} and one of wd, d, w, m, q, y, as in `20wd`", max = Period::MAX_COUNT)]
pub struct PeriodParseError {
    /// What was given.
    pub input: String,
}

impl FromStr for Period {
    type Err = PeriodParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        split_period(text)
            .and_then(|(count, unit)| Self::new(count, unit))
            .ok_or_else(|| PeriodParseError {
                input: text.to_owned(),
            })
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
