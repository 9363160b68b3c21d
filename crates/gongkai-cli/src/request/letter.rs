//! `gongkai request letter`, and the register of `gongkai request list --format xlsx`.

use std::process::ExitCode;

use gongkai::calendar::WorkCalendar;
use gongkai::case::{Entry, Timeline};
use gongkai::finding::Lang;
use gongkai::request::{
    CaseLetter, JoinSettings, Joinable, LetterError, RegisterRow, RequestEvent, RequestStatus,
    Settings, case_letters, join,
};
use gongkai_formats::letter::{docx, html};
use gongkai_formats::register::{groups, register};
use gongkai_formats::sheet::xlsx;

use super::{id_of, read, told};
use crate::args::request::{LetterArgs, LetterFormat};
use crate::output::{self, Failure};
use crate::setup::Setup;

pub(super) fn run(args: &LetterArgs) -> Result<ExitCode, Failure> {
    if args.format == LetterFormat::Docx && args.output.is_none() && !args.list {
        return Err(Failure::new(
            "docx 要写到文件：-o 答复书.docx (a DOCX is written to a file: -o)",
        ));
    }
    let file = read(&args.file)?;
    let setup = Setup::find(args.unit.as_deref(), std::slice::from_ref(&args.file))?;
    let calendar = match &setup {
        Some(setup) => setup.calendar()?,
        None => WorkCalendar::national().clone(),
    };
    let as_of = args.as_of.unwrap_or_else(output::today);
    let id = id_of(&args.file);
    let letters = case_letters(&id, &file.entries, &Settings::default(), as_of, &calendar);
    let code = told(&args.file, &file, args.lang);
    if args.list {
        list(&letters, args.lang)?;
        return Ok(code);
    }
    let wanted: Vec<CaseLetter> = letters
        .into_iter()
        .filter(|l| args.event.is_none_or(|n| l.index == n))
        .collect();
    let mut made = match CaseLetter::choose(&wanted, args.kind) {
        Ok(letter) => letter.clone(),
        Err(error) => return Ok(refused(&error, args.lang)),
    };
    let Some(office) = setup.as_ref().and_then(Setup::office) else {
        return Err(Failure::new(
            "不知道由谁发文：在 gongkai.toml 里写 [office]，写法见 gongkai request letter --help (no table [office] in gongkai.toml)",
        ));
    };
    if args.number.is_some() {
        made.number.clone_from(&args.number);
    }
    if let Some(date) = args.date {
        made.on = date;
    }
    made.case.attachments.clone_from(&args.attach);
    let letter = match made.write(&office) {
        Ok(letter) => letter,
        Err(error) => return Ok(refused(&error, args.lang)),
    };
    let bytes = match args.format {
        LetterFormat::Text => letter.text().into_bytes(),
        LetterFormat::Html => html(&letter).into_bytes(),
        LetterFormat::Docx => docx(&letter),
        LetterFormat::Json => format!("{}\n", serde_json::to_string_pretty(&letter)?).into_bytes(),
    };
    output::write(args.output.as_deref(), &bytes)?;
    Ok(code)
}

/// The letters that the case calls for, a line each.
fn list(letters: &[CaseLetter], lang: Lang) -> Result<(), Failure> {
    let mut out = String::new();
    for letter in letters {
        let kind = letter.draft.kind();
        let why = match (&letter.refused, lang) {
            (None, _) => String::new(),
            (Some(error), Lang::Zh) => format!("（没有效力：{}）", error.message(lang)),
            (Some(error), Lang::En) => format!(" (no effect: {})", error.message(lang)),
        };
        let line = match lang {
            Lang::Zh => format!(
                "--event {:<3} {}  {:<16} {}{why}\n",
                letter.index,
                letter.on,
                kind.name(),
                kind.title()
            ),
            Lang::En => format!(
                "--event {:<3} {}  {}{why}\n",
                letter.index,
                letter.on,
                kind.name()
            ),
        };
        out.push_str(&line);
    }
    output::print(&out)
}

fn refused(error: &LetterError, lang: Lang) -> ExitCode {
    let basis: Vec<String> = error.citations().iter().map(ToString::to_string).collect();
    let basis = if basis.is_empty() {
        String::new()
    } else {
        format!("（{}）", basis.join("；"))
    };
    match lang {
        Lang::Zh => eprintln!("{}{basis}", error.message(lang)),
        Lang::En => eprintln!(
            "not written ({}): {}{basis}",
            error.code(),
            error.message(lang)
        ),
    }
    ExitCode::from(1)
}

/// The register of an office, gathered case by case.
#[derive(Default)]
pub(super) struct Register {
    rows: Vec<RegisterRow>,
    applications: Vec<Joinable>,
}

impl Register {
    pub(super) fn add(&mut self, entries: &[Entry<RequestEvent>], status: &RequestStatus) {
        let row = RegisterRow::of(entries, status);
        let timeline = Timeline::of(entries, status.as_of);
        let answer = timeline.moments.iter().find_map(|m| match &m.entry.event {
            RequestEvent::Answered { answer, .. } if Some(m.index) == status.answer_event => {
                Some(answer.clone())
            }
            _ => None,
        });
        if let Some(on) = row.arrived {
            self.applications.push(Joinable {
                case: row.case.clone(),
                body: String::new(),
                applicant: row.applicant.clone(),
                on,
                content: row.content.clone(),
                answer,
                suggests: false,
            });
        }
        self.rows.push(row);
    }

    /// Two sheets: the register, and the applications that ask for the same.
    pub(super) fn workbook(&mut self, body: &str, lang: Lang) -> Vec<u8> {
        for application in &mut self.applications {
            body.clone_into(&mut application.body);
        }
        self.rows
            .sort_by(|a, b| (a.arrived, &a.case).cmp(&(b.arrived, &b.case)));
        let same = join(&self.applications, &JoinSettings::default());
        xlsx(&[register(&self.rows, lang), groups(&same, lang)])
    }
}
