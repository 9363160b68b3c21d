//! Floor 2: case files, the record of what happened in one procedure (办件、审核件).
//!
//! A procedure is a list of [`Entry`]s, each an event with the day on which it happened. State
//! is never stored: it is folded from the events whenever it is asked for, so that an event
//! entered late, or one struck as wrong, changes everything that rests on it. A [`Timeline`]
//! puts the entries into the order in which they happened and tells which of them cannot be
//! taken as they are; [`known_on`] goes back to what a file said on an earlier day.

mod entry;
mod hash;
mod timeline;

pub use entry::{CaseEvent, Entry};
pub use hash::{ContentHash, HashParseError};
pub use timeline::{Moment, Timeline, TimelineProblem, known_on};
