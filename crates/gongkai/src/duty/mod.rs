//! Floor 3: what a unit owes the public, and by when (公开任务与公开日程).
//!
//! [`agenda`] takes a unit, its catalogue, what happened ([`Event`]s) and what is published
//! (items), and tells each [`Duty`]: what, by when, where, for whom, why, and how it stands.
//! Nothing of it is stored: asked again with another item, notice or catalogue it answers anew.
//!
//! Three rhythms: *standing* (长期公开: the guide, the list, whatever the catalogue wants kept
//! up), *periodic* (定期公开: each quarter's accounts of a village, the annual report) and *as
//! it arises* (随时公开: a document is formed and its time runs). The items are events too: one
//! that bears the day it was formed shows whether it was published in time.
//!
//! ```
//! use gongkai::calendar::WorkCalendar;
//! use gongkai::catalogue::{Catalogue, Level};
//! use gongkai::duty::{Status, agenda};
//! use gongkai::item::Item;
//! use gongkai::unit::Unit;
//!
//! let day = |text: &str| text.parse().unwrap();
//! let unit = Unit::new("青禾镇人民政府", Level::Township);
//! let items = [Item {
//!     title: "青禾镇人民政府2025年政府信息公开工作年度报告".into(),
//!     published: Some(day("2026-02-03")),
//!     ..Item::default()
//! }];
//! let agenda = agenda(
//!     &unit, Catalogue::grassroots(), &[], &items, WorkCalendar::national(),
//!     day("2026-01-01"), day("2026-01-31"), day("2026-03-01"),
//! );
//! let report = agenda.duties.iter().find(|d| d.id == "annual-report-township/2025").unwrap();
//! assert_eq!(report.due(), Some(day("2026-01-31")));
//! let late = Status::MetLate { on: day("2026-02-03"), days: 3, working_days: Some(2) };
//! assert_eq!(report.status, late);
//! ```

mod agenda;
mod arise;
pub(crate) mod data;
mod due;
mod event;
mod occasion;
mod page;
mod place;
mod plan;
mod recur;
mod render;
mod series;
mod statutory;
mod types;
mod watch;
mod yearly;

// The data's own words use those of law and catalogue; the build script knows all three files
// side by side.
use crate::catalogue::model as catalogue_model;
use crate::law::model as law_model;

pub use agenda::{Agenda, CalendarEntry, Counts, Unplaced, UnplacedKind, agenda};
pub use due::{Due, How};
pub use event::{Event, EventKind};
pub use occasion::{Stretch, StretchParseError};
pub use plan::Planner;
pub use statutory::{Rhythm, StatutoryDuty, statutory};
pub use types::{
    Display, Duty, DutyKind, ItemRef, LimitSource, Match, MatterBy, Occasion, OccasionBy, Status,
    Unassessable, Why,
};
pub use watch::{WatchField, WatchGroup};
