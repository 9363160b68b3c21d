//! Files out: calendars, tables, the register, letters.

use chrono::{DateTime, NaiveDate, Utc};
use gongkai::case::Entry;
use gongkai::duty::Agenda;
use gongkai::law::Lang;
use gongkai::request::{
    Letter, LetterCase, LetterDraft, Office, RegisterRow, RequestCase, RequestEvent, Settings,
};
use gongkai_formats::ics::{IcsCalendar, IcsEvent, ics as calendar_text};
use gongkai_formats::letter::{docx, html};
use gongkai_formats::register::register as register_sheet;
use gongkai_formats::sheet::{Sheet, Value, csv, xlsx};
use serde::Deserialize;

use crate::base64;
use crate::context::{CalendarOptions, Context};
use crate::families::duty::{AgendaOf, planned};
use crate::families::request::of_letter;
use crate::fault::Fault;
use crate::operation::{requests, responses};

requests! {
    /// An agenda, and what file it is to be.
    pub(crate) AgendaFile as "formats.AgendaFileRequest" {
        /// The agenda.
        agenda: AgendaOf,
        /// What file.
        format: AgendaFormat,
        /// When the file was made, for iCalendar; no clock is read.
        stamp: Option<DateTime<Utc>>,
        /// How many days before a duty is due a reminder is shown; 3 unless given.
        remind_days: Option<u32>,
    }
    /// Days to be a calendar.
    pub(crate) IcsFile as "formats.IcsRequest" {
        /// The name that calendar programs show.
        name: String,
        /// When the file was made; no clock is read.
        stamp: DateTime<Utc>,
        /// The entries.
        events: Vec<IcsEntry>,
    }
    /// Tables to be written.
    pub(crate) SheetFile as "formats.SheetsRequest" {
        /// The tables.
        sheets: Vec<SheetGiven>,
        /// What file.
        format: TableFormat,
        /// Whether CSV begins with a byte order mark, without which Excel takes UTF-8 for GBK.
        #[serde(default)]
        bom: bool,
    }
    /// The cases of an office, and what file the register is to be.
    pub(crate) RegisterFile as "formats.RegisterRequest" {
        /// The cases.
        cases: Vec<CaseGiven>,
        /// The day as of which they are seen.
        as_of: NaiveDate,
        /// The settings of the office.
        #[serde(default)]
        settings: Settings,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
        /// What file.
        format: TableFormat,
        /// Whether CSV begins with a byte order mark.
        #[serde(default)]
        bom: bool,
        /// The language of the heads.
        lang: Option<Lang>,
    }
    /// A letter, and what file it is to be.
    pub(crate) LetterFile as "formats.LetterRequest" {
        /// The body that writes.
        office: Office,
        /// What letters of the case have in common.
        case: LetterCase,
        /// What the letter is about.
        draft: LetterDraft,
        /// The document number.
        number: Option<String>,
        /// The day of the letter.
        on: NaiveDate,
        /// What file.
        format: LetterFormat,
    }
}

responses! {
    /// A file that was written.
    pub(crate) File as "formats.File" {
        /// Its bytes, as base64.
        content_base64: String,
        /// Its content, where it is a text.
        text: Option<String>,
        /// Its media type.
        media_type: &'static str,
    }
}

/// What file an agenda is to be.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.AgendaFormat"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum AgendaFormat {
    /// iCalendar: what is still to be done.
    Ics,
    /// CSV, with a byte order mark.
    Csv,
    /// A workbook.
    Xlsx,
}

/// What file a table is to be.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.TableFormat"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum TableFormat {
    /// CSV.
    Csv,
    /// A workbook.
    Xlsx,
}

/// What file a letter is to be.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.LetterFormat"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum LetterFormat {
    /// A Word document.
    Docx,
    /// A page that prints as a sheet of A4.
    Html,
}

/// An all-day entry of a calendar (日历条目).
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.IcsEntry"))]
#[serde(deny_unknown_fields)]
pub(crate) struct IcsEntry {
    /// What identifies it from one export to the next.
    id: String,
    /// The first day.
    start: NaiveDate,
    /// The last day; the first unless given.
    end: Option<NaiveDate>,
    /// The line shown.
    summary: String,
    /// What stands below it.
    #[serde(default)]
    description: String,
    /// Words to sort by.
    #[serde(default)]
    categories: Vec<String>,
    /// A page.
    url: Option<String>,
    /// Whether the day is taken.
    #[serde(default)]
    busy: bool,
    /// How many days before a reminder is shown; none unless given.
    remind_days: Option<u32>,
}

/// A table to be written.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.SheetGiven"))]
#[serde(deny_unknown_fields)]
pub(crate) struct SheetGiven {
    /// Its name.
    #[serde(default)]
    name: String,
    /// The heads of the columns.
    #[serde(default)]
    heads: Vec<String>,
    /// The rows.
    rows: Vec<Vec<CellGiven>>,
}

/// A value of a cell; nothing of it given is an empty cell.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.CellGiven"))]
#[serde(deny_unknown_fields)]
pub(crate) struct CellGiven {
    /// A text.
    text: Option<String>,
    /// A number.
    number: Option<f64>,
    /// A day.
    date: Option<NaiveDate>,
}

/// A case with its file.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "formats.CaseGiven"))]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseGiven {
    /// The id.
    case: String,
    /// The file, in its order.
    entries: Vec<Entry<RequestEvent>>,
}

impl File {
    fn text(text: String, media_type: &'static str) -> Self {
        Self {
            content_base64: base64::encode(text.as_bytes()),
            text: Some(text),
            media_type,
        }
    }

    fn bytes(bytes: &[u8], media_type: &'static str) -> Self {
        Self {
            content_base64: base64::encode(bytes),
            text: None,
            media_type,
        }
    }

    fn table(sheets: &[Sheet], format: TableFormat, bom: bool) -> Self {
        let empty = Sheet::default();
        match format {
            TableFormat::Csv => {
                let first = sheets.first().unwrap_or(&empty);
                Self::text(csv(first, bom), "text/csv")
            }
            TableFormat::Xlsx => Self::bytes(
                &xlsx(sheets),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
        }
    }
}

pub(super) fn agenda(request: &AgendaFile, _: Context) -> Result<File, Fault> {
    let lang = request.agenda.lang();
    let found = planned(&request.agenda)?;
    let sheet = || Sheet {
        name: match lang {
            Lang::Zh => "公开日程".to_owned(),
            Lang::En => "agenda".to_owned(),
        },
        heads: Agenda::header(lang).map(str::to_owned).to_vec(),
        rows: found
            .rows(lang)
            .into_iter()
            .map(|row| row.into_iter().map(Value::from).collect())
            .collect(),
    };
    match request.format {
        AgendaFormat::Csv => Ok(File::table(&[sheet()], TableFormat::Csv, true)),
        AgendaFormat::Xlsx => Ok(File::table(&[sheet()], TableFormat::Xlsx, true)),
        AgendaFormat::Ics => {
            let Some(stamp) = request.stamp else {
                return Err(Fault::bad_value(
                    "/stamp",
                    "日历文件要写明制作时间（stamp）".to_owned(),
                    "an iCalendar file needs `stamp`, when it was made".to_owned(),
                ));
            };
            let entries = found.calendar_entries(lang).into_iter();
            let events = entries.map(|entry| IcsEvent {
                id: entry.uid.trim_end_matches("@gongkai").to_owned(),
                start: entry.date,
                end: entry.date,
                summary: entry.summary,
                description: entry.description,
                busy: true,
                remind_days: Some(request.remind_days.unwrap_or(3)),
                ..IcsEvent::default()
            });
            let calendar = IcsCalendar {
                name: found.unit.clone(),
                stamp,
                events: events.collect(),
            };
            Ok(File::text(calendar_text(&calendar), "text/calendar"))
        }
    }
}

pub(super) fn ics(request: &IcsFile, _: Context) -> Result<File, Fault> {
    let events = request.events.iter().map(|entry| IcsEvent {
        id: entry.id.clone(),
        start: entry.start,
        end: entry.end.unwrap_or(entry.start),
        summary: entry.summary.clone(),
        description: entry.description.clone(),
        categories: entry.categories.clone(),
        url: entry.url.clone(),
        busy: entry.busy,
        remind_days: entry.remind_days,
    });
    let calendar = IcsCalendar {
        name: request.name.clone(),
        stamp: request.stamp,
        events: events.collect(),
    };
    Ok(File::text(calendar_text(&calendar), "text/calendar"))
}

pub(super) fn sheets(request: &SheetFile, _: Context) -> Result<File, Fault> {
    let value = |cell: &CellGiven| match (&cell.text, cell.number, cell.date) {
        (Some(text), _, _) => Value::Text(text.clone()),
        (None, Some(number), _) => Value::Number(number),
        (None, None, Some(date)) => Value::Date(date),
        (None, None, None) => Value::Empty,
    };
    let sheet = |given: &SheetGiven| Sheet {
        name: given.name.clone(),
        heads: given.heads.clone(),
        rows: given
            .rows
            .iter()
            .map(|row| row.iter().map(value).collect())
            .collect(),
    };
    let sheets: Vec<Sheet> = request.sheets.iter().map(sheet).collect();
    Ok(File::table(&sheets, request.format, request.bom))
}

pub(super) fn register(request: &RegisterFile, _: Context) -> Result<File, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let row = |given: &CaseGiven| {
        let id = given.case.as_str();
        let case = RequestCase::replay(id, &given.entries, &request.settings, request.as_of);
        RegisterRow::of(&given.entries, &case.status(&calendar))
    };
    let rows: Vec<RegisterRow> = request.cases.iter().map(row).collect();
    let sheet = register_sheet(&rows, request.lang.unwrap_or(Lang::Zh));
    Ok(File::table(&[sheet], request.format, request.bom))
}

pub(super) fn letter(request: &LetterFile, _: Context) -> Result<File, Fault> {
    let LetterFile {
        office,
        case,
        draft,
        number,
        on,
        format,
    } = request;
    let letter =
        Letter::write(office, case, draft, number.as_deref(), *on).map_err(|e| of_letter(&e))?;
    Ok(match format {
        LetterFormat::Docx => File::bytes(
            &docx(&letter),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        LetterFormat::Html => File::text(html(&letter), "text/html"),
    })
}
