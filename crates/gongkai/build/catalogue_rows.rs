//! The files of `data/catalogue/` as they are written.

use serde::Deserialize;
use toml::Spanned;

use crate::catalogue_model::{Category, Channel, FieldStatus, Level, LimitKind, Mode, Stage};
use crate::law_model::Attestation;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldFile {
    pub field: FieldRow,
    #[serde(default)]
    pub matter: Vec<MatterRow>,
    #[serde(default)]
    pub heading: Vec<HeadingRow>,
    #[serde(default)]
    pub local_rule: Vec<LocalRuleRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldRow {
    pub id: Spanned<String>,
    pub number: Spanned<u16>,
    pub name: Spanned<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub lead_ministry: Option<String>,
    pub guide: Option<Spanned<String>>,
    pub guide_title: Option<String>,
    pub status: FieldStatus,
    pub note: Option<String>,
    #[serde(default)]
    pub sources: Vec<String>,
    #[serde(default)]
    pub basis: Vec<Spanned<String>>,
    pub supervisor: Option<String>,
    // What the village list states for all its rows, which carry it themselves.
    #[serde(rename = "body")]
    pub _body: Option<String>,
    #[serde(default, rename = "channels")]
    pub _channels: Vec<Channel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatterRow {
    pub id: Spanned<String>,
    pub level1: Spanned<String>,
    pub level2: Option<Spanned<String>>,
    pub elements: Spanned<Vec<String>>,
    pub basis: Spanned<Vec<Spanned<String>>>,
    pub limits: Spanned<Vec<Spanned<LimitRow>>>,
    pub bodies: Spanned<Vec<String>>,
    pub channels: Spanned<Vec<Channel>>,
    #[serde(default)]
    pub other_channels: Vec<String>,
    pub audience: Spanned<AudienceRow>,
    pub mode: Spanned<Vec<Mode>>,
    pub levels: Spanned<Vec<Level>>,
    pub stage: Option<Stage>,
    pub certainty: Attestation,
    #[serde(default)]
    pub default_rule: bool,
    #[serde(default)]
    pub defaulted: Vec<Spanned<String>>,
    pub category: Option<Category>,
    pub note: Option<String>,
    pub source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitRow {
    pub kind: LimitKind,
    pub period: Option<String>,
    pub trigger: Option<String>,
    pub applies_to: Option<String>,
    pub raw: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AudienceRow {
    pub scope: String,
    pub group: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingRow {
    pub id: Spanned<String>,
    pub level1: Spanned<String>,
    pub level2: Option<String>,
    pub certainty: Attestation,
    pub note: Option<String>,
    pub source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalRuleRow {
    pub area: Spanned<String>,
    pub rule: String,
    pub kind: LimitKind,
    pub period: Option<String>,
    pub trigger: Option<String>,
    pub note: Option<String>,
    pub source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverlayFile {
    pub id: String,
    pub base: Spanned<String>,
    pub title: String,
    pub source: Option<String>,
    pub note: Option<String>,
    pub op: Vec<Spanned<OpRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpRow {
    pub op: Spanned<String>,
    pub reason: Option<String>,
    pub field: Option<Spanned<String>>,
    pub number: Option<u16>,
    pub matter: Option<MatterRow>,
    pub heading: Option<HeadingRow>,
    pub file: Option<Spanned<String>>,
    #[serde(default)]
    pub from: Vec<Spanned<String>>,
    pub into: Option<Spanned<String>>,
    pub name: Option<Spanned<String>>,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub lead_ministry: Option<String>,
    pub status: Option<FieldStatus>,
    pub note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    pub id: String,
    pub name: String,
    pub level: Level,
    pub base: Spanned<String>,
    pub fields: Vec<Spanned<String>>,
    pub certainty: Attestation,
    #[serde(default)]
    pub sources: Vec<String>,
    pub note: Option<String>,
}
