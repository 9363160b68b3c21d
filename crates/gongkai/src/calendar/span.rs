//! The span of the calendar: 2008-01-01 to 2100-12-31, days numbered from 0.

use chrono::{Datelike, NaiveDate};

use super::error::CalendarError;

pub(super) const FIRST_YEAR: i32 = 2008;
pub(super) const LAST_YEAR: i32 = 2100;
pub(super) const FIRST: NaiveDate = fixed(FIRST_YEAR, 1, 1);
pub(super) const LAST: NaiveDate = fixed(LAST_YEAR, 12, 31);
/// Days from the era's first day to [`FIRST`].
const BASE: i32 = 733_042;
/// How many days the calendar has.
pub(super) const LENGTH: u16 = 33_968;

/// A date known to exist.
const fn fixed(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

/// The number of a day; `None` outside of the span.
pub(super) fn ordinal_of(date: NaiveDate) -> Option<u16> {
    let n = date.num_days_from_ce().checked_sub(BASE)?;
    u16::try_from(n).ok().filter(|&n| n < LENGTH)
}

/// The number of a day, or on which side it lies outside.
pub(super) fn ordinal(date: NaiveDate) -> Result<u16, CalendarError> {
    ordinal_of(date).ok_or_else(|| outside(date))
}

/// A day outside of the span as an error.
#[cold]
pub(super) fn outside(date: NaiveDate) -> CalendarError {
    if date < FIRST {
        before(date)
    } else {
        after(date)
    }
}

#[cold]
pub(super) fn before(date: NaiveDate) -> CalendarError {
    CalendarError::BeforeRecords { date, first: FIRST }
}

#[cold]
pub(super) fn after(date: NaiveDate) -> CalendarError {
    CalendarError::AfterHorizon { date, last: LAST }
}

/// The day with a number; the last day for a number past the end.
pub(super) fn date_of(ordinal: u16) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(i32::from(ordinal) + BASE).unwrap_or(LAST)
}

/// The bit of a year, none for one outside.
#[inline]
pub(super) fn year_bit(year: i32) -> u128 {
    match u32::try_from(year.wrapping_sub(FIRST_YEAR)) {
        Ok(n) => 1u128.checked_shl(n).unwrap_or(0),
        Err(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_span_is_numbered_without_gaps() {
        assert_eq!(date_of(0), FIRST);
        assert_eq!(date_of(LENGTH - 1), LAST);
        assert_eq!(ordinal_of(FIRST), Some(0));
        assert_eq!(ordinal_of(LAST), Some(LENGTH - 1));
        assert_eq!(ordinal_of(FIRST.pred_opt().unwrap()), None);
        assert_eq!(ordinal_of(LAST.succ_opt().unwrap()), None);
        assert_eq!(ordinal_of(NaiveDate::MIN), None);
        assert_eq!(ordinal_of(NaiveDate::MAX), None);
    }
}
