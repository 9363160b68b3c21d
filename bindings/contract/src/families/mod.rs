//! The operations, one file a family of the core; each belongs to a part, and a part can be left
//! out.

mod calendar;
#[cfg(feature = "procedures")]
mod case;
mod catalogue;
pub(crate) mod check;
#[cfg(feature = "procedures")]
mod duty;
#[cfg(feature = "procedures")]
mod exemption;
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
    #[cfg(feature = "domain")]
    law::OPERATIONS,
    #[cfg(feature = "domain")]
    calendar::OPERATIONS,
    #[cfg(feature = "domain")]
    catalogue::OPERATIONS,
    #[cfg(feature = "domain")]
    unit::OPERATIONS,
    #[cfg(feature = "domain")]
    item::OPERATIONS,
    #[cfg(feature = "domain")]
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
];
