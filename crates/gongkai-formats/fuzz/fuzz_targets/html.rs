//! Any page is read; its blocks fit its text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(file) = gongkai_formats::read::read("a.html", data) {
        let text = file.document.text();
        for block in file.document.blocks() {
            let range = block.range.start() as usize..block.range.end() as usize;
            assert!(text.get(range).is_some());
        }
    }
});
