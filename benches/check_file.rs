//! One file checked by the library itself, for bindings to compare with:
//! `cargo bench -p gongkai-benches --bench check_file -- FILE` prints the seconds of the fastest
//! of three runs as JSON, in time of the processor where the system tells it. Without a file it
//! does nothing.

use std::time::Instant;

use gongkai::check::Checker;
use gongkai::item::Document;

/// Seconds that this thread has had of a processor: other work on the machine hardly shows in
/// them.
fn processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn main() {
    let Some(path) = std::env::args().skip(1).find(|a| !a.starts_with('-')) else {
        return;
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            std::process::exit(1);
        }
    };
    let checker = Checker::new();
    checker.check_text(&Document::plain("甲"));
    let (mut fastest, mut found) = (f64::INFINITY, 0);
    for _ in 0..3 {
        let (start, begun) = (Instant::now(), processor());
        found = checker.check_text(&Document::plain(text.as_str())).len();
        let used = processor().zip(begun).map(|(now, begun)| now - begun);
        fastest = fastest.min(used.unwrap_or_else(|| start.elapsed().as_secs_f64()));
    }
    println!("{{\"seconds\": {fastest}, \"findings\": {found}}}");
}
