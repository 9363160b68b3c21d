//! CAT004: published through none of the channels of the matter.

use super::{ItemRule, View, both, on_matter};
use crate::catalogue::{Attribute, Channel};
use crate::finding::{Finding, Lang, RuleInfo};

pub(super) const RULE: ItemRule = ItemRule {
    code: "CAT004",
    run,
};

fn names(channels: &[Channel], lang: Lang) -> String {
    let names: Vec<&str> = channels.iter().map(|c| c.label(lang)).collect();
    names.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for (n, item, place) in view.each() {
        let Some(matter) = place.matter else { continue };
        let assumed = matter.defaulted.contains(&Attribute::Channels);
        let fits = item
            .channels
            .iter()
            .any(|c| matter.channels.contains(c) || *c == Channel::Other);
        if item.channels.is_empty() || matter.channels.is_empty() || assumed || fits {
            continue;
        }
        let text = names(&item.channels, Lang::Zh);
        let mut finding = on_matter(info, view.at(n, "channels"), "none", text, matter);
        finding.message = finding
            .message
            .with("given", both(|l| names(&item.channels, l)))
            .with("allowed", both(|l| names(&matter.channels, l)));
        found.push(finding);
    }
}
