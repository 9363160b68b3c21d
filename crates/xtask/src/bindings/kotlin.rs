//! The Kotlin binding.

use super::{Missing, Options};

/// Nothing is got yet.
pub(crate) fn install() {}

/// What it lacks.
pub(crate) fn missing() -> Vec<Missing> {
    vec![Missing::new("the binding itself", "it is not written yet")]
}

/// Builds it.
pub(crate) fn build(_options: Options) -> Result<(), String> {
    Err("not written yet".to_owned())
}
