use gongkai::finding::{Lang, Locus, Severity, VerdictKind};
use serde::Serialize;

use super::{Entry, FileReport, Report, Summary, cell_label, citation_text};
use crate::decode::Encoding;
use crate::read::{Anchoring, FileKind};

/// The version of the JSON written here.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Root<'a> {
    version: u32,
    files: Vec<File<'a>>,
    findings: Vec<Found<'a>>,
    errors: Vec<Failed<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<FileKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<Encoding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    anchoring: Option<Anchoring>,
    #[serde(skip_serializing_if = "is_zero")]
    replaced: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<&'a str>,
    findings: usize,
}

#[derive(Serialize)]
struct Failed<'a> {
    path: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct Found<'a> {
    rule: String,
    severity: Severity,
    path: &'a str,
    start: Option<usize>,
    end: Option<usize>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    text: &'a str,
    message: String,
    basis: Vec<String>,
    citations: Vec<String>,
    fix: Option<FixOut<'a>>,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matter: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occasion: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<VerdictKind>,
}

#[derive(Serialize)]
struct FixOut<'a> {
    start: usize,
    end: usize,
    replacement: &'a str,
    safe: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// The whole report as one JSON object, for programs.
///
/// `start` and `end` count code points of the decoded text from 0, `line` and `column` from 1,
/// columns in code points; all are null for a finding that is in no text. Dismissed findings
/// are there, with their verdict.
pub fn json(report: &Report, lang: Lang) -> String {
    let root = Root {
        version: VERSION,
        files: report.files.iter().map(|f| file(f, lang)).collect(),
        findings: report
            .files
            .iter()
            .flat_map(|f| f.entries.iter().map(move |e| found(&f.path, e, lang)))
            .collect(),
        errors: report
            .errors
            .iter()
            .map(|e| Failed {
                path: &e.path,
                message: e.message(lang),
            })
            .collect(),
        summary: report.summary(),
    };
    // Plain data with string keys always serialises.
    serde_json::to_string_pretty(&root).unwrap_or_default()
}

fn file(file: &FileReport, lang: Lang) -> File<'_> {
    let info = file.info.as_ref();
    File {
        path: &file.path,
        kind: info.map(|i| i.kind),
        encoding: info.and_then(|i| i.encoding),
        anchoring: info.map(|i| i.anchoring),
        replaced: info.map_or(0, |i| i.replaced),
        problems: info
            .map(|i| &i.problems)
            .into_iter()
            .flatten()
            .map(|p| {
                if lang == Lang::Zh {
                    p.zh.as_str()
                } else {
                    p.en.as_str()
                }
            })
            .collect(),
        findings: file.entries.iter().filter(|e| !e.is_dismissed()).count(),
    }
}

fn found<'a>(path: &'a str, entry: &'a Entry, lang: Lang) -> Found<'a> {
    let finding = &entry.finding;
    let place = entry.place.as_ref();
    let basis = finding.basis();
    let (item, field) = match &finding.locus {
        Locus::Field { item, field, .. } => (Some(item.as_str()), Some(field.as_str())),
        _ => (None, None),
    };
    let (matter, occasion) = match &finding.locus {
        Locus::Matter { matter, occasion } => (Some(matter.as_str()), Some(occasion.as_str())),
        _ => (None, None),
    };
    Found {
        rule: finding.rule.to_string(),
        severity: finding.severity,
        path,
        start: place.map(|p| p.start.code_point),
        end: place.map(|p| p.end.code_point),
        line: place.map(|p| p.start.line),
        column: place.map(|p| p.start.column),
        end_line: place.map(|p| p.end.line),
        end_column: place.map(|p| p.end.column),
        text: &finding.text,
        message: finding.message(lang),
        basis: basis.iter().map(|c| citation_text(c, lang)).collect(),
        citations: basis.iter().map(gongkai::law::Citation::compact).collect(),
        fix: place
            .and_then(|p| p.fix)
            .zip(finding.fix.as_ref())
            .map(|((start, end), fix)| FixOut {
                start: start.code_point,
                end: end.code_point,
                replacement: &fix.replacement,
                safe: fix.safe,
            }),
        fingerprint: &entry.fingerprint,
        cell: entry.cell.as_ref().map(|c| cell_label(c, lang)),
        paragraph: place.and_then(|p| p.paragraph),
        item,
        field,
        matter,
        occasion,
        verdict: entry.verdict,
    }
}
