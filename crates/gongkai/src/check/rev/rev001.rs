//! REV001: what stands in the file and cannot be taken as it is.

use super::super::case::{Refused, record};
use super::View;
use crate::finding::{Finding, RuleInfo};
use crate::law::Lang;
use crate::review::Fault;

/// The codes of what other rules of the family find.
const ELSEWHERE: [&str; 24] = [
    "reviewer_is_drafter",
    "same_person",
    "gate_closed",
    "evidence_ahead",
    "evidence_of_other_content",
    "interpretation_hash_missing",
    "span_missing",
    "too_short",
    "not_waivable",
    "posting_too_short",
    "boards_missing",
    "unknown_board",
    "findings_block",
    "withheld",
    "referral_needed",
    "referral_open",
    "attribute_withholds",
    "still_up",
    "is_public",
    "objection_open",
    "opinion_open",
    "other_interpretation",
    "interpretation_first",
    "not_reviewed",
];

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let own = view.problems().iter().filter_map(|problem| {
        let refused = matches!(problem.fault, Fault::Refused(_));
        let elsewhere = ELSEWHERE.contains(&problem.code())
            || (problem.code() == "not_at_stage" && view.is_public_act(problem));
        (refused && !elsewhere && problem.because.is_none()).then(|| Refused {
            index: problem.index,
            zh: problem.message(Lang::Zh),
            en: problem.message(Lang::En),
            citations: problem.basis.clone(),
        })
    });
    let mut refused: Vec<Refused> = own.collect();
    if view.case.is_none() {
        refused.push(Refused {
            index: 0,
            zh: format!("没有名为{}的审核流程", view.named),
            en: format!("no pipeline is named `{}`", view.named),
            citations: Vec::new(),
        });
    }
    record(view.check, &refused, info, found);
}
