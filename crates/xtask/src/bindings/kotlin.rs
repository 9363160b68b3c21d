//! The Kotlin binding: the native library, its glue, and a Maven project on top.

use std::path::Path;
use std::process::Command;

use super::tools::{program, sh};
use super::{Missing, Options, mobile};
use crate::run::root;

const FOLDER: &str = "bindings/uniffi/kotlin";

/// Gets the Java compiler and Maven where the system has packages of them.
pub(crate) fn install() {
    if program("apt-get").is_some() {
        let mut command = Command::new("apt-get");
        command.args(["install", "--yes", "openjdk-17-jdk-headless", "maven"]);
        if let Err(why) = sh(&mut command) {
            eprintln!("{why}");
        }
    }
}

/// What it lacks.
pub(crate) fn missing() -> Vec<Missing> {
    let mut missing = Vec::new();
    if program("javac").is_none() {
        missing.push(Missing::new(
            "a Java development kit, 17 or later (`javac`)",
            "apt-get install openjdk-17-jdk-headless, or another distribution's package",
        ));
    }
    if program("mvn").is_none() {
        missing.push(Missing::new(
            "Maven (`mvn`), which gets Kotlin itself",
            "apt-get install maven, or another distribution's package",
        ));
    }
    missing
}

/// Builds it: the jar in `bindings/uniffi/kotlin/target`.
pub(crate) fn build(options: Options) -> Result<(), String> {
    let folder = root().join(FOLDER);
    let library = mobile::library(options)?;
    let glue = folder.join("target/generated-sources/uniffi");
    mobile::tool(&[], &[Path::new("kotlin"), &library, &glue])?;
    let native = folder.join("target/native").join(platform());
    mobile::copy(&library, &native.join(mobile::file_name()))?;
    // The example is built and run with the library, in one go.
    maven(&folder, "all.xml", options)?;
    if options.bench {
        bench(&folder)?;
    }
    Ok(())
}

/// The folder of a jar in which JNA looks for the libraries of this platform.
fn platform() -> String {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let machine = match std::env::consts::ARCH {
        "x86_64" => "x86-64",
        other => other,
    };
    format!("{system}-{machine}")
}

/// Packages the jar, with or without the tests: from what Maven has at hand, or, where that is not
/// enough, with what it gets from the network.
fn maven(folder: &Path, project: &str, options: Options) -> Result<(), String> {
    let run = |offline: bool| {
        let mut command = Command::new("mvn");
        command.current_dir(folder);
        command.args(["--quiet", "--batch-mode", "--file", project]);
        if offline {
            command.arg("--offline");
        }
        if !options.test {
            command.arg("-DskipTests");
        }
        command.arg("package");
        command.output().map_err(|error| format!("mvn: {error}"))
    };
    let mut output = run(true)?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() && told.contains("offline mode") {
        output = run(false)?;
    }
    let told = String::from_utf8_lossy(&output.stdout);
    print!("{told}{}", String::from_utf8_lossy(&output.stderr));
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("mvn package: {}", output.status))
    }
}

/// Measures calls; the figures go to the output.
fn bench(folder: &Path) -> Result<(), String> {
    let list = folder.join("target/classpath.txt");
    let mut command = Command::new("mvn");
    command.current_dir(folder);
    command.args(["--quiet", "--batch-mode", "dependency:build-classpath"]);
    command.arg("-Dmdep.includeScope=test");
    command.arg(format!("-Dmdep.outputFile={}", list.display()));
    sh(&mut command)?;
    let jars =
        std::fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let separator = if cfg!(windows) { ";" } else { ":" };
    let classes = ["target/classes", "target/test-classes", jars.trim()].join(separator);
    let mut command = Command::new("java");
    command.current_dir(folder);
    command.args(["-Xmx2g", "-cp", &classes, "gongkai.BenchKt"]);
    sh(&mut command)
}
