use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{Node, Xml, attribute};
use crate::error::{CUT_OFF, FormatError, MISSING};

/// How much a DOCX or XLSX may unpack to (解压上限).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes that one part may unpack to; 512 MiB by default.
    pub part: u64,
    /// The most bytes that a part may unpack to for each byte packed, once it is larger than
    /// 16 MiB; 200 by default. Documents pack some 10 to 50 times.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            part: 512 << 20,
            ratio: 200,
        }
    }
}

/// Below this size a high ratio is harmless.
const RATIO_FROM: u64 = 16 << 20;

/// The ZIP container of an Office document.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Index by the part's name in lower case: names are compared without regard to case.
    parts: BTreeMap<String, usize>,
    limits: Limits,
}

/// Which program's document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Main {
    Word,
    Excel,
}

/// A relation of a part to another.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of its type, as in `worksheet`.
    pub(crate) kind: String,
    /// The other part's name.
    pub(crate) target: String,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, FormatError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|e| FormatError::Archive { reason: reason(&e) })?;
        let parts = archive
            .file_names()
            .enumerate()
            .filter_map(|(n, name)| Some((name.ok()?.replace('\\', "/").to_lowercase(), n)))
            .collect();
        Ok(Self {
            archive,
            parts,
            limits: *limits,
        })
    }

    pub(crate) fn has(&self, part: &str) -> bool {
        self.parts.contains_key(&part.to_lowercase())
    }

    /// The parts whose names begin so.
    pub(crate) fn parts_under(&self, prefix: &str) -> Vec<String> {
        self.parts
            .keys()
            .filter(|name| name.starts_with(prefix))
            .cloned()
            .collect()
    }

    /// A part as XML.
    pub(crate) fn xml(&mut self, part: &str) -> Result<Xml<impl io::BufRead>, FormatError> {
        let missing = |reason: &str| FormatError::Part {
            part: part.to_owned(),
            reason: reason.to_owned(),
        };
        let index = *self
            .parts
            .get(&part.to_lowercase())
            .ok_or_else(|| missing(MISSING))?;
        let limits = self.limits;
        let file = self
            .archive
            .by_index(index)
            .map_err(|e| missing(&reason(&e)))?;
        let allowed = limits
            .part
            .min((file.compressed_size() * limits.ratio).max(RATIO_FROM));
        if file.size() > allowed {
            return Err(FormatError::PartTooLarge {
                part: part.to_owned(),
                limit: allowed,
            });
        }
        let guarded = Guarded {
            inner: file,
            left: allowed,
        };
        Ok(Xml::new(
            part,
            allowed,
            BufReader::with_capacity(64 * 1024, guarded),
        ))
    }

    /// What the package holds, by its main part.
    pub(crate) fn main(&self) -> Result<Main, FormatError> {
        if self.has("word/document.xml") {
            return Ok(Main::Word);
        }
        if self.has("xl/workbook.xml") {
            return Ok(Main::Excel);
        }
        let under = |prefix: &str| self.parts.keys().any(|name| name.starts_with(prefix));
        let unsupported = |what, instead| Err(FormatError::Unsupported { what, instead });
        if self.has("xl/workbook.bin") {
            return unsupported("a binary workbook (XLSB)", "XLSX");
        }
        if self.has("ofd.xml") {
            return unsupported("OFD", "DOCX or text");
        }
        if under("ppt/") {
            return unsupported("a presentation (PPTX)", "DOCX or text");
        }
        if self.has("mimetype") && self.has("content.xml") {
            return unsupported("OpenDocument (ODT, ODS)", "DOCX or XLSX");
        }
        if self.has("[content_types].xml") {
            if under("word/") {
                return Ok(Main::Word);
            }
            if under("xl/") {
                return Ok(Main::Excel);
            }
        }
        Err(FormatError::NotText {
            what: "a ZIP archive that is no Office document",
        })
    }

    /// The main part's name: the one that the package's relations name, or the usual one.
    pub(crate) fn main_part(&mut self, usual: &str) -> Result<String, FormatError> {
        let relations = self.relations("")?;
        let named = relations
            .into_iter()
            .find(|r| r.kind == "officeDocument" && self.has(&r.target));
        Ok(named.map_or_else(|| usual.to_owned(), |r| r.target))
    }

    /// The relations of a part (of the package itself for the empty name); none when it has
    /// no list of them.
    pub(crate) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, FormatError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let separator = if folder.is_empty() { "" } else { "/" };
        let list = format!("{folder}{separator}_rels/{file}.rels");
        if !self.has(&list) {
            return Ok(Vec::new());
        }
        let mut relations = Vec::new();
        let mut xml = self.xml(&list)?;
        loop {
            match xml.next()? {
                Node::Start(element) if element.local_name().as_ref() == "Relationship" => {
                    let get = |name| attribute(&element, name).unwrap_or_default();
                    if get("TargetMode") == "External" {
                        continue;
                    }
                    let kind = get("Type")
                        .rsplit('/')
                        .next()
                        .unwrap_or_default()
                        .to_owned();
                    let target = resolve(folder, &get("Target"));
                    relations.push(Relation {
                        id: get("Id"),
                        kind,
                        target,
                    });
                }
                Node::Eof => return Ok(relations),
                _ => {}
            }
        }
    }
}

/// A target as seen from a folder: `../comments1.xml` from `xl/worksheets` is
/// `xl/comments1.xml`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|s| !s.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

fn reason(error: &ZipError) -> String {
    match error {
        ZipError::Io(e) if e.kind() == io::ErrorKind::UnexpectedEof => CUT_OFF.to_owned(),
        ZipError::InvalidArchive(what) if what.contains("EOCD") => CUT_OFF.to_owned(),
        ZipError::InvalidArchive(what) => what.to_string(),
        other => other.to_string(),
    }
}

/// Stops unpacking past a limit, whatever size the archive declared.
struct Guarded<R> {
    inner: R,
    left: u64,
}

/// Marks the error of [`Guarded`].
pub(super) const TOO_LARGE: &str = "unpacked part is too large";

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other(TOO_LARGE)),
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved() {
        assert_eq!(
            resolve("xl/worksheets", "../comments1.xml"),
            "xl/comments1.xml"
        );
        assert_eq!(
            resolve("xl", "/xl/worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolve("word", "../../../etc/passwd"), "etc/passwd");
    }
}
