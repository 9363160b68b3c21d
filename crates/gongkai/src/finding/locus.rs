use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a text; both ends lie on character boundaries (位置).
///
/// At 32 bits a text may hold 4 GiB; longer ones are refused where they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.TextRange"))]
pub struct TextRange {
    start: u32,
    end: u32,
}

impl TextRange {
    /// The range from `start` to `end`, in bytes; an `end` before `start` gives an empty range.
    pub fn new(start: u32, end: u32) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The range from positions in a `&str`; positions past 4 GiB are cut off there.
    pub fn at(start: usize, end: usize) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self::new(clip(start), clip(end))
    }

    /// First byte.
    pub fn start(self) -> u32 {
        self.start
    }

    /// The byte after the last.
    pub fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The part of `text` in this range; empty when the range does not fit the text.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A cell of a table or sheet (单元格), or a value of a JSON file.
///
/// A value of JSON has its JSON pointer, as in `/items/3/title`, in the place of the table's
/// name, and row and column 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.CellRef"))]
pub struct CellRef {
    /// The sheet's name, or the number of the table in the document, from 1.
    pub table: String,
    /// Row, from 1 as spreadsheets count; 0 for a value of JSON.
    pub row: u32,
    /// Column, from 1; 0 for a value of JSON.
    pub column: u32,
}

impl CellRef {
    /// The name that a spreadsheet shows, as in `B3`. Meant for cells: a column 0 gives no
    /// letters.
    ///
    /// ```
    /// use gongkai::finding::CellRef;
    /// let cell = |row, column| CellRef { table: "Sheet1".into(), row, column }.a1();
    /// assert_eq!((cell(3, 2).as_str(), cell(1, 27).as_str(), cell(10, 703).as_str()), ("B3", "AA1", "AAA10"));
    /// ```
    pub fn a1(&self) -> String {
        let mut letters = Vec::new();
        let mut n = self.column;
        while n > 0 {
            n -= 1;
            letters.push(char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
            n /= 26;
        }
        letters.reverse();
        format!("{}{}", letters.into_iter().collect::<String>(), self.row)
    }
}

/// Where a finding is (位置).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.Locus"))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Locus {
    /// A stretch of a document's text, and the cell that it lies in, if any.
    Text {
        /// The place in the decoded text.
        range: TextRange,
        /// The cell.
        cell: Option<CellRef>,
    },
    /// A field of an item in a list of items.
    Field {
        /// The item: its own id, or its number in the list, from 1.
        item: String,
        /// Place of the item in the list, from 0.
        index: u32,
        /// The field's name, as in `channel`.
        field: String,
    },
    /// Something that ought to exist under a matter.
    Matter {
        /// The matter's id.
        matter: String,
        /// The period or event it was owed for, as in `2024Q3`.
        occasion: String,
    },
    /// An event of a case file.
    Event {
        /// The case.
        case: String,
        /// The event, from 0.
        index: u32,
    },
}

impl Locus {
    /// A stretch of text outside any cell.
    pub fn text(range: TextRange) -> Self {
        Self::Text { range, cell: None }
    }

    /// The text range, for a place in a text.
    pub fn range(&self) -> Option<TextRange> {
        match self {
            Self::Text { range, .. } => Some(*range),
            _ => None,
        }
    }

    /// What of the place stays when other things are edited.
    pub(crate) fn stable_part(&self) -> String {
        match self {
            Self::Text { cell, .. } => cell.as_ref().map(|c| c.table.clone()).unwrap_or_default(),
            Self::Field { item, field, .. } => format!("{item}\u{1f}{field}"),
            Self::Matter { matter, occasion } => format!("{matter}\u{1f}{occasion}"),
            Self::Event { case, index } => format!("{case}\u{1f}{index}"),
        }
    }
}
