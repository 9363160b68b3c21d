use super::event::{Conclusion, ReviewEvent};
use super::model::{DRAFT, StageKind};
use super::pipeline::{length, reviews};
use super::state::{
    Evidence, Lap, Objection, Opening, Opinion, Pass, Place, Posting, Publication, ReviewCase,
    Ruling, Tombstone,
};
use crate::calendar::{CalendarError, Deadline};
use crate::case::{ContentHash, Entry};
use crate::law::Period;
use chrono::NaiveDate;

impl ReviewCase<'_> {
    /// Makes a move that [`ReviewCase::decide`] allowed; `index` is its place in the file,
    /// from 0.
    pub fn apply(&mut self, index: u32, entry: &Entry<ReviewEvent>) {
        let on = entry.on;
        let by = entry.by.as_deref().unwrap_or_default().trim().to_owned();
        match &entry.event {
            ReviewEvent::Opened {
                title,
                content,
                item,
                matter,
                attribute,
                ..
            } => {
                self.opened = Some(Opening {
                    title: title.clone(),
                    item: item.clone(),
                    matter: matter.clone(),
                });
                self.content = Some(*content);
                self.attribute = *attribute;
                self.drafters.push(by);
            }
            ReviewEvent::Attributed { attribute, .. } => {
                let moved = self.attribute.is_some_and(|a| a != *attribute);
                self.attribute = Some(*attribute);
                if moved && self.place != Place::Draft {
                    self.review_anew(index, on);
                }
            }
            ReviewEvent::Evidence {
                gate,
                reference,
                content,
                dated,
                ..
            } => self.evidence.push(Evidence {
                gate: gate.clone(),
                reference: reference.clone(),
                content: *content,
                dated: dated.unwrap_or(on),
                index,
            }),
            ReviewEvent::Waived { gate, .. } => self.waived.push(gate.clone()),
            ReviewEvent::FindingsRecorded {
                profile,
                content,
                blocking,
            } => {
                if Self::counts(*profile) {
                    self.findings.push((*content, blocking.clone()));
                }
            }
            ReviewEvent::Assessed {
                content,
                disposition,
                ..
            } => {
                let ruling = match disposition {
                    Conclusion::Disclose | Conclusion::InPart => Ruling::Discloses,
                    Conclusion::Withhold | Conclusion::Route => Ruling::Withholds,
                    Conclusion::Refer => Ruling::NeedsReferral,
                };
                self.rulings.push((*content, ruling));
            }
            ReviewEvent::Submitted {} => self.go_to(Place::Stage(0), index, on),
            ReviewEvent::Passed { .. } | ReviewEvent::Approved {} => {
                self.broken = None;
                if let (Some((n, stage)), Some(content)) = (self.current(), self.content) {
                    let pass = Pass {
                        stage: stage.id.clone(),
                        content,
                        on,
                        by,
                        role: entry.role.clone(),
                        index,
                        valid: true,
                    };
                    self.passes.push(pass);
                    self.go_behind(n, index, on);
                }
            }
            ReviewEvent::Returned { to, .. } => {
                let place = match self.pipeline.stage(to) {
                    Some((n, _)) if to != DRAFT => Place::Stage(n),
                    _ => Place::Draft,
                };
                self.send_back(place, index, on);
            }
            ReviewEvent::Referred { to, .. } => self.referral = Some((to.clone(), on)),
            ReviewEvent::ReferralAnswered { disclose, .. } => {
                if let Some((_, from)) = self.referral.take()
                    && let Some(lap) = self.laps.last_mut().filter(|l| l.done.is_none())
                    && let Some(first) = from.succ_opt().filter(|first| *first <= on)
                {
                    lap.pauses.push((first, on));
                }
                let ruling = if *disclose {
                    Ruling::Discloses
                } else {
                    Ruling::Withholds
                };
                self.rulings.extend(self.content.map(|c| (c, ruling)));
            }
            ReviewEvent::Changed { content, .. } => {
                self.content = Some(*content);
                if !self.drafters.contains(&by) {
                    self.drafters.push(by);
                }
                if self.place != Place::Draft {
                    self.review_anew(index, on);
                }
            }
            ReviewEvent::Overridden { finding, .. } => {
                let content = self.content;
                self.overridden
                    .extend(content.map(|c| (c, finding.clone())));
            }
            ReviewEvent::Posted { board, content, .. } => self.post(index, on, board, *content),
            ReviewEvent::PostingClosed {} => {
                if let Some(posting) = self.postings.last_mut() {
                    posting.closed = Some(on);
                }
                if let Some((n, _)) = self.current() {
                    self.go_behind(n, index, on);
                }
            }
            ReviewEvent::ObjectionReceived { id, .. } => {
                let stage = self.current().map(|(_, s)| s.id.clone());
                self.objections.push(Objection {
                    id: id.clone(),
                    stage: stage.unwrap_or_default(),
                    on,
                    index,
                    decided: None,
                    moot: false,
                });
            }
            ReviewEvent::ObjectionDecided { id, upheld, .. } => {
                if let Some(found) = self.objections.iter_mut().find(|o| o.id == *id) {
                    found.decided = Some((on, *upheld));
                }
                if *upheld {
                    self.void_posting(index, on);
                }
            }
            ReviewEvent::Published { channel, content } => {
                self.publish(index, on, channel, *content);
            }
            ReviewEvent::CorrectedAfterPublication { content, reason } => {
                self.correct(index, on, *content, reason);
            }
            ReviewEvent::InterpretationReleased { channel, content } => {
                self.interpretations.push(Publication {
                    channel: channel.clone(),
                    content: *content,
                    on,
                    index,
                    up: true,
                });
            }
            ReviewEvent::TakenDown { reason, basis } => {
                let up = self.publications.iter().filter(|p| p.up);
                let published: Vec<ContentHash> = up.map(|p| p.content).collect();
                let mut down: Vec<ContentHash> = Vec::new();
                for publication in self.publications.iter_mut().chain(&mut self.irregular) {
                    if publication.up && !down.contains(&publication.content) {
                        down.push(publication.content);
                    }
                    publication.up = false;
                }
                // What was taken down does not come back on the strength of its old reviews; one
                // that is under way begins anew.
                let here = self.content.is_some_and(|c| published.contains(&c));
                for pass in &mut self.passes {
                    pass.valid &= !published.contains(&pass.content);
                }
                if here && self.place < Place::Stage(self.last_act().saturating_add(1)) {
                    self.review_anew(index, on);
                }
                let posted = self.open_posting().map(|p| p.content);
                down.extend(posted.filter(|c| !down.contains(c)));
                self.tombstones
                    .extend(down.into_iter().map(|content| Tombstone {
                        content,
                        replaced_by: None,
                        on,
                        reason: reason.clone(),
                        basis: basis.clone(),
                        index,
                    }));
                if posted.is_some() {
                    self.void_posting(index, on);
                }
            }
            ReviewEvent::OpinionReceived { id, .. } => self.opinions.push(Opinion {
                id: id.clone(),
                on,
                index,
                answered: None,
            }),
            ReviewEvent::OpinionAnswered { id } => {
                if let Some(found) = self.opinions.iter_mut().find(|o| o.id == *id) {
                    found.answered = Some(on);
                }
            }
            ReviewEvent::Filed {} => {
                self.filed = Some(index);
                self.go_to(Place::Done, index, on);
            }
            ReviewEvent::Withdrawn { .. } => {
                self.withdrawn = true;
                self.referral = None;
                self.go_to(Place::Done, index, on);
            }
            ReviewEvent::Struck { .. } => {}
        }
        self.trail.push((index, entry.clone()));
    }

    fn go_to(&mut self, place: Place, index: u32, on: NaiveDate) {
        if let Some(lap) = self.laps.last_mut().filter(|l| l.done.is_none()) {
            lap.done = Some((on, index));
        }
        self.place = place;
        if let Place::Stage(stage) = place {
            self.laps.push(Lap {
                stage,
                from: on,
                index,
                done: None,
                pauses: Vec::new(),
            });
        }
    }

    /// To the stage behind the `n`-th.
    fn go_behind(&mut self, n: usize, index: u32, on: NaiveDate) {
        let next = n + 1;
        let place = if next < self.pipeline.data().stage.len() {
            Place::Stage(next)
        } else {
            Place::Done
        };
        self.go_to(place, index, on);
    }

    /// Back to a place: what was passed from there on is void.
    fn send_back(&mut self, place: Place, index: u32, on: NaiveDate) {
        let from = match place {
            Place::Draft => 0,
            Place::Stage(n) => n,
            Place::Done => return,
        };
        let later: Vec<&str> = self
            .pipeline
            .data()
            .stage
            .iter()
            .skip(from)
            .map(|s| s.id.as_str())
            .collect();
        for pass in &mut self.passes {
            pass.valid &= !later.contains(&pass.stage.as_str());
        }
        for posting in &mut self.postings {
            posting.void |= later.contains(&posting.stage.as_str());
        }
        self.go_to(place, index, on);
    }

    /// Another content, or another attribute: the reviews of this stretch of the way are void,
    /// and the case goes back to the first of them.
    fn review_anew(&mut self, index: u32, on: NaiveDate) {
        let at = match self.place {
            Place::Draft => return,
            Place::Stage(n) => n.min(self.last_act()),
            Place::Done => self.last_act(),
        };
        let start = self.pipeline.segment_start(at);
        let voided: Vec<&str> = self
            .pipeline
            .data()
            .stage
            .iter()
            .skip(start)
            .filter(|s| reviews(s))
            .map(|s| s.id.as_str())
            .collect();
        for pass in &mut self.passes {
            pass.valid &= !voided.contains(&pass.stage.as_str());
        }
        self.filed = None;
        let first = Place::Stage(self.pipeline.first_review(at));
        if self.place > first {
            self.go_to(first, index, on);
        }
    }

    fn post(&mut self, index: u32, on: NaiveDate, board: &str, content: ContentHash) {
        let Some((_, stage)) = self.current() else {
            return;
        };
        if self.open_posting().is_none() {
            let rounds = self.postings.iter().filter(|p| p.stage == stage.id).count();
            self.postings.push(Posting {
                stage: stage.id.clone(),
                round: u32::try_from(rounds).unwrap_or(u32::MAX).saturating_add(1),
                content,
                boards: Vec::new(),
                index,
                closed: None,
                void: false,
            });
        }
        if let Some(posting) = self.postings.last_mut() {
            posting.boards.push((board.to_owned(), on));
        }
    }

    /// The posting that is up is sent back: its review has to be done again, and it has to be
    /// posted again.
    fn void_posting(&mut self, index: u32, on: NaiveDate) {
        if let Some(posting) = self.postings.last_mut() {
            posting.void = true;
        }
        for objection in &mut self.objections {
            objection.moot |= objection.decided.is_none();
        }
        let back = self.current().and_then(|(_, stage)| {
            let to = stage.objection_to.as_deref()?;
            self.pipeline.stage(to).map(|(n, _)| n)
        });
        if let Some(n) = back {
            self.send_back(Place::Stage(n), index, on);
        }
    }

    /// Replaces what is up by another content, with a tombstone for each that goes.
    fn correct(&mut self, index: u32, on: NaiveDate, content: ContentHash, reason: &str) {
        let mut channels: Vec<String> = Vec::new();
        let mut gone: Vec<ContentHash> = Vec::new();
        for publication in &mut self.publications {
            if !publication.up || publication.content == content {
                continue;
            }
            publication.up = false;
            if !channels.contains(&publication.channel) {
                channels.push(publication.channel.clone());
            }
            if !gone.contains(&publication.content) {
                gone.push(publication.content);
            }
        }
        self.tombstones
            .extend(gone.into_iter().map(|before| Tombstone {
                content: before,
                replaced_by: Some(content),
                on,
                reason: reason.to_owned(),
                basis: None,
                index,
            }));
        if channels.is_empty() {
            // It was taken down before: the corrected content comes up again.
            let last = self.publications.last().map(|p| p.channel.clone());
            channels.extend(last);
        }
        for channel in channels {
            self.publish(index, on, &channel, content);
        }
    }

    fn publish(&mut self, index: u32, on: NaiveDate, channel: &str, content: ContentHash) {
        self.publications.push(Publication {
            channel: channel.to_owned(),
            content,
            on,
            index,
            up: true,
        });
        if let Some((n, stage)) = self.current()
            && stage.kind == StageKind::Publication
        {
            self.go_behind(n, index, on);
        }
    }

    /// Since when a posting is complete, how long it has to be up, and through which day;
    /// `None` when no time is set.
    pub(super) fn posted_until(
        &self,
        stage: &super::StageData,
        posting: &Posting,
    ) -> Result<Option<(NaiveDate, Period, NaiveDate)>, CalendarError> {
        let Some(posted) = posting.boards.iter().map(|(_, on)| *on).max() else {
            return Ok(None);
        };
        let certainty = stage.certainty.unwrap_or(self.pipeline.data().certainty);
        let least = stage
            .minimum
            .as_deref()
            .and_then(|text| length(text, posted, certainty));
        let Some(least) = least else {
            return Ok(None);
        };
        let end = Deadline::after(posted, least.period)
            .minimum()
            .on(self.calendar)?;
        Ok(Some((posted, least.period, end.due)))
    }
}
