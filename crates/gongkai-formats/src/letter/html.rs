use std::fmt::Write as _;

use gongkai::request::{Letter, LetterPart};

use crate::report::escaped;

const STYLE: &str = include_str!("letter.css");

/// The letter as one page of HTML that needs nothing else; printed, it is a sheet of A4. Each
/// paragraph has the name of its part as class.
///
/// ```
/// # use gongkai::request::{Letter, LetterCase, LetterDraft, Office};
/// # let office = Office { body: "青禾镇人民政府".into(), ..Office::default() };
/// # let case: LetterCase = serde_json::from_str(
/// #     r#"{"applicant": "李某", "content": "防汛<预案>", "received": "2026-03-02"}"#).unwrap();
/// # let draft = LetterDraft::Receipt { due: None };
/// let letter = Letter::write(&office, &case, &draft, None, "2026-03-02".parse().unwrap()).unwrap();
/// let page = gongkai_formats::letter::html(&letter);
/// assert!(page.contains("<title>政府信息公开申请登记回执</title>"));
/// assert!(page.contains("申请公开“防汛&lt;预案&gt;”。</p>"));
/// ```
pub fn html(letter: &Letter) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1><span>{body}</span><span>{title}</span></h1>\n",
        title = escaped(&letter.title),
        body = escaped(&letter.body),
    );
    let mut line = |class: &str, style: &str, text: &str| {
        let _ = writeln!(out, "<p class=\"{class}\"{style}>{}</p>", escaped(text));
    };
    if let Some(number) = &letter.number {
        line("number", "", number);
    }
    line("to", "", &format!("{}：", letter.addressee));
    for paragraph in &letter.paragraphs {
        line(class(paragraph.part), "", &paragraph.text);
    }
    let attachments = letter.attachment_lines();
    if !attachments.is_empty() {
        out.push_str("<div class=\"enclosed\">\n");
        for text in attachments {
            let _ = writeln!(out, "<p>{}</p>", escaped(&text));
        }
        out.push_str("</div>\n");
    }
    let (body, date) = letter.signature_indents();
    let _ = write!(
        out,
        "<div class=\"sign\">\n<p style=\"padding-right:{body}em\">{}</p>\n<p style=\"padding-right:{date}em\"><time datetime=\"{}\">{}</time></p>\n</div>\n",
        escaped(&letter.body),
        letter.date,
        escaped(&letter.date_text()),
    );
    if let Some(contact) = &letter.contact {
        let _ = writeln!(out, "<p class=\"contact\">（{}）</p>", escaped(contact));
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn class(part: LetterPart) -> &'static str {
    match part {
        LetterPart::Opening => "opening",
        LetterPart::Decision => "decision",
        LetterPart::Reasons => "reasons",
        LetterPart::Provided => "provided",
        LetterPart::Request => "request",
        LetterPart::Remedy => "remedy",
        LetterPart::Closing => "closing",
    }
}
