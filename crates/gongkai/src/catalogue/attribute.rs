use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    Audience, Category, Channel, Field, FieldId, FieldStatus, Heading, Level, Limit, LocalRule,
    Matter, Mode, Stage,
};
use crate::finding::Lang;
use crate::law::{Attestation, Citation, InstrumentId};

/// An attribute of a matter or of a field, by its key in the data (属性).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Attribute"))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // each is the key of the same name, documented there
#[non_exhaustive]
pub enum Attribute {
    Field,
    Level1,
    Level2,
    Elements,
    Basis,
    Limits,
    Bodies,
    Channels,
    OtherChannels,
    Audience,
    Mode,
    Levels,
    Stage,
    Certainty,
    DefaultRule,
    Defaulted,
    Category,
    Note,
    Source,
    Number,
    Name,
    Aliases,
    LeadMinistry,
    Guide,
    GuideTitle,
    Status,
    National,
    MergedFrom,
    Supervisor,
    Headings,
    LocalRules,
    Sources,
}

impl Attribute {
    /// The key and the two names.
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Field => ("field", "所属领域", "field"),
            Self::Level1 => ("level1", "一级事项", "level-1 name"),
            Self::Level2 => ("level2", "二级事项", "level-2 name"),
            Self::Elements => ("elements", "公开内容", "elements"),
            Self::Basis => ("basis", "公开依据", "basis"),
            Self::Limits => ("limits", "公开时限", "limit"),
            Self::Bodies => ("bodies", "公开主体", "body"),
            Self::Channels => ("channels", "公开渠道", "channels"),
            Self::OtherChannels => ("other_channels", "其他渠道", "other channels"),
            Self::Audience => ("audience", "公开对象", "audience"),
            Self::Mode => ("mode", "公开方式", "mode"),
            Self::Levels => ("levels", "公开层级", "levels"),
            Self::Stage => ("stage", "五公开类别", "stage"),
            Self::Certainty => ("certainty", "查证程度", "certainty"),
            Self::DefaultRule => ("default_rule", "适用条例通则", "general rule"),
            Self::Defaulted => ("defaulted", "缺省填入的属性", "attributes filled in"),
            Self::Category => ("category", "村务类别", "category"),
            Self::Note => ("note", "备注", "note"),
            Self::Source => ("source", "出处", "source"),
            Self::Number => ("number", "编号", "number"),
            Self::Name => ("name", "名称", "name"),
            Self::Aliases => ("aliases", "别名", "other names"),
            Self::LeadMinistry => ("lead_ministry", "主管部门", "lead ministry"),
            Self::Guide => ("guide", "标准指引", "guide"),
            Self::GuideTitle => ("guide_title", "标准指引名称", "title of the guide"),
            Self::Status => ("status", "完整程度", "completeness"),
            Self::National => ("national", "国家26个领域", "national"),
            Self::MergedFrom => ("merged_from", "合并自", "merged from"),
            Self::Supervisor => ("supervisor", "监督机构", "supervisor"),
            Self::Headings => ("headings", "仅见名称的事项", "names without rows"),
            Self::LocalRules => ("local_rules", "地方规定", "local rules"),
            Self::Sources => ("sources", "出处", "sources"),
        }
    }

    /// The key in the data, as in `other_channels`.
    pub fn key(self) -> &'static str {
        self.names().0
    }

    /// The attribute with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        use serde::de::IntoDeserializer;
        use serde::de::value::Error;
        Self::deserialize(IntoDeserializer::<Error>::into_deserializer(key)).ok()
    }

    /// The name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.names().1,
            Lang::En => self.names().2,
        }
    }
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.key())
    }
}

/// Generates a patch: every attribute that may be set, `required` ones and `optional` ones.
macro_rules! patch {
    (
        $(#[$doc:meta])* $patch:ident as $schema:literal of $whole:ident,
        required { $($field:ident: $type:ty = $attribute:ident,)* }
        optional { $($maybe:ident: $maybe_type:ty = $maybe_attribute:ident,)* }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(rename = $schema))]
        #[serde(deny_unknown_fields, default)]
        #[allow(missing_docs)] // each is the key of the same name, documented there
        pub struct $patch {
            $(#[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$type>,)*
            $(#[serde(skip_serializing_if = "Option::is_none")] pub $maybe: Option<$maybe_type>,)*
        }

        impl $patch {
            /// The attributes that it sets, in the order of the data.
            pub fn attributes(&self) -> Vec<Attribute> {
                let mut set = Vec::new();
                $(if self.$field.is_some() { set.push(Attribute::$attribute); })*
                $(if self.$maybe.is_some() { set.push(Attribute::$maybe_attribute); })*
                set.sort_unstable();
                set
            }

            /// Whether it sets nothing.
            pub fn is_empty(&self) -> bool {
                self.attributes().is_empty()
            }

            /// What has to be set on `old` to make it `new`, what `old` said there, and what
            /// has to be unset.
            pub(crate) fn between(old: &$whole, new: &$whole) -> (Self, Self, Vec<Attribute>) {
                let (mut before, mut after, mut unset) = (Self::default(), Self::default(), Vec::new());
                $(if old.$field != new.$field {
                    before.$field = Some(old.$field.clone());
                    after.$field = Some(new.$field.clone());
                })*
                $(if old.$maybe != new.$maybe {
                    before.$maybe = old.$maybe.clone();
                    after.$maybe = new.$maybe.clone();
                    if new.$maybe.is_none() {
                        unset.push(Attribute::$maybe_attribute);
                    }
                })*
                (before, after, unset)
            }

            /// Sets what it sets.
            pub(crate) fn apply(&self, whole: &mut $whole) {
                $(if let Some(value) = &self.$field { whole.$field = value.clone(); })*
                $(if let Some(value) = &self.$maybe { whole.$maybe = Some(value.clone()); })*
            }

            /// Unsets an attribute; `false` when it is none that can be absent.
            pub(crate) fn unset(whole: &mut $whole, attribute: Attribute) -> bool {
                match attribute {
                    $(Attribute::$maybe_attribute => { whole.$maybe = None; true })*
                    _ => false,
                }
            }

            /// The first attribute that both set, to different values.
            pub(crate) fn contradicts(&self, whole: &$whole, attribute: Attribute) -> bool {
                match attribute {
                    $(Attribute::$attribute => self.$field.as_ref().is_some_and(|v| *v != whole.$field),)*
                    $(Attribute::$maybe_attribute => {
                        self.$maybe.as_ref().is_some_and(|v| whole.$maybe.as_ref() != Some(v))
                    })*
                    _ => false,
                }
            }
        }
    };
}

patch! {
    /// New values for attributes of a matter: those present are set, the others stay.
    MatterPatch as "catalogue.MatterPatch" of Matter,
    required {
        field: FieldId = Field,
        level1: String = Level1,
        elements: Vec<String> = Elements,
        basis: Vec<Citation> = Basis,
        limits: Vec<Limit> = Limits,
        bodies: Vec<String> = Bodies,
        channels: Vec<Channel> = Channels,
        other_channels: Vec<String> = OtherChannels,
        audience: Audience = Audience,
        mode: Vec<Mode> = Mode,
        levels: Vec<Level> = Levels,
        certainty: Attestation = Certainty,
        default_rule: bool = DefaultRule,
        defaulted: Vec<Attribute> = Defaulted,
    }
    optional {
        level2: String = Level2,
        stage: Stage = Stage,
        category: Category = Category,
        note: String = Note,
        source: String = Source,
    }
}

patch! {
    /// New values for attributes of a field: those present are set, the others stay.
    FieldPatch as "catalogue.FieldPatch" of Field,
    required {
        number: u16 = Number,
        name: String = Name,
        aliases: Vec<String> = Aliases,
        status: FieldStatus = Status,
        national: bool = National,
        merged_from: Vec<FieldId> = MergedFrom,
        basis: Vec<Citation> = Basis,
        headings: Vec<Heading> = Headings,
        local_rules: Vec<LocalRule> = LocalRules,
        sources: Vec<String> = Sources,
    }
    optional {
        lead_ministry: String = LeadMinistry,
        guide: InstrumentId = Guide,
        guide_title: String = GuideTitle,
        supervisor: String = Supervisor,
        note: String = Note,
    }
}
