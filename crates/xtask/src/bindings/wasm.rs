//! The browser and Node binding: two WebAssembly modules, the npm package around them, and its
//! tests.
//!
//! The standard library is built along, without the words of its panics: that halves what a
//! browser has to load. Its source comes with rustup (`rust-src`) or, on Debian, as a package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::tools::{cargo, program, sh, target};
use super::{Missing, Options};

/// The modules, each the features of the contract that are in it.
const PARTS: [&str; 2] = ["domain", "procedures"];

const FLAGS: &str = "-Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort \
     -Csymbol-mangling-version=v0";

/// A compiler that has the source of its standard library, and the linker it needs besides.
enum Toolchain {
    /// The one that runs this chore; its linker comes with it.
    Own,
    /// Debian's, with LLVM's linker.
    Debian { rustc: PathBuf, linker: PathBuf },
}

fn has_source(rustc: &Path) -> bool {
    let output = Command::new(rustc).args(["--print", "sysroot"]).output();
    output.is_ok_and(|o| {
        let sysroot = PathBuf::from(String::from_utf8_lossy(&o.stdout).trim().to_owned());
        sysroot
            .join("lib/rustlib/src/rust/library/std/Cargo.toml")
            .is_file()
    })
}

fn toolchain() -> Option<Toolchain> {
    let own = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    // Debian's compiler can be the one in PATH; it has no linker of its own.
    let rust_lld = |rustc: &Path| {
        let output = Command::new(rustc)
            .args(["--print", "target-libdir"])
            .output();
        output.is_ok_and(|o| {
            let libdir = PathBuf::from(String::from_utf8_lossy(&o.stdout).trim().to_owned());
            libdir.join("../bin/rust-lld").is_file()
        })
    };
    let own = Path::new(&own);
    if has_source(own) && rust_lld(own) {
        return Some(Toolchain::Own);
    }
    let rustc = PathBuf::from("/usr/bin/rustc");
    let linker = (15..40)
        .rev()
        .find_map(|v| program(&format!("wasm-ld-{v}")))
        .or_else(|| program("wasm-ld"))?;
    (rustc.is_file() && has_source(&rustc)).then_some(Toolchain::Debian { rustc, linker })
}

fn chromium() -> Option<PathBuf> {
    std::env::var_os("GONGKAI_CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| {
            ["chromium", "chromium-browser", "google-chrome", "chrome"]
                .into_iter()
                .find_map(program)
        })
}

/// Whether Node is there, of a version that the tests' tools run on.
fn node() -> bool {
    let output = Command::new("node").arg("--version").output();
    output.is_ok_and(|o| {
        let version = String::from_utf8_lossy(&o.stdout).trim().to_owned();
        let major = version.trim_start_matches('v').split('.').next();
        major
            .and_then(|m| m.parse().ok())
            .is_some_and(|m: u32| m >= 20)
    })
}

fn debian(packages: &[&str]) {
    if program("apt-get").is_none() {
        return;
    }
    // Who is not root is told by apt-get, and what is still missing is told afterwards.
    for args in [vec!["update", "-qq"], {
        let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
        args.extend(packages);
        args
    }] {
        let _ = Command::new("apt-get")
            .args(args)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .status();
    }
}

/// Gets the source of the standard library, Node and a browser.
pub(crate) fn install() {
    if toolchain().is_none() && program("rustup").is_some() {
        let _ = Command::new("rustup")
            .args(["component", "add", "rust-src"])
            .status();
    }
    if toolchain().is_none() {
        debian(&["rustc-web", "rust-web-src", "lld-22"]);
    }
    if !node() || program("npm").is_none() {
        debian(&["nodejs", "npm"]);
    }
    if chromium().is_none() {
        debian(&["chromium"]);
    }
}

/// What it lacks.
pub(crate) fn missing() -> Vec<Missing> {
    let mut missing = Vec::new();
    if toolchain().is_none() {
        missing.push(Missing::new(
            "the source of Rust's standard library, to build it for wasm32-unknown-unknown",
            "`rustup component add rust-src`; on Debian without rustup's server \
             `apt-get install rustc-web rust-web-src lld-22`",
        ));
    }
    if !node() || program("npm").is_none() {
        missing.push(Missing::new(
            "Node 20 or newer with npm, for wasm-opt and the tests",
            "`apt-get install nodejs npm`, or nodejs.org",
        ));
    }
    if chromium().is_none() {
        missing.push(Missing::new(
            "Chromium, for the tests in a browser",
            "`apt-get install chromium`, or the path of one in GONGKAI_CHROMIUM",
        ));
    }
    missing
}

fn folder() -> PathBuf {
    crate::run::root().join("bindings/wasm")
}

/// The folder of the built package.
pub(crate) fn package() -> PathBuf {
    target().join("npm/gongkai")
}

/// Builds the package into `target/npm/gongkai` and packs it beside itself.
pub(crate) fn build(options: Options) -> Result<(), String> {
    let Some(toolchain) = toolchain() else {
        return Err("no compiler with the source of its standard library".to_owned());
    };
    dev_tools()?;
    let package = package();
    let wasm = package.join("wasm");
    if package.exists() {
        fs::remove_dir_all(&package).map_err(|e| format!("{}: {e}", package.display()))?;
    }
    fs::create_dir_all(&wasm).map_err(|e| format!("{}: {e}", wasm.display()))?;
    for part in PARTS {
        compile(part, &toolchain)?;
        glue(part, &wasm)?;
    }
    assemble(&package)?;
    pack(&package)?;
    node_script("tests/size.mjs", &[])?;
    if options.test {
        test()?;
    }
    if options.bench {
        node_script("bench/bench.mjs", &[])?;
    }
    Ok(())
}

/// wasm-opt, the TypeScript compiler and the rest, in the folder of the binding.
fn dev_tools() -> Result<(), String> {
    let folder = folder();
    let (lock, done) = (
        folder.join("package-lock.json"),
        folder.join("node_modules/.package-lock.json"),
    );
    let age = |file: &Path| fs::metadata(file).and_then(|m| m.modified()).ok();
    if age(&done).is_some_and(|done| age(&lock).is_some_and(|lock| lock <= done)) {
        return Ok(());
    }
    sh(Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--silent"])
        .current_dir(&folder))
}

fn compile(part: &str, toolchain: &Toolchain) -> Result<(), String> {
    let mut command = cargo();
    command
        .args(["build", "--quiet", "--package", "gongkai-wasm"])
        .args(["--no-default-features", "--features", part])
        .args(["--profile", "wasm", "--target", "wasm32-unknown-unknown"])
        .args(["-Z", "build-std=std"])
        .args(["-Z", "build-std-features=optimize_for_size"])
        // Building the standard library along is not stable yet.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS)
        .env("CARGO_TARGET_DIR", target().join("wasm"));
    if let Toolchain::Debian { rustc, linker } = toolchain {
        command
            .env("RUSTC", rustc)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    sh(&mut command)
}

/// The glue of the module that was just compiled, and the module made smaller.
fn glue(part: &str, to: &Path) -> Result<(), String> {
    let module = target().join("wasm/wasm32-unknown-unknown/wasm/gongkai_wasm.wasm");
    sh(cargo()
        .args(["run", "--quiet", "--package", "xtask"])
        .args(["--features", "glue", "--bin", "wasm-glue", "--"])
        .arg(&module)
        .arg(to)
        .arg(part))?;
    let rough = to.join(format!("{part}_bg.wasm"));
    sh(
        Command::new(folder().join("node_modules/binaryen/bin/wasm-opt"))
            .args(["-Oz", "--enable-bulk-memory"])
            .args(["--enable-nontrapping-float-to-int", "--enable-sign-ext"])
            .args(["--enable-mutable-globals", "--enable-reference-types"])
            .args(["--enable-multivalue", "--strip-debug", "--strip-producers"])
            .arg(&rough)
            .arg("-o")
            .arg(to.join(format!("{part}.wasm"))),
    )?;
    fs::remove_file(&rough).map_err(|e| format!("{}: {e}", rough.display()))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |e: std::io::Error| format!("{}: {e}", from.display());
    fs::create_dir_all(to).map_err(failed)?;
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target).map_err(failed)?;
        }
    }
    Ok(())
}

fn assemble(package: &Path) -> Result<(), String> {
    copy(&folder().join("js"), package)?;
    let root = crate::run::root();
    for (from, name) in [
        (folder().join("README.md"), "README.md"),
        (root.join("LICENSE-MIT"), "LICENSE-MIT"),
        (root.join("LICENSE-APACHE"), "LICENSE-APACHE"),
    ] {
        fs::copy(&from, package.join(name)).map_err(|e| format!("{}: {e}", from.display()))?;
    }
    Ok(())
}

fn pack(package: &Path) -> Result<(), String> {
    sh(Command::new("npm")
        .args(["pack", "--silent", "--pack-destination", ".."])
        .current_dir(package))
}

fn node_script(script: &str, args: &[&str]) -> Result<(), String> {
    let mut command = Command::new("node");
    command.args(args).arg(script);
    environment(&mut command);
    sh(&mut command)
}

/// What the tests have to know: where the package, the vectors and the browser are.
fn environment(command: &mut Command) {
    let package = package();
    let package = package.canonicalize().unwrap_or(package);
    command
        .current_dir(folder())
        .env("GONGKAI_PACKAGE", package);
    if let Some(chromium) = chromium() {
        command.env("GONGKAI_CHROMIUM", chromium);
    }
}

fn test() -> Result<(), String> {
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=spec"]);
    let mut files: Vec<PathBuf> = fs::read_dir(folder().join("tests"))
        .map_err(|e| format!("tests: {e}"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    command.args(files);
    environment(&mut command);
    sh(&mut command)
}
