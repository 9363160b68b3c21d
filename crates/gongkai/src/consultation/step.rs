use chrono::NaiveDate;
use serde::Serialize;

use super::data::DocumentKind;
use super::error::labels;
use super::kind::ConsultationKind;
use crate::catalogue::Channel;
use crate::law::{Citation, Lang, Period};

/// A step on the way of a consultation, as data; [`ConsultationStep::message`] puts it in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.ConsultationStep"))]
#[non_exhaustive]
pub struct ConsultationStep {
    /// When.
    pub on: NaiveDate,
    /// What.
    #[serde(flatten)]
    pub kind: StepKind,
    /// The articles that it rests on.
    pub basis: Vec<Citation>,
}

/// What a step is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.StepKind"))]
#[serde(tag = "step", rename_all = "snake_case")]
#[non_exhaustive]
pub enum StepKind {
    /// The case was opened.
    Opened {
        /// The kind of consultation.
        kind: String,
    },
    /// The draft was published.
    Published {
        /// For which time, from 1.
        round: u32,
        /// What was published.
        documents: Vec<DocumentKind>,
        /// Where.
        channels: Vec<Channel>,
    },
    /// The least time for comments.
    Least {
        /// How long.
        period: Period,
        /// Its last day.
        last: NaiveDate,
        /// The local text that sets it.
        local: Option<String>,
        /// Whether it is a default of this library.
        is_default: bool,
    },
    /// Nothing sets a least time.
    NoLeast,
    /// The last day for comments.
    Until {
        /// That day.
        until: NaiveDate,
    },
    /// The time was shortened, and the reason was told.
    Shortened {
        /// The last day now.
        until: NaiveDate,
        /// The reason.
        reason: String,
    },
    /// The time was extended.
    Extended {
        /// The last day now.
        until: NaiveDate,
    },
    /// Comments were closed.
    Closed,
    /// Most of those concerned object.
    MajorityObjected,
    /// A hearing was held.
    HearingHeld {
        /// How many took part.
        participants: Option<u32>,
    },
    /// The draft was changed.
    Revised {
        /// Whether in substance.
        substantial: bool,
    },
    /// The consultation was taken up again.
    Reopened {
        /// Why.
        reason: String,
    },
    /// The result was published.
    ResultPublished,
    /// The draft was submitted for decision.
    Submitted,
    /// The decision was published.
    Decided,
    /// The draft was given up.
    Dropped {
        /// Why.
        reason: String,
    },
}

impl ConsultationStep {
    /// The step as a sentence without a full stop.
    pub fn message(&self, lang: Lang) -> String {
        let on = self.on;
        match lang {
            Lang::Zh => self.chinese(on),
            Lang::En => self.english(on),
        }
    }

    fn chinese(&self, on: NaiveDate) -> String {
        match &self.kind {
            StepKind::Opened { kind } => {
                let name = ConsultationKind::get(kind).map_or("", |k| k.name(Lang::Zh));
                format!("{on}立卷：{name}")
            }
            StepKind::Published {
                round,
                documents,
                channels,
            } => {
                let again = if *round > 1 {
                    format!("第{round}次")
                } else {
                    String::new()
                };
                let places: Vec<&str> = channels.iter().map(|c| c.label(Lang::Zh)).collect();
                format!(
                    "{on}{again}公布{}（{}），当日不计入",
                    labels(documents, Lang::Zh),
                    places.join("、")
                )
            }
            StepKind::Least {
                period,
                last,
                local,
                is_default,
            } => {
                let from = match (local, is_default) {
                    (Some(text), _) => format!("（{text}）"),
                    (None, true) => "（本库缺省，以本地规定为准）".to_owned(),
                    (None, false) => String::new(),
                };
                format!("期限不少于{}{from}，至少到{last}", period.chinese())
            }
            StepKind::NoLeast => "当时没有规定最短期限".to_owned(),
            StepKind::Until { until } => format!("截止日{until}"),
            StepKind::Shortened { until, reason } => {
                format!("{on}缩短期限，截止日{until}，理由：{reason}")
            }
            StepKind::Extended { until } => format!("{on}延长，截止日{until}"),
            StepKind::Closed => format!("{on}结束征求意见"),
            StepKind::MajorityObjected => format!("{on}多数人反对"),
            StepKind::HearingHeld { participants } => match participants {
                Some(n) => format!("{on}举行听证会，{n}人参加"),
                None => format!("{on}举行听证会"),
            },
            StepKind::Revised { substantial: true } => format!("{on}草案作实质修改"),
            StepKind::Revised { substantial: false } => format!("{on}修改草案"),
            StepKind::Reopened { reason } => format!("{on}再次征求意见：{reason}"),
            StepKind::ResultPublished => format!("{on}公布征求意见和采纳情况"),
            StepKind::Submitted => format!("{on}提交决策"),
            StepKind::Decided => format!("{on}公布决策"),
            StepKind::Dropped { reason } => format!("{on}终止：{reason}"),
        }
    }

    fn english(&self, on: NaiveDate) -> String {
        match &self.kind {
            StepKind::Opened { kind } => {
                let name = ConsultationKind::get(kind).map_or("", |k| k.name(Lang::En));
                format!("opened on {on}: {name}")
            }
            StepKind::Published {
                round,
                documents,
                channels,
            } => {
                let again = if *round > 1 {
                    format!(", round {round}")
                } else {
                    String::new()
                };
                let places: Vec<&str> = channels.iter().map(|c| c.label(Lang::En)).collect();
                format!(
                    "published on {on}, which is left out{again}: {} ({})",
                    labels(documents, Lang::En),
                    places.join(", ")
                )
            }
            StepKind::Least {
                period,
                last,
                local,
                is_default,
            } => {
                let from = match (local, is_default) {
                    (Some(text), _) => format!(" ({text})"),
                    (None, true) => " (a default here; the local rule prevails)".to_owned(),
                    (None, false) => String::new(),
                };
                format!("{} at least{from}, through {last}", period.english())
            }
            StepKind::NoLeast => "no least time was set then".to_owned(),
            StepKind::Until { until } => format!("comments until {until}"),
            StepKind::Shortened { until, reason } => {
                format!("shortened on {on}: comments until {until}, because: {reason}")
            }
            StepKind::Extended { until } => format!("extended on {on}: comments until {until}"),
            StepKind::Closed => format!("comments closed on {on}"),
            StepKind::MajorityObjected => format!("most of those concerned objected on {on}"),
            StepKind::HearingHeld { participants } => match participants {
                Some(n) => format!("hearing held on {on}, {n} took part"),
                None => format!("hearing held on {on}"),
            },
            StepKind::Revised { substantial: true } => {
                format!("draft changed in substance on {on}")
            }
            StepKind::Revised { substantial: false } => format!("draft changed on {on}"),
            StepKind::Reopened { reason } => format!("taken up again on {on}: {reason}"),
            StepKind::ResultPublished => format!("result published on {on}"),
            StepKind::Submitted => format!("submitted for decision on {on}"),
            StepKind::Decided => format!("decision published on {on}"),
            StepKind::Dropped { reason } => format!("given up on {on}: {reason}"),
        }
    }
}
