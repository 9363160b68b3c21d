use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::data::DocumentKind;
use crate::case::{CaseEvent, ContentHash};
use crate::catalogue::Channel;
use crate::law::{Lang, Period};

/// What happens in a consultation (征求意见事件). The day is that of the entry it stands in.
///
/// As JSON: an object whose `event` names it, as in
/// `{"on": "2026-09-01", "event": "opened", "title": "…", "kind": "major_decision", "body": "…"}`.
#[doc(alias = "意见征集事件")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(rename = "consultation.ConsultationEvent")
)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum ConsultationEvent {
    /// 立卷: a decision is to be put before the public. Always the first event.
    Opened {
        /// What is to be decided.
        title: String,
        /// The kind of consultation, by its id in the data.
        kind: String,
        /// Who runs it.
        body: String,
        /// A local rule on the least time. It takes the place of a default of this library; next
        /// to a national figure the longer of the two holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        local: Option<LocalMinimum>,
    },
    /// 公布草案: draft, basis and explanation were published; the time for comments runs from
    /// the next day.
    Published {
        /// What was published.
        documents: Vec<PublishedDocument>,
        /// Where.
        channels: Vec<Channel>,
        /// The last day on which comments are taken, as announced.
        until: NaiveDate,
        /// The ways of commenting, as announced.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ways: Vec<CommentChannel>,
        /// Why the time is shorter than it would have to be, as announced.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shortened: Option<String>,
    },
    /// 延长期限: comments are taken until a later day.
    Extended {
        /// That day.
        until: NaiveDate,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 缩短期限: the time is shortened while it runs.
    Shortened {
        /// The last day now.
        until: NaiveDate,
        /// Why, as told to the public.
        reason: String,
    },
    /// 收到意见: a comment came in. It is taken whenever it comes, and marked when it comes late.
    CommentReceived {
        /// Its number in the register, each once.
        id: String,
        /// Who comments.
        from: PartyKind,
        /// The way it came.
        channel: CommentChannel,
        /// What it says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// What is attached, by reference.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Attachment>,
    },
    /// 撤回意见: a comment was withdrawn by its author.
    CommentWithdrawn {
        /// Which.
        id: String,
    },
    /// 归类: comments are put into a group, to be answered together. A comment is in one group;
    /// put into another, it leaves the first.
    Grouped {
        /// The group's name or number.
        group: String,
        /// The comments.
        comments: Vec<String>,
        /// What they have in common.
        summary: String,
    },
    /// 研究采纳情况: what becomes of a group of comments.
    GroupAnswered {
        /// Which.
        group: String,
        /// Whether it is adopted.
        adoption: Adoption,
        /// Why; needed unless it is adopted in full.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasons: Option<String>,
    },
    /// 结束征求意见: the time for comments was closed.
    Closed {},
    /// 多数反对: most of those concerned hold the plan to be against the law.
    MajorityObjected {
        /// How that was found.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        how: Option<String>,
    },
    /// 举行听证会: a hearing was held.
    HearingHeld {
        /// The day on which it was announced.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        announced: Option<NaiveDate>,
        /// The day on which the papers reached the participants.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        material: Option<NaiveDate>,
        /// How many took part.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        participants: Option<u32>,
    },
    /// 修改草案: the draft was changed after publication.
    Revised {
        /// The content now.
        content: ContentHash,
        /// Whether rights, duties or the substance change, in the judgement of the body.
        #[serde(default)]
        substantial: bool,
        /// What changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary: Option<String>,
    },
    /// 再次征求意见: the consultation is taken up again; the draft has to be published anew.
    Reopened {
        /// Why.
        reason: String,
    },
    /// 公布征求意见情况: what came in and what became of it was published.
    ResultPublished {
        /// Where.
        channels: Vec<Channel>,
        /// How many comments it says were received.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received: Option<u32>,
        /// The content of what was published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        content: Option<ContentHash>,
    },
    /// 提交审议: the draft goes to the decision.
    DecisionSubmitted {
        /// The content submitted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        content: Option<ContentHash>,
    },
    /// 公布决策: the decision was published.
    DecisionPublished {},
    /// 终止: the draft was given up; nothing further is owed.
    Dropped {
        /// Why.
        reason: String,
    },
    /// 邀请列席: people were invited to sit in on a meeting.
    MeetingInvited {
        /// Which meeting.
        meeting: String,
        /// Who.
        participants: Vec<Invitees>,
    },
    /// 提问: a participant, or anybody else, asked something.
    QuestionRaised {
        /// Who.
        from: PartyKind,
        /// What.
        text: String,
        /// At which meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        meeting: Option<String>,
    },
    /// 撤销一条记录: an entry of this file was wrong and does not count.
    Struck {
        /// Which, from 0.
        index: u32,
        /// Why.
        reason: String,
    },
}

impl CaseEvent for ConsultationEvent {
    fn strikes(&self) -> Option<u32> {
        match self {
            Self::Struck { index, .. } => Some(*index),
            _ => None,
        }
    }
}

/// A least time that a local text sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.LocalMinimum"))]
#[serde(deny_unknown_fields)]
pub struct LocalMinimum {
    /// How long.
    pub period: Period,
    /// The local text, in words.
    pub basis: String,
}

/// A document put before the public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(rename = "consultation.PublishedDocument")
)]
#[serde(deny_unknown_fields)]
pub struct PublishedDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Its content, exactly.
    pub content: ContentHash,
    /// Its title, where it is not plain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Something attached to a comment, by reference (附件).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Attachment"))]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// The name under which it is kept.
    pub name: String,
    /// Its content, where it was worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<ContentHash>,
}

/// Some of those invited (列席代表).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Invitees"))]
#[serde(deny_unknown_fields)]
pub struct Invitees {
    /// As what.
    pub kind: PartyKind,
    /// How many.
    pub count: u32,
}

/// What becomes of a group of comments (采纳情况).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Adoption"))]
#[serde(rename_all = "snake_case")]
pub enum Adoption {
    /// 采纳.
    Adopted,
    /// 部分采纳.
    Partly,
    /// 不采纳.
    NotAdopted,
}

/// Who comments, asks or is invited (参与方).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.PartyKind"))]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// 公民.
    Citizen,
    /// 利益相关方: somebody whose interests the draft touches, as a household to be moved.
    Affected,
    /// 企业、个体工商户.
    Enterprise,
    /// 行业协会商会.
    Association,
    /// 社会组织、人民团体.
    SocialOrganisation,
    /// 人大代表.
    Deputy,
    /// 政协委员.
    CppccMember,
    /// 专家.
    Expert,
    /// 媒体.
    Media,
    /// 机关、单位.
    PublicBody,
    /// 其他.
    Other,
}

/// The way a comment came (意见来源渠道).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.CommentChannel"))]
#[serde(rename_all = "snake_case")]
pub enum CommentChannel {
    /// 网站.
    Website,
    /// 电子邮件.
    Email,
    /// 信函.
    Letter,
    /// 电话.
    Phone,
    /// 传真.
    Fax,
    /// 当面.
    InPerson,
    /// 微信、客户端等新媒体.
    App,
    /// 座谈会、论证会.
    Meeting,
    /// 听证会.
    Hearing,
    /// 问卷、民意调查.
    Survey,
    /// 其他.
    Other,
}

impl Adoption {
    /// Its name.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Adopted, Lang::Zh) => "采纳",
            (Self::Partly, Lang::Zh) => "部分采纳",
            (Self::NotAdopted, Lang::Zh) => "不采纳",
            (Self::Adopted, Lang::En) => "adopted",
            (Self::Partly, Lang::En) => "adopted in part",
            (Self::NotAdopted, Lang::En) => "not adopted",
        }
    }
}

impl PartyKind {
    /// Its name.
    pub fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Citizen => ("公民", "citizen"),
            Self::Affected => ("利益相关方", "party concerned"),
            Self::Enterprise => ("企业", "enterprise"),
            Self::Association => ("行业协会商会", "trade association"),
            Self::SocialOrganisation => ("社会组织", "social organisation"),
            Self::Deputy => ("人大代表", "deputy to the people's congress"),
            Self::CppccMember => ("政协委员", "member of the consultative conference"),
            Self::Expert => ("专家", "expert"),
            Self::Media => ("媒体", "media"),
            Self::PublicBody => ("机关单位", "public body"),
            Self::Other => ("其他", "other"),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

impl CommentChannel {
    /// Its name.
    pub fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Website => ("网站", "website"),
            Self::Email => ("电子邮件", "e-mail"),
            Self::Letter => ("信函", "letter"),
            Self::Phone => ("电话", "telephone"),
            Self::Fax => ("传真", "fax"),
            Self::InPerson => ("当面", "in person"),
            Self::App => ("新媒体", "app"),
            Self::Meeting => ("座谈会", "meeting"),
            Self::Hearing => ("听证会", "hearing"),
            Self::Survey => ("问卷调查", "survey"),
            Self::Other => ("其他", "other"),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}
