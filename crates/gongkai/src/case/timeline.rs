use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::entry::{CaseEvent, Entry};
use crate::law::Lang;

/// The entries of a case in the order in which they happened, as known on a day (时间线).
///
/// Entries of one day keep the order of the file. Left out are: entries entered after that day
/// (they were not known yet), struck ones with the entries that strike them, and those that
/// cannot be taken as they are, each told as a [`TimelineProblem`].
///
/// ```
/// use gongkai::case::{CaseEvent, Entry, Timeline, TimelineProblem};
///
/// #[derive(PartialEq)]
/// enum Event {
///     Came,
///     Went,
///     Struck { index: u32 },
/// }
/// impl CaseEvent for Event {
///     fn strikes(&self) -> Option<u32> {
///         match self {
///             Self::Struck { index } => Some(*index),
///             _ => None,
///         }
///     }
/// }
/// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let entries = [
///     Entry::new(day(2), Event::Came),
///     Entry::new(day(5), Event::Went),
///     // The day was wrong: struck on the 6th, and entered anew.
///     Entry::new(day(6), Event::Struck { index: 1 }),
///     Entry::new(day(4), Event::Went).recorded(day(6)),
/// ];
/// let known = |as_of| {
///     let timeline = Timeline::of(&entries, day(as_of));
///     assert!(timeline.problems.is_empty());
///     timeline.moments.iter().map(|m| m.index).collect::<Vec<_>>()
/// };
/// assert_eq!(known(5), [0, 1]);
/// assert_eq!(known(6), [0, 3]);
/// ```
#[doc(alias = "时间线")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline<'a, E> {
    /// What happened, in order.
    pub moments: Vec<Moment<'a, E>>,
    /// What cannot be taken as it is, in the order of the file.
    pub problems: Vec<TimelineProblem>,
    /// How many entries were entered after the day asked for.
    pub later: usize,
}

/// An entry with its place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment<'a, E> {
    /// The place in the file, from 0.
    pub index: u32,
    /// The entry.
    pub entry: &'a Entry<E>,
}

/// An entry that cannot be taken as it is, by its place in the file, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
#[non_exhaustive]
pub enum TimelineProblem {
    /// It stands behind an entry of a later day and does not say that it was entered late. It
    /// counts at its own day.
    #[error("event {index} of {on} stands behind one of {after} and gives no day of entry")]
    OutOfOrder {
        /// The entry.
        index: u32,
        /// Its day.
        on: NaiveDate,
        /// The latest day before it.
        after: NaiveDate,
    },
    /// It was entered before an earlier line was. It counts at its own day.
    #[error("event {index} was entered on {recorded}, before the line above it ({after})")]
    EnteredBackwards {
        /// The entry.
        index: u32,
        /// Its day of entry.
        recorded: NaiveDate,
        /// The latest day of entry before it.
        after: NaiveDate,
    },
    /// It was entered before it happened. It does not count.
    #[error("event {index} of {on} was entered on {recorded}, before it happened")]
    Future {
        /// The entry.
        index: u32,
        /// Its day.
        on: NaiveDate,
        /// Its day of entry.
        recorded: NaiveDate,
    },
    /// It says again what another entry says, of the same day. It does not count.
    #[error("event {index} repeats event {of}")]
    Duplicate {
        /// The entry.
        index: u32,
        /// The entry that it repeats.
        of: u32,
    },
    /// It strikes an entry that is not there, not above it, or already struck. It does not
    /// count.
    #[error("event {index} strikes event {target}, which is not there to be struck")]
    StrikesNothing {
        /// The entry.
        index: u32,
        /// The entry that it names.
        target: u32,
    },
}

impl TimelineProblem {
    /// The place of the entry in the file, from 0.
    pub fn index(&self) -> u32 {
        match *self {
            Self::OutOfOrder { index, .. }
            | Self::EnteredBackwards { index, .. }
            | Self::Future { index, .. }
            | Self::Duplicate { index, .. }
            | Self::StrikesNothing { index, .. } => index,
        }
    }

    /// The sentence for a reader; other entries that it names are counted from 1, as lines are.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return match self {
                Self::OutOfOrder { on, after, .. } => {
                    format!("of {on}, it stands behind {after} and gives no day of entry")
                }
                Self::EnteredBackwards {
                    recorded, after, ..
                } => format!("entered on {recorded}, before the line above it ({after})"),
                Self::Future { on, recorded, .. } => {
                    format!("entered on {recorded}, before it happened ({on}): not counted")
                }
                Self::Duplicate { of, .. } => {
                    format!("repeats entry {}: not counted", of.saturating_add(1))
                }
                Self::StrikesNothing { target, .. } => format!(
                    "strikes entry {}, which is not there to be struck",
                    target.saturating_add(1)
                ),
            };
        }
        match self {
            Self::OutOfOrder { on, after, .. } => {
                format!("{on}的事排在{after}之后，又没有写补录日期")
            }
            Self::EnteredBackwards {
                recorded, after, ..
            } => format!("录入日期{recorded}早于上一行的{after}"),
            Self::Future { on, recorded, .. } => {
                format!("{recorded}录入了{on}才发生的事，不计")
            }
            Self::Duplicate { of, .. } => format!("与第{}条重复，不计", of.saturating_add(1)),
            Self::StrikesNothing { target, .. } => {
                format!("要撤销的第{}条不存在或已撤销", target.saturating_add(1))
            }
        }
    }
}

impl<'a, E: CaseEvent> Timeline<'a, E> {
    /// The timeline of a case as known at the end of a day.
    pub fn of(entries: &'a [Entry<E>], as_of: NaiveDate) -> Self {
        let mut problems = Vec::new();
        let mut kept: Vec<Moment<'a, E>> = Vec::new();
        let mut struck: Vec<u32> = Vec::new();
        let mut later = 0;
        let (mut last_on, mut last_entered) = (NaiveDate::MIN, NaiveDate::MIN);
        for (index, entry) in (0_u32..).zip(entries) {
            let entered = entry.entered();
            if entered > as_of {
                later += 1;
                continue;
            }
            if entry.on > entered {
                problems.push(TimelineProblem::Future {
                    index,
                    on: entry.on,
                    recorded: entered,
                });
                continue;
            }
            if entered < last_entered {
                problems.push(match entry.recorded {
                    Some(recorded) => TimelineProblem::EnteredBackwards {
                        index,
                        recorded,
                        after: last_entered,
                    },
                    None => TimelineProblem::OutOfOrder {
                        index,
                        on: entry.on,
                        after: last_on,
                    },
                });
            }
            last_on = last_on.max(entry.on);
            last_entered = last_entered.max(entered);
            if let Some(target) = entry.event.strikes() {
                let known = target < index
                    && !struck.contains(&target)
                    && kept.iter().any(|m| m.index == target);
                if known {
                    struck.push(target);
                } else {
                    problems.push(TimelineProblem::StrikesNothing { index, target });
                }
                continue;
            }
            let same = kept.iter().find(|m| {
                m.entry.on == entry.on
                    && m.entry.by == entry.by
                    && m.entry.event == entry.event
                    && !struck.contains(&m.index)
            });
            if let Some(same) = same {
                problems.push(TimelineProblem::Duplicate {
                    index,
                    of: same.index,
                });
                continue;
            }
            kept.push(Moment { index, entry });
        }
        kept.retain(|m| !struck.contains(&m.index));
        kept.sort_by_key(|m| (m.entry.on, m.index));
        Self {
            moments: kept,
            problems,
            later,
        }
    }
}
