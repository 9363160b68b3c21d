use gongkai::finding::{CellRef, TextRange};
use gongkai::item::{Block, BlockKind, Document};

use super::{Anchoring, FileKind, Read, info_of};
use crate::decode::Decoded;

/// A field of a CSV file: where it stands without its quotes, and whether quotes stand doubled
/// inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) range: TextRange,
    pub(crate) escaped: bool,
}

impl Field {
    /// The value.
    pub(crate) fn value(self, text: &str) -> String {
        let raw = self.range.slice(text);
        if self.escaped {
            raw.replace("\"\"", "\"")
        } else {
            raw.to_owned()
        }
    }
}

/// The delimiter of a CSV text: the one of `,`, `;`, tab and `|` that most evenly divides its
/// first lines.
pub(crate) fn delimiter(name: &str, text: &str) -> u8 {
    if name.to_ascii_lowercase().ends_with(".tsv") {
        return b'\t';
    }
    let mut best = (0, b',');
    for candidate in [b',', b'\t', b';', b'|'] {
        let mut counts: Vec<usize> = Vec::new();
        for record in records(text, candidate).take(20) {
            if record.len() > 1 || record.iter().any(|f| !f.range.is_empty()) {
                counts.push(record.len());
            }
        }
        let Some(most) = counts.iter().copied().max().filter(|n| *n > 1) else {
            continue;
        };
        let score = counts.iter().filter(|n| **n == most).count() * 1000 + most.min(999);
        if score > best.0 {
            best = (score, candidate);
        }
    }
    best.1
}

/// The records of a CSV text, with the place of each field: a quoted field may hold line
/// breaks and doubled quotes; a quote inside an unquoted field is an ordinary character.
pub(crate) fn records(text: &str, delimiter: u8) -> Records<'_> {
    Records {
        text,
        at: 0,
        delimiter,
        done: text.is_empty(),
    }
}

pub(crate) struct Records<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
    done: bool,
}

impl Iterator for Records<'_> {
    type Item = Vec<Field>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let mut record = Vec::new();
        loop {
            let (field, end) = self.field();
            record.push(field);
            match end {
                End::Field => {}
                End::Record => {
                    self.done = self.at >= self.text.len();
                    return Some(record);
                }
                End::Text => {
                    self.done = true;
                    return Some(record);
                }
            }
        }
    }
}

enum End {
    Field,
    Record,
    Text,
}

impl Records<'_> {
    fn field(&mut self) -> (Field, End) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        if bytes.get(start) == Some(&b'"')
            && let Some((field, at)) = self.quoted(start + 1)
        {
            self.at = at;
            // Whatever stands between the closing quote and the delimiter is skipped.
            let (_, end) = self.bare();
            return (field, end);
        }
        let (range, end) = self.bare();
        (
            Field {
                range,
                escaped: false,
            },
            end,
        )
    }

    /// A quoted field from after its opening quote, and the place after the closing one;
    /// `None` when it is never closed: then the quote is an ordinary character, so that one
    /// stray quote does not swallow the rest of the file.
    fn quoted(&self, start: usize) -> Option<(Field, usize)> {
        let rest = self.text.as_bytes();
        let mut escaped = false;
        let mut from = start;
        loop {
            let quote = from + memchr::memchr(b'"', rest.get(from..)?)?;
            if rest.get(quote + 1) == Some(&b'"') {
                escaped = true;
                from = quote + 2;
            } else {
                let range = TextRange::at(start, quote);
                return Some((Field { range, escaped }, quote + 1));
            }
        }
    }

    fn bare(&mut self) -> (TextRange, End) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let rest = bytes.get(start..).unwrap_or_default();
        let Some(n) = memchr::memchr3(self.delimiter, b'\n', b'\r', rest) else {
            self.at = bytes.len();
            return (TextRange::at(start, bytes.len()), End::Text);
        };
        let at = start + n;
        let range = TextRange::at(start, at);
        self.at = at + 1;
        match bytes.get(at) {
            Some(b'\r') => {
                if bytes.get(at + 1) == Some(&b'\n') {
                    self.at = at + 2;
                }
                (range, End::Record)
            }
            Some(b'\n') => (range, End::Record),
            _ => (range, End::Field),
        }
    }
}

/// Cells as blocks; their table has no name, since the file is one table.
pub(super) fn read(name: &str, decoded: Decoded) -> Read {
    let info = info_of(FileKind::Csv, &decoded, Anchoring::File);
    let text = decoded.text;
    let delimiter = delimiter(name, &text);
    let mut blocks = Vec::new();
    for (row, record) in (1_u32..).zip(records(&text, delimiter)) {
        for (column, field) in (1_u32..).zip(record) {
            let raw = field.range.slice(&text);
            let inner = raw.trim();
            if inner.is_empty() {
                continue;
            }
            let start = field.range.start() as usize + (raw.len() - raw.trim_start().len());
            let range = TextRange::at(start, start + inner.len());
            let cell = CellRef {
                table: String::new(),
                row,
                column,
            };
            blocks.push(Block {
                range,
                kind: BlockKind::Cell {
                    cell,
                    hidden: false,
                },
            });
        }
    }
    blocks.shrink_to_fit();
    Read {
        document: Document::with_blocks(text, blocks),
        info,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        records(text, delimiter)
            .map(|r| r.into_iter().map(|f| f.value(text)).collect())
            .collect()
    }

    #[test]
    fn quotes_breaks_and_ragged_rows() {
        let text = "标题,日期\r\n\"关于\"\"一件事\"\"的\n公告\",2024-01-01\n只有一格\n";
        assert_eq!(
            values(text, b','),
            [
                vec!["标题", "日期"],
                vec!["关于\"一件事\"的\n公告", "2024-01-01"],
                vec!["只有一格"],
            ]
        );
    }

    #[test]
    fn an_unclosed_quote_swallows_nothing() {
        assert_eq!(
            values("a,\"b\nc,d\n", b','),
            [vec!["a", "\"b"], vec!["c", "d"]]
        );
    }

    #[test]
    fn delimiters_are_found_out() {
        assert_eq!(delimiter("a.csv", "标题;日期\n公告;2024,1\n"), b';');
        assert_eq!(delimiter("a.csv", "标题\t日期\n公告\t2024\n"), b'\t');
        assert_eq!(delimiter("a.csv", "标题\n公告\n"), b',');
    }

    proptest! {
        /// Against the `csv` crate, on what a correct writer writes.
        #[test]
        fn reads_what_a_writer_wrote(rows in prop::collection::vec(prop::collection::vec("[a\"中,\n\r ]{0,6}", 2..4), 0..6)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(values(&text, b','), rows);
        }
    }
}
