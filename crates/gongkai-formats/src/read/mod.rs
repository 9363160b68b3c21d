//! Files into documents to be checked (读取).
//!
//! [`read`] decides by the content first and the name's ending second what a file is: an
//! `.xls` that is really an HTML table, as many systems export, is read as HTML.
//!
//! What is in no block of the document is markup: Markdown signs, JSON punctuation, the
//! separators between cells.

mod archive;
mod builder;
mod csv;
mod docx;
mod docx_parts;
mod html;
mod json;
mod markdown;
mod number_format;
pub(crate) mod xlsx;
pub(crate) mod xml;

use gongkai::item::Document;
use serde::Serialize;

pub use archive::Limits;
pub(crate) use csv::{delimiter, records};
pub(crate) use html::tables as html_tables;
pub(crate) use json::check as check_json;

use crate::decode::{Decoded, Encoding, decode};
use crate::error::FormatError;

/// What kind of file it is (文件类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FileKind {
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

/// What the offsets of a document count in (定位依据).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchoring {
    /// The decoded text of the file itself: an editor finds the place by line and column, and
    /// fixes can be written back.
    File,
    /// A text taken out of the file: the place is told by its cell or paragraph.
    Extracted,
}

/// What is known of a file besides its text (文件信息).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Info {
    /// What kind of file it is.
    pub kind: FileKind,
    /// The encoding found; none for DOCX and XLSX.
    pub encoding: Option<Encoding>,
    /// Whether it opened with a byte order mark.
    pub bom: bool,
    /// How many damaged places were replaced by U+FFFD.
    pub replaced: usize,
    /// What offsets count in.
    pub anchoring: Anchoring,
    /// Names and values: a page's `<title>` and `<meta>`, a document's properties, the front
    /// matter of Markdown.
    pub metadata: Vec<(String, String)>,
    /// Pieces of the file that could not be read, each with its place; the rest was.
    pub problems: Vec<FormatProblem>,
}

/// A piece of a file that could not be read while the rest could.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormatProblem {
    /// The sentence in Chinese.
    pub zh: String,
    /// The sentence in English.
    pub en: String,
}

impl From<&FormatError> for FormatProblem {
    fn from(error: &FormatError) -> Self {
        Self {
            zh: error.message(gongkai::finding::Lang::Zh),
            en: error.to_string(),
        }
    }
}

/// A file that was read (读取结果).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The text with its blocks.
    pub document: Document,
    /// What is known besides.
    pub info: Info,
}

/// Reads a file; `name` is only looked at for its ending.
///
/// # Errors
/// When the file is no text or document that is read, or is damaged past reading.
///
/// ```
/// use gongkai_formats::read::{read, FileKind};
/// let page = read("a.html", "<h1>公示</h1><p>名单如下。</p>".as_bytes())?;
/// assert_eq!(page.info.kind, FileKind::Html);
/// assert_eq!(page.document.title(), Some("公示"));
/// # Ok::<(), gongkai_formats::FormatError>(())
/// ```
pub fn read(name: &str, bytes: &[u8]) -> Result<Read, FormatError> {
    read_within(name, bytes, &Limits::default())
}

/// Like [`read`], with other limits on what a DOCX or XLSX may unpack to.
///
/// # Errors
/// As [`read`].
pub fn read_within(name: &str, bytes: &[u8], limits: &Limits) -> Result<Read, FormatError> {
    match open(name, bytes, limits)? {
        Opened::Docx(package) => docx::read(package),
        Opened::Xlsx(package) => xlsx::read(package),
        Opened::Text(kind, decoded) => Ok(match kind {
            FileKind::Html => html::read(decoded),
            FileKind::Markdown => markdown::read(decoded),
            FileKind::Csv => csv::read(name, decoded),
            FileKind::Json => json::read(decoded)?,
            _ => plain(decoded),
        }),
    }
}

/// A file opened as far as needed to know what it is.
pub(crate) enum Opened<'a> {
    /// A Word document.
    Docx(archive::Package<'a>),
    /// An Excel workbook.
    Xlsx(archive::Package<'a>),
    /// A text of this kind.
    Text(FileKind, Decoded),
}

/// Decides what a file is.
pub(crate) fn open<'a>(
    name: &str,
    bytes: &'a [u8],
    limits: &Limits,
) -> Result<Opened<'a>, FormatError> {
    if bytes.starts_with(b"PK\x03\x04") {
        let package = archive::Package::open(bytes, limits)?;
        return match package.main()? {
            archive::Main::Word => Ok(Opened::Docx(package)),
            archive::Main::Excel => Ok(Opened::Xlsx(package)),
        };
    }
    let decoded = decode(bytes)?;
    let ending = name
        .rsplit_once('.')
        .map(|(_, e)| e.to_ascii_lowercase())
        .unwrap_or_default();
    let kind = kind_of_text(&ending, &decoded.text);
    if kind == FileKind::Text
        && decoded
            .text
            .contains("<?mso-application progid=\"Excel.Sheet\"")
    {
        return Err(FormatError::Unsupported {
            what: "an XML workbook of Excel 2003",
            instead: "XLSX",
        });
    }
    Ok(Opened::Text(kind, decoded))
}

fn kind_of_text(ending: &str, text: &str) -> FileKind {
    if looks_like_html(text) && !matches!(ending, "md" | "markdown" | "json" | "csv" | "tsv") {
        return FileKind::Html;
    }
    match ending {
        "html" | "htm" | "xhtml" | "shtml" => FileKind::Html,
        "md" | "markdown" => FileKind::Markdown,
        "csv" | "tsv" => FileKind::Csv,
        "json" => FileKind::Json,
        _ => {
            let first = text.trim_start().bytes().next();
            if matches!(first, Some(b'{' | b'[')) && json::check(text).is_ok() {
                FileKind::Json
            } else {
                FileKind::Text
            }
        }
    }
}

/// Whether a text opens as HTML does.
fn looks_like_html(text: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<table",
        "<style",
        "<div",
        "<p>",
        "<script",
    ];
    let mut rest = text.trim_start();
    // Comments and an XML declaration may stand before the first element.
    for _ in 0..16 {
        let skipped = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->").map(|(_, rest)| rest)
        } else if let Some(declaration) = rest.strip_prefix("<?xml") {
            declaration.split_once("?>").map(|(_, rest)| rest)
        } else {
            None
        };
        match skipped {
            Some(after) => rest = after.trim_start(),
            None => break,
        }
    }
    let head: String = rest
        .chars()
        .take(32)
        .collect::<String>()
        .to_ascii_lowercase();
    OPENINGS.iter().any(|opening| head.starts_with(opening))
}

/// What is known of a text file.
fn info_of(kind: FileKind, decoded: &Decoded, anchoring: Anchoring) -> Info {
    Info {
        kind,
        encoding: Some(decoded.encoding),
        bom: decoded.bom,
        replaced: decoded.replaced,
        anchoring,
        metadata: Vec::new(),
        problems: Vec::new(),
    }
}

fn plain(decoded: Decoded) -> Read {
    let info = info_of(FileKind::Text, &decoded, Anchoring::File);
    Read {
        document: Document::plain(decoded.text),
        info,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_ending() {
        let table = "<html><table><tr><td>标题</td></tr></table></html>";
        assert_eq!(
            read("名单.xls", table.as_bytes()).unwrap().info.kind,
            FileKind::Html
        );
        assert_eq!(
            read("名单.doc", "〔2020〕5号".as_bytes())
                .unwrap()
                .info
                .kind,
            FileKind::Text
        );
        assert_eq!(
            read("x", "[\"公示\"]".as_bytes()).unwrap().info.kind,
            FileKind::Json
        );
        assert_eq!(
            read("x", "[2020]5号".as_bytes()).unwrap().info.kind,
            FileKind::Text
        );
        assert_eq!(read("", b"").unwrap().info.kind, FileKind::Text);
    }
}
