//! Tables: rows are lines, cells are parted by tabs; whatever they hold, what was imported
//! applies to the base.

#![no_main]

use gongkai::catalogue::{Catalogue, ImportOptions, Ranker, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let table: Vec<Vec<String>> =
        text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    let options = ImportOptions { id: "fuzz".into(), ..ImportOptions::default() };
    let made = import(&table, Catalogue::grassroots(), &options);
    assert!(Catalogue::grassroots().apply(&made.overlay).is_ok());
    for line in text.lines().take(3) {
        let _ = Ranker::builtin().rank(line, 3);
    }
});
