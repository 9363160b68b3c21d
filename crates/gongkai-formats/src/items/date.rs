//! Dates as lists write them (日期).

use chrono::{Days, NaiveDate};

/// The date that a cell gives: `2024-3-5`, `2024/03/05`, `2024.3.5`, `2024年3月5日`,
/// `二〇二四年三月五日`, `20240305`, each with or without a time behind it. `None` when it is no
/// date or one that does not exist; a month without a day is none.
///
/// ```
/// use gongkai_formats::items::date::parse_date;
/// for text in ["2024-3-5", "2024/03/05 08:30", "2024.3.5", "２０２４年３月５日", "二〇二四年三月五日", "20240305", "2024-03-05T08:30:00+08:00"] {
///     assert_eq!(parse_date(text).unwrap().to_string(), "2024-03-05", "{text}");
/// }
/// assert_eq!(parse_date("2024-02-30"), None);
/// assert_eq!(parse_date("2024年3月"), None);
/// ```
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text: String = text.trim().chars().map(plain_digit).collect();
    let text = text.trim_start_matches(['[', '(', '（', '【', '〔']);
    let head = text.chars().next()?;
    if head.is_ascii_digit() {
        arabic(text)
    } else {
        chinese(text)
    }
}

/// The day of a spreadsheet's serial number: days since 1899-12-30, or since 1904-01-01 in
/// workbooks that say so. A fraction is the time of day.
///
/// ```
/// use gongkai_formats::items::date::from_serial;
/// assert_eq!(from_serial(45356.0, false).unwrap().to_string(), "2024-03-05");
/// assert_eq!(from_serial(43894.5, true).unwrap().to_string(), "2024-03-05");
/// assert_eq!(from_serial(-1.0, false), None);
/// ```
pub fn from_serial(serial: f64, since_1904: bool) -> Option<NaiveDate> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    // Within the range above the cast is exact.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let days = serial.floor() as u64;
    let epoch = if since_1904 {
        NaiveDate::from_ymd_opt(1904, 1, 1)?
    } else if days < 60 {
        // Spreadsheets count a 29 February 1900 that never was.
        NaiveDate::from_ymd_opt(1899, 12, 31)?
    } else {
        NaiveDate::from_ymd_opt(1899, 12, 30)?
    };
    epoch.checked_add_days(Days::new(days))
}

/// Digits of full width as plain ones.
fn plain_digit(c: char) -> char {
    match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        '／' => '/',
        '－' | '—' | '–' | '‐' => '-',
        '．' => '.',
        '：' => ':',
        _ => c,
    }
}

fn arabic(text: &str) -> Option<NaiveDate> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (first, rest) = text.split_at(digits);
    if digits == 8 || digits == 14 {
        let part = |from: usize, to: usize| first.get(from..to)?.parse::<u32>().ok();
        let date = date(i32::try_from(part(0, 4)?).ok()?, part(4, 6)?, part(6, 8)?)?;
        return is_time(rest).then_some(date);
    }
    if digits != 4 {
        return None;
    }
    let year = first.parse().ok()?;
    let rest = rest.trim_start();
    let mut chars = rest.chars();
    let separator = chars.next()?;
    let (month, rest) = number(chars.as_str())?;
    let day_text = match separator {
        '年' => rest.trim_start().strip_prefix('月')?,
        '-' | '/' | '.' => rest.trim_start().strip_prefix(separator)?,
        _ => return None,
    };
    let (day, rest) = number(day_text)?;
    let rest = match separator {
        '年' => rest.trim_start().strip_prefix(['日', '号']).unwrap_or(rest),
        _ => rest,
    };
    let date = date(year, month, day)?;
    is_time(rest).then_some(date)
}

/// A number of one or two digits, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at(digits);
    if number.len() > 2 {
        return None;
    }
    Some((number.parse().ok()?, rest))
}

/// Whether what stands behind a date is nothing, a time or a closing bracket.
fn is_time(rest: &str) -> bool {
    rest.chars().all(|c| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, ':' | '.' | '+' | '-' | 'T' | 'Z' | 't' | 'z')
            || matches!(
                c,
                '时' | '分' | '秒' | '時' | '上' | '下' | '午' | ']' | ')' | '）' | '】' | '〕'
            )
            || ('一'..='日').contains(&c)
                && matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '日')
            || matches!(c, '星' | '期' | '周')
            || matches!(c, 'A' | 'P' | 'M' | 'a' | 'p' | 'm')
    }) && !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '-')
}

fn chinese(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, rest) = rest.split_once(['日', '号'])?;
    let mut value = 0;
    if year.chars().count() != 4 {
        return None;
    }
    for c in year.chars() {
        value = value * 10 + i32::try_from(digit(c)?).ok()?;
    }
    let date = date(value, small(month)?, small(day)?)?;
    is_time(rest).then_some(date)
}

fn digit(c: char) -> Option<u32> {
    match c {
        '〇' | '○' | '零' | 'Ｏ' | 'O' | '0' | '◯' => Some(0),
        '一' | '元' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

/// A number from 1 to 39 in words: 三, 十, 十二, 二十, 三十一, 廿五.
fn small(text: &str) -> Option<u32> {
    let text = text.trim().replace('廿', "二十").replace('卅', "三十");
    match text.split_once('十') {
        None => {
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => digit(c),
                _ => None,
            }
        }
        Some((tens, ones)) => {
            let part = |text: &str, empty: u32| match text.chars().next() {
                None => Some(empty),
                Some(c) if text.chars().count() == 1 => digit(c),
                _ => None,
            };
            Some(part(tens, 1)? * 10 + part(ones, 0)?)
        }
    }
}

fn date(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    (1900..=2200)
        .contains(&year)
        .then(|| NaiveDate::from_ymd_opt(year, month, day))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        parse_date(text).map(|d| d.to_string())
    }

    #[test]
    fn shapes_of_dates() {
        for (text, want) in [
            ("[2023-12-01]", "2023-12-01"),
            ("2023年12月31日 下午", "2023-12-31"),
            ("2023年 1月 9日", "2023-01-09"),
            ("二〇二三年十二月三十一日", "2023-12-31"),
            ("二○一九年十月廿日", "2019-10-20"),
            ("20231231235959", "2023-12-31"),
            ("2023/1/1 星期日", "2023-01-01"),
            ("2023-01-01 09:30:00.0", "2023-01-01"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "2023",
            "2023-13-01",
            "202020年12月31日",
            "2021-11-111",
            "长期",
            "2023-1-1至2023-2-1",
            "1-2-3",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn serials_before_march_1900() {
        // Serial 1 is 1 January 1900; serial 61 is 1 March 1900.
        assert_eq!(from_serial(1.0, false).unwrap().to_string(), "1900-01-01");
        assert_eq!(from_serial(61.0, false).unwrap().to_string(), "1900-03-01");
    }
}
