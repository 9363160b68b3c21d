use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::entry::{CaseEvent, Entry};
use crate::law::Lang;

/// What a case file tells of the time up to a day, in the order in which it happened (时间线).
///
/// Everything in the file counts as known, whenever it was entered: an entry made late stands at
/// its own day, and a struck one never was. What was known on an earlier day is asked of
/// [`known_on`]. Entries of one day keep the order of the file. Left out are entries of later
/// days, struck ones with the entries that strike them, and those that cannot be taken as they
/// are, each told as a [`TimelineProblem`].
///
/// ```
/// use gongkai::case::{CaseEvent, Entry, Timeline, known_on};
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
/// let file = [
///     Entry::new(day(2), Event::Came),
///     Entry::new(day(5), Event::Went),
///     // The day was wrong: struck on the 6th, and entered anew.
///     Entry::new(day(6), Event::Struck { index: 1 }),
///     Entry::new(day(4), Event::Went).recorded(day(6)),
/// ];
/// let told = |entries, as_of| {
///     let timeline = Timeline::of(entries, day(as_of));
///     assert!(timeline.problems.is_empty());
///     timeline.moments.iter().map(|m| m.index).collect::<Vec<_>>()
/// };
/// // On the 3rd nobody had gone, on the 5th somebody had.
/// assert_eq!(told(&file, 3), [0]);
/// assert_eq!(told(&file, 5), [0, 3]);
/// // What the file said on the 5th.
/// assert_eq!(told(known_on(&file, day(5)), 5), [0, 1]);
/// ```
#[doc(alias = "时间线")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline<'a, E> {
    /// What happened, in order.
    pub moments: Vec<Moment<'a, E>>,
    /// What cannot be taken as it is, in the order of the file.
    pub problems: Vec<TimelineProblem>,
    /// How many entries are of days after the day asked for.
    pub later: usize,
}

/// The part of a case file that had been entered by the end of a day (当时所知).
///
/// Files are appended to, so this is their beginning, up to the first line entered later.
pub fn known_on<E>(entries: &[Entry<E>], day: NaiveDate) -> &[Entry<E>] {
    let end = entries.iter().position(|e| e.entered() > day);
    entries
        .get(..end.unwrap_or(entries.len()))
        .unwrap_or(entries)
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.TimelineProblem"))]
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
    /// It says again what the entry before it on the same day says. It does not count. With
    /// something between the two it may have happened twice, and counts.
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
    /// The timeline of a case up to the end of a day.
    pub fn of(entries: &'a [Entry<E>], as_of: NaiveDate) -> Self {
        let (struck, mut problems) = struck(entries);
        let mut by_day: BTreeMap<NaiveDate, Vec<Moment<'a, E>>> = BTreeMap::new();
        let mut later = 0;
        let (mut last_on, mut last_entered) = (NaiveDate::MIN, NaiveDate::MIN);
        for (index, entry) in (0_u32..).zip(entries) {
            let entered = entry.entered();
            if entry.on > entered {
                if !struck.contains(&index) {
                    problems.push(TimelineProblem::Future {
                        index,
                        on: entry.on,
                        recorded: entered,
                    });
                }
                continue;
            }
            let backwards = (entered < last_entered).then_some(match entry.recorded {
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
            last_on = last_on.max(entry.on);
            last_entered = last_entered.max(entered);
            if struck.contains(&index) {
                continue;
            }
            if entry.on > as_of {
                later += 1;
                continue;
            }
            problems.extend(backwards);
            if entry.event.strikes().is_some() {
                continue;
            }
            let that_day = by_day.entry(entry.on).or_default();
            let same = that_day
                .last()
                .filter(|m| m.entry.by == entry.by && m.entry.event == entry.event);
            match same {
                Some(same) => problems.push(TimelineProblem::Duplicate {
                    index,
                    of: same.index,
                }),
                None => that_day.push(Moment { index, entry }),
            }
        }
        problems.sort_by_key(TimelineProblem::index);
        Self {
            moments: by_day.into_values().flatten().collect(),
            problems,
            later,
        }
    }
}

/// The entries that are struck, and the strikes that hit nothing.
fn struck<E: CaseEvent>(entries: &[Entry<E>]) -> (Vec<u32>, Vec<TimelineProblem>) {
    let mut struck = Vec::new();
    let mut problems = Vec::new();
    for (index, entry) in (0_u32..).zip(entries) {
        let Some(target) = entry.event.strikes() else {
            continue;
        };
        let there = entries
            .get(target as usize)
            .is_some_and(|e| target < index && e.event.strikes().is_none());
        if there && !struck.contains(&target) {
            struck.push(target);
        } else {
            problems.push(TimelineProblem::StrikesNothing { index, target });
        }
    }
    (struck, problems)
}
