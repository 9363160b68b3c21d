use serde::{Deserialize, Serialize};

use super::{Change, FieldId, FieldStatus, Heading, Level, Limit};
use crate::law::{Attestation, Citation, InstrumentId};

/// One field of the standard (领域).
///
/// Its matters are asked of the catalogue: [`Catalogue::matters_of`](super::Catalogue::matters_of).
#[doc(alias = "领域")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Field"))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The id, which never changes.
    pub id: FieldId,
    /// Its number in the catalogue, from 1. Collections of different places number differently.
    pub number: u16,
    /// The official name.
    pub name: String,
    /// Other names in use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The ministry that issued, or by its duties should have issued, the standard guide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_ministry: Option<String>,
    /// The standard guide (标准指引), where its number is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<InstrumentId>,
    /// The title of the guide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide_title: Option<String>,
    /// How complete the list of its matters is.
    pub status: FieldStatus,
    /// Whether it is one of the 26 national fields, or was made of such.
    #[serde(default)]
    pub national: bool,
    /// The fields that were merged into it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged_from: Vec<FieldId>,
    /// What the whole field rests on, where that is stated besides the rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<Citation>,
    /// Who supervises its disclosure, where that is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<String>,
    /// Names of the standard without a row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<Heading>,
    /// What some regions add, as found; for village affairs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub local_rules: Vec<LocalRule>,
    /// Remarks, in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The pages that its rows were taken from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// The operations that touched it; kept by the catalogue, no part of the data form.
    #[serde(skip)]
    pub changes: Vec<Change>,
}

impl Field {
    /// Whether a text calls the field by one of its names.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.iter().any(|a| a == name)
    }

    /// Whether two fields say the same, wherever they came from.
    pub fn same_content(&self, other: &Self) -> bool {
        let bare = |f: &Self| Self {
            changes: Vec::new(),
            ..f.clone()
        };
        bare(self) == bare(other)
    }
}

/// A limit that some region sets besides the general rule (地方规定).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.LocalRule"))]
#[serde(deny_unknown_fields)]
pub struct LocalRule {
    /// Where it applies.
    pub area: String,
    /// To what.
    pub rule: String,
    /// The limit.
    pub limit: Limit,
    /// Remarks, in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The page that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A choice of fields that a kind of unit usually has (常用领域).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Profile"))]
pub struct Profile {
    /// The id, as in `township-12`.
    pub id: String,
    /// The name, in Chinese.
    pub name: String,
    /// The level of the units that it is meant for.
    pub level: Level,
    /// The catalogue that its fields are of.
    pub base: String,
    /// The fields.
    pub fields: Vec<FieldId>,
    /// How the choice is known.
    pub certainty: Attestation,
    /// The pages that it was taken from.
    pub sources: Vec<String>,
    /// Remarks, in Chinese.
    pub note: Option<String>,
}
