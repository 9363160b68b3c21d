//! The results of a check, written for people and programs (报告).
//!
//! A [`FileReport`] holds what was found in one file, with places worked out and the lines
//! around them kept, so that the text itself can be let go; a [`Report`] holds all files.
//!
//! ```
//! use gongkai::finding::{Baseline, Finding, Lang, Locus, Message, RuleCode, TextRange, rule};
//! use gongkai_formats::read::read;
//! use gongkai_formats::report::{FileReport, Report, TextOptions, text};
//!
//! let file = read("通知.txt", "请XX区民政局办理。\n".as_bytes())?;
//! let rule = rule("TXT001".parse::<RuleCode>().unwrap()).unwrap();
//! let place = Locus::text(TextRange::new(3, 8));
//! let finding = Finding::new(rule, place, Message::new("default").with("text", "XX区"), "XX区");
//! let mut report = Report::default();
//! report.files.push(FileReport::of_document("通知.txt", &file, vec![finding], &Baseline::default()));
//! let shown = text(&report, &TextOptions { lang: Lang::Zh, ..TextOptions::default() });
//! assert!(shown.starts_with("通知.txt:1:2 错误[TXT001]"));
//! assert!(shown.contains("1 | 请XX区民政局办理。\n  |   ^^^^\n"));
//! # Ok::<(), gongkai_formats::FormatError>(())
//! ```

mod html;
mod json;
mod sarif;
mod text;

use std::collections::BTreeMap;

use gongkai::finding::{
    Baseline, CellRef, Finding, Lang, Locus, Profile, RuleCode, Severity, TextRange, VerdictKind,
    fingerprints, shortened,
};
use gongkai::item::BlockKind;
use serde::Serialize;

pub(crate) use html::escaped;
pub use html::{HtmlOptions, html};
pub use json::json;
pub use sarif::sarif;
pub use text::{TextOptions, file_text, text};

use crate::case_file::CaseFile;
use crate::error::FormatError;
use crate::offsets::{Position, Walker};
use crate::read::{Anchoring, Info, Read};

/// How much of a line is kept before and behind a place, in code points.
const KEPT_BEFORE: usize = 100;
const KEPT_BEHIND: usize = 200;

/// Everything that a check found (检查报告).
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The files that were read, in the order to show.
    pub files: Vec<FileReport>,
    /// The files that could not be read.
    pub errors: Vec<FileError>,
}

/// What was found in a file.
///
/// Only the last part of the path goes into the fingerprints: they are the same from whatever
/// folder the check is run, and survive a move of the file to another folder. Equal findings
/// in files of one name in two folders therefore share a verdict.
#[derive(Debug, Clone)]
pub struct FileReport {
    /// The path, as shown; `/` between its parts.
    pub path: String,
    /// What is known of the file.
    pub info: Option<Info>,
    /// What was found, in the order of the text.
    pub entries: Vec<Entry>,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// The path, as shown.
    pub path: String,
    /// The sentence in Chinese.
    pub zh: String,
    /// The sentence in English.
    pub en: String,
}

impl FileError {
    /// A file that [`read`](crate::read::read) refused.
    pub fn new(path: impl Into<String>, error: &FormatError) -> Self {
        Self {
            path: path.into(),
            zh: error.message(Lang::Zh),
            en: error.to_string(),
        }
    }

    /// The sentence in a language.
    pub fn message(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// A finding with its place worked out.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The finding.
    pub finding: Finding,
    /// Its fingerprint, under which verdicts are kept: 16 hexadecimal digits, made of the
    /// finding, the name of its file without folders, and the line around it.
    pub fingerprint: String,
    /// What a person decided, if anybody did.
    pub verdict: Option<VerdictKind>,
    /// Where it is in the text, for a place in a text.
    pub place: Option<Place>,
    /// The cell that it is in, of a document or of a list of items.
    pub cell: Option<CellRef>,
}

impl Entry {
    /// Whether a person dismissed it with a reason.
    pub fn is_dismissed(&self) -> bool {
        self.verdict == Some(VerdictKind::Dismissed)
    }
}

/// A place in a text, worked out for a reader: lines, columns and the text around.
#[derive(Debug, Clone)]
pub struct Place {
    /// Where it starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// Where its fix starts and ends, if it has one.
    pub fix: Option<(Position, Position)>,
    /// What its fix takes away; a long piece is cut.
    pub replaced: Option<String>,
    /// The number of the paragraph from 1, for a text taken out of a file.
    pub paragraph: Option<usize>,
    /// The line that it starts in, or the part of a long line around it.
    pub line: Excerpt,
}

/// A line, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, without a line break.
    pub text: String,
    /// The column of its first character, from 1.
    pub column: usize,
    /// Whether the line begins before it.
    pub cut_before: bool,
    /// Whether the line goes on behind it.
    pub cut_behind: bool,
}

impl FileReport {
    /// What was found in a document.
    pub fn of_document(
        path: impl Into<String>,
        file: &Read,
        findings: Vec<Finding>,
        baseline: &Baseline,
    ) -> Self {
        let text = file.document.text();
        let extracted = file.info.anchoring == Anchoring::Extracted;
        let paragraphs: Vec<u32> = if extracted && !findings.is_empty() {
            let counted = |kind: &BlockKind| {
                matches!(
                    kind,
                    BlockKind::Title | BlockKind::Heading { .. } | BlockKind::Paragraph
                )
            };
            let blocks = file.document.blocks().iter();
            blocks
                .filter(|b| counted(&b.kind))
                .map(|b| b.range.start())
                .collect()
        } else {
            Vec::new()
        };
        let mut report = Self::in_text(path.into(), text, findings, baseline);
        for entry in &mut report.entries {
            let Some(place) = &mut entry.place else {
                continue;
            };
            let at = u32::try_from(place.start.byte).unwrap_or(u32::MAX);
            if entry.cell.is_none()
                && let Some(BlockKind::Cell { cell, .. }) =
                    file.document.block_at(at).map(|b| &b.kind)
            {
                entry.cell = Some(cell.clone());
            }
            if extracted && entry.cell.is_none() {
                let number = paragraphs.partition_point(|start| *start <= at);
                place.paragraph = (number > 0).then_some(number);
            }
        }
        report.info = Some(file.info.clone());
        report
    }

    /// What was found in a text of which nothing else is known.
    pub fn of_text(
        path: impl Into<String>,
        text: &str,
        findings: Vec<Finding>,
        baseline: &Baseline,
    ) -> Self {
        Self::in_text(path.into(), text, findings, baseline)
    }

    /// What was found that is in no text: items and duties. `cell` gives the cell that an
    /// item's field came from, by the item's place in the list and the field's name.
    pub fn of_items(
        path: impl Into<String>,
        findings: Vec<Finding>,
        baseline: &Baseline,
        cell: impl Fn(usize, &str) -> Option<CellRef>,
    ) -> Self {
        let mut report = Self::in_text(path.into(), "", findings, baseline);
        for entry in &mut report.entries {
            if let Locus::Field { index, field, .. } = &entry.finding.locus {
                entry.cell = cell(*index as usize, field);
            }
        }
        report
    }

    /// What was found in the file of a case: each finding at the line of its event.
    pub fn of_case<E>(
        path: impl Into<String>,
        file: &CaseFile<E>,
        findings: Vec<Finding>,
        baseline: &Baseline,
    ) -> Self {
        let place = |finding: &Finding| file.place_of(finding);
        Self::placed(path.into(), file.text(), findings, baseline, place)
    }

    fn in_text(path: String, text: &str, findings: Vec<Finding>, baseline: &Baseline) -> Self {
        Self::placed(path, text, findings, baseline, |f| f.locus.range())
    }

    /// Findings with the places that `range_of` gives them.
    fn placed(
        path: String,
        text: &str,
        mut findings: Vec<Finding>,
        baseline: &Baseline,
        range_of: impl Fn(&Finding) -> Option<TextRange>,
    ) -> Self {
        findings.sort_by(|a, b| {
            let start = |f: &Finding| range_of(f).map(|r| (r.start(), r.end()));
            start(a)
                .cmp(&start(b))
                .then_with(|| a.rule.cmp(&b.rule))
                .then_with(|| a.locus.cmp(&b.locus))
        });
        let name = path.rsplit(['/', '\\']).next().unwrap_or(&path);
        let prints = fingerprints(name, text, &findings, &range_of);
        let mut walker = Walker::new(text);
        let entries = findings
            .into_iter()
            .zip(prints)
            .map(|(finding, fingerprint)| Entry {
                place: range_of(&finding).map(|range| place(&mut walker, text, &finding, range)),
                verdict: baseline.verdict(&fingerprint),
                cell: match &finding.locus {
                    Locus::Text { cell, .. } => cell.clone(),
                    _ => None,
                },
                finding,
                fingerprint,
            })
            .collect();
        Self {
            path,
            info: None,
            entries,
        }
    }
}

fn place(walker: &mut Walker<'_>, text: &str, finding: &Finding, range: TextRange) -> Place {
    // The fix lies near; asked for first when it starts earlier, so that the walk goes on.
    let start = walker.to(range.start() as usize);
    let end = walker.clone().to(range.end() as usize);
    let fix = finding.fix.as_ref().map(|fix| {
        let from = fix.range.start() as usize;
        let mut near = if from >= start.byte {
            walker.clone()
        } else {
            Walker::new(text)
        };
        (near.to(from), near.to(fix.range.end() as usize))
    });
    let replaced = finding
        .fix
        .as_ref()
        .map(|fix| shortened(fix.range.slice(text)));
    Place {
        start,
        end,
        fix,
        replaced,
        paragraph: None,
        line: excerpt(text, start, end),
    }
}

/// The line around a place, cut where it is long.
fn excerpt(text: &str, start: Position, end: Position) -> Excerpt {
    let is_break = |c: char| c == '\n' || c == '\r';
    let before = text.get(start.line_start..start.byte).unwrap_or("");
    let from = before
        .char_indices()
        .rev()
        .nth(KEPT_BEFORE - 1)
        .map_or(0, |(n, _)| n);
    let kept_before = before.get(from..).unwrap_or("");
    let behind = text.get(start.byte..).unwrap_or("");
    let wanted = (end.code_point - start.code_point).min(KEPT_BEHIND) + KEPT_BEHIND;
    let to = behind
        .char_indices()
        .take(wanted + 1)
        .find(|(n, c)| is_break(*c) && *n > 0 || is_break(*c) && end.byte > start.byte)
        .or_else(|| behind.char_indices().nth(wanted))
        .map_or(behind.len(), |(n, _)| n);
    let (kept_behind, rest) = behind.split_at_checked(to).unwrap_or((behind, ""));
    Excerpt {
        text: format!("{kept_before}{kept_behind}"),
        column: start.column - kept_before.chars().count(),
        cut_before: from > 0,
        cut_behind: !rest.is_empty() && !rest.starts_with(is_break),
    }
}

/// How a fix is told: what it takes away, or what it puts in its place.
fn change(entry: &Entry, lang: Lang) -> Option<String> {
    let fix = entry.finding.fix.as_ref()?;
    let old = match entry.place.as_ref().and_then(|p| p.replaced.as_deref()) {
        Some(replaced) => replaced,
        None => &entry.finding.text,
    };
    Some(fix.message(old, &entry.finding.text, lang))
}

/// How a reader is told a cell: `Sheet1!B3`, `B3` in a file of one table, a path in JSON.
pub fn cell_label(cell: &CellRef, lang: Lang) -> String {
    if cell.row == 0 || cell.column == 0 {
        return cell.table.clone();
    }
    let name = cell.a1();
    match (cell.table.as_str(), lang) {
        ("", _) => name,
        (table, Lang::Zh) if table.bytes().all(|b| b.is_ascii_digit()) => {
            format!("表{table}!{name}")
        }
        (table, Lang::En) if table.bytes().all(|b| b.is_ascii_digit()) => {
            format!("table {table}!{name}")
        }
        (table, _) => format!("{table}!{name}"),
    }
}

/// How many files and findings there are, of each kind (汇总).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Files read.
    pub files: usize,
    /// Files that could not be read.
    pub unreadable: usize,
    /// Files with findings that were not dismissed.
    pub files_with_findings: usize,
    /// Findings that were not dismissed.
    pub findings: usize,
    /// Of these, errors.
    pub errors: usize,
    /// Of these, warnings.
    pub warnings: usize,
    /// Of these, hints.
    pub infos: usize,
    /// Findings that a person dismissed.
    pub dismissed: usize,
    /// Findings not dismissed for which a fix is known.
    pub fixable: usize,
    /// Findings not dismissed, by rule.
    pub by_rule: BTreeMap<String, usize>,
}

impl Report {
    /// How many files, findings, errors and fixes there are.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary {
            files: self.files.len(),
            unreadable: self.errors.len(),
            ..Summary::default()
        };
        for file in &self.files {
            let mut any = false;
            for entry in &file.entries {
                if entry.is_dismissed() {
                    summary.dismissed += 1;
                    continue;
                }
                any = true;
                summary.findings += 1;
                summary.fixable += usize::from(entry.finding.fix.is_some());
                match entry.finding.severity {
                    Severity::Error => summary.errors += 1,
                    Severity::Warning => summary.warnings += 1,
                    Severity::Info => summary.infos += 1,
                }
                *summary
                    .by_rule
                    .entry(entry.finding.rule.to_string())
                    .or_insert(0) += 1;
            }
            summary.files_with_findings += usize::from(any);
        }
        summary
    }

    /// How many findings hold a text up in this profile; dismissed ones do not.
    pub fn blocking(&self, profile: Profile) -> usize {
        self.open()
            .filter(|(_, e)| profile.blocks(e.finding.severity))
            .count()
    }

    /// The findings that were not dismissed, with the file that each is in.
    pub fn open(&self) -> impl Iterator<Item = (&FileReport, &Entry)> {
        self.files
            .iter()
            .flat_map(|file| file.entries.iter().map(move |entry| (file, entry)))
            .filter(|(_, entry)| !entry.is_dismissed())
    }

    /// The rules that found something, ordered.
    pub fn rules(&self) -> Vec<RuleCode> {
        let mut codes: Vec<RuleCode> = self
            .files
            .iter()
            .flat_map(|f| &f.entries)
            .map(|e| e.finding.rule)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// A citation as a reader of the language reads it.
fn citation_text(citation: &gongkai::law::Citation, lang: Lang) -> String {
    let registry = gongkai::law::Registry::builtin();
    match lang {
        Lang::Zh => citation.chinese(registry),
        Lang::En => citation.english(registry),
    }
}
