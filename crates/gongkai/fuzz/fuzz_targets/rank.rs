//! Ranking: any title is ranked, the best first, each match with a score from 0 to 1.

#![no_main]

use gongkai::catalogue::Ranker;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = Ranker::builtin().rank(text, 5);
    assert!(found.len() <= 5);
    assert!(found.iter().all(|m| (0.0..=1.0).contains(&m.score)));
});
