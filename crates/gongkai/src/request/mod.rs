//! Floor 4: applications for information, from receipt to remedy (依申请公开办件).

mod answer;
mod case;
mod cite;
mod clock;
mod docket;
mod error;
mod event;
mod fee_data;
mod fees;
mod fold;
mod join;
mod letter;
mod outcome;
mod regime;
mod register;
mod remedy;
mod render;
mod row;
mod settings;
mod status;
mod trail;
mod view;

pub use answer::{Answer, Part, ReportRow};
pub use case::{MovedCase, RequestCase, rederive, rederive_entries};
pub use docket::{Docket, DocketRow};
pub use error::{Problem, RequestError};
pub use event::{
    Applicant, ApplicantKind, CloseReason, Consultee, FeeMethod, Intake, Opinion, Outcome,
    RequestEvent, RequestKind,
};
pub use fees::{
    FeeChoice, FeeError, FeeLine, FeeQuote, FeeScale, FeeSchedule, FeeSettings, FeeTier,
    FreeOfCharge, MOST_UNITS, RegisteredApplication, fee_for,
};
pub use join::{
    Disclosable, GroupMember, JoinSettings, JoinSuggestion, Joinable, RequestGroup, join,
};
pub use letter::{
    Asked, Before, CaseLetter, Letter, LetterCase, LetterDraft, LetterError, LetterKind,
    LetterPart, Missing, Office, Paragraph, ThirdPartySaid, case_letters,
};
pub use regime::Regime;
pub use register::{Contest, RegisterCell, RegisterRow};
pub use remedy::{Remedies, RemedyDeadlines, RemedyError, RemedyTerm, ReviewFirst};
pub use row::{RowError, RowSettings};
pub use settings::Settings;
pub use status::{CaseDeadline, DeadlineKind, RequestStatus, State, Waiting, WaitingFor};
pub use trail::{Began, CaseStep, ReceiptRule, TrailEntry};
pub use view::StatusView;

use crate::law::model as law_model;
