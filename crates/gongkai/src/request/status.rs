use chrono::NaiveDate;
use serde::Serialize;

use super::answer::ReportRow;
use super::error::Problem;
use super::regime::Regime;
use super::trail::TrailEntry;
use crate::calendar::Certainty;
use crate::law::{Citation, Lang};

/// Where a case stands (办件状态).
#[doc(alias = "办件状态")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.State"))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 无记录: the file has no application yet.
    NotReceived,
    /// 待确认收到: it arrived by a way that asks for confirmation (Art. 31 items 2 and 3).
    AwaitingConfirmation,
    /// 办理中: the answer period runs.
    Handling,
    /// 待补正: the applicant was asked to correct it (Art. 30).
    AwaitingCorrection,
    /// 征求意见中: another party is asked, and its time has not run out (Arts. 32 to 34).
    Consulting,
    /// 待说明理由: the applicant was asked for reasons (Art. 35).
    AwaitingReasons,
    /// 待缴费: a fee was notified (Art. 42).
    AwaitingPayment,
    /// 视为放弃: the time for a correction or payment ran out; the case can be closed.
    Lapsed,
    /// 已答复: an answer was made, or the record corrected.
    Answered,
    /// 已转送: passed on to the body in charge (Art. 41).
    Transferred,
    /// 已撤回.
    Withdrawn,
    /// 已结案, without an answer on the content.
    Closed,
    /// 已归档.
    Archived,
}

impl State {
    /// The name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::NotReceived, Lang::Zh) => "尚未收到",
            (Self::AwaitingConfirmation, Lang::Zh) => "待确认收到",
            (Self::Handling, Lang::Zh) => "办理中",
            (Self::AwaitingCorrection, Lang::Zh) => "待补正",
            (Self::Consulting, Lang::Zh) => "征求意见中",
            (Self::AwaitingReasons, Lang::Zh) => "待说明理由",
            (Self::AwaitingPayment, Lang::Zh) => "待缴费",
            (Self::Lapsed, Lang::Zh) => "视为放弃",
            (Self::Answered, Lang::Zh) => "已答复",
            (Self::Transferred, Lang::Zh) => "已转送",
            (Self::Withdrawn, Lang::Zh) => "已撤回",
            (Self::Closed, Lang::Zh) => "已结案",
            (Self::Archived, Lang::Zh) => "已归档",
            (Self::NotReceived, Lang::En) => "not received",
            (Self::AwaitingConfirmation, Lang::En) => "awaiting confirmation",
            (Self::Handling, Lang::En) => "handling",
            (Self::AwaitingCorrection, Lang::En) => "awaiting correction",
            (Self::Consulting, Lang::En) => "consulting",
            (Self::AwaitingReasons, Lang::En) => "awaiting reasons",
            (Self::AwaitingPayment, Lang::En) => "awaiting payment",
            (Self::Lapsed, Lang::En) => "lapsed",
            (Self::Answered, Lang::En) => "answered",
            (Self::Transferred, Lang::En) => "transferred",
            (Self::Withdrawn, Lang::En) => "withdrawn",
            (Self::Closed, Lang::En) => "closed",
            (Self::Archived, Lang::En) => "archived",
        }
    }

    /// Whether something remains to be done before the case has come to its end.
    pub fn is_open(self) -> bool {
        !matches!(
            self,
            Self::NotReceived
                | Self::Answered
                | Self::Transferred
                | Self::Withdrawn
                | Self::Closed
                | Self::Archived
        )
    }
}

/// What the applicant has to do before the period runs again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.WaitingFor"))]
#[serde(rename_all = "snake_case")]
pub enum WaitingFor {
    /// 补正.
    Correction,
    /// 说明理由.
    Reasons,
    /// 缴费.
    Payment,
}

impl WaitingFor {
    /// The name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Correction, Lang::Zh) => "申请人补正",
            (Self::Reasons, Lang::Zh) => "申请人说明理由",
            (Self::Payment, Lang::Zh) => "申请人缴费",
            (Self::Correction, Lang::En) => "a correction",
            (Self::Reasons, Lang::En) => "reasons",
            (Self::Payment, Lang::En) => "payment",
        }
    }
}

/// What is awaited, and until when (等待事项).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Waiting"))]
#[non_exhaustive]
pub struct Waiting {
    /// What.
    #[serde(rename = "for")]
    pub what: WaitingFor,
    /// The last day; `None` where none is set.
    pub until: Option<NaiveDate>,
}

/// What another date of a case is about (其他期限).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.DeadlineKind"))]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// 告知补正 (Art. 30).
    CorrectionNotice,
    /// 补正, as the notice sets it.
    Correction,
    /// 第三方提出意见 (Art. 32).
    ThirdParty,
    /// 共同制作机关提出意见 (Art. 34).
    CoMaker,
    /// 缴费.
    Payment,
    /// 申请行政复议.
    Review,
    /// 直接起诉.
    Suit,
    /// 作出复议决定, counted from the latest day of acceptance.
    ReviewDecision,
    /// 复议后起诉.
    SuitAfterReview,
}

impl DeadlineKind {
    /// The name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::CorrectionNotice, Lang::Zh) => "告知补正",
            (Self::Correction, Lang::Zh) => "申请人补正",
            (Self::ThirdParty, Lang::Zh) => "第三方提出意见",
            (Self::CoMaker, Lang::Zh) => "共同制作机关提出意见",
            (Self::Payment, Lang::Zh) => "申请人缴费",
            (Self::Review, Lang::Zh) => "申请行政复议",
            (Self::Suit, Lang::Zh) => "直接起诉",
            (Self::ReviewDecision, Lang::Zh) => "作出复议决定",
            (Self::SuitAfterReview, Lang::Zh) => "复议后起诉",
            (Self::CorrectionNotice, Lang::En) => "notice to correct",
            (Self::Correction, Lang::En) => "correction",
            (Self::ThirdParty, Lang::En) => "opinion of a third party",
            (Self::CoMaker, Lang::En) => "opinion of a co-maker",
            (Self::Payment, Lang::En) => "payment",
            (Self::Review, Lang::En) => "application for reconsideration",
            (Self::Suit, Lang::En) => "suit without reconsideration",
            (Self::ReviewDecision, Lang::En) => "decision on reconsideration",
            (Self::SuitAfterReview, Lang::En) => "suit after reconsideration",
        }
    }
}

/// A date of a case besides that of the answer (其他期限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.CaseDeadline"))]
#[non_exhaustive]
pub struct CaseDeadline {
    /// What it is about.
    pub kind: DeadlineKind,
    /// Whose, where another party is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// The day of the event from which it is counted.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// How sure that is.
    pub certainty: Certainty,
    /// The day on which the thing was done; `None` while it was not.
    pub done: Option<NaiveDate>,
    /// The articles.
    pub basis: Vec<Citation>,
}

/// Where a case stands on a day, and why; made by
/// [`RequestCase::status`](super::RequestCase::status) (办件情况).
#[doc(alias = "办件情况")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RequestStatus"))]
#[non_exhaustive]
pub struct RequestStatus {
    /// The case.
    pub case: String,
    /// The day as of which this holds.
    pub as_of: NaiveDate,
    /// Where it stands.
    pub state: State,
    /// The day of receipt in the sense of the law (Art. 31); `None` while it is to be confirmed.
    pub received: Option<NaiveDate>,
    /// The text of the Regulation that it falls under.
    pub regime: Option<Regime>,
    /// The last day for the answer. `None` where no period runs: not confirmed yet, something is
    /// awaited from the applicant, ended without an answer, or a request to correct a record.
    /// While a party is consulted, the day if its opinion came on the day asked about.
    pub due: Option<NaiveDate>,
    /// While parties are consulted, the last day if they use their whole terms; `None` where one
    /// of them has no term.
    pub latest: Option<NaiveDate>,
    /// How sure `due` is.
    pub certainty: Option<Certainty>,
    /// Whether the answer is, or was, late.
    pub overdue: bool,
    /// The day of the answer.
    pub answered_on: Option<NaiveDate>,
    /// How many days after `due` the answer was made, where it was late.
    pub answered_late: Option<i64>,
    /// What is awaited from the applicant; `None` once the time for it ran out.
    pub waiting: Option<Waiting>,
    /// The other dates of the case.
    pub deadlines: Vec<CaseDeadline>,
    /// How all this came about, in order.
    pub trail: Vec<TrailEntry>,
    /// The articles on which `due` rests.
    pub basis: Vec<Citation>,
    /// Entries that have no effect or stand in the wrong place.
    pub problems: Vec<Problem>,
    /// The row of the annual report, once the case has come to its end.
    pub row: Option<ReportRow>,
    /// The place of the answer in the file, from 0.
    pub answer_event: Option<u32>,
}
