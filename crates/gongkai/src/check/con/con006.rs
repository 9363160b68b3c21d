//! CON006: the decision came before the consultation was done.

use super::{CaseRule, View};
use crate::consultation::ConsultationError;
use crate::finding::{Finding, RuleInfo, Severity};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "CON006",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for problem in view.refused("CON006") {
        let mut finding = view.told(info, problem, "before");
        // What only this library asks for.
        if matches!(problem.error, ConsultationError::NotReconsulted { .. }) {
            finding.severity = Severity::Warning;
        }
        found.push(finding);
    }
}
