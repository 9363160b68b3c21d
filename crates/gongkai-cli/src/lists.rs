//! Lists of published information, as `gongkai check` looks at them: the rules over items and
//! over what was due.

use chrono::NaiveDate;
use gongkai::check::{Checker, DueCheck, check_due};
use gongkai::finding::Lang;
use gongkai::finding::{Baseline, Finding, Locus};
use gongkai_formats::items::ItemTable;
use gongkai_formats::read::FormatProblem;
use gongkai_formats::report::{FileError, FileReport, Report};

use crate::files::{self, Found};
use crate::output::Failure;
use crate::setup::Setup;

/// Checks the lists of a setup, and adds what is wrong to the report. Only lists among the
/// files asked for are looked at.
pub(crate) fn check(
    setup: &Setup,
    checker: &Checker,
    as_of: NaiveDate,
    baseline: &Baseline,
    found: &Found,
    report: &mut Report,
) -> Result<(), Failure> {
    let mut items = Vec::new();
    let mut lists: Vec<(String, usize, ItemTable)> = Vec::new();
    for (path, list) in setup.items() {
        let Some(path) = found.same(&path) else {
            continue;
        };
        match list {
            Ok(list) => {
                let start = items.len();
                items.extend(list.items.iter().cloned());
                lists.push((files::shown(&path), start, list));
            }
            Err(error) => report.errors.push(FileError {
                path: files::shown(&path),
                zh: error.clone(),
                en: error,
            }),
        }
    }
    if lists.is_empty() {
        return Ok(());
    }
    let (catalogue, calendar, events) = (setup.catalogue()?, setup.calendar()?, setup.events());
    let mut findings = check_due(
        &DueCheck {
            unit: setup.unit(),
            catalogue: &catalogue,
            calendar: &calendar,
            events,
            items: &items,
            as_of,
        },
        checker.selection(),
    );
    findings.extend(checker.check_items(setup.unit(), &catalogue, &items, as_of));
    findings.sort_by(|a, b| a.locus.cmp(&b.locus).then(a.rule.cmp(&b.rule)));

    // A finding on an item belongs to the list that the item came from; one on something
    // that is missing, to the first list.
    for (n, (path, start, list)) in lists.iter().enumerate() {
        let own: Vec<Finding> = findings
            .iter()
            .filter_map(|finding| own(finding, *start, list.items.len(), n == 0))
            .collect();
        let mut file =
            FileReport::of_items(path, own, baseline, |index, field| list.cell(index, field));
        let problems = list
            .problems
            .iter()
            .cloned()
            .chain(list.issues.iter().map(|issue| {
                let place = |lang| {
                    format!(
                        "{}：{}",
                        gongkai_formats::report::cell_label(&issue.cell, lang),
                        issue.message(lang)
                    )
                };
                FormatProblem {
                    zh: place(Lang::Zh),
                    en: place(Lang::En),
                }
            }));
        match report.files.iter_mut().find(|f| f.path == *path) {
            Some(read) => {
                read.entries.append(&mut file.entries);
                if let Some(info) = &mut read.info {
                    info.problems.extend(problems);
                }
            }
            None => report.files.push(file),
        }
    }
    Ok(())
}

/// The finding as one of this list, its item counted from the list's own start.
fn own(finding: &Finding, start: usize, count: usize, first: bool) -> Option<Finding> {
    let mut finding = finding.clone();
    if let Locus::Field { index, .. } = &mut finding.locus {
        let own = (*index as usize)
            .checked_sub(start)
            .filter(|n| *n < count)?;
        *index = u32::try_from(own).ok()?;
        return Some(finding);
    }
    first.then_some(finding)
}
