//! RET005: destroyed before its time, under a hold, or without appraisal, approval, register.

use super::{CaseRule, View, both};
use crate::finding::{Finding, Lang, Message, RuleInfo};
use crate::retention::{RecordEvent, RetentionError};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "RET005",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for problem in &view.status.problems {
        if !problem.error.is_on_destruction() || problem.error == RetentionError::Permanent {
            continue;
        }
        let entry = view.check.entries.get(problem.index as usize);
        let Some(what) = entry.and_then(|e| act(&e.event)) else {
            continue;
        };
        let message = Message::new("refused")
            .with("what", both(|l| what(l).to_owned()))
            .with("why", both(|l| problem.message(l)));
        let mut finding = view.finding(info, problem.index, message);
        for citation in problem.citations() {
            finding = finding.with_citation(citation);
        }
        found.push(finding);
    }
}

/// The name of an act that leads to destruction.
pub(super) fn act(event: &RecordEvent) -> Option<fn(Lang) -> &'static str> {
    match event {
        RecordEvent::Appraised { .. } => Some(|l| match l {
            Lang::Zh => "鉴定",
            Lang::En => "appraisal",
        }),
        RecordEvent::DestructionApproved { .. } => Some(|l| match l {
            Lang::Zh => "批准销毁",
            Lang::En => "approval of destruction",
        }),
        RecordEvent::Destroyed { .. } => Some(|l| match l {
            Lang::Zh => "销毁",
            Lang::En => "destruction",
        }),
        _ => None,
    }
}
