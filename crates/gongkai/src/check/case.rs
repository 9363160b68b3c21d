//! What the rules over case files have in common: the families `REQ`, `REV`, `CON`, `RET`.

use chrono::NaiveDate;

use crate::calendar::WorkCalendar;
use crate::case::{CaseEvent, Entry, Timeline};
use crate::finding::{Arg, Finding, Lang, Locus, Message, RuleInfo, Selection, Severity, rule};
use crate::law::Citation;

/// A case whose file is checked (待核查的办件).
#[doc(alias = "办件核查")]
#[derive(Debug, Clone, Copy)]
pub struct CaseCheck<'a, E> {
    /// The case, as a finding names it: usually the file's name without its ending.
    pub case: &'a str,
    /// What the file says.
    pub entries: &'a [Entry<E>],
    /// What reading the file showed to be wrong with its lines.
    pub lines: &'a [LineProblem],
    /// The calendar of the unit.
    pub calendar: &'a WorkCalendar,
    /// The day as of which is judged.
    pub as_of: NaiveDate,
}

/// A line of a case file that is not as it was written (行的问题).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineProblem {
    /// It, and what stands behind it, could not be read.
    Unread {
        /// The entry that it would be, from 0.
        index: u32,
        /// What is wrong.
        zh: String,
        /// The same in English.
        en: String,
    },
    /// Its seal does not fit: it or a line above it was changed by hand.
    Edited {
        /// The entry, from 0.
        index: u32,
    },
}

/// An event that the procedure refuses: it stands in the file and has no effect.
pub(super) struct Refused {
    /// The entry, from 0.
    pub(super) index: u32,
    /// Why, in Chinese.
    pub(super) zh: String,
    /// Why, in English.
    pub(super) en: String,
    /// The articles.
    pub(super) citations: Vec<Citation>,
}

/// A rule over a case, seen as `V`.
pub(super) struct CaseRule<V> {
    pub(super) code: &'static str,
    pub(super) run: fn(&V, &RuleInfo, &mut Vec<Finding>),
}

/// Runs the selected rules of a family, and orders what they find by event, then by rule.
pub(super) fn run<V>(rules: &[CaseRule<V>], view: &V, selection: &Selection) -> Vec<Finding> {
    let mut found = Vec::new();
    for one in rules {
        let info = one
            .code
            .parse()
            .ok()
            .filter(|c| selection.has(*c))
            .and_then(rule);
        if let Some(info) = info {
            (one.run)(view, info, &mut found);
        }
    }
    found.sort_by(|a, b| a.locus.cmp(&b.locus).then(a.rule.cmp(&b.rule)));
    found
}

/// The place of an event of a case.
pub(super) fn at(case: &str, index: u32) -> Locus {
    Locus::Event {
        case: case.to_owned(),
        index,
    }
}

/// A fact in both languages.
pub(super) fn both(words: impl Fn(Lang) -> String) -> Arg {
    Arg::Both {
        zh: words(Lang::Zh),
        en: words(Lang::En),
    }
}

/// The first rule of each family: entries that cannot be taken as they are. Its page has the
/// sentences `timeline`, `refused` and `unread`, each with `{why}`, `edited`, and `later` for an
/// entry past the day of the check, which is only a hint.
pub(super) fn record<E: CaseEvent>(
    check: &CaseCheck<'_, E>,
    refused: &[Refused],
    info: &RuleInfo,
    found: &mut Vec<Finding>,
) {
    let on_event = |index: u32, message: Message| {
        let entry = check.entries.get(index as usize);
        let day = entry.map(|e| e.on.to_string()).unwrap_or_default();
        Finding::new(info, at(check.case, index), message, day)
    };
    for problem in &Timeline::of(check.entries, check.as_of).problems {
        let why = both(|lang| problem.message(lang));
        let message = Message::new("timeline").with("why", why);
        found.push(on_event(problem.index(), message));
    }
    for one in refused {
        let why = Arg::Both {
            zh: one.zh.clone(),
            en: one.en.clone(),
        };
        let mut finding = on_event(one.index, Message::new("refused").with("why", why));
        finding.citations.clone_from(&one.citations);
        found.push(finding);
    }
    for line in check.lines {
        found.push(match line {
            LineProblem::Unread { index, zh, en } => {
                let why = Arg::Both {
                    zh: zh.clone(),
                    en: en.clone(),
                };
                on_event(*index, Message::new("unread").with("why", why))
            }
            LineProblem::Edited { index } => on_event(*index, Message::new("edited")),
        });
    }
    for (index, entry) in (0_u32..).zip(check.entries) {
        if entry.on > check.as_of {
            let message = Message::new("later").with("as_of", check.as_of);
            found.push(on_event(index, message).with_severity(Severity::Info));
        }
    }
}
