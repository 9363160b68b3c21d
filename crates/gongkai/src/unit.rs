//! Floor 2: the body that discloses (公开主体).

use serde::{Deserialize, Serialize};

use crate::catalogue::Level;

/// What kind of body a unit is (主体类别); decides which self-references fit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UnitKind {
    /// 人民政府 of a county, township or town.
    Government,
    /// 街道办事处.
    SubdistrictOffice,
    /// A department: 局、委、办.
    Department,
    /// 事业单位, as a 中心 or a 站.
    Institution,
    /// 村民委员会、居民委员会.
    VillageCommittee,
}

/// A body that discloses, with what concerns its disclosure (公开主体).
///
/// In `gongkai.toml` it is the table `[unit]`.
#[doc(alias = "公开主体")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its full name, as it signs.
    pub name: String,
    /// Other names under which its documents speak of it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its level.
    pub level: Level,
    /// What kind of body it is; guessed from the name when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<UnitKind>,
    /// The fields it has, by id; empty means those of its level's profile.
    #[serde(default)]
    pub fields: Vec<String>,
    /// The region whose local calendar applies, as in `广西壮族自治区`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

impl Unit {
    /// A unit of this name and level.
    pub fn new(name: impl Into<String>, level: Level) -> Self {
        Self {
            name: name.into(),
            aliases: Vec::new(),
            level,
            kind: None,
            fields: Vec::new(),
            region: None,
        }
    }

    /// Its kind, as given or as the name tells.
    ///
    /// ```
    /// use gongkai::catalogue::Level;
    /// use gongkai::unit::{Unit, UnitKind};
    /// let kind = |name| Unit::new(name, Level::Township).kind();
    /// assert_eq!(kind("青禾镇人民政府"), Some(UnitKind::Government));
    /// assert_eq!(kind("高岳街道办事处"), Some(UnitKind::SubdistrictOffice));
    /// assert_eq!(kind("大安市民政局"), Some(UnitKind::Department));
    /// ```
    pub fn kind(&self) -> Option<UnitKind> {
        self.kind.or_else(|| kind_of_name(&self.name))
    }
}

/// The kind that a body's name ends in.
pub(crate) fn kind_of_name(name: &str) -> Option<UnitKind> {
    let ends = |endings: &[&str]| endings.iter().any(|e| name.ends_with(e));
    if ends(&["村民委员会", "居民委员会", "村委会", "居委会", "社区"]) {
        Some(UnitKind::VillageCommittee)
    } else if ends(&["街道办事处", "街道办", "街道", "办事处"]) {
        Some(UnitKind::SubdistrictOffice)
    } else if ends(&["政府", "镇", "乡", "县", "市", "区", "管委会", "管理委员会"]) {
        Some(UnitKind::Government)
    } else if ends(&[
        "局",
        "委员会",
        "委",
        "厅",
        "办公室",
        "署",
        "司",
        "大队",
        "支队",
    ]) {
        Some(UnitKind::Department)
    } else if ends(&["中心", "站", "所", "院", "学校", "馆", "队"]) {
        Some(UnitKind::Institution)
    } else {
        None
    }
}
