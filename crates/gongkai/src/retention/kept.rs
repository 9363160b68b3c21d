use chrono::NaiveDate;

use super::facts::{KeptAgain, RecordFacts};
use super::missing::Missing;
use super::plan::{Kept, KeptPlan, KeptRow, plus};
use super::row::{KeptRule, anchor};
use super::schedule::Candidate;
use super::step::{RetentionStep, RowRef};
use crate::calendar::{Deadline, WorkCalendar};
use crate::law::{Attestation, Period, PeriodUnit};

/// What the second clock says, with the steps.
pub(super) struct KeptAnswer {
    pub(super) plan: KeptPlan,
    pub(super) missing: Vec<Missing>,
    pub(super) trail: Vec<RetentionStep>,
}

/// What says so, and until when.
struct Claim {
    by: String,
    /// `None`: for good.
    last: Option<NaiveDate>,
    certainty: Option<Attestation>,
    is_default: bool,
}

/// The rule of merging: what is permanent beats every term, the longest term wins, and what is
/// not known leaves the answer open unless it could change nothing.
#[derive(Default)]
struct Merge {
    claims: Vec<Claim>,
    /// What could lengthen it: until when (`None`: for good or not known), and what is missing.
    open: Vec<(Option<NaiveDate>, Vec<Missing>)>,
}

pub(super) fn kept(
    facts: &RecordFacts,
    candidates: &[Candidate<'_>],
    related: &dyn Fn(&str) -> Option<Kept>,
    calendar: &WorkCalendar,
    as_of: NaiveDate,
) -> KeptAnswer {
    let mut trail = Vec::new();
    let mut merge = Merge::default();
    let mut rows = Vec::new();
    for candidate in candidates {
        let Some(rule) = &candidate.row.kept else {
            continue;
        };
        rows.push(weigh(
            facts, candidate, rule, calendar, as_of, &mut merge, &mut trail,
        ));
    }
    if rows.is_empty() {
        merge.open.push((None, vec![Missing::Row]));
    }
    for record in &facts.depends_on {
        let missing = || Missing::DependsOn {
            record: record.clone(),
        };
        let claim = |last| Claim {
            by: format!("depends_on:{record}"),
            last,
            certainty: None,
            is_default: false,
        };
        let known = match related(record) {
            Some(Kept::Permanent) => Some(None),
            Some(Kept::Until { last }) => Some(Some(last)),
            Some(Kept::Undeterminable { at_least }) => {
                merge.open.push((None, vec![missing()]));
                at_least.map(Some)
            }
            None => {
                merge.open.push((None, vec![missing()]));
                None
            }
        };
        if let Some(last) = known {
            merge.claims.push(claim(last));
            trail.push(RetentionStep::DependsOn {
                record: record.clone(),
                last,
            });
        }
    }
    if let Some(again) = facts.kept_again {
        let last = match again {
            KeptAgain::Permanent => None,
            KeptAgain::Until(day) => Some(day),
        };
        trail.push(RetentionStep::Appraised { last });
        merge.claims.push(Claim {
            by: "appraisal".to_owned(),
            last,
            certainty: None,
            is_default: false,
        });
    }
    let (kept, by, missing) = merge.decide();
    let deciding: Vec<&Claim> = merge.claims.iter().filter(|c| by.contains(&c.by)).collect();
    let plan = KeptPlan {
        kept,
        rows,
        certainty: deciding.iter().filter_map(|c| c.certainty).max(),
        is_default: deciding.iter().any(|c| c.is_default),
        by: by.clone(),
        missing: missing.clone(),
    };
    trail.push(match kept {
        Kept::Permanent => RetentionStep::Permanent { by },
        Kept::Until { last } => RetentionStep::Longest { by, last },
        Kept::Undeterminable { at_least } => RetentionStep::Undeterminable {
            missing: missing.clone(),
            at_least,
        },
    });
    KeptAnswer {
        plan,
        missing,
        trail,
    }
}

/// Takes one row into the merge.
fn weigh(
    facts: &RecordFacts,
    candidate: &Candidate<'_>,
    rule: &KeptRule,
    calendar: &WorkCalendar,
    as_of: NaiveDate,
    merge: &mut Merge,
    trail: &mut Vec<RetentionStep>,
) -> KeptRow {
    let row = candidate.row;
    let sure = candidate.missing.is_empty();
    let reference = RowRef::of(row);
    trail.push(if sure {
        RetentionStep::Applies { row: reference }
    } else {
        RetentionStep::MayApply {
            row: reference,
            missing: candidate.missing.clone(),
        }
    });
    let mut shown = KeptRow {
        row: row.id.clone(),
        layer: row.layer,
        permanent: *rule == KeptRule::Permanent,
        period: None,
        from: None,
        last: None,
        missing: candidate.missing.clone(),
    };
    let claim = |last| Claim {
        by: row.id.clone(),
        last,
        certainty: Some(row.certainty),
        is_default: row.is_default,
    };
    let (length, from) = match rule {
        KeptRule::Permanent => {
            if sure {
                merge.claims.push(claim(None));
            } else {
                merge.open.push((None, candidate.missing.clone()));
            }
            return shown;
        }
        KeptRule::For { length, from } => (length, *from),
    };
    shown.from = Some(from);
    shown.period = length.on_or_first(as_of);
    let end = anchor(from, facts).and_then(|on| {
        let period = shown.period.ok_or(Missing::Calendar)?;
        let last = end(on, period, calendar).ok_or(Missing::Calendar)?;
        Ok((on, period, last))
    });
    match end {
        Ok((on, period, last)) => {
            shown.last = Some(last);
            if sure {
                trail.push(RetentionStep::Counted {
                    row: row.id.clone(),
                    from,
                    on,
                    period,
                    last,
                });
                merge.claims.push(claim(Some(last)));
            } else {
                merge.open.push((Some(last), candidate.missing.clone()));
            }
        }
        Err(missing) => {
            shown.missing.push(missing);
            merge.open.push((None, shown.missing.clone()));
        }
    }
    shown
}

fn end(on: NaiveDate, period: Period, calendar: &WorkCalendar) -> Option<NaiveDate> {
    if period.unit() == PeriodUnit::WorkingDay {
        let request = Deadline::after(on, period).minimum();
        return calendar.deadline(&request).ok().map(|d| d.due);
    }
    plus(on, period)
}

impl Merge {
    fn decide(&self) -> (Kept, Vec<String>, Vec<Missing>) {
        let names = |keep: &dyn Fn(&Claim) -> bool| {
            let mut by: Vec<String> = self
                .claims
                .iter()
                .filter(|c| keep(c))
                .map(|c| c.by.clone())
                .collect();
            by.sort_unstable();
            by.dedup();
            by
        };
        if self.claims.iter().any(|c| c.last.is_none()) {
            return (Kept::Permanent, names(&|c| c.last.is_none()), Vec::new());
        }
        let longest = self.claims.iter().filter_map(|c| c.last).max();
        let mut missing: Vec<Missing> = self
            .open
            .iter()
            .filter(|(last, _)| match (last, longest) {
                (Some(last), Some(longest)) => *last > longest,
                _ => true,
            })
            .flat_map(|(_, missing)| missing.iter().cloned())
            .collect();
        missing.sort_unstable();
        missing.dedup();
        let by = names(&|c| c.last == longest);
        match longest {
            Some(last) if missing.is_empty() => (Kept::Until { last }, by, missing),
            at_least => (Kept::Undeterminable { at_least }, by, missing),
        }
    }
}
