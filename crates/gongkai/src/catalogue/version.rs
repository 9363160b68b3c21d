use std::collections::{BTreeMap, HashMap};

use super::{Field, FieldId, Level, Matter, MatterId};

/// All matters, in one version (标准目录).
///
/// The shipped ones are [`Catalogue::national`], [`Catalogue::grassroots`] and
/// [`Catalogue::village`]; overlays make others.
///
/// ```
/// use gongkai::catalogue::Catalogue;
/// let catalogue = Catalogue::grassroots();
/// assert_eq!(Catalogue::national().fields().len(), 26);
/// assert_eq!(catalogue.fields().len(), 31);
/// let field = catalogue.field("social-assistance").unwrap();
/// assert_eq!(field.name, "社会救助");
/// assert!(catalogue.matters_of("social-assistance").any(|m| m.name() == "最低生活保障/办事指南"));
/// ```
#[doc(alias = "标准目录")]
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) source: Option<String>,
    pub(super) note: Option<String>,
    /// By number, then id.
    pub(super) fields: Vec<Field>,
    /// In the order of the fields, then by id.
    matters: Vec<Matter>,
    index: HashMap<MatterId, usize>,
    /// Matters that are no more, and the overlay that dropped each.
    pub(super) dropped: BTreeMap<MatterId, String>,
    /// This version and those before it, oldest first.
    pub(super) history: Vec<Version>,
}

/// A version in a catalogue's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) id: String,
    pub(super) base: Option<String>,
    pub(super) shipped: bool,
}

impl Catalogue {
    pub(super) fn assemble(
        id: String,
        title: String,
        mut fields: Vec<Field>,
        matters: impl IntoIterator<Item = Matter>,
    ) -> Self {
        fields.sort_by(|a, b| (a.number, &a.id).cmp(&(b.number, &b.id)));
        let place: HashMap<FieldId, usize> = fields
            .iter()
            .enumerate()
            .map(|(n, f)| (f.id.clone(), n))
            .collect();
        let at = |m: &Matter| place.get(&m.field).copied().unwrap_or(usize::MAX);
        let mut matters: Vec<Matter> = matters.into_iter().collect();
        matters.sort_by(|a, b| (at(a), &a.id).cmp(&(at(b), &b.id)));
        let index = matters
            .iter()
            .enumerate()
            .map(|(n, m)| (m.id.clone(), n))
            .collect();
        Self {
            id,
            title,
            source: None,
            note: None,
            fields,
            matters,
            index,
            dropped: BTreeMap::new(),
            history: Vec::new(),
        }
    }

    /// The id of this version: that of the last overlay applied, or of the shipped catalogue.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The title, in Chinese.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Remarks on this version, in Chinese.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Where this version comes from.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The ids of this version and of those that it was made from, oldest first.
    pub fn versions(&self) -> impl Iterator<Item = &str> {
        self.history.iter().map(|v| v.id.as_str())
    }

    /// The fields, in their order.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field with this id; `None` when the catalogue has none.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.id.as_str() == id)
    }

    /// The field with this name, or with this other name.
    pub fn field_called(&self, name: &str) -> Option<&Field> {
        self.fields
            .iter()
            .find(|f| f.name == name)
            .or_else(|| self.fields.iter().find(|f| f.is_called(name)))
    }

    /// All matters, in the order of the fields and in each by id.
    pub fn matters(&self) -> &[Matter] {
        &self.matters
    }

    /// The matter with this id; `None` when the catalogue has none, or it was dropped.
    pub fn matter(&self, id: &str) -> Option<&Matter> {
        self.index.get(id).and_then(|&n| self.matters.get(n))
    }

    /// The matters of a field, by id; none when there is no such field.
    pub fn matters_of<'a>(&'a self, field: &str) -> impl Iterator<Item = &'a Matter> + use<'a> {
        let start = match self.field(field) {
            Some(field) => self.matters.iter().position(|m| m.field == field.id),
            None => None,
        };
        let rest = start
            .and_then(|n| self.matters.get(n..))
            .unwrap_or_default();
        let id = rest.first().map(|m| m.field.clone());
        rest.iter()
            .take_while(move |m| Some(&m.field) == id.as_ref())
    }

    /// The part of the catalogue with these fields and, if given, the matters of this level.
    /// Fields stay even when no matter is left in them: an empty column is worth seeing.
    ///
    /// ```
    /// use gongkai::catalogue::{Catalogue, Level};
    /// let profile = Catalogue::township_profile();
    /// let part = Catalogue::grassroots().select(&profile.fields, Some(Level::Township));
    /// assert_eq!(part.fields().len(), 12);
    /// assert!(part.matters().iter().all(|m| m.is_for(Level::Township)));
    /// ```
    pub fn select(&self, fields: &[FieldId], level: Option<Level>) -> Self {
        let chosen = self
            .fields
            .iter()
            .filter(|f| fields.contains(&f.id))
            .cloned()
            .collect();
        let matters = self
            .matters
            .iter()
            .filter(|m| fields.contains(&m.field) && level.is_none_or(|l| m.is_for(l)))
            .cloned();
        let part = Self::assemble(self.id.clone(), self.title.clone(), chosen, matters);
        part.with_history_of(self)
    }

    /// The same with what `other` remembers besides its rows.
    pub(super) fn with_history_of(mut self, other: &Self) -> Self {
        self.source.clone_from(&other.source);
        self.note.clone_from(&other.note);
        self.dropped.clone_from(&other.dropped);
        self.history.clone_from(&other.history);
        self
    }

    /// Whether two catalogues say the same, by whatever way they came to it.
    pub fn same_content(&self, other: &Self) -> bool {
        self.fields.len() == other.fields.len()
            && self.matters.len() == other.matters.len()
            && self
                .fields
                .iter()
                .zip(&other.fields)
                .all(|(a, b)| a.same_content(b))
            && self
                .matters
                .iter()
                .zip(&other.matters)
                .all(|(a, b)| a.same_content(b))
    }
}
