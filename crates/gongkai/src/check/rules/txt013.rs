//! TXT013: titles of laws that do not exist, and articles past the last.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Sink, TextRule};
use crate::check::context::Context;
use crate::law::{Instrument, InstrumentKind, Reference, Registry};

pub(super) const RULE: TextRule = TextRule {
    code: "TXT013",
    literals: &[],
    run,
};

const NATION: &str = "中华人民共和国";

/// A title between 《》: where, and its text.
pub(super) struct Title<'a> {
    pub start: usize,
    pub end: usize,
    pub words: &'a str,
}

/// Every title of moderate length; nested ones as a whole and no more.
pub(super) fn titles<'a>(cx: &Context<'a>) -> Vec<Title<'a>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for &(at, mark) in &cx.scan.brackets {
        match mark {
            '《' => open = Some(at),
            '》' => {
                if let Some(start) = open.take() {
                    let end = at + mark.len_utf8();
                    let words = cx.slice(start + '《'.len_utf8(), at);
                    if words.len() <= 150 && !words.contains('\n') {
                        found.push(Title { start, end, words });
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    if cx.traditional {
        return; // the registry's titles are in the simplified script
    }
    let registry = Registry::builtin();
    for title in titles(cx) {
        let versions = registry.titled(title.words);
        if versions.is_empty() {
            resembling(sink, &title);
        } else {
            full_title(sink, &title, &versions);
            articles(cx, sink, &title, &versions);
        }
    }
}

/// 《中华人民共和国信息公开条例》: the full title of nothing, though its short form is in use.
fn full_title(sink: &mut Sink<'_>, title: &Title<'_>, versions: &[&Instrument]) {
    let Some(short) = title.words.trim().strip_prefix(NATION) else {
        return;
    };
    let real = versions
        .iter()
        .any(|v| v.title == title.words.trim() || v.title == short || v.short == short);
    if let Some(version) = versions
        .last()
        .filter(|v| !real && v.title.starts_with(NATION))
    {
        sink.at(title.start, title.end, "full")
            .with("right", version.title.clone())
            .unsafe_fix(title.start, title.end, format!("《{}》", version.title))
            .push();
    }
}

/// 第五十七条 of a regulation of 56.
fn articles(cx: &Context<'_>, sink: &mut Sink<'_>, title: &Title<'_>, versions: &[&Instrument]) {
    let Some((reference, length)) = Reference::read(cx.first_chars(title.start, 150)) else {
        return;
    };
    let Some(article) = reference.article else {
        return;
    };
    // Every version that the text can mean: issued by its date, if that is known.
    let known = versions
        .iter()
        .filter(|v| match (cx.date, v.in_force_from) {
            (Some(date), Some(from)) => from <= date,
            _ => true,
        });
    let mut most = 0;
    for version in known {
        let Some(articles) = version.articles else {
            return;
        };
        most = most.max(articles);
    }
    if most > 0 && (article > most || article == 0) {
        let name = versions.last().map(|v| v.short.clone()).unwrap_or_default();
        sink.at(title.start, title.start + length, "article")
            .with("title", name)
            .with("article", i64::from(article))
            .with("articles", i64::from(most))
            .push();
    }
}

/// Titles of national laws and regulations, without 中华人民共和国, by their number of signs.
struct Known {
    by_length: HashMap<usize, Vec<(Vec<char>, &'static str)>>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut by_length: HashMap<usize, Vec<(Vec<char>, &'static str)>> = HashMap::new();
        for instrument in Registry::builtin().instruments() {
            let national = matches!(
                instrument.kind,
                InstrumentKind::Law | InstrumentKind::AdministrativeRegulation
            );
            let short = instrument
                .title
                .strip_prefix(NATION)
                .unwrap_or(&instrument.title);
            let signs: Vec<char> = short.chars().collect();
            if national && signs.len() >= 6 {
                let list = by_length.entry(signs.len()).or_default();
                if !list.iter().any(|(s, _)| *s == signs) {
                    list.push((signs, &instrument.title));
                }
            }
        }
        Known { by_length }
    })
}

/// Real titles that differ by one sign from one in the registry and are not in it.
const ALSO_REAL: &[&str] = &[
    "野生植物保护条例",
    "全国农业普查条例",
    "兽药管理条例",
    "幼儿园管理条例",
];

const TYPES: [&str; 5] = ["条例", "法", "办法", "规定", "细则"];

fn kind_word(title: &str) -> Option<&'static str> {
    if title.ends_with("办法") {
        return Some("办法");
    }
    TYPES.into_iter().find(|t| title.ends_with(t))
}

/// An unknown title that is nearly a known one.
fn resembling(sink: &mut Sink<'_>, title: &Title<'_>) {
    let words = title.words.trim();
    let words = words.strip_suffix("（修订）").unwrap_or(words);
    let short = words.strip_prefix(NATION).unwrap_or(words);
    let Some(kind) = kind_word(short) else { return };
    let signs: Vec<char> = short.chars().collect();
    if signs.len() < 5 || signs.len() > 40 || ALSO_REAL.contains(&short) {
        return;
    }
    let local = ["省", "市", "县", "区", "镇", "州", "盟"]
        .iter()
        .any(|p| short.chars().take(5).collect::<String>().contains(p))
        && !short.starts_with("城市")
        && !short.starts_with("市场");
    if local {
        return;
    }
    let mut near: Option<&'static str> = None;
    for length in signs.len().saturating_sub(1)..=signs.len() + 1 {
        for (candidate, full) in known().by_length.get(&length).into_iter().flatten() {
            let bare = full.strip_prefix(NATION).unwrap_or(full);
            if kind_word(bare) == Some(kind) && is_near(&signs, candidate) {
                if near.is_some() {
                    return; // near to two: no telling which is meant
                }
                near = Some(full);
            }
        }
    }
    if let Some(full) = near.or_else(|| other_kind(words, short, kind)) {
        // Keep the form that the text uses: with the nation's name or without.
        let right = if words.starts_with(NATION) {
            full
        } else {
            full.strip_prefix(NATION).unwrap_or(full)
        };
        sink.at(title.start, title.end, "title")
            .with("right", right)
            .unsafe_fix(title.start, title.end, format!("《{right}》"))
            .push();
    }
}

/// 《政府信息公开法》: the matter of a regulation under the name of a law. Only a title that
/// claims to be national is judged: 法 is made by the National People's Congress alone, and
/// the nation's name stands before nothing local.
fn other_kind(words: &str, short: &str, kind: &str) -> Option<&'static str> {
    if kind != "法" && !words.starts_with(NATION) {
        return None;
    }
    let stem = short.strip_suffix(kind)?;
    let mut found = None;
    for other in TYPES.into_iter().filter(|t| *t != kind) {
        let length = stem.chars().count() + other.chars().count();
        for (candidate, full) in known().by_length.get(&length).into_iter().flatten() {
            let same = candidate
                .iter()
                .copied()
                .eq(stem.chars().chain(other.chars()));
            if same {
                found = Some(*full);
            }
        }
    }
    found
}

/// One sign lost or added, two neighbours or words exchanged, or in a longer title one sign
/// different.
fn is_near(found: &[char], known: &[char]) -> bool {
    let sorted = |signs: &[char]| {
        let mut signs = signs.to_vec();
        signs.sort_unstable();
        signs
    };
    if found.len() == known.len() {
        let differ = found.iter().zip(known).filter(|(a, b)| a != b).count();
        return (differ == 1 && found.len() >= 8) || (differ > 1 && sorted(found) == sorted(known));
    }
    let (long, short) = if found.len() > known.len() {
        (found, known)
    } else {
        (known, found)
    };
    long.len() == short.len() + 1 && {
        let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
        long.get(same + 1..) == short.get(same..)
    }
}
