use super::{Finding, Fix, Lang, quoted};

/// A text after [`apply_fixes`] (修改结果).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The text as it is now.
    pub text: String,
    /// Which findings were mended: their places in the list given, from 0, ascending.
    pub applied: Vec<usize>,
    /// Which were left because their fix touches the place of another, in the same form; a
    /// check of the new text may find and mend them.
    pub skipped: Vec<usize>,
}

/// Which fixes [`apply_fixes`] applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Applicability {
    /// Only those that cannot change the meaning.
    #[default]
    Safe,
    /// Those too that a person ought to look at.
    All,
}

/// Applies the fixes of findings in one text. Where two touch the same place the one that
/// begins first is applied; equal fixes are applied once; a fix whose range does not fit the
/// text is left, and its finding is in neither list.
///
/// ```
/// use gongkai::check::Checker;
/// use gongkai::finding::{Applicability, apply_fixes};
/// use gongkai::item::Document;
/// let text = "我们的的工作，，还要加强。";
/// let findings = Checker::new().check_text(&Document::plain(text));
/// let fixed = apply_fixes(text, &findings, Applicability::Safe);
/// assert_eq!(fixed.text, "我们的工作，还要加强。");
/// assert_eq!(fixed.applied, [0, 1]);
/// ```
pub fn apply_fixes(text: &str, findings: &[Finding], which: Applicability) -> Fixed {
    let wanted = |fix: &&Fix| fix.safe || which == Applicability::All;
    let mut fixes: Vec<(usize, &Fix)> = findings
        .iter()
        .enumerate()
        .filter_map(|(n, f)| Some((n, f.fix.as_ref().filter(wanted)?)))
        .filter(|(_, fix)| fits(text, fix))
        .collect();
    fixes.sort_by_key(|(n, fix)| (fix.range.start(), fix.range.end(), *n));
    let mut fixed = Fixed {
        text: String::with_capacity(text.len()),
        applied: Vec::new(),
        skipped: Vec::new(),
    };
    let mut at = 0;
    let mut last: Option<&Fix> = None;
    for (n, fix) in fixes {
        let (start, end) = (fix.range.start() as usize, fix.range.end() as usize);
        // Two insertions at one place would have no order; equal fixes are one.
        let same = last == Some(fix);
        let touches = start < at
            || last.is_some_and(|l| l.range.is_empty() && l.range.start() == fix.range.start());
        if same {
            fixed.applied.push(n);
            continue;
        }
        if touches {
            fixed.skipped.push(n);
            continue;
        }
        fixed.text.push_str(text.get(at..start).unwrap_or(""));
        fixed.text.push_str(&fix.replacement);
        at = end;
        last = Some(fix);
        fixed.applied.push(n);
    }
    fixed.text.push_str(text.get(at..).unwrap_or(""));
    fixed.applied.sort_unstable();
    fixed.skipped.sort_unstable();
    fixed
}

fn fits(text: &str, fix: &Fix) -> bool {
    text.get(fix.range.start() as usize..fix.range.end() as usize)
        .is_some()
}

impl Fix {
    /// How the fix is told (修改说明): what it takes away, or what it puts in its place.
    ///
    /// `replaced` is the piece of text in its range, `found` the text of its finding: where
    /// they are the same, it is not told twice. Long pieces are cut.
    ///
    /// ```
    /// use gongkai::finding::{Fix, Lang, TextRange};
    /// let fix = Fix { range: TextRange::new(0, 6), replacement: "的".into(), safe: true };
    /// assert_eq!(fix.message("的的", "的的", Lang::Zh), "改为“的”");
    /// assert_eq!(fix.message("的的", "我镇的的", Lang::En), "replace `的的` with `的`");
    /// ```
    pub fn message(&self, replaced: &str, found: &str, lang: Lang) -> String {
        let new = piece(&shortened(&self.replacement), lang);
        let old = shortened(replaced);
        let whole = old == shortened(found);
        let old = piece(&old, lang);
        let zh = lang == Lang::Zh;
        let change = match (self.replacement.is_empty(), self.range.is_empty(), zh) {
            (true, _, true) => format!("删去{old}"),
            (true, _, false) => format!("remove {old}"),
            (_, true, true) => format!("加上{new}"),
            (_, true, false) => format!("insert {new}"),
            (_, _, true) if whole => format!("改为{new}"),
            (_, _, false) if whole => format!("replace with {new}"),
            (_, _, true) => format!("把{old}改为{new}"),
            (_, _, false) => format!("replace {old} with {new}"),
        };
        let doubt = match (self.safe, zh) {
            (true, _) => "",
            (false, true) => "（请核对）",
            (false, false) => " (check first)",
        };
        change + doubt
    }
}

/// A text no longer than a line has room for: 40 characters of it.
///
/// ```
/// assert_eq!(gongkai::finding::shortened(&"字".repeat(50)).chars().count(), 41);
/// ```
pub fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A piece of text as a reader can see it: in quotation marks, with what is not seen by name.
fn piece(text: &str, lang: Lang) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    let visible = text.trim_matches(blank);
    let zh = lang == Lang::Zh;
    let unseen = |part: &str| {
        if part.contains('\n') || part.contains('\r') {
            Some(if zh { "换行" } else { "the line break" })
        } else if !part.is_empty() && visible.is_empty() {
            Some(if zh { "空格" } else { "the blank" })
        } else {
            None
        }
    };
    if visible.is_empty() {
        return unseen(text).unwrap_or_default().to_owned();
    }
    let mut only = visible.chars();
    if let (Some(c), None) = (only.next(), only.next())
        && matches!(u32::from(c), 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF)
    {
        return format!("U+{:04X}", u32::from(c));
    }
    let before = text.len() - text.trim_start_matches(blank).len();
    let behind = text.trim_end_matches(blank).len();
    let shown: String = visible
        .chars()
        .map(|c| if blank(c) { ' ' } else { c })
        .collect();
    let and = if zh { "和" } else { " and " };
    let parts = [
        unseen(text.get(..before).unwrap_or_default()).map(str::to_owned),
        Some(quoted(&shown, lang)),
        unseen(text.get(behind..).unwrap_or_default()).map(str::to_owned),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(and)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Locus, Message, TextRange, rule};
    use proptest::prelude::*;

    fn finding(start: u32, end: u32, replacement: &str, safe: bool) -> Finding {
        let rule = rule("TXT001".parse().unwrap()).unwrap();
        let range = TextRange::new(start, end);
        Finding::new(rule, Locus::text(range), Message::new("default"), "x").with_fix(Fix {
            range,
            replacement: replacement.to_owned(),
            safe,
        })
    }

    #[test]
    fn overlapping_and_unsafe_fixes_wait() {
        let findings = [
            finding(4, 6, "Y", true),
            finding(0, 2, "X", true),
            finding(1, 3, "Z", true),
            finding(7, 8, "", false),
            finding(0, 2, "X", true),
            finding(9, 99, "?", true),
        ];
        let fixed = apply_fixes("abcdefgh", &findings, Applicability::Safe);
        assert_eq!(fixed.text, "XcdYgh");
        assert_eq!((fixed.applied, fixed.skipped), (vec![0, 1, 4], vec![2]));
        assert_eq!(
            apply_fixes("abcdefgh", &findings, Applicability::All).text,
            "XcdYg"
        );
    }

    proptest! {
        /// Whatever the fixes are, the parts outside them stand unchanged and in order.
        #[test]
        fn never_panics_and_keeps_the_rest(text in "[ab中]{0,12}", spans in prop::collection::vec((0u32..40, 0u32..40), 0..6)) {
            let findings: Vec<Finding> = spans.iter().map(|(a, b)| finding(*a, *b, "", true)).collect();
            let fixed = apply_fixes(&text, &findings, Applicability::Safe);
            let mut rest = text.chars();
            prop_assert!(fixed.text.chars().all(|c| rest.any(|t| t == c)));
        }
    }
}
