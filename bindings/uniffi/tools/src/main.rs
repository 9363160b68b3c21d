//! What the Kotlin and Swift bindings need besides the native library: the glue that is generated
//! from it, and a reading of Swift sources where no Swift compiler is.
//!
//! ```text
//! gongkai-uniffi-tools kotlin <library> <folder>   writes the Kotlin glue
//! gongkai-uniffi-tools swift <library> <folder>    writes the Swift glue and its C header
//! gongkai-uniffi-tools parse <file or folder …>    reads Swift sources, tells errors of syntax
//! ```

#[cfg(feature = "swift")]
mod parse;

use std::process::ExitCode;

use camino::Utf8PathBuf;
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate_with_bindgen_paths};
use uniffi_bindgen::{BindgenPaths, BindgenPathsLayer};

const HELP: &str = "\
gongkai-uniffi-tools kotlin <library> <folder>
gongkai-uniffi-tools swift <library> <folder>
gongkai-uniffi-tools parse <file or folder …>
";

/// Where the crate that is bound keeps its `uniffi.toml`: beside this tool.
struct Here;

impl BindgenPathsLayer for Here {
    fn get_crate_root(&self, name: &str) -> Option<Utf8PathBuf> {
        (name == "gongkai_uniffi").then(|| Utf8PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(".."))
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["kotlin", library, folder] => generate(TargetLanguage::Kotlin, library, folder),
        ["swift", library, folder] => generate(TargetLanguage::Swift, library, folder),
        ["parse", paths @ ..] if !paths.is_empty() => parse(paths),
        _ => Err(HELP.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn generate(language: TargetLanguage, library: &str, folder: &str) -> Result<(), String> {
    let mut paths = BindgenPaths::default();
    paths.add_layer(Here);
    let options = GenerateOptions {
        languages: vec![language],
        source: library.into(),
        out_dir: folder.into(),
        ..GenerateOptions::default()
    };
    generate_with_bindgen_paths(options, paths).map_err(|error| format!("{error:#}"))
}

#[cfg(feature = "swift")]
fn parse(paths: &[&str]) -> Result<(), String> {
    parse::check(paths)
}

#[cfg(not(feature = "swift"))]
fn parse(_: &[&str]) -> Result<(), String> {
    Err("built without the grammar of Swift: cargo run --features swift".to_owned())
}
