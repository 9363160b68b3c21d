//! iCalendar files (RFC 5545) of days and deadlines (日历文件).
//!
//! Written here rather than with a crate so that no clock is read and lines fold between
//! characters: DTSTAMP is given, UIDs depend on the content, the same input gives the same
//! bytes.

use std::fmt::Write as _;

use chrono::{DateTime, Days, NaiveDate, Utc};

/// A calendar to write as an iCalendar file (日历文件).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IcsCalendar {
    /// The name that calendar programs show.
    pub name: String,
    /// When it was made, for DTSTAMP.
    pub stamp: DateTime<Utc>,
    /// Its entries.
    pub events: Vec<IcsEvent>,
}

/// An all-day entry of a calendar (日历条目).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IcsEvent {
    /// What identifies it from one export to the next: the same id replaces the entry instead
    /// of doubling it. Any text; it becomes the UID with `@gongkai`.
    pub id: String,
    /// The first day.
    pub start: NaiveDate,
    /// The last day, inclusive.
    pub end: NaiveDate,
    /// The line shown.
    pub summary: String,
    /// What stands below it; may have line breaks.
    pub description: String,
    /// Words to sort by.
    pub categories: Vec<String>,
    /// A page.
    pub url: Option<String>,
    /// Whether the day is taken: duties are, holidays are not.
    pub busy: bool,
    /// How many days before a reminder is shown; none when absent.
    pub remind_days: Option<u32>,
}

/// The text of an iCalendar file, lines ended by CR LF.
///
/// ```
/// use chrono::{DateTime, NaiveDate};
/// use gongkai_formats::ics::{IcsCalendar, IcsEvent, ics};
/// let day = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
/// let text = ics(&IcsCalendar {
///     name: "公开日程".into(),
///     stamp: DateTime::from_timestamp(1_767_225_600, 0).unwrap(),
///     events: vec![IcsEvent {
///         id: "budget 2026".into(), start: day, end: day,
///         summary: "公开预算, 20日内".into(), ..IcsEvent::default()
///     }],
/// });
/// assert!(text.contains("UID:budget%202026@gongkai\r\n"));
/// assert!(text.contains("DTSTAMP:20260101T000000Z\r\n"));
/// assert!(text.contains("DTSTART;VALUE=DATE:20260331\r\nDTEND;VALUE=DATE:20260401\r\n"));
/// assert!(text.contains("SUMMARY:公开预算\\, 20日内\r\n"));
/// ```
pub fn ics(calendar: &IcsCalendar) -> String {
    let mut out = Lines::default();
    out.put("BEGIN", "VCALENDAR");
    out.put("VERSION", "2.0");
    out.put("PRODID", "-//gongkai//gongkai//ZH");
    out.put("CALSCALE", "GREGORIAN");
    out.put("METHOD", "PUBLISH");
    out.put("X-WR-CALNAME", &escaped(&calendar.name));
    out.put("X-WR-TIMEZONE", "Asia/Shanghai");
    let stamp = calendar.stamp.format("%Y%m%dT%H%M%SZ").to_string();
    for event in &calendar.events {
        out.put("BEGIN", "VEVENT");
        out.put("UID", &format!("{}@gongkai", identifier(&event.id)));
        out.put("DTSTAMP", &stamp);
        let day = |d: NaiveDate| d.format("%Y%m%d").to_string();
        out.put("DTSTART;VALUE=DATE", &day(event.start));
        // DTEND is the day after the last.
        let last = event.end.max(event.start);
        let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
        out.put("DTEND;VALUE=DATE", &day(after));
        out.put("SUMMARY", &escaped(&event.summary));
        if !event.description.is_empty() {
            out.put("DESCRIPTION", &escaped(&event.description));
        }
        if !event.categories.is_empty() {
            let words: Vec<String> = event.categories.iter().map(|c| escaped(c)).collect();
            out.put("CATEGORIES", &words.join(","));
        }
        if let Some(url) = &event.url {
            // A URI is not text: it is not escaped, and holds no line breaks.
            let url: String = url.chars().filter(|c| !c.is_control()).collect();
            out.put("URL", &url);
        }
        out.put("TRANSP", if event.busy { "OPAQUE" } else { "TRANSPARENT" });
        if let Some(days) = event.remind_days {
            out.put("BEGIN", "VALARM");
            out.put("ACTION", "DISPLAY");
            out.put("DESCRIPTION", &escaped(&event.summary));
            out.put("TRIGGER", &format!("-P{days}D"));
            out.put("END", "VALARM");
        }
        out.put("END", "VEVENT");
    }
    out.put("END", "VCALENDAR");
    out.text
}

/// An id as a UID may hold it: letters and digits of any script, `-`, `_` and `.` as they are,
/// the rest as `%XX`.
fn identifier(id: &str) -> String {
    let mut out = String::new();
    for c in id.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// TEXT as RFC 5545 §3.3.11 escapes it; control characters are dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// A content line, folded at 75 octets (§3.1) between characters.
    fn put(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > 75 {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(c);
            used += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with_summary(summary: &str) -> String {
        let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        ics(&IcsCalendar {
            name: String::new(),
            stamp: DateTime::from_timestamp(0, 0).unwrap(),
            events: vec![IcsEvent {
                id: "1".into(),
                start: day,
                end: day,
                summary: summary.into(),
                ..IcsEvent::default()
            }],
        })
    }

    #[test]
    fn long_chinese_lines_fold_between_characters() {
        let text = with_summary(&"公".repeat(60));
        // "SUMMARY:" is 8 octets: 22 characters of 3 make 74, the 23rd would make 77.
        let first = text.lines().find(|l| l.starts_with("SUMMARY:")).unwrap();
        assert_eq!(first, format!("SUMMARY:{}", "公".repeat(22)));
    }

    proptest! {
        #[test]
        fn unfolds_to_what_was_given(summary in "[a,;\\\\公\u{1f600}\n ]{0,90}") {
            let text = with_summary(&summary);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
            let unfolded = text.replace("\r\n ", "");
            let line = unfolded.split("\r\n").find_map(|l| l.strip_prefix("SUMMARY:")).unwrap();
            let mut back = String::new();
            let mut chars = line.chars();
            while let Some(c) = chars.next() {
                match c {
                    '\\' => match chars.next() {
                        Some('n') => back.push('\n'),
                        Some(c) => back.push(c),
                        None => prop_assert!(false, "a lone backslash"),
                    },
                    c => back.push(c),
                }
            }
            prop_assert_eq!(back, summary);
        }
    }
}
