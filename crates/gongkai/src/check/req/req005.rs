//! REQ005: receipt not confirmed, or confirmed late.

use super::View;
use crate::check::case::both;
use crate::finding::{Finding, Lang, Message, RuleInfo, Severity};
use crate::request::{Intake, RequestEvent, RequestKind, State};

pub(super) const CODE: &str = "REQ005";

/// After how many working days an application by internet or fax that nobody confirmed is
/// worth a hint. The Regulation sets no limit; this is a default of ours.
const PATIENCE: i64 = 3;

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let Some((index, first)) = view.received() else {
        return;
    };
    let RequestEvent::Received { intake, kind, .. } = &first.event else {
        return;
    };
    if *kind != RequestKind::Information || !view.is_2019() {
        return;
    }
    let way = both(|lang| match (intake, lang) {
        (Intake::OrdinaryMail, Lang::Zh) => "平常信函".to_owned(),
        (Intake::OrdinaryMail, Lang::En) => "ordinary mail".to_owned(),
        (Intake::Fax, Lang::Zh) => "传真".to_owned(),
        (Intake::Fax, Lang::En) => "fax".to_owned(),
        (_, Lang::Zh) => "互联网渠道".to_owned(),
        (_, Lang::En) => "internet".to_owned(),
    });
    let confirmed = view.last(|e| matches!(e, RequestEvent::Confirmed {}));
    let waiting = view.status.state == State::AwaitingConfirmation;
    let until = match confirmed {
        Some((_, entry)) => entry.on,
        None if waiting => view.check.as_of,
        None => return,
    };
    let days = (until - first.on).num_days();
    let working = view.working_days(first.on, until);
    let (wrong, severity) = match intake {
        Intake::InPerson | Intake::SignedMail => return,
        Intake::OrdinaryMail => (days > 0, info.severity),
        Intake::Internet | Intake::Fax => (working > PATIENCE, Severity::Info),
    };
    if !wrong {
        return;
    }
    let key = if confirmed.is_some() {
        "late"
    } else {
        "unconfirmed"
    };
    let message = Message::new(key)
        .with("way", way)
        .with("arrived", first.on)
        .with("until", until)
        .with("days", days)
        .with("working_days", working);
    let place = confirmed.map_or(index, |(index, _)| index);
    let finding = view.finding(info, place, message, until.to_string());
    found.push(finding.with_severity(severity));
}
