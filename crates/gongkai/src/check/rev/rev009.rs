//! REV009: a stage past its time limit.

use super::View;
use crate::finding::{Finding, RuleInfo};
use crate::review::DueKind;

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    view.missed(&[DueKind::Stage], info, found);
}
