use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::answer::plan_with;
use super::data::Board;
use super::error::RetentionError;
use super::event::{Appraisal, Fact, RecordEvent};
use super::facts::{Hold, KeptAgain, Posting, RecordFacts};
use super::plan::{Kept, RetentionPlan};
use super::schedule::Schedule;
use super::status::{RecordProblem, RecordState, RecordStatus, Tombstone, TombstoneKind};
use crate::calendar::WorkCalendar;
use crate::case::{Entry, Timeline, TimelineProblem};

/// What the life of a record is judged by: the schedule, the calendar, and how long the records
/// are kept on which it depends.
#[derive(Debug, Clone, Copy)]
pub struct RetentionContext<'a> {
    /// The schedule.
    pub schedule: &'a Schedule,
    /// The calendar.
    pub calendar: &'a WorkCalendar,
    /// Other records by id; see [`plans`](super::plans).
    pub related: Option<&'a BTreeMap<String, Kept>>,
}

impl<'a> RetentionContext<'a> {
    /// This schedule and calendar, and no other record.
    pub fn new(schedule: &'a Schedule, calendar: &'a WorkCalendar) -> Self {
        Self {
            schedule,
            calendar,
            related: None,
        }
    }

    fn plan(&self, facts: &RecordFacts, as_of: NaiveDate) -> RetentionPlan {
        let related = |id: &str| self.related.and_then(|r| r.get(id)).copied();
        plan_with(facts, self.schedule, self.calendar, as_of, &related)
    }
}

/// The life of one record: from formation to archive or destruction (一件档案的办理).
///
/// State is folded from events; what the law refuses stands in the file and has no effect.
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::case::Entry;
/// use gongkai::law::Lang;
/// use gongkai::retention::{RecordCase, RecordEvent, RetentionContext, RetentionError, Schedule};
///
/// let entries: Vec<Entry<RecordEvent>> = serde_json::from_str(r#"[
///     {"on": "2015-03-02", "event": "formed", "title": "来文登记", "body": "township",
///      "kinds": ["subordinate_report"]},
///     {"on": "2015-03-02", "event": "fact_set", "fact": {"important": false}}]"#,
/// ).unwrap();
/// let context = RetentionContext::new(Schedule::builtin(), WorkCalendar::national());
/// let case = RecordCase::of("R1", &entries, context, "2025-06-30".parse().unwrap());
/// // Ten years from the end of 2015: through the end of 2025.
/// let destroy = Entry::new("2025-06-30".parse().unwrap(), RecordEvent::Destroyed { register: None });
/// let refused = case.decide(&destroy).unwrap_err();
/// assert_eq!(refused, RetentionError::TermRunning { last: "2025-12-31".parse().unwrap() });
/// assert_eq!(refused.message(Lang::Zh), "保管期限未满，应保管到2025年12月31日");
/// ```
#[doc(alias = "档案")]
#[derive(Debug, Clone)]
pub struct RecordCase<'a> {
    context: RetentionContext<'a>,
    case: String,
    facts: RecordFacts,
    formed: bool,
    fit_to_destroy: bool,
    approved: bool,
    tombstones: Vec<Tombstone>,
    problems: Vec<RecordProblem>,
    timeline: Vec<TimelineProblem>,
    later: usize,
}

impl<'a> RecordCase<'a> {
    /// A record of which nothing is known yet.
    pub fn new(case: impl Into<String>, context: RetentionContext<'a>) -> Self {
        let case = case.into();
        Self {
            context,
            facts: RecordFacts {
                id: case.clone(),
                ..RecordFacts::default()
            },
            case,
            formed: false,
            fit_to_destroy: false,
            approved: false,
            tombstones: Vec::new(),
            problems: Vec::new(),
            timeline: Vec::new(),
            later: 0,
        }
    }

    /// A record as its file tells, as known at the end of a day. Each event is judged by what
    /// had happened before it; one that is refused has no effect and is a problem.
    pub fn of(
        case: impl Into<String>,
        entries: &[Entry<RecordEvent>],
        context: RetentionContext<'a>,
        as_of: NaiveDate,
    ) -> Self {
        let timeline = Timeline::of(entries, as_of);
        let mut made = Self::new(case, context);
        for moment in &timeline.moments {
            match made.decide(moment.entry) {
                Ok(events) => {
                    for event in events {
                        made.apply(&Entry {
                            event,
                            ..moment.entry.clone()
                        });
                    }
                }
                Err(error) => made.problems.push(RecordProblem {
                    index: moment.index,
                    error,
                }),
            }
        }
        made.timeline = timeline.problems;
        made.later = timeline.later;
        made.problems.sort_by_key(|p| p.index);
        made
    }

    /// What is known of the record.
    pub fn facts(&self) -> &RecordFacts {
        &self.facts
    }

    /// The events that have no effect, in the order of the file.
    pub fn problems(&self) -> &[RecordProblem] {
        &self.problems
    }

    /// What was taken down or destroyed.
    pub fn tombstones(&self) -> &[Tombstone] {
        &self.tombstones
    }

    /// The two clocks on a day.
    pub fn plan(&self, as_of: NaiveDate) -> RetentionPlan {
        self.context.plan(&self.facts, as_of)
    }

    /// How it stands on a day.
    pub fn status(&self, as_of: NaiveDate) -> RecordStatus {
        RecordStatus {
            case: self.case.clone(),
            state: self.state(),
            facts: self.facts.clone(),
            plan: self.plan(as_of),
            fit_to_destroy: self.fit_to_destroy,
            approved: self.approved,
            tombstones: self.tombstones.clone(),
            problems: self.problems.clone(),
            timeline: self.timeline.clone(),
            later: self.later,
        }
    }

    /// Its state.
    pub fn state(&self) -> RecordState {
        let facts = &self.facts;
        if !self.formed {
            RecordState::Unformed
        } else if facts.destroyed.is_some() {
            RecordState::Destroyed
        } else if facts.opened.is_some() {
            RecordState::Opened
        } else if facts.transferred.is_some() {
            RecordState::Transferred
        } else if self.is_public() {
            RecordState::Public
        } else if facts.taken_down.is_some() || !facts.postings.is_empty() {
            RecordState::TakenDown
        } else {
            RecordState::Formed
        }
    }

    fn is_public(&self) -> bool {
        let facts = &self.facts;
        facts.postings.iter().any(|p| p.until.is_none())
            || (facts.published.is_some() && facts.taken_down.is_none())
    }

    fn open_posting(&self, board: Board, at: Option<&str>) -> Option<usize> {
        self.facts
            .postings
            .iter()
            .position(|p| p.board == board && p.at.as_deref() == at && p.until.is_none())
    }

    /// Whether an event can happen on its day: the events that follow from it, or why not.
    ///
    /// # Errors
    /// When the law or the record's own state refuses it.
    pub fn decide(&self, command: &Entry<RecordEvent>) -> Result<Vec<RecordEvent>, RetentionError> {
        use RecordEvent as E;
        let facts = &self.facts;
        let event = &command.event;
        if let E::Struck { reason, .. } = event {
            return given(reason).map(|()| vec![event.clone()]);
        }
        if matches!(event, E::Formed { .. }) {
            return if self.formed {
                Err(RetentionError::AlreadyFormed)
            } else {
                Ok(vec![event.clone()])
            };
        }
        if !self.formed {
            return Err(RetentionError::NotFormed);
        }
        if let Some(on) = facts.destroyed {
            return Err(RetentionError::AlreadyDestroyed { on });
        }
        let refused = match event {
            E::Published {} if facts.published.is_some() && facts.taken_down.is_none() => {
                Some(RetentionError::AlreadyPublished)
            }
            E::Posted { board, at, .. } => {
                self.open_posting(*board, at.as_deref())
                    .map(|_| RetentionError::AlreadyPosted {
                        board: *board,
                        at: at.clone(),
                    })
            }
            E::PostingClosed { board, at, .. } => self
                .open_posting(*board, at.as_deref())
                .is_none()
                .then(|| RetentionError::NotPosted {
                    board: *board,
                    at: at.clone(),
                }),
            E::TakenDown { reason, .. } => {
                given(reason)?;
                (!self.is_public()).then_some(RetentionError::NotPublic)
            }
            E::Closed {} if facts.closed.is_some() => Some(RetentionError::AlreadyClosed),
            E::HoldPlaced { reason } => {
                given(reason)?;
                self.hold(reason).map(|_| RetentionError::AlreadyHeld {
                    reason: reason.clone(),
                })
            }
            E::HoldLifted { reason } => {
                self.hold(reason)
                    .is_none()
                    .then(|| RetentionError::NoSuchHold {
                        reason: reason.clone(),
                    })
            }
            E::Appraised { outcome, .. } => self.appraise(*outcome, command.on).err(),
            E::DestructionApproved { approved_by } => {
                self.may_be_destroyed(command.on)?;
                let approver = approved_by.as_ref().or(command.by.as_ref());
                given(approver.map(String::as_str).unwrap_or_default())
                    .err()
                    .map(|_| RetentionError::NoApprover)
            }
            E::Destroyed { register } => {
                self.may_be_destroyed(command.on)?;
                if self.approved {
                    given(register.as_deref().unwrap_or_default())
                        .err()
                        .map(|_| RetentionError::NoRegister)
                } else {
                    Some(RetentionError::NotApproved)
                }
            }
            E::TransferPostponed { approved_by, .. } => {
                given(approved_by).map_err(|_| RetentionError::NoApprover)?;
                facts.transferred.map(|on| RetentionError::InArchive { on })
            }
            E::Transferred { .. } => facts.transferred.map(|on| RetentionError::InArchive { on }),
            E::Opened {} if facts.transferred.is_none() => Some(RetentionError::NotTransferred),
            E::Opened {} if facts.opened.is_some() => Some(RetentionError::AlreadyOpened),
            _ => None,
        };
        match refused {
            Some(error) => Err(error),
            None => Ok(vec![event.clone()]),
        }
    }

    fn hold(&self, reason: &str) -> Option<usize> {
        self.facts
            .holds
            .iter()
            .position(|h| h.reason == reason && h.until.is_none())
    }

    /// Whether the term has run and nothing stops destruction on a day.
    fn may_be_destroyed(&self, on: NaiveDate) -> Result<(), RetentionError> {
        self.term_is_over(on)?;
        let reasons: Vec<String> = self.facts.holds_on(on).map(|h| h.reason.clone()).collect();
        if !reasons.is_empty() {
            return Err(RetentionError::Held { reasons });
        }
        if !self.fit_to_destroy {
            return Err(RetentionError::NotAppraised);
        }
        Ok(())
    }

    fn term_is_over(&self, on: NaiveDate) -> Result<(), RetentionError> {
        if let Some(on) = self.facts.transferred {
            return Err(RetentionError::InArchive { on });
        }
        let plan = self.context.plan(&self.facts, on);
        match plan.kept.kept {
            Kept::Permanent => Err(RetentionError::Permanent),
            Kept::Until { last }
            | Kept::Undeterminable {
                at_least: Some(last),
            } if on <= last => Err(RetentionError::TermRunning { last }),
            Kept::Until { .. } => Ok(()),
            Kept::Undeterminable { .. } => Err(RetentionError::Undeterminable {
                missing: plan.kept.missing,
            }),
        }
    }

    fn appraise(&self, outcome: Appraisal, on: NaiveDate) -> Result<(), RetentionError> {
        match outcome {
            Appraisal::Destroy => self.term_is_over(on),
            Appraisal::Permanent => Ok(()),
            Appraisal::Until(day) => match self.context.plan(&self.facts, on).kept.kept {
                Kept::Permanent => Err(RetentionError::Permanent),
                kept => match kept.floor() {
                    Some(last) if day < last => Err(RetentionError::Shortens { last }),
                    _ => Ok(()),
                },
            },
        }
    }

    /// Takes an event that [`RecordCase::decide`] let pass.
    pub fn apply(&mut self, entry: &Entry<RecordEvent>) {
        use RecordEvent as E;
        let on = entry.on;
        match &entry.event {
            E::Formed {
                title,
                body,
                kinds,
                matters,
                personal_data,
                depends_on,
            } => {
                self.formed = true;
                let facts = &mut self.facts;
                facts.title.clone_from(title);
                facts.formed = Some(on);
                facts.body = *body;
                facts.kinds.clone_from(kinds);
                facts.matters.clone_from(matters);
                facts.personal_data = *personal_data;
                facts.depends_on.clone_from(depends_on);
            }
            E::Published {} => {
                self.facts.published = Some(on);
                self.facts.taken_down = None;
            }
            E::Posted { board, at, proof } => {
                self.facts.taken_down = None;
                self.facts.postings.push(Posting {
                    board: *board,
                    at: at.clone(),
                    from: on,
                    until: None,
                    start_proof: proof.clone(),
                    end_proof: None,
                });
            }
            E::PostingClosed { board, at, proof } => {
                let place = self.open_posting(*board, at.as_deref());
                if let Some(posting) = place.and_then(|n| self.facts.postings.get_mut(n)) {
                    posting.until = Some(on);
                    posting.end_proof.clone_from(proof);
                }
            }
            E::PurposeMet {} => self.facts.purpose_met = Some(on),
            E::PersonalDataRemoved {} => self.facts.personal_data_removed = Some(on),
            E::TakenDown {
                reason,
                copy_kept,
                proof,
            } => self.take_down(entry, reason, *copy_kept, proof.as_ref()),
            E::MatterAdded { matter } => {
                if !self.facts.matters.contains(matter) {
                    self.facts.matters.push(matter.clone());
                }
            }
            E::FactSet { fact } => self.learn(fact),
            E::Closed {} => self.facts.closed = Some(on),
            E::HoldPlaced { reason } => self.facts.holds.push(Hold {
                reason: reason.clone(),
                by: entry.by.clone(),
                from: on,
                until: None,
            }),
            E::HoldLifted { reason } => {
                let place = self.hold(reason);
                if let Some(hold) = place.and_then(|n| self.facts.holds.get_mut(n)) {
                    hold.until = Some(on);
                }
            }
            E::Appraised { outcome, .. } => {
                self.fit_to_destroy = *outcome == Appraisal::Destroy;
                self.approved = false;
                self.facts.kept_again = match outcome {
                    Appraisal::Destroy => self.facts.kept_again,
                    Appraisal::Permanent => Some(KeptAgain::Permanent),
                    Appraisal::Until(day) => Some(KeptAgain::Until(*day)),
                };
            }
            E::DestructionApproved { .. } => self.approved = true,
            E::Destroyed { register } => {
                self.facts.destroyed = Some(on);
                self.tombstones.push(Tombstone {
                    what: TombstoneKind::Destroyed,
                    title: self.facts.title.clone(),
                    on,
                    by: entry.by.clone(),
                    reference: register.clone().unwrap_or_default(),
                });
            }
            E::TransferPostponed { until, .. } => self.facts.transfer_postponed = Some(*until),
            E::Transferred { .. } => self.facts.transferred = Some(on),
            E::Opened {} => self.facts.opened = Some(on),
            E::Struck { .. } => {}
        }
    }

    fn take_down(
        &mut self,
        entry: &Entry<RecordEvent>,
        reason: &str,
        copy_kept: Option<bool>,
        proof: Option<&String>,
    ) {
        self.facts.taken_down = Some(entry.on);
        if copy_kept.is_some() {
            self.facts.copy_kept = copy_kept;
        }
        for posting in self.facts.postings.iter_mut().filter(|p| p.until.is_none()) {
            posting.until = Some(entry.on);
            posting.end_proof = proof.cloned();
        }
        self.tombstones.push(Tombstone {
            what: TombstoneKind::TakenDown,
            title: self.facts.title.clone(),
            on: entry.on,
            by: entry.by.clone(),
            reference: reason.to_owned(),
        });
    }

    fn learn(&mut self, fact: &Fact) {
        let facts = &mut self.facts;
        match fact {
            Fact::Body(body) => facts.body = Some(*body),
            Fact::Kind(kind) if facts.kinds.contains(kind) => {}
            Fact::Kind(kind) => facts.kinds.push(kind.clone()),
            Fact::AccountingYear(year) => facts.accounting_year = Some(*year),
            Fact::Disposed(day) => facts.disposed = Some(*day),
            Fact::Important(is) => facts.important = Some(*is),
            Fact::Litigated(is) => facts.litigated = Some(*is),
            Fact::Refused(is) => facts.refused = Some(*is),
            Fact::Precedent(is) => facts.precedent = Some(*is),
            Fact::Handled(is) => facts.handled = Some(*is),
            Fact::Instructed(is) => facts.instructed = Some(*is),
            Fact::Amount(yuan) => facts.amount = Some(*yuan),
            Fact::ValidYears(years) => facts.valid_years = Some(*years),
            Fact::DependsOn(record) if facts.depends_on.contains(record) => {}
            Fact::DependsOn(record) => facts.depends_on.push(record.clone()),
            Fact::PersonalData(is) => facts.personal_data = Some(*is),
            Fact::CopyKept(is) => facts.copy_kept = Some(*is),
        }
    }
}

/// Whether something was written at all.
fn given(text: &str) -> Result<(), RetentionError> {
    if text.trim().is_empty() {
        Err(RetentionError::NoReason)
    } else {
        Ok(())
    }
}
