//! `gongkai._native`: the compiled part of the Python package.
//!
//! Most of the package is written in Python and generated from the contract; it comes here
//! through `call`, JSON in and out. Besides that stand the things that are asked for millions
//! of times (working days), that are large (texts), or that come in columns (Arrow).

#![allow(
    clippy::result_large_err,
    reason = "a fault is told in full; while there is none it costs nothing"
)]

mod arrow;
mod calendar;
mod check;
mod date;
mod fault;
mod rank;
mod text;
mod work;

use pyo3::prelude::*;

/// The compiled part of gongkai. Use the package's own modules.
#[pymodule]
mod _native {
    use super::{PyResult, Python, fault, text};
    use gongkai_contract::OffsetUnit;
    use pyo3::Bound;
    use pyo3::pyfunction;
    use pyo3::types::{PyModule, PyModuleMethods, PyString};

    #[pymodule_export]
    use super::arrow::{ArrowTable, check_arrow, deadlines_arrow, rank_arrow};
    #[pymodule_export]
    use super::calendar::{Answer, Calendar};
    #[pymodule_export]
    use super::check::{TextChecker, TextFindings};
    #[pymodule_export]
    use super::rank::TitleRanker;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }

    /// Runs an operation of the contract on a request in JSON and gives its response in JSON.
    /// Places in texts are counted in code points.
    #[pyfunction]
    #[pyo3(signature = (operation, request, /))]
    fn call<'py>(
        py: Python<'py>,
        operation: &Bound<'py, pyo3::PyAny>,
        request: &Bound<'py, pyo3::PyAny>,
    ) -> PyResult<Bound<'py, PyString>> {
        let operation = text::utf8(operation, "/operation")?;
        let request = text::utf8(request, "")?;
        let (name, body) = (operation.as_str(), request.as_str());
        match py.detach(|| gongkai_contract::call(name, body, OffsetUnit::CodePoints)) {
            Ok(response) => Ok(PyString::new(py, &response)),
            Err(found) => Err(fault::of(py, &found)),
        }
    }

    /// The names of the operations of the contract, by family.
    #[pyfunction]
    fn operations() -> Vec<&'static str> {
        gongkai_contract::operations().map(|o| o.name).collect()
    }
}
