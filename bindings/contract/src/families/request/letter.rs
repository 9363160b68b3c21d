//! The letters of a case.

use chrono::NaiveDate;
use gongkai::case::Entry;
use gongkai::law::{Citation, Lang};
use gongkai::request::{
    CaseLetter, Letter, LetterCase, LetterDraft, LetterError, LetterKind, Office, RequestEvent,
    Settings, case_letters as letters_of,
};
use serde::{Deserialize, Serialize};

use super::errors::of_letter;
use crate::context::{CalendarOptions, Context};
use crate::fault::Fault;

/// What a letter is written from.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.LetterRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct LetterRequest {
    /// The body that writes.
    office: Office,
    /// What letters of the case have in common.
    case: LetterCase,
    /// What the letter is about.
    draft: LetterDraft,
    /// The document number.
    number: Option<String>,
    /// The day of the letter.
    on: NaiveDate,
}

/// A letter of a case with its text (依申请公开文书). Letters are in Chinese.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.WrittenLetter"))]
pub(super) struct Written {
    /// The letter.
    #[serde(flatten)]
    letter: Letter,
    /// Its day as it writes it, as in 2026年3月2日.
    date_text: String,
    /// The lines that tell what is enclosed, one for each attachment.
    attachment_lines: Vec<String>,
    /// The whole letter as plain text.
    text: String,
}

impl From<Letter> for Written {
    fn from(letter: Letter) -> Self {
        Self {
            date_text: letter.date_text(),
            attachment_lines: letter.attachment_lines(),
            text: letter.text(),
            letter,
        }
    }
}

pub(super) fn letter(request: &LetterRequest, _: Context) -> Result<Written, Fault> {
    let number = request.number.as_deref();
    let written = Letter::write(
        &request.office,
        &request.case,
        &request.draft,
        number,
        request.on,
    );
    written.map(Written::from).map_err(|e| of_letter(&e))
}

/// A case whose letters are asked for.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.CaseLettersRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct CaseLettersRequest {
    /// The id of the case.
    #[serde(default)]
    case: String,
    /// The file of the case, in its order.
    entries: Vec<Entry<RequestEvent>>,
    /// The day as of which the case is seen.
    as_of: NaiveDate,
    /// The body that writes; without it the letters are listed and not written.
    office: Option<Office>,
    /// The settings of the office.
    #[serde(default)]
    settings: Settings,
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
    /// The language of the sentences about letters that cannot be written; the letters
    /// themselves are in Chinese.
    lang: Option<Lang>,
}

/// The letters that the events of a case call for, in the order of the events.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.CaseLetters"))]
pub(super) struct CaseLetters {
    /// The letters.
    letters: Vec<Called>,
}

/// A letter that an event calls for (应制作的文书).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.CaseLetter"))]
struct Called {
    /// The event, by its place in the file, from 0.
    index: u32,
    /// The day of the letter: that of the event.
    on: NaiveDate,
    /// The document number, where the event has one.
    number: Option<String>,
    /// What kind of letter.
    kind: LetterKind,
    /// The name of the kind, as in 补正告知书.
    kind_title: &'static str,
    /// What the case was then.
    case: LetterCase,
    /// What the letter is about.
    draft: LetterDraft,
    /// The letter; absent where no office was given, or it cannot be written.
    letter: Option<Written>,
    /// Why it cannot be written.
    problem: Option<LetterProblem>,
}

/// Why a letter cannot be written.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.LetterProblem"))]
struct LetterProblem {
    /// The name of what is wrong: a code of `LetterError`, or of `RequestError` where the event
    /// has no effect.
    code: &'static str,
    /// The articles that demand what is missing.
    basis: Vec<Citation>,
    /// The sentence.
    text: String,
}

impl LetterProblem {
    fn of(error: &LetterError, lang: Lang) -> Self {
        Self {
            code: error.code(),
            basis: error.citations(),
            text: error.message(lang),
        }
    }
}

pub(super) fn case_letters(request: &CaseLettersRequest, _: Context) -> Result<CaseLetters, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let lang = request.lang.unwrap_or_default();
    let found = letters_of(
        &request.case,
        &request.entries,
        &request.settings,
        request.as_of,
        &calendar,
    );
    let letters = found.into_iter().map(|called| {
        let written = match &request.office {
            Some(office) => called.write(office).map(Some),
            None => match &called.refused {
                Some(error) => Err(LetterError::NoEffect {
                    error: error.clone(),
                }),
                None => Ok(None),
            },
        };
        let (letter, problem) = match written {
            Ok(letter) => (letter.map(Written::from), None),
            Err(error) => (None, Some(LetterProblem::of(&error, lang))),
        };
        let kind = called.draft.kind();
        Called {
            index: called.index,
            on: called.on,
            number: called.number,
            kind,
            kind_title: kind.title(),
            case: called.case,
            draft: called.draft,
            letter,
            problem,
        }
    });
    Ok(CaseLetters {
        letters: letters.collect(),
    })
}

/// A case of which one letter is asked for.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.CaseLetterRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct CaseLetterRequest {
    /// The id of the case.
    #[serde(default)]
    case: String,
    /// The file of the case, in its order.
    entries: Vec<Entry<RequestEvent>>,
    /// The day as of which the case is seen.
    as_of: NaiveDate,
    /// The body that writes.
    office: Office,
    /// What kind of letter; the last one of any kind unless given.
    kind: Option<LetterKind>,
    /// The settings of the office.
    #[serde(default)]
    settings: Settings,
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
}

pub(super) fn case_letter(request: &CaseLetterRequest, _: Context) -> Result<Written, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let found = letters_of(
        &request.case,
        &request.entries,
        &request.settings,
        request.as_of,
        &calendar,
    );
    let written = CaseLetter::choose(&found, request.kind).and_then(|l| l.write(&request.office));
    written.map(Written::from).map_err(|e| of_letter(&e))
}

/// Which kinds of letters there are.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.LetterKindsRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct LetterKindsRequest {}

/// Every kind of letter.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.LetterKinds"))]
pub(super) struct LetterKinds {
    /// The kinds, in the order of a case.
    kinds: Vec<NamedKind>,
}

/// A kind of letter with its name.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.NamedLetterKind"))]
struct NamedKind {
    /// The kind.
    kind: LetterKind,
    /// Its name, as in 补正告知书.
    title: &'static str,
}

pub(super) fn letter_kinds(_: &LetterKindsRequest, _: Context) -> Result<LetterKinds, Fault> {
    let named = |kind: LetterKind| NamedKind {
        kind,
        title: kind.title(),
    };
    Ok(LetterKinds {
        kinds: LetterKind::ALL.into_iter().map(named).collect(),
    })
}
