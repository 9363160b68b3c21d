//! TXT004: a year in the text that the title's year rules out.

use chrono::Datelike;

use super::{Sink, TextRule};
use crate::check::context::{Context, year_of};
use crate::check::dates::number_before;
use crate::check::literals::{Hit, Lit};
use crate::finding::Severity;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT004",
    literals: &[
        (
            Lit::Period,
            &[
                "统计期限",
                "統計期限",
                "统计时限",
                "统计期间",
                "报告期",
                "所列数据",
                "所列數據",
            ],
        ),
        (Lit::Now, &["现将", "現將"]),
        (
            Lit::Under,
            &["根据", "根據", "按照", "依据", "對照", "对照"],
        ),
        (
            Lit::Plan,
            &[
                "“十一五”",
                "“十二五”",
                "“十三五”",
                "“十四五”",
                "“十五五”",
                "「十三五」",
                "「十四五」",
                "「十五五」",
            ],
        ),
    ],
    run,
};

/// A title that speaks of a year gone by.
fn is_report(title: &str) -> bool {
    let report = [
        "年度报告",
        "年度報告",
        "年报",
        "年報",
        "总结",
        "總結",
        "工作报告",
        "工作報告",
        "情况报告",
        "情況報告",
    ]
    .iter()
    .any(|w| title.contains(w));
    let part = [
        "上半年",
        "季度",
        "月",
        "计划",
        "計劃",
        "要点",
        "方案",
        "通知",
    ]
    .iter()
    .any(|w| title.contains(w));
    report && !part
}

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(title_year) = cx.title_year else {
        return;
    };
    if !is_report(cx.title_text()) {
        return;
    }
    let after_title = cx.title.map_or(0, |t| t.end() as usize);
    let fits = |hit: &&Hit| hit.start >= after_title;

    let mut told = 0;
    for hit in cx.scan.hits(Lit::Period).iter().filter(fits) {
        if hit.start < told {
            continue;
        }
        // Both ends of the period stand within the sentence; the first that is wrong is told.
        for (start, end, year) in years_after(cx, hit.end, 40) {
            if start >= told && year != title_year {
                sink.at(start, end, "period")
                    .with("title_year", i64::from(title_year))
                    .push();
                told = end;
                break;
            }
        }
    }
    for hit in cx.scan.hits(Lit::Now).iter().filter(fits) {
        let sentence = cx.first_chars(hit.end, 50);
        let sentence = sentence
            .split(['。', '\n', '《'])
            .next()
            .unwrap_or_default();
        let told = ["如下", "予以公布", "公布如下"]
            .iter()
            .any(|w| sentence.contains(w));
        let count = sentence.chars().count();
        if let Some((start, end, year)) = years_after(cx, hit.end, count).into_iter().next()
            && told
            && year != title_year
            && sentence.contains("年")
        {
            sink.at(start, end, "opening")
                .with("title_year", i64::from(title_year))
                .push();
        }
    }
    first_words(cx, sink, title_year);
    for hit in cx.scan.hits(Lit::Under).iter().filter(fits) {
        under(cx, sink, *hit, title_year);
    }
    for hit in cx.scan.hits(Lit::Plan).iter().filter(fits) {
        plan(cx, sink, *hit, title_year);
    }
    if let Some((written, date)) = cx.signature
        && annual(cx.title_text())
    {
        let early =
            year_of(date) < title_year || (year_of(date) == title_year && date.month() < 11);
        if early {
            sink.at(written.start, written.end, "signature")
                .with("title_year", i64::from(title_year))
                .severity(Severity::Error)
                .push();
        }
    }
}

fn annual(title: &str) -> bool {
    [
        "年度报告",
        "年度報告",
        "年报",
        "年報",
        "年度总结",
        "年度工作总结",
        "年工作总结",
    ]
    .iter()
    .any(|w| title.contains(w))
}

/// “2022年以来，我镇……” as the first words of a report on 2023.
fn first_words(cx: &Context<'_>, sink: &mut Sink<'_>, title_year: i32) {
    let after_title = cx.title.map_or(0, |t| t.end() as usize);
    let yearly = ["年度报告", "年度報告", "年报", "年報", "总结", "總結"];
    if !yearly.iter().any(|w| cx.title_text().contains(w)) {
        return;
    }
    // Past whom it is sent to: a short line that ends in a colon.
    let body = cx
        .lines
        .iter()
        .filter(|l| l.start >= after_title)
        .find(|l| {
            let text = cx.line_text(**l);
            text.chars().take(20).count() >= 20 && !text.ends_with(['：', ':'])
        });
    let Some(line) = body else { return };
    let Some((start, end, year)) = years_after(cx, line.start, 5).into_iter().next() else {
        return;
    };
    let onward = ["以来", "以來", "，", ",", "我", "全"];
    let opens = onward.iter().any(|w| cx.after(end).starts_with(w));
    if start == line.start && year < title_year && opens {
        sink.at(start, end, "opening")
            .with("title_year", i64::from(title_year))
            .severity(Severity::Warning)
            .push();
    }
}

/// The years in figures within `count` characters after a place, in the same line.
fn years_after(cx: &Context<'_>, at: usize, count: usize) -> Vec<(usize, usize, i32)> {
    let words = cx.first_chars(at, count);
    let words = words.split('\n').next().unwrap_or_default();
    words
        .match_indices('年')
        .filter_map(|(offset, mark)| {
            let year = number_before(cx.text, at + offset)?;
            let plain = year.signs == 4
                && !year.chinese
                && (1949..2100).contains(&year.value)
                && year.start >= at;
            Some((
                year.start,
                at + offset + mark.len(),
                i32::try_from(year.value).ok().filter(|_| plain)?,
            ))
        })
        .collect()
}

/// 根据2016年政务公开工作要求 in a report on 2019.
fn under(cx: &Context<'_>, sink: &mut Sink<'_>, hit: Hit, title_year: i32) {
    let Some((start, end, year)) = years_after(cx, hit.end, 12).into_iter().next() else {
        return;
    };
    let between = cx.slice(hit.end, start);
    let clause = cx.first_chars(end, 24);
    let clause = clause
        .split(['，', '。', ',', '；', '\n', '》', '《'])
        .next()
        .unwrap_or_default();
    let demand = ["要求", "部署", "安排", "工作要点"]
        .iter()
        .any(|w| clause.contains(w))
        && clause.contains("工作");
    let dated = clause.starts_with(|c: char| c.is_ascii_digit());
    if demand && !dated && !between.contains('《') && year < title_year {
        sink.at(start, end, "under")
            .with("title_year", i64::from(title_year))
            .severity(Severity::Warning)
            .push();
    }
}

/// “十三五”良好开局 in a report on 2019.
fn plan(cx: &Context<'_>, sink: &mut Sink<'_>, hit: Hit, title_year: i32) {
    let name = cx.slice(hit.start, hit.end);
    let inner: String = name.chars().filter(|c| !"“”「」".contains(*c)).collect();
    let first = match inner.as_str() {
        "十一五" => 2006,
        "十二五" => 2011,
        "十三五" => 2016,
        "十四五" => 2021,
        "十五五" => 2026,
        _ => return,
    };
    let words = cx.first_chars(hit.end, 12);
    let words = words
        .split(['，', '。', ',', '；', '、', '\n', '“'])
        .next()
        .unwrap_or_default();
    let find = |list: &[&str]| {
        list.iter()
            .find_map(|w| words.find(w).map(|at| at + w.len()))
    };
    let (length, right, key) = if let Some(length) = find(&[
        "良好开局",
        "良好開局",
        "开局之年",
        "開局之年",
        "起步之年",
        "开门红",
    ]) {
        (length, first, "plan_start")
    } else if let Some(length) = find(&["收官之年", "圆满收官", "圓滿收官"]) {
        (length, first + 4, "plan_end")
    } else {
        return;
    };
    if title_year == right || title_year == right + 1 {
        return;
    }
    sink.at(hit.start, hit.end + length, key)
        .with("plan", inner)
        .with("first", i64::from(first))
        .with("last", i64::from(first + 4))
        .with("title_year", i64::from(title_year))
        .severity(Severity::Warning)
        .push();
}
