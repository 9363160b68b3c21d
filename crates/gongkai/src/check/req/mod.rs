//! The rules over applications for information: one file each, named by its code.

mod req001;
mod req002;
mod req003;
mod req004;
mod req005;
mod req006;
mod req007;
mod req008;
mod req009;
mod req010;
mod req011;
mod req012;
mod req013;

use chrono::NaiveDate;

use super::case::{self, CaseCheck, CaseRule};
use crate::case::{Entry, Timeline};
use crate::finding::{Finding, Message, RuleInfo, Selection};
use crate::request::{
    Answer, Regime, RequestCase, RequestError, RequestEvent, RequestStatus, Settings,
};

/// What the rules see.
struct View<'a> {
    check: &'a CaseCheck<'a, RequestEvent>,
    settings: Settings,
    status: RequestStatus,
    /// The entries that have effect, in order, with their places in the file.
    effective: Vec<(u32, &'a Entry<RequestEvent>)>,
}

/// What is wrong with an application for information, under the rules of the family `REQ`
/// (依申请公开核查), ordered by event, then by rule.
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::check::{CaseCheck, check_requests};
/// use gongkai::finding::{Lang, Selection};
///
/// let file = r#"[{"on": "2026-09-23", "event": "received", "intake": "in_person",
///     "applicant": {"name": "杨某", "identity_proved": true}, "content": "名单", "form": "纸质"}]"#;
/// let entries: Vec<_> = serde_json::from_str(file).unwrap();
/// let findings = check_requests(
///     &CaseCheck {
///         case: "2026-033",
///         entries: &entries,
///         lines: &[],
///         calendar: WorkCalendar::national(),
///         as_of: "2026-11-20".parse().unwrap(),
///     },
///     &Selection::default(),
/// );
/// assert_eq!(findings.len(), 1);
/// assert_eq!(findings[0].rule.as_str(), "REQ002");
/// assert!(findings[0].message(Lang::Zh).contains("应于2026-10-28前答复"));
/// ```
pub fn check_requests(check: &CaseCheck<'_, RequestEvent>, selection: &Selection) -> Vec<Finding> {
    let settings = Settings::default();
    let case = RequestCase::replay(check.case, check.entries, &settings, check.as_of);
    let status = case.status(check.calendar);
    let refused = |index: u32| {
        status
            .problems
            .iter()
            .any(|p| p.index == index && !matches!(p.error, RequestError::Timeline(_)))
    };
    let timeline = Timeline::of(check.entries, check.as_of);
    let effective = timeline.moments.iter().map(|m| (m.index, m.entry));
    let effective = effective.filter(|(index, _)| !refused(*index)).collect();
    let view = View {
        check,
        settings,
        status,
        effective,
    };
    let rules: [CaseRule<View<'_>>; 13] = [
        one(req001::CODE, req001::run),
        one(req002::CODE, req002::run),
        one(req003::CODE, req003::run),
        one(req004::CODE, req004::run),
        one(req005::CODE, req005::run),
        one(req006::CODE, req006::run),
        one(req007::CODE, req007::run),
        one(req008::CODE, req008::run),
        one(req009::CODE, req009::run),
        one(req010::CODE, req010::run),
        one(req011::CODE, req011::run),
        one(req012::CODE, req012::run),
        one(req013::CODE, req013::run),
    ];
    case::run(&rules, &view, selection)
}

/// A rule of one file.
fn one<'a>(
    code: &'static str,
    run: fn(&View<'a>, &RuleInfo, &mut Vec<Finding>),
) -> CaseRule<View<'a>> {
    CaseRule { code, run }
}

/// An answer that has effect.
struct Given<'a> {
    index: u32,
    on: NaiveDate,
    answer: &'a Answer,
    /// What happened before it, in order.
    before: &'a [(u32, &'a Entry<RequestEvent>)],
}

impl<'a> View<'a> {
    /// A finding on an event.
    fn finding(
        &self,
        info: &RuleInfo,
        index: u32,
        message: Message,
        text: impl Into<String>,
    ) -> Finding {
        Finding::new(info, case::at(self.check.case, index), message, text)
    }

    /// The place of the application, which stands for the case as a whole.
    fn received(&self) -> Option<(u32, &'a Entry<RequestEvent>)> {
        self.effective.first().copied()
    }

    /// The last event of a kind.
    fn last(&self, is: impl Fn(&RequestEvent) -> bool) -> Option<(u32, &'a Entry<RequestEvent>)> {
        let mut found = self.effective.iter().rev();
        found.find(|(_, entry)| is(&entry.event)).copied()
    }

    /// The answers, in order.
    fn answers(&self) -> impl Iterator<Item = Given<'_>> {
        self.effective
            .iter()
            .enumerate()
            .filter_map(|(n, (index, entry))| match &entry.event {
                RequestEvent::Answered { answer, .. } => Some(Given {
                    index: *index,
                    on: entry.on,
                    answer,
                    before: self.effective.get(..n).unwrap_or_default(),
                }),
                _ => None,
            })
    }

    /// Whether the text of 2019 applies.
    fn is_2019(&self) -> bool {
        self.status.regime == Some(Regime::Text2019)
    }

    /// How many working days lie after the first day, up to and with the second.
    fn working_days(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let counted = self.check.calendar.workdays_between(from, to);
        counted.map_or_else(|_| (to - from).num_days(), |n| i64::from(n.value))
    }
}

/// Whether a text says nothing.
fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
