use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::data::split_condition;
use super::facts::RecordFacts;
use super::missing::Missing;
use crate::law::Lang;

/// What a row of the schedule asks of a record before it applies (适用条件).
///
/// As text, also in JSON and TOML: `important`, `litigated`, `refused`, `precedent`, `handled`,
/// `instructed`, `amount>=500000` (yuan), `valid_years>=20`.
#[doc(alias = "适用条件")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Condition {
    /// 重要.
    Important,
    /// 经复议或者诉讼.
    Litigated,
    /// 依条例第十四条、第十五条不予公开.
    Refused,
    /// 形成处理口径.
    Precedent,
    /// 有处理结果.
    Handled,
    /// 有领导重要批示.
    Instructed,
    /// 金额不少于, in yuan.
    AmountAtLeast(u64),
    /// 有效期不短于, in years.
    ValidYearsAtLeast(u64),
}

/// Why a text is not a [`Condition`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{input}` is not a condition: expected important, litigated, refused, precedent, handled, instructed, amount>=N or valid_years>=N"
)]
pub struct ConditionParseError {
    /// What was given.
    pub input: String,
}

impl Condition {
    /// Whether a record meets it; `None` where the fact is not known.
    pub fn holds(self, facts: &RecordFacts) -> Option<bool> {
        match self {
            Self::Important => facts.important,
            Self::Litigated => facts.litigated,
            Self::Refused => facts.refused,
            Self::Precedent => facts.precedent,
            Self::Handled => facts.handled,
            Self::Instructed => facts.instructed,
            Self::AmountAtLeast(least) => facts.amount.map(|a| a >= least),
            Self::ValidYearsAtLeast(least) => facts.valid_years.map(|y| y >= least),
        }
    }

    /// The fact that it asks for.
    pub(super) fn fact(self) -> Missing {
        match self {
            Self::Important => Missing::Important,
            Self::Litigated => Missing::Litigated,
            Self::Refused => Missing::Refused,
            Self::Precedent => Missing::Precedent,
            Self::Handled => Missing::Handled,
            Self::Instructed => Missing::Instructed,
            Self::AmountAtLeast(_) => Missing::Amount,
            Self::ValidYearsAtLeast(_) => Missing::ValidYears,
        }
    }

    /// In words.
    pub fn message(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::AmountAtLeast(n), Lang::Zh) => format!("金额不少于{n}元"),
            (Self::AmountAtLeast(n), Lang::En) => format!("amount at least {n} yuan"),
            (Self::ValidYearsAtLeast(n), Lang::Zh) => format!("有效期{n}年以上"),
            (Self::ValidYearsAtLeast(n), Lang::En) => format!("valid for {n} years or more"),
            (Self::Important, Lang::Zh) => "重要".into(),
            (Self::Important, Lang::En) => "important".into(),
            (Self::Litigated, Lang::Zh) => "经复议或者诉讼".into(),
            (Self::Litigated, Lang::En) => "reconsidered or sued upon".into(),
            (Self::Refused, Lang::Zh) => "依第十四条、第十五条不予公开".into(),
            (Self::Refused, Lang::En) => "refused under Articles 14 or 15".into(),
            (Self::Precedent, Lang::Zh) => "形成处理口径".into(),
            (Self::Precedent, Lang::En) => "set a precedent".into(),
            (Self::Handled, Lang::Zh) => "有处理结果".into(),
            (Self::Handled, Lang::En) => "has a result".into(),
            (Self::Instructed, Lang::Zh) => "有领导重要批示".into(),
            (Self::Instructed, Lang::En) => "bears instructions from above".into(),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Important => f.write_str("important"),
            Self::Litigated => f.write_str("litigated"),
            Self::Refused => f.write_str("refused"),
            Self::Precedent => f.write_str("precedent"),
            Self::Handled => f.write_str("handled"),
            Self::Instructed => f.write_str("instructed"),
            Self::AmountAtLeast(n) => write!(f, "amount>={n}"),
            Self::ValidYearsAtLeast(n) => write!(f, "valid_years>={n}"),
        }
    }
}

impl FromStr for Condition {
    type Err = ConditionParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fault = || ConditionParseError {
            input: text.to_owned(),
        };
        Ok(match split_condition(text).ok_or_else(fault)? {
            ("important", None) => Self::Important,
            ("litigated", None) => Self::Litigated,
            ("refused", None) => Self::Refused,
            ("precedent", None) => Self::Precedent,
            ("handled", None) => Self::Handled,
            ("instructed", None) => Self::Instructed,
            ("amount", Some(n)) => Self::AmountAtLeast(n),
            ("valid_years", Some(n)) => Self::ValidYearsAtLeast(n),
            _ => return Err(fault()),
        })
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
