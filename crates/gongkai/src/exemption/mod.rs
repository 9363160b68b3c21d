//! Floor 3: what may not be disclosed, and why (不予公开).
//!
//! The taxonomy of [`grounds`] is data: under which article, how strongly, on which test, and to
//! which answer and row of the annual report each leads. [`assess`] takes what is known about a
//! piece of information ([`Facts`]) through the questions of the Regulation in their order and
//! ends in a [`Disposition`]: disclose, in part, withhold, refer, another way, not held, or not
//! to be told yet. Each [`Step`] is recorded with its article; reasons that carry nothing are
//! [`Refusal`]s. [`responsible_body`] is Art. 10; [`check_attribute`] compares what a document
//! is marked as with its assessment.
//!
//! ```
//! use gongkai::exemption::{Disposition, Facts, assess};
//! use gongkai::finding::Lang;
//!
//! // The county's survey of one enterprise, "withheld" under a ministry's circular.
//! let facts: Facts = serde_json::from_str(r#"{
//!     "scene": "on_request",
//!     "scope": {"holder": "administrative_organ", "function": true, "recorded": true},
//!     "origin": {"how": "made", "bodies": ["本机关"]},
//!     "search": {"found": true}, "published": false, "special_access": false,
//!     "grounds": {
//!         "state_secret": false, "endangers": false, "third_party": false,
//!         "internal": false, "process": false, "enforcement_file": false,
//!         "prohibition": {"rule": "《机关文件材料归档范围和文书档案保管期限规定》第三条"}
//!     }
//! }"#)?;
//! let assessment = assess(&facts, "2026-03-02".parse().unwrap());
//! assert!(matches!(assessment.disposition, Disposition::Disclose { .. }));
//! assert_eq!(assessment.refused[0].refusal.code(), "prohibition_too_low");
//! assert!(assessment.refused[0].refusal.message(Lang::Zh).contains("部门规章"));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod assess;
mod assessment;
mod attribute;
mod claim;
mod content;
pub(crate) mod data;
mod facts;
mod fields;
mod gates;
mod ground;
mod lookup;
mod origin;
mod refusal;
mod rights;
mod secret;
mod step;
mod words;

// The data's own words use those of law; the build script knows both files side by side.
use crate::law::{Lang, model as law_model};

pub use assess::{Settings, assess, assess_with};
pub use assessment::{
    Assessment, Disposition, FormChoice, Held, Ordered, Referee, Refused, Route, Suggestion, ToDo,
};
pub use attribute::{
    Attribute, AttributeCheck, AttributeIssue, Marking, MarkingReason, check_attribute,
};
pub use claim::Claim;
pub use data::Force;
pub use facts::{
    CaseFile, Classifier, ClassifierLevel, Condition, Consulted, Danger, Doubt, Extension, Facts,
    FormFacts, Grounds, Holder, Internal, InternalKind, Order, PartFacts, PartyOpinion, Process,
    ProcessKind, ProhibitionClaim, Proposal, Published, Safety, Scene, Scope, Search, Secret,
    SecretLevel, SecretTerm, Source, SpecialAccess, ThirdParty, ThirdPartyKind,
};
pub use fields::{FactField, fact_fields};
pub use ground::{
    Aspect, Ground, Prohibition, ResultRow, ground, grounds, prohibitions, result_rows,
};
pub use origin::{
    Agency, Archived, CompetenceRule, How, Origin, Responsibility, Responsible, responsible_body,
};
pub use refusal::Refusal;
pub use step::{Found, Missing, Question, Reason, Step};

/// The text of a language.
fn either<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
