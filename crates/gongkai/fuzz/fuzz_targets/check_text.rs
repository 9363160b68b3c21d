//! The rules on text: any text is checked, and every place that is named can be cut out of it.

#![no_main]

use gongkai::check::Checker;
use gongkai::finding::Locus;
use gongkai::item::Document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = Document::plain(text);
    for finding in Checker::new().check_text(&document) {
        if let Locus::Text { range, .. } = finding.locus {
            assert!(document.text().get(range.start() as usize..range.end() as usize).is_some());
        }
    }
});
