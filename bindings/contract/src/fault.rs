//! What can go wrong, in one shape for every language (错误).

use gongkai::finding::Severity;
use gongkai::law::{Citation, Lang};
use serde::Serialize;
use serde_json::Value;

/// An error as it crosses the boundary. Each language makes of it an exception of the class
/// named in `kind`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "contract.Fault"))]
pub struct Fault {
    /// The error's name, the same in every language, as in `before_records`.
    #[serde(rename = "error")]
    pub code: String,
    /// The error enum of the core, as in `CalendarError`; `InputError` for a bad request.
    pub kind: &'static str,
    /// How bad it is: always an error today.
    pub severity: Severity,
    /// The sentence in Chinese.
    pub message: String,
    /// The sentence in English.
    pub message_en: String,
    /// The articles that it rests on.
    pub citations: Vec<Citation>,
    /// Where in the request, as a JSON pointer; empty for the request as a whole.
    pub path: String,
    /// What to do about it, where that is known.
    pub help: Option<String>,
    /// The facts of the error, by the names of the core.
    pub data: Value,
}

/// An error enum of the core, told in the contract's terms.
pub trait Explained {
    /// Its name in every language.
    const KIND: &'static str;
    /// Every code it can have.
    const CODES: &'static [&'static str];
    /// Which of them this is.
    fn code(&self) -> &str;
    /// The sentence.
    fn message(&self, lang: Lang) -> String;
    /// The articles that it rests on.
    fn citations(&self) -> Vec<Citation> {
        Vec::new()
    }
    /// Its facts.
    fn data(&self) -> Value {
        Value::Null
    }
}

/// An error enum with its codes.
#[derive(Debug, Clone, Copy)]
pub struct ErrorEnum {
    /// Its name in every language.
    pub kind: &'static str,
    /// Its codes.
    pub codes: &'static [&'static str],
}

/// Every error enum that an operation can give, and `InputError`.
pub fn error_enums() -> &'static [ErrorEnum] {
    const INPUT: ErrorEnum = ErrorEnum {
        kind: "InputError",
        codes: &[
            "unknown_operation",
            "not_json",
            "bad_request",
            "unserialisable",
        ],
    };
    const fn of<E: Explained>() -> ErrorEnum {
        ErrorEnum {
            kind: E::KIND,
            codes: E::CODES,
        }
    }
    const {
        &[
            INPUT,
            of::<gongkai::law::CitationParseError>(),
            of::<gongkai::law::PeriodParseError>(),
            of::<gongkai::calendar::CalendarError>(),
            of::<gongkai::catalogue::CatalogueError>(),
            of::<gongkai::catalogue::LimitParseError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::case::HashParseError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::request::RequestError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::request::LetterError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::request::FeeError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::request::RemedyError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::request::RowError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::duty::StretchParseError>(),
            #[cfg(feature = "formats")]
            of::<gongkai_formats::FormatError>(),
            #[cfg(feature = "formats")]
            of::<gongkai_formats::case_file::AppendError>(),
            #[cfg(feature = "formats")]
            of::<gongkai_formats::config::ConfigError>(),
            #[cfg(feature = "formats")]
            of::<gongkai_formats::pipeline::PipelineFileError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::review::ReviewError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::review::PipelineError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::consultation::ConsultationError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::retention::RetentionError>(),
            #[cfg(feature = "procedures")]
            of::<gongkai::retention::ScheduleError>(),
        ]
    }
}

impl Fault {
    /// The fault of an error of the core, at a place in the request.
    pub fn of<E: Explained>(error: &E) -> Self {
        Self {
            code: error.code().to_owned(),
            kind: E::KIND,
            severity: Severity::Error,
            message: error.message(Lang::Zh),
            message_en: error.message(Lang::En),
            citations: error.citations(),
            path: String::new(),
            help: None,
            data: error.data(),
        }
    }

    /// The same at a place in the request, as a JSON pointer.
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same with advice.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn input(code: &str, message: String, message_en: String) -> Self {
        Self {
            code: code.to_owned(),
            kind: "InputError",
            severity: Severity::Error,
            message,
            message_en,
            citations: Vec::new(),
            path: String::new(),
            help: None,
            data: Value::Null,
        }
    }

    /// A value that no rule of the request's shape forbids, and that is still not one: a name
    /// that nothing has.
    pub fn bad_value(path: impl Into<String>, message: String, message_en: String) -> Self {
        Self::input("bad_request", message, message_en).at(path)
    }

    pub(crate) fn unknown_operation(name: &str) -> Self {
        Self::input(
            "unknown_operation",
            format!("没有名为“{name}”的操作"),
            format!("there is no operation `{name}`"),
        )
    }

    pub(crate) fn unserialisable(error: &serde_json::Error) -> Self {
        Self::input(
            "unserialisable",
            format!("结果无法写成JSON：{error}"),
            format!("the response cannot be written as JSON: {error}"),
        )
    }

    pub(crate) fn bad_request(request: &str, error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let plain = text.split(" at line ").next().unwrap_or(&text);
        let path = place(request, error.line(), error.column());
        match error.classify() {
            serde_json::error::Category::Data => {
                return Self::not_such_a_request(path, plain);
            }
            _ => Self::input(
                "not_json",
                format!("请求不是完整的JSON：{plain}"),
                format!("not JSON: {plain}"),
            ),
        }
        .at(path)
    }

    /// JSON that is no such request, at a place, in serde's words.
    pub(crate) fn not_such_a_request(path: String, plain: &str) -> Self {
        Self::input(
            "bad_request",
            format!("请求的内容不合要求：{plain}"),
            format!("not such a request: {plain}"),
        )
        .at(path)
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message_en)?;
        if !self.path.is_empty() {
            write!(f, " at `{}`", self.path)?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}

impl<E: Explained> From<E> for Fault {
    fn from(error: E) -> Self {
        Self::of(&error)
    }
}

/// The JSON pointer of the value at a line and column (bytes, both from 1) of a JSON text: of
/// the innermost value begun there.
fn place(text: &str, line: usize, column: usize) -> String {
    /// A container that has been entered: the key or the number that stands in it now.
    enum Level {
        Object(String),
        Array(usize),
    }
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let until = (before + column).min(text.len());
    let bytes = text.as_bytes();
    let (mut levels, mut at) = (Vec::new(), 0);
    // Whether the next string is a key.
    let mut key = false;
    while let Some(&byte) = bytes.get(at).filter(|_| at < until) {
        match byte {
            b'{' => {
                levels.push(Level::Object(String::new()));
                key = true;
            }
            b'[' => {
                levels.push(Level::Array(0));
                key = false;
            }
            // The container that ends at the very place is the one at fault.
            b'}' | b']' if at + 1 < until => {
                levels.pop();
                key = false;
            }
            b',' => match levels.last_mut() {
                Some(Level::Array(n)) => *n += 1,
                Some(Level::Object(_)) => key = true,
                None => {}
            },
            b'"' => {
                let start = at;
                at += 1;
                while let Some(&b) = bytes.get(at).filter(|b| **b != b'"') {
                    at += if b == b'\\' { 2 } else { 1 };
                }
                if key && let Some(Level::Object(name)) = levels.last_mut() {
                    let quoted = text.get(start..=at).unwrap_or("\"\"");
                    *name = serde_json::from_str(quoted).unwrap_or_default();
                    key = false;
                }
            }
            _ => {}
        }
        at += 1;
    }
    let mut path = String::new();
    for level in levels {
        match level {
            Level::Object(name) if name.is_empty() => {}
            Level::Object(name) => {
                path.push('/');
                path.push_str(&name.replace('~', "~0").replace('/', "~1"));
            }
            Level::Array(n) => {
                path.push('/');
                path.push_str(&n.to_string());
            }
        }
    }
    path
}

impl Explained for gongkai::calendar::CalendarError {
    const KIND: &'static str = "CalendarError";
    const CODES: &'static [&'static str] = &[
        "before_records",
        "after_horizon",
        "reversed_span",
        "bad_notice",
        "bad_local_calendar",
    ];
    fn code(&self) -> &str {
        Self::code(self)
    }
    fn message(&self, lang: Lang) -> String {
        Self::message(self, lang)
    }
    fn data(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}
