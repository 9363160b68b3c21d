//! REQ003: answered late.

use super::View;
use crate::finding::{Finding, Message, RuleInfo};

pub(super) const CODE: &str = "REQ003";

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let status = &view.status;
    let (Some(days), Some(due), Some(on), Some(index)) = (
        status.answered_late,
        status.due,
        status.answered_on,
        status.answer_event,
    ) else {
        return;
    };
    let message = Message::new("late")
        .with("due", due)
        .with("on", on)
        .with("days", days)
        .with("working_days", view.working_days(due, on));
    let mut finding = view.finding(info, index, message, on.to_string());
    finding.citations.clone_from(&status.basis);
    found.push(finding);
}
