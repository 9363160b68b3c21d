//! `gongkai catalogue import`: a county's own table as an overlay.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use gongkai::catalogue::{Catalogue, ImportOptions, Outcome, Overlay};
use gongkai::finding::{Baseline, Finding, Lang};
use gongkai_formats::report::{FileReport, Report, TextOptions, text};
use gongkai_formats::table::{Table, read_table};

use crate::files;
use crate::output::{self, Failure};

pub(crate) fn run(
    path: &Path,
    id: &str,
    field: Option<&str>,
    to: Option<&Path>,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let bytes = fs::read(path).map_err(|e| Failure::file(path, e))?;
    let shown = files::shown(path);
    let tables = read_table(&shown, &bytes).map_err(|e| Failure::file(path, e.message(lang)))?;
    let base = Catalogue::grassroots();

    let mut overlay = Overlay::new(id).on(base.id());
    overlay.source = Some(shown.clone());
    let mut findings: Vec<Finding> = Vec::new();
    let mut counts = [0usize; 3];
    for table in tables.tables.iter().filter(|t| !t.hidden) {
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(|c| c.text.clone()).collect())
            .collect();
        let options = ImportOptions {
            id: id.to_owned(),
            table: table.name.clone(),
            field: field.map(str::to_owned).or_else(|| field_of(table, base)),
            source: Some(shown.clone()),
        };
        let mut found = gongkai::catalogue::import(&rows, base, &options);
        overlay.operations.append(&mut found.overlay.operations);
        findings.append(&mut found.findings);
        for row in &found.rows {
            let kind = match row.outcome {
                Outcome::Same => 0,
                Outcome::Amended => 1,
                Outcome::Added => 2,
            };
            if let Some(count) = counts.get_mut(kind) {
                *count += 1;
            }
        }
    }
    base.apply(&overlay).map_err(|e| Failure::file(path, e))?;

    let any = !findings.is_empty();
    let report = Report {
        files: vec![FileReport::of_text(
            shown,
            "",
            findings,
            &Baseline::default(),
        )],
        ..Report::default()
    };
    let said = text(
        &report,
        &TextOptions {
            lang,
            summary: false,
            ..TextOptions::default()
        },
    );
    let [same, amended, added] = counts;
    let sum = match lang {
        Lang::Zh => format!(
            "读入{}行：与标准相同{same}，改动{amended}，新增{added}\n",
            same + amended + added
        ),
        Lang::En => format!(
            "{} rows read: {same} as the standard, {amended} amend it, {added} added\n",
            same + amended + added
        ),
    };
    let made = match to.and_then(Path::extension).and_then(|e| e.to_str()) {
        Some("json") => serde_json::to_string_pretty(&overlay)? + "\n",
        _ => toml::to_string_pretty(&overlay)?,
    };
    if to.is_some() {
        output::write(to, made.as_bytes())?;
        output::print(&format!("{said}{sum}"))?;
    } else {
        // The overlay is the answer; what is said about it must not stand inside it.
        eprint!("{said}{sum}");
        output::print(&made)?;
    }
    Ok(if any {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

/// The field that a sheet's name, or the lines above its head, speak of.
fn field_of(table: &Table, base: &Catalogue) -> Option<String> {
    let above = table
        .rows
        .iter()
        .take(3)
        .flat_map(|row| row.iter().map(|c| c.text.as_str()));
    let texts: Vec<&str> = std::iter::once(table.name.as_str()).chain(above).collect();
    base.fields()
        .iter()
        .find(|field| {
            texts
                .iter()
                .any(|t| *t == field.name || t.contains(&format!("{}领域", field.name)))
        })
        .map(|field| field.id.to_string())
}
