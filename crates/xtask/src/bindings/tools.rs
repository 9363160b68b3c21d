//! What the bindings' chores have in common: finding programs and running them.
#![allow(dead_code, reason = "used as the bindings arrive")]

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

/// The program of that name in `PATH`.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// The cargo that runs this chore.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::run::root());
    command
}

/// Cargo's folder for what it builds.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => crate::run::root().join(folder),
        None => crate::run::root().join("target"),
    }
}

/// Runs a command; its failure is an error that names it.
pub(crate) fn sh(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_os_string();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{}: {status}", shown(&name, command))),
        Err(error) => Err(format!("{}: {error}", shown(&name, command))),
    }
}

fn shown(name: &OsStr, command: &Command) -> String {
    let mut line = name.to_string_lossy().into_owned();
    for arg in command.get_args().take(4) {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}
