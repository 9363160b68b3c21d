// Kinds of consultation as embedded: written by the build script, read at first use. Shared by
// both (`build/main.rs` includes this file with `law/model.rs` and `catalogue/model.rs` beside
// it), so it names nothing else of the crate.

use serde::{Deserialize, Serialize};

use super::catalogue_model::Channel;
use super::law_model::{Attestation, PeriodUnit};

/// What is published for comment (公布的材料).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.DocumentKind"))]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 草案: the draft itself.
    Draft,
    /// 依据: what it rests on.
    Basis,
    /// 说明: why, and what it changes.
    Explanation,
}

/// Whether and how the time for comments may be shortened (缩短期限).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Shortening"))]
#[serde(rename_all = "snake_case")]
pub enum Shortening {
    /// The text says "not less than": never.
    Never,
    /// The text allows it, explained in the announcement.
    Explained,
    /// The text says "generally" and no more; this library asks for a reason.
    Reasoned,
}

/// Of what a hearing's term speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.HearingTerm"))]
#[serde(rename_all = "snake_case")]
pub enum HearingTerm {
    /// 材料送达: papers with the participants.
    Material,
    /// 公布: time, place and subject announced.
    Notice,
}

/// A length of time, by the id of a dated term or as it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum LengthData {
    /// A term of `data/terms.toml`.
    Term(String),
    /// A length with its citation.
    Fixed {
        count: u32,
        unit: PeriodUnit,
        citation: String,
        certainty: Attestation,
        is_default: bool,
    },
}

/// A document that is to be published.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct NeededData {
    pub(crate) kind: DocumentKind,
    pub(crate) required: bool,
    pub(crate) citation: String,
    pub(crate) certainty: Attestation,
}

/// What has to lie before a hearing.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct HearingData {
    pub(crate) of: HearingTerm,
    pub(crate) length: LengthData,
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// A kind of consultation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct KindData {
    pub(crate) id: String,
    pub(crate) zh: String,
    pub(crate) en: String,
    pub(crate) minimum: LengthData,
    pub(crate) generally: bool,
    pub(crate) shortening: Shortening,
    pub(crate) shortening_basis: Option<String>,
    pub(crate) documents: Vec<NeededData>,
    pub(crate) ways_basis: Option<String>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) channels_basis: Option<String>,
    pub(crate) hearing: Option<HearingData>,
    pub(crate) majority: Option<(String, String, String)>,
    pub(crate) result_basis: Vec<String>,
    pub(crate) basis: Vec<String>,
    pub(crate) certainty: Attestation,
    pub(crate) note_zh: Option<String>,
    pub(crate) note_en: Option<String>,
}
