//! How long what is disclosed stays posted and is kept, and what then (公示期与保管期限).

use std::sync::Arc;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::law::Lang;
use gongkai::retention::{Destruction, PlanChange, RecordFacts, RetentionPlan, Schedule};

use super::cited;
use super::retention_schedule::{ConflictView, ScheduleOptions, conflicts, schedule_of, words};
use crate::context::{CalendarOptions, Context};
use crate::fault::Fault;
use crate::operation::{operations, requests, responses};

operations! {
    /// How long a record stays posted and is kept, and what then: every step and article, and
    /// the facts that are missing.
    "retention.plan" => plan, PlanRequest => PlanAnswer, ScheduleError, CalendarError;
    /// The plans of several records, some of which depend on others.
    "retention.plans" => plans, PlansRequest => Plans, ScheduleError, CalendarError;
    /// What a change moves: of facts, of the schedule, of the calendar.
    "retention.replan" => replan, ReplanRequest => Replanned, ScheduleError, CalendarError;
}

requests! {
    /// A record.
    PlanRequest as "retention.PlanRequest" {
        /// What is known of it.
        facts: RecordFacts,
        /// The day as of which it is worked out.
        as_of: NaiveDate,
        /// The schedule; the shipped one unless given.
        schedule: Option<ScheduleOptions>,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
    /// Several records.
    PlansRequest as "retention.PlansRequest" {
        /// What is known of each.
        facts: Vec<RecordFacts>,
        /// The day as of which it is worked out.
        as_of: NaiveDate,
        /// The schedule; the shipped one unless given.
        schedule: Option<ScheduleOptions>,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
    /// Records before a change and after it.
    ReplanRequest as "retention.ReplanRequest" {
        /// What was known of each.
        before: Vec<RecordFacts>,
        /// What is known now; the same unless given.
        after: Option<Vec<RecordFacts>>,
        /// The day as of which both are worked out.
        as_of: NaiveDate,
        /// The schedule; the shipped one unless given.
        schedule: Option<ScheduleOptions>,
        /// The schedule now; the same unless given.
        schedule_after: Option<ScheduleOptions>,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
        /// The calendar now; the same unless given.
        calendar_after: Option<CalendarOptions>,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
}

responses! {
    /// A plan, and what lies in the schedule that it was made by.
    PlanAnswer as "retention.PlanAnswer" {
        /// The plan.
        plan: RetentionPlan,
        /// How long it is kept, in one sentence.
        summary: String,
        /// What is not known and would change the answer, in words.
        missing: Vec<String>,
        /// Who makes the register of destruction and who signs it, where it may come to that.
        register: Option<String>,
        /// How the plan came about, a sentence a step.
        text: Vec<String>,
        /// The articles as a document cites them.
        cited: Vec<String>,
        /// Where local rows and shipped ones disagree.
        conflicts: Vec<ConflictView>,
    }
    /// The plans of several records.
    Plans as "retention.Plans" {
        /// One for each, in the order asked.
        plans: Vec<PlanView>,
        /// Where local rows and shipped ones disagree.
        conflicts: Vec<ConflictView>,
    }
    /// How long a record stays posted and is kept, in words.
    PlanView as "retention.PlanView" {
        /// The plan.
        plan: RetentionPlan,
        /// How long it is kept, in one sentence.
        summary: String,
        /// What is not known and would change the answer, in words.
        missing: Vec<String>,
        /// Who makes the register of destruction and who signs it, where it may come to that.
        register: Option<String>,
        /// How the plan came about, a sentence a step.
        text: Vec<String>,
        /// The articles as a document cites them.
        cited: Vec<String>,
    }
    /// The records that a change moves.
    Replanned as "retention.ReplannedList" {
        /// Those that move, in the order of the records now.
        records: Vec<MovedRecord>,
    }
    /// A record whose plan a change moves.
    MovedRecord as "retention.MovedRecord" {
        /// The record.
        id: String,
        /// What moves.
        moved: Vec<Change>,
    }
    /// What moves in a plan.
    Change as "retention.Change" {
        /// What.
        change: PlanChange,
        /// It in one sentence.
        text: String,
    }
}

fn view(plan: RetentionPlan, lang: Lang) -> PlanView {
    let register = match &plan.destruction {
        Destruction::NotBefore { register, .. } => Some(register.message(lang).to_owned()),
        _ => None,
    };
    PlanView {
        summary: plan.kept.kept.message(lang),
        missing: words(&plan.missing, lang),
        register,
        text: plan.explain(lang),
        cited: cited(&plan.basis, lang),
        plan,
    }
}

fn plan(request: &PlanRequest, _: Context) -> Result<PlanAnswer, Fault> {
    let lang = request.lang.unwrap_or_default();
    let schedule = schedule_of(request.schedule.as_ref(), "/schedule")?;
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let made = gongkai::retention::retention(&request.facts, &schedule, &calendar, request.as_of);
    let made = view(made, lang);
    Ok(PlanAnswer {
        plan: made.plan,
        summary: made.summary,
        missing: made.missing,
        register: made.register,
        text: made.text,
        cited: made.cited,
        conflicts: conflicts(&schedule, lang),
    })
}

fn plans(request: &PlansRequest, _: Context) -> Result<Plans, Fault> {
    let lang = request.lang.unwrap_or_default();
    let schedule = schedule_of(request.schedule.as_ref(), "/schedule")?;
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let made = gongkai::retention::plans(&request.facts, &schedule, &calendar, request.as_of);
    Ok(Plans {
        plans: made.into_iter().map(|plan| view(plan, lang)).collect(),
        conflicts: conflicts(&schedule, lang),
    })
}

fn replan(request: &ReplanRequest, _: Context) -> Result<Replanned, Fault> {
    let lang = request.lang.unwrap_or_default();
    let schedule = schedule_of(request.schedule.as_ref(), "/schedule")?;
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let schedule_after = match &request.schedule_after {
        Some(options) => schedule_of(Some(options), "/schedule_after")?,
        None => Arc::clone(&schedule),
    };
    let calendar_after = match &request.calendar_after {
        Some(options) => Context::calendar(Some(options))?,
        None => Arc::clone(&calendar),
    };
    let all = |facts: &[RecordFacts], schedule: &Schedule, calendar: &WorkCalendar| {
        gongkai::retention::plans(facts, schedule, calendar, request.as_of)
    };
    let before = all(&request.before, &schedule, &calendar);
    let facts_after = request.after.as_ref().unwrap_or(&request.before);
    let after = all(facts_after, &schedule_after, &calendar_after);
    let moved = gongkai::retention::replan(&before, &after);
    let records = moved.into_iter().map(|record| MovedRecord {
        id: record.id,
        moved: record
            .moved
            .into_iter()
            .map(|change| Change {
                text: change.message(lang),
                change,
            })
            .collect(),
    });
    Ok(Replanned {
        records: records.collect(),
    })
}
