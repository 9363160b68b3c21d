use serde::{Deserialize, Serialize};

use super::{
    Attribute, Field, FieldId, FieldPatch, FieldStatus, Heading, Matter, MatterId, MatterPatch,
    OpKind,
};

/// A traceable change to a catalogue (本地调整): what a place or a newer version does
/// differently, as operations on the ids of the base.
///
/// ```
/// use gongkai::catalogue::{Catalogue, Overlay};
/// let overlay: Overlay = toml::from_str(r#"
///     id = "qinghe-2026"
///     base = "grassroots-31"
///
///     [[op]]
///     op = "amend"
///     matter = "social-assistance-004"
///     set = { channels = ["government_website", "notice_board"] }
///     reason = "乡镇都有公示栏"
/// "#).unwrap();
/// let local = Catalogue::grassroots().apply(&overlay).unwrap();
/// let matter = local.matter("social-assistance-004").unwrap();
/// assert_eq!(matter.channels.len(), 2);
/// assert_eq!(matter.provenance.changes.last().unwrap().overlay, "qinghe-2026");
/// ```
#[doc(alias = "本地调整")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Overlay"))]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// Its id, which the provenance of what it touches will name.
    pub id: String,
    /// The catalogue or overlay it is written for; absent: any shipped catalogue.
    ///
    /// An overlay may change again what its base has set. What an overlay that is *not* its
    /// base has set it may only confirm: a different value is a conflict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// The title of the catalogue that it makes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it does, in order.
    #[serde(default, rename = "op")]
    pub operations: Vec<Operation>,
}

impl Overlay {
    /// An overlay that does nothing yet.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            base: None,
            title: None,
            source: None,
            note: None,
            operations: Vec::new(),
        }
    }

    /// The same, written for this base.
    pub fn on(mut self, base: impl Into<String>) -> Self {
        self.base = Some(base.into());
        self
    }

    /// The same with one more operation.
    pub fn with(mut self, operation: Operation) -> Self {
        self.operations.push(operation);
        self
    }
}

/// One step of an overlay (调整操作).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Operation"))]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Operation {
    /// 合并领域: several fields become one new field, which has their matters under their ids.
    MergeFields {
        /// The fields that end; two or more.
        from: Vec<FieldId>,
        /// The field that begins.
        into: FieldId,
        /// Its name.
        name: String,
        /// Its number; the lowest of the merged ones when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u16>,
        /// Its other names.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        aliases: Vec<String>,
        /// Its ministry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lead_ministry: Option<String>,
        /// How complete it is; partial when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<FieldStatus>,
        /// Remarks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 新增领域.
    AddField {
        /// The field.
        field: Box<Field>,
        /// Its matters; each names the field.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        matters: Vec<Matter>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 新增事项, in the field that it names.
    Add {
        /// The matter.
        matter: Box<Matter>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A name without a row.
    AddHeading {
        /// The field.
        field: FieldId,
        /// The name.
        heading: Heading,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 事项更名: the names given are set.
    Rename {
        /// The matter.
        matter: MatterId,
        /// The new 一级事项.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level1: Option<String>,
        /// The new 二级事项.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level2: Option<String>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 领域更名; the old name becomes one of its other names.
    RenameField {
        /// The field.
        field: FieldId,
        /// The new name.
        name: String,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 修改事项: any attribute; `field` moves it to another field.
    Amend {
        /// The matter.
        matter: MatterId,
        /// What is set.
        #[serde(default, skip_serializing_if = "MatterPatch::is_empty")]
        set: MatterPatch,
        /// What is taken away, of the attributes that may be absent.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        unset: Vec<Attribute>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 修改领域: any attribute.
    AmendField {
        /// The field.
        field: FieldId,
        /// What is set.
        #[serde(default, skip_serializing_if = "FieldPatch::is_empty")]
        set: FieldPatch,
        /// What is taken away, of the attributes that may be absent.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        unset: Vec<Attribute>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 取消事项.
    Drop {
        /// The matter.
        matter: MatterId,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 取消领域, with all its matters.
    DropField {
        /// The field.
        field: FieldId,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 领域改编号.
    Renumber {
        /// The field.
        field: FieldId,
        /// Its new number, from 1.
        number: u16,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

impl Operation {
    /// What kind of operation it is.
    pub fn kind(&self) -> OpKind {
        match self {
            Self::MergeFields { .. } => OpKind::MergeFields,
            Self::AddField { .. } => OpKind::AddField,
            Self::Add { .. } => OpKind::Add,
            Self::AddHeading { .. } => OpKind::AddHeading,
            Self::Rename { .. } | Self::RenameField { .. } => OpKind::Rename,
            Self::Amend { .. } | Self::AmendField { .. } => OpKind::Amend,
            Self::Drop { .. } | Self::DropField { .. } => OpKind::Drop,
            Self::Renumber { .. } => OpKind::Renumber,
        }
    }

    /// Why, as the overlay says.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::MergeFields { reason, .. }
            | Self::AddField { reason, .. }
            | Self::Add { reason, .. }
            | Self::AddHeading { reason, .. }
            | Self::Rename { reason, .. }
            | Self::RenameField { reason, .. }
            | Self::Amend { reason, .. }
            | Self::AmendField { reason, .. }
            | Self::Drop { reason, .. }
            | Self::DropField { reason, .. }
            | Self::Renumber { reason, .. } => reason.as_deref(),
        }
    }
}
