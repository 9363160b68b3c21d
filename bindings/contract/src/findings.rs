//! Findings as they cross the boundary: told in the language asked for, their places in the unit
//! of the caller (问题).

use std::collections::HashMap;

use gongkai::finding::{
    Baseline, CellRef, Finding, Locus, Profile, RuleCode, Selection, Selector, Severity, TextRange,
    VerdictKind, fingerprints, rule,
};
use gongkai::law::{Citation, Lang, Registry};
use serde::Serialize;

use crate::offsets::{OffsetUnit, Range, Walker};

/// A citation, in short and as it is printed (条款).
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "law.Cited"))]
pub(crate) struct Cited {
    /// The compact form, as in `ogi-2019:33.2`.
    pub compact: String,
    /// As it is printed in the language asked for.
    pub text: String,
}

impl Cited {
    /// A citation as it is printed in a language.
    pub(crate) fn of(citation: &Citation, lang: Lang) -> Self {
        let registry = Registry::builtin();
        Self {
            compact: citation.compact(),
            text: match lang {
                Lang::Zh => citation.chinese(registry),
                Lang::En => citation.english(registry),
            },
        }
    }
}

/// Something wrong, and where (问题).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "check.Finding"))]
pub(crate) struct Found {
    /// The code of the rule, as in `TXT003`.
    pub rule: RuleCode,
    /// The name of the rule, as in `impossible-date`.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Which of the rule's sentences this is.
    pub key: String,
    /// The sentence, in the language asked for.
    pub message: String,
    /// The text found; for what is in no text, what it is about.
    pub text: String,
    /// Where it is in the text; slicing with it gives `text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// The cell of a table that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<CellRef>,
    /// The item of a list that it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemPlace>,
    /// The matter that it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterPlace>,
    /// The event of a case that it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<EventPlace>,
    /// What it rests on.
    pub citations: Vec<Cited>,
    /// A change that mends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<FixFound>,
    /// How to mend it, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What it is recognised by from run to run: verdicts are kept under it.
    pub fingerprint: String,
    /// What a person decided on it, where the baseline says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<VerdictKind>,
}

/// A change of text that mends a finding (修改建议).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "check.Fix"))]
pub(crate) struct FixFound {
    /// What is replaced; empty to insert.
    pub range: Range,
    /// What comes in its place.
    pub replacement: String,
    /// Whether it cannot change the meaning.
    pub safe: bool,
}

/// A field of an item (信息的字段).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "check.ItemPlace"))]
pub(crate) struct ItemPlace {
    /// The item's id or title.
    pub id: String,
    /// Its place in the list, from 0.
    pub index: u32,
    /// The field, as in `published`.
    pub field: String,
}

/// A matter that something is owed under (事项).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "check.MatterPlace"))]
pub(crate) struct MatterPlace {
    /// The matter's id.
    pub id: String,
    /// The occasion: a stretch of the calendar or a day.
    pub occasion: String,
}

/// An event of a case (办件中的事件).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "check.EventPlace"))]
pub(crate) struct EventPlace {
    /// The case.
    pub case: String,
    /// The event's place in its file, from 0.
    pub index: u32,
}

/// What a check found (检查结果).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "check.Report"))]
pub(crate) struct Report {
    /// Where the title of a text stands, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Range>,
    /// The findings, in the order of their places.
    pub findings: Vec<Found>,
    /// How many of each kind.
    pub counts: Counts,
    /// Whether it holds a text up under the profile asked for.
    pub blocks: bool,
    /// Whether it holds up a draft: it has an error.
    pub blocks_draft: bool,
    /// Whether it holds up a publication: it has an error or a warning.
    pub blocks_publication: bool,
}

/// How many findings there are of each kind; dismissed ones count only as dismissed.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "check.Counts"))]
pub(crate) struct Counts {
    /// Errors.
    pub errors: u32,
    /// Warnings.
    pub warnings: u32,
    /// Hints.
    pub infos: u32,
    /// Those with a fix.
    pub fixable: u32,
    /// Those that a person dismissed with a reason.
    pub dismissed: u32,
}

/// How findings are told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Telling<'a> {
    /// The unit of places.
    pub unit: OffsetUnit,
    /// The language.
    pub lang: Option<Lang>,
    /// The name of the file, which goes into fingerprints; its folders do not.
    pub name: Option<&'a str>,
    /// What persons decided.
    pub baseline: Option<&'a Baseline>,
    /// Whether it is to be a draft or a publication.
    pub profile: Option<Profile>,
}

impl Telling<'_> {
    /// The report on findings, those with a place in `text` in the order of their places. One
    /// walk over the text, however many there are.
    pub(crate) fn report(&self, findings: Vec<Finding>, text: &str) -> Report {
        let findings = self.tell(findings, text, |f| f.locus.range());
        let mut counts = Counts::default();
        let mut worst = None;
        for found in &findings {
            if found.verdict == Some(VerdictKind::Dismissed) {
                counts.dismissed += 1;
                continue;
            }
            worst = worst.max(Some(found.severity));
            counts.fixable += u32::from(found.fix.is_some());
            match found.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Info => counts.infos += 1,
            }
        }
        let blocks = |profile: Profile| worst.is_some_and(|w| profile.blocks(w));
        Report {
            title: None,
            findings,
            counts,
            blocks: blocks(self.profile.unwrap_or_default()),
            blocks_draft: blocks(Profile::Draft),
            blocks_publication: blocks(Profile::Publish),
        }
    }

    /// Findings with their places in `text` as `range_of` has them.
    pub(crate) fn tell(
        &self,
        findings: Vec<Finding>,
        text: &str,
        range_of: impl Fn(&Finding) -> Option<TextRange>,
    ) -> Vec<Found> {
        let path = self.name.unwrap_or_default();
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let lang = self.lang.unwrap_or(Lang::Zh);
        let prints = fingerprints(name, text, &findings, &range_of);
        let mut walker = Walker::new(text, self.unit);
        // Most findings of a rule rest on the same.
        let mut known: HashMap<RuleCode, Vec<Cited>> = HashMap::new();
        let mut cite = |finding: &Finding| {
            let all = || {
                let basis = finding.basis();
                basis.iter().map(|c| Cited::of(c, lang)).collect::<Vec<_>>()
            };
            if finding.citations.is_empty() {
                known.entry(finding.rule).or_insert_with(all).clone()
            } else {
                all()
            }
        };
        let mut one = |(finding, fingerprint): (Finding, String)| {
            let range = range_of(&finding).map(|range| walker.range(range));
            let help = finding.fix.as_ref().map(|fix| {
                let replaced = fix.range.slice(text);
                fix.message(replaced, &finding.text, lang)
            });
            let mut found = Found {
                rule: finding.rule,
                name: rule(finding.rule).map_or("", |info| info.name),
                severity: finding.severity,
                message: finding.message(lang),
                citations: cite(&finding),
                range,
                help,
                verdict: self.baseline.and_then(|b| b.verdict(&fingerprint)),
                fingerprint,
                fix: finding.fix.map(|fix| FixFound {
                    range: walker.range(fix.range),
                    replacement: fix.replacement,
                    safe: fix.safe,
                }),
                key: finding.message.key.into_owned(),
                text: finding.text,
                cell: None,
                item: None,
                matter: None,
                event: None,
            };
            match finding.locus {
                Locus::Text { cell, .. } => found.cell = cell,
                Locus::Field { item, index, field } => {
                    let id = item;
                    found.item = Some(ItemPlace { id, index, field });
                }
                Locus::Matter { matter, occasion } => {
                    let id = matter;
                    found.matter = Some(MatterPlace { id, occasion });
                }
                Locus::Event { case, index } => found.event = Some(EventPlace { case, index }),
                _ => {}
            }
            found
        };
        findings.into_iter().zip(prints).map(&mut one).collect()
    }
}

/// The rules that run: those of `select`, or the stable ones, without those of `ignore`.
pub(crate) fn selection(select: &[Selector], ignore: &[Selector]) -> Selection {
    Selection::new(select, ignore)
}
