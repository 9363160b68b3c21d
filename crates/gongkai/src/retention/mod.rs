//! Floor 4: how long what is disclosed stays posted and is kept, and what then (公示期与保管期限).
//!
//! [`retention`] takes what is known of a record and answers with two clocks: how long it stays
//! posted, and how long it is kept; then when it goes to an archive, when the archive opens it,
//! and when, under whose register, it may be destroyed. The rows of the [`Schedule`] each say
//! how they are known; a unit's own rows lie over them and are never overwritten.
//!
//! [`RecordCase`] is the life of one record as a list of events. What the law refuses —
//! destruction before the term, under a hold, without appraisal, approval and register, of what
//! is permanent — has no effect, and is told with its article. Nothing is deleted silently: of a
//! destroyed record a tombstone stays.

mod answer;
mod condition;
pub(crate) mod data;
mod error;
mod event;
mod facts;
mod kept;
mod missing;
mod plan;
mod posted;
mod record;
mod replan;
mod row;
mod schedule;
mod status;
mod step;

// The data's own words use those of law; the build script knows both files side by side.
use crate::law::model as law_model;

pub use answer::{plans, retention};
pub use condition::{Condition, ConditionParseError};
pub use data::{Board, Body, Trigger};
pub use error::RetentionError;
pub use event::{Appraisal, Fact, RecordEvent};
pub use facts::{Hold, KeptAgain, Posting, RecordFacts};
pub use missing::Missing;
pub use plan::{
    BoardPlan, BoardState, Destruction, Kept, KeptPlan, KeptRow, PersonalPlan, PostedPlan,
    Register, RetentionPlan, StaysBecause, TransferPlan,
};
pub use record::{RecordCase, RetentionContext};
pub use replan::{PlanChange, Replanned, replan};
pub use row::{KeptRule, Layer, Length, PostedRule, RowError, ScheduleRow};
pub use schedule::{Conflict, RecordKind, Schedule, ScheduleError, TransferRule};
pub use status::{RecordProblem, RecordState, RecordStatus, Tombstone, TombstoneKind};
pub use step::{RetentionStep, RowRef};
