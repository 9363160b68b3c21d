use std::collections::HashMap;

use super::apply::Work;
use super::{Attribute, Audience, CatalogueError, Field, FieldId, Matter, MatterId};

impl Work<'_> {
    pub(super) fn incomplete(&self, target: &str, attribute: Attribute) -> CatalogueError {
        CatalogueError::Incomplete {
            overlay: self.overlay.to_owned(),
            target: target.to_owned(),
            attribute,
        }
    }

    /// Whether a row has what each row must have.
    pub(super) fn whole(&self, matter: &Matter) -> Result<(), CatalogueError> {
        let blank = |text: &str| text.trim().is_empty();
        let no_group = match &matter.audience {
            Audience::Public => false,
            Audience::Specific { group } | Audience::PublicAndSpecific { group } => blank(group),
        };
        let faults = [
            (blank(&matter.level1), Attribute::Level1),
            (
                matter.level2.as_deref().is_some_and(blank),
                Attribute::Level2,
            ),
            (
                matter.elements.is_empty() || matter.elements.iter().any(|e| blank(e)),
                Attribute::Elements,
            ),
            (matter.basis.is_empty(), Attribute::Basis),
            (
                matter.limits.is_empty() || !matter.limits.iter().all(super::Limit::is_complete),
                Attribute::Limits,
            ),
            (
                matter.bodies.is_empty() || matter.bodies.iter().any(|b| blank(b)),
                Attribute::Bodies,
            ),
            (
                matter.channels.is_empty() && matter.other_channels.is_empty(),
                Attribute::Channels,
            ),
            (no_group, Attribute::Audience),
            (matter.mode.is_empty(), Attribute::Mode),
            (matter.levels.is_empty(), Attribute::Levels),
        ];
        match faults.into_iter().find(|(fault, _)| *fault) {
            Some((_, attribute)) => Err(self.incomplete(matter.id.as_str(), attribute)),
            None => Ok(()),
        }
    }

    pub(super) fn whole_field(&self, field: &Field) -> Result<(), CatalogueError> {
        if field.name.trim().is_empty() {
            return Err(self.incomplete(field.id.as_str(), Attribute::Name));
        }
        if field.number == 0 {
            return Err(self.incomplete(field.id.as_str(), Attribute::Number));
        }
        Ok(())
    }

    /// Whether every name that this overlay set is the only one of its kind.
    pub(super) fn names(&self) -> Result<(), CatalogueError> {
        let mut bearers: HashMap<(&FieldId, &str, Option<&str>), &MatterId> = HashMap::new();
        for matter in self.matters.values() {
            let name = (
                &matter.field,
                matter.level1.as_str(),
                matter.level2.as_deref(),
            );
            if let Some(other) = bearers.insert(name, &matter.id) {
                let (new, old) = if self.named.contains(&matter.id) {
                    (&matter.id, other)
                } else if self.named.contains(other) {
                    (other, &matter.id)
                } else {
                    continue;
                };
                return Err(CatalogueError::NameTaken {
                    overlay: self.overlay.to_owned(),
                    matter: new.to_string(),
                    name: matter.name(),
                    other: old.to_string(),
                });
            }
        }
        let mut bearers: HashMap<&str, &FieldId> = HashMap::new();
        for field in self.fields.values() {
            if let Some(other) = bearers.insert(&field.name, &field.id) {
                let (new, old) = if self.fields_named.contains(&field.id) {
                    (&field.id, other)
                } else if self.fields_named.contains(other) {
                    (other, &field.id)
                } else {
                    continue;
                };
                return Err(CatalogueError::FieldNameTaken {
                    overlay: self.overlay.to_owned(),
                    field: new.to_string(),
                    name: field.name.clone(),
                    other: old.to_string(),
                });
            }
        }
        Ok(())
    }
}
