//! REV008: let through though a finding or an assessment holds it up.

use super::View;
use crate::finding::{Finding, RuleInfo};

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let codes = [
        "findings_block",
        "withheld",
        "referral_needed",
        "referral_open",
        "attribute_withholds",
    ];
    view.refusals(&codes, info, found);
}
