//! The embedded notices, decrees and festivals; written by `build/calendar.rs`.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::day::DayKind;
use super::notice::{Notice, NoticeDay};
use super::span::{FIRST, FIRST_YEAR, ordinal_of};
use crate::law::{Attestation, InstrumentId};

include!(concat!(env!("OUT_DIR"), "/calendar.rs"));

/// A notice as embedded; days are counted from [`FIRST`], names are places in `NAMES`.
struct NoticeRow {
    id: &'static str,
    number: Option<&'static str>,
    published: i32,
    year: i32,
    amends: Option<&'static str>,
    certainty: Attestation,
    note: Option<&'static str>,
    days: &'static [(i32, DayKind, usize)],
}

/// A version of the decree as embedded.
struct DecreeRow {
    id: &'static str,
    adopted: i32,
    from_year: i32,
    days: &'static [(usize, Anchor, &'static [i32])],
}

/// What a statutory day is counted from.
enum Anchor {
    /// Month and day.
    Fixed(u32, u32),
    /// A column of `FESTIVALS`.
    Festival(usize),
}

/// The articles of counting in force from a day, counted from [`FIRST`].
struct CountingRow {
    from: i32,
    start: &'static str,
    month: &'static str,
    rest_day: &'static str,
}

fn name(n: usize) -> Cow<'static, str> {
    Cow::Borrowed(NAMES.get(n).copied().unwrap_or_default())
}

/// The day `n` days after [`FIRST`]; also days before it.
fn date(n: i32) -> NaiveDate {
    FIRST
        .checked_add_signed(chrono::TimeDelta::days(n.into()))
        .unwrap_or(FIRST)
}

/// The shipped notices, oldest first.
pub(super) fn notices() -> impl Iterator<Item = Notice> {
    NOTICES.iter().map(|row| Notice {
        id: InstrumentId::new(row.id),
        number: row.number.map(Cow::Borrowed),
        published: date(row.published),
        year: row.year,
        amends: row.amends.map(InstrumentId::new),
        certainty: row.certainty,
        note: row.note.map(Cow::Borrowed),
        days: row
            .days
            .iter()
            .map(|&(on, kind, n)| NoticeDay {
                date: date(on),
                kind,
                name: name(n),
            })
            .collect(),
    })
}

/// The number of a day, and the festival.
type StatutoryDay = (u16, Cow<'static, str>);

/// The statutory days of a year, each with its name, and the decree that fixes them, as known
/// on a day. Where two festivals fall on one day, it bears both names.
pub(super) fn statutory(
    year: i32,
    known_on: Option<NaiveDate>,
) -> Option<(InstrumentId, Vec<StatutoryDay>)> {
    let decree = DECREES
        .iter()
        .rfind(|d| d.from_year <= year && known_on.is_none_or(|on| date(d.adopted) <= on))?;
    let festivals = FESTIVALS.get(usize::try_from(year.checked_sub(FIRST_YEAR)?).ok()?)?;
    let mut days: Vec<StatutoryDay> = Vec::with_capacity(16);
    for (n, anchor, offsets) in decree.days {
        let start = match *anchor {
            Anchor::Festival(column) => festivals.get(column).copied(),
            Anchor::Fixed(month, day) => {
                NaiveDate::from_ymd_opt(year, month, day).and_then(ordinal_of)
            }
        };
        let Some(start) = start else { continue };
        for &offset in *offsets {
            let Some(on) = i32::from(start)
                .checked_add(offset)
                .and_then(|n| u16::try_from(n).ok())
            else {
                continue;
            };
            match days.iter_mut().find(|(other, _)| *other == on) {
                Some((_, both)) => *both = Cow::Owned(format!("{}、{both}", name(*n))),
                None => days.push((on, name(*n))),
            }
        }
    }
    Some((InstrumentId::new(decree.id), days))
}

/// The articles that say how periods begun on `start` are counted: the day of the event is
/// left out; the corresponding day of the month; a last day on a day off.
pub(super) fn counting(start: NaiveDate) -> Option<[&'static str; 3]> {
    let row = COUNTING.iter().rfind(|row| date(row.from) <= start)?;
    Some([row.start, row.month, row.rest_day])
}

/// Every article that [`counting`] can answer with.
pub(super) fn counting_rows() -> impl Iterator<Item = &'static str> {
    COUNTING
        .iter()
        .flat_map(|row| [row.start, row.month, row.rest_day])
}

#[cfg(test)]
mod tests {
    use super::super::span::LAST_YEAR;
    use super::*;

    #[test]
    fn festivals_reach_the_last_year() {
        let years = usize::try_from(LAST_YEAR - FIRST_YEAR + 1).unwrap();
        assert_eq!(FESTIVALS.len(), years);
    }
}
