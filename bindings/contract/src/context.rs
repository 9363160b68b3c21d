//! What a call stands on besides its request: the unit of places, and the calendar asked for.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use gongkai::calendar::{CalendarError, LocalCalendar, Notice, WorkCalendar};
use gongkai::catalogue::{Catalogue, CatalogueError, Overlay, Ranker};
use gongkai::unit::Unit;
use serde::{Deserialize, Serialize};

use crate::offsets::OffsetUnit;

/// How many derived things of a kind are kept for the next call.
const KEPT: usize = 8;

/// Things derived from what a request says, found again by the JSON of what they come from.
#[derive(Debug)]
pub(crate) struct Derived<T>(Mutex<Vec<(String, Arc<T>)>>);

impl<T> Derived<T> {
    pub(crate) const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// What was derived from `key`, or what `make` gives. The one used longest ago makes room.
    pub(crate) fn get<E>(
        &self,
        key: String,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = lock();
        if let Some(place) = kept.iter().position(|(k, _)| *k == key) {
            let found = kept.remove(place);
            let value = Arc::clone(&found.1);
            kept.push(found);
            return Ok(value);
        }
        drop(kept);
        let value = Arc::new(make()?);
        let mut kept = lock();
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((key, Arc::clone(&value)));
        Ok(value)
    }
}

/// Which calendar to count on (工作日历): the national one as published to date, unless this
/// says otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.CalendarOptions"))]
#[serde(default, deny_unknown_fields)]
pub struct CalendarOptions {
    /// The calendar as it was known on this day: only the notices published until then.
    pub as_of: Option<NaiveDate>,
    /// Holiday notices that the library does not know yet, in the order in which they came.
    pub notices: Vec<Notice>,
    /// Local calendars laid on the national one, the later above the earlier.
    pub locals: Vec<LocalCalendar>,
}

impl CalendarOptions {
    /// The calendar that these options describe.
    ///
    /// # Errors
    /// [`CalendarError`] for a notice or a local calendar that cannot be taken in.
    pub fn build(&self) -> Result<WorkCalendar, CalendarError> {
        let mut calendar = WorkCalendar::national().clone();
        for notice in &self.notices {
            calendar = calendar.with_notice(notice)?;
        }
        if let Some(date) = self.as_of {
            calendar = calendar.as_of(date);
        }
        for local in &self.locals {
            calendar = calendar.with_local(local)?;
        }
        Ok(calendar)
    }
}

/// A catalogue that is shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Base"))]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The 26 national fields.
    National,
    /// The 31 fields.
    Grassroots,
    /// The list of village affairs.
    Village,
}

/// Which catalogue to look into (标准目录): the one of 31 fields, unless this says otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.CatalogueOptions"))]
#[serde(default, deny_unknown_fields)]
pub struct CatalogueOptions {
    /// The catalogue that it starts from; the one that `unit` starts from, or the one of 31
    /// fields, unless given.
    pub base: Option<Base>,
    /// Local changes laid on it, in any order: each names its base.
    pub overlays: Vec<Overlay>,
    /// The body that discloses: only its fields and the matters of its level.
    pub unit: Option<Unit>,
}

impl CatalogueOptions {
    /// The catalogue that these options describe.
    ///
    /// # Errors
    /// [`CatalogueError`] for overlays that do not apply and fields that are not there.
    pub fn build(&self) -> Result<Catalogue, CatalogueError> {
        let base = match (self.base, &self.unit) {
            (Some(Base::National), _) => Catalogue::national(),
            (Some(Base::Grassroots), _) | (None, None) => Catalogue::grassroots(),
            (Some(Base::Village), _) => Catalogue::village(),
            (None, Some(unit)) => unit.base_catalogue(),
        };
        match &self.unit {
            Some(unit) => unit.catalogue(base, &self.overlays),
            None => base.apply_all(&self.overlays),
        }
    }
}

/// What a call stands on besides its request.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The unit in which places in texts are counted.
    pub unit: OffsetUnit,
}

impl Context {
    /// A call whose places are counted in `unit`.
    pub fn new(unit: OffsetUnit) -> Self {
        Self { unit }
    }

    /// The catalogue that a request asks for.
    pub(crate) fn catalogue(
        options: Option<&CatalogueOptions>,
    ) -> Result<Arc<Catalogue>, CatalogueError> {
        static MADE: Derived<Catalogue> = Derived::new();
        let default = CatalogueOptions::default();
        let options = options.unwrap_or(&default);
        MADE.get(catalogue_key(options), || options.build())
    }

    /// Asks the ranker over the catalogue that a request asks for: over the 31 fields and the
    /// village affairs unless it asks for one.
    pub(crate) fn with_ranker<T>(
        options: Option<&CatalogueOptions>,
        ask: impl FnOnce(&Ranker) -> T,
    ) -> Result<T, CatalogueError> {
        static MADE: Derived<Ranker> = Derived::new();
        match options.filter(|o| **o != CatalogueOptions::default()) {
            None => Ok(ask(Ranker::builtin())),
            Some(options) => {
                let make = || Ok(Ranker::new(&*Self::catalogue(Some(options))?));
                Ok(ask(&*MADE.get(catalogue_key(options), make)?))
            }
        }
    }

    /// The calendar that a request asks for.
    pub(crate) fn calendar(
        options: Option<&CalendarOptions>,
    ) -> Result<Arc<WorkCalendar>, CalendarError> {
        static MADE: Derived<WorkCalendar> = Derived::new();
        let options = options.filter(|o| **o != CalendarOptions::default());
        let Some(options) = options else {
            return MADE.get(String::new(), || Ok(WorkCalendar::national().clone()));
        };
        let key = serde_json::to_string(options).unwrap_or_default();
        MADE.get(key, || options.build())
    }
}

fn catalogue_key(options: &CatalogueOptions) -> String {
    serde_json::to_string(options).unwrap_or_default()
}
