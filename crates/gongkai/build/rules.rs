//! The front matter of `rules/*.md`: a TOML table between two lines of `+++`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostics::{Problems, Source, files};
use crate::law::Law;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    name: String,
    zh: String,
    en: String,
    severity: Spanned<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    fixable: bool,
    basis: Vec<Spanned<String>>,
    message: BTreeMap<String, Sentence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    zh: String,
    en: String,
}

pub fn build(root: &Path, out: &Path, law: &Law, problems: &mut Problems) {
    let mut table = String::from("static RULES: &[RuleInfo] = &[\n");
    let mut pages =
        String::from("fn page(code: &str) -> Option<&'static str> {\n    match code {\n");
    for path in files(&root.join("rules"), "md") {
        let code = path
            .file_stem()
            .and_then(|s| s.to_str())
            .unwrap_or_default()
            .to_owned();
        let is_code = code.len() == 6
            && code.bytes().take(3).all(|b| b.is_ascii_uppercase())
            && code.bytes().skip(3).all(|b| b.is_ascii_digit());
        if !is_code {
            continue; // the generated index, notes
        }
        let mut source = Source::read(&path, problems);
        let Some(front) = source
            .text
            .strip_prefix("+++\n")
            .and_then(|rest| rest.split_once("\n+++\n"))
        else {
            problems.push(&path, 1, "no front matter between two lines of +++");
            continue;
        };
        // One blank line stands for the opening +++, so that lines are counted as in the file.
        source.text = format!("\n{}", front.0);
        let Some(front) = source.toml::<Front>(problems) else {
            continue;
        };
        for citation in &front.basis {
            law.check(&source, citation, problems);
        }
        if front.basis.is_empty() {
            problems.push(&path, 1, "a rule rests on something: `basis` is empty");
        }
        let severity = match front.severity.get_ref().as_str() {
            "error" => "Error",
            "warning" => "Warning",
            "info" => "Info",
            other => {
                problems.at(
                    &source,
                    front.severity.span(),
                    &format!("unknown severity `{other}`"),
                );
                continue;
            }
        };
        let status = if front.optional { "Optional" } else { "Stable" };
        let basis: Vec<&str> = front.basis.iter().map(|b| b.get_ref().as_str()).collect();
        let messages: Vec<(&str, &str, &str)> = front
            .message
            .iter()
            .map(|(key, s)| (key.as_str(), s.zh.as_str(), s.en.as_str()))
            .collect();
        let _ = writeln!(
            table,
            "    RuleInfo {{ code: RuleCode(*b{code:?}), name: {:?}, zh: {:?}, en: {:?}, severity: Severity::{severity}, status: RuleStatus::{status}, fixable: {}, basis: &{basis:?}, messages: &{messages:?} }},",
            front.name, front.zh, front.en, front.fixable,
        );
        let _ = writeln!(
            pages,
            "        {code:?} => Some(include_str!({:?})),",
            path.display().to_string()
        );
    }
    table.push_str("];\n\n");
    pages.push_str("        _ => None,\n    }\n}\n");
    if let Err(error) = fs::write(out.join("rules.rs"), table + &pages) {
        problems.push(out, 0, &error.to_string());
    }
}
