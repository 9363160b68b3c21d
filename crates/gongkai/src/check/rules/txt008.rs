//! TXT008: numbers that fell apart, and units without a number.

use super::{Sink, TextRule};
use crate::check::chars::{figure, is_blank, is_han};
use crate::check::context::{Context, PerLine};
use crate::check::literals::Lit;
use crate::finding::Severity;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT008",
    literals: &[
        (Lit::Percent, &["%", "％"]),
        (
            Lit::EmptyNumber,
            &[
                "共计万元",
                "共计元",
                "共计件",
                "共计份",
                "共计条",
                "合计万元",
                "合计元",
                "总计万元",
                "共收到件",
                "共办理件",
                "共受理件",
                "共发布条",
                "共公开条",
                "增长个百分点",
                "下降个百分点",
                "提高个百分点",
                "上升个百分点",
                "分别为、",
                "分别是、",
                "分别为，",
                "分别为。",
                "分别为；",
                "〕号",
                "〕號",
                "﹞号",
            ],
        ),
    ],
    run,
};

const UNITS: &[&str] = &[
    "亿元",
    "億元",
    "万元",
    "萬元",
    "元",
    "万人",
    "人次",
    "人",
    "平方米",
    "平方公里",
    "亩",
    "公里",
    "吨",
    "件",
    "条",
    "户",
    "米",
];

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    gaps(cx, sink);
    percents(cx, sink);
    literals(cx, sink);
    figures(cx, sink);
}

/// What a blank left for a number stands before: longer ones first.
const COUNTED: &[&str] = &[
    "万元",
    "萬元",
    "亿元",
    "億元",
    "元",
    "万人",
    "人次",
    "人",
    "万户",
    "户",
    "戶",
    "万亩",
    "亩",
    "畝",
    "平方米",
    "平方公里",
    "公里",
    "立方米",
    "吨",
    "噸",
    "件",
    "份",
    "条",
    "條",
    "个百分点",
    "个",
    "個",
    "家",
    "项",
    "項",
    "名",
    "篇",
    "起",
    "场",
    "期",
    "次",
    "%",
    "％",
    "号",
    "號",
];

/// What a number is expected after, at one blank.
const TOTALS: &[&str] = &[
    "共计",
    "合计",
    "总计",
    "共計",
    "合計",
    "共收到",
    "共受理",
    "共办理",
    "投入",
    "资金",
    "拨付",
    "支出",
    "减少",
    "減少",
    "增加",
    "增长",
    "增長",
    "下降",
    "降低",
    "上升",
];

/// What a number is expected after, where room was left for it.
const LEADS: &[&str] = &[
    "共", "约", "約", "达", "達", "为", "為", "到", "计", "第", "余", "收", "发", "减少", "減少",
    "增加", "增长", "增長", "下降", "降低", "提高", "上升", "收入", "完成", "实现", "实施", "安排",
    "结转", "结余", "下达", "补助", "补贴", "投资", "预算", "决算", "金额", "总额", "面积", "新增",
    "信息", "申请", "文件", "建议", "提案", "其中", "受理", "办理", "办结", "发布", "公开", "发放",
    "超过", "不足", "近", "费", "合计",
];

/// 共计  万元, 第  期, （  ）份.
fn gaps(cx: &Context<'_>, sink: &mut Sink<'_>) {
    // In a line without marks, blanks part columns.
    let mut running = PerLine::new(|line| cx.line_text(line).contains(['，', '。', '；', ',']));
    for run in &cx.scan.blanks {
        let (before, rest) = (cx.previous_char(run.start), cx.after(run.end));
        let empty = matches!(before, Some('（' | '(')) && rest.starts_with(['）', ')']);
        let bracket = rest
            .chars()
            .next()
            .filter(|_| empty)
            .map_or(0, char::len_utf8);
        let rest = rest.get(bracket..).unwrap_or_default();
        let Some(unit) = COUNTED.iter().find(|u| rest.starts_with(**u)) else {
            continue;
        };
        let end = run.end + bracket + unit.len();
        let ends = cx
            .next_char(end)
            .is_none_or(|c| !is_han(c) || "整以的和、其左".contains(c));
        let serial = matches!(*unit, "号" | "號");
        if empty {
            let open = run.start - before.map_or(0, char::len_utf8);
            if ends && !serial && cx.previous_char(open).is_some_and(is_han) {
                sink.at(open, end, "gap").push();
            }
            continue;
        }
        let solid = cx.last_chars(run.start, 4);
        let after = |words: &[&str]| words.iter().any(|w| solid.ends_with(w));
        let blanks = cx.slice(run.start, run.end);
        let wide = blanks.chars().count() >= 2 || blanks.contains('\u{3000}');
        let percent = matches!(*unit, "%" | "％");
        let ordinal = solid.ends_with('第') && matches!(*unit, "期" | "号" | "號" | "次");
        let number = serial && solid.ends_with(['〕', '﹞']);
        let amount = ends
            && !serial
            && ((!percent && after(TOTALS)) || (wide && after(LEADS) && running.at(cx, run.start)));
        if ordinal || number || amount {
            let lead = before.map_or(0, char::len_utf8);
            sink.at(run.start - lead, end, "gap").push();
        }
    }
}

/// 增长%，
fn percents(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for hit in cx.scan.hits(Lit::Percent) {
        let before = cx.previous_char(hit.start);
        if before.is_some_and(|c| "长長降高低达達到至为為约占超升减增少过".contains(c))
        {
            if cx
                .next_char(hit.end)
                .is_some_and(|c| "，。；、,;".contains(c))
            {
                let start = hit.start - before.map_or(0, char::len_utf8);
                sink.at(start, hit.end, "percent").push();
            }
        } else if before == Some('.')
            && cx
                .previous_char(hit.start - 1)
                .is_some_and(|c| c.is_ascii_digit())
        {
            let figures = cx.last_chars(hit.start - 1, 8);
            let lead = figures.trim_end_matches(|c: char| c.is_ascii_digit());
            sink.at(
                hit.start - 1 - (figures.len() - lead.len()),
                hit.end,
                "figure",
            )
            .push();
        }
    }
}

fn literals(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for hit in cx.scan.hits(Lit::EmptyNumber) {
        let word = cx.slice(hit.start, hit.end);
        if word.ends_with(['号', '號']) {
            // 〔2024〕号
            let line = cx.last_chars(hit.start, 8);
            let Some(open) = line.rfind(['〔', '﹝']) else {
                continue;
            };
            let year = line.get(open..).unwrap_or_default();
            if year.chars().filter(|c| figure(*c).is_some()).count() == 4 {
                sink.at(hit.start - year.len(), hit.end, "gap").push();
            }
        } else {
            let end = if word.ends_with(['、', '，', '。', '；']) {
                hit.end - '、'.len_utf8()
            } else {
                hit.end
            };
            sink.at(hit.start, end, "empty").push();
        }
    }
}

/// 12..5, 1,23,456元, 3 0 0元.
fn figures(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let runs = &cx.scan.digits;
    let mut n = 0;
    while let Some(run) = runs.get(n) {
        let mut last = n;
        let mut separators = String::new();
        while let (Some(this), Some(next)) = (runs.get(last), runs.get(last + 1)) {
            let between = cx.slice(this.end, next.start);
            if !matches!(between, "," | "." | ".." | ",." | ".," | " " | ",,") {
                break;
            }
            separators.push_str(between);
            separators.push('|');
            last += 1;
        }
        let group = runs.get(n..=last).unwrap_or_default();
        n = last + 1;
        if group.len() < 2 || !cx.slice(run.start, run.end).is_ascii() {
            continue;
        }
        let Some(end) = group.last().map(|r| r.end) else {
            continue;
        };
        let lengths: Vec<usize> = group.iter().map(|r| r.end - r.start).collect();
        let unit = UNITS.iter().any(|u| cx.after(end).starts_with(u));
        let percent = cx.after(end).starts_with(['%', '％']);
        let alone = !cx
            .previous_char(run.start)
            .is_some_and(|c| c.is_ascii_alphanumeric() || ".,/-_".contains(c))
            && !cx
                .next_char(end)
                .is_some_and(|c| c.is_ascii_alphabetic() || "/_".contains(c));
        let kinds: Vec<&str> = separators.split_terminator('|').collect();
        if kinds.len() == 1 && matches!(separators.as_str(), "..|" | ",.|" | ".,|" | ",,|") {
            if alone
                && (unit
                    || percent
                    || cx
                        .next_char(end)
                        .is_some_and(|c| is_han(c) || "，。；、".contains(c)))
            {
                sink.at(run.start, end, "figure").push();
            }
            continue;
        }
        // 120.5.3%
        if percent && alone && kinds.len() >= 2 && kinds.iter().all(|k| *k == ".") {
            sink.at(run.start, end, "figure").push();
            continue;
        }
        let commas = kinds.iter().all(|k| *k == ",");
        let first = lengths.first().copied().unwrap_or(0);
        if commas && unit && alone {
            let wrong = lengths.iter().skip(1).any(|l| *l != 3) || first > 3;
            let grouped = lengths.iter().skip(1).all(|l| (2..=4).contains(l))
                && lengths.iter().skip(1).any(|l| *l >= 3)
                && first <= 3;
            if wrong && grouped {
                sink.at(run.start, end, "grouping").push();
            }
            continue;
        }
        if kinds.iter().all(|k| *k == " ")
            && unit
            && lengths.len() >= 3
            && lengths.iter().all(|l| *l == 1)
        {
            let joined: String = cx
                .slice(run.start, end)
                .chars()
                .filter(|c| !is_blank(*c))
                .collect();
            sink.at(run.start, end, "spaced")
                .severity(Severity::Warning)
                .unsafe_fix(run.start, end, joined)
                .push();
        }
    }
}
