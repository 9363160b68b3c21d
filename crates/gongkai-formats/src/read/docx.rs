use std::io::BufRead;

use gongkai::item::BlockKind;
use quick_xml::events::BytesStart;

use super::archive::Package;
use super::builder::Builder;
use super::docx_parts::{Styles, properties};
use super::xml::{Node, Xml, attribute, is_on};
use super::{Anchoring, FileKind, FormatProblem, Info, Read};
use crate::error::FormatError;

/// The document as its reader sees it with all changes accepted: body, then footnotes and
/// endnotes; after that, as metadata, what a reader does not see or not as part of it:
/// deleted and hidden text, comments, headers and footers, alternative texts, properties.
///
/// Numbers that Word counts itself (automatic lists) stand nowhere in the file and are not in
/// the text.
pub(super) fn read(mut package: Package<'_>) -> Result<Read, FormatError> {
    let main = package.main_part("word/document.xml")?;
    let mut problems = Vec::new();
    let relations = package.relations(&main)?;
    let related = |kind: &str| -> Vec<String> {
        relations
            .iter()
            .filter(|r| r.kind == kind)
            .map(|r| r.target.clone())
            .collect()
    };
    let mut styles = Styles::default();
    for part in related("styles") {
        match package.xml(&part).and_then(Styles::read) {
            Ok(read) => styles = read,
            Err(error) => problems.push(FormatProblem::from(&error)),
        }
    }
    let mut story = Story {
        styles,
        ..Story::default()
    };
    story.read(package.xml(&main)?)?;
    // What stands beside the body: when it is damaged the body is still of use.
    let mut beside = |story: &mut Story, kinds: &[&str], part_of_text: bool| {
        story.beside = !part_of_text;
        for part in kinds.iter().flat_map(|kind| related(kind)) {
            if !package.has(&part) {
                continue;
            }
            if let Err(error) = package.xml(&part).and_then(|xml| story.read(xml)) {
                story.reset();
                problems.push(FormatProblem::from(&error));
            }
        }
    };
    beside(&mut story, &["footnotes", "endnotes"], true);
    let aside = std::mem::take(&mut story.aside);
    for text in aside {
        story.builder.metadata(&text);
    }
    beside(&mut story, &["comments", "header", "footer"], false);
    let aside = std::mem::take(&mut story.aside);
    let metadata = properties(&mut package, &mut problems);
    for text in aside.iter().chain(metadata.iter().map(|(_, value)| value)) {
        story.builder.metadata(text);
    }
    let info = Info {
        kind: FileKind::Docx,
        encoding: None,
        bom: false,
        replaced: 0,
        anchoring: Anchoring::Extracted,
        metadata,
        problems,
    };
    Ok(Read {
        document: story.builder.finish(),
        info,
    })
}

/// Reads one part after the other into one text.
#[derive(Default)]
struct Story {
    builder: Builder,
    styles: Styles,
    /// Texts that are not part of what a reader reads.
    aside: Vec<String>,
    /// Whether the part read is beside the document: header, comment.
    beside: bool,
    paragraphs: Vec<Paragraph>,
    /// Cells begun whose width is not yet known.
    cell: Option<PendingCell>,
    run_hidden: bool,
    /// Depth of elements of each kind.
    deleted: u32,
    fallback: u32,
    paragraph_properties: u32,
    run_properties: u32,
    text: Option<TextKind>,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    deleted: String,
    hidden: String,
    kind: Option<BlockKind>,
}

/// A cell that continues one above (`vMerge`) has no text and so is none.
struct PendingCell {
    width: u32,
}

#[derive(Clone, Copy)]
enum TextKind {
    Kept,
    Deleted,
}

impl Story {
    fn read(&mut self, mut xml: Xml<impl BufRead>) -> Result<(), FormatError> {
        loop {
            match xml.next()? {
                Node::Start(element) => {
                    let name = element.local_name().as_ref().to_owned();
                    self.start(&name, &element);
                }
                Node::End(name) => self.end(&name),
                Node::Text(text) => self.characters(&text),
                Node::Eof => break,
            }
        }
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        Ok(())
    }

    /// Forgets where a damaged part broke off; what was read of it stays.
    fn reset(&mut self) {
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        self.deleted = 0;
        self.fallback = 0;
        self.paragraph_properties = 0;
        self.run_properties = 0;
        self.run_hidden = false;
        self.text = None;
        self.cell = None;
    }

    fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        let on = || is_on(attribute(element, "val").as_deref());
        match name {
            "Fallback" => self.fallback += 1,
            _ if self.fallback > 0 => {}
            "p" => {
                self.begin_cell();
                self.paragraphs.push(Paragraph::default());
            }
            "pPr" => self.paragraph_properties += 1,
            "rPr" => self.run_properties += 1,
            "pStyle" => {
                let style = attribute(element, "val").unwrap_or_default();
                if let (Some(kind), Some(p)) =
                    (self.styles.kind(&style), self.paragraphs.last_mut())
                {
                    p.kind = Some(kind);
                }
            }
            "outlineLvl" => {
                let level = attribute(element, "val").and_then(|v| v.parse::<u8>().ok());
                if let (Some(level @ 0..=8), Some(p)) = (level, self.paragraphs.last_mut()) {
                    p.kind
                        .get_or_insert(BlockKind::Heading { level: level + 1 });
                }
            }
            "r" => self.run_hidden = false,
            "vanish" if self.run_properties > 0 && self.paragraph_properties == 0 => {
                self.run_hidden = on();
            }
            "del" | "moveFrom" if self.run_properties == 0 => self.deleted += 1,
            "t" => {
                self.text = Some(if self.deleted > 0 {
                    TextKind::Deleted
                } else {
                    TextKind::Kept
                });
            }
            "delText" => self.text = Some(TextKind::Deleted),
            "tab" | "ptab" if self.paragraph_properties == 0 => self.put("\t"),
            "br" if attribute(element, "type").is_none_or(|t| t == "textWrapping") => {
                self.put("\n");
            }
            "cr" => self.put("\n"),
            "noBreakHyphen" => self.put("-"),
            "docPr" => {
                let alternative =
                    attribute(element, "descr").or_else(|| attribute(element, "title"));
                self.aside
                    .extend(alternative.filter(|a| !a.trim().is_empty()));
            }
            "tbl" if !self.beside => self.builder.begin_table(),
            "tr" if !self.beside => self.builder.begin_row(),
            "tc" => {
                self.cell = Some(PendingCell { width: 1 });
            }
            "gridSpan" => {
                let width = attribute(element, "val")
                    .and_then(|v| v.parse().ok())
                    .unwrap_or(1);
                if let Some(cell) = &mut self.cell {
                    cell.width = width;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Fallback" => self.fallback = self.fallback.saturating_sub(1),
            _ if self.fallback > 0 => {}
            "p" => self.end_paragraph(),
            "pPr" => self.paragraph_properties = self.paragraph_properties.saturating_sub(1),
            "rPr" => self.run_properties = self.run_properties.saturating_sub(1),
            "r" => self.run_hidden = false,
            "del" | "moveFrom" if self.run_properties == 0 => {
                self.deleted = self.deleted.saturating_sub(1);
            }
            "t" | "delText" => self.text = None,
            "tcPr" => self.begin_cell(),
            "tc" => {
                self.begin_cell();
                if !self.beside {
                    self.builder.end_cell();
                }
            }
            "tbl" if !self.beside => self.builder.end_table(),
            _ => {}
        }
    }

    fn begin_cell(&mut self) {
        if let Some(cell) = self.cell.take()
            && !self.beside
        {
            self.builder.begin_cell(cell.width, 1, false);
        }
    }

    fn characters(&mut self, text: &str) {
        let Some(kind) = self.text else { return };
        if self.fallback > 0 {
            return;
        }
        let hidden = self.run_hidden;
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match kind {
            TextKind::Deleted => paragraph.deleted.push_str(text),
            TextKind::Kept if hidden => paragraph.hidden.push_str(text),
            TextKind::Kept => paragraph.text.push_str(text),
        }
    }

    /// A sign that is an element of its own.
    fn put(&mut self, sign: &str) {
        if self.deleted > 0 || self.run_hidden {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(sign);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        for text in [paragraph.deleted, paragraph.hidden] {
            if !text.trim().is_empty() {
                self.aside.push(text);
            }
        }
        if self.beside {
            if !paragraph.text.trim().is_empty() {
                self.aside.push(paragraph.text);
            }
            return;
        }
        self.builder.text.push_str(&paragraph.text);
        if self.builder.in_cell() {
            self.builder.break_line();
        } else {
            let mut kind = paragraph.kind.unwrap_or(BlockKind::Paragraph);
            let titled = || {
                self.builder
                    .blocks
                    .iter()
                    .any(|b| b.kind == BlockKind::Title)
            };
            if kind == BlockKind::Title && titled() {
                kind = BlockKind::Heading { level: 1 };
            }
            self.builder.end_block(kind);
        }
    }
}
