//! `gongkai request` as a user runs it: a case from its first day to its last, what is refused,
//! and bad input.

// A test may stop at the first thing that is not as it should be.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Runs `gongkai request` in the repository's root: exit code, what it prints, what it complains of.
fn request(args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("request")
        .args(args)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .output()
        .expect("the command starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("it exits by itself");
    (code, text(output.stdout), text(output.stderr))
}

/// A case file of this test alone, which does not exist yet.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("request-{name}.jsonl"));
        if path.exists() {
            fs::remove_file(&path).expect("an old file goes");
        }
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("UTF-8")
    }

    fn lines(&self) -> usize {
        fs::read_to_string(&self.0).map_or(0, |text| text.lines().count())
    }

    /// Enters an event on the day on which it happens.
    fn event(&self, day: &str, fields: &[&str]) -> (i32, String, String) {
        let head = ["event", self.path()];
        request(&[&head[..], fields, &["--on", day, "--as-of", day]].concat())
    }

    fn open(&self, day: &str, intake: &str) {
        let intake = format!("intake={intake}");
        let fields = [
            intake.as_str(),
            "applicant.name=周某",
            "content=2025年村道维修合同",
        ];
        let head = ["new", self.path(), "--on", day, "--as-of", day];
        let (code, _, said) = request(&[&head[..], &fields].concat());
        assert_eq!(code, 0, "{said}");
    }

    fn status(&self, day: &str) -> Value {
        let args = ["status", self.path(), "--as-of", day, "--format", "json"];
        serde_json::from_str(&request(&args).1).expect("JSON")
    }
}

#[test]
fn a_case_from_its_first_day_to_its_last() {
    let file = File::new("whole");
    file.open("2026-10-08", "internet");
    assert_eq!(file.status("2026-10-08")["state"], "awaiting_confirmation");
    let done = |day: &str, fields: &[&str]| {
        let (code, _, said) = file.event(day, fields);
        assert_eq!((code, said.as_str()), (0, ""), "{fields:?}");
    };
    done("2026-10-09", &["confirmed"]);
    // Day one is Saturday the 10th, a make-up day.
    assert_eq!(file.status("2026-10-09")["due"], "2026-11-05");
    done(
        "2026-10-12",
        &["consulted", "party=甲公司", "consultee=third_party"],
    );
    done("2026-10-14", &["consultation_delivered", "party=甲公司"]);
    done(
        "2026-10-20",
        &["opinion_received", "party=甲公司", "opinion=agrees"],
    );
    // 13 to 20 October, six working days, do not count.
    assert_eq!(file.status("2026-10-20")["due"], "2026-11-13");
    let twenty = ["period=5wd", "approved_by=林远", "notified=2026-11-10"];
    done("2026-11-10", &[&["extended"][..], &twenty].concat());
    assert_eq!(file.status("2026-11-10")["due"], "2026-11-20");
    done("2026-11-18", &["answered", "answer.kind=disclosed"]);
    done("2026-11-19", &["served"]);
    done("2026-11-20", &["archived"]);
    let status = file.status("2026-11-20");
    assert_eq!(status["state"], "archived");
    assert_eq!(status["row"], "r3.1");
    assert_eq!(status["overdue"], false);
    assert_eq!(status["problems"], Value::Array(Vec::new()));
    // A file of hands: every line sealed, none changed.
    assert_eq!(file.lines(), 9);
}

#[test]
fn what_the_law_refuses_is_not_written() {
    let file = File::new("refused");
    file.open("2026-03-02", "in_person");
    let refused = |day: &str, fields: &[&str], says: &str| {
        let (code, _, said) = file.event(day, fields);
        assert_eq!(code, 1, "{fields:?}: {said}");
        assert!(said.contains(says), "{fields:?}: {said}");
        assert_eq!(file.lines(), 1);
    };
    let extended = "extended";
    refused(
        "2026-03-20",
        &[
            extended,
            "period=30wd",
            "approved_by=林远",
            "notified=2026-03-20",
        ],
        "第三十三条第二款",
    );
    refused("2026-03-20", &[extended, "period=10wd"], "负责人");
    refused(
        "2026-03-31",
        &[
            extended,
            "period=10wd",
            "approved_by=林远",
            "notified=2026-03-31",
        ],
        "2026-03-30",
    );
    refused("2026-03-20", &["corrected"], "补正");
    refused("2026-03-20", &["transferred", "to=县水利局"], "第四十一条");
    refused("2026-03-20", &["closed", "reason=fee_unpaid"], "");
}

#[test]
fn bad_input_is_told_in_the_language_asked_for_and_not_written() {
    let file = File::new("bad");
    file.open("2026-03-02", "in_person");
    let bad = |fields: &[&str], says: &str| {
        let (code, _, said) = file.event("2026-03-10", fields);
        assert_eq!(code, 2, "{fields:?}: {said}");
        assert!(said.contains(says), "{fields:?}: {said}");
        assert_eq!(file.lines(), 1);
    };
    bad(&["extendd", "period=5wd"], "没有“extendd”这种写法");
    bad(&["extended", "perod=5wd"], "没有“perod”这个字段");
    bad(&["consulted", "party=甲公司"], "缺少字段“consultee”");
    bad(&["extended", "5wd"], "不是 字段=值 的写法");
    bad(
        &["extended", "perod=5wd", "--lang", "en"],
        "unknown field `perod`",
    );
    bad(&["--json", "{\"event\":"], "--json");
    bad(&["served", "--json", "[1]"], "--json");
    let (code, _, said) = request(&["status", "没有这个文件.jsonl"]);
    assert_eq!(code, 2);
    assert!(said.contains("没有这个文件.jsonl"), "{said}");
    let (code, _, said) = request(&["new", file.path(), "intake=fax", "applicant.name=周某"]);
    assert_eq!(code, 2);
    assert!(said.contains("文件已存在"), "{said}");
}

#[test]
fn what_is_still_to_come_is_not_entered() {
    let file = File::new("ahead");
    file.open("2026-10-12", "in_person");
    let consulted = ["consulted", "party=甲公司", "consultee=third_party"];
    let head = ["event", file.path(), "--as-of", "2026-10-12"];
    let (code, _, said) = request(&[&head[..], &consulted, &["--on", "2026-10-13"]].concat());
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("2026-10-13还没有到"), "{said}");
    assert_eq!(file.lines(), 1);
}

#[test]
fn an_event_entered_late_says_what_it_takes_away() {
    let file = File::new("late");
    file.open("2026-10-09", "in_person");
    let consulted = ["consulted", "party=甲公司", "consultee=third_party"];
    assert_eq!(file.event("2026-10-13", &consulted).0, 0);
    let head = [
        "event",
        file.path(),
        "--on",
        "2026-10-12",
        "--as-of",
        "2026-10-14",
    ];
    let (code, _, said) = request(&[&head[..], &consulted].concat());
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("第2条"), "{said}");
    assert_eq!(file.status("2026-10-14")["problems"][0]["index"], 1);
}

#[test]
fn a_broken_last_line_is_read_up_to_it() {
    let file = "examples/township/requests/2026-033.jsonl";
    let (code, told, said) = request(&["status", file, "--as-of", "2026-11-20"]);
    assert_eq!(code, 2);
    assert!(told.contains("应于2026-10-28前答复，已逾期23天"), "{told}");
    assert!(said.contains("第4行"), "{said}");
    // Nothing is appended behind a broken line.
    let answer = ["answered", "answer.kind=disclosed", "--dry-run"];
    let day = ["--on", "2026-11-20", "--as-of", "2026-11-20"];
    let (code, _, said) = request(&[&["event", file][..], &answer, &day].concat());
    assert_eq!(code, 2, "{said}");
}

#[test]
fn the_sample_is_listed_by_what_is_due_next() {
    let folder = "examples/township/requests";
    let (_, told, _) = request(&["list", folder, "--as-of", "2026-11-20"]);
    let place = |text: &str| told.find(text).unwrap_or_else(|| panic!("{text}: {told}"));
    assert!(place("2026-033") < place("2026-024"), "{told}");
    assert!(place("在办2件") < place("办结8件"), "{told}");
}
