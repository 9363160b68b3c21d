//! `data/fees.toml`.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::diagnostics::{Problems, Source};
use crate::fee_data::{MethodData, ScheduleData, TierData};
use crate::law::{Law, date};
use crate::law_model::Attestation;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schedule: Vec<Schedule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Schedule {
    from: Spanned<Datetime>,
    citation: Spanned<String>,
    one_method: Spanned<String>,
    certainty: Attestation,
    note: Option<String>,
    method: Vec<Method>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Method {
    kind: Spanned<String>,
    citation: Spanned<String>,
    certainty: Attestation,
    note: Option<String>,
    tiers: Vec<Tier>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tier {
    first: Spanned<u32>,
    yuan: u32,
    step: Option<u32>,
    step_yuan: Option<u32>,
    citation: Spanned<String>,
}

fn method(
    row: Method,
    law: &Law,
    source: &Source,
    problems: &mut Problems,
) -> (String, MethodData) {
    law.check(source, &row.citation, problems);
    let mut last = 0;
    let mut tiers = Vec::new();
    for (n, tier) in row.tiers.into_iter().enumerate() {
        law.check(source, &tier.citation, problems);
        let first = *tier.first.get_ref();
        if first <= last || (n == 0 && first != 1) {
            let fault = "tiers begin with 1 and rise";
            problems.at(source, tier.first.span(), fault);
        }
        last = first;
        let step = match (tier.step, tier.step_yuan) {
            (None, None) => None,
            (Some(step), Some(yuan)) if step > 0 => Some((step, yuan)),
            _ => {
                let fault = "`step` (above 0) and `step_yuan` go together";
                problems.at(source, tier.first.span(), fault);
                None
            }
        };
        tiers.push(TierData {
            first,
            yuan: tier.yuan,
            step,
            citation: tier.citation.into_inner(),
        });
    }
    let data = MethodData {
        citation: row.citation.into_inner(),
        certainty: row.certainty,
        note: row.note,
        tiers,
    };
    (row.kind.into_inner(), data)
}

pub fn build(root: &Path, out: &Path, law: &Law, problems: &mut Problems) {
    let source = Source::read(&root.join("data/fees.toml"), problems);
    let rows = source.toml::<File>(problems).map(|f| f.schedule);
    let mut schedules: Vec<ScheduleData> = Vec::new();
    for row in rows.unwrap_or_default() {
        law.check(&source, &row.citation, problems);
        law.check(&source, &row.one_method, problems);
        let span = row.from.span();
        let Some(from) = date(&source, Some(&row.from), problems) else {
            continue;
        };
        if schedules.last().is_some_and(|s| s.from >= from) {
            problems.at(&source, span.clone(), "schedules stand oldest first");
        }
        let (mut per_application, mut per_volume) = (None, None);
        for m in row.method {
            let at = m.kind.span();
            let (kind, data) = method(m, law, &source, problems);
            let place = match kind.as_str() {
                "per_application" => &mut per_application,
                "per_volume" => &mut per_volume,
                other => {
                    problems.at(&source, at, &format!("unknown method `{other}`"));
                    continue;
                }
            };
            if place.replace(data).is_some() {
                problems.at(&source, at, &format!("`{kind}` stands twice"));
            }
        }
        let (Some(per_application), Some(per_volume)) = (per_application, per_volume) else {
            problems.at(&source, span, "needs per_application and per_volume");
            continue;
        };
        schedules.push(ScheduleData {
            from,
            citation: row.citation.into_inner(),
            one_method: row.one_method.into_inner(),
            certainty: row.certainty,
            note: row.note,
            per_application,
            per_volume,
        });
    }
    let bytes = postcard::to_allocvec(&schedules).unwrap_or_default();
    if let Err(error) = fs::write(out.join("fees.bin"), bytes) {
        problems.push(out, 0, &error.to_string());
    }
}
