//! REV003: one person where two are needed.

use super::View;
use crate::finding::{Finding, RuleInfo};

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let codes = ["reviewer_is_drafter", "same_person"];
    view.refusals(&codes, info, found);
}
