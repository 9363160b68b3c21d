//! `gongkai review`: the case files of items on their way to the public.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::case::{ContentHash, Entry};
use gongkai::check::Checker;
use gongkai::finding::{Baseline, Lang, Profile};
use gongkai::review::{Blocking, Pipeline, ReviewCase, ReviewEvent, pipelines};
use gongkai_formats::case_file::{self, CaseFile};
use gongkai_formats::pipeline::read_pipeline;
use serde_json::{Map, Value};

use crate::args::PlainFormat;
use crate::args::review::{
    CommonArgs, EntryArgs, EventArgs, NewArgs, PipelineArgs, ReviewCommand, StatusArgs,
};
use crate::files;
use crate::output::{self, Failure};
use crate::review_text::{headline, page, render, render_gates};
use crate::setup::Setup;

pub(crate) fn run(command: &ReviewCommand) -> Result<ExitCode, Failure> {
    match command {
        ReviewCommand::New(args) => new(args),
        ReviewCommand::Event(args) => event(args),
        ReviewCommand::Status(args) => status(args),
        ReviewCommand::Gates(args) => gates(args),
        ReviewCommand::Pipelines(args) => list(args),
    }
}

fn new(args: &NewArgs) -> Result<ExitCode, Failure> {
    let lang = args.entry.common.lang;
    let mut entries = vec![entry(
        &args.entry,
        Some("opened"),
        &[("pipeline", &args.pipeline), ("title", &args.title)],
    )?];
    if args.check {
        entries.push(checked(args)?);
    }
    let own = own(&args.entry.common)?;
    let pipeline = find(&own, &args.pipeline)?;
    let calendar = calendar(&args.entry.common)?;
    let mut case = ReviewCase::new(id_of(&args.file), &pipeline, &calendar);
    for (index, entry) in (0_u32..).zip(&entries) {
        if let Err(error) = case.decide(entry) {
            return Ok(refused(&error.message(lang), &error.citations, lang));
        }
        case.apply(index, entry);
    }
    if !args.entry.dry_run {
        let text = case_file::begin(&entries)?;
        let made = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&args.file)
            .and_then(|mut file| file.write_all(text.as_bytes()));
        made.map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Failure::file(
                &args.file,
                "文件已存在；往里登记请用 gongkai review event (it exists: add to it with `event`)",
            ),
            _ => Failure::file(&args.file, error),
        })?;
    }
    told(&case, args.entry.as_of, lang)
}

/// What the check of the content finds, as an event.
fn checked(args: &NewArgs) -> Result<Entry<ReviewEvent>, Failure> {
    let path = args
        .entry
        .content
        .as_deref()
        .ok_or_else(|| Failure::new("--check 要有 --content (needs --content)"))?;
    let bytes = fs::read(path).map_err(|e| Failure::file(path, e))?;
    let today = args.entry.as_of.unwrap_or_else(output::today);
    let mut checker = Checker::new().as_of(today);
    if let Some(unit) = &args.entry.common.unit {
        checker = checker.with_unit(Setup::load(unit)?.unit().clone());
    }
    let report =
        gongkai_formats::check::check(&files::shown(path), &bytes, &checker, &Baseline::default())
            .map_err(|e| Failure::file(path, e.message(args.entry.common.lang)))?;
    let blocking = report
        .entries
        .iter()
        .filter(|e| Profile::Publish.blocks(e.finding.severity))
        .map(|e| Blocking {
            finding: e.fingerprint.clone(),
            rule: e.finding.rule.to_string(),
            says: e.finding.message(Lang::Zh),
        })
        .collect();
    let mut entry = Entry::new(
        args.entry.on.unwrap_or(today),
        ReviewEvent::FindingsRecorded {
            profile: Profile::Publish,
            content: ContentHash::of(&bytes),
            blocking,
        },
    );
    entry.by.clone_from(&args.entry.by);
    if entry.on < today {
        entry.recorded = Some(today);
    }
    Ok(entry)
}

fn event(args: &EventArgs) -> Result<ExitCode, Failure> {
    if let Some(word) = args.event.as_deref().filter(|w| w.contains('=')) {
        return Err(Failure::new(format!(
            "`{word}` 的位置上应当是事项名，如 passed (the name of an event is expected here)"
        )));
    }
    let lang = args.entry.common.lang;
    let file = read(&args.file)?;
    let added = entry(&args.entry, args.event.as_deref(), &[])?;
    let mut entries = file.entries.clone();
    entries.push(added.clone());
    let own = own(&args.entry.common)?;
    let named = ReviewCase::pipeline_named(&entries).unwrap_or("standard");
    let pipeline = find(&own, named)?;
    let calendar = calendar(&args.entry.common)?;
    let today = args.entry.as_of.unwrap_or_else(output::today);
    let as_of = today.max(added.entered());
    let replay =
        |entries: &[_]| ReviewCase::replay(id_of(&args.file), &pipeline, &calendar, entries, as_of);
    let (before, case) = (replay(&file.entries), replay(&entries));
    let place = u32::try_from(file.entries.len()).unwrap_or(u32::MAX);
    if let Some(problem) = case.problems().iter().find(|p| p.index == place) {
        return Ok(refused(&problem.message(lang), &problem.basis, lang));
    }
    let text = case_file::append(&file, &[added]).map_err(|e| Failure::file(&args.file, e))?;
    if !args.entry.dry_run {
        OpenOptions::new()
            .append(true)
            .open(&args.file)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|e| Failure::file(&args.file, e))?;
    }
    // An entry put in late, or struck, may undo what came after it.
    for problem in case.problems() {
        if !before.problems().contains(problem) {
            let line = problem.index.saturating_add(1);
            match lang {
                Lang::Zh => eprintln!("第{line}条因此不再成立：{}", problem.message(lang)),
                Lang::En => eprintln!("entry {line} no longer holds: {}", problem.message(lang)),
            }
        }
    }
    told(&case, args.entry.as_of, lang)
}

/// One line on where the case stands.
fn told(case: &ReviewCase<'_>, as_of: Option<NaiveDate>, lang: Lang) -> Result<ExitCode, Failure> {
    let status = case.status(as_of.unwrap_or_else(output::today), lang);
    output::print(&format!("{}\n", headline(&status, lang)))?;
    Ok(ExitCode::SUCCESS)
}

fn status(args: &StatusArgs) -> Result<ExitCode, Failure> {
    with_case(args, |case, as_of, lang| {
        let status = case.status(as_of, lang);
        match args.format {
            PlainFormat::Text => output::print(&render(&status, as_of, lang)),
            PlainFormat::Json => output::json(&status),
        }
    })
}

fn gates(args: &StatusArgs) -> Result<ExitCode, Failure> {
    with_case(args, |case, _, lang| {
        let gates = case.gates();
        match args.format {
            PlainFormat::Text => output::print(&render_gates(&gates, lang)),
            PlainFormat::Json => output::json(&gates),
        }
    })
}

/// Reads a file, replays it and hands the case on; 2 where a line could not be read.
fn with_case(
    args: &StatusArgs,
    show: impl Fn(&ReviewCase<'_>, NaiveDate, Lang) -> Result<(), Failure>,
) -> Result<ExitCode, Failure> {
    let lang = args.common.lang;
    let file = read(&args.file)?;
    let own = own(&args.common)?;
    let named = ReviewCase::pipeline_named(&file.entries).unwrap_or("standard");
    let pipeline = find(&own, named).map_err(|e| Failure::file(&args.file, e))?;
    let calendar = calendar(&args.common)?;
    let as_of = args.as_of.unwrap_or_else(output::today);
    let case = ReviewCase::replay(
        id_of(&args.file),
        &pipeline,
        &calendar,
        &file.entries,
        as_of,
    );
    show(&case, as_of, lang)?;
    let shown = files::shown(&args.file);
    for index in &file.broken_seals {
        let line = index.saturating_add(1);
        match lang {
            Lang::Zh => eprintln!("{shown}: 第{line}条录入后被改动过"),
            Lang::En => eprintln!("{shown}: entry {line} was changed after it was entered"),
        }
    }
    match &file.fault {
        Some(fault) => {
            eprintln!("{shown}: {}", fault.message(lang));
            Ok(ExitCode::from(2))
        }
        None => Ok(ExitCode::SUCCESS),
    }
}

fn list(args: &PipelineArgs) -> Result<ExitCode, Failure> {
    let own = own(&args.common)?;
    let lang = args.common.lang;
    let all = own.iter().chain(pipelines());
    match (&args.id, args.format) {
        (Some(id), PlainFormat::Json) => output::json(find(&own, id)?.data())?,
        (Some(id), PlainFormat::Text) => output::print(&page(&find(&own, id)?, lang))?,
        (None, PlainFormat::Json) => output::json(&all.collect::<Vec<_>>())?,
        (None, PlainFormat::Text) => {
            let lines: Vec<String> = all
                .map(|p| format!("{:<22}{}", p.id(), p.name(lang)))
                .collect();
            output::print(&format!("{}\n", lines.join("\n")))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(says: &str, basis: &[gongkai::law::Citation], lang: Lang) -> ExitCode {
    let basis: Vec<String> = basis.iter().map(ToString::to_string).collect();
    let basis = if basis.is_empty() {
        String::new()
    } else {
        format!("（{}）", basis.join("；"))
    };
    match lang {
        Lang::Zh => eprintln!("不能登记：{says}{basis}"),
        Lang::En => eprintln!("refused: {says}{basis}"),
    }
    ExitCode::from(1)
}

fn read(path: &Path) -> Result<CaseFile<ReviewEvent>, Failure> {
    let bytes = fs::read(path).map_err(|e| Failure::file(path, e))?;
    CaseFile::read(&bytes).map_err(|e| Failure::file(path, e))
}

/// The id of a case: the name of its file without the ending.
fn id_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn calendar(args: &CommonArgs) -> Result<WorkCalendar, Failure> {
    match &args.unit {
        Some(path) => Setup::load(path)?.calendar(),
        None => Ok(WorkCalendar::national().clone()),
    }
}

/// The pipelines of one's own: those given, and those of the setup.
fn own(args: &CommonArgs) -> Result<Vec<Pipeline>, Failure> {
    let mut files = args.own.clone();
    if let Some(path) = &args.unit {
        files.extend(Setup::load(path)?.pipelines());
    }
    read_pipelines(&files)
}

/// The pipelines of these files.
pub(crate) fn read_pipelines(files: &[std::path::PathBuf]) -> Result<Vec<Pipeline>, Failure> {
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).map_err(|e| Failure::file(path, e))?;
        read_pipeline(&text).map_err(|errors| {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            Failure::file(path, lines.join("\n  "))
        })
    };
    files.iter().map(read).collect()
}

fn find(own: &[Pipeline], id: &str) -> Result<Pipeline, Failure> {
    let mut all = own.iter().chain(pipelines());
    all.find(|p| p.id() == id).cloned().ok_or_else(|| {
        let known: Vec<&str> = own.iter().chain(pipelines()).map(Pipeline::id).collect();
        Failure::new(format!(
            "没有流程 `{id}`；有：{}；自己的用 --own 给出 (no such pipeline)",
            known.join("、")
        ))
    })
}

/// The entry that the command line tells.
fn entry(
    args: &EntryArgs,
    event: Option<&str>,
    more: &[(&str, &String)],
) -> Result<Entry<ReviewEvent>, Failure> {
    let today = args.as_of.unwrap_or_else(output::today);
    let mut object = match &args.json {
        Some(text) => match serde_json::from_str(text) {
            Ok(Value::Object(object)) => object,
            Ok(_) => return Err(Failure::new("--json 应当是一个对象 (expected an object)")),
            Err(error) => return Err(Failure::new(format!("--json 写错了：{error}"))),
        },
        None => Map::new(),
    };
    for field in &args.fields {
        set(&mut object, field)?;
    }
    for (key, value) in more {
        object.insert((*key).to_owned(), Value::from(value.as_str()));
    }
    if let Some(event) = event {
        object.entry("event").or_insert_with(|| Value::from(event));
    }
    if !object.contains_key("event") {
        return Err(Failure::new(
            "没有写事项名，如 passed；用 --json 的，写在 event 里 (no event is named)",
        ));
    }
    if let Some(path) = &args.content {
        let bytes = fs::read(path).map_err(|e| Failure::file(path, e))?;
        let hash = ContentHash::of(&bytes).to_string();
        object.insert("content".to_owned(), Value::from(hash));
    }
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            object.insert(key.to_owned(), Value::from(value));
        }
    };
    put("on", args.on.map(|d| d.to_string()));
    put("by", args.by.clone());
    put("role", args.role.clone());
    put("note", args.note.clone());
    object
        .entry("on")
        .or_insert_with(|| Value::from(today.to_string()));
    let on = object.get("on").and_then(Value::as_str);
    let on: Option<NaiveDate> = on.and_then(|d| d.parse().ok());
    if on.is_some_and(|on| on < today) && args.json.is_none() {
        object
            .entry("recorded")
            .or_insert_with(|| Value::from(today.to_string()));
    }
    let entry: Entry<ReviewEvent> =
        serde_json::from_value(Value::Object(object)).map_err(|error| {
            Failure::new(format!(
                "读不懂这一条：{}；各事项的字段见 gongkai review event --help",
                case_file::explain(&error, Lang::Zh)
            ))
        })?;
    let latest = entry.on.max(entry.entered());
    if latest > today {
        return Err(Failure::new(format!(
            "{latest}还没有到（今天是{today}）：发生了的事才能登记 (only what happened is entered)"
        )));
    }
    Ok(entry)
}

/// `key=value`; what begins like a list is read as JSON, truth and numbers where the field
/// has them.
fn set(object: &mut Map<String, Value>, field: &str) -> Result<(), Failure> {
    let fault = || {
        Failure::new(format!(
            "`{field}` 不是 字段=值 的写法，如 stage=unit_check (expected KEY=VALUE)"
        ))
    };
    let (key, text) = field.split_once('=').ok_or_else(fault)?;
    let (key, text) = (key.trim(), text.trim());
    if key.is_empty() {
        return Err(fault());
    }
    let value = match (key, text) {
        ("disclose" | "upheld", "true" | "false") => Value::from(text == "true"),
        ("index", _) => Value::from(text.parse::<u32>().map_err(|_| {
            Failure::new(format!(
                "`{field}`：应当是整数 (a whole number is expected)"
            ))
        })?),
        ("blocking", _) => serde_json::from_str(text)
            .map_err(|error| Failure::new(format!("`{field}`：{error}")))?,
        _ => Value::from(text),
    };
    if object.insert(key.to_owned(), value).is_some() {
        return Err(Failure::new(format!("`{key}` 写了两次 (is given twice)")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(fields: &[&str]) -> Result<Value, String> {
        let mut object = Map::new();
        for field in fields {
            set(&mut object, field).map_err(|e| e.to_string())?;
        }
        Ok(Value::Object(object))
    }

    #[test]
    fn fields_of_an_event() {
        assert_eq!(
            told(&[
                "id=Z1",
                "upheld=true",
                "reasons=漏报=收入",
                "index=3",
                "blocking=[]"
            ]),
            Ok(serde_json::json!({
                "id": "Z1", "upheld": true, "reasons": "漏报=收入", "index": 3, "blocking": []
            }))
        );
        for wrong in [
            &["stage"][..],
            &["=x"],
            &["index=三"],
            &["id=1", "id=2"],
            &["blocking=[{"],
        ] {
            assert!(told(wrong).is_err(), "{wrong:?}");
        }
    }
}
