//! Columns in and out, through the Arrow PyCapsule interface: no copy on the way in, and
//! whatever library the columns come from.

mod check;
mod columns;
mod deadlines;
mod input;
mod rank;
mod table;

pub(crate) use check::{check_arrow, findings_table};
pub(crate) use deadlines::deadlines_arrow;
pub(crate) use rank::rank_arrow;
pub(crate) use table::ArrowTable;

use gongkai::law::Lang;
use pyo3::prelude::*;

use crate::fault;

/// The rows of a task: few enough that progress moves and Ctrl-C is heard.
const ROWS: usize = 512;

/// A task: rows `from..to` of a chunk, the first of which is row `row` of the whole.
struct Task {
    chunk: usize,
    from: usize,
    to: usize,
    row: i64,
}

/// Cuts chunks into tasks.
fn tasks(chunks: impl Iterator<Item = usize>) -> Vec<Task> {
    let mut tasks = Vec::new();
    let mut row = 0;
    for (chunk, length) in chunks.enumerate() {
        let mut from = 0;
        while from < length {
            let to = (from + ROWS).min(length);
            tasks.push(Task {
                chunk,
                from,
                to,
                row,
            });
            row += i64::try_from(to - from).unwrap_or(0);
            from = to;
        }
    }
    tasks
}

fn sizes(tasks: &[Task]) -> Vec<usize> {
    tasks.iter().map(|t| t.to - t.from).collect()
}

/// The language of sentences.
fn lang(py: Python<'_>, name: &str) -> PyResult<Lang> {
    match name {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        other => Err(fault::input(
            py,
            "bad_request",
            "/lang",
            &format!("没有“{other}”这种语言：应为zh或en"),
            &format!("`{other}` is no language here: expected zh or en"),
        )),
    }
}
