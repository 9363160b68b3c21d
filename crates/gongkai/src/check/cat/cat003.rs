//! CAT003: elements of the matter that the content does not have.

use super::{ItemRule, View, on_matter};
use crate::catalogue::{Attribute, fold};
use crate::finding::{Finding, RuleInfo, Severity};

pub(super) const RULE: ItemRule = ItemRule {
    code: "CAT003",
    run,
};

/// Shorter contents are summaries.
const LONG_ENOUGH: usize = 120;

/// Other words for what the catalogue calls an element.
const OTHER_WORDS: [(&str, &[&str]); 12] = [
    ("材料", &["材料", "资料", "证件", "证明"]),
    ("条件", &["条件", "对象", "范围", "符合"]),
    ("流程", &["流程", "程序", "步骤", "办理过程"]),
    ("程序", &["程序", "流程", "步骤"]),
    ("时限", &["时限", "期限", "工作日", "办结"]),
    ("时间", &["时间", "工作日", "上午", "每天"]),
    ("地点", &["地点", "地址", "窗口", "大厅"]),
    ("地址", &["地址", "地点", "位于"]),
    ("电话", &["电话", "热线", "联系方式"]),
    ("联系方式", &["联系", "电话", "咨询"]),
    ("标准", &["标准", "元/", "每人", "额度", "金额"]),
    ("依据", &["依据", "根据", "按照"]),
];

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for (n, item, place) in view.each() {
        let (Some(matter), Some(content)) = (place.matter, &item.content) else {
            continue;
        };
        if content.chars().count() < LONG_ENOUGH || matter.defaulted.contains(&Attribute::Elements)
        {
            continue;
        }
        // Elements that are parts of one text, as 申请材料; names of documents are not looked for.
        let parts: Vec<&String> = matter
            .elements
            .iter()
            .filter(|e| (2..=8).contains(&e.chars().count()))
            .collect();
        let guide = matter.name().contains("指南") || place.stated;
        if !guide || parts.len() < 3 {
            continue;
        }
        let content = fold(content);
        let missing: Vec<&str> = parts
            .iter()
            .filter(|e| !has(&content, &fold(e)))
            .map(|e| e.as_str())
            .collect();
        // Where nearly all is missing, it is no such text, or was placed wrongly.
        if missing.is_empty() || (!place.stated && missing.len() * 3 > parts.len() * 2) {
            continue;
        }
        let severity = if place.stated {
            Severity::Warning
        } else {
            Severity::Info
        };
        let words = missing.join("、");
        let mut finding = on_matter(
            info,
            view.at(n, "content"),
            "missing",
            words.clone(),
            matter,
        )
        .with_severity(severity);
        finding.message = finding.message.with("missing", words);
        found.push(finding);
    }
}

fn has(content: &str, element: &str) -> bool {
    if content.contains(element) {
        return true;
    }
    let mut other = OTHER_WORDS
        .iter()
        .filter(|(word, _)| element.contains(word))
        .peekable();
    if other.peek().is_some() {
        return other.any(|(_, words)| words.iter().any(|w| content.contains(w)));
    }
    // Most of its pairs of characters stand there.
    let pairs: Vec<String> = element
        .chars()
        .zip(element.chars().skip(1))
        .map(|(a, b)| format!("{a}{b}"))
        .collect();
    let there = pairs
        .iter()
        .filter(|p| content.contains(p.as_str()))
        .count();
    !pairs.is_empty() && there * 3 >= pairs.len() * 2
}
