//! CON001: the record cannot be taken as it is.

use super::{CaseRule, View};
use crate::check::case::{Refused, record};
use crate::consultation::ConsultationError;
use crate::finding::{Finding, Lang, RuleInfo};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "CON001",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    // What is wrong with the order of the file is told from the timeline.
    let refused: Vec<Refused> = view
        .refused("CON001")
        .filter(|p| !matches!(p.error, ConsultationError::Timeline(_)))
        .map(|p| Refused {
            index: p.index,
            zh: p.message(Lang::Zh),
            en: p.message(Lang::En),
            citations: p.citations(),
        })
        .collect();
    record(view.check, &refused, info, found);
}
