use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The language of a rendered text (语言).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "law.Lang"))]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Chinese, simplified.
    #[default]
    Zh,
    /// English.
    En,
}

/// Why a text is not a language.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{input}` is not a language: expected zh or en")]
pub struct LangParseError {
    /// What was given.
    pub input: String,
}

impl FromStr for Lang {
    type Err = LangParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "zh" => Ok(Self::Zh),
            "en" => Ok(Self::En),
            _ => Err(LangParseError {
                input: text.to_owned(),
            }),
        }
    }
}
