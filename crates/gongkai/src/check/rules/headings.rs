//! Numbered headings and list items, as 一、（一）1. at the head of a line.

use crate::check::chars::{ends_sentence, figure};
use crate::check::context::{Context, LineKind};
use crate::law::numeral;

/// The three ways of numbering, outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// 一、
    Chinese,
    /// （一）
    Bracketed,
    /// 1. 1、
    Arabic,
}

/// A line that begins with a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbered {
    /// Its place among the lines.
    pub line: usize,
    pub style: Style,
    pub number: u16,
    /// Where the number ends, its mark included.
    pub end: usize,
    /// Short, without a closing mark: a heading rather than a paragraph.
    pub heading: bool,
}

/// The numbered lines of a text outside tables.
pub(super) fn numbered(cx: &Context<'_>) -> Vec<Numbered> {
    cx.lines
        .iter()
        .enumerate()
        .filter(|(_, line)| matches!(line.kind, LineKind::Plain | LineKind::Heading(_)))
        .filter_map(|(n, line)| {
            let text = cx.line_text(*line);
            let (style, number, length) = read(text)?;
            let rest = text.get(length..)?;
            let heading = !rest.is_empty()
                && rest.chars().take(41).count() <= 40
                && !rest
                    .ends_with(|c| ends_sentence(c) || matches!(c, '，' | '：' | ':' | ',' | '、'))
                && !rest.contains('。');
            Some(Numbered {
                line: n,
                style,
                number,
                end: line.start + length,
                heading,
            })
        })
        .collect()
}

fn read(text: &str) -> Option<(Style, u16, usize)> {
    let bracket = text.starts_with(['（', '(']);
    let inner = if bracket {
        text.get(text.chars().next()?.len_utf8()..)?
    } else {
        text
    };
    let chinese = |c: char| "一二三四五六七八九十百".contains(c);
    let first = inner.chars().next()?;
    let (length, style) = if chinese(first) {
        let length: usize = inner
            .chars()
            .take(5)
            .take_while(|c| chinese(*c))
            .map(char::len_utf8)
            .sum();
        (
            length,
            if bracket {
                Style::Bracketed
            } else {
                Style::Chinese
            },
        )
    } else if figure(first).is_some() && !bracket {
        let length: usize = inner
            .chars()
            .take(3)
            .take_while(|c| figure(*c).is_some())
            .map(char::len_utf8)
            .sum();
        (length, Style::Arabic)
    } else {
        return None;
    };
    let number = numeral::parse(inner.get(..length)?)?;
    let rest = inner.get(length..)?;
    let mark = rest.chars().next()?;
    let fits = match style {
        Style::Chinese => mark == '、',
        Style::Bracketed => matches!(mark, '）' | ')'),
        Style::Arabic => matches!(mark, '、' | '.' | '．'),
    };
    let after = rest.get(mark.len_utf8()..)?.chars().next();
    // 一、二期工程; 1.5万元; 3、4号楼
    let range = after.is_none_or(|c| chinese(c) && style == Style::Chinese || figure(c).is_some());
    let open = usize::from(bracket) * text.chars().next()?.len_utf8();
    (fits && !range).then_some((style, number, open + length + mark.len_utf8()))
}
