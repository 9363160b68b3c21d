//! Any operation of the contract, by name.

use gongkai_contract::OffsetUnit;

use crate::failure::Failure;

/// Both languages count text in UTF-16 units.
pub(crate) const UNIT: OffsetUnit = OffsetUnit::Utf16;

/// One call of a batch.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Call {
    /// The operation, as in `calendar.add_workdays`.
    pub operation: String,
    /// Its request in JSON.
    pub request: String,
}

/// How one call of a batch went.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Outcome {
    /// The response in JSON.
    Response {
        /// The response.
        json: String,
    },
    /// It failed.
    Failed {
        /// Why.
        failure: Failure,
    },
}

/// Runs the operation of this name on a request in JSON and gives its response in JSON.
///
/// # Errors
/// The fault of the contract.
///
/// ```
/// let answer = gongkai_uniffi::call(
///     "calendar.add_workdays".to_owned(),
///     r#"{"date": "2026-11-02", "n": 20}"#.to_owned(),
/// );
/// assert_eq!(answer.unwrap(), r#"{"value":"2026-11-30","certainty":"published"}"#);
/// ```
#[uniffi::export]
pub fn call(operation: String, request: String) -> Result<String, Failure> {
    Ok(gongkai_contract::call(&operation, &request, UNIT)?)
}

/// Runs many operations over one crossing of the boundary. One that fails does not stop the
/// others; the outcomes stand in the order of the calls.
#[uniffi::export]
pub fn call_many(calls: Vec<Call>) -> Vec<Outcome> {
    calls
        .iter()
        .map(
            |one| match gongkai_contract::call(&one.operation, &one.request, UNIT) {
                Ok(json) => Outcome::Response { json },
                Err(fault) => Outcome::Failed {
                    failure: fault.into(),
                },
            },
        )
        .collect()
}

/// The names of all operations.
#[uniffi::export]
pub fn operations() -> Vec<String> {
    gongkai_contract::operations()
        .map(|operation| operation.name.to_owned())
        .collect()
}

/// The version of the native library.
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
