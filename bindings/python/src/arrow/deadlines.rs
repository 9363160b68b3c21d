//! A column of days, to each the day on which its period ends.

use std::sync::Arc;

use arrow_array::builder::{Date32Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use chrono::{Datelike, NaiveDate};
use gongkai::calendar::{Certainty, Deadline};
use pyo3::prelude::*;

use super::check::table;
use super::columns::{date, is_date};
use super::input::Input;
use super::table::ArrowTable;
use super::{sizes, tasks};
use crate::calendar::{Calendar, period_in};
use crate::work;

fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("due", DataType::Date32, true),
        Field::new("certainty", DataType::Utf8, true),
        Field::new("error", DataType::Utf8, true),
    ]))
}

/// The number of a day in an Arrow column.
fn number(day: NaiveDate) -> i32 {
    /// 1970-01-01.
    const EPOCH: i32 = 719_163;
    day.num_days_from_ce() - EPOCH
}

/// The days on which a period ends that runs from the day after each day of a column.
#[pyfunction]
#[pyo3(signature = (data, period, column, calendar, threads, progress))]
pub(crate) fn deadlines_arrow(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    period: &Bound<'_, PyAny>,
    column: Option<&str>,
    calendar: &Bound<'_, Calendar>,
    threads: Option<&Bound<'_, PyAny>>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<ArrowTable> {
    let threads = work::threads(threads)?;
    let period = period_in(period, "/period")?;
    let chunks = Input::new(py, data)?.column(py, column, "dates", is_date)?;
    let tasks = tasks(chunks.iter().map(|c| c.len()));
    let (schema, calendar) = (schema(), calendar.get().inner());
    let one = |chunks: &[ArrayRef], n: usize| -> Result<RecordBatch, ArrowError> {
        let mut due = Date32Builder::new();
        let (mut certainty, mut error) = (StringBuilder::new(), StringBuilder::new());
        if let Some((task, chunk)) = tasks.get(n).and_then(|t| Some((t, chunks.get(t.chunk)?))) {
            for at in task.from..task.to {
                let Some(from) = date(chunk.as_ref(), at) else {
                    due.append_null();
                    certainty.append_null();
                    error.append_null();
                    continue;
                };
                match calendar.deadline(&Deadline::after(from, period)) {
                    Ok(found) => {
                        due.append_value(number(found.due));
                        certainty.append_value(match found.certainty {
                            Certainty::Published => "published",
                            Certainty::Projected => "projected",
                        });
                        error.append_null();
                    }
                    Err(why) => {
                        due.append_null();
                        certainty.append_null();
                        error.append_value(why.code());
                    }
                }
            }
        }
        let columns: Vec<ArrayRef> = vec![
            Arc::new(due.finish()),
            Arc::new(certainty.finish()),
            Arc::new(error.finish()),
        ];
        RecordBatch::try_new(Arc::clone(&schema), columns)
    };
    let batches = work::run(py, &sizes(&tasks), threads, progress, |n| one(&chunks, n))?;
    table(schema, batches)
}
