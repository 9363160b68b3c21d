use std::fmt::Write as _;

use gongkai::finding::{Lang, Locus, Severity, VerdictKind, rule};

use super::{Entry, FileReport, Place, Report, Summary, cell_label, change, citation_text};
use crate::read::Anchoring;

/// What [`html`] is told besides the report (网页报告选项).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlOptions {
    /// The language of the page.
    pub lang: Lang,
    /// The heading, as in the name of the unit.
    pub title: String,
    /// A line below it: when and on what the check ran. No clock is read here.
    pub subtitle: String,
}

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The report as one page that needs nothing else: it can be sent, printed and put away.
/// Dismissed findings are there, hidden until asked for.
pub fn html(report: &Report, options: &HtmlOptions) -> String {
    let words = Words { lang: options.lang };
    let summary = report.summary();
    let lang = if options.lang == Lang::Zh {
        "zh-CN"
    } else {
        "en"
    };
    let mut out = String::new();
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n",
        title = escaped(&options.title),
    );
    if !options.subtitle.is_empty() {
        let _ = writeln!(out, "<p class=\"sub\">{}</p>", escaped(&options.subtitle));
    }
    tiles(&mut out, &summary, words);
    out.push_str("</header>\n");
    if summary.findings + summary.dismissed > 0 {
        filters(&mut out, report, &summary, words);
    }
    out.push_str("<main>\n");
    errors(&mut out, report, words);
    let mut clean = Vec::new();
    for file in &report.files {
        if file.entries.is_empty() && file.info.as_ref().is_none_or(|i| i.problems.is_empty()) {
            clean.push(file);
        } else {
            section(&mut out, file, words);
        }
    }
    if summary.findings == 0 && report.errors.is_empty() {
        let _ = writeln!(
            out,
            "<p class=\"none\">{}</p>",
            words.pick("没有发现问题。", "Nothing found.")
        );
    }
    if !clean.is_empty() {
        let _ = writeln!(
            out,
            "<details class=\"clean\"><summary>{} {}</summary><ul>",
            clean.len(),
            words.pick("个文件没有问题", "files without findings")
        );
        for file in clean {
            let _ = writeln!(out, "<li>{}</li>", escaped(&file.path));
        }
        out.push_str("</ul></details>\n");
    }
    let _ = write!(
        out,
        "</main>\n<footer>gongkai {}</footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        env!("CARGO_PKG_VERSION")
    );
    out
}

#[derive(Clone, Copy)]
struct Words {
    lang: Lang,
}

impl Words {
    fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        if self.lang == Lang::Zh { zh } else { en }
    }
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn tiles(out: &mut String, summary: &Summary, words: Words) {
    out.push_str("<ul class=\"tiles\">\n");
    let tiles = [
        ("", summary.files, words.pick("文件", "files")),
        ("error", summary.errors, words.pick("错误", "errors")),
        ("warning", summary.warnings, words.pick("警告", "warnings")),
        ("info", summary.infos, words.pick("提示", "hints")),
        ("", summary.fixable, words.pick("可修改", "fixable")),
        ("", summary.dismissed, words.pick("已驳回", "dismissed")),
        (
            "error",
            summary.unreadable,
            words.pick("无法读取", "not read"),
        ),
    ];
    for (n, (class, count, label)) in tiles.into_iter().enumerate() {
        if count > 0 || n < 4 {
            let class = if count > 0 { class } else { "" };
            let _ = writeln!(out, "<li class=\"{class}\"><b>{count}</b> {label}</li>");
        }
    }
    out.push_str("</ul>\n");
}

fn filters(out: &mut String, report: &Report, summary: &Summary, words: Words) {
    let _ = writeln!(
        out,
        "<form id=\"filter\" aria-label=\"{}\">",
        words.pick("筛选", "filter")
    );
    for (severity, count) in [
        (Severity::Error, summary.errors),
        (Severity::Warning, summary.warnings),
        (Severity::Info, summary.infos),
    ] {
        let _ = writeln!(
            out,
            "<label><input type=\"checkbox\" name=\"severity\" value=\"{}\" checked> {} {count}</label>",
            class(severity),
            severity.label(words.lang),
        );
    }
    let _ = writeln!(
        out,
        "<label>{} <select name=\"rule\"><option value=\"\">{}</option>",
        words.pick("规则", "rule"),
        words.pick("全部", "all")
    );
    for code in report.rules() {
        let count = summary.by_rule.get(code.as_str()).copied().unwrap_or(0);
        let title = rule(code).map_or("", |r| r.title(words.lang));
        let _ = writeln!(
            out,
            "<option value=\"{code}\">{code} {} ({count})</option>",
            escaped(title)
        );
    }
    let _ = writeln!(
        out,
        "</select></label>\n<label>{} <input type=\"search\" name=\"text\"></label>",
        words.pick("含", "contains")
    );
    if summary.dismissed > 0 {
        let _ = writeln!(
            out,
            "<label><input type=\"checkbox\" name=\"dismissed\"> {} {}</label>",
            words.pick("已驳回", "dismissed"),
            summary.dismissed
        );
    }
    let _ = writeln!(out, "<output id=\"shown\"></output>\n</form>");
}

fn errors(out: &mut String, report: &Report, words: Words) {
    if report.errors.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "<section class=\"unread\"><h2>{}</h2><ul>",
        words.pick("无法读取的文件", "Files that could not be read")
    );
    for error in &report.errors {
        let _ = writeln!(
            out,
            "<li><code>{}</code> {}</li>",
            escaped(&error.path),
            escaped(error.message(words.lang))
        );
    }
    out.push_str("</ul></section>\n");
}

fn section(out: &mut String, file: &FileReport, words: Words) {
    let open = file.entries.iter().filter(|e| !e.is_dismissed()).count();
    let _ = writeln!(
        out,
        "<section class=\"file\">\n<h2>{} <span>{open}</span></h2>",
        escaped(&file.path)
    );
    for problem in file.info.iter().flat_map(|i| &i.problems) {
        let message = if words.lang == Lang::Zh {
            &problem.zh
        } else {
            &problem.en
        };
        let _ = writeln!(out, "<p class=\"problem\">{}</p>", escaped(message));
    }
    for entry in &file.entries {
        article(out, file, entry, words);
    }
    out.push_str("</section>\n");
}

fn article(out: &mut String, file: &FileReport, entry: &Entry, words: Words) {
    let finding = &entry.finding;
    let severity = class(finding.severity);
    let dismissed = if entry.is_dismissed() {
        " data-dismissed hidden"
    } else {
        ""
    };
    let _ = write!(
        out,
        "<article class=\"{severity}\" data-severity=\"{severity}\" data-rule=\"{code}\"{dismissed}>\n\
         <h3><span class=\"badge\">{label}</span> <code>{code}</code> {message}",
        code = finding.rule,
        label = finding.severity.label(words.lang),
        message = escaped(&finding.message(words.lang)),
    );
    let verdict = match entry.verdict {
        Some(VerdictKind::Confirmed) => words.pick("已确认", "confirmed"),
        Some(VerdictKind::Dismissed) => words.pick("已驳回", "dismissed"),
        Some(VerdictKind::Pending) => words.pick("待定", "pending"),
        None => "",
    };
    if !verdict.is_empty() {
        let _ = write!(out, " <span class=\"verdict\">{verdict}</span>");
    }
    out.push_str("</h3>\n");
    if let Some(place) = &entry.place {
        excerpt(out, place);
    }
    out.push_str("<dl>\n");
    let mut row = |term: &str, value: &str| {
        let _ = writeln!(out, "<div><dt>{term}</dt><dd>{}</dd></div>", escaped(value));
    };
    row(
        words.pick("位置", "place"),
        &whereabouts(file, entry, words),
    );
    match &finding.locus {
        Locus::Field { item, .. } => row(words.pick("条目", "item"), item),
        Locus::Matter { matter, occasion } => {
            row(
                words.pick("事项", "matter"),
                &format!("{matter} ({occasion})"),
            );
        }
        _ => {}
    }
    let basis: Vec<String> = finding
        .basis()
        .iter()
        .map(|c| citation_text(c, words.lang))
        .collect();
    if !basis.is_empty() {
        row(
            words.pick("依据", "basis"),
            &basis.join(words.pick("；", "; ")),
        );
    }
    if let Some(change) = change(entry, words.lang) {
        row(words.pick("修改", "fix"), &change);
    }
    out.push_str("</dl>\n</article>\n");
}

/// Line and column, cell or paragraph.
fn whereabouts(file: &FileReport, entry: &Entry, words: Words) -> String {
    let extracted = file
        .info
        .as_ref()
        .is_some_and(|i| i.anchoring == Anchoring::Extracted);
    let cell = entry.cell.as_ref().map(|c| cell_label(c, words.lang));
    let line = entry
        .place
        .as_ref()
        .map(|p| match (p.paragraph, words.lang) {
            (Some(n), Lang::Zh) => format!("第{n}段"),
            (Some(n), Lang::En) => format!("paragraph {n}"),
            (None, Lang::Zh) => format!("第{}行第{}列", p.start.line, p.start.column),
            (None, Lang::En) => format!("line {}, column {}", p.start.line, p.start.column),
        });
    match (cell, line) {
        (Some(cell), Some(line)) if !extracted => format!("{line} ({cell})"),
        (Some(cell), _) => cell,
        (None, Some(line)) => line,
        (None, None) => file.path.clone(),
    }
}

/// The line with the place marked.
fn excerpt(out: &mut String, place: &Place) {
    const AROUND: usize = 60;
    let line = &place.line;
    let chars: Vec<char> = line.text.chars().collect();
    let start = (place.start.column - line.column).min(chars.len());
    let length = if place.end.line == place.start.line {
        place.end.column - place.start.column
    } else {
        chars.len()
    };
    let end = (start + length).min(chars.len());
    let from = start.saturating_sub(AROUND);
    let to = (end + AROUND).min(chars.len());
    let piece =
        |a: usize, b: usize| -> String { chars.iter().skip(a).take(b.saturating_sub(a)).collect() };
    out.push_str("<pre>");
    if from > 0 || line.cut_before {
        out.push('…');
    }
    let marked = piece(start, end);
    let _ = write!(
        out,
        "{}<mark>{}</mark>",
        escaped(&piece(from, start)),
        escaped(&marked)
    );
    out.push_str(&escaped(&piece(end, to)));
    if to < chars.len() || line.cut_behind {
        out.push('…');
    }
    out.push_str("</pre>\n");
}

/// Text as HTML, without controls and signs that turn the direction of writing.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
