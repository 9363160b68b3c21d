//! DUE003: not updated within its cadence.

use super::{DueRule, View, at_item, at_matter, on_duty};
use crate::duty::{Occasion, Status};
use crate::finding::{Finding, RuleInfo};

pub(super) const RULE: DueRule = DueRule {
    code: "DUE003",
    run,
};

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for duty in &view.agenda.duties {
        let Occasion::Since { last, .. } = &duty.occasion else {
            continue;
        };
        let finding = match (&duty.status, &duty.matched) {
            (Status::Overdue { days, .. }, _) => {
                let mut finding = on_duty(info, duty, at_matter(duty), "stale", duty.name.clone());
                finding.message = finding.message.with("days", *days);
                finding
            }
            (Status::MetLate { on, days, .. }, Some(matched)) => {
                let locus = at_item(view, matched.item.index, "published");
                let mut finding = on_duty(info, duty, locus, "gap", on.to_string());
                finding.message = finding.message.with("on", *on).with("days", *days);
                finding
            }
            _ => continue,
        };
        let mut finding = finding;
        finding.message = finding.message.with("last", *last);
        found.push(finding);
    }
}
