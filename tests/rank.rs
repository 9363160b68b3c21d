//! How often the right matter comes first, on real titles and column names.
//!
//! `dev.csv` may be looked at while words are added; of `test.csv` only the sums are printed.

use gongkai::catalogue::{Catalogue, Ranker};

struct Case {
    text: String,
    accept: Vec<String>,
    field_name: bool,
}

/// The rows of a CSV file with quoted cells.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    rows
}

fn cases(text: &str) -> Vec<Case> {
    let rows = rows(text);
    assert_eq!(rows[0], ["text", "accept", "kind", "level", "note"]);
    rows[1..]
        .iter()
        .map(|row| Case {
            text: row[0].clone(),
            accept: row[1]
                .split('|')
                .filter(|a| !a.is_empty())
                .map(str::to_owned)
                .collect(),
            field_name: row[4].contains("领域名作栏目名"),
        })
        .collect()
}

#[derive(Debug, Default)]
struct Sums {
    /// Items that belong somewhere, without those that only repeat a field's name.
    items: u32,
    first: u32,
    among_three: u32,
    confident: u32,
    field_names: u32,
    field_names_first: u32,
    nothing: u32,
    nothing_quiet: u32,
}

impl Sums {
    fn percent(part: u32, whole: u32) -> f64 {
        100.0 * f64::from(part) / f64::from(whole.max(1))
    }
}

fn measure(name: &str, text: &str, tell: bool) -> Sums {
    let ranker = Ranker::over(&[Catalogue::grassroots(), Catalogue::village()]);
    let mut sums = Sums::default();
    for case in cases(text) {
        let found = ranker.rank(&case.text, 3);
        let place = found
            .iter()
            .position(|m| case.accept.iter().any(|a| a == m.id.as_str()));
        let confident = found.first().is_some_and(|m| m.confident);
        let hit = u32::from(place == Some(0));
        if case.accept.is_empty() {
            sums.nothing += 1;
            sums.nothing_quiet += u32::from(!confident);
        } else if case.field_name {
            sums.field_names += 1;
            sums.field_names_first += hit;
        } else {
            sums.items += 1;
            sums.first += hit;
            sums.among_three += u32::from(place.is_some());
            sums.confident += u32::from(confident);
        }
        let wrong = if case.accept.is_empty() {
            confident
        } else {
            place != Some(0)
        };
        if tell && wrong {
            println!(
                "{} | {} | place {place:?}",
                case.text,
                case.accept.join("|")
            );
            for m in &found {
                println!(
                    "    {} {:.2} {}",
                    m.id,
                    m.score,
                    m.why
                        .iter()
                        .map(|w| w.render(gongkai::finding::Lang::Zh))
                        .collect::<Vec<_>>()
                        .join("；")
                );
            }
        }
    }
    println!(
        "{name}: first {}/{} = {:.1} %, among three {} = {:.1} %, confident {:.1} %; names of fields {}/{}; nothing left quiet {}/{} = {:.1} %",
        sums.first,
        sums.items,
        Sums::percent(sums.first, sums.items),
        sums.among_three,
        Sums::percent(sums.among_three, sums.items),
        Sums::percent(sums.confident, sums.items),
        sums.field_names_first,
        sums.field_names,
        sums.nothing_quiet,
        sums.nothing,
        Sums::percent(sums.nothing_quiet, sums.nothing),
    );
    sums
}

#[test]
fn development_titles_find_their_matter() {
    let tell = std::env::var_os("RANK_TELL").is_some();
    let dev = measure("dev", include_str!("evaluation/rank/dev.csv"), tell);
    assert!(Sums::percent(dev.first, dev.items) >= 85.0);
    assert!(Sums::percent(dev.among_three, dev.items) >= 95.0);
    assert!(Sums::percent(dev.nothing_quiet, dev.nothing) >= 80.0);
    // 86.7 % and 92.0 % before anything was added because of it: what to expect of new titles.
    let dev2 = measure("dev2", include_str!("evaluation/rank/dev2.csv"), tell);
    assert!(Sums::percent(dev2.first, dev2.items) >= 85.0);
    assert!(Sums::percent(dev2.among_three, dev2.items) >= 95.0);
    assert!(Sums::percent(dev2.nothing_quiet, dev2.nothing) >= 80.0);
    // 80.2 % and 88.3 % before.
    let dev3 = measure("dev3", include_str!("evaluation/rank/dev3.csv"), tell);
    assert!(Sums::percent(dev3.first, dev3.items) >= 95.0);
    assert!(Sums::percent(dev3.among_three, dev3.items) >= 98.0);
    assert!(Sums::percent(dev3.nothing_quiet, dev3.nothing) >= 85.0);
}

#[test]
fn titles_that_nobody_looked_at_find_their_matter() {
    // Never looked at while words were added. The aim for "among three" is 95 %, and reached.
    // First place was 85.9 % when "among three" was 94.0 %.
    let test = measure("test", include_str!("evaluation/rank/test.csv"), false);
    assert!(Sums::percent(test.first, test.items) >= 84.5);
    assert!(Sums::percent(test.among_three, test.items) >= 95.0);
    assert!(Sums::percent(test.nothing_quiet, test.nothing) >= 90.0);
}

#[test]
fn a_title_without_a_subject_is_not_trusted() {
    let ranker = Ranker::builtin();
    for title in [
        "XX专项行动实施办法",
        "关于印发实施方案的通知",
        "2026年度工作计划",
        "拥军优抚政策解读",
        "关于征求意见的公告",
        "工作人员考勤管理办法",
    ] {
        let first = ranker.rank(title, 1);
        assert!(first.iter().all(|m| !m.confident), "{title}: {first:?}");
    }
}
