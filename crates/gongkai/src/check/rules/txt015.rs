//! TXT015: a heading with nothing under it.

use super::headings::{Numbered, Style, numbered};
use super::{Sink, TextRule};
use crate::check::context::{Context, LineKind};

pub(super) const RULE: TextRule = TextRule {
    code: "TXT015",
    literals: &[],
    run,
};

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    marked(cx, sink);
    let heads: Vec<Numbered> = numbered(cx)
        .into_iter()
        .filter(|n| n.style == Style::Chinese)
        .collect();
    let mut from = 0;
    while from < heads.len() {
        // One run of numbers: 一、 to the last before they begin again.
        let rest = heads.get(from..).unwrap_or_default();
        let length = 1 + rest
            .iter()
            .zip(rest.iter().skip(1))
            .take_while(|(this, next)| next.number > this.number)
            .count();
        sequence(cx, sink, rest.get(..length).unwrap_or_default());
        from += length;
    }
}

/// The numbered sections of one run. Where only few have text it is a list, not sections.
fn sequence(cx: &Context<'_>, sink: &mut Sink<'_>, heads: &[Numbered]) {
    let mut empty = Vec::new();
    let mut full = 0;
    for (this, next) in heads.iter().zip(heads.iter().skip(1)) {
        if !this.heading || next.line > this.line + 1 {
            let body = cx
                .lines
                .get(this.line + 1..next.line)
                .unwrap_or_default()
                .iter()
                .any(|l| {
                    l.kind == LineKind::Cell || cx.line_text(*l).chars().take(12).count() >= 12
                });
            full += usize::from(body);
        } else if next.heading {
            empty.push(this.line);
        }
    }
    if full < 2 || empty.len() > full + 1 {
        return;
    }
    for line in empty.iter().filter_map(|n| cx.lines.get(*n)) {
        if !matches!(line.kind, LineKind::Heading(_)) {
            sink.at(line.start, line.end, "default").push();
        }
    }
}

/// Headings that the file marks as such.
fn marked(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for (this, next) in cx.lines.iter().zip(cx.lines.iter().skip(1)) {
        if let (LineKind::Heading(level), LineKind::Heading(below)) = (this.kind, next.kind)
            && below <= level
        {
            sink.at(this.start, this.end, "default").push();
        }
    }
}
