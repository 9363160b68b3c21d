use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::pipeline::Name;
use crate::calendar::CalendarError;
use crate::case::ContentHash;
use crate::law::{Citation, Lang, Period};

/// Why a move is refused (不予受理的操作): the stage, gate, role or content that stands against
/// it, and the articles.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.message(Lang::En))]
pub struct ReviewError {
    /// What stands against it.
    pub refusal: Box<Refusal>,
    /// On which articles that rests.
    pub citations: Vec<Citation>,
}

impl ReviewError {
    /// The name of the refusal in snake_case, the same in every language.
    pub fn code(&self) -> &'static str {
        self.refusal.code()
    }

    /// On which articles it rests.
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }

    /// The sentence for a reader, without a full stop.
    pub fn message(&self, lang: Lang) -> String {
        self.refusal.message(lang)
    }
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$fdoc:meta])* $field:ident: $kind:ty),* $(,)? })? = $code:literal, $zh:literal, $en:literal $(, $arg:ident = $value:expr)*;)*) => {
        /// What stands against a move.
        ///
        /// Serialised with the field `code`, which names the variant in snake_case.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(rename = "review.Refusal"))]
        #[serde(tag = "code", rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Refusal {
            $($(#[$doc])* $name $({ $($(#[$fdoc])* $field: $kind),* })?,)*
        }

        impl Refusal {
            /// The names of all variants, and of what makes an entry not fit its file.
            pub const CODES: &'static [&'static str] = &[
                $($code,)*
                "entered_backwards",
                "future",
                "duplicate",
                "strikes_nothing",
            ];

            /// The name of the variant in snake_case.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$name $({ $($field: _),* })? => $code,)*
                }
            }

            /// The sentence for a reader, without a full stop.
            pub fn message(&self, lang: Lang) -> String {
                match self {
                    $(Self::$name $({ $($field),* })? => {
                        $($(let $field = Show::show($field, lang);)*)?
                        match lang {
                            Lang::Zh => format!($zh),
                            Lang::En => format!($en),
                        }
                    })*
                }
            }
        }
    };
}

refusals! {
    /// The first event of a case is `opened`.
    NotOpened { /** The event that came. */ event: &'static str }
        = "not_opened", "还没有立件（opened），不能{event}", "the case is not opened yet: no `{event}`";
    /// A case is opened once.
    OpenedTwice = "opened_twice", "这一件已经立过", "the case is opened already";
    /// The file names another pipeline than the one it is read under.
    OtherPipeline { /** Named in the file. */ named: String, /** Read under. */ used: String }
        = "other_pipeline", "立件时写的流程是{named}，不是{used}", "the case names the pipeline `{named}`, not `{used}`";
    /// It stands before what happened already.
    OutOfOrder { /** Its day. */ on: NaiveDate, /** The day of what happened last. */ after: NaiveDate }
        = "out_of_order", "日期{on}早于已经发生的{after}；补录的请写recorded", "`{on}` is before {after}, the day of the last event; what is entered late needs `recorded`";
    /// It does not say who did it.
    PersonMissing { /** The event. */ event: &'static str }
        = "person_missing", "{event}没有写是谁办的（by）", "`{event}` does not say who did it (`by`)";
    /// It was not done in a role of the stage.
    WrongRole { /** The stage. */ stage: Name, /** In which role; empty: none given. */ role: String, /** Who may. */ allowed: Vec<Name> }
        = "wrong_role", "“{stage}”由{allowed}办理，角色（role）写的是“{role}”", "{stage} is for: {allowed}; the role given is `{role}`";
    /// A reason is needed.
    ReasonMissing { /** The event. */ event: &'static str }
        = "reason_missing", "{event}要写明理由", "`{event}` needs a reason";
    /// There is no such stage.
    UnknownStage { /** As given. */ stage: String, /** Those that it has. */ known: Vec<String> }
        = "unknown_stage", "流程里没有环节{stage}；有：{known}", "the pipeline has no stage `{stage}`; it has: {known}";
    /// There is no such gate.
    UnknownGate { /** As given. */ gate: String }
        = "unknown_gate", "流程里没有前置条件{gate}", "the pipeline has no gate `{gate}`";
    /// The case is not at that stage.
    NotAtStage { /** Where it was to be. */ stage: Name, /** Where it is. */ current: Name }
        = "not_at_stage", "这一件现在“{current}”，还不能办“{stage}”", "the case is at {current}, not at {stage}";
    /// It was submitted already.
    AlreadySubmitted { /** Where it is. */ current: Name }
        = "already_submitted", "已经送审，现在“{current}”", "it is submitted already and at {current}";
    /// Who drafted or changed a content cannot review it.
    ReviewerIsDrafter { /** The stage. */ stage: Name, /** Who. */ person: String }
        = "reviewer_is_drafter", "{person}起草或修改过这份内容，不能再办“{stage}”", "{person} drafted or changed this content and cannot act at {stage}";
    /// The pipeline wants another person than at an earlier stage.
    SamePerson { /** The stage. */ stage: Name, /** Who. */ person: String, /** The earlier stage. */ other: Name }
        = "same_person", "“{stage}”与“{other}”不得由同一人（{person}）办理", "{stage} and {other} may not be done by one person ({person})";
    /// A gate of the stage is not open.
    GateClosed { /** The stage. */ stage: Name, /** The gate. */ gate: Name }
        = "gate_closed", "“{stage}”缺少“{gate}”", "{stage} lacks its gate: {gate}";
    /// The gate is not opened by a paper.
    NotByEvidence { /** The gate. */ gate: Name, /** The event that opens it. */ by: &'static str }
        = "not_by_evidence", "“{gate}”不是用材料证明的，要用{by}登记", "{gate} is not opened by evidence but by `{by}`";
    /// The evidence bears a later day than that of its entry.
    EvidenceAhead { /** The gate. */ gate: Name, /** The day it bears. */ dated: NaiveDate, /** The day of the entry. */ on: NaiveDate }
        = "evidence_ahead", "“{gate}”的日期{dated}晚于登记它的{on}", "{gate} is dated {dated}, after {on}, the day it is entered";
    /// The evidence has to name the content that it speaks of, and that is the current one.
    EvidenceOfOtherContent { /** The gate. */ gate: Name, /** The current content. */ current: ContentHash }
        = "evidence_of_other_content", "“{gate}”要写明针对的内容（content），并且是现在的内容（{current}）", "{gate} has to name the current content ({current})";
    /// The interpretation is named by the hash of its own text.
    InterpretationHashMissing { /** The gate. */ gate: Name }
        = "interpretation_hash_missing", "“{gate}”要写明解读文本的摘要（content）", "{gate} needs the hash of the interpretation's own text (`content`)";
    /// The evidence does not say from when to when.
    SpanMissing { /** The gate. */ gate: Name }
        = "span_missing", "“{gate}”要写明起止日期（from、to）", "{gate} needs its first and last day (`from`, `to`)";
    /// What it is evidence of was too short.
    TooShort { /** The gate. */ gate: Name, /** How long at least. */ minimum: Period, /** Its first day. */ from: NaiveDate, /** Its last day. */ to: NaiveDate, /** Through which day it had to last. */ until: NaiveDate }
        = "too_short", "“{gate}”不少于{minimum}：{from}起应到{until}，实际到{to}；确有原因的写明（shortened）", "{gate}: at least {minimum}, from {from} through {until}; it ended {to} without a stated reason (`shortened`)";
    /// The gate cannot be waived.
    NotWaivable { /** The gate. */ gate: Name }
        = "not_waivable", "“{gate}”不能免去", "{gate} cannot be waived";
    /// That role cannot do it.
    RoleMayNot { /** What. */ what: &'static str, /** The role given. */ role: String, /** Who may. */ allowed: Vec<Name> }
        = "role_may_not", "{what}要由{allowed}决定，角色（role）写的是“{role}”", "`{what}` is for: {allowed}; the role given is `{role}`";
    /// An attribute that keeps something from publication needs reasons.
    AttributeWithoutReasons = "attribute_without_reasons", "定为不主动公开的要说明理由", "an attribute that keeps it from publication needs reasons";
    /// The attribute keeps it from publication.
    AttributeWithholds { /** The stage. */ stage: Name }
        = "attribute_withholds", "公开属性不是主动公开，不能办“{stage}”", "its attribute is not proactive disclosure: no {stage}";
    /// The assessment, or the authority referred to, does not let it out.
    Withheld { /** The stage. */ stage: Name }
        = "withheld", "审查意见是不公开，不能办“{stage}”", "it was assessed as not to be disclosed: no {stage}";
    /// It could not be determined, and nobody was asked.
    ReferralNeeded { /** The stage. */ stage: Name }
        = "referral_needed", "审查意见是报请确定，要先报有关部门（referred）再办“{stage}”", "it could not be determined and has to be referred before {stage}";
    /// The authority referred to has not answered.
    ReferralOpen { /** Whom. */ to: String }
        = "referral_open", "已报{to}确定，还没有答复", "it was referred to {to}, which has not answered";
    /// Nothing was referred.
    NoReferral = "no_referral", "没有报请过，谈不上答复", "nothing was referred";
    /// The stage cannot refer.
    CannotRefer { /** The stage. */ stage: Name }
        = "cannot_refer", "“{stage}”不能报请确定", "{stage} cannot refer the case";
    /// The stage cannot send back there.
    CannotReturn { /** The stage. */ stage: Name, /** Whereto. */ to: Name }
        = "cannot_return", "“{stage}”不能退回到“{to}”", "{stage} cannot send it back to {to}";
    /// Findings that block are neither mended nor overridden.
    FindingsBlock { /** The stage. */ stage: Name, /** The rules of the findings. */ rules: Vec<String> }
        = "findings_block", "检查发现的问题（{rules}）没有改正也没有放行，不能办“{stage}”", "findings ({rules}) are neither mended nor overridden: no {stage}";
    /// No such finding is recorded for this content.
    UnknownFinding { /** As given. */ finding: String }
        = "unknown_finding", "这份内容没有登记过问题{finding}", "no finding `{finding}` is recorded for this content";
    /// The content is the same as before.
    Unchanged = "unchanged", "内容没有变", "the content is the same";
    /// What is spoken of is not the content of the case.
    OtherContent { /** As given. */ given: ContentHash, /** That of the case. */ current: ContentHash }
        = "other_content", "针对的内容是{given}，这一件现在的内容是{current}", "it speaks of content {given}; that of the case is {current}";
    /// Exactly this content was not reviewed.
    NotReviewed { /** The content. */ content: ContentHash, /** The reviews that are missing. */ missing: Vec<Name> }
        = "not_reviewed", "内容{content}没有经过{missing}，不能公开", "content {content} cannot go out: not reviewed at {missing}";
    /// Nothing may be changed while it is posted.
    PostingOpen { /** The posting. */ stage: Name }
        = "posting_open", "“{stage}”还在公示，先结束公示", "{stage} is still up";
    /// Nothing is posted.
    NothingPosted = "nothing_posted", "现在没有在公示的内容", "nothing is posted";
    /// The posting does not use that board.
    UnknownBoard { /** The posting. */ stage: Name, /** As given. */ board: String }
        = "unknown_board", "“{stage}”没有载体{board}", "{stage} has no board `{board}`";
    /// It is on that board already.
    PostedTwice { /** The board. */ board: String }
        = "posted_twice", "{board}已经张贴过", "it is on `{board}` already";
    /// Boards are missing.
    BoardsMissing { /** The posting. */ stage: Name, /** Which. */ boards: Vec<String> }
        = "boards_missing", "“{stage}”还没有在{boards}张贴，不能结束", "{stage} cannot be closed: not posted on {boards}";
    /// It was not up long enough.
    PostingTooShort { /** The posting. */ stage: Name, /** How long at least. */ minimum: Period, /** Since when it is on all boards. */ posted: NaiveDate, /** The last day that it has to be up. */ until: NaiveDate }
        = "posting_too_short", "“{stage}”不少于{minimum}，{posted}贴齐，要到{until}，次日才能结束", "{stage} has to be up for {minimum}: complete on {posted}, through {until}";
    /// An objection is undecided.
    ObjectionOpen { /** Its number. */ id: String }
        = "objection_open", "异议{id}还没有查实", "objection `{id}` is undecided";
    /// There is no such objection, or it is decided.
    UnknownObjection { /** As given. */ id: String }
        = "unknown_objection", "没有待查实的异议{id}", "no undecided objection `{id}`";
    /// The number is taken.
    NumberTaken { /** The number. */ id: String }
        = "number_taken", "编号{id}已经用过", "the number `{id}` is taken";
    /// Nothing was published yet.
    NotPublished = "not_published", "还没有公开", "nothing is published yet";
    /// Another content is still up: it is corrected, not silently replaced.
    StillUp { /** What is up. */ content: ContentHash }
        = "still_up", "网上还是内容{content}，要换就用更正（corrected_after_publication），留下记录", "content {content} is still up: replace it by a correction, which leaves a record";
    /// There is nothing to withdraw quietly: it is public.
    IsPublic = "is_public", "已经公开，不能撤件；要撤下用taken_down，留下记录", "it is public: take it down, which leaves a record";
    /// There is no interpretation on record, or another one.
    OtherInterpretation = "other_interpretation", "发布的解读不是与文件一同报批的那一份", "the interpretation released is not the one that was approved with the document";
    /// The interpretation cannot come before its document.
    InterpretationFirst = "interpretation_first", "解读先于文件发布", "the interpretation is released before its document";
    /// There is no such opinion, or it is answered.
    UnknownOpinion { /** As given. */ id: String }
        = "unknown_opinion", "没有待答复的意见{id}", "no unanswered opinion `{id}`";
    /// An opinion is unanswered.
    OpinionOpen { /** Its number. */ id: String }
        = "opinion_open", "意见{id}还没有答复，不能归档", "opinion `{id}` is unanswered: no filing";
    /// The case was given up.
    Ended = "ended", "已经撤件", "the case was given up";
    /// The case was filed; only opinions are still taken.
    AlreadyFiled = "already_filed", "已经归档；只能再登记意见、更正和撤下", "it is filed: only opinions, corrections and take-downs are entered";
    /// There is no such entry to strike.
    NothingToStrike { /** As given. */ index: u32 }
        = "nothing_to_strike", "没有第{index}条（从0数）可以撤销", "there is no entry {index} (from 0) to strike";
    /// The calendar gives no answer.
    Calendar { /** Why. */ why: String }
        = "calendar", "日历算不出：{why}", "the calendar gives no answer: {why}";
}

impl Refusal {
    /// The error with the articles that it rests on.
    pub(super) fn on(self, citations: Vec<Citation>) -> ReviewError {
        ReviewError {
            refusal: Box::new(self),
            citations,
        }
    }
}

impl From<CalendarError> for Refusal {
    fn from(error: CalendarError) -> Self {
        Self::Calendar {
            why: error.to_string(),
        }
    }
}

/// A fact of a refusal as a sentence shows it.
trait Show {
    fn show(&self, lang: Lang) -> String;
}

impl Show for String {
    fn show(&self, _: Lang) -> String {
        self.clone()
    }
}

impl Show for u32 {
    fn show(&self, _: Lang) -> String {
        self.to_string()
    }
}

impl Show for &'static str {
    fn show(&self, _: Lang) -> String {
        (*self).to_owned()
    }
}

impl Show for NaiveDate {
    fn show(&self, _: Lang) -> String {
        self.to_string()
    }
}

impl Show for ContentHash {
    fn show(&self, _: Lang) -> String {
        self.short()
    }
}

impl Show for Period {
    fn show(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }
}

impl Show for Name {
    fn show(&self, lang: Lang) -> String {
        self.in_lang(lang).to_owned()
    }
}

impl<T: Show> Show for Vec<T> {
    fn show(&self, lang: Lang) -> String {
        let shown: Vec<String> = self.iter().map(|one| one.show(lang)).collect();
        shown.join(match lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        })
    }
}
