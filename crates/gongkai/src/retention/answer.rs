use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::data::Body;
use super::facts::RecordFacts;
use super::kept::kept;
use super::missing::Missing;
use super::plan::{
    Destruction, Kept, KeptPlan, Register, RetentionPlan, StaysBecause, TransferPlan, plus,
};
use super::posted::posted;
use super::row::Length;
use super::schedule::Schedule;
use super::step::RetentionStep;
use crate::calendar::WorkCalendar;
use crate::law::Citation;

/// How long a record stays posted and is kept, and what then (保管期限推算).
///
/// Two clocks. *Posted*: the least time of a display is counted by the calendar from the day
/// after it goes up; of several rows the period that ends last decides. *Kept*: of several rows
/// that apply, what is permanent beats every term, and the term that ends last wins. Where a
/// fact is missing that could change the answer, it is `undeterminable`, names the fact, and
/// gives the day until which the record is kept in any case.
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::law::Lang;
/// use gongkai::retention::{Kept, RecordFacts, Schedule, retention};
///
/// let day = |text: &str| text.parse().unwrap();
/// let facts: RecordFacts = serde_json::from_str(
///     r#"{"id": "S1", "title": "申请公开办件", "body": "township", "kinds": ["request_file"],
///         "formed": "2026-03-02", "closed": "2026-03-30", "litigated": false, "precedent": false}"#,
/// ).unwrap();
/// let plan = |facts: &RecordFacts| {
///     retention(facts, Schedule::builtin(), WorkCalendar::national(), day("2026-11-20"))
/// };
/// // Whether it was refused under Articles 14 or 15 would make it thirty years.
/// assert_eq!(plan(&facts).kept.kept, Kept::Undeterminable { at_least: Some(day("2036-03-30")) });
/// let known = RecordFacts { refused: Some(false), ..facts };
/// assert_eq!(plan(&known).kept.kept, Kept::Until { last: day("2036-03-30") });
/// assert!(plan(&known).explain(Lang::Zh).iter().any(|s| s.contains("取最后到期的：保管到2036年3月30日")));
/// ```
///
/// Another record on which this one depends is not known here; see [`plans`].
#[doc(alias = "保管期限推算")]
pub fn retention(
    facts: &RecordFacts,
    schedule: &Schedule,
    calendar: &WorkCalendar,
    as_of: NaiveDate,
) -> RetentionPlan {
    plan_with(facts, schedule, calendar, as_of, &|_| None)
}

/// The plans of several records, some of which depend on others (`depends_on`): a snapshot or a
/// review's record is kept at least as long as the document that it belongs to.
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::retention::{Kept, RecordFacts, Schedule, plans};
/// let facts: Vec<RecordFacts> = serde_json::from_str(r#"[
///     {"id": "K1", "title": "网页快照", "kinds": ["web_snapshot"], "formed": "2026-03-02", "depends_on": ["W1"]},
///     {"id": "W1", "title": "关于…的办法", "kinds": ["normative_document"], "formed": "2026-03-02"}]"#,
/// ).unwrap();
/// let plans = plans(&facts, Schedule::builtin(), WorkCalendar::national(), "2026-11-20".parse().unwrap());
/// assert_eq!(plans[0].kept.kept, Kept::Permanent);
/// ```
pub fn plans(
    facts: &[RecordFacts],
    schedule: &Schedule,
    calendar: &WorkCalendar,
    as_of: NaiveDate,
) -> Vec<RetentionPlan> {
    // Each record's own answer first; then what it depends on, as often as something grows.
    // A circle of dependencies ends too: an answer only ever becomes longer, and each round
    // moves at least one record up to another's answer.
    let mut known: BTreeMap<&str, Kept> = BTreeMap::new();
    let own: Vec<RecordFacts> = facts
        .iter()
        .map(|f| RecordFacts {
            depends_on: Vec::new(),
            ..f.clone()
        })
        .collect();
    for (fact, own) in facts.iter().zip(&own) {
        let kept = plan_with(own, schedule, calendar, as_of, &|_| None)
            .kept
            .kept;
        known
            .entry(fact.id.as_str())
            .and_modify(|k| *k = longer(*k, kept))
            .or_insert(kept);
    }
    for _ in 0..=facts.len() {
        let mut next = known.clone();
        for fact in facts {
            for on in &fact.depends_on {
                if let (Some(theirs), Some(mine)) =
                    (known.get(on.as_str()), next.get_mut(fact.id.as_str()))
                {
                    *mine = longer(*mine, *theirs);
                }
            }
        }
        if next == known {
            break;
        }
        known = next;
    }
    facts
        .iter()
        .map(|f| plan_with(f, schedule, calendar, as_of, &|id| known.get(id).copied()))
        .collect()
}

/// What is kept at least as long as both.
fn longer(a: Kept, b: Kept) -> Kept {
    match (a, b) {
        (Kept::Permanent, _) | (_, Kept::Permanent) => Kept::Permanent,
        (Kept::Until { last: a }, Kept::Until { last: b }) => Kept::Until { last: a.max(b) },
        (a, b) => Kept::Undeterminable {
            at_least: a.floor().max(b.floor()),
        },
    }
}

pub(super) fn plan_with(
    facts: &RecordFacts,
    schedule: &Schedule,
    calendar: &WorkCalendar,
    as_of: NaiveDate,
    related: &dyn Fn(&str) -> Option<Kept>,
) -> RetentionPlan {
    let candidates = schedule.candidates(facts);
    let first = posted(facts, &candidates, calendar, as_of);
    let second = kept(facts, &candidates, related, calendar, as_of);
    let mut trail = first.trail;
    trail.extend(second.trail);
    let mut missing = first.missing;
    missing.extend(second.missing);

    let (transfer, opens) = transfer(
        facts,
        &second.plan,
        schedule,
        as_of,
        &mut trail,
        &mut missing,
    );
    let destruction = destruction(facts, &second.plan, as_of, &mut trail);
    missing.sort_unstable();
    missing.dedup();
    let mut basis: Vec<Citation> = Vec::new();
    for citation in trail.iter().flat_map(RetentionStep::basis) {
        if !basis.contains(&citation) {
            basis.push(citation);
        }
    }
    RetentionPlan {
        id: facts.id.clone(),
        as_of,
        posted: first.plan,
        personal: first.personal,
        kept: second.plan,
        transfer,
        opens,
        destruction,
        missing,
        trail,
        basis,
    }
}

fn transfer(
    facts: &RecordFacts,
    kept: &KeptPlan,
    schedule: &Schedule,
    as_of: NaiveDate,
    trail: &mut Vec<RetentionStep>,
    missing: &mut Vec<Missing>,
) -> (TransferPlan, Option<NaiveDate>) {
    let opens = || {
        let after = Length::Term("archives.open".to_owned()).on_or_first(as_of)?;
        let on = plus(facts.formed?, after)?;
        Some((after, on))
    };
    let open = |trail: &mut Vec<RetentionStep>| {
        opens().map(|(after, on)| {
            trail.push(RetentionStep::Opens { after, on });
            on
        })
    };
    if let Some(on) = facts.transferred.filter(|d| *d <= as_of) {
        let opens = open(trail);
        return (TransferPlan::Done { on }, opens);
    }
    let stays = |why, trail: &mut Vec<RetentionStep>| {
        trail.push(RetentionStep::Stays { why });
        (TransferPlan::Stays { why }, None)
    };
    let Some(body) = facts.body else {
        missing.push(Missing::Body);
        return (TransferPlan::Undeterminable, None);
    };
    let rule = schedule
        .transfers()
        .iter()
        .find(|t| t.bodies.contains(&body));
    let Some(rule) = rule else {
        return stays(StaysBecause::Village, trail);
    };
    let Some(formed) = facts.formed else {
        missing.push(Missing::Formed);
        return (TransferPlan::Undeterminable, None);
    };
    let long_enough = |last: NaiveDate| {
        rule.least
            .and_then(|l| plus(formed, l))
            .is_some_and(|least| last >= least)
    };
    match kept.kept {
        Kept::Until { last } if !long_enough(last) => return stays(StaysBecause::Short, trail),
        Kept::Permanent | Kept::Until { .. } => {}
        Kept::Undeterminable { at_least } if at_least.is_some_and(long_enough) => {}
        Kept::Undeterminable { .. } => return (TransferPlan::Undeterminable, None),
    }
    let Some(after) = rule.after.on_or_first(as_of) else {
        return (TransferPlan::Undeterminable, None);
    };
    let Some(full) = plus(formed, after) else {
        missing.push(Missing::Calendar);
        return (TransferPlan::Undeterminable, None);
    };
    let later = facts.transfer_postponed.filter(|d| *d > full);
    let on = later.unwrap_or(full);
    trail.push(RetentionStep::Transfer {
        zh: rule.zh.clone(),
        en: rule.en.clone(),
        after,
        on,
        postponed: later.is_some(),
        basis: rule.basis.clone(),
    });
    let due = TransferPlan::Due {
        on,
        rule: rule.id.clone(),
        postponed: later.is_some(),
        overdue: as_of > on,
    };
    let opens = open(trail);
    (due, opens)
}

fn destruction(
    facts: &RecordFacts,
    kept: &KeptPlan,
    as_of: NaiveDate,
    trail: &mut Vec<RetentionStep>,
) -> Destruction {
    if let Some(on) = facts.destroyed.filter(|d| *d <= as_of) {
        return Destruction::Done { on };
    }
    if facts.transferred.is_some_and(|d| d <= as_of) {
        return Destruction::InArchive;
    }
    let mut held = Vec::new();
    let mut steps = Vec::new();
    for hold in facts.holds_on(as_of) {
        held.push(hold.reason.clone());
        steps.push(RetentionStep::Held {
            reason: hold.reason.clone(),
            from: hold.from,
        });
    }
    match kept.kept {
        Kept::Permanent => Destruction::Never,
        Kept::Undeterminable { .. } => {
            trail.extend(steps);
            Destruction::Undeterminable { held }
        }
        Kept::Until { last } => {
            let day = last.succ_opt().unwrap_or(last);
            let register = register(facts);
            trail.push(RetentionStep::MayDestroy { day, register });
            trail.extend(steps);
            Destruction::NotBefore {
                day,
                register,
                held,
                reached: as_of >= day,
            }
        }
    }
}

fn register(facts: &RecordFacts) -> Register {
    const ACCOUNTING: [&str; 8] = [
        "accounting_voucher",
        "accounting_book",
        "asset_card",
        "interim_report",
        "annual_report_copy",
        "bank_statement",
        "treasury_report",
        "accounting_transfer_list",
    ];
    if facts.kinds.iter().any(|k| ACCOUNTING.contains(&k.as_str())) {
        Register::Accounting
    } else if facts.body == Some(Body::Village) {
        Register::Village
    } else {
        Register::Own
    }
}
