//! The second implementation: it walks through the days one by one, and scans the list of events
//! that had effect for each question.

use chrono::{Days, NaiveDate};
use gongkai::calendar::WorkCalendar;
use gongkai::law::Period;
use gongkai::request::{
    CloseReason, Consultee, Intake, Outcome, RequestKind, RequestStatus, Settings,
};

use super::{Event, Line};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn after(from: NaiveDate, days: u64) -> NaiveDate {
    from.checked_add_days(Days::new(days)).unwrap()
}

fn is_workday(on: NaiveDate) -> bool {
    WorkCalendar::national().is_workday(on).unwrap()
}

/// The n-th working day after a day, one day at a time, without the days that do not count.
fn walk(from: NaiveDate, count: u32, out: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let (mut on, mut left) = (from, count);
    while left > 0 {
        on = after(on, 1);
        if is_workday(on) && !out(on) {
            left -= 1;
        }
    }
    on
}

/// The second implementation: the events that had effect so far, and nothing else.
#[derive(Clone, Default)]
struct Naive {
    done: Vec<(NaiveDate, Event)>,
    dispatch_day_counts: bool,
}

impl Naive {
    fn first(&self) -> Option<(NaiveDate, Intake, RequestKind)> {
        self.done.iter().find_map(|(on, e)| match e {
            Event::Received { intake, kind, .. } => Some((*on, *intake, *kind)),
            _ => None,
        })
    }

    fn old(&self) -> bool {
        self.received().is_some_and(|on| on < day("2019-05-15"))
    }

    /// Art. 31, and nothing of the kind before it.
    fn received(&self) -> Option<NaiveDate> {
        let (came, intake, kind) = self.first()?;
        let confirmed = self
            .done
            .iter()
            .find(|(_, e)| *e == Event::Confirmed {})
            .map(|(on, _)| *on);
        if kind == RequestKind::RecordCorrection
            || matches!(intake, Intake::InPerson | Intake::SignedMail)
        {
            return Some(came);
        }
        match confirmed {
            Some(on) => Some(on),
            None if came < day("2019-05-15") => Some(came),
            // An order to answer takes the place of the confirmation.
            None if self.has(|e| matches!(e, Event::Reopened { .. })) => Some(came),
            None => None,
        }
    }

    /// How the case ended, if the last word has been spoken.
    fn ended(&self) -> Option<(usize, &'static str)> {
        let mut end = None;
        for (n, (_, event)) in self.done.iter().enumerate() {
            match event {
                Event::Answered { .. } | Event::RecordCorrected {} => end = Some((n, "answered")),
                Event::Withdrawn {} => end = Some((n, "withdrawn")),
                Event::Closed { .. } => end = Some((n, "closed")),
                Event::Transferred { .. } => end = Some((n, "transferred")),
                Event::Reopened { .. } => end = None,
                _ => {}
            }
        }
        end
    }

    fn since_reopened(&self) -> usize {
        let mut events = self.done.iter();
        events
            .rposition(|(_, e)| matches!(e, Event::Reopened { .. }))
            .map_or(0, |n| n + 1)
    }

    /// What is awaited from the applicant, since when, until when.
    fn waiting(&self) -> Option<(&'static str, NaiveDate, Option<NaiveDate>)> {
        let mut found = None;
        for (on, event) in &self.done {
            match event {
                Event::CorrectionRequested { until, .. } if !self.old() => {
                    found = Some(("correction", *on, Some(*until)));
                }
                Event::ReasonsRequested {} => found = Some(("reasons", *on, None)),
                Event::FeeNotified { delivered, .. } => {
                    let from = delivered.unwrap_or(*on);
                    found = Some(("payment", *on, Some(walk(from, 20, |_| false))));
                }
                Event::Corrected {}
                | Event::ReasonsGiven { .. }
                | Event::FeePaid {}
                | Event::Reopened { .. } => found = None,
                _ => {}
            }
        }
        found
    }

    /// Where the answer period begins: place, day, length.
    fn start(&self) -> Option<(usize, NaiveDate, u32)> {
        let (_, _, kind) = self.first()?;
        if kind == RequestKind::RecordCorrection {
            return None;
        }
        let usual = if self.old() { 15 } else { 20 };
        let mut found = self.received().map(|on| (0, on, usual));
        for (n, (on, event)) in self.done.iter().enumerate() {
            match event {
                Event::Corrected {} if !self.old() => found = Some((n, *on, usual)),
                Event::FeePaid {} => found = Some((n, *on, usual)),
                Event::Reopened { within } => {
                    found = Some((n, *on, within.map_or(usual, Period::count)));
                }
                _ => {}
            }
        }
        found
    }

    /// Whether an order to answer set the period that runs: what Art. 33 says of extension and
    /// of time left out is said of its own period.
    fn ordered(&self) -> bool {
        self.start()
            .is_some_and(|(n, ..)| matches!(self.done[n].1, Event::Reopened { within: Some(_) }))
    }

    /// The letters: party, role, sent, end of the party's term, opinion.
    #[allow(clippy::type_complexity)]
    fn letters(
        &self,
    ) -> Vec<(
        String,
        Consultee,
        NaiveDate,
        Option<NaiveDate>,
        Option<NaiveDate>,
    )> {
        let mut found = Vec::new();
        for (n, (sent, event)) in self.done.iter().enumerate() {
            let Event::Consulted { party, consultee } = event else {
                continue;
            };
            let next = self.done[n + 1..]
                .iter()
                .position(|(_, e)| matches!(e, Event::Consulted { party: p, .. } if p == party))
                .map_or(self.done.len(), |m| n + 1 + m);
            let mut delivered = None;
            let mut opinion = None;
            for (on, later) in &self.done[n + 1..next] {
                match later {
                    Event::ConsultationDelivered { party: p } if p == party => {
                        delivered = Some(*on);
                    }
                    Event::OpinionReceived { party: p, .. } if p == party => opinion = Some(*on),
                    _ => {}
                }
            }
            let has_term = *consultee != Consultee::OtherBody && !self.old();
            let term = has_term.then(|| walk(delivered.unwrap_or(*sent), 15, |_| false));
            found.push((party.clone(), *consultee, *sent, term, opinion));
        }
        found
    }

    fn open_letter(&self, on: NaiveDate) -> bool {
        self.letters()
            .iter()
            .any(|(_, _, _, term, opinion)| opinion.is_none() && term.is_none_or(|term| on <= term))
    }

    /// The stretches that do not count, as seen on `seen`, first and last day; `None`: parties
    /// use their whole terms.
    fn left_out(&self, seen: Option<NaiveDate>) -> Vec<(NaiveDate, NaiveDate)> {
        let mut out = Vec::new();
        if self.ordered() {
            return out;
        }
        for (_, role, sent, term, opinion) in self.letters() {
            if self.old() && role != Consultee::ThirdParty {
                continue;
            }
            let first = if self.dispatch_day_counts {
                after(sent, 1)
            } else {
                sent
            };
            let ends = [seen, term, opinion];
            if let Some(last) = ends.into_iter().flatten().min() {
                out.push((first, last));
            }
        }
        let mut asked = None;
        for (on, event) in &self.done {
            match (event, asked) {
                (Event::ReasonsRequested {}, _) => asked = Some(*on),
                (Event::ReasonsGiven { .. }, Some(from)) => out.push((after(from, 1), *on)),
                _ => {}
            }
        }
        out
    }

    fn due(&self, seen: Option<NaiveDate>) -> Option<NaiveDate> {
        let (place, from, count) = self.start()?;
        let (mut extended, mut deferred) = (0, None);
        for (_, event) in &self.done[place..] {
            match event {
                Event::Extended { period, .. } => extended = period.count(),
                Event::Deferred { until, .. } => deferred = Some(*until),
                _ => {}
            }
        }
        if deferred.is_some() {
            return deferred;
        }
        let endless = self.letters().iter().any(|(_, role, _, term, opinion)| {
            term.is_none() && opinion.is_none() && !(self.old() && *role != Consultee::ThirdParty)
        });
        if seen.is_none() && endless && !self.ordered() {
            return None;
        }
        // The order is counted from the day of the event; reasons asked for before it are past.
        let out = self.left_out(seen);
        Some(walk(from, count + extended, |on| {
            out.iter().any(|(first, last)| *first <= on && on <= *last)
        }))
    }

    fn late(&self, on: NaiveDate) -> bool {
        self.waiting().is_none() && self.due(Some(on)).is_some_and(|due| on > due)
    }

    fn has(&self, is: impl Fn(&Event) -> bool) -> bool {
        self.done.iter().any(|(_, e)| is(e))
    }

    /// Whether the law, and the state of the case, allow an event.
    fn allows(&self, on: NaiveDate, event: &Event) -> bool {
        let Some((came, intake, kind)) = self.first() else {
            return matches!(event, Event::Received { .. }) && on >= day("2008-05-01");
        };
        let (open, information) = (self.ended().is_none(), kind == RequestKind::Information);
        let runs = self.received().is_some() && self.waiting().is_none();
        let since = self.since_reopened();
        let part = |from: usize| Naive {
            done: self.done[from..].to_vec(),
            dispatch_day_counts: self.dispatch_day_counts,
        };
        let handling = part(since);
        let period = part(self.start().map_or(0, |(n, _, _)| n));
        match event {
            Event::Confirmed {} => {
                let needed =
                    information && !matches!(intake, Intake::InPerson | Intake::SignedMail);
                // Under the text of 2007 it still moves the day of receipt, unless something was
                // done that rests on that day.
                let old = came < day("2019-05-15");
                let free = !self.has(|e| match e {
                    Event::CorrectionRequested { .. } | Event::Extended { .. } => old,
                    Event::Reopened { .. } => true,
                    _ => false,
                });
                open && needed && free && !self.has(|e| *e == Event::Confirmed {})
            }
            Event::CorrectionRequested { until, .. } => {
                open && information
                    && (runs || self.received().is_none())
                    && *until > on
                    && !self.has(|e| matches!(e, Event::CorrectionRequested { .. }))
                    && (self.old() || !self.late(on))
            }
            Event::Corrected {} => {
                open && handling.has(|e| matches!(e, Event::CorrectionRequested { .. }))
                    && !self.has(|e| *e == Event::Corrected {})
            }
            Event::Consulted { party, .. } => {
                let from = self.start().map(|(_, from, _)| from);
                let from = from.or(self.received()).unwrap_or(came);
                let asked = self.letters().iter().any(|(p, _, sent, term, opinion)| {
                    let waits = opinion.is_none() && term.is_none_or(|t| on <= t);
                    p == party && (waits || (*sent >= from && opinion.is_none()))
                });
                open && !asked
            }
            Event::ConsultationDelivered { party } => {
                let mut last = None;
                for (_, event) in &self.done {
                    match event {
                        Event::Consulted { party: p, .. } if p == party => last = Some(true),
                        Event::ConsultationDelivered { party: p }
                        | Event::OpinionReceived { party: p, .. }
                            if p == party =>
                        {
                            last = Some(false);
                        }
                        _ => {}
                    }
                }
                open && last == Some(true)
            }
            Event::OpinionReceived { party, .. } => {
                let letters = self.letters();
                let last = letters.iter().rfind(|(p, ..)| p == party);
                open && last.is_some_and(|(.., opinion)| opinion.is_none())
            }
            Event::Extended {
                period: by,
                approved_by,
                notified,
            } => {
                let longest = if self.old() { 15 } else { 20 };
                open && information
                    && runs
                    && by.to_string().ends_with("wd")
                    && by.count() <= longest
                    && approved_by.is_some()
                    && notified.is_some_and(|n| n <= on)
                    && !self.ordered()
                    && !period.has(|e| matches!(e, Event::Extended { .. } | Event::Deferred { .. }))
                    && !self.late(on)
            }
            Event::ReasonsRequested {} => {
                open && information
                    && runs
                    && !self.old()
                    && !self.has(|e| *e == Event::ReasonsRequested {})
                    && !self.late(on)
            }
            Event::ReasonsGiven { .. } => {
                open && self.waiting().is_some_and(|(what, ..)| what == "reasons")
            }
            Event::Deferred { until, notified } => {
                open && information
                    && runs
                    && !self.old()
                    && self.has(|e| *e == Event::ReasonsGiven { reasonable: true })
                    && notified.is_some_and(|n| n <= on)
                    && !self.ordered()
                    && !period.has(|e| matches!(e, Event::Deferred { .. }))
                    && !self.late(on)
                    && self.due(Some(on)).is_some_and(|due| *until > due)
            }
            Event::FeeNotified {
                amount, delivered, ..
            } => {
                open && information
                    && runs
                    && !self.old()
                    && *amount > 0
                    && delivered.is_none_or(|d| d == on)
                    && self.received() >= Some(day("2021-01-01"))
                    && !self.has(|e| matches!(e, Event::FeeNotified { .. }))
                    && !self.late(on)
            }
            Event::FeePaid {} => {
                let awaited = self.waiting().filter(|(what, ..)| *what == "payment");
                open && awaited.is_some_and(|(_, _, until)| until.is_some_and(|u| on <= u))
            }
            Event::Transferred { .. } | Event::RecordCorrected {} => open && !information,
            Event::Answered { .. } | Event::Withdrawn {} => open,
            Event::Closed { reason } => {
                let lapsed = |what: &str| {
                    let waiting = self.waiting();
                    waiting.is_some_and(|(w, _, until)| w == what && until.is_some_and(|u| on > u))
                };
                open && match reason {
                    CloseReason::NotCorrected => lapsed("correction"),
                    CloseReason::FeeUnpaid => lapsed("payment"),
                    CloseReason::Other => true,
                }
            }
            Event::Served {} => {
                handling.has(|e| matches!(e, Event::Answered { .. }))
                    && !handling.has(|e| *e == Event::Served {})
            }
            Event::ReviewApplied {} | Event::SuitFiled {} => {
                !handling.pending(*event == Event::ReviewApplied {})
            }
            Event::ReviewDecided { .. } => handling.pending(true),
            Event::SuitDecided { .. } => handling.pending(false),
            Event::Reopened { .. } => {
                let mut order = false;
                for (_, event) in &handling.done {
                    if let Event::ReviewDecided { outcome } | Event::SuitDecided { outcome } = event
                    {
                        order |= *outcome != Outcome::Upheld;
                    }
                }
                order
            }
            Event::Archived {} => !open && !handling.has(|e| *e == Event::Archived {}),
            Event::Searched { .. } => true,
            _ => false,
        }
    }

    /// Whether a reconsideration, or else a suit, is under way.
    fn pending(&self, review: bool) -> bool {
        let mut pending = false;
        for (_, event) in &self.done {
            match event {
                Event::ReviewApplied {} if review => pending = true,
                Event::ReviewDecided { .. } if review => pending = false,
                Event::SuitFiled {} if !review => pending = true,
                Event::SuitDecided { .. } if !review => pending = false,
                _ => {}
            }
        }
        pending
    }

    fn state(&self, as_of: NaiveDate) -> &'static str {
        let Some((_, _, kind)) = self.first() else {
            return "not_received";
        };
        let now = &self.done[self.since_reopened()..];
        if now.iter().any(|(_, e)| *e == Event::Archived {}) {
            return "archived";
        }
        if let Some((_, how)) = self.ended() {
            return how;
        }
        match self.waiting() {
            Some((_, _, Some(until))) if as_of > until => return "lapsed",
            Some(("correction", ..)) => return "awaiting_correction",
            Some(("payment", ..)) => return "awaiting_payment",
            Some(_) => return "awaiting_reasons",
            None => {}
        }
        if self.start().is_none() && kind == RequestKind::Information {
            return "awaiting_confirmation";
        }
        if self.open_letter(as_of) {
            return "consulting";
        }
        "handling"
    }
}

/// What both implementations say.
#[derive(Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) refused: Vec<u32>,
    pub(crate) state: String,
    pub(crate) received: Option<NaiveDate>,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) latest: Option<NaiveDate>,
    pub(crate) overdue: bool,
    pub(crate) late: Option<i64>,
}

pub(crate) fn naive(lines: &[Line], settings: &Settings, as_of: NaiveDate) -> Told {
    let mut naive = Naive {
        dispatch_day_counts: settings.dispatch_day_counts,
        ..Naive::default()
    };
    let mut refused = Vec::new();
    for (n, line) in (0_u32..).zip(lines) {
        if naive.allows(line.on, &line.event) {
            naive.done.push((line.on, line.event.clone()));
        } else {
            refused.push(n);
        }
    }
    let state = naive.state(as_of);
    let answered = naive.ended().filter(|(_, how)| *how == "answered");
    let answered = answered.map(|(n, _)| (naive.done[n].0, naive.done[n].1.clone()));
    let owes = match (&answered, naive.ended()) {
        (Some((_, event)), _) => matches!(event, Event::Answered { .. }),
        (None, ended) => ended.is_none(),
    };
    let seen = answered.as_ref().map_or(as_of, |(on, _)| *on);
    let runs = owes && naive.waiting().is_none();
    let due = if runs { naive.due(Some(seen)) } else { None };
    Told {
        refused,
        state: state.to_owned(),
        received: naive.received(),
        due,
        latest: if runs && state == "consulting" {
            naive.due(None)
        } else {
            None
        },
        overdue: due.is_some_and(|due| seen > due),
        late: answered
            .and(due)
            .map(|due| (seen - due).num_days())
            .filter(|days| *days > 0),
    }
}

pub(crate) fn told(status: &RequestStatus) -> Told {
    Told {
        refused: status.problems.iter().map(|p| p.index).collect(),
        state: serde_json::to_value(status.state)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned(),
        received: status.received,
        due: status.due,
        latest: status.latest,
        overdue: status.overdue,
        late: status.answered_late,
    }
}
