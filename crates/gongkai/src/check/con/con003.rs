//! CON003: published without draft, basis or explanation, or not where and how it should be.

use super::{CaseRule, View};
use crate::check::case::both;
use crate::finding::{Finding, Lang, Message, RuleInfo, Severity};

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "CON003",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for problem in view.refused("CON003") {
        found.push(view.told(info, problem, "missing"));
    }
    let Some(kind) = view.case.kind() else {
        return;
    };
    for round in view.case.rounds() {
        for needed in kind.documents.iter().filter(|d| !d.required) {
            if round.documents.iter().any(|d| d.kind == needed.kind) {
                continue;
            }
            let message = Message::new("advisable")
                .with("what", both(|lang| needed.kind.label(lang).to_owned()));
            let finding = view.on(info, round.index, message);
            found.push(
                finding
                    .with_severity(Severity::Info)
                    .with_citation(needed.citation.clone()),
            );
        }
        if let Some(basis) = &kind.ways_basis
            && round.ways.is_empty()
        {
            let finding = view.on(info, round.index, Message::new("ways"));
            found.push(
                finding
                    .with_severity(Severity::Warning)
                    .with_citation(basis.clone()),
            );
        }
        if let Some(basis) = &kind.channels_basis
            && !round.channels.iter().any(|c| kind.channels.contains(c))
        {
            let named = both(|lang| {
                let names: Vec<&str> = kind.channels.iter().map(|c| c.label(lang)).collect();
                names.join(match lang {
                    Lang::Zh => "、",
                    Lang::En => ", ",
                })
            });
            let message = Message::new("channels").with("channels", named);
            let finding = view.on(info, round.index, message);
            found.push(
                finding
                    .with_severity(Severity::Warning)
                    .with_citation(basis.clone()),
            );
        }
    }
}
