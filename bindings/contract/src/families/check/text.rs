//! Texts.

use chrono::NaiveDate;
use gongkai::check::Checker;
use gongkai::finding::{
    Applicability, Baseline, CellRef, Finding, Fix, Locus, Message, Profile, Selector, TextRange,
    apply_fixes, rules,
};
use gongkai::item::{Block as CoreBlock, BlockKind, Document};
use gongkai::law::Lang;
use gongkai::unit::Unit;
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::fault::Fault;
use crate::findings::{Report, Telling, selection};
use crate::offsets::{OffsetUnit, Range, Walker};
use crate::operation::{requests, responses};

requests! {
    /// A text to be checked, and how.
    pub(crate) OfText as "check.TextRequest" {
        /// The text.
        text: String,
        /// The day that the text is of, where that is known from elsewhere.
        date: Option<NaiveDate>,
        /// The unit whose text it is; inferred from the text unless given.
        unit: Option<Unit>,
        /// The day as of which is checked: the date of a text that bears none.
        as_of: Option<NaiveDate>,
        /// The rules that run: codes, families or `ALL`; the stable ones when empty.
        #[serde(default)]
        select: Vec<Selector>,
        /// The rules that do not.
        #[serde(default)]
        ignore: Vec<Selector>,
        /// Whether it is to be a draft or a publication, which decides on `blocks`; a
        /// publication unless given.
        profile: Option<Profile>,
        /// The language of what is said in words.
        lang: Option<Lang>,
        /// The name of the text's file. It goes into the fingerprints; its folders do not.
        name: Option<String>,
        /// What persons decided on findings before.
        baseline: Option<Baseline>,
    }
    /// A document to be checked, and how.
    pub(crate) OfDocument as "check.DocumentRequest" {
        /// The text: what a reader of the published page would read, in its order.
        text: String,
        /// What its stretches are. What lies in none is markup.
        blocks: Vec<Block>,
        /// The day that the text is of, where that is known from elsewhere.
        date: Option<NaiveDate>,
        /// The unit whose text it is; inferred from the text unless given.
        unit: Option<Unit>,
        /// The day as of which is checked: the date of a text that bears none.
        as_of: Option<NaiveDate>,
        /// The rules that run: codes, families or `ALL`; the stable ones when empty.
        #[serde(default)]
        select: Vec<Selector>,
        /// The rules that do not.
        #[serde(default)]
        ignore: Vec<Selector>,
        /// Whether it is to be a draft or a publication, which decides on `blocks`; a
        /// publication unless given.
        profile: Option<Profile>,
        /// The language of what is said in words.
        lang: Option<Lang>,
        /// The name of the text's file. It goes into the fingerprints; its folders do not.
        name: Option<String>,
        /// What persons decided on findings before.
        baseline: Option<Baseline>,
    }
    /// A text to be mended, and how it is checked.
    pub(crate) Mend as "check.FixRequest" {
        /// The text.
        text: String,
        /// Which fixes; the safe ones unless given.
        #[serde(default)]
        which: Which,
        /// The day that the text is of, where that is known from elsewhere.
        date: Option<NaiveDate>,
        /// The unit whose text it is; inferred from the text unless given.
        unit: Option<Unit>,
        /// The day as of which is checked: the date of a text that bears none.
        as_of: Option<NaiveDate>,
        /// The rules that run: codes, families or `ALL`; the stable ones when empty.
        #[serde(default)]
        select: Vec<Selector>,
        /// The rules that do not.
        #[serde(default)]
        ignore: Vec<Selector>,
        /// The language of what is said in words.
        lang: Option<Lang>,
        /// The name of the text's file. It goes into the fingerprints; its folders do not.
        name: Option<String>,
        /// What persons decided on findings before: what they dismissed is left as it is.
        baseline: Option<Baseline>,
    }
    /// Fixes to be applied.
    pub(crate) Apply as "check.ApplyFixesRequest" {
        /// The text that they are of.
        text: String,
        /// The fixes.
        fixes: Vec<FixGiven>,
        /// Which of them; all unless given.
        which: Option<Which>,
    }
}

responses! {
    /// A mended text.
    pub(crate) Mended as "check.Mended" {
        /// The text with the fixes applied.
        text: String,
        /// What had been found.
        report: Report,
        /// The findings that were mended, by their place in the report from 0.
        applied: Vec<u32>,
        /// The findings whose fix touched another; a second run may apply it.
        skipped: Vec<u32>,
    }
    /// A text with fixes applied.
    pub(crate) Applied as "check.Applied" {
        /// The text with the fixes applied.
        text: String,
        /// The fixes applied, by their place in the request from 0.
        applied: Vec<u32>,
        /// Those left out because they touch another.
        skipped: Vec<u32>,
    }
}

/// Which fixes to apply.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "check.WhichFixes"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Which {
    /// Those that cannot change the meaning.
    #[default]
    Safe,
    /// All.
    All,
}

/// A change of text.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "check.FixGiven"))]
#[serde(deny_unknown_fields)]
pub(crate) struct FixGiven {
    /// What is replaced; empty to insert.
    range: Range,
    /// What comes in its place.
    replacement: String,
    /// Whether it cannot change the meaning.
    #[serde(default)]
    safe: bool,
}

/// What a stretch of a document is (文本块种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "item.BlockName"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum BlockName {
    /// The title of the document.
    Title,
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A cell of a table or sheet.
    Cell,
    /// Something that is not the document itself: a file's properties, a comment, alt text.
    Metadata,
}

/// A stretch of a document (文本块).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "item.PlacedBlock"))]
#[serde(deny_unknown_fields)]
pub(crate) struct Block {
    /// Where it stands in the text.
    range: Range,
    /// What it is.
    kind: BlockName,
    /// The level of a heading, from 1; 1 unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    /// Which cell a cell is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cell: Option<CellRef>,
    /// Whether a cell is in a hidden row, column or sheet.
    #[serde(default)]
    hidden: bool,
}

impl Block {
    /// A block of the core; `None` for a kind that it did not have yet.
    #[cfg_attr(not(feature = "formats"), allow(dead_code))]
    pub(crate) fn of(block: &CoreBlock, walker: &mut Walker<'_>) -> Option<Self> {
        let mut told = Self {
            range: walker.range(block.range),
            kind: BlockName::Paragraph,
            level: None,
            cell: None,
            hidden: false,
        };
        match &block.kind {
            BlockKind::Title => told.kind = BlockName::Title,
            BlockKind::Heading { level } => {
                told.kind = BlockName::Heading;
                told.level = Some(*level);
            }
            BlockKind::Paragraph => {}
            BlockKind::Cell { cell, hidden } => {
                told.kind = BlockName::Cell;
                told.cell = Some(cell.clone());
                told.hidden = *hidden;
            }
            BlockKind::Metadata => told.kind = BlockName::Metadata,
            _ => return None,
        }
        Some(told)
    }

    fn kind(&self) -> Option<BlockKind> {
        Some(match self.kind {
            BlockName::Title => BlockKind::Title,
            BlockName::Heading => BlockKind::Heading {
                level: self.level.unwrap_or(1).max(1),
            },
            BlockName::Paragraph => BlockKind::Paragraph,
            BlockName::Cell => BlockKind::Cell {
                cell: self.cell.clone()?,
                hidden: self.hidden,
            },
            BlockName::Metadata => BlockKind::Metadata,
        })
    }
}

/// A range of the caller, at a place in the request.
fn range(
    range: Range,
    walker: &mut Walker<'_>,
    path: impl Fn() -> String,
) -> Result<TextRange, Fault> {
    walker.to_range(range).ok_or_else(|| {
        let Range { start, end } = range;
        Fault::bad_value(
            path(),
            format!("文本里没有 {start} 到 {end} 这一段（超出文本、首尾颠倒或切开了一个字符）"),
            format!(
                "the text has no range {start} to {end}: past its end, reversed, or within a character"
            ),
        )
    })
}

/// A document with its blocks in the unit of the caller.
pub(crate) fn document_of(
    text: String,
    blocks: &[Block],
    unit: OffsetUnit,
) -> Result<Document, Fault> {
    let mut walker = Walker::new(&text, unit);
    let mut made = Vec::with_capacity(blocks.len());
    for (n, block) in blocks.iter().enumerate() {
        let range = range(block.range, &mut walker, || format!("/blocks/{n}/range"))?;
        let Some(kind) = block.kind() else {
            return Err(Fault::bad_value(
                format!("/blocks/{n}/cell"),
                "单元格没有写明是哪一格（cell）".to_owned(),
                "a cell without `cell`, which says which it is".to_owned(),
            ));
        };
        made.push(CoreBlock { range, kind });
    }
    Ok(Document::with_blocks(text, made))
}

/// How a text is checked, whichever request says so.
pub(crate) struct How<'a> {
    pub date: Option<NaiveDate>,
    pub unit: Option<&'a Unit>,
    pub as_of: Option<NaiveDate>,
    pub select: &'a [Selector],
    pub ignore: &'a [Selector],
}

impl How<'_> {
    /// The checker that is asked for.
    pub(crate) fn checker(&self) -> Checker {
        let mut checker = Checker::new().with_selection(selection(self.select, self.ignore));
        if let Some(unit) = self.unit {
            checker = checker.with_unit(unit.clone());
        }
        match self.as_of {
            Some(date) => checker.as_of(date),
            None => checker,
        }
    }

    /// The document, of the day that is given.
    fn dated(&self, document: Document) -> Document {
        match self.date {
            Some(date) => document.dated(date),
            None => document,
        }
    }
}

fn report(document: &Document, how: &How<'_>, telling: Telling<'_>) -> Report {
    let findings = how.checker().check_text(document);
    let title = document.title_range();
    Report {
        title: title.map(|t| Walker::new(document.text(), telling.unit).range(t)),
        ..telling.report(findings, document.text())
    }
}

macro_rules! how {
    ($request:ident) => {
        How {
            date: $request.date,
            unit: $request.unit.as_ref(),
            as_of: $request.as_of,
            select: &$request.select,
            ignore: &$request.ignore,
        }
    };
}

macro_rules! telling {
    ($request:ident, $context:ident, $profile:expr) => {
        Telling {
            unit: $context.unit,
            lang: $request.lang,
            name: $request.name.as_deref(),
            baseline: $request.baseline.as_ref(),
            profile: $profile,
        }
    };
}

pub(super) fn text(request: &OfText, context: Context) -> Result<Report, Fault> {
    let how = how!(request);
    let document = how.dated(Document::plain(request.text.as_str()));
    let telling = telling!(request, context, request.profile);
    Ok(report(&document, &how, telling))
}

/// The same with the text given apart from the rest of the request: it is neither written as
/// JSON nor copied.
pub(crate) fn text_apart(text: String, rest: &str, context: Context) -> Result<String, Fault> {
    let rest = rest.trim();
    let behind = rest.strip_prefix('{').map(str::trim_start);
    let whole = match behind {
        Some("}") => r#"{"text":""}"#.to_owned(),
        Some(behind) => format!(r#"{{"text":"",{behind}"#),
        None => rest.to_owned(),
    };
    crate::operation::run::<OfText, Report>(&whole, context, |request, context| {
        let how = how!(request);
        let document = how.dated(Document::plain(text));
        let telling = telling!(request, context, request.profile);
        Ok(report(&document, &how, telling))
    })
}

pub(super) fn document(request: &OfDocument, context: Context) -> Result<Report, Fault> {
    let how = how!(request);
    let document = document_of(request.text.clone(), &request.blocks, context.unit)?;
    let telling = telling!(request, context, request.profile);
    Ok(report(&how.dated(document), &how, telling))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl From<Which> for Applicability {
    fn from(which: Which) -> Self {
        match which {
            Which::Safe => Self::Safe,
            Which::All => Self::All,
        }
    }
}

pub(super) fn fix(request: &Mend, context: Context) -> Result<Mended, Fault> {
    let how = how!(request);
    let document = how.dated(Document::plain(request.text.as_str()));
    let mut findings = how.checker().check_text(&document);
    let telling = telling!(request, context, None);
    let report = telling.report(findings.clone(), document.text());
    for (finding, told) in findings.iter_mut().zip(&report.findings) {
        if told.verdict == Some(gongkai::finding::VerdictKind::Dismissed) {
            finding.fix = None;
        }
    }
    let fixed = apply_fixes(document.text(), &findings, request.which.into());
    Ok(Mended {
        text: fixed.text,
        report,
        applied: fixed.applied.into_iter().map(count).collect(),
        skipped: fixed.skipped.into_iter().map(count).collect(),
    })
}

pub(super) fn apply(request: &Apply, context: Context) -> Result<Applied, Fault> {
    let mut walker = Walker::new(&request.text, context.unit);
    let mut findings = Vec::with_capacity(request.fixes.len());
    for (n, fix) in request.fixes.iter().enumerate() {
        let range = range(fix.range, &mut walker, || format!("/fixes/{n}/range"))?;
        // Which rule found it is of no account here.
        if let Some(info) = rules().first() {
            let message = Message::new("default");
            findings.push(
                Finding::new(info, Locus::text(range), message, "").with_fix(Fix {
                    range,
                    replacement: fix.replacement.clone(),
                    safe: fix.safe,
                }),
            );
        }
    }
    let which = request.which.unwrap_or(Which::All);
    let fixed = apply_fixes(&request.text, &findings, which.into());
    Ok(Applied {
        text: fixed.text,
        applied: fixed.applied.into_iter().map(count).collect(),
        skipped: fixed.skipped.into_iter().map(count).collect(),
    })
}
