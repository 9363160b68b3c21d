//! The request cases of the sample. The vectors run through the contract.

use std::fs;

use gongkai::calendar::WorkCalendar;
use gongkai::law::Lang;
use gongkai::request::{RequestCase, RequestEvent, Settings};
use gongkai_formats::case_file::CaseFile;
use gongkai_tests::root;

/// The first line says how a case ended, as the readme of the sample does.
#[test]
fn how_the_sample_ended() {
    for (name, chinese, english) in [
        (
            "2026-003",
            "已归档；予以公开；2026-04-15答复；应于2026-04-28前答复",
            "archived; disclosed; answered on 2026-04-15; due on 2026-04-28",
        ),
        (
            "2026-006",
            "已归档；逾期不补正，不再处理",
            "archived; not corrected in time, not handled further",
        ),
        (
            "2026-025",
            "已结案；逾期未缴费，不再处理",
            "closed; fee not paid in time, not handled further",
        ),
        ("2026-028", "已撤回", "withdrawn"),
    ] {
        let path = root().join(format!("examples/township/requests/{name}.jsonl"));
        let bytes = fs::read(path).expect("a file of the sample");
        let file = CaseFile::<RequestEvent>::read(&bytes).expect("a case file");
        let as_of = "2026-11-20".parse().expect("a date");
        let case = RequestCase::replay(name, &file.entries, &Settings::default(), as_of);
        let status = case.status(WorkCalendar::national());
        assert_eq!(status.summary(Lang::Zh), chinese, "{name}");
        assert_eq!(status.summary(Lang::En), english, "{name}");
    }
}
