//! Floor 4: the way of an item to the public (审核流程与审核件).
//!
//! A [`Pipeline`] is data: stages, roles, who may not be the same person, gates with their
//! evidence, time limits. A [`ReviewCase`] is one item's way through it, folded from
//! [`ReviewEvent`]s. For every order of events it holds that
//!
//! - nothing is posted or published without a review of exactly that content, earlier than it
//!   (条例第十七条; 保守国家秘密法实施条例第四十二条: first reviewed, then disclosed);
//! - who drafted or changed a content does not review it, and where the pipeline says so one
//!   person does not act twice;
//! - a changed content makes the reviews of the old one void;
//! - a stage is passed only when its gates are open, by evidence that is older;
//! - a finding that blocks holds up approval until it is mended or overridden by name and with
//!   a reason, an assessment that withholds holds it up for good, one that cannot decide sends
//!   the case to the authority in charge;
//! - what was public and is no longer leaves a tombstone.
//!
//! ```
//! use gongkai::case::{ContentHash, Entry};
//! use gongkai::calendar::WorkCalendar;
//! use gongkai::law::Lang;
//! use gongkai::review::{Pipeline, ReviewCase, ReviewEvent};
//!
//! let hash = ContentHash::of("第三季度收支".as_bytes());
//! let lines = format!(r#"[
//!   {{"on": "2026-10-08", "by": "周明", "event": "opened", "title": "第三季度收支", "pipeline": "standard", "content": "{hash}", "attribute": "proactive"}},
//!   {{"on": "2026-10-08", "event": "submitted"}},
//!   {{"on": "2026-10-08", "by": "陈立", "role": "unit_head", "event": "passed", "stage": "list"}},
//!   {{"on": "2026-10-09", "by": "周明", "role": "unit_head", "event": "passed", "stage": "unit_check"}}
//! ]"#);
//! let entries: Vec<Entry<ReviewEvent>> = serde_json::from_str(&lines)?;
//! let pipeline = Pipeline::builtin("standard").unwrap();
//! let as_of = "2026-10-09".parse().unwrap();
//! let case = ReviewCase::replay("Q3", pipeline, WorkCalendar::national(), &entries, as_of);
//! // The drafter checked his own draft: that has no effect, and is told.
//! assert_eq!(case.problems()[0].code(), "reviewer_is_drafter");
//! assert_eq!(case.place_id(), "unit_check");
//! let status = case.status(as_of, Lang::Zh);
//! assert_eq!(status.problems[0].text, "周明起草或修改过这份内容，不能再办“科室初审”");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod apply;
mod decide;
mod describe;
mod due;
mod error;
mod event;
pub(crate) mod model;
mod moves;
mod pipeline;
mod state;
mod status;

// The data's own words use those of law; the build script knows both files side by side.
use crate::law::model as law_model;

pub use due::{Due, DueKind};
pub use error::{Refusal, ReviewError};
pub use event::{Blocking, Conclusion, ReviewEvent};
pub use model::{GateData, GateKind, PipelineData, RoleData, StageData, StageKind};
pub use pipeline::{Name, Pipeline, PipelineError, PipelineFault, pipelines};
pub use state::{
    Evidence, Fault, Objection, Opinion, Pass, Posting, Problem, Publication, ReviewCase, Tombstone,
};
pub use status::{
    DueView, GateStatus, NextMove, ProblemView, ReviewState, ReviewStatus, TrailStep,
};
