//! The encoding of any bytes is told or refused; what was decoded encodes again.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(decoded) = gongkai_formats::decode::decode(data) {
        if decoded.replaced == 0 {
            assert!(decoded.encode(&decoded.text).is_some());
        }
    }
});
