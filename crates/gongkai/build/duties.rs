//! `data/duties.toml`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::catalogue_model::{Channel, Level};
use crate::diagnostics::{Problems, Source};
use crate::duty_data::{DutyData, KINDS, RhythmData};
use crate::law::Law;
use crate::law_model::Attestation;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    duty: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: Spanned<String>,
    matter: Option<String>,
    zh: String,
    en: String,
    levels: Vec<Level>,
    kinds: Vec<Spanned<String>>,
    rhythm: Spanned<String>,
    due: Option<Spanned<String>>,
    since: Option<i32>,
    term: Option<String>,
    of: Option<Spanned<String>>,
    #[serde(default)]
    titles: Vec<Vec<String>>,
    #[serde(default)]
    unlike: Vec<String>,
    #[serde(default)]
    columns: Vec<String>,
    elements: Vec<String>,
    channels: Vec<Channel>,
    basis: Vec<Spanned<String>>,
    certainty: Attestation,
    #[serde(default)]
    default: bool,
    note_zh: Option<String>,
    note_en: Option<String>,
}

/// `01-31` as month and day.
fn day_of_year(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // 2023 is no leap year: the day has to exist in every year.
    chrono::NaiveDate::from_ymd_opt(2023, month, day).map(|_| (month, day))
}

fn rhythm(row: &Row, source: &Source, problems: &mut Problems) -> Option<RhythmData> {
    let mut fault = |what: &str| {
        problems.at(source, row.rhythm.span(), what);
        None
    };
    let due = row.due.as_ref().and_then(|d| day_of_year(d.get_ref()));
    match row.rhythm.get_ref().as_str() {
        "standing" => Some(RhythmData::Standing),
        name @ ("yearly" | "review") => match (due, row.since) {
            (Some((month, day)), Some(since)) if name == "yearly" => {
                Some(RhythmData::Yearly { month, day, since })
            }
            (Some((month, day)), Some(since)) => Some(RhythmData::Review { month, day, since }),
            _ => fault("needs `due`, as in 01-31, and `since`"),
        },
        "approval" => {
            let previous_year = match row.of.as_ref().map(|o| o.get_ref().as_str()) {
                Some("this_year") => false,
                Some("previous_year") => true,
                _ => return fault("needs `of`: this_year or previous_year"),
            };
            match &row.term {
                Some(term) => Some(RhythmData::Approval {
                    term: term.clone(),
                    previous_year,
                }),
                None => fault("needs `term`"),
            }
        }
        "update" => match &row.term {
            Some(term) if !row.columns.is_empty() => {
                Some(RhythmData::Update { term: term.clone() })
            }
            _ => fault("needs `term` and `columns`"),
        },
        other => fault(&format!("unknown rhythm `{other}`")),
    }
}

pub fn build(root: &Path, out: &Path, law: &Law, problems: &mut Problems) {
    let source = Source::read(&root.join("data/duties.toml"), problems);
    let rows = source
        .toml::<File>(problems)
        .map(|f| f.duty)
        .unwrap_or_default();
    let mut seen = HashSet::new();
    let mut duties = Vec::new();
    for row in rows {
        if !seen.insert(row.id.get_ref().clone()) {
            problems.at(
                &source,
                row.id.span(),
                &format!("`{}` stands twice", row.id.get_ref()),
            );
        }
        if row.levels.is_empty() || row.kinds.is_empty() || row.basis.is_empty() {
            problems.at(
                &source,
                row.id.span(),
                "`levels`, `kinds` and `basis` must not be empty",
            );
        }
        if row.elements.is_empty() || row.channels.is_empty() {
            problems.at(
                &source,
                row.id.span(),
                "`elements` and `channels` must not be empty",
            );
        }
        for kind in &row.kinds {
            if !KINDS.contains(&kind.get_ref().as_str()) {
                problems.at(
                    &source,
                    kind.span(),
                    &format!("unknown kind `{}`", kind.get_ref()),
                );
            }
        }
        for citation in &row.basis {
            law.check(&source, citation, problems);
        }
        let Some(rhythm) = rhythm(&row, &source, problems) else {
            continue;
        };
        duties.push(DutyData {
            id: row.id.into_inner(),
            matter: row.matter,
            zh: row.zh,
            en: row.en,
            levels: row.levels,
            kinds: row.kinds.into_iter().map(Spanned::into_inner).collect(),
            rhythm,
            titles: row.titles,
            unlike: row.unlike,
            columns: row.columns,
            elements: row.elements,
            channels: row.channels,
            basis: row.basis.into_iter().map(Spanned::into_inner).collect(),
            certainty: row.certainty,
            is_default: row.default,
            note_zh: row.note_zh,
            note_en: row.note_en,
        });
    }
    let bytes = postcard::to_allocvec(&duties).unwrap_or_default();
    if let Err(error) = fs::write(out.join("duties.bin"), bytes) {
        problems.push(out, 0, &error.to_string());
    }
}
