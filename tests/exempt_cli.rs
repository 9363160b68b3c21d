//! `gongkai exempt` as a user runs it, on the sample township and on bad input.

// A test may stop at the first thing that is not as it should be.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SAMPLES: &str = "examples/township/assessments";

/// Runs `gongkai exempt` in the repository's root.
fn exempt(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("exempt")
        .args(args)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .output()
        .expect("the command starts")
}

fn text(args: &[&str]) -> (i32, String) {
    let output = exempt(args);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    (output.status.code().expect("it exits by itself"), text)
}

fn json(args: &[&str]) -> Value {
    let output = exempt(args);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{args:?}: {e}"))
}

fn sample(name: &str) -> String {
    format!("{SAMPLES}/{name}.json")
}

/// What the README of the sample says of the three.
#[test]
fn the_samples_come_out_as_the_readme_says() {
    let assess = |name: &str| {
        json(&[
            "assess",
            &sample(name),
            "--as-of",
            "2026-11-20",
            "--format",
            "json",
        ])
    };
    let list = assess("低保对象名单");
    assert_eq!(list["disposition"]["kind"], "in_part");
    assert_eq!(
        list["disposition"]["withheld"][0]["ground"],
        "personal_privacy"
    );
    assert_eq!(list["answer"]["row"], "r3.2");
    assert_eq!(list["review_on"], "2027-11-20");
    assert_eq!(list["refused"].as_array().map(Vec::len), Some(1));
    assert_eq!(list["refused"][0]["code"], "not_a_ground");

    let report = assess("道路改造的请示");
    assert_eq!(
        report["disposition"]["grounds"][0]["ground"],
        "process_report"
    );
    let codes: Vec<&str> = report["refused"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|r| r["code"].as_str())
        .collect();
    assert_eq!(codes, ["work_secret", "prohibition_too_low"]);

    let plan = assess("防汛值守方案");
    assert_eq!(plan["disposition"]["to"]["kind"], "provincial_secrecy");
    assert_eq!(plan["answer"], Value::Null);

    let (code, page) = text(&["assess", &sample("防汛值守方案"), "--as-of", "2026-11-20"]);
    assert_eq!(code, 0);
    for line in [
        "结论：报省、自治区、直辖市保密行政管理部门确定",
        "“长期”不是法定的保密期限",
        "县级、乡镇机关自身没有定密权",
        "第十七条",
    ] {
        assert!(page.contains(line), "`{line}` is missing in\n{page}");
    }
}

#[test]
fn the_template_can_be_filled_in() {
    let (_, template) = text(&["template"]);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("facts.json");
    fs::write(&file, template).expect("written");
    let path = file.to_str().expect("UTF-8");
    let (code, page) = text(&["assess", path, "--as-of", "2026-03-02", "--lang", "en"]);
    assert_eq!(code, 0);
    assert!(page.contains("Decision: disclose"), "{page}");
    let (code, page) = text(&["body", path]);
    assert_eq!(code, 0);
    assert!(page.contains("公开主体：本机关"), "{page}");
    // Everything that can be asked for is explained.
    let (_, fields) = text(&["template", "--explain"]);
    assert!(fields.contains("grounds.third_party.consultation.opinion  agrees | objects | silent"));
    let (_, help) = text(&["assess", "--help"]);
    assert!(help.contains("\"scene\": \"on_request\""), "{help}");
    for field in fields.lines().filter(|line| !line.starts_with(' ')) {
        let path = field.split("  ").next().unwrap_or_default();
        assert!(help.contains(path), "`{path}` is not in the help");
    }
}

#[test]
fn attributes_and_grounds() {
    let report = sample("道路改造的请示");
    let day = ["--as-of", "2026-11-20"];
    let mark = |more: &[&str]| text(&[&["attribute", report.as_str()], more, &day].concat());
    assert_eq!(
        mark(&["--mark", "withheld", "--ground", "process_report"]).0,
        0
    );
    let (code, page) = mark(&["--mark", "on-request"]);
    assert_eq!(code, 1);
    assert!(page.contains("依申请公开不是不公开的办法"), "{page}");
    let (code, page) = mark(&[]);
    assert_eq!(code, 1);
    assert!(page.contains("可以退文"), "{page}");

    assert_eq!(
        json(&["grounds", "--format", "json"])
            .as_array()
            .map(Vec::len),
        Some(28)
    );
    let (_, page) = text(&["grounds", "trade_secret"]);
    assert!(page.contains("r3.3.4"), "{page}");
    let (_, page) = text(&["grounds", "--prohibitions"]);
    assert!(
        page.contains("《中华人民共和国统计法》第二十八条"),
        "{page}"
    );
}

/// Exit code 2, the file, the line, and what to do.
#[test]
fn bad_input_is_told_with_its_place() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad-facts.json");
    let path = file.to_str().expect("UTF-8");
    for (content, told) in [
        ("{\n  \"titel\": \"…\"\n}", ":2:9: 没有“titel”这个字段"),
        (
            "{\n  \"grounds\": 1\n}",
            ":2:14: 这里不能写整数；可以写：false、true，或者写明情况",
        ),
        ("{\n \"body\" 1}", ":2:9: 不是 JSON，第9列写错"),
        ("{", ":1:1: 文件没有写完"),
    ] {
        fs::write(&file, content).expect("written");
        let output = exempt(&["assess", path]);
        let told_so = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{content}");
        assert!(
            told_so.contains("bad-facts.json") && told_so.contains(told),
            "{told_so}"
        );
        assert!(told_so.contains("gongkai exempt template"), "{told_so}");
    }
    let english = exempt(&["assess", path, "--lang", "en"]);
    let told_so = String::from_utf8_lossy(&english.stderr);
    assert!(told_so.contains(":1:1: EOF while"), "{told_so}");
    assert_eq!(
        exempt(&["assess", "no-such-file.json"]).status.code(),
        Some(2)
    );
    assert_eq!(exempt(&["grounds", "sensitive"]).status.code(), Some(2));
    // What is not known is no error, but no decision either.
    fs::write(&file, "{}").expect("written");
    let (code, page) = text(&["assess", path, "--as-of", "2026-03-02"]);
    assert_eq!(code, 1);
    assert!(page.contains("还不能确定"), "{page}");
    assert_eq!(exempt(&["body", path]).status.code(), Some(2));
}
