use chrono::NaiveDate;
use serde::Serialize;

use super::state::Consultation;
use crate::case::ContentHash;
use crate::law::{Citation, Lang};

/// What a review needs to know of a consultation before the decision (征求意见的证据).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(rename = "consultation.ConsultationEvidence")
)]
#[non_exhaustive]
pub struct ConsultationEvidence {
    /// Whether a draft was put before the public and the time for comments ran to its end.
    pub held: bool,
    /// Whether that time was as long as it has to be, or shortened with its reason told.
    pub period_kept: bool,
    /// The reason told for less time.
    pub shortened: Option<String>,
    /// When the draft was last published.
    pub published: Option<NaiveDate>,
    /// The last day for comments.
    pub until: Option<NaiveDate>,
    /// When comments were closed.
    pub closed: Option<NaiveDate>,
    /// When the result was published.
    pub result_published: Option<NaiveDate>,
    /// The drafts that the public last saw.
    pub consulted: Vec<ContentHash>,
    /// The draft as changed since, if it was.
    pub revised: Option<ContentHash>,
    /// Whether a change of substance has not been published.
    pub substantial_change: bool,
    /// Whether the decision may be submitted.
    pub may_decide: bool,
    /// What is in the way, by code: `not_published`, `not_closed`, `ungrouped`, `unanswered`,
    /// `result_missing`, `hearing_owed`, `not_reconsulted`, `dropped`.
    pub missing: Vec<&'static str>,
    /// The articles that ask for it.
    pub basis: Vec<Citation>,
}

impl ConsultationEvidence {
    /// The content that may be decided on: the recorded revision, else the draft that the public
    /// saw; `None` where several were published, or none.
    pub fn content(&self) -> Option<ContentHash> {
        match (self.revised, self.consulted.as_slice()) {
            (Some(revised), _) => Some(revised),
            (None, [only]) => Some(*only),
            (None, _) => None,
        }
    }

    /// What is in the way, in words: one for each of `missing`.
    pub fn missing_in_words(&self, lang: Lang) -> Vec<&'static str> {
        let words = |code: &&'static str| -> (&'static str, &'static str) {
            match *code {
                "not_published" => ("草案没有公布", "the draft was not published"),
                "not_closed" => ("征求意见还没有结束", "comments are still taken"),
                "ungrouped" => ("还有意见没有归类", "comments are in no group"),
                "unanswered" => (
                    "还有意见没有写明采纳情况和理由",
                    "groups of comments have no answer",
                ),
                "result_missing" => ("征求意见和采纳情况没有公布", "the result was not published"),
                "hearing_owed" => (
                    "多数人反对，还没有举行听证会",
                    "most of those concerned objected, and no hearing was held",
                ),
                "not_reconsulted" => (
                    "草案有实质修改，没有重新公布征求意见（本库缺省的要求）",
                    "the draft was changed in substance and not published again (a default here)",
                ),
                "dropped" => ("征求意见已经终止", "the consultation was given up"),
                other => (other, other),
            }
        };
        let one = |code: &&'static str| match lang {
            Lang::Zh => words(code).0,
            Lang::En => words(code).1,
        };
        self.missing.iter().map(one).collect()
    }

    /// Whether this content is what the public saw, or the recorded revision of it.
    pub fn covers(&self, content: &ContentHash) -> bool {
        match &self.revised {
            Some(revised) => revised == content,
            None => self.consulted.contains(content),
        }
    }
}

impl Consultation {
    /// What a review needs to know.
    pub fn evidence(&self) -> ConsultationEvidence {
        let round = self.round();
        let closed = round.and_then(|r| r.closed);
        let mut missing = Vec::new();
        let mut lacks = |lacking: bool, code: &'static str| {
            if lacking {
                missing.push(code);
            }
        };
        lacks(round.is_none(), "not_published");
        lacks(round.is_some() && closed.is_none(), "not_closed");
        lacks(!self.ungrouped().is_empty(), "ungrouped");
        lacks(!self.unanswered().is_empty(), "unanswered");
        lacks(self.result.is_none(), "result_missing");
        lacks(self.hearing_owed().is_some(), "hearing_owed");
        lacks(
            self.substantial.is_some() && self.settings.reconsult,
            "not_reconsulted",
        );
        lacks(self.dropped.is_some(), "dropped");
        let kind = self.kind();
        let mut basis: Vec<Citation> = Vec::new();
        for citation in kind
            .iter()
            .flat_map(|k| k.basis.iter().chain(&k.result_basis))
        {
            if !basis.contains(citation) {
                basis.push(citation.clone());
            }
        }
        ConsultationEvidence {
            held: closed.is_some(),
            period_kept: closed.is_some()
                && round.is_some_and(|r| !r.is_short() || r.short.is_some()),
            shortened: round
                .and_then(|r| r.short.as_ref())
                .map(|s| s.reason.clone()),
            published: round.map(|r| r.published),
            until: round.map(|r| r.until),
            closed,
            result_published: self.result_published(),
            consulted: round.map(super::state::Round::drafts).unwrap_or_default(),
            revised: self.revised.as_ref().map(|r| r.content),
            substantial_change: self.substantial.is_some(),
            may_decide: missing.is_empty(),
            missing,
            basis,
        }
    }
}
