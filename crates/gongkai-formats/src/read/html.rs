use std::cell::RefCell;

use gongkai::item::{Block, BlockKind, Document};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::builder::{Builder, TableCell};
use super::{Anchoring, FileKind, Read, info_of};
use crate::decode::Decoded;
use crate::items::date::parse_date;

/// How much is handed to the tokenizer at once, in bytes.
const CHUNK: usize = 256 * 1024;
/// How deep elements are followed; deeper ones are read but not matched with their ends.
const MAX_DEPTH: usize = 512;
/// How many `<meta>` are kept.
const MAX_META: usize = 128;

/// The text of a page as a reader sees it. Only the tokenizer of the HTML standard is used,
/// not its tree: unclosed and misplaced tags lose nothing, and memory stays within the text.
pub(super) fn read(decoded: Decoded) -> Read {
    let mut info = info_of(FileKind::Html, &decoded, Anchoring::Extracted);
    let page = Page::of(&decoded.text, false);
    drop(decoded);
    info.metadata.clone_from(&page.metadata);
    Read {
        document: page.document(),
        info,
    }
}

/// The cells of every table of a page.
pub(crate) fn tables(text: &str) -> Vec<TableCell> {
    let page = Page::of(text, true);
    let mut builder = page.builder;
    builder.cells.take().unwrap_or_default()
}

struct Page {
    builder: Builder,
    metadata: Vec<(String, String)>,
    /// Texts that are not the page itself: alternative texts.
    aside: Vec<String>,
    title: String,
}

impl Page {
    fn of(text: &str, want_cells: bool) -> Self {
        let sink = Sink {
            state: RefCell::new(State::default()),
        };
        if want_cells {
            sink.state.borrow_mut().builder.cells = Some(Vec::new());
        }
        let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
        let queue = BufferQueue::default();
        let mut rest = text;
        while !rest.is_empty() {
            let mut end = rest.len().min(CHUNK);
            while !rest.is_char_boundary(end) {
                end += 1;
            }
            let (chunk, tail) = rest.split_at(end);
            queue.push_back(StrTendril::from_slice(chunk));
            // The sink never interrupts, so one call takes the whole chunk.
            let _ = tokenizer.feed(&queue);
            rest = tail;
        }
        tokenizer.end();
        let mut state = tokenizer.sink.state.into_inner();
        state.end();
        Self {
            builder: state.builder,
            metadata: state.metadata,
            aside: state.aside,
            title: state.title,
        }
    }

    fn meta(&self, name: &str) -> Option<&str> {
        self.metadata
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    fn document(mut self) -> Document {
        self.mark_title();
        for text in std::mem::take(&mut self.aside) {
            self.builder.metadata(&text);
        }
        let date = self.meta("PubDate").and_then(parse_date);
        let document = self.builder.finish();
        match date {
            Some(date) => document.dated(date),
            None => document,
        }
    }

    /// Which line is the title: the one that `ArticleTitle` or `<title>` repeats, else the
    /// first `<h1>`. A title that no line repeats is told apart, as metadata.
    fn mark_title(&mut self) {
        let site = self.meta("SiteName").unwrap_or("").to_owned();
        let article = self.meta("ArticleTitle").unwrap_or("").to_owned();
        let title = self.title.clone();
        let bare = without_site(&title, &site).to_owned();
        let text = &self.builder.text;
        let same = |block: &Block, want: &str| {
            !want.is_empty() && squeeze(block.range.slice(text)) == squeeze(want)
        };
        let open = |block: &&mut Block| {
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading { .. })
        };
        let mut found = None;
        for want in [article.as_str(), bare.as_str(), title.as_str()] {
            if found.is_none() {
                found = self
                    .builder
                    .blocks
                    .iter_mut()
                    .filter(open)
                    .position(|b| same(b, want));
            }
        }
        if found.is_none() {
            found = self
                .builder
                .blocks
                .iter_mut()
                .filter(open)
                .position(|b| b.kind == BlockKind::Heading { level: 1 });
        }
        if let Some(block) = found.and_then(|n| self.builder.blocks.iter_mut().filter(open).nth(n))
        {
            block.kind = BlockKind::Title;
        }
        let shown = self
            .builder
            .blocks
            .iter()
            .any(|b| same(b, &title) || same(b, &bare));
        if !title.is_empty() && !shown {
            self.aside.insert(0, title);
        }
    }
}

/// A `<title>` without the name of the site behind it: `关于公示的通知_某某镇人民政府`.
fn without_site<'a>(title: &'a str, site: &str) -> &'a str {
    let cut = title.rsplit_once(['_', '|', '-', '–', '—']);
    match cut {
        Some((before, after)) if !site.is_empty() && squeeze(after) == squeeze(site) => {
            before.trim()
        }
        _ => title,
    }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

struct Sink {
    state: RefCell<State>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(&tag),
            Token::TagToken(tag) => state.finish(&tag.name),
            Token::CharacterTokens(text) => state.characters(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct State {
    builder: Builder,
    metadata: Vec<(String, String)>,
    aside: Vec<String>,
    title: String,
    /// Elements that are open and matter, innermost last.
    open: Vec<Open>,
    /// White space seen and not yet written: whether it held a line break.
    space: Option<bool>,
    /// Whether the text is as typed: inside `<pre>`.
    preformatted: u32,
    /// The element whose content is thrown away, by the standard raw text.
    dropping: Option<String>,
    in_title: bool,
}

struct Open {
    name: String,
    /// Where the text stood: what a navigation bar holds is cut when it closes.
    start: usize,
    blocks: usize,
    hidden: bool,
}

/// Elements that frame a page and are not its content, or show something else than text.
/// They are cut when they close: one that is never closed loses nothing.
const FRAME: &[&str] = &[
    "nav", "footer", "aside", "menu", "template", "svg", "object", "select", "canvas",
];
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
    "table",
    "tr",
    "tbody",
    "thead",
    "tfoot",
];
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

impl State {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if self.dropping.is_some() {
            return TokenSinkResult::Continue;
        }
        match name {
            "title" if !self.open.iter().any(|o| o.name == "svg") => {
                self.in_title = self.title.is_empty();
                if !self.in_title {
                    self.dropping = Some("title".to_owned());
                }
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "script" => {
                self.dropping = Some(name.to_owned());
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            "style" | "noscript" | "iframe" | "noembed" | "noframes" | "xmp" => {
                self.dropping = Some(name.to_owned());
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
            "meta" => self.meta(tag),
            "img" | "area" => {
                if let Some(alt) = attribute(tag, "alt").filter(|a| a.trim().chars().count() > 1) {
                    self.aside.push(alt.trim().to_owned());
                }
            }
            "br" => self.line_break(),
            "plaintext" => return TokenSinkResult::Plaintext,
            _ => self.element(name, tag),
        }
        TokenSinkResult::Continue
    }

    fn element(&mut self, name: &str, tag: &Tag) {
        let span = |key| {
            attribute(tag, key)
                .and_then(|v| v.trim().parse::<u32>().ok())
                .unwrap_or(1)
        };
        match name {
            "table" => {
                self.space = None;
                self.builder.begin_table();
            }
            "tr" => {
                self.space = None;
                self.builder.begin_row();
            }
            "td" | "th" => {
                self.space = None;
                let hidden = is_hidden(tag) || self.open.iter().any(|o| o.hidden);
                self.builder
                    .begin_cell(span("colspan"), span("rowspan"), hidden);
            }
            "pre" | "listing" => {
                self.block_break(BlockKind::Paragraph);
                self.preformatted += 1;
            }
            _ if BLOCK.contains(&name) => self.block_break(BlockKind::Paragraph),
            _ => {}
        }
        if !VOID.contains(&name) && !tag.self_closing && self.open.len() < MAX_DEPTH {
            self.open.push(Open {
                name: name.to_owned(),
                start: self.builder.text.len(),
                blocks: self.builder.blocks.len(),
                hidden: is_hidden(tag),
            });
        }
    }

    fn finish(&mut self, name: &str) {
        if let Some(dropping) = &self.dropping {
            if dropping == name {
                self.dropping = None;
            }
            return;
        }
        match name {
            "title" => {
                self.in_title = false;
                let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
                self.title = title;
            }
            "table" => {
                self.space = None;
                self.builder.end_table();
            }
            "td" | "th" => {
                self.space = None;
                self.builder.end_cell();
            }
            "pre" | "listing" => {
                self.block_break(BlockKind::Paragraph);
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.bytes().last().map_or(1, |b| b.saturating_sub(b'0'));
                self.block_break(BlockKind::Heading { level });
            }
            "br" => self.line_break(),
            "p" => self.block_break(BlockKind::Paragraph),
            _ if BLOCK.contains(&name) => self.block_break(BlockKind::Paragraph),
            _ => {}
        }
        // The element that this ends, if one of the innermost is of its name.
        let near = self.open.len().saturating_sub(64);
        let Some(at) = self
            .open
            .iter()
            .enumerate()
            .skip(near)
            .rev()
            .find(|(_, o)| o.name == name)
            .map(|(n, _)| n)
        else {
            return;
        };
        let closed: Vec<Open> = self.open.drain(at..).collect();
        let Some(element) = closed.into_iter().next() else {
            return;
        };
        if FRAME.contains(&name) {
            self.cut(&element);
        } else if element.hidden && !matches!(name, "td" | "th") {
            self.hide(&element);
        }
    }

    /// Takes out what an element held.
    fn cut(&mut self, element: &Open) {
        self.space = None;
        self.builder.cut(element.start, element.blocks);
    }

    /// Marks what a hidden element held.
    fn hide(&mut self, element: &Open) {
        if self.builder.in_cell() {
            return;
        }
        self.block_break(BlockKind::Paragraph);
        for block in self.builder.blocks.iter_mut().skip(element.blocks) {
            match &mut block.kind {
                BlockKind::Cell { hidden, .. } => *hidden = true,
                kind => *kind = BlockKind::Metadata,
            }
        }
    }

    /// The end of a line of its own.
    fn block_break(&mut self, kind: BlockKind) {
        self.space = None;
        if self.builder.in_cell() {
            self.builder.break_line();
        } else {
            self.builder.end_block(kind);
        }
    }

    fn line_break(&mut self) {
        self.space = None;
        self.builder.break_line();
    }

    fn meta(&mut self, tag: &Tag) {
        let Some(name) = attribute(tag, "name").or_else(|| attribute(tag, "property")) else {
            return;
        };
        let content = attribute(tag, "content").unwrap_or_default();
        if !content.trim().is_empty() && self.metadata.len() < MAX_META {
            self.metadata
                .push((name.trim().to_owned(), content.trim().to_owned()));
        }
    }

    fn characters(&mut self, text: &str) {
        if self.dropping.is_some() {
            return;
        }
        if self.in_title {
            self.title.push_str(text);
            return;
        }
        if self.preformatted > 0 {
            self.space = None;
            self.builder.text.push_str(text);
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(is_space).unwrap_or(rest.len());
            let (word, tail) = rest.split_at(end);
            if !word.is_empty() {
                self.word(word);
            }
            let white = tail.len() - tail.trim_start_matches(is_space).len();
            let (spaces, tail) = tail.split_at(white);
            if !spaces.is_empty() {
                let broken = spaces.contains(['\n', '\r']);
                self.space = Some(self.space.map_or(broken, |was| was && broken));
            }
            rest = tail;
        }
    }

    fn word(&mut self, word: &str) {
        let out = &mut self.builder.text;
        if let Some(broken) = self.space.take() {
            let before = out.chars().next_back();
            let after = word.chars().next();
            let wide = |c: Option<char>| c.is_some_and(|c| ('\u{2e80}'..='\u{ffef}').contains(&c));
            let at_start = before.is_none_or(|c| matches!(c, '\n' | '\t'));
            // A line break of the source between two Chinese characters is no space.
            let joined = broken && wide(before) && wide(after);
            if !at_start && !joined {
                out.push(' ');
            }
        }
        out.push_str(word);
    }

    fn end(&mut self) {
        if self.in_title {
            // Never closed: it swallowed the page, which is given back as it is.
            let all = std::mem::take(&mut self.title);
            self.builder.text.push_str(&all);
            all.lines().next().unwrap_or("").clone_into(&mut self.title);
        }
        self.block_break(BlockKind::Paragraph);
        self.title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}')
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs
        .iter()
        .find(|a| &*a.name.local == name)
        .map(|a| a.value.to_string())
}

/// Whether an element hides its content: the attribute `hidden`, or `display:none`.
fn is_hidden(tag: &Tag) -> bool {
    tag.attrs.iter().any(|a| match &*a.name.local {
        "hidden" => true,
        "style" => {
            let style = squeeze(&a.value).to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    })
}
