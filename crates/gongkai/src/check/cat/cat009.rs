//! CAT009: a matter that is not of the unit's level.

use super::{ItemRule, View, both, on_matter};
use crate::catalogue::{Attribute, Catalogue};
use crate::finding::{Finding, Lang, RuleInfo, Severity};

pub(super) const RULE: ItemRule = ItemRule {
    code: "CAT009",
    run,
};

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let level = view.check.unit.level;
    for (n, item, place) in view.each() {
        // The unit's own part of the catalogue may leave out what is of another level.
        let stated = item
            .matter
            .as_deref()
            .and_then(|id| Catalogue::grassroots().matter(id));
        let Some(matter) = place.matter.or(stated) else {
            continue;
        };
        if matter.is_for(level) || matter.defaulted.contains(&Attribute::Levels) {
            continue;
        }
        // A title may belong to several matters, of which one is of this level.
        let other = place.matches.iter().skip(1).any(|m| {
            view.check
                .catalogue
                .matter(m.id.as_str())
                .is_some_and(|m| m.is_for(level))
        });
        if !place.stated && stated.is_none() && other {
            continue;
        }
        let names = |l: Lang| {
            let names: Vec<&str> = matter.levels.iter().map(|m| m.label(l)).collect();
            names.join(match l {
                Lang::Zh => "、",
                Lang::En => ", ",
            })
        };
        let certain = place.stated || stated.is_some();
        let severity = if certain {
            Severity::Warning
        } else {
            Severity::Info
        };
        let field = if certain { "matter" } else { "title" };
        let text = item
            .matter
            .clone()
            .filter(|_| certain)
            .unwrap_or_else(|| item.title.clone());
        let mut finding =
            on_matter(info, view.at(n, field), "level", text, matter).with_severity(severity);
        finding.message = finding
            .message
            .with("levels", both(names))
            .with("level", both(|l| level.label(l).to_owned()));
        found.push(finding);
    }
}
