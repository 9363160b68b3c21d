//! The `gongkai` command: a thin shell over the library. It reads files, prints answers and
//! knows today's date; everything else is asked of `gongkai` and `gongkai-formats`.

mod args;
mod calendar;
mod cases;
mod catalogue;
mod check;
mod consult;
mod deadline;
mod duties;
mod exempt;
mod files;
mod import;
mod lists;
mod output;
mod request;
mod retention;
mod review;
mod review_text;
mod rule;
mod setup;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Check(options) => check::run(&options),
        Command::Duties(options) => duties::run(&options),
        Command::Deadline(options) => deadline::run(&options),
        Command::Calendar(options) => calendar::run(&options),
        Command::Catalogue { command } => catalogue::run(&command),
        Command::Consult { command } => consult::run(&command),
        Command::Request { command } => request::run(&command),
        Command::Exempt { command } => exempt::run(&command),
        Command::Retention { command } => retention::run(&command),
        Command::Review { command } => review::run(&command),
        Command::Rule(options) => rule::run(&options),
    };
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("gongkai: {failure}");
            ExitCode::from(2)
        }
    }
}
