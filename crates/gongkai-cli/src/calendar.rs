//! `gongkai calendar`.

use std::fmt::Write as _;
use std::process::ExitCode;

use gongkai::calendar::{Day, DayKind, WorkCalendar};
use gongkai::finding::Lang;
use gongkai::law::{InstrumentId, Registry};
use gongkai_formats::ics::{IcsCalendar, IcsEvent, ics};
use serde_json::json;

use crate::args::{CalendarArgs, CalendarFormat};
use crate::output::{self, Failure};

pub(crate) fn run(args: &CalendarArgs) -> Result<ExitCode, Failure> {
    if args.to < args.from {
        return Err(Failure::new(format!(
            "--to {} is before --from {}",
            args.to, args.from
        )));
    }
    let calendar = WorkCalendar::national();
    let days = calendar.days(args.from..=args.to)?;
    match args.format {
        CalendarFormat::Csv => {
            let mut out = String::from("date,workday,name\n");
            for day in days {
                let name = day.name.unwrap_or_default();
                let _ = writeln!(out, "{},{},{}", day.date, u8::from(day.workday), name);
            }
            output::print(&out)?;
        }
        CalendarFormat::Json => output::json(&json!({
            "from": args.from,
            "to": args.to,
            "published_until": calendar.published_until(),
            "days": days.collect::<Vec<_>>(),
        }))?,
        CalendarFormat::Ics => output::print(&holidays(days, args.lang))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The days that are not as the weekday says, runs of one holiday joined.
fn holidays<'a>(days: impl Iterator<Item = Day<'a>>, lang: Lang) -> String {
    let mut events: Vec<IcsEvent> = Vec::new();
    for day in days.filter(|d| !matches!(d.kind, DayKind::Workday) && d.name.is_some()) {
        let name = day.name.unwrap_or_default();
        let work = day.kind == DayKind::MakeupWorkday;
        let summary = match (work, lang) {
            (true, Lang::Zh) => format!("{name}调休上班"),
            (false, Lang::Zh) => format!("{name}放假"),
            (true, Lang::En) => format!("{name}: make-up workday"),
            (false, Lang::En) => format!("{name}: day off"),
        };
        if let Some(last) = events.last_mut()
            && last.summary == summary
            && last.end.succ_opt() == Some(day.date)
        {
            last.end = day.date;
            continue;
        }
        events.push(IcsEvent {
            id: format!("day-{}", day.date),
            start: day.date,
            end: day.date,
            summary,
            description: day.notice.and_then(number).unwrap_or_default(),
            busy: work,
            ..IcsEvent::default()
        });
    }
    let name = match lang {
        Lang::Zh => "工作日历",
        Lang::En => "Working calendar of China",
    };
    ics(&IcsCalendar {
        name: name.to_owned(),
        stamp: output::now(),
        events,
    })
}

/// The document number of a notice.
fn number(id: &InstrumentId) -> Option<String> {
    Registry::builtin().get(id)?.number.clone()
}
