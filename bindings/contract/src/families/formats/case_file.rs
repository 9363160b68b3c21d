//! Case files.

use gongkai::case::Entry;
use gongkai::consultation::ConsultationEvent;
use gongkai::law::Lang;
use gongkai::request::RequestEvent;
use gongkai::retention::RecordEvent;
use gongkai::review::ReviewEvent;
use gongkai_formats::case_file::{CaseFile, append as append_lines};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::read::bytes;
use crate::context::Context;
use crate::families::check::Line;
use crate::fault::Fault;
use crate::operation::{requests, responses};

requests! {
    /// A case file.
    pub(crate) OfCase as "formats.CaseFileRequest" {
        /// Its bytes, as base64: JSON Lines, or a list in JSON.
        content_base64: String,
        /// The procedure that it is of.
        procedure: Procedure,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
    /// A case file, and what is to be added.
    pub(crate) Append as "formats.AppendCaseRequest" {
        /// The bytes of the file as it is, as base64; empty for a new one.
        #[serde(default)]
        content_base64: String,
        /// What is to be added.
        add: Entries,
    }
}

responses! {
    /// A case file that was read.
    pub(crate) CaseRead as "formats.CaseRead" {
        /// The entries up to the first line that cannot be read.
        file: Entries,
        /// What is wrong with the lines, as the checks of cases take it.
        lines: Vec<Line>,
        /// The first line that cannot be read; nothing behind it was.
        fault: Option<FaultyLine>,
    }
    /// A line of a case file that cannot be read.
    pub(crate) FaultyLine as "formats.FaultyLine" {
        /// The line, from 1.
        line: u32,
        /// The entry that it would have been, from 0.
        index: u32,
        /// Whether nothing stands behind it: a line that was cut off while it was written.
        at_end: bool,
        /// How many lines behind it were not read.
        unread: u32,
        /// What is wrong, in words.
        message: String,
    }
    /// Lines to be written behind a file.
    pub(crate) Lines as "formats.Lines" {
        /// The lines, each with its end.
        text: String,
    }
}

/// Which procedure a case file is of (办件种类).
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.Procedure"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Procedure {
    /// An application for information (依申请公开).
    Request,
    /// A review (审核).
    Review,
    /// A consultation (意见征集).
    Consultation,
    /// The retention of a record (公示与保管).
    Retention,
}

/// The entries of a case file of one of the procedures (办理记录).
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.CaseEntries"))]
#[serde(tag = "procedure", rename_all = "snake_case")]
pub(crate) enum Entries {
    /// An application for information (依申请公开).
    Request {
        /// The entries.
        entries: Vec<Entry<RequestEvent>>,
    },
    /// A review (审核).
    Review {
        /// The entries.
        entries: Vec<Entry<ReviewEvent>>,
    },
    /// A consultation (意见征集).
    Consultation {
        /// The entries.
        entries: Vec<Entry<ConsultationEvent>>,
    },
    /// The retention of a record (公示与保管).
    Retention {
        /// The entries.
        entries: Vec<Entry<RecordEvent>>,
    },
}

fn of<E: DeserializeOwned>(
    request: &OfCase,
    made: impl FnOnce(Vec<Entry<E>>) -> Entries,
) -> Result<CaseRead, Fault> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let file = CaseFile::<E>::read(&bytes(&request.content_base64)?)?;
    let fault = file.fault.as_ref().map(|fault| FaultyLine {
        line: count(fault.line),
        index: fault.index,
        at_end: fault.at_end,
        unread: count(fault.unread),
        message: fault.message(request.lang.unwrap_or(Lang::Zh)),
    });
    Ok(CaseRead {
        lines: file.line_problems().into_iter().map(Line::from).collect(),
        fault,
        file: made(file.entries),
    })
}

pub(super) fn read(request: &OfCase, _: Context) -> Result<CaseRead, Fault> {
    match request.procedure {
        Procedure::Request => of(request, |entries| Entries::Request { entries }),
        Procedure::Review => of(request, |entries| Entries::Review { entries }),
        Procedure::Consultation => of(request, |entries| Entries::Consultation { entries }),
        Procedure::Retention => of(request, |entries| Entries::Retention { entries }),
    }
}

fn behind<E: Serialize + DeserializeOwned>(
    content: &[u8],
    entries: &[Entry<E>],
) -> Result<Lines, Fault> {
    let file = CaseFile::<E>::read(content)?;
    let text = append_lines(&file, entries)?;
    Ok(Lines { text })
}

pub(super) fn append(request: &Append, _: Context) -> Result<Lines, Fault> {
    let content = bytes(&request.content_base64)?;
    match &request.add {
        Entries::Request { entries } => behind(&content, entries),
        Entries::Review { entries } => behind(&content, entries),
        Entries::Consultation { entries } => behind(&content, entries),
        Entries::Retention { entries } => behind(&content, entries),
    }
}
