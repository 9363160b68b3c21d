// The data of law as it is embedded: written by the build script, read at first use.
// Shared by both (`build/main.rs` includes this file), so it names nothing of the crate.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a fact of the field is known (查证程度).
///
/// Everything the library ships carries one, so that what was recalled and not read can be
/// shown as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "law.Attestation"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Attestation {
    /// The text itself, or an official page that shows the fact, was read.
    #[serde(alias = "seen")]
    Read,
    /// Taken from a secondary page that restates the text.
    SecondHand,
    /// Recalled, not verified; treat as configurable.
    Memory,
}

/// What kind of text an instrument is (文件种类), which decides what it may prohibit or order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "law.InstrumentKind"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum InstrumentKind {
    /// 法律: made by the National People's Congress or its standing committee.
    Law,
    /// 行政法规: made by the State Council.
    AdministrativeRegulation,
    /// 地方性法规.
    LocalRegulation,
    /// 部门规章.
    DepartmentRule,
    /// 地方政府规章.
    LocalRule,
    /// 规范性文件 and other notices and opinions.
    NormativeDocument,
    /// 司法解释.
    JudicialInterpretation,
    /// 党内法规和党的文件.
    PartyDocument,
    /// 国家标准、行业标准.
    Standard,
    /// Anything international.
    International,
}

/// The unit of a [`Period`](super::Period) (期限单位).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "law.PeriodUnit"))]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// 工作日, written `wd`.
    WorkingDay,
    /// 日 (calendar day), written `d`.
    Day,
    /// 周, written `w`.
    Week,
    /// 月, written `m`.
    Month,
    /// 季度, written `q`.
    Quarter,
    /// 年, written `y`.
    Year,
}

/// One instrument as embedded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct InstrumentData {
    pub(crate) id: String,
    pub(crate) work: String,
    pub(crate) title: String,
    pub(crate) short: String,
    pub(crate) title_en: Option<String>,
    pub(crate) aliases: Vec<String>,
    pub(crate) number: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) kind: InstrumentKind,
    pub(crate) adopted: Option<NaiveDate>,
    pub(crate) in_force_from: Option<NaiveDate>,
    pub(crate) in_force_until: Option<NaiveDate>,
    pub(crate) until_certainty: Attestation,
    pub(crate) superseded_by: Option<String>,
    pub(crate) articles: Option<u16>,
    pub(crate) certainty: Attestation,
    pub(crate) note: Option<String>,
}

/// One dated term of law as embedded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TermData {
    pub(crate) id: String,
    pub(crate) zh: String,
    pub(crate) en: String,
    pub(crate) versions: Vec<TermVersionData>,
}

/// One version of a term as embedded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TermVersionData {
    pub(crate) from: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
    pub(crate) count: u32,
    pub(crate) unit: PeriodUnit,
    pub(crate) citation: String,
    pub(crate) certainty: Attestation,
    pub(crate) note: Option<String>,
}

/// All that `data/law.toml` and `data/terms.toml` say.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LawData {
    pub(crate) instruments: Vec<InstrumentData>,
    pub(crate) terms: Vec<TermData>,
}

/// Splits `id:33-1.2(3)` into its parts; `None` when it is not of that form.
pub(crate) fn split_citation(text: &str) -> Option<CitationParts<'_>> {
    let (id, rest) = match text.split_once(':') {
        Some((id, rest)) => (id, Some(rest)),
        None => (text, None),
    };
    let well_formed = !id.is_empty()
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !well_formed {
        return None;
    }
    let mut parts = CitationParts {
        id,
        article: None,
        sub: 0,
        paragraph: None,
        item: None,
    };
    let Some(rest) = rest else { return Some(parts) };
    let (rest, item) = match rest.strip_suffix(')') {
        Some(inner) => {
            let (head, item) = inner.rsplit_once('(')?;
            (head, Some(number(item)?))
        }
        None => (rest, None),
    };
    let (article, paragraph) = match rest.split_once('.') {
        Some((article, paragraph)) => (article, Some(number(paragraph)?)),
        None => (rest, None),
    };
    let (article, sub) = match article.split_once('-') {
        Some((article, sub)) => (article, number(sub)?),
        None => (article, 0),
    };
    parts.article = Some(number(article)?);
    parts.sub = sub;
    parts.paragraph = paragraph;
    parts.item = item;
    Some(parts)
}

fn number(text: &str) -> Option<u16> {
    if text.is_empty() || text.starts_with('0') || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// The parts of a citation in its compact form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CitationParts<'a> {
    pub(crate) id: &'a str,
    pub(crate) article: Option<u16>,
    pub(crate) sub: u16,
    pub(crate) paragraph: Option<u16>,
    pub(crate) item: Option<u16>,
}

/// Splits `20wd` into its number and unit; `None` when it is not of that form.
pub(crate) fn split_period(text: &str) -> Option<(u32, PeriodUnit)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits)?;
    let unit = match unit {
        "wd" => PeriodUnit::WorkingDay,
        "d" => PeriodUnit::Day,
        "w" => PeriodUnit::Week,
        "m" => PeriodUnit::Month,
        "q" => PeriodUnit::Quarter,
        "y" => PeriodUnit::Year,
        _ => return None,
    };
    Some((number.parse().ok()?, unit))
}
