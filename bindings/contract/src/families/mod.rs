//! The operations, one file a family of the core.

mod calendar;

use crate::operation::Operation;

/// Every family, from the ground up.
pub(crate) const FAMILIES: &[&[Operation]] = &[calendar::OPERATIONS];
