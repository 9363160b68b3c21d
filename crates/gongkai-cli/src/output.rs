//! Writing answers: to a file or to standard output, where a closed pipe is no failure.

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use serde::Serialize;

/// What made the command stop: a sentence for the user.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }

    /// Something that went wrong with a file.
    pub(crate) fn file(path: &Path, what: impl fmt::Display) -> Self {
        Self(format!("{}: {what}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Writes bytes to `path`, or to standard output.
pub(crate) fn write(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match path {
        Some(path) => fs::write(path, bytes).map_err(|e| Failure::file(path, e)),
        None => match io::stdout().lock().write_all(bytes) {
            Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => Ok(other?),
        },
    }
}

/// Prints a text to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    write(None, text.as_bytes())
}

/// Prints a value as indented JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    print(&format!("{}\n", serde_json::to_string_pretty(value)?))
}

/// Today in China, where the deadlines run.
pub(crate) fn today() -> chrono::NaiveDate {
    let china = chrono::FixedOffset::east_opt(8 * 3600);
    let now = chrono::Utc::now();
    china.map_or_else(
        || now.date_naive(),
        |zone| now.with_timezone(&zone).date_naive(),
    )
}

/// This moment, for the stamp of a calendar file.
pub(crate) fn now() -> chrono::DateTime<chrono::Utc> {
    chrono::Utc::now()
}
