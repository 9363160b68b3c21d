// Statutory duties as embedded: written by the build script, read at first use. Shared by both
// (`build/main.rs` includes this file with `law/model.rs` and `catalogue/model.rs` beside it),
// so it names nothing else of the crate.

use serde::{Deserialize, Serialize};

use super::catalogue_model::{Channel, Level};
use super::law_model::Attestation;

/// The rhythm of a statutory duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum RhythmData {
    /// Always there.
    Standing,
    /// By a day of each year, for the year before, since a report year.
    Yearly { month: u32, day: u32, since: i32 },
    /// Within a term after an approval, once a year; of the year before, or of this one.
    Approval { term: String, previous_year: bool },
    /// A column gets something new at least once in a term.
    Update { term: String },
    /// Done by a day of each year, since a year; nothing is published.
    Review { month: u32, day: u32, since: i32 },
}

/// A statutory duty.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DutyData {
    pub(crate) id: String,
    pub(crate) matter: Option<String>,
    pub(crate) zh: String,
    pub(crate) en: String,
    pub(crate) levels: Vec<Level>,
    pub(crate) kinds: Vec<String>,
    pub(crate) rhythm: RhythmData,
    pub(crate) titles: Vec<Vec<String>>,
    pub(crate) unlike: Vec<String>,
    pub(crate) columns: Vec<String>,
    pub(crate) elements: Vec<String>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) basis: Vec<String>,
    pub(crate) certainty: Attestation,
    pub(crate) is_default: bool,
    pub(crate) note_zh: Option<String>,
    pub(crate) note_en: Option<String>,
}

/// The kinds of body that data may name, as `UnitKind` spells them.
#[allow(dead_code)] // for the build script
pub(crate) const KINDS: [&str; 5] = [
    "government",
    "subdistrict_office",
    "department",
    "institution",
    "village_committee",
];
