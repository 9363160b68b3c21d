//! The setup of a unit, `gongkai.toml`, and what it refers to.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai::calendar::WorkCalendar;
use gongkai::catalogue::{Catalogue, Overlay};
use gongkai::duty::Event;
use gongkai::finding::{Lang, Profile, Selection, Selector};
use gongkai::request::Office;
use gongkai::unit::Unit;
use gongkai_formats::config::Config;
use gongkai_formats::items::{ItemTable, read_items};

use crate::cases::Kind;
use crate::files;
use crate::output::Failure;

/// The name of the setup file.
const NAME: &str = "gongkai.toml";

/// A setup file that was read, with the unit that it names.
pub(crate) struct Setup {
    path: PathBuf,
    config: Config,
    unit: Unit,
}

impl Setup {
    /// The setup file given, or the nearest `gongkai.toml` at or above the paths.
    pub(crate) fn find(given: Option<&Path>, paths: &[PathBuf]) -> Result<Option<Self>, Failure> {
        if let Some(path) = given {
            return Self::load(path).map(Some);
        }
        for path in paths {
            let Ok(path) = path.canonicalize() else {
                continue;
            };
            let found = path.ancestors().map(|a| a.join(NAME)).find(|p| p.is_file());
            if let Some(found) = found {
                return Self::load(&found).map(Some);
            }
        }
        Ok(None)
    }

    /// Reads a setup file; it must name a unit.
    pub(crate) fn load(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path).map_err(|e| Failure::file(path, e))?;
        let config = Config::parse(&text).map_err(|e| Failure::file(path, e))?;
        let Some(unit) = config.unit.clone() else {
            return Err(Failure::file(
                path,
                "没有 [unit]，不知道是哪个单位 (no table [unit])",
            ));
        };
        Ok(Self {
            path: path.to_owned(),
            config,
            unit,
        })
    }

    pub(crate) fn unit(&self) -> &Unit {
        &self.unit
    }

    /// What letters tell about the body; its name is that of the unit unless `[office]` has one.
    pub(crate) fn office(&self) -> Option<Office> {
        let mut office = self.config.office.clone()?;
        if office.body.trim().is_empty() {
            office.body.clone_from(&self.unit.name);
        }
        Some(office)
    }

    /// The rules that run: those of the command line, or those of the setup.
    pub(crate) fn selection(&self, select: &[Selector], ignore: &[Selector]) -> Selection {
        let select = if select.is_empty() {
            &self.config.check.select
        } else {
            select
        };
        let ignore: Vec<Selector> = ignore
            .iter()
            .chain(&self.config.check.ignore)
            .cloned()
            .collect();
        Selection::new(select, &ignore)
    }

    pub(crate) fn profile(&self) -> Option<Profile> {
        self.config.check.profile
    }

    pub(crate) fn lang(&self) -> Option<Lang> {
        self.config.check.lang
    }

    pub(crate) fn baseline(&self) -> Option<PathBuf> {
        self.config
            .check
            .baseline
            .as_ref()
            .map(|b| self.folder().join(b))
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// Whether a file or folder is left out by `exclude`.
    pub(crate) fn excludes(&self, path: &Path) -> bool {
        let (Ok(path), Ok(folder)) = (path.canonicalize(), self.folder().canonicalize()) else {
            return false;
        };
        let Ok(relative) = path.strip_prefix(folder) else {
            return false;
        };
        let relative = files::shown(relative);
        self.config
            .check
            .exclude
            .iter()
            .any(|pattern| matches(pattern.trim_end_matches('/'), &relative))
    }

    /// The lists of items, each with its path; one that cannot be read is an error of its own.
    pub(crate) fn items(&self) -> Vec<(PathBuf, Result<ItemTable, String>)> {
        let read = |name: &String| {
            let path = self.folder().join(name);
            let list = fs::read(&path)
                .map_err(|e| e.to_string())
                .and_then(|bytes| read_items(name, &bytes).map_err(|e| e.to_string()));
            (path, list)
        };
        self.config.items.iter().map(read).collect()
    }

    /// The case files that it names, by themselves or by their folder.
    pub(crate) fn cases(&self) -> Vec<(PathBuf, Kind)> {
        let config = &self.config;
        [
            (&config.requests, Kind::Request),
            (&config.reviews, Kind::Review),
            (&config.consultations, Kind::Consultation),
            (&config.records, Kind::Record),
        ]
        .into_iter()
        .flat_map(|(names, kind)| names.iter().map(move |name| (name, kind)))
        .flat_map(|(name, kind)| {
            let path = self.folder().join(name);
            let inside = fs::read_dir(&path).into_iter().flatten().flatten();
            let mut files: Vec<PathBuf> =
                inside.map(|e| e.path()).filter(|p| p.is_file()).collect();
            files.sort();
            if path.is_file() {
                files.push(path);
            }
            files.into_iter().map(move |file| (file, kind))
        })
        .collect()
    }

    /// The files of its own review pipelines.
    pub(crate) fn pipelines(&self) -> Vec<PathBuf> {
        self.beside(&self.config.pipelines)
    }

    /// The files of local rows of the retention schedule.
    pub(crate) fn schedules(&self) -> Vec<PathBuf> {
        self.beside(&self.config.schedules)
    }

    fn beside(&self, names: &[String]) -> Vec<PathBuf> {
        names.iter().map(|name| self.folder().join(name)).collect()
    }

    /// The unit's catalogue: the shipped one with the setup's overlays, its fields and level.
    pub(crate) fn catalogue(&self) -> Result<Catalogue, Failure> {
        let mut overlays: Vec<Overlay> = Vec::new();
        for name in &self.config.overlays {
            overlays.push(files::overlay(&self.folder().join(name))?);
        }
        self.unit
            .catalogue(self.unit.base_catalogue(), &overlays)
            .map_err(|e| Failure::file(&self.path, e))
    }

    /// The calendar: the national one with the setup's local layers.
    pub(crate) fn calendar(&self) -> Result<WorkCalendar, Failure> {
        let mut calendar = WorkCalendar::national().clone();
        for local in &self.config.calendars {
            calendar = calendar
                .with_local(local)
                .map_err(|e| Failure::file(&self.path, e))?;
        }
        Ok(calendar)
    }

    /// What happened, as the setup tells.
    pub(crate) fn events(&self) -> &[Event] {
        &self.config.events
    }
}

/// Whether a path fits a pattern: `*` within a part, `**` across parts; a pattern also fits
/// everything below what it names, and one without `/` fits a part anywhere.
fn matches(pattern: &str, path: &str) -> bool {
    let whole: Vec<&str> = path.split('/').collect();
    if !pattern.contains('/') {
        return whole.iter().any(|part| part_matches(pattern, part));
    }
    let parts: Vec<&str> = pattern.split('/').filter(|p| !p.is_empty()).collect();
    parts_match(&parts, &whole)
}

fn parts_match(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, _) => true,
        (Some((&"**", rest)), _) => {
            parts_match(rest, path)
                || path
                    .split_first()
                    .is_some_and(|(_, below)| parts_match(pattern, below))
        }
        (Some((first, rest)), Some((part, below))) => {
            part_matches(first, part) && parts_match(rest, below)
        }
        (Some(_), None) => false,
    }
}

fn part_matches(pattern: &str, part: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == part,
        Some((before, after)) => part.strip_prefix(before).is_some_and(|rest| {
            rest.char_indices()
                .map(|(at, _)| at)
                .chain([rest.len()])
                .any(|at| rest.get(at..).is_some_and(|tail| part_matches(after, tail)))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        for (pattern, path, fits) in [
            ("*.bak", "docs/a.bak", true),
            ("drafts", "docs/drafts/a.txt", true),
            ("docs/drafts", "docs/drafts/a.txt", true),
            ("docs/drafts", "other/drafts/a.txt", false),
            ("docs/**/a*.txt", "docs/x/y/abc.txt", true),
            ("docs/*.txt", "docs/x/a.txt", false),
        ] {
            assert_eq!(matches(pattern, path), fits, "{pattern} {path}");
        }
    }
}
