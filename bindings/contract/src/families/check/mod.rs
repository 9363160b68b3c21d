//! Checking texts, lists and cases (检查).

#[cfg(feature = "procedures")]
mod cases;
#[cfg(feature = "procedures")]
mod lists;
#[cfg(feature = "procedures")]
mod procedures;
mod rules;
mod text;

#[cfg(feature = "formats")]
pub(crate) use cases::Line;
#[cfg(feature = "procedures")]
pub(crate) use procedures::OPERATIONS as PROCEDURES;
#[cfg(feature = "formats")]
pub(crate) use text::{Block, How};

pub(crate) use text::text_apart;

use crate::operation::operations;

operations! {
    /// What is wrong with a text, each finding with its place, its articles and, where one is
    /// known, a fix.
    "check.text" => text::text, text::OfText => crate::findings::Report;
    /// The same for a document of which is known what each stretch of it is: title, headings,
    /// paragraphs, cells.
    "check.document" => text::document, text::OfDocument => crate::findings::Report;
    /// Checks a text and mends it: what is safe to mend, or all that has a fix.
    "check.fix" => text::fix, text::Mend => text::Mended;
    /// Applies fixes to a text; of two that touch one place, the first.
    "check.apply_fixes" => text::apply, text::Apply => text::Applied;
    /// Every rule, with whether it runs under a selection.
    "check.rules" => rules::rules, rules::AllRules => rules::Rules;
}

/// What a browser loads apart: the pages of the rules.
#[cfg(feature = "procedures")]
pub(crate) mod apart {
    use super::rules;
    use crate::operation::operations;

    operations! {
        /// One rule with its page in Markdown: what it finds, why, its basis, examples. Absent when
        /// no rule bears the code.
        "check.rule" => rules::rule_of, rules::OneRule => rules::RuleAnswer;
        /// The index of all rules in Markdown.
        "check.rule_index" => rules::index, rules::RuleIndex => rules::Markdown;
        /// Which verdicts of a baseline do not count, for want of a reason.
        "check.baseline" => rules::baseline, rules::OfBaseline => rules::BaselineProblems;
    }
}
