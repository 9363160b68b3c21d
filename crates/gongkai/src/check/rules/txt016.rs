//! TXT016: numbering that skips or repeats.

use super::headings::{Numbered, Style, numbered};
use super::{Sink, TextRule};
use crate::check::context::Context;
use crate::law::numeral;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT016",
    literals: &[],
    run,
};

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let all = numbered(cx);
    for style in [Style::Chinese, Style::Bracketed, Style::Arabic] {
        let mut run: Vec<Numbered> = Vec::new();
        for item in &all {
            if item.style < style {
                // A heading further out begins the inner numbers anew.
                sequence(cx, sink, &run);
                run.clear();
            } else if item.style == style {
                if item.number == 1 {
                    sequence(cx, sink, &run);
                    run.clear();
                }
                run.push(*item);
            }
        }
        sequence(cx, sink, &run);
    }
}

/// Numbers that begin with one and go on; what breaks the order is told.
fn sequence(cx: &Context<'_>, sink: &mut Sink<'_>, run: &[Numbered]) {
    if run.first().is_none_or(|n| n.number != 1) {
        return;
    }
    // Two are a sequence only where both are headings, and one is missing between them.
    if run.len() < 3 {
        let headings = run.iter().all(|n| n.heading && n.style == Style::Chinese);
        if !(headings && run.last().is_some_and(|n| n.number == 3)) {
            return;
        }
    }
    // Figures at the head of lines are often data: only lists that are in order but once.
    let breaks = run
        .iter()
        .zip(run.iter().skip(1))
        .filter(|(a, b)| b.number != a.number + 1)
        .count();
    if run.len() > 2 && breaks * 3 > run.len() {
        return;
    }
    for (before, item) in run.iter().zip(run.iter().skip(1)) {
        let Some(line) = cx.lines.get(item.line) else {
            continue;
        };
        let expected = before.number.saturating_add(1);
        if item.number == before.number {
            sink.at(line.start, item.end, "repeated")
                .with("expected", print(item.style, expected))
                .push();
        } else if item.number > expected && item.number - expected <= 3 {
            // 三、 may stand inside a paragraph between the two.
            let between = cx.slice(before.end, line.start);
            let wanted = print(item.style, expected);
            let marks = ["、", ".", "．", "）", ")", "是", "要"];
            let bare = match item.style {
                Style::Arabic => expected.to_string(),
                _ => numeral::to_chinese(expected),
            };
            let inside = marks
                .iter()
                .any(|m| between.contains(&format!("{bare}{m}")));
            if !inside {
                sink.at(line.start, item.end, "skipped")
                    .with("expected", wanted)
                    .push();
            }
        }
    }
}

fn print(style: Style, number: u16) -> String {
    match style {
        Style::Chinese => format!("{}、", numeral::to_chinese(number)),
        Style::Bracketed => format!("（{}）", numeral::to_chinese(number)),
        Style::Arabic => format!("{number}."),
    }
}
