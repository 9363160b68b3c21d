//! What the properties of assessments are tested with.

pub mod facts;
pub mod naive;
