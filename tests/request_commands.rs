//! `gongkai request` as a user runs it: what it writes, what it refuses, how it exits.

// A test may stop at the first thing that is not as it should be.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Exit code, standard output, standard error.
fn request(args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("request")
        .args(args)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .output()
        .expect("the command starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().expect("it exits by itself");
    (code, text(&output.stdout), text(&output.stderr))
}

fn file(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("requests");
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    let _ = fs::remove_file(&path);
    path
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn a_case_is_opened_and_carried_on() {
    let path = file("2026-040.jsonl");
    let path = shown(&path);
    let new = [
        "new",
        path,
        "--as-of",
        "2026-03-02",
        "intake=internet",
        "applicant.name=李某",
        "applicant.identity_proved=true",
    ];
    assert_eq!(request(&new).0, 0);
    // A file that is there is not written over.
    let (code, _, error) = request(&new);
    assert_eq!(code, 2);
    assert!(error.contains("文件已存在"), "{error}");

    let on = |day: &'static str, rest: &[&'static str]| {
        let mut args = vec!["event", path];
        args.extend(rest);
        args.extend(["--as-of", day]);
        request(&args)
    };
    assert_eq!(on("2026-03-03", &["confirmed", "--by", "陈禾"]).0, 0);
    // The law refuses: nothing is written.
    let before = fs::read(path).expect("the file");
    let (code, _, error) = on(
        "2026-03-20",
        &["extended", "period=10wd", "approved_by=林远"],
    );
    assert_eq!(code, 1);
    assert!(
        error.contains("告知申请人") && error.contains("第三十三条第二款"),
        "{error}"
    );
    // It cannot be read: nothing is written either.
    let (code, _, error) = on("2026-03-20", &["served", "chanel=1"]);
    assert_eq!(code, 2);
    assert!(error.contains("chanel"), "{error}");
    assert_eq!(before, fs::read(path).expect("the file"));
    // Only asked for.
    let extended = [
        "extended",
        "period=10wd",
        "approved_by=林远",
        "notified=2026-03-20",
    ];
    let mut asked = extended.to_vec();
    asked.push("--dry-run");
    let (code, out, _) = on("2026-03-20", &asked);
    // Ten working days after 31 March, Tomb-Sweeping Day left out.
    assert_eq!((code, out.trim()), (0, "办理中；应于2026-04-15前答复"));
    assert_eq!(before, fs::read(path).expect("the file"));

    assert_eq!(on("2026-03-20", &extended).0, 0);
    let searched = r#"{"on":"2026-03-20","recorded":"2026-03-23","event":"searched","places":["档案室"],"found":true}"#;
    assert_eq!(on("2026-03-23", &["--json", searched]).0, 0);
    let answer = ["answered", "answer.kind=disclosed", "answer.provided=一份"];
    assert_eq!(on("2026-03-25", &answer).0, 0);

    let (code, out, _) = request(&["status", path, "--as-of", "2026-03-25", "--format", "json"]);
    assert_eq!(code, 0);
    let status: Value = serde_json::from_str(&out).expect("JSON");
    for (key, value) in [
        ("case", "2026-040"),
        ("state", "answered"),
        ("received", "2026-03-03"),
        ("due", "2026-04-15"),
        ("certainty", "published"),
        ("row", "r3.1"),
        ("regime", "ogi-2019"),
    ] {
        assert_eq!(status[key], value, "{key}");
    }
    assert_eq!(status["overdue"], false);
    assert_eq!(status["problems"], serde_json::json!([]));
    let texts = status["trail"].as_array().expect("a trail");
    assert!(
        texts
            .iter()
            .all(|step| step["text"].is_string() && step["basis"].is_array())
    );
}

#[test]
fn the_cases_of_the_sample_township() {
    let folder = "examples/township/requests";
    let (code, out, error) =
        request(&["list", folder, "--as-of", "2026-11-20", "--format", "json"]);
    // The last line of one file is cut off: read up to it, and said so.
    assert_eq!(code, 2);
    assert!(
        error.contains("2026-033.jsonl") && error.contains("第4行"),
        "{error}"
    );
    let docket: Value = serde_json::from_str(&out).expect("JSON");
    let open: Vec<_> = docket["open"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| {
            (
                row["case"].as_str(),
                row["until"].as_str(),
                row["overdue"].as_bool(),
            )
        })
        .collect();
    assert_eq!(
        open,
        [
            (Some("2026-033"), Some("2026-10-28"), Some(true)),
            (Some("2026-024"), Some("2026-11-30"), Some(false)),
        ]
    );
    assert_eq!(
        docket["totals"],
        serde_json::json!({"r3.1": 3, "r3.2": 1, "r3.6.1": 1, "r3.6.2": 1, "r3.6.3": 1})
    );
    let (_, csv, _) = request(&["list", folder, "--as-of", "2026-11-20", "--format", "csv"]);
    assert!(
        csv.contains("2026-033,办理中,2026-09-23,2026-10-28,-23,0,"),
        "{csv}"
    );

    let late = format!("{folder}/2026-018.jsonl");
    let (code, page, _) = request(&["status", &late, "--as-of", "2026-11-20", "--lang", "en"]);
    assert_eq!(code, 0);
    for part in [
        "answered on 2026-07-30, 8 days late",
        "stayed silent and counts as agreeing",
        "entry 4: an extension takes effect when the applicant is told",
        "repeats entry 6: not counted",
    ] {
        assert!(page.contains(part), "`{part}` is missing in\n{page}");
    }
}

#[test]
fn bad_input_is_named() {
    for (args, says) in [
        (&["status", "no-such-file.jsonl"][..], "no-such-file.jsonl"),
        (&["list", "crates/gongkai/src"], "没有办件文件"),
        (
            &[
                "event",
                "examples/township/requests/2026-024.jsonl",
                "party=甲",
            ],
            "事项名",
        ),
        (
            &["event", "examples/township/requests/2026-024.jsonl"],
            "没有写事项名",
        ),
        (
            &[
                "event",
                "examples/township/requests/2026-033.jsonl",
                "served",
                "--as-of",
                "2026-11-20",
            ],
            "",
        ),
        (
            &[
                "event",
                "examples/township/requests/2026-024.jsonl",
                "--json",
                "[]",
            ],
            "应当是一个对象",
        ),
    ] {
        let (code, _, error) = request(args);
        assert!(code != 0, "{args:?}");
        assert!(error.contains(says), "{args:?}: {error}");
    }
}
