//! What follows from an answer: its remedies, its row of the annual report; and the text of the
//! Regulation that applies.

use chrono::NaiveDate;
use gongkai::law::Lang;
use gongkai::request::{
    Answer, CloseReason, Regime, Remedies, RemedyError, ReportRow, RowSettings,
};
use serde::{Deserialize, Serialize};

use crate::context::{CalendarOptions, Context};
use crate::families::calendar::DeadlineAnswer;
use crate::fault::Fault;

/// An answer, and when it reached the applicant.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RemediesRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct RemediesRequest {
    /// The answer; without it, a notice that the application is no longer processed.
    answer: Option<Answer>,
    /// The day of the answer or notice, whose law applies.
    on: NaiveDate,
    /// The day on which the applicant received it, and was told of the remedies.
    served: Option<NaiveDate>,
    /// The day on which the applicant received a decision on reconsideration, or on which the
    /// time for it ended.
    decided: Option<NaiveDate>,
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
    /// The language of the sentences.
    lang: Option<Lang>,
}

/// The ways to contest an answer, with their limits and last days (救济途径).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RemediesAnswer"))]
pub(super) struct RemediesAnswer {
    /// The ways and limits.
    #[serde(flatten)]
    remedies: Remedies,
    /// The last days; those that no day is given for are absent.
    deadlines: LastDays,
    /// The ways and limits in a sentence, without the names of bodies.
    text: String,
}

/// The last days of the remedies against an answer.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RemedyLastDays"))]
struct LastDays {
    /// For applying for reconsideration.
    review: Option<DeadlineAnswer>,
    /// For a suit without reconsideration; absent where that has to come first.
    suit: Option<DeadlineAnswer>,
    /// For applying for reconsideration of who was not told of that right when the answer came
    /// (行政复议法第二十条第三款); absent for an answer older than that rule.
    longest_review: Option<DeadlineAnswer>,
    /// For a suit after reconsideration, from the day `decided`.
    suit_after_review: Option<DeadlineAnswer>,
}

pub(super) fn remedies(request: &RemediesRequest, _: Context) -> Result<RemediesAnswer, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let lang = request.lang.unwrap_or_default();
    let told = |deadline| DeadlineAnswer::of(deadline, lang);
    let at = |path: &'static str| move |error: RemedyError| Fault::of(&error).at(path);
    let remedies = match &request.answer {
        Some(answer) => Remedies::of(answer, request.on),
        None => Remedies::of_closing(request.on),
    }
    .map_err(at("/on"))?;
    let mut deadlines = LastDays {
        review: None,
        suit: None,
        longest_review: None,
        suit_after_review: None,
    };
    if let Some(served) = request.served {
        let days = remedies
            .deadlines(served, &calendar)
            .map_err(at("/served"))?;
        let longest = Remedies::longest_review(served, &calendar).map_err(at("/served"))?;
        deadlines.review = Some(told(days.review));
        deadlines.suit = days.suit.map(told);
        deadlines.longest_review = longest.map(told);
    }
    if let Some(decided) = request.decided {
        let day = Remedies::suit_after_review(decided, &calendar).map_err(at("/decided"))?;
        deadlines.suit_after_review = Some(told(day));
    }
    Ok(RemediesAnswer {
        text: remedies.message(lang),
        remedies,
        deadlines,
    })
}

/// An answer to be counted.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.ReportRowRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct ReportRowRequest {
    /// The answer.
    answer: Answer,
    /// What is set where the form leaves the row open.
    #[serde(default)]
    settings: RowSettings,
    /// The language of the names.
    lang: Option<Lang>,
}

/// A case closed without an answer.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.ClosingRowRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct ClosingRowRequest {
    /// Why.
    reason: CloseReason,
    /// The language of the names.
    lang: Option<Lang>,
}

/// Which rows the annual report has.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.ReportRowsRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct ReportRowsRequest {
    /// The language of the names.
    lang: Option<Lang>,
}

/// A row of results in the table of the annual report, with its names (年报第三部分的行).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.NamedRow"))]
pub(super) struct NamedRow {
    /// The row by its key, as in `r3.3.4`.
    row: ReportRow,
    /// The group that it stands in, as in 不予公开; for the first two rows the row itself.
    group: &'static str,
    /// What it counts, without its group, as in 保护第三方合法权益.
    label: &'static str,
    /// Group and label.
    text: &'static str,
}

impl NamedRow {
    fn of(row: ReportRow, lang: Option<Lang>) -> Self {
        let lang = lang.unwrap_or_default();
        Self {
            row,
            group: row.group(lang),
            label: row.label(lang),
            text: row.message(lang),
        }
    }
}

/// Every row of results.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.ReportRows"))]
pub(super) struct ReportRows {
    /// The rows, in the order of the form.
    rows: Vec<NamedRow>,
}

pub(super) fn report_row(request: &ReportRowRequest, _: Context) -> Result<NamedRow, Fault> {
    let row = request.answer.row(&request.settings);
    let row = row.map_err(|error| Fault::of(&error).at("/answer"))?;
    Ok(NamedRow::of(row, request.lang))
}

pub(super) fn closing_row(request: &ClosingRowRequest, _: Context) -> Result<NamedRow, Fault> {
    Ok(NamedRow::of(request.reason.row(), request.lang))
}

pub(super) fn report_rows(request: &ReportRowsRequest, _: Context) -> Result<ReportRows, Fault> {
    let named = |row| NamedRow::of(row, request.lang);
    Ok(ReportRows {
        rows: ReportRow::ALL.into_iter().map(named).collect(),
    })
}

/// The day of receipt of an application.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RegimeRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct RegimeRequest {
    /// The day.
    on: NaiveDate,
    /// The language of the name.
    lang: Option<Lang>,
}

/// The text of the Regulation that an application falls under.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RegimeOnDay"))]
pub(super) struct RegimeOnDay {
    /// The text; absent before 2008-05-01.
    regime: Option<Regime>,
    /// Its name.
    label: Option<&'static str>,
}

pub(super) fn regime(request: &RegimeRequest, _: Context) -> Result<RegimeOnDay, Fault> {
    let regime = Regime::on(request.on);
    let lang = request.lang.unwrap_or_default();
    Ok(RegimeOnDay {
        regime,
        label: regime.map(|r| r.label(lang)),
    })
}
