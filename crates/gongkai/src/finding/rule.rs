use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::{Lang, Severity};
use crate::law::Citation;

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The code of a rule: a family of three letters and a number, as in `TXT003` (规则编号).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleCode([u8; 6]);

impl RuleCode {
    /// The text of the code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??????")
    }

    /// The family, as in `TXT`.
    pub fn family(&self) -> &str {
        self.as_str().get(..3).unwrap_or("")
    }
}

impl fmt::Display for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a text is not a [`RuleCode`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{input}` is not a rule code: expected three letters and three digits, as in TXT003")]
pub struct RuleCodeParseError {
    /// What was given.
    pub input: String,
}

impl FromStr for RuleCode {
    type Err = RuleCodeParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let upper = text.to_ascii_uppercase();
        let fault = || RuleCodeParseError {
            input: text.to_owned(),
        };
        let bytes = <[u8; 6]>::try_from(upper.as_bytes()).map_err(|_| fault())?;
        let well_formed = bytes.iter().take(3).all(u8::is_ascii_uppercase)
            && bytes.iter().skip(3).all(u8::is_ascii_digit);
        if well_formed {
            Ok(Self(bytes))
        } else {
            Err(fault())
        }
    }
}

impl Serialize for RuleCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for RuleCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Whether a rule runs unasked (规则状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.RuleStatus"))]
#[serde(rename_all = "snake_case")]
pub enum RuleStatus {
    /// Runs by default.
    Stable,
    /// Runs only when selected by its code.
    Optional,
}

/// What is known of a rule without running it (规则); its page says the rest.
#[doc(alias = "规则")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.RuleInfo"))]
#[non_exhaustive]
pub struct RuleInfo {
    /// The code.
    pub code: RuleCode,
    /// The name, as in `impossible-date`.
    pub name: &'static str,
    /// The title in Chinese.
    pub zh: &'static str,
    /// The title in English.
    pub en: &'static str,
    /// The severity unless the case differs.
    pub severity: Severity,
    /// Whether it runs unasked.
    pub status: RuleStatus,
    /// Whether some of its findings carry a fix.
    pub fixable: bool,
    #[serde(skip)]
    basis: &'static [&'static str],
    #[serde(skip)]
    messages: &'static [(&'static str, &'static str, &'static str)],
}

impl RuleInfo {
    /// The title in a language.
    pub fn title(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The articles that the rule rests on, as its page lists them.
    pub fn citations(&self) -> Vec<Citation> {
        self.basis.iter().filter_map(|c| c.parse().ok()).collect()
    }

    /// The sentence of this key, with names in `{}` where facts go.
    pub fn template(&self, key: &str, lang: Lang) -> Option<&'static str> {
        self.messages
            .iter()
            .find(|(k, _, _)| *k == key)
            .map(|(_, zh, en)| match lang {
                Lang::Zh => *zh,
                Lang::En => *en,
            })
    }

    /// The keys of its sentences, of which a [`Message`](super::Message) names one.
    pub fn message_keys(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.messages.iter().map(|(key, _, _)| *key)
    }
}

/// Every rule, ordered by code.
///
/// ```
/// let rules = gongkai::finding::rules();
/// assert!(rules.is_sorted_by_key(|rule| rule.code));
/// ```
pub fn rules() -> &'static [RuleInfo] {
    RULES
}

/// The rule of this code; `None` when no rule bears it.
pub fn rule(code: RuleCode) -> Option<&'static RuleInfo> {
    RULES
        .binary_search_by_key(&code, |rule| rule.code)
        .ok()
        .and_then(|n| RULES.get(n))
}

/// The page of a rule, in Markdown: what it finds, why, its basis, examples. `None` when no
/// rule bears the code.
pub fn rule_page(code: RuleCode) -> Option<&'static str> {
    page(code.as_str())
}
