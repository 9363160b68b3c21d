use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::TOO_LARGE;
use crate::error::FormatError;

/// One step through an XML part.
pub(crate) enum Node<'b> {
    /// An element begins; an empty one begins and ends.
    Start(BytesStart<'b>),
    /// An element ends: its local name.
    End(Cow<'b, str>),
    /// Text, with references resolved.
    Text(Cow<'b, str>),
    /// The end.
    Eof,
}

/// Reads an XML part step by step. Names are compared by their local part only, since
/// prefixes differ from program to program.
pub(crate) struct Xml<R> {
    part: String,
    limit: u64,
    reader: Reader<R>,
    buffer: Vec<u8>,
}

impl<R: BufRead> Xml<R> {
    pub(crate) fn new(part: &str, limit: u64, source: R) -> Self {
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Self {
            part: part.to_owned(),
            limit,
            reader,
            buffer: Vec::new(),
        }
    }

    pub(crate) fn next(&mut self) -> Result<Node<'_>, FormatError> {
        loop {
            self.buffer.clear();
            // The buffer is handed out with the node, so the loop may not borrow it before
            // it is known that the node is of use: skip by kind, then read.
            match self.reader.read_event_into(&mut self.buffer) {
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Ok(event) => return Ok(node(event.into_owned())),
                Err(quick_xml::Error::Io(e)) if e.to_string() == TOO_LARGE => {
                    return Err(FormatError::PartTooLarge {
                        part: self.part.clone(),
                        limit: self.limit,
                    });
                }
                Err(error) => {
                    return Err(FormatError::Xml {
                        part: self.part.clone(),
                        offset: self.reader.error_position(),
                        reason: error.to_string(),
                    });
                }
            }
        }
    }
}

fn node(event: Event<'_>) -> Node<'_> {
    match event {
        Event::Start(element) | Event::Empty(element) => Node::Start(element),
        Event::End(element) => Node::End(Cow::Owned(element.local_name().as_ref().to_owned())),
        Event::Text(text) => Node::Text(text.xml10_content()),
        Event::CData(text) => Node::Text(text.xml10_content()),
        Event::GeneralRef(reference) => {
            let name = reference.xml10_content();
            let resolved = match reference.resolve_char_ref() {
                Ok(Some(c)) => c.to_string(),
                _ => quick_xml::escape::resolve_predefined_entity(&name)
                    .unwrap_or("")
                    .to_owned(),
            };
            Node::Text(Cow::Owned(resolved))
        }
        _ => Node::Eof,
    }
}

/// The value of an attribute, by its local name.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)?;
    Some(match quick_xml::escape::unescape(&found.value) {
        Ok(value) => value.into_owned(),
        Err(_) => found.value.into_owned(),
    })
}

/// Whether an on/off attribute is on: `<w:vanish/>`, `hidden="1"`.
pub(crate) fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}
