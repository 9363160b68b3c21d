//! The rules over records, their display and retention: one file each, named by its code.

mod ret001;
mod ret002;
mod ret003;
mod ret004;
mod ret005;
mod ret006;
mod ret007;
mod ret008;
mod ret009;
mod ret010;
mod ret011;

use std::collections::BTreeMap;

use super::case::{CaseCheck, CaseRule, at, both, run};
use crate::case::{Entry, Timeline};
use crate::finding::{Arg, Finding, Message, RuleInfo, Selection, Severity};
use crate::law::{Attestation, Citation};
use crate::retention::{
    BoardPlan, Kept, PostedPlan, RecordCase, RecordEvent, RecordStatus, RetentionContext,
    RetentionStep, Schedule,
};

/// A record with its file, as the rules see it.
struct View<'a> {
    check: &'a CaseCheck<'a, RecordEvent>,
    status: RecordStatus,
    /// The entries that count, in the order in which they happened.
    known: Vec<(u32, &'a Entry<RecordEvent>)>,
}

/// What is wrong with the display and keeping of a record, under the rules of the family `RET`
/// (公示期与档案检查), ordered by event, then by rule. The schedule is the shipped one, and no
/// other record is known; see [`check_records_under`].
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::case::Entry;
/// use gongkai::check::{CaseCheck, check_records};
/// use gongkai::finding::{Lang, Selection};
/// use gongkai::retention::RecordEvent;
///
/// let entries: Vec<Entry<RecordEvent>> = serde_json::from_str(r#"[
///     {"on": "2026-06-01", "event": "formed", "title": "征收土地预公告", "body": "county", "kinds": ["land_pre_notice"]},
///     {"on": "2026-06-01", "event": "posted", "board": "village", "at": "石桥村", "proof": "1.jpg"},
///     {"on": "2026-06-12", "event": "posting_closed", "board": "village", "at": "石桥村", "proof": "2.jpg"}]"#,
/// ).unwrap();
/// let check = CaseCheck {
///     case: "R1",
///     entries: &entries,
///     lines: &[],
///     calendar: WorkCalendar::national(),
///     as_of: "2026-06-30".parse().unwrap(),
/// };
/// let findings = check_records(&check, &Selection::default());
/// let short = findings.iter().find(|f| f.rule.as_str() == "RET002").unwrap();
/// assert!(short.message(Lang::Zh).contains("少了2个工作日"));
/// ```
pub fn check_records(check: &CaseCheck<'_, RecordEvent>, selection: &Selection) -> Vec<Finding> {
    check_records_under(check, Schedule::builtin(), None, selection)
}

/// The same under a schedule with local rows, and with what is known of how long other records
/// are kept, by id.
pub fn check_records_under(
    check: &CaseCheck<'_, RecordEvent>,
    schedule: &Schedule,
    related: Option<&BTreeMap<String, Kept>>,
    selection: &Selection,
) -> Vec<Finding> {
    let context = RetentionContext {
        related,
        ..RetentionContext::new(schedule, check.calendar)
    };
    let status =
        RecordCase::of(check.case, check.entries, context, check.as_of).status(check.as_of);
    let known = Timeline::of(check.entries, check.as_of)
        .moments
        .iter()
        .map(|m| (m.index, m.entry))
        .filter(|(index, _)| status.problems.iter().all(|p| p.index != *index))
        .collect();
    let view = View {
        check,
        status,
        known,
    };
    let rules = [
        ret001::rule(),
        ret002::rule(),
        ret003::rule(),
        ret004::rule(),
        ret005::rule(),
        ret006::rule(),
        ret007::rule(),
        ret008::rule(),
        ret009::rule(),
        ret010::rule(),
        ret011::rule(),
    ];
    run(&rules, &view, selection)
}

impl View<'_> {
    /// The last entry that counts and fits.
    fn last(&self, fits: impl Fn(&Entry<RecordEvent>) -> bool) -> Option<u32> {
        self.known
            .iter()
            .rev()
            .find(|(_, entry)| fits(entry))
            .map(|(index, _)| *index)
    }

    /// The entry that formed the record, or the first.
    fn first(&self) -> u32 {
        self.last(|e| matches!(e.event, RecordEvent::Formed { .. }))
            .unwrap_or(0)
    }

    /// The entry by which something went up.
    fn posted(&self, plan: &BoardPlan) -> u32 {
        self.last(|e| {
            e.on == plan.from
                && matches!(&e.event, RecordEvent::Posted { board, at, .. }
                    if *board == plan.board && *at == plan.at)
        })
        .unwrap_or_else(|| self.first())
    }

    /// The entry by which something came down.
    fn closed(&self, plan: &BoardPlan) -> u32 {
        self.last(|e| {
            Some(e.on) == plan.until
                && match &e.event {
                    RecordEvent::PostingClosed { board, at, .. } => {
                        *board == plan.board && *at == plan.at
                    }
                    RecordEvent::TakenDown { .. } => true,
                    _ => false,
                }
        })
        .unwrap_or_else(|| self.first())
    }

    /// What a row rests on that applies to the record.
    fn basis(&self, id: &str) -> &[Citation] {
        let mut steps = self.status.plan.trail.iter();
        steps
            .find_map(|step| match step {
                RetentionStep::Applies { row } if row.row == id => Some(row.basis.as_slice()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The boards that have a least time.
    fn displays(&self) -> impl Iterator<Item = (&PostedPlan, &BoardPlan)> {
        self.status
            .plan
            .posted
            .iter()
            .flat_map(|p| p.boards.iter().map(move |b| (p, b)))
            .filter(|(_, b)| b.least.is_some())
    }

    /// A finding on an entry; its text is the entry's day.
    fn finding(&self, info: &RuleInfo, index: u32, message: Message) -> Finding {
        let entry = self.check.entries.get(index as usize);
        let text = entry.map(|e| e.on.to_string()).unwrap_or_default();
        Finding::new(info, at(self.check.case, index), message, text)
    }
}

/// The name of a place, as a fact of a message.
fn place(plan: &BoardPlan) -> Arg {
    both(|lang| plan.board.place(plan.at.as_deref(), lang))
}

/// A finding that is only a hint where the time is a default of this library, or is known
/// second-hand or from memory.
fn unless_sure(finding: Finding, certainty: Attestation, is_default: bool) -> Finding {
    if is_default || certainty != Attestation::Read {
        finding.with_severity(Severity::Info)
    } else {
        finding
    }
}
