//! Small words of official Chinese.

use chrono::{Datelike, NaiveDate};

use crate::law::{Citation, numeral};

/// How official papers write a day: 2026年3月2日 (GB/T 9704—2012).
pub(super) fn date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A text as one line: what breaks lines or controls a terminal becomes a space.
pub(super) fn line(text: &str) -> String {
    let spaced: String = text
        .trim()
        .chars()
        .map(|c| {
            let breaks = matches!(
                c,
                '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
            );
            if c.is_control() || breaks { ' ' } else { c }
        })
        .collect();
    spaced.trim().to_owned()
}

/// A text from the file as the end of a sentence: trimmed, one full stop.
pub(super) fn sentence(text: &str) -> String {
    format!("{}。", bare(text))
}

/// A text from the file without the stop at its end, to stand within a sentence. What holds
/// nothing but spaces, stops and control characters is empty.
pub(super) fn bare(text: &str) -> &str {
    let space = |c: char| c.is_whitespace() || c.is_control();
    let stop = |c: char| matches!(c, '。' | '．' | '.' | '；' | ';' | '，' | ',' | '、');
    text.trim_start_matches(space)
        .trim_end_matches(|c| space(c) || stop(c))
}

/// Points of a list as paragraphs: （一）…；（二）…。
pub(super) fn points<T: AsRef<str>>(items: &[T]) -> Vec<String> {
    let last = items.len();
    (1_u16..)
        .zip(items)
        .map(|(n, item)| {
            let stop = if usize::from(n) == last { '。' } else { '；' };
            format!(
                "（{}）{}{stop}",
                numeral::to_chinese(n),
                bare(item.as_ref())
            )
        })
        .collect()
}

/// 第三十六条第三项 of a citation, without the title.
pub(super) fn place(citation: &Citation) -> String {
    let text = citation.to_string();
    text.rsplit_once('》')
        .map_or(String::new(), |(_, place)| place.to_owned())
}

/// A quoted text: “…”, quotation marks within turned into single ones.
pub(super) fn quoted(text: &str) -> String {
    let inner = bare(text).replace('“', "‘").replace('”', "’");
    format!("“{inner}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_and_marks() {
        assert_eq!(sentence("涉及第三方。"), "涉及第三方。");
        assert_eq!(sentence(" 涉及第三方 "), "涉及第三方。");
        assert_eq!(points(&["甲；", "乙"]), ["（一）甲；", "（二）乙。"]);
        assert_eq!(quoted("关于“清廉”的文件"), "“关于‘清廉’的文件”");
        assert_eq!(
            place(&"ogi-2019:36(3)".parse().unwrap()),
            "第三十六条第三项"
        );
        assert_eq!(date("2026-03-02".parse().unwrap()), "2026年3月2日");
    }
}
