//! TXT010: text decoded in the wrong encoding.

use super::{Sink, TextRule};
use crate::check::context::Context;
use crate::check::literals::Lit;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT010",
    literals: &[
        (
            Lit::Mojibake,
            &["锟斤拷", "锟絧", "烫烫烫", "屯屯屯", "ï»¿", "锘縚"],
        ),
        (
            Lit::Pinyin,
            &[
                "(zhèn)", "(fā)", "(guī)", "(xiàn)", "(dāng)", "(bào)", "(jìn)", "(xiāng)",
                "(wǎng)", "(shí)", "(guān)", "(jù)", "(huì)", "(yè)", "(wù)", "(dòng)", "(chǎn)",
                "(yīng)", "(jiàn)", "(qiáng)", "(zhì)", "(shè)", "(guó)",
            ],
        ),
    ],
    run,
};

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    replacement(cx, sink);
    let mut end = 0;
    for hit in cx.scan.hits(Lit::Mojibake) {
        if hit.start < end {
            continue;
        }
        end = hit.end;
        let word = cx.slice(hit.start, hit.end);
        while cx.after(end).starts_with(word) {
            end += word.len();
        }
        sink.at(hit.start, end, "default").push();
    }
    // 鎮(zhèn)、規(guī): a converter of scripts spelt out signs that it could not map. The
    // whole text is full of it: said once.
    let spelt = cx.scan.hits(Lit::Pinyin);
    if let Some(first) = spelt.first().filter(|_| spelt.len() >= 3)
        && let Some(sign) = cx
            .previous_char(first.start)
            .filter(|c| crate::check::chars::is_han(*c))
    {
        sink.at(first.start - sign.len_utf8(), first.end, "pinyin")
            .push();
    }
    latin(cx, sink);
    garbled(cx, sink);
    bopomofo(cx, sink);
}

/// 话愎卜罩С, （ㄒ唬: a lone letter of the Taiwanese phonetic script between Chinese characters
/// comes of bytes of GBK taken in the wrong pairs. A syllable of that script has more letters.
fn bopomofo(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let letter = |c: char| matches!(u32::from(c), 0x3105..=0x312F);
    let mut told = None;
    for &(start, c) in cx.scan.odd.iter().filter(|(_, c)| letter(*c)) {
        let end = start + c.len_utf8();
        let (before, after) = (cx.previous_char(start), cx.next_char(end));
        let beside = |c: Option<char>| c.is_some_and(crate::check::chars::is_han);
        let lone =
            !before.is_some_and(letter) && !after.is_some_and(|c| letter(c) || "ˉˊˇˋ˙".contains(c));
        let line = cx.line_at(start).map(|(n, _)| n);
        if lone && (beside(before) || beside(after)) && told != Some(line) {
            told = Some(line);
            sink.at(start, end, "default").push();
        }
    }
}

/// U+FFFD: what the decoder could not read.
fn replacement(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let mut odd = cx
        .scan
        .odd
        .iter()
        .filter(|(_, c)| *c == '\u{fffd}')
        .peekable();
    while let Some(&(start, c)) = odd.next() {
        let mut end = start + c.len_utf8();
        while odd.next_if(|(at, _)| *at == end).is_some() {
            end += c.len_utf8();
        }
        sink.at(start, end, "lost").push();
    }
}

/// The byte that Windows-1252 or Latin-1 shows as `c`.
fn byte(c: char) -> Option<u8> {
    const HIGH: &str = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
    const BYTES: [u8; 27] = [
        0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8E, 0x91, 0x92,
        0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9E, 0x9F,
    ];
    match u32::from(c) {
        code @ 0x80..=0xFF => u8::try_from(code).ok(),
        _ => HIGH
            .chars()
            .position(|h| h == c)
            .and_then(|n| BYTES.get(n))
            .copied(),
    }
}

/// ä¸­å›½: UTF-8 shown as Latin-1. Told only when the bytes are Chinese text indeed.
fn latin(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let mut until = 0;
    for &(start, c) in &cx.scan.odd {
        if start < until || !matches!(u32::from(c), 0xE3..=0xEF) {
            continue;
        }
        let mut end = start;
        let mut bytes = Vec::new();
        for c in cx.after(start).chars().take(600) {
            let Some(byte) = byte(c) else { break };
            bytes.push(byte);
            end += c.len_utf8();
        }
        until = end;
        let whole = bytes.len() / 3 * 3;
        let read = bytes.get(..whole).and_then(|b| std::str::from_utf8(b).ok());
        let shown = match read {
            Some(text) => text,
            None => match bytes.get(..3).and_then(|b| std::str::from_utf8(b).ok()) {
                Some(text) => text,
                None => continue,
            },
        };
        if shown.chars().any(crate::check::chars::is_han) {
            let reading: String = shown.chars().take(10).collect();
            sink.at(start, end, "latin").with("reading", reading).push();
        }
    }
}

/// 涓浗鏀垮簻: UTF-8 read as GBK. Neighbouring stretches of one line are told together.
fn garbled(cx: &Context<'_>, sink: &mut Sink<'_>) {
    if cx.traditional {
        return; // some of these signs are ordinary there
    }
    let mut runs = cx.scan.garbled.iter().peekable();
    while let Some(first) = runs.next() {
        let line = cx.line_at(first.start).map(|(n, _)| n);
        let mut end = first.end;
        while let Some(next) = runs.next_if(|r| cx.line_at(r.start).map(|(n, _)| n) == line) {
            end = next.end;
        }
        sink.at(first.start, end, "gbk").push();
    }
}
