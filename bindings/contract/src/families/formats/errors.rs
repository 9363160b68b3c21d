//! The errors of files, in the contract's terms.

use gongkai::law::Lang;
use gongkai_formats::FormatError;
use gongkai_formats::case_file::AppendError;
use gongkai_formats::config::ConfigError;
use gongkai_formats::pipeline::PipelineFileError;
use serde_json::{Value, json};

use crate::fault::Explained;

impl Explained for FormatError {
    const KIND: &'static str = "FormatError";
    const CODES: &'static [&'static str] = &[
        "pdf",
        "not_text",
        "unsupported",
        "nul",
        "encoding",
        "too_long",
        "archive",
        "part",
        "part_too_large",
        "xml",
        "json",
        "no_table",
        "unreadable",
    ];
    fn code(&self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::NotText { .. } => "not_text",
            Self::Unsupported { .. } => "unsupported",
            Self::Nul { .. } => "nul",
            Self::Encoding { .. } => "encoding",
            Self::TooLong { .. } => "too_long",
            Self::Archive { .. } => "archive",
            Self::Part { .. } => "part",
            Self::PartTooLarge { .. } => "part_too_large",
            Self::Xml { .. } => "xml",
            Self::Json { .. } => "json",
            Self::NoTable { .. } => "no_table",
            _ => "unreadable",
        }
    }
    fn message(&self, lang: Lang) -> String {
        self.message(lang)
    }
}

impl Explained for ConfigError {
    const KIND: &'static str = "ConfigError";
    const CODES: &'static [&'static str] = &["bad_config"];
    fn code(&self) -> &'static str {
        "bad_config"
    }
    fn message(&self, lang: Lang) -> String {
        self.message(lang)
    }
    fn data(&self) -> Value {
        json!({ "line": self.line, "column": self.column, "key": self.key, "reason": self.reason })
    }
}

impl Explained for PipelineFileError {
    const KIND: &'static str = "PipelineFileError";
    const CODES: &'static [&'static str] = &["bad_pipeline"];
    fn code(&self) -> &'static str {
        "bad_pipeline"
    }
    fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("第{}行：{}", self.line, self.what),
            Lang::En => self.to_string(),
        }
    }
    fn data(&self) -> Value {
        json!({ "line": self.line, "what": self.what })
    }
}

impl Explained for AppendError {
    const KIND: &'static str = "AppendError";
    const CODES: &'static [&'static str] = &["broken_line", "list", "unwritable"];
    fn code(&self) -> &'static str {
        match self {
            Self::Broken(_) => "broken_line",
            Self::List => "list",
            _ => "unwritable",
        }
    }
    fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::Zh, Self::Broken(fault)) => {
                format!("文件里有读不懂的行，不能再往后写：{}", fault.message(lang))
            }
            (Lang::Zh, Self::List) => {
                "文件是一个JSON列表，只能往一行一个事件的文件后面写".to_owned()
            }
            (Lang::Zh, Self::Unwritable { reason }) => format!("事件写不出来：{reason}"),
            _ => self.to_string(),
        }
    }
}
