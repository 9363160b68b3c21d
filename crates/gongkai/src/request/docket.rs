use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::ReportRow;
use super::status::{RequestStatus, State};
use crate::law::Lang;

/// The open cases of an office by what is due next, and its ended ones by the row of the annual
/// report (待办清单).
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::law::Lang;
/// use gongkai::request::{Docket, RequestCase, Settings};
/// let of = |id: &str, file: &str| {
///     let entries: Vec<_> = serde_json::from_str(file).unwrap();
///     RequestCase::replay(id, &entries, &Settings::default(), "2026-03-20".parse().unwrap())
///         .status(WorkCalendar::national())
/// };
/// let docket = Docket::of(&[
///     of("2", r#"[{"on": "2026-03-09", "event": "received", "intake": "in_person", "applicant": {"name": "王某"}}]"#),
///     of("1", r#"[{"on": "2026-03-02", "event": "received", "intake": "in_person", "applicant": {"name": "李某"}}]"#),
///     of("3", r#"[{"on": "2026-03-02", "event": "received", "intake": "in_person", "applicant": {"name": "赵某"}},
///                 {"on": "2026-03-05", "event": "withdrawn"}]"#),
/// ]);
/// let order: Vec<&str> = docket.open.iter().map(|row| row.case.as_str()).collect();
/// assert_eq!(order, ["1", "2"]);
/// assert_eq!(docket.totals.values().sum::<usize>(), 1);
/// ```
#[doc(alias = "待办清单")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Docket"))]
#[non_exhaustive]
pub struct Docket {
    /// The open cases, the one due first on top, those without a day below.
    pub open: Vec<DocketRow>,
    /// How many cases ended in each row of the annual report.
    pub totals: BTreeMap<ReportRow, usize>,
    /// How many ended outside of these rows: requests to correct a record, and answers whose
    /// ground is not known.
    pub without_row: usize,
}

/// An open case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.DocketRow"))]
#[non_exhaustive]
pub struct DocketRow {
    /// The case.
    pub case: String,
    /// Where it stands.
    pub state: State,
    /// The day of receipt.
    pub received: Option<NaiveDate>,
    /// The last day for what is awaited next: the answer, or the applicant's act.
    pub until: Option<NaiveDate>,
    /// How many days remain; below 0 when it has passed.
    pub days: Option<i64>,
    /// Whether the answer is overdue.
    pub overdue: bool,
    /// How many entries have no effect or stand in the wrong place.
    pub problems: usize,
    /// In words, in Chinese.
    pub zh: String,
    /// In words, in English.
    pub en: String,
}

impl Docket {
    /// The docket of these cases.
    pub fn of(cases: &[RequestStatus]) -> Self {
        let mut docket = Self {
            open: Vec::new(),
            totals: BTreeMap::new(),
            without_row: 0,
        };
        for status in cases {
            if status.state.is_open() {
                let until = match status.waiting {
                    Some(waiting) => waiting.until,
                    None => status.due,
                };
                docket.open.push(DocketRow {
                    case: status.case.clone(),
                    state: status.state,
                    received: status.received,
                    until,
                    days: until.map(|day| (day - status.as_of).num_days()),
                    overdue: status.overdue,
                    problems: status.problems.len(),
                    zh: status.summary(Lang::Zh),
                    en: status.summary(Lang::En),
                });
            } else if let Some(row) = status.row {
                *docket.totals.entry(row).or_default() += 1;
            } else if status.state != State::NotReceived {
                docket.without_row += 1;
            }
        }
        let key = |row: &DocketRow| (row.until.is_none(), row.until, row.case.clone());
        docket.open.sort_by_key(key);
        docket
    }

    /// The heads of [`Docket::rows`].
    pub fn header(lang: Lang) -> [&'static str; 7] {
        match lang {
            Lang::Zh => [
                "办件",
                "状态",
                "收到",
                "截止",
                "剩余天数",
                "记录问题",
                "说明",
            ],
            Lang::En => [
                "case",
                "state",
                "received",
                "until",
                "days left",
                "problems",
                "in words",
            ],
        }
    }

    /// The open cases as a table.
    pub fn rows(&self, lang: Lang) -> Vec<Vec<String>> {
        let day = |day: Option<NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
        let row = |row: &DocketRow| {
            vec![
                row.case.clone(),
                row.state.label(lang).to_owned(),
                day(row.received),
                day(row.until),
                row.days.map(|d| d.to_string()).unwrap_or_default(),
                row.problems.to_string(),
                match lang {
                    Lang::Zh => row.zh.clone(),
                    Lang::En => row.en.clone(),
                },
            ]
        };
        self.open.iter().map(row).collect()
    }

    /// The docket as a page of text.
    pub fn render(&self, lang: Lang) -> String {
        let mut out = String::new();
        let mut line = |text: String| {
            out.push_str(&text);
            out.push('\n');
        };
        line(match lang {
            Lang::Zh => format!("在办{}件", self.open.len()),
            Lang::En => format!("{} open", self.open.len()),
        });
        for row in &self.open {
            let words = match lang {
                Lang::Zh => &row.zh,
                Lang::En => &row.en,
            };
            let until = row.until.map_or_else(|| "—".to_owned(), |d| d.to_string());
            let wrong = match (row.problems, lang) {
                (0, _) => String::new(),
                (n, Lang::Zh) => format!("（记录有{n}处问题）"),
                (n, Lang::En) => format!(" ({n} entries are wrong)"),
            };
            line(format!("  {until:<10}  {}  {words}{wrong}", row.case));
        }
        let ended = self.totals.values().sum::<usize>() + self.without_row;
        line(match lang {
            Lang::Zh => format!("\n办结{ended}件，按年度报告的行"),
            Lang::En => format!("\n{ended} ended, by row of the annual report"),
        });
        for (row, count) in &self.totals {
            line(format!("  {count:>4}  {}", row.message(lang)));
        }
        if self.without_row > 0 {
            let label = match lang {
                Lang::Zh => "不计入年报各行（更正记录；不予公开的情形写错）",
                Lang::En => "in no row (records to be corrected; grounds that are not known)",
            };
            line(format!("  {:>4}  {label}", self.without_row));
        }
        out
    }
}
