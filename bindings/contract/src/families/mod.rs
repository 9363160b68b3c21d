//! The operations, one file a family of the core; each belongs to a part, and a part can be left
//! out.

mod calendar;
#[cfg(feature = "procedures")]
mod case;
mod catalogue;
pub(crate) mod check;
#[cfg(feature = "procedures")]
mod consultation;
#[cfg(feature = "procedures")]
mod consultation_kinds;
#[cfg(feature = "procedures")]
mod duty;
#[cfg(feature = "procedures")]
mod exemption;
#[cfg(feature = "procedures")]
mod faults;
#[cfg(feature = "formats")]
mod formats;
mod item;
mod law;
#[cfg(feature = "procedures")]
mod request;
#[cfg(feature = "procedures")]
mod retention;
#[cfg(feature = "procedures")]
mod retention_cases;
#[cfg(feature = "procedures")]
mod retention_schedule;
#[cfg(feature = "procedures")]
mod review;
#[cfg(feature = "procedures")]
mod told;
mod unit;

#[cfg(feature = "procedures")]
use gongkai::law::{Citation, Lang, Registry};

use crate::operation::Operation;

/// Every family, from the ground up.
pub(crate) const FAMILIES: &[&[Operation]] = &[
    #[cfg(feature = "domain")]
    law::OPERATIONS,
    #[cfg(feature = "domain")]
    calendar::OPERATIONS,
    #[cfg(feature = "domain")]
    catalogue::OPERATIONS,
    #[cfg(feature = "procedures")]
    catalogue::apart::OPERATIONS,
    #[cfg(feature = "domain")]
    unit::OPERATIONS,
    #[cfg(feature = "domain")]
    item::OPERATIONS,
    #[cfg(feature = "domain")]
    check::OPERATIONS,
    #[cfg(feature = "procedures")]
    check::apart::OPERATIONS,
    #[cfg(feature = "procedures")]
    check::PROCEDURES,
    #[cfg(feature = "procedures")]
    duty::OPERATIONS,
    #[cfg(feature = "procedures")]
    case::OPERATIONS,
    #[cfg(feature = "procedures")]
    exemption::OPERATIONS,
    #[cfg(feature = "procedures")]
    request::OPERATIONS,
    #[cfg(feature = "formats")]
    formats::OPERATIONS,
    #[cfg(feature = "procedures")]
    review::OPERATIONS,
    #[cfg(feature = "procedures")]
    consultation_kinds::OPERATIONS,
    #[cfg(feature = "procedures")]
    consultation::OPERATIONS,
    #[cfg(feature = "procedures")]
    retention::OPERATIONS,
    #[cfg(feature = "procedures")]
    retention_schedule::OPERATIONS,
    #[cfg(feature = "procedures")]
    retention_cases::OPERATIONS,
];

/// Citations as a document cites them.
#[cfg(feature = "procedures")]
fn cited(citations: &[Citation], lang: Lang) -> Vec<String> {
    let registry = Registry::builtin();
    let one = |c: &Citation| match lang {
        Lang::Zh => c.chinese(registry),
        Lang::En => c.english(registry),
    };
    citations.iter().map(one).collect()
}
