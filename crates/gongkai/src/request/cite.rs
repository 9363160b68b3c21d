//! Citations that stand in code.

use crate::law::Citation;

/// Reads citations in their compact form. The test below holds every one in the files named
/// there against the registry, as the build does with those in data files.
pub(super) fn cited(compact: &[&str]) -> Vec<Citation> {
    compact.iter().filter_map(|c| c.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use crate::law::{Citation, Registry};

    #[test]
    fn every_citation_in_code_exists() {
        let files = [
            ("fees/quote.rs", include_str!("fees/quote.rs"), 1),
            ("join.rs", include_str!("join.rs"), 3),
            ("letter/answers.rs", include_str!("letter/answers.rs"), 15),
            ("letter/error.rs", include_str!("letter/error.rs"), 15),
            ("letter/notices.rs", include_str!("letter/notices.rs"), 10),
            ("remedy.rs", include_str!("remedy.rs"), 5),
            ("error.rs", include_str!("error.rs"), 5),
            ("fold.rs", include_str!("fold.rs"), 8),
            ("fold/receipt.rs", include_str!("fold/receipt.rs"), 6),
            ("fold/consulting.rs", include_str!("fold/consulting.rs"), 7),
            ("fold/periods.rs", include_str!("fold/periods.rs"), 4),
            ("fold/ending.rs", include_str!("fold/ending.rs"), 5),
            ("outcome.rs", include_str!("outcome.rs"), 10),
        ];
        for (name, code, at_least) in files {
            let citations: Vec<Citation> = code
                .split('"')
                .skip(1)
                .step_by(2)
                .filter(|text| text.contains(':') && !text.contains(' '))
                .filter_map(|text| text.parse().ok())
                .collect();
            assert!(citations.len() >= at_least, "{name}: {}", citations.len());
            for citation in citations {
                let instrument = Registry::builtin().get(citation.instrument());
                let instrument = instrument.unwrap_or_else(|| panic!("{name}: {citation}"));
                let (article, last) = (citation.article(), instrument.articles);
                assert!(article <= last, "{name}: {}", citation.compact());
            }
        }
    }
}
