//! What rules know of a text besides its places: its lines, title, date and subject.

use chrono::{Datelike, NaiveDate};

use super::chars::{ends_sentence, is_blank};
use super::dates::{self, Written};
use super::literals::Lit;
use super::scan::Scan;
use crate::finding::TextRange;
use crate::item::{BlockKind, Document};
use crate::unit::{Unit, UnitKind, kind_of_name};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    Plain,
    Title,
    Heading(u8),
    Cell,
    Metadata,
}

/// A line, without the blanks at its ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub start: usize,
    pub end: usize,
    pub kind: LineKind,
}

/// Who a text speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subject {
    pub kind: UnitKind,
    /// 镇, 乡, 街道, 县, 市, 区, where the name or the text tells.
    pub place: Option<&'static str>,
}

/// A text with all that was found out about it.
pub(crate) struct Context<'a> {
    pub text: &'a str,
    pub scan: Scan,
    /// Lines that are not blank.
    pub lines: Vec<Line>,
    /// Every month with its year and day.
    pub dates: Vec<Written>,
    pub title: Option<TextRange>,
    /// The year in the title.
    pub title_year: Option<i32>,
    /// The date of the document: known from outside, or its signature, or the day of the check.
    pub date: Option<NaiveDate>,
    /// Where the date stands under the text.
    pub signature: Option<(Written, NaiveDate)>,
    pub subject: Option<Subject>,
    pub traditional: bool,
}

impl<'a> Context<'a> {
    pub fn new(
        document: &'a Document,
        unit: Option<&Unit>,
        as_of: Option<NaiveDate>,
        scan: Scan,
    ) -> Self {
        let text = document.text();
        let lines = lines(document, &scan);
        let dates: Vec<Written> = scan
            .months
            .iter()
            .filter_map(|&at| dates::around_month(text, at))
            .collect();
        let title = title(document, &lines, text);
        let traditional = scan.traditional > 2 * scan.simplified;
        let mut context = Self {
            text,
            scan,
            lines,
            dates,
            title,
            title_year: None,
            date: None,
            signature: None,
            subject: None,
            traditional,
        };
        context.title_year = context.find_title_year();
        context.signature = context.find_signature();
        context.date = document.date().or(context.signature.map(|s| s.1)).or(as_of);
        context.subject = context.find_subject(unit);
        context
    }

    /// The text between two places; empty where they are no character boundaries.
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The text from a place on.
    pub fn after(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The text before a place.
    pub fn before(&self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or_default()
    }

    /// The character that begins at a place.
    pub fn next_char(&self, at: usize) -> Option<char> {
        self.after(at).chars().next()
    }

    /// The character that ends at a place.
    pub fn previous_char(&self, at: usize) -> Option<char> {
        self.before(at).chars().next_back()
    }

    /// The `n` characters that end at a place, fewer at the beginning.
    pub fn last_chars(&self, at: usize, n: usize) -> &'a str {
        let before = self.before(at);
        let length: usize = before.chars().rev().take(n).map(char::len_utf8).sum();
        before.get(before.len() - length..).unwrap_or_default()
    }

    /// The `n` characters that begin at a place, fewer at the end.
    pub fn first_chars(&self, at: usize, n: usize) -> &'a str {
        let after = self.after(at);
        let length: usize = after.chars().take(n).map(char::len_utf8).sum();
        after.get(..length).unwrap_or_default()
    }

    /// The line in which a place lies, and its number among the lines that are not blank.
    pub fn line_at(&self, at: usize) -> Option<(usize, Line)> {
        let n = self
            .lines
            .partition_point(|l| l.start <= at)
            .checked_sub(1)?;
        self.lines.get(n).map(|l| (n, *l))
    }

    /// The text of the title.
    pub fn title_text(&self) -> &'a str {
        self.title.map_or("", |t| t.slice(self.text))
    }

    /// The text of a line.
    pub fn line_text(&self, line: Line) -> &'a str {
        self.slice(line.start, line.end)
    }

    fn find_title_year(&self) -> Option<i32> {
        let title = self.title_text();
        title.match_indices('年').find_map(|(at, _)| {
            let year = dates::number_before(title, at)?;
            (year.signs == 4 && (1949..2100).contains(&year.value))
                .then(|| i32::try_from(year.value).ok())?
        })
    }

    /// The last line that is a date and nothing else.
    fn find_signature(&self) -> Option<(Written, NaiveDate)> {
        self.dates.iter().rev().take(40).find_map(|written| {
            let date = written.date()?;
            let (_, line) = self.line_at(written.start)?;
            (line.start == written.start && line.end == written.end).then_some((*written, date))
        })
    }

    fn find_subject(&self, unit: Option<&Unit>) -> Option<Subject> {
        if let Some(unit) = unit {
            return Some(Subject {
                kind: unit.kind()?,
                place: place_of(&unit.name),
            });
        }
        // The signature: the line before the date, or near the end where the date is not
        // whole, when it is a body's name and nothing else.
        let before_date = self
            .signature
            .and_then(|(written, _)| self.line_at(written.start)?.0.checked_sub(1));
        let last = (0..self.lines.len()).rev().take(4);
        let signed = before_date.into_iter().chain(last).find_map(|n| {
            let name = self.line_text(*self.lines.get(n)?);
            let kind = is_signature(name).then(|| kind_of_name(name)).flatten()?;
            Some(Subject {
                kind,
                place: place_of(name),
            })
        });
        if signed.is_some() {
            return signed;
        }
        let title = self.title_text();
        for (mark, kind) in [
            ("街道办事处", UnitKind::SubdistrictOffice),
            ("街道辦事處", UnitKind::SubdistrictOffice),
            ("镇人民政府", UnitKind::Government),
            ("鎮人民政府", UnitKind::Government),
            ("乡人民政府", UnitKind::Government),
            ("县人民政府", UnitKind::Government),
        ] {
            if let Some((before, _)) = title.split_once(mark)
                && let Some(end) = title.get(..before.len() + mark.len())
            {
                return Some(Subject {
                    kind,
                    place: place_of(end),
                });
            }
        }
        // What the text calls itself, when it is clear: three times, and twice as often as
        // anything else.
        let mut counts = [0usize; SELVES.len()];
        for hit in self.scan.hits(Lit::Self_) {
            let word = self.slice(hit.start, hit.end);
            let outside = !matches!(self.previous_char(hit.start), Some('“' | '「'));
            for (count, (_, words)) in counts.iter_mut().zip(SELVES) {
                if outside && words.contains(&word) {
                    *count += 1;
                }
            }
        }
        let total: usize = counts.iter().sum();
        let (best, subject) = counts.iter().zip(SELVES).max_by_key(|(count, _)| **count)?;
        (*best >= 3 && *best * 3 >= total * 2).then_some(subject.0)
    }
}

/// Whether a line is the name of a body and nothing else.
fn is_signature(line: &str) -> bool {
    const ENDS: [&str; 7] = [
        "人民政府",
        "办事处",
        "辦事處",
        "委员会",
        "委員會",
        "局",
        "中心",
    ];
    line.chars().count() <= 24 && ENDS.iter().any(|e| line.ends_with(e))
}

/// A question about whole lines that places in them ask: answered once a line, so that a line
/// with many places is not read for each.
pub(crate) struct PerLine<F> {
    ask: F,
    known: Option<(usize, bool)>,
}

impl<F: Fn(Line) -> bool> PerLine<F> {
    pub fn new(ask: F) -> Self {
        Self { ask, known: None }
    }

    /// The answer for the line of a place; no for a place in no line.
    pub fn at(&mut self, cx: &Context<'_>, at: usize) -> bool {
        let Some((n, line)) = cx.line_at(at) else {
            return false;
        };
        match self.known {
            Some((known, answer)) if known == n => answer,
            _ => {
                let answer = (self.ask)(line);
                self.known = Some((n, answer));
                answer
            }
        }
    }
}

/// Self-references and the subject that each shows.
const SELVES: [(Subject, &[&str]); 6] = [
    (
        Subject {
            kind: UnitKind::Government,
            place: Some("镇"),
        },
        &["我镇", "我鎮"],
    ),
    (
        Subject {
            kind: UnitKind::Government,
            place: Some("乡"),
        },
        &["我乡", "我鄉"],
    ),
    (
        Subject {
            kind: UnitKind::SubdistrictOffice,
            place: Some("街道"),
        },
        &["我街道", "我办", "我辦"],
    ),
    (
        Subject {
            kind: UnitKind::Government,
            place: Some("县"),
        },
        &["我县", "我縣"],
    ),
    (
        Subject {
            kind: UnitKind::Department,
            place: None,
        },
        &["我局", "本局"],
    ),
    (
        Subject {
            kind: UnitKind::Institution,
            place: None,
        },
        &["本中心", "我中心", "我校", "我院", "本校", "本院"],
    ),
];

/// The words of [`SELVES`], for the automaton.
pub(crate) const SELF_WORDS: &[&str] = &[
    "我镇",
    "我鎮",
    "我乡",
    "我鄉",
    "我街道",
    "我办",
    "我辦",
    "我县",
    "我縣",
    "我局",
    "本局",
    "本中心",
    "我中心",
    "我校",
    "我院",
    "本校",
    "本院",
];

/// The kind of place that a government's name carries.
fn place_of(name: &str) -> Option<&'static str> {
    let name = name
        .trim_end_matches("人民政府")
        .trim_end_matches("办事处")
        .trim_end_matches("辦事處")
        .trim_end_matches("政府");
    [
        ("街道", "街道"),
        ("镇", "镇"),
        ("鎮", "镇"),
        ("乡", "乡"),
        ("鄉", "乡"),
        ("县", "县"),
        ("縣", "县"),
        ("市", "市"),
        ("区", "区"),
        ("區", "区"),
    ]
    .iter()
    .find(|(end, _)| name.ends_with(end))
    .map(|(_, place)| *place)
}

fn lines(document: &Document, scan: &Scan) -> Vec<Line> {
    let text = document.text();
    let mut blocks = document.blocks().iter().peekable();
    let mut lines = Vec::with_capacity(scan.lines.len());
    for raw in &scan.lines {
        let whole = text.get(raw.start..raw.end).unwrap_or_default();
        let blank = |c: char| is_blank(c) || c == '\u{feff}' || c == '\u{c}';
        let trimmed = whole.trim_start_matches(blank);
        let start = raw.start + whole.len() - trimmed.len();
        let trimmed = trimmed.trim_end_matches(blank);
        if trimmed.is_empty() {
            continue;
        }
        while blocks
            .peek()
            .is_some_and(|b| b.range.end() as usize <= start)
        {
            blocks.next();
        }
        let kind = match blocks.peek() {
            Some(block) if block.range.start() as usize <= start => match &block.kind {
                BlockKind::Title => LineKind::Title,
                BlockKind::Heading { level } => LineKind::Heading(*level),
                BlockKind::Cell { .. } => LineKind::Cell,
                BlockKind::Metadata => LineKind::Metadata,
                BlockKind::Paragraph => LineKind::Plain,
            },
            _ => LineKind::Plain,
        };
        lines.push(Line {
            start,
            end: start + trimmed.len(),
            kind,
        });
    }
    lines
}

/// The block marked so; else among the first lines the first that can be one. Remains of a
/// web page and file names come before it.
fn title(document: &Document, lines: &[Line], text: &str) -> Option<TextRange> {
    if document.blocks().iter().any(|b| b.kind == BlockKind::Title) {
        return document.title_range();
    }
    for line in lines
        .iter()
        .filter(|l| matches!(l.kind, LineKind::Plain | LineKind::Heading(_)))
        .take(4)
    {
        let words = text.get(line.start..line.end)?;
        let crumbs =
            words.starts_with("首页") || words.starts_with("首頁") || words.contains(" > ");
        if crumbs || words.starts_with("当前位置") || words.starts_with("您") {
            continue;
        }
        let sentence =
            words.ends_with(|c| ends_sentence(c) || matches!(c, '，' | '：' | ',' | ':'));
        return (words.chars().count() <= 60 && !sentence)
            .then(|| TextRange::at(line.start, line.end));
    }
    None
}

/// The year of a day.
pub(crate) fn year_of(date: NaiveDate) -> i32 {
    date.year()
}
