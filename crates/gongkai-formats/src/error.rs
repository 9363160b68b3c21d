use gongkai::finding::Lang;
use thiserror::Error;

/// Why a file could not be read: what is wrong, and where in the file (读取错误).
///
/// The file's own name is not part of it: whoever opened the file knows it.
///
/// ```
/// use gongkai::finding::Lang;
/// let error = gongkai_formats::read::read("a.pdf", b"%PDF-1.7\n").unwrap_err();
/// assert_eq!(error.to_string(), "PDF is not read: export its text, or check the original document");
/// assert!(error.message(Lang::Zh).contains("不读取 PDF"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FormatError {
    /// The file is a PDF.
    #[error("PDF is not read: export its text, or check the original document")]
    Pdf,
    /// A known kind of file that is no text: a picture, an archive, a program.
    #[error("not a text: this is {what}")]
    NotText {
        /// What the first bytes say it is.
        what: &'static str,
    },
    /// A document of a kind that is not read.
    #[error("{what} is not read: save it as {instead}")]
    Unsupported {
        /// What it is.
        what: &'static str,
        /// What to save it as.
        instead: &'static str,
    },
    /// A byte that no text has.
    #[error("not a text: byte {offset} is NUL")]
    Nul {
        /// The place, in bytes from 0.
        offset: usize,
    },
    /// The bytes fit none of the encodings tried.
    #[error("the encoding cannot be told: byte {offset} fits neither UTF-8 nor GB18030 nor Big5")]
    Encoding {
        /// The first byte that fits none, from 0.
        offset: usize,
    },
    /// Longer than a text may be.
    #[error("too long: {length} bytes, at most {limit} are read")]
    TooLong {
        /// Its length in bytes.
        length: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The ZIP container of a DOCX or XLSX is broken or cut off.
    #[error("the document's ZIP container is broken: {reason}")]
    Archive {
        /// What is wrong with it.
        reason: String,
    },
    /// A part of a DOCX or XLSX is missing or cannot be unpacked.
    #[error("part `{part}` cannot be read: {reason}")]
    Part {
        /// The part's name in the container.
        part: String,
        /// Why.
        reason: String,
    },
    /// A part unpacks to more than is read: perhaps a zip bomb.
    #[error("part `{part}` unpacks to more than {limit} bytes")]
    PartTooLarge {
        /// The part's name in the container.
        part: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// A part is not well-formed XML.
    #[error("part `{part}` is not well-formed XML at byte {offset}: {reason}")]
    Xml {
        /// The part's name in the container.
        part: String,
        /// The place in the unpacked part, in bytes from 0.
        offset: u64,
        /// What is wrong.
        reason: String,
    },
    /// Not JSON.
    #[error("not JSON at line {line}, column {column}: {reason}")]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1, as the JSON reader counts: in bytes.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// No table, or none with a line of heads, in a file that should hold one.
    #[error("no list found: {reason}")]
    NoTable {
        /// What was looked for.
        reason: String,
    },
}

impl FormatError {
    /// The sentence for a reader; in English the same as `to_string()`.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Pdf => "不读取 PDF：请导出其中的文字，或检查原始文档".to_owned(),
            Self::NotText { what } => format!("不是文本：文件内容是 {what}"),
            Self::Unsupported { what, instead } => format!("不读取 {what}：请另存为 {instead}"),
            Self::Nul { offset } => format!("不是文本：第 {offset} 字节为 NUL"),
            Self::Encoding { offset } => {
                format!("无法判断编码：第 {offset} 字节既不合 UTF-8，也不合 GB18030 和 Big5")
            }
            Self::TooLong { length, limit } => {
                format!("文件过长：{length} 字节，最多读取 {limit} 字节")
            }
            Self::Archive { reason } => format!("文档的压缩结构已损坏：{}", chinese(reason)),
            Self::Part { part, reason } => format!("文档中的 `{part}` 无法读取：{reason}"),
            Self::PartTooLarge { part, limit } => {
                format!("文档中的 `{part}` 解压后超过 {limit} 字节")
            }
            Self::Xml {
                part,
                offset,
                reason,
            } => {
                format!("文档中的 `{part}` 第 {offset} 字节处不是合法的 XML：{reason}")
            }
            Self::Json {
                line,
                column,
                reason,
            } => {
                format!("第 {line} 行第 {column} 列不是合法的 JSON：{reason}")
            }
            Self::NoTable { reason } => format!("没有找到列表：{}", chinese(reason)),
        }
    }
}

/// Reasons that this crate gives itself.
pub(crate) const CUT_OFF: &str = "it is cut off, the directory at its end is missing";
pub(crate) const MISSING: &str = "it is missing";
pub(crate) const NO_CELLS: &str = "the file has no table with text in it";
pub(crate) const NO_HEADS: &str =
    "none of the first ten rows has a head for the title (标题, 信息名称, title)";
pub(crate) const NO_ARRAY: &str = "the JSON is neither an array nor an object with `items`";

/// A reason in Chinese where it is one of this crate's own; what a library says stays.
fn chinese(reason: &str) -> &str {
    match reason {
        CUT_OFF => "文件不完整，缺少末尾的目录",
        MISSING => "缺少这一部分",
        NO_CELLS => "文件中没有带文字的表格",
        NO_HEADS => "前十行中没有标题一列的表头（标题、信息名称）",
        NO_ARRAY => "JSON 既不是数组，也不是带 `items` 的对象",
        other => other,
    }
}
