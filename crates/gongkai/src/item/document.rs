use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::finding::{CellRef, TextRange};

/// What a stretch of a document is (文本块种类).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "item.BlockKind"))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum BlockKind {
    /// The title of the document.
    Title,
    /// A heading, with its level from 1.
    Heading {
        /// The level, from 1.
        level: u8,
    },
    /// A paragraph.
    Paragraph,
    /// A cell of a table or sheet.
    Cell {
        /// Which cell.
        cell: CellRef,
        /// Whether it is in a hidden row, column or sheet.
        hidden: bool,
    },
    /// Something that is not the document itself: a file's properties, a comment, alt text.
    Metadata,
}

/// A stretch of a document (文本块): a title, a paragraph, a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "item.Block"))]
pub struct Block {
    /// Where it stands in the text.
    pub range: TextRange,
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
}

/// A text to be checked: what a reader of the published page would read, in its order, with
/// blocks that say what each stretch is (文本).
///
/// ```
/// use gongkai::item::Document;
/// let document = Document::plain("关于低保对象的公示\n现将名单公示如下。\n");
/// assert_eq!(document.title(), Some("关于低保对象的公示"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    text: String,
    blocks: Vec<Block>,
    date: Option<NaiveDate>,
}

impl Document {
    /// A document of which only the text is known. It has no blocks: its lines count as
    /// paragraphs, and its first line that is not blank as the title when it is short enough
    /// to be one.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            blocks: Vec::new(),
            date: None,
        }
    }

    /// A document with its blocks; blocks that do not fit the text are left out, the rest
    /// ordered.
    pub fn with_blocks(text: impl Into<String>, blocks: Vec<Block>) -> Self {
        let text = text.into();
        let fits = |b: &Block| {
            text.get(b.range.start() as usize..b.range.end() as usize)
                .is_some()
        };
        let mut blocks: Vec<Block> = blocks.into_iter().filter(fits).collect();
        blocks.sort_by_key(|b| (b.range.start(), b.range.end()));
        Self {
            text,
            blocks,
            date: None,
        }
    }

    /// The same, known to be of this date.
    pub fn dated(mut self, date: NaiveDate) -> Self {
        self.date = Some(date);
        self
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its blocks, in the order of the text; empty for a plain text.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The date it is known to be of, from outside.
    pub fn date(&self) -> Option<NaiveDate> {
        self.date
    }

    /// The block in which a place lies, in bytes of the text; `None` between blocks.
    pub fn block_at(&self, at: u32) -> Option<&Block> {
        let after = self.blocks.partition_point(|b| b.range.start() <= at);
        self.blocks
            .get(..after)?
            .iter()
            .rev()
            .take(4)
            .find(|b| at < b.range.end())
    }

    /// Its title: the block marked so, or a short first line.
    pub fn title(&self) -> Option<&str> {
        self.title_range().map(|r| r.slice(&self.text))
    }

    /// Where the title stands: the range of what [`Document::title`] gives.
    pub fn title_range(&self) -> Option<TextRange> {
        if let Some(block) = self.blocks.iter().find(|b| b.kind == BlockKind::Title) {
            return Some(block.range);
        }
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let trimmed = line.trim();
            if !trimmed.is_empty() {
                let start = at + (line.len() - line.trim_start().len());
                let ends_sentence = trimmed.ends_with(['。', '；', '，', '：', ';', ',']);
                return (trimmed.chars().count() <= 60 && !ends_sentence)
                    .then(|| TextRange::at(start, start + trimmed.len()));
            }
            at += line.len();
        }
        None
    }
}
