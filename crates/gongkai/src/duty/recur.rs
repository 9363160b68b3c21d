//! What comes round by itself: standing duties, each month, quarter and half-year, fixed days,
//! and updates that follow one another.

use chrono::{Datelike, NaiveDate};

use super::due::Due;
use super::occasion::Stretch;
use super::place::Target;
use super::plan::{Draft, Entry, Work, years};
use super::statutory::Rhythm;
use super::types::{DutyKind, LimitSource, Match, Occasion, OccasionBy, Status, Unassessable};
use super::yearly::{approval, column_updates, review, yearly};
use crate::catalogue::{Level, Limit, LimitKind, Matter};
use crate::law::{Citation, Period, PeriodUnit};

pub(super) fn collect(work: &mut Work<'_>, from: NaiveDate, to: NaiveDate) {
    for duty in work.scope.statutory.clone() {
        match &duty.rhythm {
            Rhythm::Standing => standing(work, Target::Statutory(duty), None),
            Rhythm::Yearly { month, day, since } => {
                for year in years(from, to, work.as_of).filter(|y| y >= since) {
                    yearly(work, duty, year, (*month, *day));
                }
            }
            Rhythm::Approval {
                term,
                previous_year,
            } => {
                for year in years(from, to, work.as_of) {
                    approval(work, duty, year, term, *previous_year);
                }
            }
            Rhythm::Update { term } => column_updates(work, duty, term),
            Rhythm::Review { month, day, since } => {
                for year in years(from, to, work.as_of).filter(|y| y >= since) {
                    review(work, duty, year, (*month, *day));
                }
            }
        }
    }
    let matters: Vec<&Matter> = work.scope.matters().collect();
    let village = work.scope.unit.level == Level::Village;
    for matter in matters {
        for limit in &matter.limits {
            // A village's shorter period is for villages with many transactions, which
            // is not known of this one: the longer is owed in any case.
            if village && limit.kind == LimitKind::Periodic && has_longer(matter, limit) {
                continue;
            }
            match (limit.kind, limit.period) {
                (LimitKind::Permanent, _) => standing(work, Target::Matter(matter), Some(limit)),
                (LimitKind::Periodic, Some(period)) => match months(period) {
                    Some(months) => stretches(work, matter, limit, months, (from, to)),
                    None => rolling(work, matter, limit, period),
                },
                (LimitKind::ByDate, _) => by_date(work, matter, limit, (from, to)),
                _ => {}
            }
        }
    }
}

/// Whether a matter has a longer period than this one.
fn has_longer(matter: &Matter, limit: &Limit) -> bool {
    let own = limit.period.and_then(months);
    matter
        .limits
        .iter()
        .filter(|l| l.kind == LimitKind::Periodic)
        .filter_map(|l| l.period.and_then(months))
        .any(|m| own.is_some_and(|own| m > own))
}

/// A period that divides the year: so many months.
pub(super) fn months(period: Period) -> Option<u32> {
    let months = match period.unit() {
        PeriodUnit::Month => period.count(),
        PeriodUnit::Quarter => period.count().checked_mul(3)?,
        PeriodUnit::Year => period.count().checked_mul(12)?,
        PeriodUnit::WorkingDay | PeriodUnit::Day | PeriodUnit::Week => return None,
    };
    matches!(months, 1 | 3 | 6 | 12).then_some(months)
}

fn standing<'a>(work: &mut Work<'a>, target: Target<'a>, limit: Option<&Limit>) {
    let among = work.items_of(target);
    let up: Vec<&Entry<'_>> = among
        .iter()
        .filter_map(|&n| work.entries.get(n))
        .filter(|e| e.item.removed.is_none_or(|r| r > work.as_of))
        .collect();
    let latest = up
        .iter()
        .filter(|e| e.published(work.as_of).is_some())
        .max_by_key(|e| (e.item.published, e.index));
    let undated = up.iter().find(|e| e.item.published.is_none());
    let (status, matched) = match (latest, undated) {
        (Some(entry), _) => (
            entry
                .published(work.as_of)
                .map_or(Status::Missing, |on| Status::Met { on }),
            Some(entry.matched(OccasionBy::Presence)),
        ),
        (None, Some(entry)) => (
            Status::NotAssessable {
                reason: Unassessable::NoPublicationDate,
            },
            Some(entry.matched(OccasionBy::Presence)),
        ),
        (None, None) => (Status::Missing, None),
    };
    let part = limit.and_then(|l| l.applies_to.as_deref());
    let draft = Draft {
        target: Some(target),
        kind: DutyKind::Standing,
        occasion: Occasion::Standing,
        zh: part.map_or(
            "应当长期在栏，有变动及时更新".to_owned(),
            |p| format!("应当长期在栏，有变动及时更新（{p}）"),
        ),
        en: "has to stand there at all times and be kept up to date".to_owned(),
        period: None,
        rule: if limit.is_some() {
            LimitSource::Matter
        } else {
            LimitSource::Law
        },
        citations: Vec::new(),
    };
    work.push(draft, None, None, status, matched);
}

/// The stretch that an item of a recurring duty is of, and how that was told. `within` says
/// that the stretch itself is the time for it (a village's quarter); otherwise it is the time
/// after its end.
fn stretch_of(entry: &Entry<'_>, months: u32, within: bool) -> Option<(Stretch, OccasionBy)> {
    let seen = entry.seen();
    if within {
        // What is owed is a publication in each stretch, whatever stretch it is on.
        return Some((Stretch::containing(seen?, months)?, OccasionBy::Date));
    }
    if let Some(named) = Stretch::named(&entry.item.title, seen) {
        if named.months() == months {
            return Some((named, OccasionBy::Title));
        }
        if named.months() < months || named.months() < 12 {
            return None;
        }
    }
    Some((
        Stretch::containing(seen?, months)?.previous()?,
        OccasionBy::Date,
    ))
}

/// Of the items of a target those of a stretch, with how that was told.
pub(super) fn items_of_stretch(
    work: &Work<'_>,
    target: Target<'_>,
    stretch: Stretch,
    within: bool,
) -> (Vec<usize>, OccasionBy) {
    let mut found = Vec::new();
    let mut how = OccasionBy::Date;
    for n in work.items_of(target) {
        let Some(entry) = work.entries.get(n) else {
            continue;
        };
        if let Some((of, by)) = stretch_of(entry, stretch.months(), within)
            && of == stretch
        {
            found.push(n);
            how = by;
        }
    }
    (found, how)
}

/// The time for a stretch: the stretch itself for a village; otherwise the matter's own limit,
/// or the general rule, after its end.
fn term_after(
    work: &Work<'_>,
    matter: &Matter,
    end: NaiveDate,
) -> Option<(Period, LimitSource, Option<Citation>)> {
    let own = matter
        .limits
        .iter()
        .filter(|l| l.kind == LimitKind::Within && l.applies_to.is_none())
        .find_map(|l| l.period);
    match own {
        Some(period) if !matter.default_rule => Some((period, LimitSource::Matter, None)),
        _ => {
            let (period, citation) = work.general_rule(end)?;
            Some((
                own.unwrap_or(period),
                LimitSource::GeneralRule,
                Some(citation),
            ))
        }
    }
}

fn stretches<'a>(
    work: &mut Work<'a>,
    matter: &'a Matter,
    limit: &'a Limit,
    months: u32,
    (from, to): (NaiveDate, NaiveDate),
) {
    let village = work.scope.unit.level == Level::Village;
    let years = years(from, to, work.as_of);
    let Some(mut stretch) =
        NaiveDate::from_ymd_opt(*years.start(), 1, 1).and_then(|d| Stretch::containing(d, months))
    else {
        return;
    };
    while stretch.calendar_year() <= *years.end() {
        stretch_duty(work, matter, limit, stretch, village);
        let Some(next) = stretch.next() else { return };
        stretch = next;
    }
}

/// What the rule says of a shorter period, in Chinese.
fn shorter(matter: &Matter, limit: &Limit) -> String {
    let periodic = matter
        .limits
        .iter()
        .filter(|l| l.kind == LimitKind::Periodic);
    let others = periodic
        .filter(|l| *l != limit)
        .map(|l| l.render(crate::finding::Lang::Zh));
    let told: Vec<String> = std::iter::once(String::new()).chain(others).collect();
    told.join("；")
}

fn stretch_duty<'a>(
    work: &mut Work<'a>,
    matter: &'a Matter,
    limit: &'a Limit,
    stretch: Stretch,
    village: bool,
) {
    let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else {
        return;
    };
    let (due, begins, rule, period, citation) = if village {
        let Some(due) = Due::last_day(stretch) else {
            return;
        };
        (due, first, LimitSource::Matter, limit.period, None)
    } else {
        let Some((period, rule, citation)) = term_after(work, matter, last) else {
            return;
        };
        let Ok(due) = Due::counted(work.calendar, last, period) else {
            return;
        };
        let begins = last.succ_opt().unwrap_or(last);
        // That the term runs from the end of the stretch is our reading where the row gives
        // the rhythm only.
        let rule = if rule == LimitSource::GeneralRule {
            LimitSource::Default
        } else {
            rule
        };
        (due, begins, rule, Some(period), citation)
    };
    let target = Target::Matter(matter);
    let (among, by) = items_of_stretch(work, target, stretch, village);
    let entry = work.first(&among);
    let status = work.status(begins, due.due, entry);
    let matched = entry.map(|e| e.matched(by));
    let every = limit.cadence().render(crate::finding::Lang::Zh);
    let every_en = limit.cadence().render(crate::finding::Lang::En);
    let part = limit
        .applies_to
        .as_deref()
        .map(|p| format!("{p}："))
        .unwrap_or_default();
    let (zh, en) = match (village, period) {
        (false, Some(term)) => (
            format!("{part}{every}，每期结束后{}内", term.chinese()),
            format!("{every_en}, within {} of the end of each", term.english()),
        ),
        _ => (
            format!("{every}，当期内公布{}", shorter(matter, limit)),
            format!("{every_en}, within the period itself"),
        ),
    };
    let draft = Draft {
        target: Some(target),
        kind: DutyKind::Periodic,
        occasion: Occasion::Stretch { stretch },
        zh,
        en,
        period,
        rule,
        citations: citation.into_iter().collect(),
    };
    let anchor = due.due;
    work.push(draft, Some(due), Some(anchor), status, matched);
}

/// 每20个工作日: each item sets the time for the next.
fn rolling<'a>(work: &mut Work<'a>, matter: &'a Matter, limit: &'a Limit, period: Period) {
    let target = Target::Matter(matter);
    let mut days: Vec<(NaiveDate, usize)> = work
        .items_of(target)
        .into_iter()
        .filter_map(|n| Some((work.entries.get(n)?.published(work.as_of)?, n)))
        .collect();
    days.sort_unstable();
    days.dedup_by_key(|(day, _)| *day);
    let zh = limit.cadence().render(crate::finding::Lang::Zh);
    let en = limit.cadence().render(crate::finding::Lang::En);
    let draft = |occasion| Draft {
        target: Some(target),
        kind: DutyKind::Periodic,
        occasion,
        zh: zh.clone(),
        en: en.clone(),
        period: Some(period),
        rule: LimitSource::Matter,
        citations: Vec::new(),
    };
    if days.is_empty() {
        let status = Status::NotAssessable {
            reason: Unassessable::NothingYet,
        };
        work.push(draft(Occasion::Standing), None, None, status, None);
        return;
    }
    for (place, &(last, _)) in days.iter().enumerate() {
        let Ok(due) = Due::counted(work.calendar, last, period) else {
            continue;
        };
        let next = days.get(place + 1).and_then(|&(_, n)| work.entries.get(n));
        let status = work.status(last, due.due, next);
        let matched: Option<Match> = next.map(|e| e.matched(OccasionBy::Date));
        let anchor = due.due;
        let duty = draft(Occasion::Since { last, column: None });
        work.push(duty, Some(due), Some(anchor), status, matched);
    }
}

/// 每年1月31日, 每季度首个月20日, 每月10日: what a fixed date may say. `None` when it is none
/// of these.
fn fixed_days(words: &str) -> Option<(u32, u32, u32)> {
    let number = |text: &str| crate::law::numeral::parse(text).map(u32::from);
    let rest = words.trim_end_matches(['前', '内']).strip_suffix('日')?;
    if let Some(day) = rest
        .strip_prefix("每季度首个月")
        .or_else(|| rest.strip_prefix("每季度首月"))
    {
        return Some((3, 1, number(day)?));
    }
    if let Some(day) = rest.strip_prefix("每月") {
        return Some((1, 1, number(day)?));
    }
    let (month, day) = rest.strip_prefix("每年").unwrap_or(rest).split_once('月')?;
    Some((12, number(month)?, number(day)?))
}

/// A fixed date in each month, quarter or year. A village's fixed day in a quarter is for the
/// quarter before, as the day is when it is posted.
fn by_date<'a>(
    work: &mut Work<'a>,
    matter: &'a Matter,
    limit: &'a Limit,
    (from, to): (NaiveDate, NaiveDate),
) {
    let words = limit
        .trigger
        .as_deref()
        .or(limit.raw.as_deref())
        .unwrap_or_default();
    let Some((months, month, day)) = fixed_days(words) else {
        return;
    };
    let target = Target::Matter(matter);
    let span = years(from, to, work.as_of);
    let Some(mut stretch) =
        NaiveDate::from_ymd_opt(*span.start(), 1, 1).and_then(|d| Stretch::containing(d, months))
    else {
        return;
    };
    while stretch.calendar_year() <= *span.end() {
        let due = stretch
            .first()
            .and_then(|d| d.checked_add_months(chrono::Months::new(month.saturating_sub(1))))
            .and_then(|d| NaiveDate::from_ymd_opt(d.year(), d.month(), day));
        if let (Some(due), Some(of), Some(begins)) = (due, stretch.previous(), stretch.first()) {
            let (among, by) = items_of_stretch(work, target, of, false);
            let entry = work.first(&among);
            let status = work.status(begins, due, entry);
            let matched = entry.map(|e| e.matched(by));
            let draft = Draft {
                target: Some(target),
                kind: DutyKind::Periodic,
                occasion: Occasion::Stretch { stretch: of },
                zh: format!("{words}公布"),
                en: format!("by “{words}”"),
                period: None,
                rule: LimitSource::Matter,
                citations: Vec::new(),
            };
            work.push(draft, Some(Due::fixed(due)), Some(due), status, matched);
        }
        let Some(next) = stretch.next() else { return };
        stretch = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_days_as_sources_word_them() {
        assert_eq!(fixed_days("每季度首个月20日"), Some((3, 1, 20)));
        assert_eq!(fixed_days("每年1月31日前"), Some((12, 1, 31)));
        assert_eq!(fixed_days("每月10日"), Some((1, 1, 10)));
        assert_eq!(fixed_days("十二月三十一日"), Some((12, 12, 31)));
        assert_eq!(fixed_days("会议召开前"), None);
    }
}
