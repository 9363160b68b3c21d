use std::collections::HashMap;
use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Serialize;

use super::citation::Citation;
use super::instrument::{Instrument, InstrumentId};
use super::model::{Attestation, LawData};
use super::period::Period;

static LAW: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/law.bin"));

/// Every instrument that anything in the library cites, and the dated periods of law (法规库).
///
/// The data are `data/law.toml` and `data/terms.toml`; both are validated when the crate is
/// built, so that a citation to an unknown instrument or to an article that does not exist
/// cannot ship.
#[derive(Debug)]
pub struct Registry {
    instruments: Vec<Instrument>,
    terms: Vec<Term>,
    by_id: HashMap<String, usize>,
    by_title: HashMap<String, Vec<usize>>,
}

/// A period of law that has had different lengths over time (法定期限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "law.Term"))]
#[non_exhaustive]
pub struct Term {
    /// The id, as in `request.answer`.
    pub id: String,
    /// What it limits, in Chinese.
    pub zh: String,
    /// What it limits, in English.
    pub en: String,
    /// Its versions, oldest first.
    pub versions: Vec<TermVersion>,
}

/// The length of a [`Term`] during a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "law.TermVersion"))]
#[non_exhaustive]
pub struct TermVersion {
    /// First day on which this length applies; `None` when it always did.
    pub from: Option<NaiveDate>,
    /// Last day on which it applies; `None` while it does.
    pub until: Option<NaiveDate>,
    /// The length.
    pub period: Period,
    /// Where it is stated.
    pub citation: Citation,
    /// How that is known.
    pub certainty: Attestation,
    /// Doubts and remarks, in Chinese.
    pub note: Option<String>,
}

impl Registry {
    /// The registry shipped with the library, decoded once.
    pub fn builtin() -> &'static Self {
        static REGISTRY: OnceLock<Registry> = OnceLock::new();
        REGISTRY.get_or_init(|| {
            // The bytes are written by this crate's build script; if they could not be
            // decoded the registry is empty, and the crate's own tests say so.
            let data = postcard::from_bytes(LAW).unwrap_or_else(|_| LawData {
                instruments: Vec::new(),
                terms: Vec::new(),
            });
            Self::from_data(data)
        })
    }

    fn from_data(data: LawData) -> Self {
        let instruments: Vec<Instrument> =
            data.instruments.into_iter().map(Instrument::from).collect();
        let by_id = instruments
            .iter()
            .enumerate()
            .map(|(n, i)| (i.id.as_str().to_owned(), n))
            .collect();
        let mut by_title: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, instrument) in instruments.iter().enumerate() {
            for title in instrument.titles() {
                let places = by_title.entry(normalise_title(title)).or_default();
                if places.last() != Some(&n) {
                    places.push(n);
                }
            }
        }
        let terms = data
            .terms
            .into_iter()
            .map(|term| Term {
                id: term.id,
                zh: term.zh,
                en: term.en,
                versions: term
                    .versions
                    .into_iter()
                    .filter_map(|v| {
                        Some(TermVersion {
                            from: v.from,
                            until: v.until,
                            period: Period::new(v.count, v.unit)?,
                            citation: v.citation.parse().ok()?,
                            certainty: v.certainty,
                            note: v.note,
                        })
                    })
                    .collect(),
            })
            .collect();
        Self {
            instruments,
            terms,
            by_id,
            by_title,
        }
    }

    /// All instruments, in the order of the data file.
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// All dated periods of law, in the order of the data file.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The instrument with this id; `None` when it is not on record.
    pub fn get(&self, id: &InstrumentId) -> Option<&Instrument> {
        self.by_id
            .get(id.as_str())
            .and_then(|&n| self.instruments.get(n))
    }

    /// Every version that a text may mean by `title`, with or without 《》 and 中华人民共和国,
    /// in the order of the data file. Empty when the title is not known.
    ///
    /// ```
    /// use gongkai::law::Registry;
    /// let versions = Registry::builtin().titled("《政府信息公开条例》");
    /// let numbers: Vec<_> = versions.iter().filter_map(|i| i.number.as_deref()).collect();
    /// assert_eq!(numbers, ["国务院令第492号", "国务院令第711号"]);
    /// ```
    pub fn titled(&self, title: &str) -> Vec<&Instrument> {
        let mut found: Vec<&Instrument> = self
            .by_title
            .get(&normalise_title(title))
            .into_iter()
            .flatten()
            .filter_map(|&n| self.instruments.get(n))
            .collect();
        found.sort_by_key(|i| (i.in_force_from, i.adopted));
        found
    }

    /// The view of the registry on a date.
    pub fn on(&self, date: NaiveDate) -> InForce<'_> {
        InForce {
            registry: self,
            date,
        }
    }
}

/// What was in force on one date; made by [`Registry::on`].
#[derive(Debug, Clone, Copy)]
pub struct InForce<'a> {
    registry: &'a Registry,
    date: NaiveDate,
}

impl<'a> InForce<'a> {
    /// The date asked about.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// The version of a work in force, newest first where the data overlap.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use gongkai::law::Registry;
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let on = |date| Registry::builtin().on(date).work("ogi").map(|i| i.id.to_string());
    /// assert_eq!(on(day(2019, 5, 14)).as_deref(), Some("ogi-2007"));
    /// assert_eq!(on(day(2019, 5, 15)).as_deref(), Some("ogi-2019"));
    /// assert_eq!(on(day(2008, 4, 30)), None);
    /// ```
    pub fn work(&self, work: &str) -> Option<&'a Instrument> {
        self.newest(self.registry.instruments.iter().filter(|i| i.work == work))
    }

    /// The version that `title` means on this date; `None` when the title is not known, or no
    /// version was in force.
    pub fn titled(&self, title: &str) -> Option<&'a Instrument> {
        self.newest(self.registry.titled(title).into_iter())
    }

    /// Every instrument in force on the date, in the order of the data file; one whose first
    /// day is not known counts as in force until its last.
    pub fn instruments(&self) -> impl Iterator<Item = &'a Instrument> + use<'a> {
        let date = self.date;
        self.registry
            .instruments
            .iter()
            .filter(move |i| i.in_force_on(date))
    }

    /// The length of a term on this date; `None` when the term is unknown or did not exist.
    pub fn term(&self, id: &str) -> Option<&'a TermVersion> {
        let term = self.registry.terms.iter().find(|t| t.id == id)?;
        term.versions.iter().rev().find(|v| {
            v.from.is_none_or(|from| from <= self.date)
                && v.until.is_none_or(|until| self.date <= until)
        })
    }

    fn newest(&self, found: impl Iterator<Item = &'a Instrument>) -> Option<&'a Instrument> {
        found
            .filter(|i| i.in_force_on(self.date))
            .max_by_key(|i| (i.in_force_from, i.adopted))
    }
}

/// One spelling for all: no 《》, no 中华人民共和国, no spaces, brackets full width.
pub(crate) fn normalise_title(title: &str) -> String {
    let title = title
        .trim()
        .trim_start_matches(['《', '〈', '<'])
        .trim_end_matches(['》', '〉', '>']);
    let title = title
        .strip_prefix("中华人民共和国")
        .filter(|rest| !rest.is_empty())
        .unwrap_or(title);
    title
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            '〈' => '《',
            '〉' => '》',
            ',' => '，',
            _ => c,
        })
        .collect()
}
