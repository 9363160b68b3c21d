use super::columns::level;
use crate::catalogue::{Audience, Channel, Level, Mode};
use crate::law::{Citation, CitationParseError, Reference, Registry};

/// Whether a cell to be ticked is ticked.
pub(super) fn ticked(cell: &str) -> bool {
    let text = cell.trim();
    !text.is_empty()
        && !matches!(
            text,
            "□" | "×" | "✗" | "否" | "无" | "/" | "-" | "—" | "——" | "○"
        )
}

/// Whether a mark is all that stands there.
fn is_mark(cell: &str) -> bool {
    matches!(
        cell.trim(),
        "√" | "✓" | "✔" | "■" | "☑" | "●" | "是" | "1" | "V" | "v"
    )
}

/// The pieces of a cell that lists things, without the numbers before them.
pub(super) fn pieces(cell: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut depth = 0_i32;
    let mut current = String::new();
    for c in cell.chars() {
        match c {
            '（' | '(' | '《' | '“' => depth += 1,
            '）' | ')' | '》' | '”' => depth -= 1,
            _ => {}
        }
        if matches!(c, '；' | ';' | '\n' | '。' | '、' | '，') && (depth <= 0 || c == '\n') {
            parts.push(std::mem::take(&mut current));
            depth = 0;
        } else {
            current.push(c);
        }
    }
    parts.push(current);
    parts
        .iter()
        .map(|p| {
            unnumbered(p.trim())
                .trim_matches(['●', '·', '•', '■', ' '])
                .to_owned()
        })
        .filter(|p| !p.is_empty())
        .collect()
}

/// A text without 1. or （一） before it.
fn unnumbered(text: &str) -> &str {
    let digits = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    if let Some(rest) = text.strip_prefix(['（', '('])
        && let Some((number, rest)) = rest.split_once(['）', ')'])
        && !number.is_empty()
        && number.chars().all(digits)
    {
        return rest.trim_start_matches(['、', '.', ' ']);
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < text.len()
        && let Some(rest) = rest.strip_prefix(['.', '．', '、', ')', '）'])
    {
        return rest.trim_start();
    }
    text
}

/// The channels of a cell: those marked, where there are marks; else those named.
pub(super) fn channels(cell: &str) -> (Vec<Channel>, Vec<String>) {
    const ON: [char; 5] = ['■', '☑', '√', '●', '☒'];
    const OFF: [char; 3] = ['□', '○', '☐'];
    // Boxes as they come out of scans and of fonts of symbols.
    let cell = cell
        .replace('口', "□")
        .replace("t政府", "■政府")
        .replace("t社区", "■社区")
        .replace("R政府", "■政府");
    let cell = cell.as_str();
    let boxes = cell.contains(|c| ON.contains(&c));
    let mut named: Vec<String> = Vec::new();
    if boxes || cell.contains(|c| OFF.contains(&c)) {
        let mut rest = cell;
        while let Some(at) = rest.find(|c| ON.contains(&c) || OFF.contains(&c)) {
            let Some(tail) = rest.get(at..) else { break };
            let mut chars = tail.chars();
            let on = chars.next().is_some_and(|c| ON.contains(&c));
            let tail = chars.as_str();
            let end = tail
                .find(|c| ON.contains(&c) || OFF.contains(&c))
                .unwrap_or(tail.len());
            let (name, after) = tail.split_at_checked(end).unwrap_or((tail, ""));
            if on || !boxes {
                named.push(name.to_owned());
            }
            rest = after;
        }
    } else {
        named = pieces(cell);
    }
    let (mut known, mut other) = (Vec::new(), Vec::new());
    for name in named {
        let name: String = name
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '_')
            .collect::<String>()
            .trim_matches(['；', ';', '、', '，', '。', ':', '：'])
            .to_owned();
        match channel(&name) {
            Some(Channel::Other) => {
                let rest = name
                    .trim_start_matches("其他")
                    .trim_matches(['：', ':', '（', '）', '(', ')']);
                if rest.is_empty() {
                    push(&mut known, Channel::Other);
                } else {
                    push(&mut other, rest.to_owned());
                }
            }
            Some(channel) => push(&mut known, channel),
            None if name.is_empty() => {}
            None => push(&mut other, name),
        }
    }
    (known, other)
}

fn push<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

/// The channel that a name means, by the words of the standard's form.
fn channel(name: &str) -> Option<Channel> {
    const NAMES: [(&str, Channel); 25] = [
        ("公报", Channel::Gazette),
        ("两微", Channel::WeiboWechatApp),
        ("微博", Channel::WeiboWechatApp),
        ("行政服务中心", Channel::ServiceCentre),
        ("微信", Channel::WeiboWechatApp),
        ("客户端", Channel::WeiboWechatApp),
        ("公众号", Channel::WeiboWechatApp),
        ("发布会", Channel::PressConferenceHearing),
        ("听证会", Channel::PressConferenceHearing),
        ("广播", Channel::Broadcast),
        ("电视", Channel::Broadcast),
        ("纸质", Channel::PrintMedia),
        ("报刊", Channel::PrintMedia),
        ("报纸", Channel::PrintMedia),
        ("查阅", Channel::ReadingPoint),
        ("政务服务中心", Channel::ServiceCentre),
        ("政务大厅", Channel::ServiceCentre),
        ("便民服务", Channel::ConvenienceStation),
        ("入户", Channel::HouseholdOnsite),
        ("现场", Channel::HouseholdOnsite),
        ("公示栏", Channel::NoticeBoard),
        ("公开栏", Channel::NoticeBoard),
        ("电子屏", Channel::NoticeBoard),
        ("精准推送", Channel::TargetedPush),
        ("其他", Channel::Other),
    ];
    let site = name.contains("网站")
        && ["政府", "门户", "官网", "部门"]
            .iter()
            .any(|w| name.contains(w));
    if site || matches!(name, "网站" | "官网" | "官方网站") {
        return Some(Channel::GovernmentWebsite);
    }
    NAMES
        .iter()
        .find(|(word, _)| name.contains(word))
        .map(|(_, c)| *c)
}

/// The audience of words, or of two columns to be ticked.
pub(super) fn audience(
    words: &str,
    everyone: Option<&str>,
    group: Option<&str>,
) -> Option<Audience> {
    let whom = |cell: &str| {
        if is_mark(cell) {
            "特定群众".to_owned()
        } else {
            cell.trim()
                .trim_start_matches(['√', '■', '☑'])
                .trim()
                .to_owned()
        }
    };
    let all = everyone.is_some_and(ticked);
    let some = group.filter(|g| ticked(g)).map(whom);
    match (all, some) {
        (true, None) => return Some(Audience::Public),
        (true, Some(group)) => return Some(Audience::PublicAndSpecific { group }),
        (false, Some(group)) => return Some(Audience::Specific { group }),
        (false, None) => {}
    }
    let text = words.trim();
    let public = ["社会", "公众", "公民", "全体"]
        .iter()
        .any(|w| text.contains(w));
    let specific = [
        "特定",
        "申请人",
        "当事人",
        "村民",
        "群众：",
        "群体：",
        "利害关系人",
    ]
    .iter()
    .any(|w| text.contains(w));
    match (public, specific) {
        (true, false) => Some(Audience::Public),
        (true, true) => Some(Audience::PublicAndSpecific {
            group: text.to_owned(),
        }),
        (false, true) => Some(Audience::Specific {
            group: text.to_owned(),
        }),
        (false, false) => None,
    }
}

/// The modes that words name.
pub(super) fn modes(words: &str) -> Vec<Mode> {
    let mut found = Vec::new();
    if words.contains("主动") {
        found.push(Mode::Proactive);
    }
    if words.contains("依申请") {
        found.push(Mode::OnRequest);
    }
    if words.contains("不予公开") {
        found.push(Mode::Withheld);
    }
    found
}

/// The levels that words name.
pub(super) fn levels(words: &str) -> Vec<Level> {
    let mut found: Vec<Level> = pieces(&words.replace('/', "、"))
        .iter()
        .filter_map(|w| level(w))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The citations of a cell, and the names that cannot be resolved with the reason.
pub(super) fn basis(
    cell: &str,
    registry: &Registry,
) -> (Vec<Citation>, Vec<(String, CitationParseError)>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    let mut rest = cell;
    while let Some(at) = rest.find('《') {
        let Some(tail) = rest.get(at..) else { break };
        let Some((reference, len)) = Reference::read(tail) else {
            rest = tail.get('《'.len_utf8()..).unwrap_or_default();
            continue;
        };
        match reference.resolve(registry, None) {
            Ok(citation) => push(&mut known, citation),
            Err(reason) => unknown.push((reference.title.clone(), reason)),
        }
        rest = tail.get(len.max(1)..).unwrap_or_default();
    }
    (known, unknown)
}
