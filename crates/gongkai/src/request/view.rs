//! A status with its sentences, as a program hands it on.

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::ReportRow;
use super::error::Problem;
use super::event::CloseReason;
use super::regime::Regime;
use super::status::{CaseDeadline, RequestStatus, State, Waiting};
use super::trail::{CaseStep, TrailEntry};
use crate::calendar::Certainty;
use crate::law::{Citation, Lang};

/// A [`RequestStatus`] with a `text` in one language for each step and problem; made by
/// [`RequestStatus::view`], for serialising.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.StatusView"))]
pub struct StatusView<'a> {
    case: &'a str,
    as_of: NaiveDate,
    state: State,
    received: Option<NaiveDate>,
    due: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    certainty: Option<Certainty>,
    overdue: bool,
    answered_on: Option<NaiveDate>,
    answered_late: Option<i64>,
    waiting: Option<Waiting>,
    deadlines: Vec<Told<'a, CaseDeadline>>,
    trail: Vec<Told<'a, TrailEntry>>,
    basis: &'a [Citation],
    problems: Vec<Told<'a, Refusal<'a>>>,
    row: Option<ReportRow>,
    regime: Option<Regime>,
    summary: String,
}

#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "{T}InWords"))]
struct Told<'a, T> {
    #[serde(flatten)]
    what: Held<'a, T>,
    text: String,
}

#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum Held<'a, T> {
    Lent(&'a T),
    Own(T),
}

#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Refusal"))]
struct Refusal<'a> {
    index: u32,
    code: &'static str,
    basis: &'a [Citation],
}

/// What is held, either way.
#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Held<'_, T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}

impl RequestStatus {
    /// The status with its sentences in a language, for serialising.
    ///
    /// ```
    /// use gongkai::calendar::WorkCalendar;
    /// use gongkai::law::Lang;
    /// use gongkai::request::{RequestCase, Settings};
    /// let day = "2026-03-02".parse().unwrap();
    /// let empty = RequestCase::replay("2026-001", &[], &Settings::default(), day);
    /// let status = empty.status(WorkCalendar::national());
    /// let json = serde_json::to_value(status.view(Lang::Zh)).unwrap();
    /// assert_eq!(json["state"], "not_received");
    /// assert_eq!(json["summary"], "尚未收到");
    /// ```
    pub fn view(&self, lang: Lang) -> StatusView<'_> {
        StatusView {
            case: &self.case,
            as_of: self.as_of,
            state: self.state,
            received: self.received,
            due: self.due,
            latest: self.latest,
            certainty: self.certainty,
            overdue: self.overdue,
            answered_on: self.answered_on,
            answered_late: self.answered_late,
            waiting: self.waiting,
            deadlines: self
                .deadlines
                .iter()
                .map(|d| Told {
                    what: Held::Lent(d),
                    text: d.message(lang),
                })
                .collect(),
            trail: self
                .trail
                .iter()
                .map(|entry| Told {
                    what: Held::Lent(entry),
                    text: entry.step.message(lang),
                })
                .collect(),
            basis: &self.basis,
            problems: self
                .problems
                .iter()
                .map(|p| Told {
                    what: Held::Own(Refusal {
                        index: p.index,
                        code: p.code(),
                        basis: &p.basis,
                    }),
                    text: p.message(lang),
                })
                .collect(),
            row: self.row,
            regime: self.regime,
            summary: self.summary(lang),
        }
    }

    /// How a case ended, where its state alone does not say it: by the last step that ended it,
    /// and for an answer by its row of the annual report.
    fn ending(&self, lang: Lang) -> Option<String> {
        let pick = |zh: &str, en: &str| match lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        };
        self.trail.iter().rev().find_map(|entry| match &entry.step {
            CaseStep::Answered { .. } => Some(self.row?.message(lang).to_owned()),
            CaseStep::RecordCorrected {}
            | CaseStep::Transferred { .. }
            | CaseStep::Withdrawn {} => Some(entry.step.message(lang)),
            CaseStep::Closed { reason } => Some(match reason {
                CloseReason::NotCorrected => pick(
                    "逾期不补正，不再处理",
                    "not corrected in time, not handled further",
                ),
                CloseReason::FeeUnpaid => pick(
                    "逾期未缴费，不再处理",
                    "fee not paid in time, not handled further",
                ),
                CloseReason::Other => pick(
                    "因其他原因不再处理",
                    "not handled further for another reason",
                ),
            }),
            _ => None,
        })
    }

    /// Where the case stands, in one line; of what was closed or archived also how it ended.
    pub fn summary(&self, lang: Lang) -> String {
        let mut parts = vec![self.state.label(lang).to_owned()];
        if matches!(self.state, State::Closed | State::Archived) {
            parts.extend(self.ending(lang));
        }
        if let Some(on) = self.answered_on {
            parts.push(match (lang, self.answered_late) {
                (Lang::Zh, None) => format!("{on}答复"),
                (Lang::Zh, Some(days)) => format!("{on}答复，晚了{days}天"),
                (Lang::En, None) => format!("answered on {on}"),
                (Lang::En, Some(days)) => format!("answered on {on}, {days} days late"),
            });
        } else if let Some(waiting) = self.waiting {
            let what = waiting.what.label(lang);
            parts.push(match (lang, waiting.until) {
                (Lang::Zh, Some(until)) => format!("等{what}，截至{until}"),
                (Lang::Zh, None) => format!("等{what}"),
                (Lang::En, Some(until)) => format!("waiting for {what} until {until}"),
                (Lang::En, None) => format!("waiting for {what}"),
            });
        }
        if let Some(due) = self.due {
            let late = (self.as_of - due).num_days();
            parts.push(match (lang, self.answered_on, self.overdue) {
                (Lang::Zh, None, true) => format!("应于{due}前答复，已逾期{late}天"),
                (Lang::Zh, _, _) => format!("应于{due}前答复"),
                (Lang::En, None, true) => format!("due on {due}, {late} days overdue"),
                (Lang::En, _, _) => format!("due on {due}"),
            });
        }
        if let Some(latest) = self.latest {
            parts.push(match lang {
                Lang::Zh => format!("对方用满期限则为{latest}"),
                Lang::En => format!("{latest} if the parties use their whole terms"),
            });
        }
        if self.certainty == Some(Certainty::Projected) {
            parts.push(match lang {
                Lang::Zh => "当年放假安排未公布，日期为推算".to_owned(),
                Lang::En => "projected: the holidays are not arranged yet".to_owned(),
            });
        }
        parts.join(match lang {
            Lang::Zh => "；",
            Lang::En => "; ",
        })
    }
}

impl CaseDeadline {
    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        let what = self.kind.label(lang);
        let (party, until) = (self.party.as_deref(), self.until);
        let done = match (lang, self.done) {
            (_, None) => String::new(),
            (Lang::Zh, Some(on)) => format!("，已于{on}办"),
            (Lang::En, Some(on)) => format!(", done on {on}"),
        };
        match (lang, party) {
            (Lang::Zh, Some(party)) => format!("{what}（{party}）：{until}前{done}"),
            (Lang::Zh, None) => format!("{what}：{until}前{done}"),
            (Lang::En, Some(party)) => format!("{what} ({party}): by {until}{done}"),
            (Lang::En, None) => format!("{what}: by {until}{done}"),
        }
    }
}

impl Problem {
    /// The sentence for a reader, with the number of the entry, counted from 1 as lines are.
    pub fn message(&self, lang: Lang) -> String {
        let line = self.index.saturating_add(1);
        let why = self.error.message(lang);
        match lang {
            Lang::Zh => format!("第{line}条：{why}"),
            Lang::En => format!("entry {line}: {why}"),
        }
    }
}
