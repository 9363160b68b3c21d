//! Texts checked: one text outside the interpreter's lock, its findings kept in Rust until they
//! are looked at.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use gongkai::check::Checker;
use gongkai::finding::{Finding, Selection, Selector, Severity};
use gongkai::item::Document;
use gongkai::unit::Unit;
use gongkai_contract::offsets::{OffsetUnit, Range, Walker};
use pyo3::prelude::*;

use crate::arrow::{ArrowTable, findings_table};
use crate::date::optional_date_in;
use crate::{fault, text};

/// What a checker was made from: selected, left out, unit as JSON, day.
type Options = (Vec<String>, Vec<String>, Option<String>, Option<String>);

/// The text rules; the base of `gongkai.check.Checker`.
#[pyclass(frozen, subclass, module = "gongkai._native")]
pub(crate) struct TextChecker {
    checker: Checker,
    options: Options,
}

impl TextChecker {
    pub(crate) fn inner(&self) -> &Checker {
        &self.checker
    }
}

fn selectors(py: Python<'_>, given: &[String], path: &str) -> PyResult<Vec<Selector>> {
    let read = |(n, text): (usize, &String)| {
        text.parse().map_err(|error| {
            fault::input(
                py,
                "bad_request",
                &format!("{path}/{n}"),
                &format!("“{text}”不是规则：应为TXT003这样的编号、TXT这样的类别或者ALL"),
                &format!("{error}"),
            )
        })
    };
    given.iter().enumerate().map(read).collect()
}

#[pymethods]
impl TextChecker {
    #[new]
    #[pyo3(signature = (select = Vec::new(), ignore = Vec::new(), unit = None, as_of = None))]
    fn new(
        py: Python<'_>,
        select: Vec<String>,
        ignore: Vec<String>,
        unit: Option<String>,
        as_of: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let selection = Selection::new(
            &selectors(py, &select, "/select")?,
            &selectors(py, &ignore, "/ignore")?,
        );
        let mut checker = Checker::new().with_selection(selection);
        if let Some(unit) = &unit {
            let read: Unit = serde_json::from_str(unit).map_err(|error| {
                fault::input(
                    py,
                    "bad_request",
                    "/unit",
                    &format!("公开主体不合要求：{error}"),
                    &format!("not a unit: {error}"),
                )
            })?;
            checker = checker.with_unit(read);
        }
        let day = optional_date_in(as_of, "/as_of")?;
        if let Some(day) = day {
            checker = checker.as_of(day);
        }
        Ok(Self {
            checker,
            options: (select, ignore, unit, day.map(|d| d.to_string())),
        })
    }

    /// The codes of the rules that run.
    #[getter]
    fn rules(&self) -> Vec<String> {
        let codes = self.checker.selection().codes();
        codes.iter().map(ToString::to_string).collect()
    }

    /// Selected, left out, unit as JSON, day as text.
    #[getter]
    fn _options(&self) -> Options {
        self.options.clone()
    }

    /// What is wrong with a text; `rest` is the request of `check.text` without its text, by
    /// which the findings are told when they are looked at.
    fn _check(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        date: Option<&Bound<'_, PyAny>>,
        rest: String,
    ) -> PyResult<TextFindings> {
        let held = text::utf8_or_bytes(text, "/text")?;
        let day = optional_date_in(date, "/date")?;
        let body = held.as_str();
        Ok(py.detach(|| {
            let mut document = Document::plain(body);
            if let Some(day) = day {
                document = document.dated(day);
            }
            let found = self.checker.check_text(&document);
            TextFindings {
                document,
                found,
                rest,
            }
        }))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.options == other.options
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.options.hash(&mut hasher);
        hasher.finish()
    }
}

/// A finding with its places in code points.
pub(crate) struct Found {
    pub(crate) finding: Finding,
    pub(crate) range: Option<Range>,
    pub(crate) fix: Option<Range>,
}

/// Counts the places of findings in code points, in one walk over the text.
pub(crate) fn place(text: &str, findings: Vec<Finding>) -> Vec<Found> {
    let mut ranges = Walker::new(text, OffsetUnit::CodePoints);
    let mut fixes = Walker::new(text, OffsetUnit::CodePoints);
    findings
        .into_iter()
        .map(|finding| Found {
            range: finding.locus.range().map(|r| ranges.range(r)),
            fix: finding.fix.as_ref().map(|f| fixes.range(f.range)),
            finding,
        })
        .collect()
}

/// What was found in one text, in its order; told when it is looked at.
#[pyclass(frozen, module = "gongkai._native")]
pub(crate) struct TextFindings {
    document: Document,
    found: Vec<Finding>,
    rest: String,
}

#[pymethods]
impl TextFindings {
    fn __len__(&self) -> usize {
        self.found.len()
    }

    /// The report on them, as JSON.
    fn json(&self, py: Python<'_>) -> PyResult<String> {
        let text = self.document.text();
        py.detach(|| {
            gongkai_contract::check_text(text.to_owned(), &self.rest, OffsetUnit::CodePoints)
        })
        .map_err(|error| fault::of(py, &error))
    }

    /// How many are errors, warnings and hints.
    fn counts(&self) -> (usize, usize, usize) {
        let of = |s| self.found.iter().filter(|f| f.severity == s).count();
        (
            of(Severity::Error),
            of(Severity::Warning),
            of(Severity::Info),
        )
    }

    /// How many there are under each rule, ordered by its code.
    fn by_rule(&self) -> BTreeMap<String, usize> {
        let mut all = BTreeMap::new();
        for found in &self.found {
            *all.entry(found.rule.to_string()).or_default() += 1;
        }
        all
    }

    /// All of them as a table.
    fn table(&self, py: Python<'_>, lang: &str) -> PyResult<ArrowTable> {
        let found = py.detach(|| place(self.document.text(), self.found.clone()));
        findings_table(py, &found, lang)
    }
}
