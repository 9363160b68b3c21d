//! Many cases: the docket, the register, what a change moves, what asks for the same.

use chrono::NaiveDate;
use gongkai::case::Entry;
use gongkai::law::Lang;
use gongkai::request::{
    Docket, JoinSettings, Joinable, MovedCase, RegisterCell, RegisterRow, ReportRow, RequestCase,
    RequestEvent, RequestGroup, Settings, State, join as join_requests, rederive as rederive_cases,
    rederive_entries as rederive_case,
};
use serde::{Deserialize, Serialize};

use crate::context::{CalendarOptions, Context};
use crate::families::told::Told;
use crate::fault::Fault;

/// The file of a case with its id (办件).
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.CaseFile"))]
#[serde(deny_unknown_fields)]
pub(super) struct CaseFile {
    /// The id.
    case: String,
    /// The file, in its order.
    entries: Vec<Entry<RequestEvent>>,
}

impl CaseFile {
    fn replay(&self, settings: &Settings, as_of: NaiveDate) -> RequestCase {
        RequestCase::replay(self.case.as_str(), &self.entries, settings, as_of)
    }
}

/// The cases of an office, and the day to see them on.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.CasesRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct CasesRequest {
    /// The cases.
    cases: Vec<CaseFile>,
    /// The day as of which they are seen.
    as_of: NaiveDate,
    /// The settings of the office.
    #[serde(default)]
    settings: Settings,
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
    /// The language of the sentences.
    lang: Option<Lang>,
}

/// The open cases of an office by what is due next, and its ended ones by the row of the annual
/// report (待办清单).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.OpenCases"))]
pub(super) struct OpenCases {
    /// The open cases, the one due first on top, those without a day below.
    open: Vec<OpenCase>,
    /// How many cases ended in each row of the annual report, in the order of the form.
    totals: Vec<RowTotal>,
    /// How many ended outside of these rows: requests to correct a record, and answers whose
    /// ground is not known.
    without_row: u32,
    /// The heads of the columns of `rows`.
    header: Vec<&'static str>,
    /// The open cases as a table.
    rows: Vec<Vec<String>>,
    /// All of this as a page of text.
    text: String,
}

/// An open case.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.OpenCase"))]
struct OpenCase {
    /// The case.
    case: String,
    /// Where it stands.
    state: State,
    /// The name of the state.
    state_label: &'static str,
    /// The day of receipt.
    received: Option<NaiveDate>,
    /// The last day for what is awaited next: the answer, or the applicant's act.
    until: Option<NaiveDate>,
    /// How many days remain; below 0 when it has passed.
    days: Option<i64>,
    /// Whether the answer is overdue.
    overdue: bool,
    /// How many entries have no effect or stand in the wrong place.
    problems: u32,
    /// Where it stands, in one line.
    summary: String,
}

/// How many cases ended in a row of the annual report.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RowTotal"))]
struct RowTotal {
    /// The row.
    row: ReportRow,
    /// Its name.
    name: &'static str,
    /// How many.
    count: u32,
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub(super) fn docket(request: &CasesRequest, _: Context) -> Result<OpenCases, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let lang = request.lang.unwrap_or_default();
    let statuses: Vec<_> = request
        .cases
        .iter()
        .map(|c| c.replay(&request.settings, request.as_of).status(&calendar))
        .collect();
    let docket = Docket::of(&statuses);
    let (rows, text) = (docket.rows(lang), docket.render(lang));
    let open = docket.open.into_iter().map(|row| OpenCase {
        case: row.case,
        state: row.state,
        state_label: row.state.label(lang),
        received: row.received,
        until: row.until,
        days: row.days,
        overdue: row.overdue,
        problems: count(row.problems),
        summary: match lang {
            Lang::Zh => row.zh,
            Lang::En => row.en,
        },
    });
    let totals = docket.totals.iter().map(|(&row, &n)| RowTotal {
        row,
        name: row.message(lang),
        count: count(n),
    });
    Ok(OpenCases {
        open: open.collect(),
        totals: totals.collect(),
        without_row: count(docket.without_row),
        header: Docket::header(lang).to_vec(),
        rows,
        text,
    })
}

/// The register of applications (登记台账).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Register"))]
pub(super) struct Register {
    /// A line a case, in the order given.
    lines: Vec<RegisterRow>,
    /// The heads of the columns of `rows`.
    header: Vec<&'static str>,
    /// The lines as a table: dates as in `2026-03-02`, nothing as an empty text.
    rows: Vec<Vec<String>>,
}

pub(super) fn register(request: &CasesRequest, _: Context) -> Result<Register, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let lang = request.lang.unwrap_or_default();
    let lines: Vec<RegisterRow> = request
        .cases
        .iter()
        .map(|c| {
            let status = c.replay(&request.settings, request.as_of).status(&calendar);
            RegisterRow::of(&c.entries, &status)
        })
        .collect();
    let cell = |cell: RegisterCell| match cell {
        RegisterCell::Empty => String::new(),
        RegisterCell::Text(text) => text,
        RegisterCell::Date(day) => day.to_string(),
        RegisterCell::Number(n) => n.to_string(),
    };
    let row = |line: &RegisterRow| line.cells(lang).into_iter().map(cell).collect();
    Ok(Register {
        header: RegisterRow::header(lang).to_vec(),
        rows: lines.iter().map(row).collect(),
        lines,
    })
}

/// Cases, and the calendar before and after a change.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RederiveRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct RederiveRequest {
    /// The cases.
    cases: Vec<CaseFile>,
    /// The day as of which they are seen.
    as_of: NaiveDate,
    /// The calendar before, as with `as_of` on the day before a notice; the national one unless
    /// given.
    before: Option<CalendarOptions>,
    /// The calendar after, as with the new notice among its `notices`; the national one unless
    /// given.
    after: Option<CalendarOptions>,
    /// The settings of the office.
    #[serde(default)]
    settings: Settings,
}

/// The open cases whose last day moves.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.MovedCases"))]
pub(super) struct MovedCases {
    /// Those that move, in the order given.
    moved: Vec<MovedCase>,
}

pub(super) fn rederive(request: &RederiveRequest, _: Context) -> Result<MovedCases, Fault> {
    let calendar = |options: &Option<CalendarOptions>, path| {
        Context::calendar(options.as_ref()).map_err(|error| Fault::of(&error).at(path))
    };
    let before = calendar(&request.before, "/before")?;
    let after = calendar(&request.after, "/after")?;
    let cases: Vec<RequestCase> = request
        .cases
        .iter()
        .map(|c| c.replay(&request.settings, request.as_of))
        .collect();
    Ok(MovedCases {
        moved: rederive_cases(&cases, &before, &after, request.as_of),
    })
}

/// A case whose file changed: an entry was made late, or one struck as wrong.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(rename = "request.RederiveEntriesRequest")
)]
#[serde(deny_unknown_fields)]
pub(super) struct RederiveEntriesRequest {
    /// The id of the case, for the response.
    #[serde(default)]
    case: String,
    /// The file as it was.
    before: Vec<Entry<RequestEvent>>,
    /// The file as it is.
    after: Vec<Entry<RequestEvent>>,
    /// The day as of which the case is seen.
    as_of: NaiveDate,
    /// The settings of the office.
    #[serde(default)]
    settings: Settings,
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
}

/// Whether the last day of a case moves.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.MovedByEntries"))]
pub(super) struct MovedByEntries {
    /// From when to when; absent where it stays, or the case has ended both before and after.
    moved: Option<MovedCase>,
}

pub(super) fn rederive_entries(
    request: &RederiveEntriesRequest,
    _: Context,
) -> Result<MovedByEntries, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let replay = |entries: &[Entry<RequestEvent>]| {
        RequestCase::replay(
            request.case.as_str(),
            entries,
            &request.settings,
            request.as_of,
        )
    };
    let (before, after) = (replay(&request.before), replay(&request.after));
    Ok(MovedByEntries {
        moved: rederive_case(&before, &after, &calendar),
    })
}

/// Applications that may ask for the same.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.JoinRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct JoinRequest {
    /// The applications.
    applications: Vec<Joinable>,
    /// What counts as asking for the same.
    #[serde(default)]
    settings: JoinSettings,
    /// The language of the sentences.
    lang: Option<Lang>,
}

/// Groups of applications that ask for the same.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Joined"))]
pub(super) struct Joined {
    /// The groups, the earliest first, each with what follows from it.
    groups: Vec<Told<RequestGroup>>,
}

pub(super) fn join(request: &JoinRequest, _: Context) -> Result<Joined, Fault> {
    let lang = request.lang.unwrap_or_default();
    let groups = join_requests(&request.applications, &request.settings);
    Ok(Joined {
        groups: Told::all(groups, |group| group.message(lang)),
    })
}
