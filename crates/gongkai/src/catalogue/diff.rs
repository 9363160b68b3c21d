use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    Attribute, Catalogue, Field, FieldId, FieldPatch, Matter, MatterId, MatterPatch, Operation,
    Overlay,
};

/// What is different between two versions of a catalogue (版本比较).
///
/// As data here; in words by [`CatalogueDiff::render`], what it asks of a unit by
/// [`CatalogueDiff::tasks`], and as an overlay that makes the one of the other by
/// [`CatalogueDiff::to_overlay`].
///
/// ```
/// use gongkai::catalogue::Catalogue;
/// let diff = Catalogue::national().diff(Catalogue::grassroots());
/// let added: Vec<_> = diff.fields_added.iter().map(|f| f.name.as_str()).collect();
/// assert_eq!(added, ["自然资源", "新闻出版版权", "交通运输", "旅游", "广播电视", "统计", "水利"]);
/// assert!(Catalogue::national().diff(Catalogue::national()).is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.CatalogueDiff"))]
#[non_exhaustive]
pub struct CatalogueDiff {
    /// The id of the older version.
    pub from: String,
    /// The id of the newer version.
    pub to: String,
    /// Fields that are new.
    pub fields_added: Vec<Field>,
    /// Fields that are no more.
    pub fields_dropped: Vec<Field>,
    /// Fields that changed.
    pub fields_amended: Vec<FieldDiff>,
    /// Matters that are new.
    pub added: Vec<Matter>,
    /// Matters that are no more.
    pub dropped: Vec<Matter>,
    /// Matters with other names than before.
    pub renamed: Vec<Renamed>,
    /// Matters that stand in another field.
    pub moved: Vec<Moved>,
    /// Matters of which another attribute changed.
    pub amended: Vec<MatterDiff>,
}

/// A matter with other names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Renamed"))]
#[non_exhaustive]
pub struct Renamed {
    /// The matter.
    pub matter: MatterId,
    /// The names before, as [`Matter::name`] gives them.
    pub old: String,
    /// The names now.
    pub new: String,
    /// The level-1 name now.
    #[serde(skip)]
    level1: String,
    /// The level-2 name now.
    #[serde(skip)]
    level2: Option<String>,
}

/// A matter that stands in another field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Moved"))]
#[non_exhaustive]
pub struct Moved {
    /// The matter.
    pub matter: MatterId,
    /// Its names now.
    pub name: String,
    /// The field before.
    pub old: FieldId,
    /// The field now.
    pub new: FieldId,
}

/// A matter of which something besides names and field changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.MatterDiff"))]
#[non_exhaustive]
pub struct MatterDiff {
    /// The matter.
    pub matter: MatterId,
    /// Its names now.
    pub name: String,
    /// What changed, as it was; what was absent is absent.
    pub old: MatterPatch,
    /// What changed, as it is; what is absent now is absent.
    pub new: MatterPatch,
    /// What is absent now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unset: Vec<Attribute>,
}

/// A field that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.FieldDiff"))]
#[non_exhaustive]
pub struct FieldDiff {
    /// The field.
    pub field: FieldId,
    /// Its name now.
    pub name: String,
    /// What changed, as it was.
    pub old: FieldPatch,
    /// What changed, as it is.
    pub new: FieldPatch,
    /// What is absent now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unset: Vec<Attribute>,
}

impl MatterDiff {
    /// The attributes that changed.
    pub fn attributes(&self) -> Vec<Attribute> {
        let all: BTreeSet<Attribute> = self
            .old
            .attributes()
            .into_iter()
            .chain(self.new.attributes())
            .collect();
        all.into_iter().collect()
    }
}

impl FieldDiff {
    /// The attributes that changed.
    pub fn attributes(&self) -> Vec<Attribute> {
        let all: BTreeSet<Attribute> = self
            .old
            .attributes()
            .into_iter()
            .chain(self.new.attributes())
            .collect();
        all.into_iter().collect()
    }
}

impl Catalogue {
    /// What is different in `newer`.
    pub fn diff(&self, newer: &Self) -> CatalogueDiff {
        let old: BTreeMap<&MatterId, &Matter> = self.matters().iter().map(|m| (&m.id, m)).collect();
        let new: BTreeMap<&MatterId, &Matter> =
            newer.matters().iter().map(|m| (&m.id, m)).collect();
        let old_fields: BTreeMap<&FieldId, &Field> =
            self.fields().iter().map(|f| (&f.id, f)).collect();
        let new_fields: BTreeMap<&FieldId, &Field> =
            newer.fields().iter().map(|f| (&f.id, f)).collect();
        let mut diff = CatalogueDiff {
            from: self.id().to_owned(),
            to: newer.id().to_owned(),
            fields_added: newer
                .fields()
                .iter()
                .filter(|f| !old_fields.contains_key(&f.id))
                .cloned()
                .collect(),
            fields_dropped: self
                .fields()
                .iter()
                .filter(|f| !new_fields.contains_key(&f.id))
                .cloned()
                .collect(),
            fields_amended: Vec::new(),
            added: newer
                .matters()
                .iter()
                .filter(|m| !old.contains_key(&m.id))
                .cloned()
                .collect(),
            dropped: self
                .matters()
                .iter()
                .filter(|m| !new.contains_key(&m.id))
                .cloned()
                .collect(),
            renamed: Vec::new(),
            moved: Vec::new(),
            amended: Vec::new(),
        };
        for field in newer.fields() {
            let Some(was) = old_fields.get(&field.id) else {
                continue;
            };
            let (before, after, unset) = FieldPatch::between(was, field);
            if !(before.is_empty() && after.is_empty()) {
                diff.fields_amended.push(FieldDiff {
                    field: field.id.clone(),
                    name: field.name.clone(),
                    old: before,
                    new: after,
                    unset,
                });
            }
        }
        for matter in newer.matters() {
            if let Some(was) = old.get(&matter.id) {
                diff.compare(was, matter);
            }
        }
        diff
    }
}

impl CatalogueDiff {
    fn compare(&mut self, was: &Matter, is: &Matter) {
        if was.field != is.field {
            self.moved.push(Moved {
                matter: is.id.clone(),
                name: is.name(),
                old: was.field.clone(),
                new: is.field.clone(),
            });
        }
        if (&was.level1, &was.level2) != (&is.level1, &is.level2) {
            self.renamed.push(Renamed {
                matter: is.id.clone(),
                old: was.name(),
                new: is.name(),
                level1: is.level1.clone(),
                level2: is.level2.clone(),
            });
        }
        let (mut old, mut new, mut unset) = MatterPatch::between(was, is);
        for patch in [&mut old, &mut new] {
            patch.field = None;
            patch.level1 = None;
            patch.level2 = None;
        }
        unset.retain(|a| *a != Attribute::Level2);
        if !(old.is_empty() && new.is_empty()) {
            self.amended.push(MatterDiff {
                matter: is.id.clone(),
                name: is.name(),
                old,
                new,
                unset,
            });
        }
    }

    /// Whether the two versions say the same.
    pub fn is_empty(&self) -> bool {
        self.fields_added.is_empty()
            && self.fields_dropped.is_empty()
            && self.fields_amended.is_empty()
            && self.added.is_empty()
            && self.dropped.is_empty()
            && self.renamed.is_empty()
            && self.moved.is_empty()
            && self.amended.is_empty()
    }

    /// The overlay that makes the newer version of the older one.
    ///
    /// ```
    /// use gongkai::catalogue::Catalogue;
    /// let (old, new) = (Catalogue::national(), Catalogue::grassroots());
    /// let made = old.apply(&old.diff(new).to_overlay("again")).unwrap();
    /// assert!(made.same_content(new));
    /// ```
    pub fn to_overlay(&self, id: impl Into<String>) -> Overlay {
        let mut overlay = Overlay::new(id).on(self.from.clone());
        let ops = &mut overlay.operations;
        // New fields first and old ones last, so that what moves has a place at every moment.
        for field in &self.fields_added {
            ops.push(Operation::AddField {
                field: Box::new(field.clone()),
                matters: Vec::new(),
                reason: None,
            });
        }
        for matter in &self.dropped {
            ops.push(Operation::Drop {
                matter: matter.id.clone(),
                reason: None,
            });
        }
        for moved in &self.moved {
            let set = MatterPatch {
                field: Some(moved.new.clone()),
                ..MatterPatch::default()
            };
            ops.push(Operation::Amend {
                matter: moved.matter.clone(),
                set,
                unset: Vec::new(),
                reason: None,
            });
        }
        for renamed in &self.renamed {
            ops.push(Operation::Rename {
                matter: renamed.matter.clone(),
                level1: Some(renamed.level1.clone()),
                level2: renamed.level2.clone(),
                reason: None,
            });
            if renamed.level2.is_none() {
                ops.push(Operation::Amend {
                    matter: renamed.matter.clone(),
                    set: MatterPatch::default(),
                    unset: vec![Attribute::Level2],
                    reason: None,
                });
            }
        }
        for amended in &self.amended {
            ops.push(Operation::Amend {
                matter: amended.matter.clone(),
                set: amended.new.clone(),
                unset: amended.unset.clone(),
                reason: None,
            });
        }
        for matter in &self.added {
            ops.push(Operation::Add {
                matter: Box::new(matter.clone()),
                reason: None,
            });
        }
        for field in &self.fields_dropped {
            ops.push(Operation::DropField {
                field: field.id.clone(),
                reason: None,
            });
        }
        // After the rows: adding one takes its bare name out of the field.
        for field in &self.fields_amended {
            ops.push(Operation::AmendField {
                field: field.field.clone(),
                set: field.new.clone(),
                unset: field.unset.clone(),
                reason: None,
            });
        }
        overlay
    }
}
