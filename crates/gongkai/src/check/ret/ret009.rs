//! RET009: how long it is kept cannot be told.

use super::{CaseRule, View, both};
use crate::finding::{Finding, Lang, Message, RuleInfo};
use crate::retention::Kept;

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "RET009",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let plan = &view.status.plan;
    let Kept::Undeterminable { at_least } = plan.kept.kept else {
        return;
    };
    if view.status.facts.destroyed.is_some() || view.known.is_empty() {
        return;
    }
    let missing = both(|lang| {
        let words: Vec<String> = plan.kept.missing.iter().map(|m| m.message(lang)).collect();
        words.join(match lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        })
    });
    let message = match at_least {
        Some(last) => Message::new("at_least").with("last", last),
        None => Message::new("open"),
    };
    found.push(view.finding(info, view.first(), message.with("missing", missing)));
}
