//! CAT002: the column names another matter than the title.

use super::{ItemRule, View};
use crate::catalogue::Why;
use crate::finding::{Finding, Message, RuleInfo, Severity};

pub(super) const RULE: ItemRule = ItemRule {
    code: "CAT002",
    run,
};

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for (n, item, place) in view.each() {
        // The last step of 首页 > 社会救助 > 办事指南 is the column itself.
        let Some(path) = item.column.as_deref().filter(|c| !c.trim().is_empty()) else {
            continue;
        };
        let Some(matter) = place.matter else { continue };
        let steps = path
            .split(['>', '/', '＞', '-', '»'])
            .map(str::trim)
            .filter(|s| !s.is_empty());
        let column = view.ranker.rank(&steps.collect::<Vec<_>>().join(" "), 3);
        let Some(first) = column.first().filter(|m| m.confident) else {
            continue;
        };
        // What the title may be, and what the column may be, meet somewhere: no finding.
        let title_fields: Vec<&str> = if place.stated {
            vec![matter.field.as_str()]
        } else {
            place.matches.iter().map(|m| m.field.as_str()).collect()
        };
        let named = first
            .why
            .iter()
            .any(|w| matches!(w, Why::Name { .. } | Why::Field { .. } | Why::Cue { .. }));
        let apart = column
            .iter()
            .filter(|m| m.confident)
            .all(|m| !title_fields.contains(&m.field.as_str()));
        if named && apart {
            let sure = place.stated || place.matches.first().is_some_and(|m| m.score > 0.7);
            let severity = if sure {
                Severity::Warning
            } else {
                Severity::Info
            };
            let message = Message::new("apart")
                .with("column", path)
                .with("field", view.field_name(first.field.as_str()))
                .with("matter", matter.name())
                .with("own", view.field_name(matter.field.as_str()));
            found.push(
                Finding::new(info, view.at(n, "column"), message, path).with_severity(severity),
            );
        }
    }
}
