use std::collections::{BTreeMap, BTreeSet, HashMap};

use aho_corasick::{AhoCorasick, MatchKind};

use super::Places;
use super::index::{Gram, Place, Ranker, Row, Sense, Target, clip, grams};
use super::words::{data, fold};
use crate::catalogue::model::RankData;
use crate::catalogue::{FieldId, Matter};

/// An index while it is built.
#[derive(Default)]
pub(super) struct Builder {
    rows: Vec<Row>,
    pub(super) fields: Vec<FieldId>,
    /// Fields by id.
    pub(super) places: Places,
    pattern_places: HashMap<String, usize>,
    patterns: Vec<String>,
    senses: Vec<Vec<Sense>>,
    parts: HashMap<(u32, u32), u8>,
    grams: HashMap<(char, char), BTreeMap<u32, Place>>,
    name_count: HashMap<String, u32>,
    /// The names of both levels that stand in each field.
    field_titles: Vec<BTreeSet<String>>,
}

/// Words of names that say what is done, not what it is about.
const PLAIN: [&str; 34] = [
    "规范性",
    "行政",
    "决定",
    "流程",
    "信息",
    "情况",
    "服务",
    "公开",
    "办事",
    "重大",
    "相关",
    "其他",
    "部门",
    "地方",
    "国家",
    "层面",
    "本级",
    "上级",
    "结果",
    "公示",
    "公告",
    "通知",
    "动态",
    "宣传",
    "管理",
    "工作",
    "监督",
    "事后",
    "进度",
    "基本",
    "批准",
    "强制",
    "命令",
    "和",
];

/// Whether a name, as 行政处罚决定, is made of words for a kind of document only.
fn tells_only_kind(name: &str) -> bool {
    let mut rest = name.to_owned();
    for kind in &data().kinds {
        for word in kind.names.iter().chain(&kind.words) {
            rest = rest.replace(word.as_str(), "");
        }
    }
    for word in PLAIN {
        rest = rest.replace(word, "");
    }
    rest.chars().count() <= 1
}

impl Builder {
    pub(super) fn pattern(&mut self, text: &str, sense: Sense) {
        if text.is_empty() {
            return;
        }
        let next = self.patterns.len();
        let place = *self.pattern_places.entry(text.to_owned()).or_insert(next);
        if place == next {
            self.patterns.push(text.to_owned());
            self.senses.push(Vec::new());
        }
        if let Some(senses) = self.senses.get_mut(place) {
            senses.push(sense);
        }
    }

    pub(super) fn row(
        &mut self,
        matter: &Matter,
        field: usize,
        field_names: &[String],
        words: &RankData,
    ) {
        let n = clip(self.rows.len());
        let name = fold(matter.level2.as_ref().unwrap_or(&matter.level1));
        let level1 = fold(&matter.level1);
        let both = format!("{level1}{name}");
        let kinds = words
            .kinds
            .iter()
            .enumerate()
            .filter(|(_, kind)| kind.names.iter().any(|w| both.contains(w.as_str())))
            .fold(0, |bits, (n, _)| bits | (1 << n));
        let mut put = |text: &str, place: Place| {
            for gram in grams(text) {
                let slot = self
                    .grams
                    .entry(gram)
                    .or_default()
                    .entry(n)
                    .or_insert(place);
                *slot = (*slot).max(place);
            }
        };
        put(&name, Place::Name);
        put(&level1, Place::Level1);
        for name in field_names {
            put(name, Place::Field);
        }
        for element in &matter.elements {
            put(&fold(element), Place::Element);
        }
        if self.field_titles.len() <= field {
            self.field_titles.resize_with(field + 1, BTreeSet::new);
        }
        if let Some(titles) = self.field_titles.get_mut(field) {
            titles.insert(level1.clone());
            titles.insert(name.clone());
        }
        *self.name_count.entry(name.clone()).or_default() += 1;
        if name.chars().count() >= 3 {
            self.pattern(&name, Sense::Name(n));
        }
        self.rows.push(Row {
            id: matter.id.clone(),
            field,
            levels: matter.levels.clone(),
            kinds,
            name,
            name_weight: 0.0,
            name_bonus: 0.0,
            common_name: false,
        });
    }

    pub(super) fn words(&mut self, words: &RankData) {
        for (n, (list, _)) in words.synonyms.iter().enumerate() {
            for word in list {
                self.pattern(word, Sense::Synonym(clip(n)));
            }
        }
        for (n, cue) in words.cues.iter().enumerate() {
            for (w, word) in cue.words.iter().enumerate() {
                if !word.contains('+') {
                    self.pattern(word, Sense::Cue(clip(n)));
                    continue;
                }
                let mut whole = 0;
                for (bit, part) in word.split('+').enumerate().take(8) {
                    let bit = u8::try_from(bit).unwrap_or_default();
                    whole |= 1 << bit;
                    for choice in part.split('|') {
                        self.pattern(choice, Sense::Part(clip(n), clip(w), bit));
                    }
                }
                self.parts.insert((clip(n), clip(w)), whole);
            }
            for word in &cue.without {
                self.pattern(word, Sense::NotCue(clip(n)));
            }
        }
        for (n, kind) in words.kinds.iter().enumerate() {
            for word in &kind.words {
                self.pattern(word, Sense::Kind(clip(n)));
            }
        }
        for (list, weight) in &words.noise {
            for word in list {
                self.pattern(word, Sense::Noise(*weight));
            }
        }
    }

    #[allow(clippy::cast_precision_loss)] // counts of rows are small
    pub(super) fn finish(self) -> Ranker {
        let count = self.rows.len() as f32;
        let mut rows = self.rows;
        let mut grams: HashMap<(char, char), Gram> = HashMap::with_capacity(self.grams.len());
        for (pair, places) in self.grams {
            // A pair that stands in elements only says less about how rare it is.
            let weight = (1.0 + count / (places.len() as f32 + 0.5)).ln();
            for (row, place) in &places {
                if *place == Place::Name
                    && let Some(row) = rows.get_mut(*row as usize)
                {
                    row.name_weight += weight;
                }
            }
            grams.insert(
                pair,
                Gram {
                    weight,
                    rows: places.into_iter().collect(),
                },
            );
        }
        // A name that stands in many fields, as 行政许可, says little of which is meant.
        for row in &mut rows {
            let fields = self
                .field_titles
                .iter()
                .filter(|titles| titles.iter().any(|t| t.contains(row.name.as_str())))
                .count()
                .max(1) as f32;
            let shared = self.name_count.get(&row.name).copied().unwrap_or(1) as f32;
            let length = row.name.chars().count().min(12) as f32;
            row.name_bonus = (2.0 + 0.5 * length) / shared.max(fields).sqrt();
            row.common_name = fields >= 3.0 || tells_only_kind(&row.name);
        }
        let places: HashMap<&str, usize> = rows
            .iter()
            .enumerate()
            .map(|(n, r)| (r.id.as_str(), n))
            .collect();
        let target = |id: &String| match (self.places.get(id), places.get(id.as_str())) {
            (Some(field), _) => Target::Field(*field),
            (None, Some(row)) => Target::Row(*row),
            (None, None) => Target::Absent,
        };
        let targets = data()
            .cues
            .iter()
            .map(|c| {
                let ids =
                    c.to.iter()
                        .filter_map(|t| data().targets.get(usize::from(*t)));
                ids.map(target).collect()
            })
            .collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&self.patterns)
            .ok();
        let unknown = (1.0 + count).ln();
        Ranker {
            rows,
            fields: self.fields,
            automaton,
            senses: self.senses,
            patterns: self.patterns,
            parts: self.parts,
            grams,
            targets,
            unknown,
        }
    }
}
