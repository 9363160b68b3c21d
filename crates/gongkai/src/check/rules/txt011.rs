//! TXT011: characters lost beside figures when a text was copied.

use chrono::NaiveDate;

use super::{Sink, TextRule};
use crate::check::chars::is_blank;
use crate::check::context::Context;
use crate::check::dates::{Written, number_after};
use crate::check::literals::Lit;
use crate::check::scan::Run;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT011",
    literals: &[(Lit::MissingDate, &["年月", "月日"])],
    run,
};

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for run in &cx.scan.digits {
        joined(cx, sink, *run);
    }
    for date in &cx.dates {
        without_sign(cx, sink, date);
    }
    for hit in cx.scan.hits(Lit::MissingDate) {
        missing(cx, sink, hit.start, hit.end);
    }
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn chinese(date: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Years that documents of today speak of.
fn is_year(value: u32) -> bool {
    (1978..=2040).contains(&value)
}

/// 2018年03月27, and nothing after it.
fn without_sign(cx: &Context<'_>, sink: &mut Sink<'_>, date: &Written) {
    let (Some(year), None, false) = (date.year, date.day, date.month.chinese) else {
        return;
    };
    let month_end = date.month.end + '月'.len_utf8();
    let Some(number) = number_after(cx.text, month_end).filter(|n| n.signs <= 2 && !n.chinese)
    else {
        return;
    };
    let ends = cx
        .next_char(number.end)
        .is_none_or(|c| matches!(c, '\n' | '\r' | '，' | '。' | '；' | '）'));
    if year.signs == 4 && ends && day(year.value, date.month.value, number.value).is_some() {
        sink.at(year.start, number.end, "sign")
            .unsafe_fix(number.end, number.end, "日")
            .push();
    }
}

/// 202111日, 20211231日, 20215月, 2021年1231日, 2021 12月31日.
fn joined(cx: &Context<'_>, sink: &mut Sink<'_>, run: Run) {
    let figures = cx.slice(run.start, run.end);
    if figures.len() > 12 || !figures.is_ascii() {
        return;
    }
    if matches!(
        cx.previous_char(run.start),
        Some('.' | ',' | '-' | '/' | '第' | '￥' | '¥')
    ) {
        return;
    }
    let rest = cx.after(run.end);
    let value = |from: usize, to: usize| figures.get(from..to).and_then(|t| t.parse::<u32>().ok());
    // 2025111231日: the whole year, from its first day to its last.
    if figures.len() == 10
        && figures.ends_with("111231")
        && let Some(year) = value(0, 4).filter(|y| is_year(*y))
        && rest.starts_with('日')
    {
        let reading = format!("{year}年1月1日至12月31日");
        let end = run.end + '日'.len_utf8();
        sink.at(run.start, end, "default")
            .with("reading", reading.clone())
            .unsafe_fix(run.start, end, reading)
            .push();
        return;
    }
    if (5..=8).contains(&figures.len())
        && let Some(year) = value(0, 4).filter(|y| is_year(*y))
    {
        let tail = figures.get(4..).unwrap_or_default();
        if let Some(after) = rest.strip_prefix('日')
            && !after.starts_with(['元', '均', '产', '处', '龄', '圆'])
        {
            let mut readings: Vec<NaiveDate> = (1..tail.len())
                .filter_map(|cut| {
                    let (m, d) = tail.split_at_checked(cut)?;
                    if m.starts_with('0') && m.len() == 1 || d.starts_with('0') && d.len() == 1 {
                        return None;
                    }
                    (m.len() <= 2 && d.len() <= 2).then_some(())?;
                    day(year, m.parse().ok()?, d.parse().ok()?)
                })
                .collect();
            readings.dedup();
            tell(
                sink,
                run.start,
                run.end + '日'.len_utf8(),
                readings.as_slice(),
            );
            return;
        }
        if let Some(after) = rest.strip_prefix('月') {
            let month = tail.parse::<u32>().unwrap_or(0);
            if tail.len() <= 2 && (1..=12).contains(&month) {
                let next = number_after(cx.text, run.end + '月'.len_utf8()).filter(|d| {
                    after
                        .get(d.end - d.start..)
                        .is_some_and(|t| t.starts_with('日'))
                });
                if let Some((end, date)) =
                    next.and_then(|d| Some((d.end + '日'.len_utf8(), day(year, month, d.value)?)))
                {
                    tell(sink, run.start, end, &[date]);
                } else {
                    let end = run.end + '月'.len_utf8();
                    let reading = format!("{year}年{month}月");
                    sink.at(run.start, end, "default")
                        .with("reading", reading.clone())
                        .unsafe_fix(run.start, end, reading)
                        .push();
                }
                return;
            }
        }
    }
    // 2021年1231日; 2021年12 31日
    let before = cx.before(run.start);
    if let Some(year) = before.strip_suffix('年').and_then(|t| {
        let figures = cx.last_chars(t.len(), 4);
        (figures.len() == 4 && figures.bytes().all(|b| b.is_ascii_digit()))
            .then(|| figures.parse::<u32>().ok())?
    }) && is_year(year)
    {
        let start = run.start - 4 - '年'.len_utf8();
        if (3..=4).contains(&figures.len()) && rest.starts_with('日') {
            let mut readings: Vec<NaiveDate> = (1..figures.len())
                .filter_map(|cut| {
                    let (m, d) = figures.split_at_checked(cut)?;
                    (m.len() <= 2 && d.len() <= 2 && !(d.len() == 1 && d == "0")).then_some(())?;
                    day(year, m.parse().ok()?, d.parse().ok()?)
                })
                .collect();
            readings.dedup();
            tell(sink, start, run.end + '日'.len_utf8(), &readings);
        } else if figures.len() <= 2 && rest.starts_with(is_blank) {
            let at = run.end + rest.chars().next().map_or(0, char::len_utf8);
            if let Some(d) = number_after(cx.text, at).filter(|d| d.signs <= 2 && !d.chinese)
                && cx.after(d.end).starts_with('日')
                && let Some(date) = day(year, value(0, figures.len()).unwrap_or(0), d.value)
            {
                tell(sink, start, d.end + '日'.len_utf8(), &[date]);
            }
        }
        return;
    }
    // 2021 12月31日
    if figures.len() == 4
        && let Some(year) = value(0, 4).filter(|y| is_year(*y))
        && let Some(' ') = rest.chars().next()
        && let Some(month) =
            number_after(cx.text, run.end + 1).filter(|m| m.signs <= 2 && !m.chinese)
        && cx.after(month.end).starts_with('月')
        && let Some(d) = number_after(cx.text, month.end + '月'.len_utf8()).filter(|d| d.signs <= 2)
        && cx.after(d.end).starts_with('日')
        && let Some(date) = day(year, month.value, d.value)
    {
        tell(sink, run.start, d.end + '日'.len_utf8(), &[date]);
    }
}

/// With the reading when there is exactly one.
fn tell(sink: &mut Sink<'_>, start: usize, end: usize, readings: &[NaiveDate]) {
    match readings {
        [date] => {
            let reading = chinese(*date);
            sink.at(start, end, "default")
                .with("reading", reading.clone())
                .unsafe_fix(start, end, reading)
                .push();
        }
        _ => sink.at(start, end, "unsure").push(),
    }
}

/// 2021年月31日, 2021年3月日: a figure is missing between two units.
fn missing(cx: &Context<'_>, sink: &mut Sink<'_>, start: usize, end: usize) {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if !digit(cx.previous_char(start)) {
        return;
    }
    let first = '年'.len_utf8();
    let after = cx.next_char(end);
    if cx.slice(start, end) == "年月" {
        // 2021年月均, 2021年月报 are words.
        let from = cx.last_chars(start, 4);
        let year = from.len() == 4 && from.bytes().all(|b| b.is_ascii_digit());
        if !year || !(digit(after) || after == Some('日')) {
            return;
        }
        let mut to = end;
        if let Some(d) = number_after(cx.text, end)
            && cx.after(d.end).starts_with('日')
        {
            to = d.end + first;
        } else if after == Some('日') {
            to = end + first;
        }
        sink.at(start - 4, to, "missing").push();
    } else if !after.is_some_and(|c| "均常报程志记".contains(c)) {
        let before = cx.last_chars(start, 3);
        let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let month = before.get(rest.len()..).unwrap_or_default();
        if month.len() <= 2 {
            let start = start - month.len();
            let year = cx.last_chars(start, 5);
            let dated = year.ends_with('年') && year.bytes().take(4).all(|b| b.is_ascii_digit());
            let start = if dated && year.chars().count() == 5 {
                start - year.len()
            } else {
                start
            };
            sink.at(start, end, "missing").push();
        }
    }
}
