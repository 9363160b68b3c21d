//! CON008: a hearing without enough time before it.

use chrono::NaiveDate;

use super::{CaseRule, View};
use crate::calendar::Deadline;
use crate::check::case::both;
use crate::consultation::HearingTerm;
use crate::finding::{Finding, Message, RuleInfo, Severity};
use crate::law::Attestation;

pub(super) fn rule<'a>() -> CaseRule<View<'a>> {
    CaseRule {
        code: "CON008",
        run,
    }
}

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let Some(rule) = view.case.kind().and_then(|k| k.hearing.as_ref()) else {
        return;
    };
    for hearing in view.case.hearings() {
        let Some(term) = rule.term(hearing.on) else {
            continue;
        };
        let act = match rule.of {
            HearingTerm::Material => hearing.material,
            HearingTerm::Notice => hearing.announced,
        };
        let text = both(|lang| rule.text(lang).to_owned());
        let Some(act) = act else {
            let message = Message::new("unknown").with("rule", text);
            let finding = view.on(info, hearing.index, message);
            found.push(
                finding
                    .with_severity(Severity::Info)
                    .with_citation(term.citation),
            );
            continue;
        };
        // The days between: the day of the act is not counted, and the hearing may be held when
        // the last of them has come.
        let counted = view
            .check
            .calendar
            .deadline(&Deadline::after(act, term.period).minimum());
        let earliest: Option<NaiveDate> = counted.ok().map(|d| d.due);
        let Some(earliest) = earliest.filter(|e| hearing.on < *e) else {
            continue;
        };
        let message = Message::new("short")
            .with("act", act)
            .with("held", hearing.on)
            .with("earliest", earliest)
            .with("rule", text);
        let mut finding = view
            .on(info, hearing.index, message)
            .with_citation(term.citation);
        if term.certainty != Attestation::Read {
            finding.severity = Severity::Info;
        }
        found.push(finding);
    }
}
