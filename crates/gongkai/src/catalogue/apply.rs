use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::version::Version;
use super::{
    Attribute, Catalogue, CatalogueError, Change, Field, FieldId, FieldPatch, FieldStatus, Matter,
    MatterId, MatterPatch, OpKind, Operation, Overlay,
};

impl Catalogue {
    /// The catalogue that an overlay makes of this one.
    ///
    /// # Errors
    ///
    /// A [`CatalogueError`] names the matter or field and the overlay: an unknown target, an
    /// id or name that is taken, a matter that was dropped, an attribute that two overlays set
    /// differently, a row left without what each row must have, a base that is not there.
    pub fn apply(&self, overlay: &Overlay) -> Result<Self, CatalogueError> {
        if self.history.iter().any(|v| v.id == overlay.id) {
            return Err(CatalogueError::AppliedTwice {
                overlay: overlay.id.clone(),
            });
        }
        if let Some(base) = &overlay.base
            && !self.history.iter().any(|v| v.id == *base)
        {
            return Err(CatalogueError::UnknownBase {
                overlay: overlay.id.clone(),
                base: base.clone(),
            });
        }
        let mut work = Work {
            overlay: &overlay.id,
            ancestry: self.ancestry(overlay),
            fields: self
                .fields()
                .iter()
                .map(|f| (f.id.clone(), f.clone()))
                .collect(),
            matters: self
                .matters()
                .iter()
                .map(|m| (m.id.clone(), m.clone()))
                .collect(),
            dropped: self.dropped.clone(),
            named: BTreeSet::new(),
            fields_named: BTreeSet::new(),
        };
        for operation in &overlay.operations {
            work.step(operation)?;
        }
        work.names()?;
        let title = overlay.title.clone().unwrap_or_else(|| self.title.clone());
        let mut made = Self::assemble(
            overlay.id.clone(),
            title,
            work.fields.into_values().collect(),
            work.matters.into_values(),
        )
        .with_history_of(self);
        made.source.clone_from(&overlay.source);
        made.note.clone_from(&overlay.note);
        made.dropped = work.dropped;
        made.history.push(Version {
            id: overlay.id.clone(),
            base: overlay.base.clone(),
            shipped: false,
        });
        Ok(made)
    }

    /// The catalogue that several overlays make of this one: each after the one that it is
    /// based on, otherwise in the order given.
    ///
    /// ```
    /// use gongkai::catalogue::{Catalogue, CatalogueError, Overlay};
    /// let circle = [Overlay::new("a").on("b"), Overlay::new("b").on("a")];
    /// let error = Catalogue::grassroots().apply_all(&circle).unwrap_err();
    /// assert_eq!(error, CatalogueError::Cycle { chain: vec!["a".into(), "b".into(), "a".into()] });
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Catalogue::apply`], and [`CatalogueError::Cycle`].
    pub fn apply_all(&self, overlays: &[Overlay]) -> Result<Self, CatalogueError> {
        let mut made = self.clone();
        for overlay in ordered(overlays)? {
            made = made.apply(overlay)?;
        }
        Ok(made)
    }

    /// The versions whose values an overlay may change: those that it is based on, and the
    /// shipped ones that they in turn are.
    fn ancestry(&self, overlay: &Overlay) -> HashSet<String> {
        let mut known = HashSet::new();
        let Some(base) = &overlay.base else {
            return self
                .history
                .iter()
                .filter(|v| v.shipped)
                .map(|v| v.id.clone())
                .collect();
        };
        let mut next = Some(base.clone());
        while let Some(id) = next {
            let version = self.history.iter().find(|v| v.id == id);
            next = version.and_then(|v| v.base.clone());
            if version.is_some_and(|v| !v.shipped && v.base.is_none()) {
                known.extend(
                    self.history
                        .iter()
                        .filter(|v| v.shipped)
                        .map(|v| v.id.clone()),
                );
            }
            if !known.insert(id) {
                break;
            }
        }
        known
    }
}

/// The overlays, each after its base.
fn ordered(overlays: &[Overlay]) -> Result<Vec<&Overlay>, CatalogueError> {
    let mut by_id: HashMap<&str, &Overlay> = HashMap::new();
    for overlay in overlays {
        if by_id.insert(&overlay.id, overlay).is_some() {
            return Err(CatalogueError::AppliedTwice {
                overlay: overlay.id.clone(),
            });
        }
    }
    let mut done: HashSet<&str> = HashSet::new();
    let mut order = Vec::with_capacity(overlays.len());
    for overlay in overlays {
        // From the overlay down its bases, to the first that is done or not among these.
        let mut path: Vec<&Overlay> = Vec::new();
        let mut next = Some(overlay);
        while let Some(current) = next.filter(|o| !done.contains(o.id.as_str())) {
            if let Some(start) = path.iter().position(|o| o.id == current.id) {
                let mut chain: Vec<String> =
                    path.iter().skip(start).map(|o| o.id.clone()).collect();
                chain.push(current.id.clone());
                return Err(CatalogueError::Cycle { chain });
            }
            path.push(current);
            next = current
                .base
                .as_deref()
                .and_then(|base| by_id.get(base).copied());
        }
        for overlay in path.into_iter().rev() {
            done.insert(&overlay.id);
            order.push(overlay);
        }
    }
    Ok(order)
}

/// A catalogue while an overlay works on it.
pub(super) struct Work<'a> {
    pub(super) overlay: &'a str,
    pub(super) ancestry: HashSet<String>,
    pub(super) fields: BTreeMap<FieldId, Field>,
    pub(super) matters: BTreeMap<MatterId, Matter>,
    pub(super) dropped: BTreeMap<MatterId, String>,
    /// Matters whose name this overlay set: their names are looked at in the end, so
    /// that two may swap theirs.
    pub(super) named: BTreeSet<MatterId>,
    pub(super) fields_named: BTreeSet<FieldId>,
}

impl Work<'_> {
    fn step(&mut self, operation: &Operation) -> Result<(), CatalogueError> {
        let reason = operation.reason();
        match operation {
            Operation::MergeFields {
                from,
                into,
                name,
                number,
                aliases,
                lead_ministry,
                status,
                note,
                ..
            } => {
                let mut head = self.merged(from, into)?;
                head.name.clone_from(name);
                head.number = number.unwrap_or(head.number);
                head.aliases.clone_from(aliases);
                head.lead_ministry = lead_ministry.clone().or(head.lead_ministry);
                head.status = status.unwrap_or(FieldStatus::Partial);
                head.note.clone_from(note);
                head.changes = vec![self.change(OpKind::MergeFields, Vec::new(), reason)];
                self.take_in(from, head, reason)
            }
            Operation::AddField { field, matters, .. } => {
                if self.fields.contains_key(&field.id) {
                    return Err(CatalogueError::FieldExists {
                        overlay: self.overlay.to_owned(),
                        field: field.id.to_string(),
                    });
                }
                let mut head = (**field).clone();
                head.changes = vec![self.change(OpKind::AddField, Vec::new(), reason)];
                self.whole_field(&head)?;
                self.fields_named.insert(head.id.clone());
                self.fields.insert(head.id.clone(), head);
                for matter in matters {
                    self.add(matter, reason)?;
                }
                Ok(())
            }
            Operation::Add { matter, .. } => self.add(matter, reason),
            Operation::AddHeading { field, heading, .. } => {
                let mut headings = self.field(field)?.headings.clone();
                headings.retain(|h| h.id != heading.id);
                headings.push(heading.clone());
                headings.sort_by(|a, b| a.id.cmp(&b.id));
                let set = FieldPatch {
                    headings: Some(headings),
                    ..FieldPatch::default()
                };
                self.patch_field(OpKind::AddHeading, field, &set, &[], reason)
            }
            Operation::Rename {
                matter,
                level1,
                level2,
                ..
            } => {
                let set = MatterPatch {
                    level1: level1.clone(),
                    level2: level2.clone(),
                    ..MatterPatch::default()
                };
                self.patch(OpKind::Rename, matter, &set, &[], reason)
            }
            Operation::RenameField { field, name, .. } => {
                let old = self.field(field)?;
                let mut aliases = old.aliases.clone();
                aliases.retain(|a| a != name);
                if old.name != *name && !aliases.contains(&old.name) {
                    aliases.push(old.name.clone());
                }
                let set = FieldPatch {
                    name: Some(name.clone()),
                    aliases: Some(aliases),
                    ..FieldPatch::default()
                };
                self.patch_field(OpKind::Rename, field, &set, &[], reason)
            }
            Operation::Amend {
                matter, set, unset, ..
            } => self.patch(OpKind::Amend, matter, set, unset, reason),
            Operation::AmendField {
                field, set, unset, ..
            } => self.patch_field(OpKind::Amend, field, set, unset, reason),
            Operation::Drop { matter, .. } => {
                self.matter(matter)?;
                self.matters.remove(matter);
                self.dropped.insert(matter.clone(), self.overlay.to_owned());
                Ok(())
            }
            Operation::DropField { field, .. } => {
                self.field(field)?;
                self.fields.remove(field);
                let gone: Vec<MatterId> = self
                    .matters
                    .values()
                    .filter(|m| m.field == *field)
                    .map(|m| m.id.clone())
                    .collect();
                for id in gone {
                    self.matters.remove(&id);
                    self.dropped.insert(id, self.overlay.to_owned());
                }
                Ok(())
            }
            Operation::Renumber { field, number, .. } => {
                let set = FieldPatch {
                    number: Some(*number),
                    ..FieldPatch::default()
                };
                self.patch_field(OpKind::Renumber, field, &set, &[], reason)
            }
        }
    }

    fn change(&self, op: OpKind, attributes: Vec<Attribute>, reason: Option<&str>) -> Change {
        Change {
            overlay: self.overlay.to_owned(),
            op,
            attributes,
            reason: reason.map(str::to_owned),
        }
    }

    fn field(&self, id: &FieldId) -> Result<&Field, CatalogueError> {
        self.fields
            .get(id)
            .ok_or_else(|| CatalogueError::UnknownField {
                overlay: self.overlay.to_owned(),
                field: id.to_string(),
            })
    }

    fn matter(&self, id: &MatterId) -> Result<&Matter, CatalogueError> {
        let overlay = || self.overlay.to_owned();
        self.matters
            .get(id)
            .ok_or_else(|| match self.dropped.get(id) {
                Some(by) => CatalogueError::Dropped {
                    overlay: overlay(),
                    matter: id.to_string(),
                    by: by.clone(),
                },
                None => CatalogueError::UnknownMatter {
                    overlay: overlay(),
                    matter: id.to_string(),
                },
            })
    }

    /// The head of the field that others are merged into, without its name.
    fn merged(&self, from: &[FieldId], into: &FieldId) -> Result<Field, CatalogueError> {
        let different: BTreeSet<&FieldId> = from.iter().collect();
        if different.len() < 2 || different.len() != from.len() {
            return Err(CatalogueError::NothingToMerge {
                overlay: self.overlay.to_owned(),
                into: into.to_string(),
            });
        }
        let old: Vec<&Field> = from
            .iter()
            .map(|id| self.field(id))
            .collect::<Result<_, _>>()?;
        if self.fields.contains_key(into) && !from.contains(into) {
            return Err(CatalogueError::FieldExists {
                overlay: self.overlay.to_owned(),
                field: into.to_string(),
            });
        }
        let mut headings: Vec<_> = old.iter().flat_map(|f| f.headings.clone()).collect();
        headings.sort_by(|a, b| a.id.cmp(&b.id));
        let mut sources: Vec<String> = Vec::new();
        for source in old.iter().flat_map(|f| &f.sources) {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
        Ok(Field {
            id: into.clone(),
            number: old.iter().map(|f| f.number).min().unwrap_or(1),
            name: String::new(),
            aliases: Vec::new(),
            lead_ministry: old.iter().find_map(|f| f.lead_ministry.clone()),
            guide: None,
            guide_title: None,
            status: FieldStatus::Partial,
            national: old.iter().all(|f| f.national),
            merged_from: from.to_vec(),
            basis: Vec::new(),
            supervisor: None,
            headings,
            local_rules: old.iter().flat_map(|f| f.local_rules.clone()).collect(),
            note: None,
            sources,
            changes: Vec::new(),
        })
    }

    /// Lets a new field take the place of others.
    fn take_in(
        &mut self,
        from: &[FieldId],
        head: Field,
        reason: Option<&str>,
    ) -> Result<(), CatalogueError> {
        self.whole_field(&head)?;
        let change = self.change(OpKind::MergeFields, vec![Attribute::Field], reason);
        for matter in self
            .matters
            .values_mut()
            .filter(|m| from.contains(&m.field))
        {
            matter.field = head.id.clone();
            matter.provenance.changes.push(change.clone());
        }
        for old in from {
            self.fields.remove(old);
        }
        self.fields_named.insert(head.id.clone());
        self.fields.insert(head.id.clone(), head);
        Ok(())
    }

    fn add(&mut self, matter: &Matter, reason: Option<&str>) -> Result<(), CatalogueError> {
        let overlay = || self.overlay.to_owned();
        if self.matters.contains_key(&matter.id) {
            return Err(CatalogueError::MatterExists {
                overlay: overlay(),
                matter: matter.id.to_string(),
            });
        }
        self.field(&matter.field)?;
        match self.dropped.get(&matter.id) {
            // An id is never reused for something else, but another overlay may restore a row.
            Some(by) if by == self.overlay => {
                return Err(CatalogueError::Dropped {
                    overlay: overlay(),
                    matter: matter.id.to_string(),
                    by: by.clone(),
                });
            }
            _ => {}
        }
        let mut new = matter.clone();
        overlay().clone_into(&mut new.provenance.base);
        new.provenance.changes = match reason {
            Some(_) => vec![self.change(OpKind::Add, Vec::new(), reason)],
            None => Vec::new(),
        };
        self.whole(&new)?;
        self.dropped.remove(&new.id);
        self.named.insert(new.id.clone());
        // A row that was only a name until now is one no longer.
        if let Some(field) = self.fields.get_mut(&new.field) {
            field.headings.retain(|h| h.id != new.id);
        }
        self.matters.insert(new.id.clone(), new);
        Ok(())
    }

    fn patch(
        &mut self,
        op: OpKind,
        id: &MatterId,
        set: &MatterPatch,
        unset: &[Attribute],
        reason: Option<&str>,
    ) -> Result<(), CatalogueError> {
        let mut new = self.matter(id)?.clone();
        if let Some(field) = &set.field {
            self.field(field)?;
        }
        for attribute in set.attributes() {
            if set.contradicts(&new, attribute) {
                self.no_conflict(id.as_str(), &new.provenance.changes, attribute)?;
            }
        }
        set.apply(&mut new);
        for attribute in unset {
            self.no_conflict(id.as_str(), &new.provenance.changes, *attribute)?;
            if !MatterPatch::unset(&mut new, *attribute) {
                return Err(self.incomplete(id.as_str(), *attribute));
            }
        }
        let mut attributes = set.attributes();
        attributes.extend(unset);
        // Fields that are merged or re-cut may bring two rows of one name together.
        let naming = [Attribute::Level1, Attribute::Level2];
        if attributes.iter().any(|a| naming.contains(a)) {
            self.named.insert(id.clone());
        }
        new.provenance
            .changes
            .push(self.change(op, attributes, reason));
        self.whole(&new)?;
        self.matters.insert(id.clone(), new);
        Ok(())
    }

    fn patch_field(
        &mut self,
        op: OpKind,
        id: &FieldId,
        set: &FieldPatch,
        unset: &[Attribute],
        reason: Option<&str>,
    ) -> Result<(), CatalogueError> {
        let mut new = self.field(id)?.clone();
        for attribute in set.attributes() {
            // Names and headings are lists to which each overlay may add.
            let adds = matches!(
                (op, attribute),
                (OpKind::Rename, Attribute::Aliases) | (OpKind::AddHeading, Attribute::Headings)
            );
            if !adds && set.contradicts(&new, attribute) {
                self.no_conflict(id.as_str(), &new.changes, attribute)?;
            }
        }
        set.apply(&mut new);
        for attribute in unset {
            self.no_conflict(id.as_str(), &new.changes, *attribute)?;
            if !FieldPatch::unset(&mut new, *attribute) {
                return Err(self.incomplete(id.as_str(), *attribute));
            }
        }
        let mut attributes = set.attributes();
        attributes.extend(unset);
        if attributes.contains(&Attribute::Name) {
            self.fields_named.insert(id.clone());
        }
        new.changes.push(self.change(op, attributes, reason));
        self.whole_field(&new)?;
        self.fields.insert(id.clone(), new);
        Ok(())
    }

    /// An error when an overlay that this one is not based on has set the attribute.
    fn no_conflict(
        &self,
        target: &str,
        changes: &[Change],
        attribute: Attribute,
    ) -> Result<(), CatalogueError> {
        let other = changes.iter().rev().find(|c| {
            c.overlay != self.overlay
                && c.attributes.contains(&attribute)
                && !self.ancestry.contains(&c.overlay)
        });
        match other {
            Some(change) => Err(CatalogueError::Conflict {
                overlay: self.overlay.to_owned(),
                other: change.overlay.clone(),
                target: target.to_owned(),
                attribute,
            }),
            None => Ok(()),
        }
    }
}
