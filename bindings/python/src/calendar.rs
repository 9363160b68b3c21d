//! Working days: the calls that are made millions of times.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use gongkai::calendar::{Certainty, Deadline, WorkCalendar};
use gongkai::law::Period;
use gongkai_contract::CalendarOptions;
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyType};

use crate::date::{date_in, date_out};
use crate::{fault, text};

/// A value of the calendar with how sure it is.
#[pyclass(frozen, module = "gongkai.calendar", name = "Answer")]
pub(crate) struct Answer {
    #[pyo3(get)]
    value: Py<PyAny>,
    certainty: Certainty,
}

fn word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Published => "published",
        Certainty::Projected => "projected",
    }
}

#[pymethods]
impl Answer {
    #[new]
    fn new(py: Python<'_>, value: Py<PyAny>, certainty: &str) -> PyResult<Self> {
        let certainty = match certainty {
            "published" => Certainty::Published,
            "projected" => Certainty::Projected,
            other => {
                return Err(fault::input(
                    py,
                    "bad_request",
                    "/certainty",
                    &format!("“{other}”不是确定程度：应为published或projected"),
                    &format!("`{other}` is no certainty: expected published or projected"),
                ));
            }
        };
        Ok(Self { value, certainty })
    }

    /// `published`: every day counted lies in a year whose holiday notice is known;
    /// `projected`: one does not, and the notice to come may change the answer.
    #[getter]
    fn certainty<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        match self.certainty {
            Certainty::Published => pyo3::intern!(py, "published").clone(),
            Certainty::Projected => pyo3::intern!(py, "projected").clone(),
        }
    }

    #[classmethod]
    fn __class_getitem__(class: &Bound<'_, PyType>, _item: &Bound<'_, PyAny>) -> Py<PyType> {
        class.clone().unbind()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let value = self.value.bind(py).repr()?;
        Ok(format!("Answer({value}, '{}')", word(self.certainty)))
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> PyResult<bool> {
        Ok(self.certainty == other.certainty && self.value.bind(py).eq(&other.value)?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        Ok(self.value.bind(py).hash()? ^ isize::from(self.certainty == Certainty::Projected))
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> (Py<PyType>, (Py<PyAny>, &'static str)) {
        let this = slf.get();
        let value = this.value.clone_ref(slf.py());
        (slf.get_type().unbind(), (value, word(this.certainty)))
    }
}

/// The working days of a calendar; the base of `gongkai.calendar.WorkCalendar`.
#[pyclass(frozen, subclass, module = "gongkai._native")]
pub(crate) struct Calendar {
    calendar: WorkCalendar,
    options: String,
}

impl Calendar {
    pub(crate) fn inner(&self) -> &WorkCalendar {
        &self.calendar
    }
}

#[pymethods]
impl Calendar {
    #[new]
    #[pyo3(signature = (options = None, /))]
    fn new(py: Python<'_>, options: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let Some(options) = options else {
            return Ok(Self {
                calendar: WorkCalendar::national().clone(),
                options: serde_json::to_string(&CalendarOptions::default())
                    .map_err(|error| PyTypeError::new_err(error.to_string()))?,
            });
        };
        let options = text::utf8(options, "/options")?;
        let read: CalendarOptions = serde_json::from_str(options.as_str()).map_err(|error| {
            fault::input(
                py,
                "bad_request",
                "/options",
                &format!("日历的选项不合要求：{error}"),
                &format!("not the options of a calendar: {error}"),
            )
        })?;
        let calendar = read
            .build()
            .map_err(|error| fault::core(py, &error, "/options"))?;
        Ok(Self {
            calendar,
            options: serde_json::to_string(&read)
                .map_err(|error| PyTypeError::new_err(error.to_string()))?,
        })
    }

    /// What it was made from, as JSON.
    #[getter]
    fn _options_json(&self) -> &str {
        &self.options
    }

    /// Whether people work on a day (工作日).
    fn is_workday(&self, py: Python<'_>, date: &Bound<'_, PyAny>) -> PyResult<bool> {
        let day = date_in(date, "/date")?;
        self.calendar
            .is_workday(day)
            .map_err(|error| fault::core(py, &error, "/date"))
    }

    /// The `n`-th working day after a date, which itself does not count; before it for a
    /// negative `n`.
    fn add_workdays(
        &self,
        py: Python<'_>,
        date: &Bound<'_, PyAny>,
        n: &Bound<'_, PyAny>,
    ) -> PyResult<Answer> {
        let day = date_in(date, "/date")?;
        let n = count_in(n, "/n")?;
        let found = self
            .calendar
            .add_workdays(day, n)
            .map_err(|error| fault::core(py, &error, "/date"))?;
        Ok(Answer {
            value: date_out(py, found.value)?,
            certainty: found.certainty,
        })
    }

    /// How many working days come after `from_` up to and with `to`; negative when `to` is the
    /// earlier day.
    fn workdays_between(
        &self,
        py: Python<'_>,
        from_: &Bound<'_, PyAny>,
        to: &Bound<'_, PyAny>,
    ) -> PyResult<Answer> {
        let (from, until) = (date_in(from_, "/from")?, date_in(to, "/to")?);
        let found = self
            .calendar
            .workdays_between(from, until)
            .map_err(|error| fault::core(py, &error, ""))?;
        Ok(Answer {
            value: found.value.into_py_any(py)?,
            certainty: found.certainty,
        })
    }

    /// The day on which a period ends that runs from the day after `from_`, without its trail.
    fn due(
        &self,
        py: Python<'_>,
        from_: &Bound<'_, PyAny>,
        period: &Bound<'_, PyAny>,
    ) -> PyResult<Answer> {
        let from = date_in(from_, "/from")?;
        let period = period_in(period, "/period")?;
        let found = self
            .calendar
            .deadline(&Deadline::after(from, period))
            .map_err(|error| fault::core(py, &error, "/from"))?;
        Ok(Answer {
            value: date_out(py, found.due)?,
            certainty: found.certainty,
        })
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.options == other.options
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.options.hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, (String,)) {
        (slf.get_type(), (slf.get().options.clone(),))
    }
}

/// A number of days. `True` is no number here.
fn count_in(value: &Bound<'_, PyAny>, path: &str) -> PyResult<i32> {
    if value.is_instance_of::<pyo3::types::PyBool>() {
        return Err(fault::wrong_type(value.py(), path, "an int", value));
    }
    if !value.is_instance_of::<pyo3::types::PyInt>() {
        return Err(fault::wrong_type(value.py(), path, "an int", value));
    }
    // No count that does not fit leads to a day of the calendar.
    match value.extract::<i32>() {
        Ok(n) => Ok(n),
        Err(_) if value.lt(0)? => Ok(i32::MIN),
        Err(_) => Ok(i32::MAX),
    }
}

/// A period as in `20wd`.
pub(crate) fn period_in(value: &Bound<'_, PyAny>, path: &str) -> PyResult<Period> {
    let text = text::utf8(value, path)?;
    text.as_str().parse().map_err(|error| {
        fault::input(
            value.py(),
            "bad_request",
            path,
            &format!(
                "期限“{}”写法不对：应为数字加wd、d、w、m、q或y，如20wd",
                text.as_str()
            ),
            &format!("{error}"),
        )
    })
}
