//! RET008: its term is over and nobody has appraised it.

use super::{CaseRule, View};
use crate::finding::{Finding, Message, RuleInfo};
use crate::retention::{Destruction, RecordEvent};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "RET008",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let Destruction::NotBefore {
        day, reached: true, ..
    } = view.status.plan.destruction
    else {
        return;
    };
    // Who destroyed it without an appraisal has been told so.
    let tried = view.status.problems.iter().any(|p| {
        view.check
            .entries
            .get(p.index as usize)
            .is_some_and(|e| matches!(e.event, RecordEvent::Destroyed { .. }))
    });
    if view.status.fit_to_destroy || tried {
        return;
    }
    let last = day.pred_opt().unwrap_or(day);
    let message = Message::new("due").with("last", last);
    found.push(view.finding(info, view.first(), message));
}
