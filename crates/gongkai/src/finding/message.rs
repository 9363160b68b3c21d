use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::rule::RuleInfo;
pub use crate::law::Lang;

/// One fact that a message mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.Arg"))]
#[serde(untagged)]
pub enum Arg {
    /// A number.
    Number(i64),
    /// A day.
    Date(NaiveDate),
    /// A text, quoted as it is.
    Text(String),
    /// A text in both languages.
    Both {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
}

impl Arg {
    /// The fact as it stands in a sentence of a language: dates as `2026-03-02`.
    pub fn render(&self, lang: Lang) -> Cow<'_, str> {
        match self {
            Self::Number(n) => Cow::Owned(n.to_string()),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Both { zh, en } => Cow::Borrowed(match lang {
                Lang::Zh => zh,
                Lang::En => en,
            }),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}

impl From<NaiveDate> for Arg {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

/// What a finding says, as data: the name of one of its rule's sentences, and the facts that
/// fill it. The sentences stand on the rule's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "finding.Message"))]
pub struct Message {
    /// Which of the rule's sentences.
    pub key: Cow<'static, str>,
    /// The facts by name.
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

impl Message {
    /// The sentence of this key of the rule's page, without facts.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self {
            key: key.into(),
            args: Vec::new(),
        }
    }

    /// The same with one more fact.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Arg>) -> Self {
        self.args.push((name.into(), value.into()));
        self
    }

    /// The fact of this name, if the message has it.
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value)
    }

    /// The sentence. A name in `{}` that has no fact is left standing, so that it is seen.
    pub fn render(&self, rule: &RuleInfo, lang: Lang) -> String {
        let Some(template) = rule.template(&self.key, lang) else {
            return format!("{}: {}", rule.title(lang), self);
        };
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            if let Some(value) = self.arg(name) {
                let value = value.render(lang);
                if out.ends_with('“') && tail.starts_with('”') && holds_quotation(&value) {
                    // Quotation marks inside quotation marks cannot be read.
                    out.pop();
                    out.push_str(&quoted(&value, lang));
                    rest = tail.strip_prefix('”').unwrap_or(tail);
                    continue;
                }
                out.push_str(&value);
            } else {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

fn holds_quotation(text: &str) -> bool {
    text.contains(['“', '”', '"'])
}

/// A piece of text in the quotation marks of a language; in others where it holds such marks
/// itself.
///
/// ```
/// use gongkai::finding::{Lang, quoted};
/// assert_eq!(quoted("XX区", Lang::Zh), "“XX区”");
/// assert_eq!(quoted("“十三五”开局", Lang::Zh), "「“十三五”开局」");
/// assert_eq!(quoted("XX区", Lang::En), "`XX区`");
/// ```
pub fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh if holds_quotation(text) => format!("「{text}」"),
        Lang::Zh => format!("“{text}”"),
        Lang::En => format!("`{text}`"),
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key)?;
        for (name, value) in &self.args {
            write!(f, " {name}={}", value.render(Lang::En))?;
        }
        Ok(())
    }
}
