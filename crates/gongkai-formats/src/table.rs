//! Tables of CSV, XLSX and HTML files as rows of cells (表格).

use chrono::NaiveDate;
use gongkai::finding::CellRef;

use crate::error::FormatError;
use crate::read::{
    FileKind, FormatProblem, Limits, Opened, delimiter, html_tables, open, records, xlsx,
};

/// The most cells that merged ones are filled into, for each table.
const MAX_FILLED: usize = 200_000;
/// The most columns that a row has; spreadsheets have no more.
const MAX_COLUMN: u32 = 16_384;
/// The most rows that a table has; spreadsheets have no more.
const MAX_ROW: u32 = 1_048_576;

/// A table or sheet (表格).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The sheet's name, the number of the table in a page from 1, or nothing for CSV: what
    /// [`CellRef::table`] says.
    pub name: String,
    /// Whether it is a hidden sheet.
    pub hidden: bool,
    /// Its rows from the first; row 1 of a spreadsheet is `rows[0]`.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table (单元格).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it shows, without white space at its ends.
    pub text: String,
    /// The day, where a spreadsheet's format makes it one.
    pub date: Option<NaiveDate>,
    /// Whether its row, column or sheet is hidden.
    pub hidden: bool,
    /// Whether the value is that of a merged cell that begins elsewhere.
    pub merged: bool,
}

impl Table {
    /// The cell of this row and column, both from 0.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.get(column)
    }

    /// How a finding points at this row and column, both from 0.
    pub fn cell_ref(&self, row: usize, column: usize) -> CellRef {
        let count = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
        CellRef {
            table: self.name.clone(),
            row: count(row),
            column: count(column),
        }
    }

    fn put(&mut self, row: u32, column: u32, cell: Cell) {
        if !(1..=MAX_ROW).contains(&row) || !(1..=MAX_COLUMN).contains(&column) {
            return;
        }
        let (row, column) = (row as usize - 1, column as usize - 1);
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = self.rows.get_mut(row) else {
            return;
        };
        if cells.len() <= column {
            cells.resize_with(column + 1, Cell::default);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
    }

    /// Fills the cells of a merged range with the value of its first.
    fn fill(&mut self, first: (u32, u32), last: (u32, u32), left: &mut usize) {
        let at = |n: u32| n as usize - 1;
        let (Some(value), rows) = (
            self.cell(at(first.0.max(1)), at(first.1.max(1))).cloned(),
            u32::try_from(self.rows.len()).unwrap_or(MAX_ROW),
        ) else {
            return;
        };
        if value.text.is_empty() {
            return;
        }
        for row in first.0..=last.0.min(rows) {
            for column in first.1..=last.1.min(MAX_COLUMN) {
                if (row, column) == first {
                    continue;
                }
                let Some(fewer) = left.checked_sub(1) else {
                    return;
                };
                *left = fewer;
                self.put(
                    row,
                    column,
                    Cell {
                        merged: true,
                        ..value.clone()
                    },
                );
            }
        }
    }
}

/// The tables of a file, with what of it could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    /// The tables in their order; tables without a cell are left out.
    pub tables: Vec<Table>,
    /// Sheets that could not be read.
    pub problems: Vec<FormatProblem>,
}

/// The tables of a CSV, XLSX or HTML file, merged cells filled.
///
/// # Errors
/// When the file cannot be read or is of a kind that has no tables.
///
/// ```
/// let page = "<table><tr><td rowspan=2>社会救助<td>低保<tr><td>特困供养</table>";
/// let read = gongkai_formats::table::read_table("a.html", page.as_bytes())?;
/// assert_eq!(read.tables[0].rows[1][0].text, "社会救助");
/// assert!(read.tables[0].rows[1][0].merged);
/// assert_eq!(read.tables[0].rows[1][1].text, "特困供养");
/// # Ok::<(), gongkai_formats::FormatError>(())
/// ```
pub fn read_table(name: &str, bytes: &[u8]) -> Result<Tables, FormatError> {
    tables_of(name, open(name, bytes, &Limits::default())?)
}

pub(crate) fn tables_of(name: &str, opened: Opened<'_>) -> Result<Tables, FormatError> {
    let mut problems = Vec::new();
    let tables = match opened {
        Opened::Xlsx(mut package) => {
            let book = xlsx::Workbook::open(&mut package, &mut problems)?;
            let mut tables = Vec::new();
            for sheet in &book.sheets {
                let mut table = Table {
                    name: sheet.name.clone(),
                    hidden: sheet.hidden,
                    rows: Vec::new(),
                };
                let merges = book.cells(&mut package, sheet, |cell| {
                    let text = cell.text.trim().to_owned();
                    let made = Cell {
                        text,
                        date: cell.date,
                        hidden: cell.hidden,
                        merged: false,
                    };
                    table.put(cell.row, cell.column, made);
                });
                let mut left = MAX_FILLED;
                match merges {
                    Ok(merges) => {
                        for merge in merges {
                            table.fill(merge.first, merge.last, &mut left);
                        }
                    }
                    Err(error) => problems.push(FormatProblem::from(&error)),
                }
                tables.push(table);
            }
            tables
        }
        Opened::Text(FileKind::Html, decoded) => html(&decoded.text),
        Opened::Text(FileKind::Csv | FileKind::Text, decoded) => {
            let delimiter = delimiter(name, &decoded.text);
            let rows = records(&decoded.text, delimiter)
                .map(|record| {
                    let cell = |text: String| Cell {
                        text,
                        ..Cell::default()
                    };
                    record
                        .into_iter()
                        .map(|f| cell(f.value(&decoded.text).trim().to_owned()))
                        .collect()
                })
                .collect();
            vec![Table {
                name: String::new(),
                hidden: false,
                rows,
            }]
        }
        Opened::Text(..) => {
            return Err(FormatError::Unsupported {
                what: "a table in JSON or Markdown",
                instead: "CSV or XLSX",
            });
        }
        Opened::Docx(_) => {
            return Err(FormatError::Unsupported {
                what: "a table in a DOCX",
                instead: "CSV or XLSX",
            });
        }
    };
    let some = |table: &Table| table.rows.iter().flatten().any(|c| !c.text.is_empty());
    Ok(Tables {
        tables: tables.into_iter().filter(some).collect(),
        problems,
    })
}

fn html(text: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut spans = Vec::new();
    for cell in html_tables(text) {
        let name = cell.table.to_string();
        let at = tables
            .iter()
            .rposition(|t| t.name == name)
            .unwrap_or_else(|| {
                tables.push(Table {
                    name,
                    hidden: false,
                    rows: Vec::new(),
                });
                tables.len() - 1
            });
        let Some(table) = tables.get_mut(at) else {
            continue;
        };
        let made = Cell {
            text: cell.text,
            hidden: cell.hidden,
            ..Cell::default()
        };
        table.put(cell.row, cell.column, made);
        if cell.width > 1 || cell.height > 1 {
            let last = (
                cell.row.saturating_add(cell.height - 1),
                cell.column.saturating_add(cell.width - 1),
            );
            spans.push((at, (cell.row, cell.column), last));
        }
    }
    let mut left = MAX_FILLED;
    for (at, first, last) in spans {
        if let Some(table) = tables.get_mut(at) {
            table.fill(first, last, &mut left);
        }
    }
    tables.sort_by_key(|t| t.name.parse::<u32>().unwrap_or(0));
    tables
}
