//! REQ002: overdue, and not answered.

use super::View;
use crate::calendar::Certainty;
use crate::finding::{Finding, Message, RuleInfo};

pub(super) const CODE: &str = "REQ002";

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let status = &view.status;
    let (Some(due), Some((index, _))) = (status.due, view.received()) else {
        return;
    };
    // A projected day may still move: nothing is overdue by it for certain, but the days before
    // the day of the check are past, and their notice with them.
    if !status.overdue || status.answered_on.is_some() {
        return;
    }
    let key = match status.certainty {
        Some(Certainty::Projected) => "projected",
        _ => "overdue",
    };
    let message = Message::new(key)
        .with("due", due)
        .with("as_of", view.check.as_of)
        .with("days", (view.check.as_of - due).num_days())
        .with("working_days", view.working_days(due, view.check.as_of));
    let mut finding = view.finding(info, index, message, due.to_string());
    finding.citations.clone_from(&status.basis);
    found.push(finding);
}
