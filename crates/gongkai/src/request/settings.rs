use serde::{Deserialize, Serialize};

use super::row::RowSettings;
use crate::law::{Period, PeriodUnit};

/// What an office decides for itself where the Regulation is silent (办理设置).
///
/// As JSON each field may be left out.
#[doc(alias = "办理设置")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Settings"))]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Whether the day on which a letter asking for an opinion is sent counts towards the
    /// answer period. It does unless this says `false`, which gives the earlier due day: the
    /// Regulation leaves out the time that the asking takes (Art. 33 para. 3) and does not say
    /// whether its first day is part of it.
    pub dispatch_day_counts: bool,
    /// How long after the end of a case its file may wait to be archived before that is worth
    /// a hint. Art. 45 sets no limit; six months are a default of ours.
    pub archive_within: Option<Period>,
    /// The rows of the annual report, where its form leaves them open.
    pub rows: RowSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            dispatch_day_counts: true,
            archive_within: Period::new(6, PeriodUnit::Month),
            rows: RowSettings::default(),
        }
    }
}
