//! `gongkai request letter` and the register, from the outside.

#![allow(clippy::expect_used)]

use std::path::PathBuf;
use std::process::{Command, Output};

const SAMPLE: &str = "examples/township/requests";

fn request(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .arg("request")
        .args(args)
        .output()
        .expect("the command runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn target(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path
}

#[test]
fn a_letter_is_written_from_the_file() {
    let case = &format!("{SAMPLE}/2026-009.jsonl");
    // As of May the refusal is the last letter; in August it is the answer that replaced it.
    let may = request(&["letter", case, "--as-of", "2026-05-01"]);
    assert_eq!(may.status.code(), Some(0), "{}", text(&may.stderr));
    assert!(text(&may.stdout).contains("先向青禾县人民政府申请行政复议"));
    let august = request(&["letter", case, "--as-of", "2026-08-01"]);
    assert!(text(&august.stdout).contains("现重新答复如下"));
    let first = ["letter", case, "--as-of", "2026-08-01", "--event", "1"];
    assert!(text(&request(&first).stdout).contains("政府信息不予公开答复书"));

    let file = target("letter.docx");
    let path = file.to_str().expect("a path");
    let docx = ["letter", case, "--as-of", "2026-08-01", "--format", "docx"];
    // A DOCX does not go to a terminal.
    assert_eq!(request(&docx).status.code(), Some(2));
    let written = request(&[&docx[..], &["-o", path]].concat());
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    assert!(std::fs::read(&file).expect("a file").starts_with(b"PK"));
}

#[test]
fn what_lacks_its_ground_in_law_is_not_written() {
    let second_fee = format!("{SAMPLE}/2026-025.jsonl");
    let second = request(&[
        "letter",
        &second_fee,
        "--event",
        "3",
        "--as-of",
        "2026-11-20",
    ]);
    assert_eq!(second.status.code(), Some(1));
    let why = text(&second.stderr);
    assert!(
        why.contains("《政府信息公开信息处理费管理办法》第三条"),
        "{why}"
    );
    let none = request(&["letter", &second_fee, "--kind", "answer"]);
    assert_eq!(none.status.code(), Some(1));
    let unknown = request(&["letter", &second_fee, "--kind", "tea"]);
    assert_eq!(unknown.status.code(), Some(2));

    // Without `[office]` nobody writes.
    let lonely = target("2026-001.jsonl");
    let line = r#"{"on":"2026-03-02","event":"received","intake":"in_person","applicant":{"name":"李某"},"content":"预算"}"#;
    std::fs::write(&lonely, format!("{line}\n")).expect("written");
    let setup = target("gongkai.toml");
    std::fs::write(&setup, "[unit]\nname = \"青禾镇\"\nlevel = \"township\"\n").expect("written");
    let (file, setup) = (
        lonely.to_str().expect("a path"),
        setup.to_str().expect("a path"),
    );
    let nobody = request(&["letter", file, "--as-of", "2026-03-03", "--unit", setup]);
    assert_eq!(nobody.status.code(), Some(2));
    assert!(text(&nobody.stderr).contains("[office]"));
}

#[test]
fn the_register_is_a_workbook() {
    let file = target("register.xlsx");
    let path = file.to_str().expect("a path");
    let list = ["list", SAMPLE, "--as-of", "2026-11-20", "--format", "xlsx"];
    assert_eq!(request(&list).status.code(), Some(2));
    // 2: one of the sample's files ends in a broken line; the rest is written all the same.
    let made = request(&[&list[..], &["-o", path]].concat());
    assert_eq!(made.status.code(), Some(2));
    let bytes = std::fs::read(&file).expect("a file");
    let read = gongkai_formats::table::read_table("register.xlsx", &bytes).expect("a workbook");
    let [register, same] = read.tables.as_slice() else {
        panic!("two sheets")
    };
    assert_eq!(register.rows.len(), 11);
    let head = |n: usize| register.rows[0][n].text.as_str();
    assert_eq!((head(0), head(5), head(13)), ("办件", "申请人", "办理结果"));
    let fee = register.rows.iter().find(|r| r[0].text == "2026-024");
    assert_eq!(fee.expect("a row")[16].text, "200");
    assert_eq!(same.rows.len(), 1);
}
