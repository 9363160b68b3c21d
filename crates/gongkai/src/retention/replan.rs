use chrono::NaiveDate;
use serde::Serialize;

use super::plan::{Destruction, Kept, RetentionPlan, TransferPlan};
use crate::law::Lang;

/// A record whose plan a change moved; made by [`replan`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Replanned"))]
#[non_exhaustive]
pub struct Replanned {
    /// The record.
    pub id: String,
    /// What moved.
    pub moved: Vec<PlanChange>,
}

/// What moved in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.PlanChange"))]
#[serde(tag = "moved", rename_all = "snake_case")]
#[non_exhaustive]
pub enum PlanChange {
    /// The first day on which it may come down.
    MayClose {
        /// Before.
        before: Option<NaiveDate>,
        /// Now.
        after: Option<NaiveDate>,
    },
    /// How long it is kept.
    Kept {
        /// Before.
        before: Kept,
        /// Now.
        after: Kept,
    },
    /// The day of its transfer.
    Transfer {
        /// Before.
        before: Option<NaiveDate>,
        /// Now.
        after: Option<NaiveDate>,
    },
    /// The day of its opening.
    Opens {
        /// Before.
        before: Option<NaiveDate>,
        /// Now.
        after: Option<NaiveDate>,
    },
    /// What stops its destruction.
    Held {
        /// Before.
        before: usize,
        /// Now.
        after: usize,
    },
}

impl PlanChange {
    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        let day = |d: &Option<NaiveDate>| match (d, lang) {
            (Some(d), _) => d.to_string(),
            (None, Lang::Zh) => "未定".to_owned(),
            (None, Lang::En) => "open".to_owned(),
        };
        let kept = |k: &Kept| match (k, lang) {
            (Kept::Permanent, Lang::Zh) => "永久".to_owned(),
            (Kept::Permanent, Lang::En) => "permanent".to_owned(),
            (Kept::Until { last }, _) => last.to_string(),
            (Kept::Undeterminable { .. }, Lang::Zh) => "不能确定".to_owned(),
            (Kept::Undeterminable { .. }, Lang::En) => "not to be told".to_owned(),
        };
        let (zh, en, before, after) = match self {
            Self::MayClose { before, after } => {
                ("可以撤下之日", "may come down", day(before), day(after))
            }
            Self::Kept { before, after } => ("保管到", "kept until", kept(before), kept(after)),
            Self::Transfer { before, after } => ("移交", "transfer", day(before), day(after)),
            Self::Opens { before, after } => ("开放", "opening", day(before), day(after)),
            Self::Held { before, after } => {
                ("暂停销毁", "holds", before.to_string(), after.to_string())
            }
        };
        match lang {
            Lang::Zh => format!("{zh}：{before} → {after}"),
            Lang::En => format!("{en}: {before} → {after}"),
        }
    }
}

/// What a change moved: the plans before it against those after it, by the records' ids. Only
/// records that are in both are compared, in the order of `after`.
///
/// A change is anything that plans rest on: another fact, a row of the schedule, a record that
/// others depend on, a notice that moves a holiday.
///
/// ```
/// use gongkai::calendar::WorkCalendar;
/// use gongkai::retention::{PlanChange, RecordFacts, Schedule, plans, replan};
/// let mut facts: Vec<RecordFacts> = serde_json::from_str(r#"[
///     {"id": "W1", "title": "来文", "kinds": ["superior_document"], "formed": "2026-03-02", "important": false},
///     {"id": "K1", "title": "网页快照", "kinds": ["web_snapshot"], "formed": "2026-03-02", "depends_on": ["W1"]}]"#,
/// ).unwrap();
/// let all = |facts: &[RecordFacts]| {
///     plans(facts, Schedule::builtin(), WorkCalendar::national(), "2026-11-20".parse().unwrap())
/// };
/// let before = all(&facts);
/// facts[0].important = Some(true);
/// let moved = replan(&before, &all(&facts));
/// assert_eq!(moved.iter().map(|m| m.id.as_str()).collect::<Vec<_>>(), ["W1", "K1"]);
/// ```
pub fn replan(before: &[RetentionPlan], after: &[RetentionPlan]) -> Vec<Replanned> {
    after
        .iter()
        .filter_map(|new| {
            let old = before.iter().find(|old| old.id == new.id)?;
            let moved = changes(old, new);
            (!moved.is_empty()).then(|| Replanned {
                id: new.id.clone(),
                moved,
            })
        })
        .collect()
}

fn changes(old: &RetentionPlan, new: &RetentionPlan) -> Vec<PlanChange> {
    let close = |p: &RetentionPlan| p.posted.as_ref().and_then(|p| p.may_close);
    let transfer = |p: &RetentionPlan| match p.transfer {
        TransferPlan::Due { on, .. } | TransferPlan::Done { on } => Some(on),
        TransferPlan::Stays { .. } | TransferPlan::Undeterminable => None,
    };
    let held = |p: &RetentionPlan| match &p.destruction {
        Destruction::NotBefore { held, .. } | Destruction::Undeterminable { held } => held.len(),
        _ => 0,
    };
    let mut moved = Vec::new();
    if close(old) != close(new) {
        moved.push(PlanChange::MayClose {
            before: close(old),
            after: close(new),
        });
    }
    if old.kept.kept != new.kept.kept {
        moved.push(PlanChange::Kept {
            before: old.kept.kept,
            after: new.kept.kept,
        });
    }
    if transfer(old) != transfer(new) {
        moved.push(PlanChange::Transfer {
            before: transfer(old),
            after: transfer(new),
        });
    }
    if old.opens != new.opens {
        moved.push(PlanChange::Opens {
            before: old.opens,
            after: new.opens,
        });
    }
    if held(old) != held(new) {
        moved.push(PlanChange::Held {
            before: held(old),
            after: held(new),
        });
    }
    moved
}
