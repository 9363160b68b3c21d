//! RET007: not handed over to an archive in time.

use super::{CaseRule, View};
use crate::finding::{Finding, Message, RuleInfo, Severity};
use crate::retention::{Kept, TransferPlan};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "RET007",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let plan = &view.status.plan;
    let TransferPlan::Due {
        on,
        overdue: true,
        postponed,
        ..
    } = plan.transfer
    else {
        return;
    };
    if view.status.facts.destroyed.is_some() {
        return;
    }
    let key = if postponed { "postponed" } else { "overdue" };
    let message = Message::new(key)
        .with("on", on)
        .with("days", (view.check.as_of - on).num_days());
    let finding = view.finding(info, view.first(), message);
    // Whether the archive takes what is kept for thirty years is known from memory only.
    found.push(if plan.kept.kept == Kept::Permanent {
        finding
    } else {
        finding.with_severity(Severity::Info)
    });
}
