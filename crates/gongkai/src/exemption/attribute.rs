use serde::{Deserialize, Serialize};

use super::assessment::{Assessment, Disposition};
use super::ground::ground;
use super::words::cite;
use crate::finding::Lang;
use crate::law::Citation;

/// The three attributes that a document is given at its source (公开属性), before it is signed.
#[doc(alias = "公开属性")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Attribute"))]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    /// 不予公开.
    Withheld,
    /// 依申请公开.
    OnRequest,
    /// 主动公开.
    Proactive,
}

/// A document's attribute as proposed or signed, with its reasons (公开属性拟定).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Marking"))]
#[serde(deny_unknown_fields, default)]
pub struct Marking {
    /// The attribute; `None` when the draft bears none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribute: Option<Attribute>,
    /// The reasons for not disclosing it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<MarkingReason>,
    /// Whether it is a policy document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<bool>,
    /// Whether the disclosure office examined it before approval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub examined: Option<bool>,
    /// The attribute with which it was signed, where this is a change after signing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed: Option<Attribute>,
    /// Whether the change was decided anew by who signed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_anew: Option<bool>,
}

/// A reason for not disclosing a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.MarkingReason"))]
#[serde(deny_unknown_fields, default)]
pub struct MarkingReason {
    /// The code of the ground, as in `process_report`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// The reason in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What [`check_attribute`] found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.AttributeCheck"))]
pub struct AttributeCheck {
    /// Whether attribute and assessment agree.
    pub agrees: bool,
    /// Where they do not, or what has to be borne in mind.
    pub issues: Vec<AttributeIssue>,
}

/// Something about an attribute.
///
/// As JSON: an object whose `code` names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.AttributeIssue"))]
#[serde(tag = "code", rename_all = "snake_case")]
#[non_exhaustive]
pub enum AttributeIssue {
    /// The draft bears no attribute: it may be returned (退文).
    NoAttribute {},
    /// Withheld without reasons: it may be returned.
    NoReasons {},
    /// A reason that names no ground of Arts. 14 to 16.
    NotAGround {
        /// The reason.
        reason: String,
    },
    /// Withheld on a ground that the assessment did not find.
    GroundNotFound {
        /// The code of the ground.
        ground: String,
    },
    /// Withheld, and the assessment says disclose.
    WithheldThoughDisclosable {},
    /// Withheld as a whole, and the assessment withholds only parts.
    WithheldThoughInPart {
        /// What may be disclosed.
        disclosed: Vec<String>,
    },
    /// A policy document to be withheld was not examined by the disclosure office.
    PolicyNotExamined {},
    /// To be published, and the assessment withholds it.
    ProactiveThoughWithheld {},
    /// To be published, and parts of it are withheld: only after severance.
    ProactiveThoughInPart {},
    /// Marked for request, and the assessment withholds it: 依申请公开 is no way to withhold.
    OnRequestThoughWithheld {},
    /// Marked for request, and a rule orders proactive disclosure.
    OnRequestThoughOrdered {
        /// Which.
        rule: String,
    },
    /// A reminder, no disagreement: 依申请公开 is no ground to refuse an applicant.
    OnRequestIsNoGround {},
    /// The assessment is not settled yet: neither is the attribute.
    NotSettled {},
    /// Made less open after signing, without a new decision.
    DowngradedWithoutDecision {
        /// As signed.
        from: Attribute,
        /// As it is now.
        to: Attribute,
    },
}

impl AttributeIssue {
    /// Whether attribute and assessment disagree in it, or the marking is defective.
    pub fn is_disagreement(&self) -> bool {
        !matches!(self, Self::OnRequestIsNoGround {})
    }

    /// Whether the office may return the draft for it (退文).
    pub fn returns_the_draft(&self) -> bool {
        matches!(self, Self::NoAttribute {} | Self::NoReasons {})
    }

    /// The articles.
    pub fn citations(&self) -> Vec<Citation> {
        cite(match self {
            Self::NoAttribute {} | Self::NoReasons {} | Self::PolicyNotExamined {} => {
                &["open-government-rules-2016"]
            }
            Self::NotAGround { .. }
            | Self::GroundNotFound { .. }
            | Self::WithheldThoughDisclosable {}
            | Self::OnRequestThoughWithheld {} => &["ogi-2019:13.1"],
            Self::WithheldThoughInPart { .. } | Self::ProactiveThoughInPart {} => &["ogi-2019:37"],
            Self::ProactiveThoughWithheld {} => &["ogi-2019:14", "ogi-2019:15", "ogi-2019:16"],
            Self::OnRequestThoughOrdered { .. } => &["ogi-2019:19", "ogi-2019:20"],
            Self::OnRequestIsNoGround {} => &["ogi-2019:13", "ogi-2019:27"],
            Self::NotSettled {} => &["ogi-2019:17"],
            Self::DowngradedWithoutDecision { .. } => {
                &["ogi-2019:17.1", "open-government-rules-2016"]
            }
        })
    }

    /// It in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let say = |zh: &str, en: &str| super::either(lang, zh, en).to_owned();
        match self {
            Self::NoAttribute {} => say(
                "没有拟定公开属性，可以退文",
                "no attribute: the draft may be returned",
            ),
            Self::NoReasons {} => say(
                "拟不予公开而没有说明理由，可以退文",
                "withheld without reasons: the draft may be returned",
            ),
            Self::NotAGround { reason } if zh => {
                format!("“{reason}”不是条例第十四条至第十六条的理由")
            }
            Self::NotAGround { reason } => {
                format!("“{reason}” is no ground of Arts. 14 to 16")
            }
            Self::GroundNotFound { ground: code } => {
                let name = ground(code).map_or(code.as_str(), |g| g.name(lang));
                if zh {
                    format!("以“{name}”为由不公开，审查没有认定这一情形")
                } else {
                    format!("withheld as “{name}”, which the assessment did not find")
                }
            }
            Self::WithheldThoughDisclosable {} => say(
                "属性为不予公开，审查结论是可以公开",
                "marked as withheld, and the assessment says disclose",
            ),
            Self::WithheldThoughInPart { disclosed } if zh => {
                format!(
                    "整件不予公开，审查结论是可以公开其中的{}",
                    disclosed.join("、")
                )
            }
            Self::WithheldThoughInPart { disclosed } => format!(
                "marked as withheld as a whole, and the assessment discloses {}",
                disclosed.join(", ")
            ),
            Self::PolicyNotExamined {} => say(
                "政策性文件拟不公开的，报批前应当送本单位政务公开工作机构审查",
                "a policy document to be withheld has to be examined by the disclosure office before approval",
            ),
            Self::ProactiveThoughWithheld {} => say(
                "属性为主动公开，审查结论是不予公开",
                "marked for publication, and the assessment withholds it",
            ),
            Self::ProactiveThoughInPart {} => say(
                "属性为主动公开，其中有不予公开的内容，删去后才能公开",
                "marked for publication, and parts of it are withheld: only without them",
            ),
            Self::OnRequestThoughWithheld {} => say(
                "审查结论是不予公开，属性应为不予公开并写明理由；依申请公开不是不公开的办法",
                "the assessment withholds it: mark it so, with reasons; “on request” is no way to withhold",
            ),
            Self::OnRequestThoughOrdered { rule } if zh => {
                format!("{rule}规定应当主动公开，属性不能是依申请公开")
            }
            Self::OnRequestThoughOrdered { rule } => {
                format!("{rule} orders proactive disclosure: it cannot be left to requests")
            }
            Self::OnRequestIsNoGround {} => say(
                "提醒：依申请公开的，有人申请就应当提供，不能以此属性为由拒绝",
                "mind: who asks for it gets it; the attribute is no ground to refuse",
            ),
            Self::NotSettled {} => say(
                "审查还没有结论，属性不能定",
                "the assessment is not settled, so the attribute cannot be",
            ),
            Self::DowngradedWithoutDecision { from, to } if zh => format!(
                "签发时是{}，改为{}须重新报签发人决定",
                from.name(lang),
                to.name(lang)
            ),
            Self::DowngradedWithoutDecision { from, to } => format!(
                "signed as {}: to make it {} needs a new decision",
                from.name(lang),
                to.name(lang)
            ),
        }
    }
}

impl Attribute {
    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Withheld => ("不予公开", "withheld"),
            Self::OnRequest => ("依申请公开", "on request"),
            Self::Proactive => ("主动公开", "proactive"),
        };
        super::either(lang, zh, en)
    }
}

/// Whether the attribute that a document bears agrees with its assessment (属性与审查意见核对),
/// after the rules on attributes at source (国办发〔2016〕80号).
///
/// ```
/// use gongkai::exemption::{Attribute, AttributeIssue, Facts, Marking, assess, check_attribute};
/// let facts: Facts = serde_json::from_str(r#"{
///     "scene": "proactive",
///     "scope": {"holder": "administrative_organ", "function": true, "recorded": true},
///     "origin": {"how": "made", "bodies": ["本机关"]},
///     "grounds": false
/// }"#)?;
/// let assessment = assess(&facts, "2026-03-02".parse().unwrap());
/// let marking = Marking { attribute: Some(Attribute::Withheld), ..Marking::default() };
/// let check = check_attribute(&marking, &assessment);
/// assert!(!check.agrees);
/// assert_eq!(check.issues, [
///     AttributeIssue::NoReasons {},
///     AttributeIssue::WithheldThoughDisclosable {},
/// ]);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn check_attribute(marking: &Marking, assessment: &Assessment) -> AttributeCheck {
    let mut issues = Vec::new();
    match marking.attribute {
        None => issues.push(AttributeIssue::NoAttribute {}),
        Some(attribute) => {
            if attribute == Attribute::Withheld {
                check_reasons(marking, assessment, &mut issues);
            }
            compare(attribute, assessment, &mut issues);
            if let Some(from) = marking.signed
                && attribute < from
                && marking.decided_anew != Some(true)
            {
                issues.push(AttributeIssue::DowngradedWithoutDecision {
                    from,
                    to: attribute,
                });
            }
        }
    }
    AttributeCheck {
        agrees: !issues.iter().any(AttributeIssue::is_disagreement),
        issues,
    }
}

fn check_reasons(marking: &Marking, assessment: &Assessment, issues: &mut Vec<AttributeIssue>) {
    let blank = |r: &&MarkingReason| r.ground.is_some() || !r.text.trim().is_empty();
    let given: Vec<&MarkingReason> = marking.reasons.iter().filter(blank).collect();
    if given.is_empty() {
        issues.push(AttributeIssue::NoReasons {});
    }
    for reason in given {
        let code = reason.ground.as_deref().unwrap_or_default();
        let Some(named) = ground(code).filter(|g| g.withholds()) else {
            let words = if reason.text.trim().is_empty() {
                code
            } else {
                reason.text.trim()
            };
            issues.push(AttributeIssue::NotAGround {
                reason: words.to_owned(),
            });
            continue;
        };
        let held = assessment.disposition.held();
        if !held.is_empty() && !held.iter().any(|h| h.ground == named.code) {
            issues.push(AttributeIssue::GroundNotFound {
                ground: named.code.clone(),
            });
        }
    }
    if marking.policy == Some(true) && marking.examined != Some(true) {
        issues.push(AttributeIssue::PolicyNotExamined {});
    }
}

fn compare(attribute: Attribute, assessment: &Assessment, issues: &mut Vec<AttributeIssue>) {
    let issue = match (attribute, &assessment.disposition) {
        (Attribute::Withheld, Disposition::InPart { disclosed, .. }) => {
            Some(AttributeIssue::WithheldThoughInPart {
                disclosed: disclosed.clone(),
            })
        }
        (Attribute::Withheld, Disposition::Disclose { .. } | Disposition::AlreadyPublic { .. }) => {
            Some(AttributeIssue::WithheldThoughDisclosable {})
        }
        (Attribute::Proactive, Disposition::Withhold { .. }) => {
            Some(AttributeIssue::ProactiveThoughWithheld {})
        }
        (Attribute::Proactive, Disposition::InPart { .. }) => {
            Some(AttributeIssue::ProactiveThoughInPart {})
        }
        (Attribute::Withheld, Disposition::Withhold { .. })
        | (
            Attribute::Proactive,
            Disposition::Disclose { .. } | Disposition::AlreadyPublic { .. },
        ) => None,
        (Attribute::OnRequest, Disposition::Withhold { .. }) => {
            Some(AttributeIssue::OnRequestThoughWithheld {})
        }
        (
            Attribute::OnRequest,
            Disposition::Disclose { .. }
            | Disposition::InPart { .. }
            | Disposition::AlreadyPublic { .. },
        ) => match &assessment.ordered {
            Some(order) if order.proactive == Some(true) => {
                Some(AttributeIssue::OnRequestThoughOrdered {
                    rule: order.rule.clone(),
                })
            }
            _ => Some(AttributeIssue::OnRequestIsNoGround {}),
        },
        // Referred, not known, or no document of this body under the Regulation.
        _ => Some(AttributeIssue::NotSettled {}),
    };
    issues.extend(issue);
}
