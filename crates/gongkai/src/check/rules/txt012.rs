//! TXT012: page numbers, page marks and line breaks in the middle of a sentence.

use super::{Sink, TextRule};
use crate::check::chars::{ends_sentence, figure, is_blank, is_han, is_mark};
use crate::check::context::{Context, Line, LineKind};
use crate::check::literals::Lit;
use crate::finding::Severity;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT012",
    literals: &[(
        Lit::PageNumber,
        &[
            "页 共",
            "页共",
            "页，共",
            "页/共",
            "页 / 共",
            "頁 共",
            "頁共",
        ],
    )],
    run,
};

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for hit in cx.scan.hits(Lit::PageNumber) {
        page_of_pages(cx, sink, hit.start, hit.end);
    }
    let wrapped = is_wrapped(cx);
    let mut told = false;
    let pairs = cx
        .lines
        .iter()
        .zip(cx.lines.iter().skip(1).map(Some).chain([None]));
    for (n, (line, next)) in pairs.enumerate() {
        if !matches!(line.kind, LineKind::Plain) {
            continue;
        }
        let text = cx.line_text(*line);
        if dashed(text) && n > 0 {
            sink.at(line.start, line.end, "page").push();
            continue;
        }
        let Some(next) = next.filter(|l| l.kind == LineKind::Plain) else {
            continue;
        };
        if wrapped {
            if !told && breaks_off(cx, *line, *next, 15, false) {
                told = true;
                let last = cx.previous_char(line.end).map_or(0, char::len_utf8);
                sink.at(line.end - last, line.end, "wrapped")
                    .severity(Severity::Info)
                    .push();
            }
            continue;
        }
        if let Some(mark) = page_mark(cx, *line, *next) {
            let fix_to = next.start + mark;
            sink.at(next.start, next.start + mark, "mark")
                .unsafe_fix(line.end, fix_to, "")
                .push();
        } else if breaks_off(cx, *line, *next, 40, true) {
            let last = cx.previous_char(line.end).map_or(0, char::len_utf8);
            sink.at(line.end - last, line.end, "break")
                .unsafe_fix(line.end, next.start, "")
                .push();
        }
    }
}

/// — 3 —, - 3 -, ·3·
fn dashed(text: &str) -> bool {
    let mut chars = text.chars();
    let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else {
        return false;
    };
    let edge = |c: char| matches!(c, '—' | '-' | '－' | '–');
    let inner = chars.as_str().trim_matches(|c| is_blank(c) || edge(c));
    edge(first)
        && edge(last)
        && text.len() < 24
        && !inner.is_empty()
        && inner.chars().all(|c| figure(c).is_some())
        && inner.chars().count() <= 3
}

/// 第3页 共10页
fn page_of_pages(cx: &Context<'_>, sink: &mut Sink<'_>, start: usize, end: usize) {
    let before = cx.last_chars(start, 6);
    let after = cx.first_chars(end, 6);
    let Some(open) = before.rfind('第') else {
        return;
    };
    let Some(close) = after.find(['页', '頁']) else {
        return;
    };
    let number = |t: &str| {
        let t = t.trim_matches(is_blank);
        !t.is_empty() && t.chars().all(|c| figure(c).is_some())
    };
    let first = before.get(open + '第'.len_utf8()..).unwrap_or_default();
    if number(first) && number(after.get(..close).unwrap_or_default()) {
        sink.at(
            start - (before.len() - open),
            end + close + '页'.len_utf8(),
            "page",
        )
        .push();
    }
}

/// The beginning of a heading or list item.
fn is_item(text: &str) -> bool {
    let rest = text.trim_start_matches(['第', '（', '(']);
    let after = rest.trim_start_matches(|c: char| {
        figure(c).is_some() || "一二三四五六七八九十百①②③④⑤⑥⑦⑧⑨⑩".contains(c)
    });
    after.len() < rest.len()
        && (after.is_empty()
            || after.starts_with([
                '、', '.', '．', '）', ')', '条', '章', '节', '項', '条', '節',
            ])
            || text.starts_with(['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨']))
        || [
            "附件", "附：", "抄送", "主送", "特此", "此致", "联系", "聯系",
        ]
        .iter()
        .any(|w| text.starts_with(w))
}

fn is_prose(text: &str, least: usize) -> bool {
    text.chars().take(least).count() >= least
        && text.contains(['，', '。', '；', ',', '、'])
        && !text.contains("  ")
        && !text.contains('\t')
}

/// Whether `line` stops in a sentence that `next` goes on with.
fn breaks_off(cx: &Context<'_>, line: Line, next: Line, least: usize, strict: bool) -> bool {
    let text = cx.line_text(line);
    let following = cx.line_text(next);
    let last = text.chars().next_back();
    if !last.is_some_and(is_han) || !following.starts_with(is_han) || is_item(following) {
        return false;
    }
    if strict && !text.contains(ends_sentence) {
        return false;
    }
    let tail = text.rsplit(is_mark).next().unwrap_or_default();
    if ["特此", "此致", "以上", "专此"]
        .iter()
        .any(|w| tail.starts_with(w))
    {
        return false;
    }
    if !strict {
        return text.chars().take(least).count() >= least && !text.contains("  ");
    }
    is_prose(text, least) && is_prose(following, 12)
}

/// 2、 at the head of a line that goes on with the sentence before.
fn page_mark(cx: &Context<'_>, line: Line, next: Line) -> Option<usize> {
    let text = cx.line_text(line);
    let following = cx.line_text(next);
    let rest = following.trim_start_matches(|c: char| c.is_ascii_digit());
    let figures = following.len() - rest.len();
    if !(1..=3).contains(&figures) || !rest.starts_with('、') {
        return None;
    }
    let last = text.chars().next_back()?;
    let open = matches!(last, '（' | '(' | '“' | '《' | '、' | '，');
    if !(is_han(last) || open) || !is_prose(text, 40) || !is_prose(following, 20) {
        return None;
    }
    // A list item without a closing mark may hold commas, not whole sentences.
    let sentence = text.contains(['。', '！', '？']);
    (sentence || open).then_some(figures + '、'.len_utf8())
}

/// Text broken at a fixed width: most longer lines stop without a mark, and they are alike.
fn is_wrapped(cx: &Context<'_>) -> bool {
    let mut long = 0usize;
    let mut open = 0usize;
    let mut longest = 0usize;
    let nexts = cx.lines.iter().skip(1).map(Some).chain([None]);
    for (line, next) in cx.lines.iter().zip(nexts) {
        if line.kind != LineKind::Plain {
            continue;
        }
        let text = cx.line_text(*line);
        let length = text.chars().take(80).count();
        if length < 18 || text.contains("  ") || text.contains('\t') {
            continue;
        }
        long += 1;
        longest = longest.max(length);
        // What an item follows has come to its end, as in a list of contents.
        let ended = next.is_none_or(|l| is_item(cx.line_text(*l)));
        if length <= 60
            && !ended
            && !text.ends_with(is_mark)
            && text.contains(['，', '。', '、', ','])
        {
            open += 1;
        }
    }
    long >= 6 && longest <= 60 && open * 2 > long
}
