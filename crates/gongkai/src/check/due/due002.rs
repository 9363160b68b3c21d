//! DUE002: owed, and nothing is listed.

use super::{DueRule, View, at_matter, on_duty};
use crate::duty::{Occasion, Status};
use crate::finding::{Finding, RuleInfo, Severity};

pub(super) const RULE: DueRule = DueRule {
    code: "DUE002",
    run,
};

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for duty in &view.agenda.duties {
        match duty.status {
            Status::Overdue { days, .. }
                if !matches!(duty.occasion, Occasion::Since { .. })
                    && duty.planned.is_none()
                    && view.covers(duty) =>
            {
                let mut finding =
                    on_duty(info, duty, at_matter(duty), "overdue", duty.name.clone());
                finding.message = finding.message.with("days", days);
                found.push(finding);
            }
            // The list may be of one year only: that it is not in it does not show that it is
            // not on the portal.
            Status::Missing => {
                let finding = on_duty(info, duty, at_matter(duty), "missing", duty.name.clone());
                found.push(finding.with_severity(Severity::Info));
            }
            _ => {}
        }
    }
}
