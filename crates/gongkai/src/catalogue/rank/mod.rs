//! Which matter a title or the name of a column belongs to.

mod build;
mod index;
mod words;

use std::collections::HashMap;

use serde::Serialize;

use super::{FieldId, Level, MatterId};
use crate::finding::Lang;

pub use index::Ranker;
pub(crate) use words::{fold, ministries_of, simplify};

/// A matter that a text may belong to (匹配).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Match"))]
#[non_exhaustive]
pub struct Match {
    /// The matter.
    pub id: MatterId,
    /// Its field.
    pub field: FieldId,
    /// From 0 to 1; a rank, not a probability.
    pub score: f32,
    /// Whether the text says enough to act on it. News, meetings and Party affairs give
    /// matches that are not confident.
    pub confident: bool,
    /// What in the text points there, the strongest first.
    pub why: Vec<Why>,
}

/// What in a text points to a matter (匹配理由).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Why"))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Why {
    /// It names the matter.
    Name {
        /// The name.
        name: String,
    },
    /// It has words that point there.
    Cue {
        /// The words.
        word: String,
    },
    /// It has words for which the catalogue uses others.
    Synonym {
        /// The words of the text.
        word: String,
        /// The words of the catalogue.
        means: String,
    },
    /// It has words of the field.
    Field {
        /// The words.
        word: String,
    },
    /// It is the kind of document that belongs there.
    Document {
        /// The words that tell the kind.
        word: String,
    },
    /// It shares words with the matter's names or elements.
    Words {
        /// The words.
        words: Vec<String>,
    },
}

impl Why {
    /// The reason in words.
    pub fn render(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Name { name }, Lang::Zh) => format!("写有事项名称“{name}”"),
            (Self::Name { name }, Lang::En) => format!("names the matter: “{name}”"),
            (Self::Cue { word }, Lang::Zh) => format!("“{word}”指向该事项"),
            (Self::Cue { word }, Lang::En) => format!("“{word}” points there"),
            (Self::Synonym { word, means }, Lang::Zh) => format!("“{word}”即“{means}”"),
            (Self::Synonym { word, means }, Lang::En) => format!("“{word}” stands for “{means}”"),
            (Self::Field { word }, Lang::Zh) => format!("“{word}”属该领域"),
            (Self::Field { word }, Lang::En) => format!("“{word}” is of the field"),
            (Self::Document { word }, Lang::Zh) => format!("“{word}”表明文件种类"),
            (Self::Document { word }, Lang::En) => format!("“{word}” tells the kind of document"),
            (Self::Words { words }, Lang::Zh) => format!("共有词语：{}", words.join("、")),
            (Self::Words { words }, Lang::En) => format!("shares words: {}", words.join(", ")),
        }
    }
}

/// Among what to rank: all, or some fields or a level only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// These fields only; all when empty.
    pub fields: Vec<FieldId>,
    /// Matters of this level only.
    pub level: Option<Level>,
}

/// The places of things by key, while an index is built.
type Places = HashMap<String, usize>;
