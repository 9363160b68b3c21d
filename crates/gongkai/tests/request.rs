//! Applications for information under random events: invariants, and a second implementation
//! that walks through the days one by one and scans the list of events for each question.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use chrono::{Days, NaiveDate};
use gongkai::calendar::WorkCalendar;
use gongkai::case::{Entry, known_on};
use gongkai::law::{Lang, Period};
use gongkai::request::{
    Answer, Applicant, CloseReason, Consultee, FeeMethod, Intake, Opinion, Outcome, RequestCase,
    RequestError, RequestEvent, RequestKind, RequestStatus, Settings, rederive, rederive_entries,
};
use proptest::prelude::*;

type Event = RequestEvent;
type Line = Entry<RequestEvent>;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn after(from: NaiveDate, days: u64) -> NaiveDate {
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
struct Told {
    refused: Vec<u32>,
    state: String,
    received: Option<NaiveDate>,
    due: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    overdue: bool,
    late: Option<i64>,
}

fn naive(lines: &[Line], settings: &Settings, as_of: NaiveDate) -> Told {
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

fn told(status: &RequestStatus) -> Told {
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

fn wd(count: u32) -> Period {
    Period::working_days(count).unwrap()
}

fn received(intake: Intake, kind: RequestKind) -> Event {
    Event::Received {
        intake,
        applicant: Applicant {
            name: "李某".to_owned(),
            kind: gongkai::request::ApplicantKind::NaturalPerson,
            contact: None,
            identity_proved: Some(true),
        },
        content: "验收意见".to_owned(),
        form: None,
        number: None,
        kind,
    }
}

fn party() -> impl Strategy<Value = String> {
    prop_oneof![Just("甲公司".to_owned()), Just("乙局".to_owned())]
}

fn consultee() -> impl Strategy<Value = Consultee> {
    prop_oneof![
        Just(Consultee::ThirdParty),
        Just(Consultee::CoMaker),
        Just(Consultee::OtherBody)
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        Just(Outcome::Upheld),
        Just(Outcome::Corrected),
        Just(Outcome::Other)
    ]
}

/// What may follow, on a day; the facts are mostly in order, and sometimes not.
#[derive(Debug, Clone)]
enum Next {
    Plain(Event),
    Correction(u64),
    Extended(Period, bool, bool),
    Deferred(u64, bool),
    Fee(FeeMethod, u32, bool),
}

impl Next {
    fn on(self, on: NaiveDate) -> Line {
        let event = match self {
            Self::Plain(event) => event,
            Self::Correction(days) => Event::CorrectionRequested {
                items: vec!["年份".to_owned()],
                until: after(on, days),
            },
            Self::Extended(period, approved, told) => Event::Extended {
                period,
                approved_by: approved.then(|| "林远".to_owned()),
                notified: told.then_some(on),
            },
            Self::Deferred(days, told) => Event::Deferred {
                until: after(on, days),
                notified: told.then_some(on),
            },
            Self::Fee(method, amount, delivered) => Event::FeeNotified {
                method,
                amount,
                delivered: delivered.then_some(on),
            },
        };
        Entry::new(on, event)
    }
}

fn next() -> impl Strategy<Value = Next> {
    let plain = |event: Event| Just(Next::Plain(event));
    let often = proptest::bool::weighted(0.85);
    let again = proptest::bool::weighted(0.85);
    let third = proptest::bool::weighted(0.85);
    prop_oneof![
        3 => plain(Event::Confirmed {}),
        3 => (0_u64..25).prop_map(Next::Correction),
        3 => plain(Event::Corrected {}),
        5 => (party(), consultee())
            .prop_map(|(party, consultee)| Next::Plain(Event::Consulted { party, consultee })),
        3 => party().prop_map(|party| Next::Plain(Event::ConsultationDelivered { party })),
        4 => (party(), any::<bool>()).prop_map(|(party, reasonable)| {
            Next::Plain(Event::OpinionReceived {
                party,
                opinion: Opinion::Objects,
                reasonable: Some(reasonable),
            })
        }),
        4 => (1_u32..23, often, again).prop_map(|(n, a, b)| Next::Extended(wd(n), a, b)),
        2 => plain(Event::ReasonsRequested {}),
        3 => any::<bool>()
            .prop_map(|reasonable| Next::Plain(Event::ReasonsGiven { reasonable })),
        2 => (5_u64..60, third).prop_map(|(n, told)| Next::Deferred(n, told)),
        3 => (0_u32..40, any::<bool>(), any::<bool>()).prop_map(|(n, per, delivered)| {
            let method = if per { FeeMethod::PerApplication } else { FeeMethod::PerVolume };
            Next::Fee(method, n * 10, delivered)
        }),
        3 => plain(Event::FeePaid {}),
        1 => plain(Event::Searched { places: vec!["档案室".to_owned()], found: false }),
        1 => plain(Event::Transferred { to: "县水利局".to_owned() }),
        1 => plain(Event::RecordCorrected {}),
        3 => plain(Event::Answered {
            answer: Answer::Disclosed { provided: "一份".to_owned() },
            number: None,
        }),
        2 => plain(Event::Served {}),
        1 => plain(Event::Withdrawn {}),
        1 => plain(Event::Closed { reason: CloseReason::NotCorrected }),
        1 => plain(Event::Closed { reason: CloseReason::FeeUnpaid }),
        1 => plain(Event::Closed { reason: CloseReason::Other }),
        2 => plain(Event::ReviewApplied {}),
        2 => outcome().prop_map(|outcome| Next::Plain(Event::ReviewDecided { outcome })),
        1 => plain(Event::SuitFiled {}),
        1 => outcome().prop_map(|outcome| Next::Plain(Event::SuitDecided { outcome })),
        3 => proptest::option::of(1_u32..30)
            .prop_map(|n| Next::Plain(Event::Reopened { within: n.map(wd) })),
        1 => plain(Event::Archived {}),
    ]
}

fn intake() -> impl Strategy<Value = Intake> {
    prop_oneof![
        3 => Just(Intake::InPerson),
        1 => Just(Intake::SignedMail),
        1 => Just(Intake::OrdinaryMail),
        2 => Just(Intake::Internet),
        1 => Just(Intake::Fax)
    ]
}

/// A case: an application, then whatever comes, in the order of the days.
fn case() -> impl Strategy<Value = Vec<Line>> {
    let begins = prop_oneof![
        3 => (0_u64..330).prop_map(|n| after(day("2026-01-01"), n)),
        1 => (0_u64..40).prop_map(|n| after(day("2019-04-20"), n)),
        1 => (0_u64..300).prop_map(|n| after(day("2020-12-01"), n)),
        1 => (0_u64..400).prop_map(|n| after(day("2017-12-01"), n)),
    ];
    let kind = prop_oneof![
        12 => Just(RequestKind::Information),
        1 => Just(RequestKind::RecordCorrection)
    ];
    let gap = prop_oneof![3 => 0_u64..4, 3 => 0_u64..12, 1 => 0_u64..60];
    (
        begins,
        intake(),
        kind,
        prop::collection::vec((gap, next()), 0..16),
    )
        .prop_map(|(begins, intake, kind, rest)| {
            let mut on = begins;
            let mut lines = vec![Entry::new(on, received(intake, kind))];
            for (gap, next) in rest {
                on = after(on, gap);
                let line = next.on(on);
                // The same again on the same day is a matter of the file, not of the law.
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            lines
        })
}

fn settings() -> impl Strategy<Value = Settings> {
    any::<bool>().prop_map(|dispatch_day_counts| Settings {
        dispatch_day_counts,
        ..Settings::default()
    })
}

fn status(lines: &[Line], settings: &Settings, as_of: NaiveDate) -> RequestStatus {
    RequestCase::replay("case", lines, settings, as_of).status(WorkCalendar::national())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Both implementations agree on what is refused, the state, and every date.
    #[test]
    fn agrees_with_the_walk(lines in case(), settings in settings(), more in 0_u64..45) {
        let as_of = after(lines.last().unwrap().on, more);
        prop_assert_eq!(
            told(&status(&lines, &settings, as_of)),
            naive(&lines, &settings, as_of)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What `decide` allows has effect, what it refuses has none, and both agree with a replay.
    #[test]
    fn deciding_is_replaying(lines in case()) {
        let (calendar, settings) = (WorkCalendar::national(), Settings::default());
        let mut case = RequestCase::open("case", &lines[0], &settings, calendar).unwrap();
        for line in &lines[1..] {
            let mut tried = case.entries().to_vec();
            let index = u32::try_from(tried.len()).unwrap();
            tried.push(line.clone());
            let replayed = status(&tried, &settings, line.on);
            let problem = replayed.problems.iter().find(|p| p.index == index);
            match case.decide(line, calendar) {
                Ok(entries) => {
                    prop_assert_eq!(problem, None);
                    for entry in entries {
                        case.apply(entry);
                    }
                }
                Err(error) => {
                    prop_assert_eq!(Some(&error), problem.map(|p| &p.error));
                    prop_assert!(!error.message(Lang::Zh).is_empty());
                    prop_assert_eq!(told(&replayed).state, told(&case.clone().as_of(line.on).status(calendar)).state);
                }
            }
        }
        prop_assert!(case.status(calendar).problems.is_empty());
    }

    /// A refused line changes nothing: without it, the case stands where it stood.
    #[test]
    fn what_is_refused_has_no_effect(lines in case(), more in 0_u64..45) {
        let as_of = after(lines.last().unwrap().on, more);
        let settings = Settings::default();
        let with = status(&lines, &settings, as_of);
        let refused: Vec<u32> = with.problems.iter().map(|p| p.index).collect();
        let kept: Vec<Line> = (0_u32..)
            .zip(&lines)
            .filter(|(n, _)| !refused.contains(n))
            .map(|(_, line)| line.clone())
            .collect();
        let without = status(&kept, &settings, as_of);
        prop_assert!(without.problems.is_empty());
        prop_assert_eq!(&without.trail, &with.trail);
        prop_assert_eq!(without.deadlines, with.deadlines);
    }

    /// A struck line is as if it had never been there, on whatever day one asks for; what the
    /// file said before it was struck is still to be had.
    #[test]
    fn striking_takes_out(lines in case(), which in any::<prop::sample::Index>()) {
        prop_assume!(lines.len() > 1);
        let index = 1 + which.index(lines.len() - 1);
        let last = lines.last().unwrap().on;
        let settings = Settings::default();
        let mut struck = lines.clone();
        struck.push(Entry::new(
            after(last, 1),
            Event::Struck { index: u32::try_from(index).unwrap(), reason: "录错".to_owned() },
        ));
        let mut without = lines.clone();
        without.remove(index);
        let on = after(last, 1);
        let (a, b) = (status(&struck, &settings, on), status(&without, &settings, on));
        prop_assert_eq!(&a.trail, &b.trail);
        prop_assert_eq!((a.state, a.due, a.overdue), (b.state, b.due, b.overdue));
        let (a_day_before, b_day_before) =
            (status(&struck, &settings, last), status(&without, &settings, last));
        prop_assert_eq!(&a_day_before.trail, &b_day_before.trail);
        prop_assert_eq!(known_on(&struck, last), lines.as_slice());
        let moved = rederive_entries(
            &RequestCase::replay("case", &lines, &settings, on),
            &RequestCase::replay("case", &struck, &settings, on),
            WorkCalendar::national(),
        );
        let before = status(&lines, &settings, on);
        if before.due != a.due && before.waiting.is_none() && a.waiting.is_none()
            && (before.state.is_open() || a.state.is_open())
        {
            let moved = moved.unwrap();
            prop_assert_eq!((moved.before, moved.after), (before.due, a.due));
        }
    }

    /// Invariants of every status: dates in order, an end that stays, words for everything.
    #[test]
    fn every_status_holds_together(lines in case(), settings in settings(), more in 0_u64..45) {
        let as_of = after(lines.last().unwrap().on, more);
        let found = status(&lines, &settings, as_of);
        if let (Some(received), Some(due)) = (found.received, found.due) {
            prop_assert!(due > received);
        }
        if let (Some(due), Some(latest)) = (found.due, found.latest) {
            prop_assert!(due <= latest, "{} {}", due, latest);
        }
        prop_assert!(found.waiting.is_none() || found.due.is_none());
        prop_assert_eq!(found.answered_late.is_some(), found.answered_on.is_some() && found.overdue);
        prop_assert!(found.row.is_none() || !found.state.is_open());
        for lang in [Lang::Zh, Lang::En] {
            let page = found.render(lang);
            prop_assert!(!page.contains('\u{7b}'), "{}", page);
            prop_assert!(serde_json::to_value(found.view(lang)).is_ok());
        }
        // The dates of consultations that count from the dispatch only make the period longer.
        let strict = Settings { dispatch_day_counts: true, ..settings };
        let loose = Settings { dispatch_day_counts: false, ..settings };
        let (strict, loose) = (status(&lines, &strict, as_of), status(&lines, &loose, as_of));
        if strict.problems == loose.problems {
            prop_assert!(strict.due <= loose.due);
        }
    }

    /// A notice lists exactly the open cases whose day it moves, none of them back past the day
    /// of asking.
    #[test]
    fn notices_move_open_cases(lines in case(), more in 0_u64..45, which in 0_usize..60) {
        let calendar = WorkCalendar::national();
        let notices: Vec<_> = calendar.notices().map(|n| n.id.clone()).collect();
        let without = calendar.without(&notices[which % notices.len()]);
        let as_of = after(lines.last().unwrap().on, more);
        let case = RequestCase::replay("case", &lines, &Settings::default(), as_of);
        let (old, new) = (case.status(&without), case.status(calendar));
        let moved = rederive(std::slice::from_ref(&case), &without, calendar, as_of);
        if let Some(moved) = moved.first() {
            prop_assert!(old.state.is_open() || new.state.is_open());
            prop_assert!(moved.before != moved.after || old.waiting != new.waiting);
            prop_assert!(moved.after >= moved.before || moved.after >= Some(as_of));
        } else if old.state.is_open() && old.waiting.is_none() && new.waiting.is_none()
            && old.due != new.due
        {
            prop_assert!(new.due < old.due && new.due < Some(as_of));
        }
    }

    /// Lines in any order, from any time, twice, struck at random: told, never a panic.
    #[test]
    fn any_file_is_read(
        lines in case(),
        swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..6),
        strikes in prop::collection::vec((0_u32..30, any::<prop::sample::Index>()), 0..4),
        recorded in prop::collection::vec((any::<prop::sample::Index>(), -400_i64..400), 0..4),
        odd in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![
            Just(NaiveDate::MIN), Just(NaiveDate::MAX), Just(day("2007-01-01")),
            Just(day("2100-12-20")), Just(day("2008-04-30")),
        ]), 0..2),
        as_of in prop_oneof![
            Just(NaiveDate::MAX), Just(day("2026-06-01")), Just(day("2100-12-31")), Just(day("2000-01-01")),
        ],
    ) {
        let mut lines = lines;
        for (a, b) in swaps {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
        }
        for (index, at) in strikes {
            let at = at.index(lines.len());
            let line = Entry::new(lines[at].on, Event::Struck { index, reason: "录错".to_owned() });
            lines.insert(at, line);
        }
        for (at, shift) in recorded {
            let at = at.index(lines.len());
            let on = lines[at].on;
            lines[at].recorded = on.checked_add_signed(chrono::TimeDelta::days(shift));
        }
        for (at, on) in odd {
            let at = at.index(lines.len());
            lines[at].on = on;
        }
        let found = status(&lines, &Settings::default(), as_of);
        for problem in &found.problems {
            prop_assert!((problem.index as usize) < lines.len());
            prop_assert!(!problem.code().is_empty());
        }
        found.render(Lang::Zh);
    }
}

/// Unknown fields, events and values are refused where they stand.
#[test]
fn what_is_not_an_event_is_refused() {
    for (line, says) in [
        (
            r#"{"on":"2026-03-02","event":"confirmed","chanel":1}"#,
            "chanel",
        ),
        (r#"{"on":"2026-03-02","event":"conferred"}"#, "conferred"),
        (
            r#"{"on":"2026-03-02","event":"extended","period":"0wd"}"#,
            "0wd",
        ),
        (r#"{"on":"2026-02-30","event":"served"}"#, "out of range"),
        (r#"{"event":"served"}"#, "on"),
        (
            r#"{"on":"2026-03-02","event":"answered","answer":{"kind":"withheld","ground":"x"}}"#,
            "reasons",
        ),
    ] {
        let error = serde_json::from_str::<Line>(line).unwrap_err().to_string();
        assert!(error.contains(says), "{line}: {error}");
    }
}

/// A case that begins at the end of the calendar says so, and has no date.
#[test]
fn past_the_end_of_the_calendar() {
    let lines = [Entry::new(
        day("2100-12-20"),
        received(Intake::InPerson, RequestKind::Information),
    )];
    let found = status(&lines, &Settings::default(), day("2100-12-21"));
    assert_eq!(found.due, None);
    let codes: Vec<_> = found.problems.iter().map(|p| (p.index, p.code())).collect();
    assert_eq!(codes, [(0, "after_horizon")]);
    assert!(matches!(found.problems[0].error, RequestError::Calendar(_)));
}
