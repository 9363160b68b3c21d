//! REV004: a stage without the evidence that it needs.

use super::View;
use crate::finding::{Finding, RuleInfo};

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let codes = [
        "gate_closed",
        "evidence_ahead",
        "evidence_of_other_content",
        "interpretation_hash_missing",
        "span_missing",
        "too_short",
        "not_waivable",
    ];
    view.refusals(&codes, info, found);
}
