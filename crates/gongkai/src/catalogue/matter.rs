use serde::{Deserialize, Serialize};

use super::{
    Attribute, Audience, Cadence, Category, Channel, FieldId, Level, Limit, MatterId, Mode, Stage,
};
use crate::law::{Attestation, Citation};

/// A matter to be disclosed (公开事项): a row of the catalogue.
///
/// The data form of a row, as overlays and the data files write it; what a reader is shown is
/// [`MatterView`](super::MatterView).
///
/// ```
/// use gongkai::catalogue::Catalogue;
/// let catalogue = Catalogue::grassroots();
/// let matter = catalogue.matter("social-assistance-004").unwrap();
/// assert_eq!((matter.level1.as_str(), matter.level2.as_deref()), ("最低生活保障", Some("办事指南")));
/// assert!(matter.elements.iter().any(|e| e == "申请材料"));
/// ```
#[doc(alias = "公开事项")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Matter"))]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// The id, which never changes.
    pub id: MatterId,
    /// The field that it stands in.
    pub field: FieldId,
    /// 一级事项.
    pub level1: String,
    /// 二级事项; some rows have one level only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level2: Option<String>,
    /// 公开内容（要素）: what a published item has to contain; never empty.
    pub elements: Vec<String>,
    /// 公开依据; never empty.
    pub basis: Vec<Citation>,
    /// 公开时限; never empty. Several when parts of the matter differ.
    pub limits: Vec<Limit>,
    /// 公开主体; never empty.
    pub bodies: Vec<String>,
    /// 公开渠道和载体, of the standard's own list; never empty.
    pub channels: Vec<Channel>,
    /// Named platforms outside that list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_channels: Vec<String>,
    /// 公开对象.
    pub audience: Audience,
    /// 公开方式; never empty.
    pub mode: Vec<Mode>,
    /// 公开层级; never empty.
    pub levels: Vec<Level>,
    /// 五公开, where a source or overlay says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// How the row is known: read on a page, or recalled and not verified.
    #[serde(default = "read")]
    pub certainty: Attestation,
    /// Whether no page was seen that names the limit or the basis, so that the general rule of
    /// the Regulation (Arts. 19–21, 26) stands there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub default_rule: bool,
    /// The attributes that no page was seen to state and that were filled in by general rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub defaulted: Vec<Attribute>,
    /// 党务、村务、财务, for matters of a village.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Remarks, in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The page that it comes from, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Where it came from and what changed it; kept by the catalogue, no part of the data form.
    #[serde(skip)]
    pub provenance: Provenance,
}

fn read() -> Attestation {
    Attestation::Read
}

impl Matter {
    /// Both names: `最低生活保障/办事指南`, or the one that there is.
    pub fn name(&self) -> String {
        match &self.level2 {
            Some(level2) => format!("{}/{level2}", self.level1),
            None => self.level1.clone(),
        }
    }

    /// The rhythm of its disclosure: periodic when some limit is, else standing when some
    /// limit is, else as it arises. The limits themselves say more.
    ///
    /// ```
    /// use gongkai::catalogue::{Cadence, Catalogue};
    /// let rhythm = |catalogue: &Catalogue, id| catalogue.matter(id).unwrap().cadence();
    /// assert_eq!(rhythm(Catalogue::grassroots(), "budget-final-accounts-001"), Cadence::AsItArises);
    /// let quarter = "1q".parse().ok();
    /// assert_eq!(rhythm(Catalogue::village(), "village-002"), Cadence::Periodic { period: quarter });
    /// ```
    pub fn cadence(&self) -> Cadence {
        let all = || self.limits.iter().map(Limit::cadence);
        all()
            .find(|c| matches!(c, Cadence::Periodic { .. }))
            .or_else(|| all().find(|c| *c == Cadence::Standing))
            .unwrap_or(Cadence::AsItArises)
    }

    /// The limit in words, all of its parts.
    pub fn limit(&self, lang: crate::finding::Lang) -> String {
        let parts: Vec<String> = self.limits.iter().map(|l| l.render(lang)).collect();
        parts.join(match lang {
            crate::finding::Lang::Zh => "；",
            crate::finding::Lang::En => "; ",
        })
    }

    /// Whether it concerns bodies of this level.
    pub fn is_for(&self, level: Level) -> bool {
        self.levels.contains(&level)
    }

    /// Whether two rows say the same, wherever they came from.
    pub fn same_content(&self, other: &Self) -> bool {
        let bare = |m: &Self| Self {
            provenance: Provenance::default(),
            ..m.clone()
        };
        bare(self) == bare(other)
    }
}

/// A name of the standard for which no row was seen on any page (仅见名称).
///
/// It is told so that the gap is known; nothing is owed under it here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Heading"))]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// The id, of the same series as those of matters.
    pub id: MatterId,
    /// 一级事项.
    pub level1: String,
    /// 二级事项, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level2: Option<String>,
    /// How the name is known.
    #[serde(default = "read")]
    pub certainty: Attestation,
    /// Remarks, in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The page that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Where a matter came from and what has touched it since (来源与沿革).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Provenance"))]
pub struct Provenance {
    /// The catalogue or overlay in which it first stood.
    pub base: String,
    /// The operations that touched it, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// One operation of an overlay that touched a matter or field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Change"))]
pub struct Change {
    /// The overlay's id.
    pub overlay: String,
    /// What the operation was.
    pub op: OpKind,
    /// The attributes that it set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// Why, as the overlay says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The operations of an overlay (调整方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.OpKind"))]
#[serde(rename_all = "snake_case")]
pub enum OpKind {
    /// 合并领域.
    MergeFields,
    /// 新增领域.
    AddField,
    /// 新增事项.
    Add,
    /// 新增名称, without a row.
    AddHeading,
    /// 更名.
    Rename,
    /// 修改.
    Amend,
    /// 取消.
    Drop,
    /// 改编号.
    Renumber,
}
