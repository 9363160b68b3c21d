//! Floor 1: findings, the one currency of whatever is wrong.
//!
//! A [`Finding`] (问题) names its [`RuleInfo`] (规则), its place and the facts of the case;
//! the sentence that a person reads is made from these when it is asked for, in Chinese or
//! English. The rules themselves are described by the pages under `rules/`, embedded here.

mod baseline;
mod fingerprint;
mod fix;
mod locus;
mod message;
mod profile;
mod rule;

pub use baseline::{Baseline, Verdict, VerdictKind};
pub use fingerprint::fingerprints;
pub use fix::{Applicability, Fixed, apply_fixes, shortened};
pub use locus::{CellRef, Locus, TextRange};
pub use message::{Arg, Lang, Message, quoted};
pub use profile::{Profile, ProfileParseError, Selection, Selector, SelectorParseError};
pub use rule::{RuleCode, RuleCodeParseError, RuleInfo, RuleStatus, rule, rule_page, rules};

use serde::{Deserialize, Serialize};

use crate::law::Citation;

/// How bad a finding is (严重程度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.Severity"))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 提示: a matter of style or a hint; blocks nothing.
    Info,
    /// 警告: probably wrong; blocks publication.
    Warning,
    /// 错误: wrong; blocks even a draft.
    Error,
}

impl Severity {
    /// The name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Info, Lang::Zh) => "提示",
            (Self::Warning, Lang::Zh) => "警告",
            (Self::Error, Lang::Zh) => "错误",
            (Self::Info, Lang::En) => "info",
            (Self::Warning, Lang::En) => "warning",
            (Self::Error, Lang::En) => "error",
        }
    }
}

/// A change of text that mends a finding (修改建议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.Fix"))]
pub struct Fix {
    /// What is replaced; empty where something is inserted.
    pub range: TextRange,
    /// What stands there afterwards.
    pub replacement: String,
    /// Whether it may be applied without a person looking: it cannot change the meaning.
    pub safe: bool,
}

/// Something wrong, at a place, under a rule (问题).
#[doc(alias = "问题")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.Finding"))]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleCode,
    /// How bad it is here; the rule's own severity unless the case is milder or worse.
    pub severity: Severity,
    /// Where.
    pub locus: Locus,
    /// What to say, as data.
    pub message: Message,
    /// What stands there: the text underlined, the value of the field.
    pub text: String,
    /// Citations of this case, besides those of the rule.
    pub citations: Vec<Citation>,
    /// How to mend it, where that is known.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding of `rule` with the rule's own severity.
    pub fn new(rule: &RuleInfo, locus: Locus, message: Message, text: impl Into<String>) -> Self {
        Self {
            rule: rule.code,
            severity: rule.severity,
            locus,
            message,
            text: text.into(),
            citations: Vec::new(),
            fix: None,
        }
    }

    /// The same with a fix.
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// The same with another severity.
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same resting also on `citation`.
    pub fn with_citation(mut self, citation: Citation) -> Self {
        self.citations.push(citation);
        self
    }

    /// The sentence for a reader, made of the rule's sentence and the facts; the bare key when
    /// no rule of this code is known.
    pub fn message(&self, lang: Lang) -> String {
        match rule(self.rule) {
            Some(info) => self.message.render(info, lang),
            None => self.message.key.to_string(),
        }
    }

    /// Everything it rests on, each once: the citations of the case, then those of its rule.
    /// An instrument as a whole is left out where one of its articles is cited.
    pub fn basis(&self) -> Vec<Citation> {
        let of_rule = rule(self.rule).map(RuleInfo::citations).unwrap_or_default();
        let mut all: Vec<Citation> = Vec::new();
        for citation in self.citations.iter().cloned().chain(of_rule) {
            if !all.contains(&citation) {
                all.push(citation);
            }
        }
        let precise: Vec<_> = all
            .iter()
            .filter(|c| c.article().is_some())
            .map(|c| c.instrument().clone())
            .collect();
        all.retain(|c| c.article().is_some() || !precise.contains(c.instrument()));
        all
    }

    /// An id that survives edits elsewhere in the file: it depends on the rule, the text
    /// found, its neighbourhood and on `occurrence`, the number of equal findings before it,
    /// never on a line number.
    ///
    /// `context` is what identifies the place in the long run: the name of the file (without
    /// its folders, so that it does not matter from where the check is run) with the text of
    /// the line, or the id of the item.
    ///
    /// ```
    /// use gongkai::finding::{Finding, Locus, Message, TextRange, rule, RuleCode};
    /// let rule = rule("TXT001".parse().unwrap()).unwrap();
    /// let at = |start| Finding::new(rule, Locus::text(TextRange::new(start, start + 4)), Message::new("default"), "XX区");
    /// assert_eq!(at(0).fingerprint("a.txt", 0), at(90).fingerprint("a.txt", 0));
    /// assert_ne!(at(0).fingerprint("a.txt", 0), at(0).fingerprint("b.txt", 0));
    /// assert_ne!(at(0).fingerprint("a.txt", 0), at(0).fingerprint("a.txt", 1));
    /// ```
    pub fn fingerprint(&self, context: &str, occurrence: usize) -> String {
        let mut hash = Fnv::new();
        hash.write(self.rule.as_str());
        hash.write(&self.message.key);
        hash.write(&self.text);
        hash.write(&self.locus.stable_part());
        hash.write(context);
        hash.write(&occurrence.to_string());
        format!("{:016x}", hash.0)
    }
}

/// FNV-1a, 64 bits: small, stable across versions and platforms; collisions would merge two
/// verdicts of one file, nothing worse.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn write(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
