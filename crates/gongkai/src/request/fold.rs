//! The state of a case, folded from its events; what an event does, and what refuses it.

use chrono::NaiveDate;

use super::answer::Answer;
use super::clock::{Clock, Consultation, Due};
use super::error::{Problem, RequestError};
use super::event::{CloseReason, FeeMethod, Intake, RequestEvent, RequestKind};
use super::regime::{Regime, term};
use super::settings::Settings;
use super::status::{State, WaitingFor};
use super::trail::{Began, CaseStep, TrailEntry};
use crate::calendar::{Deadline, WorkCalendar};
use crate::case::{Entry, Moment, Timeline};
use crate::law::{Citation, Period};

mod consulting;
mod ending;
mod periods;
mod receipt;

type Outcomes = Result<(), RequestError>;

/// How the application came.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival {
    pub(super) on: NaiveDate,
    pub(super) intake: Intake,
    pub(super) kind: RequestKind,
}

/// What is awaited from the applicant.
#[derive(Debug, Clone)]
pub(super) struct Wait {
    pub(super) what: WaitingFor,
    pub(super) since: NaiveDate,
    pub(super) until: Option<NaiveDate>,
}

impl Wait {
    pub(super) fn lapsed(&self, day: NaiveDate) -> bool {
        self.until.is_some_and(|until| day > until)
    }
}

/// A notice to correct.
#[derive(Debug, Clone, Copy)]
pub(super) struct Correction {
    pub(super) asked: NaiveDate,
    pub(super) until: NaiveDate,
    pub(super) done: Option<NaiveDate>,
}

/// A fee notice.
#[derive(Debug, Clone)]
pub(super) struct Fee {
    pub(super) on: NaiveDate,
    pub(super) method: FeeMethod,
    pub(super) term: Deadline,
    pub(super) from: NaiveDate,
    pub(super) citation: Citation,
    pub(super) paid: Option<NaiveDate>,
}

/// Reasons asked for under Art. 35.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reasons {
    pub(super) asked: NaiveDate,
    pub(super) given: Option<bool>,
}

/// An answer.
#[derive(Debug, Clone)]
pub(super) struct Made<'a> {
    pub(super) index: u32,
    pub(super) on: NaiveDate,
    pub(super) answer: &'a Answer,
    pub(super) served: Option<NaiveDate>,
}

/// A reconsideration or suit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contest {
    pub(super) filed: NaiveDate,
    pub(super) decided: Option<NaiveDate>,
}

/// The state of a case.
pub(super) struct Fold<'a> {
    pub(super) settings: &'a Settings,
    pub(super) calendar: &'a WorkCalendar,
    pub(super) arrival: Option<Arrival>,
    pub(super) confirmed: Option<NaiveDate>,
    pub(super) received: Option<(NaiveDate, Regime)>,
    pub(super) clock: Option<Clock>,
    pub(super) consultations: Vec<Consultation<'a>>,
    pub(super) wait: Option<Wait>,
    pub(super) correction: Option<Correction>,
    pub(super) reasons: Option<Reasons>,
    pub(super) fee: Option<Fee>,
    pub(super) answer: Option<Made<'a>>,
    /// How and when the case ended, and what was due then.
    pub(super) end: Option<(NaiveDate, State)>,
    pub(super) closed_for: Option<CloseReason>,
    pub(super) late: Option<i64>,
    pub(super) archived: Option<NaiveDate>,
    pub(super) review: Option<Contest>,
    pub(super) suit: Option<Contest>,
    /// A decision that the body has to act again, not yet followed.
    pub(super) order: bool,
    pub(super) problems: Vec<Problem>,
    pub(super) trail: Vec<TrailEntry>,
}

impl<'a> Fold<'a> {
    /// Folds the entries as known on a day.
    pub(super) fn of(
        entries: &'a [Entry<RequestEvent>],
        settings: &'a Settings,
        calendar: &'a WorkCalendar,
        as_of: NaiveDate,
    ) -> Self {
        let timeline = Timeline::of(entries, as_of);
        let mut fold = Self {
            settings,
            calendar,
            arrival: None,
            confirmed: None,
            received: None,
            clock: None,
            consultations: Vec::new(),
            wait: None,
            correction: None,
            reasons: None,
            fee: None,
            answer: None,
            end: None,
            closed_for: None,
            late: None,
            archived: None,
            review: None,
            suit: None,
            order: false,
            problems: Vec::new(),
            trail: Vec::with_capacity(timeline.moments.len() + 16),
        };
        for problem in timeline.problems {
            fold.refuse(problem.index(), RequestError::Timeline(problem));
        }
        for moment in &timeline.moments {
            if let Err(error) = fold.step(moment) {
                fold.refuse(moment.index, error);
            }
        }
        fold
    }

    pub(super) fn refuse(&mut self, index: u32, error: RequestError) {
        let problem = Problem::new(index, error, self.regime());
        self.problems.push(problem);
    }

    fn tell(&mut self, on: NaiveDate, step: CaseStep, basis: Vec<Citation>) {
        self.trail.push(TrailEntry { on, step, basis });
    }

    /// The text that applies; that of 2019 while there is no day of receipt.
    pub(super) fn regime(&self) -> Regime {
        self.received.map_or(Regime::Text2019, |(_, regime)| regime)
    }

    fn cite(&self, text2007: &[&str], text2019: &[&str]) -> Vec<Citation> {
        self.regime().cite(text2007, text2019)
    }

    /// The last day for the answer as seen on a day; `None` where no period is there.
    pub(super) fn due(&self, day: Option<NaiveDate>) -> Result<Option<Due>, RequestError> {
        let Some(clock) = &self.clock else {
            return Ok(None);
        };
        Ok(clock.due(&self.consultations, self.settings, day, self.calendar)?)
    }

    /// The due day, where it has passed on `day`; `None` while the period does not run.
    pub(super) fn passed(&self, day: NaiveDate) -> Result<Option<NaiveDate>, RequestError> {
        if self.wait.is_some() {
            return Ok(None);
        }
        let due = self.due(Some(day))?;
        Ok(due.map(|d| d.on).filter(|due| day > *due))
    }

    /// The application, of a case that has not ended.
    fn open(&self) -> Result<Arrival, RequestError> {
        let arrival = self.arrival.ok_or(RequestError::FirstEventMustBeReceived)?;
        match self.end {
            Some((on, State::Answered)) => Err(RequestError::AlreadyAnswered { on }),
            Some((on, state)) => Err(RequestError::AlreadyEnded { state, on }),
            None => Ok(arrival),
        }
    }

    /// The same of an application for information.
    fn open_information(&self) -> Result<Arrival, RequestError> {
        let arrival = self.open()?;
        if arrival.kind == RequestKind::RecordCorrection {
            return Err(RequestError::NotForRecordCorrection);
        }
        Ok(arrival)
    }

    /// The day of receipt, where the period runs.
    fn running(&self) -> Result<(NaiveDate, Regime), RequestError> {
        let received = self.received.ok_or(RequestError::NotConfirmed)?;
        match &self.wait {
            Some(wait) => Err(RequestError::ClockStopped { waiting: wait.what }),
            None => Ok(received),
        }
    }

    /// That the rules of the case's own time do not know a step.
    fn not_in_force(&self, on: NaiveDate) -> RequestError {
        let on = self.received.map_or(on, |(day, _)| day);
        RequestError::NotInForce { on }
    }

    /// Starts an answer period.
    fn start(&mut self, from: NaiveDate, why: Began, within: Option<Period>, index: u32) {
        let day = self.received.map_or(from, |(day, _)| day);
        let version = term("request.answer", day);
        let period = within.or(version.map(|v| v.period));
        self.wait = None;
        if let Some(period) = period {
            let citation = match within {
                Some(_) => None,
                None => version.map(|v| v.citation.clone()),
            };
            self.clock = Some(Clock::new(from, why, period, citation, index));
        }
    }

    fn step(&mut self, moment: &Moment<'a, RequestEvent>) -> Outcomes {
        let (entry, index) = (moment.entry, moment.index);
        let on = entry.on;
        match &entry.event {
            RequestEvent::Received { intake, kind, .. } => self.arrive(on, *intake, *kind, index),
            RequestEvent::Confirmed {} => self.confirm(on, index),
            RequestEvent::CorrectionRequested { until, .. } => self.ask_correction(on, *until),
            RequestEvent::Corrected {} => self.corrected(on, index),
            RequestEvent::Consulted { party, consultee } => self.consult(on, party, *consultee),
            RequestEvent::ConsultationDelivered { party } => self.delivered(on, party),
            RequestEvent::OpinionReceived {
                party,
                opinion,
                reasonable,
            } => {
                let late = self.opinion(on, party)?;
                let step = CaseStep::OpinionReceived {
                    party: party.clone(),
                    opinion: *opinion,
                    reasonable: *reasonable,
                    late,
                };
                self.tell(on, step, Vec::new());
                Ok(())
            }
            RequestEvent::Extended { .. } => self.extend(entry),
            RequestEvent::ReasonsRequested {} => self.ask_reasons(on),
            RequestEvent::ReasonsGiven { reasonable } => self.reasons_given(on, *reasonable),
            RequestEvent::Deferred { .. } => self.defer(entry),
            RequestEvent::Searched { found, .. } => {
                self.arrival.ok_or(RequestError::FirstEventMustBeReceived)?;
                self.tell(on, CaseStep::Searched { found: *found }, Vec::new());
                Ok(())
            }
            RequestEvent::FeeNotified { .. } => self.ask_fee(entry),
            RequestEvent::FeePaid {} => self.paid(on, index),
            RequestEvent::Transferred { to } => {
                let arrival = self.arrival.ok_or(RequestError::FirstEventMustBeReceived)?;
                if arrival.kind == RequestKind::Information {
                    return Err(RequestError::TransferOfInformation);
                }
                self.open()?;
                self.end = Some((on, State::Transferred));
                let basis = self.cite(&["ogi-2007:25.2"], &["ogi-2019:41"]);
                self.tell(on, CaseStep::Transferred { to: to.clone() }, basis);
                Ok(())
            }
            RequestEvent::Answered { answer, .. } => self.make_answer(on, answer, index),
            RequestEvent::RecordCorrected {} => {
                let arrival = self.arrival.ok_or(RequestError::FirstEventMustBeReceived)?;
                if arrival.kind == RequestKind::Information {
                    return Err(RequestError::NotARecordCorrection);
                }
                self.open()?;
                self.end = Some((on, State::Answered));
                let basis = self.cite(&["ogi-2007:25.2"], &["ogi-2019:41"]);
                self.tell(on, CaseStep::RecordCorrected {}, basis);
                Ok(())
            }
            RequestEvent::Served {} => self.serve(on),
            RequestEvent::Withdrawn {} => {
                self.open()?;
                self.end = Some((on, State::Withdrawn));
                self.tell(on, CaseStep::Withdrawn {}, Vec::new());
                Ok(())
            }
            RequestEvent::Closed { reason } => self.close(on, *reason),
            RequestEvent::ReviewApplied {}
            | RequestEvent::ReviewDecided { .. }
            | RequestEvent::SuitFiled {}
            | RequestEvent::SuitDecided { .. } => self.contest(on, &entry.event),
            RequestEvent::Reopened { within } => self.reopen(on, *within, index),
            RequestEvent::Archived {} => {
                self.arrival.ok_or(RequestError::FirstEventMustBeReceived)?;
                self.end.ok_or(RequestError::NotFinished)?;
                if let Some(on) = self.archived {
                    return Err(RequestError::AlreadyArchived { on });
                }
                self.archived = Some(on);
                let basis = self.cite(&[], &["ogi-2019:45"]);
                self.tell(on, CaseStep::Archived {}, basis);
                Ok(())
            }
            // Never in a timeline: what it strikes is taken out there.
            RequestEvent::Struck { .. } => Ok(()),
        }
    }
}

/// The article that tells the day of receipt.
pub(super) fn receipt_article(intake: Intake) -> &'static str {
    match intake {
        Intake::InPerson => "ogi-2019:31(1)",
        Intake::SignedMail | Intake::OrdinaryMail => "ogi-2019:31(2)",
        Intake::Internet | Intake::Fax => "ogi-2019:31(3)",
    }
}

/// Whether a day given in an event was past when it was entered.
fn not_ahead(entry: &Entry<RequestEvent>, field: &'static str, day: NaiveDate) -> Outcomes {
    if day > entry.entered() {
        return Err(RequestError::FutureFact { field, day });
    }
    Ok(())
}
