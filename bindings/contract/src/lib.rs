//! The one contract that all bindings of gongkai share: what can be asked, what comes back, what
//! can go wrong, and in what unit a place in a text is counted (绑定契约).
//!
//! An operation takes a request and gives a response, both JSON. [`operations`] lists them all;
//! [`call`] runs one. Nothing is kept between calls but derived calendars and catalogues, which
//! are found again by what they are derived from; so calls may come from any thread.
//!
//! ```
//! use gongkai_contract::{OffsetUnit, call};
//! let answer = call(
//!     "calendar.add_workdays",
//!     r#"{"date": "2026-11-02", "n": 20}"#,
//!     OffsetUnit::CodePoints,
//! );
//! assert_eq!(answer.unwrap(), r#"{"value":"2026-11-30","certainty":"published"}"#);
//!
//! let fault = call("calendar.day", r#"{"date": "1999-01-01"}"#, OffsetUnit::CodePoints).unwrap_err();
//! assert_eq!((fault.kind, fault.code.as_str()), ("CalendarError", "before_records"));
//! ```

#![allow(
    clippy::result_large_err,
    reason = "a fault is told in full; while there is none it costs nothing"
)]
#![allow(
    clippy::unnecessary_wraps,
    reason = "every operation has the same shape"
)]
#![allow(
    clippy::struct_field_names,
    reason = "the names of the contract are what four languages read"
)]
// A part that is left out is compiled and not reached, so that the linker drops it.
#![cfg_attr(not(all(feature = "domain", feature = "procedures")), allow(dead_code))]

#[cfg(feature = "procedures")]
mod base64;
#[cfg(feature = "compact")]
mod compact;
mod context;
mod families;
mod fault;
mod findings;
pub mod offsets;
mod operation;

pub use context::{Base, CalendarOptions, CatalogueOptions, Context};
pub use fault::{ErrorEnum, Explained, Fault, error_enums};
pub use offsets::OffsetUnit;
pub use operation::Operation;
#[cfg(feature = "schema")]
pub mod schema;

/// Every operation, by family and then in the order of use.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    families::FAMILIES.iter().flat_map(|f| f.iter())
}

/// The operation of this name, as in `calendar.add_workdays`.
pub fn operation(name: &str) -> Option<&'static Operation> {
    operations().find(|o| o.name == name)
}

/// Runs the operation of this name on a request in JSON and gives its response in JSON. Places
/// in texts are counted in `unit`, in the request as in the response.
///
/// # Errors
/// The error of the core, or an `InputError` for a name that is not there (`unknown_operation`),
/// for text that is no JSON (`not_json`) and for JSON that is no such request
/// (`bad_request`), with the place in the request.
pub fn call(name: &str, request: &str, unit: OffsetUnit) -> Result<String, Fault> {
    let Some(found) = operation(name) else {
        return Err(Fault::unknown_operation(name));
    };
    (found.run)(request, Context::new(unit))
}

/// `check.text` with the text apart from the rest of its request, for texts that are long: it is
/// not written as JSON, and not copied. The response is that of `check.text`.
///
/// ```
/// use gongkai_contract::{OffsetUnit, check_text};
/// let report = check_text("请于2月30日前完成。".into(), r#"{"lang": "en"}"#, OffsetUnit::Utf16);
/// assert!(report.unwrap().contains(r#""range":{"start":2,"end":7}"#));
/// ```
///
/// # Errors
/// As [`call`].
pub fn check_text(text: String, rest: &str, unit: OffsetUnit) -> Result<String, Fault> {
    families::check::text_apart(text, rest, Context::new(unit))
}
