//! From bytes to text: the encoding is found out, not asked for (编码识别).
//!
//! The order of evidence: a byte order mark; NUL bytes that show UTF-16 without one; valid
//! UTF-8; a charset that an HTML or XML head declares; then how many characters of everyday
//! use the bytes give as GB18030 and as Big5. Bytes that fit nothing are refused with their
//! place; single damaged characters are replaced and counted.

use encoding_rs::{BIG5, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use serde::Serialize;

use crate::error::FormatError;

/// The longest file read, in bytes: offsets have 32 bits.
pub const MAX_LENGTH: usize = u32::MAX as usize - 1;

/// How much of a file is looked at to tell GB18030 from Big5, in bytes.
const SAMPLE: usize = 256 * 1024;

/// An encoding that is read (编码).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-16, little-endian.
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    /// UTF-16, big-endian.
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
    /// GB18030, with GBK and GB2312 as parts of it.
    #[serde(rename = "GB18030")]
    Gb18030,
    /// Big5.
    #[serde(rename = "Big5")]
    Big5,
}

impl Encoding {
    /// Its usual name, as in `GB18030`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
        }
    }

    /// The encoding of this label, as a `charset` gives it.
    fn labelled(label: &[u8]) -> Option<Self> {
        let found = encoding_rs::Encoding::for_label(label)?;
        match found.name() {
            "UTF-8" => Some(Self::Utf8),
            "GBK" | "gb18030" => Some(Self::Gb18030),
            "Big5" => Some(Self::Big5),
            _ => None,
        }
    }

    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
            Self::Big5 => BIG5,
        }
    }
}

/// A text with the encoding it was in (解码结果).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without the byte order mark.
    pub text: String,
    /// The encoding found.
    pub encoding: Encoding,
    /// Whether the file opened with a byte order mark.
    pub bom: bool,
    /// How many damaged places were replaced by U+FFFD.
    pub replaced: usize,
}

impl Decoded {
    /// The bytes of `text` in this file's encoding, with its byte order mark: for writing a
    /// mended text back. `None` when the encoding lacks one of the characters.
    ///
    /// ```
    /// let gbk = [0xb9, 0xab, 0xbf, 0xaa]; // 公开
    /// let decoded = gongkai_formats::decode::decode(&gbk)?;
    /// assert_eq!(decoded.text, "公开");
    /// assert_eq!(decoded.encode("公开").as_deref(), Some(&gbk[..]));
    /// # Ok::<(), gongkai_formats::FormatError>(())
    /// ```
    pub fn encode(&self, text: &str) -> Option<Vec<u8>> {
        encode(text, self.encoding, self.bom)
    }
}

/// The bytes of a text in an encoding, with a byte order mark if asked; `None` when the
/// encoding lacks one of the characters.
pub fn encode(text: &str, encoding: Encoding, bom: bool) -> Option<Vec<u8>> {
    let mark = if bom { "\u{feff}" } else { "" };
    match encoding {
        Encoding::Utf8 => Some([mark.as_bytes(), text.as_bytes()].concat()),
        Encoding::Utf16Le => Some(
            mark.encode_utf16()
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect(),
        ),
        Encoding::Utf16Be => Some(
            mark.encode_utf16()
                .chain(text.encode_utf16())
                .flat_map(u16::to_be_bytes)
                .collect(),
        ),
        Encoding::Gb18030 | Encoding::Big5 => {
            let (bytes, _, unmappable) = encoding.codec().encode(text);
            (!unmappable).then(|| bytes.into_owned())
        }
    }
}

/// The text of a file's bytes.
///
/// # Errors
/// When the bytes are no text: a known binary format by its first bytes, NUL bytes outside
/// UTF-16, or bytes that fit no encoding; and above 4 GiB.
///
/// ```
/// use gongkai_formats::decode::{decode, Encoding};
/// assert_eq!(decode("公开".as_bytes())?.encoding, Encoding::Utf8);
/// assert_eq!(decode(b"\xff\xfe\x6c\x51")?.text, "公");
/// assert!(decode(b"\x89PNG\r\n\x1a\n").is_err());
/// # Ok::<(), gongkai_formats::FormatError>(())
/// ```
pub fn decode(bytes: &[u8]) -> Result<Decoded, FormatError> {
    if bytes.len() > MAX_LENGTH {
        return Err(FormatError::TooLong {
            length: bytes.len(),
            limit: MAX_LENGTH,
        });
    }
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return Ok(Decoded {
            bom: true,
            ..with(rest, Encoding::Utf8)
        });
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok(Decoded {
            bom: true,
            ..with(rest, Encoding::Utf16Le)
        });
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok(Decoded {
            bom: true,
            ..with(rest, Encoding::Utf16Be)
        });
    }
    if let Some(error) = magic(bytes) {
        return Err(error);
    }
    let head = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or(bytes);
    if let Some(offset) = memchr::memchr(0, head) {
        return utf16_unmarked(bytes, head).ok_or(FormatError::Nul { offset });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: text.to_owned(),
            encoding: Encoding::Utf8,
            bom: false,
            replaced: 0,
        }),
        Err(error) => legacy(bytes, error.valid_up_to()),
    }
}

/// What a file is that is no text, by its first bytes.
pub(crate) fn magic(bytes: &[u8]) -> Option<FormatError> {
    const KNOWN: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF87a", "a GIF picture"),
        (b"GIF89a", "a GIF picture"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"Rar!\x1a\x07", "a RAR archive"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"PK\x05\x06", "an empty ZIP archive"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90\0", "a program"),
        (b"ID3", "an MP3 recording"),
        (b"SQLite format 3\0", "an SQLite database"),
    ];
    // A PDF may open with some junk; readers accept it within the first kilobyte.
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    if bytes.starts_with(b"%PDF-")
        || (memchr::memmem::find(head, b"%PDF-1.").is_some() && memchr::memchr(0, head).is_some())
    {
        return Some(FormatError::Pdf);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(FormatError::Unsupported {
            what: "the old binary Office format (DOC, XLS, WPS, or a document with a password)",
            instead: "DOCX or XLSX without a password",
        });
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(FormatError::Unsupported {
            what: "RTF",
            instead: "DOCX",
        });
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(FormatError::NotText {
            what: "a WebP picture",
        });
    }
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some(FormatError::NotText {
            what: "a BMP picture",
        });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(FormatError::NotText {
            what: "an MP4 or HEIC recording",
        });
    }
    let (_, what) = KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic))?;
    Some(FormatError::NotText { what })
}

/// Decodes with damage replaced.
fn with(bytes: &[u8], encoding: Encoding) -> Decoded {
    let (text, damaged) = encoding.codec().decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let replaced = if damaged {
        let marks = memchr::memmem::find_iter(text.as_bytes(), "\u{fffd}").count();
        // A U+FFFD that stood in the file as such was not put there by decoding.
        let original = if encoding == Encoding::Utf8 {
            memchr::memmem::find_iter(bytes, "\u{fffd}").count()
        } else {
            0
        };
        marks.saturating_sub(original)
    } else {
        0
    };
    Decoded {
        text,
        encoding,
        bom: false,
        replaced,
    }
}

/// UTF-16 without a mark: the byte order in which nearly every character is one that texts
/// have. (NUL bytes alone do not tell: 一 has one too, on the other side.)
fn utf16_unmarked(bytes: &[u8], head: &[u8]) -> Option<Decoded> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let usual = |unit: &u16| matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0x2010..=0x2026 | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xffef);
    let share = |unit: fn([u8; 2]) -> u16| {
        let units = head.as_chunks::<2>().0;
        units.iter().filter(|pair| usual(&unit(**pair))).count() * 100 / units.len().max(1)
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    if little.max(big) < 90 {
        return None;
    }
    let encoding = if little >= big {
        Encoding::Utf16Le
    } else {
        Encoding::Utf16Be
    };
    let decoded = with(bytes, encoding);
    (decoded.replaced == 0 && !decoded.text.contains('\0')).then_some(decoded)
}

/// How well bytes fit a two-byte encoding.
#[derive(Debug, Clone, Copy, Default)]
struct Fit {
    /// Characters outside ASCII.
    wide: usize,
    /// Those of everyday use, and punctuation.
    common: usize,
    /// Bytes that fit nowhere.
    bad: usize,
}

impl Fit {
    fn of(
        bytes: &[u8],
        is_trail: fn(u8) -> bool,
        is_common: fn(u8, u8) -> bool,
        four: bool,
    ) -> Self {
        let mut fit = Self::default();
        let mut rest = bytes;
        loop {
            rest = match rest {
                [lead, tail @ ..] if lead.is_ascii() => tail,
                // The end, or a character cut off by the end of the sample.
                [] | [_] => return fit,
                [lead, trail, tail @ ..] if (0x81..=0xfe).contains(lead) && is_trail(*trail) => {
                    fit.wide += 1;
                    fit.common += usize::from(is_common(*lead, *trail));
                    tail
                }
                [
                    0x81..=0xfe,
                    0x30..=0x39,
                    0x81..=0xfe,
                    0x30..=0x39,
                    tail @ ..,
                ] if four => {
                    fit.wide += 1;
                    tail
                }
                [_, tail @ ..] => {
                    fit.bad += 1;
                    tail
                }
            };
        }
    }

    fn gb18030(bytes: &[u8]) -> Self {
        // Level-one characters of GB 2312 are rows B0–D7; signs are rows A1–A9.
        let common = |lead, trail| trail >= 0xa1 && matches!(lead, 0xb0..=0xd7 | 0xa1..=0xa9);
        Self::of(
            bytes,
            |t| matches!(t, 0x40..=0x7e | 0x80..=0xfe),
            common,
            true,
        )
    }

    fn big5(bytes: &[u8]) -> Self {
        // Frequently used characters are rows A4–C6; signs are rows A1–A3.
        let common = |lead, _| matches!(lead, 0xa1..=0xc6);
        Self::of(
            bytes,
            |t| matches!(t, 0x40..=0x7e | 0xa1..=0xfe),
            common,
            false,
        )
    }

    /// From 0 to 100.
    fn score(self) -> usize {
        (self.common * 100).saturating_sub(self.bad * 200) / (self.wide + self.bad).max(1)
    }

    fn plausible(self) -> bool {
        self.wide > 0 && self.bad * 10 <= self.wide
    }
}

/// Not valid UTF-8: damaged UTF-8, a declared encoding, GB18030 or Big5.
fn legacy(bytes: &[u8], first_bad: usize) -> Result<Decoded, FormatError> {
    let mut wide = 0_usize;
    let mut broken = 0_usize;
    let mut only_cut_off = true;
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        if !chunk.invalid().is_empty() {
            broken += 1;
            only_cut_off &=
                std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        }
    }
    if wide >= 20 * broken
        || (wide > 0 && broken == 1 && only_cut_off && bytes.len() - first_bad < 4)
    {
        return Ok(with(bytes, Encoding::Utf8));
    }
    // From a little before the first byte that is not ASCII: long files of markup count too.
    let start = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let sample = bytes
        .get(start..bytes.len().min(start + SAMPLE))
        .unwrap_or(bytes);
    let (gb, big5) = (Fit::gb18030(sample), Fit::big5(sample));
    let declared = declared(bytes).filter(|e| match e {
        Encoding::Gb18030 => gb.plausible() && gb.score() + 40 >= big5.score(),
        Encoding::Big5 => big5.plausible() && big5.score() + 40 >= gb.score(),
        _ => false,
    });
    let encoding = match declared {
        Some(encoding) => encoding,
        None if big5.plausible() && big5.score() > gb.score() + 15 => Encoding::Big5,
        None if gb.plausible() => Encoding::Gb18030,
        None => return Err(FormatError::Encoding { offset: first_bad }),
    };
    let decoded = with(bytes, encoding);
    if decoded.replaced * 5 > decoded.text.chars().count() {
        return Err(FormatError::Encoding { offset: first_bad });
    }
    Ok(decoded)
}

/// The charset that the head of an HTML or XML file declares.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let lower = head.to_ascii_lowercase();
    [&b"charset"[..], b"encoding"].iter().find_map(|key| {
        let at = memchr::memmem::find(&lower, key)? + key.len();
        let rest = lower
            .get(at..)?
            .trim_ascii_start()
            .strip_prefix(b"=")?
            .trim_ascii_start();
        let rest = rest
            .strip_prefix(b"\"")
            .or_else(|| rest.strip_prefix(b"'"))
            .unwrap_or(rest);
        let end = rest
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')))
            .unwrap_or(rest.len());
        Encoding::labelled(rest.get(..end)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIMPLIFIED: &str = "现将我镇2024年度城乡低保对象名单予以公示，欢迎广大群众监督。";
    const TRADITIONAL: &str = "現將本鎮二零二四年度低保對象名單予以公示，歡迎廣大群眾監督。";

    fn gb(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn tells_gb18030_from_big5() {
        let found = decode(&gb(SIMPLIFIED)).unwrap();
        assert_eq!(
            (found.encoding, found.text.as_str()),
            (Encoding::Gb18030, SIMPLIFIED)
        );
        let big5 = BIG5.encode(TRADITIONAL).0.into_owned();
        let found = decode(&big5).unwrap();
        assert_eq!(
            (found.encoding, found.text.as_str()),
            (Encoding::Big5, TRADITIONAL)
        );
        // Traditional characters in GBK are in its extension: rarer, still GB18030.
        let found = decode(&gb(TRADITIONAL)).unwrap();
        assert_eq!(
            (found.encoding, found.text.as_str()),
            (Encoding::Gb18030, TRADITIONAL)
        );
    }

    #[test]
    fn four_byte_characters_of_gb18030_are_read() {
        let text = format!("{SIMPLIFIED}𠮷䶮");
        assert_eq!(decode(&gb(&text)).unwrap().text, text);
    }

    #[test]
    fn damage_is_replaced_and_counted() {
        let mut bytes = SIMPLIFIED.repeat(3).into_bytes();
        bytes[0] = 0xff;
        let found = decode(&bytes).unwrap();
        // 现 is E7 8E B0: the first byte spoilt leaves two stray ones besides.
        assert_eq!((found.encoding, found.replaced), (Encoding::Utf8, 3));
        let mut cut = "公开".as_bytes().to_vec();
        cut.pop();
        let found = decode(&cut).unwrap();
        assert_eq!((found.text.as_str(), found.replaced), ("公\u{fffd}", 1));
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        let text = "第一条\r\n公开";
        for (encoding, bom) in [
            (Encoding::Utf16Le, true),
            (Encoding::Utf16Be, true),
            (Encoding::Utf16Le, false),
            (Encoding::Utf16Be, false),
        ] {
            let bytes = encode(text, encoding, bom).unwrap();
            let found = decode(&bytes).unwrap();
            assert_eq!(
                (found.text.as_str(), found.encoding, found.bom),
                (text, encoding, bom)
            );
        }
    }

    #[test]
    fn declared_charset_decides_a_short_text() {
        let page = [b"<meta charset=gb2312>".as_slice(), &gb("公示")].concat();
        assert_eq!(decode(&page).unwrap().encoding, Encoding::Gb18030);
    }

    #[test]
    fn binary_is_refused_with_its_place() {
        assert_eq!(
            decode(b"abc\0def").unwrap_err(),
            FormatError::Nul { offset: 3 }
        );
        assert_eq!(decode(b"%PDF-1.4").unwrap_err(), FormatError::Pdf);
        assert_eq!(
            decode(b"ab\xff\xff\xff\xff").unwrap_err(),
            FormatError::Encoding { offset: 2 }
        );
        assert_eq!(decode(b"").unwrap().text, "");
        assert_eq!(decode(b"\xef\xbb\xbf").unwrap().text, "");
    }
}
