use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::build::Builder;
use super::words::{core, data, fold, is_han, speaker};
use super::{Match, Scope, Why};
use crate::catalogue::model::RankData;
use crate::catalogue::{Catalogue, FieldId, Level, MatterId};

/// Below this a match says too little; in the units of the weights, where 10 is as good as a
/// title that names the matter.
const ENOUGH: f32 = 9.0;
/// What the kind of document may add to that, at most.
const KIND_COUNTS: f32 = 2.0;
/// What a title gets that has all of a matter's name, in whatever order.
const NAME_COVERED: f32 = 5.0;
/// How much a word counts for a matter when only the name of the body that speaks has it.
const SPEAKER_COUNTS: f32 = 0.4;
/// How much a name counts that tells no subject, when nothing else tells the field.
const COMMON_NAME_COUNTS: f32 = 0.3;

/// Ranks the matters of a catalogue by how well a title or the name of a column fits them
/// (归类).
///
/// No model and no dictionary of words: pairs of characters of the names and elements of the
/// matters weighted by how rare they are, and words that point to matters, as data.
/// Traditional characters and usual abbreviations count.
///
/// ```
/// use gongkai::catalogue::{Catalogue, Ranker};
/// let ranker = Ranker::new(Catalogue::grassroots());
/// let best = ranker.rank("关于2024年第三季度城乡低保对象名单的公示", 3);
/// assert_eq!(best[0].id.as_str(), "social-assistance-006");
/// assert!(best[0].confident && !best[0].why.is_empty());
/// // 會議 of a Party committee belongs to no matter.
/// assert!(ranker.rank("县委召开常委会会议学习贯彻重要讲话精神", 1).iter().all(|m| !m.confident));
/// ```
#[derive(Debug, Clone)]
pub struct Ranker {
    pub(super) rows: Vec<Row>,
    pub(super) fields: Vec<FieldId>,
    pub(super) automaton: Option<AhoCorasick>,
    /// What each pattern of the automaton means.
    pub(super) senses: Vec<Vec<Sense>>,
    pub(super) patterns: Vec<String>,
    /// The bits that all parts of words that stand apart make together.
    pub(super) parts: HashMap<(u32, u32), u8>,
    pub(super) grams: HashMap<(char, char), Gram>,
    /// Where each cue points, in the order of the data.
    pub(super) targets: Vec<Vec<Target>>,
    pub(super) unknown: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Field(usize),
    Row(usize),
    /// Nothing in this catalogue.
    Absent,
}

#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) id: MatterId,
    pub(super) field: usize,
    pub(super) levels: Vec<Level>,
    /// The kinds of document that its names want, as bits.
    pub(super) kinds: u32,
    pub(super) name: String,
    /// The weight of all pairs of characters of its own name.
    pub(super) name_weight: f32,
    /// How much naming it says: less when others bear the same name.
    pub(super) name_bonus: f32,
    /// Whether its name, as 政策解读, stands in many fields: it tells no subject.
    pub(super) common_name: bool,
}

/// A pair of characters: how much it says, and the rows that have it, how prominently.
#[derive(Debug, Clone, Default)]
pub(super) struct Gram {
    pub(super) weight: f32,
    pub(super) rows: Vec<(u32, Place)>,
}

/// Where a row has a pair of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Element,
    Field,
    Level1,
    Name,
}

impl Place {
    fn strength(self) -> f32 {
        match self {
            Self::Element => 0.45,
            Self::Field => 0.5,
            Self::Level1 => 0.75,
            Self::Name => 1.0,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Sense {
    Name(u32),
    FieldName(u32),
    Synonym(u32),
    Cue(u32),
    /// One part of words that stand apart: which cue, which of its words, which part.
    Part(u32, u32, u8),
    NotCue(u32),
    Kind(u32),
    Noise(u8),
}

/// What was found in a text.
#[derive(Default)]
struct Found {
    names: BTreeMap<u32, u32>,
    fields: BTreeMap<u32, u32>,
    synonyms: BTreeMap<u32, u32>,
    cues: BTreeMap<u32, u32>,
    parts: HashMap<(u32, u32), (u8, u32)>,
    not: HashSet<u32>,
    /// Cues whose words stand in what the title tells, not only in the name of the body that
    /// speaks.
    told_cues: HashSet<u32>,
    kinds: BTreeMap<u32, u32>,
    noise: f32,
}

/// Points for one row while a text is ranked.
#[derive(Debug, Clone, Copy, Default)]
struct Points {
    words: f32,
    name: f32,
    cue: f32,
    field: f32,
}

impl Points {
    fn sum(&self) -> f32 {
        self.words + self.name + self.cue + self.field
    }

    /// Adds to what is there: the strongest counts whole, the others for a part.
    fn strengthen(slot: &mut f32, points: f32) {
        *slot = slot.max(points) + 0.25 * slot.min(points);
    }
}

impl Ranker {
    /// An index of the matters of a catalogue. Building it takes some milliseconds; it is
    /// meant to be kept.
    pub fn new(catalogue: &Catalogue) -> Self {
        Self::over(&[catalogue])
    }

    /// An index of the matters of several catalogues, as those of a county and the list of
    /// its villages.
    pub fn over(catalogues: &[&Catalogue]) -> Self {
        let words = data();
        let mut builder = Builder::default();
        for catalogue in catalogues {
            for field in catalogue.fields() {
                let place = builder.fields.len();
                builder.fields.push(field.id.clone());
                builder.places.insert(field.id.to_string(), place);
                for name in std::iter::once(&field.name).chain(&field.aliases) {
                    builder.pattern(&fold(name), Sense::FieldName(clip(place)));
                }
                let names: Vec<String> = std::iter::once(&field.name)
                    .chain(&field.aliases)
                    .map(|n| fold(n))
                    .collect();
                for matter in catalogue.matters_of(field.id.as_str()) {
                    builder.row(matter, place, &names, words);
                }
            }
        }
        builder.words(words);
        builder.finish()
    }

    /// The index of all that is shipped: the 31 fields and the list of village affairs. Built
    /// once, at the first call.
    pub fn builtin() -> &'static Self {
        static ALL: OnceLock<Ranker> = OnceLock::new();
        ALL.get_or_init(|| Self::over(&[Catalogue::grassroots(), Catalogue::village()]))
    }

    /// The index of a shipped catalogue, built once; `None` for any other.
    pub(crate) fn shipped(catalogue: &Catalogue) -> Option<&'static Self> {
        static GRASSROOTS: OnceLock<Ranker> = OnceLock::new();
        static VILLAGE: OnceLock<Ranker> = OnceLock::new();
        if std::ptr::eq(catalogue, Catalogue::grassroots()) {
            Some(GRASSROOTS.get_or_init(|| Self::new(Catalogue::grassroots())))
        } else if std::ptr::eq(catalogue, Catalogue::village()) {
            Some(VILLAGE.get_or_init(|| Self::new(Catalogue::village())))
        } else {
            None
        }
    }

    /// The matters that a title or the name of a column may belong to, the best first, at
    /// most `limit`; none when nothing in it points anywhere.
    pub fn rank(&self, text: &str, limit: usize) -> Vec<Match> {
        self.rank_within(text, limit, &Scope::default())
    }

    /// The same among some fields or the matters of one level only.
    pub fn rank_within(&self, text: &str, limit: usize, scope: &Scope) -> Vec<Match> {
        let words = data();
        let folded = fold(text);
        let found = self.find(&folded);
        let mut points = vec![Points::default(); self.rows.len()];
        let shared = self.share_words(&folded, &found, words, &mut points);
        self.follow_cues(&found, words, &mut points);
        self.name_rows(&folded, &found, &mut points);
        let mut order: Vec<(f32, usize)> = self
            .rows
            .iter()
            .zip(&points)
            .enumerate()
            .filter(|(_, (row, _))| self.in_scope(row, scope))
            .filter_map(|(n, (row, p))| {
                let total = p.sum();
                (total > 1.0).then(|| (total + Self::kind_points(row, p, &found, words), n))
            })
            .collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        order.truncate(limit);
        order
            .into_iter()
            .filter_map(|(total, n)| {
                let row = self.rows.get(n)?;
                let p = points.get(n)?;
                let net = total - found.noise;
                Some(Match {
                    id: row.id.clone(),
                    field: self.fields.get(row.field)?.clone(),
                    score: 1.0 - (-net.max(0.0) / 14.0).exp(),
                    // The kind of document decides among matters, it tells no subject.
                    confident: net.min(p.sum() + KIND_COUNTS - found.noise) >= ENOUGH
                        && (p.field > 0.0 || p.cue > 0.0 || !row.common_name),
                    why: self.why(n, row, p, &found, &shared, words),
                })
            })
            .collect()
    }

    /// Whether a title reads like news, a meeting or a report of work done: what no catalogue
    /// asks for.
    pub(crate) fn is_news(&self, text: &str) -> bool {
        self.find(&fold(text)).noise >= 6.0
    }

    fn in_scope(&self, row: &Row, scope: &Scope) -> bool {
        let fits = |f: &FieldId| scope.fields.contains(f);
        (scope.fields.is_empty() || self.fields.get(row.field).is_some_and(fits))
            && scope.level.is_none_or(|l| row.levels.contains(&l))
    }

    fn find(&self, folded: &str) -> Found {
        let mut found = Found::default();
        let Some(automaton) = &self.automaton else {
            return found;
        };
        let speaker = speaker(folded);
        for hit in automaton.find_overlapping_iter(folded) {
            let told = hit.end() > speaker;
            let pattern = hit.pattern().as_usize();
            let id = clip(pattern);
            // Of several words for one thing the longest is told.
            let longest = |slot: &mut u32| {
                let len = |p: u32| self.patterns.get(p as usize).map_or(0, String::len);
                if len(id) > len(*slot) {
                    *slot = id;
                }
            };
            for sense in self.senses.get(pattern).into_iter().flatten() {
                match *sense {
                    Sense::Name(n) => longest(found.names.entry(n).or_insert(id)),
                    Sense::FieldName(n) => longest(found.fields.entry(n).or_insert(id)),
                    Sense::Synonym(n) => longest(found.synonyms.entry(n).or_insert(id)),
                    Sense::Cue(n) => {
                        longest(found.cues.entry(n).or_insert(id));
                        if told {
                            found.told_cues.insert(n);
                        }
                    }
                    Sense::Part(cue, word, part) => {
                        if told {
                            found.told_cues.insert(cue);
                        }
                        let slot = found.parts.entry((cue, word)).or_insert((0, id));
                        slot.0 |= 1 << part;
                        longest(&mut slot.1);
                    }
                    Sense::NotCue(n) => {
                        found.not.insert(n);
                    }
                    Sense::Kind(n) => longest(found.kinds.entry(n).or_insert(id)),
                    Sense::Noise(weight) => {
                        Points::strengthen(&mut found.noise, f32::from(weight));
                    }
                }
            }
        }
        for ((cue, word), (bits, id)) in &found.parts {
            let whole = self.parts.get(&(*cue, *word)).copied().unwrap_or(u8::MAX);
            if *bits == whole {
                let slot = found.cues.entry(*cue).or_insert(*id);
                *slot = (*slot).min(*id);
            }
        }
        for not in &found.not {
            found.cues.remove(not);
        }
        found
    }

    /// Points for pairs of characters that the text shares with names and elements; gives the
    /// pairs themselves.
    fn share_words(
        &self,
        folded: &str,
        found: &Found,
        words: &RankData,
        points: &mut [Points],
    ) -> BTreeSet<(char, char)> {
        let mut pairs: BTreeSet<(char, char)> = grams(core(folded)).collect();
        let own = pairs.clone();
        for synonym in found.synonyms.keys() {
            if let Some((_, means)) = words.synonyms.get(*synonym as usize) {
                pairs.extend(grams(means));
            }
        }
        let total: f32 = own
            .iter()
            .map(|g| self.grams.get(g).map_or(0.3 * self.unknown, |g| g.weight))
            .sum::<f32>()
            .max(1.0);
        let mut covered = vec![0.0_f32; points.len()];
        for pair in &pairs {
            let Some(gram) = self.grams.get(pair) else {
                continue;
            };
            // Words that a synonym brings in count for less than those that stand there.
            let weight = if own.contains(pair) {
                gram.weight
            } else {
                0.6 * gram.weight
            };
            for (row, place) in &gram.rows {
                if let Some(p) = points.get_mut(*row as usize) {
                    p.words += 5.0 * weight * place.strength() / total;
                }
                if *place == Place::Name
                    && let Some(c) = covered.get_mut(*row as usize)
                {
                    *c += weight;
                }
            }
        }
        for ((p, c), row) in points.iter_mut().zip(covered).zip(&self.rows) {
            p.words = p.words.min(6.0) + NAME_COVERED * c / row.name_weight.max(1.0);
        }
        own
    }

    fn follow_cues(&self, found: &Found, words: &RankData, points: &mut [Points]) {
        let mut by_field = vec![0.0_f32; self.fields.len()];
        for field in found.fields.keys() {
            if let Some(slot) = by_field.get_mut(*field as usize) {
                Points::strengthen(slot, 6.0);
            }
        }
        for n in found.cues.keys() {
            let Some(cue) = words.cues.get(*n as usize) else {
                continue;
            };
            let mut weight = f32::from(cue.weight);
            // Who speaks tells the field, hardly the matter.
            let part = if found.told_cues.contains(n) {
                1.0
            } else {
                SPEAKER_COUNTS
            };
            for target in self.targets.get(*n as usize).into_iter().flatten() {
                match target {
                    Target::Field(n) => {
                        if let Some(slot) = by_field.get_mut(*n) {
                            Points::strengthen(slot, weight);
                        }
                    }
                    Target::Row(n) => {
                        if let Some(p) = points.get_mut(*n) {
                            Points::strengthen(&mut p.cue, weight * part);
                        }
                    }
                    Target::Absent => {}
                }
                weight *= 0.88;
            }
        }
        for (p, row) in points.iter_mut().zip(&self.rows) {
            p.field = by_field.get(row.field).copied().unwrap_or_default();
        }
    }

    fn name_rows(&self, folded: &str, found: &Found, points: &mut [Points]) {
        for n in found.names.keys() {
            let n = *n as usize;
            let (Some(row), Some(p)) = (self.rows.get(n), points.get_mut(n)) else {
                continue;
            };
            // 行政处罚决定 is the name of matters in many fields: without a word for one of
            // them it tells little.
            let part = if row.common_name && p.field + p.cue <= 0.0 {
                COMMON_NAME_COUNTS
            } else {
                1.0
            };
            p.name = row.name_bonus * part;
            if row.name == folded || row.name == core(folded) {
                p.name += 8.0;
            }
        }
    }

    /// What the kind of document adds: it decides among the matters of a field.
    fn kind_points(row: &Row, points: &Points, found: &Found, words: &RankData) -> f32 {
        let known = (points.field + points.cue + points.name) > 0.0;
        let mut sum = 0.0;
        for (n, kind) in words.kinds.iter().enumerate() {
            let weight = f32::from(kind.weight);
            let wanted = row.kinds & (1 << n) != 0;
            let told = found.kinds.contains_key(&clip(n));
            if told && wanted {
                sum += if known { weight } else { 0.3 * weight };
            } else if wanted
                && matches!(
                    kind.id.as_str(),
                    "penalty" | "interpretation" | "commendation"
                )
            {
                sum -= 0.6 * weight;
            } else if told && kind.id == "penalty" {
                sum -= 0.5 * weight;
            }
        }
        sum
    }

    fn why(
        &self,
        n: usize,
        row: &Row,
        points: &Points,
        found: &Found,
        shared: &BTreeSet<(char, char)>,
        words: &RankData,
    ) -> Vec<Why> {
        let pattern = |p: &u32| self.patterns.get(*p as usize).cloned().unwrap_or_default();
        let mut why = Vec::new();
        if points.name > 0.0 && found.names.contains_key(&clip(n)) {
            why.push(Why::Name {
                name: row.name.clone(),
            });
        }
        for (cue, word) in &found.cues {
            if self.points_to(*cue, Target::Row(n)) {
                why.push(Why::Cue {
                    word: pattern(word),
                });
            }
        }
        for (synonym, word) in &found.synonyms {
            let Some((_, means)) = words.synonyms.get(*synonym as usize) else {
                continue;
            };
            let helps = grams(means).any(|g| self.has(g, n));
            if helps {
                why.push(Why::Synonym {
                    word: pattern(word),
                    means: means.clone(),
                });
            }
        }
        if points.field > 0.0 {
            let by_name = found
                .fields
                .iter()
                .filter(|(f, _)| **f as usize == row.field);
            let by_cue = found
                .cues
                .iter()
                .filter(|(c, _)| self.points_to(**c, Target::Field(row.field)));
            if let Some((_, word)) = by_name.chain(by_cue).next() {
                why.push(Why::Field {
                    word: pattern(word),
                });
            }
        }
        for (kind, word) in &found.kinds {
            if row.kinds & (1 << kind) != 0 {
                why.push(Why::Document {
                    word: pattern(word),
                });
            }
        }
        let mut pairs: Vec<String> = shared
            .iter()
            .filter(|g| self.has(**g, n))
            .map(|(a, b)| format!("{a}{b}"))
            .collect();
        pairs.sort();
        pairs.truncate(6);
        if !pairs.is_empty() {
            why.push(Why::Words { words: pairs });
        }
        // One word may point there by more than one rule.
        let mut unique: Vec<Why> = Vec::with_capacity(why.len());
        for one in why {
            if !unique.contains(&one) {
                unique.push(one);
            }
        }
        unique
    }

    fn points_to(&self, cue: u32, target: Target) -> bool {
        self.targets
            .get(cue as usize)
            .is_some_and(|all| all.contains(&target))
    }

    fn has(&self, gram: (char, char), row: usize) -> bool {
        let row = clip(row);
        self.grams
            .get(&gram)
            .is_some_and(|g| g.rows.binary_search_by_key(&row, |(r, _)| *r).is_ok())
    }
}

pub(super) fn clip(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The pairs of neighbouring Han characters.
pub(super) fn grams(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    text.chars()
        .zip(text.chars().skip(1))
        .filter(|(a, b)| is_han(*a) && is_han(*b))
}
