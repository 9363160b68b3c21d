//! Executes the examples of every rule's page.
//!
//! A fenced block with the info string `text bad` is checked with every rule on; the findings
//! of the page's rule must be exactly the stretches between ⟦ and ⟧. A block `text good` must
//! have no finding of any rule of the family, unless it says `allow=TXT0nn`. A block
//! `text fixed` right after a bad one is what remains after the page's fixes. Attributes:
//! `unit="…"`, `date=YYYY-MM-DD`, `as_of=YYYY-MM-DD`, `title="…"` (a line put before the text).
//!
//! `json bad` and `json good` hold items: see [`run_items`].

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing
)]

use std::fmt::Write as _;

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::catalogue::{Catalogue, ImportOptions, Level, import};
use gongkai::check::{
    CaseCheck, Checker, DueCheck, LineProblem, check_consultations, check_due, check_records,
    check_requests, check_reviews, rule_index,
};
use gongkai::duty::Event;
use gongkai::finding::{
    Applicability, Finding, Lang, Locus, RuleCode, RuleInfo, Selection, Selector, apply_fixes,
    rule_page, rules,
};
use gongkai::item::{Document, Item};
use gongkai::unit::Unit;

struct Block {
    line: usize,
    kind: String,
    verdict: String,
    attributes: Vec<(String, String)>,
    body: String,
}

impl Block {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    fn day(&self, name: &str) -> Option<NaiveDate> {
        self.get(name)
            .map(|v| v.parse().unwrap_or_else(|_| panic!("`{v}` is no date")))
    }
}

/// `name=value` and `name="value with spaces"`.
fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while let Some((name, after)) = rest.split_once('=') {
        let (value, tail) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').expect("a closing quote"),
            None => after.split_once(' ').unwrap_or((after, "")),
        };
        found.push((name.trim().to_owned(), value.to_owned()));
        rest = tail.trim();
    }
    assert!(rest.is_empty(), "`{rest}` is no attribute");
    found
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((n, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|i| !i.is_empty()) else {
            continue;
        };
        let body: Vec<&str> = lines
            .by_ref()
            .map(|(_, l)| l)
            .take_while(|l| *l != "```")
            .collect();
        let mut words = info.splitn(3, ' ');
        found.push(Block {
            line: n + 1,
            kind: words.next().unwrap().to_owned(),
            verdict: words.next().unwrap_or_default().to_owned(),
            attributes: attributes(words.next().unwrap_or_default()),
            body: body.join("\n"),
        });
    }
    found
}

/// The text without its marks, and what they enclosed.
fn unmarked(text: &str) -> (String, Vec<(u32, u32)>) {
    let (mut out, mut spans, mut open) = (String::new(), Vec::new(), None);
    for c in text.chars() {
        match c {
            '⟦' => open = Some(out.len()),
            '⟧' => {
                let start = open.take().expect("⟦ before ⟧");
                spans.push((
                    u32::try_from(start).unwrap(),
                    u32::try_from(out.len()).unwrap(),
                ));
            }
            _ => out.push(c),
        }
    }
    assert!(open.is_none(), "⟦ without ⟧");
    (out, spans)
}

fn level_of(name: &str) -> Level {
    if name.contains('村') || name.contains("社区") || name.contains("居民委员会") {
        Level::Village
    } else if name.contains(['镇', '乡']) || name.contains("街道") {
        Level::Township
    } else {
        Level::County
    }
}

fn check(block: &Block, body: &str) -> (String, Vec<Finding>) {
    let text = match block.get("title") {
        Some(title) => format!("{title}\n{body}"),
        None => body.to_owned(),
    };
    let mut document = Document::plain(text.clone());
    if let Some(date) = block.day("date") {
        document = document.dated(date);
    }
    let mut checker = Checker::new().with_selection(Selection::new(&[Selector::All], &[]));
    if let Some(unit) = block.get("unit") {
        checker = checker.with_unit(Unit::new(unit, level_of(unit)));
    }
    if let Some(date) = block.day("as_of") {
        checker = checker.as_of(date);
    }
    (text, checker.check_text(&document))
}

fn told(findings: &[&Finding]) -> String {
    findings.iter().fold(String::new(), |mut out, f| {
        write!(out, "\n    {} ⟦{}⟧ {}", f.rule, f.text, f.message(Lang::Zh)).unwrap();
        out
    })
}

/// What is wrong with a text example, if anything.
fn run_text(code: RuleCode, block: &Block, fixed: Option<&Block>) -> Result<(), String> {
    let (body, mut spans) = unmarked(&block.body);
    let (text, findings) = check(block, &body);
    let offset = u32::try_from(text.len() - body.len()).unwrap();
    for span in &mut spans {
        *span = (span.0 + offset, span.1 + offset);
    }
    if block.verdict == "good" {
        let allowed: Vec<&str> = block
            .get("allow")
            .map(|a| a.split(',').collect())
            .unwrap_or_default();
        let wrong: Vec<&Finding> = findings
            .iter()
            .filter(|f| !allowed.contains(&f.rule.as_str()))
            .collect();
        return if wrong.is_empty() {
            Ok(())
        } else {
            Err(format!("not silent:{}", told(&wrong)))
        };
    }
    let mine: Vec<&Finding> = findings.iter().filter(|f| f.rule == code).collect();
    let places: Vec<(u32, u32)> = mine
        .iter()
        .map(|f| f.locus.range().map(|r| (r.start(), r.end())).unwrap())
        .collect();
    if places != spans || spans.is_empty() {
        let wanted: Vec<&str> = spans
            .iter()
            .map(|(s, e)| &text[*s as usize..*e as usize])
            .collect();
        return Err(format!("marked {wanted:?}, found:{}", told(&mine)));
    }
    for finding in &mine {
        for lang in [Lang::Zh, Lang::En] {
            let sentence = finding.message(lang);
            if sentence.contains(['{', '}']) && !finding.text.contains('{') {
                return Err(format!("a fact is missing in `{sentence}`"));
            }
        }
    }
    if let Some(fixed) = fixed {
        let own: Vec<Finding> = mine.into_iter().cloned().collect();
        let after = apply_fixes(&text, &own, Applicability::All).text;
        let body = &after[offset as usize..];
        if body != fixed.body {
            return Err(format!("fixed it reads\n{body}\nexpected\n{}", fixed.body));
        }
    }
    Ok(())
}

/// What is wrong with an example of items, if anything.
///
/// It is `{"unit", "as_of", "items", "expect"}`, where needed with `"events"` and `"only"`, the
/// matter or statutory duty that the example is about: findings on others are left out.
/// `"expect"` lists the findings of the page's rule in their order: `"item"` (its id or number)
/// and `"field"`, or `"matter"` and `"occasion"`; and, to be compared where given, `"text"`,
/// `"severity"`, and `"says"`, a part of the Chinese sentence. A good example has none.
///
/// A table to be imported is `{"table", "field", "expect"}`, its findings told by `"cell"`.
fn run_items(code: RuleCode, block: &Block) -> Result<(), String> {
    let case: serde_json::Value =
        serde_json::from_str(&block.body).map_err(|e| format!("not JSON: {e}"))?;
    let found = match code.family() {
        "DUE" => check_times(&case)?,
        "CAT" if case["table"].is_array() => import_table(&case)?,
        "CAT" => check_items(&case)?,
        "CON" => check_case(&case, "consultation", check_consultations)?,
        "REQ" => check_case(&case, "request", check_requests)?,
        "RET" => check_case(&case, "records", check_records)?,
        "REV" => check_case(&case, "review", check_reviews)?,
        family => return Err(format!("no rule {family} over items can be run yet")),
    };
    let only = case["only"].as_str();
    let mine: Vec<&Finding> = found
        .iter()
        .filter(|f| f.rule == code)
        .filter(|f| match (&f.locus, only) {
            (Locus::Matter { matter, .. }, Some(only)) => matter == only,
            _ => true,
        })
        .collect();
    let none = Vec::new();
    let expected = case["expect"].as_array().unwrap_or(&none);
    if expected.is_empty() != (block.verdict == "good") {
        return Err("a bad example expects findings, a good one none".to_owned());
    }
    let wrong = mine.len() != expected.len()
        || mine
            .iter()
            .zip(expected)
            .any(|(f, e)| !is_as_expected(f, e));
    if wrong {
        let places: Vec<&Locus> = mine.iter().map(|f| &f.locus).collect();
        return Err(format!(
            "expected {expected:?}, found:{} at {places:?}",
            told(&mine)
        ));
    }
    for finding in &mine {
        for lang in [Lang::Zh, Lang::En] {
            let sentence = finding.message(lang);
            if sentence.contains(['{', '}']) {
                return Err(format!("a fact is missing in `{sentence}`"));
            }
        }
    }
    Ok(())
}

fn is_as_expected(finding: &Finding, expected: &serde_json::Value) -> bool {
    let place = match &finding.locus {
        Locus::Field { item, field, .. } => [("item", item), ("field", field)],
        Locus::Matter { matter, occasion } => [("matter", matter), ("occasion", occasion)],
        Locus::Event { index, .. } => {
            return expected["event"].as_u64() == Some(u64::from(*index))
                && says(finding, expected);
        }
        Locus::Text {
            cell: Some(cell), ..
        } => {
            let a1 = cell.a1();
            return expected["cell"].as_str() == Some(a1.as_str()) && says(finding, expected);
        }
        _ => return false,
    };
    place
        .iter()
        .all(|(key, value)| expected[key].as_str() == Some(value))
        && says(finding, expected)
}

fn says(finding: &Finding, expected: &serde_json::Value) -> bool {
    expected["text"].as_str().is_none_or(|t| t == finding.text)
        && expected["severity"]
            .as_str()
            .is_none_or(|s| Some(s) == serde_json::to_value(finding.severity).unwrap().as_str())
        && expected["says"]
            .as_str()
            .is_none_or(|s| finding.message(Lang::Zh).contains(s))
}

fn check_items(case: &serde_json::Value) -> Result<Vec<Finding>, String> {
    let unit: Unit =
        serde_json::from_value(case["unit"].clone()).map_err(|e| format!("unit: {e}"))?;
    let items: Vec<Item> =
        serde_json::from_value(case["items"].clone()).map_err(|e| format!("items: {e}"))?;
    let as_of = serde_json::from_value(case["as_of"].clone()).map_err(|e| format!("as_of: {e}"))?;
    let checker = Checker::new().with_selection(Selection::new(&[Selector::All], &[]));
    Ok(checker.check_items(&unit, unit.base_catalogue(), &items, as_of))
}

fn import_table(case: &serde_json::Value) -> Result<Vec<Finding>, String> {
    let table: Vec<Vec<String>> =
        serde_json::from_value(case["table"].clone()).map_err(|e| format!("table: {e}"))?;
    let base = Catalogue::grassroots();
    let options = ImportOptions {
        id: "local".into(),
        field: case["field"].as_str().map(str::to_owned),
        ..ImportOptions::default()
    };
    let made = import(&table, base, &options);
    base.apply(&made.overlay)
        .map_err(|e| format!("the overlay cannot be applied: {e}"))?;
    Ok(made.findings)
}

/// A case is `{"<key>": [entries], "as_of", "expect"}`, where needed with `"edited"`, the
/// entries whose seal is broken. An entry that cannot be read ends the case, as in a file.
/// Findings are told by `"event"`, from 0.
fn check_case<E: serde::de::DeserializeOwned>(
    case: &serde_json::Value,
    key: &str,
    check: fn(&CaseCheck<'_, E>, &Selection) -> Vec<Finding>,
) -> Result<Vec<Finding>, String> {
    let given = case[key].as_array().ok_or(format!("no `{key}`"))?;
    let mut entries: Vec<Entry<E>> = Vec::new();
    let mut lines: Vec<LineProblem> = Vec::new();
    for (index, value) in (0_u32..).zip(given) {
        match serde_json::from_value(value.clone()) {
            Ok(entry) => entries.push(entry),
            Err(error) => {
                let (zh, en) = (error.to_string(), error.to_string());
                lines.push(LineProblem::Unread { index, zh, en });
                break;
            }
        }
    }
    for index in case["edited"].as_array().into_iter().flatten() {
        let index = u32::try_from(index.as_u64().ok_or("edited: no number")?).unwrap();
        lines.push(LineProblem::Edited { index });
    }
    let all = CaseCheck {
        case: "case",
        entries: &entries,
        lines: &lines,
        calendar: WorkCalendar::national(),
        as_of: serde_json::from_value(case["as_of"].clone()).map_err(|e| format!("as_of: {e}"))?,
    };
    Ok(check(&all, &Selection::new(&[Selector::All], &[])))
}

fn check_times(case: &serde_json::Value) -> Result<Vec<Finding>, String> {
    fn part<T: serde::de::DeserializeOwned>(
        case: &serde_json::Value,
        key: &str,
    ) -> Result<T, String> {
        let given = if case[key].is_null() {
            serde_json::json!([])
        } else {
            case[key].clone()
        };
        serde_json::from_value(given).map_err(|e| format!("{key}: {e}"))
    }
    let unit: Unit = part(case, "unit")?;
    let catalogue = unit
        .catalogue(unit.base_catalogue(), &[])
        .map_err(|e| format!("unit: {e}"))?;
    let (events, items): (Vec<Event>, Vec<Item>) = (part(case, "events")?, part(case, "items")?);
    let check = DueCheck {
        unit: &unit,
        catalogue: &catalogue,
        calendar: WorkCalendar::national(),
        events: &events,
        items: &items,
        as_of: part(case, "as_of")?,
    };
    Ok(check_due(&check, &Selection::new(&[Selector::All], &[])))
}

fn run_page(info: &RuleInfo, problems: &mut Vec<String>) {
    let page = rule_page(info.code).unwrap();
    let all = blocks(page);
    let (mut bad, mut good) = (0, 0);
    for (n, block) in all.iter().enumerate() {
        let result = match (block.kind.as_str(), block.verdict.as_str()) {
            ("text", "bad" | "good") => {
                let fixed = all
                    .get(n + 1)
                    .filter(|b| b.kind == "text" && b.verdict == "fixed");
                run_text(info.code, block, fixed)
            }
            ("json", "bad" | "good") => run_items(info.code, block),
            ("text", "fixed") => continue,
            _ => Err("an example that nothing executes".to_owned()),
        };
        bad += usize::from(block.verdict == "bad");
        good += usize::from(block.verdict == "good");
        if let Err(problem) = result {
            problems.push(format!("{}.md:{}: {problem}", info.code, block.line));
        }
    }
    if bad < 3 || good < 3 {
        problems.push(format!(
            "{}.md: {bad} bad and {good} good examples, at least 3 each",
            info.code
        ));
    }
    for heading in [
        "它找什么",
        "为什么要紧",
        "依据",
        "不好的例子",
        "好的例子",
        "已知不足",
    ] {
        if !page.contains(&format!("\n## {heading}\n")) {
            problems.push(format!("{}.md: no heading `{heading}`", info.code));
        }
    }
    if info.fixable != all.iter().any(|b| b.verdict == "fixed") {
        problems.push(format!(
            "{}.md: `fixable` and the examples disagree",
            info.code
        ));
    }
}

#[test]
fn every_example_of_every_page_holds() {
    let mut problems = Vec::new();
    for info in rules() {
        run_page(info, &mut problems);
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn the_index_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/README.md");
    let index = rule_index();
    if std::env::var_os("GONGKAI_BLESS").is_some_and(|v| v == "1") {
        std::fs::write(path, &index).unwrap();
    }
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        stored == index,
        "rules/README.md is stale: run this test with GONGKAI_BLESS=1"
    );
}
