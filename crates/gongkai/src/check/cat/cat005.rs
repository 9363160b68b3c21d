//! CAT005: shown to others than those whom the matter is for.

use super::{ItemRule, View, both, on_matter};
use crate::catalogue::{Attribute, Audience};
use crate::finding::{Finding, RuleInfo};

pub(super) const RULE: ItemRule = ItemRule {
    code: "CAT005",
    run,
};

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for (n, item, place) in view.each() {
        let (Some(matter), Some(given)) = (place.matter, &item.audience) else {
            continue;
        };
        if matter.defaulted.contains(&Attribute::Audience) || given.trim().is_empty() {
            continue;
        }
        let public = ["社会", "公众", "公民", "全体"]
            .iter()
            .any(|w| given.contains(w));
        let key = match (&matter.audience, public) {
            (Audience::Specific { .. }, true) => "widened",
            (Audience::Public | Audience::PublicAndSpecific { .. }, false) => "narrowed",
            _ => continue,
        };
        let mut finding = on_matter(info, view.at(n, "audience"), key, given.as_str(), matter);
        finding.message = finding
            .message
            .with("given", given.as_str())
            .with("audience", both(|l| matter.audience.render(l)));
        found.push(finding);
    }
}
