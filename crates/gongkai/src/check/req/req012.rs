//! REQ012: what the case still waits for: to be closed, to be taken up again, to be archived.

use super::View;
use crate::calendar::Deadline;
use crate::finding::{Finding, Message, RuleInfo, Severity};
use crate::request::{DeadlineKind, Outcome, RequestEvent, State};

pub(super) const CODE: &str = "REQ012";

/// After how many days an order to act again that nobody followed is told. The order itself
/// sets its time, which this file does not have; this is a default of ours.
const PATIENCE: i64 = 15;

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let status = &view.status;
    let as_of = view.check.as_of;
    if status.state == State::Lapsed {
        let mut dates = status.deadlines.iter();
        let lapsed = dates.find(|d| {
            matches!(d.kind, DeadlineKind::Correction | DeadlineKind::Payment)
                && d.done.is_none()
                && as_of > d.until
        });
        if let (Some(lapsed), Some((index, _))) = (lapsed, view.received()) {
            let message = Message::new("lapsed").with("until", lapsed.until);
            let finding = view.finding(info, index, message, lapsed.until.to_string());
            found.push(finding.with_severity(Severity::Info));
        }
        return;
    }
    let Some((index, last)) = view.effective.last().copied() else {
        return;
    };
    // An order to act again that nobody followed.
    if let RequestEvent::ReviewDecided { outcome } | RequestEvent::SuitDecided { outcome } =
        &last.event
        && *outcome == Outcome::Corrected
    {
        if (as_of - last.on).num_days() <= PATIENCE {
            return;
        }
        let message = Message::new("ordered")
            .with("on", last.on)
            .with("days", (as_of - last.on).num_days());
        found.push(view.finding(info, index, message, last.on.to_string()));
        return;
    }
    let pending = matches!(
        last.event,
        RequestEvent::ReviewApplied {} | RequestEvent::SuitFiled {}
    );
    let ended = matches!(
        status.state,
        State::Answered | State::Closed | State::Withdrawn | State::Transferred
    );
    if let Some(period) = view.settings.archive_within
        && ended
        && !pending
        && let Ok(limit) = view
            .check
            .calendar
            .deadline(&Deadline::after(last.on, period))
        && as_of > limit.due
    {
        let message = Message::new("unarchived")
            .with("on", last.on)
            .with("days", (as_of - last.on).num_days());
        let finding = view.finding(info, index, message, last.on.to_string());
        found.push(finding.with_severity(Severity::Info));
    }
}
