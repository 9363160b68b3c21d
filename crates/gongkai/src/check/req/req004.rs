//! REQ004: the notice to correct is late, or does not say what to correct.

use super::{View, is_blank};
use crate::finding::{Finding, Message, RuleInfo};
use crate::request::{DeadlineKind, RequestEvent};

pub(super) const CODE: &str = "REQ004";

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for (index, entry) in &view.effective {
        let RequestEvent::CorrectionRequested { items, .. } = &entry.event else {
            continue;
        };
        let mut dates = view.status.deadlines.iter();
        let due = dates.find(|d| d.kind == DeadlineKind::CorrectionNotice);
        if let Some(due) = due
            && entry.on > due.until
        {
            let message = Message::new("late")
                .with("due", due.until)
                .with("on", entry.on)
                .with("received", due.from)
                .with("working_days", view.working_days(due.from, entry.on));
            found.push(view.finding(info, *index, message, entry.on.to_string()));
        }
        if items.iter().all(|item| is_blank(item)) {
            let message = Message::new("says_nothing");
            found.push(view.finding(info, *index, message, entry.on.to_string()));
        }
    }
}
