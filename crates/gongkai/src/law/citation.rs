use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::instrument::{Instrument, InstrumentId};
use super::model::split_citation;
use super::numeral;
use super::registry::Registry;

/// A pointer into an instrument: article, paragraph, item (条、款、项).
///
/// Its text is Chinese, as statutes are cited; its compact form, used in data and JSON, is
/// `id:article.paragraph(item)`. Citations order by instrument, then by place.
///
/// ```
/// use gongkai::law::{Citation, Registry};
/// let citation: Citation = "ogi-2019:33.2".parse().unwrap();
/// assert_eq!(citation.to_string(), "《中华人民共和国政府信息公开条例》第三十三条第二款");
/// assert_eq!(citation.compact(), "ogi-2019:33.2");
///
/// let read = Citation::read("《政府信息公开条例》第33条第2款", Registry::builtin(), None).unwrap();
/// assert_eq!(read, citation);
/// ```
#[doc(alias = "条款")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    instrument: InstrumentId,
    article: Option<u16>,
    sub: u16,
    paragraph: Option<u16>,
    item: Option<u16>,
}

/// Why a text is not a [`Citation`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CitationParseError {
    /// Not of the form `id:article.paragraph(item)`, nor a title with articles.
    #[error("`{input}` is not a citation")]
    Malformed {
        /// What was given.
        input: String,
    },
    /// The registry has no instrument of this title or id.
    #[error("no instrument `{title}` is known")]
    UnknownInstrument {
        /// The title or id.
        title: String,
    },
    /// Instruments of this title are known, but none was in force on the date.
    #[error("no version of `{title}` was in force on {date}")]
    NotInForce {
        /// The title.
        title: String,
        /// The date asked about.
        date: NaiveDate,
    },
    /// The instrument has fewer articles.
    #[error("`{title}` has {articles} articles, there is no article {article}")]
    NoSuchArticle {
        /// The title.
        title: String,
        /// The article cited.
        article: u16,
        /// How many there are.
        articles: u16,
    },
}

impl Citation {
    /// A citation of the instrument as a whole, without an article.
    pub fn whole(instrument: InstrumentId) -> Self {
        Self {
            instrument,
            article: None,
            sub: 0,
            paragraph: None,
            item: None,
        }
    }

    /// Reads a citation as documents write it and looks it up: `《…》第三十三条第二款`,
    /// `政府信息公开条例第33条`, `《…》第二十条第（一）项`. With `on`, the version in force on that
    /// day is meant; without, the newest.
    ///
    /// # Errors
    /// When the text is no citation, the title is unknown, no version was in force on the
    /// day, or the article is past the last one.
    pub fn read(
        text: &str,
        registry: &Registry,
        on: Option<NaiveDate>,
    ) -> Result<Self, CitationParseError> {
        let (reference, length) =
            Reference::read(text.trim()).ok_or_else(|| CitationParseError::Malformed {
                input: text.to_owned(),
            })?;
        if length != text.trim().len() {
            return Err(CitationParseError::Malformed {
                input: text.to_owned(),
            });
        }
        reference.resolve(registry, on)
    }

    /// The instrument cited.
    pub fn instrument(&self) -> &InstrumentId {
        &self.instrument
    }

    /// The article (条), from 1; `None` when the instrument as a whole is cited.
    pub fn article(&self) -> Option<u16> {
        self.article
    }

    /// The number after 之 (第一百三十三条之一 has 1), 0 when there is none.
    pub fn sub_article(&self) -> u16 {
        self.sub
    }

    /// The paragraph (款), from 1; `None` when the article as a whole is cited.
    pub fn paragraph(&self) -> Option<u16> {
        self.paragraph
    }

    /// The item (项), from 1; `None` when no item is cited.
    pub fn item(&self) -> Option<u16> {
        self.item
    }

    /// The compact form: `ogi-2019:20.1(3)`.
    pub fn compact(&self) -> String {
        let Some(article) = self.article else {
            return self.instrument.to_string();
        };
        let sub = after("-", self.sub, "");
        let paragraph = after(".", self.paragraph.unwrap_or(0), "");
        let item = after("(", self.item.unwrap_or(0), ")");
        format!("{}:{article}{sub}{paragraph}{item}", self.instrument)
    }

    /// The citation in Chinese with the title that `registry` gives the instrument; the bare
    /// id stands for an instrument that it does not know.
    pub fn chinese(&self, registry: &Registry) -> String {
        let title = registry
            .get(&self.instrument)
            .map_or(self.instrument.as_str(), |i| i.title.as_str());
        format!("《{title}》{}", self.place())
    }

    /// The citation in English: `Regulation on Open Government Information, Art. 33(2)`. The
    /// Chinese title stands where no English one is recorded.
    pub fn english(&self, registry: &Registry) -> String {
        let known = registry.get(&self.instrument);
        let title = known
            .and_then(|i| i.title_en.as_deref())
            .or(known.map(|i| i.title.as_str()))
            .unwrap_or(self.instrument.as_str());
        let Some(article) = self.article else {
            return title.to_owned();
        };
        let sub = after("-", self.sub, "");
        let paragraph = after("(", self.paragraph.unwrap_or(0), ")");
        let item = after(" item ", self.item.unwrap_or(0), "");
        format!("{title}, Art. {article}{sub}{paragraph}{item}")
    }

    /// 第三十三条第二款第三项, without the title.
    fn place(&self) -> String {
        let part = |n: Option<u16>, unit: &str| {
            n.map(|n| format!("第{}{unit}", numeral::to_chinese(n)))
                .unwrap_or_default()
        };
        let sub = match self.sub {
            0 => String::new(),
            n => format!("之{}", numeral::to_chinese(n)),
        };
        let article = part(self.article, "条");
        format!(
            "{article}{sub}{}{}",
            part(self.paragraph, "款"),
            part(self.item, "项")
        )
    }
}

/// `n` between two marks; nothing for zero.
fn after(before: &str, n: u16, behind: &str) -> String {
    if n == 0 {
        String::new()
    } else {
        format!("{before}{n}{behind}")
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.chinese(Registry::builtin()))
    }
}

/// Reads the compact form only; see [`Citation::read`] for text.
impl FromStr for Citation {
    type Err = CitationParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = split_citation(text).ok_or_else(|| CitationParseError::Malformed {
            input: text.to_owned(),
        })?;
        Ok(Self {
            instrument: InstrumentId::new(parts.id.to_owned()),
            article: parts.article,
            sub: parts.sub,
            paragraph: parts.paragraph,
            item: parts.item,
        })
    }
}

impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.compact())
    }
}

impl<'de> Deserialize<'de> for Citation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A citation as a text writes it, before any look-up: a title and a place in it.
///
/// ```
/// use gongkai::law::Reference;
/// let (reference, length) = Reference::read("《预算法》第十四条第一款规定").unwrap();
/// assert_eq!(reference.title, "预算法");
/// assert_eq!((reference.article, reference.paragraph), (Some(14), Some(1)));
/// assert_eq!(length, "《预算法》第十四条第一款".len());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reference {
    /// The title, without 《》.
    pub title: String,
    /// The article, from 1.
    pub article: Option<u16>,
    /// The number after 之, 0 when there is none.
    pub sub: u16,
    /// The paragraph, from 1.
    pub paragraph: Option<u16>,
    /// The item, from 1.
    pub item: Option<u16>,
}

impl Reference {
    /// Reads a citation at the very start of `text`, and how many bytes of it. A title stands
    /// in 《》, or runs up to the 第 of its article; a document number in brackets may stand
    /// between title and article. `None` when there is no such citation.
    pub fn read(text: &str) -> Option<(Self, usize)> {
        let (title, mut rest) = if let Some(inner) = text.strip_prefix('《') {
            let end = closing_bracket(inner)?;
            let (title, rest) = inner.split_at_checked(end)?;
            (title, rest.strip_prefix('》')?)
        } else {
            let at = text.char_indices().find(|&(at, c)| {
                c == '第'
                    && text
                        .get(at..)
                        .is_some_and(|rest| unit(rest, &["条"]).is_some())
            })?;
            text.split_at_checked(at.0)?
        };
        let title = title.trim();
        if title.is_empty() {
            return None;
        }
        let mut found = Self {
            title: title.to_owned(),
            article: None,
            sub: 0,
            paragraph: None,
            item: None,
        };
        let after_number = skip_brackets(rest);
        if let Some((article, tail)) = unit(after_number, &["条"]) {
            found.article = Some(article);
            rest = tail;
            if let Some((sub, tail)) = rest.strip_prefix('之').and_then(leading_numeral) {
                found.sub = sub;
                rest = tail;
            }
            if let Some((paragraph, tail)) = unit(rest, &["款"]) {
                found.paragraph = Some(paragraph);
                rest = tail;
            }
            if let Some((item, tail)) = unit(rest, &["项"]) {
                found.item = Some(item);
                rest = tail;
            }
        }
        Some((found, text.len().checked_sub(rest.len())?))
    }

    /// Looks the title up; see [`Citation::read`] for `on`.
    ///
    /// # Errors
    /// When the title is unknown, no version was in force on the day, or the article is past
    /// the last one.
    pub fn resolve(
        &self,
        registry: &Registry,
        on: Option<NaiveDate>,
    ) -> Result<Citation, CitationParseError> {
        let versions = registry.titled(&self.title);
        if versions.is_empty() {
            return Err(CitationParseError::UnknownInstrument {
                title: self.title.clone(),
            });
        }
        let version: &Instrument = match on {
            Some(date) => registry.on(date).titled(&self.title).ok_or_else(|| {
                CitationParseError::NotInForce {
                    title: self.title.clone(),
                    date,
                }
            })?,
            None => match versions.last() {
                Some(newest) => newest,
                None => {
                    return Err(CitationParseError::UnknownInstrument {
                        title: self.title.clone(),
                    });
                }
            },
        };
        if let (Some(article), Some(articles)) = (self.article, version.articles)
            && (article == 0 || article > articles)
        {
            return Err(CitationParseError::NoSuchArticle {
                title: version.title.clone(),
                article,
                articles,
            });
        }
        Ok(Citation {
            instrument: version.id.clone(),
            article: self.article,
            sub: self.sub,
            paragraph: self.paragraph,
            item: self.item,
        })
    }
}

/// Where the 》 that closes an already opened 《 stands.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 1usize;
    for (at, c) in text.char_indices() {
        match c {
            '《' => depth += 1,
            '》' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// Skips one （…） or (…) such as a document number, with the spaces around it.
fn skip_brackets(text: &str) -> &str {
    let trimmed = text.trim_start_matches([' ', '\u{3000}']);
    let inner = trimmed.strip_prefix(['（', '(']);
    let Some(inner) = inner else { return trimmed };
    match inner.find(['）', ')', '\n']) {
        Some(end) => inner
            .get(end..)
            .and_then(|rest| rest.strip_prefix(['）', ')']))
            .map_or(text, |rest| rest.trim_start_matches([' ', '\u{3000}'])),
        None => text,
    }
}

/// Reads 第N{unit}, with N in either script and perhaps in brackets.
fn unit<'t>(text: &'t str, units: &[&str]) -> Option<(u16, &'t str)> {
    let rest = text.strip_prefix('第')?.trim_start_matches(' ');
    let bracketed = rest.strip_prefix(['（', '(']);
    let (n, rest) = leading_numeral(bracketed.unwrap_or(rest))?;
    let rest = if bracketed.is_some() {
        rest.strip_prefix(['）', ')'])?
    } else {
        rest
    };
    let rest = rest.trim_start_matches(' ');
    units
        .iter()
        .find_map(|unit| rest.strip_prefix(unit))
        .map(|rest| (n, rest))
}

fn leading_numeral(text: &str) -> Option<(u16, &str)> {
    let end = text.find(|c| !numeral::is_numeral(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end)?;
    Some((numeral::parse(number)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compact_form_round_trips() {
        for text in [
            "ogi-2019",
            "ogi-2019:33",
            "ogi-2019:33.2",
            "ogi-2019:20.1(3)",
            "ogi-2019:20(3)",
            "x:133-1",
        ] {
            let citation: Citation = text.parse().unwrap();
            assert_eq!(citation.compact(), text);
        }
        for text in [
            "", "OGI:3", "ogi:", "ogi:03", "ogi:3.", "ogi:3(", "ogi:3()", "ogi:3(1", "ogi 3",
        ] {
            assert!(text.parse::<Citation>().is_err(), "{text}");
        }
    }

    #[test]
    fn reads_what_documents_write() {
        for (text, place) in [
            (
                "《中华人民共和国政府信息公开条例》第三十三条第二款",
                "ogi-2019:33.2",
            ),
            ("《政府信息公开条例》第33条第2款", "ogi-2019:33.2"),
            ("政府信息公开条例第二十条第（一）项", "ogi-2019:20(1)"),
            (
                "《中华人民共和国政府信息公开条例》(国务院令第711号)第二十六条",
                "ogi-2019:26",
            ),
            ("《 政府信息公开条例 》第 5 条", "ogi-2019:5"),
            ("《政府信息公开条例》", "ogi-2019"),
        ] {
            let citation = Citation::read(text, Registry::builtin(), None).unwrap();
            assert_eq!(citation.compact(), place, "{text}");
        }
    }

    #[test]
    fn what_it_cannot_be_is_said() {
        let registry = Registry::builtin();
        let read = |text| Citation::read(text, registry, None).unwrap_err();
        assert!(matches!(
            read("《政府信息公开条例》第五十七条"),
            CitationParseError::NoSuchArticle {
                article: 57,
                articles: 56,
                ..
            }
        ));
        assert!(matches!(
            read("《政府信息保密大法》第三条"),
            CitationParseError::UnknownInstrument { .. }
        ));
        assert!(matches!(
            read("第三条"),
            CitationParseError::Malformed { .. }
        ));
        assert!(matches!(
            read("《政府信息公开条例》第三条的规定"),
            CitationParseError::Malformed { .. }
        ));
    }
}
