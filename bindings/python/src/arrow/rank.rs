//! A column of titles ranked.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Float32Builder, Int64Builder, ListBuilder, StringBuilder, UInt32Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use gongkai::catalogue::Match;
use gongkai::law::Lang;
use pyo3::prelude::*;

use super::check::table;
use super::columns::{Texts, is_text};
use super::input::Input;
use super::table::ArrowTable;
use super::{lang, sizes, tasks};
use crate::rank::TitleRanker;
use crate::work;

fn schema() -> SchemaRef {
    let why = Field::new("item", DataType::Utf8, true);
    Arc::new(Schema::new(vec![
        Field::new("row", DataType::Int64, false),
        Field::new("rank", DataType::UInt32, false),
        Field::new("matter", DataType::Utf8, false),
        Field::new("field", DataType::Utf8, false),
        Field::new("score", DataType::Float32, false),
        Field::new("confident", DataType::Boolean, false),
        Field::new("why", DataType::List(Arc::new(why)), false),
    ]))
}

#[derive(Default)]
struct Rows {
    row: Int64Builder,
    rank: UInt32Builder,
    matter: StringBuilder,
    field: StringBuilder,
    score: Float32Builder,
    confident: BooleanBuilder,
    why: ListBuilder<StringBuilder>,
}

impl Rows {
    fn push(&mut self, row: i64, rank: u32, found: &Match, lang: Lang) {
        self.row.append_value(row);
        self.rank.append_value(rank);
        self.matter.append_value(found.id.as_str());
        self.field.append_value(found.field.as_str());
        self.score.append_value(found.score);
        self.confident.append_value(found.confident);
        for why in &found.why {
            self.why.values().append_value(why.render(lang));
        }
        self.why.append(true);
    }

    fn finish(mut self, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.row.finish()),
            Arc::new(self.rank.finish()),
            Arc::new(self.matter.finish()),
            Arc::new(self.field.finish()),
            Arc::new(self.score.finish()),
            Arc::new(self.confident.finish()),
            Arc::new(self.why.finish()),
        ];
        RecordBatch::try_new(Arc::clone(schema), columns)
    }
}

/// Ranks a column of titles; one row a match.
#[pyfunction]
#[pyo3(signature = (data, column, ranker, limit, lang, threads, progress))]
#[allow(clippy::too_many_arguments)]
pub(crate) fn rank_arrow(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    column: Option<&str>,
    ranker: &Bound<'_, TitleRanker>,
    limit: usize,
    lang: &str,
    threads: Option<&Bound<'_, PyAny>>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<ArrowTable> {
    let (lang, threads) = (self::lang(py, lang)?, work::threads(threads)?);
    let chunks = Input::new(py, data)?.column(py, column, "text", is_text)?;
    let texts: Vec<Texts<'_>> = chunks.iter().map(Texts::new).collect();
    let tasks = tasks(chunks.iter().map(|c| c.len()));
    let (schema, scope) = (schema(), ranker.get().scope());
    let batches = work::run(py, &sizes(&tasks), threads, progress, |n| {
        let mut rows = Rows::default();
        let Some((task, texts)) = tasks.get(n).and_then(|t| Some((t, texts.get(t.chunk)?))) else {
            return rows.finish(&schema);
        };
        for (row, at) in (task.row..).zip(task.from..task.to) {
            let Some(title) = texts.get(at) else {
                continue;
            };
            let found = TitleRanker::ranker().rank_within(title, limit, scope);
            for (rank, one) in (1..).zip(&found) {
                rows.push(row, rank, one, lang);
            }
        }
        rows.finish(&schema)
    })?;
    table(schema, batches)
}
