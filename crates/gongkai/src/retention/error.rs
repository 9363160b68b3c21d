use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::data::Board;
use super::missing::Missing;
use super::step::date;
use crate::law::{Citation, Lang};

/// Why an event of a record is refused (不予受理的原因).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.RetentionError"))]
#[serde(tag = "code", rename_all = "snake_case")]
#[non_exhaustive]
pub enum RetentionError {
    /// Nothing happens to a record before it is formed.
    #[error("the record was not formed yet")]
    NotFormed,
    /// It was formed already.
    #[error("the record was formed already; strike the first entry if it was wrong")]
    AlreadyFormed,
    /// It was destroyed: only the tombstone is left.
    #[error("the record was destroyed on {on}; nothing can happen to it any more")]
    AlreadyDestroyed {
        /// When.
        on: NaiveDate,
    },
    /// It was published already.
    #[error("it was published already")]
    AlreadyPublished,
    /// It is posted there already.
    #[error("it is posted there already: {}", board.place(at.as_deref(), Lang::En))]
    AlreadyPosted {
        /// Where.
        board: Board,
        /// Which.
        at: Option<String>,
    },
    /// It is not posted there.
    #[error("it is not posted there: {}", board.place(at.as_deref(), Lang::En))]
    NotPosted {
        /// Where.
        board: Board,
        /// Which.
        at: Option<String>,
    },
    /// It is not public, so that it cannot be taken down.
    #[error("it is not public, so it cannot be taken down")]
    NotPublic,
    /// No reason is given.
    #[error("a reason has to be given")]
    NoReason,
    /// It was closed already.
    #[error("it was closed already")]
    AlreadyClosed,
    /// There is no such hold.
    #[error("there is no hold for `{reason}`")]
    NoSuchHold {
        /// The reason given.
        reason: String,
    },
    /// The same hold is on already.
    #[error("there is a hold for `{reason}` already")]
    AlreadyHeld {
        /// The reason given.
        reason: String,
    },
    /// An appraisal may lengthen the term, not shorten it.
    #[error("an appraisal cannot shorten the term: it is kept through {last}")]
    Shortens {
        /// The last day of the term.
        last: NaiveDate,
    },
    /// The term is still running.
    #[error("the term is running: it is kept through {last}")]
    TermRunning {
        /// Its last day.
        last: NaiveDate,
    },
    /// It is kept permanently.
    #[error("it is kept permanently and is never destroyed")]
    Permanent,
    /// How long it is kept cannot be told.
    #[error("how long it is kept cannot be told, so it is not destroyed")]
    Undeterminable {
        /// What is missing.
        missing: Vec<Missing>,
    },
    /// A hold stops destruction.
    #[error("destruction is stopped: {}", reasons.join("; "))]
    Held {
        /// Why.
        reasons: Vec<String>,
    },
    /// It was not appraised for destruction.
    #[error("it was not appraised as fit to be destroyed")]
    NotAppraised,
    /// Its destruction was not approved.
    #[error("its destruction was not approved")]
    NotApproved,
    /// No approver is named.
    #[error("nobody is named who approved")]
    NoApprover,
    /// No register of destruction is named.
    #[error("no entry in a register of destruction is named")]
    NoRegister,
    /// It is in an archive.
    #[error("it was handed over to an archive on {on}")]
    InArchive {
        /// When.
        on: NaiveDate,
    },
    /// It is not in an archive.
    #[error("it was not handed over to an archive")]
    NotTransferred,
    /// It was opened already.
    #[error("it was opened already")]
    AlreadyOpened,
}

impl RetentionError {
    /// The name of the error, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFormed => "not_formed",
            Self::AlreadyFormed => "already_formed",
            Self::AlreadyDestroyed { .. } => "already_destroyed",
            Self::AlreadyPublished => "already_published",
            Self::AlreadyPosted { .. } => "already_posted",
            Self::NotPosted { .. } => "not_posted",
            Self::NotPublic => "not_public",
            Self::NoReason => "no_reason",
            Self::AlreadyClosed => "already_closed",
            Self::NoSuchHold { .. } => "no_such_hold",
            Self::AlreadyHeld { .. } => "already_held",
            Self::Shortens { .. } => "shortens",
            Self::TermRunning { .. } => "term_running",
            Self::Permanent => "permanent",
            Self::Undeterminable { .. } => "undeterminable",
            Self::Held { .. } => "held",
            Self::NotAppraised => "not_appraised",
            Self::NotApproved => "not_approved",
            Self::NoApprover => "no_approver",
            Self::NoRegister => "no_register",
            Self::InArchive { .. } => "in_archive",
            Self::NotTransferred => "not_transferred",
            Self::AlreadyOpened => "already_opened",
        }
    }

    /// The articles on which the refusal rests.
    pub fn citations(&self) -> Vec<Citation> {
        let texts: &[&str] = match self {
            Self::TermRunning { .. }
            | Self::Permanent
            | Self::Undeterminable { .. }
            | Self::Held { .. }
            | Self::NoRegister
            | Self::NotApproved
            | Self::NoApprover => &["archives-2020:21.2"],
            Self::NotAppraised | Self::Shortens { .. } => {
                &["archives-2020:21.2", "archives-regulation-2024:24"]
            }
            Self::InArchive { .. } => &["archives-2020:15"],
            Self::NotTransferred | Self::AlreadyOpened => &["archives-2020:27"],
            _ => &[],
        };
        texts.iter().filter_map(|text| text.parse().ok()).collect()
    }

    /// Whether it is about destruction, which has rules of its own.
    pub(crate) fn is_on_destruction(&self) -> bool {
        matches!(
            self,
            Self::TermRunning { .. }
                | Self::Permanent
                | Self::Undeterminable { .. }
                | Self::Held { .. }
                | Self::NotAppraised
                | Self::NotApproved
                | Self::NoRegister
        )
    }

    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        let zh = Lang::Zh;
        match self {
            Self::NotFormed => "材料还没有形成（第一条应当是 formed）".into(),
            Self::AlreadyFormed => "材料已经形成过；前一条写错的，先撤销".into(),
            Self::AlreadyDestroyed { on } => {
                format!("材料已于{}销毁，此后不能再有别的事", date(*on, zh))
            }
            Self::AlreadyPublished => "已经发布过".into(),
            Self::AlreadyPosted { board, at } => {
                format!("{}已经在公示", board.place(at.as_deref(), zh))
            }
            Self::NotPosted { board, at } => {
                format!("{}没有在公示", board.place(at.as_deref(), zh))
            }
            Self::NotPublic => "没有公开，谈不上撤下".into(),
            Self::NoReason => "没有写明原因".into(),
            Self::AlreadyClosed => "已经办结".into(),
            Self::NoSuchHold { reason } => format!("没有因“{reason}”暂停销毁"),
            Self::AlreadyHeld { reason } => format!("已经因“{reason}”暂停销毁"),
            Self::Shortens { last } => {
                format!("鉴定不能缩短保管期限，应保管到{}", date(*last, zh))
            }
            Self::TermRunning { last } => {
                format!("保管期限未满，应保管到{}", date(*last, zh))
            }
            Self::Permanent => "永久保管的不得销毁".into(),
            Self::Undeterminable { missing } => {
                let facts: Vec<String> = missing.iter().map(|m| m.message(zh)).collect();
                format!("保管期限不能确定，不得销毁；还不知道：{}", facts.join("、"))
            }
            Self::Held { reasons } => format!("暂停销毁期间不得销毁：{}", reasons.join("、")),
            Self::NotAppraised => "没有经鉴定认为可以销毁".into(),
            Self::NotApproved => "没有批准销毁".into(),
            Self::NoApprover => "没有写明批准人".into(),
            Self::NoRegister => "没有登记销毁清册".into(),
            Self::InArchive { on } => format!("已于{}移交档案馆", date(*on, zh)),
            Self::NotTransferred => "还没有移交档案馆".into(),
            Self::AlreadyOpened => "已经开放".into(),
        }
    }
}
