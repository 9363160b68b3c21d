use gongkai::finding::TextRange;
use gongkai::item::{Block, BlockKind, Document};

use super::{Anchoring, FileKind, Read, info_of};
use crate::decode::Decoded;

/// Lines as blocks, in the text of the file itself: headings without their signs, paragraphs
/// of adjoining lines, code and front matter as metadata.
pub(super) fn read(decoded: Decoded) -> Read {
    let mut info = info_of(FileKind::Markdown, &decoded, Anchoring::File);
    let text = decoded.text;
    let mut reader = Reader {
        text: &text,
        blocks: Vec::new(),
        paragraph: None,
        fence: None,
        titled: false,
    };
    let mut at = 0;
    if let Some(end) = front_matter(&text) {
        let range = TextRange::at(0, end);
        info.metadata = pairs(range.slice(&text));
        reader.blocks.push(Block {
            range,
            kind: BlockKind::Metadata,
        });
        at = end;
    }
    for line in text.get(at..).unwrap_or("").split_inclusive('\n') {
        reader.line(at, line);
        at += line.len();
    }
    reader.end_paragraph();
    let blocks = reader.blocks;
    Read {
        document: Document::with_blocks(text, blocks),
        info,
    }
}

/// Where the front matter ends: between two lines of `---` or `+++` at the very start.
fn front_matter(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let mark = first.trim_end();
    if mark != "---" && mark != "+++" {
        return None;
    }
    let mut at = first.len();
    for line in lines {
        at += line.len();
        if line.trim_end() == mark {
            return Some(at);
        }
    }
    None
}

/// The `key: value` and `key = value` lines of a front matter.
fn pairs(front: &str) -> Vec<(String, String)> {
    front
        .lines()
        .filter(|line| !line.starts_with([' ', '-', '+', '#']))
        .filter_map(|line| line.split_once([':', '=']))
        .map(|(key, value)| {
            (
                key.trim().to_owned(),
                value.trim().trim_matches(['"', '\'']).to_owned(),
            )
        })
        .filter(|(key, value)| !key.is_empty() && !value.is_empty())
        .collect()
}

struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    paragraph: Option<(usize, usize)>,
    /// The fence that is open: its sign and length, and where it began.
    fence: Option<(char, usize, usize)>,
    titled: bool,
}

impl Reader<'_> {
    fn line(&mut self, at: usize, line: &str) {
        let body = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        let end = start + body.len();
        if let Some((sign, length, from)) = self.fence {
            if run(body, sign) >= length && body.trim_matches(sign).is_empty() {
                let range = TextRange::at(from, end);
                self.blocks.push(Block {
                    range,
                    kind: BlockKind::Metadata,
                });
                self.fence = None;
            }
            return;
        }
        for sign in ['`', '~'] {
            let length = run(body, sign);
            if length >= 3 && !body.trim_start_matches(sign).contains('`') {
                self.end_paragraph();
                self.fence = Some((sign, length, start));
                return;
            }
        }
        let level = run(body, '#');
        if (1..=6).contains(&level) {
            let rest = body.trim_start_matches('#');
            if rest.is_empty() || rest.starts_with([' ', '\t']) {
                self.end_paragraph();
                let content = rest.trim().trim_end_matches('#').trim_end();
                let from = end - rest.trim_start().len();
                self.heading(TextRange::at(from, from + content.len()), level);
                return;
            }
        }
        if !body.is_empty() && (body.chars().all(|c| c == '=') || body.chars().all(|c| c == '-')) {
            // Underlined headings; a line of dashes after a blank line is a rule.
            if let Some((from, to)) = self.paragraph.take() {
                self.heading(
                    TextRange::at(from, to),
                    if body.starts_with('=') { 1 } else { 2 },
                );
            }
            return;
        }
        if body.is_empty() {
            self.end_paragraph();
            return;
        }
        let content = body
            .strip_prefix("- ")
            .or_else(|| body.strip_prefix("* "))
            .or_else(|| body.strip_prefix("+ "))
            .or_else(|| body.strip_prefix("> "));
        if let Some(content) = content {
            // Each item of a list is a paragraph of its own.
            self.end_paragraph();
            self.paragraph = Some((end - content.len(), end));
        } else if body.starts_with('|') {
            self.end_paragraph();
            self.paragraph = Some((start, end));
            self.end_paragraph();
        } else {
            let from = self.paragraph.map_or(start, |(from, _)| from);
            self.paragraph = Some((from, end));
        }
    }

    fn heading(&mut self, range: TextRange, level: usize) {
        if range.is_empty() {
            return;
        }
        let kind = if level == 1 && !self.titled {
            self.titled = true;
            BlockKind::Title
        } else {
            BlockKind::Heading {
                level: u8::try_from(level).unwrap_or(6),
            }
        };
        self.blocks.push(Block { range, kind });
    }

    fn end_paragraph(&mut self) {
        if let Some((from, to)) = self.paragraph.take() {
            let range = TextRange::at(from, to);
            if !range.slice(self.text).trim().is_empty() {
                self.blocks.push(Block {
                    range,
                    kind: BlockKind::Paragraph,
                });
            }
        }
    }
}

/// How many of `sign` a line opens with.
fn run(line: &str, sign: char) -> usize {
    line.chars().take_while(|c| *c == sign).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::decode;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let read = read(decode(text.as_bytes()).unwrap());
        let slice = |b: &Block| {
            (
                b.kind.clone(),
                b.range.slice(read.document.text()).to_owned(),
            )
        };
        read.document.blocks().iter().map(slice).collect()
    }

    #[test]
    fn headings_paragraphs_lists_and_code() {
        let text = "---\ntitle: 公示\n---\n# 关于公示的通知 #\n\n第一段\n接着写。\n- 甲\n- 乙\n\n```\ncode\n```\n二级\n----\n";
        assert_eq!(
            blocks(text),
            [
                (BlockKind::Metadata, "---\ntitle: 公示\n---\n".to_owned()),
                (BlockKind::Title, "关于公示的通知".to_owned()),
                (BlockKind::Paragraph, "第一段\n接着写。".to_owned()),
                (BlockKind::Paragraph, "甲".to_owned()),
                (BlockKind::Paragraph, "乙".to_owned()),
                (BlockKind::Metadata, "```\ncode\n```".to_owned()),
                (BlockKind::Heading { level: 2 }, "二级".to_owned()),
            ]
        );
        let info = read(decode(text.as_bytes()).unwrap()).info;
        assert_eq!(info.metadata, [("title".to_owned(), "公示".to_owned())]);
    }

    #[test]
    fn an_open_fence_loses_no_heading_before_it() {
        assert_eq!(
            blocks("# 甲\n```\n乙"),
            [(BlockKind::Title, "甲".to_owned())]
        );
    }
}
