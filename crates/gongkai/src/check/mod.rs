//! Floor 4: running the rules over texts and items (检查).
//!
//! A [`Checker`] knows which rules run and for whom; [`Checker::check_text`] reads a
//! [`Document`] once, collects the places that could matter, and lets each rule of the family
//! `TXT` decide on its own places. No rule reads the whole text again, so the time is linear
//! in its length whatever it holds.

mod case;
mod cat;
mod chars;
mod con;
mod context;
mod dates;
mod due;
mod index;
mod items;
mod literals;
mod req;
mod ret;
mod rev;
mod rules;
mod scan;

use chrono::NaiveDate;

pub use case::{CaseCheck, LineProblem};
pub use cat::{ItemCheck, check_catalogue};
pub use con::check_consultations;
pub use due::{DueCheck, check_due};
pub use index::rule_index;
pub use req::check_requests;
pub use ret::{check_records, check_records_under};
pub use rev::{check_reviews, check_reviews_with};

use crate::finding::{Finding, Locus, Selection, Severity, TextRange};
use crate::item::{BlockKind, Document};
use crate::unit::Unit;

use context::Context;
use rules::Sink;

/// Checks texts under a selection of rules (检查器).
///
/// ```
/// use gongkai::check::Checker;
/// use gongkai::item::Document;
///
/// let findings = Checker::new().check_text(&Document::plain("XX区将于2月30日前完成整改。\n"));
/// let codes: Vec<_> = findings.iter().map(|f| f.rule.to_string()).collect();
/// assert_eq!(codes, ["TXT001", "TXT003"]);
/// assert_eq!(findings[1].text, "2月30日");
/// ```
#[doc(alias = "检查器")]
#[derive(Debug, Clone, Default)]
pub struct Checker {
    selection: Selection,
    unit: Option<Unit>,
    as_of: Option<NaiveDate>,
}

impl Checker {
    /// A checker with every stable rule, for no unit in particular.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with these rules instead of every stable one.
    pub fn with_selection(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    /// The same for documents of this unit (公开主体). Without it, the unit is inferred from
    /// each text where the text is clear about it.
    pub fn with_unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }

    /// The same as seen on this day: the date of a text that bears none.
    pub fn as_of(mut self, date: NaiveDate) -> Self {
        self.as_of = Some(date);
        self
    }

    /// The rules that run.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The unit that documents are checked for.
    pub fn unit(&self) -> Option<&Unit> {
        self.unit.as_ref()
    }

    /// The day as of which is checked.
    pub fn date(&self) -> Option<NaiveDate> {
        self.as_of
    }

    /// What is wrong with a text, ordered by place, then by rule.
    ///
    /// Every finding's range lies on character boundaries of [`Document::text`]. A text past
    /// 4 GiB is not looked at beyond that.
    pub fn check_text(&self, document: &Document) -> Vec<Finding> {
        let scan = scan::scan(document.text());
        let context = Context::new(document, self.unit.as_ref(), self.as_of, scan);
        let mut findings = Vec::new();
        for rule in rules::RULES {
            let Some(info) = rule
                .code
                .parse()
                .ok()
                .filter(|c| self.selection.has(*c))
                .and_then(crate::finding::rule)
            else {
                continue;
            };
            let mut sink = Sink::new(info, document.text());
            (rule.run)(&context, &mut sink);
            findings.append(&mut sink.found);
        }
        if !document.blocks().is_empty() {
            for finding in &mut findings {
                if let Locus::Text { range, cell } = &mut finding.locus
                    && let Some(block) = document.block_at(range.start())
                    && let BlockKind::Cell { cell: place, .. } = &block.kind
                {
                    *cell = Some(place.clone());
                }
            }
        }
        let place = |f: &Finding| f.locus.range().map_or((0, 0), |r| (r.start(), r.end()));
        findings.sort_by(|a, b| place(a).cmp(&place(b)).then(a.rule.cmp(&b.rule)));
        findings
    }
}

/// The gravest severity among findings, if there are any.
pub fn worst(findings: &[Finding]) -> Option<Severity> {
    findings.iter().map(|f| f.severity).max()
}

/// A range of the text from positions in it.
fn range(start: usize, end: usize) -> TextRange {
    TextRange::at(start, end)
}
