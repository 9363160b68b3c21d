// The schedule as embedded: written by the build script, read at first use. Shared by both
// (`build/main.rs` includes this file with `law/model.rs` beside it), so it names nothing else
// of the crate. Local rows are read in the same form.

use serde::{Deserialize, Serialize};

use super::law_model::Attestation;

/// The level of the body that formed a record (形成单位), which decides on the archive that
/// takes it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Body"))]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// 村（社区）.
    Village,
    /// 乡镇、街道.
    Township,
    /// 县级机关及其部门.
    County,
    /// 设区的市级机关.
    City,
    /// 省级机关.
    Province,
    /// 中央机关.
    Central,
}

/// Where something is posted (公示地点).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Board"))]
#[serde(rename_all = "snake_case")]
pub enum Board {
    /// 网站.
    Website,
    /// 县级公示栏.
    County,
    /// 乡镇公示栏.
    Township,
    /// 村（社区）公示栏.
    Village,
    /// 村民小组.
    Group,
    /// 项目现场.
    Site,
    /// 其他.
    Other,
}

/// From when the time for which a record is kept is counted (起算). The day itself is not
/// counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Trigger"))]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// 形成之日.
    Formed,
    /// 形成当年的最后一日, so that the years counted are whole calendar years.
    FormedYearEnd,
    /// 会计年度的最后一日.
    AccountingYearEnd,
    /// 办结之日.
    Closed,
    /// 资产报废清理之日.
    Disposed,
}

/// How long something stays posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.PostedData"))]
#[serde(deny_unknown_fields)]
pub(crate) struct PostedData {
    /// The least time, as a term of law.
    #[serde(default)]
    pub(crate) term: Option<String>,
    /// The least time, as a period.
    #[serde(default)]
    pub(crate) period: Option<String>,
    /// Whether it stays up for good.
    #[serde(default)]
    pub(crate) standing: bool,
    /// Where it has to be posted.
    #[serde(default)]
    pub(crate) boards: Vec<Board>,
    /// Whether it usually holds personal data.
    #[serde(default)]
    pub(crate) personal: bool,
    /// Whether a copy stays for reading once it is taken down.
    #[serde(default)]
    pub(crate) reading: bool,
}

/// How long something is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.KeptData"))]
#[serde(deny_unknown_fields)]
pub(crate) struct KeptData {
    /// For good.
    #[serde(default)]
    pub(crate) permanent: bool,
    /// For a term of law.
    #[serde(default)]
    pub(crate) term: Option<String>,
    /// For a period.
    #[serde(default)]
    pub(crate) period: Option<String>,
    /// Counted from.
    #[serde(default)]
    pub(crate) from: Option<Trigger>,
}

/// A row of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.RowData"))]
#[serde(deny_unknown_fields)]
pub(crate) struct RowData {
    pub(crate) id: String,
    pub(crate) zh: String,
    #[serde(default)]
    pub(crate) en: String,
    #[serde(default)]
    pub(crate) bodies: Vec<Body>,
    #[serde(default)]
    pub(crate) kinds: Vec<String>,
    #[serde(default)]
    pub(crate) matters: Vec<String>,
    #[serde(default)]
    pub(crate) fields: Vec<String>,
    #[serde(default)]
    pub(crate) when: Vec<String>,
    #[serde(default)]
    pub(crate) posted: Option<PostedData>,
    #[serde(default)]
    pub(crate) kept: Option<KeptData>,
    #[serde(default)]
    pub(crate) basis: Vec<String>,
    #[serde(default)]
    pub(crate) source: Option<String>,
    #[serde(default = "memory")]
    pub(crate) certainty: Attestation,
    #[serde(default, rename = "default")]
    pub(crate) is_default: bool,
    #[serde(default)]
    pub(crate) note: Option<String>,
    #[serde(default)]
    pub(crate) replaces: Option<String>,
    #[serde(default)]
    pub(crate) was: Option<String>,
}

fn memory() -> Attestation {
    Attestation::Memory
}

/// A kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindData {
    pub(crate) id: String,
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// Which archive takes records over, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TransferData {
    pub(crate) id: String,
    pub(crate) zh: String,
    pub(crate) en: String,
    pub(crate) bodies: Vec<Body>,
    pub(crate) term: String,
    #[serde(default)]
    pub(crate) least: Option<String>,
    pub(crate) basis: Vec<String>,
    pub(crate) certainty: Attestation,
    #[serde(default)]
    pub(crate) note: Option<String>,
}

/// All of `data/retention.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduleData {
    #[serde(rename = "kind")]
    pub(crate) kinds: Vec<KindData>,
    #[serde(rename = "row")]
    pub(crate) rows: Vec<RowData>,
    #[serde(rename = "transfer")]
    pub(crate) transfers: Vec<TransferData>,
}

/// What a condition names, apart from the figures of those that compare.
pub(crate) const FLAGS: [&str; 6] = [
    "important",
    "litigated",
    "refused",
    "precedent",
    "handled",
    "instructed",
];

/// Splits `amount>=50000` into its parts; `None` when it is neither that nor a flag.
pub(crate) fn split_condition(text: &str) -> Option<(&str, Option<u64>)> {
    if let Some((name, figure)) = text.split_once(">=") {
        let known = matches!(name, "amount" | "valid_years");
        return Some((name, Some(figure.parse().ok()?))).filter(|_| known);
    }
    FLAGS.contains(&text).then_some((text, None))
}
