//! A thing of the core with the sentence that tells it.

use serde::Serialize;

/// A thing with its sentence, in the language asked for.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "{T}InWords"))]
pub(crate) struct Told<T> {
    /// The thing.
    #[serde(flatten)]
    pub(crate) what: T,
    /// The sentence, in the language asked for; Chinese unless given.
    pub(crate) text: String,
}

impl<T> Told<T> {
    /// Each thing with its sentence.
    pub(crate) fn all(things: Vec<T>, tell: impl Fn(&T) -> String) -> Vec<Self> {
        let told = |what: T| {
            let text = tell(&what);
            Self { what, text }
        };
        things.into_iter().map(told).collect()
    }
}
