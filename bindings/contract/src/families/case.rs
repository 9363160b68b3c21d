//! Case files: the hash of a content, the order of what happened.

use chrono::NaiveDate;
use gongkai::case::{
    CaseEvent, ContentHash, Entry, HashParseError, Timeline, TimelineProblem, known_on,
};
use gongkai::consultation::ConsultationEvent;
use gongkai::law::Lang;
use gongkai::request::RequestEvent;
use gongkai::retention::RecordEvent;
use gongkai::review::ReviewEvent;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::request::facts;
use super::told::Told;
use crate::base64;
use crate::context::Context;
use crate::fault::{Explained, Fault};
use crate::operation::operations;

operations! {
    /// What identifies a text exactly: the SHA-256 of its UTF-8.
    "case.hash_text" => hash_text, HashText => Hash;
    /// What identifies a file exactly: the SHA-256 of its bytes.
    "case.hash_bytes" => hash_bytes, HashBytes => Hash;
    /// Reads the hash of a content as a case file writes it.
    "case.read_hash" => read_hash, ReadHash => Hash, HashParseError;
    /// What a case file tells of the time up to a day, in the order in which it happened, and
    /// which entries cannot be taken as they are.
    "case.timeline" => timeline, TimelineRequest => TimelineAnswer;
    /// How much of a case file had been entered by the end of a day.
    "case.known_on" => known, KnownRequest => Known;
}

impl Explained for HashParseError {
    const KIND: &'static str = "HashParseError";
    const CODES: &'static [&'static str] = &["bad_hash"];
    fn code(&self) -> &'static str {
        "bad_hash"
    }
    fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("“{}”不是内容摘要：应为64位十六进制数字", self.input),
            Lang::En => self.to_string(),
        }
    }
    fn data(&self) -> Value {
        facts(self)
    }
}

/// A text to be identified.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.HashTextRequest"))]
#[serde(deny_unknown_fields)]
struct HashText {
    /// The text as it will be published, to the last character.
    text: String,
}

/// A file to be identified.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.HashBytesRequest"))]
#[serde(deny_unknown_fields)]
struct HashBytes {
    /// The bytes of the file, as base64.
    bytes_base64: String,
}

/// A hash as it is written.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.ReadHashRequest"))]
#[serde(deny_unknown_fields)]
struct ReadHash {
    /// 64 hexadecimal digits.
    text: String,
}

/// What identifies a content exactly (内容摘要).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.Hash"))]
struct Hash {
    /// The hash.
    hash: ContentHash,
    /// Its first eight digits, for showing.
    short: String,
}

impl From<ContentHash> for Hash {
    fn from(hash: ContentHash) -> Self {
        Self {
            hash,
            short: hash.short(),
        }
    }
}

fn hash_text(request: &HashText, _: Context) -> Result<Hash, Fault> {
    Ok(ContentHash::of(request.text.as_bytes()).into())
}

fn hash_bytes(request: &HashBytes, _: Context) -> Result<Hash, Fault> {
    let bytes = base64::decode(&request.bytes_base64, "/bytes_base64")?;
    Ok(ContentHash::of(&bytes).into())
}

fn read_hash(request: &ReadHash, _: Context) -> Result<Hash, Fault> {
    let hash: Result<ContentHash, HashParseError> = request.text.parse();
    Ok(hash.map_err(|error| Fault::of(&error).at("/text"))?.into())
}

/// The file of a case of one of the procedures, in its order (办理记录).
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.File"))]
#[serde(tag = "procedure", rename_all = "snake_case", deny_unknown_fields)]
enum File {
    /// An application for information (依申请公开).
    Request {
        /// The file.
        entries: Vec<Entry<RequestEvent>>,
    },
    /// A review (审核).
    Review {
        /// The file.
        entries: Vec<Entry<ReviewEvent>>,
    },
    /// A consultation (意见征集).
    Consultation {
        /// The file.
        entries: Vec<Entry<ConsultationEvent>>,
    },
    /// The retention of a record (公示与保管).
    Retention {
        /// The file.
        entries: Vec<Entry<RecordEvent>>,
    },
}

/// A case file, and the day up to which it is told.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.TimelineRequest"))]
#[serde(deny_unknown_fields)]
struct TimelineRequest {
    /// The file.
    file: File,
    /// The day: what happened later does not count.
    as_of: NaiveDate,
    /// The language of the sentences.
    lang: Option<Lang>,
}

/// What a case file tells of the time up to a day (时间线).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.Timeline"))]
struct TimelineAnswer {
    /// What happened, in order. Entries of later days are left out, struck ones with the entries
    /// that strike them, and those that cannot be taken as they are.
    moments: Vec<Moment>,
    /// What cannot be taken as it is, in the order of the file.
    problems: Vec<Told<TimelineProblem>>,
    /// How many entries are of days after the day asked for.
    later: u32,
}

/// An entry by its place in the file.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.Moment"))]
struct Moment {
    /// The place, from 0.
    index: u32,
    /// The day on which it happened.
    on: NaiveDate,
    /// The day on which it was entered.
    entered: NaiveDate,
}

fn told<E: CaseEvent>(entries: &[Entry<E>], as_of: NaiveDate, lang: Lang) -> TimelineAnswer {
    let timeline = Timeline::of(entries, as_of);
    let moments = timeline.moments.iter().map(|m| Moment {
        index: m.index,
        on: m.entry.on,
        entered: m.entry.entered(),
    });
    TimelineAnswer {
        moments: moments.collect(),
        problems: Told::all(timeline.problems, |p| p.message(lang)),
        later: u32::try_from(timeline.later).unwrap_or(u32::MAX),
    }
}

fn timeline(request: &TimelineRequest, _: Context) -> Result<TimelineAnswer, Fault> {
    let (as_of, lang) = (request.as_of, request.lang.unwrap_or_default());
    Ok(match &request.file {
        File::Request { entries } => told(entries, as_of, lang),
        File::Review { entries } => told(entries, as_of, lang),
        File::Consultation { entries } => told(entries, as_of, lang),
        File::Retention { entries } => told(entries, as_of, lang),
    })
}

/// A case file, and the day that is asked about.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.KnownOnRequest"))]
#[serde(deny_unknown_fields)]
struct KnownRequest {
    /// The file.
    file: File,
    /// The day.
    day: NaiveDate,
}

/// How much of a case file had been entered by the end of a day (当时所知).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.KnownOn"))]
struct Known {
    /// How many entries, from the beginning of the file: it is only appended to.
    entries: u32,
}

fn known(request: &KnownRequest, _: Context) -> Result<Known, Fault> {
    let day = request.day;
    let entries = match &request.file {
        File::Request { entries } => known_on(entries, day).len(),
        File::Review { entries } => known_on(entries, day).len(),
        File::Consultation { entries } => known_on(entries, day).len(),
        File::Retention { entries } => known_on(entries, day).len(),
    };
    Ok(Known {
        entries: u32::try_from(entries).unwrap_or(u32::MAX),
    })
}
