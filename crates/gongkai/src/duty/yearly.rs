//! Statutory duties that come round: yearly ones, approvals, reviews, columns of a portal.

use chrono::{Datelike, NaiveDate};

use super::due::{Due, How};
use super::occasion::Stretch;
use super::place::Target;
use super::plan::{Draft, Work, year_end};
use super::recur::items_of_stretch;
use super::statutory::StatutoryDuty;
use super::types::{DutyKind, LimitSource, Occasion, OccasionBy, Status, Unassessable};
use crate::calendar::Deadline;

/// By a day of each year, on the year before.
pub(super) fn yearly<'a>(
    work: &mut Work<'a>,
    duty: &'a StatutoryDuty,
    year: i32,
    (month, day): (u32, u32),
) {
    let (Some(stretch), Some(due)) = (
        Stretch::year(year),
        year.checked_add(1)
            .and_then(|y| NaiveDate::from_ymd_opt(y, month, day)),
    ) else {
        return;
    };
    let target = Target::Statutory(duty);
    let (among, by) = items_of_stretch(work, target, stretch, false);
    let entry = work.first(&among);
    let begins = stretch.last().and_then(|d| d.succ_opt()).unwrap_or(due);
    let status = work.status(begins, due, entry);
    let matched = entry.map(|e| e.matched(by));
    let draft = Draft {
        target: Some(target),
        kind: DutyKind::Periodic,
        occasion: Occasion::Stretch { stretch },
        zh: format!("每年{month}月{day}日前公布上一年度的"),
        en: format!("on the year before, by {month}-{day} of each year"),
        period: None,
        rule: if duty.is_default {
            LimitSource::Default
        } else {
            LimitSource::Law
        },
        citations: Vec::new(),
    };
    work.push(draft, Some(Due::fixed(due)), Some(due), status, matched);
}

/// Done by a day of each year, as an event tells.
pub(super) fn review<'a>(
    work: &mut Work<'a>,
    duty: &'a StatutoryDuty,
    year: i32,
    (month, day): (u32, u32),
) {
    let (Some(stretch), Some(due)) = (
        Stretch::year(year),
        NaiveDate::from_ymd_opt(year, month, day),
    ) else {
        return;
    };
    let done = work
        .happened
        .iter_mut()
        .find(|h| {
            h.placed.target.is_some_and(|t| t.id() == &duty.id) && h.event.date.year() == year
        })
        .map(|h| {
            h.used = true;
            h.event.date
        })
        .filter(|d| *d <= work.as_of);
    let begins = stretch.first().unwrap_or(due);
    let status = match done {
        Some(on) if on <= due => Status::Met { on },
        Some(on) => Status::MetLate {
            on,
            days: (on - due).num_days(),
            working_days: None,
        },
        None => match work.status(begins, due, None) {
            // That it was not recorded does not show that it was not done.
            Status::Overdue { .. } => Status::NotAssessable {
                reason: Unassessable::NoRecord,
            },
            other => other,
        },
    };
    let draft = Draft {
        target: Some(Target::Statutory(duty)),
        kind: DutyKind::Periodic,
        occasion: Occasion::Stretch { stretch },
        zh: format!("每年{month}月{day}日前办一次"),
        en: format!("once a year, by {month}-{day}"),
        period: None,
        rule: if duty.is_default {
            LimitSource::Default
        } else {
            LimitSource::Law
        },
        citations: Vec::new(),
    };
    work.push(draft, Some(Due::fixed(due)), Some(due), status, None);
}

/// Budget and final accounts: once a year, counted from an approval. Where no approval is
/// entered the item's own day stands for it; where there is none either, no day can be told.
pub(super) fn approval<'a>(
    work: &mut Work<'a>,
    duty: &'a StatutoryDuty,
    year: i32,
    term: &str,
    previous_year: bool,
) {
    let Some(stretch) = Stretch::year(year) else {
        return;
    };
    let target = Target::Statutory(duty);
    let approved_in = if previous_year {
        year.saturating_add(1)
    } else {
        year
    };
    let of_year = |title: &str, date: Option<NaiveDate>| {
        Stretch::named(title, date).map_or_else(
            || {
                date.map(|d| {
                    if previous_year {
                        d.year() - 1
                    } else {
                        d.year()
                    }
                })
            },
            |s| Some(s.calendar_year()),
        ) == Some(year)
    };
    let event = work.happened.iter_mut().find(|h| {
        !h.used
            && h.placed.target.is_some_and(|t| t.id() == &duty.id)
            && of_year(&h.event.title, Some(h.event.date))
    });
    let event = event.map(|h| {
        h.used = true;
        h.event.date
    });
    let among: Vec<usize> = work
        .items_of(target)
        .into_iter()
        .filter(|&n| {
            work.entries
                .get(n)
                .is_some_and(|e| of_year(&e.item.title, e.seen()))
        })
        .collect();
    let entry = work.first(&among);
    let from_item = entry.and_then(|e| e.item.formed);
    let begins = event.or(from_item);
    let Some(law) = begins
        .or_else(|| year_end(approved_in))
        .and_then(|d| work.term(term, d))
    else {
        return;
    };
    let (period, citation) = law;
    let counted = begins.map(|d| Due::counted(work.calendar, d, period));
    let matched = entry.map(|e| e.matched(OccasionBy::Title));
    let (deadline, status) = match (counted, begins) {
        (Some(Ok(due)), Some(begins)) => {
            let status = work.status(begins, due.due, entry);
            (Some(due), status)
        }
        (Some(Err(_)), _) => (
            None,
            Status::NotAssessable {
                reason: Unassessable::OutsideCalendar,
            },
        ),
        _ if entry.is_none() && year_end(approved_in - 1).is_some_and(|d| work.as_of <= d) => {
            let begins = NaiveDate::from_ymd_opt(approved_in, 1, 1).unwrap_or(work.as_of);
            (None, Status::Upcoming { begins })
        }
        _ => (
            None,
            Status::NotAssessable {
                reason: Unassessable::NoEvent,
            },
        ),
    };
    let anchor = deadline
        .as_ref()
        .map(|d| d.due)
        .or_else(|| year_end(approved_in));
    let (words, words_en) = (period.chinese(), period.english());
    let draft = Draft {
        target: Some(target),
        kind: DutyKind::Periodic,
        occasion: Occasion::Stretch { stretch },
        zh: match (event, from_item) {
            (None, Some(day)) => {
                format!("批准（批复）后{words}内；没有登记批准日期，暂以清单所记生成日期{day}起算")
            }
            _ => format!("批准（批复）后{words}内"),
        },
        en: match (event, from_item) {
            (None, Some(day)) => format!(
                "within {words_en} of approval; no approval is entered, so the day it was formed as listed, {day}, stands for it"
            ),
            _ => format!("within {words_en} of approval"),
        },
        period: Some(period),
        rule: LimitSource::Law,
        citations: vec![citation],
    };
    work.push(draft, deadline, anchor, status, matched);
}

/// A column of the portal that has to get something new: judged from its last item.
pub(super) fn column_updates<'a>(work: &mut Work<'a>, duty: &'a StatutoryDuty, term: &str) {
    let mut columns: Vec<(String, NaiveDate, usize)> = Vec::new();
    for (n, entry) in work.entries.iter().enumerate() {
        let (Some(column), Some(on)) = (entry.item.column.as_deref(), entry.published(work.as_of))
        else {
            continue;
        };
        if !duty.columns.iter().any(|w| column.contains(w.as_str())) {
            continue;
        }
        match columns.iter_mut().find(|(c, _, _)| c == column) {
            Some(known) if known.1 < on => *known = (column.to_owned(), on, n),
            Some(_) => {}
            None => columns.push((column.to_owned(), on, n)),
        }
    }
    for (column, last, _) in columns {
        let Some((period, citation)) = work.term(term, work.as_of) else {
            continue;
        };
        // The indicators look at the last weeks or months before the day of inspection: days
        // off do not lengthen them.
        let Some(due) = Deadline::after(last, period)
            .roll(false)
            .on(work.calendar)
            .ok()
            .map(|d| Due {
                due: d.due,
                certainty: d.certainty,
                how: How::Counted { from: last, period },
                trail: d.trail,
                basis: d.basis,
            })
        else {
            continue;
        };
        let day = due.due;
        let status = work.status(last, day, None);
        let draft = Draft {
            target: Some(Target::Statutory(duty)),
            kind: DutyKind::Periodic,
            occasion: Occasion::Since {
                last,
                column: Some(column),
            },
            zh: format!("这类栏目{}内应有更新", period.chinese()),
            en: format!(
                "columns of this class get something new within {}",
                period.english()
            ),
            period: Some(period),
            rule: if duty.is_default {
                LimitSource::Default
            } else {
                LimitSource::Law
            },
            citations: vec![citation],
        };
        work.push(draft, Some(due), Some(day), status, None);
    }
}
