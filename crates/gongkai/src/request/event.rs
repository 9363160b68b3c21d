use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use crate::case::CaseEvent;
use crate::law::Period;

/// What happens to an application (办件事件). The day is that of the entry it stands in.
///
/// Events without facts of their own are written with braces, so that a field that does not
/// belong to them is refused like any other.
///
/// As JSON: an object whose `event` names it, as in
/// `{"on": "2026-03-02", "event": "received", "intake": "in_person", "applicant": {"name": "…"}}`.
#[doc(alias = "办件事件")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RequestEvent"))]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum RequestEvent {
    /// 收到申请: it reached the body. Always the first event. Whether this is also the day of
    /// receipt in the sense of the law depends on the way it came (Art. 31).
    Received {
        /// The way it came.
        intake: Intake,
        /// Who asks.
        applicant: Applicant,
        /// What is asked for (Art. 29 para. 2 item 2).
        #[serde(default, skip_serializing_if = "String::is_empty")]
        content: String,
        /// In which form and by which way the applicant wants it (Art. 29 para. 2 item 3).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        form: Option<String>,
        /// The number in the register.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        /// Whether information is asked for, or a record of oneself to be corrected.
        #[serde(default, skip_serializing_if = "RequestKind::is_information")]
        kind: RequestKind,
    },
    /// 确认收到: the body confirmed receipt with the applicant (Art. 31 items 2 and 3).
    Confirmed {},
    /// 告知补正: notice to make the content clear (Art. 30); once, within 7 working days.
    CorrectionRequested {
        /// What is to be made clear.
        items: Vec<String>,
        /// The last day for it, as the notice says.
        until: NaiveDate,
    },
    /// 收到补正: the corrected application was received; the answer period begins anew.
    Corrected {},
    /// 发函征求意见: a letter asking for an opinion was sent (Arts. 32 to 34). From the next day
    /// on the time does not count.
    Consulted {
        /// Who is asked.
        party: String,
        /// As what.
        consultee: Consultee,
    },
    /// 征求意见函送达: the party received the letter; its own 15 working days begin.
    ConsultationDelivered {
        /// Who received it.
        party: String,
    },
    /// 收到意见: the party's opinion was received. Until this day, itself included, the time
    /// does not count.
    OpinionReceived {
        /// Whose.
        party: String,
        /// What it says.
        opinion: Opinion,
        /// Whether an objection gives reasonable grounds, in the judgement of the body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasonable: Option<bool>,
    },
    /// 延期答复: the answer period is extended (Art. 33 para. 2); once.
    Extended {
        /// By how much; at most the period itself.
        period: Period,
        /// Who consented for the body: the person in charge of the disclosure office.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approved_by: Option<String>,
        /// The day on which the applicant was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notified: Option<NaiveDate>,
    },
    /// 要求说明理由: the applicant of an abnormal quantity or frequency is asked why (Art. 35).
    ReasonsRequested {},
    /// 收到说明: the reasons came.
    ReasonsGiven {
        /// Whether they are reasonable, in the judgement of the body.
        reasonable: bool,
    },
    /// 延迟答复: for reasonable reasons, a later day for the answer is set and told (Art. 35).
    Deferred {
        /// The day until which the answer is promised.
        until: NaiveDate,
        /// The day on which the applicant was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notified: Option<NaiveDate>,
    },
    /// 检索: the body searched for the information (evidence for an answer that it does not
    /// exist).
    Searched {
        /// Where.
        places: Vec<String>,
        /// Whether anything was found.
        found: bool,
    },
    /// 收费通知: a processing fee is charged (Art. 42; 国办函〔2020〕109号).
    FeeNotified {
        /// The method; never both for one application.
        method: FeeMethod,
        /// How many yuan.
        amount: u32,
        /// The day on which the applicant received the notice; without it, that of the notice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delivered: Option<NaiveDate>,
    },
    /// 缴费: the fee was paid in full; the answer period begins anew.
    FeePaid {},
    /// 转送: a request to correct a record was passed on to the body in charge, and the
    /// applicant told (Art. 41).
    Transferred {
        /// To whom.
        to: String,
    },
    /// 作出答复: the answer was made (Art. 36 and others).
    Answered {
        /// What it says.
        answer: Answer,
        /// Its document number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<String>,
    },
    /// 更正记录: the record about the applicant was corrected (Art. 41), and the applicant told.
    RecordCorrected {},
    /// 送达: the answer reached the applicant; the remedies begin to run.
    Served {},
    /// 撤回申请: the applicant withdrew.
    Withdrawn {},
    /// 结案: the case is closed without an answer on the content.
    Closed {
        /// Why.
        reason: CloseReason,
    },
    /// 申请复议: the applicant applied for administrative reconsideration.
    ReviewApplied {},
    /// 复议决定: it was decided.
    ReviewDecided {
        /// With which result.
        outcome: Outcome,
    },
    /// 提起诉讼: the applicant sued.
    SuitFiled {},
    /// 诉讼判决: the suit was decided.
    SuitDecided {
        /// With which result.
        outcome: Outcome,
    },
    /// 重新办理: ordered to answer again, the body takes the case up; a new answer period
    /// begins on the day of the entry, the day on which the order was received.
    Reopened {
        /// The period that the order sets; without it, that of the Regulation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<Period>,
    },
    /// 归档: the file was archived (Art. 45).
    Archived {},
    /// 撤销一条记录: an entry of this file was wrong and does not count.
    Struck {
        /// Which, from 0.
        index: u32,
        /// Why.
        reason: String,
    },
}

impl CaseEvent for RequestEvent {
    fn strikes(&self) -> Option<u32> {
        match self {
            Self::Struck { index, .. } => Some(*index),
            _ => None,
        }
    }
}

/// Who asks (申请人).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Applicant"))]
#[serde(deny_unknown_fields)]
pub struct Applicant {
    /// The name of the person or organisation.
    pub name: String,
    /// Which column of the annual report it belongs to.
    #[serde(default)]
    pub kind: ApplicantKind,
    /// How to reach the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Whether identity was proved, as Art. 29 para. 2 item 1 asks; `None`: not recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_proved: Option<bool>,
}

/// The columns of applicants in the annual report (申请人类别).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.ApplicantKind"))]
#[serde(rename_all = "snake_case")]
pub enum ApplicantKind {
    /// 自然人.
    #[default]
    NaturalPerson,
    /// 商业企业.
    CommercialEnterprise,
    /// 科研机构.
    ResearchInstitution,
    /// 社会公益组织.
    PublicWelfareOrganisation,
    /// 法律服务机构.
    LegalServiceInstitution,
    /// 其他.
    Other,
}

/// What is asked for (申请类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RequestKind"))]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// Information (Art. 27).
    #[default]
    Information,
    /// That a record about the applicant be corrected (Art. 41).
    RecordCorrection,
}

impl RequestKind {
    #[allow(clippy::trivially_copy_pass_by_ref)] // serde passes references
    fn is_information(&self) -> bool {
        *self == Self::Information
    }
}

/// The way an application came, which decides on the day of receipt (Art. 31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Intake"))]
#[serde(rename_all = "snake_case")]
pub enum Intake {
    /// 当面提交: handed in; received that day. An oral application that the body wrote down
    /// (Art. 29 para. 1) counts as such.
    InPerson,
    /// 签收邮寄: mail that is signed for; received on the day of signing.
    SignedMail,
    /// 平常信函: mail that nobody signs for; to be confirmed on the day it arrives, received on
    /// the day of confirmation.
    OrdinaryMail,
    /// 互联网渠道 (a portal, e-mail): received on the day both sides confirm.
    Internet,
    /// 传真 to the disclosure office: received on the day both sides confirm.
    Fax,
}

/// As what a party is asked for its opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Consultee"))]
#[serde(rename_all = "snake_case")]
pub enum Consultee {
    /// 第三方: its rights would be harmed (Art. 32); 15 working days, then the body decides.
    ThirdParty,
    /// 共同制作机关: made the information together (Art. 34); 15 working days, then it counts
    /// as having agreed.
    CoMaker,
    /// 其他机关: any other body whose opinion is needed (Arts. 11 and 33 para. 3); no period
    /// is set.
    OtherBody,
}

/// What a consulted party says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Opinion"))]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// 同意公开.
    Agrees,
    /// 不同意公开.
    Objects,
}

/// How a processing fee is reckoned (收费方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeMethod"))]
#[serde(rename_all = "snake_case")]
pub enum FeeMethod {
    /// 按件.
    PerApplication,
    /// 按量.
    PerVolume,
}

/// Why a case is closed without an answer on its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.CloseReason"))]
#[serde(rename_all = "snake_case")]
pub enum CloseReason {
    /// 逾期不补正 (Art. 30).
    NotCorrected,
    /// 逾期不缴费 (国办函〔2020〕109号).
    FeeUnpaid,
    /// 其他.
    Other,
}

/// The result of a reconsideration or suit, as the annual report counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Outcome"))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 结果维持.
    Upheld,
    /// 结果纠正.
    Corrected,
    /// 其他结果.
    Other,
}
