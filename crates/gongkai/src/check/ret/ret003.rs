//! RET003: no proof that a display began or lasted.

use super::{CaseRule, View, place};
use crate::finding::{Finding, Message, RuleInfo};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "RET003",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for (_, board) in view.displays() {
        if !board.start_proved {
            let message = Message::new("start").with("place", place(board));
            found.push(view.finding(info, view.posted(board), message));
        }
        if board.end_proved == Some(false) {
            let message = Message::new("end").with("place", place(board));
            found.push(view.finding(info, view.closed(board), message));
        }
    }
}
