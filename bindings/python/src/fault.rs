//! Faults of the contract as Python's exceptions.

use gongkai_contract::{Explained, Fault};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use serde_json::{Value, json};

/// The exception for a fault of the contract.
pub(crate) fn of(py: Python<'_>, fault: &Fault) -> PyErr {
    match serde_json::to_value(fault) {
        Ok(value) => raise(py, &value),
        Err(error) => pyo3::exceptions::PyRuntimeError::new_err(error.to_string()),
    }
}

/// The exception for an error of the core, about an argument.
pub(crate) fn core<E: Explained>(py: Python<'_>, error: &E, path: &str) -> PyErr {
    of(py, &Fault::of(error).at(path))
}

/// The exception for a fault as the contract writes it: the class of its kind, with its data.
pub(crate) fn raise(py: Python<'_>, fault: &Value) -> PyErr {
    match exception(py, fault) {
        Ok(error) | Err(error) => error,
    }
}

fn exception(py: Python<'_>, fault: &Value) -> PyResult<PyErr> {
    static MAKE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let make = MAKE.get_or_try_init(py, || {
        py.import("gongkai._errors")?
            .getattr("from_json")
            .map(Bound::unbind)
    })?;
    let error = make.call1(py, (fault.to_string(),))?;
    Ok(PyErr::from_value(error.into_bound(py)))
}

/// A value of the wrong type, with the argument that it was given for.
pub(crate) fn wrong_type(
    py: Python<'_>,
    path: &str,
    wanted: &str,
    given: &Bound<'_, PyAny>,
) -> PyErr {
    let name = given
        .get_type()
        .fully_qualified_name()
        .map_or_else(|_| "?".to_owned(), |name| name.to_string());
    let argument = path.trim_start_matches('/');
    input(
        py,
        "wrong_type",
        path,
        &format!("参数{argument}的类型不对：给的是{name}"),
        &format!("`{argument}` must be {wanted}; got {name}"),
    )
}

/// A fault of what was given.
pub(crate) fn input(py: Python<'_>, code: &str, path: &str, zh: &str, en: &str) -> PyErr {
    raise(
        py,
        &json!({
            "error": code,
            "kind": "InputError",
            "severity": "error",
            "message": zh,
            "message_en": en,
            "citations": [],
            "path": path,
        }),
    )
}
