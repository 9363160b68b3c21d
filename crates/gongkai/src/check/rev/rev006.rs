//! REV006: an objection or an opinion not answered in time.

use super::View;
use crate::finding::{Finding, RuleInfo};
use crate::review::DueKind;

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    view.missed(&[DueKind::Objection, DueKind::Opinion], info, found);
    view.refusals(&["objection_open", "opinion_open"], info, found);
}
