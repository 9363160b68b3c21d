//! The text rules over 8 MB of administrative prose:
//! `cargo bench -p gongkai-benches --bench check_text`.
//!
//! The prose is the clean texts of `tests/fixtures/clean` over and over, every fortieth
//! paragraph followed by one with faults, cut into documents of some 4 KB as a site has them.

use std::fs;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gongkai::check::Checker;
use gongkai::finding::{Selection, Selector};
use gongkai::item::Document;

fn main() {
    // The automaton and the tables are built here, so that no benchmark pays for them.
    checker("ALL").check_text(&Document::plain("甲"));
    divan::main();
}

const BYTES: usize = 8 << 20;

const FAULTS: [&str; 6] = [
    "XX区政务公开办公室于20XX年印发了有关文件，，请各单位按照要求抓好落实的的工作。",
    "公示期截至2023年2月29日，共计  万元，同比增长%，由青禾镇人民政府人民政府负责。",
    "坚持“公开为常态的原则，推⾏阳光政务，本文由网络提供,请登陆www.example.com查看更多文章。",
    "根据《政府信息公布条例》第五十七条，报告数据自202111日起至20211231日止。",
    "进一步明确各镇（街道、园区的职责，认真岀台意见，定于2024年3月5日（星期三）召开会议。",
    "发布机构：鍏紑鐩綍鏂囦欢，联系电话锟斤拷，文号为青政发〔2024〕号，金额1,23,456元。",
];

/// Reads the clean texts; without them there is nothing to measure.
fn paragraphs() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/clean");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// About `BYTES` of prose in documents of some `size` bytes.
fn prose(size: usize, faulty: bool) -> Vec<Document> {
    let paragraphs = paragraphs();
    let mut documents = Vec::new();
    let mut text = String::new();
    let mut total = 0;
    for (n, paragraph) in paragraphs.iter().cycle().enumerate() {
        text.push_str(paragraph);
        text.push('\n');
        if faulty && n % 40 == 39 {
            text.push_str(
                FAULTS
                    .get(n / 40 % FAULTS.len())
                    .copied()
                    .unwrap_or_default(),
            );
            text.push('\n');
        }
        if text.len() >= size {
            total += text.len();
            documents.push(Document::plain(std::mem::take(&mut text)));
            if total >= BYTES {
                break;
            }
        }
    }
    documents
}

fn checker(select: &str) -> Checker {
    let selectors: Vec<Selector> = select.parse().into_iter().collect();
    Checker::new().with_selection(Selection::new(&selectors, &[]))
}

fn run(bencher: Bencher<'_, '_>, documents: &[Document], select: &str) {
    let checker = checker(select);
    let bytes: usize = documents.iter().map(|d| d.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        documents
            .iter()
            .map(|document| black_box(checker.check_text(black_box(document))).len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 20)]
fn all_rules_faulty_4_kb_documents(bencher: Bencher<'_, '_>) {
    run(bencher, &prose(4 << 10, true), "ALL");
}

#[divan::bench(sample_count = 20)]
fn all_rules_clean_4_kb_documents(bencher: Bencher<'_, '_>) {
    run(bencher, &prose(4 << 10, false), "ALL");
}

#[divan::bench(sample_count = 20)]
fn all_rules_faulty_one_document(bencher: Bencher<'_, '_>) {
    run(bencher, &prose(BYTES, true), "ALL");
}

/// One cheap rule: what is left is the scan that all share.
#[divan::bench(sample_count = 20)]
fn scan_and_one_rule_4_kb_documents(bencher: Bencher<'_, '_>) {
    run(bencher, &prose(4 << 10, true), "TXT010");
}
