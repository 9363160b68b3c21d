//! Citations in text and in compact form: any input is read or refused, and what was read
//! prints and reads again.

#![no_main]

use gongkai::law::{Citation, Reference, Registry};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let registry = Registry::builtin();
    if let Some((_, length)) = Reference::read(text) {
        assert!(text.is_char_boundary(length));
    }
    if let Ok(citation) = Citation::read(text, registry, None) {
        let printed = citation.chinese(registry);
        assert_eq!(Citation::read(&printed, registry, None).map(|c| c.chinese(registry)), Ok(printed));
    }
    if let Ok(citation) = text.parse::<Citation>() {
        assert_eq!(citation.compact(), text);
    }
});
