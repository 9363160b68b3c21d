use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::data::{Board, Body};
use crate::catalogue::MatterId;

/// What is known of a record (档案、公开信息的事实). Whatever is not known is left out; an
/// answer that needs it says so.
///
/// ```
/// use gongkai::retention::RecordFacts;
/// let facts: RecordFacts = serde_json::from_str(
///     r#"{"title": "低保初审公示", "body": "township", "kinds": ["assistance_list"], "formed": "2026-06-01"}"#,
/// ).unwrap();
/// assert_eq!(facts.important, None);
/// ```
#[doc(alias = "保管对象")]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.RecordFacts"))]
#[serde(default, deny_unknown_fields)]
pub struct RecordFacts {
    /// Its id, by which others depend on it.
    pub id: String,
    /// 题名.
    pub title: String,
    /// 形成单位的层级.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// 材料种类, as the schedule names them; several where it is of several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// 公开事项, those of the catalogue.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matters: Vec<MatterId>,
    /// 形成日期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formed: Option<NaiveDate>,
    /// 会计年度.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accounting_year: Option<i32>,
    /// 办结日期; `None`: open, or not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<NaiveDate>,
    /// 资产报废清理日期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disposed: Option<NaiveDate>,
    /// 重要 or 一般.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub important: Option<bool>,
    /// 经复议或者诉讼.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub litigated: Option<bool>,
    /// 依条例第十四条、第十五条不予公开.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<bool>,
    /// 形成处理口径.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precedent: Option<bool>,
    /// 有处理结果.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handled: Option<bool>,
    /// 有领导重要批示.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instructed: Option<bool>,
    /// 金额, in yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<u64>,
    /// 有效期, in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_years: Option<u64>,
    /// 所依附的材料: records whose file it belongs to; it is kept at least as long as each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<String>,
    /// 发布日期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<NaiveDate>,
    /// 公示, one entry a board.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub postings: Vec<Posting>,
    /// Whether it holds personal data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub personal_data: Option<bool>,
    /// 处理目的实现之日.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose_met: Option<NaiveDate>,
    /// When the personal data were removed from what is public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub personal_data_removed: Option<NaiveDate>,
    /// When it was taken down from everywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_down: Option<NaiveDate>,
    /// Whether a copy of what was taken down stays for reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_kept: Option<bool>,
    /// 暂停销毁.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Hold>,
    /// 重新划定的保管期限, by an appraisal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept_again: Option<KeptAgain>,
    /// Until when the archives authority let the transfer be put off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfer_postponed: Option<NaiveDate>,
    /// 移交日期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transferred: Option<NaiveDate>,
    /// 开放日期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened: Option<NaiveDate>,
    /// 销毁日期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destroyed: Option<NaiveDate>,
}

/// Something posted in one place (公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Posting"))]
#[serde(deny_unknown_fields)]
pub struct Posting {
    /// What kind of place.
    pub board: Board,
    /// Which of that kind, as in `石桥村`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The day on which it went up. It does not count.
    pub from: NaiveDate,
    /// The day on which it came down. It does not count either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Proof that it went up: a photo, an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_proof: Option<String>,
    /// Proof that it was still up at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_proof: Option<String>,
}

/// A stop on destruction (暂停销毁): a suit, an audit, an inquiry, debts not settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Hold"))]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// Why.
    pub reason: String,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Since when.
    pub from: NaiveDate,
    /// Since when no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Hold {
    /// Whether it stops destruction on a day. On the day it is lifted it no longer does.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// How long a record is kept on, after an appraisal (重新划定的保管期限).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.KeptAgain"))]
#[serde(rename_all = "snake_case")]
pub enum KeptAgain {
    /// For good.
    Permanent,
    /// Through this day.
    Until(NaiveDate),
}

impl RecordFacts {
    /// The holds that stop destruction on a day.
    pub fn holds_on(&self, day: NaiveDate) -> impl Iterator<Item = &Hold> {
        self.holds.iter().filter(move |h| h.is_on(day))
    }
}
