//! `data/exemptions.toml`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostics::{Problems, Source};
use crate::exemption_data::{
    ANSWERS, AspectData, ExemptionData, Force, GroundData, ProhibitionData, RowData,
};
use crate::law::Law;
use crate::law_model::{Attestation, InstrumentKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    row: Vec<RowData>,
    ground: Vec<GroundRow>,
    prohibition: Vec<ProhibitionRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroundRow {
    code: Spanned<String>,
    key: Spanned<String>,
    zh: String,
    en: String,
    basis: Vec<Spanned<String>>,
    force: Force,
    test_zh: String,
    test_en: String,
    override_zh: Option<String>,
    override_en: Option<String>,
    #[serde(default)]
    aspects: Vec<AspectData>,
    answer: Option<Spanned<String>>,
    row: Spanned<String>,
    certainty: Attestation,
    note_zh: Option<String>,
    note_en: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProhibitionRow {
    id: Spanned<String>,
    citation: Spanned<String>,
    zh: String,
    en: String,
    except_zh: Option<String>,
    except_en: Option<String>,
    certainty: Attestation,
    note: Option<String>,
}

/// Whether `text` may be a code: lower-case words joined by `_`.
fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

fn check_ground(
    row: &GroundRow,
    rows: &HashSet<String>,
    source: &Source,
    law: &Law,
    problems: &mut Problems,
) {
    let mut fault = |at: &Spanned<String>, what: &str| problems.at(source, at.span(), what);
    if !is_code(row.code.get_ref()) {
        fault(&row.code, "a code has lower-case letters and `_` only");
    }
    if row.basis.is_empty() {
        fault(&row.code, "`basis` must not be empty");
    }
    if !rows.contains(row.row.get_ref()) {
        fault(
            &row.row,
            &format!("`{}` is no row of the annual report", row.row.get_ref()),
        );
    }
    if let Some(answer) = &row.answer
        && !ANSWERS.contains(&answer.get_ref().as_str())
    {
        fault(answer, &format!("unknown answer `{}`", answer.get_ref()));
    }
    // Where a ground may be overcome, it has to say how.
    let binds = matches!(
        row.force,
        Force::Absolute | Force::ThirdParty | Force::Discretionary
    );
    if binds && (row.override_zh.is_none() || row.answer.is_none()) {
        fault(&row.code, "needs `override_zh` and `answer`");
    }
    let pairs = [
        (&row.override_zh, &row.override_en),
        (&row.note_zh, &row.note_en),
    ];
    if pairs.iter().any(|(zh, en)| zh.is_some() != en.is_some()) {
        fault(&row.code, "a text stands in one language only");
    }
    let aspects: HashSet<&str> = row.aspects.iter().map(|a| a.code.as_str()).collect();
    if aspects.len() != row.aspects.len() || !aspects.iter().all(|a| is_code(a)) {
        fault(&row.code, "aspects need codes of their own");
    }
    for citation in &row.basis {
        law.check(source, citation, problems);
    }
}

fn check_prohibition(row: &ProhibitionRow, source: &Source, law: &Law, problems: &mut Problems) {
    law.check(source, &row.citation, problems);
    let kind = law.kind(row.citation.get_ref());
    if !matches!(
        kind,
        Some(InstrumentKind::Law | InstrumentKind::AdministrativeRegulation)
    ) {
        problems.at(
            source,
            row.citation.span(),
            "only a law or an administrative regulation can prohibit disclosure",
        );
    }
    if row.except_zh.is_some() != row.except_en.is_some() {
        problems.at(
            source,
            row.id.span(),
            "the exception stands in one language only",
        );
    }
}

pub fn build(root: &Path, out: &Path, law: &Law, problems: &mut Problems) {
    let source = Source::read(&root.join("data/exemptions.toml"), problems);
    let Some(file) = source.toml::<File>(problems) else {
        return;
    };
    let rows: HashSet<String> = file.row.iter().map(|r| r.key.clone()).collect();
    if rows.len() != file.row.len() {
        problems.push(&source.path, 0, "a row of the annual report stands twice");
    }
    let mut seen = HashSet::new();
    let mut data = ExemptionData {
        rows: file.row,
        ..ExemptionData::default()
    };
    let mut once = |what: &Spanned<String>, problems: &mut Problems| {
        if !seen.insert(what.get_ref().clone()) {
            let fault = format!("`{}` stands twice", what.get_ref());
            problems.at(&source, what.span(), &fault);
        }
    };
    for row in file.ground {
        once(&row.code, problems);
        once(&row.key, problems);
        check_ground(&row, &rows, &source, law, problems);
        data.grounds.push(GroundData {
            code: row.code.into_inner(),
            key: row.key.into_inner(),
            zh: row.zh,
            en: row.en,
            basis: row.basis.into_iter().map(Spanned::into_inner).collect(),
            force: row.force,
            test_zh: row.test_zh,
            test_en: row.test_en,
            override_zh: row.override_zh,
            override_en: row.override_en,
            aspects: row.aspects,
            answer: row.answer.map(Spanned::into_inner),
            row: row.row.into_inner(),
            certainty: row.certainty,
            note_zh: row.note_zh,
            note_en: row.note_en,
        });
    }
    for row in file.prohibition {
        once(&row.id, problems);
        check_prohibition(&row, &source, law, problems);
        data.prohibitions.push(ProhibitionData {
            id: row.id.into_inner(),
            citation: row.citation.into_inner(),
            zh: row.zh,
            en: row.en,
            except_zh: row.except_zh,
            except_en: row.except_en,
            certainty: row.certainty,
            note: row.note,
        });
    }
    let bytes = postcard::to_allocvec(&data).unwrap_or_default();
    if let Err(error) = fs::write(out.join("exemptions.bin"), bytes) {
        problems.push(out, 0, &error.to_string());
    }
}
