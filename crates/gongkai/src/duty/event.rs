use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::catalogue::MatterId;

/// What happened, for a duty to begin (事由).
///
/// In JSON it is the word itself; any word that is none of these is [`EventKind::Other`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum EventKind {
    /// 形成: a document was made.
    #[default]
    Formed,
    /// 变更: a document or state of affairs changed.
    Changed,
    /// 决定作出: a decision was made.
    Decided,
    /// 批准、批复: something was approved.
    Approved,
    /// 获取、收到: something was received.
    Received,
    /// 结束: something ended, or was done.
    Ended,
    /// Anything else, as written: 举行听证, 会议召开.
    Other(String),
}

impl EventKind {
    /// The Chinese word, as limits of the catalogue use it; another kind as it is written.
    pub fn chinese(&self) -> &str {
        match self {
            Self::Formed => "形成",
            Self::Changed => "变更",
            Self::Decided => "决定作出",
            Self::Approved => "批准（批复）",
            Self::Received => "获取（收到）",
            Self::Ended => "结束",
            Self::Other(text) => text,
        }
    }

    /// The English word; another kind as it is written.
    pub fn english(&self) -> &str {
        match self {
            Self::Formed => "formed",
            Self::Changed => "changed",
            Self::Decided => "decided",
            Self::Approved => "approved",
            Self::Received => "received",
            Self::Ended => "ended",
            Self::Other(text) => text,
        }
    }
}

impl From<String> for EventKind {
    fn from(text: String) -> Self {
        match text.as_str() {
            "formed" => Self::Formed,
            "changed" => Self::Changed,
            "decided" => Self::Decided,
            "approved" => Self::Approved,
            "received" => Self::Received,
            "ended" => Self::Ended,
            _ => Self::Other(text),
        }
    }
}

impl From<EventKind> for String {
    fn from(kind: EventKind) -> Self {
        kind.english().to_owned()
    }
}

/// Something that happened and that the public is owed information on (事件): a document
/// formed, a budget approved, a hearing fixed for a day.
///
/// The end of a month, quarter or year is no event: the agenda knows the calendar.
///
/// ```
/// use gongkai::duty::{Event, EventKind};
/// let event: Event = serde_json::from_str(r#"{
///     "date": "2026-03-02", "kind": "approved",
///     "matter": "budget-final-accounts-001", "title": "2026年政府预算"
/// }"#).unwrap();
/// assert_eq!(event.kind, EventKind::Approved);
/// ```
#[doc(alias = "事件")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Event"))]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The day it happened; for notices ahead of something, the day of that thing.
    pub date: NaiveDate,
    /// The matter that it belongs to, or the id of a statutory duty; found by the title when
    /// absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
    /// What happened.
    #[serde(default)]
    pub kind: EventKind,
    /// What it is about: the title of the document.
    pub title: String,
}
