//! TXT007: brackets and quotation marks without their partner.

use super::{Sink, TextRule};
use crate::check::chars::{figure, is_han};
use crate::check::context::Context;
use crate::finding::{Arg, Severity};

pub(super) const RULE: TextRule = TextRule {
    code: "TXT007",
    literals: &[],
    run,
};

/// Kinds of pairs. A pair of either width is one kind; what differs is told as `mixed`.
const KINDS: [(&str, &str); 10] = [
    ("“", "”"),
    ("‘", "’"),
    ("（(", "）)"),
    ("【", "】"),
    ("〔", "〕"),
    ("[［", "]］"),
    ("《", "》"),
    ("〈", "〉"),
    ("「", "」"),
    ("『", "』"),
];

const DOUBLE_QUOTE: usize = 0;
const SINGLE_QUOTE: usize = 1;
const ROUND: usize = 2;
const SQUARE: usize = 5;

#[derive(Clone, Copy)]
struct Open {
    at: usize,
    mark: char,
    kind: usize,
    line: usize,
}

enum Side {
    Open(usize),
    Close(usize),
}

fn side(c: char) -> Option<Side> {
    KINDS.iter().enumerate().find_map(|(kind, (open, close))| {
        if open.contains(c) {
            Some(Side::Open(kind))
        } else if close.contains(c) {
            Some(Side::Close(kind))
        } else {
            None
        }
    })
}

/// What is left over: openers, and closers with the line they stand in.
#[derive(Default)]
struct Left {
    open: Vec<Open>,
    close: Vec<Open>,
}

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let mut left = Left::default();
    let mut stack: Vec<Open> = Vec::new();
    let mut depth = [0usize; KINDS.len()];
    let mut line = 0;
    for &(at, mark) in &cx.scan.brackets {
        while cx.lines.get(line).is_some_and(|l| l.end <= at) {
            line += 1;
            flush(&mut stack, &mut depth, &mut left);
        }
        let Some(side) = side(mark) else { continue };
        match side {
            Side::Open(kind) => {
                // Several of one kind open at once in a text of fair length means nothing new.
                stack.push(Open {
                    at,
                    mark,
                    kind,
                    line,
                });
                if let Some(d) = depth.get_mut(kind) {
                    *d += 1;
                }
            }
            Side::Close(kind) => close(
                cx,
                sink,
                &mut stack,
                &mut depth,
                &mut left,
                Open {
                    at,
                    mark,
                    kind,
                    line,
                },
            ),
        }
    }
    flush(&mut stack, &mut depth, &mut left);
    report(cx, sink, left);
}

fn flush(stack: &mut Vec<Open>, depth: &mut [usize; KINDS.len()], left: &mut Left) {
    left.open.append(stack);
    *depth = [0; KINDS.len()];
}

fn close(
    cx: &Context<'_>,
    sink: &mut Sink<'_>,
    stack: &mut Vec<Open>,
    depth: &mut [usize; KINDS.len()],
    left: &mut Left,
    mark: Open,
) {
    if mark.kind == SINGLE_QUOTE
        && cx
            .previous_char(mark.at)
            .is_some_and(|c| c.is_ascii_alphanumeric())
        && depth.get(SINGLE_QUOTE) == Some(&0)
    {
        return; // an apostrophe
    }
    if depth.get(mark.kind).is_some_and(|d| *d > 0) {
        while let Some(open) = stack.pop() {
            if let Some(d) = depth.get_mut(open.kind) {
                *d -= 1;
            }
            if open.kind == mark.kind {
                mixed(cx, sink, open, mark);
                return;
            }
            left.open.push(open);
        }
        return;
    }
    if let Some(open) = stack.last().copied().filter(|o| interval(cx, *o, mark)) {
        stack.pop();
        if let Some(d) = depth.get_mut(open.kind) {
            *d -= 1;
        }
        return;
    }
    if mark.kind == ROUND && numbering(cx, mark.at) {
        return;
    }
    // 〔2024]: a closer of another shape where one is wanted, and nothing left to want it.
    let bracket = |kind: usize| (2..=5).contains(&kind);
    if let Some(open) = stack.last().copied()
        && bracket(open.kind)
        && bracket(mark.kind)
    {
        stack.pop();
        if let Some(d) = depth.get_mut(open.kind) {
            *d -= 1;
        }
        let wanted = partner(open);
        sink.at(mark.at, mark.at + mark.mark.len_utf8(), "shape")
            .with("open", name(open.mark))
            .with("mark", name(mark.mark))
            .with("wanted", name(wanted))
            .unsafe_fix(mark.at, mark.at + mark.mark.len_utf8(), wanted.to_string())
            .push();
        return;
    }
    left.close.push(mark);
}

/// [0, 100): an interval, open at one end.
fn interval(cx: &Context<'_>, open: Open, close: Open) -> bool {
    let inside = cx.slice(open.at + open.mark.len_utf8(), close.at);
    matches!((open.kind, close.kind), (ROUND, SQUARE) | (SQUARE, ROUND))
        && inside.len() <= 60
        && inside.contains([',', '，'])
        && inside
            .chars()
            .all(|c| figure(c).is_some() || c.is_ascii_alphabetic() || " ,，.%+-∞".contains(c))
}

/// What closes an opener, in the same width.
fn partner(open: Open) -> char {
    KINDS
        .get(open.kind)
        .and_then(|(opens, closes)| {
            let n = opens.chars().position(|c| c == open.mark)?;
            closes.chars().nth(n)
        })
        .unwrap_or(open.mark)
}

/// What a mark is called. A quotation mark inside quotation marks cannot be read, so the
/// sentences name all of them.
fn name(mark: char) -> Arg {
    let (zh, en) = match mark {
        '“' => ("左双引号", "left double quotation mark"),
        '”' => ("右双引号", "right double quotation mark"),
        '‘' => ("左单引号", "left single quotation mark"),
        '’' => ("右单引号", "right single quotation mark"),
        '（' => ("左圆括号", "left parenthesis"),
        '）' => ("右圆括号", "right parenthesis"),
        '(' => ("半角左圆括号", "half-width left parenthesis"),
        ')' => ("半角右圆括号", "half-width right parenthesis"),
        '【' => ("左方头括号", "left black bracket 【"),
        '】' => ("右方头括号", "right black bracket 】"),
        '〔' => ("左六角括号", "left tortoise-shell bracket 〔"),
        '〕' => ("右六角括号", "right tortoise-shell bracket 〕"),
        '［' => ("左方括号", "left square bracket"),
        '］' => ("右方括号", "right square bracket"),
        '[' => ("半角左方括号", "half-width left square bracket"),
        ']' => ("半角右方括号", "half-width right square bracket"),
        '《' => ("左书名号", "left title mark 《"),
        '》' => ("右书名号", "right title mark 》"),
        '〈' => ("左单书名号", "left single title mark 〈"),
        '〉' => ("右单书名号", "right single title mark 〉"),
        '「' => ("左直角引号", "left corner bracket 「"),
        '」' => ("右直角引号", "right corner bracket 」"),
        '『' => ("左双直角引号", "left double corner bracket 『"),
        '』' => ("右双直角引号", "right double corner bracket 』"),
        _ => return Arg::Text(mark.to_string()),
    };
    Arg::Both {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

/// （甲) : one pair, two widths.
fn mixed(cx: &Context<'_>, sink: &mut Sink<'_>, open: Open, close: Open) {
    let wanted = partner(open);
    if wanted != close.mark && cx.slice(open.at, close.at).chars().take(60).any(is_han) {
        let end = close.at + close.mark.len_utf8();
        sink.at(close.at, end, "mixed")
            .with("open", name(open.mark))
            .with("mark", name(close.mark))
            .with("wanted", name(wanted))
            .severity(Severity::Info)
            .safe_fix(close.at, end, wanted.to_string())
            .push();
    }
}

/// 1) 一） a) ①）: numbering at the beginning of a line or of a clause.
fn numbering(cx: &Context<'_>, at: usize) -> bool {
    let before = cx.last_chars(at, 6);
    let trimmed = before.trim_end_matches(|c: char| {
        figure(c).is_some()
            || "一二三四五六七八九十百①②③④⑤⑥⑦⑧⑨⑩".contains(c)
            || c.is_ascii_alphabetic()
    });
    if trimmed.len() == before.len() {
        return false;
    }
    trimmed
        .chars()
        .next_back()
        .is_none_or(|c| !is_han(c) && !matches!(c, '“' | '《'))
}

fn report(cx: &Context<'_>, sink: &mut Sink<'_>, left: Left) {
    // What is opened in one line and closed a few lines on is a pair that a line break or a
    // quotation of several paragraphs cut.
    let mut closers = left.close;
    let mut openers: Vec<Open> = left.open;
    openers.sort_by_key(|o| o.at);
    closers.sort_by_key(|c| c.at);
    let mut used = vec![false; closers.len()];
    let mut from = [0usize; KINDS.len()];
    let mut told: Option<(usize, usize)> = None;
    for (n, open) in openers.iter().enumerate() {
        let reach = if open.kind <= SINGLE_QUOTE { 30 } else { 12 };
        let mut at = from.get(open.kind).copied().unwrap_or(0);
        while closers
            .get(at)
            .is_some_and(|c| c.at < open.at || c.kind != open.kind || used.get(at) == Some(&true))
        {
            at += 1;
        }
        if let Some(slot) = from.get_mut(open.kind) {
            *slot = at;
        }
        if closers.get(at).is_some_and(|c| c.line - open.line <= reach)
            && !openers
                .get(n + 1)
                .is_some_and(|next| next.kind == open.kind && next.line == open.line)
        {
            if let Some(slot) = used.get_mut(at) {
                *slot = true;
            }
            continue;
        }
        // A quotation of several paragraphs opens anew in each.
        let starts = |line: usize| {
            cx.lines
                .get(line)
                .is_some_and(|l| cx.next_char(l.start) == Some(open.mark))
        };
        if open.kind <= SINGLE_QUOTE && starts(open.line + 1) {
            continue;
        }
        // One finding a kind and line.
        if told == Some((open.kind, open.line)) {
            continue;
        }
        told = Some((open.kind, open.line));
        let end = open.at + open.mark.len_utf8();
        let second = openers
            .get(n + 1)
            .filter(|next| next.kind == open.kind && next.line == open.line);
        if let Some(second) = second.filter(|_| open.kind == DOUBLE_QUOTE) {
            // “……“: the closing mark turned the wrong way.
            let end = second.at + second.mark.len_utf8();
            sink.at(second.at, end, "direction")
                .with("mark", name(second.mark))
                .with("wanted", name(partner(*open)))
                .unsafe_fix(second.at, end, partner(*open).to_string())
                .push();
        } else {
            sink.at(open.at, end, "open")
                .with("mark", name(open.mark))
                .with("wanted", name(partner(*open)))
                .push();
        }
    }
    let mut told: Option<(usize, usize)> = None;
    for (close, used) in closers.iter().zip(&used) {
        if *used || told == Some((close.kind, close.line)) {
            continue;
        }
        told = Some((close.kind, close.line));
        sink.at(close.at, close.at + close.mark.len_utf8(), "close")
            .with("mark", name(close.mark))
            .push();
    }
}
