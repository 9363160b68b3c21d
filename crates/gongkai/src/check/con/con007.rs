//! CON007: the time was shortened without a reason, or the reason was told too late.

use super::{CaseRule, View};
use crate::consultation::Shortening;
use crate::finding::{Finding, Message, RuleInfo, Severity};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "CON007",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for problem in view.refused("CON007") {
        found.push(view.told(info, problem, "no_reason"));
    }
    let Some(kind) = view.case.kind() else {
        return;
    };
    for round in view.case.rounds() {
        let (Some(short), Some(least)) = (&round.short, &round.least) else {
            continue;
        };
        if short.with_publication {
            continue;
        }
        let message = Message::new("told_late")
            .with("published", round.published)
            .with("on", short.on)
            .with("last", least.last());
        let mut finding = view.on(info, short.index, message);
        if kind.shortening != Shortening::Explained {
            finding.severity = Severity::Info;
        }
        finding.citations.extend(kind.shortening_basis.clone());
        found.push(finding);
    }
}
