//! Files checked, and reports on them.

use chrono::NaiveDate;
use gongkai::finding::{Baseline, Lang, Profile, Selector};
use gongkai::unit::Unit;
use gongkai_formats::check::check_and_mend;
use gongkai_formats::read::read;
use gongkai_formats::report::{
    FileError, HtmlOptions, Report as Files, TextOptions, html, json, sarif, text,
};
use serde::Deserialize;

use super::read::{FileInfo, FileRead, bytes};
use crate::base64;
use crate::context::Context;
use crate::families::check::How;
use crate::fault::Fault;
use crate::findings::{Report, Telling};
use crate::operation::{requests, responses};

requests! {
    /// A file to be checked, and how.
    pub(crate) CheckFile as "formats.CheckRequest" {
        /// Its name: the ending helps to tell what it is. It goes into the fingerprints; its
        /// folders do not.
        name: String,
        /// Its bytes, as base64.
        content_base64: String,
        /// Whether to mend what is safe to mend, where the text is the file itself.
        #[serde(default)]
        mend: bool,
        /// The unit whose text it is; inferred from the text unless given.
        unit: Option<Unit>,
        /// The day as of which is checked: the date of a text that bears none.
        as_of: Option<NaiveDate>,
        /// The rules that run: codes, families or `ALL`; the stable ones when empty.
        #[serde(default)]
        select: Vec<Selector>,
        /// The rules that do not.
        #[serde(default)]
        ignore: Vec<Selector>,
        /// Whether it is to be a draft or a publication; a publication unless given.
        profile: Option<Profile>,
        /// The language of what is said in words.
        lang: Option<Lang>,
        /// What persons decided on findings before.
        baseline: Option<Baseline>,
    }
    /// Files to be checked, and how the report is written.
    pub(crate) ReportOn as "formats.ReportRequest" {
        /// The files, in the order to show.
        files: Vec<FileGiven>,
        /// How the report is written; as text unless given.
        #[serde(default)]
        format: ReportFormat,
        /// The heading of a page.
        title: Option<String>,
        /// The line below it: when and on what the check ran.
        subtitle: Option<String>,
        /// The unit whose texts they are; inferred from each text unless given.
        unit: Option<Unit>,
        /// The day as of which is checked: the date of a text that bears none.
        as_of: Option<NaiveDate>,
        /// The rules that run: codes, families or `ALL`; the stable ones when empty.
        #[serde(default)]
        select: Vec<Selector>,
        /// The rules that do not.
        #[serde(default)]
        ignore: Vec<Selector>,
        /// Whether they are to be drafts or publications; publications unless given.
        profile: Option<Profile>,
        /// The language of what is said in words.
        lang: Option<Lang>,
        /// What persons decided on findings before.
        baseline: Option<Baseline>,
    }
}

responses! {
    /// A file that was checked.
    pub(crate) FileChecked as "formats.FileChecked" {
        /// The file as read; as mended, where it was.
        file: FileRead,
        /// What was found in its text.
        report: Report,
        /// The bytes of the file with what is safe to mend mended, as base64; absent when that
        /// was not asked for or there was nothing to mend.
        mended_base64: Option<String>,
    }
    /// A report.
    pub(crate) Written as "formats.Report" {
        /// The report.
        content: String,
        /// How many findings hold a text up.
        blocking: u32,
        /// How many files could not be read.
        unreadable: u32,
        /// What is known of each file that was read.
        files: Vec<FileInfo>,
    }
}

/// A file.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.FileGiven"))]
#[serde(deny_unknown_fields)]
pub(crate) struct FileGiven {
    /// Its path, as shown.
    name: String,
    /// Its bytes, as base64.
    content_base64: String,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.ReportFormat"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReportFormat {
    /// As compilers write.
    #[default]
    Text,
    /// One JSON object; places in code points.
    Json,
    /// A SARIF 2.1.0 log.
    Sarif,
    /// One page of HTML that needs nothing else.
    Html,
}

macro_rules! how {
    ($request:ident) => {
        How {
            date: None,
            unit: $request.unit.as_ref(),
            as_of: $request.as_of,
            select: &$request.select,
            ignore: &$request.ignore,
        }
    };
}

pub(super) fn check(request: &CheckFile, context: Context) -> Result<FileChecked, Fault> {
    let checker = how!(request).checker();
    let content = bytes(&request.content_base64)?;
    let none = Baseline::default();
    let mended = if request.mend {
        check_and_mend(&request.name, &content, &checker, &none)?.1
    } else {
        None
    };
    let file = read(&request.name, mended.as_ref().unwrap_or(&content))?;
    let findings = checker.check_text(&file.document);
    let telling = Telling {
        unit: context.unit,
        lang: request.lang,
        name: Some(&request.name),
        baseline: request.baseline.as_ref(),
        profile: request.profile,
    };
    Ok(FileChecked {
        report: telling.report(findings, file.document.text()),
        file: FileRead::of(&file, request.lang, context.unit),
        mended_base64: mended.map(|bytes| base64::encode(&bytes)),
    })
}

pub(super) fn report(request: &ReportOn, _: Context) -> Result<Written, Fault> {
    let checker = how!(request).checker();
    let none = Baseline::default();
    let baseline = request.baseline.as_ref().unwrap_or(&none);
    let mut all = Files::default();
    for (n, file) in request.files.iter().enumerate() {
        let path = format!("/files/{n}/content_base64");
        let content = base64::decode(&file.content_base64, &path)?;
        match gongkai_formats::check::check(&file.name, &content, &checker, baseline) {
            Ok(report) => all.files.push(report),
            Err(error) => all.errors.push(FileError::new(&file.name, &error)),
        }
    }
    let lang = request.lang.unwrap_or(Lang::Zh);
    let content = match request.format {
        ReportFormat::Text => {
            let options = TextOptions {
                lang,
                ..TextOptions::default()
            };
            text(&all, &options)
        }
        ReportFormat::Json => json(&all, lang),
        ReportFormat::Sarif => sarif(&all, lang),
        ReportFormat::Html => {
            let options = HtmlOptions {
                lang,
                title: request.title.clone().unwrap_or_default(),
                subtitle: request.subtitle.clone().unwrap_or_default(),
            };
            html(&all, &options)
        }
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let infos = all.files.iter().filter_map(|f| f.info.as_ref());
    Ok(Written {
        content,
        blocking: count(all.blocking(request.profile.unwrap_or_default())),
        unreadable: count(all.errors.len()),
        files: infos.map(|i| FileInfo::of(i, request.lang)).collect(),
    })
}
