use thiserror::Error;

use super::Attribute;

/// Why an overlay cannot be applied (调整冲突).
///
/// Each names the overlay and the matter or field that it stumbled on.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CatalogueError {
    /// The overlay speaks of a matter that the catalogue does not have.
    #[error("overlay `{overlay}`: there is no matter `{matter}`")]
    UnknownMatter {
        /// The overlay.
        overlay: String,
        /// What it names.
        matter: String,
    },
    /// The overlay, or a unit, speaks of a field that the catalogue does not have.
    #[error("`{overlay}`: there is no field `{field}`")]
    UnknownField {
        /// The overlay, or the unit's name.
        overlay: String,
        /// What it names.
        field: String,
    },
    /// The overlay adds a matter under an id that is taken.
    #[error("overlay `{overlay}`: cannot add matter `{matter}`, which exists")]
    MatterExists {
        /// The overlay.
        overlay: String,
        /// The id.
        matter: String,
    },
    /// The overlay adds a field under an id that is taken.
    #[error("overlay `{overlay}`: cannot add field `{field}`, which exists")]
    FieldExists {
        /// The overlay.
        overlay: String,
        /// The id.
        field: String,
    },
    /// The overlay speaks of a matter that an overlay has dropped.
    #[error("overlay `{overlay}`: matter `{matter}` was dropped by overlay `{by}`")]
    Dropped {
        /// The overlay.
        overlay: String,
        /// The matter.
        matter: String,
        /// Which overlay dropped it.
        by: String,
    },
    /// A matter would bear the same names as another of its field.
    #[error("overlay `{overlay}`: matter `{matter}` would be named `{name}`, as `{other}` is")]
    NameTaken {
        /// The overlay.
        overlay: String,
        /// The matter.
        matter: String,
        /// The name.
        name: String,
        /// The matter that bears it.
        other: String,
    },
    /// A field would bear the same name as another.
    #[error("overlay `{overlay}`: field `{field}` would be named `{name}`, as `{other}` is")]
    FieldNameTaken {
        /// The overlay.
        overlay: String,
        /// The field.
        field: String,
        /// The name.
        name: String,
        /// The field that bears it.
        other: String,
    },
    /// Two overlays, neither based on the other, give one attribute different values.
    #[error(
        "overlays `{other}` and `{overlay}` set `{attribute}` of `{target}` to different values, and neither is based on the other"
    )]
    Conflict {
        /// The later overlay.
        overlay: String,
        /// The earlier one.
        other: String,
        /// The matter or field.
        target: String,
        /// The attribute.
        attribute: Attribute,
    },
    /// A matter or field would lack an attribute that each must have, or have a limit without
    /// what its kind needs.
    #[error("overlay `{overlay}`: `{attribute}` of `{target}` would be empty or incomplete")]
    Incomplete {
        /// The overlay.
        overlay: String,
        /// The matter or field.
        target: String,
        /// The attribute.
        attribute: Attribute,
    },
    /// Fewer than two fields are to be merged, or a field with itself.
    #[error("overlay `{overlay}`: merging into `{into}` needs two or more different fields")]
    NothingToMerge {
        /// The overlay.
        overlay: String,
        /// The field to be made.
        into: String,
    },
    /// The overlay is written for a base that is neither the catalogue nor among the overlays.
    #[error("overlay `{overlay}` is based on `{base}`, which is not there")]
    UnknownBase {
        /// The overlay.
        overlay: String,
        /// Its base.
        base: String,
    },
    /// An overlay of this id was applied already.
    #[error("overlay `{overlay}` comes twice")]
    AppliedTwice {
        /// The overlay.
        overlay: String,
    },
    /// Overlays are based on one another in a circle.
    #[error("overlays are based on one another in a circle: {}", .chain.join(" → "))]
    Cycle {
        /// Their ids, from the first round to the first again.
        chain: Vec<String>,
    },
}

impl CatalogueError {
    /// The kind of error, the same in every language that the library is used from.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownMatter { .. } => "unknown_matter",
            Self::UnknownField { .. } => "unknown_field",
            Self::MatterExists { .. } => "matter_exists",
            Self::FieldExists { .. } => "field_exists",
            Self::Dropped { .. } => "dropped",
            Self::NameTaken { .. } => "name_taken",
            Self::FieldNameTaken { .. } => "field_name_taken",
            Self::Conflict { .. } => "conflict",
            Self::Incomplete { .. } => "incomplete",
            Self::NothingToMerge { .. } => "nothing_to_merge",
            Self::UnknownBase { .. } => "unknown_base",
            Self::AppliedTwice { .. } => "applied_twice",
            Self::Cycle { .. } => "cycle",
        }
    }
}
