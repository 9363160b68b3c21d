use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::condition::Condition;
use super::data::{Board, Body, KeptData, PostedData, RowData, Trigger};
use super::facts::RecordFacts;
use super::missing::Missing;
use crate::catalogue::{Catalogue, MatterId};
use crate::law::{Attestation, Citation, Lang, Period, Registry};

/// Where a row comes from (来源).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Layer"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Layer {
    /// Shipped with the library.
    Shipped,
    /// A display limit of the shipped catalogue.
    Catalogue,
    /// The unit's own, as approved by its archives authority.
    Local,
}

/// A length: fixed, or a dated term of law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Length"))]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// The term of this id in the registry of law.
    Term(String),
    /// This period.
    Period(Period),
}

impl Length {
    /// The period on a day; `None` when the term did not exist then.
    pub fn on(&self, day: NaiveDate) -> Option<Period> {
        match self {
            Self::Period(period) => Some(*period),
            Self::Term(id) => Registry::builtin().on(day).term(id).map(|v| v.period),
        }
    }

    /// The period on a day, or the first on record when the term is younger than the day.
    pub(super) fn on_or_first(&self, day: NaiveDate) -> Option<Period> {
        self.on(day).or_else(|| match self {
            Self::Period(_) => None,
            Self::Term(id) => Registry::builtin()
                .terms()
                .iter()
                .find(|t| t.id == *id)
                .and_then(|t| t.versions.first())
                .map(|v| v.period),
        })
    }
}

/// How long something stays posted, by a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.PostedRule"))]
#[non_exhaustive]
pub struct PostedRule {
    /// The least time; the day it goes up is not counted.
    pub least: Option<Length>,
    /// Whether it stays up for good.
    pub standing: bool,
    /// Where it has to be posted; empty: nothing is said.
    pub boards: Vec<Board>,
    /// Whether it usually holds personal data.
    pub personal: bool,
    /// Whether a copy stays for reading once it is taken down.
    pub reading: bool,
}

/// How long something is kept, by a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.KeptRule"))]
#[serde(rename_all = "snake_case")]
pub enum KeptRule {
    /// 永久.
    Permanent,
    /// 定期.
    For {
        /// How long.
        length: Length,
        /// Counted from.
        from: Trigger,
    },
}

/// A row of the schedule (保管期限表的一行).
///
/// It is read in the form of the data files: `id`, `zh`, `en`; `bodies`, `kinds`, `matters`,
/// `fields` (to what it applies); `when` (conditions); `posted` and `kept`; `basis`, `source`,
/// `certainty`, `default`, `note`; and for a local row `replaces` (the shipped row that it
/// stands for) with `was` (what that row said, see [`ScheduleRow::says`]).
///
/// ```
/// use gongkai::retention::{KeptRule, ScheduleRow};
/// let row: ScheduleRow = serde_json::from_str(
///     r#"{"id": "our-contracts", "zh": "50万元以上的合同：永久", "kinds": ["contract"],
///         "when": ["amount>=500000"], "kept": {"permanent": true}, "source": "本镇2024年保管期限表"}"#,
/// ).unwrap();
/// assert_eq!(row.kept, Some(KeptRule::Permanent));
/// ```
#[doc(alias = "保管期限表")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.ScheduleRow"))]
#[serde(try_from = "RowData")]
#[non_exhaustive]
pub struct ScheduleRow {
    /// The id, which never changes.
    pub id: String,
    /// What it says, in Chinese.
    pub zh: String,
    /// What it says, in English; empty for local rows that give none.
    pub en: String,
    /// The levels that it is for; empty: all.
    pub bodies: Vec<Body>,
    /// The kinds of record that it is for.
    pub kinds: Vec<String>,
    /// The matters that it is for.
    pub matters: Vec<String>,
    /// The fields that it is for.
    pub fields: Vec<String>,
    /// What has to hold besides.
    pub when: Vec<Condition>,
    /// How long something stays posted.
    pub posted: Option<PostedRule>,
    /// How long it is kept.
    pub kept: Option<KeptRule>,
    /// What it rests on.
    pub basis: Vec<Citation>,
    /// The text it was taken from, for a local row.
    pub source: Option<String>,
    /// How it is known.
    pub certainty: Attestation,
    /// Whether it is a proposal of this library and not of law.
    pub is_default: bool,
    /// Remarks, in Chinese.
    pub note: Option<String>,
    /// Where it comes from.
    pub layer: Layer,
    /// The shipped row that it stands for.
    pub replaces: Option<String>,
    /// What that row said when the local one was written.
    pub was: Option<String>,
}

/// Why a row is none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("row `{row}`: {fault}")]
pub struct RowError {
    /// The id of the row.
    pub row: String,
    /// What is wrong.
    pub fault: String,
}

fn length(term: Option<String>, period: Option<String>) -> Result<Option<Length>, String> {
    match (term, period) {
        (Some(_), Some(_)) => Err("`term` and `period` exclude each other".to_owned()),
        (Some(term), None) => {
            if Registry::builtin().terms().iter().any(|t| t.id == term) {
                Ok(Some(Length::Term(term)))
            } else {
                Err(format!("unknown term `{term}`"))
            }
        }
        (None, Some(period)) => match period.parse() {
            Ok(period) => Ok(Some(Length::Period(period))),
            Err(error) => Err(format!("{error}")),
        },
        (None, None) => Ok(None),
    }
}

fn posted(data: PostedData) -> Result<PostedRule, String> {
    let least = length(data.term, data.period)?;
    if data.standing && least.is_some() {
        return Err("`standing` takes no length".to_owned());
    }
    if least.is_none() && !data.standing && !data.reading {
        return Err("`posted` says nothing: `term`, `period`, `standing` or `reading`".to_owned());
    }
    Ok(PostedRule {
        least,
        standing: data.standing,
        boards: data.boards,
        personal: data.personal,
        reading: data.reading,
    })
}

fn kept(data: KeptData) -> Result<KeptRule, String> {
    let length = length(data.term, data.period)?;
    match (data.permanent, length, data.from) {
        (true, None, None) => Ok(KeptRule::Permanent),
        (true, ..) => Err("`permanent` takes neither a length nor `from`".to_owned()),
        (false, Some(length), Some(from)) => Ok(KeptRule::For { length, from }),
        (false, ..) => Err("`kept` needs `permanent`, or a length and `from`".to_owned()),
    }
}

impl TryFrom<RowData> for ScheduleRow {
    type Error = RowError;

    fn try_from(data: RowData) -> Result<Self, Self::Error> {
        let row = data.id.clone();
        let fault = |fault: String| RowError {
            row: row.clone(),
            fault,
        };
        if data.id.trim().is_empty() || data.zh.trim().is_empty() {
            return Err(fault("`id` and `zh` must not be empty".to_owned()));
        }
        let named = !data.kinds.is_empty() || !data.matters.is_empty() || !data.fields.is_empty();
        if !named && (data.bodies.is_empty() || data.kept.is_some()) {
            return Err(fault(
                "applies to nothing: `kinds`, `matters` or `fields`".to_owned(),
            ));
        }
        if data.posted.is_none() && data.kept.is_none() {
            return Err(fault("says nothing: `posted` or `kept`".to_owned()));
        }
        let mut when = Vec::with_capacity(data.when.len());
        for condition in &data.when {
            when.push(condition.parse().map_err(|e| fault(format!("{e}")))?);
        }
        let mut basis = Vec::with_capacity(data.basis.len());
        for citation in &data.basis {
            basis.push(citation.parse().map_err(|e| fault(format!("{e}")))?);
        }
        Ok(Self {
            id: data.id,
            zh: data.zh,
            en: data.en,
            bodies: data.bodies,
            kinds: data.kinds,
            matters: data.matters,
            fields: data.fields,
            when,
            posted: data.posted.map(posted).transpose().map_err(&fault)?,
            kept: data.kept.map(kept).transpose().map_err(&fault)?,
            basis,
            source: data.source,
            certainty: data.certainty,
            is_default: data.is_default,
            note: data.note,
            layer: Layer::Local,
            replaces: data.replaces,
            was: data.was,
        })
    }
}

impl ScheduleRow {
    /// What it says, in a language; Chinese where a local row has no English.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }

    /// What it decides, in short: `kept permanent`, `kept term:records.short closed`,
    /// `posted period:7d`. A local row that replaces another notes it as `was`, so that a later
    /// change of the shipped row is seen.
    pub fn says(&self) -> String {
        let length = |l: &Length| match l {
            Length::Term(term) => format!("term:{term}"),
            Length::Period(period) => format!("period:{period}"),
        };
        let mut parts = Vec::new();
        if let Some(posted) = &self.posted {
            if let Some(least) = &posted.least {
                parts.push(format!("posted {}", length(least)));
            }
            if posted.standing {
                parts.push("posted standing".to_owned());
            }
            if posted.reading {
                parts.push("posted reading".to_owned());
            }
        }
        match &self.kept {
            Some(KeptRule::Permanent) => parts.push("kept permanent".to_owned()),
            Some(KeptRule::For { length: l, from }) => {
                let from = match from {
                    Trigger::Formed => "formed",
                    Trigger::FormedYearEnd => "formed_year_end",
                    Trigger::AccountingYearEnd => "accounting_year_end",
                    Trigger::Closed => "closed",
                    Trigger::Disposed => "disposed",
                };
                parts.push(format!("kept {} {from}", length(l)));
            }
            None => {}
        }
        parts.join("; ")
    }

    /// Whether it applies to a record: `Ok(true)`, `Ok(false)`, or the facts that would decide.
    pub(super) fn applies(&self, facts: &RecordFacts) -> Result<bool, Vec<Missing>> {
        let named = !self.kinds.is_empty() || !self.matters.is_empty() || !self.fields.is_empty();
        let fits = !named
            || facts.kinds.iter().any(|k| self.kinds.contains(k))
            || facts.matters.iter().any(|m| {
                self.matters.iter().any(|own| own == m.as_str())
                    || (!self.fields.is_empty() && self.fields.contains(&field_of(m)))
            });
        if !fits {
            return Ok(false);
        }
        let mut missing = Vec::new();
        if !self.bodies.is_empty() {
            match facts.body {
                Some(body) if !self.bodies.contains(&body) => return Ok(false),
                Some(_) => {}
                None => missing.push(Missing::Body),
            }
        }
        for condition in &self.when {
            match condition.holds(facts) {
                Some(false) => return Ok(false),
                Some(true) => {}
                None => missing.push(condition.fact()),
            }
        }
        if missing.is_empty() {
            Ok(true)
        } else {
            Err(missing)
        }
    }
}

/// The field in which a matter stands; by its id where no shipped catalogue knows it.
fn field_of(matter: &MatterId) -> String {
    let id = matter.as_str();
    [
        Catalogue::grassroots(),
        Catalogue::village(),
        Catalogue::national(),
    ]
    .into_iter()
    .find_map(|c| c.matter(id))
    .map_or_else(
        || {
            id.rsplit_once('-')
                .map_or(id, |(field, _)| field)
                .to_owned()
        },
        |m| m.field.as_str().to_owned(),
    )
}

/// The day from which a time is counted, itself not counted; or the fact that is missing.
pub(super) fn anchor(from: Trigger, facts: &RecordFacts) -> Result<NaiveDate, Missing> {
    let year_end = |year: i32| NaiveDate::from_ymd_opt(year, 12, 31).ok_or(Missing::Calendar);
    match from {
        Trigger::Formed => facts.formed.ok_or(Missing::Formed),
        Trigger::FormedYearEnd => year_end(facts.formed.ok_or(Missing::Formed)?.year()),
        Trigger::AccountingYearEnd => {
            year_end(facts.accounting_year.ok_or(Missing::AccountingYear)?)
        }
        Trigger::Closed => facts.closed.ok_or(Missing::Closed),
        Trigger::Disposed => facts.disposed.ok_or(Missing::Disposed),
    }
}
