//! A status as a page of text for a clerk.

use std::fmt::Write as _;

use super::status::RequestStatus;
use super::trail::{CaseStep, TrailEntry};
use crate::law::{Citation, Lang, Registry};

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
            let _ = writeln!(out, "{label}{}", cited(self.basis.iter(), lang));
        }
        out
    }
}

/// Citations in words, each instrument named once in a row.
fn cited<'a>(basis: impl Iterator<Item = &'a Citation>, lang: Lang) -> String {
    let registry = Registry::builtin();
    let mut out = String::new();
    let mut last = None;
    for citation in basis {
        let whole = match lang {
            Lang::Zh => citation.chinese(registry),
            Lang::En => citation.english(registry),
        };
        let known = registry.get(citation.instrument());
        let (title, shown) = match lang {
            Lang::Zh => (
                known.map_or(String::new(), |i| format!("《{}》", i.title)),
                known.map_or(String::new(), |i| format!("《{}》", i.short)),
            ),
            Lang::En => {
                let title = known.and_then(|i| i.title_en.clone()).unwrap_or_default();
                (title.clone(), title)
            }
        };
        let place = whole
            .strip_prefix(&title)
            .map(|p| p.trim_start_matches(", "));
        let again = last == Some(citation.instrument());
        match (place, again, lang) {
            (Some(place), true, Lang::Zh) if !place.is_empty() => {
                out.push('、');
                out.push_str(place);
            }
            (Some(place), true, Lang::En) if !place.is_empty() => {
                out.push_str(", ");
                out.push_str(place);
            }
            (place, _, _) => {
                if !out.is_empty() {
                    out.push_str(if lang == Lang::Zh { "；" } else { "; " });
                }
                match (place, lang) {
                    (Some(place), Lang::Zh) => {
                        out.push_str(&shown);
                        out.push_str(place);
                    }
                    _ => out.push_str(&whole),
                }
            }
        }
        last = Some(citation.instrument());
    }
    out
}

fn places<'a>(basis: impl Iterator<Item = &'a Citation>, lang: Lang) -> String {
    let all = cited(basis, lang);
    match (all.is_empty(), lang) {
        (true, _) => String::new(),
        (_, Lang::Zh) => format!("（{all}）"),
        (_, Lang::En) => format!(" ({all})"),
    }
}
