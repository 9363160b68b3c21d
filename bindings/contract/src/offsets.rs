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

/// Converts places of one text, from bytes or to bytes. Each place costs the way from the last
/// one asked for, forward or back: places in the order of the text cost one walk in all.
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
        let bytes = self.text.as_bytes();
        let way =
            |from: usize, to: usize| length(bytes.get(from..to).unwrap_or_default(), self.unit);
        self.count = if byte >= self.byte {
            self.count + way(self.byte, byte)
        } else if byte < self.byte / 2 {
            way(0, byte)
        } else {
            self.count - way(byte, self.byte)
        };
        self.byte = byte;
        self.count
    }

    /// The byte of a place; `None` past the end or inside a character.
    pub fn to_bytes(&mut self, place: usize) -> Option<usize> {
        if self.unit == OffsetUnit::Bytes {
            return self.text.is_char_boundary(place).then_some(place);
        }
        if place < self.count / 2 {
            (self.byte, self.count) = (0, 0);
        }
        let before = self.text.get(..self.byte).unwrap_or("");
        let units = |c: char| match self.unit {
            OffsetUnit::Utf16 => c.len_utf16(),
            _ => 1,
        };
        for c in before.chars().rev() {
            if self.count <= place {
                break;
            }
            self.byte -= c.len_utf8();
            self.count -= units(c);
        }
        // Within a character the way back went one too far.
        for c in self.text.get(self.byte..).unwrap_or("").chars() {
            if self.count >= place {
                break;
            }
            self.byte += c.len_utf8();
            self.count += units(c);
        }
        (self.count == place).then_some(self.byte)
    }

    /// A range of the caller as one of the core; `None` when it does not lie in the text, ends
    /// before it starts, or cuts a character.
    pub fn to_range(&mut self, range: Range) -> Option<gongkai::finding::TextRange> {
        if range.end < range.start {
            return None;
        }
        let start = self.to_bytes(range.start as usize)?;
        let end = self.to_bytes(range.end as usize)?;
        Some(gongkai::finding::TextRange::at(start, end))
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
    /// Few enough that their weights fit a byte, so that many are added at once.
    const FEW: usize = 127;
    fn sum(utf8: &[u8], weight: impl Fn(u8) -> u8) -> usize {
        let few = |bytes: &[u8]| bytes.iter().map(|b| weight(*b)).fold(0, u8::wrapping_add);
        utf8.chunks(FEW).map(|bytes| usize::from(few(bytes))).sum()
    }
    // Continuation bytes are 10xxxxxx; four-byte characters begin with 11110xxx.
    let begins = |b: u8| u8::from(b & 0xc0 != 0x80);
    match unit {
        OffsetUnit::Bytes => utf8.len(),
        OffsetUnit::CodePoints => sum(utf8, begins),
        OffsetUnit::Utf16 => sum(utf8, |b| begins(b) + u8::from(b >= 0xf0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const UNITS: [OffsetUnit; 3] = [OffsetUnit::Bytes, OffsetUnit::CodePoints, OffsetUnit::Utf16];

    /// What a language counts that knows nothing of bytes.
    fn naive(text: &str, unit: OffsetUnit) -> usize {
        match unit {
            OffsetUnit::Bytes => text.len(),
            OffsetUnit::CodePoints => text.chars().count(),
            OffsetUnit::Utf16 => text.encode_utf16().count(),
        }
    }

    /// One, two, three and four bytes, combining marks, and both line ends.
    fn texts() -> impl Strategy<Value = String> {
        "[a\u{e9}\u{301}公Ａ\u{20bb7}\u{1f600}\u{fe0f}\r\n]{0,300}"
    }

    #[test]
    fn four_byte_characters_are_two_units_of_utf16() {
        let text = "𠮷e\u{301}😀\r\n省";
        let at = |unit| Walker::new(text, unit).to_unit(text.find('省').unwrap_or(0));
        // 𠮷 4 bytes, e 1, the accent 2, 😀 4, CR and LF.
        assert_eq!(UNITS.map(at), [13, 6, 8]);
        // The second half of 𠮷 is no place, and asking for it does no harm.
        let mut walker = Walker::new(text, OffsetUnit::Utf16);
        assert_eq!(walker.to_bytes(8), Some(13));
        assert_eq!(walker.to_bytes(1), None);
        assert_eq!(walker.to_bytes(5), None);
        assert_eq!(walker.to_bytes(4), Some(7));
        assert_eq!(walker.to_bytes(10), None);
        assert_eq!(walker.to_unit(13), 8);
    }

    #[test]
    fn ranges_of_callers_are_looked_at() {
        let range = |start, end| {
            let mut walker = Walker::new("𠮷省", OffsetUnit::Utf16);
            let found = walker.to_range(Range { start, end });
            found.map(|r| (r.start(), r.end()))
        };
        assert_eq!(range(2, 3), Some((4, 7)));
        assert_eq!(range(0, 0), Some((0, 0)));
        assert_eq!([range(1, 2), range(3, 2), range(2, 4)], [None; 3]);
    }

    proptest! {
        #[test]
        fn counts_as_naive_counting_does(text in texts(), asked in prop::collection::vec(0usize..1300, 0..12)) {
            for unit in UNITS {
                // One walker, asked in any order.
                let mut walker = Walker::new(&text, unit);
                for at in &asked {
                    let at = (0..=(*at).min(text.len())).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
                    let before = text.split_at(at).0;
                    prop_assert_eq!(walker.to_unit(at), naive(before, unit));
                }
            }
        }

        #[test]
        fn there_and_back(text in texts(), asked in prop::collection::vec(0usize..1300, 0..12)) {
            for unit in UNITS {
                let (mut there, mut back) = (Walker::new(&text, unit), Walker::new(&text, unit));
                for at in &asked {
                    match back.to_bytes(*at) {
                        Some(byte) => {
                            prop_assert!(text.is_char_boundary(byte));
                            prop_assert_eq!(there.to_unit(byte), *at);
                            prop_assert_eq!(naive(text.split_at(byte).0, unit), *at);
                        }
                        // Past the end, or inside a character.
                        None => prop_assert!(text.char_indices().all(|(n, _)| naive(text.split_at(n).0, unit) != *at)),
                    }
                }
                for (byte, _) in text.char_indices() {
                    let place = there.to_unit(byte);
                    prop_assert_eq!(back.to_bytes(place), Some(byte));
                }
            }
        }
    }
}
