//! RET001: an entry that cannot be taken as it is.

use super::{CaseRule, View};
use crate::check::case::{Refused, record};
use crate::finding::{Finding, Lang, RuleInfo};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "RET001",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let refused: Vec<Refused> = view
        .status
        .problems
        .iter()
        .filter(|p| !p.error.is_on_destruction())
        .map(|p| Refused {
            index: p.index,
            zh: p.message(Lang::Zh),
            en: p.message(Lang::En),
            citations: p.citations(),
        })
        .collect();
    record(view.check, &refused, info, found);
}
