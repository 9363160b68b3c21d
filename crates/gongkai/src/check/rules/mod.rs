//! The rules over texts: one file each, named by its code.

mod headings;
mod txt001;
mod txt002;
mod txt003;
mod txt004;
mod txt005;
mod txt006;
mod txt007;
mod txt008;
mod txt009;
mod txt010;
mod txt011;
mod txt012;
mod txt013;
mod txt014;
mod txt015;
mod txt016;
mod txt017;

use super::context::Context;
use super::literals::Lit;
use super::range;
use crate::finding::{Finding, Fix, Locus, Message, RuleInfo, Severity};

/// A rule over texts.
pub(crate) struct TextRule {
    /// Its code, which is also the name of its page.
    pub code: &'static str,
    /// What it wants looked for.
    pub literals: &'static [(Lit, &'static [&'static str])],
    /// Looks at its places.
    pub run: fn(&Context<'_>, &mut Sink<'_>),
}

/// All of them.
pub(crate) static RULES: &[TextRule] = &[
    txt001::RULE,
    txt002::RULE,
    txt003::RULE,
    txt004::RULE,
    txt005::RULE,
    txt006::RULE,
    txt007::RULE,
    txt008::RULE,
    txt009::RULE,
    txt010::RULE,
    txt011::RULE,
    txt012::RULE,
    txt013::RULE,
    txt014::RULE,
    txt015::RULE,
    txt016::RULE,
    txt017::RULE,
];

/// Takes the findings of one rule.
pub(crate) struct Sink<'a> {
    info: &'static RuleInfo,
    text: &'a str,
    /// The findings so far.
    pub found: Vec<Finding>,
}

impl<'a> Sink<'a> {
    pub fn new(info: &'static RuleInfo, text: &'a str) -> Self {
        Self {
            info,
            text,
            found: Vec::new(),
        }
    }

    /// Begins a finding; it counts when [`Report::push`] is called.
    pub fn at(&mut self, start: usize, end: usize, key: &'static str) -> Report<'_, 'a> {
        let words = self.text.get(start..end).unwrap_or_default();
        let mut shown: String = words.chars().take(40).collect();
        if shown.len() < words.len() {
            shown.push('…');
        }
        let message = Message::new(key).with("text", shown);
        let finding = Finding::new(self.info, Locus::text(range(start, end)), message, words);
        Report {
            sink: self,
            finding,
        }
    }
}

/// A finding being written.
#[must_use]
pub(crate) struct Report<'s, 'a> {
    sink: &'s mut Sink<'a>,
    finding: Finding,
}

impl Report<'_, '_> {
    /// Adds a fact.
    pub fn with(mut self, name: &'static str, value: impl Into<crate::finding::Arg>) -> Self {
        self.finding.message = self.finding.message.with(name, value);
        self
    }

    /// Sets another severity.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    /// Rests also on this, an id of an instrument with an article.
    pub fn citing(mut self, citation: &str) -> Self {
        self.finding.citations.extend(citation.parse());
        self
    }

    /// A fix that cannot change the meaning.
    pub fn safe_fix(self, start: usize, end: usize, replacement: impl Into<String>) -> Self {
        self.fix(start, end, replacement, true)
    }

    /// A fix that a person has to look at.
    pub fn unsafe_fix(self, start: usize, end: usize, replacement: impl Into<String>) -> Self {
        self.fix(start, end, replacement, false)
    }

    fn fix(mut self, start: usize, end: usize, replacement: impl Into<String>, safe: bool) -> Self {
        self.finding.fix = Some(Fix {
            range: range(start, end),
            replacement: replacement.into(),
            safe,
        });
        self
    }

    /// Hands the finding in.
    pub fn push(self) {
        self.sink.found.push(self.finding);
    }
}
