use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::model::{Attestation, InstrumentData, InstrumentKind};

/// The id of one version of an instrument, as in `ogi-2019`. It never changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "law.InstrumentId"))]
#[serde(transparent)]
pub struct InstrumentId(Cow<'static, str>);

impl InstrumentId {
    /// The id from its text. Whether the registry knows it is asked of the registry.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self(id.into())
    }

    /// The text of the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InstrumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A law, regulation, notice or standard, in one version (法律文件).
#[doc(alias = "法律文件")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "law.Instrument"))]
#[non_exhaustive]
pub struct Instrument {
    /// The id of this version.
    pub id: InstrumentId,
    /// The work that versions share: `ogi` for the Regulation of 2007 and that of 2019.
    pub work: String,
    /// The full title, as printed between 《》.
    pub title: String,
    /// The title without 中华人民共和国.
    pub short: String,
    /// The title in English, where something cites it in English.
    pub title_en: Option<String>,
    /// Other titles under which it is cited.
    pub aliases: Vec<String>,
    /// The document number (文号).
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// What kind of text it is.
    pub kind: InstrumentKind,
    /// The day it was adopted or issued.
    pub adopted: Option<NaiveDate>,
    /// The first day in force; `None` when not known.
    pub in_force_from: Option<NaiveDate>,
    /// The last day in force; `None` while in force or when not known.
    pub in_force_until: Option<NaiveDate>,
    /// How the last day in force is known, which can be less well than the rest.
    pub until_certainty: Attestation,
    /// The version or instrument that replaced it.
    pub superseded_by: Option<InstrumentId>,
    /// The number of its articles; `None` when not counted.
    pub articles: Option<u16>,
    /// How these facts are known.
    pub certainty: Attestation,
    /// Doubts and remarks, in Chinese.
    pub note: Option<String>,
}

impl Instrument {
    /// Whether it was in force on `date`. Where its first day is not known, it counts as in
    /// force until its last day.
    pub fn in_force_on(&self, date: NaiveDate) -> bool {
        self.in_force_from.is_none_or(|from| from <= date)
            && self.in_force_until.is_none_or(|until| date <= until)
    }

    /// Every title under which a text may cite it: title, short title, aliases.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        [self.title.as_str(), self.short.as_str()]
            .into_iter()
            .chain(self.aliases.iter().map(String::as_str))
    }
}

impl From<InstrumentData> for Instrument {
    fn from(data: InstrumentData) -> Self {
        Self {
            id: InstrumentId::new(data.id),
            work: data.work,
            title: data.title,
            short: data.short,
            title_en: data.title_en,
            aliases: data.aliases,
            number: data.number,
            issuer: data.issuer,
            kind: data.kind,
            adopted: data.adopted,
            in_force_from: data.in_force_from,
            in_force_until: data.in_force_until,
            until_certainty: data.until_certainty,
            superseded_by: data.superseded_by.map(InstrumentId::new),
            articles: data.articles,
            certainty: data.certainty,
            note: data.note,
        }
    }
}
