use std::fmt::Write as _;

use gongkai::finding::{CellRef, TextRange};
use gongkai::item::{Block, BlockKind, Document};
use serde::de::IgnoredAny;

use super::{Anchoring, FileKind, Read, info_of};
use crate::decode::Decoded;
use crate::error::FormatError;

/// Whether a text is JSON.
pub(crate) fn check(text: &str) -> Result<(), FormatError> {
    serde_json::from_str::<IgnoredAny>(text)
        .map(|_| ())
        .map_err(|e| FormatError::Json {
            line: e.line(),
            column: e.column(),
            reason: reason(&e),
        })
}

/// The error's own words without the place, which is told apart.
pub(crate) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((before, _)) => before.to_owned(),
        None => text,
    }
}

/// The string values as blocks. A cell's table is the path of the value as a JSON pointer,
/// with row and column 0.
///
/// Where no value is escaped, offsets are into the file itself; a file of `\uXXXX` is
/// unescaped first, and offsets are into the text so got.
pub(super) fn read(decoded: Decoded) -> Result<Read, FormatError> {
    check(&decoded.text)?;
    let mut info = info_of(FileKind::Json, &decoded, Anchoring::File);
    let mut scanner = Scanner {
        text: &decoded.text,
        at: 0,
        stack: Vec::new(),
        values: Vec::new(),
    };
    scanner.run();
    let values = scanner.values;
    let escaped = values
        .iter()
        .any(|v| v.range.slice(&decoded.text).contains("\\u"));
    if !escaped {
        let blocks = values
            .into_iter()
            .filter(|v| !v.range.is_empty())
            .map(|v| Block {
                range: v.range,
                kind: kind(v.pointer),
            })
            .collect();
        return Ok(Read {
            document: Document::with_blocks(decoded.text, blocks),
            info,
        });
    }
    info.anchoring = Anchoring::Extracted;
    let mut text = String::with_capacity(decoded.text.len() / 2);
    let mut blocks = Vec::new();
    for value in values {
        let raw = value.range.slice(&decoded.text);
        let content: String =
            serde_json::from_str(&format!("\"{raw}\"")).unwrap_or_else(|_| raw.to_owned());
        let start = text.len();
        text.push_str(&content);
        if text.len() > start {
            let range = TextRange::at(start, text.len());
            blocks.push(Block {
                range,
                kind: kind(value.pointer),
            });
        }
        text.push('\n');
    }
    Ok(Read {
        document: Document::with_blocks(text, blocks),
        info,
    })
}

/// The title of a document that is one object is its title; everything else is a cell.
fn kind(pointer: String) -> BlockKind {
    if matches!(pointer.as_str(), "/title" | "/标题") {
        return BlockKind::Title;
    }
    BlockKind::Cell {
        cell: CellRef {
            table: pointer,
            row: 0,
            column: 0,
        },
        hidden: false,
    }
}

/// A string value: its place without the quotes, and its path.
struct Value {
    range: TextRange,
    pointer: String,
}

enum Level {
    Array(usize),
    Object(String),
}

/// Walks over valid JSON and notes its string values.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    stack: Vec<Level>,
    values: Vec<Value>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        // Whether the next string of the object on top is a key.
        let mut key_next = false;
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'{' => {
                    self.stack.push(Level::Object(String::new()));
                    key_next = true;
                    self.at += 1;
                }
                b'[' => {
                    self.stack.push(Level::Array(0));
                    key_next = false;
                    self.at += 1;
                }
                b'}' | b']' => {
                    self.stack.pop();
                    key_next = false;
                    self.at += 1;
                }
                b',' => {
                    match self.stack.last_mut() {
                        Some(Level::Array(n)) => *n += 1,
                        Some(Level::Object(_)) => key_next = true,
                        None => {}
                    }
                    self.at += 1;
                }
                b'"' => {
                    let range = self.string();
                    if key_next {
                        if let Some(Level::Object(key)) = self.stack.last_mut() {
                            range.slice(self.text).clone_into(key);
                        }
                        key_next = false;
                    } else {
                        let pointer = self.pointer();
                        self.values.push(Value { range, pointer });
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    /// From the opening quote to past the closing one.
    fn string(&mut self) -> TextRange {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut at = start;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            match memchr::memchr2(b'"', b'\\', rest) {
                Some(n) if rest.get(n) == Some(&b'\\') => at += n + 2,
                Some(n) => {
                    self.at = at + n + 1;
                    return TextRange::at(start, at + n);
                }
                None => {
                    self.at = bytes.len();
                    return TextRange::at(start, bytes.len());
                }
            }
        }
    }

    fn pointer(&self) -> String {
        let mut out = String::new();
        for level in &self.stack {
            let _ = match level {
                Level::Array(n) => write!(out, "/{n}"),
                Level::Object(key) => write!(out, "/{}", key.replace('~', "~0").replace('/', "~1")),
            };
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::decode;

    fn cells(text: &str) -> (Anchoring, Vec<(String, String)>) {
        let read = read(decode(text.as_bytes()).unwrap()).unwrap();
        let text = read.document.text();
        let cell = |b: &Block| match &b.kind {
            BlockKind::Cell { cell, .. } => (cell.table.clone(), b.range.slice(text).to_owned()),
            _ => ("title".to_owned(), b.range.slice(text).to_owned()),
        };
        (
            read.info.anchoring,
            read.document.blocks().iter().map(cell).collect(),
        )
    }

    #[test]
    fn values_have_their_path() {
        let (anchoring, found) =
            cells(r#"{"title": "甲", "items": [{"a/b": "乙", "n": 1}, ["丙\"", "丁"]]}"#);
        assert_eq!(anchoring, Anchoring::File);
        let want = [
            ("title", "甲"),
            ("/items/0/a~1b", "乙"),
            ("/items/1/0", "丙\\\""),
            ("/items/1/1", "丁"),
        ];
        assert_eq!(found, want.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }

    #[test]
    fn escaped_text_is_unescaped() {
        let (anchoring, found) = cells(r#"["\u516c\u5f00", "\ud83d\ude00"]"#);
        assert_eq!(anchoring, Anchoring::Extracted);
        assert_eq!(
            found,
            [
                ("/0".to_owned(), "公开".to_owned()),
                ("/1".to_owned(), "😀".to_owned())
            ]
        );
    }

    #[test]
    fn an_error_tells_line_and_column() {
        let error = read(decode(b"{\n\"a\": }").unwrap()).unwrap_err();
        assert!(
            matches!(
                error,
                FormatError::Json {
                    line: 2,
                    column: 6,
                    ..
                }
            ),
            "{error}"
        );
    }
}
