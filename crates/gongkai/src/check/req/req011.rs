//! REQ011: answered, and not served.

use super::View;
use crate::finding::{Finding, Message, RuleInfo};
use crate::request::RequestEvent;

pub(super) const CODE: &str = "REQ011";

/// After how many working days an answer that nobody served is worth a hint. The Regulation
/// sets no limit; this is a default of ours.
const PATIENCE: i64 = 5;

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let status = &view.status;
    let (Some(index), Some(on)) = (status.answer_event, status.answered_on) else {
        return;
    };
    let place = view.effective.iter().position(|(n, _)| *n == index);
    let later = place.and_then(|n| view.effective.get(n + 1..));
    let served = later
        .unwrap_or_default()
        .iter()
        .find(|(_, entry)| matches!(entry.event, RequestEvent::Served {}));
    let (until, key) = match served {
        Some((_, entry)) => (entry.on, "late"),
        None => (view.check.as_of, "unserved"),
    };
    let working = view.working_days(on, until);
    if working <= PATIENCE {
        return;
    }
    let message = Message::new(key)
        .with("on", on)
        .with("until", until)
        .with("working_days", working);
    let place = served.map_or(index, |(index, _)| *index);
    found.push(view.finding(info, place, message, until.to_string()));
}
