use chrono::NaiveDate;

use super::Letter;
use super::error::LetterError;
use super::facts::{Asked, LetterCase, LetterDraft, LetterKind, Office, ThirdPartySaid};
use crate::calendar::{Deadline, WorkCalendar};
use crate::case::TimelineProblem;
use crate::case::{Entry, Timeline};
use crate::law::Registry;
use crate::request::event::{Consultee, Opinion, RequestEvent};
use crate::request::{RequestCase, RequestError, RequestStatus, Settings};

/// A letter that an event of a case calls for: the data, not yet the wording (应制作的文书).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CaseLetter {
    /// The event, by its place in the file, from 0.
    pub index: u32,
    /// The day of the letter: that of the event.
    pub on: NaiveDate,
    /// The document number, where the event has one.
    pub number: Option<String>,
    /// What the case was then.
    pub case: LetterCase,
    /// What the letter is about.
    pub draft: LetterDraft,
    /// Why the event has no effect, so that no letter is due; `None` where it has.
    pub refused: Option<RequestError>,
}

impl CaseLetter {
    /// Writes it.
    ///
    /// # Errors
    /// As [`Letter::write`], and when the event has no effect.
    pub fn write(&self, office: &Office) -> Result<Letter, LetterError> {
        if let Some(error) = &self.refused {
            return Err(LetterError::NoEffect {
                error: error.clone(),
            });
        }
        let number = self.number.as_deref();
        Letter::write(office, &self.case, &self.draft, number, self.on)
    }

    /// Of several letters the one to write: the last of the kind, or the last at all.
    ///
    /// # Errors
    /// When there is none.
    pub fn choose(letters: &[Self], kind: Option<LetterKind>) -> Result<&Self, LetterError> {
        let mut fit = letters
            .iter()
            .filter(|l| kind.is_none_or(|k| l.draft.kind() == k));
        fit.next_back().ok_or(LetterError::NothingToWrite { kind })
    }
}

/// The letters that the events of a case call for, as known on a day, in the order of events.
///
/// Dates in them are those that the case has on the day of the letter. An extension or a
/// deferral counts as told by its letter, whether or not the file says so already.
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::case::Entry;
/// use gongkai::request::{CaseLetter, LetterKind, Office, RequestEvent, Settings, case_letters};
///
/// let events: Vec<Entry<RequestEvent>> = serde_json::from_str(r#"[
///   {"on": "2026-03-02", "event": "received", "intake": "in_person",
///    "applicant": {"name": "李某", "contact": "略"}, "content": "镇里给村里的钱"},
///   {"on": "2026-03-05", "event": "correction_requested",
///    "items": ["写明年份和资金名称"], "until": "2026-03-20"}
/// ]"#).unwrap();
/// let day = "2026-03-05".parse().unwrap();
/// let settings = Settings::default();
/// let letters = case_letters("2026-001", &events, &settings, day, WorkCalendar::national());
/// let kinds: Vec<_> = letters.iter().map(|l| l.draft.kind()).collect();
/// assert_eq!(kinds, [LetterKind::Receipt, LetterKind::Correction]);
///
/// let office = Office { body: "青禾镇人民政府".to_owned(), ..Office::default() };
/// let letter = CaseLetter::choose(&letters, None)?.write(&office)?;
/// assert!(letter.text().contains("（一）写明年份和资金名称。"));
/// # Ok::<(), gongkai::request::LetterError>(())
/// ```
pub fn case_letters(
    id: &str,
    entries: &[Entry<RequestEvent>],
    settings: &Settings,
    as_of: NaiveDate,
    calendar: &WorkCalendar,
) -> Vec<CaseLetter> {
    let entries = told(entries);
    let timeline = Timeline::of(&entries, as_of);
    let known = RequestCase::replay(id, &entries, settings, as_of).status(calendar);
    // The case as it was on the day on which an event was entered.
    let then = |day: NaiveDate| RequestCase::replay(id, &entries, settings, day).status(calendar);
    let mut letters = Vec::new();
    let mut facts: Option<LetterCase> = None;
    for moment in &timeline.moments {
        let (on, event) = (moment.entry.on, &moment.entry.event);
        let status = || then(moment.entry.entered());
        let refused = refused(&known, moment.index);
        let mut add = |case: &LetterCase, draft: LetterDraft, number: Option<String>| {
            letters.push(CaseLetter {
                index: moment.index,
                on,
                number,
                case: case.clone(),
                draft,
                refused: refused.clone(),
            });
        };
        let case = match &mut facts {
            Some(case) => case,
            None => match begun(event) {
                Some(case) => facts.insert(case),
                None => continue,
            },
        };
        if refused.is_none() {
            learn(case, event, on, calendar);
        }
        if case.received.is_none() {
            let status = status();
            case.received = status.received;
            if case.received.is_some() {
                add(case, LetterDraft::Receipt { due: status.due }, None);
            }
        }
        let mut number = None;
        let draft = match event {
            RequestEvent::CorrectionRequested { items, until } => LetterDraft::Correction {
                items: items.clone(),
                until: *until,
            },
            RequestEvent::ReasonsRequested {} => LetterDraft::ReasonsRequest {},
            RequestEvent::Consulted { party, consultee } => LetterDraft::Consultation {
                party: party.clone(),
                consultee: *consultee,
                about: None,
            },
            RequestEvent::Extended {
                period,
                approved_by,
                ..
            } => LetterDraft::Extension {
                period: *period,
                approved_by: approved_by.clone(),
                due: status().due,
            },
            RequestEvent::Deferred { until, .. } => LetterDraft::Deferral { until: *until },
            RequestEvent::FeeNotified { method, amount, .. } => LetterDraft::Fee {
                method: *method,
                amount: u64::from(*amount),
                // The place in its month stands in the register, not in the case.
                reckoning: Vec::new(),
            },
            RequestEvent::Answered {
                answer,
                number: given,
            } => {
                number.clone_from(given);
                LetterDraft::Answer {
                    answer: answer.clone(),
                }
            }
            RequestEvent::Closed { reason } => LetterDraft::Closing {
                reason: *reason,
                reasons: moment.entry.note.clone(),
            },
            RequestEvent::Transferred { to } => LetterDraft::Transfer { to: to.clone() },
            RequestEvent::RecordCorrected {} => LetterDraft::RecordCorrected {},
            _ => continue,
        };
        add(case, draft, number);
    }
    letters
}

/// The entries, extensions and deferrals as told on their day where they do not say so.
fn told(entries: &[Entry<RequestEvent>]) -> Vec<Entry<RequestEvent>> {
    let mut entries = entries.to_vec();
    for entry in &mut entries {
        if let RequestEvent::Extended { notified, .. } | RequestEvent::Deferred { notified, .. } =
            &mut entry.event
        {
            notified.get_or_insert(entry.on);
        }
    }
    entries
}

/// Why an event has no effect; one that only stands in the wrong place has.
pub(in crate::request) fn refused(status: &RequestStatus, index: u32) -> Option<RequestError> {
    let out_of_place = |error: &RequestError| {
        matches!(
            error,
            RequestError::Timeline(
                TimelineProblem::OutOfOrder { .. } | TimelineProblem::EnteredBackwards { .. }
            )
        )
    };
    let mut found = status.problems.iter().filter(|p| p.index == index);
    found
        .find(|p| !out_of_place(&p.error))
        .map(|p| p.error.clone())
}

/// The facts of the application, where this is one.
fn begun(event: &RequestEvent) -> Option<LetterCase> {
    let RequestEvent::Received {
        applicant,
        content,
        number,
        kind,
        ..
    } = event
    else {
        return None;
    };
    Some(LetterCase {
        applicant: applicant.name.clone(),
        applicant_kind: applicant.kind,
        kind: *kind,
        number: number.clone(),
        content: content.clone(),
        received: None,
        correction: None,
        corrected: None,
        reasons_asked: None,
        fee: None,
        searched: Vec::new(),
        third_party: None,
        reopened: None,
        attachments: Vec::new(),
    })
}

/// What an event adds to the facts.
fn learn(case: &mut LetterCase, event: &RequestEvent, on: NaiveDate, calendar: &WorkCalendar) {
    match event {
        RequestEvent::CorrectionRequested { until, .. } => {
            case.correction = Some(Asked {
                on,
                until: Some(*until),
            });
        }
        RequestEvent::Corrected {} => case.corrected = Some(on),
        RequestEvent::Reopened { .. } => case.reopened = Some(on),
        RequestEvent::ReasonsRequested {} => case.reasons_asked = Some(on),
        RequestEvent::FeeNotified { delivered, .. } => {
            let from = delivered.unwrap_or(on);
            let period = Registry::builtin().on(from).term("fee.pay");
            let until = period.and_then(|t| {
                let counted = calendar.deadline(&Deadline::after(from, t.period));
                counted.ok().map(|d| d.due)
            });
            case.fee = Some(Asked { on, until });
        }
        RequestEvent::Searched { places, .. } => {
            for place in places {
                if !case.searched.contains(place) {
                    case.searched.push(place.clone());
                }
            }
        }
        RequestEvent::Consulted {
            consultee: Consultee::ThirdParty,
            ..
        } => {
            case.third_party.get_or_insert(ThirdPartySaid::Silent);
        }
        RequestEvent::OpinionReceived {
            opinion,
            reasonable,
            ..
        } if case.third_party.is_some() => {
            case.third_party = Some(match (opinion, reasonable) {
                (Opinion::Agrees, _) => ThirdPartySaid::Agreed,
                (Opinion::Objects, Some(true)) => ThirdPartySaid::ObjectedWithReason,
                (Opinion::Objects, _) => ThirdPartySaid::Objected,
            });
        }
        _ => {}
    }
}
