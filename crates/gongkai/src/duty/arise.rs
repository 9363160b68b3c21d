//! What is owed because something happened: an event that was told, or an item that bears the
//! day it was formed.

use chrono::NaiveDate;

use super::due::Due;
use super::event::EventKind;
use super::occasion::Stretch;
use super::place::Target;
use super::plan::{Draft, Entry, Work};
use super::recur::months;
use super::statutory::Rhythm;
use super::types::{Display, DutyKind, LimitSource, Occasion, OccasionBy, Status, Unassessable};
use crate::calendar::{Deadline, WorkCalendar};
use crate::catalogue::{Limit, LimitKind, Matter, Mode};
use crate::law::{Citation, Period, PeriodUnit};

/// How the time of an event is told.
pub(super) enum Time {
    /// A period after it.
    After(Period, LimitSource, Option<Citation>),
    /// A period before it.
    Before(Period),
    /// The same day.
    Same,
    /// No figure.
    NoFigure,
    /// Nothing is owed.
    Nothing,
}

pub(super) fn collect(work: &mut Work<'_>) {
    for n in 0..work.happened.len() {
        event(work, n);
    }
    for n in 0..work.entries.len() {
        item(work, n);
    }
}

/// Words by which a limit for a part of a matter and a title recognise each other.
const PARTS: [&str; 6] = ["许可", "处罚", "强制", "执法", "决定", "结果"];

/// The time that the limits of a matter set for something that happened.
///
/// Of several periods the one for the part that the title names is used; else the one for the
/// whole matter; of several such the longest, so that nothing is called late that may not be.
pub(super) fn time_of(
    work: &Work<'_>,
    target: Option<Target<'_>>,
    kind: &EventKind,
    title: &str,
    date: NaiveDate,
) -> Time {
    let general = || match work.general_rule(date) {
        Some((period, citation)) => Time::After(period, LimitSource::GeneralRule, Some(citation)),
        None => Time::Nothing,
    };
    let matter = match target {
        Some(Target::Matter(matter)) => matter,
        Some(Target::Statutory(duty)) => {
            return match &duty.rhythm {
                Rhythm::Standing => general(),
                Rhythm::Approval { term, .. } => match work.term(term, date) {
                    Some((period, citation)) => {
                        Time::After(period, LimitSource::Law, Some(citation))
                    }
                    None => Time::Nothing,
                },
                Rhythm::Yearly { .. } | Rhythm::Update { .. } | Rhythm::Review { .. } => {
                    Time::Nothing
                }
            };
        }
        None => return general(),
    };
    let formed = matches!(
        kind,
        EventKind::Formed | EventKind::Changed | EventKind::Received
    );
    let of_kind = |kind: LimitKind| matter.limits.iter().filter(move |l| l.kind == kind);
    if !formed {
        if let Some(period) = of_kind(LimitKind::Before).find_map(|l| l.period)
            && matches!(kind, EventKind::Other(_))
        {
            return Time::Before(period);
        }
        if of_kind(LimitKind::WithEvent).next().is_some() && matches!(kind, EventKind::Other(_)) {
            return Time::Same;
        }
    }
    if let Some(period) = within(matter, kind, title) {
        return if matter.default_rule {
            match work.general_rule(date) {
                Some((_, citation)) => {
                    Time::After(period, LimitSource::GeneralRule, Some(citation))
                }
                None => Time::Nothing,
            }
        } else {
            Time::After(period, LimitSource::Matter, None)
        };
    }
    let prompt = of_kind(LimitKind::Timely)
        .chain(of_kind(LimitKind::RealTime))
        .next()
        .is_some();
    match general() {
        // Promptly has no figure of its own; the general rule is the outer bound.
        Time::Nothing if prompt => Time::NoFigure,
        found => found,
    }
}

fn within(matter: &Matter, kind: &EventKind, title: &str) -> Option<Period> {
    let all = || matter.limits.iter().filter(|l| l.kind == LimitKind::Within);
    let names = |limit: &Limit| {
        let part = limit.applies_to.as_deref().unwrap_or_default();
        PARTS.iter().any(|w| part.contains(w) && title.contains(w))
            || (*kind == EventKind::Decided && part.contains("决定"))
    };
    let longest = |limits: &mut dyn Iterator<Item = &Limit>| {
        limits.filter_map(|l| l.period).max_by_key(|p| length(*p))
    };
    longest(&mut all().filter(|l| l.applies_to.is_some() && names(l)))
        .or_else(|| longest(&mut all().filter(|l| l.applies_to.is_none())))
        .or_else(|| longest(&mut all()))
}

/// Rough length in days, to order periods of different units.
fn length(period: Period) -> u32 {
    let tenths = match period.unit() {
        PeriodUnit::Day => 10,
        PeriodUnit::WorkingDay => 14,
        PeriodUnit::Week => 70,
        PeriodUnit::Month => 300,
        PeriodUnit::Quarter => 910,
        PeriodUnit::Year => 3650,
    };
    period.count().saturating_mul(tenths)
}

fn event(work: &mut Work<'_>, n: usize) {
    let Some(happened) = work.happened.get(n).filter(|h| !h.used) else {
        return;
    };
    let (event, target) = (happened.event, happened.placed.target);
    let time = time_of(work, target, &event.kind, &event.title, event.date);
    if matches!(time, Time::Nothing) {
        return;
    }
    let best = work
        .entries
        .iter()
        .enumerate()
        .filter(|(_, e)| !e.claimed)
        .filter_map(|(place, e)| Some((place, e, likeness(e, target, event.date, &event.title)?)))
        .min_by_key(|(_, e, how)| {
            let score = u8::from(*how != OccasionBy::SameTitle);
            (
                score,
                e.published(work.as_of).is_none(),
                e.item.published,
                e.index,
            )
        })
        .map(|(place, _, how)| (place, how));
    if let Some((place, _)) = best
        && let Some(entry) = work.entries.get_mut(place)
    {
        entry.claimed = true;
    }
    let occasion = Occasion::Event {
        date: event.date,
        event: event.kind.clone(),
        title: event.title.clone(),
    };
    push(work, target, occasion, &event.kind, &time, event.date, best);
}

/// How an item is known to be the publication of an event; `None` when it is not.
fn likeness(
    entry: &Entry<'_>,
    target: Option<Target<'_>>,
    date: NaiveDate,
    title: &str,
) -> Option<OccasionBy> {
    let same_target = match (entry.placed.target, target) {
        (Some(a), Some(b)) => a.id() == b.id(),
        (None, None) => true,
        _ => false,
    };
    let (a, b) = (bare(&entry.item.title), bare(title));
    let alike = !b.is_empty()
        && (a == b
            || (a.chars().count().min(b.chars().count()) >= 6
                && (a.contains(&b) || b.contains(&a))));
    let formed = entry.item.formed;
    // Something formed long before or after is another document of the same name.
    let near = formed.is_none_or(|f| (f - date).num_days().abs() <= 31)
        && entry
            .item
            .published
            .is_none_or(|p| (date - p).num_days() <= 31);
    if alike && near {
        Some(OccasionBy::SameTitle)
    } else if same_target && target.is_some() && formed == Some(date) {
        Some(OccasionBy::SameDay)
    } else {
        None
    }
}

/// A title without spaces and marks.
fn bare(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn item(work: &mut Work<'_>, n: usize) {
    let Some(entry) = work.entries.get(n).filter(|e| !e.claimed) else {
        return;
    };
    let Some(formed) = entry.item.formed else {
        return;
    };
    if matches!(entry.item.mode, Some(Mode::OnRequest | Mode::Withheld)) {
        return;
    }
    let target = entry.placed.target;
    let recurs = match target {
        Some(Target::Statutory(duty)) => duty.rhythm != Rhythm::Standing,
        Some(Target::Matter(matter)) => recurs(matter, entry),
        None => false,
    };
    if recurs {
        return;
    }
    let title = entry.item.title.clone();
    let kind = EventKind::Formed;
    let time = time_of(work, target, &kind, &title, formed);
    if !matches!(time, Time::After(..)) {
        return;
    }
    let occasion = Occasion::Event {
        date: formed,
        event: kind.clone(),
        title,
    };
    push(
        work,
        target,
        occasion,
        &kind,
        &time,
        formed,
        Some((n, OccasionBy::Itself)),
    );
}

/// Whether an item belongs to the recurring side of a matter.
fn recurs(matter: &Matter, entry: &Entry<'_>) -> bool {
    let has = |kind| matter.limits.iter().any(|l| l.kind == kind);
    if !has(LimitKind::Periodic) && !has(LimitKind::ByDate) {
        return false;
    }
    if !has(LimitKind::Within) {
        return true;
    }
    let named = Stretch::named(&entry.item.title, entry.seen()).map(Stretch::months);
    matter
        .limits
        .iter()
        .filter(|l| l.kind == LimitKind::Periodic)
        .filter_map(|l| l.period)
        .any(|p| months(p).is_some() && months(p) == named)
}

fn push<'a>(
    work: &mut Work<'a>,
    target: Option<Target<'a>>,
    occasion: Occasion,
    kind: &EventKind,
    time: &Time,
    date: NaiveDate,
    best: Option<(usize, OccasionBy)>,
) {
    let (deadline, rule, citation, zh, en) = match time {
        Time::After(period, rule, citation) => (
            Due::counted(work.calendar, date, *period).ok(),
            *rule,
            citation.clone(),
            format!("{}后{}内", kind.chinese(), period.chinese()),
            format!(
                "within {} of the day it was {}",
                period.english(),
                kind.english()
            ),
        ),
        Time::Before(period) => (
            Due::ahead(work.calendar, date, *period),
            LimitSource::Matter,
            None,
            format!("{}前至少{}", kind.chinese(), period.chinese()),
            format!("at least {} before “{}”", period.english(), kind.english()),
        ),
        Time::Same => (
            Some(Due::same_day(date)),
            LimitSource::Matter,
            None,
            format!("与{}同时", kind.chinese()),
            format!("together with “{}”", kind.english()),
        ),
        Time::NoFigure | Time::Nothing => (
            None,
            LimitSource::Matter,
            None,
            "及时公开，没有规定天数".to_owned(),
            "promptly; the rule gives no figure".to_owned(),
        ),
    };
    let entry = best.and_then(|(n, _)| work.entries.get(n));
    let ahead = matches!(time, Time::Before(_));
    let status = match (&deadline, entry.and_then(|e| e.published(work.as_of)), time) {
        // Without a figure only that it was published can be said.
        (None, Some(on), Time::NoFigure) => Status::Met { on },
        (None, _, Time::NoFigure) => Status::NotAssessable {
            reason: Unassessable::NoFigure,
        },
        (None, ..) => Status::NotAssessable {
            reason: Unassessable::OutsideCalendar,
        },
        (Some(due), ..) => {
            let begins = if ahead { due.due.min(work.as_of) } else { date };
            // An item that is listed with a day to come is not published yet.
            let there = entry.filter(|e| e.item.published.is_none_or(|p| p <= work.as_of));
            work.status(begins, due.due, there)
        }
    };
    let planned = entry
        .and_then(|e| e.item.published)
        .filter(|p| *p > work.as_of);
    let matched = best.and_then(|(n, how)| Some(work.entries.get(n)?.matched(how)));
    let display = entry.and_then(|e| display(work.calendar, target, e));
    let period = match time {
        Time::After(period, ..) | Time::Before(period) => Some(*period),
        _ => None,
    };
    let anchor = deadline.as_ref().map_or(date, |d| d.due);
    let draft = Draft {
        target,
        kind: DutyKind::AsItArises,
        occasion,
        zh,
        en,
        period,
        rule,
        citations: citation.into_iter().collect(),
    };
    work.push(draft, deadline, Some(anchor), status, matched);
    if let Some(last) = work.out.last_mut() {
        last.duty.display = display;
        last.duty.planned = planned;
    }
}

/// How long an item has to stay posted. Of several times the shortest counts, and for a matter
/// that has other limits besides only where the title says that it is posted for comment: what
/// is called too short has to be so.
fn display(
    calendar: &WorkCalendar,
    target: Option<Target<'_>>,
    entry: &Entry<'_>,
) -> Option<Display> {
    let Some(Target::Matter(matter)) = target else {
        return None;
    };
    let limits = || {
        matter
            .limits
            .iter()
            .filter(|l| l.kind == LimitKind::Display)
    };
    let period = limits()
        .filter_map(|l| l.period)
        .min_by_key(|p| length(*p))?;
    let says = ["公示", "征求意见", "公告"]
        .iter()
        .any(|w| entry.item.title.contains(w));
    if !says && matter.limits.len() > limits().count() {
        return None;
    }
    let published = entry.item.published?;
    let until = Deadline::after(published, period)
        .minimum()
        .on(calendar)
        .ok()?
        .due;
    let removed = entry.item.removed;
    let short_by = removed.filter(|r| *r <= until).and_then(|removed| {
        // The last day on which it still stood is the day before it was taken down.
        let stood = removed.pred_opt()?.max(published);
        let days = if period.unit() == PeriodUnit::WorkingDay {
            i64::from(calendar.workdays_between(stood, until).ok()?.value)
        } else {
            (until - stood).num_days()
        };
        u32::try_from(days).ok()
    });
    Some(Display {
        period,
        until: Some(until),
        removed,
        short_by,
    })
}
