use std::fmt::Write as _;

use gongkai::finding::{Lang, Locus, Severity};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Entry, Excerpt, FileReport, Report, Summary, cell_label, change, citation_text};
use crate::read::Anchoring;

/// How [`text`] writes (文本输出选项).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOptions {
    /// The language of the sentences.
    pub lang: Lang,
    /// Whether to write ANSI colours.
    pub color: bool,
    /// How many columns of a line are shown; a Chinese character takes two.
    pub width: usize,
    /// Whether to end with a line that sums up.
    pub summary: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            color: false,
            width: 100,
            summary: true,
        }
    }
}

/// The report for a terminal, as compilers write: `path:line:column severity[RULE] message`,
/// the line with the place underlined, what it rests on, how to mend it. Dismissed findings
/// are left out.
pub fn text(report: &Report, options: &TextOptions) -> String {
    let mut out = String::new();
    for file in &report.files {
        out.push_str(&file_text(file, options));
    }
    for error in &report.errors {
        let label = paint("1;31", Severity::Error.label(options.lang), options);
        let _ = writeln!(
            out,
            "{}: {label}: {}\n",
            error.path,
            error.message(options.lang)
        );
    }
    if options.summary {
        out.push_str(&summary(&report.summary(), options));
    }
    out
}

/// One file of the report, for writing while the check runs.
pub fn file_text(file: &FileReport, options: &TextOptions) -> String {
    let mut out = String::new();
    for problem in file.info.iter().flat_map(|i| &i.problems) {
        let label = paint("1;33", Severity::Warning.label(options.lang), options);
        let message = if options.lang == Lang::Zh {
            &problem.zh
        } else {
            &problem.en
        };
        let _ = writeln!(out, "{}: {label}: {message}\n", file.path);
    }
    let open: Vec<&Entry> = file.entries.iter().filter(|e| !e.is_dismissed()).collect();
    let mut rest = open.as_slice();
    while let [first, ..] = rest {
        let together = 1 + rest
            .iter()
            .skip(1)
            .take_while(|e| same_window(first, e, options))
            .count();
        let (group, tail) = rest.split_at(together);
        write_group(&mut out, file, group, options);
        rest = tail;
    }
    out
}

/// Whether a later finding can be shown on the same piece of the same line.
fn same_window(first: &Entry, later: &Entry, options: &TextOptions) -> bool {
    let (Some(a), Some(b)) = (&first.place, &later.place) else {
        return false;
    };
    let near = b.end.code_point.saturating_sub(a.start.code_point) * 2 < options.width;
    a.start.line == b.start.line && b.end.line == a.start.line && near && a.end.line == a.start.line
}

fn write_group(out: &mut String, file: &FileReport, group: &[&Entry], options: &TextOptions) {
    for entry in group {
        let finding = &entry.finding;
        let label = format!("{}[{}]", finding.severity.label(options.lang), finding.rule);
        let code = match finding.severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;36",
        };
        let _ = writeln!(
            out,
            "{} {} {}",
            paint("1", &head(file, entry, options.lang), options),
            paint(code, &label, options),
            finding.message(options.lang)
        );
    }
    let mut gutter = 1;
    if let Some(Entry {
        place: Some(place), ..
    }) = group.first()
    {
        let number = place.start.line.to_string();
        gutter = number.len();
        let marks: Vec<(usize, usize)> = group
            .iter()
            .filter_map(|e| e.place.as_ref())
            .map(|p| {
                let end = if p.end.line == p.start.line {
                    p.end.column
                } else {
                    usize::MAX
                };
                (p.start.column, end)
            })
            .collect();
        let (line, under) = underlined(&place.line, &marks, options.width);
        let bar = paint("34", "|", options);
        let _ = writeln!(out, "{} {bar} {line}", paint("34", &number, options));
        let _ = writeln!(
            out,
            "{:gutter$} {bar} {}",
            "",
            paint("1;31", &under, options)
        );
    }
    let sign = format!("{:gutter$} {}", "", paint("34", "=", options));
    let zh = options.lang == Lang::Zh;
    let mut note = |label: &str, value: &str| {
        let separator = if zh { "：" } else { ": " };
        let _ = writeln!(out, "{sign} {label}{separator}{value}");
    };
    let anchored = file
        .info
        .as_ref()
        .is_some_and(|i| i.anchoring == Anchoring::File);
    if let Some(Entry {
        cell: Some(cell),
        place: Some(_),
        ..
    }) = group.first()
        && anchored
    {
        note(
            if zh { "单元格" } else { "cell" },
            &cell_label(cell, options.lang),
        );
    }
    if let Some(Entry { finding, .. }) = group.first() {
        match &finding.locus {
            Locus::Field { item, field, .. } => {
                note(
                    if zh { "条目" } else { "item" },
                    &format!("{item} ({field})"),
                );
            }
            Locus::Matter { matter, occasion } => {
                note(
                    if zh { "事项" } else { "matter" },
                    &format!("{matter} ({occasion})"),
                );
            }
            _ => {}
        }
    }
    let mut basis: Vec<String> = Vec::new();
    for entry in group {
        for citation in entry.finding.basis() {
            let shown = citation_text(&citation, options.lang);
            if !basis.contains(&shown) {
                basis.push(shown);
            }
        }
    }
    if !basis.is_empty() {
        note(
            if zh { "依据" } else { "basis" },
            &basis.join(if zh { "；" } else { "; " }),
        );
    }
    for entry in group {
        if let Some(change) = change(entry, options.lang) {
            note(if zh { "修改" } else { "help" }, &change);
        }
    }
    out.push('\n');
}

/// Where a finding is, for the start of its line.
fn head(file: &FileReport, entry: &Entry, lang: Lang) -> String {
    let path = &file.path;
    let extracted = file
        .info
        .as_ref()
        .is_some_and(|i| i.anchoring == Anchoring::Extracted);
    let place = entry.place.as_ref();
    match (&entry.cell, place) {
        (Some(cell), _) if extracted || place.is_none() => {
            format!("{path}:{}", cell_label(cell, lang))
        }
        (_, Some(place)) => match place.paragraph {
            Some(n) if lang == Lang::Zh => format!("{path}:第{n}段"),
            Some(n) => format!("{path}:paragraph {n}"),
            None => format!("{path}:{}:{}", place.start.line, place.start.column),
        },
        (_, None) => path.clone(),
    }
}

/// A piece of a line no wider than `width` columns, and a line that underlines the marks,
/// given by their columns in the whole line.
fn underlined(line: &Excerpt, marks: &[(usize, usize)], width: usize) -> (String, String) {
    let chars: Vec<char> = line.text.chars().collect();
    let first = marks
        .iter()
        .map(|m| m.0)
        .min()
        .unwrap_or(1)
        .saturating_sub(line.column);
    let last = marks
        .iter()
        .map(|m| m.1)
        .max()
        .unwrap_or(1)
        .saturating_sub(line.column)
        .clamp(first, chars.len().max(first));
    let wide = |from: usize, to: usize| -> usize {
        chars
            .iter()
            .skip(from)
            .take(to.saturating_sub(from))
            .map(|c| cell_width(*c))
            .sum()
    };
    // First all that is marked, then as much before it as a third of the rest allows, then
    // what follows.
    let marked = wide(first, last).min(width);
    let room = width - marked;
    let mut from = first;
    let mut used = 0;
    let behind = wide(last, chars.len());
    let before_room = room.saturating_sub(behind).max(room / 3);
    while let Some(c) = from.checked_sub(1).and_then(|n| chars.get(n)) {
        if used + cell_width(*c) > before_room {
            break;
        }
        used += cell_width(*c);
        from -= 1;
    }
    let mut shown = String::new();
    let mut under = String::new();
    if from > 0 || line.cut_before {
        shown.push('…');
        under.push_str(&" ".repeat("…".width()));
    }
    let mut columns = 0;
    let mut cut = line.cut_behind;
    for (n, c) in chars.iter().enumerate().skip(from) {
        let w = cell_width(*c);
        if columns + w > width {
            cut = true;
            break;
        }
        columns += w;
        let column = n + line.column;
        let is_marked = marks
            .iter()
            .any(|(start, end)| column >= *start && column < *end);
        let is_point = marks
            .iter()
            .any(|(start, end)| start == end && column == *start);
        shown.push(if is_shown(*c) { *c } else { ' ' });
        let sign = if is_marked || is_point { "^" } else { " " };
        under.push_str(&sign.repeat(w));
    }
    // A place at the very end of the line, where something is missing.
    if !under.contains('^') {
        under.push('^');
    }
    if cut {
        shown.push('…');
    }
    (shown.trim_end().to_owned(), under.trim_end().to_owned())
}

/// Whether a character can stand in a terminal as it is.
fn is_shown(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How many columns a character takes; a tab and other controls are shown as one blank.
fn cell_width(c: char) -> usize {
    if is_shown(c) {
        c.width().unwrap_or(1)
    } else {
        1
    }
}

fn paint(code: &str, text: &str, options: &TextOptions) -> String {
    if options.color {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

/// The line that sums up.
fn summary(summary: &Summary, options: &TextOptions) -> String {
    let Summary {
        files,
        unreadable,
        findings,
        errors,
        warnings,
        infos,
        dismissed,
        fixable,
        ..
    } = summary;
    let mut line = if options.lang == Lang::Zh {
        if *findings == 0 {
            format!("检查 {files} 个文件，没有发现问题")
        } else {
            format!(
                "检查 {files} 个文件，发现 {findings} 个问题：错误 {errors}、警告 {warnings}、提示 {infos}"
            )
        }
    } else if *findings == 0 {
        format!("{files} files checked, nothing found")
    } else {
        format!(
            "{files} files checked, {findings} findings: {errors} errors, {warnings} warnings, {infos} hints"
        )
    };
    let extras: [(usize, &str, &str); 3] = [
        (*fixable, "可修改", "fixable"),
        (*dismissed, "已驳回", "dismissed"),
        (*unreadable, "无法读取的文件", "files not read"),
    ];
    for (count, zh, en) in extras {
        if count > 0 {
            let _ = match options.lang {
                Lang::Zh => write!(line, "；{zh} {count}"),
                Lang::En => write!(line, "; {count} {en}"),
            };
        }
    }
    line.push('\n');
    line
}
