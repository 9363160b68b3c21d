//! REQ013: a suit where reconsideration has to come first.

use super::View;
use crate::finding::{Finding, Message, RuleInfo};
use crate::request::{Remedies, RequestEvent, ReviewFirst};

pub(super) const CODE: &str = "REQ013";

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let mut refusal = None;
    let mut reviewed = false;
    for (index, entry) in &view.effective {
        match &entry.event {
            RequestEvent::Answered { answer, .. } => {
                let first = Remedies::of(answer, entry.on).map(|r| r.review_first);
                refusal = first.ok().filter(|f| *f != ReviewFirst::No);
                reviewed = false;
            }
            RequestEvent::ReviewApplied {} => reviewed = true,
            RequestEvent::SuitFiled {} if !reviewed => {
                let key = match refusal {
                    Some(ReviewFirst::Yes) => "refused",
                    Some(ReviewFirst::WithheldParts) => "parts",
                    _ => continue,
                };
                let message = Message::new(key).with("on", entry.on);
                found.push(view.finding(info, *index, message, entry.on.to_string()));
            }
            _ => {}
        }
    }
}
