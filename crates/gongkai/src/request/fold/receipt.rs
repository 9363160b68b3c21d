//! Receipt, confirmation and correction (Arts. 30 and 31).

use chrono::NaiveDate;

use super::super::cite::cited;
use super::super::clock::left_out;
use super::super::error::RequestError;
use super::super::event::{Intake, RequestKind};
use super::super::regime::{Regime, term};
use super::super::status::WaitingFor;
use super::super::trail::{Began, CaseStep, ReceiptRule};
use super::{Arrival, Correction, Fold, Outcomes, Wait, receipt_article};
use crate::calendar::Deadline;

impl Fold<'_> {
    pub(super) fn arrive(
        &mut self,
        on: NaiveDate,
        intake: Intake,
        kind: RequestKind,
        index: u32,
    ) -> Outcomes {
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
                let basis = cited(&[receipt_article(intake)]);
                self.tell(on, CaseStep::ToBeConfirmed {}, basis);
                return Ok(());
            }
        };
        self.receive(on, regime, rule, index);
        Ok(())
    }

    /// Fixes the day of receipt and begins the answer period.
    pub(super) fn receive(&mut self, on: NaiveDate, regime: Regime, rule: ReceiptRule, index: u32) {
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

    pub(super) fn confirm(&mut self, on: NaiveDate, index: u32) -> Outcomes {
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

    pub(super) fn ask_correction(&mut self, on: NaiveDate, until: NaiveDate) -> Outcomes {
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

    pub(super) fn corrected(&mut self, on: NaiveDate, index: u32) -> Outcomes {
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
}
