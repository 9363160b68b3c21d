//! `data/retention.toml`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostics::{Problems, Source};
use crate::law::Law;
use crate::law_model::split_period;
use crate::retention_data::{
    KeptData, KindData, RowData, ScheduleData, TransferData, split_condition,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<Spanned<KindData>>,
    row: Vec<Spanned<RowData>>,
    transfer: Vec<Spanned<TransferData>>,
}

/// What is checked against.
struct Known<'a> {
    law: &'a Law,
    /// Of matters and fields.
    ids: &'a HashSet<String>,
    terms: HashSet<String>,
    kinds: HashSet<String>,
}

fn is_period(text: &str) -> bool {
    split_period(text).is_some_and(|(count, _)| count > 0)
}

/// Exactly one of a term and a period, or neither where `free`.
fn length(term: Option<&str>, period: Option<&str>, free: bool, known: &Known<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    match (term, period) {
        (Some(_), Some(_)) => faults.push("both `term` and `period`".to_owned()),
        (None, None) if !free => faults.push("needs `term` or `period`".to_owned()),
        _ => {}
    }
    if let Some(term) = term.filter(|t| !known.terms.contains(*t)) {
        faults.push(format!("unknown term `{term}`"));
    }
    if let Some(period) = period.filter(|p| !is_period(p)) {
        faults.push(format!("`{period}` is not a period such as 20wd"));
    }
    faults
}

fn kept(kept: &KeptData, known: &Known<'_>) -> Vec<String> {
    if kept.permanent {
        return if kept.term.is_some() || kept.period.is_some() || kept.from.is_some() {
            vec!["`permanent` takes neither a length nor `from`".to_owned()]
        } else {
            Vec::new()
        };
    }
    let mut faults = length(kept.term.as_deref(), kept.period.as_deref(), false, known);
    if kept.from.is_none() {
        faults.push("`kept` for a time needs `from`".to_owned());
    }
    faults
}

fn row(row: &RowData, known: &Known<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let applies = !row.kinds.is_empty() || !row.matters.is_empty() || !row.fields.is_empty();
    // What holds for all that a body posts is a row without kinds; how long a thing is kept
    // depends on what it is.
    if !applies && (row.bodies.is_empty() || row.kept.is_some()) {
        faults.push("applies to nothing: `kinds`, `matters` or `fields`".to_owned());
    }
    if row.basis.is_empty() || row.en.is_empty() {
        faults.push("`basis` and `en` must not be empty".to_owned());
    }
    if row.replaces.is_some() || row.was.is_some() {
        faults.push("only a local row replaces another".to_owned());
    }
    for kind in row.kinds.iter().filter(|k| !known.kinds.contains(*k)) {
        faults.push(format!("unknown kind `{kind}`"));
    }
    for id in row.matters.iter().chain(&row.fields) {
        if !known.ids.contains(id) {
            faults.push(format!("unknown matter or field `{id}`"));
        }
    }
    for condition in &row.when {
        if split_condition(condition).is_none() {
            faults.push(format!("unknown condition `{condition}`"));
        }
    }
    if let Some(posted) = &row.posted {
        let free = posted.standing || posted.reading;
        faults.extend(length(
            posted.term.as_deref(),
            posted.period.as_deref(),
            free,
            known,
        ));
        if posted.standing && (posted.term.is_some() || posted.period.is_some()) {
            faults.push("`standing` takes no length".to_owned());
        }
    }
    match &row.kept {
        Some(data) => faults.extend(kept(data, known)),
        None if row.posted.is_none() => faults.push("says nothing".to_owned()),
        None => {}
    }
    faults
}

/// The ids of the terms of law; what is wrong with them is told where they are read.
fn terms(root: &Path) -> HashSet<String> {
    let text = fs::read_to_string(root.join("data/terms.toml")).unwrap_or_default();
    let table: toml::Table = text.parse().unwrap_or_default();
    table
        .get("term")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|term| term.get("id")?.as_str().map(str::to_owned))
        .collect()
}

pub fn build(root: &Path, out: &Path, law: &Law, ids: &HashSet<String>, problems: &mut Problems) {
    let source = Source::read(&root.join("data/retention.toml"), problems);
    let Some(file) = source.toml::<File>(problems) else {
        return;
    };
    let known = Known {
        law,
        ids,
        terms: terms(root),
        kinds: file.kind.iter().map(|k| k.get_ref().id.clone()).collect(),
    };
    let mut seen = HashSet::new();
    let named = file
        .kind
        .iter()
        .map(|k| (&k.get_ref().id, k.span()))
        .chain(file.row.iter().map(|r| (&r.get_ref().id, r.span())))
        .chain(file.transfer.iter().map(|t| (&t.get_ref().id, t.span())));
    for (id, span) in named {
        if !seen.insert(id.clone()) {
            problems.at(&source, span, &format!("`{id}` stands twice"));
        }
    }
    for one in &file.row {
        for citation in &one.get_ref().basis {
            known.law.check(
                &source,
                &Spanned::new(one.span(), citation.clone()),
                problems,
            );
        }
        for fault in row(one.get_ref(), &known) {
            let what = format!("`{}`: {fault}", one.get_ref().id);
            problems.at(&source, one.span(), &what);
        }
    }
    for one in &file.transfer {
        let transfer = one.get_ref();
        for citation in &transfer.basis {
            known.law.check(
                &source,
                &Spanned::new(one.span(), citation.clone()),
                problems,
            );
        }
        if !known.terms.contains(&transfer.term)
            || transfer.least.as_deref().is_some_and(|l| !is_period(l))
            || transfer.bodies.is_empty()
        {
            problems.at(
                &source,
                one.span(),
                "unknown term, bad period, or no bodies",
            );
        }
    }
    let data = ScheduleData {
        kinds: file.kind.into_iter().map(Spanned::into_inner).collect(),
        rows: file.row.into_iter().map(Spanned::into_inner).collect(),
        transfers: file.transfer.into_iter().map(Spanned::into_inner).collect(),
    };
    let bytes = postcard::to_allocvec(&data).unwrap_or_default();
    if let Err(error) = fs::write(out.join("retention.bin"), bytes) {
        problems.push(out, 0, &error.to_string());
    }
}
