use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::model::{
    DRAFT, GateData, GateKind, KnownLaw, PipelineData, StageData, StageKind, faults,
};
use crate::law::{Attestation, Citation, CitationParseError, Lang, Period, Registry};

static PIPELINES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pipelines.bin"));

/// A review pipeline that holds together (审核流程): its stages in order, who acts at each, and
/// what each needs.
///
/// ```
/// use gongkai::review::Pipeline;
/// let standard = Pipeline::builtin("standard").unwrap();
/// let stages: Vec<_> = standard.data().stage.iter().map(|s| s.id.as_str()).collect();
/// assert_eq!(
///     stages,
///     ["list", "unit_check", "disclosure_review", "approval", "publication", "filing"],
/// );
/// ```
///
/// A body's own pipeline is deserialised as [`PipelineData`] and made one by
/// [`Pipeline::new`]; one in which something could go out that nobody reviewed is refused:
///
/// ```
/// use gongkai::review::{Pipeline, PipelineData};
/// let mut data: PipelineData = Pipeline::builtin("standard").unwrap().data().clone();
/// data.id = "ours".into();
/// data.stage.retain(|s| !["unit_check", "disclosure_review", "approval"].contains(&s.id.as_str()));
/// let error = Pipeline::new(data).unwrap_err();
/// assert!(error.to_string().contains("no stage reviews what goes out here"));
/// ```
#[doc(alias = "审核流程")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pipeline {
    data: PipelineData,
}

/// Why data are no pipeline: every place that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", .faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct PipelineError {
    /// What is wrong, in the order of the data; never empty.
    pub faults: Vec<PipelineFault>,
}

/// Something wrong in a pipeline.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{place}: {what}")]
pub struct PipelineFault {
    /// The place, as in "stage `approval`".
    pub place: String,
    /// What is wrong there.
    pub what: String,
}

/// The registry as the validation sees it.
struct Builtin(&'static Registry);

impl KnownLaw for Builtin {
    fn citation_fault(&self, text: &str) -> Option<String> {
        let fault = |error: &CitationParseError| Some(format!("`{text}`: {error}"));
        let citation: Citation = match text.parse() {
            Ok(citation) => citation,
            Err(error) => return fault(&error),
        };
        let Some(known) = self.0.get(citation.instrument()) else {
            return Some(format!(
                "`{text}` cites an instrument that is not on record"
            ));
        };
        match (citation.article(), known.articles) {
            (Some(article), Some(articles)) if article > articles => {
                fault(&CitationParseError::NoSuchArticle {
                    title: known.title.clone(),
                    article,
                    articles,
                })
            }
            _ => None,
        }
    }

    fn has_term(&self, id: &str) -> bool {
        self.0.terms().iter().any(|t| t.id == id)
    }
}

/// The shipped pipelines, by id.
pub fn pipelines() -> &'static [Pipeline] {
    static ALL: OnceLock<Vec<Pipeline>> = OnceLock::new();
    ALL.get_or_init(|| {
        // Written and validated by this crate's build script; a test reads all of them.
        let data: Vec<PipelineData> = postcard::from_bytes(PIPELINES).unwrap_or_default();
        data.into_iter().map(|data| Pipeline { data }).collect()
    })
}

impl Pipeline {
    /// The pipeline that data describe.
    ///
    /// # Errors
    /// When ids are missing, unknown or stand twice, a length of time is none, a citation does
    /// not exist, or something would be posted or published that no stage reviews. All places
    /// are named.
    pub fn new(data: PipelineData) -> Result<Self, PipelineError> {
        let faults: Vec<PipelineFault> = faults(&data, &Builtin(Registry::builtin()))
            .into_iter()
            .map(|f| PipelineFault {
                place: f.place,
                what: f.what,
            })
            .collect();
        if faults.is_empty() {
            Ok(Self { data })
        } else {
            Err(PipelineError { faults })
        }
    }

    /// The shipped pipeline of this id: `standard`, `county_three_reviews`, `finance`,
    /// `major_decision`, `policy_document`, `expropriation`, `three_postings`, `village`.
    pub fn builtin(id: &str) -> Option<&'static Self> {
        pipelines().iter().find(|p| p.data.id == id)
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.data.id
    }

    /// What it says.
    pub fn data(&self) -> &PipelineData {
        &self.data
    }

    /// Its name.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.data.zh,
            Lang::En => &self.data.en,
        }
    }

    /// What it rests on.
    pub fn citations(&self) -> Vec<Citation> {
        parsed(&self.data.citations)
    }

    /// The stage of this id with its place, from 0.
    pub fn stage(&self, id: &str) -> Option<(usize, &StageData)> {
        self.data.stage.iter().enumerate().find(|(_, s)| s.id == id)
    }

    /// The gate of this id.
    pub fn gate(&self, id: &str) -> Option<&GateData> {
        self.data.gate.iter().find(|g| g.id == id)
    }

    /// The name of a stage, or of the drafting; the id itself when there is no such stage.
    pub fn stage_name(&self, id: &str) -> Name {
        if id == DRAFT {
            return Name::new(DRAFT, "拟稿", "drafting");
        }
        self.stage(id).map_or_else(
            || Name::new(id, id, id),
            |(_, s)| Name::new(&s.id, &s.zh, &s.en),
        )
    }

    /// The name of a gate; the id itself when there is no such gate.
    pub fn gate_name(&self, id: &str) -> Name {
        self.gate(id)
            .map_or_else(|| Name::new(id, id, id), |g| Name::new(&g.id, &g.zh, &g.en))
    }

    /// The name of a role; the id itself when there is no such role.
    pub fn role_name(&self, id: &str) -> Name {
        let role = self.data.role.iter().find(|r| r.id == id);
        role.map_or_else(|| Name::new(id, id, id), |r| Name::new(&r.id, &r.zh, &r.en))
    }

    /// The articles that a stage rests on, or those of the pipeline.
    pub fn stage_citations(&self, stage: &StageData) -> Vec<Citation> {
        if stage.citations.is_empty() {
            self.citations()
        } else {
            parsed(&stage.citations)
        }
    }

    /// The articles that a gate rests on, or those of the pipeline.
    pub fn gate_citations(&self, gate: &GateData) -> Vec<Citation> {
        if gate.citations.is_empty() {
            self.citations()
        } else {
            parsed(&gate.citations)
        }
    }

    /// Whether the pipeline awaits an interpretation.
    pub(super) fn interpretation(&self) -> Option<&GateData> {
        let mut gates = self.data.gate.iter();
        gates.find(|g| g.kind == GateKind::Interpretation)
    }

    /// The first stage of the stretch that ends with the public act at or behind `at`.
    pub(super) fn segment_start(&self, at: usize) -> usize {
        let public = |s: &StageData| matches!(s.kind, StageKind::Posting | StageKind::Publication);
        self.data
            .stage
            .iter()
            .take(at)
            .rposition(public)
            .map_or(0, |n| n + 1)
    }

    /// The first stage of that stretch that reviews a content.
    pub(super) fn first_review(&self, at: usize) -> usize {
        let start = self.segment_start(at);
        self.data
            .stage
            .iter()
            .enumerate()
            .skip(start)
            .find(|(_, s)| reviews(s))
            .map_or(start, |(n, _)| n)
    }

    /// Within what time an opinion is answered.
    pub(super) fn opinion_length(&self, on: NaiveDate) -> Option<Length> {
        let text = self.data.opinion_limit.as_deref();
        length(text.unwrap_or("website.question"), on, self.data.certainty)
    }
}

/// Whether a stage reviews a content.
pub(super) fn reviews(stage: &StageData) -> bool {
    matches!(stage.kind, StageKind::Review | StageKind::Approval)
}

pub(super) fn parsed(citations: &[String]) -> Vec<Citation> {
    citations.iter().filter_map(|c| c.parse().ok()).collect()
}

/// A length of time of a pipeline on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) period: Period,
    pub(super) citation: Option<Citation>,
    pub(super) certainty: Attestation,
}

/// `5wd`, or a term of law as in force on a day; `None` when no version of it was.
pub(super) fn length(text: &str, on: NaiveDate, certainty: Attestation) -> Option<Length> {
    if let Ok(period) = text.parse() {
        return Some(Length {
            period,
            citation: None,
            certainty,
        });
    }
    let term = Registry::builtin().on(on).term(text)?;
    Some(Length {
        period: term.period,
        citation: Some(term.citation.clone()),
        certainty: term.certainty,
    })
}

/// A name in both languages, with the id that it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Name"))]
pub struct Name {
    /// The id.
    pub id: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Name {
    pub(super) fn new(id: &str, zh: &str, en: &str) -> Self {
        Self {
            id: id.to_owned(),
            zh: zh.to_owned(),
            en: en.to_owned(),
        }
    }

    /// The name in a language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl Serialize for Pipeline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.data.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Pipeline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(PipelineData::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_ones_are_read_and_hold() {
        let ids: Vec<&str> = pipelines().iter().map(Pipeline::id).collect();
        assert_eq!(
            ids,
            [
                "county_three_reviews",
                "expropriation",
                "finance",
                "major_decision",
                "policy_document",
                "standard",
                "three_postings",
                "village",
            ]
        );
        for pipeline in pipelines() {
            let again = Pipeline::new(pipeline.data().clone());
            assert_eq!(again.as_ref(), Ok(pipeline), "{}", pipeline.id());
        }
    }
}
