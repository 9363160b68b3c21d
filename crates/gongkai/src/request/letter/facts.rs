use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::law::Period;
use crate::request::{Answer, ApplicantKind, CloseReason, Consultee, FeeMethod, RequestKind};

/// The body that writes, with what its letters have to tell about it and about those above it
/// (发文机关). In `gongkai.toml` the table `[office]`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Office"))]
#[serde(default, deny_unknown_fields)]
pub struct Office {
    /// The full name of the body, as in 青禾镇人民政府.
    pub body: String,
    /// The office that handles applications, as in 青禾镇政府信息公开办公室.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disclosure_office: Option<String>,
    /// How to reach that office: telephone, address, hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// To which body an applicant turns for reconsideration (行政复议法第二十四条 and following);
    /// several where the applicant may choose.
    pub review_bodies: Vec<String>,
    /// The court for a suit; without it letters say 有管辖权的人民法院.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub court: Option<String>,
    /// How a processing fee is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<String>,
}

/// What letters of one case have in common (办件情况). Nothing about the applicant but the name
/// goes into a letter, and into letters to others not even that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.LetterCase"))]
#[serde(deny_unknown_fields)]
pub struct LetterCase {
    /// The name of the applicant.
    pub applicant: String,
    /// What kind of applicant, which decides on 您 or 贵单位.
    #[serde(default)]
    pub applicant_kind: ApplicantKind,
    /// Whether information is asked for or a record to be corrected.
    #[serde(default)]
    pub kind: RequestKind,
    /// The number in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What is asked for.
    #[serde(default)]
    pub content: String,
    /// The day of receipt (Art. 31); `None` while it is not confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<NaiveDate>,
    /// When the applicant was asked to make the content clear, and until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Asked>,
    /// The day on which the corrected application came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<NaiveDate>,
    /// The day on which the applicant was asked for reasons (Art. 35).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons_asked: Option<NaiveDate>,
    /// When a fee was asked for, and until when it had to be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Asked>,
    /// Where the body searched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub searched: Vec<String>,
    /// What a third party that was asked said (Art. 32).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub third_party: Option<ThirdPartySaid>,
    /// The day on which an order to answer again was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopened: Option<NaiveDate>,
    /// What is enclosed with the letter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

/// Something asked of the applicant, with its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Asked"))]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The day of the notice.
    pub on: NaiveDate,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// What a third party said when it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.ThirdPartySaid"))]
#[serde(rename_all = "snake_case")]
pub enum ThirdPartySaid {
    /// It agreed.
    Agreed,
    /// It objected, with reasonable grounds.
    ObjectedWithReason,
    /// It objected without reasonable grounds.
    Objected,
    /// It was silent.
    Silent,
}

/// What a letter is about (函件内容): the data that the wording is made from.
///
/// As JSON: an object whose `letter` names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.LetterDraft"))]
#[serde(tag = "letter", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum LetterDraft {
    /// 登记回执 (Arts. 31, 45).
    Receipt {
        /// The last day for the answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<NaiveDate>,
    },
    /// 补正告知书 (Art. 30).
    Correction {
        /// What is to be made clear.
        items: Vec<String>,
        /// The last day for it.
        until: NaiveDate,
    },
    /// 说明理由通知书 (Art. 35).
    ReasonsRequest {},
    /// 征求意见书 (Arts. 32 to 34). It does not name the applicant.
    Consultation {
        /// Who is asked.
        party: String,
        /// As what.
        consultee: Consultee,
        /// What exactly is asked about; without it, the content of the application.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<String>,
    },
    /// 延期答复告知书 (Art. 33 para. 2).
    Extension {
        /// By how much.
        period: Period,
        /// Who consented for the disclosure office.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approved_by: Option<String>,
        /// The last day for the answer now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<NaiveDate>,
    },
    /// 延迟答复告知书 (Art. 35): the reasons are reasonable, the time is not enough.
    Deferral {
        /// The day until which the answer is promised.
        until: NaiveDate,
    },
    /// 收费通知书 (Art. 42).
    Fee {
        /// The method.
        method: FeeMethod,
        /// How many yuan.
        amount: u64,
        /// The reckoning, sentence by sentence.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        reckoning: Vec<String>,
    },
    /// 答复书、告知书 (Arts. 36 to 39 and others).
    Answer {
        /// What it says.
        answer: Answer,
    },
    /// 不再处理告知书: the application is closed without an answer (Art. 30, fee rules).
    Closing {
        /// Why.
        reason: CloseReason,
        /// The reasons in words, where `reason` is `other`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasons: Option<String>,
    },
    /// 转送告知书 (Art. 41).
    Transfer {
        /// To whom.
        to: String,
    },
    /// 更正告知书 (Art. 41).
    RecordCorrected {},
    /// 告知第三方: the body discloses against the will of a third party, for the public
    /// interest, and tells it what and why (Art. 32).
    ThirdPartyNotice {
        /// The third party.
        party: String,
        /// What is disclosed.
        disclosed: String,
        /// Why not to disclose it would have a major effect on the public interest.
        reasons: String,
    },
}

/// What kind of letter (函件种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.LetterKind"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LetterKind {
    /// 登记回执.
    Receipt,
    /// 补正告知书.
    Correction,
    /// 说明理由通知书.
    ReasonsRequest,
    /// 征求意见书.
    Consultation,
    /// 延期答复告知书.
    Extension,
    /// 延迟答复告知书.
    Deferral,
    /// 收费通知书.
    Fee,
    /// 答复书、告知书.
    Answer,
    /// 不再处理告知书.
    Closing,
    /// 转送告知书.
    Transfer,
    /// 更正告知书.
    RecordCorrected,
    /// 告知第三方.
    ThirdPartyNotice,
}

impl LetterDraft {
    /// Its kind.
    pub fn kind(&self) -> LetterKind {
        match self {
            Self::Receipt { .. } => LetterKind::Receipt,
            Self::Correction { .. } => LetterKind::Correction,
            Self::ReasonsRequest {} => LetterKind::ReasonsRequest,
            Self::Consultation { .. } => LetterKind::Consultation,
            Self::Extension { .. } => LetterKind::Extension,
            Self::Deferral { .. } => LetterKind::Deferral,
            Self::Fee { .. } => LetterKind::Fee,
            Self::Answer { .. } => LetterKind::Answer,
            Self::Closing { .. } => LetterKind::Closing,
            Self::Transfer { .. } => LetterKind::Transfer,
            Self::RecordCorrected {} => LetterKind::RecordCorrected,
            Self::ThirdPartyNotice { .. } => LetterKind::ThirdPartyNotice,
        }
    }
}

impl LetterKind {
    /// Every kind, in the order of a case.
    pub const ALL: [Self; 12] = [
        Self::Receipt,
        Self::Correction,
        Self::ReasonsRequest,
        Self::Consultation,
        Self::ThirdPartyNotice,
        Self::Extension,
        Self::Deferral,
        Self::Fee,
        Self::Answer,
        Self::Closing,
        Self::Transfer,
        Self::RecordCorrected,
    ];

    /// The name in data, as in `third_party_notice`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Correction => "correction",
            Self::ReasonsRequest => "reasons_request",
            Self::Consultation => "consultation",
            Self::Extension => "extension",
            Self::Deferral => "deferral",
            Self::Fee => "fee",
            Self::Answer => "answer",
            Self::Closing => "closing",
            Self::Transfer => "transfer",
            Self::RecordCorrected => "record_corrected",
            Self::ThirdPartyNotice => "third_party_notice",
        }
    }
}
