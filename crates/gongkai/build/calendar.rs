//! `data/calendar/*.toml`: holiday notices, the decrees behind them, the festivals of each
//! year and the articles that say how periods are counted.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::diagnostics::{Problems, Source};
use crate::law::{Law, date};
use crate::law_model::Attestation;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeFile {
    notice: Vec<NoticeRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeRow {
    id: Spanned<String>,
    number: Option<String>,
    published: Spanned<Datetime>,
    year: Spanned<i32>,
    amends: Option<Spanned<String>>,
    certainty: Attestation,
    note: Option<String>,
    days: Vec<DayRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayRow {
    date: Spanned<Datetime>,
    kind: Spanned<String>,
    name: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FestivalFile {
    festivals: BTreeMap<String, Spanned<[String; 4]>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecreeFile {
    decree: Vec<DecreeRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecreeRow {
    id: Spanned<String>,
    adopted: Spanned<Datetime>,
    from_year: i32,
    #[allow(dead_code)]
    certainty: Attestation,
    days: Vec<DecreeDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecreeDay {
    name: String,
    on: Spanned<String>,
    offsets: Vec<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountingFile {
    counting: Vec<CountingRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountingRow {
    from: Spanned<Datetime>,
    start: Spanned<String>,
    month: Spanned<String>,
    rest_day: Spanned<String>,
    #[allow(dead_code)]
    certainty: Attestation,
}

pub fn build(root: &Path, out: &Path, law: &Law, problems: &mut Problems) {
    let folder = root.join("data/calendar");
    let mut code = String::new();
    let mut names = Names::default();
    let festivals = festivals(
        &Source::read(&folder.join("festivals.toml"), problems),
        problems,
    );
    code.push_str(&festivals);
    notices(
        &Source::read(&folder.join("notices.toml"), problems),
        law,
        &mut names,
        &mut code,
        problems,
    );
    decrees(
        &Source::read(&folder.join("decrees.toml"), problems),
        law,
        &mut names,
        &mut code,
        problems,
    );
    counting(
        &Source::read(&folder.join("counting.toml"), problems),
        law,
        &mut code,
        problems,
    );
    let _ = writeln!(code, "static NAMES: &[&str] = &{:?};", names.list);
    if let Err(error) = fs::write(out.join("calendar.rs"), code) {
        problems.push(out, 0, &error.to_string());
    }
}

/// Names of festivals, each stored once.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    index: HashMap<String, usize>,
}

impl Names {
    fn of(&mut self, name: &str) -> usize {
        if let Some(&n) = self.index.get(name) {
            return n;
        }
        self.list.push(name.to_owned());
        self.index.insert(name.to_owned(), self.list.len() - 1);
        self.list.len() - 1
    }
}

/// Days since 2008-01-01, the first day of the calendar.
fn ordinal(date: NaiveDate) -> i64 {
    let first = NaiveDate::from_ymd_opt(2008, 1, 1).unwrap_or_default();
    (date - first).num_days()
}

fn month_day(year: i32, text: &str) -> Option<NaiveDate> {
    let (month, day) = text.split_once('-')?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

fn festivals(source: &Source, problems: &mut Problems) -> String {
    let mut code = String::from("static FESTIVALS: &[[u16; 4]] = &[\n");
    let Some(file) = source.toml::<FestivalFile>(problems) else {
        return code + "];\n";
    };
    let mut expected = 2008;
    for (year, row) in &file.festivals {
        if year.parse() != Ok(expected) {
            problems.at(source, row.span(), &format!("expected the year {expected}"));
        }
        // What the lunar calendar and the sun allow.
        let windows = [
            ("01-20", "02-21"),
            ("04-03", "04-06"),
            ("05-27", "06-27"),
            ("09-07", "10-09"),
        ];
        code.push_str("    [");
        for (text, (first, last)) in row.get_ref().iter().zip(windows) {
            let found =
                month_day(expected, text).filter(|_| (first..=last).contains(&text.as_str()));
            let Some(found) = found else {
                problems.at(
                    source,
                    row.span(),
                    &format!("`{text}` is not between {first} and {last}"),
                );
                continue;
            };
            let _ = write!(code, "{}, ", ordinal(found));
        }
        code.push_str("],\n");
        expected += 1;
    }
    code + "];\n"
}

fn notices(
    source: &Source,
    law: &Law,
    names: &mut Names,
    code: &mut String,
    problems: &mut Problems,
) {
    code.push_str("static NOTICES: &[NoticeRow] = &[\n");
    let rows = source
        .toml::<NoticeFile>(problems)
        .map(|f| f.notice)
        .unwrap_or_default();
    let mut arranged = HashMap::new();
    let mut seen = HashSet::new();
    for row in rows {
        let id = row.id.get_ref().clone();
        law.check(source, &row.id, problems);
        if !seen.insert(id.clone()) {
            problems.at(source, row.id.span(), &format!("`{id}` stands twice"));
        }
        let year = *row.year.get_ref();
        match &row.amends {
            Some(base) if !seen.contains(base.get_ref()) => {
                problems.at(
                    source,
                    base.span(),
                    "amends a notice that does not stand before it",
                );
            }
            Some(_) => {}
            None => {
                if let Some(other) = arranged.insert(year, id.clone()) {
                    problems.at(
                        source,
                        row.year.span(),
                        &format!("`{other}` arranges {year} already"),
                    );
                }
            }
        }
        let Some(published) = date(source, Some(&row.published), problems) else {
            continue;
        };
        if published.year() > year || published.year() < year - 1 {
            problems.at(
                source,
                row.published.span(),
                "published neither in the year arranged nor in the one before",
            );
        }
        let mut days = Vec::new();
        for day in &row.days {
            let Some(on) = date(source, Some(&day.date), problems) else {
                continue;
            };
            let fault = fault(on, year, day.kind.get_ref(), day.name.get_ref());
            let Ok(kind) = fault.inspect_err(|what| problems.at(source, day.date.span(), what))
            else {
                continue;
            };
            if days.iter().any(|&(other, _, _)| other == ordinal(on)) {
                problems.at(
                    source,
                    day.date.span(),
                    &format!("{on} stands twice in `{id}`"),
                );
            }
            days.push((ordinal(on), kind, names.of(day.name.get_ref())));
        }
        if days.is_empty() {
            problems.at(source, row.id.span(), "a notice without days");
        }
        days.sort_unstable();
        let _ = writeln!(
            code,
            "    NoticeRow {{ id: {id:?}, number: {:?}, published: {}, year: {year}, amends: {:?}, certainty: Attestation::{:?}, note: {:?}, days: &[",
            row.number,
            ordinal(published),
            row.amends.as_ref().map(Spanned::get_ref),
            row.certainty,
            row.note,
        );
        for (on, kind, name) in days {
            let _ = writeln!(code, "        ({on}, DayKind::{kind}, {name}),");
        }
        code.push_str("    ] },\n");
    }
    code.push_str("];\n");
}

/// The name of the kind in Rust, or why the day is wrong.
fn fault(on: NaiveDate, year: i32, kind: &str, name: &str) -> Result<&'static str, String> {
    let from = NaiveDate::from_ymd_opt(year - 1, 12, 1);
    let until = NaiveDate::from_ymd_opt(year + 1, 1, 31);
    if from.is_none_or(|from| on < from) || until.is_none_or(|until| until < on) {
        return Err(format!(
            "{on} is no day that a notice for {year} may arrange"
        ));
    }
    if name.is_empty() {
        return Err(format!("{on} has no name"));
    }
    let weekend = matches!(on.weekday(), Weekday::Sat | Weekday::Sun);
    let (rust, fits) = match kind {
        "statutory_holiday" => ("StatutoryHoliday", true),
        "special_holiday" => ("SpecialHoliday", true),
        "swapped_off" => ("SwappedOff", !weekend),
        "workday" => ("Workday", !weekend),
        "makeup_workday" => ("MakeupWorkday", weekend),
        "weekend" => ("Weekend", weekend),
        _ => return Err(format!("unknown kind `{kind}`")),
    };
    if fits {
        Ok(rust)
    } else {
        Err(format!(
            "{on} is a {}, which `{kind}` does not fit",
            on.weekday()
        ))
    }
}

fn decrees(
    source: &Source,
    law: &Law,
    names: &mut Names,
    code: &mut String,
    problems: &mut Problems,
) {
    code.push_str("static DECREES: &[DecreeRow] = &[\n");
    let rows = source
        .toml::<DecreeFile>(problems)
        .map(|f| f.decree)
        .unwrap_or_default();
    for row in rows {
        law.check(source, &row.id, problems);
        let Some(adopted) = date(source, Some(&row.adopted), problems) else {
            continue;
        };
        let _ = writeln!(
            code,
            "    DecreeRow {{ id: {:?}, adopted: {}, from_year: {}, days: &[",
            row.id.get_ref(),
            ordinal(adopted),
            row.from_year,
        );
        for day in &row.days {
            let on = match day.on.get_ref().as_str() {
                "spring" => "Anchor::Festival(0)".to_owned(),
                "qingming" => "Anchor::Festival(1)".to_owned(),
                "dragon_boat" => "Anchor::Festival(2)".to_owned(),
                "mid_autumn" => "Anchor::Festival(3)".to_owned(),
                text => {
                    let Some(on) = month_day(2025, text) else {
                        problems.at(source, day.on.span(), &format!("`{text}` is no day"));
                        continue;
                    };
                    format!("Anchor::Fixed({}, {})", on.month(), on.day())
                }
            };
            let _ = writeln!(
                code,
                "        ({}, {on}, &{:?}),",
                names.of(&day.name),
                day.offsets
            );
        }
        code.push_str("    ] },\n");
    }
    code.push_str("];\n");
}

fn counting(source: &Source, law: &Law, code: &mut String, problems: &mut Problems) {
    code.push_str("static COUNTING: &[CountingRow] = &[\n");
    let rows = source
        .toml::<CountingFile>(problems)
        .map(|f| f.counting)
        .unwrap_or_default();
    for row in rows {
        for citation in [&row.start, &row.month, &row.rest_day] {
            law.check(source, citation, problems);
        }
        let Some(from) = date(source, Some(&row.from), problems) else {
            continue;
        };
        let _ = writeln!(
            code,
            "    CountingRow {{ from: {}, start: {:?}, month: {:?}, rest_day: {:?} }},",
            ordinal(from),
            row.start.get_ref(),
            row.month.get_ref(),
            row.rest_day.get_ref(),
        );
    }
    code.push_str("];\n");
}
