use chrono::NaiveDate;
use serde::Serialize;

use super::error::{Refusal, ReviewError};
use super::event::{Blocking, ReviewEvent};
use super::model::{GateKind, StageData, StageKind};
use super::pipeline::{Name, Pipeline, reviews};
use crate::calendar::WorkCalendar;
use crate::case::{ContentHash, Entry, Timeline, TimelineProblem};
use crate::catalogue::Mode;
use crate::law::{Citation, Lang};

/// One item's way through a pipeline, folded from its events (审核件).
///
/// [`ReviewCase::decide`] says whether a move is allowed and [`ReviewCase::apply`] makes it;
/// [`ReviewCase::replay`] does both over a file, as of a day. What stands in the file
/// although it would have been refused has no effect and is told as a [`Problem`].
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::case::{ContentHash, Entry};
/// use gongkai::review::{Pipeline, ReviewCase, ReviewEvent};
///
/// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let content = ContentHash::of("关于汛期安全的通知".as_bytes());
/// let opened = ReviewEvent::Opened {
///     title: "关于汛期安全的通知".into(),
///     pipeline: "standard".into(),
///     content,
///     item: None,
///     matter: None,
///     attribute: Some(gongkai::catalogue::Mode::Proactive),
///     reasons: String::new(),
/// };
/// let entries = [Entry::new(day(2), opened).by("王芳")];
/// let case = ReviewCase::replay(
///     "2026-001",
///     Pipeline::builtin("standard").unwrap(),
///     WorkCalendar::national(),
///     &entries,
///     day(2),
/// );
/// // Nobody has reviewed it: it cannot be published.
/// let publish = Entry::new(day(3), ReviewEvent::Published { channel: "government_website".into(), content })
///     .by("李强")
///     .role("disclosure_office");
/// let error = case.decide(&publish).unwrap_err();
/// assert_eq!(error.code(), "not_reviewed");
/// assert_eq!(error.citations()[0].compact(), "ogi-2019:17");
/// ```
#[doc(alias = "审核件")]
#[derive(Debug, Clone)]
pub struct ReviewCase<'a> {
    pub(super) id: String,
    pub(super) pipeline: &'a Pipeline,
    pub(super) calendar: &'a WorkCalendar,
    pub(super) opened: Option<Opening>,
    pub(super) content: Option<ContentHash>,
    pub(super) drafters: Vec<String>,
    pub(super) attribute: Option<Mode>,
    pub(super) place: Place,
    pub(super) laps: Vec<Lap>,
    pub(super) passes: Vec<Pass>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) waived: Vec<String>,
    pub(super) findings: Vec<(ContentHash, Vec<Blocking>)>,
    pub(super) overridden: Vec<(ContentHash, String)>,
    pub(super) rulings: Vec<(ContentHash, Ruling)>,
    pub(super) referral: Option<(String, NaiveDate)>,
    pub(super) postings: Vec<Posting>,
    pub(super) objections: Vec<Objection>,
    pub(super) publications: Vec<Publication>,
    pub(super) interpretations: Vec<Publication>,
    pub(super) tombstones: Vec<Tombstone>,
    pub(super) opinions: Vec<Opinion>,
    pub(super) irregular: Vec<Publication>,
    pub(super) withdrawn: bool,
    pub(super) filed: Option<u32>,
    pub(super) trail: Vec<(u32, Entry<ReviewEvent>)>,
    pub(super) problems: Vec<Problem>,
    pub(super) broken: Option<u32>,
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Draft,
    Stage(usize),
    Done,
}

#[derive(Debug, Clone)]
pub(super) struct Opening {
    pub(super) title: String,
    pub(super) item: Option<String>,
    pub(super) matter: Option<String>,
}

/// A stay at a stage, for its time limit.
#[derive(Debug, Clone)]
pub(super) struct Lap {
    pub(super) stage: usize,
    pub(super) from: NaiveDate,
    pub(super) index: u32,
    pub(super) done: Option<(NaiveDate, u32)>,
    pub(super) pauses: Vec<(NaiveDate, NaiveDate)>,
}

/// What was said of a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruling {
    Discloses,
    Withholds,
    NeedsReferral,
}

/// A stage passed (审核记录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Pass"))]
pub struct Pass {
    /// The stage.
    pub stage: String,
    /// The content that was before the reviewer.
    pub content: ContentHash,
    /// The day.
    pub on: NaiveDate,
    /// Who.
    pub by: String,
    /// In which role.
    pub role: Option<String>,
    /// The event, from 0.
    pub index: u32,
    /// Whether it still counts: a changed content, a return or an objection makes it void.
    pub valid: bool,
}

/// A paper that opens a gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Evidence"))]
pub struct Evidence {
    /// The gate.
    pub gate: String,
    /// What it is, or where it is kept.
    pub reference: String,
    /// The content that it speaks of.
    pub content: Option<ContentHash>,
    /// The day it bears.
    pub dated: NaiveDate,
    /// The event, from 0.
    pub index: u32,
}

/// A posting on boards (公示), one round of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Posting"))]
pub struct Posting {
    /// The stage.
    pub stage: String,
    /// Which round, from 1: an objection that is upheld makes a second one necessary.
    pub round: u32,
    /// What was posted.
    pub content: ContentHash,
    /// The boards with the days.
    pub boards: Vec<(String, NaiveDate)>,
    /// The event of the first board, from 0.
    pub index: u32,
    /// When it was closed.
    pub closed: Option<NaiveDate>,
    /// Whether it was sent back or taken down.
    pub void: bool,
}

/// An objection to a posting (异议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Objection"))]
pub struct Objection {
    /// Its number.
    pub id: String,
    /// The stage.
    pub stage: String,
    /// The day it came.
    pub on: NaiveDate,
    /// The event, from 0.
    pub index: u32,
    /// When it was decided, and whether upheld.
    pub decided: Option<(NaiveDate, bool)>,
    /// Whether it fell away because the posting was sent back for another objection.
    pub moot: bool,
}

/// Something made public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Publication"))]
pub struct Publication {
    /// Through what.
    pub channel: String,
    /// What.
    pub content: ContentHash,
    /// When.
    pub on: NaiveDate,
    /// The event, from 0.
    pub index: u32,
    /// Whether it is still up.
    pub up: bool,
}

/// What stays of a content that was public and is no longer (更正、撤下的留痕).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Tombstone"))]
pub struct Tombstone {
    /// The content that was up.
    pub content: ContentHash,
    /// What replaced it; `None`: taken down.
    pub replaced_by: Option<ContentHash>,
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// On which article, where one was named.
    pub basis: Option<Citation>,
    /// The event, from 0.
    pub index: u32,
}

/// An opinion received after publication (意见).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Opinion"))]
pub struct Opinion {
    /// Its number.
    pub id: String,
    /// The day it came.
    pub on: NaiveDate,
    /// The event, from 0.
    pub index: u32,
    /// When it was answered.
    pub answered: Option<NaiveDate>,
}

/// An event of the file that has no effect as it stands (不能采信的记录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Problem"))]
pub struct Problem {
    /// The event, from 0.
    pub index: u32,
    /// Its day.
    pub on: NaiveDate,
    /// What is wrong.
    #[serde(flatten)]
    pub fault: Fault,
    /// The articles.
    pub basis: Vec<Citation>,
    /// The earlier event that was refused, where this one only follows from it.
    pub because: Option<u32>,
}

/// What is wrong with an event of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Fault"))]
#[serde(untagged)]
#[non_exhaustive]
pub enum Fault {
    /// The move would have been refused.
    Refused(Refusal),
    /// The entry does not fit its file.
    Timeline(TimelineProblem),
}

impl Problem {
    /// The name of what is wrong, in snake_case.
    pub fn code(&self) -> &'static str {
        match &self.fault {
            Fault::Refused(refusal) => refusal.code(),
            Fault::Timeline(problem) => match problem {
                TimelineProblem::OutOfOrder { .. } => "out_of_order",
                TimelineProblem::EnteredBackwards { .. } => "entered_backwards",
                TimelineProblem::Future { .. } => "future",
                TimelineProblem::Duplicate { .. } => "duplicate",
                TimelineProblem::StrikesNothing { .. } => "strikes_nothing",
            },
        }
    }

    /// The sentence for a reader, without a full stop.
    pub fn message(&self, lang: Lang) -> String {
        match &self.fault {
            Fault::Refused(refusal) => refusal.message(lang),
            Fault::Timeline(problem) => problem.message(lang),
        }
    }
}

impl<'a> ReviewCase<'a> {
    /// An empty case: nothing has happened.
    pub fn new(id: impl Into<String>, pipeline: &'a Pipeline, calendar: &'a WorkCalendar) -> Self {
        Self {
            id: id.into(),
            pipeline,
            calendar,
            opened: None,
            content: None,
            drafters: Vec::new(),
            attribute: None,
            place: Place::Draft,
            laps: Vec::new(),
            passes: Vec::new(),
            evidence: Vec::new(),
            waived: Vec::new(),
            findings: Vec::new(),
            overridden: Vec::new(),
            rulings: Vec::new(),
            referral: None,
            postings: Vec::new(),
            objections: Vec::new(),
            publications: Vec::new(),
            interpretations: Vec::new(),
            tombstones: Vec::new(),
            opinions: Vec::new(),
            irregular: Vec::new(),
            withdrawn: false,
            filed: None,
            trail: Vec::new(),
            problems: Vec::new(),
            broken: None,
        }
    }

    /// The case of a file as of the end of a day: everything that had happened by then, whenever
    /// it was entered. What the file said on an earlier day is asked of
    /// [`known_on`](crate::case::known_on). Never fails: what cannot be taken is in
    /// [`ReviewCase::problems`].
    pub fn replay(
        id: impl Into<String>,
        pipeline: &'a Pipeline,
        calendar: &'a WorkCalendar,
        entries: &[Entry<ReviewEvent>],
        as_of: NaiveDate,
    ) -> Self {
        let mut case = Self::new(id, pipeline, calendar);
        let timeline = Timeline::of(entries, as_of);
        for moment in &timeline.moments {
            match case.decide(moment.entry) {
                Ok(_) => case.apply(moment.index, moment.entry),
                Err(error) => case.refuse(moment.index, moment.entry, error),
            }
        }
        let on = |index: u32| {
            let place = usize::try_from(index).ok();
            place.and_then(|n| entries.get(n)).map_or(as_of, |e| e.on)
        };
        case.problems
            .extend(timeline.problems.iter().map(|problem| Problem {
                index: problem.index(),
                on: on(problem.index()),
                fault: Fault::Timeline(*problem),
                basis: Vec::new(),
                because: None,
            }));
        case.problems.sort_by_key(|p| p.index);
        case
    }

    /// The id of the pipeline that a file names, from its first event.
    pub fn pipeline_named(entries: &[Entry<ReviewEvent>]) -> Option<&str> {
        entries.iter().find_map(|e| match &e.event {
            ReviewEvent::Opened { pipeline, .. } => Some(pipeline.as_str()),
            _ => None,
        })
    }

    /// Notes an event that is refused. What follows only from an earlier one says so.
    fn refuse(&mut self, index: u32, entry: &Entry<ReviewEvent>, error: ReviewError) {
        let follows = matches!(
            *error.refusal,
            Refusal::NotAtStage { .. }
                | Refusal::NotOpened { .. }
                | Refusal::AlreadySubmitted { .. }
                | Refusal::NothingPosted
                | Refusal::NotPublished
                | Refusal::InterpretationFirst
                | Refusal::NoReferral
                | Refusal::UnknownObjection { .. }
                | Refusal::UnknownOpinion { .. }
                | Refusal::UnknownFinding { .. }
        );
        // What is public is public, whoever let it out.
        let happened = match &entry.event {
            ReviewEvent::Published { channel, content } => Some((channel.clone(), *content)),
            ReviewEvent::Posted { board, content, .. } => Some((board.clone(), *content)),
            ReviewEvent::CorrectedAfterPublication { content, .. } => {
                Some(("correction".to_owned(), *content))
            }
            _ => None,
        };
        let idle = matches!(
            *error.refusal,
            Refusal::PostedTwice { .. } | Refusal::Unchanged
        );
        if let (Some((channel, content)), true) = (happened, self.opened.is_some() && !idle) {
            self.irregular.push(Publication {
                channel,
                content,
                on: entry.on,
                index,
                up: true,
            });
        }
        self.problems.push(Problem {
            index,
            on: entry.on,
            fault: Fault::Refused(*error.refusal),
            basis: error.citations,
            because: self.broken.filter(|_| follows),
        });
        self.broken = self.broken.or(Some(index));
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The pipeline that it goes through.
    pub fn pipeline(&self) -> &'a Pipeline {
        self.pipeline
    }

    /// What stands in the file and has no effect, in the order of the file.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The stages passed, void ones too.
    pub fn passes(&self) -> &[Pass] {
        &self.passes
    }

    /// What was published with a review behind it.
    pub fn publications(&self) -> &[Publication] {
        &self.publications
    }

    /// What was published or posted without the review that it needed: it has no effect here,
    /// but it is public.
    pub fn irregular(&self) -> &[Publication] {
        &self.irregular
    }

    /// The postings, round by round.
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    /// What stays of contents that are no longer public.
    pub fn tombstones(&self) -> &[Tombstone] {
        &self.tombstones
    }

    /// The papers on record.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// The current content.
    pub fn content(&self) -> Option<ContentHash> {
        self.content
    }

    /// The name of the place where it stands.
    pub(super) fn here(&self) -> Name {
        match self.place {
            Place::Draft => self.pipeline.stage_name(super::model::DRAFT),
            Place::Stage(n) => self.stage_at(n).map_or_else(
                || Name::new("done", "办结", "done"),
                |s| Name::new(&s.id, &s.zh, &s.en),
            ),
            Place::Done => Name::new("done", "办结", "done"),
        }
    }

    pub(super) fn stage_at(&self, n: usize) -> Option<&'a StageData> {
        self.pipeline.data().stage.get(n)
    }

    /// The stage at which it is, if it is at one.
    pub(super) fn current(&self) -> Option<(usize, &'a StageData)> {
        match self.place {
            Place::Stage(n) => Some((n, self.stage_at(n)?)),
            _ => None,
        }
    }

    /// The posting that is up.
    pub(super) fn open_posting(&self) -> Option<&Posting> {
        let open = |p: &&Posting| p.closed.is_none() && !p.void;
        self.postings.last().filter(open)
    }

    /// The content that is up, after publication.
    pub(super) fn live(&self) -> Option<ContentHash> {
        let mut up = self.publications.iter().filter(|p| p.up);
        up.next_back().map(|p| p.content)
    }

    /// Whether something of it was ever made public.
    pub(super) fn was_public(&self) -> bool {
        !self.publications.is_empty() || !self.postings.is_empty() || !self.irregular.is_empty()
    }

    /// The reviews that this content lacks before it may go out at a stage.
    pub(super) fn missing(&self, at: usize, content: ContentHash) -> Vec<Name> {
        let start = self.pipeline.segment_start(at);
        let stages = self.pipeline.data().stage.iter().take(at).skip(start);
        stages
            .filter(|s| reviews(s))
            .filter(|s| {
                !self
                    .passes
                    .iter()
                    .any(|p| p.valid && p.stage == s.id && p.content == content)
            })
            .map(|s| Name::new(&s.id, &s.zh, &s.en))
            .collect()
    }

    /// Whether a gate is open, for the current content.
    pub(super) fn is_open(&self, gate: &str) -> bool {
        let Some(data) = self.pipeline.gate(gate) else {
            return false;
        };
        if self.waived.iter().any(|g| g == gate) {
            return true;
        }
        match data.kind {
            GateKind::Attribute => self.attribute.is_some(),
            GateKind::Findings => {
                let content = self.content;
                self.findings.iter().any(|(c, _)| Some(*c) == content)
            }
            GateKind::Assessment => self.ruling().is_some(),
            GateKind::Document | GateKind::ConsultationResult | GateKind::Interpretation => self
                .evidence
                .iter()
                .any(|e| e.gate == gate && (!data.of_content || e.content == self.content)),
        }
    }

    /// What was said last of the current content.
    pub(super) fn ruling(&self) -> Option<Ruling> {
        let content = self.content?;
        let mut of_it = self.rulings.iter().filter(|(c, _)| *c == content);
        of_it.next_back().map(|(_, ruling)| *ruling)
    }

    /// The findings on the current content that are not overridden.
    pub(super) fn blocking(&self) -> Vec<&Blocking> {
        let Some(content) = self.content else {
            return Vec::new();
        };
        let last = self.findings.iter().rfind(|(c, _)| *c == content);
        let found = last.map(|(_, found)| found.as_slice()).unwrap_or_default();
        let passed = |f: &Blocking| {
            self.overridden
                .iter()
                .any(|(c, id)| *c == content && *id == f.finding)
        };
        found.iter().filter(|f| !passed(f)).collect()
    }

    /// The place of the last public act of the pipeline.
    pub(super) fn last_act(&self) -> usize {
        let public = |s: &StageData| matches!(s.kind, StageKind::Posting | StageKind::Publication);
        let stages = &self.pipeline.data().stage;
        stages.iter().rposition(public).unwrap_or_default()
    }
}
