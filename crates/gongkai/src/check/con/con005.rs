//! CON005: the result was not published, late, or with another count.

use super::{CaseRule, View};
use crate::finding::{Finding, Message, RuleInfo, Severity};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "CON005",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let status = view
        .case
        .status(view.check.case, view.check.as_of, view.check.calendar);
    let basis = view
        .case
        .kind()
        .map(|k| k.result_basis.clone())
        .unwrap_or_default();
    let mut tell = |index: u32, message: Message, severity: Severity| {
        let mut finding = view.on(info, index, message).with_severity(severity);
        finding.citations.clone_from(&basis);
        found.push(finding);
    };
    let published = view.case.round().map(|r| r.index);
    if let (Some(due), Some(closed), Some(index)) = (status.result_due, status.closed, published)
        && status.result_late
    {
        // The day is a default of this library.
        match status.result_published {
            None => {
                let message = Message::new("overdue")
                    .with("closed", closed)
                    .with("due", due)
                    .with("days", (view.check.as_of - due).num_days());
                tell(index, message, Severity::Warning);
            }
            Some(on) => {
                let message = Message::new("late")
                    .with("on", on)
                    .with("due", due)
                    .with("days", (on - due).num_days());
                tell(index, message, Severity::Info);
            }
        }
    }
    if let Some((index, told, registered)) = view.case.told_and_registered()
        && told != registered
    {
        let message = Message::new("count")
            .with("told", i64::from(told))
            .with("registered", i64::from(registered));
        tell(index, message, Severity::Warning);
    }
}
