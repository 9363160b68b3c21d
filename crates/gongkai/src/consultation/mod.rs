//! Floor 4: disclosure before decision (预公开、意见征集).
//!
//! Before a decision that touches many, the draft is published with what it rests on and why;
//! comments are taken for a time that the law sets; each group of them is adopted or answered
//! with reasons; the result is published; and only then may the decision be taken. A
//! [`Consultation`] is one such case, folded from its entries: it refuses what the law refuses
//! with a [`ConsultationError`] that names the article, takes what is late or incomplete, and
//! says what is still to be done.
//!
//! ```
//! use gongkai::calendar::WorkCalendar;
//! use gongkai::case::{ContentHash, Entry};
//! use gongkai::catalogue::Channel;
//! use gongkai::consultation::{
//!     Consultation, ConsultationEvent, DocumentKind, PublishedDocument, Settings, State,
//! };
//! use gongkai::law::Lang;
//!
//! let day = |text: &str| text.parse().unwrap();
//! let paper = |kind, text: &str| PublishedDocument {
//!     kind,
//!     content: ContentHash::of(text.as_bytes()),
//!     title: None,
//! };
//! let published = |until| ConsultationEvent::Published {
//!     documents: vec![
//!         paper(DocumentKind::Draft, "方案"),
//!         paper(DocumentKind::Basis, "依据"),
//!         paper(DocumentKind::Explanation, "说明"),
//!     ],
//!     channels: vec![Channel::GovernmentWebsite],
//!     until: day(until),
//!     ways: Vec::new(),
//!     shortened: None,
//! };
//! let opened = Entry::new(
//!     day("2026-08-28"),
//!     ConsultationEvent::Opened {
//!         title: "青禾镇农贸市场搬迁方案".into(),
//!         kind: "major_decision".into(),
//!         body: "青禾镇人民政府".into(),
//!         local: None,
//!     },
//! );
//! let calendar = WorkCalendar::national();
//! let case = Consultation::of(&[opened], day("2026-09-01"), calendar, &Settings::default());
//!
//! // Thirty days from 1 September end on 1 October: the 15th of September is refused.
//! let refused = case
//!     .decide(&Entry::new(day("2026-09-01"), published("2026-09-15")), calendar)
//!     .unwrap_err();
//! assert_eq!(refused.code(), "period_too_short");
//! assert_eq!(
//!     refused.message(Lang::Zh),
//!     "截止日2026-09-15，不足30日：应当到2026-10-01，少16天，也没有说明理由",
//! );
//! assert_eq!(refused.citations()[0].compact(), "major-decisions-2019:15.1");
//! assert!(case.decide(&Entry::new(day("2026-09-01"), published("2026-10-01")), calendar).is_ok());
//! assert_eq!(case.state(day("2026-09-01")), State::Preparing);
//! ```

mod apply;
pub(crate) mod data;
mod decide;
mod error;
mod event;
mod evidence;
mod kind;
mod outline;
mod similar;
mod stage;
mod state;
mod status;
mod step;

// The data's own words use those of law and catalogue; the build script knows all files side by
// side.
use crate::catalogue::model as catalogue_model;
use crate::law::model as law_model;

pub use data::{DocumentKind, HearingTerm, Shortening};
pub use error::{ConsultationError, ConsultationProblem};
pub use event::{
    Adoption, Attachment, CommentChannel, ConsultationEvent, Invitees, LocalMinimum, PartyKind,
    PublishedDocument,
};
pub use evidence::ConsultationEvidence;
pub use kind::{ConsultationKind, HearingRule, MajorityRule, Minimum, NeededDocument};
pub use outline::{Outline, OutlinePoint, OutlineSection, OutlineSource};
pub use similar::{ComparedComment, Repeat, normalise_comment, similar_comments};
pub use stage::State;
pub use state::{
    Comment, Consultation, Group, Hearing, Least, Question, Round, Settings, Short, Timing,
};
pub use status::{ConsultationStatus, Counts, GroupStatus, OpenPoint, OpenPointKind};
pub use step::{ConsultationStep, StepKind};
