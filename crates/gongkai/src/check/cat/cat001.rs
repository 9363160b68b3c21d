//! CAT001: an item under no matter of the unit's catalogue.

use super::{ItemRule, View};
use crate::duty::statutory;
use crate::finding::{Finding, Message, RuleInfo, Severity};

pub(super) const RULE: ItemRule = ItemRule {
    code: "CAT001",
    run,
};

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for (n, item, place) in view.each() {
        if item.title.trim().is_empty() {
            continue;
        }
        if let Some(id) = item.matter.as_deref().filter(|_| !place.stated) {
            let elsewhere = crate::catalogue::Catalogue::grassroots()
                .matter(id)
                .is_some();
            if !elsewhere {
                let message = Message::new("unknown_id").with("text", id);
                found.push(Finding::new(info, view.at(n, "matter"), message, id));
                continue;
            }
        }
        // The annual report, the guide, the list and their like are duties of their own.
        let own_duty = statutory()
            .iter()
            .any(|d| d.recognises(&item.title, item.column.as_deref()));
        if own_duty && !place.stated {
            continue;
        }
        let field = place.matter.map(|m| m.field.clone());
        match field {
            Some(field) if view.fields.contains(&field) => {}
            Some(field) => {
                let message = Message::new("elsewhere")
                    .with("text", item.title.as_str())
                    .with("field", view.field_name(field.as_str()));
                found.push(Finding::new(
                    info,
                    view.at(n, "title"),
                    message,
                    &item.title,
                ));
            }
            None if place.news => {}
            None => {
                let other = view.whole.rank(&item.title, 1);
                let other = other.first().filter(|m| m.confident);
                if other.is_some_and(|m| view.fields.contains(&m.field)) {
                    // A matter of its field that another level has to publish: more than it
                    // must is no fault.
                    continue;
                }
                let finding = if let Some(other) = other {
                    let message = Message::new("elsewhere")
                        .with("text", item.title.as_str())
                        .with("field", view.field_name(other.field.as_str()));
                    Finding::new(info, view.at(n, "title"), message, &item.title)
                } else {
                    let message = Message::new("none").with("text", item.title.as_str());
                    Finding::new(info, view.at(n, "title"), message, &item.title)
                        .with_severity(Severity::Info)
                };
                found.push(finding);
            }
        }
    }
}
