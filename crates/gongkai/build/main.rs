//! Reads, validates and embeds the data files: what is wrong in them fails the build, with
//! the file and the line.

mod calendar;
mod catalogue;
mod catalogue_rows;
mod consultations;
mod diagnostics;
mod duties;
mod exemptions;
mod fees;
mod law;
mod pipelines;
mod rank;
mod retention;
mod rules;

#[path = "../src/law/model.rs"]
#[allow(dead_code, missing_docs)]
mod law_model;

#[path = "../src/catalogue/model.rs"]
#[allow(dead_code, missing_docs)]
mod catalogue_model;

#[path = "../src/consultation/data.rs"]
#[allow(dead_code, missing_docs)]
mod consultation_data;

#[path = "../src/duty/data.rs"]
#[allow(dead_code, missing_docs)]
mod duty_data;

#[path = "../src/exemption/data.rs"]
#[allow(dead_code, missing_docs)]
mod exemption_data;

#[path = "../src/request/fee_data.rs"]
#[allow(dead_code, missing_docs)]
mod fee_data;

#[path = "../src/review/model.rs"]
#[allow(dead_code, missing_docs, rustdoc::broken_intra_doc_links)]
mod review_model;

#[path = "../src/retention/data.rs"]
#[allow(dead_code, missing_docs)]
mod retention_data;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use diagnostics::Problems;

fn main() -> ExitCode {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for watched in [
        "build",
        "data",
        "rules",
        "src/law/model.rs",
        "src/catalogue/model.rs",
        "src/consultation/data.rs",
        "src/duty/data.rs",
        "src/exemption/data.rs",
        "src/request/fee_data.rs",
        "src/review/model.rs",
        "src/retention/data.rs",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let mut problems = Problems::default();
    let law = law::build(&root, &out, &mut problems);
    calendar::build(&root, &out, &law, &mut problems);
    let ids = catalogue::build(&root, &out, &law, &mut problems);
    rank::build(&root, &out, &ids, &mut problems);
    consultations::build(&root, &out, &law, &mut problems);
    duties::build(&root, &out, &law, &mut problems);
    exemptions::build(&root, &out, &law, &mut problems);
    fees::build(&root, &out, &law, &mut problems);
    pipelines::build(&root, &out, &law, &mut problems);
    retention::build(&root, &out, &law, &ids, &mut problems);
    rules::build(&root, &out, &law, &mut problems);
    problems.report()
}
