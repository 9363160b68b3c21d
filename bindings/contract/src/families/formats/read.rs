//! Files into documents, lists and tables.

use chrono::NaiveDate;
use gongkai::finding::CellRef;
use gongkai::item::Item;
use gongkai::law::Lang;
use gongkai_formats::decode::decode as decode_bytes;
use gongkai_formats::items::{IssueKind, read_items};
use gongkai_formats::read::{Anchoring, FileKind, FormatProblem, Info, Read, read as read_file};
use gongkai_formats::table::{Cell, read_table};
use serde::Serialize;

use crate::base64;
use crate::context::Context;
use crate::families::check::Block;
use crate::fault::Fault;
use crate::offsets::{OffsetUnit, Range, Walker};
use crate::operation::{requests, responses};

requests! {
    /// A file.
    pub(crate) OfFile as "formats.FileRequest" {
        /// Its name: the ending helps to tell what it is.
        name: String,
        /// Its bytes, as base64.
        content_base64: String,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
    /// The bytes of a text.
    pub(crate) Bytes as "formats.DecodeRequest" {
        /// The bytes, as base64.
        content_base64: String,
    }
}

responses! {
    /// What is known of a file besides its text (文件信息).
    pub(crate) FileInfo as "formats.FileInfo" {
        /// What kind of file it is.
        kind: Kind,
        /// The encoding, as in `GB18030`; none for DOCX and XLSX.
        encoding: Option<&'static str>,
        /// Whether it opened with a byte order mark.
        bom: bool,
        /// How many damaged places were replaced by U+FFFD.
        replaced: u32,
        /// Whether the text is the file itself, so that places and fixes are the file's own; or
        /// was taken out of it.
        is_file: bool,
        /// Names and values: a page's `<title>`, a document's properties.
        metadata: Vec<Named>,
        /// What of it could not be read while the rest was.
        problems: Vec<String>,
    }
    /// A name with its value.
    pub(crate) Named as "formats.NamedValue" {
        /// The name.
        name: String,
        /// The value.
        value: String,
    }
    /// A file that was read.
    pub(crate) FileRead as "formats.FileRead" {
        /// What is known of the file.
        info: FileInfo,
        /// The text that a reader of it reads.
        text: String,
        /// What its stretches are.
        blocks: Vec<Block>,
        /// Where its title stands.
        title: Option<Range>,
    }
    /// A text with the encoding it was in.
    pub(crate) Decoded as "formats.Decoded" {
        /// The text, without the byte order mark.
        text: String,
        /// The encoding, as in `GB18030`.
        encoding: &'static str,
        /// Whether it opened with a byte order mark.
        bom: bool,
        /// How many damaged places were replaced by U+FFFD.
        replaced: u32,
    }
    /// A list of published information (清单).
    pub(crate) ItemList as "formats.ItemList" {
        /// The items, in the order of the list.
        items: Vec<Item>,
        /// Where each came from.
        rows: Vec<Row>,
        /// What did not fit.
        issues: Vec<Issue>,
        /// What of the file could not be read.
        problems: Vec<String>,
    }
    /// The row that an item came from.
    pub(crate) Row as "formats.Row" {
        /// The sheet's name, the number of the table in a page, nothing for CSV, or the path of
        /// the object in JSON.
        table: String,
        /// The row, from 1; 0 in JSON.
        row: u32,
    }
    /// Something in a list that did not fit.
    pub(crate) Issue as "formats.Issue" {
        /// The cell.
        cell: CellRef,
        /// The head of its column, as written.
        head: String,
        /// What stands there.
        value: String,
        /// What is wrong with it.
        kind: IssueName,
        /// The same in words.
        message: String,
    }
    /// The tables of a file.
    pub(crate) Tables as "formats.Tables" {
        /// In their order; those without a cell are left out.
        tables: Vec<Table>,
        /// What of the file could not be read.
        problems: Vec<String>,
    }
    /// A table or sheet.
    pub(crate) Table as "formats.Table" {
        /// The sheet's name, the number of the table in a page, or nothing for CSV.
        name: String,
        /// Whether it is a hidden sheet.
        hidden: bool,
        /// Its rows from the first.
        rows: Vec<Vec<CellRead>>,
    }
    /// A cell.
    pub(crate) CellRead as "formats.Cell" {
        /// What it shows.
        text: String,
        /// The day, where a spreadsheet's format makes it one.
        date: Option<NaiveDate>,
        /// Whether its row, column or sheet is hidden.
        hidden: bool,
        /// Whether the value is that of a merged cell that begins elsewhere.
        merged: bool,
    }
}

/// What kind of file it is (文件类型).
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.FileKind"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// A Word document.
    Docx,
    /// An Excel workbook.
    Xlsx,
    /// A table with commas, semicolons or tabs.
    Csv,
    /// JSON.
    Json,
}

/// What does not fit in a list.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.IssueKind"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum IssueName {
    /// Not a date, or one that does not exist; the item has none then.
    Date,
    /// Not a mode of disclosure; the item has none then.
    Mode,
    /// A row with other values has no title; it is left out.
    NoTitle,
    /// An entry of a JSON list is not an object; it is left out.
    NotAnObject,
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn said(problems: &[FormatProblem], lang: Option<Lang>) -> Vec<String> {
    let say = |p: &FormatProblem| match lang.unwrap_or(Lang::Zh) {
        Lang::Zh => p.zh.clone(),
        Lang::En => p.en.clone(),
    };
    problems.iter().map(say).collect()
}

impl FileInfo {
    pub(super) fn of(info: &Info, lang: Option<Lang>) -> Self {
        let named = |(name, value): &(String, String)| Named {
            name: name.clone(),
            value: value.clone(),
        };
        Self {
            kind: match info.kind {
                FileKind::Markdown => Kind::Markdown,
                FileKind::Html => Kind::Html,
                FileKind::Docx => Kind::Docx,
                FileKind::Xlsx => Kind::Xlsx,
                FileKind::Csv => Kind::Csv,
                FileKind::Json => Kind::Json,
                _ => Kind::Text,
            },
            encoding: info.encoding.map(gongkai_formats::decode::Encoding::name),
            bom: info.bom,
            replaced: count(info.replaced),
            is_file: info.anchoring == Anchoring::File,
            metadata: info.metadata.iter().map(named).collect(),
            problems: said(&info.problems, lang),
        }
    }
}

impl FileRead {
    pub(super) fn of(file: &Read, lang: Option<Lang>, unit: OffsetUnit) -> Self {
        let document = &file.document;
        let mut walker = Walker::new(document.text(), unit);
        let blocks = document.blocks().iter();
        Self {
            info: FileInfo::of(&file.info, lang),
            blocks: blocks.filter_map(|b| Block::of(b, &mut walker)).collect(),
            title: document.title_range().map(|r| walker.range(r)),
            text: document.text().to_owned(),
        }
    }
}

pub(super) fn bytes(content: &str) -> Result<Vec<u8>, Fault> {
    base64::decode(content, "/content_base64")
}

pub(super) fn read(request: &OfFile, context: Context) -> Result<FileRead, Fault> {
    let file = read_file(&request.name, &bytes(&request.content_base64)?)?;
    Ok(FileRead::of(&file, request.lang, context.unit))
}

pub(super) fn decode(request: &Bytes, _: Context) -> Result<Decoded, Fault> {
    let found = decode_bytes(&bytes(&request.content_base64)?)?;
    Ok(Decoded {
        encoding: found.encoding.name(),
        bom: found.bom,
        replaced: count(found.replaced),
        text: found.text,
    })
}

pub(super) fn items(request: &OfFile, _: Context) -> Result<ItemList, Fault> {
    let list = read_items(&request.name, &bytes(&request.content_base64)?)?;
    let lang = request.lang.unwrap_or(Lang::Zh);
    let rows = list.rows.iter().map(|r| Row {
        table: r.table.clone(),
        row: r.row,
    });
    let issues = list.issues.iter().map(|issue| Issue {
        cell: issue.cell.clone(),
        head: issue.head.clone(),
        value: issue.value.clone(),
        kind: match issue.kind {
            IssueKind::Mode => IssueName::Mode,
            IssueKind::NoTitle => IssueName::NoTitle,
            IssueKind::NotAnObject => IssueName::NotAnObject,
            _ => IssueName::Date,
        },
        message: issue.message(lang),
    });
    Ok(ItemList {
        rows: rows.collect(),
        issues: issues.collect(),
        problems: said(&list.problems, request.lang),
        items: list.items,
    })
}

pub(super) fn tables(request: &OfFile, _: Context) -> Result<Tables, Fault> {
    let found = read_table(&request.name, &bytes(&request.content_base64)?)?;
    let cell = |cell: Cell| CellRead {
        text: cell.text,
        date: cell.date,
        hidden: cell.hidden,
        merged: cell.merged,
    };
    let table = |table: gongkai_formats::table::Table| Table {
        name: table.name,
        hidden: table.hidden,
        rows: table
            .rows
            .into_iter()
            .map(|row| row.into_iter().map(cell).collect())
            .collect(),
    };
    Ok(Tables {
        problems: said(&found.problems, request.lang),
        tables: found.tables.into_iter().map(table).collect(),
    })
}
