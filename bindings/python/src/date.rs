//! `datetime.date` in and out.
//!
//! The stable ABI has no access to the fields of a date, so a day crosses as its ordinal
//! (`date.toordinal`), one call. The days of the calendar go out from a table that is filled as
//! they are asked for: a date is immutable, and a look-up costs less than making one.

use chrono::{Datelike, NaiveDate};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

use crate::fault;

struct Types {
    date: Py<PyType>,
    datetime: Py<PyType>,
    to_ordinal: Py<PyAny>,
    from_ordinal: Py<PyAny>,
    table: Vec<PyOnceLock<Py<PyAny>>>,
}

/// The ordinals of the days that the table holds: 2008-01-01 to 2100-12-31.
const FIRST: i32 = 733_042;
const LAST: i32 = 767_009;

fn types(py: Python<'_>) -> PyResult<&Types> {
    static TYPES: PyOnceLock<Types> = PyOnceLock::new();
    TYPES.get_or_try_init(py, || {
        let module = py.import("datetime")?;
        let date = module.getattr("date")?;
        let length = usize::try_from(LAST - FIRST + 1).unwrap_or(0);
        Ok(Types {
            to_ordinal: date.getattr("toordinal")?.unbind(),
            from_ordinal: date.getattr("fromordinal")?.unbind(),
            datetime: module.getattr("datetime")?.cast_into::<PyType>()?.unbind(),
            date: date.cast_into::<PyType>()?.unbind(),
            table: std::iter::repeat_with(PyOnceLock::new)
                .take(length)
                .collect(),
        })
    })
}

/// The day that a `datetime.date` names. A `datetime.datetime` is refused: which day it names
/// depends on a time zone that only the caller knows.
pub(crate) fn date_in(value: &Bound<'_, PyAny>, path: &str) -> PyResult<NaiveDate> {
    let py = value.py();
    let types = types(py)?;
    let exact = value.get_type_ptr() == types.date.as_ptr().cast();
    if !exact {
        if value.is_instance(types.datetime.bind(py))? {
            return Err(fault::wrong_type(
                py,
                path,
                "a datetime.date (of a datetime, take its .date())",
                value,
            ));
        }
        if !value.is_instance(types.date.bind(py))? {
            return Err(fault::wrong_type(py, path, "a datetime.date", value));
        }
    }
    let ordinal: i32 = types.to_ordinal.bind(py).call1((value,))?.extract()?;
    NaiveDate::from_num_days_from_ce_opt(ordinal)
        .ok_or_else(|| fault::wrong_type(py, path, "a datetime.date", value))
}

/// The same, `None` standing for no day.
pub(crate) fn optional_date_in(
    value: Option<&Bound<'_, PyAny>>,
    path: &str,
) -> PyResult<Option<NaiveDate>> {
    value.map(|v| date_in(v, path)).transpose()
}

/// A day as a `datetime.date`.
pub(crate) fn date_out(py: Python<'_>, date: NaiveDate) -> PyResult<Py<PyAny>> {
    let types = types(py)?;
    let ordinal = date.num_days_from_ce();
    let make = || types.from_ordinal.call1(py, (ordinal,));
    match usize::try_from(ordinal - FIRST)
        .ok()
        .and_then(|place| types.table.get(place))
    {
        Some(slot) => Ok(slot.get_or_try_init(py, make)?.clone_ref(py)),
        None => make(),
    }
}
