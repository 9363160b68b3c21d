//! `gongkai rule`.

use std::fmt::Write as _;
use std::process::ExitCode;

use gongkai::finding::{Lang, RuleCode, RuleInfo, RuleStatus, rule, rule_page, rules};
use gongkai::law::{Citation, Registry};
use serde_json::json;

use crate::args::{PlainFormat, RuleArgs};
use crate::output::{self, Failure};

pub(crate) fn run(args: &RuleArgs) -> Result<ExitCode, Failure> {
    let Some(code) = &args.code else {
        match args.format {
            PlainFormat::Json => output::json(&rules())?,
            PlainFormat::Text => output::print(&list(args.lang))?,
        }
        return Ok(ExitCode::SUCCESS);
    };
    let code: RuleCode = code.parse()?;
    let (Some(info), Some(page)) = (rule(code), rule_page(code)) else {
        return Err(Failure::new(format!(
            "there is no rule `{code}`; `gongkai rule` lists them"
        )));
    };
    match args.format {
        PlainFormat::Json => output::json(&json!({
            "rule": info,
            "basis": basis(info, args.lang),
            "page": body(page),
        }))?,
        PlainFormat::Text => {
            output::print(&format!(
                "{}\n{}",
                head(info, args.lang),
                readable(body(page), args.lang)
            ))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn basis(info: &RuleInfo, lang: Lang) -> Vec<String> {
    let registry = Registry::builtin();
    let show = |c: Citation| match lang {
        Lang::Zh => c.chinese(registry),
        Lang::En => c.english(registry),
    };
    info.citations().into_iter().map(show).collect()
}

/// The page without its front matter.
fn body(page: &str) -> &str {
    page.strip_prefix("+++\n")
        .and_then(|rest| rest.split_once("\n+++\n"))
        .map_or(page, |(_, body)| body.trim_start())
}

fn head(info: &RuleInfo, lang: Lang) -> String {
    let separator = if lang == Lang::Zh { "；" } else { "; " };
    format!(
        "{} {} · {} · {}\n",
        info.code,
        info.name,
        info.severity.label(lang),
        basis(info, lang).join(separator),
    )
}

fn list(lang: Lang) -> String {
    let mut out = String::new();
    for info in rules() {
        let mut marks = String::new();
        if info.fixable {
            marks.push_str(if lang == Lang::Zh {
                " [可改]"
            } else {
                " [fixable]"
            });
        }
        if info.status == RuleStatus::Optional {
            marks.push_str(if lang == Lang::Zh {
                " [选用]"
            } else {
                " [optional]"
            });
        }
        let _ = writeln!(
            out,
            "{}  {}  {}{marks}",
            info.code,
            info.severity.label(lang),
            info.title(lang)
        );
    }
    out
}

/// The page for a terminal: its examples marked as bad, good or mended instead of fenced.
fn readable(page: &str, lang: Lang) -> String {
    let mut out = String::with_capacity(page.len());
    let mut fence: Option<&str> = None;
    for line in page.lines() {
        if let Some(info) = line.strip_prefix("```") {
            fence = if fence.is_some() {
                None
            } else {
                let word = |w: &str| info.split_whitespace().any(|i| i == w);
                Some(if word("bad") {
                    "  ✗ "
                } else if word("good") {
                    "  ✓ "
                } else if word("fixed") {
                    "  → "
                } else {
                    "    "
                })
            };
            continue;
        }
        out.push_str(fence.unwrap_or_default());
        out.push_str(line);
        out.push('\n');
    }
    if out.contains('⟦') {
        out.push_str(match lang {
            Lang::Zh => "\n⟦…⟧ 之间是查出的位置。\n",
            Lang::En => "\n⟦…⟧ marks the places that are found.\n",
        });
    }
    out
}
