//! Working days and deadlines: `cargo bench -p gongkai-benches --bench calendar`.
//!
//! The jobs are those of `peers/calendar.py`, so that the figures can stand side by side. The
//! dates change from call to call, over 2008–2026, so that nothing is measured from one line
//! of cache.

use chrono::{Days, NaiveDate};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use gongkai::calendar::{Deadline, DeadlineRequest, WorkCalendar};
use gongkai::law::{Lang, Period};

fn main() {
    // Built here, so that no benchmark pays for it.
    WorkCalendar::national();
    divan::main();
}

const DATES: usize = 1024;

/// Dates over 2008–2025, far from one another and always the same.
fn dates() -> Vec<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2008, 1, 1).unwrap_or_default();
    (0..DATES as u64)
        .map(|n| first + Days::new(n * 2_654_435_761 % 6_570))
        .collect()
}

/// Runs a job once for each date; divan then shows the time and the rate for one of them.
fn each(bencher: Bencher<'_, '_>, job: impl Fn(NaiveDate) + Sync) {
    let dates = dates();
    bencher.counter(ItemsCount::new(DATES)).bench(|| {
        for &date in &dates {
            job(black_box(date));
        }
    });
}

#[divan::bench]
fn is_workday_x1024(bencher: Bencher<'_, '_>) {
    let calendar = WorkCalendar::national();
    each(bencher, |date| {
        black_box(calendar.is_workday(date).ok());
    });
}

#[divan::bench(args = [20, 1000])]
fn add_workdays_x1024(bencher: Bencher<'_, '_>, n: i32) {
    let calendar = WorkCalendar::national();
    each(bencher, |date| {
        black_box(calendar.add_workdays(date, n).ok());
    });
}

#[divan::bench]
fn workdays_between_x1024(bencher: Bencher<'_, '_>) {
    let calendar = WorkCalendar::national();
    let to = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap_or_default();
    each(bencher, |date| {
        black_box(calendar.workdays_between(date, black_box(to)).ok());
    });
}

#[divan::bench]
fn day_x1024(bencher: Bencher<'_, '_>) {
    let calendar = WorkCalendar::national();
    each(bencher, |date| {
        black_box(calendar.day(date).ok());
    });
}

fn period(text: &str) -> Option<Period> {
    text.parse().ok()
}

/// A whole deadline with its trail and its articles.
#[divan::bench(args = ["20wd", "30d", "6m", "250wd"])]
fn deadline_with_trail_x1024(bencher: Bencher<'_, '_>, length: &str) {
    let calendar = WorkCalendar::national();
    let Some(period) = period(length) else { return };
    each(bencher, |date| {
        black_box(calendar.deadline(&Deadline::after(date, period)).ok());
    });
}

/// The same with a third party asked in between and an extension.
#[divan::bench]
fn deadline_excluded_and_extended_x1024(bencher: Bencher<'_, '_>) {
    let calendar = WorkCalendar::national();
    let Some(period) = period("20wd") else { return };
    let requests: Vec<DeadlineRequest> = dates()
        .into_iter()
        .map(|date| {
            Deadline::after(date, period)
                .exclude(date + Days::new(9)..=date + Days::new(20))
                .extend(period)
        })
        .collect();
    bencher.counter(ItemsCount::new(DATES)).bench(|| {
        for request in &requests {
            black_box(calendar.deadline(black_box(request)).ok());
        }
    });
}

/// The trail in words, for a reader.
#[divan::bench]
fn explain_x1024(bencher: Bencher<'_, '_>) {
    let calendar = WorkCalendar::national();
    let Some(period) = period("20wd") else { return };
    each(bencher, |date| {
        if let Ok(deadline) = calendar.deadline(&Deadline::after(date, period)) {
            black_box(deadline.explain(Lang::Zh));
        }
    });
}

/// What the first call of a program pays, and each notice or layer added.
#[divan::bench]
fn build_the_calendar() -> WorkCalendar {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
    WorkCalendar::national().as_of(black_box(today))
}
