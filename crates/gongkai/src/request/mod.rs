//! Floor 4: applications for information, from receipt to remedy (依申请公开办件).

mod answer;
mod cite;
mod event;
mod remedy;

pub use answer::{Answer, Part, ReportRow};
pub use event::{
    Applicant, ApplicantKind, CloseReason, Consultee, FeeMethod, Intake, Opinion, Outcome,
    RequestEvent, RequestKind,
};
pub use remedy::{Remedies, RemedyDeadlines, RemedyError, RemedyTerm, ReviewFirst};
