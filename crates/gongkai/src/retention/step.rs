use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::data::{Board, Trigger};
use super::missing::Missing;
use super::plan::{Register, StaysBecause};
use super::row::{Layer, ScheduleRow};
use crate::calendar;
use crate::law::{Attestation, Citation, Lang, Period, Registry};

/// One step on the way to a plan (推算步骤), as data; [`RetentionStep::message`] puts it in
/// words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.RetentionStep"))]
#[serde(tag = "step", rename_all = "snake_case")]
#[non_exhaustive]
pub enum RetentionStep {
    /// A row applies.
    Applies {
        /// The row.
        #[serde(flatten)]
        row: RowRef,
    },
    /// A row applies once more is known.
    MayApply {
        /// The row.
        #[serde(flatten)]
        row: RowRef,
        /// What is not known.
        missing: Vec<Missing>,
    },
    /// Something was posted.
    Posted {
        /// Where.
        board: Board,
        /// Which.
        at: Option<String>,
        /// The day, not counted.
        on: NaiveDate,
    },
    /// A step of counting working days.
    Count {
        /// The step.
        count: calendar::Step,
    },
    /// The least time of a display ends.
    LeastEnds {
        /// Where.
        board: Board,
        /// Which.
        at: Option<String>,
        /// The least time.
        period: Period,
        /// Its last day.
        last: NaiveDate,
        /// The first day on which it may come down.
        close: NaiveDate,
    },
    /// It stays up for good.
    Standing {},
    /// The time of a row is counted.
    Counted {
        /// The row.
        row: String,
        /// What its time is counted from.
        from: Trigger,
        /// The day, not counted.
        on: NaiveDate,
        /// The time.
        period: Period,
        /// Its last day.
        last: NaiveDate,
    },
    /// The record on which this one depends is kept for so long.
    DependsOn {
        /// That record.
        record: String,
        /// Its last day; `None`: for good.
        last: Option<NaiveDate>,
    },
    /// An appraisal set the time anew.
    Appraised {
        /// Its last day; `None`: for good.
        last: Option<NaiveDate>,
    },
    /// It is kept for good, which beats every term.
    Permanent {
        /// What says so.
        by: Vec<String>,
    },
    /// The longest term wins.
    Longest {
        /// What it comes from.
        by: Vec<String>,
        /// Its last day.
        last: NaiveDate,
    },
    /// It cannot be told.
    Undeterminable {
        /// What is not known.
        missing: Vec<Missing>,
        /// The last day for which it is kept in any case.
        at_least: Option<NaiveDate>,
    },
    /// It is not handed over.
    Stays {
        /// Why.
        why: StaysBecause,
    },
    /// It is handed over to an archive.
    Transfer {
        /// The archive, in Chinese.
        zh: String,
        /// The archive, in English.
        en: String,
        /// How long after its formation.
        after: Period,
        /// The day.
        on: NaiveDate,
        /// Whether it was put off.
        postponed: bool,
        /// The articles.
        basis: Vec<Citation>,
    },
    /// The archive opens it.
    Opens {
        /// How long after its formation.
        after: Period,
        /// The day.
        on: NaiveDate,
    },
    /// It may be destroyed from a day on.
    MayDestroy {
        /// The day.
        day: NaiveDate,
        /// Under whose register.
        register: Register,
    },
    /// A hold stops that.
    Held {
        /// Why.
        reason: String,
        /// Since when.
        from: NaiveDate,
    },
}

/// A row as a step tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.RowRef"))]
#[non_exhaustive]
pub struct RowRef {
    /// The row.
    pub row: String,
    /// What it says, in Chinese.
    pub zh: String,
    /// What it says, in English.
    pub en: String,
    /// Where it comes from.
    pub layer: Layer,
    /// How it is known.
    pub certainty: Attestation,
    /// Whether it is a proposal of this library.
    pub is_default: bool,
    /// What it rests on.
    pub basis: Vec<Citation>,
    /// The text it was taken from, for a local row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl RowRef {
    pub(super) fn of(row: &ScheduleRow) -> Self {
        Self {
            row: row.id.clone(),
            zh: row.zh.clone(),
            en: row.name(Lang::En).to_owned(),
            layer: row.layer,
            certainty: row.certainty,
            is_default: row.is_default,
            basis: row.basis.clone(),
            source: row.source.clone(),
        }
    }

    fn message(&self, lang: Lang) -> String {
        let known = match (self.is_default, self.certainty, self.layer, lang) {
            (_, _, Layer::Local, Lang::Zh) => "本地规定",
            (_, _, Layer::Local, Lang::En) => "local rule",
            (true, _, _, Lang::Zh) => "本库建议值",
            (true, _, _, Lang::En) => "a proposal of this library",
            (_, Attestation::Read, _, Lang::Zh) => "见到原文",
            (_, Attestation::Read, _, Lang::En) => "read",
            (_, Attestation::SecondHand, _, Lang::Zh) => "见于转述",
            (_, Attestation::SecondHand, _, Lang::En) => "second-hand",
            (_, Attestation::Memory, _, Lang::Zh) => "凭记忆，用前核对",
            (_, Attestation::Memory, _, Lang::En) => "from memory, to be verified",
        };
        let mut sources: Vec<String> = self.basis.iter().map(|c| cited(c, lang)).collect();
        sources.extend(self.source.clone());
        match lang {
            Lang::Zh => format!("“{}”（{}；{known}）", self.zh, sources.join("、")),
            Lang::En => format!("“{}” ({}; {known})", self.en, sources.join(", ")),
        }
    }
}

/// A citation in a language.
pub(super) fn cited(citation: &Citation, lang: Lang) -> String {
    match lang {
        Lang::Zh => citation.chinese(Registry::builtin()),
        Lang::En => citation.english(Registry::builtin()),
    }
}

/// A day in a language.
pub(super) fn date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => day.to_string(),
    }
}

fn list(missing: &[Missing], lang: Lang) -> String {
    let words: Vec<String> = missing.iter().map(|m| m.message(lang)).collect();
    words.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}

impl Board {
    /// Its name.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Website, Lang::Zh) => "网站",
            (Self::Website, Lang::En) => "website",
            (Self::County, Lang::Zh) => "县级公示栏",
            (Self::County, Lang::En) => "county board",
            (Self::Township, Lang::Zh) => "乡镇公示栏",
            (Self::Township, Lang::En) => "township board",
            (Self::Village, Lang::Zh) => "村（社区）公示栏",
            (Self::Village, Lang::En) => "village board",
            (Self::Group, Lang::Zh) => "村民小组",
            (Self::Group, Lang::En) => "village group",
            (Self::Site, Lang::Zh) => "现场",
            (Self::Site, Lang::En) => "site",
            (Self::Other, Lang::Zh) => "其他地点",
            (Self::Other, Lang::En) => "other place",
        }
    }

    /// Its name with that of the place.
    pub(crate) fn place(self, at: Option<&str>, lang: Lang) -> String {
        match (at, lang) {
            (None, _) => self.label(lang).to_owned(),
            (Some(at), Lang::Zh) => format!("{}（{at}）", self.label(lang)),
            (Some(at), Lang::En) => format!("{} ({at})", self.label(lang)),
        }
    }
}

impl Trigger {
    /// In words.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Formed, Lang::Zh) => "形成之日",
            (Self::Formed, Lang::En) => "its formation",
            (Self::FormedYearEnd, Lang::Zh) => "形成当年年底",
            (Self::FormedYearEnd, Lang::En) => "the end of the year it was formed",
            (Self::AccountingYearEnd, Lang::Zh) => "会计年度终了",
            (Self::AccountingYearEnd, Lang::En) => "the end of the accounting year",
            (Self::Closed, Lang::Zh) => "办结之日",
            (Self::Closed, Lang::En) => "its closing",
            (Self::Disposed, Lang::Zh) => "报废清理之日",
            (Self::Disposed, Lang::En) => "disposal",
        }
    }
}

impl RetentionStep {
    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    /// The articles on which the step rests.
    pub fn basis(&self) -> Vec<Citation> {
        let cite = |text: &str| text.parse().ok();
        match self {
            Self::Applies { row } => row.basis.clone(),
            Self::Transfer { basis, .. } => basis.clone(),
            Self::Opens { .. } => cite("archives-2020:27").into_iter().collect(),
            Self::MayDestroy { register, .. } => {
                let text = match register {
                    Register::Own => None,
                    Register::Accounting => cite("accounting-archives-2015"),
                    Register::Village => cite("village-archives-2017"),
                };
                [
                    cite("archives-2020:21"),
                    cite("archives-regulation-2024:24"),
                    text,
                ]
                .into_iter()
                .flatten()
                .collect()
            }
            Self::Appraised { .. } => cite("archives-regulation-2024:24.2").into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn chinese(&self) -> String {
        let zh = Lang::Zh;
        let day = |d: &NaiveDate| date(*d, zh);
        let or_ever = |last: &Option<NaiveDate>| match last {
            Some(last) => format!("保管到{}", day(last)),
            None => "永久保管".to_owned(),
        };
        match self {
            Self::Applies { row } => format!("适用{}", row.message(zh)),
            Self::MayApply { row, missing } => {
                format!(
                    "可能适用{}，还不知道：{}",
                    row.message(zh),
                    list(missing, zh)
                )
            }
            Self::Posted { board, at, on } => format!(
                "{}：{}张贴（发布），当日不计",
                board.place(at.as_deref(), zh),
                day(on)
            ),
            Self::Count { count } => count.message(zh),
            Self::LeastEnds {
                board,
                at,
                period,
                last,
                close,
            } => format!(
                "{}：公示不少于{}，到{}为止，{}起可以撤下",
                board.place(at.as_deref(), zh),
                period.chinese(),
                day(last),
                day(close)
            ),
            Self::Standing {} => "长期公开，不撤下".to_owned(),
            Self::Counted {
                row,
                from,
                on,
                period,
                last,
            } => format!(
                "“{row}”自{}（{}，当日不计）起{}，到{}",
                from.label(zh),
                day(on),
                period.chinese(),
                day(last)
            ),
            Self::DependsOn { record, last } => {
                format!("与“{record}”同存：该件{}", or_ever(last))
            }
            Self::Appraised { last } => format!("鉴定后重新划定：{}", or_ever(last)),
            Self::Permanent { by } => format!("永久优先：永久保管（{}）", by.join("、")),
            Self::Longest { by, last } => {
                format!("取最后到期的：保管到{}（{}）", day(last), by.join("、"))
            }
            Self::Undeterminable { missing, at_least } => {
                let floor = at_least.map_or(String::new(), |d| format!("；至少到{}", day(&d)));
                format!("保管期限不能确定，还不知道：{}{floor}", list(missing, zh))
            }
            Self::Stays {
                why: StaysBecause::Village,
            } => "不向国家档案馆移交，由村级组织或者乡镇保管".to_owned(),
            Self::Stays {
                why: StaysBecause::Short,
            } => "保管期限不够长，不移交".to_owned(),
            Self::Transfer {
                zh: archive,
                after,
                on,
                postponed,
                ..
            } => {
                if *postponed {
                    format!("经档案主管部门同意延长，{}前移交{archive}", day(on))
                } else {
                    format!(
                        "自形成之日起满{}，{}移交{archive}",
                        after.chinese(),
                        day(on)
                    )
                }
            }
            Self::Opens { after, on } => {
                format!(
                    "自形成之日起满{}，{}由档案馆向社会开放",
                    after.chinese(),
                    day(on)
                )
            }
            Self::MayDestroy {
                day: from,
                register,
            } => format!(
                "{}起，经鉴定、批准并登记销毁清册，可以销毁（{}）",
                day(from),
                register.message(zh)
            ),
            Self::Held { reason, from } => format!("{}起暂停销毁：{reason}", day(from)),
        }
    }

    fn english(&self) -> String {
        let en = Lang::En;
        let or_ever = |last: &Option<NaiveDate>| match last {
            Some(last) => format!("through {last}"),
            None => "permanently".to_owned(),
        };
        match self {
            Self::Applies { row } => format!("{} applies", row.message(en)),
            Self::MayApply { row, missing } => {
                format!(
                    "{} may apply; not known: {}",
                    row.message(en),
                    list(missing, en)
                )
            }
            Self::Posted { board, at, on } => format!(
                "{}: posted on {on}, a day that does not count",
                board.place(at.as_deref(), en)
            ),
            Self::Count { count } => count.message(en),
            Self::LeastEnds {
                board,
                at,
                period,
                last,
                close,
            } => format!(
                "{}: displayed for at least {}, through {last}; may come down from {close}",
                board.place(at.as_deref(), en),
                period.english()
            ),
            Self::Standing {} => "stays up for good".to_owned(),
            Self::Counted {
                row,
                from,
                on,
                period,
                last,
            } => format!(
                "`{row}`: {} from {} ({on}, not counted), through {last}",
                period.english(),
                from.label(en)
            ),
            Self::DependsOn { record, last } => {
                format!("kept with `{record}`, which is kept {}", or_ever(last))
            }
            Self::Appraised { last } => format!("set anew by appraisal: kept {}", or_ever(last)),
            Self::Permanent { by } => {
                format!(
                    "permanent beats every term: kept permanently ({})",
                    by.join(", ")
                )
            }
            Self::Longest { by, last } => {
                format!(
                    "the longest term wins: kept through {last} ({})",
                    by.join(", ")
                )
            }
            Self::Undeterminable { missing, at_least } => {
                let floor = at_least.map_or(String::new(), |d| format!("; at least through {d}"));
                format!(
                    "how long it is kept cannot be told; not known: {}{floor}",
                    list(missing, en)
                )
            }
            Self::Stays {
                why: StaysBecause::Village,
            } => "not handed over to a state archive; the village or township keeps it".to_owned(),
            Self::Stays {
                why: StaysBecause::Short,
            } => "not kept long enough to be handed over".to_owned(),
            Self::Transfer {
                en: archive,
                after,
                on,
                postponed,
                ..
            } => {
                if *postponed {
                    format!("put off with consent: goes to {archive} by {on}")
                } else {
                    format!(
                        "{} after its formation, on {on}, goes to {archive}",
                        after.english()
                    )
                }
            }
            Self::Opens { after, on } => format!(
                "{} after its formation, on {on}, the archive opens it",
                after.english()
            ),
            Self::MayDestroy { day, register } => format!(
                "from {day} it may be destroyed, after appraisal, approval and entry in the register ({})",
                register.message(en)
            ),
            Self::Held { reason, from } => {
                format!("destruction stopped since {from}: {reason}")
            }
        }
    }
}
