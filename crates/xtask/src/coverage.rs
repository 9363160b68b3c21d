//! `cargo xtask coverage`: which branches of the procedures no test takes.
//!
//! It needs `cargo llvm-cov` (`cargo install cargo-llvm-cov`) and LLVM's own tools in the
//! version of the compiler: `rustup component add llvm-tools`, or a system package such as
//! `llvm-22`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use serde_json::Value;

/// The modules whose decisions are measured.
const MEASURED: [&str; 6] = [
    "case",
    "exemption",
    "review",
    "consultation",
    "retention",
    "request",
];

/// The decision tables: no branch of theirs may be left out.
const TABLES: [&str; 14] = [
    "case/timeline.rs",
    "consultation/evidence.rs",
    "exemption/assess.rs",
    "exemption/assessment.rs",
    "exemption/claim.rs",
    "exemption/gates.rs",
    "exemption/refusal.rs",
    "exemption/rights.rs",
    "request/fees/mod.rs",
    "request/fees/schedule.rs",
    "request/fold/consulting.rs",
    "request/fold/ending.rs",
    "request/regime.rs",
    "request/remedy.rs",
];

/// A branch, by line and column, and how often each of its sides was taken.
type Branches = BTreeMap<(u64, u64), (u64, u64)>;

/// Runs the tests of the core with coverage, prints a line a file, and fails when a decision
/// table has a branch that no test takes.
pub(crate) fn run() -> ExitCode {
    let root = crate::run::root();
    let report = root.join("target/coverage.json");
    if let Some(folder) = report.parent()
        && let Err(error) = fs::create_dir_all(folder)
    {
        eprintln!("{}: {error}", folder.display());
        return ExitCode::FAILURE;
    }
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["llvm-cov", "--branch", "--json", "--output-path"])
        .arg(&report)
        .args(["-p", "gongkai", "-p", "gongkai-tests", "--quiet"])
        // Branches are counted by an unstable option of the compiler.
        .env("RUSTC_BOOTSTRAP", "1")
        .envs(tools())
        .current_dir(&root)
        .status();
    match status {
        Ok(status) if status.success() => {}
        Ok(status) => {
            eprintln!(
                "cargo llvm-cov: {status}; it is installed by `cargo install cargo-llvm-cov`, \
                 LLVM's tools by `rustup component add llvm-tools` or a package like `llvm-{}`",
                llvm_version().unwrap_or_default()
            );
            return ExitCode::FAILURE;
        }
        Err(error) => {
            eprintln!("cargo llvm-cov: {error}");
            return ExitCode::FAILURE;
        }
    }
    let files = fs::read_to_string(&report)
        .map_err(|e| e.to_string())
        .and_then(|text| measured(&text));
    match files {
        Ok(files) => tell(&files),
        Err(error) => {
            eprintln!("{}: {error}", report.display());
            ExitCode::FAILURE
        }
    }
}

/// Where LLVM's tools are, when they are not those of the toolchain.
fn tools() -> Vec<(&'static str, String)> {
    let version = llvm_version().unwrap_or_default();
    [("LLVM_COV", "llvm-cov"), ("LLVM_PROFDATA", "llvm-profdata")]
        .into_iter()
        .filter(|(variable, _)| std::env::var_os(variable).is_none())
        .filter_map(|(variable, name)| {
            let path = format!("/usr/bin/{name}-{version}");
            Path::new(&path).exists().then_some((variable, path))
        })
        .collect()
}

/// The major version of the compiler's LLVM, as in `22`.
fn llvm_version() -> Option<String> {
    let output = Command::new("rustc").arg("-vV").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let version = text
        .lines()
        .find_map(|l| l.strip_prefix("LLVM version: "))?;
    version.split('.').next().map(str::to_owned)
}

/// The branches of each measured file, by its path from the core's `src`.
fn measured(text: &str) -> Result<BTreeMap<String, Branches>, String> {
    let report: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let files = report
        .pointer("/data/0/files")
        .and_then(Value::as_array)
        .ok_or("no files in it")?;
    let mut found = BTreeMap::new();
    for file in files {
        let path = file
            .get("filename")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let Some((_, path)) = path.split_once("crates/gongkai/src/") else {
            continue;
        };
        if !MEASURED.iter().any(|m| path.starts_with(&format!("{m}/"))) {
            continue;
        }
        let mut branches = Branches::new();
        for branch in file
            .get("branches")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let number = |n: usize| branch.get(n).and_then(Value::as_u64).unwrap_or(0);
            // One function of several types is counted once a type.
            let sides = branches.entry((number(0), number(1))).or_insert((0, 0));
            *sides = (sides.0 + number(4), sides.1 + number(5));
        }
        found.insert(path.to_owned(), branches);
    }
    Ok(found)
}

fn tell(files: &BTreeMap<String, Branches>) -> ExitCode {
    let mut failed = false;
    let (mut taken, mut all) = (0, 0);
    println!("{:>6} {:>6}  file", "taken", "of");
    for (path, branches) in files {
        let left: Vec<String> = branches
            .iter()
            .flat_map(|((line, column), (yes, no))| {
                let side =
                    |count: &u64, name| (*count == 0).then(|| format!("{line}:{column} {name}"));
                [side(yes, "true"), side(no, "false")].into_iter().flatten()
            })
            .collect();
        let sides = branches.len() * 2;
        taken += sides - left.len();
        all += sides;
        println!("{:>6} {sides:>6}  {path}", sides - left.len());
        if !left.is_empty() {
            println!("               never: {}", left.join(", "));
            if TABLES.contains(&path.as_str()) {
                failed = true;
                println!("               a decision table: every branch must be taken");
            }
        }
    }
    let missing: Vec<_> = TABLES.iter().filter(|t| !files.contains_key(**t)).collect();
    for table in &missing {
        println!("{table}: not in the report");
    }
    println!("{taken:>6} {all:>6}  all together");
    if failed || !missing.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
