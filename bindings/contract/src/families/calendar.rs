//! Working days and deadlines (工作日、期限).

use chrono::NaiveDate;
use gongkai::calendar::{
    Answer, CalendarError, Certainty, DayKind, Deadline, DeadlineRequest, ExcludedSpan, Layer,
    Moved, Notice, Step,
};
use gongkai::law::{Citation, InstrumentId, Lang, Period};
use serde::{Deserialize, Serialize};

use crate::context::{CalendarOptions, Context};
use crate::fault::Fault;
use crate::operation::operations;

operations! {
    /// One day: whether it is worked, what kind of day it is, and on which notice that rests.
    "calendar.day" => day, OneDay => Day, CalendarError;
    /// Every day from `from` to `to`, both included.
    "calendar.days" => days, Span => Days, CalendarError;
    /// Whether people work on this day (工作日).
    "calendar.is_workday" => is_workday, OneDay => Workday, CalendarError;
    /// The day `n` working days after a date, which itself does not count; before it for a
    /// negative `n`. With 0 the date itself.
    "calendar.add_workdays" => add_workdays, AddWorkdays => DateAnswer, CalendarError;
    /// How many working days lie between two dates: the first does not count, the second does.
    "calendar.workdays_between" => workdays_between, Span => CountAnswer, CalendarError;
    /// The working days next to a date, before and after it, with and without itself.
    "calendar.neighbours" => neighbours, OneDay => Neighbours, CalendarError;
    /// When a period ends, with every step that led there and the articles of law.
    "calendar.deadline" => deadline, DeadlineOf => DeadlineAnswer, CalendarError;
    /// Which open deadlines a new holiday notice moves, and from when to when.
    "calendar.changed_by" => changed_by, ChangedBy => MovedDeadlines, CalendarError;
    /// How far the calendar reaches, and until when holiday arrangements have been published.
    "calendar.extent" => extent, Extent => ExtentAnswer, CalendarError;
}

/// A date, and the calendar to look it up in.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.OneDayRequest"))]
#[serde(deny_unknown_fields)]
struct OneDay {
    /// The date.
    date: NaiveDate,
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
}

/// A span of days, both ends included.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.SpanRequest"))]
#[serde(deny_unknown_fields)]
struct Span {
    /// The first day.
    from: NaiveDate,
    /// The last day.
    to: NaiveDate,
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
}

/// A date and a number of working days.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.AddWorkdaysRequest"))]
#[serde(deny_unknown_fields)]
struct AddWorkdays {
    /// The date to count from; it does not count itself.
    date: NaiveDate,
    /// How many working days; negative to count back.
    n: i32,
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
}

/// Whether a day is worked.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Workday"))]
struct Workday {
    /// Whether it is.
    workday: bool,
}

/// One day of the calendar (日历中的一天).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Day"))]
struct Day {
    /// The date.
    date: NaiveDate,
    /// Whether people work on it.
    workday: bool,
    /// What kind of day it is.
    kind: DayKind,
    /// The name of the holiday, where it belongs to one.
    name: Option<String>,
    /// The notice that made it so.
    notice: Option<InstrumentId>,
    /// Which calendar decided: the national one or a local one.
    layer: LayerName,
    /// The region of the local calendar that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    /// What the local calendar rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
    /// Whether the arrangement of the year has been published.
    certainty: Certainty,
}

/// Which calendar decided a day.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.LayerName"))]
#[serde(rename_all = "snake_case")]
enum LayerName {
    /// The national calendar.
    National,
    /// A local calendar.
    Local,
}

impl From<gongkai::calendar::Day<'_>> for Day {
    fn from(day: gongkai::calendar::Day<'_>) -> Self {
        let (layer, region, basis) = match day.layer {
            Layer::National => (LayerName::National, None, None),
            Layer::Local { region, basis } => (
                LayerName::Local,
                Some(region.to_owned()),
                Some(basis.to_owned()),
            ),
        };
        Self {
            date: day.date,
            workday: day.workday,
            kind: day.kind,
            name: day.name.map(str::to_owned),
            notice: day.notice.cloned(),
            layer,
            region,
            basis,
            certainty: day.certainty,
        }
    }
}

/// The days of a span.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Days"))]
struct Days {
    /// Each day, in order.
    days: Vec<Day>,
}

/// A date found by counting.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.DateAnswer"))]
struct DateAnswer {
    /// The date.
    value: NaiveDate,
    /// Whether every year counted over has been arranged by a notice.
    certainty: Certainty,
}

/// A number found by counting.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.CountAnswer"))]
struct CountAnswer {
    /// The number of working days; negative when `to` lies before `from`.
    value: i32,
    /// Whether every year counted over has been arranged by a notice.
    certainty: Certainty,
}

/// The working days next to a date; absent where the calendar ends.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Neighbours"))]
struct Neighbours {
    /// The first after the date.
    next: Option<NaiveDate>,
    /// The last before the date.
    previous: Option<NaiveDate>,
    /// The date itself, or the first after it (民法典第二百零三条第一款).
    on_or_after: Option<NaiveDate>,
    /// The date itself, or the last before it.
    on_or_before: Option<NaiveDate>,
}

/// A period and what lies in it.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.DeadlineOfRequest"))]
#[serde(deny_unknown_fields)]
struct DeadlineOf {
    /// The day from which the period runs; it does not count itself.
    from: NaiveDate,
    /// The period, as in `20wd`, `30d`, `2m`.
    period: Period,
    /// Spans that do not count.
    #[serde(default)]
    exclude: Vec<ExcludedSpan>,
    /// Periods by which it was extended, in their order.
    #[serde(default)]
    extend: Vec<Period>,
    /// Whether an end on a day off moves to the next working day; yes unless given.
    #[serde(default = "yes")]
    roll: bool,
    /// Whether the period is a least time (not less than), after which one may close.
    #[serde(default)]
    minimum: bool,
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
    /// The language of `text`.
    lang: Option<Lang>,
}

fn yes() -> bool {
    true
}

/// When a period ends, and why (到期日).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.DeadlineAnswer"))]
pub(super) struct DeadlineAnswer {
    /// The last day.
    due: NaiveDate,
    /// Whether every year counted over has been arranged by a notice.
    certainty: Certainty,
    /// The steps that led there.
    trail: Vec<Step>,
    /// The articles that say how to count.
    basis: Vec<Citation>,
    /// The steps as sentences, in the language asked for; Chinese unless given.
    text: Vec<String>,
}

impl DeadlineAnswer {
    /// A deadline with its steps as sentences.
    pub(super) fn of(found: gongkai::calendar::Deadline, lang: Lang) -> Self {
        let text = found.explain(lang);
        Self {
            due: found.due,
            certainty: found.certainty,
            trail: found.trail,
            basis: found.basis,
            text,
        }
    }
}

/// A new notice, and deadlines that are open.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.ChangedByRequest"))]
#[serde(deny_unknown_fields)]
struct ChangedBy {
    /// The notice.
    notice: Notice,
    /// The deadlines.
    deadlines: Vec<DeadlineRequest>,
    /// The calendar as it was before; the national one unless given.
    calendar: Option<CalendarOptions>,
}

/// The deadlines that a notice moves.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.MovedDeadlines"))]
struct MovedDeadlines {
    /// Those that move, by their place in the request.
    moved: Vec<Moved>,
}

/// Which calendar to ask.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.ExtentRequest"))]
#[serde(deny_unknown_fields)]
struct Extent {
    /// The calendar; the national one unless given.
    calendar: Option<CalendarOptions>,
}

/// How far a calendar reaches.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Extent"))]
struct ExtentAnswer {
    /// The first day on record.
    first_day: NaiveDate,
    /// The last day that can be projected.
    last_day: NaiveDate,
    /// The last day of the last year that a notice has arranged.
    published_until: Option<NaiveDate>,
    /// The notices it knows.
    notices: Vec<Notice>,
}

fn day(request: &OneDay, _: Context) -> Result<Day, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let day = calendar.day(request.date).map_err(|e| at_date(&e))?;
    Ok(day.into())
}

fn at_date(error: &CalendarError) -> Fault {
    Fault::of(error).at("/date")
}

fn days(request: &Span, _: Context) -> Result<Days, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let days = calendar.days(request.from..=request.to)?;
    Ok(Days {
        days: days.map(Day::from).collect(),
    })
}

fn is_workday(request: &OneDay, _: Context) -> Result<Workday, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let workday = calendar.is_workday(request.date).map_err(|e| at_date(&e))?;
    Ok(Workday { workday })
}

fn add_workdays(request: &AddWorkdays, _: Context) -> Result<DateAnswer, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let Answer { value, certainty } = calendar
        .add_workdays(request.date, request.n)
        .map_err(|e| at_date(&e))?;
    Ok(DateAnswer { value, certainty })
}

fn workdays_between(request: &Span, _: Context) -> Result<CountAnswer, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let Answer { value, certainty } = calendar.workdays_between(request.from, request.to)?;
    Ok(CountAnswer { value, certainty })
}

fn neighbours(request: &OneDay, _: Context) -> Result<Neighbours, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let date = request.date;
    // The date itself has to lie in the calendar.
    calendar.is_workday(date).map_err(|e| at_date(&e))?;
    let value = |found: Result<Answer<NaiveDate>, CalendarError>| found.ok().map(|a| a.value);
    Ok(Neighbours {
        next: value(calendar.next_workday(date)),
        previous: value(calendar.previous_workday(date)),
        on_or_after: value(calendar.workday_on_or_after(date)),
        on_or_before: value(calendar.workday_on_or_before(date)),
    })
}

fn deadline(request: &DeadlineOf, _: Context) -> Result<DeadlineAnswer, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let lang = request.lang.unwrap_or(Lang::Zh);
    let mut asked = Deadline::after(request.from, request.period).roll(request.roll);
    asked.exclude.clone_from(&request.exclude);
    asked.extend.clone_from(&request.extend);
    asked.minimum = request.minimum;
    Ok(DeadlineAnswer::of(calendar.deadline(&asked)?, lang))
}

fn changed_by(request: &ChangedBy, _: Context) -> Result<MovedDeadlines, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let moved = calendar.changed_by(&request.notice, &request.deadlines)?;
    Ok(MovedDeadlines { moved })
}

fn extent(request: &Extent, _: Context) -> Result<ExtentAnswer, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    Ok(ExtentAnswer {
        first_day: calendar.first_day(),
        last_day: calendar.last_day(),
        published_until: calendar.published_until(),
        notices: calendar.notices().cloned().collect(),
    })
}
