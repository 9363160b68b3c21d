//! Files in and out (文件读写). Bytes cross as base64.

mod case_file;
mod errors;
mod out;
mod read;
mod report;
mod setup;

use crate::operation::operations;

operations! {
    /// Reads a file (TXT, Markdown, HTML, DOCX, XLSX, CSV, JSON) into a text and what its
    /// stretches are, as `check.document` takes them.
    "formats.read" => read::read, read::OfFile => read::FileRead, FormatError;
    /// Finds out the encoding of a text and decodes it.
    "formats.decode" => read::decode, read::Bytes => read::Decoded, FormatError;
    /// Reads a list of published information (XLSX, CSV, HTML, JSON).
    "formats.items" => read::items, read::OfFile => read::ItemList, FormatError;
    /// The tables of a file (XLSX, CSV, HTML), merged cells filled.
    "formats.tables" => read::tables, read::OfFile => read::Tables, FormatError;
    /// Reads a file and checks its text.
    "formats.check" => report::check, report::CheckFile => report::FileChecked, FormatError;
    /// Checks files and writes one report on them: text, JSON, SARIF or a page of HTML.
    "formats.report" => report::report, report::ReportOn => report::Written;
    /// An agenda as a file: iCalendar, CSV or XLSX.
    "formats.agenda" => out::agenda, out::AgendaFile => out::File, CatalogueError, CalendarError;
    /// Days as an iCalendar file.
    "formats.ics" => out::ics, out::IcsFile => out::File;
    /// Tables as a workbook; the first of them as CSV.
    "formats.sheets" => out::sheets, out::SheetFile => out::File;
    /// The register of applications as a file (登记台账).
    "formats.register" => out::register, out::RegisterFile => out::File, CalendarError;
    /// A letter to an applicant as DOCX or HTML.
    "formats.letter" => out::letter, out::LetterFile => out::File, LetterError, RequestError, RemedyError;
    /// Reads a case file: its entries, the first line that cannot be read, and the lines whose
    /// seal does not fit.
    "formats.read_case" => case_file::read, case_file::OfCase => case_file::CaseRead, FormatError;
    /// What is to be written behind a case file to add entries: a line each, sealed. Behind
    /// nothing it begins a file.
    "formats.append_case" => case_file::append, case_file::Append => case_file::Lines, FormatError, AppendError;
    /// Reads a `gongkai.toml`.
    "formats.config" => setup::config, setup::Toml => setup::Config, ConfigError;
    /// Reads a review pipeline of one's own, written in TOML.
    "formats.pipeline" => setup::pipeline, setup::Toml => setup::PipelineRead, PipelineFileError;
}
