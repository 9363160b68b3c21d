use serde::{Serialize, Serializer};

use super::{
    Attribute, Audience, Cadence, Catalogue, Category, Change, Channel, Field, FieldId,
    FieldStatus, Heading, Level, Limit, Matter, MatterId, Mode, Provenance, Stage,
};
use crate::finding::Lang;
use crate::law::{Attestation, Registry};

/// A catalogue as it is shown and exported (目录视图).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.CatalogueView"))]
#[non_exhaustive]
pub struct CatalogueView<'a> {
    /// The id of the version.
    pub id: &'a str,
    /// The title, in Chinese.
    pub title: &'a str,
    /// Remarks, in Chinese.
    pub note: Option<&'a str>,
    /// The fields, in their order.
    pub fields: Vec<FieldView<'a>>,
}

/// A field as it is shown, with its matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.FieldView"))]
#[non_exhaustive]
pub struct FieldView<'a> {
    /// The id.
    pub id: &'a FieldId,
    /// The number in this version.
    pub number: u16,
    /// The name.
    pub name: &'a str,
    /// Whether it is, or was made of, national fields.
    pub national: bool,
    /// Other names.
    pub aliases: &'a [String],
    /// The ministry.
    pub lead_ministry: Option<&'a str>,
    /// The title of the standard guide.
    pub guide: Option<String>,
    /// How complete the list is.
    pub status: FieldStatus,
    /// The fields that were merged into it.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub merged_from: &'a [FieldId],
    /// Names of the standard without a row.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub headings: &'a [Heading],
    /// Remarks.
    pub note: Option<&'a str>,
    /// The pages that its rows were taken from.
    pub sources: &'a [String],
    /// The operations that touched it.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub changes: &'a [Change],
    /// The matters.
    pub matters: Vec<MatterView<'a>>,
}

/// A matter as it is shown: its citations spelled out, its limit in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.MatterView"))]
#[non_exhaustive]
pub struct MatterView<'a> {
    /// The id.
    pub id: &'a MatterId,
    /// The field's id.
    pub field: &'a FieldId,
    /// 一级事项.
    pub level1: &'a str,
    /// 二级事项.
    pub level2: Option<&'a str>,
    /// 公开内容（要素）.
    pub elements: &'a [String],
    /// 公开依据, as a document cites them.
    pub basis: Vec<String>,
    /// The same in compact form, as in `ogi-2019:20(11)`.
    pub basis_ids: Vec<String>,
    /// 公开时限, in words from the normal form.
    pub limit: String,
    /// The same as data, with the wording of the source.
    pub limits: &'a [Limit],
    /// 公开主体.
    pub bodies: &'a [String],
    /// 公开渠道和载体.
    pub channels: &'a [Channel],
    /// Named platforms besides.
    pub other_channels: &'a [String],
    /// 公开对象.
    pub audience: &'a Audience,
    /// 公开方式.
    pub mode: &'a [Mode],
    /// 公开层级.
    pub levels: &'a [Level],
    /// 五公开, where known.
    pub stage: Option<Stage>,
    /// The rhythm.
    pub cadence: Cadence,
    /// 党务、村务、财务, for villages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// How the row is known.
    pub certainty: Attestation,
    /// Whether limit or basis are the Regulation's general rule.
    pub default_rule: bool,
    /// The attributes that were filled in by general rule.
    pub defaulted: &'a [Attribute],
    /// Remarks.
    pub note: Option<&'a str>,
    /// The page that it comes from.
    pub source: Option<&'a str>,
    /// Where it came from and what changed it.
    pub provenance: &'a Provenance,
}

impl Matter {
    /// The matter as it is shown.
    ///
    /// ```
    /// use gongkai::catalogue::Catalogue;
    /// let matter = Catalogue::grassroots().matter("budget-final-accounts-001").unwrap();
    /// let view = serde_json::to_value(matter.view()).unwrap();
    /// assert_eq!(view["limit"], "本级人民代表大会或其常务委员会批准之日起20日内");
    /// assert!(view["basis"][0].as_str().unwrap().starts_with('《'));
    /// ```
    pub fn view(&self) -> MatterView<'_> {
        let registry = Registry::builtin();
        MatterView {
            id: &self.id,
            field: &self.field,
            level1: &self.level1,
            level2: self.level2.as_deref(),
            elements: &self.elements,
            basis: self.basis.iter().map(|c| c.chinese(registry)).collect(),
            basis_ids: self
                .basis
                .iter()
                .map(crate::law::Citation::compact)
                .collect(),
            limit: self.limit(Lang::Zh),
            limits: &self.limits,
            bodies: &self.bodies,
            channels: &self.channels,
            other_channels: &self.other_channels,
            audience: &self.audience,
            mode: &self.mode,
            levels: &self.levels,
            stage: self.stage,
            cadence: self.cadence(),
            category: self.category,
            certainty: self.certainty,
            default_rule: self.default_rule,
            defaulted: &self.defaulted,
            note: self.note.as_deref(),
            source: self.source.as_deref(),
            provenance: &self.provenance,
        }
    }
}

impl Catalogue {
    /// The catalogue as it is shown: what `gongkai catalogue list --format json` prints.
    ///
    /// ```
    /// use gongkai::catalogue::Catalogue;
    /// let view = serde_json::to_value(Catalogue::grassroots().view()).unwrap();
    /// let field = &view["fields"][4];
    /// assert_eq!((field["name"].as_str(), field["national"].as_bool()), (Some("社会救助"), Some(true)));
    /// assert_eq!(field["matters"][0]["levels"][0], "county");
    /// ```
    pub fn view(&self) -> CatalogueView<'_> {
        CatalogueView {
            id: self.id(),
            title: self.title(),
            note: self.note(),
            fields: self.fields().iter().map(|f| self.field_view(f)).collect(),
        }
    }

    fn field_view<'a>(&'a self, field: &'a Field) -> FieldView<'a> {
        let registry = Registry::builtin();
        let guide = field
            .guide
            .as_ref()
            .and_then(|id| registry.get(id))
            .map(|i| i.title.clone())
            .or_else(|| field.guide_title.clone());
        FieldView {
            id: &field.id,
            number: field.number,
            name: &field.name,
            national: field.national,
            aliases: &field.aliases,
            lead_ministry: field.lead_ministry.as_deref(),
            guide,
            status: field.status,
            merged_from: &field.merged_from,
            headings: &field.headings,
            note: field.note.as_deref(),
            sources: &field.sources,
            changes: &field.changes,
            matters: self
                .matters_of(field.id.as_str())
                .map(Matter::view)
                .collect(),
        }
    }
}

/// As [`Catalogue::view`].
impl Serialize for Catalogue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }
}
