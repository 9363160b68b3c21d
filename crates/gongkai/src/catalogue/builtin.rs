use std::sync::OnceLock;

use super::model::{
    AudienceData, CatalogueData, FieldData, HeadingData, LimitData, MatterData, OpData,
    ProfileData, Text,
};
use super::version::Version;
use super::{
    Attribute, Audience, Catalogue, Field, FieldId, Heading, Level, Limit, LocalRule, Matter,
    MatterId, Operation, Overlay, Profile, Provenance,
};
use crate::law::{Attestation, Citation, InstrumentId, Period};

static DATA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));

struct Builtin {
    national: Catalogue,
    grassroots: Catalogue,
    overlay: Overlay,
    village: Catalogue,
    township: Profile,
}

fn builtin() -> &'static Builtin {
    static BUILTIN: OnceLock<Builtin> = OnceLock::new();
    BUILTIN.get_or_init(|| {
        // The bytes are written by this crate's build script, which has validated them; if
        // they could not be decoded the catalogues are empty, and the crate's own tests say so.
        let data: CatalogueData = postcard::from_bytes(DATA).unwrap_or_default();
        Decoder { texts: &data.texts }.all(&data)
    })
}

impl Catalogue {
    /// The national fields: the 26 of the pilot (国办发〔2019〕54号).
    pub fn national() -> &'static Self {
        &builtin().national
    }

    /// The 31 fields: the national ones with two merged, one refined and six added.
    pub fn grassroots() -> &'static Self {
        &builtin().grassroots
    }

    /// The step from the national fields to the 31, as an overlay.
    pub fn grassroots_overlay() -> &'static Overlay {
        &builtin().overlay
    }

    /// The list of village affairs (村级公开事项): one field.
    pub fn village() -> &'static Self {
        &builtin().village
    }

    /// The fields that a township or subdistrict usually has: a default, to be configured.
    pub fn township_profile() -> &'static Profile {
        &builtin().township
    }
}

struct Decoder<'a> {
    texts: &'a [String],
}

impl Decoder<'_> {
    fn all(&self, data: &CatalogueData) -> Builtin {
        let national = self.catalogue(
            "national-26",
            "基层政务公开标准目录（26个试点领域）",
            &data.national,
            true,
        );
        let step = &data.grassroots;
        let overlay = Overlay {
            id: step.id.clone(),
            base: Some(step.base.clone()),
            title: Some(step.title.clone()),
            source: step.source.clone(),
            note: step.note.clone(),
            operations: step
                .ops
                .iter()
                .map(|(op, reason)| self.operation(op, reason.map(|r| self.text(r))))
                .collect(),
        };
        let mut grassroots = national
            .apply(&overlay)
            .unwrap_or_else(|_| national.clone());
        for version in &mut grassroots.history {
            version.shipped = true;
        }
        let village = self.catalogue("village", "村级公开事项清单", &data.village, false);
        Builtin {
            national,
            grassroots,
            overlay,
            village,
            township: self.profile(&data.township),
        }
    }

    fn catalogue(&self, id: &str, title: &str, fields: &[FieldData], national: bool) -> Catalogue {
        let matters = fields.iter().flat_map(|f| {
            f.matters
                .iter()
                .map(|m| self.matter(m, &self.text(f.id), id))
        });
        let heads = fields.iter().map(|f| self.field(f, national)).collect();
        let mut catalogue = Catalogue::assemble(id.to_owned(), title.to_owned(), heads, matters);
        catalogue.history.push(Version {
            id: id.to_owned(),
            base: None,
            shipped: true,
        });
        catalogue
    }

    fn text(&self, at: Text) -> String {
        self.texts.get(at as usize).cloned().unwrap_or_default()
    }

    fn maybe(&self, at: Option<Text>) -> Option<String> {
        at.map(|t| self.text(t))
    }

    fn list(&self, places: &[Text]) -> Vec<String> {
        places.iter().map(|t| self.text(*t)).collect()
    }

    fn citations(&self, places: &[Text]) -> Vec<Citation> {
        places
            .iter()
            .filter_map(|t| self.texts.get(*t as usize)?.parse().ok())
            .collect()
    }

    fn field(&self, data: &FieldData, national: bool) -> Field {
        Field {
            id: FieldId::trusted(&self.text(data.id)),
            number: data.number,
            name: self.text(data.name),
            aliases: self.list(&data.aliases),
            lead_ministry: self.maybe(data.lead_ministry),
            guide: self.maybe(data.guide).map(InstrumentId::new),
            guide_title: self.maybe(data.guide_title),
            status: data.status,
            national,
            merged_from: Vec::new(),
            basis: self.citations(&data.basis),
            supervisor: self.maybe(data.supervisor),
            headings: data.headings.iter().map(|h| self.heading(h)).collect(),
            local_rules: data
                .local_rules
                .iter()
                .map(|rule| LocalRule {
                    area: self.text(rule.area),
                    rule: self.text(rule.rule),
                    limit: self.limit(&rule.limit),
                    note: self.maybe(rule.note),
                    source: self.maybe(rule.source),
                })
                .collect(),
            note: self.maybe(data.note),
            sources: self.list(&data.sources),
            changes: Vec::new(),
        }
    }

    fn matter(&self, data: &MatterData, field: &str, base: &str) -> Matter {
        Matter {
            id: MatterId::trusted(&self.text(data.id)),
            field: FieldId::trusted(field),
            level1: self.text(data.level1),
            level2: self.maybe(data.level2),
            elements: self.list(&data.elements),
            basis: self.citations(&data.basis),
            limits: data.limits.iter().map(|l| self.limit(l)).collect(),
            bodies: self.list(&data.bodies),
            channels: data.channels.clone(),
            other_channels: self.list(&data.other_channels),
            audience: match data.audience {
                AudienceData::Public => Audience::Public,
                AudienceData::Specific(group) => Audience::Specific {
                    group: self.text(group),
                },
                AudienceData::PublicAndSpecific(group) => Audience::PublicAndSpecific {
                    group: self.text(group),
                },
            },
            mode: data.mode.clone(),
            levels: data.levels.clone(),
            stage: data.stage,
            certainty: data.certainty,
            default_rule: data.default_rule,
            defaulted: self
                .list(&data.defaulted)
                .iter()
                .filter_map(|k| Attribute::from_key(k))
                .collect(),
            category: data.category,
            note: self.maybe(data.note),
            source: self.maybe(data.source),
            provenance: Provenance {
                base: base.to_owned(),
                changes: Vec::new(),
            },
        }
    }

    fn limit(&self, data: &LimitData) -> Limit {
        Limit {
            kind: data.kind,
            period: data
                .period
                .and_then(|(count, unit)| Period::new(count, unit)),
            trigger: self.maybe(data.trigger),
            applies_to: self.maybe(data.applies_to),
            raw: self.maybe(data.raw),
        }
    }

    fn heading(&self, data: &HeadingData) -> Heading {
        Heading {
            id: MatterId::trusted(&self.text(data.id)),
            level1: self.text(data.level1),
            level2: self.maybe(data.level2),
            certainty: data.certainty,
            note: self.maybe(data.note),
            source: self.maybe(data.source),
        }
    }

    fn operation(&self, op: &OpData, reason: Option<String>) -> Operation {
        match op {
            OpData::Merge { from, into } => Operation::MergeFields {
                from: self
                    .list(from)
                    .iter()
                    .map(|f| FieldId::trusted(f))
                    .collect(),
                into: FieldId::trusted(&self.text(into.id)),
                name: self.text(into.name),
                number: Some(into.number),
                aliases: self.list(&into.aliases),
                lead_ministry: self.maybe(into.lead_ministry),
                status: Some(into.status),
                note: self.maybe(into.note),
                reason,
            },
            OpData::AddField(field) => {
                let id = self.text(field.id);
                Operation::AddField {
                    matters: field
                        .matters
                        .iter()
                        .map(|m| self.matter(m, &id, ""))
                        .collect(),
                    field: Box::new(self.field(field, false)),
                    reason,
                }
            }
            OpData::Add { field, matter } => Operation::Add {
                matter: Box::new(self.matter(matter, &self.text(*field), "")),
                reason,
            },
            OpData::AddHeading { field, heading } => Operation::AddHeading {
                field: FieldId::trusted(&self.text(*field)),
                heading: self.heading(heading),
                reason,
            },
            OpData::Renumber { field, number } => Operation::Renumber {
                field: FieldId::trusted(&self.text(*field)),
                number: *number,
                reason,
            },
        }
    }

    fn profile(&self, data: &ProfileData) -> Profile {
        Profile {
            id: data.id.clone(),
            name: data.name.clone(),
            level: data.level.unwrap_or(Level::Township),
            base: data.base.clone(),
            fields: self
                .list(&data.fields)
                .iter()
                .map(|f| FieldId::trusted(f))
                .collect(),
            certainty: data.certainty.unwrap_or(Attestation::Memory),
            sources: self.list(&data.sources),
            note: data.note.clone(),
        }
    }
}
