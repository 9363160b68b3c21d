//! What comes in: anything with `__arrow_c_stream__` or `__arrow_c_array__`.

use std::ptr::NonNull;

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array, ArrayRef, make_array};
use arrow_schema::{ArrowError, DataType};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::fault;

/// The chunks of one column, or of a table.
pub(crate) struct Input {
    kind: DataType,
    chunks: Vec<ArrayRef>,
}

fn bad(py: Python<'_>, error: &ArrowError) -> PyErr {
    fault::input(
        py,
        "bad_arrow",
        "/data",
        &format!("Arrow数据读不出来：{error}"),
        &format!("the Arrow data cannot be read: {error}"),
    )
}

/// The pointer of a capsule of this name.
fn pointer<T>(capsule: &Bound<'_, PyAny>, name: &'static std::ffi::CStr) -> PyResult<NonNull<T>> {
    let capsule = capsule.cast::<PyCapsule>()?;
    Ok(capsule.pointer_checked(Some(name))?.cast())
}

impl Input {
    /// Takes the columns over; nothing is copied.
    pub(crate) fn new(py: Python<'_>, data: &Bound<'_, PyAny>) -> PyResult<Self> {
        if data.hasattr("__arrow_c_stream__")? {
            let capsule = data.call_method0("__arrow_c_stream__")?;
            let raw = pointer::<FFI_ArrowArrayStream>(&capsule, c"arrow_array_stream")?;
            // SAFETY: a capsule of this name holds a stream; the stream is moved out of it, which
            // leaves a released one behind, as the interface asks of a consumer.
            let stream = unsafe { FFI_ArrowArrayStream::from_raw(raw.as_ptr()) };
            // What produces the stream may itself need the interpreter, on another thread.
            let read = py.detach(|| -> Result<_, ArrowError> {
                let reader = ArrayStreamReader::try_new(stream)?;
                let kind = arrow_array::ArrayReader::field(&reader).data_type().clone();
                let chunks = reader.collect::<Result<Vec<_>, _>>()?;
                Ok(Self { kind, chunks })
            });
            return read.map_err(|error| bad(py, &error));
        }
        if data.hasattr("__arrow_c_array__")? {
            let pair = data.call_method0("__arrow_c_array__")?;
            let schema = pointer::<FFI_ArrowSchema>(&pair.get_item(0)?, c"arrow_schema")?;
            let array = pointer::<FFI_ArrowArray>(&pair.get_item(1)?, c"arrow_array")?;
            // SAFETY: as above; the schema is only read, the array moved out of its capsule.
            let read = unsafe {
                let array = FFI_ArrowArray::from_raw(array.as_ptr());
                from_ffi(array, schema.as_ref())
            };
            let array = make_array(read.map_err(|error| bad(py, &error))?);
            return Ok(Self {
                kind: array.data_type().clone(),
                chunks: vec![array],
            });
        }
        Err(fault::wrong_type(
            py,
            "/data",
            "something with Arrow columns (a table, frame, series or array of pyarrow, polars, \
             pandas 2.2 or later, DuckDB …)",
            data,
        ))
    }

    /// The chunks of a column: of the one of this name, or of the only one that `fits`.
    pub(crate) fn column(
        self,
        py: Python<'_>,
        name: Option<&str>,
        what: &str,
        fits: fn(&DataType) -> bool,
    ) -> PyResult<Vec<ArrayRef>> {
        let DataType::Struct(fields) = &self.kind else {
            if !fits(&self.kind) {
                return Err(unfit(py, "", what, &self.kind));
            }
            return Ok(self.chunks);
        };
        let names = || {
            fields
                .iter()
                .map(|f| f.name().as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let place = match name {
            Some(name) => {
                let place = fields.iter().position(|f| f.name() == name);
                let Some(place) = place else {
                    return Err(fault::input(
                        py,
                        "no_column",
                        "/column",
                        &format!("没有名为“{name}”的列；有：{}", names()),
                        &format!("there is no column `{name}`; there are: {}", names()),
                    ));
                };
                place
            }
            None => {
                let mut all = fields
                    .iter()
                    .enumerate()
                    .filter(|(_, f)| fits(f.data_type()));
                match (all.next(), all.next()) {
                    (Some((place, _)), None) => place,
                    (first, _) => {
                        let none = first.is_none();
                        let en = if none {
                            "no column holds"
                        } else {
                            "several columns hold"
                        };
                        let zh = if none {
                            "没有一列是"
                        } else {
                            "不止一列是"
                        };
                        return Err(fault::input(
                            py,
                            "no_column",
                            "/column",
                            &format!("{zh}{what}，请用column指明；有：{}", names()),
                            &format!("{en} {what}: name one with column=; there are: {}", names()),
                        ));
                    }
                }
            }
        };
        if let Some(field) = fields.get(place)
            && !fits(field.data_type())
        {
            return Err(unfit(py, field.name(), what, field.data_type()));
        }
        let pick = |chunk: &ArrayRef| chunk.as_struct_opt().map(|s| s.column(place).clone());
        Ok(self.chunks.iter().filter_map(pick).collect())
    }
}

fn unfit(py: Python<'_>, name: &str, what: &str, kind: &DataType) -> PyErr {
    fault::input(
        py,
        "wrong_type",
        "/column",
        &format!("列“{name}”的类型是{kind}，不是{what}"),
        &format!("column `{name}` is {kind}, it does not hold {what}"),
    )
}
