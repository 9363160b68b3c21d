//! A second, deliberately naive reckoning of an application's state: it knows nothing but
//! whether a day is worked, counts day by day, and keeps plain fields. It was written from the
//! law alone; where it and the library differ, one of them is wrong.

use chrono::{Days, NaiveDate};
use gongkai::calendar::WorkCalendar;
use serde_json::{Value, json};

fn worked(day: NaiveDate) -> bool {
    WorkCalendar::national().is_workday(day).unwrap()
}

pub fn plus(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn field(entry: &Value, key: &str) -> Option<NaiveDate> {
    entry[key].as_str().map(date)
}

fn text<'a>(entry: &'a Value, key: &str) -> &'a str {
    entry[key].as_str().unwrap_or_default()
}

pub fn on(entry: &Value) -> NaiveDate {
    date(text(entry, "on"))
}

/// The day of the `n`th working day after `from`, the days of `out` not counted.
fn working(from: NaiveDate, n: u64, out: &[(NaiveDate, NaiveDate)]) -> NaiveDate {
    let (mut day, mut counted) = (from, 0);
    while counted < n {
        day = plus(day, 1);
        if worked(day) && !out.iter().any(|&(a, b)| a <= day && day <= b) {
            counted += 1;
        }
    }
    day
}

/// Calendar days; a last day on which nobody works moves to the next working day.
fn calendar_days(from: NaiveDate, n: u64) -> NaiveDate {
    let mut day = plus(from, n);
    while !worked(day) {
        day = plus(day, 1);
    }
    day
}

/// The number of a period in working days, as in `20wd`.
fn count(period: &str) -> u64 {
    period.trim_end_matches(['w', 'd']).parse().unwrap()
}

struct Letter {
    party: String,
    third: bool,
    other: bool,
    sent: NaiveDate,
    delivered: Option<NaiveDate>,
    reply: Option<NaiveDate>,
}

struct Reasons {
    asked: NaiveDate,
    given: Option<NaiveDate>,
    reasonable: bool,
}

struct Fee {
    method: String,
    until: NaiveDate,
    paid: bool,
}

/// What has happened so far.
#[derive(Default)]
pub struct Machine {
    arrived: Option<NaiveDate>,
    signed: bool,
    confirmed: bool,
    received: Option<NaiveDate>,
    start: Option<NaiveDate>,
    length: u64,
    in_calendar_days: bool,
    set_by_order: bool,
    extension: u64,
    deferred: Option<NaiveDate>,
    letters: Vec<Letter>,
    correction: Option<NaiveDate>,
    corrected: bool,
    reasons: Option<Reasons>,
    fee: Option<Fee>,
    answered: Option<NaiveDate>,
    served: bool,
    ended: Option<&'static str>,
    archived: bool,
    row: Option<&'static str>,
    reviews: bool,
    suits: bool,
    order: bool,
    reopened: bool,
    begun: bool,
}

impl Machine {
    pub fn has_application(&self) -> bool {
        self.arrived.is_some()
    }

    pub fn is_received(&self) -> bool {
        self.received.is_some()
    }

    pub fn is_answered(&self) -> bool {
        self.answered.is_some()
    }

    pub fn is_over(&self) -> bool {
        self.ended.is_some() || self.is_answered()
    }

    pub fn is_contested(&self) -> (bool, bool) {
        (self.reviews, self.suits)
    }

    pub fn is_ordered(&self) -> bool {
        self.order
    }

    /// Whether the period that runs was set by an order.
    pub fn is_under_order(&self) -> bool {
        self.set_by_order
    }

    /// Whether a confirmation says something clear: by the text of 2007 one that comes when the
    /// application is being handled already does not.
    pub fn may_be_confirmed(&self) -> bool {
        !self.reopened && (self.signed || self.confirmed || !self.begun)
    }

    /// Whether the term of a party has passed without its reply.
    pub fn was_silent(&self, party: &str, day: NaiveDate) -> bool {
        self.letters
            .iter()
            .any(|l| l.party == party && l.reply.is_none() && self.term(l).is_some_and(|t| day > t))
    }

    /// The letters that no reply has come to, by party.
    pub fn unanswered(&self) -> Vec<&str> {
        let open = self.letters.iter().filter(|l| l.reply.is_none());
        open.map(|l| l.party.as_str()).collect()
    }

    pub fn old_text(&self) -> bool {
        let day = self.received.or(self.arrived);
        day.is_some_and(|d| d <= date("2019-05-14"))
    }

    fn term(&self, letter: &Letter) -> Option<NaiveDate> {
        if self.old_text() || letter.other {
            return None;
        }
        Some(working(letter.delivered.unwrap_or(letter.sent), 15, &[]))
    }

    fn counts(&self, letter: &Letter) -> bool {
        letter.third || !self.old_text()
    }

    /// The days left out as known on a day; with `whole`, those of open letters to the end of
    /// their term.
    fn out(&self, day: NaiveDate, whole: bool) -> Vec<(NaiveDate, NaiveDate)> {
        let mut out = Vec::new();
        // Art. 33 leaves time out of its own period, not out of one that an order set.
        if self.set_by_order {
            return out;
        }
        for letter in self.letters.iter().filter(|l| self.counts(l)) {
            let ends: Vec<_> = letter.reply.into_iter().chain(self.term(letter)).collect();
            let known = ends.iter().min().copied();
            let last = match known {
                Some(end) if whole => end,
                Some(end) => end.min(day),
                None => day,
            };
            out.push((plus(letter.sent, 1), last));
        }
        if let Some(Reasons {
            asked,
            given: Some(given),
            ..
        }) = self.reasons
        {
            out.push((plus(asked, 1), given));
        }
        out
    }

    /// What is awaited from the applicant, and until when.
    pub fn waits(&self) -> Option<(&'static str, Option<NaiveDate>)> {
        if let (Some(until), false) = (self.correction, self.corrected) {
            return Some(("correction", Some(until)));
        }
        if self.reasons.as_ref().is_some_and(|r| r.given.is_none()) {
            return Some(("reasons", None));
        }
        let fee = self.fee.as_ref().filter(|f| !f.paid)?;
        Some(("payment", Some(fee.until)))
    }

    fn lapsed(&self, day: NaiveDate) -> bool {
        matches!(self.waits(), Some((_, Some(until))) if day > until)
    }

    pub fn due(&self, day: NaiveDate, whole: bool) -> Option<NaiveDate> {
        let start = self.start?;
        if self.waits().is_some() {
            return None;
        }
        Some(if let Some(until) = self.deferred {
            until
        } else if self.in_calendar_days {
            calendar_days(start, self.length)
        } else {
            working(start, self.length + self.extension, &self.out(day, whole))
        })
    }

    fn begin(&mut self, day: NaiveDate) {
        self.start = Some(day);
        self.length = if self.old_text() { 15 } else { 20 };
        self.in_calendar_days = false;
        self.set_by_order = false;
        self.extension = 0;
        self.deferred = None;
    }

    /// What happens; the code of the refusal when it has no effect.
    pub fn apply(&mut self, entry: &Value) -> Result<(), &'static str> {
        let day = on(entry);
        let event = text(entry, "event");
        if event == "received" {
            if self.arrived.is_some() {
                return Err("already_received");
            }
            self.arrived = Some(day);
            self.signed = matches!(text(entry, "intake"), "in_person" | "signed_mail");
            if self.signed || self.old_text() {
                self.received = Some(day);
                self.begin(day);
            }
            return Ok(());
        }
        if self.arrived.is_none() {
            return Err("first_event_must_be_received");
        }
        self.begun = true;
        match event {
            "review_applied" => self.reviews = true,
            "suit_filed" => self.suits = true,
            "review_decided" | "suit_decided" => {
                let (pending, code) = if event == "review_decided" {
                    (&mut self.reviews, "no_review_pending")
                } else {
                    (&mut self.suits, "no_suit_pending")
                };
                if !*pending {
                    return Err(code);
                }
                *pending = false;
                self.order |= text(entry, "outcome") == "corrected";
            }
            "reopened" => self.reopen(entry, day)?,
            "confirmed" | "corrected" | "reasons_given" | "fee_paid" => {
                self.by_applicant(event, entry, day)?;
            }
            "consultation_delivered" | "opinion_received" => self.by_party(event, entry, day)?,
            "served" if self.answered.is_none() => return Err("not_answered"),
            "served" if self.served => return Err("already_served"),
            "served" => self.served = true,
            "archived" if self.archived => return Err("already_archived"),
            "archived" if !self.is_over() => return Err("not_finished"),
            "archived" => self.archived = true,
            _ if self.ended.is_some() => return Err("already_ended"),
            _ if self.answered.is_some() => return Err("already_answered"),
            _ => self.by_body(event, entry, day)?,
        }
        Ok(())
    }

    fn reopen(&mut self, entry: &Value, day: NaiveDate) -> Result<(), &'static str> {
        if !self.order {
            return Err("reopened_without_order");
        }
        self.order = false;
        self.reopened = true;
        self.answered = None;
        self.ended = None;
        self.row = None;
        self.served = false;
        self.archived = false;
        // Asked once an application (Art. 30); after the order it is no longer awaited.
        self.corrected |= self.correction.is_some();
        // One notice an application; after the order it is no longer awaited.
        if let Some(fee) = &mut self.fee {
            fee.paid = true;
        }
        if let Some(reasons) = self.reasons.as_mut().filter(|r| r.given.is_none()) {
            reasons.given = Some(day);
        }
        self.begin(day);
        if let Some(within) = entry["within"].as_str() {
            self.length = count(within);
            self.set_by_order = true;
            self.in_calendar_days = !within.ends_with("wd");
        }
        Ok(())
    }

    fn by_applicant(
        &mut self,
        event: &str,
        entry: &Value,
        day: NaiveDate,
    ) -> Result<(), &'static str> {
        match event {
            "confirmed" if self.signed => return Err("confirmation_not_needed"),
            "confirmed" if self.confirmed => return Err("already_confirmed"),
            "confirmed" => {
                self.confirmed = true;
                self.received = Some(day);
                self.begin(day);
            }
            "corrected" => {
                if self.correction.is_none() || self.corrected {
                    return Err("not_awaiting_correction");
                }
                self.corrected = true;
                self.begin(day);
            }
            "reasons_given" => {
                let open = self.reasons.as_mut().filter(|r| r.given.is_none());
                let reasons = open.ok_or("not_awaiting_reasons")?;
                reasons.given = Some(day);
                reasons.reasonable = entry["reasonable"] == json!(true);
            }
            _ => {
                let open = self.fee.as_mut().filter(|f| !f.paid);
                let fee = open.ok_or("not_awaiting_payment")?;
                if day > fee.until {
                    return Err("payment_after_expiry");
                }
                fee.paid = true;
                self.begin(day);
            }
        }
        Ok(())
    }

    fn by_party(&mut self, event: &str, entry: &Value, day: NaiveDate) -> Result<(), &'static str> {
        let party = text(entry, "party");
        let last = self.letters.iter_mut().rev().find(|l| l.party == party);
        let letter = last.ok_or("no_such_consultation")?;
        let (slot, code) = if event == "opinion_received" {
            (&mut letter.reply, "second_opinion")
        } else {
            (&mut letter.delivered, "second_delivery")
        };
        if slot.is_some() {
            return Err(code);
        }
        *slot = Some(day);
        Ok(())
    }

    fn by_body(&mut self, event: &str, entry: &Value, day: NaiveDate) -> Result<(), &'static str> {
        match event {
            "correction_requested" => {
                if self.correction.is_some() {
                    return Err("second_correction");
                }
                self.correction = field(entry, "until");
            }
            "consulted" => {
                let party = text(entry, "party");
                if self.unanswered().contains(&party) {
                    return Err("already_consulted");
                }
                let as_what = text(entry, "consultee");
                self.letters.push(Letter {
                    party: party.to_owned(),
                    third: as_what == "third_party",
                    other: as_what == "other_body",
                    sent: day,
                    delivered: None,
                    reply: None,
                });
            }
            "extended" => self.extend(entry, day)?,
            "reasons_requested" | "deferred" if self.old_text() => return Err("not_in_force"),
            "reasons_requested" => {
                if self.reasons.is_some() {
                    return Err("second_reasons_request");
                }
                self.reasons = Some(Reasons {
                    asked: day,
                    given: None,
                    reasonable: false,
                });
            }
            "deferred" if self.deferred.is_some() => return Err("already_deferred"),
            "deferred" if self.set_by_order => return Err("period_of_order"),
            "deferred" => {
                if !self.reasons.as_ref().is_some_and(|r| r.reasonable) {
                    return Err("deferral_without_reasons");
                }
                if self.due(day, false) < Some(day) {
                    return Err("deferral_after_expiry");
                }
                if field(entry, "notified").is_none() {
                    return Err("deferral_without_notice");
                }
                self.deferred = field(entry, "until");
            }
            "fee_notified" => self.charge(entry, day)?,
            "answered" => {
                self.answered = Some(day);
                self.row = Some(match text(&entry["answer"], "kind") {
                    "disclosed" => "r3.1",
                    _ => "r3.4.1",
                });
            }
            "withdrawn" => {
                self.ended = Some("withdrawn");
                self.row = Some("r3.6.3");
            }
            "closed" => {
                let (what, row) = match text(entry, "reason") {
                    "not_corrected" => ("correction", "r3.6.1"),
                    "fee_unpaid" => ("payment", "r3.6.2"),
                    _ => ("", "r3.6.3"),
                };
                let over = self.waits().is_some_and(|w| w.0 == what) && self.lapsed(day);
                if !what.is_empty() && !over {
                    return Err("not_lapsed");
                }
                self.ended = Some("closed");
                self.row = Some(row);
            }
            other => panic!("an event that the naive reckoning does not know: {other}"),
        }
        Ok(())
    }

    fn extend(&mut self, entry: &Value, day: NaiveDate) -> Result<(), &'static str> {
        let longest = if self.old_text() { 15 } else { 20 };
        let told = field(entry, "notified");
        if self.extension > 0 {
            return Err("second_extension");
        }
        // Art. 35 sets its own day where the periods of Art. 33 do not do.
        if self.deferred.is_some() {
            return Err("already_deferred");
        }
        if self.set_by_order {
            return Err("period_of_order");
        }
        if self.due(day, false) < Some(told.unwrap_or(day).max(day)) {
            return Err("extension_after_expiry");
        }
        if count(text(entry, "period")) > longest {
            return Err("extension_too_long");
        }
        if entry["approved_by"].is_null() {
            return Err("extension_without_consent");
        }
        if told.is_none() {
            return Err("extension_without_notice");
        }
        self.extension = count(text(entry, "period"));
        Ok(())
    }

    fn charge(&mut self, entry: &Value, day: NaiveDate) -> Result<(), &'static str> {
        if self.received < Some(date("2021-01-01")) {
            return Err("not_in_force");
        }
        let method = text(entry, "method");
        if let Some(first) = &self.fee {
            return Err(if first.method == method {
                "second_fee_notice"
            } else {
                "second_fee_method"
            });
        }
        if self.due(day, false) < Some(day) {
            return Err("fee_after_expiry");
        }
        self.fee = Some(Fee {
            method: method.to_owned(),
            until: working(field(entry, "delivered").unwrap_or(day), 20, &[]),
            paid: false,
        });
        Ok(())
    }

    /// What the status must say on a day.
    pub fn status(&self, as_of: NaiveDate) -> Value {
        let lapsed = !self.is_over() && self.lapsed(as_of);
        let waits = self.waits().filter(|_| !self.is_over() && !lapsed);
        let open: Vec<_> = self
            .letters
            .iter()
            .filter(|l| l.reply.is_none() && self.term(l).is_none_or(|t| as_of <= t))
            .collect();
        let state = match () {
            () if self.archived => "archived",
            () if self.ended.is_some() => self.ended.unwrap_or_default(),
            () if self.is_answered() => "answered",
            () if lapsed => "lapsed",
            () if waits.is_some_and(|w| w.0 == "correction") => "awaiting_correction",
            () if waits.is_some_and(|w| w.0 == "reasons") => "awaiting_reasons",
            () if waits.is_some() => "awaiting_payment",
            () if self.received.is_none() => "awaiting_confirmation",
            () if !open.is_empty() => "consulting",
            () => "handling",
        };
        let day = self.answered.unwrap_or(as_of);
        let due = self.due(day, false).filter(|_| self.ended.is_none());
        let late = self.answered.zip(due).map(|(a, d)| (a - d).num_days());
        let mut status = json!({
            "state": state,
            "received": self.received,
            "regime": if self.old_text() { "ogi-2007" } else { "ogi-2019" },
            "overdue": due.is_some_and(|d| day > d),
            "answered_on": self.answered,
            "answered_late": late.filter(|&l| l > 0),
            "waiting": waits.map(|(what, until)| json!({"for": what, "until": until})),
            "row": self.row,
        });
        if self.ended.is_none() {
            status["due"] = json!(due.filter(|_| !lapsed));
        }
        if let Some(due) = due {
            let published = due <= date("2026-12-31");
            status["certainty"] = json!(if published { "published" } else { "projected" });
        }
        let counted: Vec<_> = open.iter().filter(|l| self.counts(l)).collect();
        if state == "consulting" && counted.len() == open.len() {
            let fixed = self.deferred.is_some() || self.set_by_order;
            let known = fixed || counted.iter().all(|l| self.term(l).is_some());
            status["latest"] = json!(self.due(as_of, true).filter(|_| known));
        }
        status
    }
}

/// The entries that count, in the order in which they happened, and the faults of the file. A
/// struck entry never was, whenever it was struck.
pub fn timeline(entries: &[Value], as_of: NaiveDate) -> (Vec<usize>, Vec<(usize, &'static str)>) {
    let (mut kept, mut struck, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for (index, entry) in entries.iter().enumerate() {
        if text(entry, "event") == "struck" {
            let target = entry["index"]
                .as_u64()
                .and_then(|t| usize::try_from(t).ok());
            match target.filter(|t| *t < index && !struck.contains(t)) {
                Some(target) => struck.push(target),
                None => faults.push((index, "strikes_nothing")),
            }
        }
    }
    for (index, entry) in entries.iter().enumerate() {
        if text(entry, "event") == "struck" || struck.contains(&index) || on(entry) > as_of {
            continue;
        }
        // The same thing twice in a row; with something between, it may have happened twice.
        let last = kept.iter().rfind(|&&k| on(&entries[k]) == on(entry));
        if last.is_some_and(|&k: &usize| entries[k] == *entry) {
            faults.push((index, "duplicate"));
        } else {
            kept.push(index);
        }
    }
    kept.sort_by_key(|&k| (on(&entries[k]), k));
    (kept, faults)
}

/// Runs the entries of the days up to one.
pub fn run(entries: &[Value], as_of: NaiveDate) -> (Machine, Vec<(usize, &'static str)>) {
    let (kept, mut faults) = timeline(entries, as_of);
    let mut machine = Machine::default();
    for index in kept {
        if let Err(code) = machine.apply(&entries[index]) {
            faults.push((index, code));
        }
    }
    faults.sort_unstable();
    (machine, faults)
}
