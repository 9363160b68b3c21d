use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::error::{ConsultationProblem, some};
use super::event::{Adoption, CommentChannel, PartyKind};
use super::evidence::ConsultationEvidence;
use super::similar::Repeat;
use super::stage::State;
use super::state::{Consultation, Least, Short, Timing};
use super::step::ConsultationStep;
use crate::calendar::{Certainty, Deadline, WorkCalendar};
use crate::law::{Citation, Lang, Period};

/// Where a consultation stands on a day, and why (征求意见情况).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(rename = "consultation.ConsultationStatus")
)]
#[non_exhaustive]
pub struct ConsultationStatus {
    /// The case.
    pub case: String,
    /// Where it stands.
    pub state: State,
    /// The kind of consultation, by its id.
    pub kind: Option<String>,
    /// What is decided on.
    pub title: String,
    /// Who runs it.
    pub body: String,
    /// How often the draft was published.
    pub round: u32,
    /// When it was last published.
    pub published: Option<NaiveDate>,
    /// The last day for comments.
    pub until: Option<NaiveDate>,
    /// The first day on which comments may be closed.
    pub earliest_close: Option<NaiveDate>,
    /// How sure that is.
    pub certainty: Certainty,
    /// The least time, counted.
    pub least: Option<Least>,
    /// The reason for less.
    pub short: Option<Short>,
    /// When comments were closed.
    pub closed: Option<NaiveDate>,
    /// By when the result is to be published, by the settings.
    pub result_due: Option<NaiveDate>,
    /// When it was published.
    pub result_published: Option<NaiveDate>,
    /// Whether the result is, or was, later than that.
    pub result_late: bool,
    /// What came in.
    pub counts: Counts,
    /// The groups of comments.
    pub groups: Vec<GroupStatus>,
    /// The comments that say what an earlier one says.
    pub repeats: Vec<Repeat>,
    /// What is still to be done.
    pub open: Vec<OpenPoint>,
    /// What a review needs to know.
    pub evidence: ConsultationEvidence,
    /// The steps that led here.
    pub trail: Vec<ConsultationStep>,
    /// Entries that cannot be taken as they are.
    pub problems: Vec<ConsultationProblem>,
    /// The articles that the case rests on.
    pub basis: Vec<Citation>,
}

/// What came in. Every comment is counted once in `received`; `in_time`, `late` and `unasked`
/// add up to it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Counts"))]
#[non_exhaustive]
pub struct Counts {
    /// All comments registered.
    pub received: u32,
    /// Those that came in time.
    pub in_time: u32,
    /// Those that came late.
    pub late: u32,
    /// Those that came while no draft was out.
    pub unasked: u32,
    /// Those withdrawn again.
    pub withdrawn: u32,
    /// How many different things the comments not withdrawn say.
    pub distinct: u32,
    /// Things attached to comments.
    pub attachments: u32,
    /// Comments in a group, withdrawn ones left out.
    pub grouped: u32,
    /// By the way they came.
    pub by_channel: BTreeMap<CommentChannel, u32>,
    /// By who comments.
    pub by_party: BTreeMap<PartyKind, u32>,
    /// Questions asked.
    pub questions: u32,
    /// People invited to meetings, by what they are.
    pub invited: BTreeMap<PartyKind, u32>,
}

/// A group of comments as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.GroupStatus"))]
#[non_exhaustive]
pub struct GroupStatus {
    /// Its name.
    pub group: String,
    /// What they have in common.
    pub summary: String,
    /// How many comments, withdrawn ones left out.
    pub comments: u32,
    /// What becomes of it.
    pub adoption: Option<Adoption>,
    /// Why.
    pub reasons: Option<String>,
}

/// Something still to be done (待办).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.OpenPoint"))]
#[non_exhaustive]
pub struct OpenPoint {
    /// What.
    #[serde(flatten)]
    pub kind: OpenPointKind,
    /// By when, or from when on.
    pub day: Option<NaiveDate>,
    /// Whether that day is a default of this library.
    pub is_default: bool,
    /// What asks for it.
    pub basis: Vec<Citation>,
}

/// What is still to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.OpenPointKind"))]
#[serde(tag = "point", rename_all = "snake_case")]
#[non_exhaustive]
pub enum OpenPointKind {
    /// The draft has to be published.
    Publish,
    /// Comments are taken, and may be closed from a day on.
    Close,
    /// Comments have to be grouped.
    Group {
        /// Which.
        comments: Vec<String>,
    },
    /// Groups have to be answered.
    Answer {
        /// Which.
        groups: Vec<String>,
    },
    /// A hearing has to be held.
    HoldHearing,
    /// The draft has to be published again.
    Reconsult,
    /// The result has to be published.
    PublishResult,
    /// The draft may be submitted for decision.
    MaySubmit,
}

impl OpenPoint {
    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        let day = |zh: &str, en: &str| match (self.day, lang) {
            (None, _) => String::new(),
            (Some(day), Lang::Zh) => {
                let whose = if self.is_default {
                    "，本库缺省"
                } else {
                    ""
                };
                format!("（{day}{zh}{whose}）")
            }
            (Some(day), Lang::En) => {
                let whose = if self.is_default {
                    ", a default here"
                } else {
                    ""
                };
                format!(" ({en} {day}{whose})")
            }
        };
        match (&self.kind, lang) {
            (OpenPointKind::Publish, Lang::Zh) => "公布草案、依据和说明".to_owned(),
            (OpenPointKind::Publish, Lang::En) => "publish draft, basis and explanation".to_owned(),
            (OpenPointKind::Close, Lang::Zh) => {
                format!("征求意见，期满后结束{}", day("起可以结束", ""))
            }
            (OpenPointKind::Close, Lang::En) => {
                format!("take comments, then close{}", day("", "from"))
            }
            (OpenPointKind::Group { comments }, Lang::Zh) => {
                format!("把意见归类：{}", some(comments, lang))
            }
            (OpenPointKind::Group { comments }, Lang::En) => {
                format!("put comments into groups: {}", some(comments, lang))
            }
            (OpenPointKind::Answer { groups }, Lang::Zh) => {
                format!("写明采纳情况和理由：{}", some(groups, lang))
            }
            (OpenPointKind::Answer { groups }, Lang::En) => {
                format!("say what is adopted, and why: {}", some(groups, lang))
            }
            (OpenPointKind::HoldHearing, Lang::Zh) => "举行听证会".to_owned(),
            (OpenPointKind::HoldHearing, Lang::En) => "hold a hearing".to_owned(),
            (OpenPointKind::Reconsult, Lang::Zh) => {
                "草案有实质修改，重新公布征求意见（本库缺省的要求）".to_owned()
            }
            (OpenPointKind::Reconsult, Lang::En) => {
                "publish the draft again: it was changed in substance (a default here)".to_owned()
            }
            (OpenPointKind::PublishResult, Lang::Zh) => {
                format!("公布征求意见和采纳情况{}", day("前", ""))
            }
            (OpenPointKind::PublishResult, Lang::En) => {
                format!("publish the result{}", day("", "by"))
            }
            (OpenPointKind::MaySubmit, Lang::Zh) => "可以提交决策".to_owned(),
            (OpenPointKind::MaySubmit, Lang::En) => {
                "the draft may be submitted for decision".to_owned()
            }
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Consultation {
    /// What came in.
    pub fn counts(&self) -> Counts {
        self.counted(&self.repeats())
    }

    fn counted(&self, repeats: &[Repeat]) -> Counts {
        let all = &self.comments;
        let of = |timing| count(all.iter().filter(|c| c.timing == timing).count());
        let standing = all.iter().filter(|c| !c.withdrawn);
        let mut counts = Counts {
            received: count(all.len()),
            in_time: of(Timing::InTime),
            late: of(Timing::Late),
            unasked: of(Timing::Unasked),
            withdrawn: count(all.iter().filter(|c| c.withdrawn).count()),
            attachments: count(all.iter().map(|c| c.attachments.len()).sum()),
            grouped: count(standing.clone().filter(|c| c.group.is_some()).count()),
            questions: count(self.questions.len()),
            ..Counts::default()
        };
        counts.distinct = count(standing.count().saturating_sub(repeats.len()));
        for comment in all {
            *counts.by_channel.entry(comment.channel).or_default() += 1;
            *counts.by_party.entry(comment.from).or_default() += 1;
        }
        for invited in self.meetings.iter().flat_map(|(_, who)| who) {
            let sum = counts.invited.entry(invited.kind).or_default();
            *sum = sum.saturating_add(invited.count);
        }
        counts
    }

    /// By when the result is to be published, by the settings; counted from the closing.
    pub fn result_due(&self, calendar: &WorkCalendar) -> Option<NaiveDate> {
        let closed = self.round()?.closed?;
        let within: Period = self.settings.result_within?;
        let deadline = calendar.deadline(&Deadline::after(closed, within)).ok()?;
        Some(deadline.due)
    }

    /// What is still to be done at the end of a day.
    pub fn open_points(&self, as_of: NaiveDate, calendar: &WorkCalendar) -> Vec<OpenPoint> {
        let Some(kind) = self.kind().filter(|_| self.over().is_none()) else {
            return Vec::new();
        };
        let point = |kind, day, is_default, basis: &[Citation]| OpenPoint {
            kind,
            day,
            is_default,
            basis: basis.to_vec(),
        };
        let mut open = Vec::new();
        let Some(round) = self.round() else {
            let basis: Vec<Citation> = kind.required().map(|d| d.citation.clone()).collect();
            open.push(point(OpenPointKind::Publish, None, false, &basis));
            return open;
        };
        if self.submitted.is_some() {
            return open;
        }
        if round.closed.is_none() {
            let basis = round.least.as_ref().map(Least::citations);
            let from = Some(round.earliest_close());
            open.push(point(
                OpenPointKind::Close,
                from,
                false,
                &basis.unwrap_or_default(),
            ));
        }
        let result = &kind.result_basis;
        let comments = self.ungrouped();
        if self.result.is_none() && !comments.is_empty() {
            open.push(point(
                OpenPointKind::Group { comments },
                None,
                false,
                result,
            ));
        }
        let groups = self.unanswered();
        if self.result.is_none() && !groups.is_empty() {
            open.push(point(OpenPointKind::Answer { groups }, None, false, result));
        }
        if let (Some(_), Some(rule)) = (self.hearing_owed(), &kind.majority) {
            let basis = [rule.citation.clone()];
            open.push(point(OpenPointKind::HoldHearing, None, false, &basis));
        }
        if self.substantial.is_some() && self.settings.reconsult {
            open.push(point(OpenPointKind::Reconsult, None, true, &[]));
        }
        if round.closed.is_some() && self.result.is_none() {
            let due = self.result_due(calendar);
            open.push(point(OpenPointKind::PublishResult, due, true, result));
        }
        if open.is_empty() && self.state(as_of) == State::ResultPublished {
            open.push(point(OpenPointKind::MaySubmit, None, false, &[]));
        }
        open
    }

    /// Where the case stands at the end of a day, and why. The case has to be folded as of the
    /// same day.
    pub fn status(
        &self,
        case: &str,
        as_of: NaiveDate,
        calendar: &WorkCalendar,
    ) -> ConsultationStatus {
        let round = self.round();
        let due = self.result_due(calendar);
        let told = self.result_published();
        let groups = self
            .groups
            .iter()
            .map(|g| GroupStatus {
                group: g.id.clone(),
                summary: g.summary.clone(),
                comments: count(self.comments_in(&g.id).count()),
                adoption: g.adoption,
                reasons: g.reasons.clone(),
            })
            .collect();
        let mut basis: Vec<Citation> = Vec::new();
        let of_kind = self.kind().map(|k| k.basis.as_slice()).unwrap_or_default();
        for citation in self.trail.iter().flat_map(|s| &s.basis).chain(of_kind) {
            if !basis.contains(citation) {
                basis.push(citation.clone());
            }
        }
        let least = round.and_then(|r| r.least.clone());
        let repeats = self.repeats();
        ConsultationStatus {
            case: case.to_owned(),
            state: self.state(as_of),
            kind: self.kind().map(|k| k.id.clone()),
            title: self.title().to_owned(),
            body: self
                .opening
                .as_ref()
                .map_or_else(String::new, |o| o.body.clone()),
            round: count(self.rounds.len()),
            published: round.map(|r| r.published),
            until: round.map(|r| r.until),
            earliest_close: round.map(super::state::Round::earliest_close),
            certainty: least
                .as_ref()
                .map_or(Certainty::Published, |l| l.deadline.certainty),
            least,
            short: round.and_then(|r| r.short.clone()),
            closed: round.and_then(|r| r.closed),
            result_due: due,
            result_published: told,
            result_late: due
                .is_some_and(|due| told.unwrap_or(as_of) > due && self.dropped.is_none()),
            counts: self.counted(&repeats),
            groups,
            repeats,
            open: self.open_points(as_of, calendar),
            evidence: self.evidence(),
            trail: self.trail.clone(),
            problems: self.problems.clone(),
            basis,
        }
    }
}
