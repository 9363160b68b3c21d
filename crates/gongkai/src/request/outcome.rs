//! From the folded state of a case to what is told of it.

use chrono::NaiveDate;

use super::answer::ReportRow;
use super::cite::cited;
use super::clock::{Consultation, Due};
use super::error::{Problem, RequestError};
use super::event::{Consultee, RequestKind};
use super::fold::{Fold, receipt_article};
use super::regime::{Regime, term};
use super::remedy::{Remedies, RemedyError};
use super::status::{CaseDeadline, DeadlineKind, RequestStatus, State, Waiting, WaitingFor};
use super::trail::{Began, CaseStep, TrailEntry};
use crate::calendar::{Certainty, Deadline};
use crate::law::Citation;

impl Fold<'_> {
    /// Where the case stands on a day.
    pub(super) fn state(&self, as_of: NaiveDate) -> State {
        let Some(arrival) = self.arrival else {
            return State::NotReceived;
        };
        if self.archived.is_some() {
            return State::Archived;
        }
        if let Some((_, state)) = self.end {
            return state;
        }
        if let Some(wait) = &self.wait {
            return match wait.what {
                _ if wait.lapsed(as_of) => State::Lapsed,
                WaitingFor::Correction => State::AwaitingCorrection,
                WaitingFor::Reasons => State::AwaitingReasons,
                WaitingFor::Payment => State::AwaitingPayment,
            };
        }
        if self.clock.is_none() && arrival.kind == RequestKind::Information {
            return State::AwaitingConfirmation;
        }
        if self.consultations.iter().any(|c| c.is_open(as_of)) {
            return State::Consulting;
        }
        State::Handling
    }

    /// Everything that is told of the case.
    pub(super) fn told(mut self, case: &str, as_of: NaiveDate) -> RequestStatus {
        let state = self.state(as_of);
        let answered_on = match self.end {
            Some((on, State::Answered)) => Some(on),
            _ => None,
        };
        // What ended without an answer owes none; what waits for the applicant owes none yet.
        let owed = self.wait.is_none() && (self.end.is_none() || self.answer.is_some());
        let seen = answered_on.unwrap_or(as_of);
        let due = if owed { self.found(Some(seen)) } else { None };
        let latest = if state == State::Consulting && due.is_some() {
            self.found(None)
        } else {
            None
        };
        let overdue = due.as_ref().is_some_and(|due| seen > due.on);
        let waiting = self.wait.as_ref();
        let waiting = waiting.filter(|w| self.end.is_none() && !w.lapsed(as_of));
        let waiting = waiting.map(|w| Waiting {
            what: w.what,
            until: w.until,
        });
        let deadlines = self.deadlines(as_of);
        let basis = self.basis(due.as_ref());
        let row = self.row();
        let trail = self.finished_trail(due.as_ref(), as_of);
        self.problems.sort_by_key(|p| p.index);
        RequestStatus {
            case: case.to_owned(),
            as_of,
            state,
            received: self.received.map(|(day, _)| day),
            regime: self.arrival.map(|_| self.regime()),
            due: due.as_ref().map(|d| d.on),
            latest: latest.map(|d| d.on),
            certainty: due.as_ref().map(|d| d.certainty),
            overdue,
            answered_on,
            answered_late: self.late,
            waiting,
            deadlines,
            trail,
            basis,
            problems: self.problems,
            row,
            answer_event: self.answer.as_ref().map(|a| a.index),
        }
    }

    /// The last day for the answer; a day that the calendar does not have is told as a problem
    /// of the event that the period is counted from.
    fn found(&mut self, day: Option<NaiveDate>) -> Option<Due> {
        match self.due(day) {
            Ok(due) => due,
            Err(error) => {
                let index = self.clock.as_ref().map_or(0, |c| c.index);
                let known = |p: &Problem| p.index == index && p.error == error;
                if !self.problems.iter().any(known) {
                    self.refuse(index, error);
                }
                None
            }
        }
    }

    fn row(&self) -> Option<ReportRow> {
        let rows = &self.settings.rows;
        match (self.end?.1, self.closed_for) {
            (State::Answered, _) => self.answer.as_ref()?.answer.row(rows).ok(),
            (State::Closed, reason) => Some(reason?.row()),
            (State::Withdrawn, _) => Some(rows.withdrawn),
            _ => None,
        }
        .filter(|_| self.is_information())
    }

    fn is_information(&self) -> bool {
        self.arrival
            .is_some_and(|a| a.kind == RequestKind::Information)
    }

    fn deadlines(&mut self, as_of: NaiveDate) -> Vec<CaseDeadline> {
        let mut found = Vec::new();
        self.notice_deadline(&mut found);
        if let Some(correction) = self.correction {
            found.push(CaseDeadline {
                kind: DeadlineKind::Correction,
                party: None,
                from: correction.asked,
                until: correction.until,
                certainty: Certainty::Published,
                done: correction.done,
                basis: self.regime().cite(&[], &["ogi-2019:30"]),
            });
        }
        found.extend(self.consultations.iter().filter_map(party_deadline));
        if let Some(fee) = &self.fee {
            found.push(CaseDeadline {
                kind: DeadlineKind::Payment,
                party: None,
                from: fee.from,
                until: fee.term.due,
                certainty: fee.term.certainty,
                done: fee.paid,
                basis: with(&fee.citation, &fee.term),
            });
        }
        if let Err(error) = self.remedies(as_of, &mut found) {
            let index = self.answer.as_ref().map_or(0, |a| a.index);
            if let RemedyError::Calendar(error) = error {
                self.refuse(index, RequestError::Calendar(error));
            }
        }
        found
    }

    /// The last day for a notice to correct, which runs from the receipt alone.
    fn notice_deadline(&self, found: &mut Vec<CaseDeadline>) {
        let Some((received, Regime::Text2019)) = self.received.filter(|_| self.is_information())
        else {
            return;
        };
        let Some(version) = term("request.correction_notice", received) else {
            return;
        };
        let request = Deadline::after(received, version.period);
        if let Ok(deadline) = self.calendar.deadline(&request) {
            found.push(CaseDeadline {
                kind: DeadlineKind::CorrectionNotice,
                party: None,
                from: received,
                until: deadline.due,
                certainty: deadline.certainty,
                done: self.correction.map(|c| c.asked),
                basis: with(&version.citation, &deadline),
            });
        }
    }

    fn remedies(&self, as_of: NaiveDate, found: &mut Vec<CaseDeadline>) -> Result<(), RemedyError> {
        let calendar = self.calendar;
        let mut tell = |kind, from, deadline: Deadline, citation: &Citation, done| {
            found.push(CaseDeadline {
                kind,
                party: None,
                from,
                until: deadline.due,
                certainty: deadline.certainty,
                done,
                basis: with(citation, &deadline),
            });
        };
        if let Some(made) = &self.answer
            && let Some(served) = made.served
        {
            let ways = Remedies::of(made.answer, made.on)?;
            let days = ways.deadlines(served, calendar)?;
            let applied = self.review.map(|r| r.filed);
            tell(
                DeadlineKind::Review,
                served,
                days.review,
                &ways.review.citation,
                applied,
            );
            if let (Some(day), Some(suit)) = (days.suit, &ways.suit) {
                let sued = self.suit.filter(|_| self.review.is_none());
                let sued = sued.map(|s| s.filed);
                tell(DeadlineKind::Suit, served, day, &suit.citation, sued);
            }
        }
        let Some(review) = self.review else {
            return Ok(());
        };
        let sued = self.suit.map(|s| s.filed).filter(|on| *on >= review.filed);
        let mut ended = review.decided;
        if review.decided.is_none() {
            // Accepted at the latest when the time for checking it has passed.
            let (check, decide) = (
                term("review.accept", review.filed),
                term("review.decide", review.filed),
            );
            if let (Some(check), Some(decide)) = (check, decide) {
                let accepted = calendar
                    .deadline(&Deadline::after(review.filed, check.period))?
                    .due;
                let decision = calendar.deadline(&Deadline::after(accepted, decide.period))?;
                ended = Some(decision.due).filter(|day| as_of > *day);
                tell(
                    DeadlineKind::ReviewDecision,
                    accepted,
                    decision,
                    &decide.citation,
                    None,
                );
            }
        }
        if let Some(day) = ended
            && let Some(version) = term("suit.after_review", day)
        {
            let deadline = Remedies::suit_after_review(day, calendar)?;
            tell(
                DeadlineKind::SuitAfterReview,
                day,
                deadline,
                &version.citation,
                sued,
            );
        }
        Ok(())
    }

    /// The articles on which the due day rests.
    fn basis(&self, due: Option<&Due>) -> Vec<Citation> {
        let mut basis: Vec<Citation> = Vec::new();
        let mut add = |more: Vec<Citation>| {
            for one in more {
                if !basis.contains(&one) {
                    basis.push(one);
                }
            }
        };
        let (Some(clock), Some(due)) = (&self.clock, due) else {
            return basis;
        };
        let regime = self.regime();
        add(clock.citation.iter().cloned().collect());
        match clock.why {
            Began::Received => {
                if let (Some(arrival), Regime::Text2019) = (self.arrival, regime) {
                    add(cited(&[receipt_article(arrival.intake)]));
                }
            }
            Began::Corrected => add(cited(&["ogi-2019:30"])),
            Began::Paid => add(cited(&["processing-fees-2020"])),
            Began::Reopened => {}
        }
        let asked = |c: &Consultation<'_>| c.counts && c.opinion.is_none_or(|on| on > clock.from);
        if !clock.is_ordered() && self.consultations.iter().any(asked) {
            add(regime.cite(&["ogi-2007:24.3"], &["ogi-2019:33.3"]));
        }
        if clock.extension.is_some() {
            add(regime.cite(&["ogi-2007:24.2"], &["ogi-2019:33.2"]));
        }
        if clock.deferred.is_some() || !clock.out.is_empty() {
            add(cited(&["ogi-2019:35"]));
        }
        add(due.basis.clone());
        basis
    }

    /// The trail with what follows from the passing of time, and with the count of the period.
    fn finished_trail(&mut self, due: Option<&Due>, as_of: NaiveDate) -> Vec<TrailEntry> {
        let mut trail = std::mem::take(&mut self.trail);
        let regime = self.regime();
        for one in &self.consultations {
            let Some(term) = &one.term else { continue };
            let basis = party_article(one.consultee);
            let party = one.party.to_owned();
            trail.push(TrailEntry {
                on: one.delivered.unwrap_or(one.sent),
                step: CaseStep::PartyTerm {
                    party: party.clone(),
                    until: term.due,
                    from_dispatch: one.delivered.is_none(),
                },
                basis: cited(&[basis]),
            });
            let ended = self.end.map_or(as_of, |(on, _)| on);
            if one.opinion.is_none() && ended > term.due {
                trail.push(TrailEntry {
                    on: term.due,
                    step: CaseStep::Silent {
                        party,
                        consultee: one.consultee,
                    },
                    basis: cited(&[basis]),
                });
            }
        }
        if let Some(wait) = &self.wait
            && let Some(until) = wait.until
            && wait.lapsed(self.end.map_or(as_of, |(on, _)| on))
        {
            let basis: &[&str] = match wait.what {
                WaitingFor::Payment => &["processing-fees-2020"],
                _ => &["ogi-2019:30"],
            };
            trail.push(TrailEntry {
                on: until,
                step: CaseStep::Lapsed {
                    waiting: wait.what,
                    until,
                },
                basis: regime.cite(&[], basis),
            });
        }
        trail.sort_by_key(|entry| entry.on);
        if let (Some(clock), Some(due)) = (&self.clock, due) {
            trail.push(TrailEntry {
                on: clock.from,
                step: CaseStep::PeriodBegins {
                    why: clock.why,
                    period: clock.period,
                },
                basis: clock.citation.iter().cloned().collect(),
            });
            for (n, step) in due.trail.iter().enumerate() {
                let last = n + 1 == due.trail.len();
                trail.push(TrailEntry {
                    on: if last { due.on } else { clock.from },
                    step: CaseStep::Counting {
                        calendar: step.clone(),
                    },
                    basis: if last { due.basis.clone() } else { Vec::new() },
                });
            }
        }
        trail
    }
}

fn party_article(consultee: Consultee) -> &'static str {
    match consultee {
        Consultee::ThirdParty => "ogi-2019:32",
        Consultee::CoMaker => "ogi-2019:34",
        Consultee::OtherBody => "ogi-2019:33.3",
    }
}

fn party_deadline(one: &Consultation<'_>) -> Option<CaseDeadline> {
    let kind = match one.consultee {
        Consultee::ThirdParty => DeadlineKind::ThirdParty,
        Consultee::CoMaker => DeadlineKind::CoMaker,
        Consultee::OtherBody => return None,
    };
    let term = one.term.as_ref()?;
    let article = cited(&[party_article(one.consultee)]);
    Some(CaseDeadline {
        kind,
        party: Some(one.party.to_owned()),
        from: one.delivered.unwrap_or(one.sent),
        until: term.due,
        certainty: term.certainty,
        done: one.opinion,
        basis: article.iter().flat_map(|a| with(a, term)).collect(),
    })
}

/// The article of a term, and those of its counting.
fn with(citation: &Citation, deadline: &Deadline) -> Vec<Citation> {
    std::iter::once(citation)
        .chain(&deadline.basis)
        .cloned()
        .collect()
}
