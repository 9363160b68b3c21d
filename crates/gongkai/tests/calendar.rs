//! Notices, layers, errors and certainty of the calendar.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use chrono::{Datelike, NaiveDate, Weekday};
use gongkai::calendar::{
    CalendarError, Certainty, DayKind, Deadline, LocalCalendar, LocalDay, Notice, NoticeDay,
    NoticeFault, WorkCalendar,
};
use gongkai::law::{Attestation, Citation, InstrumentId, Lang, Period, PeriodUnit, Registry};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn notices_are_the_instruments_of_the_registry() {
    let calendar = WorkCalendar::national();
    let mut count = 0;
    for notice in calendar.notices() {
        let known = Registry::builtin().get(&notice.id).unwrap();
        assert_eq!(
            known.number.as_deref(),
            notice.number.as_deref(),
            "{}",
            notice.id
        );
        assert_eq!(known.adopted, Some(notice.published), "{}", notice.id);
        count += 1;
    }
    assert_eq!(count, 22, "19 yearly notices and 3 changes");
    assert_eq!(calendar.published_until(), Some(day("2026-12-31")));
}

/// What the decree grants and a notice swaps must come out even: as many weekdays are taken
/// off beyond the statutory ones as weekends are worked and statutory days fell on weekends
/// (or on each other).
#[test]
fn swapped_days_balance_in_every_yearly_notice() {
    for notice in WorkCalendar::national()
        .notices()
        .filter(|n| n.amends.is_none())
    {
        let count = |kind| notice.days.iter().filter(|d| d.kind == kind).count();
        let statutory: Vec<_> = notice
            .days
            .iter()
            .filter(|d| d.kind == DayKind::StatutoryHoliday)
            .collect();
        let granted = if notice.year < 2025 { 11 } else { 13 };
        let on_weekend = statutory
            .iter()
            .filter(|d| matches!(d.date.weekday(), Weekday::Sat | Weekday::Sun))
            .count();
        let made_up_for = on_weekend + (granted - statutory.len());
        assert_eq!(
            count(DayKind::SwappedOff),
            count(DayKind::MakeupWorkday) + made_up_for,
            "{}",
            notice.id
        );
    }
}

/// The statutory days that notices list are those which the decree then in force fixes: the
/// projection made before each notice must name exactly them.
#[test]
fn the_projection_names_the_statutory_days_that_notices_then_confirm() {
    let calendar = WorkCalendar::national();
    for notice in calendar.notices().filter(|n| n.amends.is_none()) {
        let first = NaiveDate::from_ymd_opt(notice.year, 1, 1).unwrap();
        let last = NaiveDate::from_ymd_opt(notice.year, 12, 31).unwrap();
        let before = calendar.without(&notice.id);
        assert_eq!(before.day(first).unwrap().certainty, Certainty::Projected);
        let projected: Vec<_> = before
            .days(first..=last)
            .unwrap()
            .filter(|d| d.kind == DayKind::StatutoryHoliday)
            .map(|d| d.date)
            .collect();
        let listed: Vec<_> = notice
            .days
            .iter()
            .filter(|d| d.kind == DayKind::StatutoryHoliday)
            .map(|d| d.date)
            .collect();
        assert_eq!(projected, listed, "{}", notice.year);
    }
}

#[test]
fn as_of_goes_back_before_each_notice_and_each_decree() {
    let calendar = WorkCalendar::national();
    // In 2012 nobody knew of the decree of 2013: New Year's Eve of 2015 counted as statutory.
    let then = calendar.as_of(day("2012-06-01"));
    assert_eq!(then.published_until(), Some(day("2012-12-31")));
    let eve = then.day(day("2015-02-18")).unwrap();
    assert_eq!(
        (eve.kind, eve.certainty),
        (DayKind::StatutoryHoliday, Certainty::Projected)
    );
    assert_eq!(eve.notice.unwrap().as_str(), "holidays-2007");
    // Before the notice for 2019, its December days of 2018 were ordinary ones.
    let then = calendar.as_of(day("2018-12-01"));
    assert!(then.is_workday(day("2018-12-31")).unwrap());
    assert!(!then.is_workday(day("2018-12-29")).unwrap());
    assert!(!calendar.is_workday(day("2018-12-31")).unwrap());
    assert!(calendar.is_workday(day("2018-12-29")).unwrap());
    // The extension of 2020 cancelled a make-up Saturday.
    let then = calendar.as_of(day("2020-01-26"));
    assert!(then.is_workday(day("2020-02-01")).unwrap());
    assert!(!calendar.is_workday(day("2020-02-01")).unwrap());
    assert!(then.is_workday(day("2020-01-31")).unwrap());
    assert!(!calendar.is_workday(day("2020-01-31")).unwrap());
    // The holiday of September 2015.
    let then = calendar.as_of(day("2015-05-12"));
    assert!(then.is_workday(day("2015-09-03")).unwrap());
    assert!(!then.is_workday(day("2015-09-06")).unwrap());
    // Nothing at all was published: weekends alone.
    let then = calendar.as_of(day("2007-12-01"));
    assert_eq!(then.published_until(), None);
    assert!(then.is_workday(day("2008-05-01")).unwrap());
}

fn notice_2027() -> Notice {
    let d = |date: &str, kind, name: &'static str| NoticeDay {
        date: day(date),
        kind,
        name: name.into(),
    };
    // Made up for the test: not the arrangement of 2027.
    Notice {
        id: InstrumentId::new("holiday-notice-2027"),
        number: None,
        published: day("2026-11-25"),
        year: 2027,
        amends: None,
        certainty: Attestation::Memory,
        note: None,
        days: vec![
            d("2027-01-01", DayKind::StatutoryHoliday, "元旦"),
            d("2027-01-02", DayKind::Weekend, "元旦"),
            d("2027-01-03", DayKind::Weekend, "元旦"),
            d("2027-01-04", DayKind::SwappedOff, "元旦"),
            d("2027-01-09", DayKind::MakeupWorkday, "元旦"),
        ],
    }
}

#[test]
fn a_new_notice_makes_the_projection_certain_and_tells_what_it_moves() {
    let calendar = WorkCalendar::national();
    let notice = notice_2027();
    let open = [
        Deadline::after(day("2026-11-02"), Period::working_days(20).unwrap()),
        // 31 December, then 5, 6, 7, 8 January under the notice; 4 to 7 January without it.
        Deadline::after(day("2026-12-30"), Period::working_days(5).unwrap()),
        // 9 January is worked: 31, 5, 6, 7, 8, 9; without the notice 31, 4, 5, 6, 7, 8.
        Deadline::after(day("2026-12-30"), Period::working_days(6).unwrap()),
        // And both come to the 11th with the seventh.
        Deadline::after(day("2026-12-30"), Period::working_days(7).unwrap()),
    ];
    let moved = calendar.changed_by(&notice, &open).unwrap();
    let told: Vec<_> = moved
        .iter()
        .map(|m| (m.index, m.before.due, m.after.due, m.after.certainty))
        .collect();
    assert_eq!(
        told,
        [
            (
                1,
                day("2027-01-07"),
                day("2027-01-08"),
                Certainty::Published
            ),
            (
                2,
                day("2027-01-08"),
                day("2027-01-09"),
                Certainty::Published
            ),
        ]
    );
    assert_eq!(moved[0].before.certainty, Certainty::Projected);
    let longer = calendar.with_notice(&notice).unwrap();
    assert_eq!(longer.published_until(), Some(day("2027-12-31")));
    // Asked of the calendar that has it already, the answer is the same.
    assert_eq!(longer.changed_by(&notice, &open).unwrap(), moved);
    // And it survives JSON, as an embedding program will read it.
    let json = serde_json::to_string(&notice).unwrap();
    assert_eq!(serde_json::from_str::<Notice>(&json).unwrap(), notice);
}

#[test]
fn a_notice_that_contradicts_itself_or_the_calendar_is_refused() {
    let calendar = WorkCalendar::national();
    let refuse = |change: &dyn Fn(&mut Notice)| {
        let mut notice = notice_2027();
        change(&mut notice);
        match calendar.with_notice(&notice).unwrap_err() {
            CalendarError::Notice { fault, .. } => fault,
            other => panic!("{other}"),
        }
    };
    let id = InstrumentId::new;
    assert_eq!(refuse(&|n| n.days.clear()), NoticeFault::NoDays);
    assert_eq!(
        refuse(&|n| n.days[1].date = day("2027-01-01")),
        NoticeFault::DuplicateDay {
            date: day("2027-01-01")
        }
    );
    assert_eq!(
        refuse(&|n| n.days[0].name = " ".into()),
        NoticeFault::Nameless {
            date: day("2027-01-01")
        }
    );
    assert_eq!(
        refuse(&|n| n.days[4].date = day("2027-01-08")),
        NoticeFault::KindDoesNotFit {
            date: day("2027-01-08"),
            kind: DayKind::MakeupWorkday
        }
    );
    assert_eq!(
        refuse(&|n| n.days[0].date = day("2026-10-01")),
        NoticeFault::OutOfYear {
            date: day("2026-10-01"),
            year: 2027
        }
    );
    assert_eq!(
        refuse(&|n| n.year = 2026),
        NoticeFault::YearArranged {
            year: 2026,
            by: id("holiday-notice-2026")
        }
    );
    assert_eq!(
        refuse(&|n| n.id = id("holiday-notice-2026")),
        NoticeFault::Known
    );
    assert_eq!(
        refuse(&|n| n.amends = Some(id("holiday-notice-2028"))),
        NoticeFault::UnknownAmended {
            amended: id("holiday-notice-2028")
        }
    );
    assert_eq!(
        refuse(&|n| {
            n.year = 2101;
            n.days.truncate(1);
            n.days[0].date = day("2101-01-01");
        }),
        NoticeFault::UnknownYear { year: 2101 }
    );
    // A change of the running year names what it amends.
    let mut change = notice_2027();
    change.id = id("holiday-notice-2026-change");
    change.year = 2026;
    change.amends = Some(id("holiday-notice-2026"));
    assert!(calendar.with_notice(&change).is_ok());
}

#[test]
fn a_local_layer_prevails_and_names_itself() {
    let local = LocalCalendar {
        region: "某自治县".to_owned(),
        days: vec![LocalDay {
            date: day("2026-06-24"),
            kind: DayKind::SpecialHoliday,
            name: "火把节".to_owned(),
            basis: "县人民政府放假通知（示例）".to_owned(),
        }],
    };
    let national = WorkCalendar::national();
    let calendar = national.with_local(&local).unwrap();
    let json = serde_json::to_value(calendar.day(day("2026-06-24")).unwrap()).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "date": "2026-06-24", "workday": false, "kind": "special_holiday",
            "name": "火把节", "notice": null, "layer": "local", "region": "某自治县",
            "basis": "县人民政府放假通知（示例）", "certainty": "published",
        })
    );
    let json = serde_json::to_value(national.day(day("2026-06-24")).unwrap()).unwrap();
    assert_eq!(json["layer"], "national");
    let request = Deadline::after(day("2026-06-22"), Period::working_days(3).unwrap());
    let deadline = calendar.deadline(&request).unwrap();
    assert_eq!(deadline.due, day("2026-06-26"));
    assert_eq!(national.deadline(&request).unwrap().due, day("2026-06-25"));
    let told = deadline.explain(Lang::Zh).join("\n");
    assert!(
        told.contains("某自治县，县人民政府放假通知（示例）"),
        "{told}"
    );
    // A notice taken in later does not remove it.
    let later = calendar.with_notice(&notice_2027()).unwrap();
    assert!(!later.is_workday(day("2026-06-24")).unwrap());
    let mut twice = local.clone();
    twice.days.push(local.days[0].clone());
    assert!(matches!(
        national.with_local(&twice),
        Err(CalendarError::Local {
            fault: NoticeFault::DuplicateDay { .. },
            ..
        })
    ));
}

#[test]
fn outside_of_the_calendar_is_an_error_never_a_guess() {
    let calendar = WorkCalendar::national();
    let (first, last) = (calendar.first_day(), calendar.last_day());
    assert_eq!((first, last), (day("2008-01-01"), day("2100-12-31")));
    let before = |date| Err(CalendarError::BeforeRecords { date, first });
    let after = |date| Err(CalendarError::AfterHorizon { date, last });
    let early = day("2007-12-31");
    assert_eq!(calendar.is_workday(early).map(|_| ()), before(early));
    assert_eq!(calendar.add_workdays(early, 1).map(|_| ()), before(early));
    assert_eq!(calendar.add_workdays(first, -1).map(|_| ()), before(first));
    assert_eq!(calendar.add_workdays(last, 1).map(|_| ()), after(last));
    assert_eq!(
        calendar.add_workdays(last, i32::MAX).map(|_| ()),
        after(last)
    );
    assert_eq!(
        calendar.add_workdays(first, i32::MIN).map(|_| ()),
        before(first)
    );
    assert_eq!(
        calendar.workdays_between(early, last).map(|_| ()),
        before(early)
    );
    let far = NaiveDate::MAX;
    assert_eq!(
        calendar.workdays_between(first, far).map(|_| ()),
        after(far)
    );
    assert_eq!(
        CalendarError::BeforeRecords { date: early, first }.to_string(),
        "`2007-12-31` is, or leads, before 2008-01-01, the first day on record"
    );
}

#[test]
fn hostile_requests_are_errors() {
    let calendar = WorkCalendar::national();
    let from = day("2026-01-05");
    let after = CalendarError::AfterHorizon {
        date: from,
        last: calendar.last_day(),
    };
    for unit in [
        PeriodUnit::WorkingDay,
        PeriodUnit::Day,
        PeriodUnit::Week,
        PeriodUnit::Year,
    ] {
        let longest = Period::new(Period::MAX_COUNT, unit).unwrap();
        let request = Deadline::after(from, longest);
        assert_eq!(
            calendar.deadline(&request).map(|d| d.due),
            Err(after.clone())
        );
    }
    let request = Deadline::after(from, Period::days(3).unwrap());
    let early = day("2007-12-31");
    assert_eq!(
        calendar
            .deadline(&request.clone().exclude(from..=early))
            .map(|d| d.due),
        Err(CalendarError::ReversedSpan { from, to: early })
    );
    // A span that reaches past the end of time, or lies before the start, is no panic.
    assert!(
        calendar
            .deadline(&request.clone().exclude(early..=NaiveDate::MAX))
            .is_err()
    );
    let earlier = request.exclude(NaiveDate::MIN..=early);
    assert_eq!(calendar.deadline(&earlier).unwrap().due, day("2026-01-08"));
}

#[test]
fn certainty_concerns_only_the_days_that_the_answer_rests_on() {
    let calendar = WorkCalendar::national();
    let certainty = |from: &str, period: &str| {
        let request = Deadline::after(day(from), period.parse().unwrap());
        calendar.deadline(&request).unwrap().certainty
    };
    assert_eq!(certainty("2026-12-01", "20wd"), Certainty::Published);
    assert_eq!(certainty("2026-12-03", "20wd"), Certainty::Published);
    assert_eq!(certainty("2026-12-04", "20wd"), Certainty::Projected);
    assert_eq!(certainty("2027-02-01", "1d"), Certainty::Projected);
    assert_eq!(certainty("2026-12-01", "60d"), Certainty::Projected);
    // A display of thirty days ends on its thirtieth day, whatever day that is.
    let minimum = Deadline::after(day("2026-12-15"), "30d".parse().unwrap()).minimum();
    let shown = calendar.deadline(&minimum).unwrap();
    assert_eq!(
        (shown.due, shown.certainty),
        (day("2027-01-14"), Certainty::Published)
    );
}

#[test]
fn the_law_cited_is_the_one_in_force_at_the_start() {
    let calendar = WorkCalendar::national();
    let basis = |from: &str, period: &str| {
        let request = Deadline::after(day(from), period.parse().unwrap());
        let deadline = calendar.deadline(&request).unwrap();
        deadline
            .basis
            .iter()
            .map(Citation::compact)
            .collect::<Vec<_>>()
    };
    assert_eq!(basis("2026-03-02", "20wd"), ["civil-code-2020:201.1"]);
    // 2 May 2026 is a Saturday within the holiday.
    assert_eq!(
        basis("2026-04-02", "1m"),
        [
            "civil-code-2020:201.1",
            "civil-code-2020:202",
            "civil-code-2020:203.1"
        ]
    );
    assert_eq!(
        basis("2020-12-31", "20wd"),
        ["civil-general-provisions-2017:201.1"]
    );
    assert_eq!(
        basis("2017-09-30", "1m"),
        ["civil-general-principles-1986:154"]
    );
}
