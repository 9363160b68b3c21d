//! Floor 2: pieces of information, published or about to be (公开信息).
//!
//! An [`Item`] is a row of a list of what was published; a [`Document`] is the text of one.

mod document;
mod record;

pub use document::{Block, BlockKind, Document};
pub use record::Item;
