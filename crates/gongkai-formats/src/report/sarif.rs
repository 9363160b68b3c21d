use std::collections::BTreeMap;

use gongkai::finding::{Lang, Locus, RuleCode, Severity, rule, rule_page};
use serde_json::{Map, Value, json};

use super::{Entry, FileReport, Place, Report, cell_label, citation_text};
use crate::offsets::Position;
use crate::read::Anchoring;

/// The report as a SARIF 2.1.0 log, for code-scanning services and editors.
///
/// Columns and offsets count code points. A place in a text that was taken out of a DOCX, XLSX
/// or HTML file has no region of that file: it is told by a logical location, its cell or
/// paragraph. Dismissed findings are suppressed results; files that could not be read are
/// notifications of the run.
pub fn sarif(report: &Report, lang: Lang) -> String {
    let codes = report.rules();
    let index: BTreeMap<RuleCode, usize> = codes.iter().enumerate().map(|(n, c)| (*c, n)).collect();
    let results: Vec<Value> = report
        .files
        .iter()
        .flat_map(|file| file.entries.iter().map(move |entry| (file, entry)))
        .map(|(file, entry)| result(file, entry, &index, lang))
        .collect();
    let notifications: Vec<Value> = report
        .errors
        .iter()
        .map(|error| {
            json!({
                "level": "error",
                "message": { "text": error.message(lang) },
                "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&error.path) } } }],
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gongkai",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| descriptor(*code, lang)).collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": report.errors.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "language": if lang == Lang::Zh { "zh-CN" } else { "en" },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // Plain data with string keys always serialises.
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// What is said of a rule once.
fn descriptor(code: RuleCode, lang: Lang) -> Value {
    let mut out = Map::new();
    out.insert("id".into(), json!(code.as_str()));
    if let Some(info) = rule(code) {
        out.insert("name".into(), json!(info.name));
        out.insert(
            "shortDescription".into(),
            json!({ "text": info.title(lang) }),
        );
        out.insert(
            "defaultConfiguration".into(),
            json!({ "level": level(info.severity) }),
        );
        let basis: Vec<String> = info
            .citations()
            .iter()
            .map(|c| citation_text(c, lang))
            .collect();
        out.insert(
            "properties".into(),
            json!({ "basis": basis, "tags": [code.family()] }),
        );
        if let Some(page) = rule_page(code) {
            let page = body(page);
            out.insert(
                "fullDescription".into(),
                json!({ "text": first_paragraph(page, info.title(lang)) }),
            );
            out.insert("help".into(), json!({ "text": page, "markdown": page }));
        }
    }
    Value::Object(out)
}

/// A rule's page without its front matter.
fn body(page: &str) -> &str {
    page.strip_prefix("+++\n")
        .and_then(|rest| rest.split_once("\n+++\n"))
        .map_or(page, |(_, body)| body)
        .trim()
}

/// What the page says first, or the title where it says nothing.
fn first_paragraph<'a>(page: &'a str, title: &'a str) -> &'a str {
    let is_prose = |p: &&str| !p.is_empty() && !p.starts_with(['#', '`', '|']);
    page.split("\n\n")
        .map(str::trim)
        .find(is_prose)
        .unwrap_or(title)
}

fn result(
    file: &FileReport,
    entry: &Entry,
    index: &BTreeMap<RuleCode, usize>,
    lang: Lang,
) -> Value {
    let finding = &entry.finding;
    let basis: Vec<String> = finding
        .basis()
        .iter()
        .map(|c| citation_text(c, lang))
        .collect();
    let mut out = Map::new();
    out.insert("ruleId".into(), json!(finding.rule.as_str()));
    if let Some(n) = index.get(&finding.rule) {
        out.insert("ruleIndex".into(), json!(n));
    }
    out.insert("level".into(), json!(level(finding.severity)));
    out.insert("message".into(), json!({ "text": finding.message(lang) }));
    out.insert("locations".into(), json!([location(file, entry, lang)]));
    out.insert(
        "partialFingerprints".into(),
        json!({ "gongkai/v1": entry.fingerprint }),
    );
    out.insert("properties".into(), json!({ "basis": basis }));
    if let Some(fix) = fix(file, entry, lang) {
        out.insert("fixes".into(), json!([fix]));
    }
    if entry.is_dismissed() {
        out.insert(
            "suppressions".into(),
            json!([{ "kind": "external", "status": "accepted" }]),
        );
    }
    Value::Object(out)
}

/// Whether offsets are into the file itself.
fn anchored(file: &FileReport) -> bool {
    file.info
        .as_ref()
        .is_none_or(|i| i.anchoring == Anchoring::File)
}

fn location(file: &FileReport, entry: &Entry, lang: Lang) -> Value {
    let mut physical = Map::new();
    physical.insert("artifactLocation".into(), json!({ "uri": uri(&file.path) }));
    if let Some(place) = entry.place.as_ref().filter(|_| anchored(file)) {
        physical.insert("region".into(), region(place, &entry.finding.text));
    }
    let mut logical = Vec::new();
    if let Some(cell) = &entry.cell {
        logical.push(json!({ "fullyQualifiedName": cell_label(cell, lang), "kind": "cell" }));
    }
    if let Some(n) = entry.place.as_ref().and_then(|p| p.paragraph) {
        logical
            .push(json!({ "fullyQualifiedName": format!("paragraph {n}"), "kind": "paragraph" }));
    }
    match &entry.finding.locus {
        Locus::Field { item, field, .. } => {
            logical
                .push(json!({ "fullyQualifiedName": format!("{item}/{field}"), "kind": "field" }));
        }
        Locus::Matter { matter, occasion } => {
            logical.push(
                json!({ "fullyQualifiedName": format!("{matter}/{occasion}"), "kind": "matter" }),
            );
        }
        _ => {}
    }
    let mut out = Map::new();
    out.insert("physicalLocation".into(), Value::Object(physical));
    if !logical.is_empty() {
        out.insert("logicalLocations".into(), json!(logical));
    }
    Value::Object(out)
}

fn region(place: &Place, text: &str) -> Value {
    let mut region = span(place.start, place.end);
    if let Some(map) = region.as_object_mut()
        && !text.is_empty()
    {
        map.insert("snippet".into(), json!({ "text": text }));
    }
    region
}

fn span(start: Position, end: Position) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.code_point,
        "charLength": end.code_point - start.code_point,
    })
}

fn fix(file: &FileReport, entry: &Entry, lang: Lang) -> Option<Value> {
    let fix = entry.finding.fix.as_ref()?;
    let (start, end) = entry.place.as_ref().filter(|_| anchored(file))?.fix?;
    let text = match (lang, fix.replacement.is_empty()) {
        (Lang::Zh, true) => "删去".to_owned(),
        (Lang::Zh, false) => format!("改为“{}”", fix.replacement),
        (Lang::En, true) => "remove".to_owned(),
        (Lang::En, false) => format!("replace with `{}`", fix.replacement),
    };
    Some(json!({
        "description": { "text": text },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&file.path) },
            "replacements": [{
                "deletedRegion": span(start, end),
                "insertedContent": { "text": fix.replacement },
            }],
        }],
    }))
}

/// A path as a URI reference: whatever is not plain is written `%XX`.
fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    let path = path.replace('\\', "/");
    let bytes = path.as_bytes();
    let drive = bytes.get(1) == Some(&b':') && bytes.first().is_some_and(u8::is_ascii_alphabetic);
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    } else if drive {
        out.push_str("file:///");
    }
    for (n, byte) in path.bytes().enumerate() {
        if byte.is_ascii_alphanumeric()
            || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~')
            || (drive && n == 1)
        {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("docs/a b.txt"), "docs/a%20b.txt");
        assert_eq!(uri("公.txt"), "%E5%85%AC.txt");
        assert_eq!(uri("/tmp/a#1.txt"), "file:///tmp/a%231.txt");
        assert_eq!(uri("C:\\a.txt"), "file:///C:/a.txt");
    }

    #[test]
    fn pages_lose_their_front_matter() {
        let page = "+++\nname = \"x\"\n+++\n\n# TXT001 甲\n\n乙。\n";
        assert_eq!(body(page), "# TXT001 甲\n\n乙。");
        assert_eq!(first_paragraph(body(page), "丙"), "乙。");
        assert_eq!(first_paragraph("# 甲", "丙"), "丙");
    }
}
