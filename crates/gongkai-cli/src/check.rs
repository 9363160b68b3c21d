//! `gongkai check`: which files, on all cores, and what becomes of the findings. What is wrong
//! in a file is the library's business.

use std::collections::BTreeSet;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::check::Checker;
use gongkai::finding::{Baseline, Lang, Profile, Selection, Verdict, VerdictKind};
use gongkai::retention::Schedule;
use gongkai_formats::check::{check, check_and_mend};
use gongkai_formats::report::{self, FileError, FileReport, HtmlOptions, Report, TextOptions};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::args::{CheckArgs, CheckFormat};
use crate::cases::{self, Judged};
use crate::files::{self, Found};
use crate::lists;
use crate::output::{self, Failure};
use crate::retention;
use crate::review;
use crate::setup::Setup;

pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let setup = Setup::find(args.unit.as_deref(), &args.paths)?;
    let as_of = args.as_of.unwrap_or_else(output::today);
    let select = args.select.as_slice();
    let ignore = args.ignore.as_slice();
    let selection = match &setup {
        Some(setup) => setup.selection(select, ignore),
        None => Selection::new(select, ignore),
    };
    let profile = args
        .profile
        .or_else(|| setup.as_ref().and_then(Setup::profile))
        .unwrap_or_default();
    let baseline_path = args
        .baseline
        .clone()
        .or_else(|| setup.as_ref().and_then(Setup::baseline));
    let baseline = match &baseline_path {
        Some(path) if path.exists() => load_baseline(path)?,
        _ => Baseline::default(),
    };

    let mut checker = Checker::new().with_selection(selection).as_of(as_of);
    if let Some(setup) = &setup {
        checker = checker.with_unit(setup.unit().clone());
    }
    let mut found = files::collect(&args.paths, setup.as_ref());
    let case_files = cases::take(&mut found, setup.as_ref());
    let mut report = check_files(&found, &checker, &baseline, args);
    let calendar = match &setup {
        Some(setup) => setup.calendar()?,
        None => WorkCalendar::national().clone(),
    };
    let (pipelines, schedule) = match &setup {
        Some(setup) => (
            review::read_pipelines(&setup.pipelines())?,
            retention::local_schedule(&setup.schedules(), setup.lang().unwrap_or_default())?,
        ),
        None => (Vec::new(), Schedule::builtin().clone()),
    };
    let judged = Judged {
        calendar: &calendar,
        selection: checker.selection(),
        as_of,
        baseline: &baseline,
        pipelines: &pipelines,
        schedule: &schedule,
    };
    cases::check(&case_files, &judged, &mut report);
    if let Some(setup) = &setup {
        lists::check(setup, &checker, as_of, &baseline, &found, &mut report)?;
    }
    report
        .errors
        .extend(found.missing.iter().map(|path| FileError {
            path: files::shown(path),
            zh: "没有这个文件或文件夹".to_owned(),
            en: "no such file or folder".to_owned(),
        }));

    if let Some(path) = &baseline_path {
        save_baseline(path, &baseline, &report)?;
    }
    show(&report, setup.as_ref(), as_of, args)?;
    Ok(exit_code(&report, profile))
}

/// 2 when something could not be read, 1 when a finding blocks, else 0.
fn exit_code(report: &Report, profile: Profile) -> ExitCode {
    if !report.errors.is_empty() {
        ExitCode::from(2)
    } else if report.blocking(profile) > 0 {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}

fn check_files(found: &Found, checker: &Checker, baseline: &Baseline, args: &CheckArgs) -> Report {
    let bar = progress(found.files.len(), args);
    let results: Vec<Result<FileReport, FileError>> = found
        .files
        .par_iter()
        .map(|path| {
            let result = check_file(path, checker, baseline, args.fix);
            bar.inc(1);
            result
        })
        .collect();
    bar.finish_and_clear();
    let mut report = Report::default();
    for result in results {
        match result {
            Ok(file) => report.files.push(file),
            Err(error) => report.errors.push(error),
        }
    }
    report
}

fn progress(files: usize, args: &CheckArgs) -> ProgressBar {
    if args.no_progress || files < 50 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec} {eta}") {
        bar.set_style(style);
    }
    bar
}

fn check_file(
    path: &Path,
    checker: &Checker,
    baseline: &Baseline,
    fix: bool,
) -> Result<FileReport, FileError> {
    let shown = files::shown(path);
    let io = |error: &std::io::Error| FileError {
        path: shown.clone(),
        zh: format!("读不出来：{error}"),
        en: format!("cannot be read: {error}"),
    };
    let bytes = fs::read(path).map_err(|e| io(&e))?;
    let refused = |error| FileError::new(shown.clone(), &error);
    if !fix {
        return check(&shown, &bytes, checker, baseline).map_err(refused);
    }
    let (report, mended) = check_and_mend(&shown, &bytes, checker, baseline).map_err(refused)?;
    if let Some(mended) = mended {
        fs::write(path, mended).map_err(|e| io(&e))?;
    }
    Ok(report)
}

fn load_baseline(path: &Path) -> Result<Baseline, Failure> {
    let text = fs::read_to_string(path).map_err(|e| Failure::file(path, e))?;
    let baseline: Baseline = serde_json::from_str(&text).map_err(|e| Failure::file(path, e))?;
    for fingerprint in baseline.problems() {
        eprintln!(
            "{}: {fingerprint} 没有写明理由（reason），不算数 (dismissed without a reason: does not count)",
            path.display()
        );
    }
    Ok(baseline)
}

/// Adds what is new as pending, and lets go of pending ones that are gone.
fn save_baseline(path: &Path, before: &Baseline, report: &Report) -> Result<(), Failure> {
    let entries = || {
        report
            .files
            .iter()
            .flat_map(|f| f.entries.iter().map(move |e| (f, e)))
    };
    let current: BTreeSet<&str> = entries().map(|(_, e)| e.fingerprint.as_str()).collect();
    let mut after = before.clone();
    after
        .verdicts
        .retain(|f, v| v.verdict != VerdictKind::Pending || current.contains(f.as_str()));
    for (file, entry) in entries() {
        after
            .verdicts
            .entry(entry.fingerprint.clone())
            .or_insert_with(|| Verdict {
                verdict: VerdictKind::Pending,
                reason: None,
                rule: entry.finding.rule.to_string(),
                path: file.path.clone(),
                text: entry.finding.text.clone(),
            });
    }
    if after == *before && path.exists() {
        return Ok(());
    }
    let text = serde_json::to_string_pretty(&after)? + "\n";
    fs::write(path, text).map_err(|e| Failure::file(path, e))
}

fn show(
    report: &Report,
    setup: Option<&Setup>,
    as_of: NaiveDate,
    args: &CheckArgs,
) -> Result<(), Failure> {
    let lang = args
        .lang
        .or(setup.and_then(Setup::lang))
        .unwrap_or_default();
    let zh = lang == Lang::Zh;
    let page = HtmlOptions {
        lang,
        title: setup.map_or_else(
            || {
                if zh {
                    "公开信息检查报告"
                } else {
                    "Disclosure check"
                }
                .to_owned()
            },
            |s| s.unit().name.clone(),
        ),
        subtitle: match lang {
            Lang::Zh => format!("公开信息检查报告，截至{as_of}"),
            Lang::En => format!("checked as of {as_of}"),
        },
    };
    let to: Option<&PathBuf> = args.output.as_ref();
    let text = match args.format {
        CheckFormat::Text => {
            let color = to.is_none()
                && std::io::stdout().is_terminal()
                && std::env::var_os("NO_COLOR").is_none();
            let options = TextOptions {
                lang,
                color,
                ..TextOptions::default()
            };
            report::text(report, &options)
        }
        CheckFormat::Json => report::json(report, lang) + "\n",
        CheckFormat::Sarif => report::sarif(report, lang) + "\n",
        CheckFormat::Html => report::html(report, &page),
    };
    output::write(to.map(PathBuf::as_path), text.as_bytes())?;
    if to.is_some() || args.format != CheckFormat::Text {
        // The findings went elsewhere: what could not be read is still said here.
        for error in &report.errors {
            eprintln!("{}: {}", error.path, error.message(lang));
        }
    }
    if report.files.is_empty() && report.errors.is_empty() {
        eprintln!("没有可检查的文件（txt、md、html、docx、xlsx、csv、json）");
    }
    Ok(())
}
