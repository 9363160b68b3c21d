//! A package with this main part; XML first, the raw bytes as a package second.
#![no_main]

use libfuzzer_sys::fuzz_target;

include!("zip.rs");

fuzz_target!(|data: &[u8]| {
    let _ = gongkai_formats::read::read("a.docx", data);
    let parts = [("word/document.xml", data)];
    let _ = gongkai_formats::read::read("a.docx", &stored_zip(&parts));
});
