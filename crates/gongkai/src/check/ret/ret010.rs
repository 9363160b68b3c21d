//! RET010: taken down in a village, and no copy for reading.

use super::{CaseRule, View};
use crate::finding::{Finding, Message, RuleInfo, Severity};
use crate::retention::{BoardState, RecordEvent};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "RET010",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let Some(plan) = view.status.plan.posted.as_ref().filter(|p| p.reading) else {
        return;
    };
    let up = |state| matches!(state, BoardState::Running | BoardState::MayClose);
    if plan.boards.is_empty() || plan.boards.iter().any(|b| up(b.state)) {
        return;
    }
    let index = view
        .last(|e| {
            matches!(
                e.event,
                RecordEvent::PostingClosed { .. } | RecordEvent::TakenDown { .. }
            )
        })
        .unwrap_or_else(|| view.first());
    match view.status.facts.copy_kept {
        Some(true) => {}
        Some(false) => found.push(view.finding(info, index, Message::new("none"))),
        None => found.push(
            view.finding(info, index, Message::new("unknown"))
                .with_severity(Severity::Info),
        ),
    }
}
