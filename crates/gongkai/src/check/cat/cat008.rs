//! CAT008: fields of an item that are missing or impossible.

use std::collections::HashMap;

use super::{ItemRule, View};
use crate::finding::{Finding, Message, RuleInfo, Severity};

pub(super) const RULE: ItemRule = ItemRule {
    code: "CAT008",
    run,
};

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let mut seen = HashMap::new();
    for (n, item, _) in view.each() {
        let mut say = |field: &str, message: Message, text: String, severity: Option<Severity>| {
            let finding = Finding::new(info, view.at(n, field), message, text);
            found.push(match severity {
                Some(severity) => finding.with_severity(severity),
                None => finding,
            });
        };
        let title = item.title.trim();
        if title.is_empty() {
            say(
                "title",
                Message::new("no_title"),
                String::new(),
                Some(Severity::Error),
            );
        }
        if let (Some(formed), Some(published)) = (item.formed, item.published)
            && published < formed
        {
            let message = Message::new("order")
                .with("formed", formed)
                .with("published", published);
            say("published", message, published.to_string(), None);
        }
        if let (Some(published), Some(removed)) = (item.published, item.removed)
            && removed < published
        {
            let message = Message::new("removed")
                .with("removed", removed)
                .with("published", published);
            say("removed", message, removed.to_string(), None);
        }
        if let Some(formed) = item.formed.filter(|d| *d > view.check.as_of) {
            let message = Message::new("future")
                .with("date", formed)
                .with("as_of", view.check.as_of);
            say("formed", message, formed.to_string(), None);
        }
        if title.is_empty() {
            continue;
        }
        let key = (
            title,
            item.published,
            item.link.as_deref(),
            item.number.as_deref(),
        );
        if let Some(first) = seen.insert(key, n + 1) {
            let message = Message::new("twice")
                .with("text", title)
                .with("first", i64::try_from(first).unwrap_or_default());
            say("title", message, title.to_owned(), None);
        }
    }
}
