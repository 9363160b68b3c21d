// The catalogue's words and its data as embedded: written by the build script, read at first
// use. Shared by both (`build/main.rs` includes this file with `law/model.rs` beside it as
// `law_model`), so it names nothing else of the crate.

use serde::{Deserialize, Serialize};

use super::law_model::{Attestation, PeriodUnit};

/// The level of a body that discloses (公开层级).
#[doc(alias = "层级")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Level"))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 县级: counties, county-level cities, districts, and their departments.
    County,
    /// 乡级: townships, towns, and subdistrict offices.
    Township,
    /// 村级: village and residents' committees.
    Village,
}

/// Where something is disclosed (公开渠道和载体), the channels of the standard's form.
#[doc(alias = "渠道和载体")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Channel"))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 政府网站.
    GovernmentWebsite,
    /// 政府公报.
    Gazette,
    /// 两微一端.
    WeiboWechatApp,
    /// 发布会、听证会.
    PressConferenceHearing,
    /// 广播电视.
    Broadcast,
    /// 纸质媒体.
    PrintMedia,
    /// 公开查阅点.
    ReadingPoint,
    /// 政务服务中心.
    ServiceCentre,
    /// 便民服务站.
    ConvenienceStation,
    /// 入户、现场.
    HouseholdOnsite,
    /// 社区、企事业单位、村公示栏（电子屏）.
    NoticeBoard,
    /// 精准推送.
    TargetedPush,
    /// 其他.
    Other,
}

/// How something is disclosed (公开方式).
#[doc(alias = "公开方式")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Mode"))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 主动公开.
    Proactive,
    /// 依申请公开.
    OnRequest,
    /// 不予公开.
    Withheld,
}

/// To whom something is disclosed (公开对象).
#[doc(alias = "公开对象")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Audience"))]
#[serde(tag = "scope", rename_all = "snake_case")]
pub enum Audience {
    /// 全社会.
    Public,
    /// 特定群众.
    Specific {
        /// Whom.
        group: String,
    },
    /// 全社会, and besides 特定群众.
    PublicAndSpecific {
        /// Whom besides.
        group: String,
    },
}

/// What kind of limit a matter has (公开时限种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.LimitKind"))]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// Within a period after the trigger (之日起…内).
    Within,
    /// At least a period before the trigger.
    Before,
    /// Displayed for at least a period (公示).
    Display,
    /// Once every period (定期).
    Periodic,
    /// 实时.
    RealTime,
    /// 及时, without a figure.
    Timely,
    /// Together with the trigger.
    WithEvent,
    /// 长期公开.
    Permanent,
    /// On a fixed date.
    ByDate,
}

/// Which of the five disclosures a matter belongs to (五公开).
#[doc(alias = "五公开")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Stage"))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 决策公开.
    Decision,
    /// 执行公开.
    Execution,
    /// 管理公开.
    Management,
    /// 服务公开.
    Service,
    /// 结果公开.
    Result,
}

/// The part of village affairs that a matter belongs to (三务公开).
#[doc(alias = "三务公开")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Category"))]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 党务.
    PartyAffairs,
    /// 村务.
    VillageAffairs,
    /// 财务.
    Finance,
}

/// How complete a field's list is (完整程度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.FieldStatus"))]
#[serde(rename_all = "snake_case")]
pub enum FieldStatus {
    /// 齐全.
    Full,
    /// 有一批，不齐.
    Partial,
    /// 很少.
    Thin,
}

/// A text, by its place in [`CatalogueData::texts`]: the same words come again and again.
pub(crate) type Text = u32;

/// All that `data/catalogue/` says.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct CatalogueData {
    pub(crate) texts: Vec<String>,
    pub(crate) national: Vec<FieldData>,
    pub(crate) grassroots: OverlayData,
    pub(crate) village: Vec<FieldData>,
    pub(crate) township: ProfileData,
}

/// A field with its rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct FieldData {
    pub(crate) id: Text,
    pub(crate) number: u16,
    pub(crate) name: Text,
    pub(crate) aliases: Vec<Text>,
    pub(crate) lead_ministry: Option<Text>,
    pub(crate) guide: Option<Text>,
    pub(crate) guide_title: Option<Text>,
    pub(crate) status: FieldStatus,
    pub(crate) note: Option<Text>,
    pub(crate) sources: Vec<Text>,
    pub(crate) basis: Vec<Text>,
    pub(crate) supervisor: Option<Text>,
    pub(crate) matters: Vec<MatterData>,
    pub(crate) headings: Vec<HeadingData>,
    pub(crate) local_rules: Vec<LocalRuleData>,
}

/// A row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MatterData {
    pub(crate) id: Text,
    pub(crate) level1: Text,
    pub(crate) level2: Option<Text>,
    pub(crate) elements: Vec<Text>,
    pub(crate) basis: Vec<Text>,
    pub(crate) limits: Vec<LimitData>,
    pub(crate) bodies: Vec<Text>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) other_channels: Vec<Text>,
    pub(crate) audience: AudienceData,
    pub(crate) mode: Vec<Mode>,
    pub(crate) levels: Vec<Level>,
    pub(crate) stage: Option<Stage>,
    pub(crate) certainty: Attestation,
    pub(crate) default_rule: bool,
    pub(crate) defaulted: Vec<Text>,
    pub(crate) category: Option<Category>,
    pub(crate) note: Option<Text>,
    pub(crate) source: Option<Text>,
}

/// A limit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LimitData {
    pub(crate) kind: LimitKind,
    pub(crate) period: Option<(u32, PeriodUnit)>,
    pub(crate) trigger: Option<Text>,
    pub(crate) applies_to: Option<Text>,
    pub(crate) raw: Option<Text>,
}

/// An [`Audience`] in a form that a compact encoding can hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum AudienceData {
    Public,
    Specific(Text),
    PublicAndSpecific(Text),
}

/// A name without a row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct HeadingData {
    pub(crate) id: Text,
    pub(crate) level1: Text,
    pub(crate) level2: Option<Text>,
    pub(crate) certainty: Attestation,
    pub(crate) note: Option<Text>,
    pub(crate) source: Option<Text>,
}

/// What a region adds to the rule for villages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LocalRuleData {
    pub(crate) area: Text,
    pub(crate) rule: Text,
    pub(crate) limit: LimitData,
    pub(crate) note: Option<Text>,
    pub(crate) source: Option<Text>,
}

/// The step from the national fields to the 31.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct OverlayData {
    pub(crate) id: String,
    pub(crate) base: String,
    pub(crate) title: String,
    pub(crate) source: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) ops: Vec<(OpData, Option<Text>)>,
}

/// One operation of that step; its reason stands beside it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum OpData {
    /// The fields of the list become the one given, whose rows are theirs.
    Merge {
        from: Vec<Text>,
        into: FieldData,
    },
    AddField(FieldData),
    Add {
        field: Text,
        matter: MatterData,
    },
    AddHeading {
        field: Text,
        heading: HeadingData,
    },
    Renumber {
        field: Text,
        number: u16,
    },
}

/// A choice of fields that a kind of unit usually has.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct ProfileData {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) base: String,
    pub(crate) level: Option<Level>,
    pub(crate) fields: Vec<Text>,
    pub(crate) certainty: Option<Attestation>,
    pub(crate) sources: Vec<Text>,
    pub(crate) note: Option<String>,
}

/// What `synonyms.toml`, `folding.toml` and `departments.toml` say: how a title points to a
/// matter, and the name of a department to fields.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct RankData {
    /// Traditional characters and the simplified ones for them.
    pub(crate) folding: Vec<(char, char)>,
    /// Other words, and the words of the catalogue that they stand for.
    pub(crate) synonyms: Vec<(Vec<String>, String)>,
    pub(crate) cues: Vec<CueData>,
    /// The matters and fields that cues point to.
    pub(crate) targets: Vec<String>,
    pub(crate) kinds: Vec<KindData>,
    /// Words of what belongs to no matter, with their weight.
    pub(crate) noise: Vec<(Vec<String>, u8)>,
    /// Words in the name of a county department, and the ministries above it.
    pub(crate) departments: Vec<(Vec<String>, Vec<String>)>,
}

/// Words that point to matters or fields.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CueData {
    pub(crate) words: Vec<String>,
    pub(crate) without: Vec<String>,
    /// Places in `targets`, the best first.
    pub(crate) to: Vec<u16>,
    pub(crate) weight: u8,
}

/// A kind of document: the words that tell it, the names of matters that want it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct KindData {
    pub(crate) id: String,
    pub(crate) words: Vec<String>,
    pub(crate) names: Vec<String>,
    pub(crate) weight: u8,
}
