//! `gongkai request`: the case files of applications for information.

mod letter;

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::finding::Lang;
use gongkai::request::{Docket, RequestCase, RequestError, RequestEvent, Settings};
use gongkai_formats::case_file::{self, CaseFile};
use serde_json::{Map, Value};

use crate::args::PlainFormat;
use crate::args::request::{
    EntryArgs, EventArgs, ListArgs, ListFormat, NewArgs, RequestCommand, StatusArgs,
};
use crate::files;
use crate::output::{self, Failure};
use crate::setup::Setup;

pub(crate) fn run(command: &RequestCommand) -> Result<ExitCode, Failure> {
    match command {
        RequestCommand::New(args) => new(args),
        RequestCommand::Event(args) => event(args),
        RequestCommand::Status(args) => status(args),
        RequestCommand::Letter(args) => letter::run(args),
        RequestCommand::List(args) => list(args),
    }
}

fn new(args: &NewArgs) -> Result<ExitCode, Failure> {
    if args.file.exists() {
        return Err(Failure::file(
            &args.file,
            "文件已存在；往里登记请用 gongkai request event (it exists: add to it with `event`)",
        ));
    }
    let entry = entry(&args.entry, Some("received"))?;
    let calendar = calendar(args.entry.unit.as_deref())?;
    let opened = RequestCase::open(id_of(&args.file), &entry, &Settings::default(), &calendar);
    let case = match opened {
        Ok(case) => case,
        Err(error) => return Ok(refused(&error, args.entry.lang)),
    };
    if !args.entry.dry_run {
        let text = case_file::begin(case.entries())?;
        write_new(&args.file, &text).map_err(|e| Failure::file(&args.file, e))?;
    }
    output::print(&format!(
        "{}\n",
        case.status(&calendar).summary(args.entry.lang)
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

fn event(args: &EventArgs) -> Result<ExitCode, Failure> {
    let (event, fields) = match args.event.as_deref() {
        // `event FILE --json …` names no event; a field in its place is one forgotten.
        Some(word) if word.contains('=') => {
            return Err(Failure::new(format!(
                "`{word}` 的位置上应当是事项名，如 served (the name of an event is expected here)"
            )));
        }
        other => (other, &args.entry),
    };
    let file = read(&args.file)?;
    let entry = entry(fields, event)?;
    let calendar = calendar(args.entry.unit.as_deref())?;
    let as_of = args.entry.as_of.unwrap_or_else(output::today);
    let mut case = RequestCase::replay(
        id_of(&args.file),
        &file.entries,
        &Settings::default(),
        as_of,
    );
    let added = match case.decide(&entry, &calendar) {
        Ok(added) => added,
        Err(error) => return Ok(refused(&error, args.entry.lang)),
    };
    let text = case_file::append(&file, &added).map_err(|e| Failure::file(&args.file, e))?;
    if !args.entry.dry_run {
        let appended = OpenOptions::new()
            .append(true)
            .open(&args.file)
            .and_then(|mut file| file.write_all(text.as_bytes()));
        appended.map_err(|e| Failure::file(&args.file, e))?;
    }
    let before = case.status(&calendar).problems;
    for entry in added {
        case.apply(entry);
    }
    let status = case.status(&calendar);
    output::print(&format!("{}\n", status.summary(args.entry.lang)))?;
    // An event entered late may take its effect from one that stands in the file already.
    for problem in status.problems.iter().filter(|p| !before.contains(p)) {
        let (line, why) = (problem.index + 1, problem.error.message(args.entry.lang));
        match args.entry.lang {
            Lang::Zh => eprintln!("注意：这样登记以后，第{line}条：{why}"),
            Lang::En => eprintln!("note: with this, entry {line}: {why}"),
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn status(args: &StatusArgs) -> Result<ExitCode, Failure> {
    let file = read(&args.file)?;
    let as_of = args.as_of.unwrap_or_else(output::today);
    let calendar = calendar(args.unit.as_deref())?;
    let settings = Settings::default();
    let case = RequestCase::replay(id_of(&args.file), &file.entries, &settings, as_of);
    let status = case.status(&calendar);
    match args.format {
        PlainFormat::Text => output::print(&status.render(args.lang))?,
        PlainFormat::Json => output::json(&status.view(args.lang))?,
    }
    Ok(told(&args.file, &file, args.lang))
}

fn list(args: &ListArgs) -> Result<ExitCode, Failure> {
    let as_of = args.as_of.unwrap_or_else(output::today);
    let calendar = calendar(args.unit.as_deref())?;
    if args.format == ListFormat::Xlsx && args.output.is_none() {
        return Err(Failure::new(
            "xlsx 要写到文件：-o 台账.xlsx (a workbook is written to a file: -o)",
        ));
    }
    let mut code = ExitCode::SUCCESS;
    let mut cases = Vec::new();
    let mut register = letter::Register::default();
    for path in case_files(&args.paths)? {
        match read(&path) {
            Ok(file) => {
                if told(&path, &file, args.lang) != ExitCode::SUCCESS {
                    code = ExitCode::from(2);
                }
                let settings = Settings::default();
                let case = RequestCase::replay(id_of(&path), &file.entries, &settings, as_of);
                let status = case.status(&calendar);
                register.add(&file.entries, &status);
                cases.push(status);
            }
            Err(failure) => {
                eprintln!("{failure}");
                code = ExitCode::from(2);
            }
        }
    }
    let docket = Docket::of(&cases);
    match args.format {
        ListFormat::Text => {
            output::write(args.output.as_deref(), docket.render(args.lang).as_bytes())?;
        }
        ListFormat::Json => {
            let text = format!("{}\n", serde_json::to_string_pretty(&docket)?);
            output::write(args.output.as_deref(), text.as_bytes())?;
        }
        ListFormat::Xlsx => {
            let office = Setup::find(args.unit.as_deref(), &args.paths)?;
            let body = office.map_or(String::new(), |s| s.unit().name.clone());
            let bytes = register.workbook(&body, args.lang);
            output::write(args.output.as_deref(), &bytes)?;
        }
        ListFormat::Csv => {
            let mut rows = vec![Docket::header(args.lang).map(str::to_owned).to_vec()];
            rows.extend(docket.rows(args.lang));
            output::write(args.output.as_deref(), &files::csv(&rows))?;
        }
    }
    Ok(code)
}

/// The case files that the paths mean: of a folder every `jsonl`, and every `json` beside them.
fn case_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let inside = fs::read_dir(path).map_err(|e| Failure::file(path, e))?;
            let wanted = |p: &PathBuf| {
                let ending = p.extension().and_then(|e| e.to_str()).unwrap_or_default();
                let hidden = p
                    .file_name()
                    .is_none_or(|n| n.to_string_lossy().starts_with(['.', '~']));
                p.is_file() && !hidden && matches!(ending, "jsonl" | "json")
            };
            found.extend(inside.flatten().map(|e| e.path()).filter(wanted));
        } else {
            found.push(path.clone());
        }
    }
    found.sort();
    found.dedup();
    if found.is_empty() {
        return Err(Failure::new(
            "没有办件文件（jsonl、json） (no case files here)",
        ));
    }
    Ok(found)
}

/// Says what is wrong with the lines of a file: 2 where something could not be read.
fn told(path: &Path, file: &CaseFile<RequestEvent>, lang: Lang) -> ExitCode {
    let shown = files::shown(path);
    if !file.broken_seals.is_empty() {
        let lines: Vec<String> = file
            .broken_seals
            .iter()
            .map(|n| (n + 1).to_string())
            .collect();
        match lang {
            Lang::Zh => eprintln!("{shown}: 第{}条录入后被改动过", lines.join("、")),
            Lang::En => eprintln!(
                "{shown}: changed after they were entered: {}",
                lines.join(", ")
            ),
        }
    }
    match &file.fault {
        Some(fault) => {
            eprintln!("{shown}: {}", fault.message(lang));
            ExitCode::from(2)
        }
        None => ExitCode::SUCCESS,
    }
}

fn refused(error: &RequestError, lang: Lang) -> ExitCode {
    let basis: Vec<String> = error.citations().iter().map(ToString::to_string).collect();
    let basis = if basis.is_empty() {
        String::new()
    } else {
        format!("（{}）", basis.join("；"))
    };
    match lang {
        Lang::Zh => eprintln!("不能登记：{}{basis}", error.message(lang)),
        Lang::En => eprintln!("refused ({}): {}{basis}", error.code(), error.message(lang)),
    }
    ExitCode::from(1)
}

fn read(path: &Path) -> Result<CaseFile<RequestEvent>, Failure> {
    let bytes = fs::read(path).map_err(|e| Failure::file(path, e))?;
    CaseFile::read(&bytes).map_err(|e| Failure::file(path, e))
}

/// The id of a case: the name of its file without the ending.
fn id_of(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn calendar(unit: Option<&Path>) -> Result<WorkCalendar, Failure> {
    match unit {
        Some(path) => Setup::load(path)?.calendar(),
        None => Ok(WorkCalendar::national().clone()),
    }
}

/// The entry that the command line tells.
fn entry(args: &EntryArgs, event: Option<&str>) -> Result<Entry<RequestEvent>, Failure> {
    let today = args.as_of.unwrap_or_else(output::today);
    let mut object = match &args.json {
        Some(text) => object(text)?,
        None => Map::new(),
    };
    for field in &args.fields {
        set(&mut object, field)?;
    }
    if let Some(event) = event {
        object.entry("event").or_insert_with(|| Value::from(event));
    }
    if !object.contains_key("event") {
        return Err(Failure::new(
            "没有写事项名，如 served；用 --json 的，写在 event 里 (no event is named)",
        ));
    }
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            object.insert(key.to_owned(), Value::from(value));
        }
    };
    put("on", args.on.map(|d| d.to_string()));
    put("by", args.by.clone());
    put("note", args.note.clone());
    object
        .entry("on")
        .or_insert_with(|| Value::from(today.to_string()));
    let on: Option<NaiveDate> = object
        .get("on")
        .and_then(Value::as_str)
        .and_then(|d| d.parse().ok());
    if on.is_some_and(|on| on < today) && args.json.is_none() {
        object
            .entry("recorded")
            .or_insert_with(|| Value::from(today.to_string()));
    }
    let entry: Entry<RequestEvent> =
        serde_json::from_value(Value::Object(object)).map_err(|error| {
            Failure::new(match args.lang {
                Lang::Zh => format!(
                    "读不懂这一条：{}；各事项的字段见 gongkai request event --help",
                    case_file::explain(&error, Lang::Zh)
                ),
                Lang::En => format!(
                    "cannot read the event: {}; see gongkai request event --help",
                    case_file::explain(&error, Lang::En)
                ),
            })
        })?;
    let latest = entry.on.max(entry.entered());
    if latest > today {
        return Err(Failure::new(match args.lang {
            Lang::Zh => format!("{latest}还没有到（今天是{today}）：发生了的事才能登记"),
            Lang::En => format!(
                "{latest} is still to come (today is {today}): only what happened is entered"
            ),
        }));
    }
    Ok(entry)
}

fn object(text: &str) -> Result<Map<String, Value>, Failure> {
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Failure::new(
            "--json 应当是一个对象，如 {\"on\":\"2026-03-20\",\"event\":\"served\"}",
        )),
        Err(error) => Err(Failure::new(format!("--json 写错了：{error}"))),
    }
}

/// `key=value`, or `outer.inner=value`. Lists are given again and again; what looks like JSON is
/// read as such.
fn set(object: &mut Map<String, Value>, field: &str) -> Result<(), Failure> {
    let fault = || {
        Failure::new(format!(
            "`{field}` 不是 字段=值 的写法，如 party=某公司 (expected KEY=VALUE)"
        ))
    };
    let (key, text) = field.split_once('=').ok_or_else(fault)?;
    let (outer, key) = match key.trim().split_once('.') {
        Some((outer, inner)) => (Some(outer), inner),
        None => (None, key.trim()),
    };
    if key.is_empty() || key.contains('.') {
        return Err(fault());
    }
    let text = text.trim();
    let value = match (key, text) {
        ("amount" | "index", _) => {
            let number: u32 = text.parse().map_err(|_| {
                Failure::new(format!(
                    "`{field}`：应当是整数 (a whole number is expected)"
                ))
            })?;
            Value::from(number)
        }
        ("reasonable" | "found" | "identity_proved", "true" | "false") => {
            Value::from(text == "true")
        }
        _ if text.starts_with(['[', '{']) => serde_json::from_str(text)
            .map_err(|error| Failure::new(format!("`{field}`：{error}")))?,
        _ => Value::from(text),
    };
    let target = match outer {
        None => object,
        Some(outer) => object
            .entry(outer)
            .or_insert_with(|| Value::Object(Map::new()))
            .as_object_mut()
            .ok_or_else(fault)?,
    };
    if matches!(key, "items" | "places") && !value.is_array() {
        let list = target
            .entry(key)
            .or_insert_with(|| Value::Array(Vec::new()));
        list.as_array_mut().ok_or_else(fault)?.push(value);
    } else if target.insert(key.to_owned(), value).is_some() {
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
                "applicant.name=李某",
                "applicant.identity_proved=true",
                "items=写明年份",
                "items=写明文号",
                "amount=380",
                "number=2026=3号",
            ]),
            Ok(serde_json::json!({
                "applicant": {"name": "李某", "identity_proved": true},
                "items": ["写明年份", "写明文号"],
                "amount": 380,
                "number": "2026=3号",
            }))
        );
        assert_eq!(
            told(&[r#"answer.withheld=[{"part":"附件"}]"#]),
            Ok(serde_json::json!({"answer": {"withheld": [{"part": "附件"}]}}))
        );
        for wrong in [
            &["party"][..],
            &["=某公司"],
            &["a.b.c=1"],
            &["amount=三百"],
            &["party=甲", "party=乙"],
            &["answer.withheld=[{"],
            &["applicant=李某", "applicant.name=李某"],
        ] {
            assert!(told(wrong).is_err(), "{wrong:?}");
        }
    }
}
