use std::collections::BTreeMap;
use std::io::BufRead;

use gongkai::item::BlockKind;

use super::FormatProblem;
use super::archive::Package;
use super::xml::{Node, Xml, attribute};
use crate::error::FormatError;

/// Which paragraph styles are titles and headings.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    kind: Option<BlockKind>,
    based_on: Option<String>,
}

impl Styles {
    pub(super) fn read(mut xml: Xml<impl BufRead>) -> Result<Self, FormatError> {
        let mut styles = BTreeMap::new();
        let mut open: Option<(String, Style)> = None;
        loop {
            match xml.next()? {
                Node::Start(element) => {
                    let value = |name| attribute(&element, name);
                    match (element.local_name().as_ref(), &mut open) {
                        ("style", _) => {
                            open = Some((value("styleId").unwrap_or_default(), Style::default()));
                        }
                        ("name", Some((_, style))) => {
                            style.kind = kind_of_name(&value("val").unwrap_or_default());
                        }
                        ("basedOn", Some((_, style))) => style.based_on = value("val"),
                        ("outlineLvl", Some((_, style))) if style.kind.is_none() => {
                            if let Some(level @ 0..=8) =
                                value("val").and_then(|v| v.parse::<u8>().ok())
                            {
                                style.kind = Some(BlockKind::Heading { level: level + 1 });
                            }
                        }
                        _ => {}
                    }
                }
                Node::End(name) if name == "style" => {
                    if let Some((id, style)) = open.take() {
                        styles.insert(id, style);
                    }
                }
                Node::Eof => return Ok(Self { styles }),
                _ => {}
            }
        }
    }

    /// What a paragraph of this style is, by the style itself or one that it builds on.
    pub(super) fn kind(&self, id: &str) -> Option<BlockKind> {
        let mut id = id;
        for _ in 0..10 {
            let Some(style) = self.styles.get(id) else {
                return kind_of_name(id);
            };
            if style.kind.is_some() {
                return style.kind.clone();
            }
            id = style.based_on.as_deref()?;
        }
        None
    }
}

fn kind_of_name(name: &str) -> Option<BlockKind> {
    let name = name.to_lowercase();
    if matches!(name.as_str(), "title" | "标题") {
        return Some(BlockKind::Title);
    }
    let level = name
        .strip_prefix("heading")
        .or_else(|| name.strip_prefix("标题"))?;
    match level.trim().parse::<u8>() {
        Ok(level @ 1..=9) => Some(BlockKind::Heading { level }),
        _ => None,
    }
}

/// The properties of a document that a person may have filled in or a program left behind.
pub(super) fn properties(
    package: &mut Package<'_>,
    problems: &mut Vec<FormatProblem>,
) -> Vec<(String, String)> {
    const KEPT: &[&str] = &[
        "title",
        "subject",
        "creator",
        "keywords",
        "description",
        "lastModifiedBy",
        "category",
        "contentStatus",
        "created",
        "modified",
        "Company",
        "Manager",
        "Template",
    ];
    let mut found = Vec::new();
    for part in package.parts_under("docprops/") {
        let custom = part.ends_with("custom.xml");
        if !(custom || part.ends_with("core.xml") || part.ends_with("app.xml")) {
            continue;
        }
        let mut read = || -> Result<(), FormatError> {
            let mut xml = package.xml(&part)?;
            let mut name = String::new();
            loop {
                match xml.next()? {
                    Node::Start(element) => {
                        let local = element.local_name();
                        if custom {
                            if local.as_ref() == "property" {
                                name = attribute(&element, "name").unwrap_or_default();
                            }
                        } else {
                            local.as_ref().clone_into(&mut name);
                        }
                    }
                    Node::Text(text)
                        if !text.trim().is_empty()
                            && ((custom && !name.is_empty()) || KEPT.contains(&name.as_str())) =>
                    {
                        match found.last_mut() {
                            // A value with a reference inside comes in pieces.
                            Some((last, value)) if *last == name => {
                                let value: &mut String = value;
                                value.push_str(&text);
                            }
                            _ => found.push((name.clone(), text.trim().to_owned())),
                        }
                    }
                    Node::End(_) if !custom => name.clear(),
                    Node::Eof => return Ok(()),
                    _ => {}
                }
            }
        };
        if let Err(error) = read() {
            problems.push(FormatProblem::from(&error));
        }
    }
    found
}
