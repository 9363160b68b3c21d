//! The state of a case, folded from its events; what an event does, and what refuses it.

use chrono::NaiveDate;

use super::answer::Answer;
use super::clock::{Clock, Consultation, Due, left_out};
use super::error::{Problem, RequestError};
use super::event::{CloseReason, Consultee, FeeMethod, Intake, Outcome, RequestEvent, RequestKind};
use super::regime::{Regime, term};
use super::settings::Settings;
use super::status::{State, WaitingFor};
use super::trail::{Began, CaseStep, ReceiptRule, TrailEntry};
use crate::calendar::{Deadline, WorkCalendar};
use crate::case::{Entry, Moment, Timeline};
use crate::law::{Citation, Period};

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

    fn arrive(&mut self, on: NaiveDate, intake: Intake, kind: RequestKind, index: u32) -> Outcomes {
        if let Some(arrival) = self.arrival {
            return Err(RequestError::AlreadyReceived { on: arrival.on });
        }
        let regime = Regime::on(on).ok_or(RequestError::BeforeRegulation { on })?;
        self.arrival = Some(Arrival { on, intake, kind });
        self.tell(on, CaseStep::Arrived { intake }, Vec::new());
        let rule = match (regime, kind, intake) {
            (Regime::Text2007, _, _) | (_, RequestKind::RecordCorrection, _) => {
                ReceiptRule::Arrived
            }
            (_, _, Intake::InPerson) => ReceiptRule::Submitted,
            (_, _, Intake::SignedMail) => ReceiptRule::Signed,
            _ => {
                let basis = super::cite::cited(&[receipt_article(intake)]);
                self.tell(on, CaseStep::ToBeConfirmed {}, basis);
                return Ok(());
            }
        };
        self.receive(on, regime, rule, index);
        Ok(())
    }

    /// Fixes the day of receipt and begins the answer period.
    fn receive(&mut self, on: NaiveDate, regime: Regime, rule: ReceiptRule, index: u32) {
        let Some(arrival) = self.arrival else { return };
        self.received = Some((on, regime));
        let basis = match rule {
            ReceiptRule::Arrived => Vec::new(),
            _ => self.cite(&[], &[receipt_article(arrival.intake)]),
        };
        self.tell(on, CaseStep::ReceiptDay { rule, regime }, basis);
        match arrival.kind {
            RequestKind::Information => self.start(on, Began::Received, None, index),
            RequestKind::RecordCorrection => {
                let basis = self.cite(&["ogi-2007:25.2"], &["ogi-2019:41"]);
                self.tell(on, CaseStep::NoTerm {}, basis);
            }
        }
    }

    fn confirm(&mut self, on: NaiveDate, index: u32) -> Outcomes {
        let arrival = self.open()?;
        if let Some(on) = self.confirmed {
            return Err(RequestError::AlreadyConfirmed { on });
        }
        let asks = !matches!(arrival.intake, Intake::InPerson | Intake::SignedMail)
            && arrival.kind == RequestKind::Information;
        // Under the text of 2007, where the period runs before, a confirmation moves the day of
        // receipt only while nothing was done that rests on that day; letters are counted anew.
        let untouched = self.correction.is_none()
            && self
                .clock
                .as_ref()
                .is_none_or(|c| c.why == Began::Received && c.extension.is_none());
        let first = self.received.is_none() || untouched;
        let regime = Regime::on(on).filter(|_| asks && first);
        let regime = regime.ok_or(RequestError::ConfirmationNotNeeded)?;
        self.confirmed = Some(on);
        // What was asked for, or corrected, before the confirmation stands.
        let (wait, clock) = (self.wait.take(), self.clock.take());
        self.receive(on, regime, ReceiptRule::Confirmed, index);
        self.wait = wait;
        self.clock = clock
            .filter(|c| c.why != Began::Received)
            .or(self.clock.take());
        // The day of receipt decides which text the letters sent so far fall under.
        let calendar = self.calendar;
        for letter in &mut self.consultations {
            letter.counts = left_out(regime, letter.consultee);
            letter.count_term(on, calendar)?;
        }
        Ok(())
    }

    fn ask_correction(&mut self, on: NaiveDate, until: NaiveDate) -> Outcomes {
        self.open_information()?;
        if let Some(correction) = self.correction {
            let first = correction.asked;
            return Err(RequestError::SecondCorrection { first });
        }
        // It may come before the confirmation: Art. 30 sets its last day, not its first.
        let received = match self.received {
            Some(_) => Some(self.running()?.0),
            None => None,
        };
        if until <= on {
            return Err(RequestError::CorrectionTermTooShort { until });
        }
        let stops = self.regime() == Regime::Text2019;
        let mut notice_due = None;
        if stops {
            if let Some(due) = self.passed(on)? {
                return Err(RequestError::CorrectionAfterExpiry { due });
            }
            if let Some(received) = received
                && let Some(notice) = term("request.correction_notice", received)
            {
                let request = Deadline::after(received, notice.period);
                notice_due = Some(self.calendar.deadline(&request)?.due);
            }
            self.wait = Some(Wait {
                what: WaitingFor::Correction,
                since: on,
                until: Some(until),
            });
        }
        self.correction = Some(Correction {
            asked: on,
            until,
            done: None,
        });
        let step = CaseStep::CorrectionRequested {
            until,
            notice_due,
            stops,
        };
        let basis = self.cite(&["ogi-2007:21"], &["ogi-2019:30"]);
        self.tell(on, step, basis);
        Ok(())
    }

    fn corrected(&mut self, on: NaiveDate, index: u32) -> Outcomes {
        self.open_information()?;
        let correction = self.correction.as_mut().filter(|c| c.done.is_none());
        let correction = correction.ok_or(RequestError::NotAwaitingCorrection)?;
        correction.done = Some(on);
        let late = Some(correction.until).filter(|until| on > *until);
        let anew = self.regime() == Regime::Text2019;
        let basis = self.cite(&["ogi-2007:21"], &["ogi-2019:30"]);
        self.tell(on, CaseStep::Corrected { late, anew }, basis);
        if anew {
            self.start(on, Began::Corrected, None, index);
        }
        Ok(())
    }

    fn consult(&mut self, on: NaiveDate, party: &'a str, consultee: Consultee) -> Outcomes {
        let arrival = self.open()?;
        let regime = self.regime();
        let received = self.received.map_or(arrival.on, |(day, _)| day);
        let since = self.clock.as_ref().map_or(received, |c| c.from);
        let before = self.consultations.iter().rev().find(|c| {
            c.party == party && (c.is_open(on) || (c.sent >= since && c.opinion.is_none()))
        });
        if let Some(before) = before {
            return Err(RequestError::AlreadyConsulted {
                party: party.to_owned(),
                on: before.sent,
            });
        }
        let left_out = left_out(regime, consultee);
        let mut asked = Consultation {
            party,
            consultee,
            sent: on,
            delivered: None,
            opinion: None,
            term: None,
            counts: left_out,
        };
        asked.count_term(received, self.calendar)?;
        self.consultations.push(asked);
        let own: &[&str] = match consultee {
            Consultee::ThirdParty => &["ogi-2019:32", "ogi-2019:33.3"],
            Consultee::CoMaker => &["ogi-2019:34", "ogi-2019:33.3"],
            Consultee::OtherBody => &["ogi-2019:33.3"],
        };
        let old: &[&str] = match consultee {
            Consultee::ThirdParty => &["ogi-2007:23", "ogi-2007:24.3"],
            _ => &[],
        };
        let step = CaseStep::Consulted {
            party: party.to_owned(),
            consultee,
            left_out,
        };
        let basis = self.cite(old, own);
        self.tell(on, step, basis);
        Ok(())
    }

    /// The letter to a party that still waits for something.
    fn letter(&mut self, party: &str) -> Result<&mut Consultation<'a>, RequestError> {
        let mut found = self.consultations.iter_mut().rev();
        let found = found.find(|c| c.party == party && c.opinion.is_none());
        found.ok_or_else(|| RequestError::NoSuchConsultation {
            party: party.to_owned(),
        })
    }

    fn delivered(&mut self, on: NaiveDate, party: &str) -> Outcomes {
        self.open()?;
        let received = self.received.map_or(on, |(day, _)| day);
        let calendar = self.calendar;
        let letter = self.letter(party)?;
        if let Some(first) = letter.delivered {
            return Err(RequestError::SecondDelivery {
                party: party.to_owned(),
                first,
            });
        }
        letter.delivered = Some(on);
        letter.count_term(received, calendar)?;
        let party = party.to_owned();
        self.tell(on, CaseStep::Delivered { party }, Vec::new());
        Ok(())
    }

    fn opinion(&mut self, on: NaiveDate, party: &str) -> Result<Option<NaiveDate>, RequestError> {
        self.open()?;
        let mut answered = self.consultations.iter().filter(|c| c.party == party);
        if let Some(last) = answered.next_back()
            && let Some(first) = last.opinion
        {
            return Err(RequestError::SecondOpinion {
                party: party.to_owned(),
                first,
            });
        }
        let letter = self.letter(party)?;
        letter.opinion = Some(on);
        Ok(letter.term.as_ref().map(|t| t.due).filter(|due| on > *due))
    }

    fn extend(&mut self, entry: &Entry<RequestEvent>) -> Outcomes {
        let RequestEvent::Extended {
            period,
            approved_by,
            notified,
        } = &entry.event
        else {
            return Ok(());
        };
        let on = entry.on;
        self.open_information()?;
        let (received, _) = self.running()?;
        if let Some(clock) = &self.clock {
            if let Some((first, _)) = clock.extension {
                return Err(RequestError::SecondExtension { first });
            }
            if let Some(until) = clock.deferred {
                return Err(RequestError::AlreadyDeferred { until });
            }
        }
        let version =
            term("request.extension", received).ok_or(RequestError::NotInForce { on: received })?;
        let longest = version.period;
        if period.unit() != longest.unit() || period.count() > longest.count() {
            return Err(RequestError::ExtensionTooLong {
                asked: *period,
                longest,
            });
        }
        let approved = approved_by.as_deref().map(str::trim).unwrap_or_default();
        if approved.is_empty() {
            return Err(RequestError::ExtensionWithoutConsent);
        }
        let notified = notified.ok_or(RequestError::ExtensionWithoutNotice)?;
        not_ahead(entry, "notified", notified)?;
        // It takes effect when the applicant is told, so the period must still run then.
        if let Some(due) = self.passed(on.max(notified))? {
            return Err(RequestError::ExtensionAfterExpiry { due });
        }
        if let Some(clock) = &mut self.clock {
            clock.extension = Some((on, *period));
        }
        let step = CaseStep::Extended {
            period: *period,
            approved_by: approved.to_owned(),
            notified,
        };
        self.tell(on, step, vec![version.citation.clone()]);
        Ok(())
    }

    fn ask_reasons(&mut self, on: NaiveDate) -> Outcomes {
        self.open_information()?;
        if self.regime() == Regime::Text2007 {
            return Err(self.not_in_force(on));
        }
        if let Some(reasons) = self.reasons {
            return Err(RequestError::SecondReasonsRequest {
                first: reasons.asked,
            });
        }
        self.running()?;
        if let Some(due) = self.passed(on)? {
            return Err(RequestError::ReasonsAfterExpiry { due });
        }
        self.reasons = Some(Reasons {
            asked: on,
            given: None,
        });
        self.wait = Some(Wait {
            what: WaitingFor::Reasons,
            since: on,
            until: None,
        });
        let basis = self.cite(&[], &["ogi-2019:35"]);
        self.tell(on, CaseStep::ReasonsRequested {}, basis);
        Ok(())
    }

    fn reasons_given(&mut self, on: NaiveDate, reasonable: bool) -> Outcomes {
        self.open_information()?;
        let awaited = self
            .wait
            .take_if(|w| w.what == WaitingFor::Reasons)
            .ok_or(RequestError::NotAwaitingReasons)?;
        if let Some(reasons) = &mut self.reasons {
            reasons.given = Some(reasonable);
        }
        if let (Some(clock), Some(from)) = (&mut self.clock, awaited.since.succ_opt())
            && from <= on
        {
            clock.out.push((from, on));
        }
        let basis = self.cite(&[], &["ogi-2019:35"]);
        self.tell(on, CaseStep::ReasonsGiven { reasonable }, basis);
        Ok(())
    }

    fn defer(&mut self, entry: &Entry<RequestEvent>) -> Outcomes {
        let RequestEvent::Deferred { until, notified } = &entry.event else {
            return Ok(());
        };
        let (on, until) = (entry.on, *until);
        self.open_information()?;
        if self.regime() == Regime::Text2007 {
            return Err(self.not_in_force(on));
        }
        self.running()?;
        if let Some(until) = self.clock.as_ref().and_then(|c| c.deferred) {
            return Err(RequestError::AlreadyDeferred { until });
        }
        if self.reasons.and_then(|r| r.given) != Some(true) {
            return Err(RequestError::DeferralWithoutReasons);
        }
        let notified = notified.ok_or(RequestError::DeferralWithoutNotice)?;
        not_ahead(entry, "notified", notified)?;
        if let Some(due) = self.passed(on.max(notified))? {
            return Err(RequestError::DeferralAfterExpiry { due });
        }
        if let Some(due) = self.due(Some(on))?
            && until <= due.on
        {
            return Err(RequestError::DeferralNotLater { until, due: due.on });
        }
        if let Some(clock) = &mut self.clock {
            clock.deferred = Some(until);
        }
        let basis = self.cite(&[], &["ogi-2019:35"]);
        self.tell(on, CaseStep::Deferred { until }, basis);
        Ok(())
    }

    fn ask_fee(&mut self, entry: &Entry<RequestEvent>) -> Outcomes {
        let RequestEvent::FeeNotified {
            method,
            amount,
            delivered,
        } = &entry.event
        else {
            return Ok(());
        };
        let on = entry.on;
        self.open_information()?;
        if let Some(fee) = &self.fee {
            let first = fee.on;
            return Err(if fee.method == *method {
                RequestError::SecondFeeNotice { first }
            } else {
                RequestError::SecondFeeMethod { first }
            });
        }
        if self.regime() == Regime::Text2007 {
            return Err(self.not_in_force(on));
        }
        let (received, _) = self.running()?;
        let version = term("fee.pay", received).ok_or(RequestError::NotInForce { on: received })?;
        if *amount == 0 {
            return Err(RequestError::NoFee);
        }
        let from = delivered.unwrap_or(on);
        not_ahead(entry, "delivered", from)?;
        if from < on {
            return Err(RequestError::DeliveredBeforeNotice {
                on,
                delivered: from,
            });
        }
        if let Some(due) = self.passed(on)? {
            return Err(RequestError::FeeAfterExpiry { due });
        }
        let term = self
            .calendar
            .deadline(&Deadline::after(from, version.period))?;
        let until = term.due;
        self.wait = Some(Wait {
            what: WaitingFor::Payment,
            since: on,
            until: Some(until),
        });
        self.fee = Some(Fee {
            on,
            method: *method,
            term,
            from,
            citation: version.citation.clone(),
            paid: None,
        });
        let step = CaseStep::FeeNotified {
            method: *method,
            amount: *amount,
            until,
        };
        let mut basis = self.cite(&[], &["ogi-2019:42"]);
        basis.push(version.citation.clone());
        self.tell(on, step, basis);
        Ok(())
    }

    fn paid(&mut self, on: NaiveDate, index: u32) -> Outcomes {
        self.open_information()?;
        let awaited = self.wait.as_ref().filter(|w| w.what == WaitingFor::Payment);
        let until = awaited.ok_or(RequestError::NotAwaitingPayment)?.until;
        if let Some(until) = until.filter(|until| on > *until) {
            return Err(RequestError::PaymentAfterExpiry { until });
        }
        if let Some(fee) = &mut self.fee {
            fee.paid = Some(on);
        }
        let basis = self.cite(&[], &["processing-fees-2020"]);
        self.tell(on, CaseStep::FeePaid {}, basis);
        self.start(on, Began::Paid, None, index);
        Ok(())
    }

    fn make_answer(&mut self, on: NaiveDate, answer: &'a Answer, index: u32) -> Outcomes {
        if let Some(made) = &self.answer {
            return Err(RequestError::AlreadyAnswered { on: made.on });
        }
        self.open()?;
        let late = self.passed(on)?.map(|due| (on - due).num_days());
        self.late = late;
        self.answer = Some(Made {
            index,
            on,
            answer,
            served: None,
        });
        self.end = Some((on, State::Answered));
        let basis = self.cite(&["ogi-2007:21"], &["ogi-2019:36"]);
        self.tell(on, CaseStep::Answered { late }, basis);
        Ok(())
    }

    fn serve(&mut self, on: NaiveDate) -> Outcomes {
        self.arrival.ok_or(RequestError::FirstEventMustBeReceived)?;
        let made = self.answer.as_mut().ok_or(RequestError::NotAnswered)?;
        if let Some(on) = made.served {
            return Err(RequestError::AlreadyServed { on });
        }
        made.served = Some(on);
        self.tell(on, CaseStep::Served {}, Vec::new());
        Ok(())
    }

    fn close(&mut self, on: NaiveDate, reason: CloseReason) -> Outcomes {
        self.open()?;
        let wanted = match reason {
            CloseReason::NotCorrected => Some(WaitingFor::Correction),
            CloseReason::FeeUnpaid => Some(WaitingFor::Payment),
            CloseReason::Other => None,
        };
        if let Some(wanted) = wanted {
            let wait = self.wait.as_ref().filter(|w| w.what == wanted);
            if !wait.is_some_and(|w| w.lapsed(on)) {
                return Err(RequestError::NotLapsed);
            }
        }
        self.end = Some((on, State::Closed));
        self.closed_for = Some(reason);
        let basis = match reason {
            CloseReason::NotCorrected => self.cite(&[], &["ogi-2019:30"]),
            CloseReason::FeeUnpaid => self.cite(&[], &["processing-fees-2020"]),
            CloseReason::Other => Vec::new(),
        };
        self.tell(on, CaseStep::Closed { reason }, basis);
        Ok(())
    }

    fn contest(&mut self, on: NaiveDate, event: &RequestEvent) -> Outcomes {
        self.arrival.ok_or(RequestError::FirstEventMustBeReceived)?;
        let step = match event {
            RequestEvent::ReviewApplied {} | RequestEvent::SuitFiled {} => {
                // Acts of the applicant (Art. 51): whether they are admissible is for the
                // authority and the court to say, not for this file.
                let filed = Contest {
                    filed: on,
                    decided: None,
                };
                let pending = |c: &Option<Contest>| c.filter(|c| c.decided.is_none());
                if *event == (RequestEvent::ReviewApplied {}) {
                    if let Some(review) = pending(&self.review) {
                        return Err(RequestError::ReviewPending { on: review.filed });
                    }
                    self.review = Some(filed);
                    CaseStep::ReviewApplied {}
                } else {
                    if let Some(suit) = pending(&self.suit) {
                        return Err(RequestError::SuitPending { on: suit.filed });
                    }
                    self.suit = Some(filed);
                    CaseStep::SuitFiled {}
                }
            }
            RequestEvent::ReviewDecided { outcome } => {
                let review = self.review.as_mut().filter(|c| c.decided.is_none());
                review.ok_or(RequestError::NoReviewPending)?.decided = Some(on);
                self.order |= *outcome != Outcome::Upheld;
                CaseStep::ReviewDecided { outcome: *outcome }
            }
            RequestEvent::SuitDecided { outcome } => {
                let suit = self.suit.as_mut().filter(|c| c.decided.is_none());
                suit.ok_or(RequestError::NoSuitPending)?.decided = Some(on);
                self.order |= *outcome != Outcome::Upheld;
                CaseStep::SuitDecided { outcome: *outcome }
            }
            _ => return Ok(()),
        };
        let basis = self.cite(&["ogi-2007:33"], &["ogi-2019:51"]);
        self.tell(on, step, basis);
        Ok(())
    }

    fn reopen(&mut self, on: NaiveDate, within: Option<Period>, index: u32) -> Outcomes {
        let arrival = self.arrival.ok_or(RequestError::FirstEventMustBeReceived)?;
        if !self.order {
            return Err(RequestError::ReopenedWithoutOrder);
        }
        let from = self.end.map_or(State::Handling, |(_, state)| state);
        self.order = false;
        self.end = None;
        self.answer = None;
        self.late = None;
        self.closed_for = None;
        self.archived = None;
        self.review = None;
        self.suit = None;
        self.wait = None;
        self.tell(on, CaseStep::Reopened { from }, Vec::new());
        if arrival.kind == RequestKind::Information {
            if self.received.is_none() {
                // Answered before it was confirmed: the order takes the place of that.
                self.received = Regime::on(arrival.on).map(|regime| (arrival.on, regime));
            }
            self.start(on, Began::Reopened, within, index);
        }
        Ok(())
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
