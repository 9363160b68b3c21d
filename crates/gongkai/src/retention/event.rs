use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::data::{Board, Body};
use crate::case::CaseEvent;
use crate::catalogue::MatterId;

/// What happens to a record (档案和公开信息的办理事件).
///
/// As JSON: an object whose `event` names it, beside the fields of the
/// [`Entry`](crate::case::Entry) that it stands in.
///
/// ```
/// use gongkai::case::Entry;
/// use gongkai::retention::RecordEvent;
/// let entry: Entry<RecordEvent> = serde_json::from_str(
///     r#"{"on": "2026-06-01", "by": "王芳", "event": "posted", "board": "village", "at": "石桥村", "proof": "照片1.jpg"}"#,
/// ).unwrap();
/// assert!(matches!(entry.event, RecordEvent::Posted { .. }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.RecordEvent"))]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum RecordEvent {
    /// 形成: the first event of each record.
    Formed {
        /// 题名.
        title: String,
        /// 形成单位的层级.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<Body>,
        /// 材料种类.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kinds: Vec<String>,
        /// 公开事项.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        matters: Vec<MatterId>,
        /// Whether it holds personal data.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        personal_data: Option<bool>,
        /// 所依附的材料.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        depends_on: Vec<String>,
    },
    /// 发布 on the portal or elsewhere, for good.
    Published {},
    /// 张贴、公示 in one place.
    Posted {
        /// What kind of place.
        board: Board,
        /// Which.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<String>,
        /// Proof: a photo, an address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proof: Option<String>,
    },
    /// 撤下公示 in one place.
    PostingClosed {
        /// What kind of place.
        board: Board,
        /// Which.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<String>,
        /// Proof that it was still up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proof: Option<String>,
    },
    /// 处理目的已实现: what the personal data were published for is done.
    PurposeMet {},
    /// 去除个人信息 from what is public.
    PersonalDataRemoved {},
    /// 全部撤下: from every place where it was public.
    TakenDown {
        /// Why.
        reason: String,
        /// Whether a copy stays for reading.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        copy_kept: Option<bool>,
        /// Proof that what was posted was still up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proof: Option<String>,
    },
    /// 归入事项: another matter of the catalogue.
    MatterAdded {
        /// The matter.
        matter: MatterId,
    },
    /// 补充事实.
    FactSet {
        /// The fact.
        fact: Fact,
    },
    /// 办结.
    Closed {},
    /// 暂停销毁.
    HoldPlaced {
        /// Why: a suit, an audit, an inquiry, debts not settled.
        reason: String,
    },
    /// 解除暂停.
    HoldLifted {
        /// The reason for which it was placed.
        reason: String,
    },
    /// 鉴定, once the term is over (档案法实施条例第二十四条).
    Appraised {
        /// What came of it.
        outcome: Appraisal,
        /// The report.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        report: Option<String>,
    },
    /// 批准销毁.
    DestructionApproved {
        /// Who approved.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approved_by: Option<String>,
    },
    /// 销毁.
    Destroyed {
        /// The number of the entry in the register of destruction (销毁清册).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        register: Option<String>,
    },
    /// 延长移交期限, with the consent of the archives authority (档案法实施条例第二十条第三款).
    TransferPostponed {
        /// Until when.
        until: NaiveDate,
        /// Who consented.
        approved_by: String,
    },
    /// 移交进馆.
    Transferred {
        /// The archive.
        archive: String,
        /// Whether the opinion on opening, the disclosure status and changes of classification
        /// were handed over with it (档案法实施条例第三十条第二款).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        with_disclosure_status: Option<bool>,
    },
    /// 向社会开放, by the archive.
    Opened {},
    /// 撤销一条记录: an entry of this file was wrong and does not count.
    Struck {
        /// Which, from 0.
        index: u32,
        /// Why.
        reason: String,
    },
}

impl CaseEvent for RecordEvent {
    fn strikes(&self) -> Option<u32> {
        match self {
            Self::Struck { index, .. } => Some(*index),
            _ => None,
        }
    }
}

/// A fact that comes to be known: as JSON `{"important": true}` (事实).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Fact"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fact {
    /// 形成单位的层级.
    Body(Body),
    /// One more kind of record.
    Kind(String),
    /// 会计年度.
    AccountingYear(i32),
    /// 报废清理日期.
    Disposed(NaiveDate),
    /// 是否重要.
    Important(bool),
    /// 有没有复议、诉讼.
    Litigated(bool),
    /// 是否依第十四条、第十五条不予公开.
    Refused(bool),
    /// 是否形成处理口径.
    Precedent(bool),
    /// 有没有处理结果.
    Handled(bool),
    /// 有没有领导重要批示.
    Instructed(bool),
    /// 金额, in yuan.
    Amount(u64),
    /// 有效期, in years.
    ValidYears(u64),
    /// 所依附的材料.
    DependsOn(String),
    /// Whether it holds personal data.
    PersonalData(bool),
    /// Whether a copy of what was taken down stays for reading.
    CopyKept(bool),
}

/// What an appraisal came to (鉴定结论). As JSON `"destroy"`, `"permanent"` or
/// `{"until": "2056-12-31"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Appraisal"))]
#[serde(rename_all = "snake_case")]
pub enum Appraisal {
    /// 可以销毁.
    Destroy,
    /// 改为永久保管.
    Permanent,
    /// 延长到这一天.
    Until(NaiveDate),
}
