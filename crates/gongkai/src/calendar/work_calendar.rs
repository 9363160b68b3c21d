use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

use chrono::{Datelike, NaiveDate};

use super::data;
use super::day::{Answer, Certainty, Day, DayKind, Layer};
use super::draft::{Draft, Entry, Source};
use super::error::{CalendarError, NoticeFault};
use super::notice::{LocalCalendar, Notice, is_weekend};
use super::span::{
    FIRST, FIRST_YEAR, LAST, LAST_YEAR, LENGTH, after, before, date_of, ordinal, year_bit,
};
use super::table::{DaySet, Workdays};
use crate::law::InstrumentId;

/// The calendar of working days (工作日历).
///
/// It begins on 2008-01-01. Through the last year whose holiday notice is known, every
/// exceptional day is the one that a notice names; from there to 2100-12-31 weekends and the
/// statutory days of the decree are projected, and answers say so ([`Certainty`]). A
/// statutory day that falls on a weekend is made up for by a day that only the notice of its
/// year will name: a projection knows nothing of it, nor of swapped days.
///
/// Every question takes the same short time whatever the distance. A calendar is immutable
/// and shared: to clone it costs nothing.
///
/// ```
/// use chrono::NaiveDate;
/// use gongkai::calendar::{Certainty, WorkCalendar};
///
/// let calendar = WorkCalendar::national();
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// // The Saturday before the Spring Festival of 2026 is worked.
/// assert!(calendar.is_workday(day(2026, 2, 14))?);
/// let due = calendar.add_workdays(day(2026, 2, 14), 20)?;
/// assert_eq!((due.value, due.certainty), (day(2026, 3, 20), Certainty::Published));
/// let due = calendar.add_workdays(day(2026, 12, 10), 20)?;
/// assert_eq!(due.certainty, Certainty::Projected);
/// # Ok::<(), gongkai::calendar::CalendarError>(())
/// ```
#[doc(alias = "工作日历")]
#[derive(Debug, Clone)]
pub struct WorkCalendar(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    workdays: Workdays,
    /// The days that have an entry.
    special: DaySet,
    /// In the order of the days.
    entries: Vec<Entry>,
    names: Vec<Cow<'static, str>>,
    sources: Vec<Source>,
    /// A bit for each year whose notice is known, from the first year.
    arranged: u128,
    /// The last year up to which all are.
    arranged_through: i32,
    notices: Vec<Arc<Notice>>,
    locals: Vec<Arc<LocalCalendar>>,
    /// What was known on this day; `None` for all that is known.
    known_on: Option<NaiveDate>,
}

impl WorkCalendar {
    /// The national calendar with all notices that the library ships, built at first use.
    pub fn national() -> &'static Self {
        static NATIONAL: LazyLock<WorkCalendar> = LazyLock::new(|| {
            WorkCalendar::build(data::notices().map(Arc::new).collect(), Vec::new(), None)
        });
        &NATIONAL
    }

    fn build(
        mut notices: Vec<Arc<Notice>>,
        locals: Vec<Arc<LocalCalendar>>,
        known_on: Option<NaiveDate>,
    ) -> Self {
        notices.sort_by_key(|n| n.published);
        let arranged = notices
            .iter()
            .filter(|n| n.amends.is_none())
            .fold(0u128, |all, n| all | year_bit(n.year));
        let through = i32::try_from(arranged.trailing_ones()).unwrap_or(0);
        let arranged_through = FIRST_YEAR - 1 + through;
        let Draft {
            names,
            sources,
            entries,
            ..
        } = Draft::gather(arranged, &notices, &locals, known_on);
        let mut at = entries.iter().peekable();
        let special = DaySet::new(|n| at.next_if(|e| e.ordinal == n).is_some());
        let entry = |n: u16| {
            let place = usize::try_from(special.rank(n)).ok()?;
            special.contains(n).then(|| entries.get(place)).flatten()
        };
        let monday_first = u16::try_from(FIRST.weekday().num_days_from_monday()).unwrap_or(0);
        let workdays = Workdays::new(|n| match entry(n) {
            Some(entry) => entry.kind.is_workday(),
            None => (n + monday_first) % 7 < 5,
        });
        Self(Arc::new(Inner {
            workdays,
            special,
            entries,
            names,
            sources,
            arranged,
            arranged_through,
            notices,
            locals,
            known_on,
        }))
    }

    /// The first day of the calendar, 2008-01-01.
    pub fn first_day(&self) -> NaiveDate {
        FIRST
    }

    /// The last day of the calendar, 2100-12-31.
    pub fn last_day(&self) -> NaiveDate {
        LAST
    }

    /// The last day up to which every year has its notice; `None` when no year has.
    pub fn published_until(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.0.arranged_through, 12, 31).filter(|&last| last >= FIRST)
    }

    /// The notices that it was made from, oldest first.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.0.notices.iter().map(Arc::as_ref)
    }

    /// The local calendars laid on it, in the order in which they were.
    pub fn locals(&self) -> impl Iterator<Item = &LocalCalendar> {
        self.0.locals.iter().map(Arc::as_ref)
    }

    /// Whether work is done on a day (是否工作日): by the decree on public holidays and the
    /// year's notice, which moves working days to weekends. How sure that is,
    /// [`WorkCalendar::day`] tells.
    ///
    /// # Errors
    /// When the day lies outside the calendar, 2008-01-01 to 2100-12-31; so for every question.
    #[inline]
    pub fn is_workday(&self, date: NaiveDate) -> Result<bool, CalendarError> {
        Ok(self.0.workdays.set.contains(ordinal(date)?))
    }

    /// All that is known of a day: its kind, the holiday, the notice that made it so.
    ///
    /// # Errors
    /// When the day lies outside the calendar.
    ///
    /// ```
    /// use gongkai::calendar::{DayKind, WorkCalendar};
    /// let day = WorkCalendar::national().day("2019-05-05".parse().unwrap())?;
    /// assert_eq!((day.workday, day.kind), (true, DayKind::MakeupWorkday));
    /// assert_eq!(day.name, Some("劳动节"));
    /// assert_eq!(day.notice.unwrap().as_str(), "holiday-notice-2019-labour-day");
    /// # Ok::<(), gongkai::calendar::CalendarError>(())
    /// ```
    pub fn day(&self, date: NaiveDate) -> Result<Day<'_>, CalendarError> {
        let n = ordinal(date)?;
        let certainty = self.certainty(date, date);
        let Some(entry) = self.entry(n) else {
            let weekend = is_weekend(date);
            let kind = if weekend {
                DayKind::Weekend
            } else {
                DayKind::Workday
            };
            return Ok(Day {
                date,
                workday: !weekend,
                kind,
                name: None,
                notice: None,
                layer: Layer::National,
                certainty,
            });
        };
        let (notice, layer) = match self.source(entry.source) {
            Some(Source::Instrument(id)) => (Some(id), Layer::National),
            Some(Source::Local { region, basis }) => (None, Layer::Local { region, basis }),
            None => (None, Layer::National),
        };
        Ok(Day {
            date,
            workday: entry.kind.is_workday(),
            kind: entry.kind,
            name: self.name(entry.name).map(AsRef::as_ref),
            notice,
            layer,
            certainty,
        })
    }

    /// The days of a range, both ends included; nothing when it ends before it begins.
    ///
    /// # Errors
    /// When one of its ends lies outside the calendar.
    ///
    /// ```
    /// use gongkai::calendar::WorkCalendar;
    /// let (from, to) = ("2026-02-09".parse().unwrap(), "2026-02-28".parse().unwrap());
    /// let worked = WorkCalendar::national().days(from..=to)?.filter(|d| d.workday).count();
    /// assert_eq!(worked, 6 + 5); // to the Saturday before the festival, and the week after
    /// # Ok::<(), gongkai::calendar::CalendarError>(())
    /// ```
    pub fn days(
        &self,
        range: RangeInclusive<NaiveDate>,
    ) -> Result<impl Iterator<Item = Day<'_>> + use<'_>, CalendarError> {
        let (from, to) = (ordinal(*range.start())?, ordinal(*range.end())?);
        Ok((from..=to).filter_map(|n| self.day(date_of(n)).ok()))
    }

    /// The `n`-th working day after `date`, or before it when `n` is negative. `date` itself
    /// is never counted (民法典第二百零一条第一款: the day of the event is left out); it may be
    /// a day off. For `n` = 0 it is `date` itself, whatever day that is. Takes the same time for
    /// any `n`.
    ///
    /// # Errors
    /// When the day or the answer lies outside 2008–2100.
    ///
    /// ```
    /// use gongkai::calendar::WorkCalendar;
    /// let calendar = WorkCalendar::national();
    /// let add = |from: &str, n| calendar.add_workdays(from.parse().unwrap(), n);
    /// assert_eq!(add("2019-05-15", 20)?.value.to_string(), "2019-06-13");
    /// assert_eq!(add("2019-06-13", -20)?.value.to_string(), "2019-05-15");
    /// # Ok::<(), gongkai::calendar::CalendarError>(())
    /// ```
    #[inline]
    pub fn add_workdays(
        &self,
        date: NaiveDate,
        n: i32,
    ) -> Result<Answer<NaiveDate>, CalendarError> {
        let from = ordinal(date)?;
        let workdays = &self.0.workdays;
        let value = match n {
            0 => date,
            1.. => workdays
                .set
                .rank(from + 1)
                .checked_add(n.unsigned_abs() - 1)
                .and_then(|place| workdays.nth(place))
                .ok_or_else(|| after(date))?,
            _ => workdays
                .set
                .rank(from)
                .checked_sub(n.unsigned_abs())
                .and_then(|place| workdays.nth(place))
                .ok_or_else(|| before(date))?,
        };
        let (a, b) = if n < 0 { (value, date) } else { (date, value) };
        Ok(Answer {
            value,
            certainty: self.certainty(a, b),
        })
    }

    /// How many working days come after `from` up to and with `to`; negative, and then those
    /// after `to` up to and with `from`, when `to` is the earlier day. Counted in working days.
    ///
    /// # Errors
    /// When one of the days lies outside the calendar.
    ///
    /// So `between(a, b) + between(b, c) = between(a, c)` for any three days, and
    /// `between(a, add_workdays(a, n)) = n` for any `n` from 0 on.
    ///
    /// ```
    /// use gongkai::calendar::WorkCalendar;
    /// let calendar = WorkCalendar::national();
    /// let (a, b) = ("2019-05-15".parse().unwrap(), "2019-06-13".parse().unwrap());
    /// assert_eq!(calendar.workdays_between(a, b)?.value, 20);
    /// assert_eq!(calendar.workdays_between(b, a)?.value, -20);
    /// # Ok::<(), gongkai::calendar::CalendarError>(())
    /// ```
    #[inline]
    pub fn workdays_between(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Answer<i32>, CalendarError> {
        let set = &self.0.workdays.set;
        let (until_from, until_to) = (set.rank(ordinal(from)? + 1), set.rank(ordinal(to)? + 1));
        // Both are at most the length of the span.
        let value = until_to.cast_signed() - until_from.cast_signed();
        Ok(Answer {
            value,
            certainty: self.certainty(from.min(to), from.max(to)),
        })
    }

    /// The first working day after `date`, which itself does not count.
    ///
    /// # Errors
    /// When the day or the answer lies outside 2008–2100.
    pub fn next_workday(&self, date: NaiveDate) -> Result<Answer<NaiveDate>, CalendarError> {
        self.add_workdays(date, 1)
    }

    /// The last working day before `date`, which itself does not count.
    ///
    /// # Errors
    /// When the day or the answer lies outside 2008–2100.
    pub fn previous_workday(&self, date: NaiveDate) -> Result<Answer<NaiveDate>, CalendarError> {
        self.add_workdays(date, -1)
    }

    /// `date` if it is a working day, else the first after it: where a period of calendar days
    /// ends that would end on a day off (民法典第二百零三条第一款).
    ///
    /// # Errors
    /// When the day or the answer lies outside 2008–2100.
    pub fn workday_on_or_after(&self, date: NaiveDate) -> Result<Answer<NaiveDate>, CalendarError> {
        self.add_workdays(date, i32::from(!self.is_workday(date)?))
    }

    /// `date` if it is a working day, else the last before it.
    ///
    /// # Errors
    /// When the day or the answer lies outside 2008–2100.
    pub fn workday_on_or_before(
        &self,
        date: NaiveDate,
    ) -> Result<Answer<NaiveDate>, CalendarError> {
        self.add_workdays(date, -i32::from(!self.is_workday(date)?))
    }

    /// How sure an answer is that rests on the days from `from` to `to`, both of the calendar.
    #[inline]
    pub(super) fn certainty(&self, from: NaiveDate, to: NaiveDate) -> Certainty {
        if to.year() <= self.0.arranged_through {
            return Certainty::Published;
        }
        let years = years_mask(from.year(), to.year());
        if years & !self.0.arranged == 0 {
            Certainty::Published
        } else {
            Certainty::Projected
        }
    }

    /// The first day from `from` to `to` that lies in a year without a notice.
    pub(super) fn first_projected(&self, from: NaiveDate, to: NaiveDate) -> Option<NaiveDate> {
        if self.certainty(from, to) == Certainty::Published {
            return None;
        }
        let missing = years_mask(from.year(), to.year()) & !self.0.arranged;
        let years = i32::try_from(missing.trailing_zeros()).ok()?;
        Some(NaiveDate::from_ymd_opt(FIRST_YEAR.checked_add(years)?, 1, 1)?.max(from))
    }

    /// The calendar with one more notice: the next year's, or a change of a running one.
    ///
    /// ```
    /// use gongkai::calendar::{Certainty, Notice, WorkCalendar};
    /// let json = r#"{
    ///   "id": "holiday-notice-2027", "published": "2026-11-25", "year": 2027,
    ///   "certainty": "read",
    ///   "days": [{"date": "2027-01-01", "kind": "statutory_holiday", "name": "元旦"}]
    /// }"#; // an example: not the real arrangement
    /// let notice: Notice = serde_json::from_str(json)?;
    /// let day = "2027-01-04".parse().unwrap();
    /// let shipped = WorkCalendar::national();
    /// assert_eq!(shipped.day(day)?.certainty, Certainty::Projected);
    /// assert_eq!(shipped.with_notice(&notice)?.day(day)?.certainty, Certainty::Published);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the notice contradicts itself or the calendar; see [`NoticeFault`].
    pub fn with_notice(&self, notice: &Notice) -> Result<Self, CalendarError> {
        if let Some(fault) = notice.fault().or_else(|| self.fault(notice)) {
            return Err(CalendarError::Notice {
                notice: notice.id.clone(),
                fault,
            });
        }
        let mut notices = self.0.notices.clone();
        notices.push(Arc::new(notice.clone()));
        Ok(Self::build(notices, self.0.locals.clone(), self.0.known_on))
    }

    fn fault(&self, notice: &Notice) -> Option<NoticeFault> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&notice.year) {
            return Some(NoticeFault::UnknownYear { year: notice.year });
        }
        if self.notices().any(|n| n.id == notice.id) {
            return Some(NoticeFault::Known);
        }
        match &notice.amends {
            Some(amended) if self.notices().any(|n| n.id == *amended) => None,
            Some(amended) => Some(NoticeFault::UnknownAmended {
                amended: amended.clone(),
            }),
            None => self
                .notices()
                .find(|n| n.amends.is_none() && n.year == notice.year)
                .map(|n| NoticeFault::YearArranged {
                    year: notice.year,
                    by: n.id.clone(),
                }),
        }
    }

    /// The calendar as it was before a notice, and whatever amends it, came: without them.
    /// The same calendar when it does not have the notice.
    pub fn without(&self, notice: &InstrumentId) -> Self {
        let notices = self
            .0
            .notices
            .iter()
            .filter(|n| n.id != *notice && n.amends.as_ref() != Some(notice))
            .cloned()
            .collect();
        Self::build(notices, self.0.locals.clone(), self.0.known_on)
    }

    /// The calendar as it was known on a day: the notices published until then, and beyond
    /// them a projection from the decree adopted by then. Local calendars stay.
    ///
    /// ```
    /// use gongkai::calendar::WorkCalendar;
    /// let calendar = WorkCalendar::national();
    /// let day = "2019-05-02".parse().unwrap();
    /// // The holiday of May 2019 was lengthened on 22 March.
    /// assert!(calendar.as_of("2019-03-21".parse().unwrap()).is_workday(day)?);
    /// assert!(!calendar.as_of("2019-03-22".parse().unwrap()).is_workday(day)?);
    /// # Ok::<(), gongkai::calendar::CalendarError>(())
    /// ```
    pub fn as_of(&self, date: NaiveDate) -> Self {
        let notices = self
            .0
            .notices
            .iter()
            .filter(|n| n.published <= date)
            .cloned()
            .collect();
        let known_on = self.0.known_on.map_or(date, |earlier| earlier.min(date));
        Self::build(notices, self.0.locals.clone(), Some(known_on))
    }

    /// The calendar with a local one laid on it; see [`LocalCalendar`].
    ///
    /// # Errors
    /// When the local calendar contradicts itself, or names a day outside the calendar.
    pub fn with_local(&self, local: &LocalCalendar) -> Result<Self, CalendarError> {
        if let Some(fault) = local.fault() {
            return Err(CalendarError::Local {
                region: local.region.clone(),
                fault,
            });
        }
        for day in &local.days {
            ordinal(day.date)?;
        }
        let mut locals = self.0.locals.clone();
        locals.push(Arc::new(local.clone()));
        Ok(Self::build(self.0.notices.clone(), locals, self.0.known_on))
    }

    fn entry(&self, n: u16) -> Option<&Entry> {
        let inner = &*self.0;
        let place = usize::try_from(inner.special.rank(n)).ok()?;
        inner
            .special
            .contains(n)
            .then(|| inner.entries.get(place))
            .flatten()
    }

    /// The entries of the days from `from` to `to`, both included.
    pub(super) fn entries(&self, from: u16, to: u16) -> &[Entry] {
        let inner = &*self.0;
        let end = to.saturating_add(1).min(LENGTH);
        let place = |n| usize::try_from(inner.special.rank(n)).unwrap_or(usize::MAX);
        inner
            .entries
            .get(place(from)..place(end))
            .unwrap_or_default()
    }

    /// How many working days have a number below `n`.
    pub(super) fn rank(&self, n: u16) -> u32 {
        self.0.workdays.set.rank(n)
    }

    /// The working day with this number.
    pub(super) fn nth(&self, n: u32) -> Option<NaiveDate> {
        self.0.workdays.nth(n)
    }

    pub(super) fn name(&self, n: u32) -> Option<&Cow<'static, str>> {
        self.0.names.get(usize::try_from(n).ok()?)
    }

    pub(super) fn source(&self, n: u32) -> Option<&Source> {
        self.0.sources.get(usize::try_from(n).ok()?)
    }
}

/// The bits of the years from `from` to `to`, both of the calendar.
#[inline]
fn years_mask(from: i32, to: i32) -> u128 {
    let below = |year: i32| year_bit(year).wrapping_sub(1);
    below(to.saturating_add(1)) & !below(from)
}
