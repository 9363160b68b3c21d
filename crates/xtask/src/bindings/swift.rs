//! The Swift binding: the native library, its glue, and a Swift package on top. Without a Swift
//! toolchain the sources are read with a grammar of Swift, which finds errors of syntax only.

use std::path::Path;
use std::process::Command;

use super::tools::{program, sh};
use super::{Missing, Options, mobile};
use crate::run::root;

const FOLDER: &str = "bindings/uniffi/swift";

const NO_SWIFT: &str = "no swift here: the Swift package was NOT compiled and its tests were NOT run; \
    its sources were read for errors of syntax only (get it: https://www.swift.org/install, or Xcode \
    on a Mac)";

/// There is nothing that could be got: Swift is in no package registry.
pub(crate) fn install() {}

/// Nothing keeps the glue from being generated; what cannot be compiled is told by [`build`].
pub(crate) fn missing() -> Vec<Missing> {
    Vec::new()
}

/// Generates the glue, reads all sources, and compiles and tests them where `swift` is.
pub(crate) fn build(options: Options) -> Result<(), String> {
    let folder = root().join(FOLDER);
    let library = mobile::library(options)?;
    let made = folder.join("build/glue");
    mobile::tool(&["swift"], &[Path::new("swift"), &library, &made])?;
    let header = "gongkai_uniffiFFI.h";
    mobile::copy(
        &made.join("GongkaiFFI.swift"),
        &folder.join("Sources/GongkaiFFI/GongkaiFFI.swift"),
    )?;
    mobile::copy(
        &made.join(header),
        &folder.join("Sources/gongkai_uniffiFFI").join(header),
    )?;
    mobile::copy(&library, &folder.join("build").join(mobile::file_name()))?;
    let example = root().join("examples/swift");
    let (sources, tests) = (folder.join("Sources"), folder.join("Tests"));
    mobile::tool(
        &["swift"],
        &[
            Path::new("parse"),
            &sources,
            &tests,
            &example.join("Sources"),
            &folder.join("Package.swift"),
            &example.join("Package.swift"),
        ],
    )?;
    if program("swift").is_none() {
        println!("{NO_SWIFT}");
        return if options.strict {
            Err("no swift here".to_owned())
        } else {
            Ok(())
        };
    }
    let mut command = if options.test {
        Command::new("./test.sh")
    } else {
        let mut command = Command::new("swift");
        command.arg("build");
        command
    };
    sh(command.current_dir(&folder))
}
