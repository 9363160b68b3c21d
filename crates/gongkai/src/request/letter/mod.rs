//! The letters of a case (依申请公开文书), written from data in official Chinese.
//!
//! A [`Letter`] is structured: title, number, addressee, paragraphs each with its part, articles,
//! remedies, signature and day. [`Letter::text`] renders it as plain text; DOCX and HTML are
//! made outside of the core. What the law demands of a letter and the data do not give is a
//! [`LetterError`] that names the article: such a letter is not written.

mod answers;
mod case;
mod error;
mod facts;
mod notices;
mod remedies;
mod text;
mod words;

use chrono::NaiveDate;
use serde::Serialize;

pub(super) use case::refused;
pub use case::{CaseLetter, case_letters};
pub use error::{Before, LetterError, Missing};
pub use facts::{Asked, LetterCase, LetterDraft, LetterKind, Office, ThirdPartySaid};

use super::event::{ApplicantKind, RequestKind};
use super::remedy::Remedies;
use crate::law::Citation;

/// First day of the text of 2019.
const TEXT_OF_2019: &str = "2019-05-15";

/// A letter of a case (依申请公开文书).
///
/// ```
/// use gongkai::request::{Answer, Letter, LetterCase, LetterDraft, Office};
///
/// let office = Office {
///     body: "青禾镇人民政府".to_owned(),
///     review_bodies: vec!["青禾县人民政府".to_owned()],
///     ..Office::default()
/// };
/// let case: LetterCase = serde_json::from_str(
///     r#"{"applicant": "李某", "content": "2025年度村级道路养护合同", "received": "2026-03-02",
///        "third_party": "objected_with_reason"}"#,
/// ).unwrap();
/// let draft = |reasons: &str| LetterDraft::Answer {
///     answer: Answer::Withheld {
///         ground: "trade_secret".to_owned(),
///         reasons: reasons.to_owned(),
///     },
/// };
/// let day = "2026-03-20".parse().unwrap();
///
/// let letter = Letter::write(&office, &case, &draft("合同附件载有未公开的单价构成"), None, day)?;
/// assert_eq!(letter.title, "政府信息不予公开答复书");
/// let text = letter.text();
/// assert!(text.contains("应当自收到本答复书之日起60日内先向青禾县人民政府申请行政复议"));
///
/// // A refusal without reasons is not written.
/// let error = Letter::write(&office, &case, &draft(""), None, day).unwrap_err();
/// assert_eq!(error.code(), "missing_reasons");
/// assert_eq!(error.citations()[0].compact(), "ogi-2019:36(3)");
/// # Ok::<(), gongkai::request::LetterError>(())
/// ```
#[doc(alias = "依申请公开文书")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Letter"))]
#[non_exhaustive]
pub struct Letter {
    /// What kind of letter.
    pub kind: LetterKind,
    /// The body that writes; it heads and signs the letter.
    pub body: String,
    /// The title, without the name of the body, as in 政府信息不予公开答复书.
    pub title: String,
    /// The document number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Whom it is written to.
    pub addressee: String,
    /// The text.
    pub paragraphs: Vec<Paragraph>,
    /// What is enclosed.
    pub attachments: Vec<String>,
    /// The day of the letter.
    pub date: NaiveDate,
    /// How to reach the disclosure office, below the signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The articles that it cites.
    pub basis: Vec<Citation>,
    /// The ways to contest it; `None` for a letter that decides nothing yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedies: Option<Remedies>,
}

/// A paragraph of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Paragraph"))]
#[non_exhaustive]
pub struct Paragraph {
    /// What it is there for.
    pub part: LetterPart,
    /// The text, in one line.
    pub text: String,
}

/// What a paragraph of a letter is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.LetterPart"))]
#[serde(rename_all = "snake_case")]
pub enum LetterPart {
    /// 缘由: what came, and when.
    Opening,
    /// 决定、告知事项: what is decided or told, with its articles.
    Decision,
    /// 理由.
    Reasons,
    /// 提供的信息.
    Provided,
    /// 要求申请人、第三方办理的事.
    Request,
    /// 救济途径.
    Remedy,
    /// 特此告知.
    Closing,
}

/// A letter being written.
struct Draft<'a> {
    office: &'a Office,
    case: &'a LetterCase,
    on: NaiveDate,
    title: String,
    paragraphs: Vec<Paragraph>,
    basis: Vec<Citation>,
    /// 您 or 贵单位.
    you: &'static str,
}

impl Letter {
    /// Writes a letter of a case, on a day, with a document number where there is one.
    ///
    /// # Errors
    /// When it would lack what the law demands of it, or a step that has to come before is not
    /// on record; see [`LetterError`].
    pub fn write(
        office: &Office,
        case: &LetterCase,
        draft: &LetterDraft,
        number: Option<&str>,
        on: NaiveDate,
    ) -> Result<Self, LetterError> {
        let kind = draft.kind();
        let body = office.body.trim();
        if body.is_empty() {
            return Err(Missing::Body.error());
        }
        if let Some(received) = case.received
            && TEXT_OF_2019.parse().is_ok_and(|first| received < first)
        {
            return Err(LetterError::OldText { received });
        }
        let mut writing = Draft {
            office,
            case,
            on,
            title: String::new(),
            paragraphs: Vec::new(),
            basis: Vec::new(),
            you: if case.applicant_kind == ApplicantKind::NaturalPerson {
                "您"
            } else {
                "贵单位"
            },
        };
        let (addressee, remedies) = match draft {
            LetterDraft::Answer { answer } => {
                let remedies = Remedies::of(answer, on)?;
                writing.answer(answer)?;
                (case.applicant.as_str(), Some(remedies))
            }
            LetterDraft::Closing { reason, reasons } => {
                let remedies = Remedies::of_closing(on)?;
                writing.no_longer_processed(*reason, reasons.as_deref())?;
                (case.applicant.as_str(), Some(remedies))
            }
            LetterDraft::Consultation { party, .. }
            | LetterDraft::ThirdPartyNotice { party, .. } => {
                let remedies = writing.letter_to_others(draft)?;
                (party.as_str(), remedies)
            }
            other => {
                writing.notice(other)?;
                (case.applicant.as_str(), None)
            }
        };
        if addressee.trim().is_empty() {
            return Err(Missing::Applicant.error());
        }
        if let Some(remedies) = &remedies {
            writing.remedies(remedies)?;
        }
        let closing = match draft {
            LetterDraft::Consultation { .. } => "特此征求意见。",
            LetterDraft::ReasonsRequest {} | LetterDraft::Fee { .. } => "特此通知。",
            LetterDraft::Answer { .. } if writing.title.ends_with("答复书") => "特此答复。",
            _ => "特此告知。",
        };
        writing.add(LetterPart::Closing, closing);
        let number = number.map(str::trim).filter(|n| !n.is_empty());
        Ok(Self {
            kind,
            body: words::line(body),
            title: writing.title,
            number: number.map(words::line),
            addressee: words::line(addressee),
            paragraphs: writing.paragraphs,
            attachments: enclosed(case),
            date: on,
            contact: contact(office),
            basis: writing.basis,
            remedies,
        })
    }
}

/// The names of what is enclosed, without stops.
fn enclosed(case: &LetterCase) -> Vec<String> {
    let names = case.attachments.iter().map(|a| words::line(words::bare(a)));
    names.filter(|a| !a.is_empty()).collect()
}

/// The line below the signature.
fn contact(office: &Office) -> Option<String> {
    let said = |text: &Option<String>| {
        let text = text.as_deref().map(words::bare);
        text.filter(|t| !t.is_empty()).map(str::to_owned)
    };
    let parts: Vec<_> = [said(&office.disclosure_office), said(&office.contact)]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join("，"))
}

impl Draft<'_> {
    fn add(&mut self, part: LetterPart, text: impl Into<String>) {
        self.paragraphs.push(Paragraph {
            part,
            text: words::line(&text.into()),
        });
    }

    fn points<T: AsRef<str>>(&mut self, part: LetterPart, items: &[T]) {
        for text in words::points(items) {
            self.add(part, text);
        }
    }

    /// 《条例》第X条, noted among the articles cited.
    fn article(&mut self, compact: &str) -> String {
        format!("《条例》{}", self.place(compact))
    }

    /// 第X条, noted among the articles cited.
    fn place(&mut self, compact: &str) -> String {
        let found = super::cite::cited(&[compact]);
        let text = found.iter().map(words::place).collect();
        self.note(found);
        text
    }

    fn note(&mut self, citations: Vec<Citation>) {
        for citation in citations {
            if !self.basis.contains(&citation) {
                self.basis.push(citation);
            }
        }
    }

    /// 政府信息公开申请（登记编号：…）.
    fn application(&self) -> String {
        let name = match self.case.kind {
            RequestKind::Information => "政府信息公开申请",
            RequestKind::RecordCorrection => "更正政府信息的申请",
        };
        match self.case.number.as_deref().map(words::bare) {
            Some(number) if !number.is_empty() => {
                format!("{name}（登记编号：{number}）")
            }
            _ => name.to_owned(),
        }
    }

    /// What was asked for, in quotation marks.
    fn content(&self) -> Result<String, LetterError> {
        let content = words::bare(&self.case.content);
        if content.is_empty() {
            return Err(Missing::Content.error());
        }
        Ok(words::quoted(content))
    }

    fn received(&self) -> Result<NaiveDate, LetterError> {
        self.case.received.ok_or_else(|| Missing::Received.error())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exemption::grounds;
    use crate::request::{Answer, Part};

    fn office() -> Office {
        Office {
            body: "青禾镇人民政府".to_owned(),
            review_bodies: vec!["青禾县人民政府".to_owned()],
            ..Office::default()
        }
    }

    fn case(content: &str) -> LetterCase {
        let case = serde_json::json!({
            "applicant": "李某",
            "content": content,
            "received": "2026-03-02",
            "third_party": "silent",
        });
        serde_json::from_value(case).unwrap()
    }

    fn write(case: &LetterCase, answer: Answer) -> Result<Letter, LetterError> {
        let on = "2026-03-20".parse().unwrap();
        Letter::write(&office(), case, &LetterDraft::Answer { answer }, None, on)
    }

    proptest! {
        /// Whatever stands in the file: each paragraph is one line without control characters,
        /// a refusal has reasons, articles and the way to reconsideration.
        #[test]
        fn any_words_make_a_letter(
            content in "\\PC{0,20}|[\u{0}-\u{20}“”。\u{fffe}《]{0,8}",
            reasons in "\\PC{0,20}|[\u{0}-\u{20}。；<&]{0,8}",
            n in 0_usize..28,
        ) {
            let ground = &grounds()[n % grounds().len()];
            let part = Part {
                part: "附件".to_owned(),
                ground: ground.code.clone(),
                reasons: reasons.clone(),
            };
            let whole = Answer::Withheld { ground: ground.code.clone(), reasons };
            let partly = Answer::Partly { provided: "正文".to_owned(), withheld: vec![part] };
            for answer in [whole, partly] {
                match write(&case(&content), answer) {
                    Ok(letter) => {
                        prop_assert!(ground.withholds());
                        let mut parts = letter.paragraphs.iter().map(|p| p.part);
                        prop_assert!(parts.any(|p| p == LetterPart::Reasons));
                        prop_assert!(letter.text().contains("先向青禾县人民政府申请行政复议"));
                        prop_assert!(!letter.basis.is_empty());
                        for paragraph in &letter.paragraphs {
                            prop_assert!(!paragraph.text.chars().any(char::is_control));
                            prop_assert!(!paragraph.text.ends_with("。。"));
                        }
                    }
                    Err(error) => prop_assert!(!error.message(crate::law::Lang::Zh).is_empty()),
                }
            }
        }
    }

    #[test]
    fn a_third_party_is_asked_before_its_rights_are_the_reason() {
        let withheld = || Answer::Withheld {
            ground: "trade_secret".to_owned(),
            reasons: "单价构成".to_owned(),
        };
        assert!(write(&case("合同"), withheld()).is_ok());
        let mut unasked = case("合同");
        unasked.third_party = None;
        let error = write(&unasked, withheld()).unwrap_err();
        assert_eq!(error.code(), "third_party_not_asked");
        // Names and numbers are blacked out without asking those who bear them.
        let part = |ground: &str| Part {
            part: "身份证号码".to_owned(),
            ground: ground.to_owned(),
            reasons: "与履职无关".to_owned(),
        };
        let partly = |grounds: &[&str]| Answer::Partly {
            provided: "正文".to_owned(),
            withheld: grounds.iter().map(|g| part(g)).collect(),
        };
        assert!(write(&unasked, partly(&["personal_privacy"])).is_ok());
        let both = partly(&["personal_privacy", "trade_secret"]);
        assert_eq!(write(&unasked, both).unwrap_err(), error);
    }
}
