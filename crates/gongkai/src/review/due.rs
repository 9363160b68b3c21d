use chrono::NaiveDate;
use serde::Serialize;

use super::model::StageKind;
use super::pipeline::{Length, Name, length};
use super::state::ReviewCase;
use crate::calendar::{CalendarError, Certainty, Deadline, Step};
use crate::law::{Attestation, Citation, Period, Registry};

/// What a date is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.DueKind"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DueKind {
    /// A stage is to be passed.
    Stage,
    /// A posting has to be up through this day.
    Posting,
    /// An objection is to be decided.
    Objection,
    /// An opinion is to be answered.
    Opinion,
    /// The interpretation is to be released.
    Interpretation,
}

/// A date of a case (期限).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Due {
    /// What it is about.
    pub kind: DueKind,
    /// The stage, or the number of the objection or opinion.
    pub what: Name,
    /// The day it runs from, which is not counted.
    pub from: NaiveDate,
    /// How long.
    pub period: Period,
    /// The last day.
    pub due: NaiveDate,
    /// How sure the calendar is.
    pub certainty: Certainty,
    /// How the length of time is known.
    pub attested: Attestation,
    /// The event that began it, from 0.
    pub index: u32,
    /// When it was done, and by which event.
    pub done: Option<(NaiveDate, u32)>,
    /// How the day came about.
    pub trail: Vec<Step>,
    /// The article that sets it, where one does.
    pub citation: Option<Citation>,
}

impl Due {
    /// Whether it was done late, or is not done and late on that day. A posting is never late.
    pub fn overdue(&self, as_of: NaiveDate) -> bool {
        self.kind != DueKind::Posting && self.done.map_or(as_of, |(on, _)| on) > self.due
    }
}

impl ReviewCase<'_> {
    /// Every date that runs or ran, in the order in which they began. One that the calendar
    /// does not reach is left out.
    pub fn dues(&self) -> Vec<Due> {
        let certainty = self.pipeline.data().certainty;
        let mut found: Vec<Due> = Vec::new();
        for lap in &self.laps {
            let Some(stage) = self.stage_at(lap.stage) else {
                continue;
            };
            let Some(text) = stage.limit.as_deref() else {
                continue;
            };
            if stage.limit_from.is_some() {
                continue;
            }
            let from = lap.from;
            let attested = stage.certainty.unwrap_or(certainty);
            let Some(length) = length(text, from, attested) else {
                continue;
            };
            let mut request = Deadline::after(from, length.period);
            for (first, last) in &lap.pauses {
                request = request.exclude_because(*first..=*last, "报请确定");
            }
            let what = Name::new(&stage.id, &stage.zh, &stage.en);
            let made = request.on(self.calendar);
            found.extend(
                due(DueKind::Stage, what, from, length, lap.index, made).map(|d| Due {
                    done: lap.done,
                    ..d
                }),
            );
        }
        self.dues_from_evidence(&mut found);
        for posting in self.postings.iter().filter(|p| !p.void) {
            let Some((_, stage)) = self.pipeline.stage(&posting.stage) else {
                continue;
            };
            let complete = posting.boards.iter().map(|(_, on)| *on).max();
            let (Some(from), Some(text)) = (complete, stage.minimum.as_deref()) else {
                continue;
            };
            let attested = stage.certainty.unwrap_or(certainty);
            let Some(length) = length(text, from, attested) else {
                continue;
            };
            let what = Name::new(&stage.id, &stage.zh, &stage.en);
            let made = Deadline::after(from, length.period)
                .minimum()
                .on(self.calendar);
            let done = posting.closed.map(|on| (on, posting.index));
            found.extend(
                due(DueKind::Posting, what, from, length, posting.index, made)
                    .map(|d| Due { done, ..d }),
            );
        }
        for objection in self.objections.iter().filter(|o| !o.moot) {
            let Some((_, stage)) = self.pipeline.stage(&objection.stage) else {
                continue;
            };
            let attested = stage.certainty.unwrap_or(certainty);
            let text = stage.objection_limit.as_deref();
            let Some(length) = text.and_then(|t| length(t, objection.on, attested)) else {
                continue;
            };
            let what = Name::new(&objection.id, &objection.id, &objection.id);
            let made = Deadline::after(objection.on, length.period).on(self.calendar);
            let (from, index) = (objection.on, objection.index);
            let done = objection.decided.map(|(on, _)| (on, index));
            found.extend(
                due(DueKind::Objection, what, from, length, index, made).map(|d| Due { done, ..d }),
            );
        }
        for opinion in &self.opinions {
            let Some(length) = self.pipeline.opinion_length(opinion.on) else {
                continue;
            };
            let what = Name::new(&opinion.id, &opinion.id, &opinion.id);
            let made = Deadline::after(opinion.on, length.period).on(self.calendar);
            let done = opinion.answered.map(|on| (on, opinion.index));
            found.extend(
                due(
                    DueKind::Opinion,
                    what,
                    opinion.on,
                    length,
                    opinion.index,
                    made,
                )
                .map(|d| Due { done, ..d }),
            );
        }
        found.extend(self.interpretation_due());
        found.sort_by_key(|d| d.index);
        found
    }

    /// Stages whose time runs from a paper, whether the case has come to them or not.
    fn dues_from_evidence(&self, found: &mut Vec<Due>) {
        for stage in &self.pipeline.data().stage {
            let (Some(text), Some(gate)) = (&stage.limit, &stage.limit_from) else {
                continue;
            };
            let Some(paper) = self.evidence.iter().rfind(|e| e.gate == *gate) else {
                continue;
            };
            let attested = stage.certainty.unwrap_or(self.pipeline.data().certainty);
            let Some(length) = length(text, paper.dated, attested) else {
                continue;
            };
            let passed = self
                .passes
                .iter()
                .filter(|p| p.valid && p.stage == stage.id);
            let posted = self.postings.iter().filter(|p| p.stage == stage.id);
            let posted = posted.filter_map(|p| Some((p.boards.first()?.1, p.index)));
            let published = self.publications.iter().map(|p| (p.on, p.index));
            let done = match stage.kind {
                StageKind::Posting => posted.min(),
                StageKind::Publication => published.min(),
                _ => passed.map(|p| (p.on, p.index)).min(),
            };
            if self.withdrawn && done.is_none() {
                continue;
            }
            let what = Name::new(&stage.id, &stage.zh, &stage.en);
            let made = Deadline::after(paper.dated, length.period).on(self.calendar);
            found.extend(
                due(DueKind::Stage, what, paper.dated, length, paper.index, made)
                    .map(|d| Due { done, ..d }),
            );
        }
    }

    fn interpretation_due(&self) -> Option<Due> {
        let gate = self.pipeline.interpretation()?;
        if self.waived.contains(&gate.id) {
            return None;
        }
        let first = self.publications.first()?;
        let term = Registry::builtin()
            .on(first.on)
            .term("policy.interpretation")?;
        let length = Length {
            period: term.period,
            citation: Some(term.citation.clone()),
            certainty: term.certainty,
        };
        let made = Deadline::after(first.on, length.period).on(self.calendar);
        let what = Name::new(&gate.id, &gate.zh, &gate.en);
        let found = due(
            DueKind::Interpretation,
            what,
            first.on,
            length,
            first.index,
            made,
        )?;
        let released = self.interpretations.first();
        Some(Due {
            done: released.map(|p| (p.on, p.index)),
            ..found
        })
    }
}

fn due(
    kind: DueKind,
    what: Name,
    from: NaiveDate,
    length: Length,
    index: u32,
    made: Result<Deadline, CalendarError>,
) -> Option<Due> {
    let deadline = made.ok()?;
    Some(Due {
        kind,
        what,
        from,
        period: length.period,
        due: deadline.due,
        certainty: deadline.certainty,
        attested: length.certainty,
        index,
        done: None,
        trail: deadline.trail,
        citation: length.citation,
    })
}
