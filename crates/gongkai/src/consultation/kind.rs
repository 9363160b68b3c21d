use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Serialize;

use super::data::{DocumentKind, HearingTerm, KindData, LengthData, Shortening};
use crate::catalogue::Channel;
use crate::law::{Attestation, Citation, Lang, Period, Registry};

static KINDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/consultations.bin"));

/// A kind of disclosure before decision (预公开的种类): what is put before the public, for how
/// long at least, with what, and what is owed afterwards.
///
/// ```
/// use gongkai::consultation::{ConsultationKind, Shortening};
///
/// let plan = ConsultationKind::get("housing_expropriation").unwrap();
/// assert_eq!(plan.shortening, Shortening::Never);
/// let minimum = plan.minimum("2026-03-02".parse().unwrap()).unwrap();
/// assert_eq!(minimum.period.to_string(), "30d");
/// assert_eq!(minimum.citation.compact(), "housing-expropriation-2011:10.2");
/// // The regulation on major decisions is in force since 2019-09-01.
/// let major = ConsultationKind::get("major_decision").unwrap();
/// assert!(major.minimum("2019-08-31".parse().unwrap()).is_none());
/// ```
#[doc(alias = "预公开")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.ConsultationKind"))]
#[non_exhaustive]
pub struct ConsultationKind {
    /// The id, as a case names it.
    pub id: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    #[serde(skip)]
    minimum: Length,
    /// Whether the text says "generally not less than" (一般不少于).
    pub generally: bool,
    /// Whether the time may be shortened.
    pub shortening: Shortening,
    /// Where the text says how it may be shortened.
    pub shortening_basis: Option<Citation>,
    /// What is to be published.
    pub documents: Vec<NeededDocument>,
    /// Where the text wants the ways of commenting told.
    pub ways_basis: Option<Citation>,
    /// The channels that the text names, of which one at least is to be used; empty: none named.
    pub channels: Vec<Channel>,
    /// Where it names them.
    pub channels_basis: Option<Citation>,
    /// What has to lie before a hearing.
    pub hearing: Option<HearingRule>,
    /// When most of those concerned object, a hearing has to be held.
    pub majority: Option<MajorityRule>,
    /// Why the result has to be published, or go with the papers.
    pub result_basis: Vec<Citation>,
    /// What the consultation as a whole rests on.
    pub basis: Vec<Citation>,
    /// How that is known.
    pub certainty: Attestation,
    /// A remark, in Chinese.
    pub note_zh: Option<String>,
    /// A remark, in English.
    pub note_en: Option<String>,
}

/// A document that is to be published with the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.NeededDocument"))]
#[non_exhaustive]
pub struct NeededDocument {
    /// Which.
    pub kind: DocumentKind,
    /// Whether without it nothing has been published.
    pub required: bool,
    /// Where that is said.
    pub citation: Citation,
    /// How that is known.
    pub certainty: Attestation,
}

/// The least time for comments as of a day (最短期限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Minimum"))]
#[non_exhaustive]
pub struct Minimum {
    /// How long.
    pub period: Period,
    /// Where it is stated.
    pub citation: Citation,
    /// How that is known.
    pub certainty: Attestation,
    /// Whether it is a default of this library and no figure of the text cited.
    pub is_default: bool,
}

/// What has to be done how long before a hearing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.HearingRule"))]
#[non_exhaustive]
pub struct HearingRule {
    /// Which act: papers served, or the hearing announced.
    pub of: HearingTerm,
    #[serde(skip)]
    length: Length,
    /// The rule in Chinese.
    pub zh: String,
    /// The rule in English.
    pub en: String,
}

/// A hearing is due when most of those concerned object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.MajorityRule"))]
#[non_exhaustive]
pub struct MajorityRule {
    /// Where that is said.
    pub citation: Citation,
    /// The rule in Chinese.
    pub zh: String,
    /// The rule in English.
    pub en: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Length {
    Term(String),
    Fixed(Minimum),
}

impl Length {
    fn on(&self, day: NaiveDate) -> Option<Minimum> {
        match self {
            Self::Fixed(minimum) => Some(minimum.clone()),
            Self::Term(id) => Registry::builtin().on(day).term(id).map(|v| Minimum {
                period: v.period,
                citation: v.citation.clone(),
                certainty: v.certainty,
                is_default: false,
            }),
        }
    }

    fn from_data(data: LengthData) -> Option<Self> {
        Some(match data {
            LengthData::Term(id) => Self::Term(id),
            LengthData::Fixed {
                count,
                unit,
                citation,
                certainty,
                is_default,
            } => Self::Fixed(Minimum {
                period: Period::new(count, unit)?,
                citation: citation.parse().ok()?,
                certainty,
                is_default,
            }),
        })
    }
}

impl Minimum {
    /// It in words, without where it is stated.
    ///
    /// ```
    /// use gongkai::consultation::ConsultationKind;
    /// use gongkai::law::Lang;
    /// let kind = ConsultationKind::get("major_decision").unwrap();
    /// let least = kind.minimum("2026-03-02".parse().unwrap()).unwrap();
    /// assert_eq!(least.message(Lang::Zh), "自公布的次日起不少于30日");
    /// ```
    pub fn message(&self, lang: Lang) -> String {
        match (lang, self.is_default) {
            (Lang::Zh, false) => format!("自公布的次日起不少于{}", self.period.chinese()),
            (Lang::Zh, true) => {
                format!("自公布的次日起不少于{}（本库缺省）", self.period.chinese())
            }
            (Lang::En, false) => format!(
                "at least {} from the day after publication",
                self.period.english()
            ),
            (Lang::En, true) => format!(
                "at least {} from the day after publication (a default here)",
                self.period.english()
            ),
        }
    }
}

impl HearingRule {
    /// How long before a hearing of this day.
    pub fn term(&self, day: NaiveDate) -> Option<Minimum> {
        self.length.on(day)
    }

    /// The rule in words.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl ConsultationKind {
    /// Every kind, in the order of the data file.
    pub fn all() -> &'static [Self] {
        static KNOWN: OnceLock<Vec<ConsultationKind>> = OnceLock::new();
        KNOWN.get_or_init(|| {
            // Written by this crate's build script; were it unreadable the crate's own tests
            // say so.
            let rows: Vec<KindData> = postcard::from_bytes(KINDS).unwrap_or_default();
            rows.into_iter().filter_map(Self::from_data).collect()
        })
    }

    /// The kind of this id.
    pub fn get(id: &str) -> Option<&'static Self> {
        Self::all().iter().find(|k| k.id == id)
    }

    /// Its name.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The least time for comments on a draft published on this day; `None` when no text set
    /// one by then.
    pub fn minimum(&self, published: NaiveDate) -> Option<Minimum> {
        self.minimum.on(published)
    }

    /// The documents without which nothing has been published.
    pub fn required(&self) -> impl Iterator<Item = &NeededDocument> {
        self.documents.iter().filter(|d| d.required)
    }

    fn from_data(data: KindData) -> Option<Self> {
        let cited = |c: Option<String>| c.and_then(|c| c.parse().ok());
        let all = |list: Vec<String>| list.iter().filter_map(|c| c.parse().ok()).collect();
        Some(Self {
            id: data.id,
            zh: data.zh,
            en: data.en,
            minimum: Length::from_data(data.minimum)?,
            generally: data.generally,
            shortening: data.shortening,
            shortening_basis: cited(data.shortening_basis),
            documents: data
                .documents
                .into_iter()
                .filter_map(|d| {
                    Some(NeededDocument {
                        kind: d.kind,
                        required: d.required,
                        citation: d.citation.parse().ok()?,
                        certainty: d.certainty,
                    })
                })
                .collect(),
            ways_basis: cited(data.ways_basis),
            channels: data.channels,
            channels_basis: cited(data.channels_basis),
            hearing: data.hearing.and_then(|h| {
                Some(HearingRule {
                    of: h.of,
                    length: Length::from_data(h.length)?,
                    zh: h.zh,
                    en: h.en,
                })
            }),
            majority: data.majority.and_then(|(citation, zh, en)| {
                Some(MajorityRule {
                    citation: citation.parse().ok()?,
                    zh,
                    en,
                })
            }),
            result_basis: all(data.result_basis),
            basis: all(data.basis),
            certainty: data.certainty,
            note_zh: data.note_zh,
            note_en: data.note_en,
        })
    }
}

impl DocumentKind {
    /// Its name.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Draft, Lang::Zh) => "草案",
            (Self::Basis, Lang::Zh) => "依据",
            (Self::Explanation, Lang::Zh) => "说明",
            (Self::Draft, Lang::En) => "draft",
            (Self::Basis, Lang::En) => "basis",
            (Self::Explanation, Lang::En) => "explanation",
        }
    }
}
