//! `data/catalogue/synonyms.toml`, `folding.toml` and `departments.toml`: how titles point to
//! matters, and names of departments to fields.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::catalogue_model::{CueData, KindData, RankData};
use crate::diagnostics::{Problems, Source};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    synonym: Vec<SynonymRow>,
    cue: Vec<CueRow>,
    kind: Vec<KindRow>,
    noise: Vec<NoiseRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SynonymRow {
    words: Spanned<Vec<String>>,
    means: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueRow {
    words: Spanned<Vec<String>>,
    #[serde(default)]
    without: Vec<String>,
    to: Vec<Spanned<String>>,
    weight: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindRow {
    id: String,
    words: Spanned<Vec<String>>,
    names: Vec<String>,
    weight: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoiseRow {
    words: Spanned<Vec<String>>,
    weight: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Folding {
    pairs: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Departments {
    department: Vec<DepartmentRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DepartmentRow {
    name: Spanned<Vec<String>>,
    ministries: Spanned<Vec<String>>,
}

/// Each name once, in the order of their first use.
#[derive(Default)]
struct Places {
    names: Vec<String>,
}

impl Places {
    fn of(&mut self, name: &str) -> Option<u16> {
        let place = self.names.iter().position(|n| n == name);
        let place = place.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        u16::try_from(place).ok()
    }
}

/// `known`: the ids of matters and fields.
pub fn build(root: &Path, out: &Path, known: &HashSet<String>, problems: &mut Problems) {
    let folder = root.join("data/catalogue");
    let source = Source::read(&folder.join("synonyms.toml"), problems);
    let mut data = RankData::default();
    let mut places = Places::default();
    if let Some(words) = source.toml::<Words>(problems) {
        let list = |row: &Spanned<Vec<String>>, problems: &mut Problems| {
            if row.get_ref().is_empty() || row.get_ref().iter().any(String::is_empty) {
                problems.at(&source, row.span(), "no words, or an empty one");
            }
            row.get_ref().clone()
        };
        for row in &words.synonym {
            data.synonyms
                .push((list(&row.words, problems), row.means.clone()));
        }
        for row in &words.cue {
            for target in row.to.iter().filter(|t| !known.contains(t.get_ref())) {
                let what = format!("`{}` is no matter and no field", target.get_ref());
                problems.at(&source, target.span(), &what);
            }
            data.cues.push(CueData {
                words: {
                    let words = list(&row.words, problems);
                    if words.iter().any(|w| w.contains('|') && !w.contains('+')) {
                        problems.at(&source, row.words.span(), "`|` stands between parts of `+`");
                    }
                    words
                },
                without: row.without.clone(),
                to: row
                    .to
                    .iter()
                    .filter_map(|t| places.of(t.get_ref()))
                    .collect(),
                weight: row.weight,
            });
        }
        data.targets = std::mem::take(&mut places.names);
        for row in &words.kind {
            data.kinds.push(KindData {
                id: row.id.clone(),
                words: list(&row.words, problems),
                names: row.names.clone(),
                weight: row.weight,
            });
        }
        for row in &words.noise {
            data.noise.push((list(&row.words, problems), row.weight));
        }
    }
    let source = Source::read(&folder.join("folding.toml"), problems);
    if let Some(folding) = source.toml::<Folding>(problems) {
        for pair in folding.pairs.get_ref().split_whitespace() {
            let mut chars = pair.chars();
            match (chars.next(), chars.next(), chars.next()) {
                (Some(from), Some(to), None) if from != to => data.folding.push((from, to)),
                _ => {
                    let what = format!("`{pair}` is not two different characters");
                    problems.at(&source, folding.pairs.span(), &what);
                }
            }
        }
    }
    let source = Source::read(&folder.join("departments.toml"), problems);
    if let Some(departments) = source.toml::<Departments>(problems) {
        for row in departments.department {
            for words in [&row.name, &row.ministries] {
                if words.get_ref().is_empty() || words.get_ref().iter().any(String::is_empty) {
                    problems.at(&source, words.span(), "no words, or an empty one");
                }
            }
            data.departments
                .push((row.name.into_inner(), row.ministries.into_inner()));
        }
    }
    data.folding.sort_unstable();
    let bytes = postcard::to_allocvec(&data).unwrap_or_default();
    if let Err(error) = fs::write(out.join("rank.bin"), bytes) {
        problems.push(out, 0, &error.to_string());
    }
}
