//! TXT017: marks of the wrong width, blanks beside marks, a mark after bracketed numbering.

use super::{Sink, TextRule};
use crate::check::chars::{figure, is_han};
use crate::check::context::{Context, LineKind, PerLine};
use crate::finding::Arg;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT017",
    literals: &[],
    run,
};

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    narrow(cx, sink);
    blanks(cx, sink);
    numbering(cx, sink);
}

/// Half-width marks between Chinese characters: told once, at the first.
fn narrow(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(&first) = cx.scan.narrow.first() else {
        return;
    };
    let count = cx.scan.narrow.len();
    let key = if count >= 5 && cx.scan.wide * 10 < count {
        "narrow_all"
    } else {
        "narrow"
    };
    sink.at(first, first + 1, key)
        .with("count", number(count))
        .push();
}

/// A line of whole sentences, in bytes.
const LONG: usize = 240;

/// As far as a heading or the number of an article reaches into its line, in bytes.
const HEAD: usize = 60;

/// Whether a place lies well inside a long line: what parts 第一条 or a heading from its text
/// does not.
fn inside(cx: &Context<'_>, at: usize) -> bool {
    cx.line_at(at)
        .is_some_and(|(_, line)| line.end - line.start >= LONG && at - line.start > HEAD)
}

/// 向 “雷锋” 学习: told once, at the first. In cells and short lines blanks part columns.
fn blanks(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let mut prose = PerLine::new(|line| {
        let text = cx.line_text(line);
        line.kind == LineKind::Plain && text.contains(['，', '。', ',']) && !text.contains("   ")
    });
    let (mut first, mut count) = (None, 0);
    let (mut split, mut splits) = (None, 0);
    for run in &cx.scan.blanks {
        let before = cx.previous_char(run.start);
        let after = cx.next_char(run.end);
        let beside = |c: Option<char>, marks: &str| c.is_some_and(|c| marks.contains(c));
        let han = |c: Option<char>| c.is_some_and(is_han);
        let stray = (han(before) && beside(after, "“，。；、：）》”,;"))
            || (han(after) && beside(before, "”“（《、，"));
        let torn = han(before) && han(after);
        if !(stray || torn) || run.first != ' ' || run.end - run.start > 2 {
            continue;
        }
        let prose = prose.at(cx, run.start);
        if prose && stray {
            count += 1;
            first = first.or(Some(*run));
        } else if prose && inside(cx, run.start) {
            splits += 1;
            split = split.or(Some(*run));
        }
    }
    // A few part a heading from its text; many are the line ends of a PDF.
    if let Some(run) = split.filter(|_| splits >= 5) {
        let from = run.start - cx.previous_char(run.start).map_or(0, char::len_utf8);
        let to = run.end + cx.next_char(run.end).map_or(0, char::len_utf8);
        sink.at(from, to, "torn")
            .with("count", number(splits))
            .push();
    }
    if let Some(run) = first {
        let from = run.start - cx.previous_char(run.start).map_or(0, char::len_utf8);
        let to = run.end + cx.next_char(run.end).map_or(0, char::len_utf8);
        sink.at(from, to, "blank")
            .with("count", number(count))
            .push();
    }
}

/// （一）、 at the head of a line or of a clause: a bracketed number takes no mark.
fn numbering(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for pair in cx.scan.brackets.windows(2) {
        let &[(open, '（' | '('), (close, shut @ ('）' | ')'))] = pair else {
            continue;
        };
        let end = close + shut.len_utf8();
        if close - open > 16 || cx.next_char(end) != Some('、') {
            continue;
        }
        let inside = cx.slice(open, close);
        let number = inside
            .chars()
            .skip(1)
            .all(|c| figure(c).is_some() || "一二三四五六七八九十".contains(c));
        let head = cx
            .previous_char(open)
            .is_none_or(|c| "\n　 。；：".contains(c));
        let after = end + '、'.len_utf8();
        // （一）、（二）项 is a list of numbers.
        let list = cx
            .next_char(after)
            .is_none_or(|c| matches!(c, '（' | '(') || !is_han(c));
        if number && inside.chars().count() > 1 && head && !list {
            sink.at(open, after, "numbering")
                .safe_fix(end, after, "")
                .push();
        }
    }
}

fn number(count: usize) -> Arg {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}
