use chrono::NaiveDate;

use super::event::{ConsultationEvent as Event, PublishedDocument};
use super::kind::ConsultationKind;
use super::state::{
    Comment, Consultation, Group, Hearing, Least, Opening, Question, ResultOut, Revision, Round,
    Short, Timing,
};
use super::step::{ConsultationStep, StepKind};
use crate::calendar::WorkCalendar;
use crate::case::Entry;
use crate::catalogue::Channel;
use crate::law::Citation;

impl Consultation {
    /// Takes an event that [`Consultation::decide`] has let pass; `index` is its place in the
    /// file, from 0.
    pub fn apply(&mut self, index: u32, entry: &Entry<Event>, calendar: &WorkCalendar) {
        let on = entry.on;
        match entry.event.clone() {
            Event::Opened {
                title,
                kind,
                body,
                local,
            } => {
                let Some(kind) = ConsultationKind::get(&kind) else {
                    return;
                };
                self.step(
                    on,
                    StepKind::Opened {
                        kind: kind.id.clone(),
                    },
                    kind.basis.clone(),
                );
                self.opening = Some(Opening {
                    on,
                    title,
                    kind,
                    body,
                    local,
                });
            }
            Event::Published {
                documents,
                channels,
                until,
                ways,
                shortened,
            } => {
                let round = Round {
                    index,
                    published: on,
                    documents,
                    channels,
                    ways,
                    announced: until,
                    until,
                    least: None,
                    short: None,
                    closed: None,
                };
                self.publish(round, shortened, calendar);
            }
            Event::Extended { until, .. } => self.extend(on, until),
            Event::Shortened { until, reason } => self.shorten(index, on, until, &reason),
            Event::CommentReceived {
                id,
                from,
                channel,
                text,
                attachments,
            } => {
                let timing = match self.round() {
                    None => Timing::Unasked,
                    Some(round) if round.closed.is_some() || on > round.until => Timing::Late,
                    Some(_) => Timing::InTime,
                };
                self.places.insert(id.clone(), self.comments.len());
                self.comments.push(Comment {
                    index,
                    id,
                    on,
                    from,
                    channel,
                    text,
                    attachments,
                    timing,
                    withdrawn: false,
                    group: None,
                });
            }
            Event::CommentWithdrawn { id } => {
                let place = self.places.get(&id).copied();
                if let Some(comment) = place.and_then(|n| self.comments.get_mut(n)) {
                    comment.withdrawn = true;
                }
            }
            Event::Grouped {
                group,
                comments,
                summary,
            } => self.group(group, &comments, summary),
            Event::GroupAnswered {
                group,
                adoption,
                reasons,
            } => {
                if let Some(known) = self.groups.iter_mut().find(|g| g.id == group) {
                    known.adoption = Some(adoption);
                    known.reasons = reasons;
                }
            }
            Event::Closed {} => {
                if let Some(round) = self.rounds.last_mut() {
                    round.closed = Some(on);
                }
                self.step(on, StepKind::Closed, Vec::new());
            }
            Event::MajorityObjected { .. } => {
                self.majority = Some(on);
                let rule = self.kind().and_then(|k| k.majority.as_ref());
                let basis = rule.map(|r| r.citation.clone()).into_iter().collect();
                self.step(on, StepKind::MajorityObjected, basis);
            }
            Event::HearingHeld {
                announced,
                material,
                participants,
            } => {
                self.hearings.push(Hearing {
                    index,
                    on,
                    announced,
                    material,
                    participants,
                });
                self.step(on, StepKind::HearingHeld { participants }, Vec::new());
            }
            Event::Revised {
                content,
                substantial,
                summary,
            } => {
                self.revised = Some(Revision {
                    on,
                    content,
                    summary,
                });
                if substantial {
                    self.substantial = self.substantial.or(Some(on));
                }
                self.step(on, StepKind::Revised { substantial }, Vec::new());
            }
            Event::Reopened { reason } => {
                self.live = false;
                self.result = None;
                self.submitted = None;
                self.step(on, StepKind::Reopened { reason }, Vec::new());
            }
            Event::ResultPublished { received, .. } => {
                let registered = self.comments.len().try_into().unwrap_or(u32::MAX);
                self.result = Some(ResultOut {
                    index,
                    on,
                    received,
                    registered,
                });
                let basis = self.kind().map(|k| k.result_basis.clone());
                self.step(on, StepKind::ResultPublished, basis.unwrap_or_default());
            }
            Event::DecisionSubmitted { .. } => {
                self.submitted = Some((index, on));
                self.step(on, StepKind::Submitted, Vec::new());
            }
            Event::DecisionPublished {} => {
                self.decided = Some(on);
                self.step(on, StepKind::Decided, Vec::new());
            }
            Event::Dropped { reason } => {
                self.dropped = Some(on);
                self.step(on, StepKind::Dropped { reason }, Vec::new());
            }
            Event::MeetingInvited {
                meeting,
                participants,
            } => self.meetings.push((meeting, participants)),
            Event::QuestionRaised {
                from,
                text,
                meeting,
            } => self.questions.push(Question {
                index,
                on,
                from,
                text,
                meeting,
            }),
            Event::Struck { .. } => {}
        }
    }

    fn step(&mut self, on: NaiveDate, kind: StepKind, basis: Vec<Citation>) {
        self.trail.push(ConsultationStep { on, kind, basis });
    }

    fn publish(&mut self, mut round: Round, reason: Option<String>, calendar: &WorkCalendar) {
        let on = round.published;
        round.least = self.opening.as_ref().and_then(|o| {
            // The count was asked for when the event was decided.
            Least::of(o.kind, o.local.as_ref(), on, calendar)
                .ok()
                .flatten()
        });
        let (documents, channels): (&[PublishedDocument], &[Channel]) =
            (&round.documents, &round.channels);
        let kinds = documents.iter().map(|d| d.kind).collect();
        let channels = channels.to_vec();
        self.step(
            on,
            StepKind::Published {
                round: u32::try_from(self.rounds.len() + 1).unwrap_or(u32::MAX),
                documents: kinds,
                channels,
            },
            Vec::new(),
        );
        match &round.least {
            Some(least) => self.step(
                on,
                StepKind::Least {
                    period: least.period,
                    last: least.last(),
                    local: least.local.clone(),
                    is_default: least.is_default,
                },
                least.citations(),
            ),
            None => self.step(on, StepKind::NoLeast, Vec::new()),
        }
        if round.is_short() {
            let reason = reason.unwrap_or_default();
            self.shortened(on, round.until, &reason);
            round.short = Some(Short {
                on,
                index: round.index,
                reason,
                with_publication: true,
            });
        } else {
            let until = round.until;
            self.step(on, StepKind::Until { until }, Vec::new());
        }
        self.rounds.push(round);
        self.live = true;
        self.revised = None;
        self.substantial = None;
    }

    fn shortened(&mut self, on: NaiveDate, until: NaiveDate, reason: &str) {
        let basis = self.kind().and_then(|k| k.shortening_basis.clone());
        let kind = StepKind::Shortened {
            until,
            reason: reason.to_owned(),
        };
        self.step(on, kind, basis.into_iter().collect());
    }

    fn extend(&mut self, on: NaiveDate, until: NaiveDate) {
        let Some(round) = self.rounds.last_mut() else {
            return;
        };
        round.until = until;
        if !round.is_short() {
            round.short = None;
        }
        let published = round.published;
        // What came after the old end and before the extension is in time after all.
        for comment in &mut self.comments {
            if comment.timing == Timing::Late && comment.on >= published && comment.on <= until {
                comment.timing = Timing::InTime;
            }
        }
        self.step(on, StepKind::Extended { until }, Vec::new());
    }

    fn shorten(&mut self, index: u32, on: NaiveDate, until: NaiveDate, reason: &str) {
        let Some(round) = self.rounds.last_mut() else {
            return;
        };
        round.until = until;
        if round.is_short() {
            round.short = Some(Short {
                on,
                index,
                reason: reason.to_owned(),
                with_publication: false,
            });
        }
        self.shortened(on, until, reason);
    }

    fn group(&mut self, id: String, comments: &[String], summary: String) {
        let mut added = false;
        for place in comments.iter().filter_map(|c| self.places.get(c)) {
            if let Some(comment) = self.comments.get_mut(*place)
                && comment.group.as_ref() != Some(&id)
            {
                comment.group = Some(id.clone());
                added = true;
            }
        }
        match self.groups.iter_mut().find(|g| g.id == id) {
            Some(known) => {
                known.summary = summary;
                if added {
                    known.adoption = None;
                    known.reasons = None;
                }
            }
            None => self.groups.push(Group {
                id,
                summary,
                adoption: None,
                reasons: None,
            }),
        }
    }
}
