use serde::{Deserialize, Serialize};

/// The answers to an application (答复): the seven of Art. 36 and those of Arts. 30, 35, 37, 38
/// and 39. Each belongs to exactly one row of the annual report.
///
/// As JSON: an object whose `kind` names it.
#[doc(alias = "答复")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Answer"))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Answer {
    /// 已主动公开 (Art. 36 item 1).
    AlreadyPublic {
        /// How and through which channel to get it.
        whereabouts: String,
    },
    /// 予以公开 (Art. 36 item 2).
    Disclosed {
        /// The information, or how, through which channel and when to get it.
        #[serde(default)]
        provided: String,
    },
    /// 部分公开, 区分处理 (Art. 37).
    Partly {
        /// What is provided.
        #[serde(default)]
        provided: String,
        /// What is not, and why.
        withheld: Vec<Part>,
    },
    /// 不予公开 (Art. 36 item 3).
    Withheld {
        /// The code of the ground in the taxonomy of exemptions, as in `trade_secret`.
        ground: String,
        /// Why it applies here.
        reasons: String,
    },
    /// 信息不存在 (Art. 36 item 4), after a search.
    NotFound {
        /// What was searched.
        #[serde(default)]
        search: String,
    },
    /// 不属于本机关负责公开 (Art. 36 item 5).
    NotResponsible {
        /// Why.
        #[serde(default)]
        reasons: String,
        /// Which body is responsible, where that can be told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<String>,
        /// How to reach it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<String>,
    },
    /// 重复申请 (Art. 36 item 6).
    Repeated {
        /// The earlier answer.
        #[serde(default)]
        earlier: String,
    },
    /// 行政查询事项 (Art. 36 item 7): a law or regulation has its own way of access.
    SpecialAccess {
        /// Which rule, and where to turn to.
        rule: String,
    },
    /// 没有现成信息, 需要加工、分析 (Art. 38).
    NeedsProcessing {
        /// Why.
        #[serde(default)]
        reasons: String,
    },
    /// 补正后申请内容仍不明确 (Art. 30).
    StillUnclear {
        /// What is unclear.
        #[serde(default)]
        reasons: String,
    },
    /// 信访、举报、投诉 (Art. 39 para. 1).
    Petition {
        /// Where to turn to.
        #[serde(default)]
        channel: String,
    },
    /// 要求提供公开出版物 (Art. 39 para. 2).
    Publication {
        /// Where to get it.
        #[serde(default)]
        whereabouts: String,
    },
    /// 无正当理由大量反复申请 (Art. 35).
    Excessive {
        /// Why the reasons given are not reasonable.
        #[serde(default)]
        reasons: String,
    },
    /// 要求确认或重新出具已获取信息.
    Reissue {
        /// What was obtained, and when.
        #[serde(default)]
        earlier: String,
    },
    /// 不是政府信息 (Art. 2). The form has no row of its own for it.
    NotGovernmentInformation {
        /// Why.
        #[serde(default)]
        reasons: String,
    },
    /// 其他处理.
    Other {
        /// What.
        reasons: String,
    },
}

/// A part of the information that is withheld, and why (不予公开部分).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Part"))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Which part.
    pub part: String,
    /// The code of the ground in the taxonomy of exemptions.
    pub ground: String,
    /// Why it applies here.
    pub reasons: String,
}

/// A row of results in the table of the annual report (年报第三部分的行), by its key in the form
/// of 2021 (国办公开办函〔2021〕30号), as in `r3.3.4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.ReportRow"))]
#[non_exhaustive]
pub enum ReportRow {
    /// 予以公开.
    #[serde(rename = "r3.1")]
    Disclosed,
    /// 部分公开.
    #[serde(rename = "r3.2")]
    Partly,
    /// 不予公开: 国家秘密.
    #[serde(rename = "r3.3.1")]
    StateSecret,
    /// 不予公开: 其他法律行政法规禁止公开.
    #[serde(rename = "r3.3.2")]
    Prohibited,
    /// 不予公开: 危及“三安全一稳定”.
    #[serde(rename = "r3.3.3")]
    Endangers,
    /// 不予公开: 保护第三方合法权益.
    #[serde(rename = "r3.3.4")]
    ThirdParty,
    /// 不予公开: 三类内部事务信息.
    #[serde(rename = "r3.3.5")]
    Internal,
    /// 不予公开: 四类过程性信息.
    #[serde(rename = "r3.3.6")]
    Process,
    /// 不予公开: 行政执法案卷.
    #[serde(rename = "r3.3.7")]
    EnforcementFile,
    /// 不予公开: 行政查询事项.
    #[serde(rename = "r3.3.8")]
    SpecialAccess,
    /// 无法提供: 本机关不掌握相关政府信息.
    #[serde(rename = "r3.4.1")]
    NotHeld,
    /// 无法提供: 没有现成信息需要另行制作.
    #[serde(rename = "r3.4.2")]
    NeedsProcessing,
    /// 无法提供: 补正后申请内容仍不明确.
    #[serde(rename = "r3.4.3")]
    StillUnclear,
    /// 不予处理: 信访举报投诉类申请.
    #[serde(rename = "r3.5.1")]
    Petition,
    /// 不予处理: 重复申请.
    #[serde(rename = "r3.5.2")]
    Repeated,
    /// 不予处理: 要求提供公开出版物.
    #[serde(rename = "r3.5.3")]
    Publication,
    /// 不予处理: 无正当理由大量反复申请.
    #[serde(rename = "r3.5.4")]
    Excessive,
    /// 不予处理: 要求行政机关确认或重新出具已获取信息.
    #[serde(rename = "r3.5.5")]
    Reissue,
    /// 其他处理: 逾期不补正.
    #[serde(rename = "r3.6.1")]
    NotCorrected,
    /// 其他处理: 逾期未缴费.
    #[serde(rename = "r3.6.2")]
    FeeUnpaid,
    /// 其他处理: 其他.
    #[serde(rename = "r3.6.3")]
    Other,
}
