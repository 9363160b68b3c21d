use serde::{Deserialize, Serialize};

use crate::law::Lang;

/// Where a consultation stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.State"))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 未立卷: nothing in the file opens the case.
    NotOpened,
    /// 待公布: opened, or taken up again, and the draft is not out.
    Preparing,
    /// 征求意见中.
    Open,
    /// 期满待结束: the last day for comments has passed.
    Ended,
    /// 待研究: closed; comments are to be grouped and answered.
    Closed,
    /// 待公布结果: every comment has its answer.
    Answered,
    /// 结果已公布: the decision may be submitted.
    ResultPublished,
    /// 已提交决策.
    Submitted,
    /// 决策已公布.
    Decided,
    /// 已终止.
    Dropped,
}

impl State {
    /// Its name.
    pub fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::NotOpened => ("未立卷", "not opened"),
            Self::Preparing => ("待公布草案", "draft to be published"),
            Self::Open => ("征求意见中", "open for comments"),
            Self::Ended => ("期满，待结束", "time has passed, to be closed"),
            Self::Closed => ("待研究答复", "comments to be answered"),
            Self::Answered => ("待公布结果", "result to be published"),
            Self::ResultPublished => ("结果已公布", "result published"),
            Self::Submitted => ("已提交决策", "submitted for decision"),
            Self::Decided => ("决策已公布", "decision published"),
            Self::Dropped => ("已终止", "given up"),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}
