use std::collections::HashMap;
use std::sync::OnceLock;

use crate::catalogue::model::RankData;

static DATA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rank.bin"));

/// The words that point to matters, decoded once.
pub(super) fn data() -> &'static RankData {
    static WORDS: OnceLock<RankData> = OnceLock::new();
    // Written by this crate's build script; were it unreadable the crate's own tests say so.
    WORDS.get_or_init(|| postcard::from_bytes(DATA).unwrap_or_default())
}

/// The ministries above a department, as its name tells; none when it tells nothing.
pub(crate) fn ministries_of(name: &str) -> &'static [String] {
    data()
        .departments
        .iter()
        .find(|(words, _)| words.iter().any(|w| name.contains(w.as_str())))
        .map_or(&[], |(_, ministries)| ministries.as_slice())
}

fn folding() -> &'static HashMap<char, char> {
    static FOLDING: OnceLock<HashMap<char, char>> = OnceLock::new();
    FOLDING.get_or_init(|| data().folding.iter().copied().collect())
}

/// One spelling for all: simplified characters, half-width letters and figures, no spaces.
pub(crate) fn fold(text: &str) -> String {
    let folding = folding();
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' if c.is_alphanumeric() => {
                char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
            }
            '(' => '（',
            ')' => '）',
            _ => folding.get(&c).copied().unwrap_or(c),
        })
        .collect()
}

/// The same text in simplified characters.
pub(crate) fn simplify(text: &str) -> String {
    let folding = folding();
    text.chars()
        .map(|c| folding.get(&c).copied().unwrap_or(c))
        .collect()
}

/// Whether a character is a Han character of the basic block or its first extension.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// What a unit's name ends in, before 关于.
const BODIES: [&str; 18] = [
    "政府",
    "办公室",
    "局",
    "委员会",
    "委",
    "会",
    "厅",
    "院",
    "中心",
    "所",
    "站",
    "处",
    "部",
    "镇",
    "乡",
    "街道",
    "区",
    "省",
];

/// How many bytes of a folded title name the body or bodies that speak: all before 关于, when
/// it ends as names of bodies do.
pub(super) fn speaker(folded: &str) -> usize {
    match folded.split_once("关于") {
        Some((before, _))
            if before.chars().count() <= 160
                && (BODIES.iter().any(|b| before.ends_with(b)) || before.ends_with('】')) =>
        {
            before.len()
        }
        _ => 0,
    }
}

/// What is left of a folded title without the body that speaks, the frame 关于…的通知 and the
/// number of the document: the words that may tell the matter.
pub(super) fn core(folded: &str) -> &str {
    let rest = folded.get(speaker(folded)..).unwrap_or(folded);
    let mut rest = rest.strip_prefix("关于").unwrap_or(rest);
    for frame in ["印发", "转发", "发布", "公布"] {
        rest = rest.strip_prefix(frame).unwrap_or(rest);
    }
    for tail in ["的通知", "的公告", "的公示", "的通告", "的通报"] {
        rest = rest.strip_suffix(tail).unwrap_or(rest);
    }
    rest
}
