//! The project's chores: `cargo xtask test`, `cargo xtask bench` and what they are made of.

mod bindings;
mod coverage;
mod emit;
mod parity;
mod run;

use std::process::ExitCode;

use run::{Step, Steps};

const HELP: &str = "\
cargo xtask <chore>

  test       everything that must pass: format, lints, unit, doc, fixture and end-to-end
             tests, documentation, packaging of the core
  quick      format, lints and tests of the library crates
  bench      the benchmarks (working days, deadlines, checking of texts), then, where Python
             has the packages, the peers' figures for the same jobs
  evaluate   figures of the evaluation sets (ranking of titles)
  coverage   which branches of the procedures the tests take; needs cargo-llvm-cov
  bless      writes the generated files anew: the index of rules
  bindings   builds the bindings, each with what the machine has; `bindings --help` says more
  schema     writes the schema of the contract (bindings/contract/schema.json); with --check
             only says whether it is as the code has it
  emit       writes the bindings' types and functions from that schema; --check as above
  parity     whether all that the core offers reaches every binding and has a case among the
             vectors; with --list also what carries each function of the core
  help       this text
";

fn main() -> ExitCode {
    let chore = std::env::args().nth(1).unwrap_or_default();
    let steps = match chore.as_str() {
        "test" => test(),
        "quick" => quick(),
        "bench" => bench(),
        "evaluate" => evaluate(),
        "bless" => bless(),
        "coverage" => return coverage::run(),
        "schema" => return emit::schema(&rest()),
        "emit" => return emit::emit(&rest()),
        "parity" => return parity::run(&rest()),
        "bindings" => {
            return bindings::run(&rest());
        }
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    steps.run()
}

/// The arguments behind the chore's name.
fn rest() -> Vec<String> {
    std::env::args().skip(2).collect()
}

fn test() -> Steps {
    let mut steps = Steps::new();
    steps.push(Step::cargo("format", &["fmt", "--all", "--check"]));
    steps.push(Step::cargo(
        "lints",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ],
    ));
    steps.push(Step::cargo(
        "schema of the contract",
        &["xtask", "schema", "--check"],
    ));
    steps.push(Step::cargo(
        "generated sources of the bindings",
        &["xtask", "emit", "--check"],
    ));
    steps.push(Step::cargo(
        "parity of the core, the bindings and the cases",
        &["xtask", "parity"],
    ));
    // The end-to-end tests run the command itself, so it is built first.
    steps.push(Step::cargo(
        "the command",
        &["build", "--quiet", "--package", "gongkai-cli"],
    ));
    // The random tests begin at a fixed place, so that a run can be repeated; plain `cargo test`
    // begins at another one each time.
    steps.push(
        Step::cargo("tests", &["test", "--workspace", "--quiet"])
            .env("PROPTEST_RNG_SEED", "20190515"),
    );
    // The schemas are a feature of the core that no other step turns on for its tests.
    let schema = ["--quiet", "--package", "gongkai", "--features", "schema"];
    steps.push(Step::cargo(
        "lints of the schemas",
        &[
            &["clippy"],
            &schema[..],
            &["--lib", "--test", "schema", "--", "-D", "warnings"],
        ]
        .concat(),
    ));
    steps.push(Step::cargo(
        "schemas",
        &[&["test"], &schema[..], &["--test", "schema"]].concat(),
    ));
    // What they lack they get, where the machine lets them; where not, they fail and say what.
    // Swift is compiled only where its tools are, and only read elsewhere.
    let bindings = ["xtask", "bindings", "python", "wasm", "kotlin", "swift"];
    steps.push(Step::cargo(
        "the bindings",
        &[&bindings[..], &["--test", "--install"]].concat(),
    ));
    steps.push(Step::program(
        "what the page is built with",
        "npm",
        &["--prefix", "examples/web", "ci", "--no-audit", "--no-fund"],
    ));
    steps.push(Step::program(
        "the page in a browser",
        "npm",
        &["--prefix", "examples/web", "test"],
    ));
    steps.push(
        Step::cargo(
            "documentation",
            &["doc", "--workspace", "--no-deps", "--quiet"],
        )
        .env("RUSTDOCFLAGS", "-D warnings"),
    );
    steps.push(Step::cargo(
        "packaging of the core",
        &[
            "publish",
            "--dry-run",
            "--quiet",
            "--package",
            "gongkai",
            "--allow-dirty",
        ],
    ));
    steps
}

fn quick() -> Steps {
    let mut steps = Steps::new();
    steps.push(Step::cargo("format", &["fmt", "--all", "--check"]));
    steps.push(Step::cargo(
        "lints",
        &["clippy", "--all-targets", "--quiet", "--", "-D", "warnings"],
    ));
    steps.push(Step::cargo("tests", &["test", "--quiet"]));
    steps
}

fn bench() -> Steps {
    let mut steps = Steps::new();
    steps.push(Step::cargo(
        "benchmarks",
        &["bench", "--quiet", "--package", "gongkai-benches"],
    ));
    steps.push(Step::optional(
        "peers",
        "python3",
        &["benches/peers/calendar.py"],
    ));
    steps
}

fn evaluate() -> Steps {
    let mut steps = Steps::new();
    steps.push(Step::cargo(
        "ranking of titles",
        &[
            "test",
            "--quiet",
            "--release",
            "--package",
            "gongkai-tests",
            "--test",
            "rank",
            "--",
            "--nocapture",
        ],
    ));
    steps
}

fn bless() -> Steps {
    let mut steps = Steps::new();
    steps.push(
        Step::cargo(
            "index of rules",
            &[
                "test",
                "--quiet",
                "--package",
                "gongkai",
                "--test",
                "rule_pages",
            ],
        )
        .env("GONGKAI_BLESS", "1"),
    );
    steps
}
