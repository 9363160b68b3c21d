//! A column of texts checked.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Int64Builder, ListBuilder, StringBuilder, UInt32Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use gongkai::finding::Severity;
use gongkai::item::Document;
use gongkai::law::Lang;
use pyo3::prelude::*;

use super::columns::{Texts, is_text};
use super::input::Input;
use super::table::ArrowTable;
use super::{lang, sizes, tasks};
use crate::check::{Found, TextChecker, place};
use crate::work;

fn schema() -> SchemaRef {
    let citation = Field::new("item", DataType::Utf8, true);
    Arc::new(Schema::new(vec![
        Field::new("row", DataType::Int64, false),
        Field::new("rule", DataType::Utf8, false),
        Field::new("severity", DataType::Utf8, false),
        Field::new("start", DataType::UInt32, true),
        Field::new("end", DataType::UInt32, true),
        Field::new("text", DataType::Utf8, false),
        Field::new("message", DataType::Utf8, false),
        Field::new("citations", DataType::List(Arc::new(citation)), false),
        Field::new("fix", DataType::Utf8, true),
        Field::new("fix_start", DataType::UInt32, true),
        Field::new("fix_end", DataType::UInt32, true),
        Field::new("fix_safe", DataType::Boolean, true),
    ]))
}

#[derive(Default)]
struct Rows {
    row: Int64Builder,
    rule: StringBuilder,
    severity: StringBuilder,
    start: UInt32Builder,
    end: UInt32Builder,
    text: StringBuilder,
    message: StringBuilder,
    citations: ListBuilder<StringBuilder>,
    fix: StringBuilder,
    fix_start: UInt32Builder,
    fix_end: UInt32Builder,
    fix_safe: BooleanBuilder,
}

impl Rows {
    fn push(&mut self, row: i64, found: &Found, lang: Lang) {
        let finding = &found.finding;
        self.row.append_value(row);
        self.rule.append_value(finding.rule.as_str());
        self.severity.append_value(match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        });
        self.start.append_option(found.range.map(|r| r.start));
        self.end.append_option(found.range.map(|r| r.end));
        self.text.append_value(&finding.text);
        self.message.append_value(finding.message(lang));
        for citation in finding.basis() {
            self.citations.values().append_value(citation.to_string());
        }
        self.citations.append(true);
        let fix = finding.fix.as_ref();
        self.fix.append_option(fix.map(|f| &f.replacement));
        self.fix_start.append_option(found.fix.map(|r| r.start));
        self.fix_end.append_option(found.fix.map(|r| r.end));
        self.fix_safe.append_option(fix.map(|f| f.safe));
    }

    fn finish(mut self, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.row.finish()),
            Arc::new(self.rule.finish()),
            Arc::new(self.severity.finish()),
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
            Arc::new(self.text.finish()),
            Arc::new(self.message.finish()),
            Arc::new(self.citations.finish()),
            Arc::new(self.fix.finish()),
            Arc::new(self.fix_start.finish()),
            Arc::new(self.fix_end.finish()),
            Arc::new(self.fix_safe.finish()),
        ];
        RecordBatch::try_new(Arc::clone(schema), columns)
    }
}

/// Makes a table of batches that may have failed.
pub(super) fn table(
    schema: SchemaRef,
    batches: Vec<Result<RecordBatch, ArrowError>>,
) -> PyResult<ArrowTable> {
    let batches: Result<Vec<_>, _> = batches.into_iter().collect();
    let batches = batches
        .map_err(|error| pyo3::exceptions::PyRuntimeError::new_err(error.to_string()))?
        .into_iter()
        .filter(|batch| batch.num_rows() > 0)
        .collect();
    Ok(ArrowTable { schema, batches })
}

/// The findings of one text as a table.
pub(crate) fn findings_table(
    py: Python<'_>,
    found: &[Found],
    language: &str,
) -> PyResult<ArrowTable> {
    let (lang, schema) = (lang(py, language)?, schema());
    let batch = py.detach(|| {
        let mut rows = Rows::default();
        for one in found {
            rows.push(0, one, lang);
        }
        rows.finish(&schema)
    });
    table(schema, vec![batch])
}

/// Checks a column of texts; one row a finding.
#[pyfunction]
#[pyo3(signature = (data, column, checker, lang, threads, progress))]
pub(crate) fn check_arrow(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    column: Option<&str>,
    checker: &Bound<'_, TextChecker>,
    lang: &str,
    threads: Option<&Bound<'_, PyAny>>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<ArrowTable> {
    let (lang, threads) = (self::lang(py, lang)?, work::threads(threads)?);
    let chunks = Input::new(py, data)?.column(py, column, "text", is_text)?;
    let texts: Vec<Texts<'_>> = chunks.iter().map(Texts::new).collect();
    let tasks = tasks(chunks.iter().map(|c| c.len()));
    let (schema, checker) = (schema(), checker.get().inner());
    let batches = work::run(py, &sizes(&tasks), threads, progress, |n| {
        let mut rows = Rows::default();
        let Some((task, texts)) = tasks.get(n).and_then(|t| Some((t, texts.get(t.chunk)?))) else {
            return rows.finish(&schema);
        };
        for (row, at) in (task.row..).zip(task.from..task.to) {
            let Some(text) = texts.get(at).filter(|t| !t.is_empty()) else {
                continue;
            };
            let findings = checker.check_text(&Document::plain(text));
            if findings.is_empty() {
                continue;
            }
            for found in place(text, findings) {
                rows.push(row, &found, lang);
            }
        }
        rows.finish(&schema)
    })?;
    table(schema, batches)
}
