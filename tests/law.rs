//! Citations as they are printed, all of them.

use gongkai::law::{Citation, Registry};

#[test]
fn every_printed_citation_reads_back() {
    let registry = Registry::builtin();
    assert!(registry.instruments().len() > 100, "the registry is empty");
    for instrument in registry.instruments() {
        for article in 1..=instrument.articles.unwrap_or(0) {
            let printed: Citation = format!("{}:{article}", instrument.id)
                .parse()
                .expect("compact");
            let read = Citation::read(
                &printed.chinese(registry),
                registry,
                instrument.in_force_from.or(instrument.in_force_until),
            );
            assert_eq!(read.as_ref(), Ok(&printed), "{}", printed.chinese(registry));
        }
    }
}
