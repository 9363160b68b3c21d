//! Floor 0: law as dated data.
//!
//! [`Instrument`]s (法律文件) with their numbers and dates in force, [`Citation`]s
//! (条款) that point into them, [`Period`]s (期限) as a text states them, and the
//! [`Registry`] that knows which version of a work, and which length of a term, was in
//! force on a date.
//!
//! ```
//! use chrono::NaiveDate;
//! use gongkai::law::Registry;
//!
//! let registry = Registry::builtin();
//! let before = NaiveDate::from_ymd_opt(2018, 6, 1).unwrap();
//! let after = NaiveDate::from_ymd_opt(2024, 6, 1).unwrap();
//! // 15 working days to answer an application under the 2008 regulation, 20 since 2019-05-15.
//! assert_eq!(registry.on(before).term("request.answer").unwrap().period.to_string(), "15wd");
//! assert_eq!(registry.on(after).term("request.answer").unwrap().period.to_string(), "20wd");
//! assert_eq!(
//!     registry.on(after).term("request.answer").unwrap().citation.to_string(),
//!     "《中华人民共和国政府信息公开条例》第三十三条第二款",
//! );
//! ```

mod citation;
mod instrument;
mod lang;
pub(crate) mod model;
pub mod numeral;
mod period;
mod registry;

pub use citation::{Citation, CitationParseError, Reference};
pub use instrument::{Instrument, InstrumentId};
pub use lang::{Lang, LangParseError};
pub use model::{Attestation, InstrumentKind, PeriodUnit};
pub use period::{Period, PeriodParseError};
pub use registry::{InForce, Registry, Term, TermVersion};
