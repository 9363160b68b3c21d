use chrono::{Months, NaiveDate, TimeDelta};
use serde::Serialize;

use super::data::{Board, Trigger};
use super::missing::Missing;
use super::row::Layer;
use super::step::RetentionStep;
use crate::calendar::Certainty;
use crate::law::{Attestation, Citation, Lang, Period, PeriodUnit};

/// How long a record stays posted and is kept, and what then (保管与公示计划).
///
/// Derived from facts each time it is asked for; nothing of it is stored. Made by
/// [`retention`](super::retention) and [`plans`](super::plans).
#[doc(alias = "保管期限")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.RetentionPlan"))]
#[non_exhaustive]
pub struct RetentionPlan {
    /// The record.
    pub id: String,
    /// The day as of which it was worked out.
    pub as_of: NaiveDate,
    /// The first clock; `None` when no row asks that it be posted, and it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posted: Option<PostedPlan>,
    /// The personal data in what is public.
    pub personal: PersonalPlan,
    /// The second clock.
    pub kept: KeptPlan,
    /// When it goes to an archive.
    pub transfer: TransferPlan,
    /// When the archive opens it: 25 years from its formation (档案法第二十七条); earlier for
    /// some fields, later where it is unsuitable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<NaiveDate>,
    /// Whether it may be destroyed, and under whose register.
    pub destruction: Destruction,
    /// What is not known and would change the answer, each once.
    pub missing: Vec<Missing>,
    /// How it came about, in order.
    pub trail: Vec<RetentionStep>,
    /// The articles on which it rests, each once.
    pub basis: Vec<Citation>,
}

impl RetentionPlan {
    /// The trail, one sentence a step.
    pub fn explain(&self, lang: Lang) -> Vec<String> {
        self.trail.iter().map(|step| step.message(lang)).collect()
    }
}

/// The first clock: how long it stays posted (公示期).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.PostedPlan"))]
#[non_exhaustive]
pub struct PostedPlan {
    /// The rows that apply.
    pub rows: Vec<String>,
    /// Whether it stays up for good.
    pub standing: bool,
    /// The places where it is or was posted.
    pub boards: Vec<BoardPlan>,
    /// The places where it has to be posted and is not.
    pub wanted: Vec<Board>,
    /// The earliest day on which it may come down everywhere; `None`: it stays up, nothing was
    /// posted yet, or it cannot be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_close: Option<NaiveDate>,
    /// Whether a copy stays for reading once it is taken down.
    pub reading: bool,
    /// How the least time is known; the weakest of the rows that decide.
    pub certainty: Attestation,
    /// Whether the least time is a proposal of this library.
    pub is_default: bool,
}

/// One place where something is posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.BoardPlan"))]
#[non_exhaustive]
pub struct BoardPlan {
    /// What kind of place.
    pub board: Board,
    /// Which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The day on which it went up; it does not count.
    pub from: NaiveDate,
    /// The least time, where there is one: the period that ends last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<Period>,
    /// The last day of the least time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<NaiveDate>,
    /// How sure that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// The day on which it came down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// How stands it.
    pub state: BoardState,
    /// By how many days it came down too early, in the unit of the period: working days, or
    /// days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<u32>,
    /// The row whose period ends last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// Whether there is proof that it went up.
    pub start_proved: bool,
    /// Whether there is proof that it was up until the end; `None` while it is up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_proved: Option<bool>,
}

/// How a posting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.BoardState"))]
#[serde(rename_all = "snake_case")]
pub enum BoardState {
    /// It is up and has to stay.
    Running,
    /// It is up and may come down.
    MayClose,
    /// It is down, in time.
    Closed,
    /// It came down too early.
    ClosedEarly,
}

/// The personal data in what is public (个人信息保护法第四十七条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.PersonalPlan"))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PersonalPlan {
    /// There are none.
    None,
    /// Nobody said whether there are any.
    Unknown,
    /// There are, and they may stay: the purpose is not met yet.
    InUse,
    /// The purpose is met: they have to go.
    Remove {
        /// Since which day.
        from: NaiveDate,
        /// Whether that day was recorded; otherwise it is that on which the display ended.
        recorded: bool,
    },
    /// They were removed, or all was taken down.
    Removed {
        /// When.
        on: NaiveDate,
    },
}

/// The second clock: how long it is kept (保管期限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.KeptPlan"))]
#[non_exhaustive]
pub struct KeptPlan {
    /// How long.
    #[serde(flatten)]
    pub kept: Kept,
    /// The rows that apply, and those that may, in the order of the schedule.
    pub rows: Vec<KeptRow>,
    /// What decides: ids of rows, `appraisal`, or `depends_on:ID`.
    pub by: Vec<String>,
    /// How the deciding rows are known; the weakest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Attestation>,
    /// Whether a proposal of this library decides.
    pub is_default: bool,
    /// What is not known and could lengthen it.
    pub missing: Vec<Missing>,
}

/// How long a record is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Kept"))]
#[serde(tag = "kept", rename_all = "snake_case")]
pub enum Kept {
    /// 永久.
    Permanent,
    /// 定期.
    Until {
        /// The last day.
        last: NaiveDate,
    },
    /// A fact is missing.
    Undeterminable {
        /// The last day for which it is kept in any case.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_least: Option<NaiveDate>,
    },
}

impl Kept {
    /// It in words.
    ///
    /// ```
    /// use gongkai::law::Lang;
    /// use gongkai::retention::Kept;
    /// let last = "2036-03-30".parse().unwrap();
    /// assert_eq!(Kept::Until { last }.message(Lang::Zh), "保管到2036-03-30");
    /// ```
    pub fn message(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Permanent, Lang::Zh) => "永久保管".to_owned(),
            (Self::Permanent, Lang::En) => "kept permanently".to_owned(),
            (Self::Until { last }, Lang::Zh) => format!("保管到{last}"),
            (Self::Until { last }, Lang::En) => format!("kept through {last}"),
            (Self::Undeterminable { at_least: None }, Lang::Zh) => "保管多久还不能确定".to_owned(),
            (Self::Undeterminable { at_least: None }, Lang::En) => {
                "how long it is kept cannot be told yet".to_owned()
            }
            (
                Self::Undeterminable {
                    at_least: Some(day),
                },
                Lang::Zh,
            ) => {
                format!("保管多久还不能确定，至少到{day}")
            }
            (
                Self::Undeterminable {
                    at_least: Some(day),
                },
                Lang::En,
            ) => {
                format!("how long it is kept cannot be told yet; at least through {day}")
            }
        }
    }

    /// The last day for which it is kept in any case; `None` when that cannot be told at all,
    /// and `Some(NaiveDate::MAX)` when it is for good.
    pub fn floor(self) -> Option<NaiveDate> {
        match self {
            Self::Permanent => Some(NaiveDate::MAX),
            Self::Until { last } => Some(last),
            Self::Undeterminable { at_least } => at_least,
        }
    }
}

/// What one row says on how long a record is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.KeptRow"))]
#[non_exhaustive]
pub struct KeptRow {
    /// The row.
    pub row: String,
    /// Where it comes from.
    pub layer: Layer,
    /// Whether it is for good.
    pub permanent: bool,
    /// How long otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Counted from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Trigger>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<NaiveDate>,
    /// The facts that would decide whether it applies, or when it ends.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Missing>,
}

/// Whether and when a record goes to an archive (移交).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.TransferPlan"))]
#[serde(tag = "transfer", rename_all = "snake_case")]
pub enum TransferPlan {
    /// It stays where it is.
    Stays {
        /// Why: `village` (no state archive takes over what a village keeps) or `short` (it is
        /// not kept long enough).
        why: StaysBecause,
    },
    /// It is handed over.
    Due {
        /// The day on which the time is full.
        on: NaiveDate,
        /// The rule on transfer, whose archive takes it.
        rule: String,
        /// Whether that day was put off with the consent of the archives authority.
        postponed: bool,
        /// Whether it has passed.
        overdue: bool,
    },
    /// It was handed over.
    Done {
        /// When.
        on: NaiveDate,
    },
    /// A fact is missing.
    Undeterminable,
}

/// Why a record is not handed over to an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.StaysBecause"))]
#[serde(rename_all = "snake_case")]
pub enum StaysBecause {
    /// No rule on transfer names its body: villages keep their records, or the township does.
    Village,
    /// The archive takes only what is kept longer.
    Short,
}

/// Whether a record may be destroyed (销毁).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Destruction"))]
#[serde(tag = "destruction", rename_all = "snake_case")]
pub enum Destruction {
    /// It is kept for good.
    Never,
    /// Not before a day, and then only after appraisal, approval and entry in a register.
    NotBefore {
        /// The first day.
        day: NaiveDate,
        /// Under whose register.
        register: Register,
        /// What stops it: the reasons of the holds.
        held: Vec<String>,
        /// Whether the day has come.
        reached: bool,
    },
    /// It is in an archive, which decides.
    InArchive,
    /// It cannot be told when; so not now.
    Undeterminable {
        /// What stops it besides.
        held: Vec<String>,
    },
    /// It was destroyed.
    Done {
        /// When.
        on: NaiveDate,
    },
}

/// Under whose register a record is destroyed (销毁清册).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Register"))]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// The body's own archives unit.
    Own,
    /// Accounting records: archives and accounting unit together, signed by the head.
    Accounting,
    /// A village: under the guidance of township and county archives authority.
    Village,
}

impl Register {
    /// In words.
    pub fn message(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Own, Lang::Zh) => "本单位档案机构编制销毁清册，单位负责人批准，两人以上监销",
            (Self::Own, Lang::En) => {
                "register of the body's archives unit, approved by its head, two witnesses"
            }
            (Self::Accounting, Lang::Zh) => {
                "档案机构会同会计机构编制销毁清册，单位负责人等签署，共同派员监销"
            }
            (Self::Accounting, Lang::En) => {
                "register of archives and accounting unit together, signed by the head, both witness"
            }
            (Self::Village, Lang::Zh) => {
                "村级组织编制销毁清册，报乡镇，在乡镇和县级档案主管部门指导下销毁"
            }
            (Self::Village, Lang::En) => {
                "register of the village, under the guidance of township and county archives authority"
            }
        }
    }
}

/// The last day of a period of calendar units counted from a day that does not count; the last
/// day of the month where that has no such day. `None` for working days, and outside the
/// calendar of the machine.
pub(super) fn plus(day: NaiveDate, period: Period) -> Option<NaiveDate> {
    let months = |n: u32| day.checked_add_months(Months::new(period.count().checked_mul(n)?));
    let days = |n: i64| day.checked_add_signed(TimeDelta::try_days(i64::from(period.count()) * n)?);
    match period.unit() {
        PeriodUnit::WorkingDay => None,
        PeriodUnit::Day => days(1),
        PeriodUnit::Week => days(7),
        PeriodUnit::Month => months(1),
        PeriodUnit::Quarter => months(3),
        PeriodUnit::Year => months(12),
    }
}
