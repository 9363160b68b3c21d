//! Which row of the annual report an application is counted in (年报第三部分).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::answer::{Answer, ReportRow};
use super::event::CloseReason;
use crate::exemption::{ground, result_rows};
use crate::law::Lang;

/// What is set about the rows, where the form leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RowSettings"))]
#[serde(default, deny_unknown_fields)]
pub struct RowSettings {
    /// The row for [`Answer::NotGovernmentInformation`]. The form has none of its own; bodies
    /// use r3.6.3 (其他), which is the default, or r3.4.1 (本机关不掌握).
    pub not_government_information: ReportRow,
    /// The row for an application that was withdrawn. The form has none of its own; r3.6.3
    /// (其他) is the default.
    pub withdrawn: ReportRow,
}

impl Default for RowSettings {
    fn default() -> Self {
        Self {
            not_government_information: ReportRow::Other,
            withdrawn: ReportRow::Other,
        }
    }
}

/// Why an answer has no row.
///
/// As JSON: its facts, by the names of its fields; its name is [`RowError::code`].
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RowError"))]
#[serde(untagged)]
#[non_exhaustive]
pub enum RowError {
    /// The ground is not in the taxonomy.
    #[error("`{ground}` is not a ground for withholding")]
    UnknownGround {
        /// The code given.
        ground: String,
    },
    /// The text is not the key of a row.
    #[error("`{input}` is not a row of the annual report: expected a key as in `r3.3.4`")]
    UnknownRow {
        /// What was given.
        input: String,
    },
}

impl RowError {
    /// The name of the error, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownGround { .. } => "unknown_ground",
            Self::UnknownRow { .. } => "unknown_row",
        }
    }

    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (_, Lang::En) => self.to_string(),
            (Self::UnknownGround { ground }, Lang::Zh) => {
                format!("“{ground}”不是不予公开情形的代码")
            }
            (Self::UnknownRow { input }, Lang::Zh) => {
                format!("“{input}”不是年报的行，行的写法如r3.3.4")
            }
        }
    }
}

impl Answer {
    /// The one row of the annual report in which the answer is counted; [`Answer::Partly`] is
    /// counted as such and nowhere else, as the form says.
    ///
    /// ```
    /// use gongkai::request::{Answer, ReportRow, RowSettings};
    /// let answer = Answer::Withheld {
    ///     ground: "trade_secret".to_owned(),
    ///     reasons: "……".to_owned(),
    /// };
    /// let row = answer.row(&RowSettings::default())?;
    /// assert_eq!(row, ReportRow::ThirdParty);
    /// assert_eq!(row.key(), "r3.3.4");
    /// # Ok::<(), gongkai::request::RowError>(())
    /// ```
    ///
    /// # Errors
    /// When the ground of a refusal is not in the taxonomy of exemptions.
    pub fn row(&self, settings: &RowSettings) -> Result<ReportRow, RowError> {
        Ok(match self {
            Self::AlreadyPublic { .. } | Self::Disclosed { .. } => ReportRow::Disclosed,
            Self::Partly { .. } => ReportRow::Partly,
            Self::Withheld { ground: code, .. } => {
                let found = ground(code).and_then(|g| g.row.parse().ok());
                found.ok_or_else(|| RowError::UnknownGround {
                    ground: code.clone(),
                })?
            }
            Self::NotFound { .. } | Self::NotResponsible { .. } => ReportRow::NotHeld,
            Self::Repeated { .. } => ReportRow::Repeated,
            Self::SpecialAccess { .. } => ReportRow::SpecialAccess,
            Self::NeedsProcessing { .. } => ReportRow::NeedsProcessing,
            Self::StillUnclear { .. } => ReportRow::StillUnclear,
            Self::Petition { .. } => ReportRow::Petition,
            Self::Publication { .. } => ReportRow::Publication,
            Self::Excessive { .. } => ReportRow::Excessive,
            Self::Reissue { .. } => ReportRow::Reissue,
            Self::NotGovernmentInformation { .. } => settings.not_government_information,
            Self::Other { .. } => ReportRow::Other,
        })
    }
}

impl CloseReason {
    /// The row of the annual report for an application closed without an answer.
    pub fn row(self) -> ReportRow {
        match self {
            Self::NotCorrected => ReportRow::NotCorrected,
            Self::FeeUnpaid => ReportRow::FeeUnpaid,
            Self::Other => ReportRow::Other,
        }
    }
}

impl ReportRow {
    /// Every row, in the order of the form.
    pub const ALL: [Self; 21] = [
        Self::Disclosed,
        Self::Partly,
        Self::StateSecret,
        Self::Prohibited,
        Self::Endangers,
        Self::ThirdParty,
        Self::Internal,
        Self::Process,
        Self::EnforcementFile,
        Self::SpecialAccess,
        Self::NotHeld,
        Self::NeedsProcessing,
        Self::StillUnclear,
        Self::Petition,
        Self::Repeated,
        Self::Publication,
        Self::Excessive,
        Self::Reissue,
        Self::NotCorrected,
        Self::FeeUnpaid,
        Self::Other,
    ];

    /// The key, as in `r3.3.4`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Disclosed => "r3.1",
            Self::Partly => "r3.2",
            Self::StateSecret => "r3.3.1",
            Self::Prohibited => "r3.3.2",
            Self::Endangers => "r3.3.3",
            Self::ThirdParty => "r3.3.4",
            Self::Internal => "r3.3.5",
            Self::Process => "r3.3.6",
            Self::EnforcementFile => "r3.3.7",
            Self::SpecialAccess => "r3.3.8",
            Self::NotHeld => "r3.4.1",
            Self::NeedsProcessing => "r3.4.2",
            Self::StillUnclear => "r3.4.3",
            Self::Petition => "r3.5.1",
            Self::Repeated => "r3.5.2",
            Self::Publication => "r3.5.3",
            Self::Excessive => "r3.5.4",
            Self::Reissue => "r3.5.5",
            Self::NotCorrected => "r3.6.1",
            Self::FeeUnpaid => "r3.6.2",
            Self::Other => "r3.6.3",
        }
    }

    /// What the row counts, without its group, as in 保护第三方合法权益; for a row without a group
    /// all of it.
    pub fn label(self, lang: Lang) -> &'static str {
        self.parts(lang).1
    }

    /// The group that the row stands in, as in 不予公开; for the first two rows the row itself.
    pub fn group(self, lang: Lang) -> &'static str {
        self.parts(lang).0
    }

    /// Group and label, as in 无法提供：本机关不掌握相关政府信息.
    ///
    /// ```
    /// use gongkai::law::Lang;
    /// use gongkai::request::ReportRow;
    /// let row: ReportRow = "r3.4.1".parse()?;
    /// assert_eq!(row.message(Lang::Zh), "无法提供：本机关不掌握相关政府信息");
    /// assert_eq!(row.group(Lang::Zh), "无法提供");
    /// assert_eq!(row.label(Lang::Zh), "本机关不掌握相关政府信息");
    /// assert_eq!(ReportRow::Disclosed.group(Lang::Zh), "予以公开");
    /// # Ok::<(), gongkai::request::RowError>(())
    /// ```
    pub fn message(self, lang: Lang) -> &'static str {
        let row = result_rows().iter().find(|r| r.key == self.key());
        row.map_or(self.key(), |r| r.name(lang))
    }

    /// Group and label; both the whole where there is but one.
    fn parts(self, lang: Lang) -> (&'static str, &'static str) {
        let whole = self.message(lang);
        let mark = match lang {
            Lang::Zh => "：",
            Lang::En => ": ",
        };
        whole.split_once(mark).unwrap_or((whole, whole))
    }
}

impl fmt::Display for ReportRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for ReportRow {
    type Err = RowError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|row| row.key() == text);
        found.ok_or_else(|| RowError::UnknownRow {
            input: text.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::exemption::grounds;

    #[test]
    fn rows_are_those_of_the_form() {
        let form: Vec<_> = result_rows().iter().map(|r| r.key.as_str()).collect();
        let ours: Vec<_> = ReportRow::ALL.iter().map(|r| r.key()).collect();
        assert_eq!(ours, form);
        for row in ReportRow::ALL {
            // The key that is written is the key that is shown.
            assert_eq!(serde_json::to_value(row).unwrap(), json!(row.key()));
            assert_eq!(row.key().parse(), Ok(row));
            assert!(!row.message(Lang::Zh).is_empty() && row.message(Lang::En).is_ascii());
        }
    }

    /// The row of each kind of answer, from the articles and the names of the rows.
    #[test]
    fn every_kind_has_its_row() {
        let row = |answer: Value| -> &'static str {
            let answer: Answer = serde_json::from_value(answer).unwrap();
            answer.row(&RowSettings::default()).unwrap().key()
        };
        let kinds = [
            (
                json!({"kind": "already_public", "whereabouts": "门户网站"}),
                "r3.1",
            ),
            (json!({"kind": "disclosed"}), "r3.1"),
            (json!({"kind": "partly", "withheld": []}), "r3.2"),
            (json!({"kind": "not_found"}), "r3.4.1"),
            (json!({"kind": "not_responsible"}), "r3.4.1"),
            (json!({"kind": "repeated"}), "r3.5.2"),
            (
                json!({"kind": "special_access", "rule": "不动产登记暂行条例"}),
                "r3.3.8",
            ),
            (json!({"kind": "needs_processing"}), "r3.4.2"),
            (json!({"kind": "still_unclear"}), "r3.4.3"),
            (json!({"kind": "petition"}), "r3.5.1"),
            (json!({"kind": "publication"}), "r3.5.3"),
            (json!({"kind": "excessive"}), "r3.5.4"),
            (json!({"kind": "reissue"}), "r3.5.5"),
            (json!({"kind": "not_government_information"}), "r3.6.3"),
            (json!({"kind": "other", "reasons": "并入另案"}), "r3.6.3"),
        ];
        for (answer, key) in kinds {
            assert_eq!(row(answer.clone()), key, "{answer}");
        }
        // Each ground of the taxonomy that leads to another kind of answer has the row of that
        // kind.
        for ground in grounds() {
            let Some(kind) = ground.answer.as_deref() else {
                let closed = [
                    CloseReason::NotCorrected,
                    CloseReason::FeeUnpaid,
                    CloseReason::Other,
                ];
                assert!(closed.iter().any(|c| c.row().key() == ground.row));
                continue;
            };
            let mut answer = json!({"kind": kind});
            for (kinds, field, value) in [
                ("withheld", "ground", ground.code.as_str()),
                ("withheld", "reasons", "理由"),
                ("other", "reasons", "理由"),
                ("special_access", "rule", "规定"),
            ] {
                if kind == kinds {
                    answer[field] = json!(value);
                }
            }
            assert_eq!(row(answer), ground.row, "{}", ground.code);
        }
    }

    #[test]
    fn what_is_open_is_set() {
        let settings = RowSettings {
            not_government_information: ReportRow::NotHeld,
            ..RowSettings::default()
        };
        let answer = Answer::NotGovernmentInformation {
            reasons: "民事活动".to_owned(),
        };
        assert_eq!(answer.row(&settings), Ok(ReportRow::NotHeld));
        let made_up = Answer::Withheld {
            ground: "sensitive".to_owned(),
            reasons: "敏感".to_owned(),
        };
        assert_eq!(
            made_up.row(&settings).unwrap_err().message(Lang::Zh),
            "“sensitive”不是不予公开情形的代码"
        );
    }

    proptest! {
        /// Whatever an answer says, its kind and ground alone decide, and there is one row.
        #[test]
        fn words_do_not_move_an_answer(words in ".{0,20}", n in 0_usize..14) {
            let withholding: Vec<_> = grounds().iter().filter(|g| g.withholds()).collect();
            let ground = withholding[n % withholding.len()];
            let answer = Answer::Withheld { ground: ground.code.clone(), reasons: words.clone() };
            let row = answer.row(&RowSettings::default()).unwrap();
            prop_assert_eq!(row.key(), ground.row.as_str());
            prop_assert_eq!(row.group(Lang::Zh), "不予公开");
        }
    }
}
