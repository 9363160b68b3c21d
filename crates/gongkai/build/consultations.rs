//! `data/consultations.toml`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::catalogue_model::Channel;
use crate::consultation_data::{
    DocumentKind, HearingData, HearingTerm, KindData, LengthData, NeededData, Shortening,
};
use crate::diagnostics::{Problems, Source};
use crate::law::Law;
use crate::law_model::{Attestation, split_period};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Length {
    term: Option<Spanned<String>>,
    period: Option<Spanned<String>>,
    citation: Option<Spanned<String>>,
    certainty: Option<Attestation>,
    #[serde(default)]
    default: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hearing {
    of: HearingTerm,
    term: Option<Spanned<String>>,
    period: Option<Spanned<String>>,
    citation: Option<Spanned<String>>,
    certainty: Option<Attestation>,
    text_zh: String,
    text_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Needed {
    kind: DocumentKind,
    required: bool,
    citation: Spanned<String>,
    certainty: Attestation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: Spanned<String>,
    zh: String,
    en: String,
    minimum: Spanned<Length>,
    #[serde(default)]
    generally: bool,
    shortening: Shortening,
    shortening_basis: Option<Spanned<String>>,
    ways_basis: Option<Spanned<String>>,
    #[serde(default)]
    channels: Vec<Channel>,
    channels_basis: Option<Spanned<String>>,
    majority_hearing: Option<Spanned<String>>,
    majority_zh: Option<String>,
    majority_en: Option<String>,
    hearing: Option<Spanned<Hearing>>,
    result_basis: Vec<Spanned<String>>,
    basis: Vec<Spanned<String>>,
    certainty: Attestation,
    note_zh: Option<String>,
    note_en: Option<String>,
    document: Vec<Needed>,
}

/// What a row is checked against.
struct Reader<'a> {
    source: &'a Source,
    law: &'a Law,
    terms: &'a HashSet<String>,
}

impl Reader<'_> {
    fn cite(&self, citation: &Spanned<String>, problems: &mut Problems) -> String {
        self.law.check(self.source, citation, problems);
        citation.get_ref().clone()
    }

    fn length(
        &self,
        length: &Length,
        span: std::ops::Range<usize>,
        problems: &mut Problems,
    ) -> Option<LengthData> {
        match (
            &length.term,
            &length.period,
            &length.citation,
            length.certainty,
        ) {
            (Some(term), None, None, None) => {
                if !self.terms.contains(term.get_ref()) {
                    let what = format!("unknown term `{}`", term.get_ref());
                    problems.at(self.source, term.span(), &what);
                }
                Some(LengthData::Term(term.get_ref().clone()))
            }
            (None, Some(period), Some(citation), Some(certainty)) => {
                let citation = self.cite(citation, problems);
                let Some((count, unit)) = split_period(period.get_ref()).filter(|(n, _)| *n > 0)
                else {
                    problems.at(self.source, period.span(), "not a period such as 7d");
                    return None;
                };
                Some(LengthData::Fixed {
                    count,
                    unit,
                    citation,
                    certainty,
                    is_default: length.default,
                })
            }
            _ => {
                problems.at(
                    self.source,
                    span,
                    "needs either `term`, or `period`, `citation` and `certainty`",
                );
                None
            }
        }
    }

    fn kind(&self, row: Row, problems: &mut Problems) -> Option<KindData> {
        let mut at = |what: &str| problems.at(self.source, row.id.span(), what);
        if row.basis.is_empty() || row.result_basis.is_empty() {
            at("`basis` and `result_basis` must not be empty");
        }
        for kind in [
            DocumentKind::Draft,
            DocumentKind::Basis,
            DocumentKind::Explanation,
        ] {
            if row.document.iter().filter(|d| d.kind == kind).count() != 1 {
                at("`document` must name draft, basis and explanation, each once");
            }
        }
        if row
            .document
            .iter()
            .any(|d| d.kind == DocumentKind::Draft && !d.required)
        {
            at("the draft is always required");
        }
        if (row.shortening == Shortening::Explained) != row.shortening_basis.is_some() {
            at("`shortening_basis` belongs to `shortening = \"explained\"`, and to it alone");
        }
        if (row.shortening == Shortening::Never) == row.generally {
            at("`generally` and `shortening` contradict each other");
        }
        if row.channels.is_empty() == row.channels_basis.is_some() {
            at("`channels` and `channels_basis` belong together");
        }
        let majority = match (&row.majority_hearing, &row.majority_zh, &row.majority_en) {
            (Some(citation), Some(zh), Some(en)) => {
                Some((self.cite(citation, problems), zh.clone(), en.clone()))
            }
            (None, None, None) => None,
            _ => {
                at("`majority_hearing`, `majority_zh` and `majority_en` belong together");
                None
            }
        };
        let hearing = match &row.hearing {
            None => None,
            Some(hearing) => {
                let span = hearing.span();
                let hearing = hearing.get_ref();
                let length = Length {
                    term: hearing.term.clone(),
                    period: hearing.period.clone(),
                    citation: hearing.citation.clone(),
                    certainty: hearing.certainty,
                    default: false,
                };
                Some(HearingData {
                    of: hearing.of,
                    length: self.length(&length, span, problems)?,
                    zh: hearing.text_zh.clone(),
                    en: hearing.text_en.clone(),
                })
            }
        };
        let mut cited = |c: &Option<Spanned<String>>| c.as_ref().map(|c| self.cite(c, problems));
        let (shortening_basis, ways_basis, channels_basis) = (
            cited(&row.shortening_basis),
            cited(&row.ways_basis),
            cited(&row.channels_basis),
        );
        let mut all = |list: &[Spanned<String>]| {
            let cited = list.iter().map(|c| self.cite(c, problems));
            cited.collect::<Vec<_>>()
        };
        let (result_basis, basis) = (all(&row.result_basis), all(&row.basis));
        let documents = row
            .document
            .iter()
            .map(|d| NeededData {
                kind: d.kind,
                required: d.required,
                citation: self.cite(&d.citation, problems),
                certainty: d.certainty,
            })
            .collect();
        let minimum = self.length(row.minimum.get_ref(), row.minimum.span(), problems)?;
        Some(KindData {
            id: row.id.into_inner(),
            zh: row.zh,
            en: row.en,
            minimum,
            generally: row.generally,
            shortening: row.shortening,
            shortening_basis,
            documents,
            ways_basis,
            channels: row.channels,
            channels_basis,
            hearing,
            majority,
            result_basis,
            basis,
            certainty: row.certainty,
            note_zh: row.note_zh,
            note_en: row.note_en,
        })
    }
}

pub fn build(root: &Path, out: &Path, law: &Law, problems: &mut Problems) {
    let source = Source::read(&root.join("data/consultations.toml"), problems);
    let rows = source
        .toml::<File>(problems)
        .map(|f| f.kind)
        .unwrap_or_default();
    let terms = term_ids(root, problems);
    let reader = Reader {
        source: &source,
        law,
        terms: &terms,
    };
    let mut seen = HashSet::new();
    let mut kinds = Vec::new();
    for row in rows {
        if !seen.insert(row.id.get_ref().clone()) {
            let what = format!("`{}` stands twice", row.id.get_ref());
            problems.at(&source, row.id.span(), &what);
        }
        kinds.extend(reader.kind(row, problems));
    }
    let bytes = postcard::to_allocvec(&kinds).unwrap_or_default();
    if let Err(error) = fs::write(out.join("consultations.bin"), bytes) {
        problems.push(out, 0, &error.to_string());
    }
}

/// The ids of `data/terms.toml`.
fn term_ids(root: &Path, problems: &mut Problems) -> HashSet<String> {
    #[derive(Deserialize)]
    struct Terms {
        term: Vec<Term>,
    }
    #[derive(Deserialize)]
    struct Term {
        id: String,
    }
    Source::read(&root.join("data/terms.toml"), problems)
        .toml::<Terms>(problems)
        .map(|t| t.term.into_iter().map(|t| t.id).collect())
        .unwrap_or_default()
}
