//! `gongkai deadline`.

use std::process::ExitCode;

use gongkai::calendar::{Certainty, Deadline, WorkCalendar};
use gongkai::finding::Lang;
use gongkai::law::{Citation, Registry};
use serde_json::{Value, json};

use crate::args::{DeadlineArgs, PlainFormat};
use crate::output::{self, Failure};

pub(crate) fn run(args: &DeadlineArgs) -> Result<ExitCode, Failure> {
    let mut request = Deadline::after(args.from, args.period).roll(!args.no_roll);
    for span in &args.exclude {
        request = request.exclude(span.clone());
    }
    for &by in &args.extend {
        request = request.extend(by);
    }
    let deadline = request.on(WorkCalendar::national())?;
    match args.format {
        PlainFormat::Json => output::json(&view(&deadline, args.lang)?)?,
        PlainFormat::Text => output::print(&text(&deadline, args.lang))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The deadline as data, each step with its sentence, citations spelled out.
fn view(deadline: &Deadline, lang: Lang) -> Result<Value, Failure> {
    let mut steps = Vec::new();
    for (step, sentence) in deadline.trail.iter().zip(deadline.explain(lang)) {
        let mut step = serde_json::to_value(step)?;
        if let Some(step) = step.as_object_mut() {
            step.insert("message".to_owned(), Value::String(sentence));
        }
        steps.push(step);
    }
    Ok(json!({
        "due": deadline.due,
        "certainty": deadline.certainty,
        "trail": steps,
        "basis": cited(&deadline.basis, lang),
        "citations": deadline.basis,
    }))
}

fn cited(basis: &[Citation], lang: Lang) -> Vec<String> {
    let registry = Registry::builtin();
    basis
        .iter()
        .map(|c| match lang {
            Lang::Zh => c.chinese(registry),
            Lang::En => c.english(registry),
        })
        .collect()
}

fn text(deadline: &Deadline, lang: Lang) -> String {
    let mut lines = deadline.explain(lang);
    let basis = cited(&deadline.basis, lang);
    lines.push(match lang {
        Lang::Zh => format!("依据：{}", basis.join("；")),
        Lang::En => format!("basis: {}", basis.join("; ")),
    });
    if deadline.certainty == Certainty::Projected {
        lines.push(match lang {
            Lang::Zh => "注意：所跨年份的放假安排尚未公布，以上日期是推算，安排公布后须重算。".to_owned(),
            Lang::En => "note: the holiday arrangement of a year involved is not published yet; the date is projected and has to be computed again".to_owned(),
        });
    }
    lines.join("\n") + "\n"
}
