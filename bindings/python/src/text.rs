//! Texts in: a `str`, or UTF-8 as `bytes`.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::fault;

/// The UTF-8 of a text, held by Python.
pub(crate) struct Utf8<'py>(Bound<'py, PyBytes>);

impl Utf8<'_> {
    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        // SAFETY: made by the UTF-8 encoder of Python, or checked, in the functions below; a
        // bytes object never changes.
        unsafe { std::str::from_utf8_unchecked(self.0.as_bytes()) }
    }
}

/// The UTF-8 of a `str`. The stable ABI of 3.9 cannot look into one, so it is encoded; the
/// encoded form is not kept by the string.
pub(crate) fn utf8<'py>(value: &Bound<'py, PyAny>, path: &str) -> PyResult<Utf8<'py>> {
    let py = value.py();
    let Ok(text) = value.cast::<PyString>() else {
        return Err(fault::wrong_type(py, path, "a str", value));
    };
    text.encode_utf8().map(Utf8).map_err(|error| {
        let place: Option<usize> = error
            .value(py)
            .getattr("start")
            .and_then(|start| start.extract())
            .ok();
        let Some(place) = place else { return error };
        let argument = path.trim_start_matches('/');
        fault::input(
            py,
            "lone_surrogate",
            path,
            &format!(
                "{argument}的第{}个字符是不成对的代理项，不是合法的文字",
                place + 1
            ),
            &format!(
                "`{argument}` has a lone surrogate at {place}, which is no character: \
                 decode it with errors=\"replace\" or repair its source"
            ),
        )
    })
}

/// The same, `bytes` of UTF-8 being taken as they are.
pub(crate) fn utf8_or_bytes<'py>(value: &Bound<'py, PyAny>, path: &str) -> PyResult<Utf8<'py>> {
    let py = value.py();
    let Ok(bytes) = value.cast::<PyBytes>() else {
        if value.is_instance_of::<PyString>() {
            return utf8(value, path);
        }
        return Err(fault::wrong_type(
            py,
            path,
            "a str, or bytes of UTF-8",
            value,
        ));
    };
    if let Err(error) = std::str::from_utf8(bytes.as_bytes()) {
        let (argument, place) = (path.trim_start_matches('/'), error.valid_up_to());
        return Err(fault::input(
            py,
            "not_utf8",
            path,
            &format!("{argument}的第{}个字节起不是UTF-8", place + 1),
            &format!("`{argument}` is not UTF-8 from byte {place} on"),
        ));
    }
    Ok(Utf8(bytes.clone()))
}
