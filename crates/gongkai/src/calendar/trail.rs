use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Serialize;

use crate::law::{InstrumentId, InstrumentKind, Lang, Period, Registry};

/// One step on the way to a deadline (计算步骤), as data; [`Step::message`] puts it in words.
///
/// As JSON each step is an object whose `step` names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Step"))]
#[serde(tag = "step", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// The day of the event, which is not counted.
    Received {
        /// That day.
        on: NaiveDate,
    },
    /// The first day that counts.
    DayOne {
        /// That day.
        on: NaiveDate,
        /// Whether the period counts working days only.
        working_days: bool,
    },
    /// Days of a holiday, one after another, left out of a count of working days.
    Holiday {
        /// The first of them.
        from: NaiveDate,
        /// The last of them.
        to: NaiveDate,
        /// How many they are.
        days: u32,
        /// Which holiday, and who arranged it.
        #[serde(flatten)]
        origin: Origin,
    },
    /// A weekend day that is worked and therefore counts.
    MadeUp {
        /// That day.
        on: NaiveDate,
        /// For which holiday, and who arranged it.
        #[serde(flatten)]
        origin: Origin,
    },
    /// Ordinary weekend days left out of a count of working days, all together.
    Weekends {
        /// How many.
        days: u32,
    },
    /// A span that does not count at all.
    Excluded {
        /// Its first day, where it concerns this period.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
        /// How many days it takes out of the period.
        days: u32,
        /// Whether those are working days.
        working_days: bool,
        /// Why, in the words of the file.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The period, or an extension of it, is counted to its end.
    PeriodEnds {
        /// Its last day.
        on: NaiveDate,
        /// What was counted.
        period: Period,
    },
    /// An extension begins to run.
    Extended {
        /// Its length.
        by: Period,
        /// The day from which it is counted, not itself counted.
        from: NaiveDate,
    },
    /// The last day is a day off and moves to the next working day.
    RolledOver {
        /// The day off.
        from: NaiveDate,
        /// The working day.
        to: NaiveDate,
        /// The holiday in the way; absent when it is a plain weekend.
        #[serde(flatten, skip_serializing_if = "Option::is_none")]
        origin: Option<Origin>,
    },
    /// From this day on no holiday notice is on record.
    Projected {
        /// That day.
        from: NaiveDate,
    },
    /// The result of a minimum period.
    MayClose {
        /// The last day of the period.
        last: NaiveDate,
        /// The day after, the earliest on which it may be closed.
        close: NaiveDate,
    },
    /// The result.
    Due {
        /// The last day on which the thing is done in time.
        on: NaiveDate,
    },
}

/// Which holiday a day belongs to, and who arranged it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "calendar.Origin"))]
#[non_exhaustive]
pub struct Origin {
    /// The name of the holiday, in Chinese.
    pub name: Cow<'static, str>,
    /// The notice, or for a projected day the decree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<InstrumentId>,
    /// The region of the local calendar, when one arranged it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The text that the local calendar rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

impl Origin {
    /// Who arranged it: the number of the notice, the title of the decree, the local text.
    fn authority(&self, lang: Lang) -> String {
        if let Some(id) = &self.notice {
            let Some(known) = Registry::builtin().get(id) else {
                return id.to_string();
            };
            let notice = known.kind == InstrumentKind::NormativeDocument;
            return match (&known.number, lang) {
                (Some(number), _) if notice => number.clone(),
                (_, Lang::Zh) => format!("《{}》", known.short),
                (_, Lang::En) => known
                    .title_en
                    .clone()
                    .unwrap_or_else(|| known.title.clone()),
            };
        }
        [self.region.as_deref(), self.basis.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(match lang {
                Lang::Zh => "，",
                Lang::En => ", ",
            })
    }
}

impl Step {
    /// The step as a sentence without a full stop.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Received { on } => format!("起算日{}，当日不计入", zh(*on)),
            Self::DayOne {
                on,
                working_days: true,
            } => format!("第1个工作日为{}", zh(*on)),
            Self::DayOne {
                on,
                working_days: false,
            } => format!("第1日为{}", zh(*on)),
            Self::Holiday {
                from,
                to,
                days,
                origin,
            } => format!(
                "{}{}放假，{days}天不计（{}）",
                zh_range(*from, *to),
                origin.name,
                origin.authority(Lang::Zh)
            ),
            Self::MadeUp { on, origin } => format!(
                "{}{}调休上班，计入（{}）",
                zh(*on),
                origin.name,
                origin.authority(Lang::Zh)
            ),
            Self::Weekends { days } => format!("其间另有周末{days}天不计"),
            Self::Excluded {
                from,
                to,
                days,
                working_days,
                reason,
            } => {
                let unit = if *working_days { "个工作日" } else { "天" };
                let reason = reason
                    .as_ref()
                    .map(|r| format!("（{r}）"))
                    .unwrap_or_default();
                format!(
                    "{}不计入期限，扣除{days}{unit}{reason}",
                    zh_range(*from, *to)
                )
            }
            Self::PeriodEnds { on, period } => format!("{}至{}届满", period.chinese(), zh(*on)),
            Self::Extended { by, from } => {
                format!("延长{}，自{}的次日起计", by.chinese(), zh(*from))
            }
            Self::RolledOver {
                from,
                to,
                origin: None,
            } => {
                format!("最后一日{}为周末，顺延至{}", zh(*from), zh(*to))
            }
            Self::RolledOver {
                from,
                to,
                origin: Some(origin),
            } => format!(
                "最后一日{}为休假日，逢{}放假，顺延至{}（{}）",
                zh(*from),
                origin.name,
                zh(*to),
                origin.authority(Lang::Zh)
            ),
            Self::Projected { from } => format!(
                "{}起的放假安排尚未收录，按周末和法定节日推算，正式安排可能使到期日变动",
                zh_plain(*from)
            ),
            Self::MayClose { last, close } => {
                format!("至少持续到{}，最早可于{}结束", zh(*last), zh(*close))
            }
            Self::Due { on } => format!("到期日为{}", zh(*on)),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Received { on } => format!("counted from {}, which is left out", en(*on)),
            Self::DayOne {
                on,
                working_days: true,
            } => format!("working day 1 is {}", en(*on)),
            Self::DayOne {
                on,
                working_days: false,
            } => format!("day 1 is {}", en(*on)),
            Self::Holiday {
                from,
                to,
                days,
                origin,
            } => format!(
                "{} off for {}: {} left out ({})",
                en_range(*from, *to),
                english_name(&origin.name),
                plural(*days, "day"),
                origin.authority(Lang::En)
            ),
            Self::MadeUp { on, origin } => format!(
                "{} is worked to make up for {} and counts ({})",
                en(*on),
                english_name(&origin.name),
                origin.authority(Lang::En)
            ),
            Self::Weekends { days } => format!("{} left out besides", plural(*days, "weekend day")),
            Self::Excluded {
                from,
                to,
                days,
                working_days,
                reason,
            } => {
                let unit = if *working_days { "working day" } else { "day" };
                let reason = reason
                    .as_ref()
                    .map(|r| format!(" ({r})"))
                    .unwrap_or_default();
                format!(
                    "{} does not count: {} left out{reason}",
                    en_range(*from, *to),
                    plural(*days, unit)
                )
            }
            Self::PeriodEnds { on, period } => format!("{} end on {}", period.english(), en(*on)),
            Self::Extended { by, from } => {
                format!(
                    "extended by {}, counted from the day after {}",
                    by.english(),
                    en(*from)
                )
            }
            Self::RolledOver {
                from,
                to,
                origin: None,
            } => {
                format!(
                    "the last day, {}, is on a weekend: moved to {}",
                    en(*from),
                    en(*to)
                )
            }
            Self::RolledOver {
                from,
                to,
                origin: Some(origin),
            } => format!(
                "the last day, {}, is a day off ({}): moved to {} ({})",
                en(*from),
                english_name(&origin.name),
                en(*to),
                origin.authority(Lang::En)
            ),
            Self::Projected { from } => format!(
                "no holiday notice is on record for days from {from} on: weekends and statutory days are projected, the notice may move the date"
            ),
            Self::MayClose { last, close } => {
                format!(
                    "runs at least through {}; may be closed on {}",
                    en(*last),
                    en(*close)
                )
            }
            Self::Due { on } => format!("due on {}", en(*on)),
        }
    }
}

fn plural(n: u32, noun: &str) -> String {
    if n == 1 {
        format!("1 {noun}")
    } else {
        format!("{n} {noun}s")
    }
}

/// The English name of a holiday, where it has one.
fn english_name(name: &str) -> &str {
    match name {
        "元旦" => "New Year",
        "春节" => "Spring Festival",
        "清明节" => "Tomb-Sweeping Day",
        "劳动节" => "Labour Day",
        "端午节" => "Dragon Boat Festival",
        "中秋节" => "Mid-Autumn Festival",
        "国庆节" => "National Day",
        "国庆节、中秋节" => "National Day and Mid-Autumn Festival",
        _ => name,
    }
}

fn zh_plain(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn zh(date: NaiveDate) -> String {
    let weekday = match date.weekday() {
        Weekday::Mon => "一",
        Weekday::Tue => "二",
        Weekday::Wed => "三",
        Weekday::Thu => "四",
        Weekday::Fri => "五",
        Weekday::Sat => "六",
        Weekday::Sun => "日",
    };
    format!("{}（周{weekday}）", zh_plain(date))
}

fn zh_range(from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        zh(from)
    } else if from.year() == to.year() {
        format!("{}至{}月{}日", zh_plain(from), to.month(), to.day())
    } else {
        format!("{}至{}", zh_plain(from), zh_plain(to))
    }
}

fn en(date: NaiveDate) -> String {
    format!("{date} ({})", date.weekday())
}

fn en_range(from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        en(from)
    } else {
        format!("{from} to {to}")
    }
}
