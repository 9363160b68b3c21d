use chrono::NaiveDate;

use super::error::{Refusal, ReviewError};
use super::event::ReviewEvent;
use super::model::{DRAFT, StageData, StageKind};
use super::pipeline::{Name, reviews};
use super::state::{Place, ReviewCase, Ruling};
use crate::case::{ContentHash, Entry};
use crate::catalogue::Mode;
use crate::law::Citation;

use super::decide::Answer;

// The moves that take a case along its stages.
impl ReviewCase<'_> {
    /// The person and role of whoever acts at a stage.
    fn may_act(&self, entry: &Entry<ReviewEvent>, stage: &StageData) -> Answer {
        let by = self.person(entry)?;
        let name = || Name::new(&stage.id, &stage.zh, &stage.en);
        let role = entry.role.as_deref().unwrap_or_default();
        if !stage.roles.is_empty() && !stage.roles.iter().any(|r| r == role) {
            return self.no_at(
                stage,
                Refusal::WrongRole {
                    stage: name(),
                    role: role.to_owned(),
                    allowed: self.names(&stage.roles),
                },
            );
        }
        let apart_from_draft = reviews(stage) || stage.not_same_as.iter().any(|s| s == DRAFT);
        if apart_from_draft && self.drafters.iter().any(|d| d == by) {
            return self.no_at(
                stage,
                Refusal::ReviewerIsDrafter {
                    stage: name(),
                    person: by.to_owned(),
                },
            );
        }
        let same = self
            .passes
            .iter()
            .find(|p| p.valid && p.by == by && stage.not_same_as.contains(&p.stage));
        match same {
            Some(pass) => self.no_at(
                stage,
                Refusal::SamePerson {
                    stage: name(),
                    person: by.to_owned(),
                    other: self.pipeline.stage_name(&pass.stage),
                },
            ),
            None => Ok(()),
        }
    }

    /// The gates of a stage, and what keeps a content from going further.
    pub(super) fn may_proceed(&self, stage: &StageData) -> Answer {
        let name = || Name::new(&stage.id, &stage.zh, &stage.en);
        for gate in &stage.gates {
            if !self.is_open(gate) {
                let refusal = Refusal::GateClosed {
                    stage: name(),
                    gate: self.pipeline.gate_name(gate),
                };
                return match self.pipeline.gate(gate) {
                    Some(data) => self.no_gate(data, refusal),
                    None => self.no(refusal),
                };
            }
        }
        let public = matches!(stage.kind, StageKind::Posting | StageKind::Publication);
        let holds = public || stage.kind == StageKind::Approval;
        if public && self.attribute.is_some_and(|a| a != Mode::Proactive) {
            return self.no_at(stage, Refusal::AttributeWithholds { stage: name() });
        }
        if holds || stage.may_refer {
            let cited = |text: &str| -> Vec<Citation> { text.parse().into_iter().collect() };
            match self.ruling() {
                Some(Ruling::Withholds) => {
                    return Err(Refusal::Withheld { stage: name() }.on(cited("ogi-2019:17")));
                }
                Some(Ruling::NeedsReferral) => {
                    let refusal = Refusal::ReferralNeeded { stage: name() };
                    return Err(refusal.on(cited("ogi-2019:17.3")));
                }
                Some(Ruling::Discloses) | None => {}
            }
        }
        let blocking = self.blocking();
        if holds && !blocking.is_empty() {
            let mut rules: Vec<String> = blocking.iter().map(|f| f.rule.clone()).collect();
            rules.dedup();
            return self.no_at(
                stage,
                Refusal::FindingsBlock {
                    stage: name(),
                    rules,
                },
            );
        }
        Ok(())
    }

    pub(super) fn may_pass(&self, entry: &Entry<ReviewEvent>, stage: &str) -> Answer {
        let Some((n, data)) = self.pipeline.stage(stage) else {
            return self.unknown(stage.to_owned());
        };
        let steps = matches!(data.kind, StageKind::Matter | StageKind::Review);
        if self.place != Place::Stage(n) || !steps {
            return self.not_here(data);
        }
        self.may_act(entry, data)?;
        self.may_proceed(data)
    }

    /// There is no such stage: those there are, are named.
    fn unknown(&self, stage: String) -> Answer {
        let stages = self.pipeline.data().stage.iter();
        let known = stages.map(|s| s.id.clone()).collect();
        self.no(Refusal::UnknownStage { stage, known })
    }

    fn not_here(&self, stage: &StageData) -> Answer {
        self.no_at(
            stage,
            Refusal::NotAtStage {
                stage: Name::new(&stage.id, &stage.zh, &stage.en),
                current: self.here(),
            },
        )
    }

    pub(super) fn may_approve(&self, entry: &Entry<ReviewEvent>) -> Answer {
        match self.current() {
            Some((_, stage)) if stage.kind == StageKind::Approval => {
                self.may_act(entry, stage)?;
                self.may_proceed(stage)
            }
            _ => self.not_at_any(StageKind::Approval),
        }
    }

    /// The case is at no stage of this kind: the next one of it is named.
    fn not_at_any(&self, kind: StageKind) -> Answer {
        let stages = &self.pipeline.data().stage;
        let from = match self.place {
            Place::Draft => 0,
            Place::Stage(n) => n,
            Place::Done => stages.len(),
        };
        let next = stages.iter().skip(from).find(|s| s.kind == kind);
        match next.or_else(|| stages.iter().rfind(|s| s.kind == kind)) {
            Some(stage) => self.not_here(stage),
            None => self.unknown(format!("{kind:?}").to_lowercase()),
        }
    }

    /// The stage at which somebody with one of its roles turns the case back or aside.
    fn reviewer(&self, entry: &Entry<ReviewEvent>) -> Result<Option<&StageData>, ReviewError> {
        let Some((_, stage)) = self.current() else {
            return Ok(None);
        };
        self.person(entry)?;
        let role = entry.role.as_deref().unwrap_or_default();
        if !stage.roles.is_empty() && !stage.roles.iter().any(|r| r == role) {
            return Err(Refusal::WrongRole {
                stage: Name::new(&stage.id, &stage.zh, &stage.en),
                role: role.to_owned(),
                allowed: self.names(&stage.roles),
            }
            .on(self.pipeline.stage_citations(stage)));
        }
        Ok(Some(stage))
    }

    pub(super) fn may_return(&self, entry: &Entry<ReviewEvent>, to: &str, reason: &str) -> Answer {
        let Some(stage) = self.reviewer(entry)? else {
            return self.no(Refusal::CannotReturn {
                stage: self.here(),
                to: self.pipeline.stage_name(to),
            });
        };
        if !stage.returns_to.iter().any(|s| s == to) {
            return self.no_at(
                stage,
                Refusal::CannotReturn {
                    stage: self.here(),
                    to: self.pipeline.stage_name(to),
                },
            );
        }
        self.reasoned("returned", reason)
    }

    pub(super) fn may_refer(&self, entry: &Entry<ReviewEvent>, to: &str, reason: &str) -> Answer {
        match self.reviewer(entry)? {
            Some(stage) if stage.may_refer => {}
            _ => return self.no(Refusal::CannotRefer { stage: self.here() }),
        }
        self.reasoned("referred", to)?;
        self.reasoned("referred", reason)
    }

    fn not_reviewed(&self, at: usize, content: ContentHash) -> Answer {
        let missing = self.missing(at, content);
        if missing.is_empty() {
            return Ok(());
        }
        let source = ["ogi-2019:17", "state-secrets-regulation-2024:42"];
        Err(Refusal::NotReviewed { content, missing }
            .on(source.iter().filter_map(|c| c.parse().ok()).collect()))
    }

    pub(super) fn may_post(
        &self,
        entry: &Entry<ReviewEvent>,
        board: &str,
        content: ContentHash,
    ) -> Answer {
        let stages = &self.pipeline.data().stage;
        let here = match self.place {
            Place::Draft => 0,
            Place::Stage(n) => n,
            Place::Done => stages.len(),
        };
        let mut ahead = stages.iter().enumerate().skip(here);
        let Some((n, stage)) = ahead.find(|(_, s)| s.kind == StageKind::Posting) else {
            return self.not_at_any(StageKind::Posting);
        };
        self.not_reviewed(n, content)?;
        if n != here || self.place == Place::Draft {
            return self.not_here(stage);
        }
        let name = || Name::new(&stage.id, &stage.zh, &stage.en);
        if !stage.boards.iter().any(|b| b == board) {
            return self.no_at(
                stage,
                Refusal::UnknownBoard {
                    stage: name(),
                    board: board.to_owned(),
                },
            );
        }
        let twice = |p: &super::Posting| p.boards.iter().any(|(b, _)| b == board);
        if self.open_posting().is_some_and(twice) {
            return self.no_at(
                stage,
                Refusal::PostedTwice {
                    board: board.to_owned(),
                },
            );
        }
        self.may_act(entry, stage)?;
        self.may_proceed(stage)
    }

    pub(super) fn may_close(&self, on: NaiveDate) -> Answer {
        let (Some(posting), Some((_, stage))) = (self.open_posting(), self.current()) else {
            return self.no(Refusal::NothingPosted);
        };
        let name = || Name::new(&stage.id, &stage.zh, &stage.en);
        let boards: Vec<String> = stage
            .boards
            .iter()
            .filter(|b| !posting.boards.iter().any(|(used, _)| used == *b))
            .cloned()
            .collect();
        if !boards.is_empty() {
            return self.no_at(
                stage,
                Refusal::BoardsMissing {
                    stage: name(),
                    boards,
                },
            );
        }
        let open = |o: &&super::Objection| o.decided.is_none() && !o.moot;
        if let Some(objection) = self.objections.iter().find(open) {
            return self.no_at(
                stage,
                Refusal::ObjectionOpen {
                    id: objection.id.clone(),
                },
            );
        }
        match self.posted_until(stage, posting) {
            Ok(Some((posted, minimum, until))) if on <= until => self.no_at(
                stage,
                Refusal::PostingTooShort {
                    stage: name(),
                    minimum,
                    posted,
                    until,
                },
            ),
            Ok(_) => Ok(()),
            Err(error) => self.no_at(stage, error.into()),
        }
    }

    /// May a content go out at the publication stage, first or in the place of another?
    pub(super) fn may_publish(
        &self,
        entry: &Entry<ReviewEvent>,
        content: ContentHash,
        corrects: bool,
    ) -> Answer {
        let stages = &self.pipeline.data().stage;
        let published = stages.iter().position(|s| s.kind == StageKind::Publication);
        let Some(n) = published else {
            // Only postings: what is posted may be published besides.
            let posted = |p: &super::Posting| !p.void && p.content == content;
            if self.postings.iter().any(posted) {
                self.person(entry)?;
                return Ok(());
            }
            let act = match self.place {
                Place::Draft => 0,
                Place::Stage(n) => n,
                Place::Done => self.last_act(),
            };
            let public = |s: &StageData| s.kind == StageKind::Posting;
            let ahead = stages.iter().skip(act).position(public);
            let at = ahead.map_or_else(|| self.last_act(), |n| act + n);
            self.not_reviewed(at, content)?;
            return self.not_at_any(StageKind::Posting);
        };
        let Some(stage) = self.stage_at(n) else {
            return Ok(());
        };
        self.not_reviewed(n, content)?;
        if self.place < Place::Stage(n) {
            return self.not_here(stage);
        }
        if Some(content) != self.content {
            return self.of_current(content, self.content.unwrap_or(content));
        }
        self.may_act(entry, stage)?;
        self.may_proceed(stage)?;
        match self.live() {
            Some(up) if up != content && !corrects => {
                self.no_at(stage, Refusal::StillUp { content: up })
            }
            Some(up) if up == content && corrects => self.no_at(stage, Refusal::Unchanged),
            _ => Ok(()),
        }
    }

    pub(super) fn may_interpret(&self, content: ContentHash) -> Answer {
        let Some(gate) = self.pipeline.interpretation() else {
            return self.no(Refusal::UnknownGate {
                gate: "interpretation".to_owned(),
            });
        };
        if self.publications.is_empty() {
            return self.no_gate(gate, Refusal::InterpretationFirst);
        }
        let mut evidence = self.evidence.iter().filter(|e| e.gate == gate.id);
        if evidence.next_back().and_then(|e| e.content) != Some(content) {
            return self.no_gate(gate, Refusal::OtherInterpretation);
        }
        Ok(())
    }

    pub(super) fn may_file(&self, entry: &Entry<ReviewEvent>) -> Answer {
        let stages = &self.pipeline.data().stage;
        let filing = stages.iter().position(|s| s.kind == StageKind::Filing);
        match (self.place, filing) {
            (Place::Stage(n), Some(at)) if n == at => {
                if let Some(stage) = self.stage_at(n) {
                    self.may_act(entry, stage)?;
                    self.may_proceed(stage)?;
                }
            }
            (Place::Done, _) => {
                // Filed again with what came in since.
                let since = |o: &super::Opinion| Some(o.index) > self.filed;
                if self.filed.is_some() && !self.opinions.iter().any(since) {
                    return self.no(Refusal::AlreadyFiled);
                }
            }
            (_, Some(at)) => {
                return match self.stage_at(at) {
                    Some(stage) => self.not_here(stage),
                    None => Ok(()),
                };
            }
            _ => return self.no(Refusal::NotPublished),
        }
        match self.opinions.iter().find(|o| o.answered.is_none()) {
            Some(opinion) => self.no(Refusal::OpinionOpen {
                id: opinion.id.clone(),
            }),
            None => Ok(()),
        }
    }
}
