//! What holds of checking any text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::invisible_characters
)]

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use gongkai::check::Checker;
use gongkai::finding::{
    Applicability, CellRef, Finding, Lang, Locus, RuleCode, Selection, Selector, Severity,
    TextRange, apply_fixes,
};
use gongkai::item::{Block, BlockKind, Document};
use proptest::prelude::*;

fn all_rules() -> Checker {
    Checker::new().with_selection(Selection::new(&[Selector::All], &[]))
}

fn check(text: &str) -> Vec<Finding> {
    all_rules().check_text(&Document::plain(text))
}

fn clean_texts() -> Vec<(PathBuf, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/clean");
    let mut found: Vec<(PathBuf, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    found.sort();
    found
}

#[test]
fn clean_texts_stay_silent() {
    let texts = clean_texts();
    assert!(texts.len() >= 30);
    let mut wrong = Vec::new();
    for (path, text) in &texts {
        for finding in check(text).iter().filter(|f| f.severity > Severity::Info) {
            wrong.push(format!(
                "{}: {} ⟦{}⟧ {}",
                path.display(),
                finding.rule,
                finding.text,
                finding.message(Lang::Zh)
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn findings_in_cells_name_the_cell() {
    let text = "名单\nXX区\n合计";
    let cell = |start, end, row| Block {
        range: TextRange::new(start, end),
        kind: BlockKind::Cell {
            cell: CellRef {
                table: "1".into(),
                row,
                column: 1,
            },
            hidden: false,
        },
    };
    let document =
        Document::with_blocks(text, vec![cell(0, 6, 1), cell(7, 12, 2), cell(13, 19, 3)]);
    let findings = all_rules().check_text(&document);
    assert_eq!(findings.len(), 1);
    let Locus::Text {
        cell: Some(cell), ..
    } = &findings[0].locus
    else {
        panic!("no cell")
    };
    assert_eq!(cell.a1(), "A2");
}

#[test]
fn headings_of_a_file_are_sections() {
    let text = "年度报告\n主动公开\n依申请公开\n全年收到申请一件，已按时答复。\n";
    let block = |range: (u32, u32), kind| Block {
        range: TextRange::new(range.0, range.1),
        kind,
    };
    let document = Document::with_blocks(
        text,
        vec![
            block((0, 12), BlockKind::Title),
            block((13, 25), BlockKind::Heading { level: 1 }),
            block((26, 41), BlockKind::Heading { level: 1 }),
            block((42, 90), BlockKind::Paragraph),
        ],
    );
    let told: Vec<String> = all_rules()
        .check_text(&document)
        .into_iter()
        .map(|f| f.text)
        .collect();
    assert_eq!(told, ["主动公开"]);
}

/// The least of a few runs, so that a busy machine does not matter.
fn least_time(text: &str) -> Duration {
    let document = Document::plain(text);
    let checker = all_rules();
    (0..4)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(checker.check_text(&document));
            begun.elapsed()
        })
        .min()
        .unwrap()
}

/// Runs of one sign as long as they come: doubling the text may at most double the time, with
/// room for noise. A quadratic step would take four times as long.
#[test]
fn time_is_linear_in_the_text_whatever_it_holds() {
    let seeds = [
        "1",
        "（",
        "(",
        "）",
        "“",
        "”",
        "《",
        "》",
        "的",
        "进行",
        "X",
        "×",
        "_",
        "1,",
        "1.",
        "1 ",
        "2021年",
        "月",
        "1月",
        "《甲》",
        "《婚姻法》",
        "本文来自",
        "第一篇：",
        "，",
        "\u{200b}",
        "⼯",
        "鍏",
        "ä¸",
        "( “ 】",
        "（甲) ",
        "1、甲\n",
        "一、甲\n",
        "范文",
        "中心内部",
        "%",
        "共计  元",
        "公开 信息",
        "存在存在A",
        "公开,",
        "（一)、甲",
        "ㄒ公",
        "{{",
        "（星期三）",
        "年月",
        "〔2024]",
        "“甲\n",
        "我镇",
        "12月3日（周",
    ];
    for seed in seeds {
        let half = seed.repeat(32 * 1024 / seed.len());
        let whole = seed.repeat(64 * 1024 / seed.len());
        // A busy machine may spoil one measurement; a quadratic step spoils every one.
        let measured: Vec<(Duration, Duration)> = (0..3)
            .map(|_| (least_time(&half), least_time(&whole)))
            .scan(false, |done, (short, long)| {
                let linear = long < short * 3 + Duration::from_millis(40);
                (!std::mem::replace(done, linear)).then_some((short, long))
            })
            .collect();
        assert!(
            measured
                .iter()
                .any(|(short, long)| *long < *short * 3 + Duration::from_millis(40)),
            "`{seed}`: 32 KiB and 64 KiB in {measured:?}"
        );
    }
}

/// Pieces that rules look for, so that random texts come near them.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "2023年",
        "2月30日",
        "13月",
        "X县",
        "XX",
        "×××",
        "（",
        "）",
        "(",
        ")",
        "“",
        "”",
        "《",
        "》",
        "《政府信息公布条例》",
        "第五十七条",
        "的的",
        "进行进行",
        "，，",
        "。",
        "、，",
        "\n",
        "一、",
        "二、",
        "（三）",
        "1.",
        "12..5",
        "%",
        "共计  万元",
        "⼯",
        "\u{f900}",
        "\u{200b}",
        "\u{fffd}",
        "锟斤拷",
        "ä¸­",
        "202111日",
        "20211231日",
        "本文来自",
        "www.a.cn",
        "首页 > ",
        "我镇",
        "本中心",
        "中心内部",
        "青禾镇人民政府",
        "2019年总结报告",
        "“十三五”良好开局",
        "二O二四年",
        "岀台",
        "鍏紑鐩綍",
        "（此处填写）",
        "{{a}}",
        "____年",
        "工作",
        "认真落实各项制度，",
        " ",
        "　",
        "3 0 0元",
        "— 3 —",
        "1,23,456元",
        "2０24",
        "𠀀",
        "😀",
        "\u{0}",
        "（星期三）",
        "25:61",
        "原",
        "范文",
        "国",
        "國",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|words| words.concat())
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        pieces(),
        (pieces(), any::<String>()).prop_map(|(a, b)| a + &b)
    ]
}

fn place(finding: &Finding) -> (usize, usize) {
    let range = finding.locus.range().unwrap();
    (range.start() as usize, range.end() as usize)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn findings_lie_in_the_text(text in texts()) {
        let findings = check(&text);
        for finding in &findings {
            let (start, end) = place(finding);
            prop_assert!(start < end);
            prop_assert_eq!(text.get(start..end), Some(finding.text.as_str()));
            if let Some(fix) = &finding.fix {
                prop_assert!(text.get(fix.range.start() as usize..fix.range.end() as usize).is_some());
            }
            for lang in [Lang::Zh, Lang::En] {
                let sentence = finding.message(lang);
                let key = &finding.message.key;
                let whole = sentence.len() > key.len();
                prop_assert!(whole, "{}", sentence);
            }
        }
        prop_assert!(findings.is_sorted_by_key(place));
    }

    #[test]
    fn safe_fixes_leave_nothing_to_fix_there(text in texts()) {
        let findings = check(&text);
        let safe = |findings: &[Finding]| findings.iter().filter(|f| f.fix.as_ref().is_some_and(|x| x.safe)).count();
        // One pass mends every place; where fixes touch each other the next passes end it.
        let mut now = text;
        let mut left = safe(&findings);
        let mut found = findings;
        let mut passes = 0;
        while left > 0 {
            let fixed = apply_fixes(&now, &found, Applicability::Safe);
            prop_assert!(!fixed.applied.is_empty());
            found = check(&fixed.text);
            left = safe(&found);
            now = fixed.text;
            passes += 1;
            prop_assert!(passes <= 8, "still {left} safe fixes in {now:?}");
        }
    }

    #[test]
    fn only_what_is_selected_runs(text in pieces(), n in 1u8..=16) {
        let code: RuleCode = format!("TXT{n:03}").parse().unwrap();
        let document = Document::plain(text.clone());
        let all = check(&text);
        let only = Checker::new().with_selection(Selection::new(&[Selector::Rule(code)], &[])).check_text(&document);
        let without = Checker::new()
            .with_selection(Selection::new(&[Selector::All], &[Selector::Rule(code)]))
            .check_text(&document);
        prop_assert!(only.iter().all(|f| f.rule == code));
        prop_assert!(without.iter().all(|f| f.rule != code));
        prop_assert_eq!(only.len() + without.len(), all.len());
    }
}
