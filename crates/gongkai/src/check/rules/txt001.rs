//! TXT001: placeholders of a template that nobody filled in.

use super::{Sink, TextRule};
use crate::check::chars::{figure, is_blank, is_han};
use crate::check::context::Context;
use crate::check::literals::Lit;
use crate::finding::Severity;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT001",
    literals: &[
        (
            Lit::FillHint,
            &[
                "请填写",
                "請填寫",
                "请输入",
                "請輸入",
                "待填写",
                "待填寫",
                "请插入",
                "请补充",
                "填写内容",
                "填写单位",
                "填写姓名",
                "填写日期",
            ],
        ),
        (
            Lit::FillHintSure,
            &[
                "此处填写",
                "此處填寫",
                "在此填写",
                "在此处填写",
                "此处输入",
                "单击此处输入",
                "点击此处输入",
                "在此处键入",
                "此处插入",
                "此处添加文字",
                "【请填写】",
            ],
        ),
        (Lit::Braces, &["{{", "${", "<%="]),
        (
            Lit::Lorem,
            &["lorem ipsum", "Lorem ipsum", "Lorem Ipsum", "LOREM IPSUM"],
        ),
        (Lit::Anonymous, &["某某"]),
        (
            Lit::TemplateWord,
            &["范文", "範文", "范本", "範本", "模板", "模版", "样本"],
        ),
    ],
    run,
};

/// What a placeholder stands before: longer ones first.
const NOUNS: &[&str] = &[
    "自治区",
    "街道",
    "社区",
    "公司",
    "单位",
    "單位",
    "部门",
    "部門",
    "同志",
    "先生",
    "女士",
    "中心",
    "学校",
    "學校",
    "万元",
    "萬元",
    "亿元",
    "工程",
    "项目",
    "項目",
    "省",
    "市",
    "县",
    "縣",
    "区",
    "區",
    "镇",
    "鎮",
    "乡",
    "鄉",
    "村",
    "局",
    "委",
    "办",
    "辦",
    "厅",
    "廳",
    "院",
    "校",
    "年",
    "月",
    "日",
    "号",
    "號",
    "元",
    "人",
    "件",
    "份",
    "条",
    "條",
    "路",
    "届",
    "次",
    "个",
    "個",
];

/// What a single X may be the name of part of: 省, 县 and the like, never a place in itself.
const PLACES: &[&str] = &[
    "省", "市", "县", "縣", "区", "區", "镇", "鎮", "乡", "鄉", "村", "街道", "局", "委", "同志",
    "单位", "單位",
];

/// Words that X truly begins.
const X_WORDS: &[&str] = &[
    "光", "射", "线", "線", "轴", "軸", "染", "型", "级", "波", "形", "片", "度", "档", "方向",
];

fn noun_after(rest: &str, nouns: &[&str]) -> Option<usize> {
    let noun = nouns.iter().find(|n| rest.starts_with(**n))?;
    let next = rest.get(noun.len()..).and_then(|t| t.chars().next());
    // 人民法院 and 市场 begin like 人 and 市.
    let longer = matches!(
        (*noun, next),
        ("人", Some('民' | '员')) | ("市", Some('场' | '場'))
    );
    (!longer).then_some(noun.len())
}

fn is_form(title: &str) -> bool {
    [
        "表",
        "申请书",
        "样式",
        "格式",
        "回执",
        "须知",
        "指南",
        "附件",
        "填报",
        "说明",
        "合同",
        "协议",
    ]
    .iter()
    .any(|w| title.contains(w))
}

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    placeholders(cx, sink);
    if !is_form(cx.title_text()) {
        for hit in cx.scan.hits(Lit::FillHint) {
            bracketed(cx, sink, hit.start, hit.end);
        }
    }
    for hit in cx.scan.hits(Lit::FillHintSure) {
        bracketed(cx, sink, hit.start, hit.end);
    }
    let mut last = 0;
    sink.found
        .sort_by_key(|f| f.locus.range().map(|r| (r.start(), u32::MAX - r.end())));
    sink.found.retain(|f| {
        let Some(range) = f.locus.range() else {
            return true;
        };
        let fresh = range.start() >= last;
        last = last.max(range.end());
        fresh
    });
    for hit in cx.scan.hits(Lit::Braces) {
        let close = if cx.slice(hit.start, hit.end) == "{{" {
            "}}"
        } else if cx.slice(hit.start, hit.end) == "${" {
            "}"
        } else {
            "%>"
        };
        let inside = cx.first_chars(hit.end, 40);
        if let Some(length) = inside.find(close).filter(|&n| n > 0)
            && !inside.get(..length).unwrap_or_default().contains('\n')
        {
            sink.at(hit.start, hit.end + length + close.len(), "default")
                .push();
        }
    }
    for hit in cx.scan.hits(Lit::Lorem) {
        sink.at(hit.start, hit.end, "lorem").push();
    }
    for hit in cx.scan.hits(Lit::Anonymous) {
        let named = cx
            .previous_char(hit.start)
            .is_some_and(|c| is_han(c) && !"在由将把对与和及向".contains(c));
        let place = noun_after(
            cx.after(hit.end),
            &[
                "省", "市", "县", "縣", "区", "區", "镇", "鎮", "乡", "鄉", "村", "街道", "局",
                "单位",
            ],
        );
        let case = ["判决", "裁定", "处罚", "案", "诉"]
            .iter()
            .any(|w| cx.title_text().contains(w));
        if let Some(length) = place.filter(|_| !named && !case) {
            sink.at(hit.start, hit.end + length, "masked")
                .severity(Severity::Warning)
                .push();
        }
    }
    template_words(cx, sink);
}

/// Runs of X, ×, *, _.
fn placeholders(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let mut sure = 0usize;
    let mut lone = Vec::new();
    let mut skip_to = 0;
    for run in &cx.scan.fills {
        if run.start < skip_to {
            continue;
        }
        let before = cx.previous_char(run.start);
        let rest = cx.after(run.end);
        let after = rest.chars().next();
        let signs = cx.slice(run.start, run.end).chars().count();
        if let Some((start, end)) = telephone(cx, run.start, run.end) {
            sure += 1;
            skip_to = end;
            sink.at(start, end, "default").push();
            continue;
        }
        match run.first {
            'X' | 'x' | 'Ｘ' | 'ｘ' => {
                if before.is_some_and(|c| figure(c).is_some()) {
                    // 20XX年, 202X年
                    let figures = cx.last_chars(run.start, 5);
                    let figures = figures.trim_start_matches(|c: char| !c.is_ascii_digit());
                    let year = (figures.len() == 2 || figures.len() == 3)
                        && (figures.starts_with("20") || figures.starts_with("19"))
                        && figures.len() + signs == 4;
                    // 20xx政务公开工作 too.
                    let named = rest.chars().next().filter(|c| is_han(*c));
                    if let Some(next) = named.filter(|_| year) {
                        let noun = if next == '年' { next.len_utf8() } else { 0 };
                        sure += 1;
                        sink.at(run.start - figures.len(), run.end + noun, "default")
                            .push();
                    }
                    continue;
                }
                let alien = |c: Option<char>| {
                    c.is_some_and(|c| c.is_ascii_alphanumeric() || "-_./@=&?%+#:".contains(c))
                };
                if alien(before) || alien(after) {
                    continue;
                }
                let beside = |c: Option<char>| {
                    c.is_some_and(|c| is_han(c) || "“”《》、，。：（）〔〕".contains(c))
                };
                let lower = run.first == 'x' || run.first == 'ｘ';
                if signs >= 2 && (beside(before) || beside(after)) {
                    if lower && noun_after(rest, NOUNS).is_none() {
                        continue;
                    }
                    sure += 1;
                    let length = noun_after(rest, NOUNS).unwrap_or(0);
                    sink.at(run.start, run.end + length, "default").push();
                } else if signs == 1 && !lower {
                    if let Some(length) = noun_after(rest, PLACES) {
                        sure += 1;
                        sink.at(run.start, run.end + length, "default").push();
                    } else if before.is_some_and(is_han)
                        && after.is_some_and(is_han)
                        && noun_after(rest, X_WORDS).is_none()
                    {
                        lone.push(*run);
                    }
                }
            }
            '×' | '╳' | '*' | '＊' => {
                if before.is_some_and(|c| figure(c).is_some() || c.is_ascii_alphabetic())
                    || after.is_some_and(|c| figure(c).is_some() || c.is_ascii_alphabetic())
                {
                    continue;
                }
                let star = matches!(run.first, '*' | '＊');
                let named =
                    before.is_some_and(|c| is_han(c) && !"在由将把对与和及向是的了".contains(c));
                let place = noun_after(rest, PLACES);
                // 王××, 李*: a person's name made unrecognisable on purpose.
                if (named && signs <= 2) || (star && (place.is_none() || named || signs > 2)) {
                    continue;
                }
                let beside = |c: Option<char>| c.is_some_and(is_han);
                if place.is_some()
                    || (signs >= 2
                        && (beside(after) || (beside(before) && signs >= 3) || after == Some('》')))
                {
                    let length = noun_after(rest, NOUNS).unwrap_or(0);
                    sink.at(run.start, run.end + length, "masked")
                        .severity(Severity::Warning)
                        .push();
                }
            }
            _ => {
                if signs >= 2
                    && rest.starts_with(['年', '月'])
                    && before.is_some_and(|c| is_han(c) && !"月日".contains(c) && !is_blank(c))
                    && !is_form(cx.title_text())
                {
                    sink.at(run.start, run.end + '年'.len_utf8(), "default")
                        .severity(Severity::Warning)
                        .push();
                    // One date, one finding: its month and day are not told again.
                    skip_to = run.end + 40;
                }
            }
        }
    }
    // A lone X between characters is one more where others are sure.
    if sure > 0 {
        for run in lone {
            sink.at(run.start, run.end, "default").push();
        }
    }
}

/// 电话：XXXX-XXXXXXX, 联系电话：×××: a number that was never put in. With its area code, if
/// that stands there; a number of which a part is hidden is none.
fn telephone(cx: &Context<'_>, start: usize, end: usize) -> Option<(usize, usize)> {
    const LABELS: [&str; 8] = [
        "电话",
        "電話",
        "热线",
        "熱線",
        "传真",
        "傳真",
        "手机",
        "联系方式",
    ];
    let fill = |c: char| "XxＸｘ×╳*＊".contains(c);
    let dash = |c: char| matches!(c, '-' | '－' | '—' | '–');
    let rest = cx.first_chars(end, 24);
    let more = rest.len() - rest.trim_start_matches(|c| fill(c) || dash(c)).len();
    let before = cx.last_chars(start, 24);
    let area = before.trim_end_matches(dash);
    let code = area.trim_end_matches(|c: char| c.is_ascii_digit());
    // 0431-, and nothing else, may stand between the label and the signs.
    let label = if area.len() < before.len() && (3..=4).contains(&(area.len() - code.len())) {
        code
    } else {
        before
    };
    let bare = label.trim_end_matches(|c: char| is_blank(c) || matches!(c, '：' | ':'));
    let signs = cx
        .slice(start, end + more)
        .chars()
        .filter(|c| fill(*c))
        .count();
    let whole = !cx
        .next_char(end + more)
        .is_some_and(|c| c.is_ascii_alphanumeric() || is_han(c));
    (signs >= 3 && whole && bare.len() < label.len() && LABELS.iter().any(|l| bare.ends_with(l)))
        .then(|| (start - (before.len() - label.len()), end + more))
}

/// A hint counts inside brackets that hold little else, or when it names a place to type.
fn bracketed(cx: &Context<'_>, sink: &mut Sink<'_>, start: usize, end: usize) {
    let before = cx.last_chars(start, 8);
    let after = cx.first_chars(end, 30);
    let open = before.rfind(['（', '(', '【', '[', '〔', '<', '＜']);
    let close = after.find(['）', ')', '】', ']', '〕', '>', '＞', '\n', '。']);
    let text = cx.slice(start, end);
    if text.starts_with('【') {
        sink.at(start, end, "hint").push();
        return;
    }
    let (Some(open), Some(close)) = (open, close) else {
        return;
    };
    let Some(mark) = after
        .get(close..)
        .and_then(|t| t.chars().next())
        .filter(|c| !"\n。".contains(*c))
    else {
        return;
    };
    sink.at(
        start - (before.len() - open),
        end + close + mark.len_utf8(),
        "hint",
    )
    .push();
}

/// 范文, 模板 at the end of a title.
fn template_words(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for hit in cx.scan.hits(Lit::TemplateWord) {
        let Some((_, line)) = cx.line_at(hit.start) else {
            continue;
        };
        if line.end - line.start > 300 {
            continue;
        }
        let tail = cx.slice(hit.end, line.end);
        let bare = tail.is_empty()
            || (tail.starts_with(['（', '(', '【', '[', '精'])
                && tail.chars().count() <= 10
                && (tail.contains(['篇', '份']) || matches!(tail, "精选" | "精選")));
        let in_title = cx
            .title
            .is_some_and(|t| t.start() as usize <= hit.start && hit.end <= t.end() as usize);
        let word = cx.slice(hit.start, hit.end);
        let essay = matches!(word, "范文" | "範文");
        let titled = in_title || (essay && cx.slice(line.start, line.end).chars().count() <= 60);
        let lawful = ["示", "规", "规", "模", "建筑", "铝", "合同", "血", "标"]
            .iter()
            .any(|w| cx.before(hit.start).ends_with(w));
        let short_line = cx.slice(line.start, hit.start).chars().count() >= 4;
        if bare && titled && !lawful && short_line {
            sink.at(hit.start, line.end, "model")
                .severity(Severity::Warning)
                .push();
        }
    }
}
