//! Which matter a title belongs to.

use gongkai::catalogue::{Catalogue, Level, Ranker, Scope};
use pyo3::prelude::*;

use crate::fault;

/// The ranking of titles; the base of `gongkai.catalogue.Ranker`.
#[pyclass(frozen, subclass, module = "gongkai._native")]
pub(crate) struct TitleRanker {
    scope: Scope,
    options: (Vec<String>, Option<String>),
}

impl TitleRanker {
    pub(crate) fn ranker() -> &'static Ranker {
        Ranker::builtin()
    }

    pub(crate) fn scope(&self) -> &Scope {
        &self.scope
    }
}

#[pymethods]
impl TitleRanker {
    #[new]
    #[pyo3(signature = (fields = Vec::new(), level = None))]
    fn new(py: Python<'_>, fields: Vec<String>, level: Option<String>) -> PyResult<Self> {
        let mut scope = Scope::default();
        for (n, id) in fields.iter().enumerate() {
            let known = [Catalogue::grassroots(), Catalogue::village()]
                .iter()
                .find_map(|c| c.fields().iter().find(|f| f.id.as_str() == id))
                .map(|f| f.id.clone());
            let Some(known) = known else {
                return Err(fault::input(
                    py,
                    "bad_request",
                    &format!("/fields/{n}"),
                    &format!("没有编号为“{id}”的领域"),
                    &format!("there is no field `{id}`"),
                ));
            };
            scope.fields.push(known);
        }
        if let Some(level) = &level {
            let known: Result<Level, _> =
                serde_json::from_value(serde_json::Value::String(level.clone()));
            scope.level = Some(known.map_err(|_| {
                fault::input(
                    py,
                    "bad_request",
                    "/level",
                    &format!("没有“{level}”这个层级"),
                    &format!("`{level}` is no level: expected county, township or village"),
                )
            })?);
        }
        Ok(Self {
            scope,
            options: (fields, level),
        })
    }

    #[getter]
    fn fields(&self) -> Vec<String> {
        self.options.0.clone()
    }

    #[getter]
    fn level(&self) -> Option<&str> {
        self.options.1.as_deref()
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.options == other.options
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        self.options.hash(&mut hasher);
        hasher.finish()
    }
}
