//! The entries of a calendar, gathered from decrees, notices and local calendars.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::data;
use super::day::DayKind;
use super::notice::{LocalCalendar, Notice};
use super::span::{FIRST_YEAR, LAST_YEAR, ordinal_of, year_bit};
use crate::law::InstrumentId;

/// A day that something is said about; names and sources are stored once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) ordinal: u16,
    pub(super) kind: DayKind,
    pub(super) name: u32,
    pub(super) source: u32,
}

/// What an entry rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Source {
    /// A notice or a decree.
    Instrument(InstrumentId),
    /// A local calendar.
    Local {
        /// Its region.
        region: String,
        /// The text it names.
        basis: String,
    },
}

/// Entries being gathered.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) names: Vec<Cow<'static, str>>,
    name_index: HashMap<Cow<'static, str>, u32>,
    pub(super) sources: Vec<Source>,
    source_index: HashMap<Source, u32>,
    pub(super) entries: Vec<Entry>,
}

impl Draft {
    /// The statutory days of the years that are not arranged, over them the notices in their
    /// order, over these the local calendars.
    pub(super) fn gather(
        arranged: u128,
        notices: &[Arc<Notice>],
        locals: &[Arc<LocalCalendar>],
        known_on: Option<NaiveDate>,
    ) -> Self {
        let mut draft = Self::default();
        for year in FIRST_YEAR..=LAST_YEAR {
            if arranged & year_bit(year) != 0 {
                continue;
            }
            let Some((decree, days)) = data::statutory(year, known_on) else {
                continue;
            };
            let source = draft.source(Source::Instrument(decree));
            for (on, name) in days {
                draft.set(on, DayKind::StatutoryHoliday, name, source);
            }
        }
        for notice in notices {
            let source = draft.source(Source::Instrument(notice.id.clone()));
            for day in &notice.days {
                if let Some(on) = ordinal_of(day.date) {
                    draft.set(on, day.kind, day.name.clone(), source);
                }
            }
        }
        for local in locals {
            for day in &local.days {
                let Some(on) = ordinal_of(day.date) else {
                    continue;
                };
                let region = local.region.clone();
                let source = draft.source(Source::Local {
                    region,
                    basis: day.basis.clone(),
                });
                draft.set(on, day.kind, Cow::Owned(day.name.clone()), source);
            }
        }
        draft.finish()
    }

    fn source(&mut self, source: Source) -> u32 {
        intern(&mut self.sources, &mut self.source_index, source)
    }

    fn set(&mut self, ordinal: u16, kind: DayKind, name: Cow<'static, str>, source: u32) {
        let name = intern(&mut self.names, &mut self.name_index, name);
        self.entries.push(Entry {
            ordinal,
            kind,
            name,
            source,
        });
    }

    /// The entries in order; of several for a day, the one set last.
    fn finish(mut self) -> Self {
        self.entries.sort_by_key(|e| e.ordinal); // stable: the order of setting is kept
        self.entries.reverse();
        self.entries.dedup_by_key(|e| e.ordinal); // keeps the first, which was the last
        self.entries.reverse();
        self
    }
}

fn intern<T: Clone + Eq + std::hash::Hash>(
    list: &mut Vec<T>,
    index: &mut HashMap<T, u32>,
    value: T,
) -> u32 {
    if let Some(&n) = index.get(&value) {
        return n;
    }
    // At most a few for each day of the span and each local calendar.
    let n = u32::try_from(list.len()).unwrap_or(u32::MAX);
    list.push(value.clone());
    index.insert(value, n);
    n
}
