//! The literals of all rules, looked for together by one automaton.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::rules::RULES;

/// What a literal is to the rule that asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Lit {
    FillHint,
    FillHintSure,
    Braces,
    Lorem,
    Anonymous,
    TemplateWord,
    Copied,
    CopiedWeak,
    Chrome,
    Dozens,
    Weekday,
    Period,
    Now,
    Under,
    Plan,
    Self_,
    Foreign,
    Centre,
    Percent,
    EmptyNumber,
    YearGlyph,
    LowQuote,
    LookAlike,
    Mojibake,
    Pinyin,
    MissingDate,
    PageNumber,
}

/// How many kinds there are.
pub(crate) const LIT_COUNT: usize = Lit::PageNumber as usize + 1;

/// One occurrence of a literal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub start: usize,
    pub end: usize,
}

struct Automaton {
    search: AhoCorasick,
    kinds: Vec<Lit>,
}

fn automaton() -> Option<&'static Automaton> {
    static AUTOMATON: OnceLock<Option<Automaton>> = OnceLock::new();
    AUTOMATON
        .get_or_init(|| {
            let mut kinds = Vec::new();
            let mut patterns = Vec::new();
            for rule in RULES {
                for (kind, literals) in rule.literals {
                    for literal in *literals {
                        kinds.push(*kind);
                        patterns.push(*literal);
                    }
                }
            }
            // Fails only past two thousand million states; a test holds that it does not.
            let search = AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .build(patterns)
                .ok()?;
            Some(Automaton { search, kinds })
        })
        .as_ref()
}

/// Collects every occurrence of every literal, overlapping ones too.
pub(crate) fn find(text: &str, hits: &mut [Vec<Hit>]) {
    let Some(automaton) = automaton() else { return };
    for hit in automaton.search.find_overlapping_iter(text) {
        if let Some(kind) = automaton.kinds.get(hit.pattern().as_usize())
            && let Some(list) = hits.get_mut(*kind as usize)
        {
            list.push(Hit {
                start: hit.start(),
                end: hit.end(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_automaton_is_built() {
        let automaton = super::automaton().unwrap();
        assert_eq!(automaton.search.patterns_len(), automaton.kinds.len());
        assert!(automaton.kinds.len() > 200);
    }
}
