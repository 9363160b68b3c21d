//! `data/catalogue/`: the national fields, the 31-field overlay on them, the township profile
//! and the village list.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use toml::Spanned;

use crate::catalogue_model::{
    AudienceData, CatalogueData, FieldData, HeadingData, LimitData, LimitKind, LocalRuleData,
    MatterData, OpData, OverlayData, ProfileData, Text,
};
use crate::catalogue_rows::{
    FieldFile, HeadingRow, LimitRow, MatterRow, OpRow, OverlayFile, ProfileFile,
};
use crate::diagnostics::{Problems, Source, files};
use crate::law::Law;
use crate::law_model::split_period;

/// The texts, each kept once.
#[derive(Default)]
struct Texts {
    list: Vec<String>,
    known: HashMap<String, Text>,
}

impl Texts {
    fn put(&mut self, text: &str) -> Text {
        if let Some(at) = self.known.get(text) {
            return *at;
        }
        let at = Text::try_from(self.list.len()).unwrap_or(Text::MAX);
        self.list.push(text.to_owned());
        self.known.insert(text.to_owned(), at);
        at
    }

    fn maybe(&mut self, text: Option<&String>) -> Option<Text> {
        text.map(|t| self.put(t))
    }

    fn all(&mut self, texts: &[String]) -> Vec<Text> {
        texts.iter().map(|t| self.put(t)).collect()
    }
}

/// What is kept while the files are read.
struct Reader<'a> {
    law: &'a Law,
    problems: &'a mut Problems,
    texts: Texts,
    /// Ids of rows and names without rows: none may come twice anywhere.
    ids: HashSet<String>,
}

impl Reader<'_> {
    fn id(&mut self, source: &Source, id: &Spanned<String>, numbered: bool) {
        let text = id.get_ref();
        let (stem, number) = match text.rsplit_once('-') {
            Some((stem, number)) if numbered => (stem, Some(number)),
            _ => (text.as_str(), None),
        };
        let words = !stem.is_empty()
            && stem
                .split('-')
                .all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase()));
        let counted = !numbered
            || number.is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit()));
        if !words || !counted {
            let form = if numbered {
                "words-and-hyphens-001"
            } else {
                "words-and-hyphens"
            };
            self.problems.at(
                source,
                id.span(),
                &format!("`{text}` is no id of the form {form}"),
            );
        }
        if numbered && !self.ids.insert(text.clone()) {
            self.problems
                .at(source, id.span(), &format!("`{text}` stands twice"));
        }
    }

    fn filled(&mut self, source: &Source, list: &Spanned<Vec<String>>, what: &str) -> Vec<Text> {
        if list.get_ref().is_empty() || list.get_ref().iter().any(|t| t.trim().is_empty()) {
            self.problems.at(
                source,
                list.span(),
                &format!("{what} is empty or has an empty entry"),
            );
        }
        self.texts.all(list.get_ref())
    }

    fn distinct<T: Clone + PartialEq>(
        &mut self,
        source: &Source,
        list: &Spanned<Vec<T>>,
        what: &str,
    ) -> Vec<T> {
        let values = list.get_ref();
        if values.is_empty() {
            self.problems
                .at(source, list.span(), &format!("{what} is empty"));
        }
        if values
            .iter()
            .enumerate()
            .any(|(n, v)| values.iter().skip(n + 1).any(|w| w == v))
        {
            self.problems
                .at(source, list.span(), &format!("{what} says the same twice"));
        }
        values.clone()
    }

    fn limit(&mut self, source: &Source, at: std::ops::Range<usize>, row: &LimitRow) -> LimitData {
        let period = row
            .period
            .as_deref()
            .and_then(split_period)
            .filter(|(n, _)| *n > 0);
        if row.period.is_some() && period.is_none() {
            self.problems
                .at(source, at.clone(), "not a period such as 20wd");
        }
        let needs_period = matches!(
            row.kind,
            LimitKind::Within | LimitKind::Before | LimitKind::Display | LimitKind::Periodic
        );
        if needs_period && row.period.is_none() {
            self.problems
                .at(source, at.clone(), "a limit of this kind needs a period");
        }
        if !needs_period && row.period.is_some() {
            self.problems
                .at(source, at.clone(), "a limit of this kind has no period");
        }
        let needs_trigger = matches!(row.kind, LimitKind::WithEvent | LimitKind::ByDate);
        if needs_trigger && row.trigger.is_none() && row.raw.is_none() {
            self.problems
                .at(source, at, "a limit of this kind needs a trigger");
        }
        LimitData {
            kind: row.kind,
            period,
            trigger: self.texts.maybe(row.trigger.as_ref()),
            applies_to: self.texts.maybe(row.applies_to.as_ref()),
            raw: self.texts.maybe(row.raw.as_ref()),
        }
    }

    fn matter(&mut self, source: &Source, row: &MatterRow) -> MatterData {
        self.id(source, &row.id, true);
        for name in [Some(&row.level1), row.level2.as_ref()]
            .into_iter()
            .flatten()
        {
            if name.get_ref().trim().is_empty() {
                self.problems.at(source, name.span(), "a name is empty");
            }
        }
        let elements = self.filled(source, &row.elements, "`elements`");
        let bodies = self.filled(source, &row.bodies, "`bodies`");
        if row.basis.get_ref().is_empty() {
            self.problems
                .at(source, row.basis.span(), "`basis` is empty");
        }
        for citation in row.basis.get_ref() {
            self.law.check(source, citation, self.problems);
        }
        if row.limits.get_ref().is_empty() {
            self.problems
                .at(source, row.limits.span(), "`limits` is empty");
        }
        let limits = row
            .limits
            .get_ref()
            .iter()
            .map(|limit| self.limit(source, limit.span(), limit.get_ref()))
            .collect();
        let audience = row.audience.get_ref();
        let group = audience.group.as_deref().map(|g| self.texts.put(g));
        let audience = match (audience.scope.as_str(), group) {
            ("public", None) => AudienceData::Public,
            ("specific", Some(group)) => AudienceData::Specific(group),
            ("public_and_specific", Some(group)) => AudienceData::PublicAndSpecific(group),
            _ => {
                let what = "an audience is public, or specific or public_and_specific with a group";
                self.problems.at(source, row.audience.span(), what);
                AudienceData::Public
            }
        };
        for key in &row.defaulted {
            let known = [
                "elements", "basis", "limits", "bodies", "channels", "audience", "mode", "levels",
            ];
            if !known.contains(&key.get_ref().as_str()) {
                self.problems.at(
                    source,
                    key.span(),
                    &format!("`{}` is no key of a row", key.get_ref()),
                );
            }
        }
        MatterData {
            id: self.texts.put(row.id.get_ref()),
            level1: self.texts.put(row.level1.get_ref()),
            level2: self.texts.maybe(row.level2.as_ref().map(Spanned::get_ref)),
            elements,
            basis: row
                .basis
                .get_ref()
                .iter()
                .map(|b| self.texts.put(b.get_ref()))
                .collect(),
            limits,
            bodies,
            channels: self.distinct(source, &row.channels, "`channels`"),
            other_channels: self.texts.all(&row.other_channels),
            audience,
            mode: self.distinct(source, &row.mode, "`mode`"),
            levels: self.distinct(source, &row.levels, "`levels`"),
            stage: row.stage,
            certainty: row.certainty,
            default_rule: row.default_rule,
            defaulted: row
                .defaulted
                .iter()
                .map(|k| self.texts.put(k.get_ref()))
                .collect(),
            category: row.category,
            note: self.texts.maybe(row.note.as_ref()),
            source: self.texts.maybe(row.source.as_ref()),
        }
    }

    fn heading(&mut self, source: &Source, row: &HeadingRow) -> HeadingData {
        self.id(source, &row.id, true);
        if row.level1.get_ref().trim().is_empty() {
            self.problems
                .at(source, row.level1.span(), "a name is empty");
        }
        HeadingData {
            id: self.texts.put(row.id.get_ref()),
            level1: self.texts.put(row.level1.get_ref()),
            level2: self.texts.maybe(row.level2.as_ref()),
            certainty: row.certainty,
            note: self.texts.maybe(row.note.as_ref()),
            source: self.texts.maybe(row.source.as_ref()),
        }
    }

    fn field(&mut self, path: &Path) -> Option<FieldData> {
        let source = Source::read(path, self.problems);
        let file = source.toml::<FieldFile>(self.problems)?;
        let row = &file.field;
        self.id(&source, &row.id, false);
        if row.name.get_ref().trim().is_empty() {
            self.problems
                .at(&source, row.name.span(), "a name is empty");
        }
        if *row.number.get_ref() == 0 {
            self.problems
                .at(&source, row.number.span(), "fields are numbered from 1");
        }
        for citation in row.basis.iter().chain(&row.guide) {
            self.law.check(&source, citation, self.problems);
        }
        let mut names = HashMap::new();
        for matter in &file.matter {
            let name = (
                matter.level1.get_ref(),
                matter.level2.as_ref().map(Spanned::get_ref),
            );
            if let Some(other) = names.insert(name, matter.id.get_ref()) {
                let what = format!("`{}` has the same names as `{other}`", matter.id.get_ref());
                self.problems.at(&source, matter.level1.span(), &what);
            }
        }
        let matters = file
            .matter
            .iter()
            .map(|m| self.matter(&source, m))
            .collect();
        let headings = file
            .heading
            .iter()
            .map(|h| self.heading(&source, h))
            .collect();
        let local_rules = file
            .local_rule
            .iter()
            .map(|rule| LocalRuleData {
                limit: self.limit(
                    &source,
                    rule.area.span(),
                    &LimitRow {
                        kind: rule.kind,
                        period: rule.period.clone(),
                        trigger: rule.trigger.clone(),
                        applies_to: None,
                        raw: None,
                    },
                ),
                area: self.texts.put(rule.area.get_ref()),
                rule: self.texts.put(&rule.rule),
                note: self.texts.maybe(rule.note.as_ref()),
                source: self.texts.maybe(rule.source.as_ref()),
            })
            .collect();
        Some(FieldData {
            id: self.texts.put(row.id.get_ref()),
            number: *row.number.get_ref(),
            name: self.texts.put(row.name.get_ref()),
            aliases: self.texts.all(&row.aliases),
            lead_ministry: self.texts.maybe(row.lead_ministry.as_ref()),
            guide: row.guide.as_ref().map(|g| self.texts.put(g.get_ref())),
            guide_title: self.texts.maybe(row.guide_title.as_ref()),
            status: row.status,
            note: self.texts.maybe(row.note.as_ref()),
            sources: self.texts.all(&row.sources),
            basis: row
                .basis
                .iter()
                .map(|b| self.texts.put(b.get_ref()))
                .collect(),
            supervisor: self.texts.maybe(row.supervisor.as_ref()),
            matters,
            headings,
            local_rules,
        })
    }

    /// The operations of the overlay; `fields` holds the ids of the base and then of the result.
    fn overlay(&mut self, path: &Path, fields: &mut HashSet<String>) -> Option<OverlayData> {
        let source = Source::read(path, self.problems);
        let file = source.toml::<OverlayFile>(self.problems)?;
        if file.base.get_ref() != "national-26" {
            self.problems.at(
                &source,
                file.base.span(),
                "the base of this overlay is national-26",
            );
        }
        let mut ops = Vec::new();
        for row in &file.op {
            if let Some(op) = self.op(path, &source, row, fields) {
                ops.push((op, self.texts.maybe(row.get_ref().reason.as_ref())));
            }
        }
        Some(OverlayData {
            id: file.id,
            base: file.base.into_inner(),
            title: file.title,
            source: file.source,
            note: file.note,
            ops,
        })
    }

    fn op(
        &mut self,
        path: &Path,
        source: &Source,
        spanned: &Spanned<OpRow>,
        fields: &mut HashSet<String>,
    ) -> Option<OpData> {
        let row = spanned.get_ref();
        let known = |reader: &mut Self, field: &Spanned<String>, fields: &HashSet<String>| {
            if !fields.contains(field.get_ref()) {
                let what = format!("unknown field `{}`", field.get_ref());
                reader.problems.at(source, field.span(), &what);
            }
        };
        match (row.op.get_ref().as_str(), &row.field) {
            ("merge_fields", None) => {
                let (Some(into), Some(name), Some(number), Some(status)) =
                    (&row.into, &row.name, row.number, row.status)
                else {
                    self.problems.at(
                        source,
                        spanned.span(),
                        "merge_fields needs into, name, number, status",
                    );
                    return None;
                };
                for from in &row.from {
                    known(self, from, fields);
                    fields.remove(from.get_ref());
                }
                if !fields.insert(into.get_ref().clone()) {
                    self.problems
                        .at(source, into.span(), "a field of this id exists");
                }
                self.id(source, into, false);
                let into = FieldData {
                    id: self.texts.put(into.get_ref()),
                    number,
                    name: self.texts.put(name.get_ref()),
                    aliases: self.texts.all(&row.aliases),
                    lead_ministry: self.texts.maybe(row.lead_ministry.as_ref()),
                    guide: None,
                    guide_title: None,
                    status,
                    note: self.texts.maybe(row.note.as_ref()),
                    sources: Vec::new(),
                    basis: Vec::new(),
                    supervisor: None,
                    matters: Vec::new(),
                    headings: Vec::new(),
                    local_rules: Vec::new(),
                };
                let from = row
                    .from
                    .iter()
                    .map(|f| self.texts.put(f.get_ref()))
                    .collect();
                Some(OpData::Merge { from, into })
            }
            ("add", Some(field)) if row.matter.is_some() => {
                known(self, field, fields);
                let matter = self.matter(source, row.matter.as_ref()?);
                Some(OpData::Add {
                    field: self.texts.put(field.get_ref()),
                    matter,
                })
            }
            ("add_heading", Some(field)) if row.heading.is_some() => {
                known(self, field, fields);
                let heading = self.heading(source, row.heading.as_ref()?);
                Some(OpData::AddHeading {
                    field: self.texts.put(field.get_ref()),
                    heading,
                })
            }
            ("renumber", Some(field)) if row.number.is_some() => {
                known(self, field, fields);
                Some(OpData::Renumber {
                    field: self.texts.put(field.get_ref()),
                    number: row.number?,
                })
            }
            ("add_field", None) if row.file.is_some() => {
                let file = row.file.as_ref()?;
                let field = self.field(&path.with_file_name("").join(file.get_ref()))?;
                let id = self
                    .texts
                    .list
                    .get(field.id as usize)
                    .cloned()
                    .unwrap_or_default();
                if !fields.insert(id) {
                    self.problems
                        .at(source, file.span(), "a field of this id exists");
                }
                Some(OpData::AddField(field))
            }
            (op, _) => {
                let what = format!("`{op}` is no operation known here, or a key of it is missing");
                self.problems.at(source, row.op.span(), &what);
                None
            }
        }
    }

    fn profile(
        &mut self,
        path: &Path,
        fields: &HashSet<String>,
        base: &str,
    ) -> Option<ProfileData> {
        let source = Source::read(path, self.problems);
        let file = source.toml::<ProfileFile>(self.problems)?;
        if file.base.get_ref() != base {
            self.problems
                .at(&source, file.base.span(), &format!("the base is {base}"));
        }
        for field in &file.fields {
            if !fields.contains(field.get_ref()) {
                let what = format!("unknown field `{}`", field.get_ref());
                self.problems.at(&source, field.span(), &what);
            }
        }
        Some(ProfileData {
            id: file.id,
            name: file.name,
            base: file.base.into_inner(),
            level: Some(file.level),
            fields: file
                .fields
                .iter()
                .map(|f| self.texts.put(f.get_ref()))
                .collect(),
            certainty: Some(file.certainty),
            sources: self.texts.all(&file.sources),
            note: file.note,
        })
    }
}

/// Gives the ids of all matters and fields.
pub fn build(root: &Path, out: &Path, law: &Law, problems: &mut Problems) -> HashSet<String> {
    let folder = root.join("data/catalogue");
    let mut reader = Reader {
        law,
        problems,
        texts: Texts::default(),
        ids: HashSet::new(),
    };
    let national: Vec<FieldData> = files(&folder.join("national"), "toml")
        .iter()
        .filter_map(|p| reader.field(p))
        .collect();
    let mut fields: HashSet<String> = HashSet::new();
    let mut numbers = HashSet::new();
    for field in &national {
        let id = reader
            .texts
            .list
            .get(field.id as usize)
            .cloned()
            .unwrap_or_default();
        if !fields.insert(id.clone()) || !numbers.insert(field.number) {
            reader.problems.push(
                &folder,
                0,
                &format!("the id or number of `{id}` stands twice"),
            );
        }
    }
    let grassroots = reader
        .overlay(&folder.join("overlay-31.toml"), &mut fields)
        .unwrap_or_default();
    let township = reader
        .profile(&folder.join("township-12.toml"), &fields, &grassroots.id)
        .unwrap_or_default();
    let village: Vec<FieldData> = reader
        .field(&folder.join("village.toml"))
        .into_iter()
        .collect();
    let mut ids = reader.ids;
    ids.extend(fields);
    ids.extend(
        village
            .iter()
            .filter_map(|f| reader.texts.list.get(f.id as usize).cloned()),
    );
    let data = CatalogueData {
        texts: reader.texts.list,
        national,
        grassroots,
        village,
        township,
    };
    let bytes = postcard::to_allocvec(&data).unwrap_or_default();
    if let Err(error) = fs::write(out.join("catalogue.bin"), bytes) {
        problems.push(out, 0, &error.to_string());
    }
    ids
}
