//! REQ010: a letter asking for an opinion without a day of delivery.

use super::View;
use crate::finding::{Finding, Message, RuleInfo};
use crate::request::{Consultee, DeadlineKind, RequestEvent};

pub(super) const CODE: &str = "REQ010";

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for (n, (index, entry)) in view.effective.iter().enumerate() {
        let RequestEvent::Consulted { party, consultee } = &entry.event else {
            continue;
        };
        let wanted = match consultee {
            Consultee::ThirdParty => DeadlineKind::ThirdParty,
            Consultee::CoMaker => DeadlineKind::CoMaker,
            Consultee::OtherBody => continue,
        };
        let later = view.effective.get(n + 1..).unwrap_or_default();
        let followed = later.iter().any(|(_, entry)| match &entry.event {
            RequestEvent::ConsultationDelivered { party: other }
            | RequestEvent::OpinionReceived { party: other, .. } => other == party,
            _ => false,
        });
        let mut dates = view.status.deadlines.iter();
        let term = dates.find(|d| {
            d.kind == wanted && d.from == entry.on && d.party.as_deref() == Some(party.as_str())
        });
        let Some(term) = term.filter(|t| !followed && view.check.as_of > t.until) else {
            continue;
        };
        let message = Message::new("undelivered")
            .with("party", party.as_str())
            .with("sent", entry.on)
            .with("until", term.until);
        found.push(view.finding(info, *index, message, party.as_str()));
    }
}
