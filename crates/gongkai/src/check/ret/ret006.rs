//! RET006: something kept permanently destroyed, or about to be.

use super::ret005::act;
use super::{CaseRule, View, both};
use crate::finding::{Finding, Lang, Message, RuleInfo};
use crate::retention::RetentionError;

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "RET006",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for problem in &view.status.problems {
        if problem.error != RetentionError::Permanent {
            continue;
        }
        let entry = view.check.entries.get(problem.index as usize);
        let Some(what) = entry.and_then(|e| act(&e.event)) else {
            continue;
        };
        let by = view.status.plan.kept.by.clone();
        let message = Message::new("permanent")
            .with("what", both(|l| what(l).to_owned()))
            .with(
                "by",
                both(|l| {
                    by.join(match l {
                        Lang::Zh => "、",
                        Lang::En => ", ",
                    })
                }),
            );
        found.push(view.finding(info, problem.index, message));
    }
}
