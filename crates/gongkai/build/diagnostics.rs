//! What is wrong in the data files, gathered so that one build tells all.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::de::DeserializeOwned;

/// A data file being read.
pub struct Source {
    pub path: PathBuf,
    pub text: String,
}

impl Source {
    pub fn read(path: &Path, problems: &mut Problems) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| {
            problems.push(path, 0, &error.to_string());
            String::new()
        });
        Self {
            path: path.to_owned(),
            text,
        }
    }

    /// The file as TOML; what does not fit is a problem with its line.
    pub fn toml<T: DeserializeOwned>(&self, problems: &mut Problems) -> Option<T> {
        toml::from_str(&self.text)
            .map_err(|error| {
                let at = error.span().unwrap_or_default();
                problems.at(self, at, error.message());
            })
            .ok()
    }

    fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
    }
}

/// All that was found wrong.
#[derive(Default)]
pub struct Problems(Vec<String>);

impl Problems {
    pub fn at(&mut self, source: &Source, span: Range<usize>, what: &str) {
        let line = source.line(span.start);
        self.push(&source.path, line, what);
    }

    pub fn push(&mut self, path: &Path, line: usize, what: &str) {
        self.0.push(format!("{}:{line}: {what}", path.display()));
    }

    pub fn report(self) -> ExitCode {
        if self.0.is_empty() {
            return ExitCode::SUCCESS;
        }
        for problem in &self.0 {
            println!("cargo::error={problem}");
        }
        ExitCode::FAILURE
    }
}

/// The files of a folder with this extension, by name.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    found.sort();
    found
}
