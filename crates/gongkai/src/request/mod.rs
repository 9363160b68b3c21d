//! Floor 4: applications for information, from receipt to remedy (依申请公开办件).

mod answer;
mod cite;
mod event;
mod fee_data;
mod fees;
mod remedy;

pub use answer::{Answer, Part, ReportRow};
pub use event::{
    Applicant, ApplicantKind, CloseReason, Consultee, FeeMethod, Intake, Opinion, Outcome,
    RequestEvent, RequestKind,
};
pub use fees::{
    FeeChoice, FeeError, FeeLine, FeeQuote, FeeScale, FeeSchedule, FeeSettings, FeeTier,
    FreeOfCharge, MOST_UNITS, RegisteredApplication, fee_for,
};
pub use remedy::{Remedies, RemedyDeadlines, RemedyError, RemedyTerm, ReviewFirst};

use crate::law::model as law_model;
