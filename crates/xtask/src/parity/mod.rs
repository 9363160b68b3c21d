//! `cargo xtask parity`: whether all that the core offers reaches every language, and is tried.
//!
//! Each public function and method of the core is carried by an operation of the contract, or
//! `bindings/contract/parity.toml` says why it need not be; each operation is in each binding
//! and has a case among the vectors, or the same file says why not.

mod core;
mod surface;
mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::ExitCode;

use table::{Table, fits};

/// Where the table lies, from the root of the workspace.
const TABLE: &str = "bindings/contract/parity.toml";

/// What is compared.
struct Facts {
    /// The public callables of the core.
    core: BTreeSet<String>,
    /// The operations of the contract.
    operations: BTreeSet<String>,
    /// What each binding has.
    bindings: BTreeMap<&'static str, BTreeSet<String>>,
    /// How many cases each operation has among the vectors.
    vectors: BTreeMap<String, usize>,
}

/// `cargo xtask parity`, and with `--list` the callables of the core with what carries them.
pub(crate) fn run(args: &[String]) -> ExitCode {
    let list = match args {
        [] => false,
        [list] if list == "--list" => true,
        _ => {
            eprintln!("only `--list` can stand here");
            return ExitCode::from(2);
        }
    };
    let (facts, table) = match gather() {
        Ok(found) => found,
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            return ExitCode::FAILURE;
        }
    };
    if list {
        for name in &facts.core {
            println!("{name}\t{}", carriers(&table, name));
        }
    }
    let problems = compare(&facts, &table);
    for problem in &problems {
        eprintln!("{problem}");
    }
    println!(
        "{} callables of the core, {} operations, {} cases; {} problems",
        facts.core.len(),
        facts.operations.len(),
        facts.vectors.values().sum::<usize>(),
        problems.len()
    );
    if problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn gather() -> Result<(Facts, Table), Vec<String>> {
    let root = crate::run::root();
    let one = |problem: String| vec![problem];
    let text = fs::read_to_string(root.join(TABLE)).map_err(|e| one(format!("{TABLE}: {e}")))?;
    let table = Table::read(&text).map_err(|e| one(format!("{TABLE}: {e}")))?;
    let model = crate::emit::model()?;
    let mut vectors = BTreeMap::new();
    for path in surface::files(&root.join("tests/vectors"), "json") {
        let text = fs::read_to_string(&path).map_err(|e| e.to_string());
        let read = text.and_then(|t| cases(&t));
        let (operation, count) = read.map_err(|e| one(format!("{}: {e}", path.display())))?;
        *vectors.entry(operation).or_insert(0) += count;
    }
    let bindings = surface::BINDINGS
        .iter()
        .map(|b| (b.name, b.operations(&root)))
        .collect();
    let facts = Facts {
        core: core::callables().map_err(one)?,
        operations: model.operations.into_iter().map(|o| o.name).collect(),
        bindings,
        vectors,
    };
    Ok((facts, table))
}

/// The operation of a file of vectors and the number of its cases.
fn cases(text: &str) -> Result<(String, usize), String> {
    let file: serde_json::Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let operation = file.get("operation").and_then(serde_json::Value::as_str);
    let cases = file.get("cases").and_then(serde_json::Value::as_array);
    match (operation, cases) {
        (Some(operation), Some(cases)) => Ok((operation.to_owned(), cases.len())),
        _ => Err("no file of vectors: `operation` or `cases` is missing".to_owned()),
    }
}

/// What carries a callable, in words.
fn carriers(table: &Table, name: &str) -> String {
    for exact in [true, false] {
        let is = |p: &String| p.contains('*') != exact && fits(p, name);
        for entry in &table.carried {
            if entry.core.iter().any(is) {
                return entry.by.join(" ");
            }
        }
        for entry in &table.exempt {
            if entry.core.iter().any(is) {
                return format!("exempt: {}", entry.why);
            }
        }
    }
    "NOTHING".to_owned()
}

/// Everything that does not fit.
fn compare(facts: &Facts, table: &Table) -> Vec<String> {
    let mut problems = Vec::new();
    compare_core(facts, table, &mut problems);
    compare_bindings(facts, table, &mut problems);
    compare_vectors(facts, table, &mut problems);
    problems
}

fn compare_core(facts: &Facts, table: &Table, problems: &mut Vec<String>) {
    let mut patterns: Vec<&str> = Vec::new();
    for entry in &table.carried {
        let first = entry.core.first().map_or("an entry", String::as_str);
        if entry.why.trim().is_empty() {
            problems.push(format!("{first}: carried, and not said how"));
        }
        if entry.by.is_empty() {
            problems.push(format!("{first}: carried by no operation"));
        }
        for operation in entry.by.iter().filter(|o| !facts.operations.contains(*o)) {
            problems.push(format!(
                "{first}: carried by `{operation}`, which is no operation"
            ));
        }
        patterns.extend(entry.core.iter().map(String::as_str));
    }
    for entry in &table.exempt {
        let first = entry.core.first().map_or("an entry", String::as_str);
        if entry.why.trim().is_empty() {
            problems.push(format!("{first}: exempt without a reason"));
        }
        patterns.extend(entry.core.iter().map(String::as_str));
    }
    // A name in full goes before a pattern, so that one member of a type can be an exception.
    let (exact, wide): (Vec<&str>, Vec<&str>) = patterns.iter().partition(|p| !p.contains('*'));
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    for name in &facts.core {
        let own: Vec<&str> = exact.iter().copied().filter(|p| p == name).collect();
        let over: Vec<&str> = wide.iter().copied().filter(|p| fits(p, name)).collect();
        match own.as_slice() {
            [] if over.is_empty() => problems.push(format!(
                "{name}: no operation carries it; say in {TABLE} which does, or why none need"
            )),
            [] => needed.extend(over),
            [one] => {
                needed.insert(one);
            }
            _ => {
                problems.push(format!("{name}: said more than once"));
                needed.extend(own);
            }
        }
    }
    for pattern in patterns.iter().filter(|p| !needed.contains(**p)) {
        problems.push(format!(
            "{pattern}: stands in {TABLE} and is not needed any more"
        ));
    }
}

fn compare_bindings(facts: &Facts, table: &Table, problems: &mut Vec<String>) {
    for entry in &table.unbound {
        if !facts.bindings.contains_key(entry.binding.as_str()) {
            problems.push(format!("{}: there is no such binding", entry.binding));
        }
    }
    for (binding, has) in &facts.bindings {
        let entries: Vec<_> = table
            .unbound
            .iter()
            .filter(|e| e.binding == *binding)
            .map(|e| (&e.operations, &e.why))
            .collect();
        let missing = facts.operations.difference(has).map(String::as_str);
        excused(missing, &entries, &format!("{binding}: has no "), problems);
        for name in has.difference(&facts.operations) {
            problems.push(format!("{binding}: calls `{name}`, which is no operation"));
        }
    }
}

fn compare_vectors(facts: &Facts, table: &Table, problems: &mut Vec<String>) {
    let entries: Vec<_> = table
        .untested
        .iter()
        .map(|e| (&e.operations, &e.why))
        .collect();
    let tried = |name: &&String| facts.vectors.get(*name).is_some_and(|n| *n > 0);
    let missing = facts.operations.iter().filter(|o| !tried(o));
    let missing = missing.map(String::as_str);
    excused(missing, &entries, "vectors: no case of ", problems);
    let entries: Vec<_> = table
        .apart
        .iter()
        .map(|e| (&e.operations, &e.why))
        .collect();
    let strange = facts.vectors.keys().map(String::as_str);
    let strange = strange.filter(|n| !facts.operations.contains(*n));
    excused(
        strange,
        &entries,
        "vectors: no operation in the schema is ",
        problems,
    );
}

/// Says which of the missing no entry excuses, which entries have no reason, and which excuse
/// nothing.
fn excused<'a>(
    missing: impl Iterator<Item = &'a str>,
    entries: &[(&Vec<String>, &String)],
    said: &str,
    problems: &mut Vec<String>,
) {
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    for name in missing {
        let patterns = entries.iter().flat_map(|(operations, _)| operations.iter());
        let found: Vec<&str> = patterns
            .map(String::as_str)
            .filter(|p| fits(p, name))
            .collect();
        if found.is_empty() {
            problems.push(format!("{said}`{name}`"));
        }
        needed.extend(found);
    }
    for (operations, why) in entries {
        for pattern in *operations {
            if why.trim().is_empty() {
                problems.push(format!("{said}`{pattern}`, without a reason"));
            }
            if !needed.contains(pattern.as_str()) {
                problems.push(format!(
                    "{said}`{pattern}`, it is said; but there is nothing amiss"
                ));
            }
        }
    }
}
