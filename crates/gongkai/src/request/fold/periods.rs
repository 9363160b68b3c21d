//! What lengthens, stops or restarts the period: extension (Art. 33), reasons and a later day
//! (Art. 35), fees (Art. 42).

use chrono::NaiveDate;

use super::super::clock::Clock;
use super::super::error::RequestError;
use super::super::event::RequestEvent;
use super::super::regime::{Regime, term};
use super::super::status::WaitingFor;
use super::super::trail::{Began, CaseStep};
use super::{Fee, Fold, Outcomes, Reasons, Wait, not_ahead};
use crate::calendar::Deadline;
use crate::case::Entry;

impl Fold<'_> {
    pub(super) fn extend(&mut self, entry: &Entry<RequestEvent>) -> Outcomes {
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
            if clock.is_ordered() {
                return Err(RequestError::PeriodOfOrder);
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

    pub(super) fn ask_reasons(&mut self, on: NaiveDate) -> Outcomes {
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

    pub(super) fn reasons_given(&mut self, on: NaiveDate, reasonable: bool) -> Outcomes {
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

    pub(super) fn defer(&mut self, entry: &Entry<RequestEvent>) -> Outcomes {
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
        if self.clock.as_ref().is_some_and(Clock::is_ordered) {
            return Err(RequestError::PeriodOfOrder);
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

    pub(super) fn ask_fee(&mut self, entry: &Entry<RequestEvent>) -> Outcomes {
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

    pub(super) fn paid(&mut self, on: NaiveDate, index: u32) -> Outcomes {
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
}
