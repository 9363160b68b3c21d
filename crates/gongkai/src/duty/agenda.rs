use chrono::NaiveDate;
use serde::Serialize;

use super::event::Event;
use super::place::Placed;
use super::plan::Planner;
use super::types::{Duty, Status};
use super::watch::WatchField;
use crate::calendar::WorkCalendar;
use crate::catalogue::{Catalogue, MatterId};
use crate::finding::Lang;
use crate::item::Item;
use crate::unit::Unit;

/// What a unit owes the public over a span, as it stands on a day (公开日程).
#[doc(alias = "公开日程")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Agenda"))]
pub struct Agenda {
    /// The unit's name.
    pub unit: String,
    /// The first day of the span.
    pub from: NaiveDate,
    /// The last day of the span.
    pub to: NaiveDate,
    /// The day as of which it stands.
    pub as_of: NaiveDate,
    /// Whether the unit names no fields and is of county level, so that every field of the
    /// catalogue was asked of it: a department ought to name its own.
    pub every_field: bool,
    /// The duties due in the span, by due day, then those without one.
    pub duties: Vec<Duty>,
    /// What is owed once something happens.
    pub watch: Vec<WatchField>,
    /// Events and items that fit no matter with enough certainty.
    pub unplaced: Vec<Unplaced>,
}

/// An event or item that was not placed under a matter (未对上事项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Unplaced"))]
pub struct Unplaced {
    /// Which of the two.
    pub source: UnplacedKind,
    /// Its place in its list, from 0.
    pub index: usize,
    /// Its title.
    pub title: String,
    /// The matters that came nearest, best first.
    pub near: Vec<MatterId>,
}

/// Whether an [`Unplaced`] was given as an event or as an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.UnplacedKind"))]
#[serde(rename_all = "snake_case")]
pub enum UnplacedKind {
    /// An event.
    Event,
    /// An item of the list.
    Item,
}

impl Unplaced {
    pub(super) fn new(
        source: UnplacedKind,
        index: usize,
        title: &str,
        placed: &Placed<'_>,
    ) -> Self {
        Self {
            source,
            index,
            title: title.to_owned(),
            near: placed.near.clone(),
        }
    }
}

/// What a unit owes the public with a due day in `from..=to`, as it stands on `as_of`.
///
/// `catalogue` is the unit's effective one (its overlays applied); the unit's fields and level
/// select from it. Items published after `as_of` count as not yet published. Recurring duties
/// are told up to three years past `as_of`, and never before 2008.
///
/// An empty span has the standing duties only. See [`Planner`] for changed statutory duties.
#[allow(clippy::too_many_arguments)] // each is a fact of its own; the planner groups them
pub fn agenda(
    unit: &Unit,
    catalogue: &Catalogue,
    events: &[Event],
    items: &[Item],
    calendar: &WorkCalendar,
    from: NaiveDate,
    to: NaiveDate,
    as_of: NaiveDate,
) -> Agenda {
    Planner::new(unit, catalogue, calendar).agenda(events, items, from, to, as_of)
}

/// How many duties stand in each state (概况).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Counts"))]
pub struct Counts {
    /// Met in time.
    pub met: usize,
    /// Met late.
    pub met_late: usize,
    /// Open: owed, with time left.
    pub open: usize,
    /// Overdue.
    pub overdue: usize,
    /// Not begun.
    pub upcoming: usize,
    /// Standing and not there.
    pub missing: usize,
    /// Not assessable.
    pub not_assessable: usize,
}

/// A day to be entered in a calendar (日历条目).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.CalendarEntry"))]
pub struct CalendarEntry {
    /// An id that stays the same from export to export.
    pub uid: String,
    /// The day.
    pub date: NaiveDate,
    /// One line.
    pub summary: String,
    /// Several lines: what, where, for whom, why.
    pub description: String,
}

impl Agenda {
    /// How many duties stand in each state.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for duty in &self.duties {
            *match duty.status {
                Status::Met { .. } => &mut counts.met,
                Status::MetLate { .. } => &mut counts.met_late,
                Status::Open { .. } => &mut counts.open,
                Status::Overdue { .. } => &mut counts.overdue,
                Status::Upcoming { .. } => &mut counts.upcoming,
                Status::Missing => &mut counts.missing,
                Status::NotAssessable { .. } => &mut counts.not_assessable,
            } += 1;
        }
        counts
    }

    /// The heads of the columns of [`Agenda::rows`]: stable keys in English, names in Chinese.
    pub fn header(lang: Lang) -> [&'static str; 17] {
        match lang {
            Lang::En => [
                "id",
                "matter",
                "name",
                "field",
                "kind",
                "occasion",
                "due",
                "certainty",
                "status",
                "days",
                "published",
                "item",
                "channels",
                "audience",
                "elements",
                "basis",
                "why",
            ],
            Lang::Zh => [
                "编号",
                "事项编号",
                "事项",
                "领域",
                "种类",
                "事由",
                "到期日",
                "日期确定程度",
                "状态",
                "天数",
                "发布日期",
                "对应信息",
                "渠道",
                "公开对象",
                "公开内容",
                "依据",
                "时限",
            ],
        }
    }

    /// One row a duty, for CSV and spreadsheets; columns as in [`Agenda::header`]. `days` is
    /// what is left, or, negative, by how many calendar days it is or was late.
    pub fn rows(&self, lang: Lang) -> Vec<Vec<String>> {
        self.duties.iter().map(|duty| duty.row(lang)).collect()
    }

    /// The duties that still have to be done and have a due day, as calendar entries.
    pub fn calendar_entries(&self, lang: Lang) -> Vec<CalendarEntry> {
        self.duties
            .iter()
            .filter(|d| {
                matches!(
                    d.status,
                    Status::Open { .. } | Status::Overdue { .. } | Status::Upcoming { .. }
                )
            })
            .filter_map(|d| {
                let occasion = d.occasion.label(lang);
                Some(CalendarEntry {
                    uid: format!("{}@gongkai", d.id),
                    date: d.due()?,
                    summary: match lang {
                        Lang::Zh => format!("公开到期：{}", d.title(lang)),
                        Lang::En => format!("Disclosure due: {}", d.title(lang)),
                    },
                    description: [occasion]
                        .into_iter()
                        .chain(d.details(lang))
                        .collect::<Vec<_>>()
                        .join("\n"),
                })
            })
            .collect()
    }
}
