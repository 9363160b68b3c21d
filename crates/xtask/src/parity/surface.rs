//! What each binding has, read from the sources that are built into it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::emit::names::camel;

/// A binding, and how its sources tell what it has.
pub(super) struct Binding {
    pub(super) name: &'static str,
    /// The folder of the sources, from the root of the workspace.
    folder: &'static str,
    extension: &'static str,
    /// What stands before the name of a function where it is declared.
    declares: Declares,
    /// How the language spells an operation.
    spell: fn(&str) -> String,
}

enum Declares {
    /// A word and the name behind it, as in `def name(`.
    After(&'static str),
    /// The name and what follows it, as in `name: (options) =>`.
    Before(&'static str),
}

/// The bindings.
pub(super) const BINDINGS: [Binding; 4] = [
    Binding {
        name: "javascript",
        folder: "bindings/wasm/js/generated",
        extension: "js",
        declares: Declares::Before(": ("),
        spell: camel,
    },
    Binding {
        name: "python",
        folder: "bindings/python/python/gongkai",
        extension: "py",
        declares: Declares::After("def "),
        spell: str::to_owned,
    },
    Binding {
        name: "kotlin",
        folder: "bindings/uniffi/kotlin/src/main",
        extension: "kt",
        declares: Declares::After("fun "),
        spell: camel,
    },
    Binding {
        name: "swift",
        folder: "bindings/uniffi/swift/Sources",
        extension: "swift",
        declares: Declares::After("func "),
        spell: camel,
    },
];

/// The operations that the functions of a language call, each with the names of the functions.
pub(super) type Calls = BTreeMap<String, BTreeSet<String>>;

impl Binding {
    /// The operations that this binding has: those that a function of the right name calls.
    pub(super) fn operations(&self, root: &Path) -> BTreeSet<String> {
        let mut calls = Calls::new();
        for path in files(&root.join(self.folder), self.extension) {
            if let Ok(text) = fs::read_to_string(&path) {
                self.read(&text, &mut calls);
            }
        }
        calls
            .into_iter()
            .filter(|(operation, functions)| {
                let method = operation.split_once('.').map_or("", |(_, m)| m);
                functions.contains(&(self.spell)(method))
            })
            .map(|(operation, _)| operation)
            .collect()
    }

    /// Adds the calls in a source.
    pub(super) fn read(&self, text: &str, calls: &mut Calls) {
        let mut function = String::new();
        for line in text.lines() {
            if let Some(name) = self.declared(line) {
                function = name;
            }
            for operation in named(line) {
                let functions = calls.entry(operation.to_owned()).or_default();
                functions.insert(function.clone());
            }
        }
    }

    /// The function that a line declares.
    fn declared(&self, line: &str) -> Option<String> {
        let name = match self.declares {
            Declares::After(word) => {
                let (before, after) = line.split_once(word)?;
                let free = before.is_empty() || before.ends_with(' ');
                let name = after.split(['(', '<']).next().filter(|_| free)?;
                name.trim().trim_matches('`')
            }
            Declares::Before(sign) => line.split_once(sign)?.0.trim(),
        };
        // A word of the language has a mark behind it.
        let name = name.strip_suffix('_').unwrap_or(name);
        let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        plain.then(|| name.to_owned())
    }
}

/// The strings of a line that have the form of an operation's name, `family.operation`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2).filter(|text| {
        let word = |w: &str| {
            w.starts_with(|c: char| c.is_ascii_lowercase())
                && w.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        text.split_once('.')
            .is_some_and(|(family, method)| word(family) && word(method))
    })
}

/// The files under a folder with an extension.
pub(super) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found
}
