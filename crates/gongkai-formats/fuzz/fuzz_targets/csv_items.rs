//! Any CSV is read as a document and as a list of items.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = gongkai_formats::read::read("a.csv", data);
    let _ = gongkai_formats::items::read_items("a.csv", data);
});
