// The schedules of processing fees as embedded: written by the build script, read at first
// use. Shared by both (`build/main.rs` includes this file with `law/model.rs` beside it), so it
// names nothing else of the crate.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::law_model::Attestation;

/// A schedule of fees, in force from a day.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ScheduleData {
    pub(crate) from: NaiveDate,
    pub(crate) citation: String,
    pub(crate) one_method: String,
    pub(crate) certainty: Attestation,
    pub(crate) note: Option<String>,
    pub(crate) per_application: MethodData,
    pub(crate) per_volume: MethodData,
}

/// How one method reckons.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MethodData {
    pub(crate) citation: String,
    pub(crate) certainty: Attestation,
    pub(crate) note: Option<String>,
    pub(crate) tiers: Vec<TierData>,
}

/// A tier: from its first unit on, so many yuan each.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TierData {
    pub(crate) first: u32,
    pub(crate) yuan: u32,
    /// After how many units the rate rises, and by how much.
    pub(crate) step: Option<(u32, u32)>,
    pub(crate) citation: String,
}
