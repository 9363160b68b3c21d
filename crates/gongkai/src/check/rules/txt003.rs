//! TXT003: days, months, weekdays and times that do not exist.

use chrono::{Datelike, NaiveDate};

use super::{Sink, TextRule};
use crate::check::chars::{figure, is_blank};
use crate::check::context::Context;
use crate::check::dates::{Written, longest_month, number_after, number_before};
use crate::check::literals::Lit;
use crate::finding::Severity;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT003",
    literals: &[(
        Lit::Weekday,
        &["（星期", "(星期", "（周", "(周", "（週", "(週"],
    )],
    run,
};

const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for written in &cx.dates {
        months(cx, sink, written);
    }
    weekdays(cx, sink);
    numeric(cx, sink);
    times(cx, sink);
}

fn months(cx: &Context<'_>, sink: &mut Sink<'_>, w: &Written) {
    let month = w.month.value;
    // 第3个月, 12.5月: not a month of the year.
    if matches!(
        cx.previous_char(w.start),
        Some('.' | '．' | ',' | '/' | '-' | '第' | '个' | '近' | '满')
    ) && w.year.is_none()
    {
        return;
    }
    if let Some(year) = w.year {
        let historic = matches!(cx.previous_char(year.start), Some('前' | '元'));
        if !historic && !year.chinese && year.signs != 4 && year.signs != 2 && year.signs <= 8 {
            let report = sink.at(year.start, w.end, "year");
            report.push();
            return;
        }
        if year.signs == 4 && year.value >= 2100 && w.day.is_some() {
            sink.at(w.start, w.end, "far")
                .with("year", i64::from(year.value))
                .push();
            return;
        }
    }
    if month == 0 || month > 12 {
        let rest = cx.after(w.month.end);
        let rest = rest
            .trim_start_matches(is_blank)
            .strip_prefix('月')
            .unwrap_or_default();
        let plain = w.month.signs <= 2;
        let dated = w.day.is_some()
            || (w.year.is_some() && !rest.starts_with("龄"))
            || rest.starts_with("份");
        if plain && dated && !(w.month.chinese && w.year.is_none()) {
            sink.at(w.start, w.end, "month")
                .with("month", i64::from(month))
                .push();
        }
        return;
    }
    let Some(day) = w.day else { return };
    if day.signs > 3 {
        return;
    }
    let year = w
        .year
        .filter(|y| y.signs == 4)
        .and_then(|y| i32::try_from(y.value).ok());
    let exists = match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day.value).is_some(),
        None => day.value >= 1 && day.value <= longest_month(month),
    };
    if !exists {
        let last = match year {
            Some(year) => (28..=31)
                .rev()
                .find(|d| NaiveDate::from_ymd_opt(year, month, *d).is_some()),
            None => Some(longest_month(month)),
        };
        sink.at(w.start, w.end, "day")
            .with("month", i64::from(month))
            .with("last", i64::from(last.unwrap_or(31)))
            .push();
    }
}

/// （星期三） right after a date.
fn weekdays(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for hit in cx.scan.hits(Lit::Weekday) {
        let Some(said) = cx.next_char(hit.end) else {
            continue;
        };
        let said = if said == '天' { '日' } else { said };
        let close = hit.end + said.len_utf8();
        if !matches!(cx.next_char(close), Some('）' | ')')) {
            continue;
        }
        let n = cx.dates.partition_point(|w| w.end <= hit.start);
        let Some(w) = n.checked_sub(1).and_then(|n| cx.dates.get(n)) else {
            continue;
        };
        let Some(day) = w.day.filter(|_| w.end == hit.start) else {
            continue;
        };
        let Some(wanted) = WEEKDAYS.iter().position(|d| d.starts_with(said)) else {
            continue;
        };
        let of = |date: NaiveDate| date.weekday().num_days_from_monday() as usize;
        // Without a year, that of the document, when the two days are less than half a year apart.
        let date = match (w.year, cx.date) {
            (Some(_), _) => w.date(),
            (None, Some(near)) => NaiveDate::from_ymd_opt(near.year(), w.month.value, day.value)
                .filter(|d| (*d - near).num_days().abs() < 120),
            (None, None) => None,
        };
        if let Some(date) = date.filter(|d| of(*d) != wanted) {
            let right = WEEKDAYS.get(of(date)).copied().unwrap_or("日");
            let english = date.format("%A").to_string();
            let report = sink.at(
                w.start,
                close
                    + '）'
                        .len_utf8()
                        .min(cx.next_char(close).map_or(1, char::len_utf8)),
                "weekday",
            );
            report
                .with("date", date)
                .with(
                    "right",
                    crate::finding::Arg::Both {
                        zh: format!("星期{right}"),
                        en: english,
                    },
                )
                .unsafe_fix(hit.end, close, right)
                .push();
        }
    }
}

/// 2024.13.05, 2024-02-30, 2024/2/30.
fn numeric(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for run in &cx.scan.digits {
        if run.end - run.start != 4 {
            continue;
        }
        let Some(separator) = cx
            .next_char(run.end)
            .filter(|c| matches!(c, '.' | '-' | '/' | '．'))
        else {
            continue;
        };
        let Some(year) =
            number_before(cx.text, run.end).filter(|y| (1949..2100).contains(&y.value))
        else {
            continue;
        };
        let Some(month) = number_after(cx.text, run.end + separator.len_utf8())
            .filter(|m| m.signs <= 2 && !m.chinese)
        else {
            continue;
        };
        if cx.next_char(month.end) != Some(separator) {
            continue;
        }
        let Some(day) = number_after(cx.text, month.end + separator.len_utf8())
            .filter(|d| d.signs <= 2 && !d.chinese)
        else {
            continue;
        };
        let joined =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_' | '.' | '．');
        let before = cx.previous_char(run.start);
        let after = cx.next_char(day.end);
        let sentence_end = after == Some('.')
            && !cx
                .next_char(day.end + 1)
                .is_some_and(|c| c.is_ascii_alphanumeric());
        if before.is_some_and(joined) || (after.is_some_and(joined) && !sentence_end) {
            continue;
        }
        let code = ["号", "號", "编", "No", "代码", "编码", "版"]
            .iter()
            .any(|w| cx.last_chars(run.start, 4).contains(w));
        let date = i32::try_from(year.value)
            .ok()
            .and_then(|y| NaiveDate::from_ymd_opt(y, month.value, day.value));
        if date.is_some() || code {
            continue;
        }
        if month.value == 0 || month.value > 12 {
            sink.at(run.start, day.end, "month")
                .with("month", i64::from(month.value))
                .push();
        } else {
            let last = i32::try_from(year.value).ok().and_then(|y| {
                (28..=31)
                    .rev()
                    .find(|d| NaiveDate::from_ymd_opt(y, month.value, *d).is_some())
            });
            sink.at(run.start, day.end, "day")
                .with("month", i64::from(month.value))
                .with("last", i64::from(last.unwrap_or(31)))
                .push();
        }
    }
}

/// 25:61 after 日, 午, 晚 and the like; 9时75分.
fn times(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for run in &cx.scan.digits {
        let Some(mark) = cx
            .next_char(run.end)
            .filter(|c| matches!(c, ':' | '：' | '时' | '時'))
        else {
            continue;
        };
        let Some(hour) =
            number_before(cx.text, run.end).filter(|h| h.signs <= 2 && h.start == run.start)
        else {
            continue;
        };
        let Some(minute) =
            number_after(cx.text, run.end + mark.len_utf8()).filter(|m| m.signs <= 2 && !m.chinese)
        else {
            continue;
        };
        let clock = matches!(mark, ':' | '：');
        let before = cx.previous_char(run.start);
        let told = before.is_some_and(|c| matches!(c, '日' | '午' | '晚' | '晨' | '夜' | '号'))
            || (before.is_some_and(is_blank)
                && cx
                    .before(run.start)
                    .trim_end_matches(is_blank)
                    .ends_with(['日', '午', '）']))
            || cx.before(run.start).ends_with("时间：");
        let end = if clock {
            if !told
                || minute.signs != 2
                || cx
                    .next_char(minute.end)
                    .is_some_and(|c| figure(c).is_some())
            {
                continue;
            }
            minute.end
        } else {
            if cx.next_char(minute.end) != Some('分') {
                continue;
            }
            minute.end + '分'.len_utf8()
        };
        let bad_hour = hour.value > 24 && told;
        if bad_hour || (minute.value > 59 && (told || !clock)) {
            sink.at(run.start, end, "time")
                .severity(Severity::Error)
                .push();
        }
    }
}
