//! CON004: comments without adoption or reasons.

use super::{CaseRule, View};
use crate::finding::{Finding, RuleInfo};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "CON004",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for problem in view.refused("CON004") {
        let key = match problem.code() {
            "reasons_missing" => "reasons",
            _ => "unanswered",
        };
        found.push(view.told(info, problem, key));
    }
}
