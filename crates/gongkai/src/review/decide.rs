use super::error::{Refusal, ReviewError};
use super::event::ReviewEvent;
use super::model::{GateData, GateKind, StageData};
use super::pipeline::{Name, length};
use super::state::{Place, ReviewCase};
use crate::calendar::Deadline;
use crate::case::{ContentHash, Entry};
use crate::catalogue::Mode;
use crate::finding::Profile;
use crate::law::Citation;

pub(super) type Answer = Result<(), ReviewError>;

impl ReviewCase<'_> {
    /// Whether a move is allowed now, and what is then to be entered.
    ///
    /// # Errors
    /// When the pipeline, the law or the file stands against it: the refusal names stage, gate,
    /// role and article.
    pub fn decide(
        &self,
        command: &Entry<ReviewEvent>,
    ) -> Result<Vec<Entry<ReviewEvent>>, ReviewError> {
        self.allowed(command)?;
        Ok(vec![command.clone()])
    }

    fn allowed(&self, entry: &Entry<ReviewEvent>) -> Answer {
        let event = entry.event.name();
        if let Some((_, last)) = self.trail.last()
            && entry.on < last.on
        {
            return self.no(Refusal::OutOfOrder {
                on: entry.on,
                after: last.on,
            });
        }
        if let ReviewEvent::Struck { index, reason } = &entry.event {
            let known = self.trail.iter().any(|(n, _)| n == index)
                || self.problems.iter().any(|p| p.index == *index);
            if !known {
                return self.no(Refusal::NothingToStrike { index: *index });
            }
            return self.reasoned(event, reason);
        }
        if let ReviewEvent::Opened {
            pipeline,
            attribute,
            reasons,
            ..
        } = &entry.event
        {
            return self.may_open(entry, pipeline, *attribute, reasons);
        }
        let (Some(content), true) = (self.content, self.opened.is_some()) else {
            return self.no(Refusal::NotOpened { event });
        };
        if self.withdrawn {
            return self.no(Refusal::Ended);
        }
        self.not_while_referred(&entry.event)?;
        match &entry.event {
            ReviewEvent::Opened { .. } | ReviewEvent::Struck { .. } => Ok(()),
            ReviewEvent::Attributed { attribute, reasons } => {
                self.nothing_posted()?;
                attribute_reasoned(*attribute, reasons)
            }
            ReviewEvent::Evidence { .. } => self.may_prove(entry, content),
            ReviewEvent::Waived { gate, reason } => self.may_waive(entry, gate, reason),
            ReviewEvent::FindingsRecorded { content: given, .. }
            | ReviewEvent::Assessed { content: given, .. } => self.of_current(*given, content),
            ReviewEvent::Overridden { finding, reason } => {
                self.may_override(entry, finding, reason)
            }
            ReviewEvent::Submitted {} => match self.place {
                Place::Draft => Ok(()),
                _ => self.no(Refusal::AlreadySubmitted {
                    current: self.here(),
                }),
            },
            ReviewEvent::Passed { stage } => self.may_pass(entry, stage),
            ReviewEvent::Approved {} => self.may_approve(entry),
            ReviewEvent::Returned { to, reason } => self.may_return(entry, to, reason),
            ReviewEvent::Referred { to, reason } => self.may_refer(entry, to, reason),
            ReviewEvent::ReferralAnswered { .. } => match self.referral {
                Some(_) => Ok(()),
                None => self.no(Refusal::NoReferral),
            },
            ReviewEvent::Changed { content: new, .. } => {
                self.nothing_posted()?;
                self.person(entry)?;
                if *new == content {
                    return self.no(Refusal::Unchanged);
                }
                Ok(())
            }
            ReviewEvent::Posted { board, content, .. } => self.may_post(entry, board, *content),
            ReviewEvent::PostingClosed {} => self.may_close(entry.on),
            ReviewEvent::ObjectionReceived { id, .. } => {
                if self.open_posting().is_none() {
                    return self.no(Refusal::NothingPosted);
                }
                self.fresh(self.objections.iter().any(|o| o.id == *id), id)
            }
            ReviewEvent::ObjectionDecided { id, reasons, .. } => {
                let open = |o: &super::Objection| o.id == *id && o.decided.is_none() && !o.moot;
                if self.open_posting().is_none() || !self.objections.iter().any(open) {
                    return self.no(Refusal::UnknownObjection { id: id.clone() });
                }
                self.reasoned(event, reasons)
            }
            ReviewEvent::Published { content, .. } => self.may_publish(entry, *content, false),
            ReviewEvent::CorrectedAfterPublication { content, reason } => {
                self.reasoned(event, reason)?;
                if self.publications.is_empty() {
                    return self.no(Refusal::NotPublished);
                }
                self.may_publish(entry, *content, true)
            }
            ReviewEvent::InterpretationReleased { content, .. } => self.may_interpret(*content),
            ReviewEvent::TakenDown { reason, .. } => {
                self.person(entry)?;
                self.reasoned(event, reason)?;
                let up = self.live().is_some()
                    || self.open_posting().is_some()
                    || self.irregular.iter().any(|p| p.up);
                if up {
                    Ok(())
                } else {
                    self.no(Refusal::NotPublished)
                }
            }
            ReviewEvent::OpinionReceived { id, .. } => {
                if !self.was_public() {
                    return self.no(Refusal::NotPublished);
                }
                self.fresh(self.opinions.iter().any(|o| o.id == *id), id)
            }
            ReviewEvent::OpinionAnswered { id } => {
                let open = |o: &super::Opinion| o.id == *id && o.answered.is_none();
                if self.opinions.iter().any(open) {
                    Ok(())
                } else {
                    self.no(Refusal::UnknownOpinion { id: id.clone() })
                }
            }
            ReviewEvent::Filed {} => self.may_file(entry),
            ReviewEvent::Withdrawn { reason } => {
                self.reasoned(event, reason)?;
                if self.was_public() {
                    return self.no(Refusal::IsPublic);
                }
                Ok(())
            }
        }
    }

    /// A refusal that rests on the pipeline as a whole.
    pub(super) fn no(&self, refusal: Refusal) -> Answer {
        Err(refusal.on(self.pipeline.citations()))
    }

    /// A refusal that rests on a stage.
    pub(super) fn no_at(&self, stage: &StageData, refusal: Refusal) -> Answer {
        Err(refusal.on(self.pipeline.stage_citations(stage)))
    }

    /// A refusal that rests on a gate.
    pub(super) fn no_gate(&self, gate: &GateData, refusal: Refusal) -> Answer {
        Err(refusal.on(self.pipeline.gate_citations(gate)))
    }

    pub(super) fn reasoned(&self, event: &'static str, reason: &str) -> Answer {
        if reason.trim().is_empty() {
            return self.no(Refusal::ReasonMissing { event });
        }
        Ok(())
    }

    fn fresh(&self, taken: bool, id: &str) -> Answer {
        if taken {
            return self.no(Refusal::NumberTaken { id: id.to_owned() });
        }
        Ok(())
    }

    pub(super) fn person<'e>(&self, entry: &'e Entry<ReviewEvent>) -> Result<&'e str, ReviewError> {
        match entry.by.as_deref().map(str::trim) {
            Some(name) if !name.is_empty() => Ok(name),
            _ => Err(Refusal::PersonMissing {
                event: entry.event.name(),
            }
            .on(self.pipeline.citations())),
        }
    }

    pub(super) fn names(&self, roles: &[String]) -> Vec<Name> {
        roles.iter().map(|r| self.pipeline.role_name(r)).collect()
    }

    pub(super) fn of_current(&self, given: ContentHash, current: ContentHash) -> Answer {
        if given != current {
            return self.no(Refusal::OtherContent { given, current });
        }
        Ok(())
    }

    fn nothing_posted(&self) -> Answer {
        match self.open_posting() {
            Some(posting) => self.no(Refusal::PostingOpen {
                stage: self.pipeline.stage_name(&posting.stage),
            }),
            None => Ok(()),
        }
    }

    /// While the authority is thinking, the case rests; what is public already goes on.
    fn not_while_referred(&self, event: &ReviewEvent) -> Answer {
        let Some((to, _)) = &self.referral else {
            return Ok(());
        };
        let goes_on = matches!(
            event,
            ReviewEvent::ReferralAnswered { .. }
                | ReviewEvent::Evidence { .. }
                | ReviewEvent::Assessed { .. }
                | ReviewEvent::FindingsRecorded { .. }
                | ReviewEvent::OpinionReceived { .. }
                | ReviewEvent::OpinionAnswered { .. }
                | ReviewEvent::TakenDown { .. }
                | ReviewEvent::Withdrawn { .. }
        );
        if goes_on {
            return Ok(());
        }
        self.no(Refusal::ReferralOpen { to: to.clone() })
    }

    fn may_open(
        &self,
        entry: &Entry<ReviewEvent>,
        pipeline: &str,
        attribute: Option<Mode>,
        reasons: &str,
    ) -> Answer {
        if self.opened.is_some() {
            return self.no(Refusal::OpenedTwice);
        }
        if pipeline != self.pipeline.id() {
            return self.no(Refusal::OtherPipeline {
                named: pipeline.to_owned(),
                used: self.pipeline.id().to_owned(),
            });
        }
        self.person(entry)?;
        match attribute {
            Some(attribute) => attribute_reasoned(attribute, reasons),
            None => Ok(()),
        }
    }

    /// The gate that an event names.
    fn gate_named(&self, gate: &str) -> Result<&GateData, ReviewError> {
        self.pipeline.gate(gate).ok_or_else(|| {
            Refusal::UnknownGate {
                gate: gate.to_owned(),
            }
            .on(self.pipeline.citations())
        })
    }

    fn may_prove(&self, entry: &Entry<ReviewEvent>, current: ContentHash) -> Answer {
        let ReviewEvent::Evidence {
            gate,
            content,
            dated,
            from,
            to,
            shortened,
            ..
        } = &entry.event
        else {
            return Ok(());
        };
        let data = self.gate_named(gate)?;
        let name = self.pipeline.gate_name(gate);
        let by = match data.kind {
            GateKind::Attribute => Some("attributed"),
            GateKind::Findings => Some("findings_recorded"),
            GateKind::Assessment => Some("assessed"),
            GateKind::Document | GateKind::ConsultationResult | GateKind::Interpretation => None,
        };
        if let Some(by) = by {
            return self.no_gate(data, Refusal::NotByEvidence { gate: name, by });
        }
        let bears = [*dated, *from, *to];
        if let Some(dated) = bears.into_iter().flatten().find(|d| *d > entry.on) {
            return self.no_gate(
                data,
                Refusal::EvidenceAhead {
                    gate: name,
                    dated,
                    on: entry.on,
                },
            );
        }
        if data.kind == GateKind::Interpretation {
            if content.is_none() {
                return self.no_gate(data, Refusal::InterpretationHashMissing { gate: name });
            }
        } else if data.of_content && *content != Some(current) {
            return self.no_gate(
                data,
                Refusal::EvidenceOfOtherContent {
                    gate: name,
                    current,
                },
            );
        }
        let Some(minimum) = &data.minimum else {
            return Ok(());
        };
        let (Some(from), Some(to)) = (*from, *to) else {
            return self.no_gate(data, Refusal::SpanMissing { gate: name });
        };
        if data.may_shorten && !shortened.trim().is_empty() {
            return Ok(());
        }
        let Some(least) = length(minimum, from, self.pipeline.data().certainty) else {
            return Ok(());
        };
        match Deadline::after(from, least.period)
            .minimum()
            .on(self.calendar)
        {
            Err(error) => self.no_gate(data, error.into()),
            Ok(end) if to < end.due => self.no_gate(
                data,
                Refusal::TooShort {
                    gate: name,
                    minimum: least.period,
                    from,
                    to,
                    until: end.due,
                },
            ),
            Ok(_) => Ok(()),
        }
    }

    fn may_waive(&self, entry: &Entry<ReviewEvent>, gate: &str, reason: &str) -> Answer {
        let data = self.gate_named(gate)?;
        if data.waivable_by.is_empty() {
            let gate = self.pipeline.gate_name(gate);
            return self.no_gate(data, Refusal::NotWaivable { gate });
        }
        self.person(entry)?;
        self.in_role(entry, "waived", &data.waivable_by)?;
        self.reasoned("waived", reason)
    }

    fn in_role(
        &self,
        entry: &Entry<ReviewEvent>,
        what: &'static str,
        allowed: &[String],
    ) -> Answer {
        let role = entry.role.clone().unwrap_or_default();
        if allowed.contains(&role) {
            return Ok(());
        }
        self.no(Refusal::RoleMayNot {
            what,
            role,
            allowed: self.names(allowed),
        })
    }

    fn may_override(&self, entry: &Entry<ReviewEvent>, finding: &str, reason: &str) -> Answer {
        if !self.blocking().iter().any(|f| f.finding == finding) {
            return self.no(Refusal::UnknownFinding {
                finding: finding.to_owned(),
            });
        }
        let by = self.person(entry)?;
        self.in_role(entry, "overridden", &self.pipeline.data().override_by)?;
        if self.drafters.iter().any(|d| d == by) {
            return self.no(Refusal::ReviewerIsDrafter {
                stage: Name::new("override", "放行", "an override"),
                person: by.to_owned(),
            });
        }
        self.reasoned("overridden", reason)
    }

    /// Whether findings of this profile hold a publication up.
    pub(super) fn counts(profile: Profile) -> bool {
        profile == Profile::Publish
    }
}

/// An attribute that keeps something from publication comes with reasons (国办发〔2016〕80号).
fn attribute_reasoned(attribute: Mode, reasons: &str) -> Answer {
    if attribute != Mode::Proactive && reasons.trim().is_empty() {
        let source: Vec<Citation> = "open-government-rules-2016".parse().into_iter().collect();
        return Err(Refusal::AttributeWithoutReasons.on(source));
    }
    Ok(())
}
