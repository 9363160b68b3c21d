use serde::Serialize;

use super::place::Scope;
use crate::catalogue::{Cadence, FieldId, Limit, LimitKind, Matter, MatterId};
use crate::finding::Lang;

/// The matters of one field that are disclosed as they arise (随时公开事项): nothing is due
/// until something happens, and then time runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.WatchField"))]
pub struct WatchField {
    /// The field.
    pub field: FieldId,
    /// Its name.
    pub name: String,
    /// Its matters by limit, the most frequent limit first.
    pub groups: Vec<WatchGroup>,
}

/// The matters of a field that share a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "duty.WatchGroup"))]
pub struct WatchGroup {
    /// The limit in Chinese words.
    pub limit_zh: String,
    /// The limit in English words.
    pub limit_en: String,
    /// The ids of the matters.
    pub matters: Vec<MatterId>,
    /// Their names, in the same order.
    pub names: Vec<String>,
}

impl WatchField {
    /// How many matters its groups hold together.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|g| g.matters.len()).sum()
    }
}

impl WatchGroup {
    /// The limit that its matters share, in words.
    pub fn limit(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.limit_zh,
            Lang::En => &self.limit_en,
        }
    }
}

/// The limit of a matter, told so that equal times read alike: what sets them going is worded
/// differently from row to row and comes to the same.
fn limit(matter: &Matter, lang: Lang) -> String {
    const SAME: [&str; 6] = ["形成", "变更", "制定", "制作", "获取", "生成"];
    let alike = |l: &Limit| {
        l.trigger
            .as_deref()
            .is_none_or(|t| SAME.iter().any(|w| t.contains(w)))
    };
    match (&matter.limits[..], lang) {
        ([one], _) if one.kind == LimitKind::Within && one.applies_to.is_none() && alike(one) => {
            match (one.period, lang) {
                (Some(period), Lang::Zh) => format!("形成、变更或获取后{}内", period.chinese()),
                (Some(period), Lang::En) => {
                    format!(
                        "within {} of being formed, changed or received",
                        period.english()
                    )
                }
                (None, _) => matter.limit(lang),
            }
        }
        _ => matter.limit(lang),
    }
}

/// The matters of a unit that are disclosed as they arise, by field.
pub(super) fn watch(scope: &Scope<'_>) -> Vec<WatchField> {
    let mut fields: Vec<WatchField> = Vec::new();
    for field in scope.catalogue.fields() {
        let mut groups: Vec<WatchGroup> = Vec::new();
        let arising = scope
            .matters()
            .filter(|m| m.field == field.id && m.cadence() == Cadence::AsItArises)
            .filter(|m| scope.yearly(&m.id).is_none());
        for matter in arising {
            let (limit_zh, limit_en) = (limit(matter, Lang::Zh), limit(matter, Lang::En));
            let (id, name) = (matter.id.clone(), matter.name());
            if let Some(group) = groups.iter_mut().find(|g| g.limit_zh == limit_zh) {
                group.matters.push(id);
                group.names.push(name);
            } else {
                let (matters, names) = (vec![id], vec![name]);
                groups.push(WatchGroup {
                    limit_zh,
                    limit_en,
                    matters,
                    names,
                });
            }
        }
        if !groups.is_empty() {
            groups.sort_by_key(|g| std::cmp::Reverse(g.matters.len()));
            fields.push(WatchField {
                field: field.id.clone(),
                name: field.name.clone(),
                groups,
            });
        }
    }
    fields
}
