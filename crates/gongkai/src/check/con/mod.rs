//! The rules over consultations: one file each, named by its code.

mod con001;
mod con002;
mod con003;
mod con004;
mod con005;
mod con006;
mod con007;
mod con008;

use super::case::{self, CaseCheck, CaseRule};
use crate::consultation::{Consultation, ConsultationEvent, ConsultationProblem, Settings};
use crate::finding::{Finding, Message, RuleInfo, Selection};

/// What the rules see.
struct View<'a> {
    check: &'a CaseCheck<'a, ConsultationEvent>,
    case: Consultation,
}

/// What is wrong with the record of a consultation, under the rules of the family `CON`
/// (意见征集检查), ordered by event, then by rule.
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::case::Entry;
/// use gongkai::check::{CaseCheck, check_consultations};
/// use gongkai::consultation::ConsultationEvent;
/// use gongkai::finding::{Lang, Selection};
///
/// // Thirty days from 2 March run through 1 April.
/// let lines = [
///     r#"{"on": "2026-03-02", "event": "opened", "title": "停车收费办法", "kind": "rules", "body": "某市"}"#,
///     r#"{"on": "2026-03-02", "event": "published", "until": "2026-03-31",
///         "channels": ["government_website"], "documents": [
///         {"kind": "draft", "content": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
///         {"kind": "basis", "content": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},
///         {"kind": "explanation", "content": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}]}"#,
/// ];
/// let entries: Vec<Entry<ConsultationEvent>> =
///     lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
/// let findings = check_consultations(
///     &CaseCheck {
///         case: "2026-01",
///         entries: &entries,
///         lines: &[],
///         calendar: WorkCalendar::national(),
///         as_of: "2026-03-10".parse().unwrap(),
///     },
///     &Selection::default(),
/// );
/// assert_eq!(findings[0].rule.as_str(), "CON002");
/// assert!(findings[0].message(Lang::Zh).contains("应当到2026-04-01，少1天"));
/// ```
pub fn check_consultations(
    check: &CaseCheck<'_, ConsultationEvent>,
    selection: &Selection,
) -> Vec<Finding> {
    let case = Consultation::of(
        check.entries,
        check.as_of,
        check.calendar,
        &Settings::default(),
    );
    let view = View { check, case };
    let rules = [
        con001::rule(),
        con002::rule(),
        con003::rule(),
        con004::rule(),
        con005::rule(),
        con006::rule(),
        con007::rule(),
        con008::rule(),
    ];
    case::run(&rules, &view, selection)
}

impl View<'_> {
    fn event(&self, index: u32) -> Option<&ConsultationEvent> {
        self.check.entries.get(index as usize).map(|e| &e.event)
    }

    /// The refusals that this rule tells; each belongs to one rule.
    fn refused<'a>(&'a self, rule: &'a str) -> impl Iterator<Item = &'a ConsultationProblem> {
        self.case
            .problems()
            .iter()
            .filter(move |p| self.rule_of(p) == rule)
    }

    /// Which rule tells a refusal.
    fn rule_of(&self, problem: &ConsultationProblem) -> &'static str {
        let unreasoned = match self.event(problem.index) {
            Some(
                ConsultationEvent::Shortened { reason, .. }
                | ConsultationEvent::Published {
                    shortened: Some(reason),
                    ..
                },
            ) => reason.trim().is_empty(),
            _ => false,
        };
        match problem.code() {
            "blank" | "period_too_short" if unreasoned => "CON007",
            "period_too_short" | "may_not_be_shortened" | "closed_too_early" => "CON002",
            "documents_missing" => "CON003",
            "ungrouped" | "unanswered" | "reasons_missing" => "CON004",
            "result_missing" | "hearing_owed" | "not_reconsulted" | "other_content"
            | "not_submitted" => "CON006",
            _ => "CON001",
        }
    }

    /// A finding on an event, with the day of the event as its text.
    fn on(&self, info: &RuleInfo, index: u32, message: Message) -> Finding {
        let entry = self.check.entries.get(index as usize);
        let day = entry.map(|e| e.on.to_string()).unwrap_or_default();
        Finding::new(info, case::at(self.check.case, index), message, day)
    }

    /// A refusal as a finding: `{why}` is its own sentence.
    fn told(&self, info: &RuleInfo, problem: &ConsultationProblem, key: &'static str) -> Finding {
        let why = case::both(|lang| problem.message(lang));
        let mut finding = self.on(info, problem.index, Message::new(key).with("why", why));
        finding.citations = problem.citations();
        finding
    }
}
