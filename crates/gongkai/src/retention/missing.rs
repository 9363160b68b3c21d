use serde::Serialize;

use crate::law::Lang;

/// A fact without which an answer cannot be given (缺少的事实).
#[doc(alias = "缺少的事实")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Missing"))]
#[serde(tag = "fact", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Missing {
    /// No row of the schedule applies: the kind is not told, or the schedule has no row for it.
    Row,
    /// 形成单位.
    Body,
    /// 形成日期.
    Formed,
    /// 会计年度.
    AccountingYear,
    /// 办结日期: not recorded, or the matter is still open.
    Closed,
    /// 资产报废清理日期.
    Disposed,
    /// Whether it is important.
    Important,
    /// Whether it was reconsidered or sued upon.
    Litigated,
    /// Whether it was refused under Arts. 14 or 15 of the Regulation.
    Refused,
    /// Whether it set a precedent.
    Precedent,
    /// Whether it has a result.
    Handled,
    /// Whether it bears instructions from above.
    Instructed,
    /// The amount.
    Amount,
    /// For how many years it is valid.
    ValidYears,
    /// From when it was posted.
    PostedFrom,
    /// The record on which it depends, or how long that one is kept.
    DependsOn {
        /// Its id.
        record: String,
    },
    /// The day lies outside the calendar.
    Calendar,
}

impl Missing {
    /// In words, as an object of "not known:".
    pub fn message(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Row => ("保管期限表中没有适用的行", "a row of the schedule"),
            Self::Body => ("形成单位的层级", "the level of the body that formed it"),
            Self::Formed => ("形成日期", "the day it was formed"),
            Self::AccountingYear => ("会计年度", "the accounting year"),
            Self::Closed => (
                "办结日期（或者尚未办结）",
                "the day it was closed, if it was",
            ),
            Self::Disposed => ("资产报废清理日期", "the day of disposal"),
            Self::Important => ("是否重要", "whether it is important"),
            Self::Litigated => ("有没有复议、诉讼", "whether it was contested"),
            Self::Refused => (
                "是否依第十四条、第十五条不予公开",
                "whether it was refused under Articles 14 or 15",
            ),
            Self::Precedent => ("是否形成处理口径", "whether it set a precedent"),
            Self::Handled => ("有没有处理结果", "whether it has a result"),
            Self::Instructed => ("有没有领导重要批示", "whether it bears instructions"),
            Self::Amount => ("金额", "the amount"),
            Self::ValidYears => ("有效期几年", "for how many years it is valid"),
            Self::PostedFrom => ("公示起始日期", "the day from which it was posted"),
            Self::DependsOn { record } => {
                return match lang {
                    Lang::Zh => format!("所依附的“{record}”保管多久"),
                    Lang::En => format!("how long `{record}` is kept"),
                };
            }
            Self::Calendar => ("日历范围以外的日期", "a day inside the calendar"),
        };
        match lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        }
    }
}
