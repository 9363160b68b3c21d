//! The index of all rules, generated.

use std::fmt::Write as _;

use crate::finding::{Lang, RuleStatus, rules};

/// The index of all rules as Markdown: `rules/README.md` of this crate, which a test holds
/// to be this text.
///
/// ```
/// let index = gongkai::check::rule_index();
/// assert!(index.contains("| [TXT001](TXT001.md) |"));
/// ```
pub fn rule_index() -> String {
    let mut out = String::from(
        "# 规则索引 / Index of rules\n\n\
         本页由程序生成，请勿手改。Generated; do not edit.\n\n\
         级别是规则的缺省级别，个别情形会更轻或更重。“可改”指部分问题带有修改建议。\n\n\
         | 编号 code | 名称 title | 级别 severity | 可改 fix | 依据 basis |\n\
         |---|---|---|---|---|\n",
    );
    for rule in rules() {
        let basis: Vec<String> = rule.citations().iter().map(ToString::to_string).collect();
        let status = if rule.status == RuleStatus::Optional {
            "（需点名）"
        } else {
            ""
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "| [{code}]({code}.md) | {zh}{status}<br>{en} | {sev_zh} {sev_en} | {fix} | {basis} |",
            code = rule.code,
            zh = rule.zh,
            en = rule.en,
            sev_zh = rule.severity.label(Lang::Zh),
            sev_en = rule.severity.label(Lang::En),
            fix = if rule.fixable { "是 yes" } else { "" },
            basis = basis.join("；"),
        );
    }
    out
}
