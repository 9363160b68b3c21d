//! The answer period: what it is counted from, what does not count, when it ends.

use chrono::{Days, NaiveDate};

use super::event::Consultee;
use super::regime::{Regime, term};
use super::settings::Settings;
use super::trail::Began;
use crate::calendar::{CalendarError, Certainty, Deadline, DeadlineRequest, Step, WorkCalendar};
use crate::law::{Citation, Period};

/// An answer period that runs, or ran.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    /// The day of the event; the period begins the day after.
    pub(super) from: NaiveDate,
    /// Which event it was.
    pub(super) why: Began,
    /// Its length.
    pub(super) period: Period,
    /// Where the length is stated.
    pub(super) citation: Option<Citation>,
    /// The extension: when it was made, and by how much.
    pub(super) extension: Option<(NaiveDate, Period)>,
    /// The later day that was promised (Art. 35).
    pub(super) deferred: Option<NaiveDate>,
    /// Spans in which reasons were awaited.
    pub(super) out: Vec<(NaiveDate, NaiveDate)>,
    /// The place in the file of the event it is counted from.
    pub(super) index: u32,
}

/// A letter asking for an opinion.
#[derive(Debug, Clone)]
pub(super) struct Consultation<'a> {
    pub(super) party: &'a str,
    pub(super) consultee: Consultee,
    /// The day of dispatch.
    pub(super) sent: NaiveDate,
    /// The day on which the party received it.
    pub(super) delivered: Option<NaiveDate>,
    /// The day on which the opinion came.
    pub(super) opinion: Option<NaiveDate>,
    /// The end of the party's own term, where it has one.
    pub(super) term: Option<Deadline>,
    /// Whether its time is left out under the text that applies.
    pub(super) counts: bool,
}

impl Consultation<'_> {
    /// The id of the term, where the party has one.
    pub(super) fn term_id(consultee: Consultee) -> Option<&'static str> {
        match consultee {
            Consultee::ThirdParty => Some("request.third_party"),
            Consultee::CoMaker => Some("request.co_organ"),
            Consultee::OtherBody => None,
        }
    }

    /// Counts the party's term from the delivery, or from the dispatch where no delivery is on
    /// record. The text of 2007 has none.
    pub(super) fn count_term(
        &mut self,
        received: NaiveDate,
        calendar: &WorkCalendar,
    ) -> Result<(), CalendarError> {
        let version = Self::term_id(self.consultee).and_then(|id| term(id, received));
        let from = self.delivered.unwrap_or(self.sent);
        self.term = version
            .map(|v| calendar.deadline(&Deadline::after(from, v.period)))
            .transpose()?;
        Ok(())
    }

    /// Whether the party's answer is still awaited on a day.
    pub(super) fn is_open(&self, day: NaiveDate) -> bool {
        self.opinion.is_none_or(|on| on > day) && self.term.as_ref().is_none_or(|t| day <= t.due)
    }

    /// The days it takes out of the answer period as seen on a day; `None` for none.
    fn span(
        &self,
        settings: &Settings,
        until: Option<NaiveDate>,
    ) -> Option<(NaiveDate, NaiveDate)> {
        if !self.counts {
            return None;
        }
        let skip = Days::new(u64::from(settings.dispatch_day_counts));
        let from = self.sent.checked_add_days(skip)?;
        let term = self.term.as_ref().map(|t| t.due);
        let to = [self.opinion, term, until].into_iter().flatten().min()?;
        (from <= to).then_some((from, to))
    }
}

/// The last day of an answer period.
#[derive(Debug, Clone)]
pub(super) struct Due {
    pub(super) on: NaiveDate,
    pub(super) certainty: Certainty,
    pub(super) trail: Vec<Step>,
    pub(super) basis: Vec<Citation>,
}

impl Clock {
    pub(super) fn new(
        from: NaiveDate,
        why: Began,
        period: Period,
        citation: Option<Citation>,
        index: u32,
    ) -> Self {
        Self {
            from,
            why,
            period,
            citation,
            extension: None,
            deferred: None,
            out: Vec::new(),
            index,
        }
    }

    /// Whether an order set the period (`within`). What Art. 33 says of its own period, that it is
    /// extended and that the time for opinions falls out of it, does not hold for that one.
    pub(super) fn is_ordered(&self) -> bool {
        self.why == Began::Reopened && self.citation.is_none()
    }

    /// The last day as seen on `day`: an opinion still awaited counts as coming then. With no
    /// day, every party uses its whole term; `None` where one of them has none.
    pub(super) fn due(
        &self,
        consultations: &[Consultation<'_>],
        settings: &Settings,
        day: Option<NaiveDate>,
        calendar: &WorkCalendar,
    ) -> Result<Option<Due>, CalendarError> {
        if let Some(until) = self.deferred {
            return Ok(Some(Due {
                on: until,
                certainty: Certainty::Published,
                trail: Vec::new(),
                basis: Vec::new(),
            }));
        }
        let mut request: DeadlineRequest = Deadline::after(self.from, self.period);
        let runs_on = self.is_ordered();
        for one in consultations.iter().filter(|c| c.counts && !runs_on) {
            let endless = one.opinion.is_none() && one.term.is_none();
            if day.is_none() && endless {
                return Ok(None);
            }
            if let Some((from, to)) = one.span(settings, day) {
                request = request.exclude_because(from..=to, one.party);
            }
        }
        for &(from, to) in self.out.iter().filter(|_| !runs_on) {
            request = request.exclude(from..=to);
        }
        if let Some((_, by)) = self.extension {
            request = request.extend(by);
        }
        let found = calendar.deadline(&request)?;
        Ok(Some(Due {
            on: found.due,
            certainty: found.certainty,
            trail: found.trail,
            basis: found.basis,
        }))
    }
}

/// Whether the time of a consultation is left out: under the text of 2007 only that of third
/// parties, under that of 2019 any.
pub(super) fn left_out(regime: Regime, consultee: Consultee) -> bool {
    regime == Regime::Text2019 || consultee == Consultee::ThirdParty
}
