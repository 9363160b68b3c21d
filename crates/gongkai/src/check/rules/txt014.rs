//! TXT014: instruments cited after they had ceased to be in force.

use super::txt013::titles;
use super::{Sink, TextRule};
use crate::check::context::Context;
use crate::finding::{Arg, Severity};
use crate::law::{Attestation, InstrumentKind, Registry};

pub(super) const RULE: TextRule = TextRule {
    code: "TXT014",
    literals: &[],
    run,
};

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(date) = cx.date.filter(|_| !cx.traditional) else {
        return;
    };
    let registry = Registry::builtin();
    for title in titles(cx) {
        let versions = registry.titled(title.words);
        let in_force = versions.iter().any(|v| v.in_force_on(date));
        let Some(last) = versions.iter().max_by_key(|v| v.in_force_until) else {
            continue;
        };
        let Some(until) = last.in_force_until else {
            continue;
        };
        // A last day that is only remembered is no ground for a finding.
        if in_force || until >= date || last.until_certainty == Attestation::Memory {
            continue;
        }
        if !matches!(
            last.kind,
            InstrumentKind::Law | InstrumentKind::AdministrativeRegulation
        ) {
            continue;
        }
        // Told to be past: 原《…》, 《…》同时废止.
        let (before, after) = (
            cx.last_chars(title.start, 40),
            cx.first_chars(title.end, 40),
        );
        let past = cx.previous_char(title.start) == Some('原')
            || [
                "废止", "失效", "时任", "当时", "修改", "修订", "取代", "代替",
            ]
            .iter()
            .any(|w| before.contains(w) || after.contains(w));
        if past {
            continue;
        }
        let next = last.superseded_by.as_ref().and_then(|id| registry.get(id));
        let (zh, en) = match next {
            Some(next) => (
                format!("，由《{}》取代", next.title),
                format!(
                    "; superseded by {}",
                    next.title_en.as_deref().unwrap_or(&next.title)
                ),
            ),
            None => (String::new(), String::new()),
        };
        sink.at(title.start, title.end, "default")
            .with("until", until)
            .with("next", Arg::Both { zh, en })
            .severity(Severity::Info)
            .push();
    }
}
