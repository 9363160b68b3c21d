//! RET004: personal data still public once their purpose is met.

use super::{CaseRule, View};
use crate::finding::{Finding, Message, RuleInfo, Severity};
use crate::retention::{PersonalPlan, RecordEvent};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "RET004",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let PersonalPlan::Remove { from, recorded } = view.status.plan.personal else {
        return;
    };
    let days = (view.check.as_of - from).num_days();
    if days == 0 {
        return;
    }
    let key = if recorded { "purpose" } else { "display" };
    let index = view
        .last(|e| matches!(e.event, RecordEvent::PurposeMet {}))
        .unwrap_or_else(|| view.first());
    let message = Message::new(key).with("from", from).with("days", days);
    let finding = view.finding(info, index, message);
    found.push(if recorded {
        finding
    } else {
        finding.with_severity(Severity::Info)
    });
}
