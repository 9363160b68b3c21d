use gongkai::finding::{CellRef, TextRange};
use gongkai::item::{Block, BlockKind, Document};

/// Puts together the text taken out of a file, with its blocks and tables.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    /// Where the stretch began that is not yet a block.
    line: usize,
    tables: Vec<OpenTable>,
    /// How many tables were begun.
    count: u32,
    /// Every cell of every table, when somebody wants the tables themselves.
    pub(crate) cells: Option<Vec<TableCell>>,
}

/// A cell as a table has it, layout or not.
#[derive(Debug)]
pub(crate) struct TableCell {
    pub(crate) table: u32,
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) hidden: bool,
    pub(crate) text: String,
}

#[derive(Debug, Default)]
struct OpenTable {
    number: u32,
    row: u32,
    column: u32,
    cell: Option<OpenCell>,
    /// Columns that cells of earlier rows reach down into: column, rows left.
    spans: Vec<(u32, u32)>,
}

#[derive(Debug)]
struct OpenCell {
    start: usize,
    blocks: usize,
    row: u32,
    column: u32,
    width: u32,
    height: u32,
    hidden: bool,
    nested: bool,
}

/// A cell longer than this with several paragraphs is a piece of page layout.
const LAYOUT_CELL: usize = 900;
/// More columns than any sheet has: a span that says more is not believed.
const MAX_SPAN: u32 = 1000;

impl Builder {
    /// Ends the stretch since the last block as one of `kind`; a blank one is none.
    pub(crate) fn end_block(&mut self, kind: BlockKind) {
        let range = self.trimmed(self.line);
        if let Some(range) = range {
            self.blocks.push(Block { range, kind });
        }
        self.break_line();
        self.line = self.text.len();
    }

    /// What was written since `start`, without white space at its ends.
    fn trimmed(&self, start: usize) -> Option<TextRange> {
        let piece = self.text.get(start..)?;
        let inner = piece.trim();
        let from = start + (piece.len() - piece.trim_start().len());
        (!inner.is_empty()).then(|| TextRange::at(from, from + inner.len()))
    }

    /// Goes to a new line unless at the start of one.
    pub(crate) fn break_line(&mut self) {
        let end = self.text.trim_end_matches([' ', '\t']).len();
        if end >= self.floor() {
            self.text.truncate(end);
        }
        let cell = self.tables.last().and_then(|t| t.cell.as_ref());
        let at_start = cell.map_or(0, |c| c.start) == self.text.len();
        if !at_start && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// What stands before is settled and may not be cut.
    fn floor(&self) -> usize {
        let cell = self
            .tables
            .last()
            .and_then(|t| t.cell.as_ref())
            .map_or(0, |c| c.start);
        let block = self.blocks.last().map_or(0, |b| b.range.end() as usize);
        cell.max(block)
    }

    /// Whether a cell is open.
    pub(crate) fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|t| t.cell.is_some())
    }

    pub(crate) fn begin_table(&mut self) {
        if let Some(cell) = self.tables.last_mut().and_then(|t| t.cell.as_mut()) {
            cell.nested = true;
        }
        // What stood before, in an outer cell too, is a paragraph of its own.
        self.end_block(BlockKind::Paragraph);
        self.count += 1;
        self.tables.push(OpenTable {
            number: self.count,
            ..OpenTable::default()
        });
    }

    pub(crate) fn begin_row(&mut self) {
        self.end_cell();
        self.break_line();
        self.line = self.text.len();
        if let Some(table) = self.tables.last_mut() {
            table.row += 1;
            table.column = 0;
            table.spans.retain_mut(|(_, rows)| {
                *rows = rows.saturating_sub(1);
                *rows > 0
            });
        }
    }

    pub(crate) fn begin_cell(&mut self, width: u32, height: u32, hidden: bool) {
        self.end_cell();
        let end = self.text.len();
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if table.row == 0 {
            table.row = 1;
        }
        let width = width.clamp(1, MAX_SPAN);
        let mut column = table.column + 1;
        while table.spans.iter().any(|(c, _)| *c == column) {
            column += 1;
        }
        if height > 1 && table.spans.len() < MAX_SPAN as usize {
            // Counted down at the start of each later row.
            table
                .spans
                .extend((column..column + width).map(|c| (c, height)));
        }
        table.column = column + width - 1;
        table.cell = Some(OpenCell {
            start: end,
            blocks: self.blocks.len(),
            row: table.row,
            column,
            width,
            height,
            hidden,
            nested: false,
        });
        self.line = end;
    }

    pub(crate) fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let Some(cell) = table.cell.take() else {
            return;
        };
        let number = table.number;
        if let Some(cells) = &mut self.cells {
            cells.push(TableCell {
                table: number,
                row: cell.row,
                column: cell.column,
                width: cell.width,
                height: cell.height,
                hidden: cell.hidden,
                text: self.text.get(cell.start..).unwrap_or("").trim().to_owned(),
            });
        }
        let Some(range) = self.trimmed(cell.start) else {
            self.text.truncate(cell.start);
            self.line = self.text.len();
            return;
        };
        let length = range.len() as usize;
        let content = range.slice(&self.text);
        let layout = cell.nested || (length > LAYOUT_CELL && content.matches('\n').count() >= 3);
        self.text.truncate(range.end() as usize);
        if layout {
            if cell.nested {
                if let Some(range) = self.trimmed(self.line) {
                    self.blocks.push(Block {
                        range,
                        kind: BlockKind::Paragraph,
                    });
                }
            } else {
                self.blocks.truncate(cell.blocks);
                self.paragraphs(range);
            }
            self.text.push('\n');
        } else {
            self.blocks.retain(|b| {
                (b.range.start() as usize) < cell.start || b.kind == BlockKind::Metadata
            });
            let cell_ref = CellRef {
                table: number.to_string(),
                row: cell.row,
                column: cell.column,
            };
            self.blocks.push(Block {
                range,
                kind: BlockKind::Cell {
                    cell: cell_ref,
                    hidden: cell.hidden,
                },
            });
            self.text.push('\t');
        }
        self.line = self.text.len();
    }

    /// Each line of a range as a paragraph.
    fn paragraphs(&mut self, range: TextRange) {
        let mut at = range.start() as usize;
        for line in range.slice(&self.text).split_inclusive('\n') {
            let inner = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            if !inner.is_empty() {
                let range = TextRange::at(start, start + inner.len());
                self.blocks.push(Block {
                    range,
                    kind: BlockKind::Paragraph,
                });
            }
        }
    }

    pub(crate) fn end_table(&mut self) {
        self.end_cell();
        self.tables.pop();
        self.break_line();
        self.line = self.text.len();
    }

    /// Takes back what was written since the text was `start` long and had `blocks` blocks,
    /// unless a cell began since.
    pub(crate) fn cut(&mut self, start: usize, blocks: usize) {
        let cell = self
            .tables
            .last()
            .and_then(|t| t.cell.as_ref())
            .map_or(0, |c| c.start);
        if start < cell || start > self.text.len() {
            return;
        }
        self.text.truncate(start);
        self.blocks.truncate(blocks);
        self.line = self.line.min(start);
        if !self.in_cell() {
            self.end_block(BlockKind::Paragraph);
        }
    }

    /// A line that is not the document itself.
    pub(crate) fn metadata(&mut self, content: &str) {
        let content = content.trim();
        if content.is_empty() {
            return;
        }
        self.break_line();
        self.line = self.text.len();
        self.text.push_str(content);
        self.end_block(BlockKind::Metadata);
    }

    pub(crate) fn finish(mut self) -> Document {
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.end_block(BlockKind::Paragraph);
        Document::with_blocks(self.text, self.blocks)
    }
}
