//! `gongkai retention`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use gongkai::calendar::WorkCalendar;
use gongkai::finding::{Lang, quoted};
use gongkai::law::{Attestation, Registry};
use gongkai::retention::{
    Kept, RecordCase, RecordEvent, RecordFacts, RecordStatus, RetentionContext, RetentionPlan,
    Schedule, ScheduleRow, TombstoneKind, plans,
};
use gongkai_formats::case_file::CaseFile;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::args::PlainFormat;
use crate::files;
use crate::output::{self, Failure};

/// The events of a record's file, for whoever writes one.
const EVENTS: &str = r#"档案文件是 JSON Lines：一行一件事，只在末尾添加，文件名就是档案编号。
每行都有 "on"（发生日期）和 "event"；可以有 "by"（经办人）、"recorded"（补录日期）、"note"。

formed                形成，第一行。title；body：village township county city province central；
                      kinds（种类，见 gongkai retention schedule）、matters（事项编号）、
                      personal_data（是否含个人信息）、depends_on（依附的档案编号）
  {"on":"2026-06-01","event":"formed","title":"低保审核公示","body":"township","kinds":["minimum_living_display"],"personal_data":true}
published             在网站等处发布
posted                张贴。board：website county township village group site other；at（哪一处）、proof（证明）
  {"on":"2026-06-02","event":"posted","board":"village","at":"石桥村","proof":"0602.jpg"}
posting_closed        一处撤下。board、at、proof
purpose_met           公开个人信息的目的已实现
personal_data_removed 已去除个人信息
taken_down            全部撤下。reason（必写）、copy_kept（是否留底）、proof
  {"on":"2026-06-12","by":"王芳","event":"taken_down","reason":"公示期满","copy_kept":true}
matter_added          又归入一个事项。matter
fact_set              补充事实。fact 是下列之一：important litigated refused precedent handled instructed
                      personal_data copy_kept（true、false），amount（元）、valid_years（年）、
                      accounting_year（年）、disposed（日期）、body、kind、depends_on
  {"on":"2026-06-12","event":"fact_set","fact":{"important":false}}
closed                办结
hold_placed           暂停销毁。reason
hold_lifted           解除暂停。reason（与暂停时相同）
appraised             期满鉴定。outcome："destroy"、"permanent" 或 {"until":"2032-12-31"}；report
destruction_approved  批准销毁。approved_by
destroyed             销毁。register（销毁清册编号）
transfer_postponed    同意延长移交。until、approved_by
transferred           移交档案馆。archive、with_disclosure_status
opened                向社会开放
struck                撤销写错的一行。index（从0数）、reason

One event a line, appended only; the file's name is the record's id."#;

#[derive(Debug, Subcommand)]
pub(crate) enum RetentionCommand {
    /// 公示到哪天、保管多久、何时移交和销毁 (the two clocks of records told as facts)
    Plan {
        /// 事实文件：一个 JSON 对象，或者对象的列表
        #[arg(value_name = "FACTS.json")]
        facts: PathBuf,
        #[command(flatten)]
        common: RetentionArgs,
    },
    /// 公示期与保管期限表，每行的出处和查证程度 (the schedule)
    Schedule {
        /// 只看这一种类
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
        #[command(flatten)]
        common: RetentionArgs,
    },
    /// 档案文件的状态；几份一起给，依附关系也算 (records by their files)
    #[command(after_long_help = EVENTS)]
    Status {
        /// 档案文件（JSON Lines），可以写几份
        #[arg(required = true, value_name = "CASE")]
        cases: Vec<PathBuf>,
        #[command(flatten)]
        common: RetentionArgs,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RetentionArgs {
    /// 本地期限表，TOML：[[row]]，写法同 data/retention.toml (the unit's own rows)
    #[arg(long, value_name = "FILE")]
    local: Option<PathBuf>,
    /// 截至日期，默认今天
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    format: PlainFormat,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    lang: Lang,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LocalTable {
    #[serde(rename = "row")]
    rows: Vec<ScheduleRow>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    Many(Vec<Value>),
    One(Value),
}

pub(crate) fn run(command: &RetentionCommand) -> Result<ExitCode, Failure> {
    match command {
        RetentionCommand::Plan { facts, common } => plan(facts, common),
        RetentionCommand::Schedule { kind, common } => schedule(kind.as_deref(), common),
        RetentionCommand::Status { cases, common } => status(cases, common),
    }
}

impl RetentionArgs {
    fn schedule(&self) -> Result<Schedule, Failure> {
        local_schedule(self.local.as_slice(), self.lang)
    }

    fn as_of(&self) -> NaiveDate {
        self.as_of.unwrap_or_else(output::today)
    }

    fn word(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// The shipped schedule under the local rows of these files; where the two disagree is told.
pub(crate) fn local_schedule(paths: &[PathBuf], lang: Lang) -> Result<Schedule, Failure> {
    let mut made = Schedule::builtin().clone();
    for path in paths {
        let text = fs::read_to_string(path).map_err(|e| Failure::file(path, e))?;
        let table: LocalTable = toml::from_str(&text).map_err(|e| Failure::file(path, e))?;
        made = made
            .with_local(table.rows)
            .map_err(|e| Failure::file(path, e))?;
    }
    for conflict in made.conflicts() {
        eprintln!("{}", conflict.message(lang));
    }
    Ok(made)
}

fn plan(path: &Path, args: &RetentionArgs) -> Result<ExitCode, Failure> {
    let text = fs::read_to_string(path).map_err(|e| Failure::file(path, e))?;
    let given: OneOrMany = serde_json::from_str(&text).map_err(|e| Failure::file(path, e))?;
    let values = match given {
        OneOrMany::Many(values) => values,
        OneOrMany::One(value) => vec![value],
    };
    let mut facts: Vec<RecordFacts> = Vec::with_capacity(values.len());
    for (n, value) in (1..).zip(values) {
        facts.push(
            serde_json::from_value(value)
                .map_err(|e| Failure::file(path, format!("第{n}件 (record {n}): {e}")))?,
        );
    }
    let schedule = args.schedule()?;
    let made = plans(&facts, &schedule, WorkCalendar::national(), args.as_of());
    if args.format == PlainFormat::Json {
        let shown: Vec<Value> = made
            .iter()
            .map(|p| explained(json!(p), p, args.lang))
            .collect();
        output::json(&shown)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut out = String::new();
    for (facts, plan) in facts.iter().zip(&made) {
        let _ = writeln!(out, "{} {}", facts.id, facts.title);
        steps(&mut out, plan, args.lang);
    }
    output::print(&out)?;
    Ok(ExitCode::SUCCESS)
}

/// The plan as data, with its sentences.
fn explained(mut value: Value, plan: &RetentionPlan, lang: Lang) -> Value {
    if let Some(object) = value.as_object_mut() {
        object.insert("explain".to_owned(), json!(plan.explain(lang)));
    }
    value
}

fn steps(out: &mut String, plan: &RetentionPlan, lang: Lang) {
    for step in plan.explain(lang) {
        let _ = writeln!(out, "  {step}");
    }
}

fn schedule(kind: Option<&str>, args: &RetentionArgs) -> Result<ExitCode, Failure> {
    let schedule = args.schedule()?;
    let known = |kind: &str| {
        schedule.kinds().iter().any(|k| k.id == kind)
            || schedule
                .rows()
                .iter()
                .any(|r| r.kinds.iter().any(|k| k == kind))
    };
    if let Some(kind) = kind.filter(|k| !known(k)) {
        let names: Vec<&str> = schedule.kinds().iter().map(|k| k.id.as_str()).collect();
        return Err(Failure::new(format!(
            "没有 {} 这一种类 (no such kind)；有：{}",
            quoted(kind, Lang::En),
            names.join(" ")
        )));
    }
    let rows: Vec<&ScheduleRow> = schedule
        .rows()
        .iter()
        .filter(|r| kind.is_none_or(|kind| r.kinds.iter().any(|k| k == kind)))
        .collect();
    if args.format == PlainFormat::Json {
        output::json(&json!({
            "kinds": schedule.kinds(),
            "rows": rows,
            "transfers": schedule.transfers(),
            "conflicts": schedule.conflicts(),
        }))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut out = String::new();
    for row in rows {
        let _ = writeln!(out, "{}  {}", row.id, row.name(args.lang));
        let sources: Vec<String> = row
            .basis
            .iter()
            .map(|c| match args.lang {
                Lang::Zh => c.chinese(Registry::builtin()),
                Lang::En => c.english(Registry::builtin()),
            })
            .chain(row.source.clone())
            .collect();
        let _ = writeln!(out, "    {}", sources.join(args.word("、", ", ")));
        let _ = writeln!(out, "    {}；{}", row.says(), known_how(row, args));
        if !row.when.is_empty() {
            let when: Vec<String> = row.when.iter().map(|c| c.message(args.lang)).collect();
            let _ = writeln!(
                out,
                "    {}{}",
                args.word("条件：", "when: "),
                when.join(args.word("、", ", "))
            );
        }
        if schedule.replaced_by(&row.id).is_some() {
            let _ = writeln!(
                out,
                "    {}",
                args.word("已由本地行替换，不适用", "replaced by a local row")
            );
        }
    }
    output::print(&out)?;
    Ok(ExitCode::SUCCESS)
}

fn known_how(row: &ScheduleRow, args: &RetentionArgs) -> &'static str {
    if row.is_default {
        return args.word("本库建议值", "a proposal of this library");
    }
    match row.certainty {
        Attestation::Read => args.word("读过原文或官方网页", "read"),
        Attestation::SecondHand => args.word("见于转述", "second-hand"),
        _ => args.word("凭记忆，用前核对", "from memory, to be verified"),
    }
}

fn status(paths: &[PathBuf], args: &RetentionArgs) -> Result<ExitCode, Failure> {
    let (schedule, as_of) = (args.schedule()?, args.as_of());
    let mut broken = false;
    let mut read: Vec<(String, CaseFile<RecordEvent>)> = Vec::new();
    for path in paths {
        let bytes = fs::read(path).map_err(|e| Failure::file(path, e))?;
        let file = CaseFile::<RecordEvent>::read(&bytes).map_err(|e| Failure::file(path, e))?;
        if let Some(fault) = &file.fault {
            broken = true;
            eprintln!("{}: {}", files::shown(path), fault.message(args.lang));
        }
        for index in &file.broken_seals {
            broken = true;
            eprintln!(
                "{}: {}{}",
                files::shown(path),
                args.word("封存码对不上，第几条：", "the seal does not fit, entry "),
                index.saturating_add(1)
            );
        }
        let id = path
            .file_stem()
            .map(|s| s.to_string_lossy().into_owned())
            .unwrap_or_default();
        read.push((id, file));
    }
    // Each by itself first, so that those that depend on others know how long these are kept.
    let calendar = WorkCalendar::national();
    let context = RetentionContext::new(&schedule, calendar);
    let facts: Vec<RecordFacts> = read
        .iter()
        .map(|(id, file)| {
            RecordCase::of(id.as_str(), &file.entries, context, as_of)
                .facts()
                .clone()
        })
        .collect();
    let related: BTreeMap<String, Kept> = plans(&facts, &schedule, calendar, as_of)
        .into_iter()
        .map(|p| (p.id, p.kept.kept))
        .collect();
    let context = RetentionContext {
        related: Some(&related),
        ..context
    };
    let found: Vec<RecordStatus> = read
        .iter()
        .map(|(id, file)| RecordCase::of(id.as_str(), &file.entries, context, as_of).status(as_of))
        .collect();
    if args.format == PlainFormat::Json {
        let shown: Vec<Value> = found
            .iter()
            .map(|s| explained(json!(s), &s.plan, args.lang))
            .collect();
        output::json(&shown)?;
    } else {
        let mut out = String::new();
        for one in &found {
            page(&mut out, one, args);
        }
        output::print(&out)?;
    }
    Ok(if broken {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    })
}

fn page(out: &mut String, status: &RecordStatus, args: &RetentionArgs) {
    let lang = args.lang;
    let _ = writeln!(
        out,
        "{} {}{}{}",
        status.case,
        status.facts.title,
        args.word("：", ": "),
        status.state.label(lang)
    );
    steps(out, &status.plan, lang);
    for stone in &status.tombstones {
        let what = match stone.what {
            TombstoneKind::TakenDown => args.word("撤下", "taken down"),
            TombstoneKind::Destroyed => args.word("销毁", "destroyed"),
        };
        let _ = writeln!(
            out,
            "  † {} {what} {} {}",
            stone.on,
            stone.by.as_deref().unwrap_or_default(),
            stone.reference
        );
    }
    let problems = status
        .problems
        .iter()
        .map(|p| (p.index, p.message(lang)))
        .chain(status.timeline.iter().map(|p| (p.index(), p.message(lang))));
    for (index, message) in problems {
        let _ = writeln!(
            out,
            "  ! {}{}{}{message}",
            args.word("第", "entry "),
            index.saturating_add(1),
            args.word("条不合：", ": "),
        );
    }
}
