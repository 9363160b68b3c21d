//! Files in and out of `gongkai`: bytes to core types and back.
//!
//! Nothing here touches a file system, a clock or a thread: bytes and a name come in, values
//! come out, so that the same code serves a command, a server and a page in a browser.
//!
//! - [`decode`] finds out a text's encoding;
//! - [`read`] makes a checked [`Document`](gongkai::item::Document) of TXT, Markdown, HTML,
//!   DOCX, XLSX, CSV and JSON;
//! - [`check`](mod@check) reads a file and checks it in one call;
//! - [`table`] and [`items`] read tables and lists of published information;
//! - [`case_file`] reads and writes the files of procedures, one event a line;
//! - [`pipeline`] reads a review pipeline of one's own;
//! - [`config`] reads `gongkai.toml`;
//! - [`report`] writes findings as text, JSON, SARIF or a page of HTML
//!   ([`apply_fixes`](gongkai::finding::apply_fixes) of the core mends a text);
//! - [`letter`] writes the letters of a request case as DOCX and HTML;
//! - [`register`](mod@register) makes the register of applications a table;
//! - [`ics`] and [`sheet`] write calendars, XLSX and CSV.
//!
//! ```
//! let file = gongkai_formats::read::read("通知.txt", "关于放假的通知\n全镇放假三天。\n".as_bytes())?;
//! assert_eq!(file.document.title(), Some("关于放假的通知"));
//! assert_eq!(file.info.encoding.map(|e| e.name()), Some("UTF-8"));
//! # Ok::<(), gongkai_formats::FormatError>(())
//! ```

pub mod case_file;
pub mod check;
pub mod config;
pub mod decode;
mod error;
pub mod ics;
pub mod items;
pub mod letter;
pub mod offsets;
pub mod pipeline;
pub mod read;
pub mod register;
pub mod report;
pub mod sheet;
pub mod table;

pub use error::FormatError;
