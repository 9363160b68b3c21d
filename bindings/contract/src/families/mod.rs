//! The operations, one file a family of the core.

mod calendar;
#[cfg(feature = "procedures")]
mod case;
mod catalogue;
pub(crate) mod check;
#[cfg(feature = "procedures")]
mod exemption;
mod law;
#[cfg(feature = "procedures")]
mod request;
#[cfg(feature = "procedures")]
mod told;

use crate::operation::Operation;

/// Every family, from the ground up.
pub(crate) const FAMILIES: &[&[Operation]] = &[
    law::OPERATIONS,
    calendar::OPERATIONS,
    catalogue::OPERATIONS,
    check::OPERATIONS,
    #[cfg(feature = "procedures")]
    case::OPERATIONS,
    #[cfg(feature = "procedures")]
    exemption::OPERATIONS,
    #[cfg(feature = "procedures")]
    request::OPERATIONS,
];
