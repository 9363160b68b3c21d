//! Documents (文本).

use gongkai::item::Document;

use crate::context::Context;
use crate::fault::Fault;
use crate::offsets::{Range, Walker};
use crate::operation::{operations, requests, responses};

operations! {
    /// The title of a text: a short first line that is no sentence.
    "item.title" => title, OfTitle => TitleAnswer;
}

requests! {
    /// A text.
    OfTitle as "item.TitleRequest" {
        /// The text.
        text: String,
    }
}

responses! {
    /// The title of a text.
    TitleAnswer as "item.TitleAnswer" {
        /// Where it stands; absent when the text has none.
        range: Option<Range>,
        /// The title.
        text: Option<String>,
    }
}

fn title(request: &OfTitle, context: Context) -> Result<TitleAnswer, Fault> {
    let document = Document::plain(request.text.as_str());
    let mut walker = Walker::new(&request.text, context.unit);
    Ok(TitleAnswer {
        text: document.title().map(str::to_owned),
        range: document.title_range().map(|r| walker.range(r)),
    })
}
