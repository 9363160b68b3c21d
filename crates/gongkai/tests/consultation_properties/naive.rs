//! A second implementation that keeps no state: it answers each question by reading the list of
//! events again, and counts days one by one.

use chrono::{Days, NaiveDate};
use gongkai::calendar::WorkCalendar;
use gongkai::case::{ContentHash, Entry};
use gongkai::consultation::{Adoption, ConsultationEvent as Event, DocumentKind};

fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap()
}

/// Events that were let pass, in order; a publication with too short a time stands here with the
/// end that it should have had.
pub struct Naive<'a>(pub &'a [Entry<Event>]);

impl<'a> Naive<'a> {
    pub fn kind(&self) -> Option<&'a str> {
        self.0.iter().find_map(|e| match &e.event {
            Event::Opened { kind, .. } => Some(kind.as_str()),
            _ => None,
        })
    }

    /// The events since the last publication that stands, that one first.
    pub fn round(&self) -> Option<&'a [Entry<Event>]> {
        let at = self
            .0
            .iter()
            .rposition(|e| matches!(e.event, Event::Published { .. }))?;
        let round = &self.0[at..];
        (!round
            .iter()
            .any(|e| matches!(e.event, Event::Reopened { .. })))
        .then_some(round)
    }

    pub fn until(&self) -> Option<NaiveDate> {
        self.round()?.iter().rev().find_map(|e| match &e.event {
            Event::Published { until, .. }
            | Event::Extended { until, .. }
            | Event::Shortened { until, .. } => Some(*until),
            _ => None,
        })
    }

    pub fn closed(&self) -> bool {
        self.round()
            .is_some_and(|r| r.iter().any(|e| matches!(e.event, Event::Closed {})))
    }

    pub fn result(&self) -> bool {
        let after = self
            .0
            .iter()
            .rposition(|e| matches!(e.event, Event::Reopened { .. }))
            .map_or(0, |at| at + 1);
        self.0[after..]
            .iter()
            .any(|e| matches!(e.event, Event::ResultPublished { .. }))
    }

    pub fn submitted(&self) -> bool {
        let after = self
            .0
            .iter()
            .rposition(|e| matches!(e.event, Event::Reopened { .. }))
            .map_or(0, |at| at + 1);
        self.0[after..]
            .iter()
            .any(|e| matches!(e.event, Event::DecisionSubmitted { .. }))
    }

    pub fn over(&self) -> bool {
        self.0
            .iter()
            .any(|e| matches!(e.event, Event::Dropped { .. } | Event::DecisionPublished {}))
    }

    pub fn received(&self) -> Vec<&'a str> {
        let all = self.0.iter().filter_map(|e| match &e.event {
            Event::CommentReceived { id, .. } => Some(id.as_str()),
            _ => None,
        });
        all.collect()
    }

    pub fn withdrawn(&self, wanted: &str) -> bool {
        self.0
            .iter()
            .any(|e| matches!(&e.event, Event::CommentWithdrawn { id } if id == wanted))
    }

    /// Came while the draft was out, not after its end as it stands now, not after closing.
    pub fn in_time(&self, wanted: &str) -> bool {
        let at = self
            .0
            .iter()
            .position(|e| matches!(&e.event, Event::CommentReceived { id, .. } if id == wanted));
        let Some(at) = at else { return false };
        // The ends that its round ever had, up to the next reopening.
        let before = Naive(&self.0[..at]);
        if before.round().is_none() || before.closed() {
            return false;
        }
        let stop = self.0[at..]
            .iter()
            .position(|e| matches!(e.event, Event::Reopened { .. }))
            .map_or(self.0.len(), |n| at + n);
        (at..stop).any(|n| {
            Naive(&self.0[..=n])
                .until()
                .is_some_and(|until| self.0[at].on <= until)
        })
    }

    pub fn group_of(&self, wanted: &str) -> Option<&'a str> {
        self.0.iter().rev().find_map(|e| match &e.event {
            Event::Grouped {
                group, comments, ..
            } if comments.iter().any(|c| c == wanted) => Some(group.as_str()),
            _ => None,
        })
    }

    pub fn members(&self, group: &str) -> Vec<&'a str> {
        let mut all = self.received();
        all.retain(|c| !self.withdrawn(c) && self.group_of(c) == Some(group));
        all
    }

    pub fn group_known(&self, wanted: &str) -> bool {
        self.0
            .iter()
            .any(|e| matches!(&e.event, Event::Grouped { group, .. } if group == wanted))
    }

    /// Answered, and no comment was put into it since that was not in it before.
    pub fn answered(&self, wanted: &str) -> bool {
        let Some(at) = self.0.iter().rposition(
            |e| matches!(&e.event, Event::GroupAnswered { group, .. } if group == wanted),
        ) else {
            return false;
        };
        (at + 1..self.0.len()).all(|n| match &self.0[n].event {
            Event::Grouped {
                group, comments, ..
            } if group == wanted => {
                let before = Naive(&self.0[..n]);
                comments.iter().all(|c| before.group_of(c) == Some(wanted))
            }
            _ => true,
        })
    }

    pub fn ungrouped(&self) -> bool {
        self.received()
            .into_iter()
            .any(|c| self.in_time(c) && !self.withdrawn(c) && self.group_of(c).is_none())
    }

    pub fn unanswered(&self) -> bool {
        self.received()
            .into_iter()
            .filter(|c| !self.withdrawn(c))
            .filter_map(|c| self.group_of(c))
            .any(|g| !self.answered(g))
    }

    pub fn hearing_owed(&self) -> bool {
        let majority = matches!(
            self.kind(),
            Some("housing_expropriation" | "land_compensation")
        );
        let objected = self
            .0
            .iter()
            .rev()
            .find(|e| matches!(e.event, Event::MajorityObjected { .. }));
        majority
            && objected.is_some_and(|o| {
                !self
                    .0
                    .iter()
                    .any(|e| matches!(e.event, Event::HearingHeld { .. }) && e.on >= o.on)
            })
    }

    pub fn revisions(&self) -> Vec<(ContentHash, bool)> {
        let at = self
            .0
            .iter()
            .rposition(|e| matches!(e.event, Event::Published { .. }))
            .unwrap_or(0);
        let all = self.0[at..].iter().filter_map(|e| match &e.event {
            Event::Revised {
                content,
                substantial,
                ..
            } => Some((*content, *substantial)),
            _ => None,
        });
        all.collect()
    }

    /// The last day of the least time, counted day by day.
    pub fn last_of_least(&self, published: NaiveDate) -> Option<NaiveDate> {
        let (mut left, working) = match self.kind()? {
            "normative_document" => (7, true),
            // The days on which the texts came into force.
            "major_decision" if published < "2019-09-01".parse().unwrap() => return None,
            "land_compensation" if published < "2020-01-01".parse().unwrap() => return None,
            _ => (30, false),
        };
        let mut day = published;
        while left > 0 {
            day = next(day);
            if !working || WorkCalendar::national().day(day).unwrap().workday {
                left -= 1;
            }
        }
        Some(day)
    }

    pub fn never_shorter(&self) -> bool {
        matches!(
            self.kind(),
            Some("housing_expropriation" | "land_compensation")
        )
    }

    /// Why an event is refused.
    pub fn refuses(&self, entry: &Entry<Event>) -> Option<&'static str> {
        let on = entry.on;
        if matches!(entry.event, Event::Opened { .. }) {
            return self.kind().map(|_| "already_opened");
        }
        if self.kind().is_none() {
            return Some("not_opened");
        }
        let comment = matches!(
            entry.event,
            Event::CommentReceived { .. } | Event::CommentWithdrawn { .. }
        );
        if self.over() && !comment {
            return Some("over");
        }
        match &entry.event {
            Event::Published {
                documents,
                until,
                shortened,
                ..
            } => {
                if self.round().is_some() {
                    return Some("already_published");
                }
                let needs: &[DocumentKind] = match self.kind() {
                    Some("major_decision") => &[
                        DocumentKind::Draft,
                        DocumentKind::Basis,
                        DocumentKind::Explanation,
                    ],
                    Some("normative_document") => &[DocumentKind::Draft, DocumentKind::Basis],
                    _ => &[DocumentKind::Draft],
                };
                if !needs.iter().all(|n| documents.iter().any(|d| d.kind == *n)) {
                    return Some("documents_missing");
                }
                if *until < on {
                    return Some("ends_before_publication");
                }
                match self.last_of_least(on) {
                    Some(last) if *until < last && self.never_shorter() => {
                        Some("may_not_be_shortened")
                    }
                    Some(last) if *until < last && shortened.is_none() => Some("period_too_short"),
                    _ => None,
                }
            }
            Event::Extended { until, .. } => match self.until() {
                None => Some("not_published"),
                Some(_) if self.closed() => Some("already_closed"),
                Some(now) => (*until <= now).then_some("not_longer"),
            },
            Event::Shortened { until, .. } => match self.until() {
                None => Some("not_published"),
                Some(_) if self.closed() => Some("already_closed"),
                Some(now) if *until >= now || *until < on => Some("not_shorter"),
                Some(_) => {
                    let last = self.last_of_least(self.round().unwrap()[0].on);
                    let short = last.is_some_and(|last| *until < last);
                    (short && self.never_shorter()).then_some("may_not_be_shortened")
                }
            },
            Event::Closed {} => match self.until() {
                None => Some("not_published"),
                Some(_) if self.closed() => Some("already_closed"),
                Some(until) => (on <= until).then_some("closed_too_early"),
            },
            Event::CommentReceived { id, .. } => self
                .received()
                .contains(&id.as_str())
                .then_some("duplicate_comment"),
            Event::CommentWithdrawn { id } => self.no_such_comment(id),
            Event::Grouped { comments, .. } => {
                if self.result() {
                    return Some("result_already_published");
                }
                comments.iter().find_map(|c| self.no_such_comment(c))
            }
            Event::GroupAnswered {
                group,
                adoption,
                reasons,
            } => {
                if self.result() {
                    Some("result_already_published")
                } else if !self.group_known(group) {
                    Some("unknown_group")
                } else if self.members(group).is_empty() {
                    Some("empty_group")
                } else {
                    (*adoption != Adoption::Adopted && reasons.is_none())
                        .then_some("reasons_missing")
                }
            }
            Event::MajorityObjected { .. } | Event::HearingHeld { .. } | Event::Revised { .. } => {
                let never = !self
                    .0
                    .iter()
                    .any(|e| matches!(e.event, Event::Published { .. }));
                never.then_some("not_published")
            }
            Event::Reopened { .. } => self.round().is_none().then_some("not_published"),
            Event::ResultPublished { .. } => {
                if self.result() {
                    Some("result_already_published")
                } else if self.round().is_none() {
                    Some("not_published")
                } else if !self.closed() {
                    Some("not_closed")
                } else if self.ungrouped() {
                    Some("ungrouped")
                } else {
                    self.unanswered().then_some("unanswered")
                }
            }
            Event::DecisionSubmitted { content } => {
                if self.submitted() {
                    Some("already_submitted")
                } else if !self.result() {
                    Some("result_missing")
                } else if self.hearing_owed() {
                    Some("hearing_owed")
                } else if self.revisions().iter().any(|(_, substantial)| *substantial) {
                    Some("not_reconsulted")
                } else {
                    let content = (*content)?;
                    let fits = match self.revisions().last() {
                        Some((revised, _)) => *revised == content,
                        None => match &self.round().unwrap()[0].event {
                            Event::Published { documents, .. } => documents
                                .iter()
                                .any(|d| d.kind == DocumentKind::Draft && d.content == content),
                            _ => false,
                        },
                    };
                    (!fits).then_some("other_content")
                }
            }
            Event::DecisionPublished {} => (!self.submitted()).then_some("not_submitted"),
            _ => None,
        }
    }

    pub fn no_such_comment(&self, id: &str) -> Option<&'static str> {
        if self.received().contains(&id) {
            self.withdrawn(id).then_some("comment_withdrawn")
        } else {
            Some("unknown_comment")
        }
    }
}

/// What the second implementation refuses, by event, and what it lets pass.
pub fn naive(entries: &[Entry<Event>]) -> (Vec<(u32, &'static str)>, Vec<Entry<Event>>) {
    let (mut refused, mut passed) = (Vec::new(), Vec::new());
    for (index, entry) in (0_u32..).zip(entries) {
        let known = Naive(&passed);
        match known.refuses(entry) {
            None => passed.push(entry.clone()),
            Some(code) => {
                refused.push((index, code));
                if matches!(code, "period_too_short" | "may_not_be_shortened")
                    && let Event::Published { .. } = entry.event
                {
                    let last = known.last_of_least(entry.on).unwrap();
                    let mut entry = entry.clone();
                    if let Event::Published {
                        until, shortened, ..
                    } = &mut entry.event
                    {
                        *until = last;
                        *shortened = None;
                    }
                    passed.push(entry);
                }
            }
        }
    }
    (refused, passed)
}
