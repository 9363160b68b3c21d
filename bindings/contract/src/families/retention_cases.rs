//! The life of one record, by its file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::case::{CaseEvent, Entry, Timeline, TimelineProblem, known_on};
use gongkai::law::{Citation, Lang};
use gongkai::retention::{
    Kept, RecordCase, RecordEvent, RecordFacts, RecordState, RetentionContext, RetentionError,
    RetentionPlan, Schedule, Tombstone,
};

use super::faults::OutOfFile;
use super::retention_schedule::{ScheduleOptions, schedule_of, words};
use crate::context::{CalendarOptions, Context};
use crate::fault::Fault;
use crate::operation::{operations, requests, responses};

operations! {
    /// How a record stands on a day, by its file.
    "retention.status" => status, StatusRequest => Status, ScheduleError, CalendarError;
    /// Whether an event may be entered at the end of a record's file: what follows from it, or
    /// the refusal with its article.
    "retention.decide" => decide, DecideRequest => Decided, RetentionError, ScheduleError, CalendarError;
}

requests! {
    /// A record's file, and a day.
    StatusRequest as "retention.StatusRequest" {
        /// The entries of the file, in its order.
        entries: Vec<Entry<RecordEvent>>,
        /// The day at whose end it is asked how the record stands.
        as_of: NaiveDate,
        /// Only what had been entered by the end of this day; everything unless given.
        known_on: Option<NaiveDate>,
        /// The name of the case, which is the id of the record.
        case: Option<String>,
        /// What is known of the records on which it depends.
        #[serde(default)]
        related: Vec<RecordFacts>,
        /// The schedule; the shipped one unless given.
        schedule: Option<ScheduleOptions>,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
    /// A record's file, and an event to be entered at its end.
    DecideRequest as "retention.DecideRequest" {
        /// The entries of the file, in its order.
        entries: Vec<Entry<RecordEvent>>,
        /// The entry that is to follow them.
        command: Entry<RecordEvent>,
        /// The name of the case, which is the id of the record.
        case: Option<String>,
        /// What is known of the records on which it depends.
        #[serde(default)]
        related: Vec<RecordFacts>,
        /// The schedule; the shipped one unless given.
        schedule: Option<ScheduleOptions>,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
    }
}

responses! {
    /// How a record stands on a day.
    Status as "retention.Status" {
        /// The case.
        case: String,
        /// Its state.
        state: RecordState,
        /// The name of that.
        state_name: String,
        /// What is known of it.
        facts: RecordFacts,
        /// The two clocks.
        plan: RetentionPlan,
        /// How long it is kept, in one sentence.
        summary: String,
        /// What is not known and would change the answer, in words.
        missing: Vec<String>,
        /// How the plan came about, a sentence a step.
        text: Vec<String>,
        /// Whether it was appraised as fit to be destroyed.
        fit_to_destroy: bool,
        /// Whether its destruction was approved.
        approved: bool,
        /// What was taken down or destroyed.
        tombstones: Vec<Tombstone>,
        /// Events that have no effect.
        problems: Vec<Refused>,
        /// Entries that cannot be taken as they are.
        timeline: Vec<Unfit>,
        /// How many entries are of days after the day asked for.
        later: u32,
    }
    /// An event that stands in a file and has no effect.
    Refused as "retention.Refused" {
        /// The entry, from 0.
        index: u32,
        /// The name of what is wrong.
        code: String,
        /// What is wrong, with its facts.
        why: RetentionError,
        /// It in one sentence.
        text: String,
        /// The articles.
        basis: Vec<Citation>,
    }
    /// An entry that cannot be taken as it is.
    Unfit as "retention.Unfit" {
        /// The entry, from 0.
        index: u32,
        /// What is wrong.
        problem: TimelineProblem,
        /// It in one sentence.
        text: String,
    }
    /// What is to be entered.
    Decided as "retention.Decided" {
        /// The events that the entry comes to.
        accepted: Vec<RecordEvent>,
        /// How the record then stands.
        state: RecordState,
    }
}

/// How long other records are kept, by their ids.
fn kept_of(
    related: &[RecordFacts],
    schedule: &Schedule,
    calendar: &WorkCalendar,
    as_of: NaiveDate,
) -> BTreeMap<String, Kept> {
    let plans = gongkai::retention::plans(related, schedule, calendar, as_of);
    plans.into_iter().map(|p| (p.id, p.kept.kept)).collect()
}

fn status(request: &StatusRequest, _: Context) -> Result<Status, Fault> {
    let (lang, as_of) = (request.lang.unwrap_or_default(), request.as_of);
    let schedule = schedule_of(request.schedule.as_ref(), "/schedule")?;
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let entries = match request.known_on {
        Some(day) => known_on(&request.entries, day),
        None => &request.entries,
    };
    let related = kept_of(&request.related, &schedule, &calendar, as_of);
    let mut context = RetentionContext::new(&schedule, &calendar);
    context.related = Some(&related);
    let name = request.case.as_deref().unwrap_or_default();
    let found = RecordCase::of(name, entries, context, as_of).status(as_of);
    let problems = found.problems.iter().map(|p| Refused {
        index: p.index,
        code: p.code().to_owned(),
        why: p.error.clone(),
        text: p.message(lang),
        basis: p.citations(),
    });
    let timeline = found.timeline.iter().map(|p| Unfit {
        index: p.index(),
        problem: *p,
        text: p.message(lang),
    });
    Ok(Status {
        case: found.case,
        state: found.state,
        state_name: found.state.label(lang).to_owned(),
        facts: found.facts,
        summary: found.plan.kept.kept.message(lang),
        missing: words(&found.plan.missing, lang),
        text: found.plan.explain(lang),
        plan: found.plan,
        fit_to_destroy: found.fit_to_destroy,
        approved: found.approved,
        tombstones: found.tombstones,
        problems: problems.collect(),
        timeline: timeline.collect(),
        later: u32::try_from(found.later).unwrap_or(u32::MAX),
    })
}

/// What keeps the last of these entries from being taken as it is.
fn last_unfit<E: CaseEvent>(entries: &[Entry<E>], as_of: NaiveDate) -> Option<TimelineProblem> {
    let last = u32::try_from(entries.len()).ok()?.checked_sub(1)?;
    let problems = Timeline::of(entries, as_of).problems;
    problems.into_iter().find(|p| p.index() == last)
}

fn decide(request: &DecideRequest, _: Context) -> Result<Decided, Fault> {
    let schedule = schedule_of(request.schedule.as_ref(), "/schedule")?;
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let command = &request.command;
    let mut entries = request.entries.clone();
    entries.push(command.clone());
    let known = entries.iter().map(Entry::entered).max();
    let as_of = known.unwrap_or(command.on);
    let related = kept_of(&request.related, &schedule, &calendar, as_of);
    let mut context = RetentionContext::new(&schedule, &calendar);
    context.related = Some(&related);
    let name = request.case.as_deref().unwrap_or_default();
    let after = RecordCase::of(name, &entries, context, as_of);
    let place = u32::try_from(request.entries.len()).unwrap_or(u32::MAX);
    let refused = after.problems().iter().find(|p| p.index == place);
    let unfit = last_unfit(&entries, as_of);
    let before = RecordCase::of(name, &request.entries, context, as_of);
    let decided = before.decide(command);
    let fault = match (refused, unfit, &decided) {
        (None, None, _) => None,
        // What the record itself says against it tells more than how it stands in the file.
        (_, _, Err(error)) => Some(Fault::of(error)),
        (Some(problem), _, _) => Some(Fault::of(&problem.error)),
        (_, Some(problem), _) => Some(Fault::of(&OutOfFile(problem))),
    };
    match fault {
        Some(fault) => Err(fault.at("/command")),
        None => Ok(Decided {
            accepted: decided.unwrap_or_else(|_: RetentionError| vec![command.event.clone()]),
            state: after.state(),
        }),
    }
}
