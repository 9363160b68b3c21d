use chrono::NaiveDate;
use serde::Serialize;

use super::error::RequestError;
use super::event::RequestEvent;
use super::fold::Fold;
use super::settings::Settings;
use super::status::{RequestStatus, WaitingFor};
use crate::calendar::WorkCalendar;
use crate::case::Entry;

/// An application for information, from its receipt to the last remedy (依申请公开办件).
///
/// It holds its events and nothing that follows from them: [`RequestCase::status`] derives
/// where it stands, what is due and why, each time it is asked, on the calendar that it is
/// given. So an event entered late, one struck as wrong, or a notice that moves a holiday
/// changes everything that rests on it; [`rederive`] lists what changed.
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::case::Entry;
/// use gongkai::law::Lang;
/// use gongkai::request::{RequestCase, RequestEvent, Settings, State};
///
/// let day = |text: &str| text.parse().unwrap();
/// let file = r#"[
///     {"on": "2026-03-02", "event": "received", "intake": "internet", "applicant": {"name": "李某"}},
///     {"on": "2026-03-03", "event": "confirmed"},
///     {"on": "2026-03-05", "event": "consulted", "party": "某公司", "consultee": "third_party"}
/// ]"#;
/// let entries: Vec<Entry<RequestEvent>> = serde_json::from_str(file).unwrap();
/// let case = RequestCase::replay("2026-001", &entries, &Settings::default(), day("2026-03-20"));
/// let calendar = WorkCalendar::national();
/// let status = case.status(calendar);
/// // Received when both sides had confirmed (Art. 31 item 3), not when it came.
/// assert_eq!(status.received, Some(day("2026-03-03")));
/// assert_eq!(status.state, State::Consulting);
/// // The party has until 26 March; the body then has the rest of its 20 working days.
/// assert_eq!(status.latest, Some(day("2026-04-22")));
/// assert_eq!(status.trail[1].step.message(Lang::En), "to be confirmed with the applicant; no period runs yet");
///
/// // A second confirmation is refused.
/// let again = Entry::new(day("2026-03-23"), RequestEvent::Confirmed {});
/// assert_eq!(case.decide(&again, calendar).unwrap_err().code(), "already_confirmed");
/// ```
#[doc(alias = "依申请公开办件")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestCase {
    id: String,
    entries: Vec<Entry<RequestEvent>>,
    settings: Settings,
    as_of: NaiveDate,
}

impl RequestCase {
    /// Opens a case with its first entry.
    ///
    /// # Errors
    /// When the entry is not `received`, or of a day before there was a Regulation.
    pub fn open(
        id: impl Into<String>,
        first: &Entry<RequestEvent>,
        settings: &Settings,
        calendar: &WorkCalendar,
    ) -> Result<Self, RequestError> {
        let mut case = Self {
            id: id.into(),
            entries: Vec::new(),
            settings: *settings,
            as_of: first.entered(),
        };
        for entry in case.decide(first, calendar)? {
            case.apply(entry);
        }
        Ok(case)
    }

    /// The case that a file tells, as known on a day.
    pub fn replay(
        id: impl Into<String>,
        entries: &[Entry<RequestEvent>],
        settings: &Settings,
        as_of: NaiveDate,
    ) -> Self {
        Self {
            id: id.into(),
            entries: entries.to_vec(),
            settings: *settings,
            as_of,
        }
    }

    /// The same case as known on another day.
    pub fn as_of(mut self, day: NaiveDate) -> Self {
        self.as_of = day;
        self
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The events, as the file has them.
    pub fn entries(&self) -> &[Entry<RequestEvent>] {
        &self.entries
    }

    /// The settings of the office.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The day as of which the case is seen.
    pub fn day(&self) -> NaiveDate {
        self.as_of
    }

    /// What is to be written into the file when this happens: nothing is written yet.
    ///
    /// # Errors
    /// When the law or the state of the case does not allow it, or the entry does not fit the
    /// order of the file.
    pub fn decide(
        &self,
        command: &Entry<RequestEvent>,
        calendar: &WorkCalendar,
    ) -> Result<Vec<Entry<RequestEvent>>, RequestError> {
        let mut entries = self.entries.clone();
        let index = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        entries.push(command.clone());
        let as_of = self.as_of.max(command.entered());
        let fold = Fold::of(&entries, &self.settings, calendar, as_of);
        let refused = fold.problems.into_iter().find(|p| p.index == index);
        match refused {
            Some(problem) => Err(problem.error),
            None => Ok(vec![command.clone()]),
        }
    }

    /// Adds an entry that [`RequestCase::decide`] gave. The case is then seen as of the day of
    /// its entry, where that is later.
    pub fn apply(&mut self, entry: Entry<RequestEvent>) {
        self.as_of = self.as_of.max(entry.entered());
        self.entries.push(entry);
    }

    /// Where the case stands, what is due and why.
    pub fn status(&self, calendar: &WorkCalendar) -> RequestStatus {
        Fold::of(&self.entries, &self.settings, calendar, self.as_of).told(&self.id, self.as_of)
    }
}

/// An open case whose last day moves; made by [`rederive`] and [`rederive_entries`]
/// (期限变动).
#[doc(alias = "期限变动")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.MovedCase"))]
#[non_exhaustive]
pub struct MovedCase {
    /// The case.
    pub case: String,
    /// What is awaited from the applicant until then; `None`: the day is that of the answer.
    pub waiting: Option<WaitingFor>,
    /// The last day as it was; `None` where there was none.
    pub before: Option<NaiveDate>,
    /// The last day as it is.
    pub after: Option<NaiveDate>,
}

/// The open cases whose last day another calendar moves, as a notice published later does.
///
/// A case that has ended is not listed: what was answered in time stays so. Nor is one whose
/// last day would move back to before the day asked about: no notice makes a period run out
/// after the event.
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::case::Entry;
/// use gongkai::request::{RequestCase, RequestEvent, Settings, rederive};
///
/// // On 27 January 2020 the Spring Festival was made longer.
/// let day = |text: &str| text.parse().unwrap();
/// let file = r#"[{"on": "2020-01-20", "event": "received", "intake": "in_person", "applicant": {"name": "李某"}}]"#;
/// let entries: Vec<Entry<RequestEvent>> = serde_json::from_str(file).unwrap();
/// let open = RequestCase::replay("2020-007", &entries, &Settings::default(), day("2020-02-10"));
/// let calendar = WorkCalendar::national();
/// let moved = rederive(&[open], &calendar.as_of(day("2020-01-26")), calendar, day("2020-02-10"));
/// assert_eq!(moved.len(), 1);
/// assert_eq!(moved[0].before, Some(day("2020-02-21")));
/// assert_eq!(moved[0].after, Some(day("2020-02-25")));
/// ```
pub fn rederive(
    cases: &[RequestCase],
    before: &WorkCalendar,
    after: &WorkCalendar,
    as_of: NaiveDate,
) -> Vec<MovedCase> {
    cases
        .iter()
        .filter_map(|case| {
            let case = case.clone().as_of(as_of);
            let moved = moved(&case.status(before), &case.status(after))?;
            let back = moved.after < moved.before && moved.after < Some(as_of);
            (!back).then_some(moved)
        })
        .collect()
}

/// The same for one case whose events changed: one was entered late, or struck as wrong.
/// `None` where its last day stays, or it has ended both before and after. What shortens the
/// period counts here: the earlier day was wrong.
pub fn rederive_entries(
    before: &RequestCase,
    after: &RequestCase,
    calendar: &WorkCalendar,
) -> Option<MovedCase> {
    moved(&before.status(calendar), &after.status(calendar))
}

fn moved(before: &RequestStatus, after: &RequestStatus) -> Option<MovedCase> {
    if !before.state.is_open() && !after.state.is_open() {
        return None;
    }
    let last = |status: &RequestStatus| match status.waiting {
        Some(waiting) => (Some(waiting.what), waiting.until),
        None => (None, status.due),
    };
    let (was, is) = (last(before), last(after));
    (was != is).then(|| MovedCase {
        case: after.case.clone(),
        waiting: is.0,
        before: was.1,
        after: is.1,
    })
}
