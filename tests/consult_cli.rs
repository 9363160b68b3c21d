//! `gongkai consult` from the outside: a case opened, entered, refused and told.

#![allow(clippy::expect_used)]

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

fn consult(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .arg("consult")
        .args(args)
        .output()
        .expect("the command runs")
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn a_case_is_opened_entered_refused_and_told() {
    let folder = folder("consult");
    let draft = folder.join("草案.txt");
    std::fs::write(&draft, "方案").expect("written");
    let file = folder.join("2026-09.jsonl");
    let (draft, file) = (
        draft.to_str().expect("a path"),
        file.to_str().expect("a path"),
    );
    let new = |kind: &str| {
        let head = [
            "new",
            file,
            "--on",
            "2026-03-02",
            "--title",
            "旧街征收补偿方案",
        ];
        consult(&[&head[..], &["--kind", kind, "--body", "青禾镇"]].concat())
    };
    let unknown = new("tea_party");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("housing_expropriation"));
    assert_eq!(new("housing_expropriation").status.code(), Some(0));
    // A case that is there is not begun again.
    assert_eq!(new("housing_expropriation").status.code(), Some(2));

    let publish = |until: &str| {
        let entry = format!(
            r#"{{"on":"2026-03-02","event":"published","documents":[{{"kind":"draft","file":{draft:?}}}],"channels":["government_website"],"until":"{until}"}}"#
        );
        consult(&["event", file, &entry])
    };
    let before = std::fs::read(file).expect("a file");
    let short = publish("2026-03-31");
    assert_eq!(short.status.code(), Some(2));
    let said = String::from_utf8_lossy(&short.stderr).into_owned();
    assert!(
        said.contains("不得少于30日，不能缩短，应当到2026-04-01"),
        "{said}"
    );
    assert!(
        said.contains("第十条第二款") && said.contains("[may_not_be_shortened]"),
        "{said}"
    );
    assert_eq!(
        std::fs::read(file).expect("a file"),
        before,
        "nothing was written"
    );
    assert_eq!(publish("2026-04-01").status.code(), Some(0));

    let bad = consult(&[
        "event",
        file,
        r#"{"on":"2026-03-05","event":"closed","why":"x"}"#,
    ]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&bad.stderr).contains("why"));

    let told = consult(&["status", file, "--as-of", "2026-03-10", "--format", "json"]);
    assert_eq!(told.status.code(), Some(0));
    let told: Value = serde_json::from_slice(&told.stdout).expect("JSON");
    assert_eq!(told["case"], "2026-09");
    assert_eq!(told["state"], "open");
    assert_eq!(told["earliest_close"], "2026-04-02");
    assert_eq!(told["problems"], Value::Array(Vec::new()));
    assert_eq!(told["faults"], Value::Array(Vec::new()));
    // The SHA-256 of the six bytes of the draft, by sha256sum.
    assert_eq!(
        told["evidence"]["consulted"][0],
        "6f949ac3522d3ba50b67045b6bcc119566fbd96635403b9b131e232cc629da5d"
    );
    let trail = told["trail"].as_array().expect("steps");
    assert!(
        trail
            .iter()
            .all(|s| s["text"].is_string() && s["basis"].is_array())
    );

    let missing = consult(&["status", "nowhere.jsonl"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("nowhere.jsonl"));
}

/// The evidence of a consultation that is done is an entry that a review's file takes; of one
/// that is not done there is none.
#[test]
fn evidence_is_an_entry_of_a_review() {
    let case = |n: u8| format!("examples/township/consultations/2026-0{n}.jsonl");
    let of = |n: u8| consult(&["evidence", &case(n), "--as-of", "2026-11-20"]);
    let done = of(1);
    assert_eq!(done.status.code(), Some(0));
    let entry: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let wanted = [
        ("on", "2026-11-20"),
        ("event", "evidence"),
        ("gate", "consultation_result"),
        ("reference", "2026-01"),
        ("dated", "2026-04-20"),
        ("from", "2026-03-04"),
        ("to", "2026-04-03"),
        // The SHA-256 of what stands for the revised draft, by sha256sum.
        (
            "content",
            "9e68b409df3fbfeeb3ff8c5c378006b6025513d61a0d9491381cf9ae223233ce",
        ),
    ];
    for (key, value) in wanted {
        assert_eq!(entry[key], value, "{key}");
    }
    let open = of(3);
    assert_eq!(open.status.code(), Some(2));
    let said = String::from_utf8_lossy(&open.stderr).into_owned();
    assert!(said.contains("[ungrouped, result_missing]"), "{said}");
}
