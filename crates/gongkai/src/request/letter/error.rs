use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::facts::LetterKind;
use crate::law::{Citation, Lang, Period};
use crate::request::cite::cited;
use crate::request::{RemedyError, RequestError};

/// Why a letter is not written: it would lack what the law demands of it (不能成文的原因).
///
/// As JSON: its facts, by the names of its fields; its name is [`LetterError::code`].
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.LetterError"))]
#[serde(untagged)]
#[non_exhaustive]
pub enum LetterError {
    /// Something that the letter has to tell is missing.
    #[error("the letter lacks {}", what.english())]
    Missing {
        /// What.
        what: Missing,
        /// The articles that demand it.
        basis: Vec<Citation>,
    },
    /// The ground is not in the taxonomy of exemptions, or no ground to withhold.
    #[error("`{ground}` is no ground for withholding under Arts. 14 to 16")]
    NoGround {
        /// The code given.
        ground: String,
    },
    /// A refusal because a law prohibits disclosure, which names no law or administrative
    /// regulation.
    #[error("the reasons name no law or administrative regulation that prohibits disclosure")]
    LawNotNamed,
    /// The application came under the text of 2007; letters are written under that of 2019.
    #[error("received on {received}: letters are written under the text in force from 2019-05-15")]
    OldText {
        /// The day of receipt.
        received: NaiveDate,
    },
    /// The extension is longer than the law allows.
    #[error("an extension of `{period}` is longer than `{longest}`")]
    ExtensionTooLong {
        /// What was given.
        period: Period,
        /// The longest.
        longest: Period,
    },
    /// The last day set for the applicant is not after the day of the letter.
    #[error("the last day `{until}` is not after the day of the letter, {on}")]
    UntilTooEarly {
        /// The last day.
        until: NaiveDate,
        /// The day of the letter.
        on: NaiveDate,
    },
    /// A step that must come before is not on record.
    #[error("{} is not on record", step.english())]
    StepMissing {
        /// Which.
        step: Before,
    },
    /// Only a request to have a record corrected is passed on.
    #[error(
        "only a request to have a record corrected is passed on; for information the applicant is told the body responsible"
    )]
    NotARecordCorrection,
    /// Nothing in the case calls for such a letter.
    #[error("nothing in the case calls for a letter{}", kind.map(|k| format!(" of kind `{}`", k.name())).unwrap_or_default())]
    NothingToWrite {
        /// The kind asked for.
        kind: Option<LetterKind>,
    },
    /// The event that the letter would tell of has no effect.
    #[error("the event has no effect, so no letter is due: {error}")]
    NoEffect {
        /// Why.
        error: RequestError,
    },
    /// The remedies cannot be told.
    #[error(transparent)]
    Remedy(#[from] RemedyError),
}

/// What a letter may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.LetterMissing"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Missing {
    /// The name of the body that writes.
    Body,
    /// The name of the applicant.
    Applicant,
    /// Whom it is written to.
    Party,
    /// What was asked for.
    Content,
    /// The day of receipt.
    Received,
    /// The reasons.
    Reasons,
    /// The information, or how to get it.
    Provided,
    /// The way to information already public.
    Whereabouts,
    /// The parts that are withheld.
    WithheldParts,
    /// Where the body searched.
    Search,
    /// How to reach the body responsible.
    BodyContact,
    /// The earlier answer.
    Earlier,
    /// The rule on access, and where to turn to.
    Rule,
    /// What is to be made clear.
    Items,
    /// Who consented to the extension.
    Approval,
    /// The last day for the answer.
    Due,
    /// The amount of the fee.
    Amount,
    /// How to pay.
    Payment,
    /// To whom a request is passed on.
    Recipient,
    /// The body for reconsideration.
    ReviewBody,
    /// What is disclosed.
    Disclosed,
}

/// A step that has to come before a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.LetterBefore"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Before {
    /// Asking the applicant for reasons (Art. 35).
    ReasonsRequested,
    /// Asking the applicant to make the content clear (Art. 30).
    CorrectionRequested,
    /// The notice of a fee.
    FeeNotified,
    /// Asking the third party (Art. 32).
    ThirdPartyAsked,
}

impl Missing {
    /// The name of the error, the articles that demand it, and what it is in both languages.
    fn facts(
        self,
    ) -> (
        &'static str,
        &'static [&'static str],
        &'static str,
        &'static str,
    ) {
        match self {
            Self::Body => ("missing_body", &[], "发文机关名称", "the name of the body"),
            Self::Applicant => (
                "missing_applicant",
                &["ogi-2019:29.2(1)"],
                "申请人姓名或者名称",
                "the name of the applicant",
            ),
            Self::Party => (
                "missing_party",
                &["ogi-2019:32"],
                "征求意见的对象",
                "whom it is written to",
            ),
            Self::Content => (
                "missing_content",
                &["ogi-2019:29.2(2)"],
                "申请公开的内容",
                "what was asked for",
            ),
            Self::Received => (
                "missing_received",
                &["ogi-2019:31"],
                "收到申请之日（尚未与申请人确认）",
                "the day of receipt: it was not confirmed with the applicant yet",
            ),
            Self::Reasons => ("missing_reasons", &["ogi-2019:36(3)"], "理由", "reasons"),
            Self::Provided => (
                "missing_provided",
                &["ogi-2019:36(2)"],
                "所提供的信息，或者获取的方式、途径和时间",
                "the information, or how, through which channel and when to get it",
            ),
            Self::Whereabouts => (
                "missing_whereabouts",
                &["ogi-2019:36(1)"],
                "获取该信息的方式、途径",
                "how and through which channel to get the information",
            ),
            Self::WithheldParts => (
                "missing_withheld_parts",
                &["ogi-2019:37"],
                "不予公开的部分",
                "the parts that are withheld",
            ),
            Self::Search => (
                "missing_search",
                &["ogi-2019:36(4)"],
                "检索情况",
                "where the body searched",
            ),
            Self::BodyContact => (
                "missing_body_contact",
                &["ogi-2019:36(5)"],
                "负责公开的行政机关的联系方式",
                "how to reach the body responsible",
            ),
            Self::Earlier => (
                "missing_earlier",
                &["ogi-2019:36(6)"],
                "先前答复或者提供的情况",
                "the earlier answer",
            ),
            Self::Rule => (
                "missing_rule",
                &["ogi-2019:36(7)"],
                "所依照的法律、行政法规规定",
                "the rule on access",
            ),
            Self::Items => (
                "missing_items",
                &["ogi-2019:30"],
                "需要补正的事项",
                "what is to be made clear",
            ),
            Self::Approval => (
                "missing_approval",
                &["ogi-2019:33.2"],
                "同意延期的政府信息公开工作机构负责人",
                "who consented to the extension",
            ),
            Self::Due => (
                "missing_due",
                &["ogi-2019:33.2"],
                "答复期限届满之日",
                "the last day for the answer",
            ),
            Self::Amount => (
                "missing_amount",
                &["processing-fees-2020:6"],
                "收费金额",
                "the amount of the fee",
            ),
            Self::Payment => (
                "missing_payment",
                &["processing-fees-2020:6"],
                "缴费方式",
                "how to pay",
            ),
            Self::Recipient => (
                "missing_recipient",
                &["ogi-2019:41"],
                "转送的行政机关",
                "to whom it is passed on",
            ),
            Self::ReviewBody => (
                "missing_review_body",
                &[
                    "administrative-reconsideration-2023:20.3",
                    "administrative-reconsideration-2023:23.2",
                ],
                "行政复议机关",
                "the body for reconsideration",
            ),
            Self::Disclosed => (
                "missing_disclosed",
                &["ogi-2019:32"],
                "决定公开的内容",
                "what is disclosed",
            ),
        }
    }

    /// The error, under the article that usually demands it.
    pub(super) fn error(self) -> LetterError {
        self.under(self.facts().1)
    }

    /// The error, under these articles.
    pub(super) fn under(self, basis: &[&str]) -> LetterError {
        LetterError::Missing {
            what: self,
            basis: cited(basis),
        }
    }

    fn english(self) -> &'static str {
        self.facts().3
    }
}

impl Before {
    fn facts(
        self,
    ) -> (
        &'static str,
        &'static [&'static str],
        &'static str,
        &'static str,
    ) {
        match self {
            Self::ReasonsRequested => (
                "reasons_not_requested",
                &["ogi-2019:35"],
                "要求申请人说明理由",
                "the request for reasons",
            ),
            Self::CorrectionRequested => (
                "correction_not_requested",
                &["ogi-2019:30"],
                "告知申请人补正",
                "the notice to make the content clear",
            ),
            Self::FeeNotified => (
                "fee_not_notified",
                &["processing-fees-2020:6"],
                "收费通知",
                "the notice of the fee",
            ),
            Self::ThirdPartyAsked => (
                "third_party_not_asked",
                &["ogi-2019:32"],
                "书面征求第三方意见",
                "the written request for the third party’s opinion",
            ),
        }
    }

    fn english(self) -> &'static str {
        self.facts().3
    }
}

impl LetterError {
    /// The name of the error, the same in every language, as in `missing_reasons`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { what, .. } => what.facts().0,
            Self::NoGround { .. } => "no_ground",
            Self::LawNotNamed => "law_not_named",
            Self::OldText { .. } => "old_text",
            Self::ExtensionTooLong { .. } => "extension_too_long",
            Self::UntilTooEarly { .. } => "until_too_early",
            Self::StepMissing { step } => step.facts().0,
            Self::NotARecordCorrection => "not_a_record_correction",
            Self::NothingToWrite { .. } => "nothing_to_write",
            Self::NoEffect { error } => error.code(),
            Self::Remedy(error) => error.code(),
        }
    }

    /// The articles that demand what is missing.
    pub fn citations(&self) -> Vec<Citation> {
        match self {
            Self::Missing { basis, .. } => basis.clone(),
            Self::NoGround { .. } => cited(&["ogi-2019:13.1", "ogi-2019:36(3)"]),
            Self::LawNotNamed => cited(&["ogi-2019:14"]),
            Self::OldText { .. } => cited(&["ogi-2019:56"]),
            Self::ExtensionTooLong { .. } => cited(&["ogi-2019:33.2"]),
            Self::UntilTooEarly { .. } => cited(&["ogi-2019:30"]),
            Self::StepMissing { step } => cited(step.facts().1),
            Self::NotARecordCorrection => cited(&["ogi-2019:36(5)", "ogi-2019:41"]),
            Self::NothingToWrite { .. } => Vec::new(),
            Self::NoEffect { error } => error.citations(),
            Self::Remedy(error) => error.citations(),
        }
    }

    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Missing { what, .. } => format!("缺少{}，不能成文", what.facts().2),
            Self::NoGround { ground } => {
                format!("“{ground}”不是条例第十四条至第十六条规定的不予公开情形")
            }
            Self::LawNotNamed => "没有写明是哪一部法律、行政法规禁止公开".to_owned(),
            Self::OldText { received } => {
                format!(
                    "申请于{received}收到，适用2007年条例；文书只按2019年5月15日起施行的条例制作"
                )
            }
            Self::ExtensionTooLong { period, longest } => {
                format!("延长{}，超过最长的{}", period.chinese(), longest.chinese())
            }
            Self::UntilTooEarly { until, on } => {
                format!("要求申请人办理的期限{until}不晚于行文之日{on}")
            }
            Self::StepMissing { step } => format!("没有“{}”的记录，不能成文", step.facts().2),
            Self::NotARecordCorrection => {
                "只有要求更正记录的申请可以转送；申请公开信息的，应当告知负责公开的机关".to_owned()
            }
            Self::NothingToWrite { kind: None } => "办件记录中没有需要行文的事".to_owned(),
            Self::NothingToWrite { kind: Some(kind) } => {
                format!("办件记录中没有需要制作“{}”的事", kind.title())
            }
            Self::NoEffect { error } => {
                format!("该事项没有效力，不能成文：{}", error.message(lang))
            }
            Self::Remedy(error) => error.message(lang),
        }
    }
}
