use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::data::{ExemptionData, Force, GroundData};
use super::either;
use crate::law::{Attestation, Citation, Lang};

static EXEMPTIONS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/exemptions.bin"));

/// A category under which information is withheld, cannot be provided or an application is not
/// processed (不予公开等情形): one row of the taxonomy in `data/exemptions.toml`.
///
/// ```
/// use gongkai::exemption::{Force, ground};
/// let secret = ground("trade_secret").unwrap();
/// assert_eq!(secret.force, Force::ThirdParty);
/// assert_eq!(secret.row, "r3.3.4");
/// assert_eq!(secret.basis[0].compact(), "ogi-2019:15");
/// ```
#[doc(alias = "不予公开情形")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Ground"))]
#[non_exhaustive]
pub struct Ground {
    /// The code, as in `trade_secret`; it never changes.
    pub code: String,
    /// Its sign in the taxonomy, as in `X4a`.
    pub key: String,
    /// The name, in Chinese.
    pub zh: String,
    /// The name, in English.
    pub en: String,
    /// The articles that it rests on.
    pub basis: Vec<Citation>,
    /// How strongly it binds.
    pub force: Force,
    /// When it applies, in Chinese.
    pub test_zh: String,
    /// When it applies, in English.
    pub test_en: String,
    /// What overcomes or ends it, in Chinese; `None` when nothing does.
    pub override_zh: Option<String>,
    /// What overcomes or ends it, in English.
    pub override_en: Option<String>,
    /// What it may be about, where one of several has to be named; else empty.
    pub aspects: Vec<Aspect>,
    /// The `kind` of the answer to an application, as in `withheld`; `None` where the case is
    /// closed without an answer.
    pub answer: Option<String>,
    /// The row of the annual report, as in `r3.3.4`.
    pub row: String,
    /// How these facts are known.
    pub certainty: Attestation,
    /// Doubts and remarks, in Chinese.
    pub note_zh: Option<String>,
    /// Doubts and remarks, in English.
    pub note_en: Option<String>,
}

/// One of several things that a ground may be about, as 公共安全 of the four of Art. 14.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Aspect"))]
#[non_exhaustive]
pub struct Aspect {
    /// The code, as in `public_security`.
    pub code: String,
    /// The name, in Chinese.
    pub zh: String,
    /// The name, in English.
    pub en: String,
}

/// A row of results in the third part of the annual report (年报第三部分办理结果的行).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.ResultRow"))]
#[non_exhaustive]
pub struct ResultRow {
    /// The key, as in `r3.3.4`.
    pub key: String,
    /// What it counts, in Chinese.
    pub zh: String,
    /// What it counts, in English.
    pub en: String,
}

/// A law or administrative regulation that prohibits disclosure (禁止公开的规定): an example of
/// what the second ground of Art. 14 asks for. The list is not complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Prohibition"))]
#[non_exhaustive]
pub struct Prohibition {
    /// The id.
    pub id: String,
    /// The law, and its article where it is known.
    pub citation: Citation,
    /// What must not be disclosed, in Chinese.
    pub zh: String,
    /// What must not be disclosed, in English.
    pub en: String,
    /// The exceptions, in Chinese.
    pub except_zh: Option<String>,
    /// The exceptions, in English.
    pub except_en: Option<String>,
    /// How that is known.
    pub certainty: Attestation,
    /// Doubts and remarks, in Chinese.
    pub note: Option<String>,
}

impl Force {
    /// What it means, in a few words.
    pub fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Absolute => ("不得公开", "must be withheld"),
            Self::ThirdParty => (
                "不得公开，但可以被同意或者公共利益推翻",
                "must be withheld, unless overridden",
            ),
            Self::Discretionary => ("可以不公开", "may be withheld"),
            Self::OtherRoute => ("另有途径", "another way"),
            Self::OutsideDuty => ("不在公开义务之内", "outside the duty"),
        };
        either(lang, zh, en)
    }
}

impl Ground {
    /// The name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        either(lang, &self.zh, &self.en)
    }

    /// When it applies, in a language.
    pub fn test(&self, lang: Lang) -> &str {
        either(lang, &self.test_zh, &self.test_en)
    }

    /// What overcomes or ends it, in a language; `None` when nothing does.
    pub fn overridden_by(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Zh => self.override_zh.as_deref(),
            Lang::En => self.override_en.as_deref(),
        }
    }

    /// Whether information is withheld under it: the grounds of Arts. 14 to 16.
    ///
    /// ```
    /// use gongkai::exemption::ground;
    /// assert!(ground("process_draft").unwrap().withholds());
    /// assert!(!ground("not_found").unwrap().withholds());
    /// ```
    pub fn withholds(&self) -> bool {
        matches!(
            self.force,
            Force::Absolute | Force::ThirdParty | Force::Discretionary
        )
    }
}

impl Aspect {
    /// The name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        either(lang, &self.zh, &self.en)
    }
}

impl ResultRow {
    /// What it counts, in a language.
    pub fn name(&self, lang: Lang) -> &str {
        either(lang, &self.zh, &self.en)
    }
}

impl Prohibition {
    /// What must not be disclosed, in a language.
    pub fn name(&self, lang: Lang) -> &str {
        either(lang, &self.zh, &self.en)
    }
}

struct Taxonomy {
    rows: Vec<ResultRow>,
    grounds: Vec<Ground>,
    prohibitions: Vec<Prohibition>,
}

fn read(data: GroundData) -> Ground {
    Ground {
        code: data.code,
        key: data.key,
        zh: data.zh,
        en: data.en,
        basis: data.basis.iter().filter_map(|c| c.parse().ok()).collect(),
        force: data.force,
        test_zh: data.test_zh,
        test_en: data.test_en,
        override_zh: data.override_zh,
        override_en: data.override_en,
        aspects: data
            .aspects
            .into_iter()
            .map(|a| Aspect {
                code: a.code,
                zh: a.zh,
                en: a.en,
            })
            .collect(),
        answer: data.answer,
        row: data.row,
        certainty: data.certainty,
        note_zh: data.note_zh,
        note_en: data.note_en,
    }
}

fn taxonomy() -> &'static Taxonomy {
    static BUILTIN: OnceLock<Taxonomy> = OnceLock::new();
    BUILTIN.get_or_init(|| {
        // Written by this crate's build script; the tests below say so if it could not be read.
        let data: ExemptionData = postcard::from_bytes(EXEMPTIONS).unwrap_or_default();
        Taxonomy {
            rows: data
                .rows
                .into_iter()
                .map(|r| ResultRow {
                    key: r.key,
                    zh: r.zh,
                    en: r.en,
                })
                .collect(),
            grounds: data.grounds.into_iter().map(read).collect(),
            prohibitions: data
                .prohibitions
                .into_iter()
                .filter_map(|p| {
                    Some(Prohibition {
                        id: p.id,
                        citation: p.citation.parse().ok()?,
                        zh: p.zh,
                        en: p.en,
                        except_zh: p.except_zh,
                        except_en: p.except_en,
                        certainty: p.certainty,
                        note: p.note,
                    })
                })
                .collect(),
        }
    })
}

/// All grounds, in the order of the taxonomy: Art. 14, 15, 16, other routes, outside the duty,
/// not processed, closed.
pub fn grounds() -> &'static [Ground] {
    &taxonomy().grounds
}

/// The ground of this code; `None` when there is none.
pub fn ground(code: &str) -> Option<&'static Ground> {
    grounds().iter().find(|g| g.code == code)
}

/// The rows of results of the annual report (form of 2021), in their order.
///
/// ```
/// use gongkai::exemption::result_rows;
/// assert_eq!(result_rows().len(), 21);
/// assert_eq!(result_rows()[0].zh, "予以公开");
/// ```
pub fn result_rows() -> &'static [ResultRow] {
    &taxonomy().rows
}

/// Laws and administrative regulations that prohibit disclosure, as examples.
///
/// ```
/// use gongkai::exemption::prohibitions;
/// let survey = prohibitions().iter().find(|p| p.id == "statistical-respondents").unwrap();
/// assert_eq!(survey.citation.to_string(), "《中华人民共和国统计法》第二十八条");
/// ```
pub fn prohibitions() -> &'static [Prohibition] {
    &taxonomy().prohibitions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_are_whole() {
        // 3 of Art. 14, 3 of Art. 15, 3 + 4 + 1 of Art. 16, 1 other way, 5 outside the duty,
        // 5 not processed, 3 closed.
        assert_eq!(grounds().len(), 28);
        let of = |force| grounds().iter().filter(|g| g.force == force).count();
        assert_eq!(of(Force::Absolute), 3);
        assert_eq!(of(Force::ThirdParty), 3);
        assert_eq!(of(Force::Discretionary), 8);
        assert!(grounds().iter().all(|g| !g.basis.is_empty()));
        assert_eq!(ground("endangers_safety").unwrap().aspects.len(), 4);
        assert_eq!(prohibitions().len(), 10);
        // What is disclosed stands under no ground; every other row is reached by one.
        let reached = |key: &str| grounds().iter().any(|g| g.row == key);
        for row in result_rows() {
            let free = matches!(row.key.as_str(), "r3.1" | "r3.2");
            assert_ne!(free, reached(&row.key), "{}", row.key);
        }
    }
}
