//! One routine that turns byte offsets into what others count in: code points, UTF-16 units,
//! lines and columns (位置换算).

use serde::Serialize;

/// A place in a text, counted in every way that somebody counts (位置).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Bytes of UTF-8, from 0.
    pub byte: usize,
    /// Code points, from 0.
    pub code_point: usize,
    /// UTF-16 code units, from 0.
    pub utf16: usize,
    /// Line, from 1. Lines end with LF, CR LF or CR.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Byte where the line begins.
    pub line_start: usize,
}

impl Position {
    const START: Self = Self {
        byte: 0,
        code_point: 0,
        utf16: 0,
        line: 1,
        column: 1,
        line_start: 0,
    };
}

/// Walks once over a text and gives the [`Position`] of each offset asked for, in order.
#[derive(Debug, Clone)]
pub struct Walker<'a> {
    text: &'a str,
    at: Position,
}

impl<'a> Walker<'a> {
    /// A walk that begins at the start of `text`.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: Position::START,
        }
    }

    /// The position of a byte offset. One inside a character counts as its start, one past the
    /// end as the end; one before the last asked for starts the walk anew.
    pub fn to(&mut self, byte: usize) -> Position {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        if byte < self.at.byte {
            self.at = Position::START;
        }
        let bytes = self.text.as_bytes();
        let step = bytes.get(self.at.byte..byte).unwrap_or_default();
        let mut line_start = None;
        for n in memchr::memchr2_iter(b'\n', b'\r', step) {
            let at = self.at.byte + n;
            // The CR of CR LF ends no line: its LF does.
            if bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            self.at.line += 1;
            line_start = Some(n + 1);
        }
        let (points, units) = count(step);
        self.at.code_point += points;
        self.at.utf16 += units;
        match line_start {
            Some(n) => {
                self.at.line_start = self.at.byte + n;
                self.at.column = 1 + count(step.get(n..).unwrap_or_default()).0;
            }
            None => self.at.column += points,
        }
        self.at.byte = byte;
        self.at
    }
}

/// Code points and UTF-16 units of a piece of UTF-8.
fn count(bytes: &[u8]) -> (usize, usize) {
    let points = bytes.iter().filter(|b| (**b & 0xc0) != 0x80).count();
    let astral = bytes.iter().filter(|b| **b >= 0xf0).count();
    (points, points + astral)
}

/// The positions of byte offsets, in the order given, in one pass over the text.
///
/// ```
/// use gongkai_formats::offsets::positions;
/// let found = positions("甲\n乙😀丙", &[11, 4]);
/// assert_eq!((found[0].code_point, found[0].utf16), (4, 5));
/// assert_eq!((found[0].line, found[0].column), (2, 3));
/// assert_eq!((found[1].line, found[1].column), (2, 1));
/// ```
pub fn positions(text: &str, offsets: &[usize]) -> Vec<Position> {
    let mut order: Vec<(usize, usize)> = offsets
        .iter()
        .copied()
        .enumerate()
        .map(|(n, o)| (o, n))
        .collect();
    order.sort_unstable();
    let mut walker = Walker::new(text);
    let mut found = vec![Position::START; offsets.len()];
    for (offset, n) in order {
        if let Some(place) = found.get_mut(n) {
            *place = walker.to(offset);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_end_in_three_ways() {
        let text = "a\nb\r\nc\rd";
        let lines: Vec<(usize, usize)> = positions(text, &[0, 2, 3, 5, 7, 8])
            .iter()
            .map(|p| (p.line, p.column))
            .collect();
        assert_eq!(lines, [(1, 1), (2, 1), (2, 2), (3, 1), (4, 1), (4, 2)]);
    }

    proptest! {
        #[test]
        fn agrees_with_counting_characters(text in "[a\u{4e00}-\u{4e05}\u{1f600}\n\r]{0,40}", at in 0usize..60) {
            let at = (0..=at.min(text.len())).rev().find(|n| text.is_char_boundary(*n)).unwrap();
            let before = text.split_at(at).0;
            let found = positions(&text, &[at])[0];
            prop_assert_eq!(found.code_point, before.chars().count());
            prop_assert_eq!(found.utf16, before.encode_utf16().count());
            prop_assert_eq!(found.byte, at);
            prop_assert_eq!(found.column, before.split_at(found.line_start).1.chars().count() + 1);
        }
    }
}
