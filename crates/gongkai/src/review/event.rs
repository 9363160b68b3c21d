use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::case::{CaseEvent, ContentHash};
use crate::catalogue::Mode;
use crate::exemption::{Assessment, Disposition};
use crate::finding::Profile;
use crate::law::Citation;

/// What happens to an item on its way out (审核事件). Day, person (`by`) and role (`role`) are
/// those of the entry it stands in.
///
/// As JSON: an object whose `event` names it, as in
/// `{"on": "2026-03-02", "by": "张敏", "role": "leader", "event": "approved"}`.
#[doc(alias = "审核事件")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.ReviewEvent"))]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum ReviewEvent {
    /// 拟稿立件: the case begins with a draft; who enters it is its drafter. Always first.
    Opened {
        /// What it is about.
        title: String,
        /// The pipeline that it goes through.
        pipeline: String,
        /// The hash of the draft.
        content: ContentHash,
        /// The id of the item, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<String>,
        /// The matter of the catalogue.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        matter: Option<String>,
        /// The attribute proposed at source (公开属性).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        attribute: Option<Mode>,
        /// Why, where it is not to be published.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reasons: String,
    },
    /// 认定公开属性: the attribute is proposed or changed. After submission the reviews are
    /// void.
    Attributed {
        /// The attribute.
        attribute: Mode,
        /// Why, where it is not to be published.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reasons: String,
    },
    /// 取得材料: a paper that opens a gate.
    Evidence {
        /// The gate.
        gate: String,
        /// What it is, or where it is kept.
        reference: String,
        /// The hash of the content that it speaks of; of an interpretation, its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        content: Option<ContentHash>,
        /// The day it bears; without it, that of the entry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dated: Option<NaiveDate>,
        /// The first day of what it is evidence of: the day on which the draft was put out for
        /// opinions, or sent to the legality review.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
        /// Its last day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<NaiveDate>,
        /// Why it was shorter than it should be.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        shortened: String,
    },
    /// 免去条件: a gate is waived.
    Waived {
        /// The gate.
        gate: String,
        /// Why it is not needed.
        reason: String,
    },
    /// 登记检查结果: what a check of this content found.
    FindingsRecorded {
        /// For what it was checked.
        profile: Profile,
        /// The content checked.
        content: ContentHash,
        /// What blocks under that profile; empty: nothing.
        #[serde(default)]
        blocking: Vec<Blocking>,
    },
    /// 登记审查意见: this content was assessed for exemptions (Arts. 14 to 17).
    Assessed {
        /// The content assessed.
        content: ContentHash,
        /// What came of it.
        disposition: Conclusion,
        /// The ground, as the taxonomy of exemptions codes it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ground: Option<String>,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reasons: String,
    },
    /// 送审: the draft goes to the first stage.
    Submitted {},
    /// 审核通过: a review, or a step on the matter, is done.
    Passed {
        /// The stage.
        stage: String,
    },
    /// 批准: the leader approves.
    Approved {},
    /// 退回: sent back.
    Returned {
        /// The stage, or `draft`.
        to: String,
        /// Why.
        reason: String,
    },
    /// 报请确定: whether it may be disclosed is asked of the authority in charge (Art. 17
    /// para. 3).
    Referred {
        /// Whom.
        to: String,
        /// What cannot be decided here.
        reason: String,
    },
    /// 收到确定意见: it answered.
    ReferralAnswered {
        /// Whether it may be disclosed.
        disclose: bool,
        /// The answer's number.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reference: String,
    },
    /// 修改内容: the content is another one now. The reviews of the old one are void.
    Changed {
        /// The hash of the new content.
        content: ContentHash,
        /// What was changed.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// 放行问题: a finding that blocks is let pass, for this content.
    Overridden {
        /// The finding, as recorded.
        finding: String,
        /// Why.
        reason: String,
    },
    /// 张榜: posted on a board of the current stage.
    Posted {
        /// The board, as the stage names it.
        board: String,
        /// What was posted.
        content: ContentHash,
        /// A photograph or address.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        proof: String,
    },
    /// 公示期满: the posting is taken down or declared closed.
    PostingClosed {},
    /// 收到异议: an objection to what is posted.
    ObjectionReceived {
        /// Its number.
        id: String,
        /// What it says, without personal data.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        says: String,
    },
    /// 异议查实: the objection is decided. Upheld, it sends the posting back.
    ObjectionDecided {
        /// Its number.
        id: String,
        /// Whether it is right.
        upheld: bool,
        /// Why.
        reasons: String,
    },
    /// 发布: published through a channel.
    Published {
        /// The channel, as in `government_website`.
        channel: String,
        /// What was published.
        content: ContentHash,
    },
    /// 发布解读: the interpretation is released.
    InterpretationReleased {
        /// The channel.
        channel: String,
        /// What was released.
        content: ContentHash,
    },
    /// 更正: what was published is replaced by a reviewed content, and the change told.
    CorrectedAfterPublication {
        /// The new content.
        content: ContentHash,
        /// What was wrong.
        reason: String,
    },
    /// 撤下: what was published is taken down, and that told.
    TakenDown {
        /// Why.
        reason: String,
        /// On which article.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<Citation>,
    },
    /// 收到意见: somebody says something on what was published.
    OpinionReceived {
        /// Its number.
        id: String,
        /// A question, a suggestion, a complaint.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        kind: String,
    },
    /// 答复意见.
    OpinionAnswered {
        /// Its number.
        id: String,
    },
    /// 归档: the file is closed, with the opinions.
    Filed {},
    /// 撤件: the case is given up before anything was published.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// 撤销一条记录: an entry of this file was wrong and does not count.
    Struck {
        /// Which, from 0.
        index: u32,
        /// Why.
        reason: String,
    },
}

impl CaseEvent for ReviewEvent {
    fn strikes(&self) -> Option<u32> {
        match self {
            Self::Struck { index, .. } => Some(*index),
            _ => None,
        }
    }
}

impl ReviewEvent {
    /// The event that records an assessment of a content.
    ///
    /// A content of which only a part may be disclosed is withheld as it stands: what may go
    /// out is another content, changed and assessed anew. So is what is not held, and what
    /// could not be determined for want of facts.
    pub fn assessed(content: ContentHash, assessment: &Assessment) -> Self {
        let (disposition, held) = match &assessment.disposition {
            Disposition::Disclose { .. } | Disposition::AlreadyPublic { .. } => {
                (Conclusion::Disclose, None)
            }
            Disposition::InPart { withheld, .. } => (Conclusion::Withhold, withheld.first()),
            Disposition::Withhold { grounds } => (Conclusion::Withhold, grounds.first()),
            Disposition::Refer { .. } => (Conclusion::Refer, None),
            Disposition::Route { .. } => (Conclusion::Route, None),
            Disposition::NotHeld { .. } | Disposition::Undetermined { .. } => {
                (Conclusion::Withhold, None)
            }
        };
        let ground = match &assessment.disposition {
            Disposition::NotHeld { ground, .. } => Some(ground.clone()),
            _ => held.map(|h| h.ground.clone()),
        };
        Self::Assessed {
            content,
            disposition,
            ground,
            reasons: String::new(),
        }
    }

    /// The name of the event, as in the field `event`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Attributed { .. } => "attributed",
            Self::Evidence { .. } => "evidence",
            Self::Waived { .. } => "waived",
            Self::FindingsRecorded { .. } => "findings_recorded",
            Self::Assessed { .. } => "assessed",
            Self::Submitted {} => "submitted",
            Self::Passed { .. } => "passed",
            Self::Approved {} => "approved",
            Self::Returned { .. } => "returned",
            Self::Referred { .. } => "referred",
            Self::ReferralAnswered { .. } => "referral_answered",
            Self::Changed { .. } => "changed",
            Self::Overridden { .. } => "overridden",
            Self::Posted { .. } => "posted",
            Self::PostingClosed {} => "posting_closed",
            Self::ObjectionReceived { .. } => "objection_received",
            Self::ObjectionDecided { .. } => "objection_decided",
            Self::Published { .. } => "published",
            Self::InterpretationReleased { .. } => "interpretation_released",
            Self::CorrectedAfterPublication { .. } => "corrected_after_publication",
            Self::TakenDown { .. } => "taken_down",
            Self::OpinionReceived { .. } => "opinion_received",
            Self::OpinionAnswered { .. } => "opinion_answered",
            Self::Filed {} => "filed",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Struck { .. } => "struck",
        }
    }
}

/// A finding that blocks, as recorded in a case file (未放行的问题).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Blocking"))]
#[serde(deny_unknown_fields)]
pub struct Blocking {
    /// Its fingerprint, by which it is overridden.
    pub finding: String,
    /// The code of its rule.
    pub rule: String,
    /// What it says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub says: String,
}

/// What an assessment came to, as far as a review goes by it (审查结论).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Conclusion"))]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// 公开.
    Disclose,
    /// 部分公开: this content is what may be disclosed of it.
    InPart,
    /// 不予公开.
    Withhold,
    /// 报有关部门确定 (Art. 17 para. 3).
    Refer,
    /// 按专门途径: another rule governs access.
    Route,
}

impl Conclusion {
    /// Whether this content may go out.
    pub fn discloses(self) -> bool {
        matches!(self, Self::Disclose | Self::InPart)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only what may be disclosed as it stands lets this content out.
    #[test]
    fn assessments_as_events() {
        let content = ContentHash::of(b"a list with account numbers");
        let assessment = |disposition: &str| -> Assessment {
            let text = format!(
                r#"{{"as_of": "2026-03-02", "disposition": {disposition}, "decided_by": "severable", "steps": [], "citations": ["ogi-2019:17"]}}"#
            );
            serde_json::from_str(&text).unwrap()
        };
        let held = r#"{"ground": "privacy", "basis": ["ogi-2019:15"]}"#;
        let in_part =
            format!(r#"{{"kind": "in_part", "disclosed": ["正文"], "withheld": [{held}]}}"#);
        let withhold = format!(r#"{{"kind": "withhold", "grounds": [{held}]}}"#);
        for (given, expected, code) in [
            (r#"{"kind": "disclose"}"#, Conclusion::Disclose, None),
            (in_part.as_str(), Conclusion::Withhold, Some("privacy")),
            (withhold.as_str(), Conclusion::Withhold, Some("privacy")),
            (
                r#"{"kind": "not_held", "ground": "not_found"}"#,
                Conclusion::Withhold,
                Some("not_found"),
            ),
            (
                r#"{"kind": "undetermined", "missing": []}"#,
                Conclusion::Withhold,
                None,
            ),
        ] {
            let event = ReviewEvent::assessed(content, &assessment(given));
            let ReviewEvent::Assessed {
                disposition,
                ground,
                ..
            } = event
            else {
                panic!("{event:?}");
            };
            assert_eq!(
                (disposition, ground.as_deref()),
                (expected, code),
                "{given}"
            );
        }
    }
}
