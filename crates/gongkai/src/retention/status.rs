use chrono::NaiveDate;
use serde::Serialize;

use super::error::RetentionError;
use super::facts::RecordFacts;
use super::plan::RetentionPlan;
use crate::case::TimelineProblem;
use crate::law::{Citation, Lang};

/// What stays of something that was taken down or destroyed (注销留痕).
#[doc(alias = "销毁记录")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Tombstone"))]
#[non_exhaustive]
pub struct Tombstone {
    /// What happened.
    pub what: TombstoneKind,
    /// 题名.
    pub title: String,
    /// When.
    pub on: NaiveDate,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Why it was taken down, or the number in the register of destruction.
    pub reference: String,
}

/// What a tombstone stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.TombstoneKind"))]
#[serde(rename_all = "snake_case")]
pub enum TombstoneKind {
    /// 撤下.
    TakenDown,
    /// 销毁.
    Destroyed,
}

/// An event that stands in the file and has no effect (不予认可的记录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.RecordProblem"))]
#[non_exhaustive]
pub struct RecordProblem {
    /// The entry, from 0.
    pub index: u32,
    /// Why.
    #[serde(flatten)]
    pub error: RetentionError,
}

impl RecordProblem {
    /// The name of what is wrong.
    pub fn code(&self) -> &'static str {
        self.error.code()
    }

    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        self.error.message(lang)
    }

    /// The articles.
    pub fn citations(&self) -> Vec<Citation> {
        self.error.citations()
    }
}

/// How a record stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.RecordState"))]
#[serde(rename_all = "snake_case")]
pub enum RecordState {
    /// The file does not begin with its formation.
    Unformed,
    /// 已形成, not public.
    Formed,
    /// 公开中.
    Public,
    /// 已撤下.
    TakenDown,
    /// 已移交档案馆.
    Transferred,
    /// 已向社会开放.
    Opened,
    /// 已销毁.
    Destroyed,
}

impl RecordState {
    /// In words.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Unformed, Lang::Zh) => "没有形成记录",
            (Self::Unformed, Lang::En) => "not formed",
            (Self::Formed, Lang::Zh) => "已形成，未公开",
            (Self::Formed, Lang::En) => "formed, not public",
            (Self::Public, Lang::Zh) => "公开中",
            (Self::Public, Lang::En) => "public",
            (Self::TakenDown, Lang::Zh) => "已撤下",
            (Self::TakenDown, Lang::En) => "taken down",
            (Self::Transferred, Lang::Zh) => "已移交档案馆",
            (Self::Transferred, Lang::En) => "in an archive",
            (Self::Opened, Lang::Zh) => "已开放",
            (Self::Opened, Lang::En) => "open",
            (Self::Destroyed, Lang::Zh) => "已销毁，留有记录",
            (Self::Destroyed, Lang::En) => "destroyed, tombstone kept",
        }
    }
}

/// How a record stands on a day (状态).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.RecordStatus"))]
#[non_exhaustive]
pub struct RecordStatus {
    /// The case.
    pub case: String,
    /// Its state.
    pub state: RecordState,
    /// What is known of it.
    pub facts: RecordFacts,
    /// The two clocks.
    pub plan: RetentionPlan,
    /// Whether it was appraised as fit to be destroyed.
    pub fit_to_destroy: bool,
    /// Whether its destruction was approved.
    pub approved: bool,
    /// What was taken down or destroyed.
    pub tombstones: Vec<Tombstone>,
    /// Events that have no effect.
    pub problems: Vec<RecordProblem>,
    /// Entries that cannot be taken as they are.
    pub timeline: Vec<TimelineProblem>,
    /// How many entries were entered after the day.
    pub later: usize,
}
