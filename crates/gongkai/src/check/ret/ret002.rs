//! RET002: taken down before the least time of display had passed, or though it stays up.

use super::{CaseRule, View, both, place, unless_sure};
use crate::finding::{Finding, Lang, Message, RuleInfo};
use crate::law::PeriodUnit;
use crate::retention::{BoardState, RecordEvent};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "RET002",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for (plan, board) in view.displays() {
        let (BoardState::ClosedEarly, Some(until), Some(last), Some(period)) =
            (board.state, board.until, board.last, board.least)
        else {
            continue;
        };
        let working = period.unit() == PeriodUnit::WorkingDay;
        let short = board.short.unwrap_or_default();
        let message = Message::new("short")
            .with("place", place(board))
            .with(
                "period",
                both(|l| match l {
                    Lang::Zh => period.chinese(),
                    Lang::En => period.english(),
                }),
            )
            .with("last", last)
            .with("until", until)
            .with(
                "short",
                both(|l| match (l, working) {
                    (Lang::Zh, true) => format!("{short}个工作日"),
                    (Lang::Zh, false) => format!("{short}天"),
                    (Lang::En, true) => format!("{short} working day(s)"),
                    (Lang::En, false) => format!("{short} day(s)"),
                }),
            );
        let mut finding = view.finding(info, view.closed(board), message);
        for citation in view.basis(board.row.as_deref().unwrap_or_default()) {
            finding = finding.with_citation(citation.clone());
        }
        found.push(unless_sure(finding, plan.certainty, plan.is_default));
    }
    let Some(plan) = view.status.plan.posted.as_ref().filter(|p| p.standing) else {
        return;
    };
    if view.status.facts.taken_down.is_some()
        && let Some(index) = view.last(|e| matches!(e.event, RecordEvent::TakenDown { .. }))
    {
        let finding = view.finding(info, index, Message::new("standing"));
        found.push(unless_sure(finding, plan.certainty, plan.is_default));
    }
}
