use chrono::{Datelike, Months, NaiveDate, TimeDelta, Weekday};
use serde::Serialize;

use super::occasion::Stretch;
use crate::calendar::{CalendarError, Certainty, Deadline, Step, WorkCalendar};
use crate::finding::Lang;
use crate::law::{Citation, Period, PeriodUnit};

/// The day by which a duty is owed, with how it came about (到期日).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.Due"))]
pub struct Due {
    /// The last day on which it is done in time.
    pub due: NaiveDate,
    /// How sure the calendar is of it.
    pub certainty: Certainty,
    /// What the day follows from.
    pub how: How,
    /// The steps of the count, where something was counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trail: Vec<Step>,
    /// The articles on which the counting rests.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<Citation>,
}

/// What a due day follows from (到期日由来).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.How"))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum How {
    /// A period counted from the day after a day.
    Counted {
        /// That day.
        from: NaiveDate,
        /// The period.
        period: Period,
    },
    /// A period counted back from a day: notice ahead of an event.
    Ahead {
        /// The day of the event.
        of: NaiveDate,
        /// The period.
        period: Period,
    },
    /// A day that the rule names, as 31 January (条例第四十九条第一款). It is not moved when it
    /// is a day off: the Civil Code moves the end of a period, not a date.
    Fixed,
    /// The last day of the stretch itself.
    LastDay {
        /// The stretch.
        stretch: Stretch,
    },
    /// The day of the event itself.
    SameDay,
}

impl Due {
    /// A period counted forward, by the rules of [`Deadline`].
    pub(super) fn counted(
        calendar: &WorkCalendar,
        from: NaiveDate,
        period: Period,
    ) -> Result<Self, CalendarError> {
        let found = calendar.deadline(&Deadline::after(from, period))?;
        Ok(Self {
            due: found.due,
            certainty: found.certainty,
            how: How::Counted { from, period },
            trail: found.trail,
            basis: found.basis,
        })
    }

    /// A period counted back: the last day that leaves at least `period` before `of`, which is
    /// itself not counted. Days off are not moved: earlier is always in time.
    pub(super) fn ahead(calendar: &WorkCalendar, of: NaiveDate, period: Period) -> Option<Self> {
        let n = period.count();
        let (due, certainty) = match period.unit() {
            PeriodUnit::WorkingDay => {
                let answer = calendar.add_workdays(of, -(i32::try_from(n).ok()?)).ok()?;
                (answer.value, answer.certainty)
            }
            PeriodUnit::Day => (back(of, n)?, Certainty::Published),
            PeriodUnit::Week => (back(of, n.checked_mul(7)?)?, Certainty::Published),
            PeriodUnit::Month => (of.checked_sub_months(Months::new(n))?, Certainty::Published),
            PeriodUnit::Quarter => (
                of.checked_sub_months(Months::new(n.checked_mul(3)?))?,
                Certainty::Published,
            ),
            PeriodUnit::Year => (
                of.checked_sub_months(Months::new(n.checked_mul(12)?))?,
                Certainty::Published,
            ),
        };
        Some(Self::plain(due, certainty, How::Ahead { of, period }))
    }

    /// A day that the rule names.
    pub(super) fn fixed(due: NaiveDate) -> Self {
        Self::plain(due, Certainty::Published, How::Fixed)
    }

    /// The last day of a stretch.
    pub(super) fn last_day(stretch: Stretch) -> Option<Self> {
        let how = How::LastDay { stretch };
        Some(Self::plain(stretch.last()?, Certainty::Published, how))
    }

    /// The day of an event.
    pub(super) fn same_day(day: NaiveDate) -> Self {
        Self::plain(day, Certainty::Published, How::SameDay)
    }

    fn plain(due: NaiveDate, certainty: Certainty, how: How) -> Self {
        Self {
            due,
            certainty,
            how,
            trail: Vec::new(),
            basis: Vec::new(),
        }
    }

    /// How the day was counted, in one line.
    pub fn message(&self, lang: Lang) -> String {
        let text = match (&self.how, lang) {
            (How::Counted { from, period }, Lang::Zh) => {
                format!(
                    "从{from}的次日起数{}{}",
                    period.chinese(),
                    self.left_out(lang)
                )
            }
            (How::Counted { from, period }, Lang::En) => {
                format!(
                    "{} counted from the day after {from}{}",
                    period.english(),
                    self.left_out(lang)
                )
            }
            (How::Ahead { of, period }, Lang::Zh) => format!("{of}之前至少{}", period.chinese()),
            (How::Ahead { of, period }, Lang::En) => {
                format!("at least {} before {of}", period.english())
            }
            (How::Fixed, Lang::Zh) => "规定的日子，遇休息日不顺延".to_owned(),
            (How::Fixed, Lang::En) => {
                "the day named by the rule, not moved off a day off".to_owned()
            }
            (How::LastDay { .. }, Lang::Zh) => "当期最后一天".to_owned(),
            (How::LastDay { .. }, Lang::En) => "the last day of the period itself".to_owned(),
            (How::SameDay, Lang::Zh) => "与事件同日".to_owned(),
            (How::SameDay, Lang::En) => "the day of the event".to_owned(),
        };
        match (self.certainty, lang) {
            (Certainty::Projected, Lang::Zh) => format!("{text}（放假安排未公布，推算）"),
            (Certainty::Projected, Lang::En) => {
                format!("{text} (projected: holidays not published yet)")
            }
            (Certainty::Published, _) => text,
        }
    }

    /// What the count left out or moved, in words.
    fn left_out(&self, lang: Lang) -> String {
        let mut holidays: Vec<&str> = Vec::new();
        let mut moved = None;
        for step in &self.trail {
            match step {
                Step::Holiday { origin, .. } if !holidays.contains(&origin.name.as_ref()) => {
                    holidays.push(&origin.name);
                }
                Step::RolledOver { from, .. } => moved = Some(*from),
                _ => {}
            }
        }
        let mut out = String::new();
        if !holidays.is_empty() {
            out = match lang {
                Lang::Zh => format!("，{}放假不计", holidays.join("、")),
                Lang::En => ", holidays left out".to_owned(),
            };
        }
        match (moved, lang) {
            (Some(from), Lang::Zh) => format!("{out}，末日{from}休息，顺延"),
            (Some(from), Lang::En) => format!("{out}, moved off {from}, a day off"),
            (None, _) => out,
        }
    }
}

fn back(date: NaiveDate, days: u32) -> Option<NaiveDate> {
    date.checked_sub_signed(TimeDelta::try_days(i64::from(days))?)
}

/// `2026-11-03（星期二）`, `Tue 2026-11-03`.
pub(super) fn with_weekday(date: NaiveDate, lang: Lang) -> String {
    let zh = match date.weekday() {
        Weekday::Mon => "一",
        Weekday::Tue => "二",
        Weekday::Wed => "三",
        Weekday::Thu => "四",
        Weekday::Fri => "五",
        Weekday::Sat => "六",
        Weekday::Sun => "日",
    };
    match lang {
        Lang::Zh => format!("{date}（星期{zh}）"),
        Lang::En => format!("{} {date}", date.weekday()),
    }
}
