use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Months, NaiveDate, TimeDelta};
use serde::Serialize;

use super::data;
use super::day::Certainty;
use super::draft::{Entry, Source};
use super::error::CalendarError;
use super::request::DeadlineRequest;
use super::span::{after, ordinal};
use super::trail::{Origin, Step};
use super::work_calendar::WorkCalendar;
use crate::law::{Citation, Lang, Period, PeriodUnit};

/// The day on which a period ends, with how it came about (到期日).
///
/// Counting follows the Civil Code (民法典第二百条至第二百零四条; before 2021 the General
/// Provisions and the General Principles, with the same rules):
///
/// - The day of the event is not counted.
/// - A period of working days ends on its n-th working day after that day.
/// - A period of days or weeks ends on its n-th day; one of months, quarters or years on the
///   corresponding day of its last month, or on the last day of that month when it has no
///   such day. If that is a day off, the period ends on the next working day.
///
/// ```
/// use chrono::NaiveDate;
/// use gongkai::calendar::{Deadline, WorkCalendar};
/// use gongkai::law::Lang;
///
/// let received = NaiveDate::from_ymd_opt(2026, 2, 14).unwrap();
/// let deadline = WorkCalendar::national()
///     .deadline(&Deadline::after(received, "20wd".parse().unwrap()))?;
/// assert_eq!(deadline.due.to_string(), "2026-03-20");
/// assert_eq!(
///     deadline.explain(Lang::Zh),
///     [
///         "起算日2026年2月14日（周六），当日不计入",
///         "第1个工作日为2026年2月24日（周二）",
///         "2026年2月15日至2月23日春节放假，9天不计（国办发明电〔2025〕7号）",
///         "2026年2月28日（周六）春节调休上班，计入（国办发明电〔2025〕7号）",
///         "其间另有周末5天不计",
///         "到期日为2026年3月20日（周五）",
///     ],
/// );
/// # Ok::<(), gongkai::calendar::CalendarError>(())
/// ```
#[doc(alias = "到期日")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Deadline"))]
#[non_exhaustive]
pub struct Deadline {
    /// The last day on which the thing is done in time; of a minimum period, the last day
    /// that is still part of it.
    pub due: NaiveDate,
    /// How sure that is. A day found by counting calendar days alone is always sure.
    pub certainty: Certainty,
    /// How it came about, in order.
    pub trail: Vec<Step>,
    /// The articles on which the counting rests.
    pub basis: Vec<Citation>,
}

/// A deadline that a notice moves; made by [`WorkCalendar::changed_by`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Moved"))]
#[non_exhaustive]
pub struct Moved {
    /// Which of the given deadlines, from 0.
    pub index: usize,
    /// As it was without the notice.
    pub before: Deadline,
    /// As it is with it.
    pub after: Deadline,
}

impl Deadline {
    /// Begins a request: the period runs from the day after `from`.
    pub fn after(from: NaiveDate, period: Period) -> DeadlineRequest {
        DeadlineRequest::new(from, period)
    }

    /// The trail, one sentence a step.
    pub fn explain(&self, lang: Lang) -> Vec<String> {
        self.trail.iter().map(|step| step.message(lang)).collect()
    }
}

impl WorkCalendar {
    /// Computes a deadline, by the rules told at [`Deadline`] (民法典第二百条至第二百零四条). Spans
    /// left out and extensions are part of the count; the trail names each.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use gongkai::calendar::{Deadline, WorkCalendar};
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// // Twenty working days, of which a third party took from 5 to 14 June, and an extension.
    /// let request = Deadline::after(day(2024, 5, 20), "20wd".parse().unwrap())
    ///     .exclude_because(day(2024, 6, 5)..=day(2024, 6, 14), "征求第三方意见")
    ///     .extend("10wd".parse().unwrap());
    /// assert_eq!(WorkCalendar::national().deadline(&request)?.due, day(2024, 7, 11));
    /// # Ok::<(), gongkai::calendar::CalendarError>(())
    /// ```
    ///
    /// # Errors
    /// When the start or the end lies outside the calendar, or a span ends before it begins.
    pub fn deadline(&self, request: &DeadlineRequest) -> Result<Deadline, CalendarError> {
        ordinal(request.from)?;
        let spans = spans(request)?;
        let mut count = Count {
            calendar: self,
            from: request.from,
            spans: &spans,
            trail: Vec::with_capacity(12),
            projected: None,
        };
        count.trail.push(Step::Received { on: request.from });
        let first = Period::new(1, request.period.unit()).unwrap_or(request.period);
        let day_one = match request.period.unit() {
            PeriodUnit::WorkingDay => count.end(request.from, first)?.day,
            _ => {
                count
                    .end(request.from, Period::days(1).unwrap_or(first))?
                    .day
            }
        };
        let working_days = request.period.unit() == PeriodUnit::WorkingDay;
        count.trail.push(Step::DayOne {
            on: day_one,
            working_days,
        });

        let mut end = count.leg(request.from, request.period)?;
        if !request.extend.is_empty() {
            count.trail.push(Step::PeriodEnds {
                on: end,
                period: request.period,
            });
        }
        for &by in &request.extend {
            let start = end;
            count.trail.push(Step::Extended { by, from: start });
            end = count.leg(start, by)?;
            count.trail.push(Step::PeriodEnds {
                on: end,
                period: by,
            });
        }
        let rolls = request.roll && !request.minimum;
        let due = if rolls { count.roll(end)? } else { end };
        if let Some(from) = count.projected {
            count.trail.push(Step::Projected { from });
        }
        count.trail.push(if request.minimum {
            let close = due.succ_opt().ok_or_else(|| after(due))?;
            Step::MayClose { last: due, close }
        } else {
            Step::Due { on: due }
        });
        let certainty = match count.projected {
            Some(_) => Certainty::Projected,
            None => Certainty::Published,
        };
        Ok(Deadline {
            due,
            certainty,
            trail: count.trail,
            basis: basis(request, due != end),
        })
    }

    /// Which of the given deadlines a notice moves to another day. A notice that the calendar
    /// has already is compared with the calendar without it.
    ///
    /// A change never shortens what has run out: give it only deadlines still open.
    ///
    /// ```
    /// use gongkai::calendar::{Deadline, WorkCalendar};
    /// let calendar = WorkCalendar::national();
    /// let longer = calendar
    ///     .notices()
    ///     .find(|n| n.id.as_str() == "holiday-notice-2020-spring-festival")
    ///     .unwrap();
    /// let open = ["2019-12-20", "2020-01-20"]
    ///     .map(|day| Deadline::after(day.parse().unwrap(), "15wd".parse().unwrap()));
    /// let moved = calendar.changed_by(longer, &open)?;
    /// assert_eq!(moved.len(), 1);
    /// assert_eq!(moved[0].index, 1);
    /// assert_eq!(moved[0].before.due.to_string(), "2020-02-14");
    /// assert_eq!(moved[0].after.due.to_string(), "2020-02-18");
    /// # Ok::<(), gongkai::calendar::CalendarError>(())
    /// ```
    ///
    /// # Errors
    /// When the notice does not fit (see [`WorkCalendar::with_notice`]), or a deadline has no
    /// answer.
    pub fn changed_by(
        &self,
        notice: &super::Notice,
        requests: &[DeadlineRequest],
    ) -> Result<Vec<Moved>, CalendarError> {
        let known = self.notices().any(|n| n == notice);
        let (old, new) = if known {
            (self.without(&notice.id), self.clone())
        } else {
            (self.clone(), self.with_notice(notice)?)
        };
        let mut moved = Vec::new();
        for (index, request) in requests.iter().enumerate() {
            let (before, after) = (old.deadline(request)?, new.deadline(request)?);
            if before.due != after.due {
                moved.push(Moved {
                    index,
                    before,
                    after,
                });
            }
        }
        Ok(moved)
    }
}

/// A span that does not count, cut so that none overlaps another or the day of the event.
struct Span<'a> {
    from: NaiveDate,
    to: NaiveDate,
    reason: Option<&'a str>,
}

fn spans(request: &DeadlineRequest) -> Result<Vec<Span<'_>>, CalendarError> {
    if request.exclude.is_empty() {
        return Ok(Vec::new());
    }
    let mut given: Vec<_> = request.exclude.iter().collect();
    given.sort_by_key(|s| (s.from, s.to));
    let mut spans: Vec<Span<'_>> = Vec::with_capacity(given.len());
    let mut free = request.from.succ_opt().ok_or_else(|| after(request.from))?;
    for span in given {
        if span.to < span.from {
            return Err(CalendarError::ReversedSpan {
                from: span.from,
                to: span.to,
            });
        }
        let from = span.from.max(free);
        if from <= span.to {
            spans.push(Span {
                from,
                to: span.to,
                reason: span.reason.as_deref(),
            });
            free = span.to.succ_opt().ok_or_else(|| after(span.to))?;
        }
    }
    Ok(spans)
}

/// A deadline being counted.
struct Count<'a> {
    calendar: &'a WorkCalendar,
    from: NaiveDate,
    spans: &'a [Span<'a>],
    trail: Vec<Step>,
    /// The first day relied on whose year has no notice.
    projected: Option<NaiveDate>,
}

/// Where a leg ends, and which spans lie in it.
struct End<'a> {
    day: NaiveDate,
    spans: &'a [Span<'a>],
}

impl<'a> Count<'a> {
    /// Counts a period from the day after `start`, without steps.
    fn end(&self, start: NaiveDate, period: Period) -> Result<End<'a>, CalendarError> {
        let later = self
            .spans
            .iter()
            .position(|s| start < s.from)
            .unwrap_or(self.spans.len());
        let spans = self.spans.get(later..).unwrap_or_default();
        let mut used = 0;
        let count = period.count();
        let mut day;
        if period.unit() == PeriodUnit::WorkingDay {
            let calendar = self.calendar;
            let late = || after(self.from);
            let nth = |place| calendar.nth(place).ok_or_else(late);
            let mut place = calendar
                .rank(ordinal(start)? + 1)
                .checked_add(count - 1)
                .ok_or_else(late)?;
            day = nth(place)?;
            for span in spans {
                if day < span.from {
                    break;
                }
                let lost =
                    calendar.rank(ordinal(span.to)? + 1) - calendar.rank(ordinal(span.from)?);
                place += lost;
                day = nth(place)?;
                used += 1;
            }
        } else {
            day = plain_end(start, period).ok_or_else(|| after(self.from))?;
            for span in spans {
                if day < span.from {
                    break;
                }
                let lost = (span.to - span.from).num_days() + 1;
                day = TimeDelta::try_days(lost)
                    .and_then(|lost| day.checked_add_signed(lost))
                    .ok_or_else(|| after(self.from))?;
                used += 1;
            }
            ordinal(day).map_err(|_| after(self.from))?;
        }
        Ok(End {
            day,
            spans: spans.get(..used).unwrap_or_default(),
        })
    }

    /// Counts a period from the day after `start` and tells the steps.
    fn leg(&mut self, start: NaiveDate, period: Period) -> Result<NaiveDate, CalendarError> {
        let End { day: end, spans } = self.end(start, period)?;
        if period.unit() != PeriodUnit::WorkingDay {
            for span in spans {
                let days = u32::try_from((span.to - span.from).num_days() + 1).unwrap_or(u32::MAX);
                self.excluded(span, days, false);
            }
            return Ok(end);
        }
        self.rely(start, end);
        let mut from = ordinal(start)? + 1;
        let mut weekends = 0;
        for span in spans {
            let (first, last) = (ordinal(span.from)?, ordinal(span.to)?);
            weekends += self.days_off(from, first);
            let days = self.calendar.rank(last + 1) - self.calendar.rank(first);
            self.excluded(span, days, true);
            from = last + 1;
        }
        weekends += self.days_off(from, ordinal(end)? + 1);
        if weekends > 0 {
            self.trail.push(Step::Weekends { days: weekends });
        }
        Ok(end)
    }

    fn excluded(&mut self, span: &Span<'_>, days: u32, working_days: bool) {
        self.trail.push(Step::Excluded {
            from: span.from,
            to: span.to,
            days,
            working_days,
            reason: span.reason.map(str::to_owned),
        });
    }

    /// Tells the holidays and make-up workdays from number `from` until before `until`;
    /// returns how many days off besides, which are plain weekends.
    fn days_off(&mut self, from: u16, until: u16) -> u32 {
        let calendar = self.calendar;
        let Some(length) = until.checked_sub(from).filter(|&n| n > 0) else {
            return 0;
        };
        let mut off = u32::from(length) - (calendar.rank(until) - calendar.rank(from));
        let mut entries = calendar.entries(from, until - 1).iter().peekable();
        while let Some(&entry) = entries.next() {
            if entry.kind.is_workday() {
                if entry.kind == super::DayKind::MakeupWorkday {
                    self.trail.push(Step::MadeUp {
                        on: super::span::date_of(entry.ordinal),
                        origin: origin(calendar, entry),
                    });
                }
                continue;
            }
            let mut last = entry;
            while let Some(&next) = entries.next_if(|next| {
                next.ordinal == last.ordinal + 1
                    && !next.kind.is_workday()
                    && (next.name, next.source) == (last.name, last.source)
            }) {
                last = next;
            }
            let days = u32::from(last.ordinal - entry.ordinal) + 1;
            off = off.saturating_sub(days);
            self.trail.push(Step::Holiday {
                from: super::span::date_of(entry.ordinal),
                to: super::span::date_of(last.ordinal),
                days,
                origin: origin(calendar, entry),
            });
        }
        off
    }

    /// Moves a last day on a day off, or on an excluded day, to the next day that counts.
    fn roll(&mut self, end: NaiveDate) -> Result<NaiveDate, CalendarError> {
        let calendar = self.calendar;
        let mut due = end;
        loop {
            let n = ordinal(due)?;
            let next = calendar
                .nth(calendar.rank(n))
                .ok_or_else(|| after(self.from))?;
            self.rely(due, next);
            if next != due {
                let last = ordinal(next)? - 1;
                let named = calendar.entries(n, last).first().copied();
                self.trail.push(Step::RolledOver {
                    from: due,
                    to: next,
                    origin: named.map(|entry| origin(calendar, entry)),
                });
            }
            due = next;
            // Only moving can lead into a span: the period itself ends after its spans.
            let Some(span) = self.spans.iter().find(|s| s.from <= due && due <= s.to) else {
                return Ok(due);
            };
            let days = u32::try_from((span.to - due).num_days() + 1).unwrap_or(u32::MAX);
            self.excluded(span, days, false);
            due = span.to.succ_opt().ok_or_else(|| after(self.from))?;
        }
    }

    /// Notes that the answer rests on the days from `from` to `to`.
    fn rely(&mut self, from: NaiveDate, to: NaiveDate) {
        if self.projected.is_none() {
            self.projected = self.calendar.first_projected(from, to);
        }
    }
}

fn origin(calendar: &WorkCalendar, entry: Entry) -> Origin {
    let (notice, region, basis) = match calendar.source(entry.source) {
        Some(Source::Instrument(id)) => (Some(id.clone()), None, None),
        Some(Source::Local { region, basis }) => (None, Some(region.clone()), Some(basis.clone())),
        None => (None, None, None),
    };
    let name = calendar.name(entry.name).cloned().unwrap_or_default();
    Origin {
        name,
        notice,
        region,
        basis,
    }
}

/// The last day of a period of days, weeks, months, quarters or years, none left out.
fn plain_end(start: NaiveDate, period: Period) -> Option<NaiveDate> {
    let count = period.count();
    let months = match period.unit() {
        PeriodUnit::WorkingDay => return None,
        PeriodUnit::Day => return start.checked_add_signed(TimeDelta::try_days(count.into())?),
        PeriodUnit::Week => {
            return start.checked_add_signed(TimeDelta::try_weeks(count.into())?);
        }
        PeriodUnit::Month => count,
        PeriodUnit::Quarter => count.checked_mul(3)?,
        PeriodUnit::Year => count.checked_mul(12)?,
    };
    // The corresponding day, or the month's last where there is none.
    start.checked_add_months(Months::new(months))
}

/// The articles that the counting of this request rests on.
fn basis(request: &DeadlineRequest, moved: bool) -> Vec<Citation> {
    static PARSED: LazyLock<HashMap<&'static str, Citation>> = LazyLock::new(|| {
        data::counting_rows()
            .filter_map(|text| Some((text, text.parse().ok()?)))
            .collect()
    });
    let Some([start, month, rest_day]) = data::counting(request.from) else {
        return Vec::new();
    };
    let by_month = std::iter::once(&request.period)
        .chain(&request.extend)
        .any(|p| {
            matches!(
                p.unit(),
                PeriodUnit::Month | PeriodUnit::Quarter | PeriodUnit::Year
            )
        });
    let mut basis = Vec::with_capacity(3);
    for (text, applies) in [(start, true), (month, by_month), (rest_day, moved)] {
        if let Some(citation) = PARSED.get(text).filter(|c| applies && !basis.contains(*c)) {
            basis.push(citation.clone());
        }
    }
    basis
}
