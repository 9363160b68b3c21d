//! The calendar against a second implementation that walks day by day.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta, Weekday};
use gongkai::calendar::{DayKind, Deadline, DeadlineRequest, Step, WorkCalendar};
use gongkai::law::{Period, PeriodUnit};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Working days by walking, on nothing but the exceptional days that the notices list.
struct Naive {
    off: BTreeSet<NaiveDate>,
    on: BTreeSet<NaiveDate>,
}

impl Naive {
    fn new(calendar: &WorkCalendar) -> Self {
        let mut naive = Self {
            off: BTreeSet::new(),
            on: BTreeSet::new(),
        };
        for notice in calendar.notices() {
            for d in &notice.days {
                naive.off.remove(&d.date);
                naive.on.remove(&d.date);
                match d.kind {
                    DayKind::Workday | DayKind::MakeupWorkday => naive.on.insert(d.date),
                    _ => naive.off.insert(d.date),
                };
            }
        }
        // Projected years: these days are compared with a fixture elsewhere.
        for d in calendar
            .days(day("2027-01-01")..=day("2100-12-31"))
            .unwrap()
        {
            if d.kind == DayKind::StatutoryHoliday {
                naive.off.insert(d.date);
            }
        }
        naive
    }

    fn is_workday(&self, date: NaiveDate) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        self.on.contains(&date) || (!weekend && !self.off.contains(&date))
    }

    fn add(&self, mut date: NaiveDate, n: i32) -> NaiveDate {
        let mut left = n.abs();
        while left > 0 {
            date = if n > 0 {
                date.succ_opt().unwrap()
            } else {
                date.pred_opt().unwrap()
            };
            left -= i32::from(self.is_workday(date));
        }
        date
    }

    /// Counts one by one the days that count; the plain end of months comes from the rule.
    fn deadline(&self, request: &DeadlineRequest) -> NaiveDate {
        let excluded = |date: NaiveDate| {
            request
                .exclude
                .iter()
                .any(|s| s.from <= date && date <= s.to)
        };
        let mut end = request.from;
        for period in std::iter::once(&request.period).chain(&request.extend) {
            let working = period.unit() == PeriodUnit::WorkingDay;
            let mut left = match period.unit() {
                PeriodUnit::WorkingDay | PeriodUnit::Day => i64::from(period.count()),
                PeriodUnit::Week => i64::from(period.count()) * 7,
                unit => {
                    let months = match unit {
                        PeriodUnit::Month => period.count(),
                        PeriodUnit::Quarter => period.count() * 3,
                        _ => period.count() * 12,
                    };
                    ((end + Months::new(months)) - end).num_days()
                }
            };
            while left > 0 {
                end = end.succ_opt().unwrap();
                if !excluded(end) && (!working || self.is_workday(end)) {
                    left -= 1;
                }
            }
        }
        if request.roll && !request.minimum {
            while !self.is_workday(end) || excluded(end) {
                end = end.succ_opt().unwrap();
            }
        }
        end
    }
}

fn dates() -> impl Strategy<Value = NaiveDate> {
    (0u64..11_000).prop_map(|n| day("2008-06-01") + Days::new(n))
}

fn periods() -> impl Strategy<Value = Period> {
    let unit = prop_oneof![
        4 => Just(PeriodUnit::WorkingDay),
        3 => Just(PeriodUnit::Day),
        1 => Just(PeriodUnit::Week),
        2 => Just(PeriodUnit::Month),
        1 => Just(PeriodUnit::Quarter),
        1 => Just(PeriodUnit::Year),
    ];
    (1u32..40, unit).prop_map(|(n, unit)| match unit {
        PeriodUnit::Year => Period::new(n % 3 + 1, unit).unwrap(),
        _ => Period::new(n, unit).unwrap(),
    })
}

fn requests() -> impl Strategy<Value = DeadlineRequest> {
    (
        dates(),
        periods(),
        prop::collection::vec((-10i64..90, 0u64..25), 0..4),
        prop::collection::vec(periods(), 0..3),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(from, period, spans, extensions, roll, minimum)| {
            let mut request = Deadline::after(from, period).roll(roll);
            for (start, length) in spans {
                let start = from + TimeDelta::days(start);
                request = request.exclude(start..=start + Days::new(length));
            }
            for by in extensions {
                request = request.extend(by);
            }
            if minimum { request.minimum() } else { request }
        })
}

fn by_month(period: Period) -> bool {
    matches!(
        period.unit(),
        PeriodUnit::Month | PeriodUnit::Quarter | PeriodUnit::Year
    )
}

thread_local! {
    static NAIVE: Naive = Naive::new(WorkCalendar::national());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn adding_agrees_with_walking(from in dates(), n in -600i32..600) {
        let found = WorkCalendar::national().add_workdays(from, n).ok().map(|a| a.value);
        let walked = NAIVE.with(|naive| naive.add(from, n));
        if walked >= day("2008-01-01") {
            prop_assert_eq!(found, Some(walked));
        }
    }

    #[test]
    fn adding_then_taking_away_is_the_identity_on_working_days(from in dates(), n in 0i32..2000) {
        let calendar = WorkCalendar::national();
        let from = calendar.workday_on_or_after(from).unwrap().value;
        let there = calendar.add_workdays(from, n).unwrap().value;
        prop_assert_eq!(calendar.add_workdays(there, -n).unwrap().value, from);
        prop_assert_eq!(calendar.workdays_between(from, there).unwrap().value, n);
    }

    #[test]
    fn counts_between_add_up(a in dates(), b in dates(), c in dates()) {
        let calendar = WorkCalendar::national();
        let between = |x, y| calendar.workdays_between(x, y).unwrap().value;
        prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
        prop_assert_eq!(between(a, b), -between(b, a));
    }

    #[test]
    fn adding_is_monotone(a in dates(), b in dates(), n in -50i32..200, more in 0i32..50) {
        let calendar = WorkCalendar::national();
        let add = |x, n| calendar.add_workdays(x, n).map(|a| a.value);
        let (first, last) = (a.min(b), a.max(b));
        if let (Ok(x), Ok(y)) = (add(first, n), add(last, n)) {
            prop_assert!(x <= y);
        }
        if let (Ok(x), Ok(y)) = (add(first, n), add(first, n + more)) {
            prop_assert!(x <= y);
        }
    }

    #[test]
    fn neighbours_agree_with_walking(date in dates()) {
        let calendar = WorkCalendar::national();
        let (next, previous) = NAIVE.with(|naive| (naive.add(date, 1), naive.add(date, -1)));
        let workday = NAIVE.with(|naive| naive.is_workday(date));
        prop_assert_eq!(calendar.next_workday(date).unwrap().value, next);
        prop_assert_eq!(calendar.previous_workday(date).unwrap().value, previous);
        let (after, before) = if workday { (date, date) } else { (next, previous) };
        prop_assert_eq!(calendar.workday_on_or_after(date).unwrap().value, after);
        prop_assert_eq!(calendar.workday_on_or_before(date).unwrap().value, before);
    }

    #[test]
    fn deadlines_agree_with_walking(request in requests()) {
        let walked = NAIVE.with(|naive| naive.deadline(&request));
        let found = WorkCalendar::national().deadline(&request).unwrap();
        prop_assert_eq!(found.due, walked);
    }

    #[test]
    fn the_trail_accounts_for_every_day(from in dates(), n in 1u32..300) {
        let request = Deadline::after(from, Period::working_days(n).unwrap());
        let deadline = WorkCalendar::national().deadline(&request).unwrap();
        let left_out: u32 = deadline
            .trail
            .iter()
            .map(|step| match step {
                Step::Holiday { days, .. } | Step::Weekends { days } => *days,
                _ => 0,
            })
            .sum();
        prop_assert_eq!(i64::from(left_out + n), (deadline.due - from).num_days());
    }

    #[test]
    fn leaving_more_out_is_never_earlier(request in requests(), start in 0i64..60, length in 0u64..20) {
        // The corresponding day of a month depends on the day from which it is counted.
        prop_assume!(!request.extend.iter().any(|&p| by_month(p)));
        let calendar = WorkCalendar::national();
        let start = request.from + TimeDelta::days(start);
        let longer = request.clone().exclude(start..=start + Days::new(length));
        let (before, after) = (calendar.deadline(&request), calendar.deadline(&longer));
        prop_assert!(before.unwrap().due <= after.unwrap().due);
    }

    #[test]
    fn requests_survive_json(request in requests()) {
        let json = serde_json::to_string(&request).unwrap();
        let back: DeadlineRequest = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(back, request);
    }
}

#[test]
fn every_day_agrees_with_the_notices_alone() {
    let calendar = WorkCalendar::national();
    NAIVE.with(|naive| {
        for date in day("2008-01-01")
            .iter_days()
            .take_while(|d| *d <= day("2100-12-31"))
        {
            let known = calendar.day(date).unwrap();
            assert_eq!(
                calendar.is_workday(date),
                Ok(naive.is_workday(date)),
                "{date}"
            );
            assert_eq!(known.workday, naive.is_workday(date), "{date}");
            assert_eq!(known.kind.is_workday(), known.workday, "{date}");
        }
    });
}
