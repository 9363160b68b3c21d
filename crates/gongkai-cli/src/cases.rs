//! Case files, as `gongkai check` looks at them: applications, reviews, consultations, records.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::check::{
    CaseCheck, check_consultations, check_records_under, check_requests, check_reviews_with,
};
use gongkai::finding::{Baseline, Finding, Selection};
use gongkai::retention::Schedule;
use gongkai::review::Pipeline;
use gongkai_formats::case_file::CaseFile;
use gongkai_formats::report::{FileError, FileReport, Report};
use serde::de::DeserializeOwned;

use crate::files::{self, Found};
use crate::setup::Setup;

/// The ending of a file with one event a line.
const ENDING: &str = "jsonl";

/// What a case file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Request,
    Review,
    Consultation,
    Record,
}

/// What the cases are judged by.
pub(crate) struct Judged<'a> {
    pub(crate) calendar: &'a WorkCalendar,
    pub(crate) selection: &'a Selection,
    pub(crate) as_of: NaiveDate,
    pub(crate) baseline: &'a Baseline,
    pub(crate) pipelines: &'a [Pipeline],
    pub(crate) schedule: &'a Schedule,
}

/// Takes the case files out of the files asked for: those that the setup names, and every file
/// with one event a line.
pub(crate) fn take(found: &mut Found, setup: Option<&Setup>) -> BTreeMap<PathBuf, Option<Kind>> {
    let mut cases = BTreeMap::new();
    if let Some(setup) = setup {
        for (path, kind) in setup.cases() {
            if let Some(path) = found.same(&path) {
                cases.insert(path, Some(kind));
            }
        }
    }
    for path in &found.files {
        if path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case(ENDING))
        {
            cases.entry(path.clone()).or_insert(None);
        }
    }
    found.files.retain(|path| !cases.contains_key(path));
    cases
}

/// Checks case files and adds what is wrong to the report.
pub(crate) fn check(
    cases: &BTreeMap<PathBuf, Option<Kind>>,
    judged: &Judged<'_>,
    report: &mut Report,
) {
    for (path, kind) in cases {
        let shown = files::shown(path);
        match fs::read(path) {
            Ok(bytes) => match one(path, &shown, &bytes, *kind, judged) {
                Ok(file) => report.files.push(file),
                Err(error) => report.errors.push(error),
            },
            Err(error) => report.errors.push(FileError {
                path: shown,
                zh: format!("读不出来：{error}"),
                en: format!("cannot be read: {error}"),
            }),
        }
    }
}

fn one(
    path: &Path,
    shown: &str,
    bytes: &[u8],
    kind: Option<Kind>,
    judged: &Judged<'_>,
) -> Result<FileReport, FileError> {
    let case = path.file_stem().unwrap_or_default().to_string_lossy();
    match kind.or_else(|| kind_of(bytes)) {
        Some(Kind::Request) => of_kind(&case, shown, bytes, judged, check_requests),
        Some(Kind::Review) => of_kind(&case, shown, bytes, judged, |check, selection| {
            check_reviews_with(check, judged.pipelines, selection)
        }),
        Some(Kind::Consultation) => of_kind(&case, shown, bytes, judged, check_consultations),
        Some(Kind::Record) => of_kind(&case, shown, bytes, judged, |check, selection| {
            check_records_under(check, judged.schedule, None, selection)
        }),
        None => Err(FileError {
            path: shown.to_owned(),
            zh: "看不出是哪一种办件：第一行不是申请、审核、征求意见或档案的第一个事件".to_owned(),
            en: "no kind of case begins like its first line".to_owned(),
        }),
    }
}

fn of_kind<E: DeserializeOwned>(
    case: &str,
    shown: &str,
    bytes: &[u8],
    judged: &Judged<'_>,
    check: impl Fn(&CaseCheck<'_, E>, &Selection) -> Vec<Finding>,
) -> Result<FileReport, FileError> {
    let file = CaseFile::<E>::read(bytes).map_err(|e| FileError::new(shown, &e))?;
    let lines = file.line_problems();
    let findings = check(
        &CaseCheck {
            case,
            entries: &file.entries,
            lines: &lines,
            calendar: judged.calendar,
            as_of: judged.as_of,
        },
        judged.selection,
    );
    Ok(FileReport::of_case(shown, &file, findings, judged.baseline))
}

/// The kind as which most of the file can be read.
fn kind_of(bytes: &[u8]) -> Option<Kind> {
    fn length<E: DeserializeOwned>(bytes: &[u8]) -> usize {
        CaseFile::<E>::read(bytes).map_or(0, |file| file.entries.len())
    }
    [
        (
            Kind::Request,
            length::<gongkai::request::RequestEvent>(bytes),
        ),
        (Kind::Review, length::<gongkai::review::ReviewEvent>(bytes)),
        (
            Kind::Consultation,
            length::<gongkai::consultation::ConsultationEvent>(bytes),
        ),
        (
            Kind::Record,
            length::<gongkai::retention::RecordEvent>(bytes),
        ),
    ]
    .into_iter()
    .filter(|(_, length)| *length > 0)
    .max_by_key(|(_, length)| *length)
    .map(|(kind, _)| kind)
}
