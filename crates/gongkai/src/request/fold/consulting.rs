//! Letters asking for an opinion (Arts. 32 to 34).

use chrono::NaiveDate;

use super::super::clock::{Clock, Consultation, left_out};
use super::super::error::RequestError;
use super::super::event::Consultee;
use super::super::trail::CaseStep;
use super::{Fold, Outcomes};

impl<'a> Fold<'a> {
    pub(super) fn consult(
        &mut self,
        on: NaiveDate,
        party: &'a str,
        consultee: Consultee,
    ) -> Outcomes {
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
        let ordered = self.clock.as_ref().is_some_and(Clock::is_ordered);
        let step = CaseStep::Consulted {
            party: party.to_owned(),
            consultee,
            left_out: left_out && !ordered,
        };
        let basis = self.cite(old, own);
        self.tell(on, step, basis);
        Ok(())
    }

    /// The letter to a party that still waits for something.
    pub(super) fn letter(&mut self, party: &str) -> Result<&mut Consultation<'a>, RequestError> {
        let mut found = self.consultations.iter_mut().rev();
        let found = found.find(|c| c.party == party && c.opinion.is_none());
        found.ok_or_else(|| RequestError::NoSuchConsultation {
            party: party.to_owned(),
        })
    }

    pub(super) fn delivered(&mut self, on: NaiveDate, party: &str) -> Outcomes {
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

    pub(super) fn opinion(
        &mut self,
        on: NaiveDate,
        party: &str,
    ) -> Result<Option<NaiveDate>, RequestError> {
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
}
