//! Any text is a configuration or an error with its place.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        if let Err(error) = gongkai_formats::config::Config::parse(text) {
            assert!(error.line >= 1 && error.column >= 1);
        }
    }
});
