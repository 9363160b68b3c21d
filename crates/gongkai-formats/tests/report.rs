//! The renderers, on findings whose places are worked out by hand.
#![allow(clippy::unwrap_used)] // helpers of tests

use std::path::PathBuf;

use gongkai::finding::{Baseline, Finding, Fix, Lang, Locus, Message, Severity, TextRange, rule};
use gongkai_formats::FormatError;
use gongkai_formats::items::read_items;
use gongkai_formats::read::read;
use gongkai_formats::report::{
    FileError, FileReport, HtmlOptions, Report, TextOptions, html, json, sarif, text,
};
use serde_json::Value;

fn finding(locus: Locus, found: &str) -> Finding {
    let info = rule("TXT001".parse().unwrap()).unwrap();
    Finding::new(
        info,
        locus,
        Message::new("default").with("text", found),
        found,
    )
}

/// The finding at the first place where `found` stands in `whole`.
fn at(whole: &str, found: &str) -> Finding {
    let start = whole.find(found).unwrap();
    finding(
        Locus::text(TextRange::at(start, start + found.len())),
        found,
    )
}

const NOTICE: &str = "关于公示的通知\n😀请XX区民政局于×日前办理。\n";

fn report() -> Report {
    let file = read("docs/通知 1.txt", NOTICE.as_bytes()).unwrap();
    let start = NOTICE.find("XX区").unwrap();
    let fix = Fix {
        range: TextRange::at(start, start + 5),
        replacement: "青禾区".into(),
        safe: false,
    };
    let findings = vec![
        at(NOTICE, "×日").with_severity(Severity::Warning),
        at(NOTICE, "XX区").with_fix(fix),
    ];
    let mut report = Report::default();
    report.files.push(FileReport::of_document(
        "docs/通知 1.txt",
        &file,
        findings,
        &Baseline::default(),
    ));
    report
        .errors
        .push(FileError::new("扫描件.pdf", &FormatError::Pdf));
    report
}

#[test]
fn text_underlines_wide_characters_and_groups_a_line() {
    let shown = text(&report(), &TextOptions::default());
    let lines: Vec<&str> = shown.lines().collect();
    assert!(
        lines[0].starts_with("docs/通知 1.txt:2:3 错误[TXT001] "),
        "{shown}"
    );
    assert!(
        lines[1].starts_with("docs/通知 1.txt:2:10 警告[TXT001] "),
        "{shown}"
    );
    assert_eq!(lines[2], "2 | 😀请XX区民政局于×日前办理。");
    // 😀 and 请 take two columns each, X one, 区 two; 民政局于 eight; × one (it is narrow
    // outside East Asian contexts), 日 two.
    assert_eq!(lines[3], "  |     ^^^^        ^^^");
    assert!(
        lines[4].starts_with("  = 依据：《中华人民共和国政府信息公开条例》第六条第一款"),
        "{shown}"
    );
    assert_eq!(lines[5], "  = 修改：改为“青禾区”（请核对）");
    assert_eq!(
        lines[7],
        "扫描件.pdf: 错误: 不读取 PDF：请导出其中的文字，或检查原始文档"
    );
    assert_eq!(
        lines[9],
        "检查 1 个文件，发现 2 个问题：错误 1、警告 1、提示 0；可修改 1；无法读取的文件 1"
    );
    let english = text(
        &report(),
        &TextOptions {
            lang: Lang::En,
            color: true,
            ..TextOptions::default()
        },
    );
    assert!(english.contains("\u{1b}[1;31merror[TXT001]\u{1b}[0m"));
    assert!(english.ends_with(
        "1 files checked, 2 findings: 1 errors, 1 warnings, 0 hints; 1 fixable; 1 files not read\n"
    ));
}

#[test]
fn long_lines_are_windowed() {
    let whole = format!("{}XX区{}", "公".repeat(500), "开".repeat(500));
    let file = read("a.txt", whole.as_bytes()).unwrap();
    let mut report = Report::default();
    report.files.push(FileReport::of_document(
        "a.txt",
        &file,
        vec![at(&whole, "XX区")],
        &Baseline::default(),
    ));
    let shown = text(&report, &TextOptions::default());
    let mut lines = shown.lines();
    assert!(lines.next().unwrap().starts_with("a.txt:1:501 "));
    let source = lines.next().unwrap().strip_prefix("1 | …").unwrap();
    assert!(
        source.contains("公XX区开") && source.ends_with('…'),
        "{source}"
    );
    assert!(source.chars().count() < 60, "{source}");
    let under = lines.next().unwrap().strip_prefix("  | ").unwrap();
    let before = source.split_once("XX区").unwrap().0.chars().count() * 2 + 1;
    assert_eq!(under, format!("{}^^^^", " ".repeat(before)));
}

#[test]
fn json_counts_code_points() {
    let value: Value = serde_json::from_str(&json(&report(), Lang::Zh)).unwrap();
    assert_eq!(value["version"], 1);
    let first = &value["findings"][0];
    assert_eq!(first["rule"], "TXT001");
    assert_eq!(first["path"], "docs/通知 1.txt");
    // The title has seven characters and a line break: 😀 is the eighth from 0, 请 the ninth.
    assert_eq!(
        (&first["start"], &first["end"]),
        (&Value::from(10), &Value::from(13))
    );
    assert_eq!(
        (&first["line"], &first["column"]),
        (&Value::from(2), &Value::from(3))
    );
    assert_eq!(first["text"], "XX区");
    assert_eq!(first["citations"][0], "ogi-2019:6.1");
    assert_eq!(first["fix"]["replacement"], "青禾区");
    assert_eq!(
        (&first["fix"]["start"], &first["fix"]["end"]),
        (&Value::from(10), &Value::from(13))
    );
    assert_eq!(first["fix"]["safe"], false);
    assert_eq!(value["files"][0]["encoding"], "UTF-8");
    assert_eq!(value["errors"][0]["path"], "扫描件.pdf");
    assert_eq!(value["summary"]["errors"], 1);
}

#[test]
fn a_dismissed_finding_is_out_of_sight_but_not_lost() {
    let before = report();
    let fingerprint = before.files[0].entries[0].fingerprint.clone();
    let baseline: Baseline = serde_json::from_str(&format!(
        r#"{{"version":1,"verdicts":{{"{fingerprint}":{{"verdict":"dismissed","reason":"示例"}}}}}}"#
    ))
    .unwrap();
    // A paragraph put before it moves the finding; its fingerprint stays.
    let edited = format!("新的一段。\n{NOTICE}");
    let file = read("docs/通知 1.txt", edited.as_bytes()).unwrap();
    let findings = vec![at(&edited, "XX区"), at(&edited, "×日")];
    let mut after = Report::default();
    after.files.push(FileReport::of_document(
        "docs/通知 1.txt",
        &file,
        findings,
        &baseline,
    ));
    let summary = after.summary();
    assert_eq!((summary.findings, summary.dismissed), (1, 1));
    assert!(!text(&after, &TextOptions::default()).contains("XX区”"));
    let value: Value = serde_json::from_str(&json(&after, Lang::Zh)).unwrap();
    assert_eq!(value["findings"][0]["verdict"], "dismissed");
}

#[test]
fn equal_findings_have_fingerprints_of_their_own() {
    let whole = "XX区\nXX区\n";
    let findings = vec![
        finding(Locus::text(TextRange::new(0, 5)), "XX区"),
        finding(Locus::text(TextRange::new(6, 11)), "XX区"),
    ];
    let report = FileReport::of_text("a.txt", whole, findings, &Baseline::default());
    assert_ne!(report.entries[0].fingerprint, report.entries[1].fingerprint);
}

#[test]
fn a_fingerprint_knows_the_name_of_the_file_and_not_its_folder() {
    let fingerprint = |path: &str| {
        let findings = vec![finding(Locus::text(TextRange::new(0, 5)), "XX区")];
        let report = FileReport::of_text(path, "XX区\n", findings, &Baseline::default());
        report.entries[0].fingerprint.clone()
    };
    let here = fingerprint("通知.txt");
    for path in [
        "./通知.txt",
        "docs/通知.txt",
        "/srv/site/docs/通知.txt",
        r"docs\通知.txt",
    ] {
        assert_eq!(fingerprint(path), here, "{path}");
    }
    assert_ne!(fingerprint("公示.txt"), here);
}

#[test]
fn cells_paragraphs_and_fields_are_named() {
    let page = "<p>甲</p><p>请XX区办理</p><table><tr><td>乙<td>致XX区</table>";
    let file = read("a.html", page.as_bytes()).unwrap();
    let whole = file.document.text();
    let last = whole.rfind("XX区").unwrap();
    let findings = vec![
        at(whole, "XX区"),
        finding(Locus::text(TextRange::at(last, last + 5)), "XX区"),
    ];
    let csv = "标题,发布日期\n甲,2024-01-01\n";
    let list = read_items("清单.csv", csv.as_bytes()).unwrap();
    let field = Locus::Field {
        item: "甲".into(),
        index: 0,
        field: "published".into(),
    };
    let mut report = Report::default();
    report.files.push(FileReport::of_document(
        "a.html",
        &file,
        findings,
        &Baseline::default(),
    ));
    report.files.push(FileReport::of_items(
        "清单.csv",
        vec![finding(field, "2024-01-01")],
        &Baseline::default(),
        |index, field| list.cell(index, field),
    ));
    let shown = text(&report, &TextOptions::default());
    assert!(shown.contains("a.html:第2段 错误"), "{shown}");
    assert!(shown.contains("a.html:表1!B1 错误"), "{shown}");
    assert!(shown.contains("清单.csv:B2 错误"), "{shown}");
    let value: Value = serde_json::from_str(&json(&report, Lang::Zh)).unwrap();
    assert_eq!(value["findings"][2]["cell"], "B2");
    assert_eq!(value["findings"][2]["field"], "published");
    assert_eq!(value["findings"][2]["start"], Value::Null);
}

#[test]
fn sarif_is_valid() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let schema = root.join("../../tests/fixtures/formats/sarif-2.1.0.schema.json");
    // One pattern of the schema (of `language`) has a stray bracket that only lax engines take.
    let schema = std::fs::read_to_string(schema)
        .unwrap()
        .replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for lang in [Lang::Zh, Lang::En] {
        let log: Value = serde_json::from_str(&sarif(&report(), lang)).unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&log)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert_eq!(faults, Vec::<String>::new());
        let result = &log["runs"][0]["results"][0];
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(
            (&region["charOffset"], &region["charLength"]),
            (&Value::from(10), &Value::from(3))
        );
        assert_eq!(
            (&region["startLine"], &region["startColumn"]),
            (&Value::from(2), &Value::from(3))
        );
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(uri, "docs/%E9%80%9A%E7%9F%A5%201.txt");
        assert_eq!(log["runs"][0]["results"][1]["level"], "warning");
    }
    // The schema does tell: a log without runs is none.
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0" })));
}

#[test]
fn html_stands_alone() {
    let options = HtmlOptions {
        lang: Lang::Zh,
        title: "检查 <报告>".into(),
        subtitle: "2026-11-22".into(),
    };
    let page = html(&report(), &options);
    assert!(page.contains("<h1>检查 &lt;报告&gt;</h1>"));
    assert!(page.contains("<pre>😀请<mark>XX区</mark>民政局于×日前办理。</pre>"));
    for outside in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    // What it writes is read again by the reader of pages.
    let back = read("report.html", page.as_bytes()).unwrap();
    assert_eq!(back.document.title(), Some("检查 <报告>"));
}
