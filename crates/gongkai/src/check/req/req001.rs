//! REQ001: the record cannot be taken as it is.

use super::View;
use crate::check::case::{Refused, record};
use crate::finding::{Finding, Lang, RuleInfo};
use crate::request::RequestError;

pub(super) const CODE: &str = "REQ001";

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    // What the timeline tells is told there.
    let refused: Vec<Refused> = view
        .status
        .problems
        .iter()
        .filter(|p| !matches!(p.error, RequestError::Timeline(_)))
        .map(|p| Refused {
            index: p.index,
            zh: p.error.message(Lang::Zh),
            en: p.error.message(Lang::En),
            citations: p.basis.clone(),
        })
        .collect();
    record(view.check, &refused, info, found);
}
