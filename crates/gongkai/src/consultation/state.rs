use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::error::{ConsultationError, ConsultationProblem};
use super::event::{
    Adoption, Attachment, CommentChannel, ConsultationEvent, Invitees, LocalMinimum, PartyKind,
    PublishedDocument,
};
use super::kind::ConsultationKind;
use super::similar::{Repeat, Said, repeats};
use super::stage::State;
use super::step::ConsultationStep;
use crate::calendar::{CalendarError, Deadline, WorkCalendar};
use crate::case::{ContentHash, Entry, Timeline};
use crate::catalogue::Channel;
use crate::law::{Attestation, Citation, Period};

/// What an office sets for itself (设置). No text of law stands behind the defaults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Settings"))]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// From how many thousandths on two comments count as saying the same; 1000: word for word.
    pub likeness: u32,
    /// Within which time after closing the result is to be published; `None`: not asked.
    pub result_within: Option<Period>,
    /// Whether a draft changed in substance has to be published anew before it is submitted.
    pub reconsult: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            likeness: 800,
            result_within: Period::working_days(20),
            reconsult: true,
        }
    }
}

/// The least time for comments of one publication, counted (最短期限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Least"))]
#[non_exhaustive]
pub struct Least {
    /// How long.
    pub period: Period,
    /// Where it is stated; `None` for a local text.
    pub citation: Option<Citation>,
    /// The local text.
    pub local: Option<String>,
    /// How it is known; `None` for a local text.
    pub attestation: Option<Attestation>,
    /// Whether it is a default of this library.
    pub is_default: bool,
    /// The first day on which comments may be closed.
    pub earliest_close: NaiveDate,
    /// The count, with its steps; its day is the last that belongs to the least time.
    pub deadline: Deadline,
}

impl Least {
    /// The least time for a draft of this kind published on this day; `None` when nothing sets
    /// one.
    pub(super) fn of(
        kind: &ConsultationKind,
        local: Option<&LocalMinimum>,
        published: NaiveDate,
        calendar: &WorkCalendar,
    ) -> Result<Option<Self>, CalendarError> {
        let count = |period| -> Result<(NaiveDate, Deadline), CalendarError> {
            let deadline = calendar.deadline(&Deadline::after(published, period).minimum())?;
            Ok((deadline.due.succ_opt().unwrap_or(deadline.due), deadline))
        };
        let national = kind.minimum(published);
        let national = match national.filter(|m| !(m.is_default && local.is_some())) {
            None => None,
            Some(minimum) => {
                let (earliest_close, deadline) = count(minimum.period)?;
                Some(Self {
                    period: minimum.period,
                    citation: Some(minimum.citation),
                    local: None,
                    attestation: Some(minimum.certainty),
                    is_default: minimum.is_default,
                    earliest_close,
                    deadline,
                })
            }
        };
        let local = match local {
            None => None,
            Some(local) => {
                let (earliest_close, deadline) = count(local.period)?;
                Some(Self {
                    period: local.period,
                    citation: None,
                    local: Some(local.basis.clone()),
                    attestation: None,
                    is_default: false,
                    earliest_close,
                    deadline,
                })
            }
        };
        Ok(match (national, local) {
            (Some(n), Some(l)) if l.deadline.due > n.deadline.due => Some(l),
            (Some(n), _) => Some(n),
            (None, l) => l,
        })
    }

    /// The last day that belongs to it.
    pub fn last(&self) -> NaiveDate {
        self.deadline.due
    }

    pub(super) fn citations(&self) -> Vec<Citation> {
        self.citation.iter().cloned().collect()
    }
}

/// Why and when the time was made shorter than the least (缩短).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Short"))]
#[non_exhaustive]
pub struct Short {
    /// When that was told.
    pub on: NaiveDate,
    /// The entry that tells it, from 0.
    pub index: u32,
    /// The reason told.
    pub reason: String,
    /// Whether it was told with the publication, as the text on major decisions wants.
    pub with_publication: bool,
}

/// One publication of the draft and the time for comments after it (一轮征求意见).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Round"))]
#[non_exhaustive]
pub struct Round {
    /// The entry that published it, from 0.
    pub index: u32,
    /// When.
    pub published: NaiveDate,
    /// What.
    pub documents: Vec<PublishedDocument>,
    /// Where.
    pub channels: Vec<Channel>,
    /// How to comment, as announced.
    pub ways: Vec<CommentChannel>,
    /// The last day for comments as first announced.
    pub announced: NaiveDate,
    /// The last day for comments.
    pub until: NaiveDate,
    /// The least time.
    pub least: Option<Least>,
    /// The reason for less than that.
    pub short: Option<Short>,
    /// When it was closed.
    pub closed: Option<NaiveDate>,
}

impl Round {
    /// The drafts that the public saw.
    pub fn drafts(&self) -> Vec<ContentHash> {
        self.documents
            .iter()
            .filter(|d| d.kind == super::DocumentKind::Draft)
            .map(|d| d.content)
            .collect()
    }

    /// Whether comments end before the least time has passed.
    pub fn is_short(&self) -> bool {
        self.least.as_ref().is_some_and(|l| self.until < l.last())
    }

    /// The first day on which comments may be closed: the day after the last for comments.
    pub fn earliest_close(&self) -> NaiveDate {
        self.until.succ_opt().unwrap_or(self.until)
    }
}

/// Whether a comment came in the time for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Timing"))]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// 期内.
    InTime,
    /// 逾期: after the last day, or after closing. It is taken and marked.
    Late,
    /// 期外: while no draft was out.
    Unasked,
}

/// A comment in the register (意见).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Comment"))]
#[non_exhaustive]
pub struct Comment {
    /// Its entry, from 0.
    pub index: u32,
    /// Its number.
    pub id: String,
    /// When it came.
    pub on: NaiveDate,
    /// Who comments.
    pub from: PartyKind,
    /// The way it came.
    pub channel: CommentChannel,
    /// What it says.
    pub text: Option<String>,
    /// What is attached.
    pub attachments: Vec<Attachment>,
    /// Whether it came in time.
    pub timing: Timing,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Its group.
    pub group: Option<String>,
}

/// Comments answered together (一类意见).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Group"))]
#[non_exhaustive]
pub struct Group {
    /// Its name.
    pub id: String,
    /// What they have in common.
    pub summary: String,
    /// What becomes of it; void when a comment is added afterwards.
    pub adoption: Option<Adoption>,
    /// Why.
    pub reasons: Option<String>,
}

/// A hearing (听证会).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Hearing"))]
#[non_exhaustive]
pub struct Hearing {
    /// Its entry, from 0.
    pub index: u32,
    /// When it was held.
    pub on: NaiveDate,
    /// When it was announced.
    pub announced: Option<NaiveDate>,
    /// When the papers reached the participants.
    pub material: Option<NaiveDate>,
    /// How many took part.
    pub participants: Option<u32>,
}

/// Something asked (提问).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Question"))]
#[non_exhaustive]
pub struct Question {
    /// Its entry, from 0.
    pub index: u32,
    /// When.
    pub on: NaiveDate,
    /// Who asked.
    pub from: PartyKind,
    /// What.
    pub text: String,
    /// Where.
    pub meeting: Option<String>,
}

/// The opening of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) on: NaiveDate,
    pub(super) title: String,
    pub(super) kind: &'static ConsultationKind,
    pub(super) body: String,
    pub(super) local: Option<LocalMinimum>,
}

/// The published result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ResultOut {
    pub(super) index: u32,
    pub(super) on: NaiveDate,
    pub(super) received: Option<u32>,
    /// How many comments the register held on that day.
    pub(super) registered: u32,
}

/// A change of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Revision {
    pub(super) on: NaiveDate,
    pub(super) content: ContentHash,
    pub(super) summary: Option<String>,
}

/// A consultation folded from its entries (预公开、意见征集). See the [module](super).
#[doc(alias = "意见征集")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    pub(super) settings: Settings,
    pub(super) opening: Option<Opening>,
    pub(super) rounds: Vec<Round>,
    /// Whether the last round stands, that is, was not taken up again.
    pub(super) live: bool,
    pub(super) comments: Vec<Comment>,
    /// Where each comment stands in the list, by its number.
    pub(super) places: BTreeMap<String, usize>,
    pub(super) groups: Vec<Group>,
    pub(super) majority: Option<NaiveDate>,
    pub(super) hearings: Vec<Hearing>,
    pub(super) revised: Option<Revision>,
    /// Since when a change of substance has not been published.
    pub(super) substantial: Option<NaiveDate>,
    pub(super) result: Option<ResultOut>,
    pub(super) submitted: Option<(u32, NaiveDate)>,
    pub(super) decided: Option<NaiveDate>,
    pub(super) dropped: Option<NaiveDate>,
    pub(super) meetings: Vec<(String, Vec<Invitees>)>,
    pub(super) questions: Vec<Question>,
    pub(super) problems: Vec<ConsultationProblem>,
    pub(super) trail: Vec<ConsultationStep>,
}

impl Consultation {
    /// A case in which nothing has happened.
    pub fn new(settings: &Settings) -> Self {
        Self {
            settings: settings.clone(),
            opening: None,
            rounds: Vec::new(),
            live: false,
            comments: Vec::new(),
            places: BTreeMap::new(),
            groups: Vec::new(),
            majority: None,
            hearings: Vec::new(),
            revised: None,
            substantial: None,
            result: None,
            submitted: None,
            decided: None,
            dropped: None,
            meetings: Vec::new(),
            questions: Vec::new(),
            problems: Vec::new(),
            trail: Vec::new(),
        }
    }

    /// The case as known at the end of a day. What cannot be taken as it is has no effect and
    /// stands in [`Consultation::problems`].
    ///
    /// One thing is kept of a refused event: a draft published for too short a time was
    /// published all the same. Only the announced end does not hold; the time runs on until the
    /// least time has passed.
    pub fn of(
        entries: &[Entry<ConsultationEvent>],
        as_of: NaiveDate,
        calendar: &WorkCalendar,
        settings: &Settings,
    ) -> Self {
        let timeline = Timeline::of(entries, as_of);
        let mut case = Self::new(settings);
        let of_file = timeline.problems.iter().map(|p| ConsultationProblem {
            index: p.index(),
            error: (*p).into(),
        });
        case.problems.extend(of_file);
        for moment in &timeline.moments {
            match case.decide(moment.entry, calendar) {
                Ok(events) => {
                    for event in events {
                        let entry = Entry {
                            event,
                            ..moment.entry.clone()
                        };
                        case.apply(moment.index, &entry, calendar);
                    }
                }
                Err(error) => {
                    if let ConsultationError::PeriodTooShort { last, .. }
                    | ConsultationError::MayNotBeShortened { last, .. } = &error
                        && let ConsultationEvent::Published { .. } = moment.entry.event
                    {
                        let mut entry = moment.entry.clone();
                        if let ConsultationEvent::Published {
                            until, shortened, ..
                        } = &mut entry.event
                        {
                            *until = *last;
                            *shortened = None;
                        }
                        case.apply(moment.index, &entry, calendar);
                    }
                    case.problems.push(ConsultationProblem {
                        index: moment.index,
                        error,
                    });
                }
            }
        }
        case.problems.sort_by_key(|p| p.index);
        case
    }

    /// Whether one more entry may stand at the end of a file; the events that it comes to.
    ///
    /// # Errors
    /// The refusal, or what the entry does not fit in the file.
    pub fn admit(
        entries: &[Entry<ConsultationEvent>],
        entry: &Entry<ConsultationEvent>,
        calendar: &WorkCalendar,
        settings: &Settings,
    ) -> Result<Vec<ConsultationEvent>, ConsultationError> {
        let mut all = entries.to_vec();
        all.push(entry.clone());
        let known = all.iter().map(Entry::entered).max();
        let case = Self::of(&all, known.unwrap_or(entry.on), calendar, settings);
        let last = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        match case.problems.into_iter().find(|p| p.index == last) {
            Some(problem) => Err(problem.error),
            None => Ok(vec![entry.event.clone()]),
        }
    }

    /// What cannot be taken as it is, in the order of the file.
    pub fn problems(&self) -> &[ConsultationProblem] {
        &self.problems
    }

    /// What is decided on; empty before the case is opened.
    pub fn title(&self) -> &str {
        self.opening.as_ref().map_or("", |o| &o.title)
    }

    /// The kind; `None` before the case is opened.
    pub fn kind(&self) -> Option<&'static ConsultationKind> {
        self.opening.as_ref().map(|o| o.kind)
    }

    /// Every publication, oldest first.
    pub fn rounds(&self) -> &[Round] {
        &self.rounds
    }

    /// The publication that stands; `None` before the first, and while the case is taken up
    /// again.
    pub fn round(&self) -> Option<&Round> {
        self.rounds.last().filter(|_| self.live)
    }

    /// Every comment, each once, in the order in which they came.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// The comment of this number.
    pub fn comment(&self, id: &str) -> Option<&Comment> {
        self.places.get(id).and_then(|&n| self.comments.get(n))
    }

    /// The groups of comments.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The comments of a group that were not withdrawn.
    pub fn comments_in<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a Comment> + 'a {
        self.comments
            .iter()
            .filter(move |c| !c.withdrawn && c.group.as_deref() == Some(group))
    }

    /// Hearings held.
    pub fn hearings(&self) -> &[Hearing] {
        &self.hearings
    }

    /// What was asked.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// When the result was published.
    pub fn result_published(&self) -> Option<NaiveDate> {
        self.result.as_ref().map(|r| r.on)
    }

    /// The entry that published the result, how many comments it tells of, and how many the
    /// register held by then; `None` when it tells no number.
    pub fn told_and_registered(&self) -> Option<(u32, u32, u32)> {
        let result = self.result.as_ref()?;
        Some((result.index, result.received?, result.registered))
    }

    /// The settings used.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The comments that say what an earlier one says; withdrawn ones are left out.
    pub fn repeats(&self) -> Vec<Repeat> {
        let said: Vec<Said<'_>> = self
            .comments
            .iter()
            .filter(|c| !c.withdrawn)
            .map(|c| Said {
                id: &c.id,
                text: c.text.as_deref(),
                attachments: &c.attachments,
            })
            .collect();
        repeats(&said, self.settings.likeness)
    }

    /// The comments that came in time, were not withdrawn, and are in no group.
    pub(super) fn ungrouped(&self) -> Vec<String> {
        self.comments
            .iter()
            .filter(|c| c.timing == Timing::InTime && !c.withdrawn && c.group.is_none())
            .map(|c| c.id.clone())
            .collect()
    }

    /// The groups that hold a comment and have no answer.
    pub(super) fn unanswered(&self) -> Vec<String> {
        self.groups
            .iter()
            .filter(|g| g.adoption.is_none() && self.comments_in(&g.id).next().is_some())
            .map(|g| g.id.clone())
            .collect()
    }

    /// Since when a hearing is owed.
    pub(super) fn hearing_owed(&self) -> Option<NaiveDate> {
        let since = self.majority?;
        self.kind()?.majority.as_ref()?;
        let held = self.hearings.iter().any(|h| h.on >= since);
        (!held).then_some(since)
    }

    /// The day on which the case ended.
    pub(super) fn over(&self) -> Option<NaiveDate> {
        self.dropped.or(self.decided)
    }

    /// Where it stands at the end of a day.
    pub fn state(&self, as_of: NaiveDate) -> State {
        if self.opening.is_none() {
            return State::NotOpened;
        }
        if self.dropped.is_some() {
            return State::Dropped;
        }
        if self.decided.is_some() {
            return State::Decided;
        }
        if self.submitted.is_some() {
            return State::Submitted;
        }
        let Some(round) = self.round() else {
            return State::Preparing;
        };
        if self.result.is_some() {
            return State::ResultPublished;
        }
        match round.closed {
            None if as_of > round.until => State::Ended,
            None => State::Open,
            Some(_) if self.ungrouped().is_empty() && self.unanswered().is_empty() => {
                State::Answered
            }
            Some(_) => State::Closed,
        }
    }
}
