//! RET011: posted, but not everywhere it has to be.

use super::{CaseRule, View, both, unless_sure};
use crate::finding::{Finding, Lang, Message, RuleInfo};
use crate::retention::RecordEvent;

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "RET011",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let Some(plan) = &view.status.plan.posted else {
        return;
    };
    if plan.wanted.is_empty() || plan.boards.is_empty() {
        return;
    }
    let index = view
        .last(|e| matches!(e.event, RecordEvent::Posted { .. }))
        .unwrap_or_else(|| view.first());
    let places = both(|lang| {
        let names: Vec<&str> = plan.wanted.iter().map(|b| b.label(lang)).collect();
        names.join(match lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        })
    });
    let finding = view.finding(info, index, Message::new("missing").with("places", places));
    found.push(unless_sure(finding, plan.certainty, plan.is_default));
}
