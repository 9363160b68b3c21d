//! Wordings of limits: any input is read or refused, and what was read is complete.

#![no_main]

use gongkai::catalogue::parse_limit;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for limit in parse_limit(text).into_iter().flatten() {
        assert!(limit.is_complete());
    }
});
