use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::due::Due;
use super::event::EventKind;
use super::occasion::Stretch;
use crate::catalogue::{Audience, Channel, FieldId, MatterId};
use crate::finding::Lang;
use crate::law::{Attestation, Citation, Period};

/// The rhythm that a duty comes in (任务种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.DutyKind"))]
#[serde(rename_all = "snake_case")]
pub enum DutyKind {
    /// 长期公开.
    Standing,
    /// 定期公开.
    Periodic,
    /// 随时公开: something happened.
    AsItArises,
}

impl DutyKind {
    /// The name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Standing, Lang::Zh) => "长期公开",
            (Self::Periodic, Lang::Zh) => "定期公开",
            (Self::AsItArises, Lang::Zh) => "随时公开",
            (Self::Standing, Lang::En) => "standing",
            (Self::Periodic, Lang::En) => "periodic",
            (Self::AsItArises, Lang::En) => "as it arises",
        }
    }
}

/// What a duty is owed for (公开事由): a stretch of the calendar, an event, or nothing more
/// than that the unit exists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Occasion"))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Occasion {
    /// It is owed at all times.
    Standing,
    /// A month, quarter, half-year or year.
    Stretch {
        /// Which.
        stretch: Stretch,
    },
    /// The update after the last one.
    Since {
        /// The day of the last one.
        last: NaiveDate,
        /// The column of the portal that is meant, for updates of a column.
        #[serde(skip_serializing_if = "Option::is_none")]
        column: Option<String>,
    },
    /// Something that happened.
    Event {
        /// The day it happened.
        date: NaiveDate,
        /// What happened.
        event: EventKind,
        /// What it is about.
        title: String,
    },
}

impl Occasion {
    /// The short form: `standing`, `2026Q3`, `2026-10`, `since 2026-10-26`, `2026-03-02`.
    pub fn key(&self) -> String {
        match self {
            Self::Standing => "standing".to_owned(),
            Self::Stretch { stretch } => stretch.to_string(),
            Self::Since { last, column: None } => format!("since {last}"),
            Self::Since {
                last,
                column: Some(column),
            } => format!("{column} since {last}"),
            Self::Event { date, .. } => date.to_string(),
        }
    }

    /// The occasion as a reader is told it: 2026年第三季度, or the title of what happened, which
    /// is Chinese in both languages.
    pub fn label(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Standing, Lang::Zh) => "长期".to_owned(),
            (Self::Standing, Lang::En) => "at all times".to_owned(),
            (Self::Stretch { stretch }, Lang::Zh) => stretch.chinese(),
            (Self::Stretch { stretch }, Lang::En) => stretch.english(),
            (Self::Since { last, column }, Lang::Zh) => {
                let column = column
                    .as_ref()
                    .map(|c| format!("“{c}”栏目"))
                    .unwrap_or_default();
                format!("{column}上次更新（{last}）之后")
            }
            (Self::Since { last, column }, Lang::En) => {
                let column = column
                    .as_ref()
                    .map(|c| format!(" of “{c}”"))
                    .unwrap_or_default();
                format!("after the last update{column} on {last}")
            }
            (Self::Event { title, .. }, _) => title.clone(),
        }
    }
}

impl fmt::Display for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key())
    }
}

/// An item of the list, as a duty refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.ItemRef"))]
pub struct ItemRef {
    /// Its place in the list, from 0.
    pub index: usize,
    /// Its own id, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its title.
    pub title: String,
}

/// Why an item counts as the one that meets a duty (匹配理由).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Match"))]
pub struct Match {
    /// The item.
    pub item: ItemRef,
    /// How its matter was found.
    pub matter: MatterBy,
    /// How its occasion was found.
    pub occasion: OccasionBy,
}

/// How the matter of an item or event was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.MatterBy"))]
#[serde(tag = "by", rename_all = "snake_case")]
#[non_exhaustive]
pub enum MatterBy {
    /// The list names it.
    Given,
    /// Words in the title or column that tell a statutory duty.
    Words,
    /// The catalogue's ranking of title and column.
    Ranked {
        /// Why, in Chinese.
        zh: String,
        /// Why, in English.
        en: String,
    },
    /// No matter was found; only the general rule applies.
    Unplaced,
}

/// How the occasion of an item was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.OccasionBy"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OccasionBy {
    /// The title names the stretch.
    Title,
    /// The day of publication lies in the time for it.
    Date,
    /// The titles of event and item are the same, or one holds the other.
    SameTitle,
    /// Event and item bear the same day.
    SameDay,
    /// The item is itself the occasion: the day it was formed.
    Itself,
    /// It is there; nothing more is needed.
    Presence,
}

impl Match {
    /// In words.
    pub fn message(&self, lang: Lang) -> String {
        let matter = match (&self.matter, lang) {
            (MatterBy::Given, Lang::Zh) => "清单已写明事项".to_owned(),
            (MatterBy::Given, Lang::En) => "the list names the matter".to_owned(),
            (MatterBy::Words, Lang::Zh) => "标题或栏目与法定事项一致".to_owned(),
            (MatterBy::Words, Lang::En) => "title or column names the statutory duty".to_owned(),
            (MatterBy::Ranked { zh, .. }, Lang::Zh) => format!("按标题归入事项（{zh}）"),
            (MatterBy::Ranked { en, .. }, Lang::En) => format!("matter found by its title ({en})"),
            (MatterBy::Unplaced, Lang::Zh) => "没有对上事项".to_owned(),
            (MatterBy::Unplaced, Lang::En) => "no matter found".to_owned(),
        };
        let occasion = match (self.occasion, lang) {
            (OccasionBy::Title, Lang::Zh) => "标题写明所属期",
            (OccasionBy::Title, Lang::En) => "the title names the period",
            (OccasionBy::Date, Lang::Zh) => "按发布日期推定所属期",
            (OccasionBy::Date, Lang::En) => "the period is told by the day of publication",
            (OccasionBy::SameTitle, Lang::Zh) => "标题与事件一致",
            (OccasionBy::SameTitle, Lang::En) => "the title is that of the event",
            (OccasionBy::SameDay, Lang::Zh) => "生成日期与事件同日",
            (OccasionBy::SameDay, Lang::En) => "formed on the day of the event",
            (OccasionBy::Itself, Lang::Zh) => "以清单所记生成日期起算",
            (OccasionBy::Itself, Lang::En) => "counted from the day it was formed as listed",
            (OccasionBy::Presence, Lang::Zh) => "已经在栏",
            (OccasionBy::Presence, Lang::En) => "it is there",
        };
        match lang {
            Lang::Zh => format!("{matter}，{occasion}"),
            Lang::En => format!("{matter}; {occasion}"),
        }
    }
}

/// Why something is owed, and by what rule (任务由来).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Why"))]
pub struct Why {
    /// What set it going, in Chinese.
    pub zh: String,
    /// What set it going, in English.
    pub en: String,
    /// The limit that was used, as a period, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Where the limit comes from.
    pub rule: LimitSource,
    /// What it rests on: the citations of the limit, then those of the matter.
    pub citations: Vec<Citation>,
    /// Remarks of the matter or duty, in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note_zh: Option<String>,
    /// Remarks in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note_en: Option<String>,
}

/// Where the length of time of a duty comes from (时限来源).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.LimitSource"))]
#[serde(rename_all = "snake_case")]
pub enum LimitSource {
    /// The matter's own limit in the catalogue.
    Matter,
    /// The Regulation's general rule (Art. 26).
    GeneralRule,
    /// Another article of law.
    Law,
    /// A default of this library, because no text names a figure.
    Default,
}

impl LimitSource {
    /// The name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Matter, Lang::Zh) => "目录所列时限",
            (Self::GeneralRule, Lang::Zh) => "条例通则",
            (Self::Law, Lang::Zh) => "法定期限",
            (Self::Default, Lang::Zh) => "本库缺省，不是法定",
            (Self::Matter, Lang::En) => "the catalogue's limit",
            (Self::GeneralRule, Lang::En) => "the Regulation's general rule",
            (Self::Law, Lang::En) => "set by law",
            (Self::Default, Lang::En) => "our default, not law",
        }
    }
}

/// Why nothing can be said of a duty's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Unassessable"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unassessable {
    /// The day from which the time runs (an approval) is not known.
    NoEvent,
    /// An item is there, but its day of publication is not known.
    NoPublicationDate,
    /// The rule gives no figure: 及时, 随时, 实时.
    NoFigure,
    /// Nothing was ever published, so that no cadence has begun.
    NothingYet,
    /// It leaves no item; whether it was done is not recorded.
    NoRecord,
    /// The calendar does not reach that far.
    OutsideCalendar,
}

impl Unassessable {
    /// In words.
    pub fn message(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::NoEvent, Lang::Zh) => "没有登记批准（批复）日期，到期日算不出来",
            (Self::NoEvent, Lang::En) => {
                "the day of approval is not entered, so no due date follows"
            }
            (Self::NoPublicationDate, Lang::Zh) => "清单里有，但没有发布日期",
            (Self::NoPublicationDate, Lang::En) => "it is listed without a day of publication",
            (Self::NoFigure, Lang::Zh) => "规定只说及时公开，没有天数",
            (Self::NoFigure, Lang::En) => "the rule says promptly and gives no figure",
            (Self::NothingYet, Lang::Zh) => "清单里从未有过，更新周期还没有起点",
            (Self::NothingYet, Lang::En) => {
                "nothing was ever published, so the cadence has not begun"
            }
            (Self::NoRecord, Lang::Zh) => "没有办结记录",
            (Self::NoRecord, Lang::En) => "no record that it was done",
            (Self::OutsideCalendar, Lang::Zh) => "日期超出工作日历的范围",
            (Self::OutsideCalendar, Lang::En) => "the dates lie outside the calendar",
        }
    }
}

/// How a duty stands on the day that was asked about (任务状态). Computed from the items each
/// time, never stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Status"))]
#[serde(tag = "status", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// 按时公开.
    Met {
        /// The day it was met.
        on: NaiveDate,
    },
    /// 逾期公开.
    MetLate {
        /// The day it was met.
        on: NaiveDate,
        /// How many calendar days after the due day.
        days: i64,
        /// How many working days after the due day; `None` outside of the calendar.
        working_days: Option<i64>,
    },
    /// 未到期: it is owed, and there is time.
    Open {
        /// How many calendar days are left; 0 on the due day.
        days_left: i64,
    },
    /// 已逾期.
    Overdue {
        /// The first day on which it was late.
        since: NaiveDate,
        /// How many calendar days after the due day.
        days: i64,
    },
    /// 尚未开始: the stretch has not ended, the day of the event has not come.
    Upcoming {
        /// The day on which it can be done first.
        begins: NaiveDate,
    },
    /// 缺项: it ought to stand there at all times, and no item does.
    Missing,
    /// 无法判断.
    NotAssessable {
        /// Why.
        reason: Unassessable,
    },
}

impl Status {
    /// The key of the state, as in JSON.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Met { .. } => "met",
            Self::MetLate { .. } => "met_late",
            Self::Open { .. } => "open",
            Self::Overdue { .. } => "overdue",
            Self::Upcoming { .. } => "upcoming",
            Self::Missing => "missing",
            Self::NotAssessable { .. } => "not_assessable",
        }
    }

    /// Whether nothing is left to be done.
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Met { .. } | Self::MetLate { .. })
    }

    /// In words.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Met { on }, Lang::Zh) => format!("已于{on}按时公开"),
            (Self::Met { on }, Lang::En) => format!("met on {on}"),
            (
                Self::MetLate {
                    on,
                    days,
                    working_days,
                },
                Lang::Zh,
            ) => {
                let working = working_days
                    .map(|n| format!("（{n}个工作日）"))
                    .unwrap_or_default();
                format!("已于{on}公开，晚了{days}天{working}")
            }
            (
                Self::MetLate {
                    on,
                    days,
                    working_days,
                },
                Lang::En,
            ) => {
                let working = working_days
                    .map(|n| format!(" ({})", count(n, "working day")))
                    .unwrap_or_default();
                format!("met on {on}, {} late{working}", count(*days, "day"))
            }
            (Self::Open { days_left: 0 }, Lang::Zh) => "今天到期".to_owned(),
            (Self::Open { days_left: 0 }, Lang::En) => "due today".to_owned(),
            (Self::Open { days_left }, Lang::Zh) => format!("还有{days_left}天"),
            (Self::Open { days_left }, Lang::En) => format!("{} left", count(*days_left, "day")),
            (Self::Overdue { days, .. }, Lang::Zh) => format!("已逾期{days}天"),
            (Self::Overdue { days, .. }, Lang::En) => format!("{} overdue", count(*days, "day")),
            (Self::Upcoming { begins }, Lang::Zh) => format!("{begins}起可以公开"),
            (Self::Upcoming { begins }, Lang::En) => format!("can be published from {begins}"),
            (Self::Missing, Lang::Zh) => "清单里没有".to_owned(),
            (Self::Missing, Lang::En) => "no item is listed".to_owned(),
            (Self::NotAssessable { reason }, Lang::Zh) => {
                format!("无法判断：{}", reason.message(lang))
            }
            (Self::NotAssessable { reason }, Lang::En) => {
                format!("not assessable: {}", reason.message(lang))
            }
        }
    }
}

/// `1 day`, `2 days`.
pub(crate) fn count(n: i64, unit: &str) -> String {
    if n == 1 {
        format!("1 {unit}")
    } else {
        format!("{n} {unit}s")
    }
}

/// How long something has to stay posted (公示期).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Display"))]
pub struct Display {
    /// The least time.
    pub period: Period,
    /// The last day on which it has to stand: it may be taken down on the day after.
    pub until: Option<NaiveDate>,
    /// The day it was taken down, as listed.
    pub removed: Option<NaiveDate>,
    /// How many days (in the unit of the period: working days or calendar days) it was short.
    pub short_by: Option<u32>,
}

/// Something that a unit owes the public (公开任务).
#[doc(alias = "公开任务")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Duty"))]
pub struct Duty {
    /// Its id: the matter and the occasion. The same duty has the same id whatever span is
    /// asked about, and on whatever day.
    pub id: String,
    /// The matter of the catalogue, or the id of the statutory duty; `None` for an item that
    /// fits no matter and is under the general rule only.
    pub matter: Option<MatterId>,
    /// What is owed, in Chinese.
    pub name: String,
    /// What is owed, in English; the rows of the catalogue have Chinese names only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// The field, for matters of the catalogue.
    pub field: Option<FieldId>,
    /// The name of the field, or 法定事项.
    pub field_name: String,
    /// Its rhythm.
    pub kind: DutyKind,
    /// What it is owed for.
    pub occasion: Occasion,
    /// Why it is owed.
    pub why: Why,
    /// By when; `None` for what is owed at all times, and where no day can be told.
    pub deadline: Option<Due>,
    /// Where to publish.
    pub channels: Vec<Channel>,
    /// Named platforms besides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_channels: Vec<String>,
    /// For whom.
    pub audience: Audience,
    /// What it has to contain.
    pub elements: Vec<String>,
    /// How the row of the catalogue is known.
    pub certainty: Attestation,
    /// How long it has to stay posted, where that is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<Display>,
    /// The item that met it, or would if it bore a day, and why that one.
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    pub matched: Option<Match>,
    /// The day after `as_of` for which the list enters the item that will meet it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<NaiveDate>,
    /// How it stands.
    #[serde(flatten)]
    pub status: Status,
}

impl Duty {
    /// The day by which it is owed.
    pub fn due(&self) -> Option<NaiveDate> {
        self.deadline.as_ref().map(|d| d.due)
    }
}
