use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::Claim;
use super::origin::Origin;
use crate::law::{InstrumentKind, Period};

/// What is known about a piece of information whose disclosure is examined (审查事实).
///
/// Every field may be absent: what is not known is said in the assessment, not guessed. A field
/// that does not belong here is refused, so that a misspelt one is not taken for unknown.
///
/// ```
/// use gongkai::exemption::Facts;
/// let facts: Facts = serde_json::from_str(r#"{"title": "会议纪要", "scene": "on_request"}"#)?;
/// assert_eq!(facts.origin, None);
/// assert!(serde_json::from_str::<Facts>(r#"{"titel": "会议纪要"}"#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(alias = "审查事实")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Facts"))]
#[serde(deny_unknown_fields, default)]
pub struct Facts {
    /// What is examined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The body that examines it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// On which occasion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scene: Option<Scene>,
    /// What the unit in charge proposes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposes: Option<Proposal>,
    /// Whether it is government information (Arts. 2 and 54).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Where it comes from (Art. 10).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The search for it (Arts. 36 item 4 and 38); not asked in a proactive review.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
    /// Whether it is public already (Art. 36 item 1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Claim<Published>>,
    /// Whether a law has its own way of access to it (Art. 36 item 7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_access: Option<Claim<SpecialAccess>>,
    /// The grounds of Arts. 14 to 16; `false`: examined, none applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grounds: Option<Claim<Grounds>>,
    /// Its parts, where they differ. What a part does not say is taken from `grounds`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartFacts>,
    /// Whether what may be disclosed can be separated from the rest (Art. 37).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separable: Option<bool>,
    /// The form in which it is wanted (Art. 40).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<FormFacts>,
}

/// On which occasion information is examined (审查场合).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Scene"))]
#[serde(rename_all = "snake_case")]
pub enum Scene {
    /// 主动公开: before publication.
    Proactive,
    /// 依申请公开: for an application.
    OnRequest,
}

/// What the unit in charge proposes (拟办意见).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Proposal"))]
#[serde(rename_all = "snake_case")]
pub enum Proposal {
    /// To disclose.
    Disclose,
    /// To withhold.
    Withhold,
}

/// The tests of Art. 2, and of Art. 54 for organisations (是否政府信息).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Scope"))]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    /// Who made or obtained it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// Whether that was in the course of administrative management, not of civil, criminal or
    /// party business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<bool>,
    /// Whether it is recorded and kept in some form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<bool>,
}

/// What kind of holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Holder"))]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// 行政机关.
    AdministrativeOrgan,
    /// 法律、法规授权的具有管理公共事务职能的组织 (Art. 54).
    AuthorisedOrganisation,
    /// 公共企事业单位, as schools, hospitals, water works (Art. 55): rules of their sectors.
    PublicEnterprise,
    /// Any other: a party organ, a court, a people's congress, a village committee.
    Other,
}

/// The search for what is asked for (检索).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Search"))]
#[serde(deny_unknown_fields, default)]
pub struct Search {
    /// Whether it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<bool>,
    /// Where was searched: the record that an answer of non-existence needs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Whether what is asked for could only be made by processing or analysing what exists
    /// (Art. 38); separating parts is no such processing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs_processing: Option<bool>,
}

/// A publication (已公开).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Published"))]
#[serde(deny_unknown_fields, default)]
pub struct Published {
    /// Where: the way and channel that an applicant is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whereabouts: Option<String>,
    /// Whether a body entitled to it decided so; `false` for a leak or a report by others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub officially: Option<bool>,
}

/// A law's own way of access (特别查询规定).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.SpecialAccess"))]
#[serde(deny_unknown_fields, default)]
pub struct SpecialAccess {
    /// The law or administrative regulation, as in `《不动产登记暂行条例》第二十七条`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What kind of text it is, where the library does not know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<InstrumentKind>,
    /// Where to turn to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// A part that is judged for itself (部分).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.PartFacts"))]
#[serde(deny_unknown_fields, default)]
pub struct PartFacts {
    /// Which part, as in `附件2第3列`.
    pub part: String,
    /// The grounds that concern it; `false`: none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grounds: Option<Claim<Grounds>>,
}

/// The grounds of Arts. 14 to 16, each examined or not (不予公开理由).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Grounds"))]
#[serde(deny_unknown_fields, default)]
pub struct Grounds {
    /// 国家秘密.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_secret: Option<Claim<Secret>>,
    /// 法律、行政法规禁止公开.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prohibition: Option<Claim<ProhibitionClaim>>,
    /// 危及国家安全、公共安全、经济安全、社会稳定.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endangers: Option<Claim<Danger>>,
    /// 第三方合法权益, one entry for each third party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub third_party: Option<Claim<Vec<ThirdParty>>>,
    /// 内部事务信息.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal: Option<Claim<Internal>>,
    /// 过程性信息.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub process: Option<Claim<Process>>,
    /// 行政执法案卷信息.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enforcement_file: Option<Claim<CaseFile>>,
    /// Whether a law, regulation or rule orders disclosure (Art. 16 para. 2; 保密法第四条).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disclosure_ordered: Option<Claim<Order>>,
    /// Whether the body cannot determine it (Art. 17 para. 3). Absent: no doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsure: Option<Claim<Doubt>>,
    /// Reasons given that are no ground of the Regulation, as 敏感、不宜公开、工作秘密.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

/// The levels of state secrets (密级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.SecretLevel"))]
#[serde(rename_all = "snake_case")]
pub enum SecretLevel {
    /// 秘密.
    Secret,
    /// 机密.
    HighlySecret,
    /// 绝密.
    TopSecret,
}

/// How long a state secret is one (保密期限、解密时间、解密条件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.SecretTerm"))]
#[serde(rename_all = "snake_case")]
pub enum SecretTerm {
    /// For a length of time from the day of issue: `{"period": "10y"}`.
    Period(Period),
    /// Through a day, itself included: `{"until": "2030-06-30"}`.
    Until(NaiveDate),
    /// Until something happens: `{"condition": {"text": "会议开始前", "met": false}}`.
    Condition(Condition),
    /// 长期, as on old marks: `"indefinite"`. The law knows no such term.
    Indefinite,
}

/// A condition of declassification (解密条件).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Condition"))]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    /// What has to happen.
    pub text: String,
    /// Whether it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met: Option<bool>,
}

/// A state secret as claimed (国家秘密).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Secret"))]
#[serde(deny_unknown_fields, default)]
pub struct Secret {
    /// The level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<SecretLevel>,
    /// The term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<SecretTerm>,
    /// The day of issue that the carrier bears, else of the notification: the term runs from
    /// it (保密法实施条例第十九条).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<NaiveDate>,
    /// The rule that allows a term above the maximum of the level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longer_term_rule: Option<String>,
    /// Who classified it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classified_by: Option<Classifier>,
    /// Whether the carrier bears the mark, or, where it can bear none, its readers were told in
    /// writing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marked: Option<bool>,
    /// The day on which it was declassified by decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declassified: Option<NaiveDate>,
    /// An extension of its term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extended: Option<Extension>,
}

/// An extension of the term of a secret (延长保密期限).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Extension"))]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// The day of the decision, to be made before the term ends (保密法第二十四条).
    pub on: NaiveDate,
    /// The new last day.
    pub until: NaiveDate,
}

/// Who classified a secret (定密机关).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Classifier"))]
#[serde(deny_unknown_fields, default)]
pub struct Classifier {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its level, which decides on its authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<ClassifierLevel>,
    /// The written authorisation, where it has no authority of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorisation: Option<String>,
    /// The classified matter that it carries out or works on (派生定密).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derived_from: Option<Source>,
}

/// The classified matter that a derived classification follows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Source"))]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// Its title or number.
    pub document: String,
    /// Its level, which the derived one has to follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<SecretLevel>,
}

/// The levels of bodies that classify (保密法第十七条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.ClassifierLevel"))]
#[serde(rename_all = "snake_case")]
pub enum ClassifierLevel {
    /// 中央国家机关: all levels of secrets.
    Central,
    /// 省级机关: all levels.
    Provincial,
    /// 设区的市级机关: 机密 and 秘密.
    Prefecture,
    /// 县级机关: none of its own.
    County,
    /// 乡镇、街道: none of its own.
    Township,
    /// 公安机关、国家安全机关, within their work: as prescribed.
    SecurityOrgan,
}

/// A prohibition of disclosure as claimed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.ProhibitionClaim"))]
#[serde(deny_unknown_fields, default)]
pub struct ProhibitionClaim {
    /// The article, as in `《统计法》第二十八条` or `statistics-2024:28`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What kind of text it is, where the library does not know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<InstrumentKind>,
    /// Whether one of its own exceptions applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<bool>,
}

/// What disclosure would endanger, as claimed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Danger"))]
#[serde(deny_unknown_fields, default)]
pub struct Danger {
    /// Which of the four.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aspects: Vec<Safety>,
    /// The evidence that disclosure would have an adverse effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// The four of Art. 14: 三安全一稳定.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Safety"))]
#[serde(rename_all = "snake_case")]
pub enum Safety {
    /// 国家安全.
    NationalSecurity,
    /// 公共安全.
    PublicSecurity,
    /// 经济安全.
    EconomicSecurity,
    /// 社会稳定.
    SocialStability,
}

/// A third party and its right, as claimed (第三方).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.ThirdParty"))]
#[serde(deny_unknown_fields, default)]
pub struct ThirdParty {
    /// Which kind of right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ThirdPartyKind>,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Trade secret: whether it is not publicly known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_known: Option<bool>,
    /// Trade secret: whether it has commercial value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valuable: Option<bool>,
    /// Trade secret: whether its owner keeps it confidential.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept_secret: Option<bool>,
    /// Privacy: whether it is private information (民法典第一千零三十二条).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private: Option<bool>,
    /// Other rights: which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<String>,
    /// Whether disclosure would harm it, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harm: Option<Claim<String>>,
    /// Whether it was asked in writing, and what it said (Art. 32).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consultation: Option<Claim<Consulted>>,
    /// Whether withholding would gravely affect the public interest, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_interest: Option<Claim<String>>,
}

/// The kinds of rights of Art. 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.ThirdPartyKind"))]
#[serde(rename_all = "snake_case")]
pub enum ThirdPartyKind {
    /// 商业秘密.
    TradeSecret,
    /// 个人隐私.
    PersonalPrivacy,
    /// 其他合法权益.
    Other,
}

/// What a third party said when asked (第三方意见).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Consulted"))]
#[serde(deny_unknown_fields, default)]
pub struct Consulted {
    /// The opinion; `None` while it is awaited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opinion: Option<PartyOpinion>,
    /// Whether an objection has reasonable grounds, in the judgement of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasonable: Option<bool>,
}

/// What a third party says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.PartyOpinion"))]
#[serde(rename_all = "snake_case")]
pub enum PartyOpinion {
    /// 同意公开.
    Agrees,
    /// 不同意公开.
    Objects,
    /// 逾期未提出意见: the body decides.
    Silent,
}

/// Internal affairs as claimed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Internal"))]
#[serde(deny_unknown_fields, default)]
pub struct Internal {
    /// Which of the three.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<InternalKind>,
    /// Whether it affects rights and duties outside the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affects_outside: Option<bool>,
    /// Whether the body decides to disclose it all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waived: Option<bool>,
}

/// The three kinds of internal affairs (Art. 16 para. 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.InternalKind"))]
#[serde(rename_all = "snake_case")]
pub enum InternalKind {
    /// 人事管理.
    Personnel,
    /// 后勤管理.
    Logistics,
    /// 内部工作流程.
    Workflow,
}

/// A deliberative record as claimed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Process"))]
#[serde(deny_unknown_fields, default)]
pub struct Process {
    /// Which of the four.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ProcessKind>,
    /// Whether the body decides to disclose it all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waived: Option<bool>,
}

/// The four kinds of deliberative records (Art. 16 para. 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.ProcessKind"))]
#[serde(rename_all = "snake_case")]
pub enum ProcessKind {
    /// 讨论记录.
    Discussion,
    /// 过程稿.
    Draft,
    /// 磋商信函.
    Letter,
    /// 请示报告.
    Report,
}

/// An enforcement file as claimed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.CaseFile"))]
#[serde(deny_unknown_fields, default)]
pub struct CaseFile {
    /// Whether the body decides to disclose it all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waived: Option<bool>,
}

/// A rule that orders disclosure (规定应当公开).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Order"))]
#[serde(deny_unknown_fields, default)]
pub struct Order {
    /// The article, as in `《政府信息公开条例》第二十条第六项`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What kind of text it is, where the library does not know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<InstrumentKind>,
    /// Whether it orders proactive disclosure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proactive: Option<bool>,
}

/// A doubt that the body cannot settle itself (不能确定).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Doubt"))]
#[serde(deny_unknown_fields, default)]
pub struct Doubt {
    /// Whether it is on secrecy; otherwise on something that another department judges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<bool>,
    /// The department in charge of what is doubtful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competent: Option<String>,
}

/// The form in which information is wanted (公开形式).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.FormFacts"))]
#[serde(deny_unknown_fields, default)]
pub struct FormFacts {
    /// What the applicant wants, as in `纸质复印件`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requested: Option<String>,
    /// Whether that would endanger the carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endangers_carrier: Option<bool>,
    /// Whether that would cost too much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub too_costly: Option<bool>,
}
