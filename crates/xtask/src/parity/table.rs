//! `bindings/contract/parity.toml`: which operation carries what of the core, and what is left
//! out and why.

use serde::Deserialize;

/// The table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// What operations carry.
    #[serde(default)]
    pub(super) carried: Vec<Carried>,
    /// What no operation carries.
    #[serde(default)]
    pub(super) exempt: Vec<Exempt>,
    /// Operations that a binding does without.
    #[serde(default)]
    pub(super) unbound: Vec<Unbound>,
    /// Operations without a case among the vectors.
    #[serde(default)]
    pub(super) untested: Vec<Untested>,
    /// Operations that the schema does not have and the vectors do.
    #[serde(default)]
    pub(super) apart: Vec<Untested>,
}

/// Callables of the core and the operations that carry them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Carried {
    /// Paths in the core; `*` stands for any part of one.
    pub(super) core: Vec<String>,
    /// Operations; one that is meant is enough.
    pub(super) by: Vec<String>,
    /// How: where in a request or a response it is found.
    #[serde(default)]
    pub(super) why: String,
}

/// Callables of the core that no operation carries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exempt {
    /// Paths in the core; `*` stands for any part of one.
    pub(super) core: Vec<String>,
    /// Why none is needed.
    #[serde(default)]
    pub(super) why: String,
}

/// Operations that a binding does without.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unbound {
    /// The name of the binding.
    pub(super) binding: String,
    /// Operations; `*` stands for any part of a name.
    pub(super) operations: Vec<String>,
    /// Why.
    #[serde(default)]
    pub(super) why: String,
}

/// Operations without a case among the vectors, or with cases and not in the schema.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Untested {
    /// Operations; `*` stands for any part of a name.
    pub(super) operations: Vec<String>,
    /// Why.
    #[serde(default)]
    pub(super) why: String,
}

impl Table {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|e| e.to_string())
    }
}

/// Whether a name fits a pattern in which `*` stands for any text.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}
