use chrono::NaiveDate;
use serde::Serialize;

use super::event::{CloseReason, Consultee, FeeMethod, Intake, Opinion, Outcome};
use super::regime::Regime;
use super::status::{State, WaitingFor};
use crate::calendar::Step;
use crate::law::{Citation, Lang, Period};

/// One step on the way to where a case stands (办理经过), with the articles it rests on.
///
/// As JSON: `on`, the fields of the step with its name in `step`, and `basis`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.TrailEntry"))]
pub struct TrailEntry {
    /// The day.
    pub on: NaiveDate,
    /// What happened, or follows.
    #[serde(flatten)]
    pub step: CaseStep,
    /// The articles.
    pub basis: Vec<Citation>,
}

/// From which event an answer period is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Began"))]
#[serde(rename_all = "snake_case")]
pub enum Began {
    /// 收到申请.
    Received,
    /// 收到补正 (Art. 30).
    Corrected,
    /// 缴费.
    Paid,
    /// 重新办理.
    Reopened,
}

/// How the day of receipt was found (Art. 31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.ReceiptRule"))]
#[serde(rename_all = "snake_case")]
pub enum ReceiptRule {
    /// Handed in: the day of submission.
    Submitted,
    /// Mail that is signed for: the day of signing.
    Signed,
    /// The day of confirmation.
    Confirmed,
    /// No rule applies: the day it arrived (the text of 2007; requests to correct a record).
    Arrived,
}

/// What happened to a case, or follows for it (办理步骤), as data; [`CaseStep::message`] puts it
/// in words.
#[doc(alias = "办理步骤")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.CaseStep"))]
#[serde(tag = "step", rename_all = "snake_case")]
#[non_exhaustive]
pub enum CaseStep {
    /// It arrived.
    Arrived {
        /// By which way.
        intake: Intake,
    },
    /// The day of receipt.
    ReceiptDay {
        /// Why that day.
        rule: ReceiptRule,
        /// The text of the Regulation that applies from it.
        regime: Regime,
    },
    /// It is to be confirmed; no period runs.
    ToBeConfirmed {},
    /// A request to correct a record: the law sets no period.
    NoTerm {},
    /// The applicant was asked to correct it.
    CorrectionRequested {
        /// Until when.
        until: NaiveDate,
        /// The last day for the notice itself; `None` under the text of 2007.
        notice_due: Option<NaiveDate>,
        /// Whether the period stops; under the text of 2007 it does not.
        stops: bool,
    },
    /// The correction came.
    Corrected {
        /// The last day for it, where it came later.
        late: Option<NaiveDate>,
        /// Whether the period begins anew.
        anew: bool,
    },
    /// A party was asked.
    Consulted {
        /// Who.
        party: String,
        /// As what.
        consultee: Consultee,
        /// Whether its time is left out.
        left_out: bool,
    },
    /// The letter reached the party.
    Delivered {
        /// Who.
        party: String,
    },
    /// The last day of the party's own term.
    PartyTerm {
        /// Who.
        party: String,
        /// The last day.
        until: NaiveDate,
        /// Whether it is counted from the dispatch, for want of a day of delivery.
        from_dispatch: bool,
    },
    /// The opinion came.
    OpinionReceived {
        /// Whose.
        party: String,
        /// What it says.
        opinion: Opinion,
        /// Whether an objection has reasonable grounds.
        reasonable: Option<bool>,
        /// The last day of the party's term, where it came later.
        late: Option<NaiveDate>,
    },
    /// The party's term ran out without an opinion.
    Silent {
        /// Who.
        party: String,
        /// As what.
        consultee: Consultee,
    },
    /// The period was extended.
    Extended {
        /// By how much.
        period: Period,
        /// Who consented.
        approved_by: String,
        /// When the applicant was told.
        notified: NaiveDate,
    },
    /// The applicant was asked for reasons; the period stands still.
    ReasonsRequested {},
    /// The reasons came.
    ReasonsGiven {
        /// Whether they are reasonable.
        reasonable: bool,
    },
    /// A later day was promised.
    Deferred {
        /// Which.
        until: NaiveDate,
    },
    /// The body searched.
    Searched {
        /// Whether anything was found.
        found: bool,
    },
    /// A fee was notified; the period stands still.
    FeeNotified {
        /// By which method.
        method: FeeMethod,
        /// How many yuan.
        amount: u32,
        /// The last day for paying.
        until: NaiveDate,
    },
    /// It was paid.
    FeePaid {},
    /// The time for what was awaited ran out: the application counts as given up.
    Lapsed {
        /// What was awaited.
        waiting: WaitingFor,
        /// Until when.
        until: NaiveDate,
    },
    /// An answer period begins.
    PeriodBegins {
        /// With which event.
        why: Began,
        /// Its length.
        period: Period,
    },
    /// A step of the count of working days.
    Counting {
        /// Which.
        calendar: Step,
    },
    /// An answer was made.
    Answered {
        /// How many days late.
        late: Option<i64>,
    },
    /// The record was corrected.
    RecordCorrected {},
    /// The answer reached the applicant.
    Served {},
    /// The case was passed on.
    Transferred {
        /// To whom.
        to: String,
    },
    /// The applicant withdrew.
    Withdrawn {},
    /// The case was closed.
    Closed {
        /// Why.
        reason: CloseReason,
    },
    /// Reconsideration was applied for.
    ReviewApplied {},
    /// It was decided.
    ReviewDecided {
        /// With which result.
        outcome: Outcome,
    },
    /// A suit was filed.
    SuitFiled {},
    /// It was decided.
    SuitDecided {
        /// With which result.
        outcome: Outcome,
    },
    /// The body takes the case up again.
    Reopened {
        /// The state before.
        from: State,
    },
    /// The file was archived.
    Archived {},
}

impl CaseStep {
    /// The sentence for a reader, without the day.
    #[allow(clippy::too_many_lines)] // one line a step
    pub fn message(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let pick = |chinese: &str, english: &str| {
            if zh {
                chinese.to_owned()
            } else {
                english.to_owned()
            }
        };
        match self {
            Self::Arrived { intake } => match lang {
                Lang::Zh => format!("申请送到（{}）", intake_label(*intake, lang)),
                Lang::En => format!("the application arrived ({})", intake_label(*intake, lang)),
            },
            Self::ReceiptDay { rule, regime } => {
                let why = match (rule, lang) {
                    (ReceiptRule::Submitted, Lang::Zh) => "以提交之日为收到申请之日",
                    (ReceiptRule::Signed, Lang::Zh) => "以签收之日为收到申请之日",
                    (ReceiptRule::Confirmed, Lang::Zh) => "以确认之日为收到申请之日",
                    (ReceiptRule::Arrived, Lang::Zh) => "没有确定收到之日的规定，按送到之日",
                    (ReceiptRule::Submitted, Lang::En) => "received on the day of submission",
                    (ReceiptRule::Signed, Lang::En) => "received on the day it was signed for",
                    (ReceiptRule::Confirmed, Lang::En) => "received on the day of confirmation",
                    (ReceiptRule::Arrived, Lang::En) => {
                        "no rule on the day of receipt: the day it arrived"
                    }
                };
                match lang {
                    Lang::Zh => format!("{why}；适用{}", regime.label(lang)),
                    Lang::En => format!("{why}; {} applies", regime.label(lang)),
                }
            }
            Self::ToBeConfirmed {} => pick(
                "尚待与申请人确认收到，期限未起算",
                "to be confirmed with the applicant; no period runs yet",
            ),
            Self::NoTerm {} => pick(
                "要求更正记录，条例没有规定期限",
                "a request to correct a record, for which the Regulation sets no period",
            ),
            Self::CorrectionRequested {
                until,
                notice_due,
                stops,
            } => {
                let due = notice_due.map(|d| match lang {
                    Lang::Zh => format!("（应于{d}前告知）"),
                    Lang::En => format!(" (the notice was due by {d})"),
                });
                let due = due.unwrap_or_default();
                match (lang, stops) {
                    (Lang::Zh, true) => format!("告知补正，截至{until}{due}；答复期限不计"),
                    (Lang::Zh, false) => {
                        format!("告知补正，截至{until}；2007年条例没有因此停止期限的规定，期限照算")
                    }
                    (Lang::En, true) => {
                        format!(
                            "asked to correct until {until}{due}; the answer period does not run"
                        )
                    }
                    (Lang::En, false) => format!(
                        "asked to correct until {until}; the text of 2007 does not stop the period for it"
                    ),
                }
            }
            Self::Corrected { late, anew } => {
                let late = late.map(|d| match lang {
                    Lang::Zh => format!("（晚于{d}，机关仍予接受）"),
                    Lang::En => format!(" (after {d}; accepted all the same)"),
                });
                let late = late.unwrap_or_default();
                match (lang, anew) {
                    (Lang::Zh, true) => format!("收到补正{late}，答复期限重新起算"),
                    (Lang::Zh, false) => format!("收到补正{late}，期限照算"),
                    (Lang::En, true) => {
                        format!("the correction came{late}; the answer period begins anew")
                    }
                    (Lang::En, false) => format!("the correction came{late}; the period goes on"),
                }
            }
            Self::Consulted {
                party,
                consultee,
                left_out,
            } => {
                let role = consultee_label(*consultee, lang);
                match (lang, left_out) {
                    (Lang::Zh, true) => format!("向{role}“{party}”征求意见，所需时间不计入期限"),
                    (Lang::Zh, false) => {
                        format!("向{role}“{party}”征求意见；2007年条例只扣除征求第三方意见的时间")
                    }
                    (Lang::En, true) => {
                        format!("`{party}` ({role}) asked for its opinion; the time is left out")
                    }
                    (Lang::En, false) => format!(
                        "`{party}` ({role}) asked for its opinion; the text of 2007 leaves out the time of third parties only"
                    ),
                }
            }
            Self::Delivered { party } => match lang {
                Lang::Zh => format!("征求意见函送达“{party}”"),
                Lang::En => format!("the letter reached `{party}`"),
            },
            Self::PartyTerm {
                party,
                until,
                from_dispatch,
            } => match (lang, from_dispatch) {
                (Lang::Zh, false) => format!("“{party}”应于{until}前提出意见"),
                (Lang::Zh, true) => {
                    format!("“{party}”应于{until}前提出意见（没有送达记录，暂从发函之日起算）")
                }
                (Lang::En, false) => format!("the opinion of `{party}` is due on {until}"),
                (Lang::En, true) => format!(
                    "the opinion of `{party}` is due on {until} (counted from the dispatch: no delivery is on record)"
                ),
            },
            Self::OpinionReceived {
                party,
                opinion,
                reasonable,
                late,
            } => {
                let says = match (opinion, reasonable, lang) {
                    (Opinion::Agrees, _, Lang::Zh) => "同意公开",
                    (Opinion::Objects, Some(true), Lang::Zh) => "不同意公开，理由合理",
                    (Opinion::Objects, Some(false), Lang::Zh) => "不同意公开，理由不合理",
                    (Opinion::Objects, None, Lang::Zh) => "不同意公开",
                    (Opinion::Agrees, _, Lang::En) => "agrees to disclosure",
                    (Opinion::Objects, Some(true), Lang::En) => "objects on reasonable grounds",
                    (Opinion::Objects, Some(false), Lang::En) => {
                        "objects without reasonable grounds"
                    }
                    (Opinion::Objects, None, Lang::En) => "objects",
                };
                let late = late.map(|d| match lang {
                    Lang::Zh => format!("（已过{d}）"),
                    Lang::En => format!(" (after {d})"),
                });
                let late = late.unwrap_or_default();
                match lang {
                    Lang::Zh => format!("收到“{party}”的意见{late}：{says}"),
                    Lang::En => format!("`{party}` {says}{late}"),
                }
            }
            Self::Silent { party, consultee } => match (lang, consultee) {
                (Lang::Zh, Consultee::CoMaker) => {
                    format!("“{party}”逾期未提出意见，视为同意公开")
                }
                (Lang::Zh, _) => format!("“{party}”逾期未提出意见，由本机关决定"),
                (Lang::En, Consultee::CoMaker) => {
                    format!("`{party}` stayed silent and counts as agreeing")
                }
                (Lang::En, _) => format!("`{party}` stayed silent: the body decides"),
            },
            Self::Extended {
                period,
                approved_by,
                notified,
            } => match lang {
                Lang::Zh => format!(
                    "延长答复期限{}，{approved_by}同意，{notified}告知申请人",
                    period.chinese()
                ),
                Lang::En => format!(
                    "extended by {} with the consent of {approved_by}; the applicant was told on {notified}",
                    period.english()
                ),
            },
            Self::ReasonsRequested {} => pick(
                "要求申请人说明理由，收到前期限不计",
                "the applicant was asked for reasons; until they come the period does not run",
            ),
            Self::ReasonsGiven { reasonable: true } => {
                pick("收到说明，理由合理", "the reasons came and are reasonable")
            }
            Self::ReasonsGiven { reasonable: false } => pick(
                "收到说明，理由不合理",
                "the reasons came and are not reasonable",
            ),
            Self::Deferred { until } => match lang {
                Lang::Zh => format!("确定延迟至{until}答复并告知申请人"),
                Lang::En => format!("the answer is put off until {until}, and the applicant told"),
            },
            Self::Searched { found: true } => pick("检索，找到信息", "searched, and found"),
            Self::Searched { found: false } => pick("检索，没有找到", "searched, nothing found"),
            Self::FeeNotified {
                method,
                amount,
                until,
            } => match (lang, method) {
                (Lang::Zh, FeeMethod::PerApplication) => {
                    format!("通知收费{amount}元（按件），{until}前缴纳；答复期限不计")
                }
                (Lang::Zh, FeeMethod::PerVolume) => {
                    format!("通知收费{amount}元（按量），{until}前缴纳；答复期限不计")
                }
                (Lang::En, _) => format!(
                    "a fee of {amount} yuan was notified, payable until {until}; the answer period does not run"
                ),
            },
            Self::FeePaid {} => pick(
                "缴费，答复期限重新起算",
                "paid; the answer period begins anew",
            ),
            Self::Lapsed { waiting, until } => match (lang, waiting) {
                (Lang::Zh, WaitingFor::Payment) => format!("{until}前未缴费，视为放弃申请"),
                (Lang::Zh, _) => format!("{until}前未补正，视为放弃申请"),
                (Lang::En, WaitingFor::Payment) => {
                    format!("not paid by {until}: the application counts as given up")
                }
                (Lang::En, _) => {
                    format!("not corrected by {until}: the application counts as given up")
                }
            },
            Self::PeriodBegins { why, period } => {
                let event = match (why, lang) {
                    (Began::Received, Lang::Zh) => "收到申请",
                    (Began::Corrected, Lang::Zh) => "收到补正",
                    (Began::Paid, Lang::Zh) => "缴费",
                    (Began::Reopened, Lang::Zh) => "重新办理",
                    (Began::Received, Lang::En) => "receipt",
                    (Began::Corrected, Lang::En) => "the correction",
                    (Began::Paid, Lang::En) => "the payment",
                    (Began::Reopened, Lang::En) => "the order to answer again",
                };
                match lang {
                    Lang::Zh => format!("自{event}之日起{}内答复", period.chinese()),
                    Lang::En => format!("the answer is due within {} of {event}", period.english()),
                }
            }
            Self::Counting { calendar } => calendar.message(lang),
            Self::Answered { late: None } => pick("作出答复", "answered"),
            Self::Answered { late: Some(days) } => match lang {
                Lang::Zh => format!("作出答复，晚了{days}天"),
                Lang::En => format!("answered, {days} days late"),
            },
            Self::RecordCorrected {} => pick("更正记录并告知", "the record was corrected"),
            Self::Served {} => pick("答复送达申请人", "the answer reached the applicant"),
            Self::Transferred { to } => match lang {
                Lang::Zh => format!("转送“{to}”处理并告知申请人"),
                Lang::En => format!("passed on to `{to}`, and the applicant told"),
            },
            Self::Withdrawn {} => pick("申请人撤回申请", "the applicant withdrew"),
            Self::Closed { reason } => match (reason, lang) {
                (CloseReason::NotCorrected, Lang::Zh) => "结案：逾期不补正".into(),
                (CloseReason::FeeUnpaid, Lang::Zh) => "结案：逾期未缴费".into(),
                (CloseReason::Other, Lang::Zh) => "结案：其他".into(),
                (CloseReason::NotCorrected, Lang::En) => "closed: not corrected in time".into(),
                (CloseReason::FeeUnpaid, Lang::En) => "closed: fee not paid in time".into(),
                (CloseReason::Other, Lang::En) => "closed for another reason".into(),
            },
            Self::ReviewApplied {} => pick(
                "申请人申请行政复议",
                "the applicant applied for reconsideration",
            ),
            Self::ReviewDecided { outcome } => match lang {
                Lang::Zh => format!("复议决定：{}", outcome_label(*outcome, lang)),
                Lang::En => format!("reconsideration decided: {}", outcome_label(*outcome, lang)),
            },
            Self::SuitFiled {} => pick("申请人提起行政诉讼", "the applicant sued"),
            Self::SuitDecided { outcome } => match lang {
                Lang::Zh => format!("诉讼判决：{}", outcome_label(*outcome, lang)),
                Lang::En => format!("suit decided: {}", outcome_label(*outcome, lang)),
            },
            Self::Reopened { .. } => pick("重新办理", "taken up again"),
            Self::Archived {} => pick("归档", "archived"),
        }
    }
}

fn intake_label(intake: Intake, lang: Lang) -> &'static str {
    match (intake, lang) {
        (Intake::InPerson, Lang::Zh) => "当面提交",
        (Intake::SignedMail, Lang::Zh) => "邮寄，签收",
        (Intake::OrdinaryMail, Lang::Zh) => "平常信函",
        (Intake::Internet, Lang::Zh) => "互联网渠道",
        (Intake::Fax, Lang::Zh) => "传真",
        (Intake::InPerson, Lang::En) => "handed in",
        (Intake::SignedMail, Lang::En) => "mail, signed for",
        (Intake::OrdinaryMail, Lang::En) => "ordinary mail",
        (Intake::Internet, Lang::En) => "internet",
        (Intake::Fax, Lang::En) => "fax",
    }
}

fn consultee_label(consultee: Consultee, lang: Lang) -> &'static str {
    match (consultee, lang) {
        (Consultee::ThirdParty, Lang::Zh) => "第三方",
        (Consultee::CoMaker, Lang::Zh) => "共同制作机关",
        (Consultee::OtherBody, Lang::Zh) => "其他机关",
        (Consultee::ThirdParty, Lang::En) => "third party",
        (Consultee::CoMaker, Lang::En) => "co-maker",
        (Consultee::OtherBody, Lang::En) => "other body",
    }
}

fn outcome_label(outcome: Outcome, lang: Lang) -> &'static str {
    match (outcome, lang) {
        (Outcome::Upheld, Lang::Zh) => "结果维持",
        (Outcome::Corrected, Lang::Zh) => "结果纠正",
        (Outcome::Other, Lang::Zh) => "其他结果",
        (Outcome::Upheld, Lang::En) => "upheld",
        (Outcome::Corrected, Lang::En) => "corrected",
        (Outcome::Other, Lang::En) => "other result",
    }
}
