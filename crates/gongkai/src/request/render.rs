//! A status as a page of text for a clerk.

use std::fmt::Write as _;

use super::status::RequestStatus;
use super::trail::{CaseStep, TrailEntry};
use crate::law::{Lang, Registry};

impl RequestStatus {
    /// The status as a page of text: where the case stands, what happened, how the last day was
    /// counted, the other dates, and what is wrong with the record.
    ///
    /// ```
    /// use gongkai::calendar::WorkCalendar;
    /// use gongkai::law::Lang;
    /// use gongkai::request::{RequestCase, Settings};
    /// let file = r#"[{"on": "2026-09-23", "event": "received", "intake": "in_person",
    ///     "applicant": {"name": "杨某"}}]"#;
    /// let entries: Vec<_> = serde_json::from_str(file).unwrap();
    /// let as_of = "2026-11-20".parse().unwrap();
    /// let case = RequestCase::replay("2026-033", &entries, &Settings::default(), as_of);
    /// let page = case.status(WorkCalendar::national()).render(Lang::Zh);
    /// assert!(page.starts_with("2026-033　办理中；应于2026-10-28前答复，已逾期23天\n"), "{page}");
    /// assert!(page.contains("2026年9月25日至9月27日中秋节放假"), "{page}");
    /// ```
    pub fn render(&self, lang: Lang) -> String {
        let mut out = String::with_capacity(1024);
        let zh = lang == Lang::Zh;
        let pick =
            |chinese: &'static str, english: &'static str| if zh { chinese } else { english };
        let gap = pick("　", "  ");
        let _ = writeln!(out, "{}{gap}{}", self.case, self.summary(lang));
        if let Some(row) = self.row {
            let label = pick("年报归入：", "row of the annual report: ");
            let _ = writeln!(out, "{label}{}", row.message(lang));
        }
        let counting = |entry: &&TrailEntry| {
            matches!(
                entry.step,
                CaseStep::Counting { .. } | CaseStep::PeriodBegins { .. }
            )
        };
        let (counted, happened): (Vec<_>, Vec<_>) = self.trail.iter().partition(counting);
        if !happened.is_empty() {
            let _ = writeln!(out, "\n{}", pick("经过", "what happened"));
        }
        for entry in happened {
            let basis = places(entry.basis.iter(), lang);
            let _ = writeln!(
                out,
                "  {}{gap}{}{basis}",
                entry.on,
                entry.step.message(lang)
            );
        }
        if !counted.is_empty() {
            let _ = writeln!(
                out,
                "\n{}",
                pick("期限的计算", "how the last day is counted")
            );
        }
        for entry in counted {
            let _ = writeln!(out, "  {}", entry.step.message(lang));
        }
        if !self.deadlines.is_empty() {
            let _ = writeln!(out, "\n{}", pick("其他期限", "other dates"));
        }
        for date in &self.deadlines {
            let _ = writeln!(out, "  {}", date.message(lang));
        }
        if !self.problems.is_empty() {
            let _ = writeln!(
                out,
                "\n{}",
                pick("记录的问题", "what is wrong with the record")
            );
        }
        for problem in &self.problems {
            let basis = places(problem.basis.iter(), lang);
            let _ = writeln!(out, "  {}{basis}", problem.message(lang));
        }
        if !self.basis.is_empty() {
            let label = pick("\n依据：", "\nbasis: ");
            let all: Vec<String> = self.basis.iter().map(|c| cited(c, lang)).collect();
            let _ = writeln!(out, "{label}{}", all.join(pick("；", "; ")));
        }
        out
    }
}

fn cited(citation: &crate::law::Citation, lang: Lang) -> String {
    match lang {
        Lang::Zh => citation.chinese(Registry::builtin()),
        Lang::En => citation.english(Registry::builtin()),
    }
}

fn places<'a>(basis: impl Iterator<Item = &'a crate::law::Citation>, lang: Lang) -> String {
    let all: Vec<String> = basis.map(|c| cited(c, lang)).collect();
    match (all.is_empty(), lang) {
        (true, _) => String::new(),
        (_, Lang::Zh) => format!("（{}）", all.join("；")),
        (_, Lang::En) => format!(" ({})", all.join("; ")),
    }
}
