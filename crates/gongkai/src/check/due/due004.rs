//! DUE004: taken down before the time of display had passed.

use super::{DueRule, View, at_item, both, on_duty};
use crate::finding::{Finding, Lang, RuleInfo};
use crate::law::PeriodUnit;

pub(super) const RULE: DueRule = DueRule {
    code: "DUE004",
    run,
};

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for duty in &view.agenda.duties {
        let (Some(display), Some(matched)) = (&duty.display, &duty.matched) else {
            continue;
        };
        let (Some(short), Some(removed), Some(until)) =
            (display.short_by, display.removed, display.until)
        else {
            continue;
        };
        let locus = at_item(view, matched.item.index, "removed");
        let mut finding = on_duty(info, duty, locus, "short", removed.to_string());
        let working = display.period.unit() == PeriodUnit::WorkingDay;
        finding.message = finding
            .message
            .with("removed", removed)
            .with("until", until)
            .with(
                "period",
                both(|l| match l {
                    Lang::Zh => display.period.chinese(),
                    Lang::En => display.period.english(),
                }),
            )
            .with(
                "short",
                both(|l| match (l, working) {
                    (Lang::Zh, true) => format!("{short}个工作日"),
                    (Lang::Zh, false) => format!("{short}天"),
                    (Lang::En, true) => format!("{short} working day(s)"),
                    (Lang::En, false) => format!("{short} day(s)"),
                }),
            );
        found.push(finding);
    }
}
