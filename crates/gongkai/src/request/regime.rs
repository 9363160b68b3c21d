use chrono::NaiveDate;
use serde::Serialize;

use super::cite::cited;
use crate::law::{Citation, Lang, Registry, TermVersion};

/// Which text of the Regulation an application falls under (适用的条例文本): that of the day on
/// which it was received.
///
/// The Regulation of 2019 has no clause on applications received before it; that the day of
/// receipt decides is our choice.
#[doc(alias = "适用的条例文本")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Regime"))]
pub enum Regime {
    /// The text of 2007, in force from 2008-05-01 to 2019-05-14.
    #[serde(rename = "ogi-2007")]
    Text2007,
    /// The text of 2019, in force from 2019-05-15.
    #[serde(rename = "ogi-2019")]
    Text2019,
}

impl Regime {
    /// The text in force on a day; `None` before 2008-05-01.
    ///
    /// ```
    /// use gongkai::request::Regime;
    /// let on = |day: &str| Regime::on(day.parse().unwrap());
    /// assert_eq!(on("2008-04-30"), None);
    /// assert_eq!(on("2019-05-14"), Some(Regime::Text2007));
    /// assert_eq!(on("2019-05-15"), Some(Regime::Text2019));
    /// ```
    pub fn on(day: NaiveDate) -> Option<Self> {
        let text = Registry::builtin().on(day).work("ogi")?;
        Some(if text.id.as_str() == "ogi-2007" {
            Self::Text2007
        } else {
            Self::Text2019
        })
    }

    /// The name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Text2007, Lang::Zh) => "2007年条例",
            (Self::Text2019, Lang::Zh) => "2019年条例",
            (Self::Text2007, Lang::En) => "the text of 2007",
            (Self::Text2019, Lang::En) => "the text of 2019",
        }
    }

    /// The articles that say the same in each text, where the older one says it.
    pub(super) fn cite(self, text2007: &[&str], text2019: &[&str]) -> Vec<Citation> {
        cited(match self {
            Self::Text2007 => text2007,
            Self::Text2019 => text2019,
        })
    }
}

/// A term as it stood on a day.
pub(super) fn term(id: &str, on: NaiveDate) -> Option<&'static TermVersion> {
    Registry::builtin().on(on).term(id)
}
