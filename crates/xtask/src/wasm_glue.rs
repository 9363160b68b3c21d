//! Writes the JavaScript glue of a module built with wasm-bindgen:
//! `wasm-glue <module.wasm> <folder> <name>`.
//!
//! The library that does it is of the version that the module was built with, because both
//! stand in one lock file.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [module, folder, name] = args.as_slice() else {
        eprintln!("wasm-glue <module.wasm> <folder> <name>");
        return ExitCode::from(2);
    };
    match write(module, folder, name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{module}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(module: &str, folder: &str, name: &str) -> Result<(), String> {
    Bindgen::new()
        .input_path(module)
        .out_name(name)
        .web(true)
        .and_then(|b| {
            b.typescript(false)
                .remove_name_section(true)
                .remove_producers_section(true)
                .reset_state_function(true)
                .generate(folder)
        })
        .map_err(|error| format!("{error:?}"))
}
