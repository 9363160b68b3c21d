//! REV007: the interpretation later than its document.

use super::View;
use crate::finding::{Finding, RuleInfo};
use crate::review::DueKind;

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    view.missed(&[DueKind::Interpretation], info, found);
    view.refusals(
        &["other_interpretation", "interpretation_first"],
        info,
        found,
    );
}
