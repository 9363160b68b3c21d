//! DUE005: many items of different days published on one day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{DueRule, View, at_item};
use crate::finding::{Finding, Message, RuleInfo};

pub(super) const RULE: DueRule = DueRule {
    code: "DUE005",
    run,
};

/// How many items of one day are many. A default of this library.
const ITEMS: usize = 10;
/// Over how many days the days on which they were formed have to spread. Likewise.
const SPREAD: i64 = 60;

fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    let mut days: BTreeMap<NaiveDate, Vec<(usize, NaiveDate)>> = BTreeMap::new();
    for (index, item) in view.check.items.iter().enumerate() {
        if let (Some(formed), Some(published)) = (item.formed, item.published)
            && published <= view.check.as_of
            && formed <= published
        {
            days.entry(published).or_default().push((index, formed));
        }
    }
    for (day, of_day) in days {
        let formed = || of_day.iter().map(|(_, formed)| *formed);
        let (Some(oldest), Some(newest)) = (formed().min(), formed().max()) else {
            continue;
        };
        let spread = (newest - oldest).num_days();
        if of_day.len() < ITEMS || spread <= SPREAD {
            continue;
        }
        let Some((first, _)) = of_day.first() else {
            continue;
        };
        let message = Message::new("burst")
            .with("day", day)
            .with("count", i64::try_from(of_day.len()).unwrap_or(i64::MAX))
            .with("oldest", oldest)
            .with("newest", newest)
            .with("spread", spread);
        found.push(Finding::new(
            info,
            at_item(view, *first, "published"),
            message,
            day.to_string(),
        ));
    }
}
