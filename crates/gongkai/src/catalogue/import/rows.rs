use super::columns::Column;
use super::{Cells, Reader, cells};
use crate::catalogue::{
    Attribute, Audience, Channel, Field, Level, Limit, LimitKind, Matter, Mode, Provenance,
    parse_limit,
};
use crate::finding::Arg;
use crate::law::{Attestation, Citation, Registry};

impl Reader<'_> {
    /// The row as a matter; what it does not say is that of `known`, or the general rule.
    pub(super) fn matter(
        &mut self,
        n: usize,
        cells: &Cells,
        field: &Field,
        (level1, level2): (String, Option<String>),
        known: Option<&Matter>,
    ) -> Matter {
        let mut defaulted = Vec::new();
        let mut lacking = |attribute: Attribute| {
            if known.is_none() {
                defaulted.push(attribute);
            }
        };
        let name = level2.clone().unwrap_or_else(|| level1.clone());
        let mut elements = cells::pieces(cells.text(Column::Elements));
        if elements.is_empty() {
            lacking(Attribute::Elements);
            elements = known.map_or_else(|| vec![name], |m| m.elements.clone());
        }
        let (mut basis, notes) = self.basis(n, cells);
        let mut default_rule = known.is_some_and(|m| m.default_rule);
        if basis.is_empty() {
            basis = known.map_or_else(general_basis, |m| m.basis.clone());
            default_rule |= known.is_none();
        }
        let mut limits = self.limits(n, cells);
        if limits.is_empty() {
            limits = known.map_or_else(general_limit, |m| m.limits.clone());
            default_rule |= known.is_none();
        }
        let mut bodies = cells::pieces(cells.text(Column::Bodies));
        if bodies.is_empty() {
            lacking(Attribute::Bodies);
            bodies = known.map_or_else(|| vec!["县级主管部门".into()], |m| m.bodies.clone());
        }
        let (mut channels, mut other_channels) = cells::channels(cells.text(Column::Channels));
        if channels.is_empty() && other_channels.is_empty() {
            self.unread(n, cells, Column::Channels);
            lacking(Attribute::Channels);
            channels =
                known.map_or_else(|| vec![Channel::GovernmentWebsite], |m| m.channels.clone());
            other_channels = known.map(|m| m.other_channels.clone()).unwrap_or_default();
        }
        let tick = |c: Column| cells.get(c).map(|(_, text)| text);
        let audience = cells::audience(
            cells.text(Column::Audience),
            tick(Column::Everyone),
            tick(Column::Group),
        )
        .unwrap_or_else(|| {
            self.unread(n, cells, Column::Audience);
            lacking(Attribute::Audience);
            known.map_or(Audience::Public, |m| m.audience.clone())
        });
        let mut mode = cells::modes(cells.text(Column::Mode));
        mode.extend(cells.ticks(|c| match c {
            Column::TickedMode(mode) => Some(mode),
            _ => None,
        }));
        mode.dedup();
        if mode.is_empty() {
            self.unread(n, cells, Column::Mode);
            lacking(Attribute::Mode);
            mode = known.map_or_else(|| vec![Mode::Proactive], |m| m.mode.clone());
        }
        let mut levels = cells::levels(cells.text(Column::Levels));
        levels.extend(cells.ticks(|c| match c {
            Column::TickedLevel(level) => Some(level),
            _ => None,
        }));
        if cells
            .get(Column::TickedBelow)
            .is_some_and(|(_, text)| cells::ticked(text))
        {
            levels.extend([Level::Township, Level::Village]);
        }
        levels.sort_unstable();
        levels.dedup();
        if levels.is_empty() {
            self.unread(n, cells, Column::Levels);
            lacking(Attribute::Levels);
            levels = known.map_or_else(|| vec![Level::County], |m| m.levels.clone());
        }
        let note = [Some(cells.text(Column::Note).to_owned()), notes]
            .into_iter()
            .flatten()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join("；");
        let id = known.map_or_else(|| self.new_id(&field.id), |m| m.id.clone());
        Matter {
            id,
            field: field.id.clone(),
            level1,
            level2,
            elements,
            basis,
            limits,
            bodies,
            channels,
            other_channels,
            audience,
            mode,
            levels,
            stage: known.and_then(|m| m.stage),
            certainty: Attestation::Read,
            default_rule,
            defaulted,
            category: known.and_then(|m| m.category),
            note: Some(note).filter(|t| !t.is_empty()),
            source: self.options.source.clone(),
            provenance: Provenance::default(),
        }
    }

    fn basis(&mut self, n: usize, cells: &Cells) -> (Vec<Citation>, Option<String>) {
        let text = cells.text(Column::Basis);
        let (known, unknown) = cells::basis(text, Registry::builtin());
        let at = cells.at(Column::Basis);
        for (title, reason) in &unknown {
            let why = reason.to_string();
            self.say("CAT012", "unknown", n, at, title, |m| m.with("why", why));
        }
        if known.is_empty() && unknown.is_empty() && !text.is_empty() {
            self.say("CAT012", "none", n, at, text, |m| m);
        }
        // Nothing is lost: what cannot be resolved stays as a note.
        let titles: Vec<String> = unknown
            .into_iter()
            .map(|(title, _)| format!("《{title}》"))
            .collect();
        let note = match (titles.is_empty(), known.is_empty()) {
            (false, _) => Some(format!("依据另列：{}", titles.join("、"))),
            (true, true) if !text.is_empty() => Some(format!("依据原文：{text}")),
            _ => None,
        };
        (known, note)
    }

    fn limits(&mut self, n: usize, cells: &Cells) -> Vec<Limit> {
        let text = cells.text(Column::Limit);
        if let Ok(limits) = parse_limit(text) {
            return limits;
        }
        self.unread(n, cells, Column::Limit);
        Vec::new()
    }

    /// Says that a cell is empty or not understood; of a column that the table does not have
    /// nothing is said.
    fn unread(&mut self, n: usize, cells: &Cells, column: Column) {
        let in_words = match column {
            Column::Channels => ("公开渠道和载体", "channels"),
            Column::Audience => ("公开对象", "audience"),
            Column::Mode => ("公开方式", "mode"),
            Column::Levels => ("公开层级", "levels"),
            _ => ("公开时限", "limit"),
        };
        let same_group = |c: Column| match column {
            Column::Audience => matches!(c, Column::Audience | Column::Everyone | Column::Group),
            Column::Mode => matches!(c, Column::Mode | Column::TickedMode(_)),
            Column::Levels => matches!(
                c,
                Column::Levels | Column::TickedLevel(_) | Column::TickedBelow
            ),
            _ => c == column,
        };
        let Some((at, text)) = cells
            .0
            .iter()
            .find(|(c, _, _)| same_group(*c))
            .map(|(_, at, text)| (*at, text.clone()))
        else {
            return;
        };
        let key = if text.is_empty() { "empty" } else { "unread" };
        self.say("CAT011", key, n, at, &text, |m| {
            m.with(
                "what",
                Arg::Both {
                    zh: in_words.0.into(),
                    en: in_words.1.into(),
                },
            )
        });
    }
}

/// The Regulation, where a row names no basis that can be resolved.
fn general_basis() -> Vec<Citation> {
    ["ogi-2019:26"]
        .iter()
        .filter_map(|c| c.parse().ok())
        .collect()
}

/// Twenty working days (Regulation, Art. 26), where a row names no limit.
fn general_limit() -> Vec<Limit> {
    let mut limit = Limit::of(LimitKind::Within).with_trigger("信息形成或者变更");
    limit.period = crate::law::Period::working_days(20);
    vec![limit]
}
