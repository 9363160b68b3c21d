//! The native library behind gongkai for Kotlin and Swift.
//!
//! Everything that the library can do goes through [`call`] (or, many at once, [`call_many`]): the
//! name of an operation and its request in JSON, as the contract of all bindings has them. The
//! typed functions of the two languages are generated on top of it.
//!
//! Beside it stand native paths for what is asked very often, each a coarse call over a list:
//! [`WorkCalendar`], [`Checker`], [`Ranker`]. They hold what a request would derive anew, do not
//! change once made, and may be used from any number of threads at once.
//!
//! Days cross the boundary as numbers of days since 1970-01-01, places in texts as UTF-16 units.

mod calendar;
mod call;
mod failure;
mod texts;

pub use calendar::{DayAnswer, DayAnswers, WorkCalendar};
pub use call::{Call, Outcome, call, call_many, operations, version};
pub use failure::Failure;
pub use texts::{Checker, Ranker};

uniffi::setup_scaffolding!("gongkai_uniffi");
