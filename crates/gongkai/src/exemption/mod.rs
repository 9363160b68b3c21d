//! Floor 3: what may not be disclosed, and why (不予公开).
//!
//! The taxonomy of [`grounds`] is data: under which article, how strongly, on which test, and to
//! which answer and row of the annual report each leads.

pub(crate) mod data;
mod ground;

// The data's own words use those of law; the build script knows both files side by side.
use crate::law::{Lang, model as law_model};

pub use data::Force;
pub use ground::{
    Aspect, Ground, Prohibition, ResultRow, ground, grounds, prohibitions, result_rows,
};

/// The text of a language.
fn either<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
