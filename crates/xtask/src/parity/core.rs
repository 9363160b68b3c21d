//! What the core offers publicly, from rustdoc's JSON: every function, and every method and
//! associated function of every type and trait.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::process::{Command, Stdio};

use serde_json::Value;

/// Makes rustdoc's JSON of the core and reads it.
pub(super) fn callables() -> Result<BTreeSet<String>, String> {
    let root = crate::run::root();
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["rustdoc", "--quiet", "--package", "gongkai", "--lib"])
        .args(["--message-format", "json", "--"])
        .args(["-Z", "unstable-options", "--output-format", "json"])
        // The format is still called unstable; its version is looked at below.
        .env("RUSTC_BOOTSTRAP", "1")
        .current_dir(&root)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| format!("cargo rustdoc: {e}"))?;
    if !output.status.success() {
        return Err(format!("cargo rustdoc: {}", output.status));
    }
    let target = match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => std::path::PathBuf::from(folder),
        None => root.join("target"),
    };
    let path = target.join("doc/gongkai.json");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    read(&text).map_err(|e| format!("{}: {e}", path.display()))
}

/// The public callables in a JSON of rustdoc, by their public path without the crate's name, as
/// in `calendar::WorkCalendar::add_workdays`.
pub(super) fn read(json: &str) -> Result<BTreeSet<String>, String> {
    let crate_: Value = serde_json::from_str(json).map_err(|e| e.to_string())?;
    let index = crate_.get("index").ok_or("no index in it")?;
    let root = crate_.get("root").ok_or("no root in it")?;
    let walk = Walk {
        index,
        paths: crate_.get("paths").ok_or("no paths in it")?,
    };
    let mut found = BTreeSet::new();
    for (id, path) in walk.public(root) {
        walk.callables(&id, &path, &mut found);
    }
    if found.is_empty() {
        return Err("no public function in it: its format has changed".to_owned());
    }
    Ok(found)
}

struct Walk<'a> {
    index: &'a Value,
    paths: &'a Value,
}

impl<'a> Walk<'a> {
    fn item(&self, id: &str) -> Option<&'a Value> {
        self.index.get(id)
    }

    /// The public items, each with the path that it is best known by: the one that begins with
    /// the module it is defined in, else the first found.
    fn public(&self, root: &Value) -> BTreeMap<String, Vec<String>> {
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut open = VecDeque::from([(key(root), Vec::<String>::new())]);
        let mut seen = BTreeSet::new();
        while let Some((id, path)) = open.pop_front() {
            let Some(item) = self.item(&id) else { continue };
            let Some((kind, inner)) = inner(item) else {
                continue;
            };
            match kind {
                "module" => {
                    if !seen.insert((id.clone(), path.clone())) {
                        continue;
                    }
                    for child in ids(inner.get("items")) {
                        let mut path = path.clone();
                        // A re-export has its name in itself.
                        if let Some(name) = self.item(&child).and_then(|i| i.get("name")) {
                            path.extend(name.as_str().map(str::to_owned));
                        }
                        open.push_back((child, path));
                    }
                }
                "use" => {
                    let target = inner.get("id").map(key).unwrap_or_default();
                    let mut path = path.clone();
                    if inner.get("is_glob").and_then(Value::as_bool) != Some(true) {
                        path.extend(inner.get("name").and_then(Value::as_str).map(str::to_owned));
                    }
                    open.push_back((target, path));
                }
                _ => {
                    let home = self.home(&id);
                    let better = match found.get(&id) {
                        None => true,
                        Some(known) => {
                            known.first() != home.as_ref() && path.first() == home.as_ref()
                        }
                    };
                    if better {
                        found.insert(id, path);
                    }
                }
            }
        }
        found
    }

    /// The module of the crate that an item is defined in.
    fn home(&self, id: &str) -> Option<String> {
        let path = self.paths.get(id)?.get("path")?.as_array()?;
        path.get(1)?.as_str().map(str::to_owned)
    }

    fn callables(&self, id: &str, path: &[String], found: &mut BTreeSet<String>) {
        let Some((kind, inner)) = self.item(id).and_then(inner) else {
            return;
        };
        match kind {
            "function" => {
                found.insert(path.join("::"));
            }
            "struct" | "enum" | "union" => {
                for block in ids(inner.get("impls")) {
                    let Some(("impl", block)) = self.item(&block).and_then(self::inner) else {
                        continue;
                    };
                    // What a trait's implementation can do, the trait says.
                    if block.get("trait").is_none_or(Value::is_null) {
                        self.members(ids(block.get("items")), path, found);
                    }
                }
            }
            "trait" => self.members(ids(inner.get("items")), path, found),
            _ => {}
        }
    }

    fn members(&self, members: Vec<String>, path: &[String], found: &mut BTreeSet<String>) {
        for member in members {
            let Some(item) = self.item(&member) else {
                continue;
            };
            if let (Some(("function", _)), Some(name)) =
                (inner(item), item.get("name").and_then(Value::as_str))
            {
                found.insert(format!("{}::{name}", path.join("::")));
            }
        }
    }
}

/// An id: a number in newer versions of the format, text in older ones.
fn key(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

fn ids(list: Option<&Value>) -> Vec<String> {
    let items = list.and_then(Value::as_array);
    items.into_iter().flatten().map(key).collect()
}

/// The kind of an item and what it holds.
fn inner(item: &Value) -> Option<(&str, &Value)> {
    let (kind, inner) = item.get("inner")?.as_object()?.iter().next()?;
    Some((kind, inner))
}
