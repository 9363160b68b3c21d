//! `cargo xtask bindings`: each binding, built with
//! what the machine has.
//!
//! Nothing is installed outside the checkout unless `--install` asks for it. What a binding
//! lacks is told, each thing with the command that gets it.

mod kotlin;
mod mobile;
mod python;
mod swift;
mod tools;
mod wasm;

use std::process::ExitCode;
use std::time::Instant;

const HELP: &str = "\
cargo xtask bindings [python|wasm|kotlin|swift …] [options]

  Builds the bindings named, or all of them. One whose tools are missing is left out and says
  what it lacks; when it was named, or with --strict, that is a failure.

  --test     runs the tests of each as well
  --bench    measures each as well
  --install  first gets what is missing, where that can be done (needs root for system packages)
  --strict   a binding left out is a failure
";

/// What to do with a binding besides building it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Options {
    /// Its tests are run.
    pub(crate) test: bool,
    /// It is measured.
    pub(crate) bench: bool,
    /// What is missing is installed, where that can be done.
    pub(crate) install: bool,
    /// What cannot be built is a failure.
    pub(crate) strict: bool,
}

/// Something that a binding needs and the machine lacks.
#[derive(Debug)]
pub(crate) struct Missing {
    /// What it is, and for what.
    pub(crate) what: String,
    /// How a person gets it: a command, or a sentence.
    pub(crate) get: String,
}

impl Missing {
    pub(crate) fn new(what: impl Into<String>, get: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            get: get.into(),
        }
    }
}

/// A language's part: what it lacks, and building (and testing, measuring) it.
struct Language {
    name: &'static str,
    /// Gets what is missing; what it cannot get stays in [`Self::missing`].
    install: fn(),
    missing: fn() -> Vec<Missing>,
    build: fn(Options) -> Result<(), String>,
}

const LANGUAGES: [Language; 4] = [
    Language {
        name: "python",
        install: python::install,
        missing: python::missing,
        build: python::build,
    },
    Language {
        name: "wasm",
        install: wasm::install,
        missing: wasm::missing,
        build: wasm::build,
    },
    Language {
        name: "kotlin",
        install: kotlin::install,
        missing: kotlin::missing,
        build: kotlin::build,
    },
    Language {
        name: "swift",
        install: swift::install,
        missing: swift::missing,
        build: swift::build,
    },
];

/// Runs the chore with the arguments after its name.
pub(crate) fn run(args: &[String]) -> ExitCode {
    let mut options = Options::default();
    let mut named: Vec<&Language> = Vec::new();
    for arg in args {
        match arg.as_str() {
            "--test" => options.test = true,
            "--bench" => options.bench = true,
            "--install" => options.install = true,
            "--strict" => options.strict = true,
            "--help" | "-h" => {
                print!("{HELP}");
                return ExitCode::SUCCESS;
            }
            name => {
                if let Some(language) = LANGUAGES.iter().find(|l| l.name == name) {
                    named.push(language);
                } else {
                    eprint!("`{name}` is not known here\n\n{HELP}");
                    return ExitCode::from(2);
                }
            }
        }
    }
    let must = options.strict || !named.is_empty();
    if named.is_empty() {
        named.extend(&LANGUAGES);
    }
    let mut lines = Vec::new();
    let mut failed = false;
    for language in named {
        println!("== {}", language.name);
        let start = Instant::now();
        let outcome = one(language, options);
        let took = start.elapsed().as_secs_f64();
        let line = match outcome {
            Outcome::Done => format!("ok        {took:>7.1} s  {}", language.name),
            Outcome::Failed(why) => {
                failed = true;
                format!("FAILED    {took:>7.1} s  {} ({why})", language.name)
            }
            Outcome::LeftOut(missing) => {
                failed |= must;
                let label = if must { "FAILED   " } else { "left out " };
                format!(
                    "{label}            {}, which lacks:\n{missing}",
                    language.name
                )
            }
        };
        lines.push(line);
    }
    println!("\n{}", lines.join("\n"));
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

enum Outcome {
    Done,
    Failed(String),
    LeftOut(String),
}

fn one(language: &Language, options: Options) -> Outcome {
    if options.install && !(language.missing)().is_empty() {
        (language.install)();
    }
    let missing = (language.missing)();
    if !missing.is_empty() {
        let told: Vec<String> = missing
            .iter()
            .map(|m| format!("    - {}\n      get it: {}", m.what, m.get))
            .collect();
        return Outcome::LeftOut(told.join("\n"));
    }
    match (language.build)(options) {
        Ok(()) => Outcome::Done,
        Err(why) => Outcome::Failed(why),
    }
}
