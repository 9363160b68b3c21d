//! What the Kotlin and Swift bindings have in common: the native library and its glue.

use std::fs;
use std::path::{Path, PathBuf};

use super::Options;
use super::tools::{cargo, sh, target};

/// Builds the native library: a checked one for tests, an optimised one to be shipped or measured.
pub(crate) fn library(options: Options) -> Result<PathBuf, String> {
    let release = options.bench || !options.test;
    let mut command = cargo();
    command.args(["build", "--quiet", "--package", "gongkai-uniffi", "--lib"]);
    if release {
        command.arg("--release");
    }
    sh(&mut command)?;
    let folder = target().join(if release { "release" } else { "debug" });
    Ok(folder.join(file_name()))
}

/// What the platform calls the library's file.
pub(crate) fn file_name() -> String {
    format!(
        "{}gongkai_uniffi{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    )
}

/// Runs the tool that generates the glue; `features` are its own.
pub(crate) fn tool(features: &[&str], args: &[&Path]) -> Result<(), String> {
    let mut command = cargo();
    command.args(["run", "--quiet", "--manifest-path"]);
    command.arg("bindings/uniffi/tools/Cargo.toml");
    for feature in features {
        command.args(["--features", feature]);
    }
    command.arg("--").args(args);
    sh(&mut command)
}

/// Copies a file where it is missing or another one.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{} to {}: {error}", from.display(), to.display());
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(told)?;
    }
    let bytes = fs::read(from).map_err(told)?;
    if fs::read(to).ok().as_ref() != Some(&bytes) {
        fs::write(to, bytes).map_err(told)?;
    }
    Ok(())
}
