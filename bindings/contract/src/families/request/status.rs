//! One case: where it stands, and whether an event may be entered.

use chrono::NaiveDate;
use gongkai::calendar::Certainty;
use gongkai::case::{Entry, known_on};
use gongkai::law::{Citation, Lang};
use gongkai::request::{
    CaseDeadline, Regime, ReportRow, RequestCase, RequestEvent, RequestStatus, Settings, State,
    TrailEntry, Waiting,
};
use serde::{Deserialize, Serialize};

use crate::context::{CalendarOptions, Context};
use crate::families::told::Told;
use crate::fault::Fault;

/// A case, and the day to see it on.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.StatusRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct StatusRequest {
    /// The id of the case, for the response.
    #[serde(default)]
    case: String,
    /// The file of the case, in its order.
    entries: Vec<Entry<RequestEvent>>,
    /// The day as of which the case is seen: what happened later does not count.
    as_of: NaiveDate,
    /// Only what had been entered by this day; everything in the file unless given.
    known_on: Option<NaiveDate>,
    /// The settings of the office.
    #[serde(default)]
    settings: Settings,
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
    /// The language of the sentences.
    lang: Option<Lang>,
}

/// Where a case stands on a day, and why (办件情况).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Status"))]
pub(super) struct Status {
    /// The case.
    case: String,
    /// The day as of which this holds.
    as_of: NaiveDate,
    /// Where it stands.
    state: State,
    /// The name of the state.
    state_label: &'static str,
    /// Whether something remains to be done before the case has come to its end.
    open: bool,
    /// The day of receipt in the sense of the law (Art. 31); absent while it is to be confirmed.
    received: Option<NaiveDate>,
    /// The text of the Regulation that it falls under.
    regime: Option<Regime>,
    /// The last day for the answer. Absent where no period runs: not confirmed yet, something is
    /// awaited from the applicant, ended without an answer, or a request to correct a record.
    /// While a party is consulted, the day if its opinion came on the day asked about.
    due: Option<NaiveDate>,
    /// While parties are consulted, the last day if they use their whole terms; absent where one
    /// of them has no term.
    latest: Option<NaiveDate>,
    /// How sure `due` is.
    certainty: Option<Certainty>,
    /// Whether the answer is, or was, late.
    overdue: bool,
    /// The day of the answer.
    answered_on: Option<NaiveDate>,
    /// How many days after `due` the answer was made, where it was late.
    answered_late: Option<i64>,
    /// The place of the answer in the file, from 0.
    answer_event: Option<u32>,
    /// What is awaited from the applicant; absent once the time for it ran out.
    waiting: Option<Waiting>,
    /// The other dates of the case.
    deadlines: Vec<Told<CaseDeadline>>,
    /// How all this came about, in order.
    trail: Vec<Told<TrailEntry>>,
    /// The articles on which `due` rests.
    basis: Vec<Citation>,
    /// Entries that have no effect or stand in the wrong place.
    problems: Vec<Told<Problem>>,
    /// The row of the annual report, once the case has come to its end.
    row: Option<ReportRow>,
    /// Where it stands, in one line.
    summary: String,
    /// All of this as a page of text.
    text: String,
}

/// An entry of a file that has no effect, or whose place in the file is wrong (记录的问题).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.CaseProblem"))]
pub(super) struct Problem {
    /// The place of the entry in the file, from 0.
    index: u32,
    /// The name of what is wrong: a code of `RequestError`.
    code: &'static str,
    /// The articles, of the text that the application falls under.
    basis: Vec<Citation>,
}

impl Status {
    pub(super) fn of(status: RequestStatus, lang: Lang) -> Self {
        let summary = status.summary(lang);
        let text = status.render(lang).trim_start().to_owned();
        let problems = status
            .problems
            .into_iter()
            .map(|p| Told {
                text: p.message(lang),
                what: Problem {
                    index: p.index,
                    code: p.code(),
                    basis: p.basis,
                },
            })
            .collect();
        Self {
            case: status.case,
            as_of: status.as_of,
            state: status.state,
            state_label: status.state.label(lang),
            open: status.state.is_open(),
            received: status.received,
            regime: status.regime,
            due: status.due,
            latest: status.latest,
            certainty: status.certainty,
            overdue: status.overdue,
            answered_on: status.answered_on,
            answered_late: status.answered_late,
            answer_event: status.answer_event,
            waiting: status.waiting,
            deadlines: Told::all(status.deadlines, |d| d.message(lang)),
            trail: Told::all(status.trail, |entry| entry.step.message(lang)),
            basis: status.basis,
            problems,
            row: status.row,
            summary,
            text,
        }
    }
}

pub(super) fn status(request: &StatusRequest, _: Context) -> Result<Status, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let entries = match request.known_on {
        Some(day) => known_on(&request.entries, day),
        None => &request.entries,
    };
    let case = RequestCase::replay(
        request.case.as_str(),
        entries,
        &request.settings,
        request.as_of,
    );
    let lang = request.lang.unwrap_or_default();
    Ok(Status::of(case.status(&calendar), lang))
}

/// A case, and an entry that is to be made.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.DecideRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct DecideRequest {
    /// The id of the case, for the response.
    #[serde(default)]
    case: String,
    /// The file of the case so far; empty for a new one.
    #[serde(default)]
    entries: Vec<Entry<RequestEvent>>,
    /// What happened, or is to happen.
    entry: Entry<RequestEvent>,
    /// The settings of the office.
    #[serde(default)]
    settings: Settings,
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
    /// The language of the sentences.
    lang: Option<Lang>,
}

/// What is to be written into the file, and where the case then stands.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Decided"))]
pub(super) struct Decided {
    /// The entries to append to the file.
    entries: Vec<Entry<RequestEvent>>,
    /// Where the case stands with them, as of the day of the entry.
    status: Status,
}

pub(super) fn decide(request: &DecideRequest, _: Context) -> Result<Decided, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let entered = request.entries.iter().map(Entry::entered);
    let as_of = entered.fold(request.entry.entered(), NaiveDate::max);
    let mut case = RequestCase::replay(
        request.case.as_str(),
        &request.entries,
        &request.settings,
        as_of,
    );
    let accepted = case
        .decide(&request.entry, &calendar)
        .map_err(|error| Fault::of(&error).at("/entry"))?;
    for entry in &accepted {
        case.apply(entry.clone());
    }
    let lang = request.lang.unwrap_or_default();
    Ok(Decided {
        entries: accepted,
        status: Status::of(case.status(&calendar), lang),
    })
}
