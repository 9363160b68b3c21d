//! CAT006: a mode that contradicts the matter's.

use super::{ItemRule, View, both, on_matter};
use crate::catalogue::{Attribute, Mode};
use crate::finding::{Finding, Lang, RuleInfo};

pub(super) const RULE: ItemRule = ItemRule {
    code: "CAT006",
    run,
};

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for (n, item, place) in view.each() {
        let (Some(matter), Some(mode)) = (place.matter, item.mode) else {
            continue;
        };
        if matter.mode.contains(&mode) || matter.defaulted.contains(&Attribute::Mode) {
            continue;
        }
        let key = if mode == Mode::Withheld {
            "withheld"
        } else {
            "other"
        };
        let list = |l: Lang| {
            let names: Vec<&str> = matter.mode.iter().map(|m| m.label(l)).collect();
            names.join(match l {
                Lang::Zh => "、",
                Lang::En => ", ",
            })
        };
        let text = mode.label(Lang::Zh);
        let mut finding = on_matter(info, view.at(n, "mode"), key, text, matter);
        finding.message = finding
            .message
            .with("given", both(|l| mode.label(l).to_owned()))
            .with("allowed", both(list));
        found.push(finding);
    }
}
