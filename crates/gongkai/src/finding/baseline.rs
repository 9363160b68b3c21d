use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a person decided on a finding (人工判定).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.VerdictKind"))]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// Seen, not decided.
    Pending,
    /// It is a fault, to be mended.
    Confirmed,
    /// It is none; a reason is needed.
    Dismissed,
}

/// A decision with its reason, and enough of the finding to recognise it by eye.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.Verdict"))]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// What was decided.
    pub verdict: VerdictKind,
    /// Why; required to dismiss.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The rule, for the reader of the file.
    #[serde(default)]
    pub rule: String,
    /// The file, for the reader of the file.
    #[serde(default)]
    pub path: String,
    /// The text found, for the reader of the file.
    #[serde(default)]
    pub text: String,
}

/// The verdicts that survive from run to run, by fingerprint.
///
/// ```
/// use gongkai::finding::Baseline;
/// let baseline: Baseline = serde_json::from_str(r#"{
///   "version": 1,
///   "verdicts": { "00ff00ff00ff00ff": { "verdict": "dismissed", "reason": "引用原文" } }
/// }"#).unwrap();
/// assert!(baseline.is_dismissed("00ff00ff00ff00ff"));
/// assert!(baseline.problems().is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.Baseline"))]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The version of this format: 1.
    pub version: u32,
    /// The verdicts by fingerprint.
    pub verdicts: BTreeMap<String, Verdict>,
}

impl Default for Baseline {
    fn default() -> Self {
        Self {
            version: 1,
            verdicts: BTreeMap::new(),
        }
    }
}

impl Baseline {
    /// The verdict on a finding, if one counts: a dismissal without a reason does not.
    pub fn verdict(&self, fingerprint: &str) -> Option<VerdictKind> {
        let verdict = self.verdicts.get(fingerprint)?.verdict;
        let counts = verdict != VerdictKind::Dismissed || self.is_dismissed(fingerprint);
        counts.then_some(verdict)
    }

    /// Whether the finding was dismissed, with a reason.
    pub fn is_dismissed(&self, fingerprint: &str) -> bool {
        self.verdicts.get(fingerprint).is_some_and(|v| {
            v.verdict == VerdictKind::Dismissed
                && v.reason.as_deref().is_some_and(|r| !r.trim().is_empty())
        })
    }

    /// The fingerprints dismissed without a reason: these verdicts do not count.
    pub fn problems(&self) -> Vec<&str> {
        self.verdicts
            .iter()
            .filter(|(f, v)| v.verdict == VerdictKind::Dismissed && !self.is_dismissed(f))
            .map(|(f, _)| f.as_str())
            .collect()
    }
}
