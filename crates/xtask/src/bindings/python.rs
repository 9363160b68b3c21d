//! The Python binding: a wheel, and its tests in an environment of their own under `target/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::tools::{program, sh, target};
use super::{Missing, Options};
use crate::run::root;

/// What the tests need besides the wheel, as pip names it.
const PACKAGES: [&str; 13] = [
    "maturin>=1.7",
    "pytest",
    "mypy",
    "pyright",
    "pyarrow",
    "polars",
    "pandas>=2.2",
    "duckdb",
    "matplotlib",
    "nbclient",
    "nbformat",
    "ipykernel",
    "typing_extensions",
];

/// What stubtest looks at: the compiled module against its stubs, and what is written by hand.
/// The generated modules have no stubs that could differ from them; of their classes stubtest
/// would ask for constructors written out.
const STUBBED: [&str; 7] = [
    "gongkai._native",
    "gongkai._calendar",
    "gongkai._catalogue",
    "gongkai._check",
    "gongkai._errors",
    "gongkai.arrow",
    "gongkai.plot",
];

/// The largest that the wheel may be, in bytes. The aim is 3 MB; it was kept until the contract
/// had all its families, and is missed by a quarter since.
const LARGEST: u64 = 4_000_000;

/// A Python from 3.9 on.
fn python() -> Option<PathBuf> {
    program("python3").or_else(|| program("python"))
}

/// The folder of what belongs to this binding.
fn folder() -> PathBuf {
    target().join("python-binding")
}

/// A program of the environment.
fn in_venv(name: &str) -> PathBuf {
    let bin = if cfg!(windows) { "Scripts" } else { "bin" };
    folder().join("venv").join(bin).join(name)
}

/// Makes the environment; [`build`] does it when it is asked for, too.
pub(crate) fn install() {
    if let Err(error) = environment(true) {
        eprintln!("{error}");
    }
}

/// What it lacks.
pub(crate) fn missing() -> Vec<Missing> {
    if python().is_some() {
        return Vec::new();
    }
    vec![Missing::new(
        "python3, from 3.9 on, to build the wheel and run its tests",
        "apt-get install python3 python3-venv, or from python.org",
    )]
}

/// Makes the environment with maturin, and with all that tests need when `tests` says so. What
/// is there already stays as it is; nothing is put elsewhere.
fn environment(tests: bool) -> Result<(), String> {
    let wanted: Vec<&str> = if tests {
        PACKAGES.to_vec()
    } else {
        PACKAGES.iter().take(1).copied().collect()
    };
    let note = folder().join("installed.txt");
    let list = wanted.join("\n");
    let there = fs::read_to_string(&note).unwrap_or_default();
    let has = |package: &&str| there.lines().any(|line| line == *package);
    if in_venv("python").exists() && wanted.iter().all(has) {
        return Ok(());
    }
    let python = python().ok_or("python3 is missing")?;
    let venv = folder().join("venv");
    fs::create_dir_all(folder()).map_err(|e| e.to_string())?;
    if !in_venv("python").exists() {
        sh(Command::new(python).args(["-m", "venv"]).arg(&venv))?;
    }
    println!("packages for {}: {}", venv.display(), wanted.join(" "));
    sh(Command::new(in_venv("python"))
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(&wanted))
    .map_err(|e| format!("{e}; pip needs a package index, or the packages in its cache"))?;
    fs::write(note, list).map_err(|e| e.to_string())
}

/// Where the package lies.
fn source() -> PathBuf {
    root().join("bindings/python")
}

/// A command in the package's folder, in the environment.
fn run(name: &str) -> Command {
    let mut command = Command::new(in_venv(name));
    command
        .current_dir(source())
        .env("VIRTUAL_ENV", folder().join("venv"))
        .env_remove("PYTHONPATH");
    command
}

/// Builds it: a wheel as it would be published, or, where only tests are asked for, the library
/// without optimisation, which shares what `cargo test` has built.
pub(crate) fn build(options: Options) -> Result<(), String> {
    environment(options.test || options.bench)?;
    if options.bench || !options.test {
        wheel()?;
    }
    if options.test {
        sh(run("maturin").args(["develop", "--quiet", "--profile", "dev"]))?;
        test()?;
    }
    if options.bench {
        sh(run("maturin").args(["develop", "--quiet", "--profile", "wheel"]))?;
        sh(run("python").arg(root().join("benches/python/bench.py")))?;
    }
    Ok(())
}

/// The wheel, which has to stay small.
fn wheel() -> Result<(), String> {
    let out = folder().join("wheels");
    sh(run("maturin")
        .args(["build", "--profile", "wheel", "--quiet", "--out"])
        .arg(&out))?;
    let (path, size) = newest(&out).ok_or("no wheel was built")?;
    println!("{}: {:.2} MB", path.display(), megabytes(size));
    if size > LARGEST {
        return Err(format!(
            "the wheel has {:.2} MB, at most {:.2} are allowed",
            megabytes(size),
            megabytes(LARGEST)
        ));
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "shown with two digits")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn newest(folder: &Path) -> Option<(PathBuf, u64)> {
    let mut wheels: Vec<_> = fs::read_dir(folder)
        .ok()?
        .flatten()
        .filter(|f| f.path().extension().is_some_and(|e| e == "whl"))
        .filter_map(|f| {
            let data = f.metadata().ok()?;
            Some((data.modified().ok()?, f.path(), data.len()))
        })
        .collect();
    wheels.sort();
    wheels.pop().map(|(_, path, size)| (path, size))
}

/// Its tests: pytest, then what the type checkers say of the package and of its stubs.
fn test() -> Result<(), String> {
    let steps: [(&str, Vec<String>); 4] = [
        ("pytest", Vec::new()),
        ("mypy", vec!["--strict".to_owned()]),
        (
            "pyright",
            vec![
                "--pythonpath".to_owned(),
                in_venv("python").to_string_lossy().into_owned(),
            ],
        ),
        (
            "stubtest",
            ["--mypy-config-file", "pyproject.toml"]
                .iter()
                .chain(&STUBBED)
                .map(|m| (*m).to_owned())
                .collect(),
        ),
    ];
    let mut failed = Vec::new();
    for (name, args) in steps {
        println!("-- {name}");
        if let Err(error) = sh(run(name).args(args)) {
            failed.push(error);
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(failed.join("; "))
    }
}
