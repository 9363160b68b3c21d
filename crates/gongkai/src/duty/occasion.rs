use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::law::numeral;

/// A month, quarter, half-year or year (所属期).
///
/// Its key, also in JSON, is `2026-10`, `2026Q3`, `2026H1` or `2025`.
///
/// ```
/// use gongkai::duty::Stretch;
/// let quarter: Stretch = "2026Q3".parse().unwrap();
/// assert_eq!(quarter.first().unwrap().to_string(), "2026-07-01");
/// assert_eq!(quarter.last().unwrap().to_string(), "2026-09-30");
/// assert_eq!(quarter.chinese(), "2026年第三季度");
/// assert_eq!(quarter.next().unwrap().to_string(), "2026Q4");
/// ```
#[doc(alias = "所属期")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    year: i32,
    months: u32,
    number: u32,
}

impl Stretch {
    fn of(year: i32, months: u32, number: u32) -> Option<Self> {
        let valid = number >= 1 && number * months <= 12 && (1..=9998).contains(&year);
        valid.then_some(Self {
            year,
            months,
            number,
        })
    }

    /// A month of a year, from 1 to 12; `None` for another number, or a year outside 1–9998.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::of(year, 1, month)
    }

    /// A quarter of a year, from 1 to 4; `None` as for [`Stretch::month`].
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        Self::of(year, 3, quarter)
    }

    /// A half of a year, 1 or 2; `None` as for [`Stretch::month`].
    pub fn half(year: i32, half: u32) -> Option<Self> {
        Self::of(year, 6, half)
    }

    /// A whole year; `None` outside 1–9998.
    pub fn year(year: i32) -> Option<Self> {
        Self::of(year, 12, 1)
    }

    /// The stretch of `months` months (1, 3, 6 or 12) that a day lies in.
    pub fn containing(date: NaiveDate, months: u32) -> Option<Self> {
        if !matches!(months, 1 | 3 | 6 | 12) {
            return None;
        }
        Self::of(date.year(), months, date.month0() / months + 1)
    }

    /// Its length in months: 1, 3, 6 or 12.
    pub fn months(self) -> u32 {
        self.months
    }

    /// The year that it lies in.
    pub fn calendar_year(self) -> i32 {
        self.year
    }

    /// Its first day: of the quarter 2026Q3, 2026-07-01.
    pub fn first(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, (self.number - 1) * self.months + 1, 1)
    }

    /// Its last day, inclusive: of the quarter 2026Q3, 2026-09-30.
    pub fn last(self) -> Option<NaiveDate> {
        self.first()?
            .checked_add_months(Months::new(self.months))?
            .pred_opt()
    }

    /// The stretch of the same length after it; `None` past the year 9998.
    pub fn next(self) -> Option<Self> {
        if (self.number + 1) * self.months <= 12 {
            Self::of(self.year, self.months, self.number + 1)
        } else {
            Self::of(self.year + 1, self.months, 1)
        }
    }

    /// The stretch of the same length before it; `None` before the year 1.
    pub fn previous(self) -> Option<Self> {
        if self.number > 1 {
            Self::of(self.year, self.months, self.number - 1)
        } else {
            Self::of(self.year - 1, self.months, 12 / self.months)
        }
    }

    /// The name in Chinese: 2026年第三季度, 2026年10月, 2026年上半年, 2025年度.
    pub fn chinese(self) -> String {
        let year = self.year;
        match (self.months, self.number) {
            (1, n) => format!("{year}年{n}月"),
            (3, n) => format!(
                "{year}年第{}季度",
                numeral::to_chinese(u16::try_from(n).unwrap_or(0))
            ),
            (6, 1) => format!("{year}年上半年"),
            (6, _) => format!("{year}年下半年"),
            _ => format!("{year}年度"),
        }
    }

    /// The name in English: Q3 2026, October 2026, first half of 2026, 2025.
    pub fn english(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let year = self.year;
        match (self.months, self.number) {
            (1, n) => {
                let name = MONTHS.get(n as usize - 1).copied().unwrap_or_default();
                format!("{name} {year}")
            }
            (3, n) => format!("Q{n} {year}"),
            (6, 1) => format!("first half of {year}"),
            (6, _) => format!("second half of {year}"),
            _ => year.to_string(),
        }
    }

    /// The stretch that a title names: `2026年第三季度`, `三季度`, `2026年6月`, `上半年`,
    /// `2025年度`. Where the title leaves the year out, the latest such stretch that has begun
    /// by `near` is meant. A full date is no stretch.
    ///
    /// ```
    /// use gongkai::duty::Stretch;
    /// let near = "2026-01-12".parse().ok();
    /// let read = |title| Stretch::named(title, near).map(|s| s.to_string());
    /// assert_eq!(read("2026年第三季度低保对象名单公示").as_deref(), Some("2026Q3"));
    /// assert_eq!(read("四季度安全生产检查情况").as_deref(), Some("2025Q4"));
    /// assert_eq!(read("2025年政府信息公开工作年度报告").as_deref(), Some("2025"));
    /// assert_eq!(read("2026年6月5日会议纪要"), None);
    /// assert_eq!(read("办事指南"), None);
    /// ```
    pub fn named(title: &str, near: Option<NaiveDate>) -> Option<Self> {
        let text = Text::of(title);
        let year = text.year();
        let (months, number) = match text.part() {
            Part::Of(months, number) => (months, number),
            Part::Nothing => return Self::year(year?),
            Part::Day => return None,
        };
        if let Some(year) = year {
            return Self::of(year, months, number);
        }
        let near = near?;
        let this = Self::of(near.year(), months, number)?;
        if this.first()? <= near {
            Some(this)
        } else {
            Self::of(near.year() - 1, months, number)
        }
    }
}

/// What a title says of the part of the year.
enum Part {
    /// A stretch of so many months, the so-manieth.
    Of(u32, u32),
    /// A day: no stretch is meant.
    Day,
    /// Nothing.
    Nothing,
}

/// A title with its figures unified.
struct Text(Vec<char>);

impl Text {
    fn of(title: &str) -> Self {
        let plain = |c: char| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            'Ｑ' | 'q' => 'Q',
            '～' | '—' | '－' | '–' | '~' | '至' => '-',
            _ => c,
        };
        Self(
            title
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(plain)
                .collect(),
        )
    }

    /// The characters from `at` on.
    fn from(&self, at: usize) -> &[char] {
        self.0.get(at..).unwrap_or(&[])
    }

    /// The places at which `word` stands.
    fn places(&self, word: &str) -> Vec<usize> {
        let word: Vec<char> = word.chars().collect();
        (0..self.0.len())
            .filter(|&at| self.from(at).starts_with(&word))
            .collect()
    }

    /// The number that ends before `at`, with the place where it begins. Figures 0–9 or
    /// Chinese digits, not mixed.
    fn number_before(&self, at: usize) -> Option<(u16, usize)> {
        let head = self.0.get(..at)?;
        let run = |is: fn(char) -> bool| head.iter().rev().take_while(|&&c| is(c)).count();
        let length = match run(|c| c.is_ascii_digit()) {
            0 => run(|c| numeral::digit(c).is_some() || c == '十'),
            n => n,
        };
        if length == 0 {
            return None;
        }
        let start = at - length;
        let digits: String = head.get(start..)?.iter().collect();
        Some((numeral::parse(&digits)?, start))
    }

    fn year(&self) -> Option<i32> {
        self.places("年").into_iter().find_map(|at| {
            let (number, _) = self.number_before(at)?;
            (1990..=2099).contains(&number).then_some(i32::from(number))
        })
    }

    fn part(&self) -> Part {
        for at in self.places("季度") {
            if let Some((n @ 1..=4, _)) = self.number_before(at) {
                return Part::Of(3, u32::from(n));
            }
            if self.0.get(..at).is_some_and(|head| head.ends_with(&['首'])) {
                return Part::Of(3, 1);
            }
        }
        for at in self.places("Q") {
            if let Some(n @ 1..=4) = self.0.get(at + 1).and_then(|c| c.to_digit(10)) {
                return Part::Of(3, n);
            }
        }
        if !self.places("上半年").is_empty() {
            return Part::Of(6, 1);
        }
        if !self.places("下半年").is_empty() {
            return Part::Of(6, 2);
        }
        for at in self.places("月") {
            let Some((n @ 1..=12, start)) = self.number_before(at) else {
                continue;
            };
            let day = self
                .from(at + 1)
                .first()
                .is_some_and(|c| numeral::digit(*c).is_some() || *c == '十' || c.is_ascii_digit());
            if day {
                return Part::Day;
            }
            // 1-6月: from January to June is the first half.
            if start.checked_sub(1).and_then(|i| self.0.get(i)) == Some(&'-') {
                return match (self.number_before(start - 1).map(|(from, _)| from), n) {
                    (Some(1), 3) => Part::Of(3, 1),
                    (Some(4), 6) => Part::Of(3, 2),
                    (Some(7), 9) => Part::Of(3, 3),
                    (Some(10), 12) => Part::Of(3, 4),
                    (Some(1), 6) => Part::Of(6, 1),
                    (Some(7), 12) => Part::Of(6, 2),
                    (Some(1), 12) => Part::Of(12, 1),
                    _ => Part::Day,
                };
            }
            return Part::Of(1, u32::from(n));
        }
        Part::Nothing
    }
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.months {
            1 => write!(f, "{:04}-{:02}", self.year, self.number),
            3 => write!(f, "{:04}Q{}", self.year, self.number),
            6 => write!(f, "{:04}H{}", self.year, self.number),
            _ => write!(f, "{:04}", self.year),
        }
    }
}

/// Why a text is not a [`Stretch`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{input}` is no stretch of the calendar: expected 2026, 2026H1, 2026Q3 or 2026-10")]
pub struct StretchParseError {
    /// What was given.
    pub input: String,
}

impl std::str::FromStr for Stretch {
    type Err = StretchParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (year, rest) = text.split_at_checked(4)?;
            let year = year.parse().ok()?;
            let number = |n: &str| {
                n.parse()
                    .ok()
                    .filter(|_| n.bytes().all(|b| b.is_ascii_digit()))
            };
            if rest.is_empty() {
                Self::year(year)
            } else if let Some(n) = rest.strip_prefix('-').filter(|n| n.len() == 2) {
                Self::month(year, number(n)?)
            } else if let Some(n) = rest.strip_prefix('Q') {
                Self::quarter(year, number(n)?)
            } else {
                Self::half(year, number(rest.strip_prefix('H')?)?)
            }
        };
        read().ok_or_else(|| StretchParseError {
            input: text.to_owned(),
        })
    }
}

impl Serialize for Stretch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stretch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
