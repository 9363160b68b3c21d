//! REV002: made public without a review of exactly that content.

use super::View;
use crate::finding::{Finding, RuleInfo};

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for problem in view.problems() {
        // A public act is told even where it follows from an earlier refusal: it happened.
        let skipped = problem.code() == "not_reviewed"
            || (problem.code() == "not_at_stage" && view.is_public_act(problem));
        if skipped {
            found.push(view.refused(info, problem));
        }
    }
}
