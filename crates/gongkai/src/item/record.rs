use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Channel, Mode};

/// One piece of information in a list of what was published (公开信息).
///
/// Every field but the title may be missing: real exports are like that, and what is missing
/// is a finding, not an error.
#[doc(alias = "公开信息")]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "item.Item"))]
#[serde(default)]
pub struct Item {
    /// Its id or index number (索引号) in the list it came from.
    pub id: Option<String>,
    /// 标题.
    pub title: String,
    /// 栏目: the column of the portal under which it stands.
    pub column: Option<String>,
    /// The id of its matter, where the list says so.
    pub matter: Option<String>,
    /// 生成日期: when it was formed or changed.
    pub formed: Option<NaiveDate>,
    /// 发布日期: when it was published.
    pub published: Option<NaiveDate>,
    /// When it was taken down.
    pub removed: Option<NaiveDate>,
    /// 公开方式.
    pub mode: Option<Mode>,
    /// 渠道: where it was published.
    pub channels: Vec<Channel>,
    /// 公开对象, as written.
    pub audience: Option<String>,
    /// 发布机构: who published it.
    pub body: Option<String>,
    /// 文号.
    pub number: Option<String>,
    /// 链接.
    pub link: Option<String>,
    /// 正文 or 摘要, where the list has it.
    pub content: Option<String>,
    /// Columns of the list that have no field here, by their heading.
    pub other: Vec<(String, String)>,
}
