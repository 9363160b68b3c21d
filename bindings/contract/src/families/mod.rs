//! The operations, one file a family of the core.

mod calendar;
mod catalogue;
#[cfg(feature = "procedures")]
mod exemption;
mod law;

use crate::operation::Operation;

/// Every family, from the ground up.
pub(crate) const FAMILIES: &[&[Operation]] = &[
    law::OPERATIONS,
    calendar::OPERATIONS,
    catalogue::OPERATIONS,
    #[cfg(feature = "procedures")]
    exemption::OPERATIONS,
];
