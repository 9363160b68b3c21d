//! What `gongkai check` does with a folder of 10,000 documents, reading included:
//! `cargo bench -p gongkai-benches --bench check_files`.
//!
//! Each document is one clean text of `tests/fixtures/clean`, its own numbering left out,
//! repeated to some 7 KB, with a paragraph of faults in every second one. They are written to
//! a temporary folder, read, checked and turned into reports on all cores (or on as many as
//! `RAYON_NUM_THREADS` says). Printed are the best and the median of nine rounds, and the most memory that the
//! process held. The files lie in the system's cache, so the disk is not measured.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs, process};

use gongkai::check::Checker;
use gongkai::finding::Baseline;
use gongkai_formats::check as formats;
use gongkai_formats::report::{FileReport, Report};
use rayon::prelude::*;

const DOCUMENTS: usize = 10_000;
const SIZE: usize = 7 << 10;
const ROUNDS: usize = 9;

const FAULTS: [&str; 4] = [
    "XX区政务公开办公室于20XX年印发了有关文件，，请各单位抓好落实的的工作。",
    "公示期截至2023年2月29日，共计  万元，同比增长%，由青禾镇人民政府人民政府负责。",
    "坚持“公开为常态的原则，推⾏阳光政务，本文由网络提供,请登陆www.example.com查看更多文章。",
    "根据《政府信息公布条例》，报告数据自202111日起至20211231日止，认真岀台意见。",
];

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test` runs this too, and then there is nothing to measure.
    if !env::args().any(|a| a == "--bench") {
        return Ok(());
    }
    let folder = env::temp_dir().join(format!("gongkai-check-files-{}", process::id()));
    fs::create_dir_all(&folder)?;
    let result = measure(&folder);
    fs::remove_dir_all(&folder)?;
    result
}

fn measure(folder: &Path) -> Result<(), Box<dyn Error>> {
    let (paths, bytes) = write_documents(folder)?;
    let before = most_memory();
    let checker = Checker::new();
    let mut seconds = Vec::new();
    let mut findings = 0;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let report = check(&paths, &checker)?;
        seconds.push(begun.elapsed().as_secs_f64());
        findings = report.summary().findings;
    }
    seconds.sort_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = |at: usize| seconds.get(at).map_or(0.0, |s| bytes as f64 / 1e6 / s);
    println!(
        "{DOCUMENTS} documents, {} MB of text, {findings} findings, {} threads",
        bytes / 1_000_000,
        rayon::current_num_threads(),
    );
    println!("best   {:.0} MB/s", rate(0));
    println!("median {:.0} MB/s", rate(ROUNDS / 2));
    if let (Some(before), Some(after)) = (before, most_memory()) {
        println!("peak memory {after} KB, {before} KB before the check");
    }
    Ok(())
}

/// What the command does with the files that it found.
fn check(paths: &[PathBuf], checker: &Checker) -> Result<Report, Box<dyn Error>> {
    let one = |path: &PathBuf| -> Result<FileReport, String> {
        let bytes = fs::read(path).map_err(|e| e.to_string())?;
        let name = path.to_string_lossy().into_owned();
        formats::check(&name, &bytes, checker, &Baseline::default()).map_err(|e| e.to_string())
    };
    let files: Result<Vec<FileReport>, String> = paths.par_iter().map(one).collect();
    Ok(Report {
        files: files?,
        ..Report::default()
    })
}

fn write_documents(folder: &Path) -> Result<(Vec<PathBuf>, usize), Box<dyn Error>> {
    let sources = sources()?;
    let mut paths = Vec::new();
    let mut bytes = 0;
    for (n, lines) in sources.iter().cycle().take(DOCUMENTS).enumerate() {
        let mut text = String::with_capacity(SIZE + 1024);
        while text.len() < SIZE {
            for line in lines {
                text.push_str(line);
                text.push('\n');
            }
        }
        if let Some(fault) = FAULTS.get(n / 2 % FAULTS.len()).filter(|_| n % 2 == 1) {
            text.push_str(fault);
            text.push('\n');
        }
        bytes += text.len();
        let path = folder.join(format!("{n:05}.txt"));
        fs::write(&path, text)?;
        paths.push(path);
    }
    Ok((paths, bytes))
}

/// The paragraphs of each clean text, without titles, tables and numbering.
fn sources() -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/clean");
    let mut paths: Vec<PathBuf> = fs::read_dir(fixtures)?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    let mut sources = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path)?;
        let lines: Vec<String> = text
            .lines()
            .map(|line| {
                line.trim_start_matches(|c: char| {
                    c.is_whitespace()
                        || "一二三四五六七八九十百第条（）()、.．0123456789".contains(c)
                })
                .to_owned()
            })
            .filter(|line| line.chars().count() >= 24)
            .collect();
        if !lines.is_empty() {
            sources.push(lines);
        }
    }
    Ok(sources)
}

/// The most memory that the process has held, in KB, where the system tells.
fn most_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
