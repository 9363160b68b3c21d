use serde::Serialize;
use thiserror::Error;

use super::quote::{chinese, english};
use super::schedule::MOST_UNITS;
use crate::law::{Citation, Lang};
use crate::request::FeeMethod;

/// Why a fee cannot be reckoned, or not charged.
///
/// As JSON: its facts, by the names of its fields; its name is [`FeeError::code`].
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeError"))]
#[serde(untagged)]
#[non_exhaustive]
pub enum FeeError {
    /// Units are counted from 1.
    #[error("units are counted from 1, not from 0")]
    NoUnit,
    /// The last unit stands before the first.
    #[error("unit {last} is before unit {first}")]
    ReversedRange {
        /// The first unit.
        first: u32,
        /// The last unit.
        last: u32,
    },
    /// More units than any month or file has.
    #[error("{units} units are more than {MOST_UNITS}")]
    TooMany {
        /// How many.
        units: u32,
    },
    /// The case is not in the register.
    #[error("case `{case}` is not in the register")]
    NotRegistered {
        /// The case.
        case: String,
    },
    /// The case stands in the register twice.
    #[error("case `{case}` stands in the register more than once")]
    RegisteredTwice {
        /// The case.
        case: String,
    },
    /// One application must not be charged by both methods.
    #[error("the application was charged {} already: both methods must not be applied to it", english(*first))]
    SecondMethod {
        /// The method used already.
        first: FeeMethod,
        /// The article.
        citation: Citation,
    },
    /// Information published already is not charged per volume.
    #[error("information that was published already is not charged per volume")]
    AlreadyPublic {
        /// The article.
        citation: Citation,
    },
}

impl FeeError {
    /// The name of the error, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoUnit => "no_unit",
            Self::ReversedRange { .. } => "reversed_range",
            Self::TooMany { .. } => "too_many",
            Self::NotRegistered { .. } => "not_registered",
            Self::RegisteredTwice { .. } => "registered_twice",
            Self::SecondMethod { .. } => "second_method",
            Self::AlreadyPublic { .. } => "already_public",
        }
    }

    /// The articles that forbid it.
    pub fn citations(&self) -> Vec<Citation> {
        match self {
            Self::SecondMethod { citation, .. } | Self::AlreadyPublic { citation } => {
                vec![citation.clone()]
            }
            _ => Vec::new(),
        }
    }

    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::NoUnit => "件数、页数从1起算，不能为0".to_owned(),
            Self::ReversedRange { first, last } => format!("第{last}件在第{first}件之前"),
            Self::TooMany { units } => format!("{units}超过可计算的上限{MOST_UNITS}"),
            Self::NotRegistered { case } => format!("登记表中没有“{case}”"),
            Self::RegisteredTwice { case } => format!("“{case}”在登记表中不止一次"),
            Self::SecondMethod { first, .. } => format!(
                "本件已经{}，同一申请不得同时按两种标准重复收费",
                chinese(*first)
            ),
            Self::AlreadyPublic { .. } => "已经主动公开的信息不按量计收".to_owned(),
        }
    }
}
