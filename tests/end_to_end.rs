//! The command as a user runs it: what it prints, what it writes, how it exits.

// A test may stop at the first thing that is not as it should be.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs the command in the repository's root.
fn gongkai(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(args)
        .current_dir(root())
        .output()
        .expect("the command starts")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it exits by itself")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(args: &[&str]) -> Value {
    let output = gongkai(args);
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|e| panic!("{args:?}: {e}\n{}\n{}", stdout(&output), stderr(&output)))
}

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

const TOWNSHIP: &str = "examples/township";

fn township() -> Value {
    json(&[
        "check",
        TOWNSHIP,
        "--as-of",
        "2026-11-20",
        "--format",
        "json",
    ])
}

/// The faults that `examples/township/README.md` lists: file, rule, text found.
const PLANTED: &[(&str, &str, &str)] = &[
    ("2025年政府信息公开工作年度报告.txt", "TXT004", "2024年"),
    (
        "2025年政府信息公开工作年度报告.txt",
        "TXT005",
        "中心各项工作",
    ),
    ("2025年政府信息公开工作年度报告.txt", "TXT006", "存在存在"),
    ("2025年政府信息公开工作年度报告.txt", "TXT007", "“"),
    (
        "2025年政府信息公开工作年度报告.txt",
        "TXT015",
        "二、主动公开政府信息情况",
    ),
    ("2026年部门预算公开说明.md", "TXT003", "2026年2月30日"),
    ("2026年部门预算公开说明.md", "TXT007", "（"),
    ("2026年部门预算公开说明.md", "TXT008", "  万元"),
    ("2026年部门预算公开说明.md", "TXT013", "第五十八条"),
    ("农村危房改造办事指南.txt", "TXT009", "⼾"),
    ("农村危房改造办事指南.txt", "TXT016", "六、"),
    ("汛期地质灾害防范通知.txt", "TXT002", "更多文章"),
    ("汛期地质灾害防范通知.txt", "TXT011", "202665日"),
    ("耕地地力保护补贴公示.html", "TXT003", "2026年5月32日"),
    ("耕地地力保护补贴公示.html", "TXT001", "XX村"),
    ("耕地地力保护补贴公示.html", "TXT001", "XXXX-XXXXXXX"),
    ("items.xlsx", "CAT002", ""),
    ("items.xlsx", "CAT004", ""),
    ("items.xlsx", "DUE002", ""),
    ("items.xlsx", "DUE001", ""),
    ("items.xlsx", "DUE003", ""),
    ("items.xlsx", "CAT006", ""),
    ("items.xlsx", "CAT008", ""),
];

#[test]
fn the_sample_township_shows_its_planted_faults() {
    let output = gongkai(&["check", TOWNSHIP, "--as-of", "2026-11-20"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let report = township();
    let findings = report["findings"].as_array().expect("findings");
    for (file, rule, found) in PLANTED {
        assert!(
            findings.iter().any(|f| {
                f["rule"] == *rule
                    && f["path"].as_str().is_some_and(|p| p.ends_with(file))
                    && f["text"].as_str().is_some_and(|t| t.contains(found))
            }),
            "{rule} `{found}` is not found in {file}"
        );
    }
    for clean in ["干净的通知.txt", "临时救助对象公示.txt"] {
        let there = findings
            .iter()
            .filter(|f| f["path"].as_str().is_some_and(|p| p.ends_with(clean)));
        assert_eq!(there.count(), 0, "{clean} is clean");
    }
}

/// The faults of the sample's applications, as its README lists them, by case: rule, and a piece
/// of what is said.
const PLANTED_REQUESTS: &[(&str, &str, &str)] = &[
    ("2026-003", "REQ004", "2026-03-18"),
    ("2026-018", "REQ001", "告知申请人"),
    ("2026-018", "REQ001", "重复"),
    ("2026-018", "REQ003", "晚了8天"),
    ("2026-025", "REQ001", "按件又按量"),
    ("2026-025", "REQ005", "2026-09-04"),
    ("2026-033", "REQ001", "没有写完"),
    ("2026-033", "REQ002", "2026-10-28"),
];

#[test]
fn the_applications_of_the_sample_have_their_planted_faults_and_no_other() {
    let report = township();
    let mut found: Vec<(String, String, String)> = report["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter_map(|f| {
            let (_, name) = f["path"].as_str()?.split_once("requests/")?;
            let part = |key: &str| f[key].as_str().unwrap_or_default().to_owned();
            Some((
                name.trim_end_matches(".jsonl").to_owned(),
                part("rule"),
                part("message"),
            ))
        })
        .collect();
    for &(case, rule, says) in PLANTED_REQUESTS {
        let place = found
            .iter()
            .position(|(c, r, m)| c == case && r == rule && m.contains(says));
        let place = place.unwrap_or_else(|| panic!("{case}: {rule} `{says}` in {found:?}"));
        found.remove(place);
    }
    assert!(found.is_empty(), "not planted: {found:?}");
}

#[test]
fn a_finding_in_json_says_where_and_why() {
    let report = township();
    let finding = report["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .find(|f| f["rule"] == "TXT011")
        .expect("the date that lost its characters");
    assert_eq!(finding["text"], "202665日");
    assert_eq!(finding["line"], 10);
    // The file is GB18030; offsets count code points of the decoded text.
    let bytes =
        fs::read(root().join(TOWNSHIP).join("docs/汛期地质灾害防范通知.txt")).expect("file");
    assert!(
        String::from_utf8(bytes).is_err(),
        "the sample file is meant to be GB18030"
    );
    let (start, end) = (
        finding["start"].as_u64().expect("start"),
        finding["end"].as_u64().expect("end"),
    );
    assert_eq!(end - start, 7);
    assert!(
        finding["message"]
            .as_str()
            .expect("message")
            .contains("2026年6月5日")
    );
    assert!(
        finding["basis"][0]
            .as_str()
            .expect("basis")
            .starts_with('《')
    );
    assert_eq!(finding["fix"]["replacement"], "2026年6月5日");
    assert!(
        finding["fingerprint"]
            .as_str()
            .is_some_and(|f| f.len() == 16)
    );
    assert!(finding["severity"].as_str().is_some());
}

#[test]
fn offsets_cut_out_the_text_that_was_found() {
    let folder = folder("offsets");
    // Beyond the basic plane before the place: offsets in code points, not in UTF-16 units.
    let body = "关于𠮷祥村😀的通知\n请于2月30日前完成。\n";
    let file = folder.join("a.txt");
    fs::write(&file, body).expect("write");
    let report = json(&["check", text(&file), "--format", "json"]);
    let finding = &report["findings"][0];
    let at = |key: &str| usize::try_from(finding[key].as_u64().expect("offset")).expect("small");
    let cut: String = body
        .chars()
        .skip(at("start"))
        .take(at("end") - at("start"))
        .collect();
    assert_eq!(cut, "2月30日");
    assert_eq!(
        (finding["line"].as_u64(), finding["column"].as_u64()),
        (Some(2), Some(3))
    );
}

#[test]
fn a_clean_file_is_clean() {
    let output = gongkai(&["check", &format!("{TOWNSHIP}/docs/干净的通知.txt")]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_checked() {
    let folder = folder("unreadable");
    fs::write(folder.join("broken.docx"), b"PK\x03\x04 this is no archive").expect("write");
    fs::write(folder.join("broken.xlsx"), b"PK\x03\x04").expect("write");
    fs::write(folder.join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").expect("write");
    fs::write(folder.join("empty.txt"), b"").expect("write");
    fs::write(
        folder.join("half.html"),
        "<html><body><p>请于2月30日前<table><tr><td>",
    )
    .expect("write");
    let output = gongkai(&["check", text(&folder), "--format", "json"]);
    assert_eq!(code(&output), 2);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let errors: Vec<&str> = report["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .filter_map(|e| e["path"].as_str())
        .collect();
    for name in ["broken.docx", "broken.xlsx", "picture.txt"] {
        assert!(
            errors.iter().any(|e| e.ends_with(name)),
            "{name} is missing in {errors:?}"
        );
    }
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert_eq!(report["findings"][0]["rule"], "TXT003");

    let output = gongkai(&[
        "check",
        "no/such/folder",
        &format!("{TOWNSHIP}/docs/干净的通知.txt"),
    ]);
    assert_eq!(code(&output), 2);
    let output = gongkai(&["check", TOWNSHIP, "--select", "NOSUCH"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("NOSUCH"));
}

#[test]
fn rules_are_selected_and_ignored() {
    let only = json(&["check", TOWNSHIP, "--select", "TXT003", "--format", "json"]);
    let rules: Vec<&str> = only["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter_map(|f| f["rule"].as_str())
        .collect();
    assert_eq!(rules, ["TXT003", "TXT003"]);
    let without = json(&[
        "check",
        TOWNSHIP,
        "--ignore",
        "TXT,DUE,CAT,REQ,REV,CON,RET",
        "--format",
        "json",
    ]);
    assert_eq!(without["findings"].as_array().map(Vec::len), Some(0));
}

#[test]
fn safe_fixes_are_written_back_in_the_file_s_own_encoding() {
    let folder = folder("fix");
    let file = folder.join("a.txt");
    fs::write(&file, "镇⼈民政府将将进行公⽰，，请知悉。\n").expect("write");
    let output = gongkai(&["check", text(&file), "--fix"]);
    let mended = fs::read_to_string(&file).expect("read");
    assert!(mended.starts_with("镇人民政府"), "{mended}");
    assert!(mended.contains("公示，请知悉"), "{mended}");
    assert!(code(&output) < 2, "{}", stderr(&output));
}

#[test]
fn verdicts_carry_over_from_run_to_run() {
    let folder = folder("baseline");
    let file = folder.join("a.txt");
    let baseline = folder.join("verdicts.json");
    fs::write(&file, "请于2月30日前完成。\n").expect("write");
    let run = || {
        gongkai(&[
            "check",
            text(&file),
            "--baseline",
            text(&baseline),
            "--format",
            "json",
        ])
    };
    assert_eq!(code(&run()), 1);

    let mut verdicts: Value =
        serde_json::from_str(&fs::read_to_string(&baseline).expect("written")).expect("JSON");
    let all = verdicts["verdicts"].as_object_mut().expect("verdicts");
    assert_eq!(all.len(), 1);
    for verdict in all.values_mut() {
        assert_eq!(verdict["verdict"], "pending");
        verdict["verdict"] = "dismissed".into();
    }
    fs::write(&baseline, verdicts.to_string()).expect("write");
    assert_eq!(
        code(&run()),
        1,
        "a dismissal without a reason does not count"
    );

    for verdict in verdicts["verdicts"]
        .as_object_mut()
        .expect("verdicts")
        .values_mut()
    {
        verdict["reason"] = "引用原文".into();
    }
    fs::write(&baseline, verdicts.to_string()).expect("write");
    assert_eq!(code(&run()), 0);

    // Lines above it change nothing; another text does.
    fs::write(&file, "新加的一行。\n\n请于2月30日前完成。\n").expect("write");
    assert_eq!(code(&run()), 0);
    fs::write(&file, "请于2月31日前完成。\n").expect("write");
    assert_eq!(code(&run()), 1);
}

#[test]
fn the_profile_decides_what_blocks() {
    let folder = folder("profile");
    let file = folder.join("a.txt");
    fs::write(&file, "本镇将将开展“专项行动，请配合。\n").expect("write");
    let of = |profile| code(&gongkai(&["check", text(&file), "--profile", profile]));
    assert_eq!((of("draft"), of("publish")), (0, 1));
}

#[test]
fn sarif_and_html_are_whole_documents() {
    let sarif = json(&[
        "check",
        TOWNSHIP,
        "--as-of",
        "2026-11-20",
        "--format",
        "sarif",
    ]);
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let count = township()["findings"].as_array().expect("findings").len();
    assert_eq!(results.len(), count);

    let folder = folder("html");
    let page = folder.join("report.html");
    gongkai(&[
        "check",
        TOWNSHIP,
        "--as-of",
        "2026-11-20",
        "--format",
        "html",
        "-o",
        text(&page),
    ]);
    let html = fs::read_to_string(page).expect("page");
    assert!(
        html.starts_with("<!DOCTYPE html>"),
        "{}",
        html.chars().take(60).collect::<String>()
    );
    assert!(html.contains("2026年2月30日"));
    for outside in ["src=\"http", "href=\"http", "@import", "url(http"] {
        assert!(!html.contains(outside), "the page loads `{outside}`");
    }
}

#[test]
fn deadlines_and_calendars() {
    let deadline = json(&[
        "deadline",
        "--from",
        "2026-02-13",
        "--period",
        "20wd",
        "--format",
        "json",
    ]);
    assert_eq!(deadline["due"], "2026-03-19");
    assert_eq!(deadline["certainty"], "published");
    assert!(deadline["trail"].as_array().is_some_and(|t| t.len() > 3));
    assert!(
        deadline["basis"][0]
            .as_str()
            .is_some_and(|b| b.contains("民法典"))
    );

    let crossing = json(&[
        "deadline",
        "--from",
        "2026-12-15",
        "--period",
        "20wd",
        "--format",
        "json",
    ]);
    assert_eq!(crossing["certainty"], "projected");

    // Five working days of the twenty are taken out, five more are added.
    let both = json(&[
        "deadline",
        "--from",
        "2026-06-01",
        "--period",
        "20wd",
        "--exclude",
        "2026-06-08..2026-06-12",
        "--extend",
        "5wd",
        "--format",
        "json",
    ]);
    // 1 June + 30 working days: 19 June is a holiday, so 14 July.
    assert_eq!(both["due"], "2026-07-14");

    let csv = stdout(&gongkai(&[
        "calendar",
        "--from",
        "2026-09-30",
        "--to",
        "2026-10-10",
    ]));
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.first(), Some(&"date,workday,name"));
    assert_eq!(lines.get(1), Some(&"2026-09-30,1,"));
    assert_eq!(lines.get(2), Some(&"2026-10-01,0,国庆节"));
    assert_eq!(lines.last(), Some(&"2026-10-10,1,国庆节"));
    let ics = stdout(&gongkai(&[
        "calendar",
        "--from",
        "2026-09-30",
        "--to",
        "2026-10-10",
        "--format",
        "ics",
    ]));
    assert!(ics.starts_with("BEGIN:VCALENDAR\r\n") && ics.contains("DTEND;VALUE=DATE:20261008"));

    let before = gongkai(&["deadline", "--from", "2007-03-01", "--period", "20wd"]);
    assert_eq!(code(&before), 2);
    assert!(stderr(&before).contains("2008-01-01"));
}

#[test]
fn the_catalogue_is_listed_shown_matched_compared_and_exported() {
    let list = json(&["catalogue", "list", "--format", "json"]);
    let fields = list["fields"].as_array().expect("fields");
    assert_eq!(fields.len(), 31);
    assert_eq!(fields.iter().filter(|f| f["national"] == true).count(), 25);
    for field in fields {
        for key in ["id", "name", "national", "matters"] {
            assert!(!field[key].is_null(), "{key} of {}", field["id"]);
        }
        for matter in field["matters"].as_array().expect("matters") {
            for key in [
                "id",
                "level1",
                "elements",
                "basis",
                "limit",
                "channels",
                "audience",
                "mode",
                "levels",
                "provenance",
                "certainty",
            ] {
                assert!(!matter[key].is_null(), "{key} of {}", matter["id"]);
            }
            assert!(matter.get("level2").is_some());
        }
    }
    let national = json(&[
        "catalogue",
        "list",
        "--catalogue",
        "national",
        "--format",
        "json",
    ]);
    assert_eq!(national["fields"].as_array().map(Vec::len), Some(26));

    let shown = stdout(&gongkai(&[
        "catalogue",
        "show",
        "budget-final-accounts-001",
    ]));
    assert!(
        shown.contains("预算法") && shown.contains("20日内"),
        "{shown}"
    );
    assert_eq!(code(&gongkai(&["catalogue", "show", "no-such-matter"])), 2);

    let found = json(&[
        "catalogue",
        "match",
        "2026年第二季度城乡低保对象名单公示",
        "--format",
        "json",
    ]);
    let best = &found["matches"][0];
    assert_eq!(best["field"], "social-assistance");
    for key in ["id", "score", "why"] {
        assert!(!best[key].is_null(), "{key}");
    }

    let diff = stdout(&gongkai(&["catalogue", "diff", "national", "grassroots"]));
    assert!(diff.contains("自然资源") && diff.contains("水利"), "{diff}");

    let folder = folder("export");
    let file = folder.join("catalogue.xlsx");
    assert_eq!(
        code(&gongkai(&[
            "catalogue",
            "export",
            "--format",
            "xlsx",
            "-o",
            text(&file)
        ])),
        0
    );
    assert!(fs::read(&file).expect("written").starts_with(b"PK"));
    let csv = gongkai(&["catalogue", "export", "--format", "csv"]);
    assert!(stdout(&csv).lines().count() > 600);
}

#[test]
fn a_county_s_own_table_becomes_an_overlay() {
    let folder = folder("import");
    let table = folder.join("local.csv");
    fs::write(
        &table,
        "序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级\n\
         1,临时救助,政策法规文件,国务院关于全面建立临时救助制度的通知;各地配套政策法规文件,《中华人民共和国政府信息公开条例》,制定或获取信息之日起5个工作日内,县民政局,■政府网站,全社会,主动,县级\n\
         2,临时救助,不知道什么时候公开的事,名单,《没有这部法》,看情况,县民政局,■飞鸽传书,全社会,主动,县级\n",
    )
    .expect("write");
    let overlay = folder.join("local.toml");
    let output = gongkai(&[
        "catalogue",
        "import",
        text(&table),
        "--id",
        "yunze-2026",
        "--field",
        "social-assistance",
        "-o",
        text(&overlay),
    ]);
    assert_eq!(
        code(&output),
        1,
        "the second row does not fit\n{}\n{}",
        stdout(&output),
        stderr(&output)
    );
    assert!(stdout(&output).contains("CAT"), "{}", stdout(&output));
    let diff = gongkai(&["catalogue", "diff", "grassroots", text(&overlay)]);
    assert_eq!(code(&diff), 0, "{}", stderr(&diff));
    assert!(stdout(&diff).contains("5个工作日"), "{}", stdout(&diff));
}

#[test]
fn duties_are_listed_in_every_form() {
    let unit = format!("{TOWNSHIP}/gongkai.toml");
    let common = [
        "duties",
        "--unit",
        &unit,
        "--from",
        "2026-07-01",
        "--to",
        "2026-12-31",
        "--as-of",
        "2026-11-20",
    ];
    let with = |format: &'static str| {
        let mut args = common.to_vec();
        args.extend(["--format", format]);
        gongkai(&args)
    };
    let page = stdout(&with("text"));
    assert!(
        page.contains("青禾镇人民政府") && page.contains("已逾期"),
        "{page}"
    );
    let data: Value = serde_json::from_slice(&with("json").stdout).expect("JSON");
    let duties = data["duties"].as_array().expect("duties");
    let late = duties
        .iter()
        .find(|d| d["status"] == "met_late")
        .expect("one was met late");
    assert!(late["message"].as_str().is_some());
    assert!(stdout(&with("csv")).lines().count() > duties.len());
    assert!(stdout(&with("ics")).contains("BEGIN:VEVENT"));
}

#[test]
fn rules_explain_themselves() {
    let page = stdout(&gongkai(&["rule", "TXT003"]));
    assert!(
        page.contains("TXT003") && page.contains("2月30日"),
        "{page}"
    );
    assert!(!page.contains("+++"));
    let all = stdout(&gongkai(&["rule"]));
    for code in ["TXT001", "CAT001", "DUE001"] {
        assert!(all.contains(code), "{code}");
    }
    assert_eq!(code(&gongkai(&["rule", "TXT999"])), 2);
    assert_eq!(code(&gongkai(&["nonsense"])), 2);
}
