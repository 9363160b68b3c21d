//! The rules over reviews: one file each, named by its code.

mod rev001;
mod rev002;
mod rev003;
mod rev004;
mod rev005;
mod rev006;
mod rev007;
mod rev008;
mod rev009;
mod rev010;

use super::case::{self, CaseCheck, CaseRule, at, both};
use crate::finding::{Arg, Finding, Message, RuleInfo, Selection, Severity};
use crate::law::{Attestation, Lang};
use crate::review::{Due, DueKind, Pipeline, Problem, ReviewCase, ReviewEvent};

/// What the rules see.
struct View<'a> {
    check: &'a CaseCheck<'a, ReviewEvent>,
    /// The case under its pipeline; `None` when no pipeline of that name is known.
    case: Option<ReviewCase<'a>>,
    /// The pipeline that the file names.
    named: &'a str,
    dues: Vec<Due>,
}

/// What is wrong in the file of a review, under the rules of the family `REV` (审核核查),
/// ordered by event, then by rule. The shipped pipelines are known;
/// [`check_reviews_with`] takes further ones.
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::case::{ContentHash, Entry};
/// use gongkai::check::{CaseCheck, check_reviews};
/// use gongkai::finding::{Lang, Selection};
/// use gongkai::review::ReviewEvent;
///
/// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let content = ContentHash::of(b"a notice");
/// let entries = [
///     Entry::new(day(2), ReviewEvent::Opened {
///         title: "关于汛期安全的通知".into(),
///         pipeline: "standard".into(),
///         content,
///         item: None,
///         matter: None,
///         attribute: None,
///         reasons: String::new(),
///     }).by("王芳"),
///     // Straight to the website.
///     Entry::new(day(3), ReviewEvent::Published { channel: "government_website".into(), content })
///         .by("王芳").role("disclosure_office"),
/// ];
/// let findings = check_reviews(
///     &CaseCheck {
///         case: "SH-1",
///         entries: &entries,
///         lines: &[],
///         calendar: WorkCalendar::national(),
///         as_of: day(4),
///     },
///     &Selection::default(),
/// );
/// assert_eq!(findings[0].rule.as_str(), "REV002");
/// assert!(findings[0].message(Lang::Zh).contains("没有经过科室初审、公开和保密审查、领导审批"));
/// ```
pub fn check_reviews(check: &CaseCheck<'_, ReviewEvent>, selection: &Selection) -> Vec<Finding> {
    check_reviews_with(check, &[], selection)
}

/// The same with pipelines of one's own, which come before the shipped ones (自定流程).
pub fn check_reviews_with(
    check: &CaseCheck<'_, ReviewEvent>,
    pipelines: &[Pipeline],
    selection: &Selection,
) -> Vec<Finding> {
    let named = ReviewCase::pipeline_named(check.entries).unwrap_or_default();
    let own = pipelines.iter().find(|p| p.id() == named);
    let known = match Pipeline::builtin(named) {
        // Without a first event any pipeline tells as much: that the case is not opened.
        None if named.is_empty() => Pipeline::builtin("standard"),
        shipped => shipped,
    };
    let case = own.or(known).map(|pipeline| {
        ReviewCase::replay(
            check.case,
            pipeline,
            check.calendar,
            check.entries,
            check.as_of,
        )
    });
    let dues = case.as_ref().map(ReviewCase::dues).unwrap_or_default();
    let view = View {
        check,
        case,
        named,
        dues,
    };
    let rule = |code, run| CaseRule { code, run };
    let rules: [CaseRule<View<'_>>; 10] = [
        rule("REV001", rev001::run),
        rule("REV002", rev002::run),
        rule("REV003", rev003::run),
        rule("REV004", rev004::run),
        rule("REV005", rev005::run),
        rule("REV006", rev006::run),
        rule("REV007", rev007::run),
        rule("REV008", rev008::run),
        rule("REV009", rev009::run),
        rule("REV010", rev010::run),
    ];
    case::run(&rules, &view, selection)
}

impl View<'_> {
    fn problems(&self) -> &[Problem] {
        self.case.as_ref().map_or(&[], |c| c.problems())
    }

    /// The event at a place of the file.
    fn event(&self, index: u32) -> Option<&ReviewEvent> {
        let place = usize::try_from(index).ok()?;
        self.check.entries.get(place).map(|e| &e.event)
    }

    /// The day of an event, as the finding shows it.
    fn day(&self, index: u32) -> String {
        let place = usize::try_from(index).ok();
        let entry = place.and_then(|n| self.check.entries.get(n));
        entry.map(|e| e.on.to_string()).unwrap_or_default()
    }

    /// Whether a problem makes something public.
    fn is_public_act(&self, problem: &Problem) -> bool {
        matches!(
            self.event(problem.index),
            Some(
                ReviewEvent::Published { .. }
                    | ReviewEvent::Posted { .. }
                    | ReviewEvent::CorrectedAfterPublication { .. }
            )
        )
    }

    /// A finding for a problem: the sentence `refused` with `{why}`.
    fn refused(&self, info: &RuleInfo, problem: &Problem) -> Finding {
        let message = Message::new("refused").with("why", both(|lang| problem.message(lang)));
        let mut finding = Finding::new(
            info,
            at(self.check.case, problem.index),
            message,
            self.day(problem.index),
        );
        finding.citations.clone_from(&problem.basis);
        finding
    }

    /// Findings for the problems of these codes that do not only follow from another.
    fn refusals(&self, codes: &[&str], info: &RuleInfo, found: &mut Vec<Finding>) {
        for problem in self.problems() {
            if codes.contains(&problem.code()) && problem.because.is_none() {
                found.push(self.refused(info, problem));
            }
        }
    }

    /// Findings for dates of these kinds that were or are missed: `late` when the thing was
    /// done behind its day, `open` when it is not done. A hint where the length of time is not
    /// read in a text of law.
    fn missed(&self, kinds: &[DueKind], info: &RuleInfo, found: &mut Vec<Finding>) {
        for due in &self.dues {
            if !kinds.contains(&due.kind) || !due.overdue(self.check.as_of) {
                continue;
            }
            let on = due.done.map_or(self.check.as_of, |(on, _)| on);
            let working = self.check.calendar.workdays_between(due.due, on);
            let working = working.map_or((on - due.due).num_days(), |n| i64::from(n.value));
            let key = if due.done.is_some() { "late" } else { "open" };
            let message = Message::new(key)
                .with("what", both(|lang| due.what.in_lang(lang).to_owned()))
                .with("kind", kind(due.kind))
                .with("from", due.from)
                .with("period", period(due))
                .with("due", due.due)
                .with("on", on)
                .with("days", (on - due.due).num_days())
                .with("working_days", working);
            let index = due.index;
            let mut finding = Finding::new(
                info,
                at(self.check.case, index),
                message,
                due.due.to_string(),
            );
            finding.citations.extend(due.citation.clone());
            if due.attested != Attestation::Read {
                finding = finding.with_severity(Severity::Info);
            }
            found.push(finding);
        }
    }
}

fn kind(kind: DueKind) -> Arg {
    let (zh, en) = match kind {
        DueKind::Objection => ("异议", "objection"),
        DueKind::Opinion => ("意见", "opinion"),
        DueKind::Interpretation => ("解读", "interpretation"),
        DueKind::Posting => ("公示", "posting"),
        DueKind::Stage => ("环节", "stage"),
    };
    Arg::Both {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

fn period(due: &Due) -> Arg {
    both(|lang| match lang {
        Lang::Zh => due.period.chinese(),
        Lang::En => due.period.english(),
    })
}
