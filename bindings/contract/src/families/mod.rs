//! The operations, one file a family of the core.

mod calendar;
#[cfg(feature = "procedures")]
mod case;
mod catalogue;
pub(crate) mod check;
#[cfg(feature = "procedures")]
mod duty;
#[cfg(feature = "procedures")]
mod exemption;
#[cfg(feature = "formats")]
mod formats;
mod item;
mod law;
#[cfg(feature = "procedures")]
mod request;
#[cfg(feature = "procedures")]
mod told;
mod unit;

use crate::operation::Operation;

/// Every family, from the ground up.
pub(crate) const FAMILIES: &[&[Operation]] = &[
    law::OPERATIONS,
    calendar::OPERATIONS,
    catalogue::OPERATIONS,
    unit::OPERATIONS,
    item::OPERATIONS,
    check::OPERATIONS,
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
];
