use chrono::NaiveDate;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use thiserror::Error;

use super::cite::cited;
use super::regime::Regime;
use super::status::{State, WaitingFor};
use crate::calendar::CalendarError;
use crate::case::TimelineProblem;
use crate::law::{Citation, Lang, Period};

/// Why an event is refused (不予接受的理由): the law, or the state of the case, does not allow it.
///
/// [`RequestCase::decide`](super::RequestCase::decide) returns it; an event that stands in a
/// file all the same has no effect and is told as a [`Problem`].
///
/// As JSON: its facts, by the names of its fields; its name is [`RequestError::code`].
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RequestError"))]
#[serde(untagged)]
#[non_exhaustive]
pub enum RequestError {
    /// The entry does not fit the order of the file.
    #[error(transparent)]
    Timeline(TimelineProblem),
    /// A day that the calendar does not have.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// Something happens before the application came.
    #[error("the case begins with `received`; nothing was received yet")]
    FirstEventMustBeReceived,
    /// A second application in one file.
    #[error("the application was received on {on} already; another one is another case")]
    AlreadyReceived {
        /// When.
        on: NaiveDate,
    },
    /// Received before there was a Regulation.
    #[error("received on {on}, before the Regulation was in force (2008-05-01)")]
    BeforeRegulation {
        /// When.
        on: NaiveDate,
    },
    /// Confirmed although the way it came fixes the day of receipt.
    #[error("the way it came fixes the day of receipt: a confirmation does not change it")]
    ConfirmationNotNeeded,
    /// Confirmed twice: the first confirmation is the day of receipt.
    #[error("receipt was confirmed on {on} already")]
    AlreadyConfirmed {
        /// When.
        on: NaiveDate,
    },
    /// The period does not run before both sides have confirmed (Art. 31).
    #[error("receipt is not confirmed yet, so no period runs: confirm it first")]
    NotConfirmed,
    /// The case has come to its end.
    #[error("the case ended on {on} ({})", state.label(Lang::En))]
    AlreadyEnded {
        /// How.
        state: State,
        /// When.
        on: NaiveDate,
    },
    /// A step that belongs to an application for information.
    #[error(
        "this step belongs to an application for information, not to a request to correct a record"
    )]
    NotForRecordCorrection,
    /// A step that belongs to a request to correct a record (Art. 41).
    #[error("this step belongs to a request to correct a record; here information is asked for")]
    NotARecordCorrection,
    /// An application for information is not passed on: the answer names the body responsible.
    #[error(
        "an application for information is not passed on: answer that the body is not responsible, and name the one that is"
    )]
    TransferOfInformation,
    /// No rule knew the step then: the text of 2007 neither asks for reasons nor charges a
    /// processing fee, and nobody did the latter before 2021.
    #[error("the rules in force on {on} do not know this step")]
    NotInForce {
        /// The day that decides which rules apply.
        on: NaiveDate,
    },
    /// A day given in the event lies after the day of the event's entry.
    #[error("`{field}` ({day}) lies ahead of the day of the entry")]
    FutureFact {
        /// The field.
        field: &'static str,
        /// The day given.
        day: NaiveDate,
    },
    /// While something is awaited from the applicant the period does not run.
    #[error("the period does not run: the case waits for {}", waiting.label(Lang::En))]
    ClockStopped {
        /// For what.
        waiting: WaitingFor,
    },
    /// A notice to correct comes once (Art. 30).
    #[error(
        "the applicant was asked to correct on {first} already: a notice to correct comes once"
    )]
    SecondCorrection {
        /// When.
        first: NaiveDate,
    },
    /// A notice to correct after the answer was due.
    #[error("the answer was due on {due}: a notice to correct comes too late to stop the period")]
    CorrectionAfterExpiry {
        /// The due day.
        due: NaiveDate,
    },
    /// No time is left for the correction (Art. 30 asks for a reasonable period).
    #[error("the notice leaves no time: the last day for the correction is {until}")]
    CorrectionTermTooShort {
        /// The last day as given.
        until: NaiveDate,
    },
    /// A correction that nobody asked for.
    #[error("no correction is awaited")]
    NotAwaitingCorrection,
    /// The party was asked already.
    #[error("`{party}` was asked on {on} already")]
    AlreadyConsulted {
        /// Who.
        party: String,
        /// When.
        on: NaiveDate,
    },
    /// An opinion or a delivery without a letter.
    #[error("no letter to `{party}` is waiting for this")]
    NoSuchConsultation {
        /// Who.
        party: String,
    },
    /// A letter delivered twice: the first delivery counts.
    #[error("the letter to `{party}` was delivered on {first} already")]
    SecondDelivery {
        /// Who.
        party: String,
        /// When.
        first: NaiveDate,
    },
    /// A second opinion for one letter.
    #[error("the opinion of `{party}` came on {first} already")]
    SecondOpinion {
        /// Who.
        party: String,
        /// When.
        first: NaiveDate,
    },
    /// A second extension.
    #[error("the period was extended on {first} already: it is extended once")]
    SecondExtension {
        /// When.
        first: NaiveDate,
    },
    /// An extension longer than the law allows, or in another unit.
    #[error("`{asked}` is more than the {longest} by which the period may be extended")]
    ExtensionTooLong {
        /// As given.
        asked: Period,
        /// The longest.
        longest: Period,
    },
    /// An extension after the period had run out.
    #[error("the period ran out on {due}: it cannot be extended any more")]
    ExtensionAfterExpiry {
        /// The due day.
        due: NaiveDate,
    },
    /// The period was set by the order to answer anew: Art. 33 lengthens its own only.
    #[error("the period was set by the order to answer anew: it is not lengthened")]
    PeriodOfOrder,
    /// Nobody consented.
    #[error(
        "an extension needs the consent of the person in charge of the disclosure office (`approved_by`)"
    )]
    ExtensionWithoutConsent,
    /// The applicant was not told.
    #[error("an extension takes effect when the applicant is told (`notified`)")]
    ExtensionWithoutNotice,
    /// A later day was promised already (Art. 35).
    #[error("the answer was put off until {until} already")]
    AlreadyDeferred {
        /// The promised day.
        until: NaiveDate,
    },
    /// Reasons were asked for already.
    #[error("the applicant was asked for reasons on {first} already")]
    SecondReasonsRequest {
        /// When.
        first: NaiveDate,
    },
    /// Reasons are asked for after the period had run out.
    #[error("the period ran out on {due}: asking for reasons does not stop it any more")]
    ReasonsAfterExpiry {
        /// The due day.
        due: NaiveDate,
    },
    /// Reasons that nobody asked for.
    #[error("the applicant was not asked for reasons")]
    NotAwaitingReasons,
    /// Put off without reasons that are reasonable (Art. 35).
    #[error("the answer is put off only where the applicant gave reasonable reasons")]
    DeferralWithoutReasons,
    /// The applicant was not told of the later day.
    #[error("a later day takes effect when the applicant is told (`notified`)")]
    DeferralWithoutNotice,
    /// Put off after the period had run out.
    #[error("the period ran out on {due}: the answer cannot be put off any more")]
    DeferralAfterExpiry {
        /// The due day.
        due: NaiveDate,
    },
    /// Put off to a day that is not later.
    #[error("{until} is no later than the due day, {due}")]
    DeferralNotLater {
        /// As given.
        until: NaiveDate,
        /// The due day.
        due: NaiveDate,
    },
    /// A notice of nothing to pay.
    #[error("a notice of 0 yuan: without a fee there is nothing to wait for")]
    NoFee,
    /// Delivered before it was made.
    #[error("the notice is of {on} and cannot have been delivered on {delivered}")]
    DeliveredBeforeNotice {
        /// The day of the notice.
        on: NaiveDate,
        /// The day of delivery as given.
        delivered: NaiveDate,
    },
    /// A fee notice after the period had run out.
    #[error("the period ran out on {due}: a fee has to be notified within it")]
    FeeAfterExpiry {
        /// The due day.
        due: NaiveDate,
    },
    /// A second fee notice.
    #[error("a fee was notified on {first} already")]
    SecondFeeNotice {
        /// When.
        first: NaiveDate,
    },
    /// A second method for one application.
    #[error("a fee was notified on {first} by the other method: the two are never used together")]
    SecondFeeMethod {
        /// When.
        first: NaiveDate,
    },
    /// A payment that nobody asked for.
    #[error("no fee is awaited")]
    NotAwaitingPayment,
    /// Paid when the application counted as given up.
    #[error("the fee was payable until {until}: the application counts as given up")]
    PaymentAfterExpiry {
        /// The last day.
        until: NaiveDate,
    },
    /// Answered twice.
    #[error("the application was answered on {on} already")]
    AlreadyAnswered {
        /// When.
        on: NaiveDate,
    },
    /// There is no answer to serve.
    #[error("there is no answer that could be served")]
    NotAnswered,
    /// Served twice.
    #[error("the answer was served on {on} already")]
    AlreadyServed {
        /// When.
        on: NaiveDate,
    },
    /// Closed as lapsed before it lapsed, or for another lapse than there is.
    #[error("no term of this kind has run out, so the case cannot be closed for it")]
    NotLapsed,
    /// A second reconsideration while one is pending.
    #[error("reconsideration was applied for on {on} and is pending")]
    ReviewPending {
        /// When.
        on: NaiveDate,
    },
    /// A decision without an application for reconsideration.
    #[error("no reconsideration is pending")]
    NoReviewPending,
    /// A second suit while one is pending.
    #[error("a suit was filed on {on} and is pending")]
    SuitPending {
        /// When.
        on: NaiveDate,
    },
    /// A judgement without a suit.
    #[error("no suit is pending")]
    NoSuitPending,
    /// Taken up again without an order.
    #[error("no decision or judgement orders the body to act again")]
    ReopenedWithoutOrder,
    /// Archived before the end.
    #[error("the case has not come to its end, so its file is not archived")]
    NotFinished,
    /// Archived twice.
    #[error("the file was archived on {on} already")]
    AlreadyArchived {
        /// When.
        on: NaiveDate,
    },
}

impl RequestError {
    /// The name of the error, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Timeline(problem) => timeline_code(*problem),
            Self::Calendar(error) => error.code(),
            Self::FirstEventMustBeReceived => "first_event_must_be_received",
            Self::AlreadyReceived { .. } => "already_received",
            Self::BeforeRegulation { .. } => "before_regulation",
            Self::ConfirmationNotNeeded => "confirmation_not_needed",
            Self::AlreadyConfirmed { .. } => "already_confirmed",
            Self::NotConfirmed => "not_confirmed",
            Self::AlreadyEnded { .. } => "already_ended",
            Self::NotForRecordCorrection => "not_for_record_correction",
            Self::NotARecordCorrection => "not_a_record_correction",
            Self::TransferOfInformation => "transfer_of_information",
            Self::NotInForce { .. } => "not_in_force",
            Self::FutureFact { .. } => "future_fact",
            Self::ClockStopped { .. } => "clock_stopped",
            Self::SecondCorrection { .. } => "second_correction",
            Self::CorrectionAfterExpiry { .. } => "correction_after_expiry",
            Self::CorrectionTermTooShort { .. } => "correction_term_too_short",
            Self::NotAwaitingCorrection => "not_awaiting_correction",
            Self::AlreadyConsulted { .. } => "already_consulted",
            Self::NoSuchConsultation { .. } => "no_such_consultation",
            Self::SecondDelivery { .. } => "second_delivery",
            Self::SecondOpinion { .. } => "second_opinion",
            Self::SecondExtension { .. } => "second_extension",
            Self::PeriodOfOrder => "period_of_order",
            Self::ExtensionTooLong { .. } => "extension_too_long",
            Self::ExtensionAfterExpiry { .. } => "extension_after_expiry",
            Self::ExtensionWithoutConsent => "extension_without_consent",
            Self::ExtensionWithoutNotice => "extension_without_notice",
            Self::AlreadyDeferred { .. } => "already_deferred",
            Self::SecondReasonsRequest { .. } => "second_reasons_request",
            Self::ReasonsAfterExpiry { .. } => "reasons_after_expiry",
            Self::NotAwaitingReasons => "not_awaiting_reasons",
            Self::DeferralWithoutReasons => "deferral_without_reasons",
            Self::DeferralWithoutNotice => "deferral_without_notice",
            Self::DeferralAfterExpiry { .. } => "deferral_after_expiry",
            Self::DeferralNotLater { .. } => "deferral_not_later",
            Self::NoFee => "no_fee",
            Self::DeliveredBeforeNotice { .. } => "delivered_before_notice",
            Self::FeeAfterExpiry { .. } => "fee_after_expiry",
            Self::SecondFeeNotice { .. } => "second_fee_notice",
            Self::SecondFeeMethod { .. } => "second_fee_method",
            Self::NotAwaitingPayment => "not_awaiting_payment",
            Self::PaymentAfterExpiry { .. } => "payment_after_expiry",
            Self::AlreadyAnswered { .. } => "already_answered",
            Self::NotAnswered => "not_answered",
            Self::AlreadyServed { .. } => "already_served",
            Self::NotLapsed => "not_lapsed",
            Self::ReviewPending { .. } => "review_pending",
            Self::NoReviewPending => "no_review_pending",
            Self::SuitPending { .. } => "suit_pending",
            Self::NoSuitPending => "no_suit_pending",
            Self::ReopenedWithoutOrder => "reopened_without_order",
            Self::NotFinished => "not_finished",
            Self::AlreadyArchived { .. } => "already_archived",
        }
    }

    /// The articles on which the refusal rests; none where it is a matter of the file's order.
    pub fn citations(&self) -> Vec<Citation> {
        let compact: &[&str] = match self {
            Self::ConfirmationNotNeeded | Self::AlreadyConfirmed { .. } | Self::NotConfirmed => {
                &["ogi-2019:31"]
            }
            Self::NotForRecordCorrection
            | Self::NotARecordCorrection
            | Self::TransferOfInformation => &["ogi-2019:41"],
            Self::SecondCorrection { .. }
            | Self::CorrectionAfterExpiry { .. }
            | Self::CorrectionTermTooShort { .. }
            | Self::NotAwaitingCorrection => &["ogi-2019:30"],
            Self::AlreadyConsulted { .. } | Self::SecondDelivery { .. } => {
                &["ogi-2019:32", "ogi-2019:34"]
            }
            Self::SecondExtension { .. }
            | Self::PeriodOfOrder
            | Self::ExtensionTooLong { .. }
            | Self::ExtensionAfterExpiry { .. }
            | Self::ExtensionWithoutConsent
            | Self::ExtensionWithoutNotice => &["ogi-2019:33.2"],
            Self::AlreadyDeferred { .. }
            | Self::SecondReasonsRequest { .. }
            | Self::ReasonsAfterExpiry { .. }
            | Self::NotAwaitingReasons
            | Self::DeferralWithoutReasons
            | Self::DeferralWithoutNotice
            | Self::DeferralAfterExpiry { .. }
            | Self::DeferralNotLater { .. } => &["ogi-2019:35"],
            Self::NoFee => &["ogi-2019:42"],
            Self::FeeAfterExpiry { .. }
            | Self::SecondFeeNotice { .. }
            | Self::NotAwaitingPayment
            | Self::PaymentAfterExpiry { .. } => &["processing-fees-2020"],
            Self::SecondFeeMethod { .. } => &["processing-fees-2020:3"],
            Self::AlreadyAnswered { .. } => &["ogi-2019:36"],
            Self::NotFinished => &["ogi-2019:45"],
            _ => &[],
        };
        cited(compact)
    }

    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Timeline(problem), _) => problem.message(lang),
            (Self::Calendar(error), Lang::Zh) => format!("日历算不到：{error}"),
            (_, Lang::En) => self.to_string(),
            (_, Lang::Zh) => self.chinese(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Timeline(_) | Self::Calendar(_) => self.to_string(),
            Self::FirstEventMustBeReceived => {
                "办件从“收到申请”（received）开始，此前还没有收到申请".into()
            }
            Self::AlreadyReceived { on } => format!("{on}已经收到申请；另一份申请应另建办件"),
            Self::BeforeRegulation { on } => format!("{on}收到，早于条例施行（2008-05-01）"),
            Self::ConfirmationNotNeeded => "按这种送达方式，收到之日已经确定，确认不改变它".into(),
            Self::AlreadyConfirmed { on } => format!("{on}已经确认收到，收到之日以首次确认为准"),
            Self::NotConfirmed => "还没有与申请人确认收到，期限尚未起算：先确认".into(),
            Self::AlreadyEnded { state, on } => {
                format!("办件已于{on}终结（{}）", state.label(Lang::Zh))
            }
            Self::NotForRecordCorrection => {
                "这一步只用于获取信息的申请，不用于更正记录的请求".into()
            }
            Self::NotARecordCorrection => "这一步只用于更正记录的请求，本件申请的是信息".into(),
            Self::TransferOfInformation => {
                "信息公开申请不转送：应答复不属于本机关负责公开，能确定的告知负责机关".into()
            }
            Self::NotInForce { on } => format!("{on}适用的规定里没有这一步"),
            Self::FutureFact { field, day } => format!("{field}写的{day}晚于录入之日"),
            Self::ClockStopped { waiting } => {
                format!("正在等{}，答复期限没有在走", waiting.label(Lang::Zh))
            }
            Self::SecondCorrection { first } => {
                format!("{first}已经告知过补正；补正应当一次性告知，不能再次告知")
            }
            Self::CorrectionAfterExpiry { due } => {
                format!("答复期限已于{due}届满，此后告知补正不再停止期限")
            }
            Self::CorrectionTermTooShort { until } => {
                format!("补正期限截至{until}，没有给申请人留出时间")
            }
            Self::NotAwaitingCorrection => "没有正在等待的补正".into(),
            Self::AlreadyConsulted { party, on } => format!("{on}已经向“{party}”征求过意见"),
            Self::NoSuchConsultation { party } => {
                format!("没有发给“{party}”、尚待回复的征求意见函")
            }
            Self::SecondDelivery { party, first } => {
                format!("给“{party}”的征求意见函已于{first}送达")
            }
            Self::SecondOpinion { party, first } => format!("{first}已经收到“{party}”的意见"),
            Self::PeriodOfOrder => "期限由复议决定或者判决确定，不能延长".into(),
            Self::SecondExtension { first } => format!("{first}已经延长过一次，不能再次延长"),
            Self::ExtensionTooLong { asked, longest } => {
                format!("延长{}，超过最长{}", asked.chinese(), longest.chinese())
            }
            Self::ExtensionAfterExpiry { due } => format!("答复期限已于{due}届满，不能再延长"),
            Self::ExtensionWithoutConsent => {
                "延长答复期限应当经信息公开工作机构负责人同意（approved_by）".into()
            }
            Self::ExtensionWithoutNotice => "延长答复期限应当告知申请人（notified）".into(),
            Self::AlreadyDeferred { until } => format!("已经确定延迟至{until}答复"),
            Self::SecondReasonsRequest { first } => format!("{first}已经要求申请人说明理由"),
            Self::ReasonsAfterExpiry { due } => {
                format!("答复期限已于{due}届满，此后要求说明理由不再停止期限")
            }
            Self::NotAwaitingReasons => "没有要求申请人说明理由".into(),
            Self::DeferralWithoutReasons => "申请人说明了合理理由的，才可以延迟答复".into(),
            Self::DeferralWithoutNotice => "延迟答复应当告知申请人（notified）".into(),
            Self::DeferralAfterExpiry { due } => format!("答复期限已于{due}届满，不能再延迟"),
            Self::DeferralNotLater { until, due } => {
                format!("{until}不晚于原来的到期日{due}，不是延迟")
            }
            Self::NoFee => "收费0元：不收费就不用等缴费".into(),
            Self::DeliveredBeforeNotice { on, delivered } => {
                format!("收费通知是{on}的，不可能在{delivered}送达")
            }
            Self::FeeAfterExpiry { due } => {
                format!("答复期限已于{due}届满；收费通知应当在期限内作出")
            }
            Self::SecondFeeNotice { first } => format!("{first}已经通知过收费"),
            Self::SecondFeeMethod { first } => {
                format!("{first}已按另一种方式通知收费；一件申请不得同时按件又按量")
            }
            Self::NotAwaitingPayment => "没有正在等待的缴费".into(),
            Self::PaymentAfterExpiry { until } => {
                format!("缴费期限截至{until}，逾期未缴视为放弃申请")
            }
            Self::AlreadyAnswered { on } => format!("{on}已经作出答复"),
            Self::NotAnswered => "没有可以送达的答复".into(),
            Self::AlreadyServed { on } => format!("{on}已经送达"),
            Self::NotLapsed => "没有这种逾期，不能以此结案".into(),
            Self::ReviewPending { on } => format!("{on}申请的复议还没有结果"),
            Self::NoReviewPending => "没有正在进行的复议".into(),
            Self::SuitPending { on } => format!("{on}提起的诉讼还没有结果"),
            Self::NoSuitPending => "没有正在进行的诉讼".into(),
            Self::ReopenedWithoutOrder => "没有要求重新办理的复议决定或判决".into(),
            Self::NotFinished => "办件还没有终结，不能归档".into(),
            Self::AlreadyArchived { on } => format!("{on}已经归档"),
        }
    }
}

fn timeline_code(problem: TimelineProblem) -> &'static str {
    match problem {
        TimelineProblem::OutOfOrder { .. } => "out_of_order",
        TimelineProblem::EnteredBackwards { .. } => "entered_backwards",
        TimelineProblem::Future { .. } => "future",
        TimelineProblem::Duplicate { .. } => "duplicate",
        TimelineProblem::StrikesNothing { .. } => "strikes_nothing",
    }
}

/// An entry of a file that has no effect, or whose place in the file is wrong (记录的问题).
///
/// As JSON: `index` (from 0) and `code`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The place of the entry in the file, from 0.
    pub index: u32,
    /// What is wrong.
    pub error: RequestError,
    /// The articles, of the text that the application falls under.
    pub basis: Vec<Citation>,
}

impl Problem {
    pub(super) fn new(index: u32, error: RequestError, regime: Regime) -> Self {
        let basis = match (&error, regime) {
            (
                RequestError::SecondExtension { .. }
                | RequestError::ExtensionTooLong { .. }
                | RequestError::ExtensionAfterExpiry { .. }
                | RequestError::ExtensionWithoutConsent
                | RequestError::ExtensionWithoutNotice,
                Regime::Text2007,
            ) => cited(&["ogi-2007:24.2"]),
            (_, Regime::Text2007) => Vec::new(),
            (error, Regime::Text2019) => error.citations(),
        };
        Self {
            index,
            error,
            basis,
        }
    }

    /// The name of what is wrong.
    pub fn code(&self) -> &'static str {
        self.error.code()
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("index", &self.index)?;
        map.serialize_entry("code", self.code())?;
        map.end()
    }
}
