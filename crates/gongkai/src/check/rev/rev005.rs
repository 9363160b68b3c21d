//! REV005: a posting too short, or not on every board.

use super::View;
use crate::finding::{Finding, RuleInfo};

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let codes = ["posting_too_short", "boards_missing", "unknown_board"];
    view.refusals(&codes, info, found);
}
