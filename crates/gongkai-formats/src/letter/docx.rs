use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use gongkai::request::Letter;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::sheet::xml;

const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// A full-width character of 3号 (16 points), in twentieths of a point.
const EM: f32 = 320.0;

/// The letter as DOCX: the same bytes each time.
///
/// ```
/// # use gongkai::request::{Letter, LetterCase, LetterDraft, Office};
/// # let office = Office { body: "青禾镇人民政府".into(), ..Office::default() };
/// # let case: LetterCase = serde_json::from_str(
/// #     r#"{"applicant": "李某", "content": "防汛<预案>", "received": "2026-03-02"}"#).unwrap();
/// # let draft = LetterDraft::Receipt { due: None };
/// let letter = Letter::write(&office, &case, &draft, None, "2026-03-02".parse().unwrap()).unwrap();
/// let bytes = gongkai_formats::letter::docx(&letter);
/// let read = gongkai_formats::read::read("a.docx", &bytes)?;
/// assert!(read.document.text().contains("政府信息公开申请登记回执"));
/// assert!(read.document.text().contains("申请公开“防汛<预案>”。"));
/// # Ok::<(), gongkai_formats::FormatError>(())
/// ```
pub fn docx(letter: &Letter) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut part = |name: &str, content: &str| {
        // Writing to memory does not fail.
        if archive.start_file(name, options).is_ok() {
            let _ = archive.write_all(HEADER.as_bytes());
            let _ = archive.write_all(content.as_bytes());
        }
    };
    part("[Content_Types].xml", &content_types());
    part(
        "_rels/.rels",
        &relations(&[("officeDocument", "word/document.xml")]),
    );
    part("word/document.xml", &document(letter));
    part(
        "word/_rels/document.xml.rels",
        &relations(&[
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("footer", "footer1.xml"),
            ("footer", "footer2.xml"),
        ]),
    );
    part("word/styles.xml", &styles());
    part("word/settings.xml", &settings());
    part("word/fontTable.xml", &fonts());
    part("word/footer1.xml", &footer("right", "right"));
    part("word/footer2.xml", &footer("left", "left"));
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn content_types() -> String {
    let mut out = String::from(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    );
    for (name, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footer1", "footer"),
        ("footer2", "footer"),
    ] {
        let _ = write!(
            out,
            "<Override PartName=\"/word/{name}.xml\" ContentType=\"{KIND}.{kind}+xml\"/>"
        );
    }
    out.push_str("</Types>");
    out
}

fn relations(targets: &[(&str, &str)]) -> String {
    let mut out = format!("<Relationships xmlns=\"{PACKAGE}\">");
    for (n, (kind, target)) in (1..).zip(targets) {
        let _ = write!(
            out,
            "<Relationship Id=\"rId{n}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>"
        );
    }
    out.push_str("</Relationships>");
    out
}

/// Fonts with what stands in for them where they are missing.
fn fonts() -> String {
    let mut out = format!("<w:fonts xmlns:w=\"{WORD}\">");
    for (name, instead, family) in [
        ("方正小标宋简体", "华文中宋", "roman"),
        ("仿宋_GB2312", "仿宋", "modern"),
        ("宋体", "SimSun", "roman"),
    ] {
        let _ = write!(
            out,
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{instead}\"/><w:charset w:val=\"86\"/><w:family w:val=\"{family}\"/><w:pitch w:val=\"variable\"/></w:font>"
        );
    }
    out.push_str("</w:fonts>");
    out
}

fn styles() -> String {
    let style = |id: &str, name: &str, default: bool, paragraph: &str, run: &str| {
        let default = if default { " w:default=\"1\"" } else { "" };
        let based = if default.is_empty() {
            "<w:basedOn w:val=\"Text\"/>"
        } else {
            ""
        };
        format!(
            "<w:style w:type=\"paragraph\"{default} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{based}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    let exact = |line: u32| {
        format!("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/>")
    };
    let mut out = format!(
        "<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋_GB2312\" w:cs=\"Times New Roman\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    );
    out.push_str(&style(
        "Text",
        "Normal",
        true,
        &format!(
            "<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>{}<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/>",
            exact(579)
        ),
        "",
    ));
    let title = "<w:rFonts w:ascii=\"方正小标宋简体\" w:hAnsi=\"方正小标宋简体\" w:eastAsia=\"方正小标宋简体\"/><w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/>";
    out.push_str(&style(
        "Heading",
        "Title",
        false,
        &format!(
            "<w:keepNext/><w:snapToGrid w:val=\"0\"/>{}<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>",
            exact(700)
        ),
        title,
    ));
    for (id, name, align) in [
        ("Number", "Document Number", "center"),
        ("Addressee", "Addressee", "left"),
        ("Sign", "Signature", "right"),
    ] {
        out.push_str(&style(
            id,
            name,
            false,
            &format!("<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"{align}\"/>"),
            "",
        ));
    }
    out.push_str(&style(
        "Enclosed",
        "Enclosed",
        false,
        "<w:ind w:leftChars=\"500\" w:left=\"1600\" w:hangingChars=\"300\" w:hanging=\"960\"/><w:jc w:val=\"left\"/>",
        "",
    ));
    let page = "<w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>";
    out.push_str(&style(
        "Footer",
        "footer",
        false,
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>",
        page,
    ));
    out.push_str("</w:styles>");
    out
}

fn settings() -> String {
    format!(
        "<w:settings xmlns:w=\"{WORD}\"><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    )
}

/// — 1 —, on odd pages to the right, on even ones to the left, a character from the margin.
fn footer(align: &str, side: &str) -> String {
    let run = |inner: &str| format!("<w:r>{inner}</w:r>");
    let dash = |text: &str| run(&format!("<w:t xml:space=\"preserve\">{text}</w:t>"));
    let field = |kind: &str| run(&format!("<w:fldChar w:fldCharType=\"{kind}\"/>"));
    format!(
        "<w:ftr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:ind w:{side}Chars=\"100\" w:{side}=\"280\" w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"{align}\"/></w:pPr>{}{}{}{}{}{}{}</w:p></w:ftr>",
        dash("— "),
        field("begin"),
        run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
        field("separate"),
        dash("1"),
        field("end"),
        dash(" —"),
    )
}

fn document(letter: &Letter) -> String {
    let mut out = format!("<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\"><w:body>");
    paragraph(&mut out, "Heading", "", &letter.body);
    paragraph(&mut out, "Heading", "", &letter.title);
    if let Some(number) = &letter.number {
        paragraph(&mut out, "Number", "", number);
    }
    paragraph(&mut out, "Addressee", "", "");
    paragraph(
        &mut out,
        "Addressee",
        "",
        &format!("{}：", letter.addressee),
    );
    let last = letter.paragraphs.len();
    for (n, text) in (1..).zip(&letter.paragraphs) {
        // The signature must not stand alone on a page.
        let keep = if n == last { "<w:keepNext/>" } else { "" };
        paragraph(&mut out, "Text", keep, &text.text);
    }
    let attachments = letter.attachment_lines();
    if !attachments.is_empty() {
        paragraph(&mut out, "Text", "<w:keepNext/>", "");
    }
    for text in &attachments {
        paragraph(&mut out, "Enclosed", "<w:keepNext/>", text);
    }
    paragraph(&mut out, "Text", "<w:keepNext/>", "");
    let (body, date) = letter.signature_indents();
    paragraph(
        &mut out,
        "Sign",
        &format!("<w:keepNext/>{}", from_right(body)),
        &letter.body,
    );
    let keep = if letter.contact.is_some() {
        "<w:keepNext/>"
    } else {
        ""
    };
    paragraph(
        &mut out,
        "Sign",
        &format!("{keep}{}", from_right(date)),
        &letter.date_text(),
    );
    if let Some(contact) = &letter.contact {
        let left = "<w:jc w:val=\"left\"/>";
        paragraph(&mut out, "Text", left, &format!("（{contact}）"));
    }
    out.push_str(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" w:left=\"1588\" w:header=\"851\" w:footer=\"1418\" w:gutter=\"0\"/><w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr></w:body></w:document>",
    );
    out
}

/// A distance from the right margin, in characters.
#[allow(clippy::cast_possible_truncation)] // a few characters
fn from_right(characters: f32) -> String {
    format!(
        "<w:ind w:rightChars=\"{}\" w:right=\"{}\" w:firstLineChars=\"0\" w:firstLine=\"0\"/>",
        (characters * 100.0).round() as i32,
        (characters * EM).round() as i32,
    )
}

fn paragraph(out: &mut String, style: &str, properties: &str, text: &str) {
    // In the order of the schema: style, keeping together, indents.
    let _ = write!(
        out,
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>"
    );
    if !text.is_empty() {
        let _ = write!(
            out,
            "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            xml(text)
        );
    }
    out.push_str("</w:p>");
}
