//! Floor 2: what must be public (标准目录).

pub(crate) mod model;

pub use model::{Audience, Channel, FieldStatus, Level, LimitKind, Mode};
