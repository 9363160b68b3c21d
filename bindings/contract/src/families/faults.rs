//! The errors of exemptions, reviews, consultations and retention in the contract's terms.

use gongkai::case::TimelineProblem;
use gongkai::consultation::ConsultationError;
use gongkai::law::{Citation, Lang};
use gongkai::retention::{RetentionError, ScheduleError};
use gongkai::review::{PipelineError, PipelineFault, Problem, Refusal, ReviewError};
use serde_json::{Value, json};

use crate::fault::Explained;

impl Explained for ReviewError {
    const KIND: &'static str = "ReviewError";
    const CODES: &'static [&'static str] = Refusal::CODES;
    fn code(&self) -> &str {
        Self::code(self)
    }
    fn message(&self, lang: Lang) -> String {
        Self::message(self, lang)
    }
    fn citations(&self) -> Vec<Citation> {
        self.citations.clone()
    }
    fn data(&self) -> Value {
        json!(self.refusal)
    }
}

/// What is wrong with an entry as it stands in a file.
impl Explained for Problem {
    const KIND: &'static str = ReviewError::KIND;
    const CODES: &'static [&'static str] = ReviewError::CODES;
    fn code(&self) -> &str {
        Self::code(self)
    }
    fn message(&self, lang: Lang) -> String {
        Self::message(self, lang)
    }
    fn citations(&self) -> Vec<Citation> {
        self.basis.clone()
    }
    fn data(&self) -> Value {
        json!(self.fault)
    }
}

impl Explained for PipelineError {
    const KIND: &'static str = "PipelineError";
    const CODES: &'static [&'static str] = &["bad_pipeline"];
    fn code(&self) -> &'static str {
        "bad_pipeline"
    }
    fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("流程不成立：{self}"),
            Lang::En => self.to_string(),
        }
    }
    fn data(&self) -> Value {
        let one = |f: &PipelineFault| json!({"place": f.place, "what": f.what});
        json!({ "faults": self.faults.iter().map(one).collect::<Vec<_>>() })
    }
}

impl Explained for ConsultationError {
    const KIND: &'static str = "ConsultationError";
    const CODES: &'static [&'static str] = &[
        "not_opened",
        "already_opened",
        "unknown_kind",
        "blank",
        "documents_missing",
        "no_channel",
        "already_published",
        "ends_before_publication",
        "period_too_short",
        "may_not_be_shortened",
        "not_published",
        "not_longer",
        "not_shorter",
        "already_closed",
        "closed_too_early",
        "not_closed",
        "empty_comment",
        "duplicate_comment",
        "unknown_comment",
        "comment_withdrawn",
        "empty_group",
        "unknown_group",
        "reasons_missing",
        "ungrouped",
        "unanswered",
        "result_already_published",
        "result_missing",
        "hearing_owed",
        "not_reconsulted",
        "other_content",
        "already_submitted",
        "not_submitted",
        "over",
        "before_records",
        "after_horizon",
        "reversed_span",
        "bad_notice",
        "bad_local_calendar",
        "out_of_order",
        "entered_backwards",
        "future",
        "duplicate",
        "strikes_nothing",
    ];
    fn code(&self) -> &str {
        Self::code(self)
    }
    fn message(&self, lang: Lang) -> String {
        Self::message(self, lang)
    }
    fn citations(&self) -> Vec<Citation> {
        Self::citations(self)
    }
    fn data(&self) -> Value {
        match self {
            Self::DocumentsMissing { missing, .. } => json!({ "missing": missing }),
            Self::AlreadyPublished { on }
            | Self::AlreadyClosed { on }
            | Self::ResultAlreadyPublished { on }
            | Self::NotReconsulted { on }
            | Self::AlreadySubmitted { on }
            | Self::Over { on } => json!({ "on": on }),
            Self::PeriodTooShort {
                until,
                last,
                days,
                period,
                ..
            } => json!({ "until": until, "last": last, "days": days, "period": period }),
            Self::MayNotBeShortened { last, period, .. } => {
                json!({ "last": last, "period": period })
            }
            Self::ClosedTooEarly { earliest, .. } => json!({ "earliest": earliest }),
            Self::EmptyComment { id }
            | Self::DuplicateComment { id }
            | Self::UnknownComment { id }
            | Self::CommentWithdrawn { id } => json!({ "id": id }),
            Self::Ungrouped { comments, .. } => json!({ "comments": comments }),
            Self::Unanswered { groups, .. } => json!({ "groups": groups }),
            Self::HearingOwed { since, .. } => json!({ "since": since }),
            _ => Value::Null,
        }
    }
}

impl Explained for RetentionError {
    const KIND: &'static str = "RetentionError";
    const CODES: &'static [&'static str] = &[
        "not_formed",
        "already_formed",
        "already_destroyed",
        "already_published",
        "already_posted",
        "not_posted",
        "not_public",
        "no_reason",
        "already_closed",
        "no_such_hold",
        "already_held",
        "shortens",
        "term_running",
        "permanent",
        "undeterminable",
        "held",
        "not_appraised",
        "not_approved",
        "no_approver",
        "no_register",
        "in_archive",
        "not_transferred",
        "already_opened",
        "out_of_order",
        "entered_backwards",
        "future",
        "duplicate",
        "strikes_nothing",
    ];
    fn code(&self) -> &str {
        Self::code(self)
    }
    fn message(&self, lang: Lang) -> String {
        Self::message(self, lang)
    }
    fn citations(&self) -> Vec<Citation> {
        Self::citations(self)
    }
    fn data(&self) -> Value {
        json!(self)
    }
}

/// An entry that does not fit the file of a record.
pub(super) struct OutOfFile(pub(super) TimelineProblem);

impl Explained for OutOfFile {
    const KIND: &'static str = RetentionError::KIND;
    const CODES: &'static [&'static str] = RetentionError::CODES;
    fn code(&self) -> &'static str {
        match self.0 {
            TimelineProblem::OutOfOrder { .. } => "out_of_order",
            TimelineProblem::EnteredBackwards { .. } => "entered_backwards",
            TimelineProblem::Future { .. } => "future",
            TimelineProblem::StrikesNothing { .. } => "strikes_nothing",
            _ => "duplicate",
        }
    }
    fn message(&self, lang: Lang) -> String {
        self.0.message(lang)
    }
    fn data(&self) -> Value {
        json!(self.0)
    }
}

impl Explained for ScheduleError {
    const KIND: &'static str = "ScheduleError";
    const CODES: &'static [&'static str] = &["bad_row", "taken"];
    fn code(&self) -> &'static str {
        match self {
            Self::Taken { .. } => "taken",
            _ => "bad_row",
        }
    }
    fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::Zh, Self::Taken { row }) => {
                format!("行号“{row}”已经有了；另取一个，要代替那一行的写 replaces = \"{row}\"")
            }
            (Lang::Zh, Self::Row(error)) => format!("“{}”一行看不懂：{}", error.row, error.fault),
            _ => self.to_string(),
        }
    }
    fn data(&self) -> Value {
        match self {
            Self::Taken { row } => json!({ "row": row }),
            Self::Row(error) => json!({ "row": error.row, "fault": error.fault }),
            _ => Value::Null,
        }
    }
}
