use std::io::BufRead;

use chrono::NaiveDate;
use gongkai::finding::{CellRef, TextRange};
use gongkai::item::{Block, BlockKind, Document};

use super::archive::{Package, Relation};
use super::docx_parts::properties;
use super::number_format::NumberFormat;
use super::xml::{Node, Xml, attribute, is_on};
use super::{Anchoring, FileKind, FormatProblem, Info, Read};
use crate::error::FormatError;

/// The last row and column that a sheet has.
const MAX_ROW: u32 = 1_048_576;
const MAX_COLUMN: u32 = 16_384;

/// Every cell of every sheet as shown, hidden sheets, rows and columns marked so; after the
/// sheets, as metadata, the notes at cells and the workbook's properties. A row is a line,
/// its cells are set apart by tabs.
pub(super) fn read(mut package: Package<'_>) -> Result<Read, FormatError> {
    let mut problems = Vec::new();
    let workbook = Workbook::open(&mut package, &mut problems)?;
    let mut text = String::new();
    let mut blocks = Vec::new();
    for sheet in &workbook.sheets {
        let mut row = 0;
        let result = workbook.cells(&mut package, sheet, |cell| {
            if cell.row != row {
                if text.ends_with('\t') {
                    text.pop();
                }
                if !text.is_empty() {
                    text.push('\n');
                }
                row = cell.row;
            }
            let start = text.len();
            text.push_str(cell.text.trim());
            let range = TextRange::at(start, text.len());
            let place = CellRef {
                table: sheet.name.clone(),
                row: cell.row,
                column: cell.column,
            };
            let kind = BlockKind::Cell {
                cell: place,
                hidden: cell.hidden,
            };
            blocks.push(Block { range, kind });
            text.push('\t');
        });
        if text.ends_with('\t') {
            text.pop();
        }
        if let Err(error) = result {
            problems.push(FormatProblem::from(&error));
        }
    }
    let mut aside = Vec::new();
    for sheet in &workbook.sheets {
        if let Err(error) = notes(&mut package, sheet, &mut aside) {
            problems.push(FormatProblem::from(&error));
        }
    }
    let metadata = properties(&mut package, &mut problems);
    for value in aside.iter().chain(metadata.iter().map(|(_, value)| value)) {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(value.trim());
        blocks.push(Block {
            range: TextRange::at(start, text.len()),
            kind: BlockKind::Metadata,
        });
    }
    let info = Info {
        kind: FileKind::Xlsx,
        encoding: None,
        bom: false,
        replaced: 0,
        anchoring: Anchoring::Extracted,
        metadata,
        problems,
    };
    Ok(Read {
        document: Document::with_blocks(text, blocks),
        info,
    })
}

/// A cell that shows something.
pub(crate) struct SheetCell {
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) text: String,
    /// The day, where its format makes it one.
    pub(crate) date: Option<NaiveDate>,
    pub(crate) hidden: bool,
}

/// Cells merged into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merge {
    pub(crate) first: (u32, u32),
    pub(crate) last: (u32, u32),
}

/// A sheet of a workbook.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    part: String,
}

/// What all sheets share.
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Sheet>,
    strings: Strings,
    formats: Vec<NumberFormat>,
    since_1904: bool,
}

impl Workbook {
    pub(crate) fn open(
        package: &mut Package<'_>,
        problems: &mut Vec<FormatProblem>,
    ) -> Result<Self, FormatError> {
        let main = package.main_part("xl/workbook.xml")?;
        let relations = package.relations(&main)?;
        let (sheets, since_1904) = sheets(package.xml(&main)?, &relations)?;
        let related = |kind: &str| relations.iter().find(|r| r.kind == kind).map(|r| &r.target);
        // Without its strings a workbook says nothing; without its styles dates are numbers.
        let strings = match related("sharedStrings").filter(|part| package.has(part)) {
            Some(part) => Strings::read(package.xml(part)?)?,
            None => Strings::default(),
        };
        let mut formats = Vec::new();
        if let Some(part) = related("styles") {
            match package.xml(part).and_then(read_formats) {
                Ok(read) => formats = read,
                Err(error) => problems.push(FormatProblem::from(&error)),
            }
        }
        Ok(Self {
            sheets,
            strings,
            formats,
            since_1904,
        })
    }

    /// Walks over the cells of a sheet in the order of the file; gives its merged cells.
    pub(crate) fn cells(
        &self,
        package: &mut Package<'_>,
        sheet: &Sheet,
        mut see: impl FnMut(SheetCell),
    ) -> Result<Vec<Merge>, FormatError> {
        let mut xml = package.xml(&sheet.part)?;
        let mut reader = SheetReader {
            book: self,
            sheet,
            hidden_columns: Vec::new(),
            row: 0,
            row_hidden: false,
            column: 0,
            cell: None,
            value: false,
        };
        let mut merges = Vec::new();
        loop {
            match xml.next()? {
                Node::Start(element) => match element.local_name().as_ref() {
                    "mergeCell" => {
                        merges.extend(attribute(&element, "ref").and_then(|r| merge(&r)));
                    }
                    name => {
                        let name = name.to_owned();
                        reader.start(&name, |key| attribute(&element, key));
                    }
                },
                Node::Text(text) => reader.text(&text),
                Node::End(name) => {
                    if let Some(cell) = reader.end(&name) {
                        see(cell);
                    }
                }
                Node::Eof => return Ok(merges),
            }
        }
    }
}

/// What of a sheet is being read.
struct SheetReader<'a> {
    book: &'a Workbook,
    sheet: &'a Sheet,
    hidden_columns: Vec<(u32, u32)>,
    row: u32,
    row_hidden: bool,
    column: u32,
    cell: Option<OpenCell>,
    /// Whether the text read is the value of the cell.
    value: bool,
}

#[derive(Default)]
struct OpenCell {
    kind: String,
    style: usize,
    raw: String,
    /// Inside the phonetic hints of a text.
    phonetic: bool,
}

impl SheetReader<'_> {
    fn start(&mut self, name: &str, get: impl Fn(&str) -> Option<String>) {
        let number = |key| get(key).and_then(|v| v.parse::<u32>().ok());
        match name {
            "col" if get("hidden").is_some_and(|v| is_on(Some(&v))) => {
                let min = number("min").unwrap_or(1);
                self.hidden_columns
                    .push((min, number("max").unwrap_or(min)));
            }
            "row" => {
                self.row = number("r").unwrap_or(self.row + 1).clamp(1, MAX_ROW);
                self.row_hidden = get("hidden").is_some_and(|v| is_on(Some(&v)));
                self.column = 0;
            }
            "c" => {
                let place = get("r").and_then(|r| place(&r));
                if let Some((row, column)) = place {
                    self.row = row;
                    self.column = column;
                } else {
                    self.column = (self.column + 1).min(MAX_COLUMN);
                }
                self.cell = Some(OpenCell {
                    kind: get("t").unwrap_or_default(),
                    style: number("s").unwrap_or(0) as usize,
                    ..OpenCell::default()
                });
            }
            "v" | "t" => self.value = true,
            "rPh" => {
                if let Some(cell) = &mut self.cell {
                    cell.phonetic = true;
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.value {
            return;
        }
        if let Some(cell) = self.cell.as_mut().filter(|c| !c.phonetic) {
            cell.raw.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Option<SheetCell> {
        match name {
            "v" | "t" => self.value = false,
            "rPh" => {
                if let Some(cell) = &mut self.cell {
                    cell.phonetic = false;
                }
            }
            "c" => {
                let cell = self.cell.take()?;
                let (text, date) = self.show(&cell);
                let column = self.column;
                let in_hidden_column = self
                    .hidden_columns
                    .iter()
                    .any(|(min, max)| (*min..=*max).contains(&column));
                return (!text.trim().is_empty()).then(|| SheetCell {
                    row: self.row.max(1),
                    column,
                    text,
                    date,
                    hidden: self.sheet.hidden || self.row_hidden || in_hidden_column,
                });
            }
            _ => {}
        }
        None
    }

    /// What the cell shows, and the day it is, if any.
    fn show(&self, cell: &OpenCell) -> (String, Option<NaiveDate>) {
        match cell.kind.as_str() {
            "s" => {
                let string = cell
                    .raw
                    .trim()
                    .parse()
                    .ok()
                    .and_then(|n| self.book.strings.get(n));
                (string.unwrap_or("").to_owned(), None)
            }
            "str" | "inlineStr" | "e" => (unescaped(&cell.raw), None),
            "b" => (
                (if cell.raw.trim() == "1" {
                    "TRUE"
                } else {
                    "FALSE"
                })
                .to_owned(),
                None,
            ),
            "d" => {
                let date = cell.raw.get(..10).and_then(|d| d.parse().ok());
                (cell.raw.clone(), date)
            }
            _ if cell.raw.is_empty() => (String::new(), None),
            _ => {
                let format = self
                    .book
                    .formats
                    .get(cell.style)
                    .copied()
                    .unwrap_or(NumberFormat::General);
                format.show(&cell.raw, self.book.since_1904)
            }
        }
    }
}

/// The strings that cells share, end to end in one text.
#[derive(Debug, Default)]
struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    fn read(mut xml: Xml<impl BufRead>) -> Result<Self, FormatError> {
        let mut strings = Self::default();
        let mut inside = false;
        let mut phonetic = false;
        let mut one = String::new();
        loop {
            match xml.next()? {
                Node::Start(element) => match element.local_name().as_ref() {
                    "si" => one.clear(),
                    "t" => inside = true,
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Node::Text(text) if inside && !phonetic => one.push_str(&text),
                Node::Text(_) => {}
                Node::End(name) => match name.as_ref() {
                    "t" => inside = false,
                    "rPh" => phonetic = false,
                    "si" => {
                        strings.text.push_str(&unescaped(&one));
                        strings.ends.push(strings.text.len());
                    }
                    _ => {}
                },
                Node::Eof => return Ok(strings),
            }
        }
    }

    fn get(&self, n: usize) -> Option<&str> {
        let end = *self.ends.get(n)?;
        let start = n
            .checked_sub(1)
            .and_then(|n| self.ends.get(n))
            .copied()
            .unwrap_or(0);
        self.text.get(start..end)
    }
}

/// `_x000D_` and the like, by which a workbook writes control characters.
fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let code = after
            .get(..5)
            .and_then(|c| c.strip_suffix('_'))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        if let Some(c) = code {
            if c != '\r' {
                out.push(c);
            }
            rest = after.get(5..).unwrap_or("");
        } else {
            out.push_str("_x");
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The sheets in order, and whether days count from 1904.
fn sheets(
    mut xml: Xml<impl BufRead>,
    relations: &[Relation],
) -> Result<(Vec<Sheet>, bool), FormatError> {
    let mut sheets = Vec::new();
    let mut since_1904 = false;
    loop {
        match xml.next()? {
            Node::Start(element) => match element.local_name().as_ref() {
                "workbookPr" => {
                    since_1904 = attribute(&element, "date1904").is_some_and(|v| is_on(Some(&v)));
                }
                "sheet" => {
                    let id = attribute(&element, "id").unwrap_or_default();
                    let target = relations
                        .iter()
                        .find(|r| r.id == id && r.kind == "worksheet")
                        .map(|r| r.target.clone());
                    let Some(part) = target else { continue };
                    let state = attribute(&element, "state").unwrap_or_default();
                    sheets.push(Sheet {
                        name: attribute(&element, "name").unwrap_or_default(),
                        hidden: matches!(state.as_str(), "hidden" | "veryHidden"),
                        part,
                    });
                }
                _ => {}
            },
            Node::Eof => return Ok((sheets, since_1904)),
            _ => {}
        }
    }
}

/// The number format of each cell style.
fn read_formats(mut xml: Xml<impl BufRead>) -> Result<Vec<NumberFormat>, FormatError> {
    let mut own: Vec<(u32, NumberFormat)> = Vec::new();
    let mut formats = Vec::new();
    let mut inside = false;
    loop {
        match xml.next()? {
            Node::Start(element) => {
                let id = attribute(&element, "numFmtId").and_then(|v| v.parse::<u32>().ok());
                match element.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&element, "formatCode").unwrap_or_default();
                        own.extend(id.map(|id| (id, NumberFormat::of_code(&code))));
                    }
                    "cellXfs" => inside = true,
                    "xf" if inside => {
                        let id = id.unwrap_or(0);
                        let found = own.iter().find(|(own, _)| *own == id).map(|(_, f)| *f);
                        formats.push(found.unwrap_or_else(|| NumberFormat::builtin(id)));
                    }
                    _ => {}
                }
            }
            Node::End(name) if name == "cellXfs" => inside = false,
            Node::Eof => return Ok(formats),
            _ => {}
        }
    }
}

/// The notes at cells, each with its cell.
fn notes(
    package: &mut Package<'_>,
    sheet: &Sheet,
    out: &mut Vec<String>,
) -> Result<(), FormatError> {
    let relations = package.relations(&sheet.part)?;
    for relation in relations.iter().filter(|r| r.kind == "comments") {
        if !package.has(&relation.target) {
            continue;
        }
        let mut xml = package.xml(&relation.target)?;
        let mut note = String::new();
        let mut inside = false;
        loop {
            match xml.next()? {
                Node::Start(element) => match element.local_name().as_ref() {
                    "comment" => note.clear(),
                    "t" => inside = true,
                    _ => {}
                },
                Node::Text(text) if inside => note.push_str(&text),
                Node::Text(_) => {}
                Node::End(name) => match name.as_ref() {
                    "t" => inside = false,
                    "comment" if !note.trim().is_empty() => out.push(note.trim().to_owned()),
                    _ => {}
                },
                Node::Eof => break,
            }
        }
    }
    Ok(())
}

/// Row and column of `B3`, with or without `$`.
fn place(text: &str) -> Option<(u32, u32)> {
    let text = text.replace('$', "");
    let letters = text.len()
        - text
            .trim_start_matches(|c: char| c.is_ascii_alphabetic())
            .len();
    let (column, row) = text.split_at(letters);
    let mut number = 0_u32;
    for letter in column.bytes() {
        let digit = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?) + 1;
        number = number.checked_mul(26)?.checked_add(digit)?;
    }
    let row = row.parse().ok()?;
    ((1..=MAX_COLUMN).contains(&number) && (1..=MAX_ROW).contains(&row)).then_some((row, number))
}

fn merge(range: &str) -> Option<Merge> {
    let (first, last) = range.split_once(':')?;
    Some(Merge {
        first: place(first)?,
        last: place(last)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_merges() {
        assert_eq!(place("B3"), Some((3, 2)));
        assert_eq!(place("$AA$10"), Some((10, 27)));
        assert_eq!(place("XFE1"), None);
        assert_eq!(place("3"), None);
        assert_eq!(
            merge("A1:C2"),
            Some(Merge {
                first: (1, 1),
                last: (2, 3)
            })
        );
    }

    #[test]
    fn control_characters_are_unescaped() {
        assert_eq!(unescaped("甲_x000D_\n乙_x5F"), "甲\n乙_x5F");
    }
}
