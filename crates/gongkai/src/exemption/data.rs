// The taxonomy of exemptions as embedded: written by the build script, read at first use.
// Shared by both (`build/main.rs` includes this file with `law/model.rs` beside it), so it names
// nothing else of the crate.

use serde::{Deserialize, Serialize};

use super::law_model::Attestation;

/// How strongly a ground binds (效力).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Force"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Force {
    /// 不得公开: must not be disclosed, and the body has nothing to weigh (Art. 14).
    Absolute,
    /// 第三方利益: must not be disclosed, unless the third party consents or the public interest
    /// prevails (Art. 15).
    ThirdParty,
    /// 可以不公开: may be withheld (Art. 16).
    Discretionary,
    /// 另有途径: no exemption; there is another way to it.
    OtherRoute,
    /// 不在公开义务之内: there is nothing to disclose, or no duty to go on.
    OutsideDuty,
}

/// One of several things a ground may be about, of which one has to be named.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AspectData {
    pub(crate) code: String,
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// A ground.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct GroundData {
    pub(crate) code: String,
    pub(crate) key: String,
    pub(crate) zh: String,
    pub(crate) en: String,
    pub(crate) basis: Vec<String>,
    pub(crate) force: Force,
    pub(crate) test_zh: String,
    pub(crate) test_en: String,
    pub(crate) override_zh: Option<String>,
    pub(crate) override_en: Option<String>,
    pub(crate) aspects: Vec<AspectData>,
    pub(crate) answer: Option<String>,
    pub(crate) row: String,
    pub(crate) certainty: Attestation,
    pub(crate) note_zh: Option<String>,
    pub(crate) note_en: Option<String>,
}

/// A row of results of the annual report.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RowData {
    pub(crate) key: String,
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// A law or administrative regulation that prohibits disclosure.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ProhibitionData {
    pub(crate) id: String,
    pub(crate) citation: String,
    pub(crate) zh: String,
    pub(crate) en: String,
    pub(crate) except_zh: Option<String>,
    pub(crate) except_en: Option<String>,
    pub(crate) certainty: Attestation,
    pub(crate) note: Option<String>,
}

/// All that `data/exemptions.toml` says.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct ExemptionData {
    pub(crate) rows: Vec<RowData>,
    pub(crate) grounds: Vec<GroundData>,
    pub(crate) prohibitions: Vec<ProhibitionData>,
}

/// The kinds of answer that a ground may lead to, as `request::Answer` spells them.
#[allow(dead_code)] // for the build script
pub(crate) const ANSWERS: [&str; 16] = [
    "already_public",
    "disclosed",
    "partly",
    "withheld",
    "not_found",
    "not_responsible",
    "repeated",
    "special_access",
    "needs_processing",
    "still_unclear",
    "petition",
    "publication",
    "excessive",
    "reissue",
    "not_government_information",
    "other",
];
