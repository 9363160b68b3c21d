use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the events of every kind of case have in common.
pub trait CaseEvent: PartialEq {
    /// Whether the event strikes an earlier entry as wrong, and which one, from 0.
    ///
    /// Every enum of events has a variant `struck` with `index` and `reason`: case files are
    /// append-only, so a wrong entry is struck and, where needed, entered anew.
    fn strikes(&self) -> Option<u32>;
}

/// A line of a case file: an event, when it happened, when it was entered, and by whom (办理记录).
///
/// As JSON the fields of the event stand beside those of the entry; the event's name is the
/// field `event`:
///
/// `{"on": "2026-03-02", "by": "张敏", "event": "extended", "by_how_much": "20wd"}`
#[doc(alias = "办理记录")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "case.Entry<{E}>"))]
// The events refuse fields that are neither theirs nor the entry's.
#[cfg_attr(feature = "schema", schemars(extend("unevaluatedProperties" = false)))]
pub struct Entry<E> {
    /// The day on which it happened, in civil time of China.
    pub on: NaiveDate,
    /// The day on which it was entered, where that was later. An entry without it counts as
    /// entered on the day it happened, and must then stand in the order of the days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<NaiveDate>,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// In which role, as a pipeline names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// A remark for the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What happened.
    #[serde(flatten)]
    pub event: E,
}

impl<E> Entry<E> {
    /// An entry of this day, entered on the same day, by nobody in particular.
    pub fn new(on: NaiveDate, event: E) -> Self {
        Self {
            on,
            recorded: None,
            by: None,
            role: None,
            note: None,
            event,
        }
    }

    /// The same, done by this person.
    pub fn by(mut self, person: impl Into<String>) -> Self {
        self.by = Some(person.into());
        self
    }

    /// The same, done in this role.
    pub fn role(mut self, role: impl Into<String>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// The same, entered on a later day.
    pub fn recorded(mut self, day: NaiveDate) -> Self {
        self.recorded = Some(day);
        self
    }

    /// The day on which it was entered.
    pub fn entered(&self) -> NaiveDate {
        self.recorded.unwrap_or(self.on)
    }
}
