//! REQ007: an answer without the step that it rests on.

use super::{Given, View};
use crate::check::case::both;
use crate::finding::{Finding, Lang, Message, RuleInfo, Severity};
use crate::request::{Answer, Consultee, Opinion, RequestEvent};

pub(super) const CODE: &str = "REQ007";

/// The grounds of Art. 15, which protect third parties.
const THIRD_PARTY: [&str; 3] = ["trade_secret", "personal_privacy", "other_third_party"];

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for given in view.answers() {
        let grounds = grounds(given.answer);
        let mut tell = |key: &'static str, party: &str, severity: Severity| {
            let message = Message::new(key)
                .with("party", party)
                .with("answer", both(|lang| name(given.answer, lang)));
            let finding = view.finding(info, given.index, message, given.on.to_string());
            found.push(finding.with_severity(severity));
        };
        match given.answer {
            Answer::NotFound { .. } if !searched(&given) => {
                tell("not_searched", "", info.severity);
            }
            Answer::StillUnclear { .. } if view.is_2019() && !corrected(&given) => {
                tell("not_corrected", "", info.severity);
            }
            Answer::Excessive { .. } => match reasons(&given) {
                None => tell("reasons_not_asked", "", info.severity),
                Some(true) => tell("reasons_reasonable", "", info.severity),
                Some(false) => {}
            },
            _ => {}
        }
        let parties = parties(view, &given);
        if grounds.iter().any(|g| THIRD_PARTY.contains(g)) && parties.is_empty() {
            tell("not_consulted", "", info.severity);
        }
        let discloses = matches!(given.answer, Answer::Disclosed { .. });
        for party in parties {
            if let (true, Some((Opinion::Objects, Some(true)))) = (discloses, party.opinion) {
                tell("against_objection", party.name, info.severity);
            }
            if discloses && party.opinion.is_none() && party.open {
                tell("term_running", party.name, info.severity);
            }
            let agreed = matches!(party.opinion, Some((Opinion::Agrees, _)));
            let all_third = !grounds.is_empty() && grounds.iter().all(|g| THIRD_PARTY.contains(g));
            if agreed && all_third {
                // Another third party may have objected: for a person to say.
                tell("although_agreed", party.name, Severity::Info);
            }
        }
    }
}

fn grounds(answer: &Answer) -> Vec<&str> {
    match answer {
        Answer::Withheld { ground, .. } => vec![ground],
        Answer::Partly { withheld, .. } => withheld.iter().map(|p| p.ground.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn searched(given: &Given<'_>) -> bool {
    let mut before = given.before.iter();
    before.any(|(_, entry)| matches!(entry.event, RequestEvent::Searched { .. }))
}

fn corrected(given: &Given<'_>) -> bool {
    let mut before = given.before.iter();
    before.any(|(_, entry)| matches!(entry.event, RequestEvent::Corrected {}))
}

/// `None`: no reasons were asked for; else whether those given are reasonable. None given, or
/// given and not reasonable, comes to the same.
fn reasons(given: &Given<'_>) -> Option<bool> {
    let mut found = None;
    for (_, entry) in given.before {
        match entry.event {
            RequestEvent::ReasonsRequested {} => found = Some(false),
            RequestEvent::ReasonsGiven { reasonable } => found = Some(reasonable),
            _ => {}
        }
    }
    found
}

/// A third party that was asked.
struct Party<'a> {
    name: &'a str,
    opinion: Option<(Opinion, Option<bool>)>,
    /// Whether its term still ran when the answer was made.
    open: bool,
}

fn parties<'a>(view: &View<'_>, given: &Given<'a>) -> Vec<Party<'a>> {
    let mut found: Vec<Party<'a>> = Vec::new();
    for (_, entry) in given.before {
        match &entry.event {
            RequestEvent::Consulted {
                party,
                consultee: Consultee::ThirdParty,
            } if !found.iter().any(|p| p.name == party) => {
                let mut dates = view.status.deadlines.iter();
                let term = dates.find(|d| d.party.as_deref() == Some(party.as_str()));
                found.push(Party {
                    name: party,
                    opinion: None,
                    open: term.is_none_or(|t| given.on <= t.until),
                });
            }
            RequestEvent::OpinionReceived {
                party,
                opinion,
                reasonable,
            } => {
                if let Some(known) = found.iter_mut().find(|p| p.name == party) {
                    known.opinion = Some((*opinion, *reasonable));
                }
            }
            _ => {}
        }
    }
    found
}

/// The kind of an answer in a few words.
fn name(answer: &Answer, lang: Lang) -> String {
    let (zh, en) = match answer {
        Answer::NotFound { .. } => ("信息不存在", "the information does not exist"),
        Answer::StillUnclear { .. } => ("补正后仍不明确", "still unclear"),
        Answer::Excessive { .. } => ("不予处理（大量反复申请）", "not processed as excessive"),
        Answer::Withheld { .. } => ("不予公开", "withheld"),
        Answer::Partly { .. } => ("部分公开", "disclosed in part"),
        Answer::Disclosed { .. } => ("予以公开", "disclosed"),
        _ => ("答复", "the answer"),
    };
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}
