//! Case files: the events of one procedure, one a line (办件、审核件文件).
//!
//! A file is JSON Lines, append-only: each line is an [`Entry`]. Whoever appends with
//! [`append`] gives each line a seal, a hash over the line and the seal before it, so that an
//! edit by hand, or a line taken out, is noticed. A list in one JSON array, as other systems
//! export it, is read too.

use std::fmt::Write as _;

use gongkai::case::{ContentHash, Entry};
use gongkai::check::LineProblem;
use gongkai::finding::{Finding, Lang, Locus, TextRange};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;
use thiserror::Error;

use crate::decode::decode;
use crate::error::FormatError;

/// How many hexadecimal digits a seal has.
const SEAL: usize = 16;

/// A case file as read (办件文件).
///
/// ```
/// use gongkai::request::RequestEvent;
/// use gongkai_formats::case_file::CaseFile;
///
/// let text = r#"{"on":"2026-03-02","event":"received","intake":"in_person","applicant":{"name":"李某"}}
/// {"on":"2026-03-05","event":"correction_req"#;
/// let file = CaseFile::<RequestEvent>::read(text.as_bytes())?;
/// assert_eq!(file.entries.len(), 1);
/// let fault = file.fault.unwrap();
/// assert_eq!((fault.line, fault.index, fault.at_end), (2, 1, true));
/// # Ok::<(), gongkai_formats::FormatError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CaseFile<E> {
    /// The entries up to the first line that cannot be read.
    pub entries: Vec<Entry<E>>,
    /// The first line that cannot be read; nothing behind it was.
    pub fault: Option<LineFault>,
    /// The entries whose seal does not fit: they, or the lines above them, were changed by
    /// hand. From 0.
    pub broken_seals: Vec<u32>,
    /// The text, decoded.
    text: String,
    /// Where each entry stands in the text.
    spans: Vec<TextRange>,
    /// The seal of the last line, empty when it has none.
    seal: String,
}

/// A line of a case file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line} (event {index}): {reason}")]
pub struct LineFault {
    /// The line, from 1.
    pub line: usize,
    /// The entry that it would have been, from 0.
    pub index: u32,
    /// Whether nothing stands behind it: a line that was cut off while it was written.
    pub at_end: bool,
    /// How many lines behind it were not read.
    pub unread: usize,
    /// What is wrong.
    pub reason: String,
    /// The same in Chinese.
    pub reason_zh: String,
}

/// Why a line cannot be appended.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AppendError {
    /// The file has a line that cannot be read.
    #[error("nothing is appended to a file with a broken line: {0}")]
    Broken(LineFault),
    /// The file is one JSON array, not a line an event.
    #[error("the file is a JSON list; only a file with one event a line is appended to")]
    List,
    /// The entry cannot be written as JSON.
    #[error("the event cannot be written: {reason}")]
    Unwritable {
        /// Why.
        reason: String,
    },
}

impl LineFault {
    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        let Self {
            line,
            at_end,
            unread,
            reason: en,
            reason_zh: zh,
            ..
        } = self;
        match (lang, at_end) {
            (Lang::Zh, true) => {
                format!("第{line}行（最后一行）不完整或写错，只读到上一行：{zh}")
            }
            (Lang::Zh, false) => format!("第{line}行读不懂，其后{unread}行也未读：{zh}"),
            (Lang::En, true) => {
                format!(
                    "line {line}, the last, is cut off or wrong; read up to the line before: {en}"
                )
            }
            (Lang::En, false) => {
                format!("line {line} cannot be read, nor were the {unread} lines behind it: {en}")
            }
        }
    }
}

impl<E: DeserializeOwned> CaseFile<E> {
    /// Reads a case file: JSON Lines, or one JSON array of the same objects. Blank lines do
    /// not count.
    ///
    /// A line that cannot be read ends the reading; it is told in [`CaseFile::fault`].
    ///
    /// # Errors
    /// When the bytes are no text.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        let text = match std::str::from_utf8(bytes) {
            // Cut off within a character: what comes before it is as good as ever.
            Err(error) if error.error_len().is_none() => {
                String::from_utf8_lossy(bytes).into_owned()
            }
            _ => decode(bytes)?.text,
        };
        let mut file = Self {
            entries: Vec::new(),
            fault: None,
            broken_seals: Vec::new(),
            spans: Vec::new(),
            seal: String::new(),
            text,
        };
        if file.is_list() {
            file.read_list();
        } else {
            file.read_lines();
        }
        Ok(file)
    }

    fn read_lines(&mut self) {
        let text = std::mem::take(&mut self.text);
        let lines = || {
            let mut at = 0;
            text.split('\n').enumerate().filter_map(move |(n, raw)| {
                let start = at;
                at += raw.len() + 1;
                let line = raw.trim_end_matches('\r');
                (!line.trim().is_empty()).then_some((n + 1, start, line))
            })
        };
        let count = lines().count();
        for (done, (number, start, line)) in lines().enumerate() {
            let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            match self.read_line(line, index) {
                Ok(entry) => {
                    self.entries.push(entry);
                    self.spans.push(TextRange::at(start, start + line.len()));
                }
                Err(Reason { en, zh }) => {
                    let unread = count - done - 1;
                    self.fault = Some(LineFault {
                        line: number,
                        index,
                        at_end: unread == 0,
                        unread,
                        reason: en,
                        reason_zh: zh,
                    });
                    break;
                }
            }
        }
        self.text = text;
    }

    fn read_line(&mut self, line: &str, index: u32) -> Result<Entry<E>, Reason> {
        let mut value: Value = serde_json::from_str(line).map_err(|e| Reason::of(&e))?;
        let object = value.as_object_mut().ok_or_else(|| Reason {
            en: "an object is expected, as in {\"on\": …, \"event\": …}".to_owned(),
            zh: "一行应当是一个对象，如 {\"on\": …, \"event\": …}".to_owned(),
        })?;
        let seal = object.remove("seal");
        // Read from the text where it can be, so that a field written twice is noticed.
        let body = match (&seal, unsealed(line)) {
            (None, _) => line.to_owned(),
            (Some(_), Some(body)) => body,
            (Some(_), None) => value.to_string(),
        };
        let entry = serde_json::from_str(&body).map_err(|e| Reason::of(&e))?;
        let given = seal.as_ref().map(|s| s.as_str().unwrap_or_default());
        match given {
            Some(given) => {
                let fits = unsealed(line).is_some_and(|body| given == seal_of(&self.seal, &body));
                if !fits {
                    self.broken_seals.push(index);
                }
                given.clone_into(&mut self.seal);
            }
            // A line without a seal behind one with a seal was put in by hand.
            None if !self.seal.is_empty() => self.broken_seals.push(index),
            None => {}
        }
        Ok(entry)
    }

    fn read_list(&mut self) {
        let fault = |index: usize, count: usize, Reason { en, zh }: Reason| LineFault {
            line: 1,
            index: u32::try_from(index).unwrap_or(u32::MAX),
            at_end: index + 1 >= count,
            unread: count.saturating_sub(index + 1),
            reason: en,
            reason_zh: zh,
        };
        let values: Vec<Value> = match serde_json::from_str(&self.text) {
            Ok(values) => values,
            Err(error) => {
                self.fault = Some(LineFault {
                    line: error.line(),
                    ..fault(0, 1, Reason::of(&error))
                });
                return;
            }
        };
        let count = values.len();
        for (index, value) in values.into_iter().enumerate() {
            match serde_json::from_value(value) {
                Ok(entry) => {
                    self.entries.push(entry);
                    self.spans.push(TextRange::new(0, 0));
                }
                Err(error) => {
                    self.fault = Some(fault(index, count, Reason::of(&error)));
                    return;
                }
            }
        }
    }
}

impl<E> CaseFile<E> {
    fn is_list(&self) -> bool {
        self.text.trim_start().starts_with('[')
    }

    /// The text of the file, decoded.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where an entry stands in the text; where the entry is told as a whole, its event's name.
    /// `None` for an entry that is not there, and for a list in one array.
    pub fn place(&self, index: u32) -> Option<TextRange> {
        let line = *self.spans.get(index as usize)?;
        let text = line.slice(&self.text);
        let start = line.start() as usize;
        let named = text.find("\"event\"").map(|at| {
            let tail = text.get(at..).unwrap_or_default();
            let len = tail.find([',', '}']).unwrap_or(tail.len());
            TextRange::at(start + at, start + at + len)
        });
        (!line.is_empty()).then_some(named.unwrap_or(line))
    }

    /// What is wrong with the lines, for [`CaseCheck`](gongkai::check::CaseCheck).
    pub fn line_problems(&self) -> Vec<LineProblem> {
        let unread = self.fault.as_ref().map(|fault| LineProblem::Unread {
            index: fault.index,
            zh: fault.message(Lang::Zh),
            en: fault.message(Lang::En),
        });
        let edited = |index: &u32| LineProblem::Edited { index: *index };
        self.broken_seals.iter().map(edited).chain(unread).collect()
    }

    /// Where a finding on an event of this file stands in its text.
    pub fn place_of(&self, finding: &Finding) -> Option<TextRange> {
        match &finding.locus {
            Locus::Event { index, .. } => self.place(*index),
            other => other.range(),
        }
    }
}

/// What is to be written behind a case file to add entries: a line each, sealed.
///
/// ```
/// use gongkai::case::Entry;
/// use gongkai::request::RequestEvent;
/// use gongkai_formats::case_file::{CaseFile, append};
///
/// let first = r#"{"on":"2026-03-02","event":"received","intake":"internet","applicant":{"name":"李某"}}"#;
/// let mut file = first.as_bytes().to_vec();
/// let entry = Entry::new("2026-03-03".parse().unwrap(), RequestEvent::Confirmed {});
/// file.extend(append(&CaseFile::<RequestEvent>::read(&file)?, &[entry]).unwrap().bytes());
/// let read = CaseFile::<RequestEvent>::read(&file)?;
/// assert_eq!((read.entries.len(), read.broken_seals.len()), (2, 0));
///
/// // Somebody moves the day by hand.
/// let edited = String::from_utf8(file).unwrap().replace("2026-03-03", "2026-03-02");
/// let read = CaseFile::<RequestEvent>::read(edited.as_bytes())?;
/// assert_eq!(read.broken_seals, [1]);
/// # Ok::<(), gongkai_formats::FormatError>(())
/// ```
///
/// # Errors
/// When the file has a broken line or is a list, or an entry cannot be written.
pub fn append<E: Serialize>(
    file: &CaseFile<E>,
    entries: &[Entry<E>],
) -> Result<String, AppendError> {
    if let Some(fault) = &file.fault {
        return Err(AppendError::Broken(fault.clone()));
    }
    if file.is_list() {
        return Err(AppendError::List);
    }
    let mut out = String::new();
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        out.push('\n');
    }
    let mut seal = file.seal.clone();
    for entry in entries {
        let body = serde_json::to_string(entry).map_err(|e| AppendError::Unwritable {
            reason: e.to_string(),
        })?;
        seal = seal_of(&seal, &body);
        let open = body.strip_suffix('}').unwrap_or(&body);
        let _ = writeln!(out, "{open},\"seal\":\"{seal}\"}}");
    }
    Ok(out)
}

/// The text of a new case file.
///
/// # Errors
/// When an entry cannot be written.
pub fn begin<E: Serialize>(entries: &[Entry<E>]) -> Result<String, AppendError> {
    let empty = CaseFile {
        entries: Vec::new(),
        fault: None,
        broken_seals: Vec::new(),
        text: String::new(),
        spans: Vec::new(),
        seal: String::new(),
    };
    append(&empty, entries)
}

/// What is wrong with a line, in both languages.
struct Reason {
    en: String,
    zh: String,
}

impl Reason {
    fn of(error: &serde_json::Error) -> Self {
        let mut en = error.to_string();
        // The line within the line is always the first.
        if let Some(at) = en.find(" at line ") {
            en.truncate(at);
        }
        let column = error.column();
        let zh = match error.classify() {
            Category::Eof => "这一行没有写完".to_owned(),
            Category::Syntax => format!("不是 JSON，第{column}列写错"),
            Category::Data | Category::Io => in_chinese(&en),
        };
        Self { en, zh }
    }
}

/// What serde says of a field that does not fit, in Chinese; its own words where they are new.
fn in_chinese(said: &str) -> String {
    let named = |begin: &str| {
        said.strip_prefix(begin)
            .and_then(|tail| tail.split_once('`'))
    };
    let choice = |tail: &str| {
        let known: Vec<&str> = tail.split('`').skip(1).step_by(2).collect();
        if known.is_empty() {
            String::new()
        } else {
            format!("；可以写：{}", known.join("、"))
        }
    };
    if let Some((name, tail)) = named("unknown field `") {
        return format!("没有“{name}”这个字段{}", choice(tail));
    }
    if let Some((name, tail)) = named("unknown variant `") {
        return format!("没有“{name}”这种写法{}", choice(tail));
    }
    if let Some((name, _)) = named("missing field `") {
        return format!("缺少字段“{name}”");
    }
    if let Some((name, _)) = named("duplicate field `") {
        return format!("字段“{name}”写了两次");
    }
    let day = [
        "out of range",
        "invalid characters",
        "premature end",
        "trailing input",
    ];
    if day.iter().any(|d| said.contains(d)) {
        return "日期不对，应写成 2026-03-02 的样子，而且那一天要存在".to_owned();
    }
    let of_type = said.strip_prefix("invalid type: ");
    if let Some((given, expected)) = of_type.and_then(|tail| tail.split_once(", expected "))
        && let Some(given) = type_in_chinese(given)
    {
        return match type_in_chinese(expected) {
            Some(expected) => format!("这里应当写{expected}，写的是{given}"),
            // A fact is denied, affirmed, or told.
            None if expected.ends_with("or what is known about it") => {
                format!("这里不能写{given}{}，或者写明情况", choice(expected))
            }
            None => format!("这里不能写{given}{}", choice(expected)),
        };
    }
    said.to_owned()
}

/// A type as serde names it, found or expected.
fn type_in_chinese(named: &str) -> Option<&'static str> {
    let named = named.strip_prefix("a ").unwrap_or(named);
    let first = named.split([' ', '`']).next().unwrap_or_default();
    Some(match first {
        "string" => "文字",
        "boolean" => "true 或者 false",
        "integer" | "u8" | "u16" | "u32" | "u64" | "usize" | "i64" => "整数",
        "floating" => "小数",
        "null" => "null",
        "map" | "struct" => "对象 {…}",
        "sequence" => "列表 […]",
        _ => return None,
    })
}

/// Why an object is not what it should be, for a reader: what serde says of a field or a value.
///
/// ```
/// use gongkai::case::Entry;
/// use gongkai::finding::Lang;
/// use gongkai::request::RequestEvent;
/// use gongkai_formats::case_file::explain;
///
/// let text = r#"{"on": "2026-03-02", "event": "extended", "perod": "20wd"}"#;
/// let error = serde_json::from_str::<Entry<RequestEvent>>(text).unwrap_err();
/// assert!(explain(&error, Lang::Zh).starts_with("没有“perod”这个字段；可以写：period"));
/// ```
pub fn explain(error: &serde_json::Error, lang: Lang) -> String {
    let reason = Reason::of(error);
    match lang {
        Lang::Zh => reason.zh,
        Lang::En => reason.en,
    }
}

/// A line as it was before it was sealed.
fn unsealed(line: &str) -> Option<String> {
    let line = line.trim();
    let (body, tail) = line.rsplit_once(",\"seal\":\"")?;
    (tail.len() == SEAL + 2 && tail.ends_with("\"}")).then(|| format!("{body}}}"))
}

fn seal_of(before: &str, body: &str) -> String {
    let mut digits = ContentHash::of(format!("{before}\n{body}").as_bytes()).to_string();
    digits.truncate(SEAL);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use gongkai::request::RequestEvent;

    const RECEIVED: &str = r#"{"on":"2026-03-02","event":"received","intake":"in_person","applicant":{"name":"李某"}}"#;
    const SERVED: &str = r#"{"on":"2026-03-09","event":"served"}"#;

    fn read(text: &str) -> CaseFile<RequestEvent> {
        CaseFile::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_broken_line_in_the_middle_ends_the_reading() {
        let file = read(&format!(
            "{RECEIVED}\r\n\r\n{{\"on\":\"2026-03-03\",\"event\":\"confirmed\",\"chanel\":1}}\n{SERVED}\n"
        ));
        assert_eq!(file.entries.len(), 1);
        let fault = file.fault.as_ref().unwrap();
        assert_eq!(
            (fault.line, fault.index, fault.at_end, fault.unread),
            (3, 1, false, 1)
        );
        assert!(fault.reason.contains("chanel"), "{}", fault.reason);
        assert!(matches!(
            append(&file, &file.entries),
            Err(AppendError::Broken(_))
        ));
    }

    #[test]
    fn faults_are_told_in_both_languages() {
        for (line, en, zh) in [
            (r#"{"on":"2026-03-03","event":"corr"#, "EOF", "没有写完"),
            (r#"{"on":"2026-03-03" "event":1}"#, "expected", "第20列"),
            ("[1]", "object", "一个对象"),
            (
                r#"{"on":"2026-03-03","event":"closed","reason":"other","note":1}"#,
                "invalid type: integer `1`",
                "这里应当写文字，写的是整数",
            ),
            (
                r#"{"on":"2026-03-03","event":"served","x":1}"#,
                "unknown field `x`",
                "没有“x”这个字段",
            ),
            (
                r#"{"on":"2026-03-03","event":"vanished"}"#,
                "unknown variant",
                "；可以写：received、confirmed",
            ),
            (
                r#"{"on":"2026-03-03","event":"consulted","party":"甲"}"#,
                "missing field",
                "缺少字段“consultee”",
            ),
            (
                r#"{"on":"2026-02-30","event":"served"}"#,
                "out of range",
                "那一天要存在",
            ),
            (
                r#"{"on":"3月3日","event":"served"}"#,
                "invalid characters",
                "日期不对",
            ),
            (
                r#"{"on":"2026-03-03","event":"served","event":"served"}"#,
                "",
                "",
            ),
        ] {
            let file = read(&format!("{RECEIVED}\n{line}"));
            let fault = file.fault.unwrap();
            assert!(fault.reason.contains(en), "{}", fault.reason);
            assert!(fault.reason_zh.contains(zh), "{}", fault.reason_zh);
            assert!(!fault.reason.contains("at line"));
        }
    }

    #[test]
    fn lists_are_read_and_not_appended_to() {
        let file = read(&format!("[{RECEIVED},\n{SERVED}]"));
        assert_eq!((file.entries.len(), file.fault.as_ref()), (2, None));
        assert_eq!(append(&file, &file.entries), Err(AppendError::List));
        assert_eq!(read(&format!("[{RECEIVED}")).entries.len(), 0);
    }

    #[test]
    fn places_name_the_event() {
        let file = read(&format!("{RECEIVED}\n{SERVED}\n"));
        let place = file.place(1).unwrap();
        assert_eq!(place.slice(file.text()), "\"event\":\"served\"");
        assert_eq!(file.place(2), None);
    }

    #[test]
    fn seals_notice_what_was_changed_taken_out_or_put_in() {
        let entries = read(&format!("{RECEIVED}\n{SERVED}\n")).entries;
        let text = begin(&entries).unwrap();
        assert!(read(&text).broken_seals.is_empty());
        let mut more = text.clone();
        more.push_str(&append(&read(&text), &entries[1..]).unwrap());
        assert!(read(&more).broken_seals.is_empty());

        let lines: Vec<&str> = more.lines().collect();
        // The second line is taken out: the third no longer follows the first.
        assert_eq!(read(&[lines[0], lines[2]].join("\n")).broken_seals, [1]);
        // A line without a seal is put in.
        assert_eq!(
            read(&[lines[0], SERVED, lines[1], lines[2]].join("\n")).broken_seals,
            [1]
        );
        // The seal is spoilt: the line and the one that rests on it.
        let spoilt = more.replacen("\"seal\":\"", "\"seal\":\"0", 1);
        assert_eq!(read(&spoilt).broken_seals, [0, 1]);
    }

    #[test]
    fn a_file_cut_off_within_a_character_is_read_up_to_that_line() {
        let text = format!("{RECEIVED}\n{{\"on\":\"2026-03-03\",\"by\":\"张");
        let bytes = &text.as_bytes()[..text.len() - 1];
        let file = CaseFile::<RequestEvent>::read(bytes).unwrap();
        assert_eq!(file.entries.len(), 1);
        assert!(file.fault.unwrap().at_end);
    }

    #[test]
    fn files_of_no_event_are_empty_cases() {
        for text in ["", "\n\n", "\u{feff}", "[]"] {
            let file = read(text);
            assert!(file.entries.is_empty() && file.fault.is_none(), "{text:?}");
        }
    }
}
