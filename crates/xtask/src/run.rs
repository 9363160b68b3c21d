//! Running one step after another, with a summary at the end.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// One command of a chore.
pub(crate) struct Step {
    name: &'static str,
    program: OsString,
    args: Vec<String>,
    env: Vec<(&'static str, &'static str)>,
    required: bool,
}

impl Step {
    /// A cargo command; the cargo that runs the chore runs it too.
    pub(crate) fn cargo(name: &'static str, args: &[&str]) -> Self {
        let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Self {
            name,
            program,
            args: owned(args),
            env: Vec::new(),
            required: true,
        }
    }

    /// Another command.
    pub(crate) fn program(name: &'static str, program: &str, args: &[&str]) -> Self {
        Self {
            required: true,
            ..Self::optional(name, program, args)
        }
    }

    /// A command whose failure is told and not counted.
    pub(crate) fn optional(name: &'static str, program: &str, args: &[&str]) -> Self {
        Self {
            name,
            program: program.into(),
            args: owned(args),
            env: Vec::new(),
            required: false,
        }
    }

    /// The same with a variable set.
    pub(crate) fn env(mut self, name: &'static str, value: &'static str) -> Self {
        self.env.push((name, value));
        self
    }

    fn run(&self) -> Result<(), String> {
        let status = Command::new(&self.program)
            .args(&self.args)
            .envs(self.env.iter().copied())
            .current_dir(root())
            .status()
            .map_err(|error| format!("{}: {error}", self.program.display()))?;
        if status.success() {
            Ok(())
        } else {
            Err(status.to_string())
        }
    }
}

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    // Cargo says where it runs from; the checkout may have moved since this was built.
    let here =
        std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    PathBuf::from(here).join("../..")
}

fn owned(args: &[&str]) -> Vec<String> {
    args.iter().map(|a| (*a).to_owned()).collect()
}

/// The steps of a chore.
pub(crate) struct Steps(Vec<Step>);

impl Steps {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn push(&mut self, step: Step) {
        self.0.push(step);
    }

    /// Runs them all, also after one has failed, and says which did.
    pub(crate) fn run(self) -> ExitCode {
        let mut lines = Vec::new();
        let mut failed = 0;
        for step in &self.0 {
            println!("== {}", step.name);
            let start = Instant::now();
            let outcome = step.run();
            let took = seconds(start.elapsed());
            match outcome {
                Ok(()) => lines.push(format!("ok      {took:>7}  {}", step.name)),
                Err(why) if step.required => {
                    failed += 1;
                    lines.push(format!("FAILED  {took:>7}  {} ({why})", step.name));
                }
                Err(why) => lines.push(format!("left out {took:>6}  {} ({why})", step.name)),
            }
        }
        println!("\n{}", lines.join("\n"));
        if failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
