//! Floor 2: the body that discloses (公开主体).

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, CatalogueError, FieldId, Level, Overlay, ministries_of};

/// What kind of body a unit is (主体类别); decides which self-references fit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "unit.UnitKind"))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "unit.Unit"))]
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

    /// The ids of its fields: its own, or those of its level's profile: all of a county, the
    /// usual twelve of a township, village affairs of a village. Of a county department that
    /// names none, those that the ministry above it leads, where its name tells the ministry:
    /// a default of this library, no rule. Never none where the catalogue has any.
    ///
    /// ```
    /// use gongkai::catalogue::{Catalogue, Level};
    /// use gongkai::unit::Unit;
    /// let fields = |name| Unit::new(name, Level::County).field_ids(Catalogue::grassroots()).unwrap();
    /// let civil_affairs: Vec<_> = fields("大安市民政局").iter().map(|f| f.to_string()).collect();
    /// assert_eq!(civil_affairs, ["social-assistance", "elderly-care"]);
    /// assert_eq!(fields("大安市人民政府").len(), 31);
    /// assert_eq!(fields("大安市档案局").len(), 31); // its name tells no ministry that leads a field
    /// ```
    ///
    /// # Errors
    ///
    /// [`CatalogueError::UnknownField`] when one of its own fields is none of the catalogue;
    /// names of fields (社会救助) are understood as well as ids.
    pub fn field_ids(&self, catalogue: &Catalogue) -> Result<Vec<FieldId>, CatalogueError> {
        if self.fields.is_empty() {
            let profile = Catalogue::township_profile();
            let all = || catalogue.fields().iter().map(|f| f.id.clone());
            return Ok(match self.level {
                Level::Township => {
                    let usual: Vec<FieldId> =
                        all().filter(|f| profile.fields.contains(f)).collect();
                    if usual.is_empty() {
                        all().collect()
                    } else {
                        usual
                    }
                }
                Level::County if self.kind() != Some(UnitKind::Government) => {
                    let above = ministries_of(&self.name);
                    let led: Vec<FieldId> = catalogue
                        .fields()
                        .iter()
                        .filter(|f| {
                            let leads = f.lead_ministry.as_deref().unwrap_or_default();
                            above.iter().any(|m| leads.contains(m.as_str()))
                        })
                        .map(|f| f.id.clone())
                        .collect();
                    if led.is_empty() { all().collect() } else { led }
                }
                Level::County | Level::Village => all().collect(),
            });
        }
        let find = |name: &String| {
            let field = catalogue
                .field(name)
                .or_else(|| catalogue.field_called(name));
            field
                .map(|f| f.id.clone())
                .ok_or_else(|| CatalogueError::UnknownField {
                    overlay: self.name.clone(),
                    field: name.clone(),
                })
        };
        self.fields.iter().map(find).collect()
    }

    /// The shipped catalogue that a unit of its level starts from: the village list for a
    /// village, else the one of 31 fields.
    pub fn base_catalogue(&self) -> &'static Catalogue {
        match self.level {
            Level::Village => Catalogue::village(),
            Level::County | Level::Township => Catalogue::grassroots(),
        }
    }

    /// What it has to disclose: `base` with the overlays, its fields, the matters of its level.
    ///
    /// ```
    /// use gongkai::catalogue::{Catalogue, Level};
    /// use gongkai::unit::Unit;
    /// let town = Unit::new("青禾镇人民政府", Level::Township);
    /// let catalogue = town.catalogue(town.base_catalogue(), &[]).unwrap();
    /// assert_eq!(catalogue.fields().len(), 12);
    /// assert!(catalogue.matter("budget-final-accounts-001").is_some());
    ///
    /// let village = Unit::new("青禾镇东岸村村民委员会", Level::Village);
    /// let catalogue = village.catalogue(village.base_catalogue(), &[]).unwrap();
    /// assert_eq!(catalogue.fields()[0].name, "村级公开事项");
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Catalogue::apply_all`], and an unknown field of the unit.
    pub fn catalogue(
        &self,
        base: &Catalogue,
        overlays: &[Overlay],
    ) -> Result<Catalogue, CatalogueError> {
        let whole = base.apply_all(overlays)?;
        let fields = self.field_ids(&whole)?;
        Ok(whole.select(&fields, Some(self.level)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn departments_have_the_fields_that_their_ministry_leads() {
        let fields = |name: &str| {
            let found = Unit::new(name, Level::County).field_ids(Catalogue::grassroots());
            let found = found.unwrap();
            found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(fields("青禾县水利局"), ["water-resources"]);
        assert_eq!(fields("青禾县司法局"), ["public-legal-services"]);
        assert_eq!(
            fields("青禾县应急管理局"),
            ["work-safety", "disaster-relief"]
        );
        assert_eq!(
            fields("青禾县人力资源和社会保障局"),
            ["employment", "social-insurance"]
        );
        assert_eq!(
            fields("青禾县农业农村局"),
            ["agricultural-subsidies", "poverty-alleviation"]
        );
        assert_eq!(fields("青禾县自然资源局"), ["natural-resources"]);
    }

    #[test]
    fn every_field_has_a_department() {
        for field in Catalogue::grassroots().fields() {
            let leads = field.lead_ministry.as_deref().unwrap_or_default();
            let known = [
                "发改",
                "教育",
                "公安",
                "民政",
                "司法",
                "财政",
                "人社",
                "自然资源",
            ]
            .iter()
            .chain(&[
                "生态环境",
                "住建",
                "农业农村",
                "文旅",
                "卫健",
                "应急",
                "市监",
            ])
            .chain(&["税务", "交通", "统计", "水利"])
            .any(|d| ministries_of(d).iter().any(|m| leads.contains(m.as_str())));
            assert!(known, "{}: {leads}", field.id);
        }
    }

    proptest! {
        #[test]
        fn a_unit_always_has_fields(name in "[省市县镇民政水利教育局委站中心]{0,12}", level in 0..3) {
            let level = [Level::County, Level::Township, Level::Village][usize::try_from(level).unwrap()];
            for catalogue in [Catalogue::grassroots(), Catalogue::national(), Catalogue::village()] {
                let fields = Unit::new(name.clone(), level).field_ids(catalogue).unwrap();
                prop_assert!(!fields.is_empty());
                prop_assert!(fields.iter().all(|f| catalogue.field(f.as_str()).is_some()));
            }
        }
    }
}
