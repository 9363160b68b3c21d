//! DUE001: published late.

use super::{DueRule, View, at_item, on_duty};
use crate::catalogue::Mode;
use crate::duty::{Duty, Occasion, Status};
use crate::finding::{Finding, RuleInfo, Severity};

pub(super) const RULE: DueRule = DueRule {
    code: "DUE001",
    run,
};

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for duty in &view.agenda.duties {
        // Updates that follow one another are the business of DUE003.
        if matches!(duty.occasion, Occasion::Since { .. } | Occasion::Standing) {
            continue;
        }
        let Some(item) = duty.matched.as_ref().map(|m| &m.item) else {
            continue;
        };
        let (on, days, working, key) = match (&duty.status, planned_late(duty)) {
            (
                Status::MetLate {
                    on,
                    days,
                    working_days,
                },
                _,
            ) => (*on, *days, *working_days, "late"),
            (_, Some(on)) => {
                let due = duty.due().unwrap_or(on);
                let working = view
                    .check
                    .calendar
                    .workdays_between(due, on)
                    .ok()
                    .map(|n| i64::from(n.value));
                (on, (on - due).num_days(), working, "planned")
            }
            _ => continue,
        };
        let locus = at_item(view, item.index, "published");
        let mut finding = on_duty(info, duty, locus, key, on.to_string());
        finding.message = finding
            .message
            .with("on", on)
            .with("days", days)
            .with("working_days", working.unwrap_or(days));
        // Whether something under no matter had to be published at all is for a person to say,
        // unless the list says so.
        let item = view.check.items.get(item.index);
        if duty.matter.is_none() && item.is_none_or(|i| i.mode != Some(Mode::Proactive)) {
            finding.severity = Severity::Info;
        }
        found.push(finding);
    }
}

/// The day for which it is listed, when that is past the due day.
fn planned_late(duty: &Duty) -> Option<chrono::NaiveDate> {
    duty.planned
        .filter(|on| duty.due().is_some_and(|due| *on > due))
}
