//! Which finding it is, from one run to the next.

use std::collections::HashMap;

use super::{Finding, TextRange};

/// How much of a line around a place goes into its fingerprint, in code points.
const CONTEXT: usize = 20;
/// How much of a long place does.
const MOST: usize = 380;

/// The fingerprints of findings (问题指纹), in their order: 16 hexadecimal digits each, made of
/// the finding, the name of its file, and the line around its place, so that a verdict on it
/// holds when the text above it changes. Equal findings on equal lines are numbered.
///
/// `range_of` gives the place of a finding in `text`; those without one are told by what they
/// speak of.
///
/// ```
/// use gongkai::check::Checker;
/// use gongkai::finding::fingerprints;
/// use gongkai::item::Document;
/// let of = |text: &str| {
///     let found = Checker::new().check_text(&Document::plain(text));
///     fingerprints("通知.txt", text, &found, |f| f.locus.range())
/// };
/// let before = of("请于2月30日前完成。\n");
/// assert_eq!(before, of("关于整改的通知\n\n请于2月30日前完成。\n"));
/// assert_ne!(before, of("务必于2月30日前完成。\n"));
/// ```
pub fn fingerprints(
    name: &str,
    text: &str,
    findings: &[Finding],
    range_of: impl Fn(&Finding) -> Option<TextRange>,
) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let one = |finding: &Finding| {
        let context = match range_of(finding) {
            Some(range) => format!("{name}\n{}", around(text, range, finding).trim()),
            None => name.to_owned(),
        };
        let first = finding.fingerprint(&context, 0);
        if let Some(count) = seen.get_mut(&first) {
            let print = finding.fingerprint(&context, *count);
            *count += 1;
            return print;
        }
        seen.insert(first.clone(), 1);
        first
    };
    findings.iter().map(one).collect()
}

/// The part of its line in which a place lies.
fn around<'a>(text: &'a str, range: TextRange, finding: &Finding) -> &'a str {
    let at = range.start() as usize;
    let Some((before, behind)) = text.split_at_checked(at) else {
        return "";
    };
    let ends_line = |n: usize, c: char| {
        // The CR of CR LF ends no line: its LF does.
        c == '\n' || c == '\r' && text.as_bytes().get(n + 1) != Some(&b'\n')
    };
    let start = before
        .char_indices()
        .rev()
        .take(CONTEXT)
        .take_while(|(n, c)| !ends_line(*n, *c))
        .last()
        .map_or(at, |(n, _)| n);
    let marked = finding.text.chars().take(MOST).count();
    let length = behind
        .char_indices()
        .take(marked + CONTEXT)
        .take_while(|(n, c)| !matches!(c, '\n' | '\r') || *n == 0 && range.is_empty())
        .last()
        .map_or(0, |(n, c)| n + c.len_utf8());
    text.get(start..at + length).unwrap_or_default()
}
