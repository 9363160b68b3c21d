use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::agenda::{Agenda, Unplaced, UnplacedKind};
use super::arise;
use super::due::Due;
use super::event::Event;
use super::place::{Placed, Scope, Target};
use super::recur;
use super::series;
use super::statutory::{StatutoryDuty, statutory};
use super::types::{
    Duty, DutyKind, ItemRef, LimitSource, Match, Occasion, OccasionBy, Status, Unassessable, Why,
};
use super::watch;
use crate::calendar::WorkCalendar;
use crate::catalogue::{Audience, Catalogue, Level, MatterId, Ranker};
use crate::item::Item;
use crate::law::{Citation, Period, Registry};
use crate::unit::Unit;

/// Works out agendas for a unit: what [`agenda`](super::agenda) does, with the statutory duties
/// open to change (公开日程编制).
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::catalogue::{Catalogue, Level};
/// use gongkai::duty::{Planner, Rhythm, statutory};
/// use gongkai::unit::Unit;
///
/// // This county wants the annual reports of its townships by 15 January.
/// let mut duties = statutory().to_vec();
/// for duty in &mut duties {
///     if duty.id.as_str() == "annual-report-township" {
///         duty.rhythm = Rhythm::Yearly { month: 1, day: 15, since: 2019 };
///         duty.is_default = false;
///     }
/// }
/// let unit = Unit::new("青禾镇人民政府", Level::Township);
/// let day = |text: &str| text.parse().unwrap();
/// let agenda = Planner::new(&unit, Catalogue::grassroots(), WorkCalendar::national())
///     .with_statutory(&duties)
///     .agenda(&[], &[], day("2026-01-01"), day("2026-01-31"), day("2026-01-10"));
/// let report = agenda.duties.iter().find(|d| d.id == "annual-report-township/2025").unwrap();
/// assert_eq!(report.due(), Some(day("2026-01-15")));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Planner<'a> {
    unit: &'a Unit,
    catalogue: &'a Catalogue,
    calendar: &'a WorkCalendar,
    statutory: &'a [StatutoryDuty],
    ranker: Option<&'a Ranker>,
}

impl<'a> Planner<'a> {
    /// A planner for a unit with its effective catalogue and calendar. The unit's fields, or
    /// those of its level's profile, and its level select from the catalogue.
    pub fn new(unit: &'a Unit, catalogue: &'a Catalogue, calendar: &'a WorkCalendar) -> Self {
        Self {
            unit,
            catalogue,
            calendar,
            statutory: statutory(),
            ranker: None,
        }
    }

    /// The same with these statutory duties instead of those shipped.
    pub fn with_statutory(mut self, statutory: &'a [StatutoryDuty]) -> Self {
        self.statutory = statutory;
        self
    }

    /// The same with a ranker of the catalogue that is at hand; else one is built when a title
    /// has to be placed.
    pub fn with_ranker(mut self, ranker: &'a Ranker) -> Self {
        self.ranker = Some(ranker);
        self
    }

    /// Everything owed with a due day in `from..=to`, and what is owed at all times, as it
    /// stands on `as_of`. Items published after `as_of` count as not yet published.
    pub fn agenda(
        &self,
        events: &[Event],
        items: &[Item],
        from: NaiveDate,
        to: NaiveDate,
        as_of: NaiveDate,
    ) -> Agenda {
        let mut work = self.work(events, items, as_of);
        recur::collect(&mut work, from, to);
        arise::collect(&mut work);
        series::collect(&mut work);
        let Work {
            scope,
            entries,
            happened,
            out,
            ..
        } = work;
        let duties = finish(out, from, to);
        let mut unplaced = Vec::new();
        for event in happened.iter().filter(|e| e.placed.target.is_none()) {
            unplaced.push(Unplaced::new(
                UnplacedKind::Event,
                event.index,
                &event.event.title,
                &event.placed,
            ));
        }
        for entry in entries.iter().filter(|e| e.placed.target.is_none()) {
            unplaced.push(Unplaced::new(
                UnplacedKind::Item,
                entry.index,
                &entry.item.title,
                &entry.placed,
            ));
        }
        Agenda {
            unit: self.unit.name.clone(),
            from,
            to,
            as_of,
            every_field: self.unit.level == Level::County && self.unit.fields.is_empty(),
            duties,
            watch: watch::watch(&scope),
            unplaced,
        }
    }

    fn work<'b>(&self, events: &'b [Event], items: &'b [Item], as_of: NaiveDate) -> Work<'b>
    where
        'a: 'b,
    {
        let scope = Scope::new(self.unit, self.catalogue, self.statutory, self.ranker);
        let entries: Vec<Entry<'b>> = items
            .iter()
            .enumerate()
            .map(|(index, item)| Entry {
                index,
                item,
                placed: scope.place(&item.title, item.column.as_deref(), item.matter.as_deref()),
                claimed: false,
            })
            .collect();
        let mut by_target: HashMap<&'b str, Vec<usize>> = HashMap::new();
        for (n, entry) in entries.iter().enumerate() {
            if let Some(target) = entry.placed.target {
                by_target.entry(target.id().as_str()).or_default().push(n);
            }
        }
        let mut happened: Vec<Happened<'b>> = events
            .iter()
            .enumerate()
            .map(|(index, event)| Happened {
                index,
                event,
                placed: scope.place(
                    &event.title,
                    None,
                    event.matter.as_ref().map(MatterId::as_str),
                ),
                used: false,
            })
            .collect();
        happened.sort_by_key(|h| (h.event.date, h.index));
        Work {
            scope,
            calendar: self.calendar,
            as_of,
            entries,
            by_target,
            happened,
            out: Vec::new(),
        }
    }
}

/// The duties of the span, each once, ordered by due day.
fn finish(mut all: Vec<Drafted>, from: NaiveDate, to: NaiveDate) -> Vec<Duty> {
    // Two documents of one day and title are two duties: number them before any is left out,
    // so that an id does not depend on the span.
    let mut seen: HashMap<String, usize> = HashMap::new();
    for drafted in &mut all {
        let n = seen.entry(drafted.duty.id.clone()).or_insert(0);
        *n += 1;
        if *n > 1 {
            drafted.duty.id = format!("{}~{n}", drafted.duty.id);
        }
    }
    let mut duties: Vec<Duty> = all
        .into_iter()
        .filter(|d| d.anchor.is_none_or(|a| from <= a && a <= to))
        .map(|d| d.duty)
        .collect();
    duties.sort_by(|a, b| {
        (a.due().is_none(), a.due(), &a.id).cmp(&(b.due().is_none(), b.due(), &b.id))
    });
    duties
}

/// A duty with the day that decides whether it lies in a span: its due day, or where there is
/// none the day that stands for it; `None` lies in every span.
pub(super) struct Drafted {
    pub(super) duty: Duty,
    pub(super) anchor: Option<NaiveDate>,
}

/// An item with what it was found to be of.
pub(super) struct Entry<'a> {
    pub(super) index: usize,
    pub(super) item: &'a Item,
    pub(super) placed: Placed<'a>,
    /// Whether it has met a duty that an event set.
    pub(super) claimed: bool,
}

impl Entry<'_> {
    pub(super) fn matched(&self, occasion: OccasionBy) -> Match {
        Match {
            item: ItemRef {
                index: self.index,
                id: self.item.id.clone(),
                title: self.item.title.clone(),
            },
            matter: self.placed.by.clone(),
            occasion,
        }
    }

    /// The day it was published, if that is not after `as_of`.
    pub(super) fn published(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.item.published.filter(|p| *p <= as_of)
    }

    /// The day that tells best when it appeared.
    pub(super) fn seen(&self) -> Option<NaiveDate> {
        self.item.published.or(self.item.formed)
    }
}

/// An event with what it was found to be of.
pub(super) struct Happened<'a> {
    pub(super) index: usize,
    pub(super) event: &'a Event,
    pub(super) placed: Placed<'a>,
    /// Whether a yearly duty has used it.
    pub(super) used: bool,
}

/// Everything at hand while duties are being worked out.
pub(super) struct Work<'a> {
    pub(super) scope: Scope<'a>,
    pub(super) calendar: &'a WorkCalendar,
    pub(super) as_of: NaiveDate,
    pub(super) entries: Vec<Entry<'a>>,
    /// The places of the items of each target.
    by_target: HashMap<&'a str, Vec<usize>>,
    pub(super) happened: Vec<Happened<'a>>,
    pub(super) out: Vec<Drafted>,
}

/// What a duty is made of besides its time.
pub(super) struct Draft<'a> {
    pub(super) target: Option<Target<'a>>,
    pub(super) kind: DutyKind,
    pub(super) occasion: Occasion,
    pub(super) zh: String,
    pub(super) en: String,
    pub(super) period: Option<Period>,
    pub(super) rule: LimitSource,
    pub(super) citations: Vec<Citation>,
}

impl<'a> Work<'a> {
    /// The items of a target, by their places in `entries`.
    pub(super) fn items_of(&self, target: Target<'_>) -> Vec<usize> {
        self.by_target
            .get(target.id().as_str())
            .cloned()
            .unwrap_or_default()
    }

    /// Of these items the one that was published first as of the day asked about, else one
    /// without a day.
    pub(super) fn first(&self, among: &[usize]) -> Option<&Entry<'a>> {
        let entries = || among.iter().filter_map(|&n| self.entries.get(n));
        entries()
            .filter(|e| e.published(self.as_of).is_some())
            .min_by_key(|e| (e.item.published, e.index))
            .or_else(|| entries().find(|e| e.item.published.is_none()))
    }

    /// How a duty stands that begins on `begins` and is due on `due`.
    pub(super) fn status(
        &self,
        begins: NaiveDate,
        due: NaiveDate,
        met: Option<&Entry<'_>>,
    ) -> Status {
        if let Some(entry) = met {
            return match entry.published(self.as_of) {
                Some(on) if on <= due => Status::Met { on },
                Some(on) => Status::MetLate {
                    on,
                    days: (on - due).num_days(),
                    working_days: self
                        .calendar
                        .workdays_between(due, on)
                        .ok()
                        .map(|n| i64::from(n.value)),
                },
                None => Status::NotAssessable {
                    reason: Unassessable::NoPublicationDate,
                },
            };
        }
        if self.as_of < begins && self.as_of <= due {
            Status::Upcoming { begins }
        } else if self.as_of <= due {
            Status::Open {
                days_left: (due - self.as_of).num_days(),
            }
        } else {
            Status::Overdue {
                since: due.succ_opt().unwrap_or(due),
                days: (self.as_of - due).num_days(),
            }
        }
    }

    /// The general rule for information of a day (条例第二十六条): its period and citation.
    /// None for a village, whose committee is no administrative organ, and none before the
    /// Regulation.
    pub(super) fn general_rule(&self, date: NaiveDate) -> Option<(Period, Citation)> {
        if self.scope.unit.level == Level::Village {
            return None;
        }
        self.term("proactive.publish", date)
    }

    /// A dated period of law.
    #[allow(clippy::unused_self)] // reads beside its siblings
    pub(super) fn term(&self, id: &str, date: NaiveDate) -> Option<(Period, Citation)> {
        let version = Registry::builtin().on(date).term(id)?;
        Some((version.period, version.citation.clone()))
    }

    /// Adds a duty.
    pub(super) fn push(
        &mut self,
        draft: Draft<'a>,
        deadline: Option<Due>,
        anchor: Option<NaiveDate>,
        status: Status,
        matched: Option<Match>,
    ) {
        let duty = self.duty(draft, deadline, status, matched);
        self.out.push(Drafted { duty, anchor });
    }

    fn duty(
        &self,
        draft: Draft<'a>,
        deadline: Option<Due>,
        status: Status,
        matched: Option<Match>,
    ) -> Duty {
        let Draft {
            target,
            kind,
            occasion,
            zh,
            en,
            period,
            rule,
            mut citations,
        } = draft;
        let row = match target {
            Some(Target::Matter(matter)) => Some(matter),
            Some(Target::Statutory(duty)) => duty
                .matter
                .as_ref()
                .and_then(|m| self.scope.matter(m.as_str())),
            None => None,
        };
        let statutory = match target {
            Some(Target::Statutory(duty)) => Some(duty),
            _ => None,
        };
        let basis = statutory.map_or(&[][..], |d| &d.basis).iter();
        for citation in basis.chain(row.map_or(&[][..], |m| &m.basis)) {
            // The instrument as a whole adds nothing to an article of it.
            let told = citations.iter().any(|c| {
                c == citation
                    || (citation.article().is_none() && c.instrument() == citation.instrument())
            });
            if !told {
                citations.push(citation.clone());
            }
        }
        let field = row.and_then(|m| self.scope.catalogue.field(m.field.as_str()));
        let name = match (statutory, row) {
            (Some(duty), _) => duty.zh.clone(),
            (None, Some(matter)) => matter.name(),
            (None, None) => match &occasion {
                Occasion::Event { title, .. } => title.clone(),
                _ => String::new(),
            },
        };
        let id = row.map(|m| &m.id).or(statutory.map(|d| &d.id));
        let stem = id.map_or("unplaced", |id| id.as_str());
        let key = match &occasion {
            Occasion::Event { date, title, .. } => format!("{date}-{:04x}", short_hash(title)),
            other => other.key().replace(' ', "-"),
        };
        Duty {
            id: format!("{stem}/{key}"),
            matter: id.cloned(),
            name,
            name_en: statutory.map(|d| d.en.clone()),
            field: field.map(|f| f.id.clone()),
            field_name: match (field, statutory) {
                (Some(field), _) => field.name.clone(),
                (None, Some(_)) => "法定事项".to_owned(),
                (None, None) => "未对上事项".to_owned(),
            },
            kind,
            occasion,
            why: Why {
                zh,
                en,
                period,
                rule,
                citations,
                note_zh: statutory.and_then(|d| d.note_zh.clone()).or_else(|| {
                    row.filter(|_| statutory.is_none())
                        .and_then(|m| m.note.clone())
                }),
                note_en: statutory.and_then(|d| d.note_en.clone()),
            },
            deadline,
            channels: row
                .map(|m| m.channels.clone())
                .or(statutory.map(|d| d.channels.clone()))
                .unwrap_or_default(),
            other_channels: row.map(|m| m.other_channels.clone()).unwrap_or_default(),
            audience: row.map_or(Audience::Public, |m| m.audience.clone()),
            elements: row
                .map(|m| m.elements.clone())
                .or(statutory.map(|d| d.elements.clone()))
                .unwrap_or_default(),
            certainty: statutory
                .map(|d| d.certainty)
                .or(row.map(|m| m.certainty))
                .unwrap_or(crate::law::Attestation::Read),
            display: None,
            planned: None,
            matched,
            status,
        }
    }
}

/// 16 bits of FNV-1a: tells two titles of one day apart in an id.
fn short_hash(text: &str) -> u16 {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in text.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    u16::try_from((hash >> 16) ^ (hash & 0xffff)).unwrap_or(0)
}

/// The last day of a year, where there is one.
pub(super) fn year_end(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 12, 31)
}

/// The years that may matter for a span: those of the span and some to each side, within what
/// the Regulation and the calendar can speak of.
pub(super) fn years(
    from: NaiveDate,
    to: NaiveDate,
    as_of: NaiveDate,
) -> std::ops::RangeInclusive<i32> {
    let last = as_of.year().saturating_add(HORIZON_YEARS).min(2099);
    from.year().saturating_sub(2).max(2008)..=to.year().saturating_add(1).min(last)
}

/// How many years ahead of the day asked about recurring duties are told.
const HORIZON_YEARS: i32 = 3;
