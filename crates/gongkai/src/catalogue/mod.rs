//! Floor 2: what must be public (标准目录).
//!
//! A [`Catalogue`] is one version of all [`Matter`]s (公开事项) by [`Field`] (领域). Three are
//! shipped: the national one of 26 fields, the one of 31 that an overlay makes of it, and the
//! list of village affairs. An [`Overlay`] (本地调整) makes others; each matter tells where it
//! came from.

mod apply;
mod apply_checks;
mod attribute;
mod builtin;
mod diff;
mod diff_words;
mod error;
mod field;
mod id;
mod import;
mod labels;
mod limit;
mod limit_text;
mod matter;
pub(crate) mod model;
mod overlay;
pub(crate) mod rank;
mod version;
mod view;

// The data's own words use those of law; the build script knows both files side by side.
use crate::law::model as law_model;

pub use attribute::{Attribute, FieldPatch, MatterPatch};
pub use diff::{CatalogueDiff, FieldDiff, MatterDiff, Moved, Renamed};
pub use diff_words::Task;
pub use error::CatalogueError;
pub use field::{Field, LocalRule, Profile};
pub use id::{FieldId, IdParseError, MatterId};
pub use import::{Import, ImportOptions, ImportedRow, Outcome, import};
pub use limit::{Cadence, Limit};
pub use limit_text::{LimitParseError, parse_limit};
pub use matter::{Change, Heading, Matter, OpKind, Provenance};
pub use model::{Audience, Category, Channel, FieldStatus, Level, LimitKind, Mode, Stage};
pub use overlay::{Operation, Overlay};
pub use rank::{Match, Ranker, Scope, Why};
pub(crate) use rank::{fold, ministries_of};
pub use version::Catalogue;
pub use view::{CatalogueView, FieldView, MatterView};
