//! Tables out: CSV and XLSX (表格输出).
//!
//! The XLSX writer is a small one of our own: the crate for it reads the clock and starts
//! threads, and a workbook made here is the same bytes each time.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The longest text that a cell of a spreadsheet holds, in UTF-16 units.
const MAX_CELL: usize = 32_767;
/// The most rows of a sheet.
const MAX_ROWS: usize = 1_048_576;

/// A table to write (待输出表格).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// The name of the sheet; characters that a workbook forbids are replaced.
    pub name: String,
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// A value in a cell (单元格值).
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(NaiveDate),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<Option<NaiveDate>> for Value {
    fn from(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }
}

impl Value {
    fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }
}

/// The table as CSV (RFC 4180, lines ended by CR LF). With `bom` a byte order mark stands
/// first, without which Excel takes UTF-8 for GBK.
///
/// ```
/// use gongkai_formats::sheet::{Sheet, csv};
/// let sheet = Sheet { name: String::new(), heads: vec!["标题".into()], rows: vec![vec!["甲,乙".into()]] };
/// assert_eq!(csv(&sheet, false), "标题\r\n\"甲,乙\"\r\n");
/// ```
pub fn csv(sheet: &Sheet, bom: bool) -> String {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let heads = (!sheet.heads.is_empty()).then(|| sheet.heads.clone());
    let rows = sheet
        .rows
        .iter()
        .map(|row| row.iter().map(Value::text).collect());
    for record in heads.into_iter().chain(rows) {
        let record: Vec<String> = record;
        // Writing to memory does not fail.
        let _ = writer.write_record(&record);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    let mut out = String::from(if bom { "\u{feff}" } else { "" });
    out.push_str(&String::from_utf8(bytes).unwrap_or_default());
    out
}

/// The tables as a workbook: heads bold and kept in sight, days as days, columns as wide as
/// what they hold. Texts longer than a cell holds are cut, rows past the last left out.
///
/// ```
/// use gongkai_formats::sheet::{Sheet, xlsx};
/// use gongkai_formats::table::read_table;
/// let sheet = Sheet { name: "清单".into(), heads: vec!["标题".into()], rows: vec![vec!["防汛<公告>".into()]] };
/// let read = read_table("a.xlsx", &xlsx(&[sheet]))?;
/// assert_eq!(read.tables[0].name, "清单");
/// assert_eq!(read.tables[0].rows[1][0].text, "防汛<公告>");
/// # Ok::<(), gongkai_formats::FormatError>(())
/// ```
pub fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    let blank = [Sheet::default()];
    let sheets = if sheets.is_empty() {
        &blank[..]
    } else {
        sheets
    };
    let names = sheet_names(sheets);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut part = |name: &str, content: &str| {
        // Writing to memory does not fail.
        if archive.start_file(name, options).is_ok() {
            let _ = archive.write_all(content.as_bytes());
        }
    };
    part("[Content_Types].xml", &content_types(sheets.len()));
    part("_rels/.rels", RELATIONS);
    part("xl/workbook.xml", &workbook(&names));
    part(
        "xl/_rels/workbook.xml.rels",
        &workbook_relations(sheets.len()),
    );
    part("xl/styles.xml", STYLES);
    for (n, sheet) in (1..).zip(sheets) {
        part(&format!("xl/worksheets/sheet{n}.xml"), &worksheet(sheet));
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
/// Style 0 plain, 1 a day, 2 a head.
const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

fn content_types(sheets: usize) -> String {
    let mut out = format!(
        "{HEADER}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
    );
    for n in 1..=sheets {
        let _ = write!(
            out,
            "<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
    }
    out.push_str("</Types>");
    out
}

fn workbook(names: &[String]) -> String {
    let mut out = format!("{HEADER}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    for (n, name) in (1..).zip(names) {
        let _ = write!(
            out,
            "<sheet name=\"{}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>",
            xml(name)
        );
    }
    out.push_str("</sheets></workbook>");
    out
}

fn workbook_relations(sheets: usize) -> String {
    let mut out = format!("{HEADER}<Relationships xmlns=\"{PACKAGE}\">");
    for n in 1..=sheets {
        let _ = write!(
            out,
            "<Relationship Id=\"rId{n}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        );
    }
    let _ = write!(
        out,
        "<Relationship Id=\"rId{}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>",
        sheets + 1
    );
    out
}

fn worksheet(sheet: &Sheet) -> String {
    let mut out = format!("{HEADER}<worksheet xmlns=\"{MAIN}\">");
    if !sheet.heads.is_empty() {
        out.push_str("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
    }
    columns(sheet, &mut out);
    out.push_str("<sheetData>");
    let heads: Vec<Value> = sheet.heads.iter().map(|h| Value::Text(h.clone())).collect();
    let heads = (!heads.is_empty()).then_some(&heads);
    let rows = heads
        .map(|h| (h, true))
        .into_iter()
        .chain(sheet.rows.iter().map(|r| (r, false)));
    for (number, (row, head)) in (1_u32..).zip(rows.take(MAX_ROWS)) {
        let _ = write!(out, "<row r=\"{number}\">");
        for (column, value) in (1_u32..=16_384).zip(row) {
            let place = gongkai::finding::CellRef {
                table: String::new(),
                row: number,
                column,
            }
            .a1();
            cell(&place, value, head, &mut out);
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

/// The widths of the columns, by their longest text among the first rows.
fn columns(sheet: &Sheet, out: &mut String) {
    let count = sheet
        .rows
        .iter()
        .map(Vec::len)
        .max()
        .unwrap_or(0)
        .max(sheet.heads.len());
    if count == 0 {
        return;
    }
    out.push_str("<cols>");
    for n in 0..count.min(16_384) {
        let head = sheet.heads.get(n).map_or(0, |h| h.width());
        let widest = |v: &Value| {
            v.text()
                .lines()
                .map(UnicodeWidthStr::width)
                .max()
                .unwrap_or(0)
        };
        let body = sheet
            .rows
            .iter()
            .take(200)
            .filter_map(|r| r.get(n))
            .map(widest)
            .max();
        let width = head.max(body.unwrap_or(0)).clamp(8, 60) + 2;
        let at = n + 1;
        let _ = write!(
            out,
            "<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>"
        );
    }
    out.push_str("</cols>");
}

fn cell(place: &str, value: &Value, head: bool, out: &mut String) {
    let style = if head { " s=\"2\"" } else { "" };
    let _ = match value {
        Value::Text(text) if !text.is_empty() => write!(
            out,
            "<c r=\"{place}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            xml(&cut(text))
        ),
        Value::Number(number) if number.is_finite() => {
            write!(out, "<c r=\"{place}\"{style}><v>{number}</v></c>")
        }
        Value::Empty | Value::Text(_) | Value::Number(_) => Ok(()),
        Value::Date(date) => match serial(*date) {
            Some(serial) => write!(out, "<c r=\"{place}\" s=\"1\"><v>{serial}</v></c>"),
            // Before 1900-03-01 spreadsheets count wrongly.
            None => write!(
                out,
                "<c r=\"{place}\" t=\"inlineStr\"><is><t>{date}</t></is></c>"
            ),
        },
    };
}

/// Days since 1899-12-30, for days that every program counts alike.
fn serial(date: NaiveDate) -> Option<i64> {
    let days = (date - NaiveDate::from_ymd_opt(1899, 12, 30)?).num_days();
    (61..=2_958_465).contains(&days).then_some(days)
}

fn cut(text: &str) -> String {
    let mut units = 0;
    text.chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= MAX_CELL
        })
        .collect()
}

/// Text as XML, without the control characters that XML cannot hold.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Names that a workbook accepts: at most 31 units, none of `\ / ? * [ ] :`, no two alike.
fn sheet_names(sheets: &[Sheet]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (n, sheet) in (1..).zip(sheets) {
        let mut units = 0;
        let clean: String = sheet
            .name
            .chars()
            .map(|c| {
                if matches!(c, '\\' | '/' | '?' | '*' | '[' | ']' | ':') {
                    '_'
                } else {
                    c
                }
            })
            .take_while(|c| {
                units += c.len_utf16();
                units <= 28
            })
            .collect();
        let clean = clean.trim_matches('\'').trim().to_owned();
        let taken = |name: &str| {
            names
                .iter()
                .any(|n| n.to_lowercase() == name.to_lowercase())
        };
        let name = if clean.is_empty() || taken(&clean) {
            format!("{clean}{n}")
        } else {
            clean
        };
        let name = if name.chars().all(|c| c.is_ascii_digit()) {
            format!("Sheet{n}")
        } else {
            name
        };
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::items::date::from_serial;
    use crate::table::read_table;

    #[test]
    fn a_workbook_is_read_again_as_it_was_written() {
        let day = NaiveDate::from_ymd_opt(2024, 3, 5).unwrap();
        let sheets = [
            Sheet {
                name: "清单/一".into(),
                heads: vec!["标题".into(), "日期".into(), "数".into()],
                rows: vec![vec!["甲\n乙 & \"丙\"\u{1}".into(), day.into(), 3.5.into()]],
            },
            Sheet {
                name: "清单/一".into(),
                heads: vec![],
                rows: vec![vec![Value::Empty, "丁".into()]],
            },
        ];
        let read = read_table("a.xlsx", &xlsx(&sheets)).unwrap();
        assert_eq!(read.problems, []);
        let [first, second] = read.tables.as_slice() else {
            panic!("two sheets")
        };
        assert_eq!(
            (first.name.as_str(), second.name.as_str()),
            ("清单_一", "清单_一2")
        );
        let texts: Vec<&str> = first.rows[1].iter().map(|c| c.text.as_str()).collect();
        assert_eq!(texts, ["甲\n乙 & \"丙\"", "2024-03-05", "3.5"]);
        assert_eq!(first.rows[1][1].date, Some(day));
        assert_eq!(second.rows[0][1].text, "丁");
    }

    #[test]
    fn serials_are_those_that_are_read() {
        let day = NaiveDate::from_ymd_opt(1900, 3, 1).unwrap();
        assert_eq!(serial(day), Some(61));
        assert_eq!(from_serial(61.0, false), Some(day));
        assert_eq!(serial(NaiveDate::from_ymd_opt(1900, 2, 28).unwrap()), None);
    }
}
