//! TXT006: words and marks written twice.

use super::{Sink, TextRule};
use crate::check::chars::is_han;
use crate::check::context::Context;
use crate::check::scan::Double;
use crate::finding::Severity;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT006",
    literals: &[],
    run,
};

/// Function words; beside each the characters before and after which two in a row are right:
/// there one word ends and the next begins with the same sign.
const SINGLE: &[(&str, &str, &str)] = &[
    ("的", "目标鹄", "确士"),
    ("了", "为末明一不除终私", "解结结却断之不无然如事"),
    (
        "在",
        "存现正实旨所潜内外自好",
        "建线校职册岗编场任押逃读地乎案途",
    ),
    ("和", "共总饱缓温调祥柔平中谐融议", "谐美气平解睦好约硕"),
    ("与", "参赋给付", "会否其日"),
    ("为", "作行认因以成称变定分设视人", "民主期人止难此"),
    ("为為", "", ""),
    ("被", "棉", "告害保继执侵征选申调"),
    ("将", "即必大中上小名干", "来军领要士"),
    ("是", "还就但不可也只都若总即凡或要正于", "非否"),
    (
        "对",
        "面针核校反相绝",
        "象方口接照手策联外内岸应偶比待于账帐",
    ),
    ("从", "自服听跟", "严业事众而此"),
    ("把", "", "关握手"),
    ("及", "以涉普波", "时早格"),
    ("还", "归偿返退生", "款原贷清"),
    ("還", "歸償返退生", "款原貸清"),
    ("们", "", ""),
    ("們", "", ""),
];

/// Words of two signs that never stand twice in a row across the seam of other words.
const PAIRS: &[&str] = &[
    "进行", "進行", "开展", "開展", "我们", "我們", "他们", "他們", "以及", "根据", "根據", "按照",
    "对于", "對於", "关于", "關於", "并且", "並且", "但是", "因此", "由于", "由於", "为了", "為了",
    "同时", "同時", "以下", "认真", "認真", "切实", "切實", "有关", "有關", "相关", "相關", "各级",
    "各級", "各项", "各項", "我镇", "我鎮", "我县", "我縣", "我市", "我区", "我局", "人民", "情况",
    "情況", "积极", "積極", "不断", "不斷", "继续", "繼續", "加强", "加強", "推进", "推進", "实施",
    "實施", "落实", "落實", "取得", "确保", "確保", "通过", "已经", "已經", "可以", "应当", "應當",
    "必须", "必須",
];

/// Signs of longer units that repeat rightly: 土地的土地, 企业对企业, 点与点与.
const NOT_DOUBLED: [char; 8] = ['的', '等', '对', '與', '与', '和', '到', '至'];

/// Longer words that may stand twice: the office of an office.
const LONG_OK: &[&str] = &[
    "办公室",
    "人民法院",
    "人民检察院",
    "辦公室",
    "一个个",
    "一步步",
    "一天天",
    "一件件",
    "一次次",
    "一条条",
    "一户户",
    "一项项",
];

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let mut told = 0;
    for double in &cx.scan.doubles {
        if let Some(end) = words(cx, sink, *double, told) {
            told = end;
        }
    }
    for run in &cx.scan.stops {
        marks(cx, sink, run.start, run.end);
    }
}

/// Where the unit and its repetition lie.
fn words(cx: &Context<'_>, sink: &mut Sink<'_>, double: Double, told: usize) -> Option<usize> {
    let both = cx.last_chars(double.end, double.period * 2);
    let start = double.end - both.len();
    let half: usize = both.chars().take(double.period).map(char::len_utf8).sum();
    let unit = both.get(..half)?;
    if both.get(half..) != Some(unit) {
        return None;
    }
    let first = unit.chars().next()?;
    // 的的的的 is told by the shortest unit alone.
    if start < told || (double.period > 1 && unit.chars().all(|c| c == first)) {
        return None;
    }
    if double.period > 2 && half_repeats(unit) {
        return None;
    }
    // The repetition may go on: 进行进行进行.
    let mut end = double.end;
    while cx.after(end).starts_with(unit) {
        end += unit.len();
    }
    match double.period {
        1 => {
            let (_, before, after) = SINGLE.iter().find(|(word, _, _)| *word == unit)?;
            let seam = cx.previous_char(start).is_some_and(|c| before.contains(c))
                || cx.next_char(end).is_some_and(|c| after.contains(c));
            if seam {
                return None;
            }
            sink.at(start, end, "word")
                .with("word", unit)
                .safe_fix(start, end, unit)
                .push();
        }
        2 => {
            if !PAIRS.contains(&unit) {
                return None;
            }
            sink.at(start, end, "word")
                .with("word", unit)
                .unsafe_fix(start, end, unit)
                .push();
        }
        _ => {
            if LONG_OK.iter().any(|w| rotation(unit, w))
                || !unit.chars().all(is_han)
                || unit.contains(NOT_DOUBLED)
                || unit.starts_with('一')
                || seam(cx, unit, end)
                || numeric(unit)
            {
                return None;
            }
            sink.at(start, end, "word")
                .with("word", unit)
                .unsafe_fix(start, end, unit)
                .push();
        }
    }
    Some(end)
}

/// A unit of three or more made of equal halves: already told as the shorter unit.
fn half_repeats(unit: &str) -> bool {
    unit.get(..unit.len() / 2)
        .is_some_and(|half| unit.get(unit.len() / 2..) == Some(half))
}

/// The repetition may be seen first at any sign of the word.
fn rotation(unit: &str, word: &str) -> bool {
    unit.len() == word.len() && format!("{word}{word}").contains(unit)
}

/// 申请人|申请|人民法院: the last sign begins a longer word.
fn seam(cx: &Context<'_>, unit: &str, end: usize) -> bool {
    let Some(next) = cx.next_char(end) else {
        return false;
    };
    let mut doubled = [unit, unit].concat();
    doubled.push(next);
    [
        "人民",
        "人体",
        "人员",
        "人数",
        "人口",
        "人身",
        "人大",
        "区域",
        "区划",
        "区间",
        "委员会委员",
    ]
    .iter()
    .any(|w| doubled.ends_with(w) || (w.len() > 6 && [unit, unit].concat().contains(w)))
}

/// 一二三一二三: figures in words, as in passwords and counts.
fn numeric(unit: &str) -> bool {
    unit.chars()
        .all(|c| "一二三四五六七八九十百千万零〇两第".contains(c))
}

fn marks(cx: &Context<'_>, sink: &mut Sink<'_>, start: usize, end: usize) {
    let marks = cx.slice(start, end);
    let mut chars = marks.chars();
    let Some(first) = chars.next() else { return };
    let same = chars.clone().all(|c| c == first);
    let western = |c: char| matches!(c, ',' | ';');
    // ,, outside Chinese text is some notation.
    if marks.chars().any(western)
        && !(cx.previous_char(start).is_some_and(is_han) && cx.next_char(end).is_some_and(is_han))
    {
        return;
    }
    // Quoted marks are spoken of: “，、；”.
    if matches!(cx.previous_char(start), Some('“' | '‘' | '（'))
        && matches!(cx.next_char(end), Some('”' | '’' | '）'))
    {
        return;
    }
    if same && first == '。' && marks.chars().count() > 2 {
        sink.at(start, end, "dots")
            .severity(Severity::Info)
            .unsafe_fix(start, end, "……")
            .push();
    } else if same {
        sink.at(start, end, "mark")
            .safe_fix(start, end, first.to_string())
            .push();
    } else {
        let strongest = ['。', '；', ';', '：', '，', ',', '、']
            .into_iter()
            .find(|m| marks.contains(*m))
            .unwrap_or(first);
        sink.at(start, end, "marks")
            .unsafe_fix(start, end, strongest.to_string())
            .push();
    }
}
