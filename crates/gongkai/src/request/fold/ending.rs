//! The answer, other ends of a case, and what follows upon them: remedies and orders.

use chrono::NaiveDate;

use super::super::answer::Answer;
use super::super::error::RequestError;
use super::super::event::{CloseReason, Outcome, RequestEvent, RequestKind};
use super::super::regime::Regime;
use super::super::status::{State, WaitingFor};
use super::super::trail::{Began, CaseStep};
use super::{Contest, Fold, Made, Outcomes};
use crate::law::Period;

impl<'a> Fold<'a> {
    pub(super) fn make_answer(
        &mut self,
        on: NaiveDate,
        answer: &'a Answer,
        index: u32,
    ) -> Outcomes {
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

    pub(super) fn serve(&mut self, on: NaiveDate) -> Outcomes {
        self.arrival.ok_or(RequestError::FirstEventMustBeReceived)?;
        let made = self.answer.as_mut().ok_or(RequestError::NotAnswered)?;
        if let Some(on) = made.served {
            return Err(RequestError::AlreadyServed { on });
        }
        made.served = Some(on);
        self.tell(on, CaseStep::Served {}, Vec::new());
        Ok(())
    }

    pub(super) fn close(&mut self, on: NaiveDate, reason: CloseReason) -> Outcomes {
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

    pub(super) fn contest(&mut self, on: NaiveDate, event: &RequestEvent) -> Outcomes {
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

    pub(super) fn reopen(&mut self, on: NaiveDate, within: Option<Period>, index: u32) -> Outcomes {
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
        // What was asked of the applicant before is past: the order has a period of its own.
        if let Some(correction) = self.correction.as_mut().filter(|c| c.done.is_none()) {
            correction.done = Some(on);
        }
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
