//! Files: which ones a path means, how a path is shown, small readers and writers.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai::catalogue::Overlay;
use gongkai_formats::sheet::{self, Sheet, Value};
use walkdir::WalkDir;

use crate::output::Failure;
use crate::setup::Setup;

/// The endings that are looked at in a folder; a file named by itself is always looked at.
const ENDINGS: [&str; 12] = [
    "txt", "text", "md", "markdown", "html", "htm", "shtml", "docx", "xlsx", "csv", "json", "jsonl",
];

/// What the paths of a command line come to.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The files, each once, in order.
    pub(crate) files: Vec<PathBuf>,
    /// What is not there.
    pub(crate) missing: Vec<PathBuf>,
}

/// The files under the paths. Hidden files, the setup file, and what it excludes are left out
/// of folders.
pub(crate) fn collect(paths: &[PathBuf], setup: Option<&Setup>) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path.is_dir() {
            let entries = WalkDir::new(path)
                .sort_by_file_name()
                .into_iter()
                .filter_entry(|e| {
                    let hidden =
                        e.depth() > 0 && e.file_name().to_string_lossy().starts_with(['.', '~']);
                    !hidden && !setup.is_some_and(|s| s.excludes(e.path()))
                });
            let wanted = entries
                .filter_map(Result::ok)
                .filter(|e| e.file_type().is_file() && is_wanted(e.path()))
                .map(walkdir::DirEntry::into_path);
            found.files.extend(wanted);
        } else if path.exists() {
            found.files.push(path.clone());
        } else {
            found.missing.push(path.clone());
        }
    }
    found.files.sort();
    found.files.dedup();
    found
}

fn is_wanted(path: &Path) -> bool {
    let ending = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    ENDINGS.iter().any(|e| e.eq_ignore_ascii_case(ending))
}

/// A path as it is shown: `/` between its parts, no leading `./`.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}

/// An overlay from a TOML or JSON file.
pub(crate) fn overlay(path: &Path) -> Result<Overlay, Failure> {
    let text = fs::read_to_string(path).map_err(|e| Failure::file(path, e))?;
    if path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("json"))
    {
        serde_json::from_str(&text).map_err(|e| Failure::file(path, e))
    } else {
        toml::from_str(&text).map_err(|e| Failure::file(path, e))
    }
}

/// A table as CSV that spreadsheets open as they should: with a byte order mark.
pub(crate) fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    sheet::csv(&sheet_of("", rows), true).into_bytes()
}

/// A table as a workbook of one sheet.
pub(crate) fn xlsx(name: &str, rows: &[Vec<String>]) -> Vec<u8> {
    sheet::xlsx(&[sheet_of(name, rows)])
}

fn sheet_of(name: &str, rows: &[Vec<String>]) -> Sheet {
    let (heads, rows) = rows
        .split_first()
        .map_or((Vec::new(), rows), |(h, r)| (h.clone(), r));
    let values = |row: &Vec<String>| row.iter().map(|v| Value::from(v.as_str())).collect();
    Sheet {
        name: name.to_owned(),
        heads,
        rows: rows.iter().map(values).collect(),
    }
}

impl Found {
    /// The path under which a file was asked for, if it was.
    pub(crate) fn same(&self, path: &Path) -> Option<PathBuf> {
        let wanted = path.canonicalize().ok()?;
        self.files
            .iter()
            .find(|f| f.canonicalize().is_ok_and(|f| f == wanted))
            .cloned()
    }
}
