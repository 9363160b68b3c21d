use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{RuleCode, RuleInfo, RuleStatus, Severity, rules};

/// What a text is checked for: being worked on, or going out (检查场景).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.Profile"))]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// 起草: only errors block.
    Draft,
    /// 发布: errors and warnings block.
    #[default]
    Publish,
}

impl Profile {
    /// Whether a finding of this severity holds the text up.
    pub fn blocks(self, severity: Severity) -> bool {
        match self {
            Self::Draft => severity >= Severity::Error,
            Self::Publish => severity >= Severity::Warning,
        }
    }
}

/// Why a text is not a [`Profile`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{input}` is not a profile: expected draft or publish")]
pub struct ProfileParseError {
    /// What was given.
    pub input: String,
}

impl FromStr for Profile {
    type Err = ProfileParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "draft" => Ok(Self::Draft),
            "publish" => Ok(Self::Publish),
            _ => Err(ProfileParseError {
                input: text.to_owned(),
            }),
        }
    }
}

/// A rule (`TXT003`), a family (`TXT`) or all rules (`ALL`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Selector {
    /// Every rule, the optional ones too.
    All,
    /// A family, by its three letters.
    Family(String),
    /// One rule.
    Rule(RuleCode),
}

/// Why a text selects no rule.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{input}` selects no rule: expected a code such as TXT003, a family such as TXT, or ALL")]
pub struct SelectorParseError {
    /// What was given.
    pub input: String,
}

impl Selector {
    fn matches(&self, rule: &RuleInfo) -> bool {
        match self {
            Self::All => true,
            Self::Family(family) => rule.code.family() == family,
            Self::Rule(code) => rule.code == *code,
        }
    }
}

impl FromStr for Selector {
    type Err = SelectorParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let upper = text.trim().to_ascii_uppercase();
        let found = if upper == "ALL" {
            Self::All
        } else if let Ok(code) = upper.parse::<RuleCode>() {
            Self::Rule(code)
        } else {
            Self::Family(upper)
        };
        if rules().iter().any(|rule| found.matches(rule)) {
            Ok(found)
        } else {
            Err(SelectorParseError {
                input: text.to_owned(),
            })
        }
    }
}

impl TryFrom<String> for Selector {
    type Error = SelectorParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Selector> for String {
    fn from(selector: Selector) -> Self {
        selector.to_string()
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("ALL"),
            Self::Family(family) => f.write_str(family),
            Self::Rule(code) => f.write_str(code.as_str()),
        }
    }
}

/// Which rules run.
///
/// ```
/// use gongkai::finding::Selection;
/// let selection = Selection::new(&["TXT".parse().unwrap()], &["TXT001".parse().unwrap()]);
/// assert!(!selection.has("TXT001".parse().unwrap()));
/// assert!(selection.has("TXT003".parse().unwrap()));
/// assert!(!selection.has("CAT001".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    codes: Vec<RuleCode>,
}

impl Selection {
    /// Those that `select` names (by default every stable rule) without those that `ignore`
    /// names. An optional rule runs only when its own code or `ALL` is selected.
    pub fn new(select: &[Selector], ignore: &[Selector]) -> Self {
        let wanted = |rule: &RuleInfo| {
            if select.is_empty() {
                return rule.status == RuleStatus::Stable;
            }
            select.iter().any(|s| {
                s.matches(rule)
                    && (rule.status == RuleStatus::Stable || !matches!(s, Selector::Family(_)))
            })
        };
        let codes = rules()
            .iter()
            .filter(|rule| wanted(rule) && !ignore.iter().any(|s| s.matches(rule)))
            .map(|rule| rule.code)
            .collect();
        Self { codes }
    }

    /// Whether the rule of this code runs.
    pub fn has(&self, code: RuleCode) -> bool {
        self.codes.binary_search(&code).is_ok()
    }

    /// The codes of the rules that run, ordered.
    pub fn codes(&self) -> &[RuleCode] {
        &self.codes
    }
}

impl Default for Selection {
    fn default() -> Self {
        Self::new(&[], &[])
    }
}
