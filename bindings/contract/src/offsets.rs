//! The one routine that turns places in a text from bytes into what a language counts in, and
//! back (位置换算).

use serde::{Deserialize, Serialize};

/// What a place in a text is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffsetUnit {
    /// Bytes of UTF-8: Rust.
    Bytes,
    /// Code points: Python, and JSON files.
    CodePoints,
    /// UTF-16 units: JavaScript, Kotlin, Swift.
    Utf16,
}

/// A half-open range in a text, in the unit of the caller: slicing with it gives the text found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "check.Range"))]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Where it begins.
    pub start: u32,
    /// The place after its end.
    pub end: u32,
}

/// Converts places of one text, from bytes or to bytes. Ascending places cost one walk over the
/// text in all; a place before the last one asked for begins anew.
///
/// ```
/// use gongkai_contract::offsets::{OffsetUnit, Walker};
/// let text = "𠮷林😀省";
/// let mut walker = Walker::new(text, OffsetUnit::Utf16);
/// assert_eq!(walker.to_unit(text.find('省').unwrap()), 5);
/// assert_eq!(Walker::new(text, OffsetUnit::CodePoints).to_bytes(3), text.find('省'));
/// ```
#[derive(Debug, Clone)]
pub struct Walker<'a> {
    text: &'a str,
    unit: OffsetUnit,
    byte: usize,
    count: usize,
}

impl<'a> Walker<'a> {
    /// A walk that begins at the start of `text`.
    pub fn new(text: &'a str, unit: OffsetUnit) -> Self {
        Self {
            text,
            unit,
            byte: 0,
            count: 0,
        }
    }

    /// The place of a byte. A byte inside a character counts as its start, one past the end as
    /// the end.
    pub fn to_unit(&mut self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        if self.unit == OffsetUnit::Bytes {
            return byte;
        }
        if byte < self.byte {
            (self.byte, self.count) = (0, 0);
        }
        let step = self.text.as_bytes().get(self.byte..byte);
        self.count += length(step.unwrap_or_default(), self.unit);
        self.byte = byte;
        self.count
    }

    /// The byte of a place; `None` past the end or inside a character.
    pub fn to_bytes(&mut self, place: usize) -> Option<usize> {
        if self.unit == OffsetUnit::Bytes {
            return self.text.is_char_boundary(place).then_some(place);
        }
        if place < self.count {
            (self.byte, self.count) = (0, 0);
        }
        let rest = self.text.get(self.byte..).unwrap_or("");
        for c in rest.chars() {
            if self.count >= place {
                break;
            }
            self.byte += c.len_utf8();
            self.count += match self.unit {
                OffsetUnit::Utf16 => c.len_utf16(),
                _ => 1,
            };
        }
        (self.count == place).then_some(self.byte)
    }

    /// A range of the core in the unit of the caller.
    pub fn range(&mut self, range: gongkai::finding::TextRange) -> Range {
        let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let start = self.to_unit(range.start() as usize);
        let end = self.to_unit(range.end() as usize);
        Range {
            start: place(start),
            end: place(end),
        }
    }
}

/// The length of UTF-8 that begins and ends on characters.
fn length(utf8: &[u8], unit: OffsetUnit) -> usize {
    // Continuation bytes are 10xxxxxx; four-byte characters begin with 11110xxx.
    let points = utf8.iter().filter(|b| (**b & 0xc0) != 0x80).count();
    match unit {
        OffsetUnit::Bytes => utf8.len(),
        OffsetUnit::CodePoints => points,
        OffsetUnit::Utf16 => points + utf8.iter().filter(|b| **b >= 0xf0).count(),
    }
}
