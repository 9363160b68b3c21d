//! `data/law.toml` and `data/terms.toml`.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::diagnostics::{Problems, Source};
use crate::law_model::{
    Attestation, InstrumentData, InstrumentKind, LawData, TermData, TermVersionData,
    split_citation, split_period,
};

/// What other data files are checked against.
pub struct Law {
    /// Articles by instrument id; `None` where they were not counted.
    articles: HashMap<String, Option<u16>>,
    /// Kinds by instrument id.
    kinds: HashMap<String, InstrumentKind>,
    /// The ids of the terms.
    pub terms: HashSet<String>,
}

impl Law {
    /// What kind of instrument a citation cites, where it is known.
    pub fn kind(&self, citation: &str) -> Option<InstrumentKind> {
        let parts = split_citation(citation)?;
        self.kinds.get(parts.id).copied()
    }

    /// Why `text` is no good citation, or nothing.
    pub fn fault(&self, text: &str) -> Option<String> {
        let Some(parts) = split_citation(text) else {
            return Some(format!(
                "`{text}` is not a citation of the form id:article.paragraph(item)"
            ));
        };
        let Some(articles) = self.articles.get(parts.id) else {
            return Some(format!(
                "`{text}` cites the unknown instrument `{}`",
                parts.id
            ));
        };
        match (parts.article, articles) {
            (Some(article), Some(articles)) if article > *articles => Some(format!(
                "`{text}` cites article {article}, `{}` has {articles}",
                parts.id
            )),
            (Some(_), None) => Some(format!(
                "`{text}` cites an article of `{}`, whose articles were not counted",
                parts.id
            )),
            _ => None,
        }
    }

    /// Records a problem when `text` is no good citation.
    pub fn check(&self, source: &Source, text: &Spanned<String>, problems: &mut Problems) {
        if let Some(fault) = self.fault(text.get_ref()) {
            problems.at(source, text.span(), &fault);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LawFile {
    instrument: Vec<InstrumentRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InstrumentRow {
    id: Spanned<String>,
    work: String,
    title: String,
    short: Option<String>,
    title_en: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    number: Option<String>,
    issuer: Option<String>,
    kind: InstrumentKind,
    adopted: Option<Spanned<Datetime>>,
    in_force_from: Option<Spanned<Datetime>>,
    in_force_until: Option<Spanned<Datetime>>,
    until_certainty: Option<Attestation>,
    superseded_by: Option<Spanned<String>>,
    articles: Option<u16>,
    certainty: Attestation,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermFile {
    term: Vec<TermRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermRow {
    id: Spanned<String>,
    zh: String,
    en: String,
    version: Vec<TermVersionRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermVersionRow {
    from: Option<Spanned<Datetime>>,
    until: Option<Spanned<Datetime>>,
    period: Spanned<String>,
    citation: Spanned<String>,
    certainty: Attestation,
    note: Option<String>,
}

/// A TOML date as a civil date.
pub fn date(
    source: &Source,
    value: Option<&Spanned<Datetime>>,
    problems: &mut Problems,
) -> Option<NaiveDate> {
    let value = value?;
    let found = value.get_ref().date.and_then(|d| {
        NaiveDate::from_ymd_opt(i32::from(d.year), u32::from(d.month), u32::from(d.day))
    });
    if found.is_none() {
        problems.at(source, value.span(), "not a date");
    }
    found
}

pub fn build(root: &Path, out: &Path, problems: &mut Problems) -> Law {
    let source = Source::read(&root.join("data/law.toml"), problems);
    let rows = source
        .toml::<LawFile>(problems)
        .map(|f| f.instrument)
        .unwrap_or_default();
    let mut law = Law {
        terms: HashSet::new(),
        articles: rows
            .iter()
            .map(|r| (r.id.get_ref().clone(), r.articles))
            .collect(),
        kinds: rows
            .iter()
            .map(|r| (r.id.get_ref().clone(), r.kind))
            .collect(),
    };
    let mut seen = HashSet::new();
    let mut instruments = Vec::new();
    for row in rows {
        if !seen.insert(row.id.get_ref().clone()) {
            problems.at(
                &source,
                row.id.span(),
                &format!("`{}` stands twice", row.id.get_ref()),
            );
        }
        if let Some(next) = &row.superseded_by
            && !law.articles.contains_key(next.get_ref())
        {
            problems.at(
                &source,
                next.span(),
                &format!("unknown instrument `{}`", next.get_ref()),
            );
        }
        let from = date(&source, row.in_force_from.as_ref(), problems);
        let until = date(&source, row.in_force_until.as_ref(), problems);
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            problems.at(&source, row.id.span(), "ends before it begins");
        }
        instruments.push(InstrumentData {
            short: row.short.unwrap_or_else(|| row.title.clone()),
            id: row.id.into_inner(),
            work: row.work,
            title: row.title,
            title_en: row.title_en,
            aliases: row.aliases,
            number: row.number,
            issuer: row.issuer,
            kind: row.kind,
            adopted: date(&source, row.adopted.as_ref(), problems),
            in_force_from: from,
            in_force_until: until,
            until_certainty: row.until_certainty.unwrap_or(row.certainty),
            superseded_by: row.superseded_by.map(Spanned::into_inner),
            articles: row.articles,
            certainty: row.certainty,
            note: row.note,
        });
    }

    let source = Source::read(&root.join("data/terms.toml"), problems);
    let rows = source
        .toml::<TermFile>(problems)
        .map(|f| f.term)
        .unwrap_or_default();
    let mut terms = Vec::new();
    let mut seen = HashSet::new();
    for row in rows {
        if !seen.insert(row.id.get_ref().clone()) {
            problems.at(
                &source,
                row.id.span(),
                &format!("`{}` stands twice", row.id.get_ref()),
            );
        }
        law.terms.insert(row.id.get_ref().clone());
        let mut versions = Vec::new();
        for version in row.version {
            law.check(&source, &version.citation, problems);
            let Some((count, unit)) =
                split_period(version.period.get_ref()).filter(|(n, _)| *n > 0)
            else {
                problems.at(&source, version.period.span(), "not a period such as 20wd");
                continue;
            };
            versions.push(TermVersionData {
                from: date(&source, version.from.as_ref(), problems),
                until: date(&source, version.until.as_ref(), problems),
                count,
                unit,
                citation: version.citation.into_inner(),
                certainty: version.certainty,
                note: version.note,
            });
        }
        versions.sort_by_key(|v| v.from);
        terms.push(TermData {
            id: row.id.into_inner(),
            zh: row.zh,
            en: row.en,
            versions,
        });
    }

    let bytes = postcard::to_allocvec(&LawData { instruments, terms }).unwrap_or_default();
    if let Err(error) = fs::write(out.join("law.bin"), bytes) {
        problems.push(out, 0, &error.to_string());
    }
    law
}
