//! `gongkai duties`.

use std::process::ExitCode;

use chrono::{Datelike, NaiveDate};
use gongkai::duty::Agenda;
use gongkai::item::Item;
use gongkai_formats::ics::{IcsCalendar, IcsEvent, ics};
use serde_json::{Value, json};

use crate::args::{DutiesArgs, DutiesFormat};
use crate::files;
use crate::output::{self, Failure};
use crate::setup::Setup;

pub(crate) fn run(args: &DutiesArgs) -> Result<ExitCode, Failure> {
    let as_of = args.as_of.unwrap_or_else(output::today);
    let edge = |month, day| NaiveDate::from_ymd_opt(as_of.year(), month, day).unwrap_or(as_of);
    let from = args.from.unwrap_or_else(|| edge(1, 1));
    let to = args.to.unwrap_or_else(|| edge(12, 31));
    if to < from {
        return Err(Failure::new(format!("--to {to} is before --from {from}")));
    }
    let setup = Setup::load(&args.unit)?;
    let mut items: Vec<Item> = Vec::new();
    let mut unread = false;
    for (path, list) in setup.items() {
        match list {
            Ok(list) => items.extend(list.items),
            Err(error) => {
                unread = true;
                eprintln!("{}: {error}", files::shown(&path));
            }
        }
    }
    let (catalogue, calendar, events) = (setup.catalogue()?, setup.calendar()?, setup.events());
    let agenda = gongkai::duty::agenda(
        setup.unit(),
        &catalogue,
        events,
        &items,
        &calendar,
        from,
        to,
        as_of,
    );
    match args.format {
        DutiesFormat::Text => output::print(&agenda.render(args.lang))?,
        DutiesFormat::Json => output::json(&view(&agenda, args)?)?,
        DutiesFormat::Csv => {
            let mut rows = vec![Agenda::header(args.lang).map(str::to_owned).to_vec()];
            rows.extend(agenda.rows(args.lang));
            output::write(None, &files::csv(&rows))?;
        }
        DutiesFormat::Ics => output::print(&entries(&agenda, args))?,
    }
    Ok(if unread {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    })
}

/// The agenda as data, each duty with its sentence.
fn view(agenda: &Agenda, args: &DutiesArgs) -> Result<Value, Failure> {
    let mut value = serde_json::to_value(agenda)?;
    if let Some(duties) = value.get_mut("duties").and_then(Value::as_array_mut) {
        for (shown, duty) in duties.iter_mut().zip(&agenda.duties) {
            if let Some(shown) = shown.as_object_mut() {
                shown.insert("title".to_owned(), json!(duty.title(args.lang)));
                shown.insert("due".to_owned(), json!(duty.due()));
                shown.insert("message".to_owned(), json!(duty.message(args.lang)));
            }
        }
    }
    if let Some(value) = value.as_object_mut() {
        value.insert("counts".to_owned(), json!(agenda.counts()));
    }
    Ok(value)
}

fn entries(agenda: &Agenda, args: &DutiesArgs) -> String {
    let events = agenda
        .calendar_entries(args.lang)
        .into_iter()
        .map(|entry| IcsEvent {
            id: entry.uid.trim_end_matches("@gongkai").to_owned(),
            start: entry.date,
            end: entry.date,
            summary: entry.summary,
            description: entry.description,
            busy: true,
            remind_days: Some(3),
            ..IcsEvent::default()
        })
        .collect();
    ics(&IcsCalendar {
        name: agenda.unit.clone(),
        stamp: output::now(),
        events,
    })
}
