use thiserror::Error;

use super::{Limit, LimitKind};
use crate::law::{Period, PeriodUnit, numeral};

/// Why a wording is not understood as a limit.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LimitParseError {
    /// The wording is empty.
    #[error("no limit is given")]
    Empty,
    /// A part of the wording is none of the known forms.
    #[error("`{part}` is not understood as a limit for disclosure")]
    Unknown {
        /// The part.
        part: String,
    },
}

/// Reads the limits that a catalogue words (公开时限), one for each part of the wording: the
/// normal form, with the wording kept.
///
/// ```
/// use gongkai::catalogue::{LimitKind, parse_limit};
/// let limits = parse_limit("信息形成或者变更之日起20个工作日内；公示不少于7个工作日").unwrap();
/// assert_eq!(limits[0].kind, LimitKind::Within);
/// assert_eq!(limits[0].period.unwrap().to_string(), "20wd");
/// assert_eq!(limits[0].trigger.as_deref(), Some("信息形成或者变更"));
/// assert_eq!(limits[1].kind, LimitKind::Display);
/// assert!(parse_limit("见附件").is_err());
/// ```
///
/// # Errors
///
/// [`LimitParseError`] names the part that is not understood; nothing of the wording is then
/// taken, since half a limit is worse than none.
pub fn parse_limit(text: &str) -> Result<Vec<Limit>, LimitParseError> {
    let text = tidy(text);
    if text.is_empty() {
        return Err(LimitParseError::Empty);
    }
    let parts: Vec<&str> = text
        .split(['；', ';', '。', '\n'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let mut limits = Vec::new();
    for part in parts {
        if is_proviso(part) {
            continue;
        }
        limits.extend(clause(part)?);
    }
    if limits.is_empty() {
        Err(LimitParseError::Empty)
    } else {
        Ok(limits)
    }
}

/// Half-width figures and brackets full, no spaces, so that one wording has one form.
fn tidy(text: &str) -> String {
    text.chars()
        .filter(|c| *c == '\n' || !c.is_whitespace())
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '(' => '（',
            ')' => '）',
            ',' => '，',
            ':' => '：',
            _ => c,
        })
        .collect::<String>()
        .trim()
        .to_owned()
}

/// 法律、法规另有规定的，从其规定 and the like: a reservation, no limit.
fn is_proviso(part: &str) -> bool {
    part.contains("另有规定") && !part.contains("工作日内") && !part.contains("日起")
}

/// What a wording says of when: the words to look for, longest first, and the kind.
const PLAIN: [(&str, LimitKind); 14] = [
    ("实时", LimitKind::RealTime),
    ("第一时间", LimitKind::Timely),
    ("即时", LimitKind::Timely),
    ("及时", LimitKind::Timely),
    ("随时", LimitKind::Timely),
    ("适时", LimitKind::Timely),
    ("长期", LimitKind::Permanent),
    ("常年", LimitKind::Permanent),
    ("永久", LimitKind::Permanent),
    ("全年", LimitKind::Permanent),
    ("动态更新", LimitKind::Timely),
    ("动态调整", LimitKind::Timely),
    ("按进展", LimitKind::Timely),
    ("按要求", LimitKind::Timely),
];

/// One clause: perhaps 部分：, then a limit, perhaps a second after a comma.
fn clause(part: &str) -> Result<Vec<Limit>, LimitParseError> {
    let unknown = || LimitParseError::Unknown {
        part: part.to_owned(),
    };
    let (applies_to, rest) = match part.split_once('：') {
        Some((head, rest)) if !head.is_empty() && head.chars().count() <= 30 => {
            (Some(head.to_owned()), rest)
        }
        _ => (None, part),
    };
    let mut limits: Vec<Limit> = Vec::new();
    let mut carried = String::new();
    for piece in rest.split('，') {
        let wording = if carried.is_empty() {
            piece.to_owned()
        } else {
            format!("{carried}，{piece}")
        };
        match single(&wording) {
            Some(limit) => {
                limits.push(limit.with_raw(wording));
                carried = String::new();
            }
            // Words before the limit proper belong to its trigger or its part.
            None => carried = wording,
        }
    }
    if limits.is_empty() {
        return Err(unknown());
    }
    if let Some(last) = limits.last_mut()
        && !carried.is_empty()
    {
        // What follows the limit, as 法律法规另有规定的除外 or 在村公示栏公开, stays with the wording.
        if let Some(raw) = &mut last.raw {
            raw.push('，');
            raw.push_str(&carried);
        }
    }
    for limit in &mut limits {
        if let Some(part) = &applies_to {
            limit.applies_to = Some(part.clone());
        }
    }
    Ok(limits)
}

/// A limit that is worded in one piece.
fn single(text: &str) -> Option<Limit> {
    by_date(text)
        .or_else(|| periodic(text))
        .or_else(|| with_period(text))
        .or_else(|| with_event(text))
        .or_else(|| plain(text))
}

fn plain(text: &str) -> Option<Limit> {
    let (word, kind) = PLAIN.iter().find(|(word, _)| text.contains(word))?;
    let mut limit = Limit::of(*kind);
    if *kind == LimitKind::Timely
        && let Some((before, _)) = text.split_once(word)
        && let Some(trigger) = trigger(before)
    {
        limit.trigger = Some(trigger);
    }
    Some(limit)
}

/// 同时, 同步, 随…公开.
fn with_event(text: &str) -> Option<Limit> {
    let before = ["同时", "同步"]
        .iter()
        .find_map(|w| text.split_once(w))
        .map(|(b, _)| b);
    let event = match before {
        Some(before) => before.trim_start_matches(['与', '和', '同', '随']),
        None => match text.strip_suffix('时').and_then(|t| t.strip_prefix('在')) {
            // 在…时, with where it is shown in the next piece.
            Some(event) if !event.contains('及') => event,
            _ => text
                .strip_prefix('随')?
                .trim_end_matches("公开")
                .trim_end_matches("发布"),
        },
    };
    let event = event.trim_end_matches("一并");
    if event.is_empty() || event.starts_with('时') {
        return None;
    }
    Some(Limit::of(LimitKind::WithEvent).with_trigger(event))
}

/// 每季度末月25日前, 每年3月31日前, 每月10日.
fn by_date(text: &str) -> Option<Limit> {
    let start = text.find(['每', '次'])?;
    let rest = text.get(start..)?;
    let end = rest
        .find("日前")
        .or_else(|| rest.find('日').filter(|_| rest.ends_with('日')))?;
    let date = rest.get(..end)?;
    if date.contains("工作")
        || !date.ends_with(|c: char| c.is_ascii_digit() || numeral::is_numeral(c))
    {
        return None;
    }
    // 每20日 is a period, 每月20日 a date.
    let digits = date
        .chars()
        .skip(1)
        .all(|c| c.is_ascii_digit() || numeral::is_numeral(c));
    if digits {
        return None;
    }
    Some(Limit::of(LimitKind::ByDate).with_trigger(format!("{date}日")))
}

/// 每季度公布一次, 按月发布, 每20个工作日更新.
fn periodic(text: &str) -> Option<Limit> {
    const NAMES: [(&str, u32, PeriodUnit); 14] = [
        ("半年", 6, PeriodUnit::Month),
        ("半月", 15, PeriodUnit::Day),
        ("季度", 1, PeriodUnit::Quarter),
        ("季", 1, PeriodUnit::Quarter),
        ("个月", 1, PeriodUnit::Month),
        ("月", 1, PeriodUnit::Month),
        ("学年", 1, PeriodUnit::Year),
        ("年度", 1, PeriodUnit::Year),
        ("年", 1, PeriodUnit::Year),
        ("周", 1, PeriodUnit::Week),
        ("星期", 1, PeriodUnit::Week),
        ("日", 1, PeriodUnit::Day),
        ("天", 1, PeriodUnit::Day),
        ("旬", 10, PeriodUnit::Day),
    ];
    let limit = |period| Some(Limit::of(LimitKind::Periodic).with_period(period));
    for mark in ["每隔", "每", "按", "逐"] {
        let Some(start) = text.find(mark) else {
            continue;
        };
        let rest = text.get(start + mark.len()..)?;
        if mark.starts_with('每')
            && let Some((period, _)) = leading_period(rest)
        {
            return limit(period);
        }
        if let Some((_, count, unit)) = NAMES.iter().find(|(name, _, _)| rest.starts_with(name)) {
            return limit(Period::new(*count, *unit)?);
        }
    }
    None
}

/// 之日起20个工作日内, 提前一周, 公示不少于7个工作日.
fn with_period(text: &str) -> Option<Limit> {
    let (start, period, end) = find_period(text)?;
    let before = text.get(..start)?;
    let after = text.get(end..)?;
    let at_least = ["不少于", "不得少于", "少于", "不低于", "至少"]
        .iter()
        .any(|w| before.ends_with(w));
    let shown = ["公示", "征求意见", "公告期"]
        .iter()
        .any(|w| before.contains(w));
    if before.ends_with("提前")
        || before.ends_with("提前至少")
        || after.starts_with("之前")
        || after.starts_with('前')
    {
        let head = before.trim_end_matches("至少").trim_end_matches("提前");
        let mut limit = Limit::of(LimitKind::Before).with_period(period);
        limit.trigger = trigger(head);
        return Some(limit);
    }
    if shown && !after.starts_with('内') && !before.ends_with("后") && !before.ends_with("之日起")
    {
        let head = ["公示期", "公示时间", "公示", "公告期", "征求意见"]
            .iter()
            .find_map(|w| before.split_once(w))
            .map_or("", |(head, _)| head);
        let mut limit = Limit::of(LimitKind::Display).with_period(period);
        let head = head.trim_end_matches(['批', '前']).trim_start_matches('并');
        if !head.is_empty() {
            limit.applies_to = trigger(head);
        }
        return Some(limit);
    }
    if at_least {
        return None;
    }
    let mut limit = Limit::of(LimitKind::Within).with_period(period);
    limit.trigger = trigger(before);
    Some(limit)
}

/// What sets a limit going, out of the words before its length.
fn trigger(before: &str) -> Option<String> {
    let mut text = before.trim();
    if let Some((_, tail)) = text.rsplit_once('，')
        && !tail.is_empty()
    {
        text = tail;
    }
    for tail in ["内", "的", "最迟", "不超过", "在", "于", "将", "应", "应当"] {
        text = text.strip_suffix(tail).unwrap_or(text);
    }
    for tail in ["之日起", "日起", "之日", "之后", "以后", "起", "后"] {
        if let Some(rest) = text.strip_suffix(tail) {
            text = rest;
            break;
        }
    }
    for head in [
        "应当自",
        "应自",
        "最晚自",
        "最迟自",
        "自",
        "从",
        "应当在",
        "应在",
        "在",
        "于",
        "原则上",
    ] {
        if let Some(rest) = text.strip_prefix(head) {
            text = rest;
            break;
        }
    }
    let text = text.strip_prefix("该").unwrap_or(text);
    let text = text.trim_end_matches(['（', '、']);
    (!text.is_empty()).then(|| text.to_owned())
}

/// The last length of time in a text that is not a date: where, what, and where it ends.
fn find_period(text: &str) -> Option<(usize, Period, usize)> {
    let starts = text.char_indices().filter(|(at, c)| {
        (c.is_ascii_digit() || numeral::is_numeral(*c))
            && !text.get(..*at).is_some_and(|b| {
                b.ends_with(|p: char| p.is_ascii_digit() || numeral::is_numeral(p) || p == '第')
            })
    });
    starts
        .filter_map(|(at, _)| {
            let rest = text.get(at..)?;
            let (period, len) = leading_period(rest)?;
            Some((at, period, at + len))
        })
        .next_back()
}

/// A number with its unit at the start of a text, and how many bytes they take.
fn leading_period(text: &str) -> Option<(Period, usize)> {
    const UNITS: [(&str, PeriodUnit); 16] = [
        ("个工作日", PeriodUnit::WorkingDay),
        ("工作日", PeriodUnit::WorkingDay),
        ("个自然日", PeriodUnit::Day),
        ("自然日", PeriodUnit::Day),
        ("个日历日", PeriodUnit::Day),
        ("天", PeriodUnit::Day),
        ("日", PeriodUnit::Day),
        ("个星期", PeriodUnit::Week),
        ("星期", PeriodUnit::Week),
        ("周", PeriodUnit::Week),
        ("个月", PeriodUnit::Month),
        ("月", PeriodUnit::Month),
        ("个季度", PeriodUnit::Quarter),
        ("季度", PeriodUnit::Quarter),
        ("年", PeriodUnit::Year),
        ("个年度", PeriodUnit::Year),
    ];
    let end = text.find(|c: char| !(c.is_ascii_digit() || numeral::is_numeral(c)))?;
    let (number, rest) = text.split_at_checked(end)?;
    let count = u32::from(numeral::parse(number)?);
    // 20（含）个工作日 and 20 个 工作日 come as 20个工作日 once spaces are gone.
    let (unit, kind) = UNITS.iter().find(|(unit, _)| rest.starts_with(unit))?;
    // 3月31日 and 2024年 are dates, no lengths.
    if matches!(*unit, "月") || (*unit == "年" && count > 100) {
        return None;
    }
    Some((Period::new(count, *kind)?, end + unit.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    /// The data give each limit in normal form, made by hand, with the wording of its page.
    #[test]
    fn wordings_of_the_shipped_rows_give_their_limits() {
        let mut wrong = Vec::new();
        let rows = Catalogue::grassroots()
            .matters()
            .iter()
            .chain(Catalogue::village().matters());
        let limits = rows.flat_map(|m| m.limits.iter().map(move |l| (m, l)));
        for (matter, limit) in limits {
            let Some(raw) = &limit.raw else { continue };
            let parsed = parse_limit(raw).unwrap_or_default();
            if !parsed
                .iter()
                .any(|p| (p.kind, p.period) == (limit.kind, limit.period))
            {
                wrong.push(format!("{} {raw}: {limit:?} {parsed:?}", matter.id));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
