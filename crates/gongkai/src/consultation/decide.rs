use chrono::NaiveDate;

use super::data::Shortening;
use super::error::ConsultationError as Refused;
use super::event::{Adoption, ConsultationEvent as Event, PublishedDocument};
use super::kind::ConsultationKind;
use super::state::{Consultation, Least, Opening, Round};
use crate::calendar::WorkCalendar;
use crate::case::{ContentHash, Entry};
use crate::law::Citation;

/// Refuses a field that says nothing.
fn said(field: &'static str, text: &str) -> Result<(), Refused> {
    if text.trim().is_empty() {
        return Err(Refused::Blank { field });
    }
    Ok(())
}

impl Consultation {
    /// Whether an event may happen now, and the events that it comes to.
    ///
    /// # Errors
    /// What the law refuses, or the order of things does: see [`ConsultationError`](Refused).
    pub fn decide(
        &self,
        command: &Entry<Event>,
        calendar: &WorkCalendar,
    ) -> Result<Vec<Event>, Refused> {
        let on = command.on;
        match &command.event {
            Event::Struck { .. } => return Ok(Vec::new()),
            Event::Opened {
                title, kind, body, ..
            } => {
                if self.opening.is_some() {
                    return Err(Refused::AlreadyOpened);
                }
                said("title", title)?;
                said("body", body)?;
                if ConsultationKind::get(kind).is_none() {
                    return Err(Refused::UnknownKind { kind: kind.clone() });
                }
                return Ok(vec![command.event.clone()]);
            }
            _ => {}
        }
        let Some(opening) = &self.opening else {
            return Err(Refused::NotOpened);
        };
        self.as_to_the_end(&command.event)?;
        match &command.event {
            Event::Published {
                documents,
                channels,
                until,
                shortened,
                ..
            } => {
                if let Some(round) = self.round() {
                    return Err(Refused::AlreadyPublished {
                        on: round.published,
                    });
                }
                documents_complete(opening.kind, documents)?;
                if channels.is_empty() {
                    return Err(Refused::NoChannel);
                }
                if *until < on {
                    return Err(Refused::EndsBeforePublication { until: *until, on });
                }
                let least = Least::of(opening.kind, opening.local.as_ref(), on, calendar)?;
                long_enough(opening, least.as_ref(), *until, shortened.as_deref())?;
            }
            Event::Extended { until, .. } => {
                let round = self.taking_comments()?;
                if *until <= round.until {
                    return Err(Refused::NotLonger {
                        until: *until,
                        now: round.until,
                    });
                }
            }
            Event::Shortened { until, reason } => {
                let round = self.taking_comments()?;
                said("reason", reason)?;
                if *until >= round.until || *until < on {
                    return Err(Refused::NotShorter {
                        until: *until,
                        on,
                        now: round.until,
                    });
                }
                long_enough(opening, round.least.as_ref(), *until, Some(reason))?;
            }
            Event::Closed {} => {
                let round = self.taking_comments()?;
                if on < round.earliest_close() {
                    return Err(Refused::ClosedTooEarly {
                        earliest: round.earliest_close(),
                        citations: of_least(round, on),
                    });
                }
            }
            Event::CommentReceived {
                id,
                text,
                attachments,
                ..
            } => {
                said("id", id)?;
                if self.comment(id).is_some() {
                    return Err(Refused::DuplicateComment { id: id.clone() });
                }
                let says = text.as_ref().is_some_and(|t| !t.trim().is_empty());
                if !says && attachments.is_empty() {
                    return Err(Refused::EmptyComment { id: id.clone() });
                }
            }
            Event::CommentWithdrawn { id } => self.standing_comment(id)?,
            Event::Grouped {
                group,
                comments,
                summary,
            } => {
                self.result_open()?;
                said("group", group)?;
                said("summary", summary)?;
                if comments.is_empty() {
                    return Err(Refused::EmptyGroup {
                        group: group.clone(),
                    });
                }
                for id in comments {
                    self.standing_comment(id)?;
                }
            }
            Event::GroupAnswered {
                group,
                adoption,
                reasons,
            } => {
                self.result_open()?;
                if !self.groups.iter().any(|g| g.id == *group) {
                    return Err(Refused::UnknownGroup {
                        group: group.clone(),
                    });
                }
                if self.comments_in(group).next().is_none() {
                    return Err(Refused::EmptyGroup {
                        group: group.clone(),
                    });
                }
                let says = reasons.as_ref().is_some_and(|r| !r.trim().is_empty());
                if *adoption != Adoption::Adopted && !says {
                    return Err(Refused::ReasonsMissing {
                        group: group.clone(),
                        citations: opening.kind.result_basis.clone(),
                    });
                }
            }
            Event::MajorityObjected { .. } | Event::HearingHeld { .. } | Event::Revised { .. } => {
                if self.rounds.is_empty() {
                    return Err(Refused::NotPublished);
                }
            }
            Event::Reopened { reason } => {
                said("reason", reason)?;
                self.round().ok_or(Refused::NotPublished)?;
            }
            Event::ResultPublished { channels, .. } => {
                self.result_open()?;
                let round = self.round().ok_or(Refused::NotPublished)?;
                if round.closed.is_none() {
                    return Err(Refused::NotClosed);
                }
                if channels.is_empty() {
                    return Err(Refused::NoChannel);
                }
                self.every_comment_answered(&opening.kind.result_basis)?;
            }
            Event::DecisionSubmitted { content } => {
                self.ready_for_decision(opening, content.as_ref())?;
            }
            Event::DecisionPublished {} => {
                if self.submitted.is_none() {
                    return Err(Refused::NotSubmitted);
                }
            }
            Event::Dropped { reason } => said("reason", reason)?,
            Event::MeetingInvited {
                meeting,
                participants,
            } => {
                said("meeting", meeting)?;
                if participants.iter().all(|p| p.count == 0) {
                    return Err(Refused::Blank {
                        field: "participants",
                    });
                }
            }
            Event::QuestionRaised { text, .. } => said("text", text)?,
            Event::Opened { .. } | Event::Struck { .. } => {}
        }
        Ok(vec![command.event.clone()])
    }

    /// After its end a case takes comments, questions and invitations, and nothing else.
    fn as_to_the_end(&self, event: &Event) -> Result<(), Refused> {
        let taken = matches!(
            event,
            Event::CommentReceived { .. }
                | Event::CommentWithdrawn { .. }
                | Event::MeetingInvited { .. }
                | Event::QuestionRaised { .. }
        );
        match self.over() {
            Some(on) if !taken => Err(Refused::Over { on }),
            _ => Ok(()),
        }
    }

    fn taking_comments(&self) -> Result<&Round, Refused> {
        let round = self.round().ok_or(Refused::NotPublished)?;
        match round.closed {
            Some(on) => Err(Refused::AlreadyClosed { on }),
            None => Ok(round),
        }
    }

    fn standing_comment(&self, id: &str) -> Result<(), Refused> {
        match self.comment(id) {
            None => Err(Refused::UnknownComment { id: id.to_owned() }),
            Some(c) if c.withdrawn => Err(Refused::CommentWithdrawn { id: id.to_owned() }),
            Some(_) => Ok(()),
        }
    }

    fn result_open(&self) -> Result<(), Refused> {
        match &self.result {
            Some(result) => Err(Refused::ResultAlreadyPublished { on: result.on }),
            None => Ok(()),
        }
    }

    fn every_comment_answered(&self, citations: &[Citation]) -> Result<(), Refused> {
        let comments = self.ungrouped();
        if !comments.is_empty() {
            return Err(Refused::Ungrouped {
                comments,
                citations: citations.to_vec(),
            });
        }
        let groups = self.unanswered();
        if !groups.is_empty() {
            return Err(Refused::Unanswered {
                groups,
                citations: citations.to_vec(),
            });
        }
        Ok(())
    }

    fn ready_for_decision(
        &self,
        opening: &Opening,
        content: Option<&ContentHash>,
    ) -> Result<(), Refused> {
        if let Some((_, on)) = self.submitted {
            return Err(Refused::AlreadySubmitted { on });
        }
        let round = self.round().filter(|_| self.result.is_some());
        let Some(round) = round else {
            return Err(Refused::ResultMissing {
                citations: opening.kind.result_basis.clone(),
            });
        };
        if let (Some(since), Some(rule)) = (self.hearing_owed(), &opening.kind.majority) {
            return Err(Refused::HearingOwed {
                since,
                citation: rule.citation.clone(),
            });
        }
        if let Some(on) = self.substantial.filter(|_| self.settings.reconsult) {
            return Err(Refused::NotReconsulted { on });
        }
        let fits = content.is_none_or(|content| match &self.revised {
            Some(revision) => revision.content == *content,
            None => round.drafts().contains(content),
        });
        if let (false, Some(submitted)) = (fits, content) {
            return Err(Refused::OtherContent {
                submitted: *submitted,
            });
        }
        Ok(())
    }
}

fn documents_complete(
    kind: &ConsultationKind,
    documents: &[PublishedDocument],
) -> Result<(), Refused> {
    let missing: Vec<_> = kind
        .required()
        .filter(|needed| !documents.iter().any(|d| d.kind == needed.kind))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut citations: Vec<Citation> = Vec::new();
    for needed in &missing {
        if !citations.contains(&needed.citation) {
            citations.push(needed.citation.clone());
        }
    }
    Err(Refused::DocumentsMissing {
        missing: missing.iter().map(|n| n.kind).collect(),
        citations,
    })
}

/// Refuses an end before the least time has passed, unless it may be shortened and the reason
/// is told.
fn long_enough(
    opening: &Opening,
    least: Option<&Least>,
    until: NaiveDate,
    reason: Option<&str>,
) -> Result<(), Refused> {
    let Some(least) = least.filter(|l| until < l.last()) else {
        return Ok(());
    };
    let citations = least.citations();
    if opening.kind.shortening == Shortening::Never {
        return Err(Refused::MayNotBeShortened {
            last: least.last(),
            period: least.period,
            citations,
        });
    }
    if reason.is_none_or(|r| r.trim().is_empty()) {
        return Err(Refused::PeriodTooShort {
            until,
            last: least.last(),
            days: (least.last() - until).num_days(),
            period: least.period,
            citations,
        });
    }
    Ok(())
}

/// The article that keeps a round open on a day, if it is more than the announcement.
fn of_least(round: &Round, on: NaiveDate) -> Vec<Citation> {
    round
        .least
        .as_ref()
        .filter(|l| on <= l.last() && !round.is_short())
        .map(Least::citations)
        .unwrap_or_default()
}
