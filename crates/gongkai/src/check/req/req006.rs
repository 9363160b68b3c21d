//! REQ006: the application lacks what Art. 29 asks for, and nobody asked for it.

use super::{View, is_blank};
use crate::finding::{Finding, Message, RuleInfo};
use crate::request::{RequestEvent, RequestKind};

pub(super) const CODE: &str = "REQ006";

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let Some((index, first)) = view.received() else {
        return;
    };
    let RequestEvent::Received {
        applicant,
        content,
        form,
        kind,
        ..
    } = &first.event
    else {
        return;
    };
    // The text of 2007 does not ask for proof of identity.
    if !view.is_2019() {
        return;
    }
    let mut tell = |key: &'static str, text: &str| {
        found.push(view.finding(info, index, Message::new(key), text));
    };
    if is_blank(&applicant.name) {
        tell("name", "");
    }
    match applicant.identity_proved {
        Some(true) => {}
        Some(false) => tell("identity", &applicant.name),
        None => tell("identity_unrecorded", &applicant.name),
    }
    let corrected = view
        .last(|e| matches!(e, RequestEvent::Corrected {}))
        .is_some();
    if is_blank(content) && !corrected {
        tell("content", &applicant.name);
    }
    if *kind == RequestKind::Information && form.as_deref().is_none_or(is_blank) {
        tell("form", &applicant.name);
    }
}
