//! Dates as texts write them, in figures or in Chinese numerals.

use chrono::NaiveDate;

use super::chars::{figure, is_blank};

/// A month, with the year before it and the day after it where they stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written {
    pub start: usize,
    pub end: usize,
    /// The figures of the year: where, how many, the value.
    pub year: Option<Number>,
    pub month: Number,
    pub day: Option<Number>,
}

impl Written {
    /// The day meant, if it exists and the year is stated.
    pub fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(
            i32::try_from(self.year?.value).ok()?,
            self.month.value,
            self.day?.value,
        )
    }
}

/// A numeral as it stands in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number {
    pub start: usize,
    pub end: usize,
    /// How many signs.
    pub signs: usize,
    pub value: u32,
    pub chinese: bool,
}

fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | 'O' | 'Ｏ' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// 十, 廿, 卅 and signs of single figures.
fn chinese_value(text: &str) -> Option<u32> {
    let signs = text.chars().count();
    if signs > 1 && text.chars().all(|c| chinese_digit(c).is_some()) {
        return text.chars().try_fold(0u32, |n, c| {
            n.checked_mul(10)?.checked_add(chinese_digit(c)?)
        });
    }
    let mut total = 0;
    let mut pending = None;
    for c in text.chars() {
        match c {
            '十' => total += pending.take().unwrap_or(1) * 10,
            '廿' => total += 20,
            '卅' => total += 30,
            _ => {
                if pending.is_some() {
                    return None;
                }
                pending = Some(chinese_digit(c)?);
            }
        }
    }
    Some(total + pending.unwrap_or(0))
}

fn is_chinese_numeral(c: char) -> bool {
    chinese_digit(c).is_some() || matches!(c, '十' | '廿' | '卅')
}

const LONGEST: usize = 9;

/// The numeral that ends at `end`, and whether there were more signs than a date can have.
pub(crate) fn number_before(text: &str, end: usize) -> Option<Number> {
    let before = text.get(..end)?;
    let arabic = figure(before.chars().next_back()?).is_some();
    let mut start = end;
    let mut signs = 0;
    for c in before.chars().rev().take(LONGEST) {
        let fits = if arabic {
            figure(c).is_some()
        } else {
            is_chinese_numeral(c)
        };
        if !fits {
            break;
        }
        start -= c.len_utf8();
        signs += 1;
    }
    number(text, start, end, signs, arabic)
}

/// The numeral that begins at `start`.
pub(crate) fn number_after(text: &str, start: usize) -> Option<Number> {
    let after = text.get(start..)?;
    let arabic = figure(after.chars().next()?).is_some();
    let mut end = start;
    let mut signs = 0;
    for c in after.chars().take(LONGEST) {
        let fits = if arabic {
            figure(c).is_some()
        } else {
            is_chinese_numeral(c)
        };
        if !fits {
            break;
        }
        end += c.len_utf8();
        signs += 1;
    }
    number(text, start, end, signs, arabic)
}

fn number(text: &str, start: usize, end: usize, signs: usize, arabic: bool) -> Option<Number> {
    if signs == 0 {
        return None;
    }
    let sign = text.get(start..end)?;
    let value = if arabic {
        sign.chars()
            .try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(figure(c)?))?
    } else {
        chinese_value(sign)?
    };
    Some(Number {
        start,
        end,
        signs,
        value,
        chinese: !arabic,
    })
}

/// Skips up to two blanks.
pub(crate) fn skip_blanks(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    at + after
        .chars()
        .take(2)
        .take_while(|&c| is_blank(c))
        .map(char::len_utf8)
        .sum::<usize>()
}

fn back_blanks(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    at - before
        .chars()
        .rev()
        .take(2)
        .take_while(|&c| is_blank(c))
        .map(char::len_utf8)
        .sum::<usize>()
}

/// Reads what stands around the 月 at `month_mark`.
pub(crate) fn around_month(text: &str, month_mark: usize) -> Option<Written> {
    let month = number_before(text, back_blanks(text, month_mark))?;
    let mut start = month.start;
    let before = back_blanks(text, month.start);
    let year = text
        .get(..before)
        .and_then(|t| t.strip_suffix('年'))
        .and_then(|t| number_before(text, back_blanks(text, t.len())));
    if let Some(year) = year {
        start = year.start;
    }
    let after_month = month_mark + '月'.len_utf8();
    let mut end = after_month;
    let day = number_after(text, skip_blanks(text, after_month)).filter(|day| {
        text.get(skip_blanks(text, day.end)..)
            .is_some_and(|rest| rest.starts_with(['日', '号', '號']))
    });
    if let Some(day) = day {
        end = skip_blanks(text, day.end)
            + text
                .get(skip_blanks(text, day.end)..)?
                .chars()
                .next()
                .map_or(0, char::len_utf8);
    }
    Some(Written {
        start,
        end,
        year,
        month,
        day,
    })
}

/// The most days that a month can have, in any year.
pub(crate) fn longest_month(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}
