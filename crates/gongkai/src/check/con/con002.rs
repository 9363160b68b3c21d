//! CON002: comments were taken for a shorter time than the least.

use super::{CaseRule, View};
use crate::consultation::{ConsultationError, ConsultationKind};
use crate::finding::{Finding, Message, RuleInfo, Severity};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "CON002",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for problem in view.refused("CON002") {
        let announced_only = matches!(
            &problem.error,
            ConsultationError::ClosedTooEarly { citations, .. } if citations.is_empty()
        );
        let mut finding = view.told(info, problem, "short");
        if announced_only {
            finding.message = Message::new("announced").with(
                "why",
                crate::check::case::both(|lang| problem.message(lang)),
            );
            finding.severity = Severity::Warning;
        }
        if rests_on_default(view) {
            finding.severity = Severity::Info;
        }
        found.push(finding);
    }
}

/// Whether the least time is a default of this library.
fn rests_on_default(view: &View<'_>) -> bool {
    let default =
        |kind: &ConsultationKind| kind.minimum(view.check.as_of).is_some_and(|m| m.is_default);
    match view.case.rounds().last().and_then(|r| r.least.as_ref()) {
        Some(least) => least.is_default,
        None => view.case.kind().is_some_and(default),
    }
}
