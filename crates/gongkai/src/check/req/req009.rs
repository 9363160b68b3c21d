//! REQ009: the answer does not say what it has to.

use super::{View, is_blank};
use crate::finding::{Finding, Message, RuleInfo, Severity};
use crate::request::Answer;

pub(super) const CODE: &str = "REQ009";

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for given in view.answers() {
        let mut tell = |key: &'static str, severity: Severity| {
            let finding = view.finding(info, given.index, Message::new(key), given.on.to_string());
            found.push(finding.with_severity(severity));
        };
        let usual = info.severity;
        match given.answer {
            Answer::AlreadyPublic { whereabouts } if is_blank(whereabouts) => {
                tell("whereabouts", usual);
            }
            Answer::Disclosed { provided } | Answer::Partly { provided, .. }
                if is_blank(provided) =>
            {
                tell("provided", usual);
            }
            Answer::NotResponsible {
                reasons,
                body,
                contact,
            } => {
                if is_blank(reasons) {
                    tell("reasons", usual);
                }
                match (body.as_deref(), contact.as_deref()) {
                    (None, _) => tell("body", Severity::Info),
                    (Some(_), contact) if contact.is_none_or(is_blank) => tell("contact", usual),
                    _ => {}
                }
            }
            Answer::Repeated { earlier } | Answer::Reissue { earlier } if is_blank(earlier) => {
                tell("earlier", Severity::Info);
            }
            Answer::SpecialAccess { rule } if is_blank(rule) => tell("rule", usual),
            Answer::NeedsProcessing { reasons }
            | Answer::StillUnclear { reasons }
            | Answer::Excessive { reasons }
            | Answer::NotGovernmentInformation { reasons }
            | Answer::Other { reasons }
                if is_blank(reasons) =>
            {
                tell("reasons", Severity::Info);
            }
            _ => {}
        }
    }
}
