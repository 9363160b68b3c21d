//! What a unit has done each month, quarter or half-year of its own accord: the next one is
//! told, as a hint.

use std::collections::BTreeMap;

use super::arise::{Time, time_of};
use super::due::Due;
use super::event::EventKind;
use super::occasion::Stretch;
use super::place::Target;
use super::plan::{Draft, Work};
use super::types::{DutyKind, LimitSource, Occasion};
use crate::catalogue::Cadence;

/// How many stretches in a row make a series. A default of this library.
const IN_A_ROW: usize = 2;

/// The matter, the title without its stretch, and the length of the stretch.
type Key<'a> = (&'a str, String, u32);

pub(super) fn collect(work: &mut Work<'_>) {
    let mut series: BTreeMap<Key<'_>, Vec<(Stretch, usize)>> = BTreeMap::new();
    for (n, entry) in work.entries.iter().enumerate() {
        let Some(Target::Matter(matter)) = entry.placed.target else {
            continue;
        };
        if matter.cadence() != Cadence::AsItArises || entry.published(work.as_of).is_none() {
            continue;
        }
        if let Some(stretch) = Stretch::named(&entry.item.title, entry.seen())
            && stretch.months() < 12
        {
            let key = (
                matter.id.as_str(),
                stem(&entry.item.title),
                stretch.months(),
            );
            series.entry(key).or_default().push((stretch, n));
        }
    }
    for mut known in series.into_values() {
        known.sort_unstable();
        known.dedup_by_key(|(stretch, _)| *stretch);
        let Some(&(last, n)) = known.last() else {
            continue;
        };
        let in_a_row = known.chunk_by(|(a, _), (b, _)| a.next() == Some(*b)).last();
        if in_a_row.is_some_and(|row| row.len() >= IN_A_ROW)
            && let Some(next) = last.next()
        {
            expect(work, n, last, next);
        }
    }
}

/// A title without what names its stretch, so that the titles of a series are the same.
fn stem(title: &str) -> String {
    let names_stretch = |c: char| {
        c.is_numeric() || "〇零一二三四五六七八九十年月份度第季首上下半至-—–～".contains(c)
    };
    title
        .chars()
        .filter(|c| c.is_alphanumeric() && !names_stretch(*c))
        .collect()
}

/// The duty for the stretch after the last of a series.
fn expect(work: &mut Work<'_>, n: usize, last: Stretch, next: Stretch) {
    let Some(entry) = work.entries.get(n) else {
        return;
    };
    let (target, title) = (entry.placed.target, entry.item.title.clone());
    let Some(end) = next.last() else { return };
    // One that is listed for a day to come, or without a day, is not missing.
    let own = stem(&title);
    let listed = work.entries.iter().any(|e| {
        e.placed.target.map(Target::id) == target.map(Target::id)
            && stem(&e.item.title) == own
            && Stretch::named(&e.item.title, e.seen()) == Some(next)
    });
    let Time::After(period, _, citation) = time_of(work, target, &EventKind::Formed, &title, end)
    else {
        return;
    };
    let Ok(due) = Due::counted(work.calendar, end, period) else {
        return;
    };
    if listed {
        return;
    }
    let begins = end.succ_opt().unwrap_or(end);
    let status = work.status(begins, due.due, None);
    let draft = Draft {
        target,
        kind: DutyKind::Periodic,
        occasion: Occasion::Stretch { stretch: next },
        zh: format!(
            "此前逐期公开过（最近一期“{title}”），这一期也应当有；每期结束后{}内",
            period.chinese()
        ),
        en: format!(
            "published for each period so far (last for {}), so this one is expected, within {} of its end",
            last.english(),
            period.english()
        ),
        period: Some(period),
        rule: LimitSource::Default,
        citations: citation.into_iter().collect(),
    };
    let anchor = due.due;
    work.push(draft, Some(due), Some(anchor), status, None);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_a_series_have_one_stem() {
        assert_eq!(
            stem("2026年第一季度低保对象名单公示"),
            stem("二季度低保对象名单公示")
        );
        assert_eq!(stem("2026年6月高龄津贴"), stem("2026年七月份高龄津贴"));
        assert_ne!(stem("2026年6月高龄津贴"), stem("2026年6月低保名单"));
    }
}
