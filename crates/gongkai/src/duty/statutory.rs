use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::data::{DutyData, RhythmData};
use crate::catalogue::{Channel, Level, MatterId};
use crate::finding::Lang;
use crate::law::{Attestation, Citation};
use crate::unit::{Unit, UnitKind};

static DUTIES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/duties.bin"));

/// How a statutory duty comes round (节律).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Rhythm"))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rhythm {
    /// 长期: always there, kept up to date.
    Standing,
    /// By a fixed day of each year, on the year before: the annual report by 31 January of a
    /// department, by 31 March of a government (条例第四十九条). The day is not moved when it is
    /// a day off.
    Yearly {
        /// The month of the day.
        month: u32,
        /// The day of the month.
        day: u32,
        /// The first year that is reported on.
        since: i32,
    },
    /// Once a year, within a term of law after an approval (批准、批复): budgets and final
    /// accounts (预算法第十四条).
    Approval {
        /// The term's id in the registry of law.
        term: String,
        /// Whether it is on the year before (final accounts) rather than on the year of the
        /// approval (a budget).
        previous_year: bool,
    },
    /// A column of the portal gets something new at least once in a term, as the indicators of
    /// the inspection of government sites want.
    Update {
        /// The term's id in the registry of law.
        term: String,
    },
    /// Done once a year by a fixed day; nothing is published: the review of what is withheld
    /// (条例第十八条).
    Review {
        /// The month of the day.
        month: u32,
        /// The day of the month.
        day: u32,
        /// The first year.
        since: i32,
    },
}

/// A duty that the Regulation or another text sets directly, and that is no row of the
/// catalogue (法定公开任务): the annual report, the guide, the list, and their like.
///
/// ```
/// use gongkai::duty::statutory;
/// let report = statutory().iter().find(|d| d.id.as_str() == "annual-report-department").unwrap();
/// assert_eq!(report.basis[0].to_string(), "《中华人民共和国政府信息公开条例》第四十九条第一款");
/// ```
#[doc(alias = "法定公开任务")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.StatutoryDuty"))]
pub struct StatutoryDuty {
    /// Its id, which never changes.
    pub id: MatterId,
    /// The row of the catalogue whose yearly rhythm this is, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
    /// What is owed, in Chinese.
    pub zh: String,
    /// What is owed, in English.
    pub en: String,
    /// The levels that owe it.
    pub levels: Vec<Level>,
    /// The kinds of body that owe it.
    pub kinds: Vec<UnitKind>,
    /// How it comes round.
    pub rhythm: Rhythm,
    /// How its items are recognised: groups of words, all of a group in a title or column.
    #[serde(default)]
    pub titles: Vec<Vec<String>>,
    /// Words in a title that tell it is something else.
    #[serde(default)]
    pub unlike: Vec<String>,
    /// Words in the name of a column, for columns that must be updated.
    #[serde(default)]
    pub columns: Vec<String>,
    /// What it has to contain.
    pub elements: Vec<String>,
    /// Where it is published.
    pub channels: Vec<Channel>,
    /// What it rests on.
    pub basis: Vec<Citation>,
    /// How that is known.
    pub certainty: Attestation,
    /// Whether its time is a default of this library and not of law.
    #[serde(default)]
    pub is_default: bool,
    /// Remarks, in Chinese.
    #[serde(default)]
    pub note_zh: Option<String>,
    /// Remarks, in English.
    #[serde(default)]
    pub note_en: Option<String>,
}

impl StatutoryDuty {
    /// The name of what is owed, in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// Whether a unit owes it. A unit whose kind cannot be told counts as every kind.
    pub fn applies_to(&self, unit: &Unit) -> bool {
        self.levels.contains(&unit.level) && unit.kind().is_none_or(|k| self.kinds.contains(&k))
    }

    /// Whether a title, or else a column, says that an item is of this duty.
    pub fn recognises(&self, title: &str, column: Option<&str>) -> bool {
        let says = |text: &str| {
            self.titles
                .iter()
                .any(|all| all.iter().all(|w| text.contains(w.as_str())))
        };
        if self.unlike.iter().any(|w| title.contains(w.as_str())) {
            return false;
        }
        says(title) || column.is_some_and(says)
    }
}

impl From<RhythmData> for Rhythm {
    fn from(data: RhythmData) -> Self {
        match data {
            RhythmData::Standing => Self::Standing,
            RhythmData::Yearly { month, day, since } => Self::Yearly { month, day, since },
            RhythmData::Approval {
                term,
                previous_year,
            } => Self::Approval {
                term,
                previous_year,
            },
            RhythmData::Update { term } => Self::Update { term },
            RhythmData::Review { month, day, since } => Self::Review { month, day, since },
        }
    }
}

fn kind(name: &str) -> Option<UnitKind> {
    Some(match name {
        "government" => UnitKind::Government,
        "subdistrict_office" => UnitKind::SubdistrictOffice,
        "department" => UnitKind::Department,
        "institution" => UnitKind::Institution,
        "village_committee" => UnitKind::VillageCommittee,
        _ => return None,
    })
}

fn read(data: DutyData) -> Option<StatutoryDuty> {
    Some(StatutoryDuty {
        id: MatterId::new(data.id).ok()?,
        matter: data.matter.and_then(|m| MatterId::new(m).ok()),
        zh: data.zh,
        en: data.en,
        levels: data.levels,
        kinds: data.kinds.iter().filter_map(|k| kind(k)).collect(),
        rhythm: data.rhythm.into(),
        titles: data.titles,
        unlike: data.unlike,
        columns: data.columns,
        elements: data.elements,
        channels: data.channels,
        basis: data.basis.iter().filter_map(|c| c.parse().ok()).collect(),
        certainty: data.certainty,
        is_default: data.is_default,
        note_zh: data.note_zh,
        note_en: data.note_en,
    })
}

/// The statutory duties shipped with the library (`data/duties.toml`), decoded once.
pub fn statutory() -> &'static [StatutoryDuty] {
    static BUILTIN: OnceLock<Vec<StatutoryDuty>> = OnceLock::new();
    BUILTIN.get_or_init(|| {
        // Written by this crate's build script; the tests below say so if it could not be read.
        let data: Vec<DutyData> = postcard::from_bytes(DUTIES).unwrap_or_default();
        data.into_iter().filter_map(read).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Registry;

    #[test]
    fn the_data_are_whole() {
        assert_eq!(statutory().len(), 13);
        for duty in statutory() {
            assert!(!duty.kinds.is_empty(), "{}", duty.id);
            assert!(!duty.basis.is_empty(), "{}", duty.id);
            if let Rhythm::Approval { term, .. } | Rhythm::Update { term } = &duty.rhythm {
                let known = Registry::builtin().terms().iter().any(|t| t.id == *term);
                assert!(known, "{}: unknown term `{term}`", duty.id);
            }
        }
    }

    #[test]
    fn items_are_recognised_by_their_titles() {
        let of = |id: &str| statutory().iter().find(|d| d.id.as_str() == id).unwrap();
        let report = of("annual-report-township");
        assert!(report.recognises("青禾镇人民政府2025年政府信息公开工作年度报告", None));
        assert!(!report.recognises("关于报送2025年政府信息公开工作年度报告的通知", None));
        assert!(of("department-budget").recognises("青禾镇2026年度部门预算公开", None));
        assert!(!of("government-budget").recognises("青禾镇2026年度部门预算公开", None));
        assert!(of("guide").recognises("青禾镇政府信息公开指南（2026年版）", None));
        assert!(of("organisation").recognises("青禾镇简介", Some("机构概况")));
    }
}
