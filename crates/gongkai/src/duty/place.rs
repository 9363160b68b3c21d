//! Which matter or statutory duty a title belongs to.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::statutory::{Rhythm, StatutoryDuty};
use super::types::MatterBy;
use crate::catalogue::{self, Catalogue, FieldId, Matter, MatterId, Ranker};
use crate::finding::Lang;
use crate::unit::Unit;

/// What a unit can owe: its matters and its statutory duties.
pub(super) struct Scope<'a> {
    pub(super) unit: &'a Unit,
    pub(super) catalogue: &'a Catalogue,
    fields: Vec<FieldId>,
    /// Built when a title has to be ranked, unless it was given.
    built: OnceCell<Ranker>,
    given: Option<&'a Ranker>,
    matters: BTreeMap<&'a str, &'a Matter>,
    pub(super) statutory: Vec<&'a StatutoryDuty>,
}

/// What a title was found to be of.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    Matter(&'a Matter),
    Statutory(&'a StatutoryDuty),
}

impl<'a> Target<'a> {
    pub(super) fn id(self) -> &'a MatterId {
        match self {
            Self::Matter(matter) => &matter.id,
            Self::Statutory(duty) => &duty.id,
        }
    }
}

/// Where a title was placed.
#[derive(Clone)]
pub(super) struct Placed<'a> {
    pub(super) target: Option<Target<'a>>,
    pub(super) by: MatterBy,
    /// The matters that came nearest, when none was certain enough.
    pub(super) near: Vec<MatterId>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        unit: &'a Unit,
        catalogue: &'a Catalogue,
        statutory: &'a [StatutoryDuty],
        ranker: Option<&'a Ranker>,
    ) -> Self {
        let fields: Vec<FieldId> = unit.field_ids(catalogue).unwrap_or_else(|_| {
            // A field that the catalogue does not have owes nothing; the others do.
            let find = |name: &String| {
                catalogue
                    .field(name)
                    .or_else(|| catalogue.field_called(name))
            };
            unit.fields
                .iter()
                .filter_map(find)
                .map(|f| f.id.clone())
                .collect()
        });
        let matters = catalogue
            .matters()
            .iter()
            .filter(|m| m.is_for(unit.level) && fields.contains(&m.field))
            .map(|m| (m.id.as_str(), m))
            .collect();
        Self {
            unit,
            catalogue,
            fields,
            built: OnceCell::new(),
            given: ranker,
            matters,
            statutory: statutory.iter().filter(|d| d.applies_to(unit)).collect(),
        }
    }

    /// The matters of the unit, by id.
    pub(super) fn matters(&self) -> impl Iterator<Item = &'a Matter> + use<'_, 'a> {
        self.matters.values().copied()
    }

    /// The matter with this id, of the unit or, when a list names it, of the whole catalogue.
    pub(super) fn matter(&self, id: &str) -> Option<&'a Matter> {
        self.matters
            .get(id)
            .copied()
            .or_else(|| self.catalogue.matter(id))
    }

    /// The statutory duty that gives a matter its yearly rhythm.
    pub(super) fn yearly(&self, matter: &MatterId) -> Option<&'a StatutoryDuty> {
        self.statutory.iter().copied().find(|d| {
            d.matter.as_ref() == Some(matter) && matches!(d.rhythm, Rhythm::Approval { .. })
        })
    }

    fn target(&self, matter: &'a Matter) -> Target<'a> {
        self.yearly(&matter.id)
            .map_or(Target::Matter(matter), Target::Statutory)
    }

    /// Places a title with its column: by the id that the list gives, else by words that tell a
    /// statutory duty, else by the catalogue's ranking when it is certain enough.
    pub(super) fn place(
        &self,
        title: &str,
        column: Option<&str>,
        given: Option<&str>,
    ) -> Placed<'a> {
        let placed = |target, by| Placed {
            target: Some(target),
            by,
            near: Vec::new(),
        };
        if let Some(given) = given {
            if let Some(duty) = self
                .statutory
                .iter()
                .copied()
                .find(|d| d.id.as_str() == given)
            {
                return placed(Target::Statutory(duty), MatterBy::Given);
            }
            return match self.matter(given) {
                Some(matter) => placed(self.target(matter), MatterBy::Given),
                None => Placed {
                    target: None,
                    by: MatterBy::Unplaced,
                    near: Vec::new(),
                },
            };
        }
        for column in [None, column] {
            let found = self
                .statutory
                .iter()
                .copied()
                .find(|d| d.recognises(title, column));
            if let Some(duty) = found {
                return placed(Target::Statutory(duty), MatterBy::Words);
            }
        }
        self.ranked(title, column)
    }

    fn ranked(&self, title: &str, column: Option<&str>) -> Placed<'a> {
        let known = self.given.or_else(|| Ranker::shipped(self.catalogue));
        let ranker =
            known.unwrap_or_else(|| self.built.get_or_init(|| Ranker::new(self.catalogue)));
        let among = catalogue::Scope {
            fields: self.fields.clone(),
            level: Some(self.unit.level),
        };
        let own = |text: &str| -> Vec<catalogue::Match> {
            let mut found = ranker.rank_within(text, NEAR, &among);
            found.retain(|m| self.matters.contains_key(m.id.as_str()));
            found
        };
        let alone = own(title);
        // The column helps a title that says too little by itself; it does not overrule one
        // that says enough, for items do stand in the wrong column.
        let with_column = || {
            column
                .map(|c| own(&format!("{c} {title}")))
                .unwrap_or_default()
        };
        let sure = |found: &[catalogue::Match]| found.first().filter(|m| m.confident).cloned();
        let found = sure(&alone).or_else(|| sure(&with_column()));
        let matter = found.as_ref().and_then(|m| self.matters.get(m.id.as_str()));
        match (found.as_ref(), matter) {
            (Some(found), Some(matter)) => {
                let why = |lang| {
                    found
                        .why
                        .iter()
                        .take(2)
                        .map(|w| w.render(lang))
                        .collect::<Vec<_>>()
                };
                Placed {
                    target: Some(self.target(matter)),
                    by: MatterBy::Ranked {
                        zh: why(Lang::Zh).join("，"),
                        en: why(Lang::En).join("; "),
                    },
                    near: Vec::new(),
                }
            }
            _ => Placed {
                target: None,
                by: MatterBy::Unplaced,
                near: alone.into_iter().map(|m| m.id).collect(),
            },
        }
    }
}

/// How many matters are named for a title that could not be placed.
const NEAR: usize = 3;
