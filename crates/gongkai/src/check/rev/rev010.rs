//! REV010: replaced or withdrawn without a record.

use super::View;
use crate::finding::{Finding, RuleInfo};

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let codes = ["still_up", "is_public"];
    view.refusals(&codes, info, found);
}
