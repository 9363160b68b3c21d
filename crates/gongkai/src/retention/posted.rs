use chrono::NaiveDate;

use super::data::Board;
use super::facts::{Posting, RecordFacts};
use super::missing::Missing;
use super::plan::{BoardPlan, BoardState, PersonalPlan, PostedPlan};
use super::row::{Length, PostedRule};
use super::schedule::Candidate;
use super::step::{RetentionStep, RowRef};
use crate::calendar::{Deadline, Step, WorkCalendar};
use crate::law::{Attestation, Period, PeriodUnit};

/// What the first clock says, with the steps.
pub(super) struct Posted {
    pub(super) plan: Option<PostedPlan>,
    pub(super) personal: PersonalPlan,
    pub(super) missing: Vec<Missing>,
    pub(super) trail: Vec<RetentionStep>,
}

/// A row that asks for a display, with its rule.
struct Asks<'a> {
    candidate: &'a Candidate<'a>,
    rule: &'a PostedRule,
}

pub(super) fn posted(
    facts: &RecordFacts,
    candidates: &[Candidate<'_>],
    calendar: &WorkCalendar,
    as_of: NaiveDate,
) -> Posted {
    let mut trail = Vec::new();
    let mut missing = Vec::new();
    let mut asks = Vec::new();
    for candidate in candidates {
        let Some(rule) = &candidate.row.posted else {
            continue;
        };
        let row = RowRef::of(candidate.row);
        if candidate.missing.is_empty() {
            trail.push(RetentionStep::Applies { row });
            asks.push(Asks { candidate, rule });
        } else {
            // That a village keeps a copy changes no day.
            if rule.least.is_some() || rule.standing {
                missing.extend(candidate.missing.iter().cloned());
            }
            trail.push(RetentionStep::MayApply {
                row,
                missing: candidate.missing.clone(),
            });
        }
    }
    let demands = asks
        .iter()
        .any(|a| a.rule.least.is_some() || a.rule.standing);
    if !demands && facts.postings.is_empty() {
        return Posted {
            plan: None,
            personal: personal(facts, None, as_of),
            missing,
            trail,
        };
    }
    let standing = asks.iter().any(|a| a.rule.standing);
    let mut boards = Vec::new();
    let mut deciding: Vec<&Asks<'_>> = asks.iter().filter(|a| a.rule.standing).collect();
    let mut certain = true;
    for posting in &facts.postings {
        match board(posting, &asks, calendar, as_of, &mut trail) {
            Some((plan, by)) => {
                deciding.extend(by);
                boards.push(plan);
            }
            None => certain = false,
        }
    }
    if !certain {
        missing.push(Missing::Calendar);
    }
    if facts.postings.is_empty() && asks.iter().any(|a| a.rule.least.is_some()) {
        missing.push(Missing::PostedFrom);
        deciding.extend(asks.iter().filter(|a| a.rule.least.is_some()));
    }
    if standing {
        trail.push(RetentionStep::Standing {});
    }
    let mut wanted: Vec<_> = asks
        .iter()
        .flat_map(|a| a.rule.boards.iter().copied())
        .filter(|b| !facts.postings.iter().any(|p| p.board == *b))
        // What was published is on the website, entered as posted there or not.
        .filter(|b| *b != Board::Website || facts.published.is_none())
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let last = boards.iter().filter_map(|b| b.last).max();
    let may_close = last
        .and_then(|l| l.succ_opt())
        .filter(|_| !standing && certain);
    let plan = PostedPlan {
        rows: asks.iter().map(|a| a.candidate.row.id.clone()).collect(),
        standing,
        may_close,
        wanted,
        reading: asks.iter().any(|a| a.rule.reading),
        certainty: deciding
            .iter()
            .map(|a| a.candidate.row.certainty)
            .max()
            .unwrap_or(Attestation::Read),
        is_default: deciding.iter().any(|a| a.candidate.row.is_default),
        boards,
    };
    Posted {
        personal: personal(facts, plan.may_close, as_of),
        plan: Some(plan),
        missing,
        trail,
    }
}

/// One place; `None` when the count leaves the calendar.
fn board<'a>(
    posting: &Posting,
    asks: &'a [Asks<'a>],
    calendar: &WorkCalendar,
    as_of: NaiveDate,
    trail: &mut Vec<RetentionStep>,
) -> Option<(BoardPlan, Option<&'a Asks<'a>>)> {
    trail.push(RetentionStep::Posted {
        board: posting.board,
        at: posting.at.clone(),
        on: posting.from,
    });
    let mut longest: Option<(Deadline, Period, &Asks<'_>)> = None;
    for ask in asks {
        let binds = ask.rule.boards.is_empty() || ask.rule.boards.contains(&posting.board);
        let period = ask.rule.least.as_ref().and_then(|l| match l {
            Length::Period(period) => Some(*period),
            Length::Term(_) => l.on(posting.from),
        });
        let (Some(period), true) = (period, binds) else {
            continue;
        };
        let counted = calendar
            .deadline(&Deadline::after(posting.from, period).minimum())
            .ok()?;
        // Of equal ends the one first in the schedule is named, whatever the order of facts.
        if longest.as_ref().is_none_or(|(l, ..)| l.due < counted.due) {
            longest = Some((counted, period, ask));
        }
    }
    let up = posting.until.is_none_or(|until| as_of < until);
    let mut plan = BoardPlan {
        board: posting.board,
        at: posting.at.clone(),
        from: posting.from,
        least: None,
        last: None,
        certainty: None,
        until: posting.until.filter(|_| !up),
        state: if up {
            BoardState::MayClose
        } else {
            BoardState::Closed
        },
        short: None,
        row: None,
        start_proved: posting.start_proof.is_some(),
        end_proved: (!up).then_some(posting.end_proof.is_some()),
    };
    let Some((counted, period, ask)) = longest else {
        return Some((plan, None));
    };
    let last = counted.due;
    plan.least = Some(period);
    plan.last = Some(last);
    plan.certainty = Some(counted.certainty);
    plan.row = Some(ask.candidate.row.id.clone());
    match plan.until {
        Some(until) if until <= last => {
            plan.state = BoardState::ClosedEarly;
            plan.short = short(until, last, period, calendar);
        }
        None if as_of <= last => plan.state = BoardState::Running,
        Some(_) | None => {}
    }
    trail.extend(
        counted
            .trail
            .into_iter()
            .filter(|step| {
                matches!(
                    step,
                    Step::Holiday { .. } | Step::MadeUp { .. } | Step::Projected { .. }
                )
            })
            .map(|count| RetentionStep::Count { count }),
    );
    trail.push(RetentionStep::LeastEnds {
        board: posting.board,
        at: posting.at.clone(),
        period,
        last,
        close: last.succ_opt()?,
    });
    Some((plan, Some(ask)))
}

/// How many days of the least time were left on the day it came down.
fn short(
    until: NaiveDate,
    last: NaiveDate,
    period: Period,
    calendar: &WorkCalendar,
) -> Option<u32> {
    if period.unit() == PeriodUnit::WorkingDay {
        let days = calendar.days(until..=last).ok()?;
        return u32::try_from(days.filter(|d| d.workday).count()).ok();
    }
    u32::try_from((last - until).num_days() + 1).ok()
}

fn personal(facts: &RecordFacts, may_close: Option<NaiveDate>, as_of: NaiveDate) -> PersonalPlan {
    match facts.personal_data {
        None => return PersonalPlan::Unknown,
        Some(false) => return PersonalPlan::None,
        Some(true) => {}
    }
    let known = |day: Option<NaiveDate>| day.filter(|d| *d <= as_of);
    let closed = facts
        .postings
        .iter()
        .map(|p| known(p.until))
        .collect::<Option<Vec<_>>>()
        .filter(|days| !days.is_empty() && facts.published.is_none())
        .and_then(|days| days.into_iter().max());
    let removed = [
        known(facts.personal_data_removed),
        known(facts.taken_down),
        closed,
    ];
    if let Some(on) = removed.into_iter().flatten().min() {
        return PersonalPlan::Removed { on };
    }
    if let Some(from) = known(facts.purpose_met) {
        return PersonalPlan::Remove {
            from,
            recorded: true,
        };
    }
    // The end of a display is when its purpose is met, unless somebody says otherwise.
    match may_close.filter(|day| *day <= as_of && facts.purpose_met.is_none()) {
        Some(from) => PersonalPlan::Remove {
            from,
            recorded: false,
        },
        None => PersonalPlan::InUse,
    }
}
