//! CAT007: a field of the unit without any item.

use super::{ItemRule, View};
use crate::finding::{Finding, Locus, Message, RuleInfo};

pub(super) const RULE: ItemRule = ItemRule {
    code: "CAT007",
    run,
};

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    // A list with nothing in it says nothing of any column.
    if view.check.items.is_empty() {
        return;
    }
    for field in &view.fields {
        let level = view.check.unit.level;
        let owed = view
            .check
            .catalogue
            .matters_of(field.as_str())
            .any(|m| m.is_for(level));
        let filled = view.each().any(|(_, item, place)| {
            place.matter.is_some_and(|m| m.field == *field)
                || place
                    .matches
                    .iter()
                    .any(|m| m.confident && m.field == *field)
                || item.column.as_deref().is_some_and(|c| {
                    view.check.catalogue.field(field.as_str()).is_some_and(|f| {
                        c.contains(&f.name) || f.aliases.iter().any(|a| c.contains(a))
                    })
                })
        });
        if owed && !filled {
            let name = view.field_name(field.as_str());
            let locus = Locus::Matter {
                matter: field.to_string(),
                occasion: "field".to_owned(),
            };
            let message = Message::new("empty").with("field", name.as_str());
            found.push(Finding::new(info, locus, message, name));
        }
    }
}
