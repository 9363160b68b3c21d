//! `gongkai consult`.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::case::{ContentHash, Entry};
use gongkai::consultation::{
    Consultation, ConsultationError, ConsultationEvent, ConsultationKind, ConsultationStatus,
    LocalMinimum, Settings, Shortening,
};
use gongkai::finding::Lang;
use gongkai::law::{Citation, Registry};
use gongkai::review::ReviewEvent;
use gongkai_formats::case_file::{CaseFile, append, begin};
use serde_json::{Value, json};

use crate::args::PlainFormat;
use crate::args::consult::{ConsultCommand, ConsultEventArgs, ConsultNewArgs, ConsultStatusArgs};
use crate::output::{self, Failure};
use crate::setup::Setup;

type CommandEntry = Entry<ConsultationEvent>;

pub(crate) fn run(command: &ConsultCommand) -> Result<ExitCode, Failure> {
    match command {
        ConsultCommand::Kinds {
            as_of,
            format,
            lang,
        } => kinds(as_of.unwrap_or_else(output::today), *format, *lang)?,
        ConsultCommand::New(args) => new(args)?,
        ConsultCommand::Event(args) => event(args)?,
        ConsultCommand::Status(args) => status(args)?,
        ConsultCommand::Evidence { of, gate } => evidence(of, gate)?,
        ConsultCommand::Outline(args) => outline(args)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn new(args: &ConsultNewArgs) -> Result<(), Failure> {
    let local = args.local.zip(args.local_basis.clone());
    let mut entry = Entry::new(
        args.on,
        ConsultationEvent::Opened {
            title: args.title.clone(),
            kind: args.kind.clone(),
            body: args.body.clone(),
            local: local.map(|(period, basis)| LocalMinimum { period, basis }),
        },
    );
    entry.by.clone_from(&args.by);
    Consultation::admit(&[], &entry, WorkCalendar::national(), &Settings::default())
        .map_err(|e| refusal(&e, args.lang))?;
    let text = begin(&[entry])?;
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&args.file)
        .map_err(|e| Failure::file(&args.file, e))?;
    file.write_all(text.as_bytes())
        .map_err(|e| Failure::file(&args.file, e))
}

fn event(args: &ConsultEventArgs) -> Result<(), Failure> {
    let file = read(&args.file)?;
    let mut value: Value = serde_json::from_str(&args.entry)
        .map_err(|e| Failure::new(format!("ENTRY: {e}; see `gongkai consult event --help`")))?;
    hash_files(&mut value)?;
    let entry: CommandEntry = serde_json::from_value(value)
        .map_err(|e| Failure::new(format!("ENTRY: {e}; see `gongkai consult event --help`")))?;
    let calendar = calendar(args.unit.as_deref(), &args.file)?;
    Consultation::admit(&file.entries, &entry, &calendar, &Settings::default())
        .map_err(|e| refusal(&e, args.lang))?;
    let line = append(&file, &[entry])?;
    let mut out = OpenOptions::new()
        .append(true)
        .open(&args.file)
        .map_err(|e| Failure::file(&args.file, e))?;
    out.write_all(line.as_bytes())
        .map_err(|e| Failure::file(&args.file, e))
}

/// A refusal with its articles.
fn refusal(error: &ConsultationError, lang: Lang) -> Failure {
    let basis = cited(&error.citations(), lang);
    let basis = match (basis.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("（{basis}）"),
        (false, Lang::En) => format!(" ({basis})"),
    };
    Failure::new(format!("{}{basis} [{}]", error.message(lang), error.code()))
}

fn cited(citations: &[Citation], lang: Lang) -> String {
    let all: Vec<String> = citations
        .iter()
        .map(|c| match lang {
            Lang::Zh => c.to_string(),
            Lang::En => c.english(Registry::builtin()),
        })
        .collect();
    all.join(match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    })
}

/// Puts the hash of a file where its path is given.
fn hash_files(value: &mut Value) -> Result<(), Failure> {
    match value {
        Value::Array(all) => all.iter_mut().try_for_each(hash_files),
        Value::Object(object) => {
            if let Some(Value::String(path)) = object.remove("file") {
                let path = Path::new(&path);
                let bytes = fs::read(path).map_err(|e| Failure::file(path, e))?;
                let hash = ContentHash::of(&bytes).to_string();
                object.insert("content".to_owned(), Value::String(hash));
            }
            object.values_mut().try_for_each(hash_files)
        }
        _ => Ok(()),
    }
}

/// The entries of a file; what cannot be read is told on standard error.
fn read(path: &Path) -> Result<CaseFile<ConsultationEvent>, Failure> {
    let bytes = fs::read(path).map_err(|e| Failure::file(path, e))?;
    CaseFile::read(&bytes).map_err(|e| Failure::file(path, e))
}

/// The calendar of the unit whose setup lies at or above the file.
fn calendar(unit: Option<&Path>, file: &Path) -> Result<WorkCalendar, Failure> {
    match Setup::find(unit, &[file.to_owned()])? {
        Some(setup) => setup.calendar(),
        None => Ok(WorkCalendar::national().clone()),
    }
}

/// A case read and folded as the arguments ask.
struct Told {
    name: String,
    case: Consultation,
    calendar: WorkCalendar,
    as_of: NaiveDate,
    faults: Vec<String>,
}

fn fold(args: &ConsultStatusArgs) -> Result<Told, Failure> {
    let file = read(&args.file)?;
    let as_of = args.as_of.unwrap_or_else(output::today);
    let calendar = calendar(args.unit.as_deref(), &args.file)?;
    let mut faults: Vec<String> = file.fault.iter().map(|f| f.message(args.lang)).collect();
    faults.extend(file.broken_seals.iter().map(|n| match args.lang {
        Lang::Zh => format!("第{}条的封记对不上，被手工改过", n + 1),
        Lang::En => format!("the seal of event {} does not fit: changed by hand", n + 1),
    }));
    let stem = args.file.file_stem().unwrap_or_default();
    Ok(Told {
        name: stem.to_string_lossy().into_owned(),
        case: Consultation::of(&file.entries, as_of, &calendar, &Settings::default()),
        calendar,
        as_of,
        faults,
    })
}

fn status(args: &ConsultStatusArgs) -> Result<(), Failure> {
    let told = fold(args)?;
    let status = told.case.status(&told.name, told.as_of, &told.calendar);
    match args.format {
        PlainFormat::Json => output::json(&view(&status, &told, args.lang)?),
        PlainFormat::Text => output::print(&text(&status, &told, args.lang)?),
    }
}

/// The evidence that a review asks for, as an entry of its file.
fn evidence(args: &ConsultStatusArgs, gate: &str) -> Result<(), Failure> {
    let told = fold(args)?;
    let evidence = told.case.evidence();
    if !evidence.may_decide {
        let status = told.case.status(&told.name, told.as_of, &told.calendar);
        let open: Vec<String> = status.open.iter().map(|p| p.message(args.lang)).collect();
        let lacking = evidence.missing.join(", ");
        return Err(Failure::new(match args.lang {
            Lang::Zh => format!("还不能作为证据：{} [{lacking}]", open.join("；")),
            Lang::En => format!("no evidence yet: {} [{lacking}]", open.join("; ")),
        }));
    }
    let entry = Entry::new(
        told.as_of,
        ReviewEvent::Evidence {
            gate: gate.to_owned(),
            reference: told.name.clone(),
            content: evidence.content(),
            dated: evidence.result_published,
            from: evidence.published,
            to: evidence.until,
            shortened: evidence.shortened.unwrap_or_default(),
        },
    );
    output::print(&format!("{}\n", serde_json::to_string(&entry)?))
}

fn outline(args: &ConsultStatusArgs) -> Result<(), Failure> {
    let outline = fold(args)?.case.interpretation_outline();
    match args.format {
        PlainFormat::Json => output::json(&outline),
        PlainFormat::Text => output::print(&outline.render(args.lang)),
    }
}

/// The status as data, each step, point and problem with its sentence.
fn view(status: &ConsultationStatus, told: &Told, lang: Lang) -> Result<Value, Failure> {
    let mut value = serde_json::to_value(status)?;
    let mut put = |list: &str, sentences: Vec<String>| {
        let all = value.get_mut(list).and_then(Value::as_array_mut);
        for (one, sentence) in all.into_iter().flatten().zip(sentences) {
            if let Some(one) = one.as_object_mut() {
                one.insert("text".to_owned(), Value::String(sentence));
            }
        }
    };
    put(
        "trail",
        status.trail.iter().map(|s| s.message(lang)).collect(),
    );
    put(
        "open",
        status.open.iter().map(|p| p.message(lang)).collect(),
    );
    put(
        "problems",
        status.problems.iter().map(|p| p.message(lang)).collect(),
    );
    if let Some(object) = value.as_object_mut() {
        object.insert("as_of".to_owned(), json!(told.as_of));
        object.insert("faults".to_owned(), json!(told.faults));
    }
    Ok(value)
}

fn text(status: &ConsultationStatus, told: &Told, lang: Lang) -> Result<String, Failure> {
    let zh = lang == Lang::Zh;
    let word = |chinese: &'static str, english: &'static str| if zh { chinese } else { english };
    let kind = status
        .kind
        .as_deref()
        .and_then(ConsultationKind::get)
        .map_or("", |k| k.name(lang));
    let mut out = String::new();
    writeln!(out, "{}　{}　{kind}", status.case, status.title)?;
    let (state, day) = (status.state.label(lang), told.as_of);
    match lang {
        Lang::Zh => writeln!(out, "状态：{state}（截至{day}）")?,
        Lang::En => writeln!(out, "state: {state} (as of {day})")?,
    }
    let counts = &status.counts;
    if zh {
        writeln!(
            out,
            "意见：收到{}件，期内{}、逾期{}、期外{}，撤回{}；不同的{}种；附件{}件；已归类{}件",
            counts.received,
            counts.in_time,
            counts.late,
            counts.unasked,
            counts.withdrawn,
            counts.distinct,
            counts.attachments,
            counts.grouped,
        )?;
    } else {
        writeln!(
            out,
            "comments: {} received, {} in time, {} late, {} unasked, {} withdrawn; {} distinct; {} attachments; {} grouped",
            counts.received,
            counts.in_time,
            counts.late,
            counts.unasked,
            counts.withdrawn,
            counts.distinct,
            counts.attachments,
            counts.grouped,
        )?;
    }
    for group in &status.groups {
        let adoption = group
            .adoption
            .map_or(word("待研究", "not answered"), |a| a.label(lang));
        let reasons = group.reasons.as_deref().unwrap_or_default();
        writeln!(
            out,
            "  {}：{}（{}）{adoption} {reasons}",
            group.group, group.summary, group.comments
        )?;
    }
    let mut list = |head: &str, lines: Vec<String>| -> Result<(), Failure> {
        if !lines.is_empty() {
            writeln!(out, "{head}")?;
        }
        for line in lines {
            writeln!(out, "  {}", line.trim_end())?;
        }
        Ok(())
    };
    list(
        word("还要做：", "to be done:"),
        status.open.iter().map(|p| p.message(lang)).collect(),
    )?;
    list(
        word("经过：", "so far:"),
        status.trail.iter().map(|s| s.message(lang)).collect(),
    )?;
    let refused = status.problems.iter().map(|p| {
        let (index, message) = (p.index + 1, p.message(lang));
        let basis = cited(&p.citations(), lang);
        match (lang, basis.is_empty()) {
            (Lang::Zh, true) => format!("第{index}条：{message}"),
            (Lang::Zh, false) => format!("第{index}条：{message}（{basis}）"),
            (Lang::En, true) => format!("event {index}: {message}"),
            (Lang::En, false) => format!("event {index}: {message} ({basis})"),
        }
    });
    list(
        word(
            "不能照单采信的记录：",
            "entries that cannot be taken as they are:",
        ),
        told.faults.iter().cloned().chain(refused).collect(),
    )?;
    list(word("依据：", "basis:"), vec![cited(&status.basis, lang)])?;
    Ok(out)
}

fn kinds(as_of: NaiveDate, format: PlainFormat, lang: Lang) -> Result<(), Failure> {
    if format == PlainFormat::Json {
        let all: Result<Vec<Value>, Failure> = ConsultationKind::all()
            .iter()
            .map(|kind| {
                let mut value = serde_json::to_value(kind)?;
                if let Some(object) = value.as_object_mut() {
                    object.insert("minimum".to_owned(), json!(kind.minimum(as_of)));
                }
                Ok(value)
            })
            .collect();
        return output::json(&all?);
    }
    let zh = lang == Lang::Zh;
    let mut out = String::new();
    for kind in ConsultationKind::all() {
        let least = kind.minimum(as_of).map_or_else(
            || {
                if zh {
                    "没有规定".to_owned()
                } else {
                    "none set".to_owned()
                }
            },
            |m| {
                let whose = match (m.is_default, zh) {
                    (false, _) => "",
                    (true, true) => "（本库缺省）",
                    (true, false) => " (a default here)",
                };
                match lang {
                    Lang::Zh => format!("不少于{}{whose}", m.period.chinese()),
                    Lang::En => format!("{} at least{whose}", m.period.english()),
                }
            },
        );
        let shorter = match (kind.shortening, zh) {
            (Shortening::Never, true) => "不得缩短",
            (Shortening::Never, false) => "never shorter",
            (Shortening::Explained | Shortening::Reasoned, true) => "说明理由可以缩短",
            (Shortening::Explained | Shortening::Reasoned, false) => "shorter with a reason",
        };
        let documents: Vec<&str> = kind.required().map(|d| d.kind.label(lang)).collect();
        let joined = documents.join(if zh { "、" } else { ", " });
        writeln!(out, "{}　{}", kind.id, kind.name(lang))?;
        writeln!(out, "  {least}；{shorter}；{joined}")?;
        writeln!(out, "  {}", cited(&kind.basis, lang))?;
    }
    output::print(&out)
}

#[cfg(test)]
mod tests {
    use super::CommandEntry;
    use crate::args::consult::EVENTS;

    /// Every example of the help can be entered, and every event has one.
    #[test]
    fn examples_of_the_help_are_entries() {
        let mut names = Vec::new();
        for line in EVENTS.lines().filter(|l| l.starts_with("  {")) {
            let entry: CommandEntry =
                serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"));
            let value = serde_json::to_value(&entry).unwrap();
            names.push(value["event"].as_str().unwrap().to_owned());
        }
        let told: Vec<&str> = EVENTS
            .lines()
            .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|l| l.split(' ').next())
            .collect();
        assert_eq!(names, told);
        // As many as there are kinds of events; one more there wants one more here.
        assert_eq!(names.len(), 20);
    }
}
