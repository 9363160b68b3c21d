//! `gongkai.toml`: the unit, its lists and what it checks (配置).

use gongkai::calendar::LocalCalendar;
use gongkai::duty::Event;
use gongkai::finding::{Lang, Profile, Selector};
use gongkai::request::Office;
use gongkai::unit::Unit;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use toml::de::{DeTable, DeValue};

/// What `gongkai.toml` says (配置).
///
/// ```
/// use gongkai_formats::config::Config;
/// let config = Config::parse(r#"
/// items = ["items.xlsx"]
///
/// [unit]
/// name = "青禾镇人民政府"
/// level = "township"
///
/// [check]
/// ignore = ["TXT001"]
/// profile = "publish"
///
/// [[event]]
/// date = 2026-03-02
/// kind = "approved"
/// title = "青禾镇2026年预算"
/// "#)?;
/// assert_eq!(config.unit.unwrap().name, "青禾镇人民政府");
/// assert_eq!(config.events[0].date.to_string(), "2026-03-02");
/// assert_eq!(config.events[0].kind, gongkai::duty::EventKind::Approved);
///
/// let error = Config::parse("[unit]\nname = \"青禾镇\"\nlevle = \"township\"\n").unwrap_err();
/// assert_eq!((error.line, error.column, error.key.as_deref()), (3, 1, Some("levle")));
/// # Ok::<(), gongkai_formats::config::ConfigError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The body that discloses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// What letters to applicants tell about the body and those above it: `[office]`. Without a
    /// `body` there, the name of the unit stands in letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Office>,
    /// Lists of published information, as paths from the folder of this file: JSON, CSV, XLSX
    /// or HTML.
    pub items: Vec<String>,
    /// Applications for information: case files, or folders of them, as paths from the folder
    /// of this file.
    pub requests: Vec<String>,
    /// Items under review, likewise.
    pub reviews: Vec<String>,
    /// Consultations, likewise.
    pub consultations: Vec<String>,
    /// Records with their retention, likewise.
    pub records: Vec<String>,
    /// Review pipelines of one's own, as TOML files from the folder of this file; they come
    /// before the shipped ones.
    pub pipelines: Vec<String>,
    /// Local rows of the retention schedule, as TOML files from the folder of this file.
    pub schedules: Vec<String>,
    /// Local adjustments of the catalogue, as paths from the folder of this file.
    pub overlays: Vec<String>,
    /// What happened, for duties to begin: `[[event]]`. Dates may be bare TOML dates.
    #[serde(rename = "event")]
    pub events: Vec<Event>,
    /// Local working calendars, over the national one: `[[calendar]]`.
    #[serde(rename = "calendar")]
    pub calendars: Vec<LocalCalendar>,
    /// How documents are checked: `[check]`.
    pub check: CheckConfig,
}

/// The table `[check]` (检查设置).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CheckConfig {
    /// The rules that run: codes, families or `ALL`; empty means the stable ones.
    pub select: Vec<Selector>,
    /// The rules that do not.
    pub ignore: Vec<Selector>,
    /// What holds a text up: `draft` or `publish`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// The language of the output: `zh` or `en`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// The file of human verdicts, as a path from the folder of this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// Files and folders left out, as patterns over paths from the folder of this file.
    pub exclude: Vec<String>,
}

/// What is wrong in a `gongkai.toml`, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, column {column}{}: {reason}", key.as_ref().map(|k| format!(", key `{k}`")).unwrap_or_default())]
pub struct ConfigError {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// The key on that line, if one stands there.
    pub key: Option<String>,
    /// What is wrong.
    pub reason: String,
}

impl ConfigError {
    /// The sentence for a reader; in English the same as `to_string()`.
    pub fn message(&self, lang: Lang) -> String {
        let Self {
            line,
            column,
            key,
            reason,
        } = self;
        match (lang, key) {
            (Lang::En, _) => self.to_string(),
            (Lang::Zh, Some(key)) => format!("第 {line} 行第 {column} 列，`{key}`：{reason}"),
            (Lang::Zh, None) => format!("第 {line} 行第 {column} 列：{reason}"),
        }
    }
}

impl Config {
    /// Reads the text of a `gongkai.toml`. Dates may stand with or without quotes.
    ///
    /// # Errors
    /// When it is not TOML, names a key that is not known, or gives a value that does not fit:
    /// with line, column and key.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        parse_toml(text)
    }
}

/// Reads TOML into a type whose dates are strings to serde: bare dates are quoted first, and
/// places in errors counted back.
fn parse_toml<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ConfigError> {
    let table = DeTable::parse(text).map_err(|e| error(text, e.span().map(|s| s.start), &e))?;
    let mut dates = Vec::new();
    for (_, value) in table.get_ref() {
        find_dates(value.span(), value.get_ref(), &mut dates);
    }
    dates.sort_by_key(|span| span.start);
    let mut quoted = String::with_capacity(text.len() + 2 * dates.len());
    let mut at = 0;
    for date in &dates {
        quoted.push_str(text.get(at..date.start).unwrap_or(""));
        quoted.push('"');
        quoted.push_str(text.get(date.clone()).unwrap_or(""));
        quoted.push('"');
        at = date.end;
    }
    quoted.push_str(text.get(at..).unwrap_or(""));
    toml::from_str(&quoted).map_err(|e| {
        let place = e.span().map(|span| {
            // Each date before the place was given two quotes, one begun before it at least one.
            let mut start = span.start;
            for (n, date) in dates.iter().enumerate() {
                let opened = date.start + 2 * n;
                let closed = date.end + 2 * n + 1;
                if span.start > opened {
                    start -= 1;
                }
                if span.start > closed {
                    start -= 1;
                }
            }
            start
        });
        error(text, place, &e)
    })
}

fn find_dates(
    span: std::ops::Range<usize>,
    value: &DeValue<'_>,
    out: &mut Vec<std::ops::Range<usize>>,
) {
    match value {
        DeValue::Datetime(_) => out.push(span),
        DeValue::Array(values) => {
            for value in values {
                find_dates(value.span(), value.get_ref(), out);
            }
        }
        DeValue::Table(table) => {
            for (_, value) in table {
                find_dates(value.span(), value.get_ref(), out);
            }
        }
        _ => {}
    }
}

fn error(text: &str, place: Option<usize>, error: &toml::de::Error) -> ConfigError {
    let position = crate::offsets::Walker::new(text).to(place.unwrap_or(0));
    let line = text
        .get(position.line_start..)
        .unwrap_or("")
        .lines()
        .next()
        .unwrap_or("");
    let key = line.split_once('=').map(|(key, _)| key.trim().to_owned());
    let table = || line.trim().trim_matches(['[', ']']).trim().to_owned();
    let key = key.or_else(|| line.trim_start().starts_with('[').then(table));
    ConfigError {
        line: position.line,
        column: position.column,
        key: key.filter(|k| !k.is_empty()),
        reason: error.message().trim().replace('\n', "; "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (usize, usize, Option<String>) {
        let error = Config::parse(text).unwrap_err();
        (error.line, error.column, error.key)
    }

    #[test]
    fn errors_name_line_column_and_key() {
        assert_eq!(
            fault("[check]\nselect = [\"ZZZ\"]\n"),
            (2, 10, Some("select".to_owned()))
        );
        assert_eq!(
            fault("[unit]\nname = 3\nlevel = \"county\"\n"),
            (2, 8, Some("name".to_owned()))
        );
        // Just behind the bracket that is never closed.
        assert_eq!(fault("items = [\n"), (1, 10, Some("items".to_owned())));
        // After a bare date on the same line: the place is that of the file as it is.
        let text = "event = [{ date = 2026-01-01, title = \"甲\", wrong = 1 }]\n";
        assert_eq!(fault(text).0, 1);
        assert_eq!(
            fault(text).1,
            text.chars().take_while(|c| *c != 'w').count() + 1
        );
    }

    #[test]
    fn a_unit_without_a_name_is_an_error_at_its_table() {
        let (line, _, key) = fault("items = []\n\n[unit]\nlevel = \"county\"\n");
        assert_eq!((line, key.as_deref()), (3, Some("unit")));
    }

    #[test]
    fn local_calendars_and_empty_files() {
        let text = "[[calendar]]\nregion = \"广西壮族自治区\"\ndays = [{ date = 2026-04-20, kind = \"statutory_holiday\", name = \"壮族三月三\", basis = \"自治区规定\" }]\n";
        assert_eq!(
            Config::parse(text).unwrap().calendars[0].days[0].name,
            "壮族三月三"
        );
        assert_eq!(Config::parse("").unwrap(), Config::default());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "items = [\"a.csv\"]\n[check]\nselect = [\"TXT\"]\n";
        let config = Config::parse(text).unwrap();
        assert_eq!(
            Config::parse(&toml::to_string(&config).unwrap()).unwrap(),
            config
        );
    }
}
