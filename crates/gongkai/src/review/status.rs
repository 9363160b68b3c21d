use chrono::NaiveDate;
use serde::Serialize;

use super::describe::sentence;
use super::due::DueKind;
use super::error::Refusal;
use super::model::{DRAFT, GateKind, StageData, StageKind};
use super::pipeline::Name;
use super::state::{
    Objection, Opinion, Pass, Place, Posting, Publication, ReviewCase, Ruling, Tombstone,
};
use crate::calendar::Certainty;
use crate::case::ContentHash;
use crate::catalogue::Mode;
use crate::law::{Attestation, Citation, Lang, Period};

/// How a case stands (审核件状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.ReviewState"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReviewState {
    /// 未立件: nothing usable is in the file.
    Empty,
    /// 起草: being drafted, or sent back to the drafter.
    Draft,
    /// 审核中: at a stage.
    InReview,
    /// 报请确定: the authority in charge was asked.
    Referred,
    /// 公示中.
    Posted,
    /// 待公开: reviewed; to be published or posted next.
    Ready,
    /// 已公开.
    Published,
    /// 已撤下.
    TakenDown,
    /// 已归档.
    Filed,
    /// 已撤件.
    Withdrawn,
}

impl ReviewState {
    /// The name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Empty => ("未立件", "empty"),
            Self::Draft => ("起草", "draft"),
            Self::InReview => ("审核中", "in review"),
            Self::Referred => ("报请确定中", "referred"),
            Self::Posted => ("公示中", "posted"),
            Self::Ready => ("待公开", "ready"),
            Self::Published => ("已公开", "published"),
            Self::TakenDown => ("已撤下", "taken down"),
            Self::Filed => ("已归档", "filed"),
            Self::Withdrawn => ("已撤件", "withdrawn"),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// Everything that is known of a case, with the sentences in one language; as JSON, what
/// `gongkai review status --format json` gives.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.ReviewStatus"))]
#[non_exhaustive]
pub struct ReviewStatus {
    /// The case.
    pub case: String,
    /// Its pipeline.
    pub pipeline: Name,
    /// What it is about.
    pub title: Option<String>,
    /// The item of the list.
    pub item: Option<String>,
    /// The matter of the catalogue.
    pub matter: Option<String>,
    /// How it stands.
    pub state: ReviewState,
    /// The stage at which it is.
    pub stage: Option<Name>,
    /// The current content.
    pub content: Option<ContentHash>,
    /// The attribute.
    pub attribute: Option<Mode>,
    /// Who drafted or changed it.
    pub drafters: Vec<String>,
    /// The moves of which one comes next.
    pub next: Vec<NextMove>,
    /// The gates of the stage, or of all stages in [`ReviewCase::gates`].
    pub gates: Vec<GateStatus>,
    /// The dates that run or ran.
    pub due: Vec<DueView>,
    /// Whether a date has passed without the act.
    pub overdue: bool,
    /// The stages passed, void ones too.
    pub reviews: Vec<Pass>,
    /// The postings.
    pub postings: Vec<Posting>,
    /// The objections.
    pub objections: Vec<Objection>,
    /// What was published.
    pub published: Vec<Publication>,
    /// What was made public without the review it needed.
    pub irregular: Vec<Publication>,
    /// What stays of contents no longer public.
    pub tombstones: Vec<Tombstone>,
    /// The opinions received.
    pub opinions: Vec<Opinion>,
    /// What happened, in order.
    pub trail: Vec<TrailStep>,
    /// What stands in the file and has no effect.
    pub problems: Vec<ProblemView>,
    /// What the pipeline rests on.
    pub basis: Vec<Citation>,
}

/// A move that may come next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.NextMove"))]
pub struct NextMove {
    /// The event.
    pub event: &'static str,
    /// The stage that it is for, or goes to.
    pub stage: Option<Name>,
    /// Who may make it; empty: anybody.
    pub roles: Vec<Name>,
    /// What still stands against it; empty: nothing but the person.
    pub lacks: Vec<String>,
    /// The first day on which it is allowed, where that lies ahead.
    pub from: Option<NaiveDate>,
}

/// How a gate stands (前置条件状态).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.GateStatus"))]
pub struct GateStatus {
    /// The stage that needs it.
    pub stage: Name,
    /// The gate.
    pub gate: Name,
    /// What opens it.
    pub kind: GateKind,
    /// Whether it is open.
    pub open: bool,
    /// Whether it was waived.
    pub waived: bool,
    /// Who may waive it.
    pub waivable_by: Vec<Name>,
    /// The paper that opened it.
    pub evidence: Option<String>,
    /// The articles.
    pub basis: Vec<Citation>,
}

/// A date as shown.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.DueView"))]
pub struct DueView {
    /// What it is about.
    pub kind: DueKind,
    /// The stage, or the number.
    pub what: Name,
    /// The day it runs from.
    pub from: NaiveDate,
    /// How long.
    pub period: Period,
    /// The last day.
    pub due: NaiveDate,
    /// How sure the calendar is.
    pub certainty: Certainty,
    /// How the length is known.
    pub attested: Attestation,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// Whether it was or is late.
    pub overdue: bool,
    /// How the day came about.
    pub trail: Vec<String>,
    /// The article.
    pub basis: Vec<Citation>,
}

/// A step of the way.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.TrailStep"))]
pub struct TrailStep {
    /// The event, from 0.
    pub index: u32,
    /// The day.
    pub on: NaiveDate,
    /// The event's name.
    pub event: &'static str,
    /// Who.
    pub by: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// The sentence.
    pub text: String,
}

/// A problem as shown.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.ProblemView"))]
pub struct ProblemView {
    /// The event, from 0.
    pub index: u32,
    /// The day.
    pub on: NaiveDate,
    /// The name of what is wrong.
    pub code: &'static str,
    /// The sentence.
    pub text: String,
    /// The earlier event that it follows from.
    pub because: Option<u32>,
    /// The articles.
    pub basis: Vec<Citation>,
}

impl ReviewCase<'_> {
    /// How the case stands.
    pub fn state(&self) -> ReviewState {
        if self.opened.is_none() {
            return ReviewState::Empty;
        }
        if self.withdrawn {
            return ReviewState::Withdrawn;
        }
        if self.referral.is_some() {
            return ReviewState::Referred;
        }
        if self.open_posting().is_some() {
            return ReviewState::Posted;
        }
        if self.filed.is_some() {
            return ReviewState::Filed;
        }
        let down = !self.publications.is_empty() && self.live().is_none();
        match self.place {
            Place::Draft => ReviewState::Draft,
            Place::Stage(n) => match self.stage_at(n).map(|s| s.kind) {
                Some(StageKind::Posting | StageKind::Publication) => ReviewState::Ready,
                Some(StageKind::Filing) if down => ReviewState::TakenDown,
                Some(StageKind::Filing) => ReviewState::Published,
                _ => ReviewState::InReview,
            },
            Place::Done if down => ReviewState::TakenDown,
            Place::Done => ReviewState::Published,
        }
    }

    /// Everything that is known of it as of a day, with its sentences in a language.
    pub fn status(&self, as_of: NaiveDate, lang: Lang) -> ReviewStatus {
        let due: Vec<DueView> = self
            .dues()
            .into_iter()
            .map(|d| DueView {
                overdue: d.overdue(as_of),
                kind: d.kind,
                what: d.what,
                from: d.from,
                period: d.period,
                due: d.due,
                certainty: d.certainty,
                attested: d.attested,
                done: d.done.map(|(on, _)| on),
                trail: d.trail.iter().map(|s| s.message(lang)).collect(),
                basis: d.citation.into_iter().collect(),
            })
            .collect();
        let opened = self.opened.as_ref();
        let stage = self.current().map(|(_, s)| s.id.clone());
        let mut gates = self.gates();
        gates.retain(|g| Some(&g.stage.id) == stage.as_ref());
        ReviewStatus {
            case: self.id.clone(),
            pipeline: Name::new(
                self.pipeline.id(),
                &self.pipeline.data().zh,
                &self.pipeline.data().en,
            ),
            title: opened.map(|o| o.title.clone()),
            item: opened.and_then(|o| o.item.clone()),
            matter: opened.and_then(|o| o.matter.clone()),
            state: self.state(),
            stage: self.current().map(|_| self.here()),
            content: self.content,
            attribute: self.attribute,
            drafters: self.drafters.clone(),
            next: self.next_moves(as_of, lang),
            gates,
            overdue: due.iter().any(|d| d.overdue),
            due,
            reviews: self.passes.clone(),
            postings: self.postings.clone(),
            objections: self.objections.clone(),
            published: self.publications.clone(),
            irregular: self.irregular.clone(),
            tombstones: self.tombstones.clone(),
            opinions: self.opinions.clone(),
            trail: self
                .trail
                .iter()
                .map(|(index, entry)| TrailStep {
                    index: *index,
                    on: entry.on,
                    event: entry.event.name(),
                    by: entry.by.clone(),
                    role: entry.role.clone(),
                    text: sentence(self.pipeline, entry, lang),
                })
                .collect(),
            problems: self
                .problems
                .iter()
                .map(|p| ProblemView {
                    index: p.index,
                    on: p.on,
                    code: p.code(),
                    text: p.message(lang),
                    because: p.because,
                    basis: p.basis.clone(),
                })
                .collect(),
            basis: self.pipeline.citations(),
        }
    }

    /// The gates of all stages, in order.
    pub fn gates(&self) -> Vec<GateStatus> {
        let mut found = Vec::new();
        for stage in &self.pipeline.data().stage {
            for id in &stage.gates {
                let Some(gate) = self.pipeline.gate(id) else {
                    continue;
                };
                let paper = self.evidence.iter().rfind(|e| e.gate == *id);
                let waived = self.waived.contains(id);
                let open = self.is_open(id);
                found.push(GateStatus {
                    stage: Name::new(&stage.id, &stage.zh, &stage.en),
                    gate: self.pipeline.gate_name(id),
                    kind: gate.kind,
                    open,
                    waived,
                    waivable_by: gate
                        .waivable_by
                        .iter()
                        .map(|r| self.pipeline.role_name(r))
                        .collect(),
                    evidence: paper.filter(|_| open).map(|e| e.reference.clone()),
                    basis: self.pipeline.gate_citations(gate),
                });
            }
        }
        found
    }

    /// What may come next.
    pub fn next_moves(&self, as_of: NaiveDate, lang: Lang) -> Vec<NextMove> {
        let plain = |event| NextMove {
            event,
            stage: None,
            roles: Vec::new(),
            lacks: Vec::new(),
            from: None,
        };
        if self.opened.is_none() {
            return vec![plain("opened")];
        }
        if self.withdrawn {
            return Vec::new();
        }
        if self.referral.is_some() {
            return vec![plain("referral_answered")];
        }
        let mut moves = Vec::new();
        match self.current() {
            None if self.place == Place::Draft => moves.push(plain("submitted")),
            None => {}
            Some((_, stage)) => {
                let at = |event| NextMove {
                    event,
                    stage: Some(Name::new(&stage.id, &stage.zh, &stage.en)),
                    roles: stage
                        .roles
                        .iter()
                        .map(|r| self.pipeline.role_name(r))
                        .collect(),
                    lacks: self.lacks(stage, lang),
                    from: None,
                };
                match stage.kind {
                    StageKind::Matter | StageKind::Review => moves.push(at("passed")),
                    StageKind::Approval => moves.push(at("approved")),
                    StageKind::Publication => moves.push(at(if self.live().is_some() {
                        "corrected_after_publication"
                    } else {
                        "published"
                    })),
                    StageKind::Filing => {
                        let mut filing = at("filed");
                        filing.lacks.extend(
                            self.opinions
                                .iter()
                                .filter(|o| o.answered.is_none())
                                .map(|o| Refusal::OpinionOpen { id: o.id.clone() }.message(lang)),
                        );
                        moves.push(filing);
                    }
                    StageKind::Posting => self.posting_moves(stage, as_of, &at, &mut moves),
                }
                for to in &stage.returns_to {
                    moves.push(NextMove {
                        stage: Some(self.pipeline.stage_name(to)),
                        lacks: Vec::new(),
                        ..at("returned")
                    });
                }
                if stage.may_refer {
                    moves.push(NextMove {
                        lacks: Vec::new(),
                        ..at("referred")
                    });
                }
            }
        }
        moves.extend(
            self.opinions
                .iter()
                .filter(|o| o.answered.is_none())
                .map(|_| plain("opinion_answered"))
                .take(1),
        );
        moves
    }

    fn posting_moves(
        &self,
        stage: &StageData,
        as_of: NaiveDate,
        at: &impl Fn(&'static str) -> NextMove,
        moves: &mut Vec<NextMove>,
    ) {
        let Some(posting) = self.open_posting() else {
            moves.push(at("posted"));
            return;
        };
        let on_board = |b: &String| posting.boards.iter().any(|(used, _)| used == b);
        if stage.boards.iter().any(|b| !on_board(b)) {
            moves.push(at("posted"));
            return;
        }
        let last = self.posted_until(stage, posting).ok().flatten();
        let from = last.and_then(|(_, _, until)| until.succ_opt());
        moves.push(NextMove {
            from: from.filter(|day| *day > as_of),
            ..at("posting_closed")
        });
        let open = |o: &&Objection| o.decided.is_none() && !o.moot;
        if self.objections.iter().any(|o| open(&o)) {
            moves.push(at("objection_decided"));
        }
    }

    /// What stands against passing a stage, besides the person: every closed gate, and the
    /// first of whatever else.
    fn lacks(&self, stage: &StageData, lang: Lang) -> Vec<String> {
        let closed: Vec<String> = stage
            .gates
            .iter()
            .filter(|g| !self.is_open(g))
            .map(|g| self.pipeline.gate_name(g).in_lang(lang).to_owned())
            .collect();
        if !closed.is_empty() {
            return closed;
        }
        match self.may_proceed(stage) {
            Ok(()) => Vec::new(),
            Err(error) => vec![error.message(lang)],
        }
    }

    /// What was last said about disclosing the current content: may go out, may not, or is to
    /// be referred; `None` when nobody said anything.
    pub fn may_disclose(&self) -> Option<bool> {
        match self.ruling()? {
            Ruling::Discloses => Some(true),
            Ruling::Withholds => Some(false),
            Ruling::NeedsReferral => None,
        }
    }

    /// The id of the place where it stands: a stage, `draft` or `done`.
    pub fn place_id(&self) -> &str {
        match self.place {
            Place::Draft => DRAFT,
            Place::Stage(n) => self.stage_at(n).map_or("done", |s| s.id.as_str()),
            Place::Done => "done",
        }
    }
}
