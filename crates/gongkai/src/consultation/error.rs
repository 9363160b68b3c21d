use chrono::NaiveDate;
use thiserror::Error;

use super::data::DocumentKind;
use crate::calendar::CalendarError;
use crate::case::{ContentHash, TimelineProblem};
use crate::law::{Citation, Lang, Period};

/// Why an event of a consultation is refused (拒绝理由).
///
/// An event that stands in a file although it would be refused has no effect; it is reported as
/// a [`ConsultationProblem`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ConsultationError {
    /// The first event has to open the case.
    #[error("the case has not been opened")]
    NotOpened,
    /// The case is opened once.
    #[error("the case is already open")]
    AlreadyOpened,
    /// The data know no such kind.
    #[error("`{kind}` is no kind of consultation; known: {known}", known = known())]
    UnknownKind {
        /// What was given.
        kind: String,
    },
    /// A field that has to say something is empty.
    #[error("`{field}` is empty")]
    Blank {
        /// The field.
        field: &'static str,
    },
    /// Something has to be published with the draft, and is not.
    #[error("published without {}", labels(missing, Lang::En))]
    DocumentsMissing {
        /// What.
        missing: Vec<DocumentKind>,
        /// Where that is said.
        citations: Vec<Citation>,
    },
    /// No channel is named.
    #[error("no channel is named")]
    NoChannel,
    /// The draft is out, and the consultation was not taken up again.
    #[error(
        "the draft was already published on {on}; `reopened` comes before it is published anew"
    )]
    AlreadyPublished {
        /// When.
        on: NaiveDate,
    },
    /// The last day for comments lies before the publication.
    #[error("the last day for comments, {until}, lies before the publication on {on}")]
    EndsBeforePublication {
        /// The last day given.
        until: NaiveDate,
        /// The publication.
        on: NaiveDate,
    },
    /// The announced time is shorter than the least, and no reason is told.
    #[error(
        "comments end on {until}, {days} day(s) short of {period}, which runs through {last}; no reason is told"
    )]
    PeriodTooShort {
        /// The last day given.
        until: NaiveDate,
        /// The last day of the least time.
        last: NaiveDate,
        /// By how many days it is short.
        days: i64,
        /// The least time.
        period: Period,
        /// Where it is stated; empty for a local text.
        citations: Vec<Citation>,
    },
    /// The text allows no shortening.
    #[error("the time may not be shortened: {period} at least, through {last}")]
    MayNotBeShortened {
        /// The last day of the least time.
        last: NaiveDate,
        /// The least time.
        period: Period,
        /// Where it is stated; empty for a local text.
        citations: Vec<Citation>,
    },
    /// Nothing is open for comments.
    #[error("no draft is published")]
    NotPublished,
    /// An extension does not extend.
    #[error("{until} is not later than {now}, until which comments are taken now")]
    NotLonger {
        /// The day given.
        until: NaiveDate,
        /// The last day now.
        now: NaiveDate,
    },
    /// A shortening does not shorten, or lies in the past.
    #[error("{until} does not lie between {on} and {now}, until which comments are taken now")]
    NotShorter {
        /// The day given.
        until: NaiveDate,
        /// The day of the entry.
        on: NaiveDate,
        /// The last day now.
        now: NaiveDate,
    },
    /// The time for comments is over.
    #[error("comments were closed on {on}")]
    AlreadyClosed {
        /// When.
        on: NaiveDate,
    },
    /// Closed before the least time, or the announced one, has passed.
    #[error("closed too early: {earliest} is the first day on which it may be closed")]
    ClosedTooEarly {
        /// The first day on which it may be closed.
        earliest: NaiveDate,
        /// What asks for it; empty where the announcement alone does.
        citations: Vec<Citation>,
    },
    /// Comments are still taken.
    #[error("comments have not been closed")]
    NotClosed,
    /// A comment with neither text nor attachment.
    #[error("comment `{id}` has neither text nor attachment")]
    EmptyComment {
        /// Its number.
        id: String,
    },
    /// A number in the register is given twice.
    #[error("comment `{id}` is already registered")]
    DuplicateComment {
        /// The number.
        id: String,
    },
    /// No comment bears the number.
    #[error("there is no comment `{id}`")]
    UnknownComment {
        /// The number.
        id: String,
    },
    /// The comment was withdrawn.
    #[error("comment `{id}` was withdrawn")]
    CommentWithdrawn {
        /// The number.
        id: String,
    },
    /// A group without comments.
    #[error("group `{group}` has no comment")]
    EmptyGroup {
        /// Its name.
        group: String,
    },
    /// No group bears the name.
    #[error("there is no group `{group}`")]
    UnknownGroup {
        /// The name.
        group: String,
    },
    /// Not adopted, or in part, and no reasons.
    #[error("group `{group}` is not adopted in full, and no reasons are given")]
    ReasonsMissing {
        /// Its name.
        group: String,
        /// Where reasons are asked for.
        citations: Vec<Citation>,
    },
    /// Comments that came in time are in no group.
    #[error("comments in no group: {}", comments.join(", "))]
    Ungrouped {
        /// Their numbers.
        comments: Vec<String>,
        /// What asks for it.
        citations: Vec<Citation>,
    },
    /// Groups without an answer.
    #[error("groups without an answer: {}", groups.join(", "))]
    Unanswered {
        /// Their names.
        groups: Vec<String>,
        /// What asks for it.
        citations: Vec<Citation>,
    },
    /// The result is out; what follows needs the consultation to be taken up again.
    #[error("the result was already published on {on}")]
    ResultAlreadyPublished {
        /// When.
        on: NaiveDate,
    },
    /// The decision comes before the result was published.
    #[error("the result of the consultation has not been published")]
    ResultMissing {
        /// What asks for it.
        citations: Vec<Citation>,
    },
    /// Most of those concerned object, and no hearing was held since.
    #[error("most of those concerned objected on {since}, and no hearing was held since")]
    HearingOwed {
        /// Since when.
        since: NaiveDate,
        /// What asks for it.
        citation: Citation,
    },
    /// The draft was changed in substance since the public saw it. A default of this library,
    /// to be switched off in the settings.
    #[error("the draft was changed in substance on {on} and not published again")]
    NotReconsulted {
        /// When.
        on: NaiveDate,
    },
    /// What is submitted is not what the public saw, nor a recorded change of it.
    #[error("the content submitted, {}, is neither the published draft nor its recorded revision", submitted.short())]
    OtherContent {
        /// What was submitted.
        submitted: ContentHash,
    },
    /// The draft was already submitted.
    #[error("the draft was already submitted on {on}")]
    AlreadySubmitted {
        /// When.
        on: NaiveDate,
    },
    /// A decision is published that was not submitted.
    #[error("the draft has not been submitted for decision")]
    NotSubmitted,
    /// Nothing more can happen: decided, or given up.
    #[error("the case ended on {on}")]
    Over {
        /// When.
        on: NaiveDate,
    },
    /// The calendar gives no answer.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// The entry does not fit the file.
    #[error(transparent)]
    Timeline(#[from] TimelineProblem),
}

fn known() -> String {
    let ids: Vec<&str> = super::ConsultationKind::all()
        .iter()
        .map(|k| k.id.as_str())
        .collect();
    ids.join(", ")
}

pub(super) fn labels(kinds: &[DocumentKind], lang: Lang) -> String {
    let names: Vec<&str> = kinds.iter().map(|k| k.label(lang)).collect();
    names.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}

/// Some names, and how many there are when they are too many to be told.
pub(super) fn some(names: &[String], lang: Lang) -> String {
    let shown = names.get(..names.len().min(5)).unwrap_or_default();
    let all = names.len();
    match lang {
        Lang::Zh if all > 5 => format!("{}等{all}件", shown.join("、")),
        Lang::Zh => shown.join("、"),
        Lang::En if all > 5 => format!("{} and others, {all} in all", shown.join(", ")),
        Lang::En => shown.join(", "),
    }
}

impl ConsultationError {
    /// The name of the error, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotOpened => "not_opened",
            Self::AlreadyOpened => "already_opened",
            Self::UnknownKind { .. } => "unknown_kind",
            Self::Blank { .. } => "blank",
            Self::DocumentsMissing { .. } => "documents_missing",
            Self::NoChannel => "no_channel",
            Self::AlreadyPublished { .. } => "already_published",
            Self::EndsBeforePublication { .. } => "ends_before_publication",
            Self::PeriodTooShort { .. } => "period_too_short",
            Self::MayNotBeShortened { .. } => "may_not_be_shortened",
            Self::NotPublished => "not_published",
            Self::NotLonger { .. } => "not_longer",
            Self::NotShorter { .. } => "not_shorter",
            Self::AlreadyClosed { .. } => "already_closed",
            Self::ClosedTooEarly { .. } => "closed_too_early",
            Self::NotClosed => "not_closed",
            Self::EmptyComment { .. } => "empty_comment",
            Self::DuplicateComment { .. } => "duplicate_comment",
            Self::UnknownComment { .. } => "unknown_comment",
            Self::CommentWithdrawn { .. } => "comment_withdrawn",
            Self::EmptyGroup { .. } => "empty_group",
            Self::UnknownGroup { .. } => "unknown_group",
            Self::ReasonsMissing { .. } => "reasons_missing",
            Self::Ungrouped { .. } => "ungrouped",
            Self::Unanswered { .. } => "unanswered",
            Self::ResultAlreadyPublished { .. } => "result_already_published",
            Self::ResultMissing { .. } => "result_missing",
            Self::HearingOwed { .. } => "hearing_owed",
            Self::NotReconsulted { .. } => "not_reconsulted",
            Self::OtherContent { .. } => "other_content",
            Self::AlreadySubmitted { .. } => "already_submitted",
            Self::NotSubmitted => "not_submitted",
            Self::Over { .. } => "over",
            Self::Calendar(error) => error.code(),
            Self::Timeline(problem) => match problem {
                TimelineProblem::OutOfOrder { .. } => "out_of_order",
                TimelineProblem::EnteredBackwards { .. } => "entered_backwards",
                TimelineProblem::Future { .. } => "future",
                TimelineProblem::Duplicate { .. } => "duplicate",
                TimelineProblem::StrikesNothing { .. } => "strikes_nothing",
            },
        }
    }

    /// The articles that refuse it; none where the order of the file alone does, or a default
    /// of this library.
    pub fn citations(&self) -> Vec<Citation> {
        match self {
            Self::DocumentsMissing { citations, .. }
            | Self::ClosedTooEarly { citations, .. }
            | Self::ReasonsMissing { citations, .. }
            | Self::Ungrouped { citations, .. }
            | Self::Unanswered { citations, .. }
            | Self::PeriodTooShort { citations, .. }
            | Self::MayNotBeShortened { citations, .. }
            | Self::ResultMissing { citations } => citations.clone(),
            Self::HearingOwed { citation, .. } => vec![citation.clone()],
            _ => Vec::new(),
        }
    }

    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::NotOpened => "还没有立卷，第一条必须是 opened".to_owned(),
            Self::AlreadyOpened => "已经立卷，不能再立".to_owned(),
            Self::UnknownKind { kind } => {
                format!("没有“{kind}”这一种征求意见，可写：{}", known())
            }
            Self::Blank { field } => format!("{field} 没有填写"),
            Self::DocumentsMissing { missing, .. } => format!(
                "公布征求意见时缺{}，不算公布，期限没有开始",
                labels(missing, Lang::Zh)
            ),
            Self::NoChannel => "没有写明公布的渠道".to_owned(),
            Self::AlreadyPublished { on } => {
                format!("草案已于{on}公布；再次征求意见的，先记 reopened")
            }
            Self::EndsBeforePublication { until, on } => {
                format!("截止日{until}早于公布日{on}")
            }
            Self::PeriodTooShort {
                until,
                last,
                days,
                period,
                ..
            } => format!(
                "截止日{until}，不足{}：应当到{last}，少{days}天，也没有说明理由",
                period.chinese()
            ),
            Self::MayNotBeShortened { last, period, .. } => format!(
                "这一种的期限不得少于{}，不能缩短，应当到{last}",
                period.chinese()
            ),
            Self::NotPublished => "草案没有公布".to_owned(),
            Self::NotLonger { until, now } => format!("{until}并不晚于现在的截止日{now}"),
            Self::NotShorter { until, on, now } => {
                format!("{until}不在当日{on}与现在的截止日{now}之间")
            }
            Self::AlreadyClosed { on } => format!("已于{on}结束征求意见"),
            Self::ClosedTooEarly { earliest, .. } => {
                format!("结束过早，最早可于{earliest}结束；这一条不算，仍在征求意见")
            }
            Self::NotClosed => "征求意见还没有结束".to_owned(),
            Self::EmptyComment { id } => format!("意见{id}既没有文字也没有附件"),
            Self::DuplicateComment { id } => format!("意见编号{id}已经登记过"),
            Self::UnknownComment { id } => format!("没有编号为{id}的意见"),
            Self::CommentWithdrawn { id } => format!("意见{id}已经撤回"),
            Self::EmptyGroup { group } => format!("“{group}”一类没有意见"),
            Self::UnknownGroup { group } => format!("没有“{group}”这一类意见"),
            Self::ReasonsMissing { group, .. } => {
                format!("“{group}”一类没有全部采纳，要说明理由")
            }
            Self::Ungrouped { comments, .. } => {
                format!("还有意见没有归类：{}", some(comments, Lang::Zh))
            }
            Self::Unanswered { groups, .. } => {
                format!(
                    "还有几类意见没有采纳情况或者理由：{}",
                    some(groups, Lang::Zh)
                )
            }
            Self::ResultAlreadyPublished { on } => format!("征求意见情况已于{on}公布"),
            Self::ResultMissing { .. } => "征求意见情况和采纳情况没有公布，不能提交决策".to_owned(),
            Self::HearingOwed { since, .. } => {
                format!("{since}多数人反对，之后没有举行听证会")
            }
            Self::NotReconsulted { on } => format!(
                "草案{on}作了实质修改，没有重新公布征求意见（本库缺省的要求，可在设置中关闭）"
            ),
            Self::OtherContent { submitted } => format!(
                "提交的内容（{}）既不是公布过的草案，也不是登记过的修改稿",
                submitted.short()
            ),
            Self::AlreadySubmitted { on } => format!("已于{on}提交决策"),
            Self::NotSubmitted => "没有提交决策，不能公布决策".to_owned(),
            Self::Over { on } => format!("本案已于{on}终结"),
            Self::Calendar(error) => format!("日期超出工作日历：{error}"),
            Self::Timeline(problem) => problem.message(Lang::Zh),
        }
    }
}

/// An entry of a file that cannot be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConsultationProblem {
    /// The entry, from 0.
    pub index: u32,
    /// Why.
    pub error: ConsultationError,
}

impl ConsultationProblem {
    /// See [`ConsultationError::code`].
    pub fn code(&self) -> &'static str {
        self.error.code()
    }

    /// See [`ConsultationError::citations`].
    pub fn citations(&self) -> Vec<Citation> {
        self.error.citations()
    }

    /// See [`ConsultationError::message`].
    pub fn message(&self, lang: Lang) -> String {
        self.error.message(lang)
    }
}

impl serde::Serialize for ConsultationProblem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("ConsultationProblem", 3)?;
        out.serialize_field("index", &self.index)?;
        out.serialize_field("code", self.code())?;
        out.serialize_field("basis", &self.citations())?;
        out.end()
    }
}
