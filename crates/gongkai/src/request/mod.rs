//! Floor 4: applications for information, from receipt to remedy (依申请公开办件).

mod answer;
mod event;

pub use answer::{Answer, Part, ReportRow};
pub use event::{
    Applicant, ApplicantKind, CloseReason, Consultee, FeeMethod, Intake, Opinion, Outcome,
    RequestEvent, RequestKind,
};
