//! Floor 4: applications for information, from receipt to remedy (依申请公开办件).

mod answer;
mod cite;
mod event;
mod fee_data;
mod fees;
mod remedy;
mod row;

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
pub use row::{RowError, RowSettings};

use crate::law::model as law_model;
