//! What a unit owes the public, and by when (公开任务、公开日程).

use chrono::NaiveDate;
use gongkai::catalogue::{Catalogue, MatterId};
use gongkai::duty::{
    Agenda, CalendarEntry, Counts, Duty, Event, Planner, StatutoryDuty, Stretch, StretchParseError,
    Unplaced, WatchField, statutory,
};
use gongkai::item::Item;
use gongkai::law::Lang;
use gongkai::unit::Unit;
use serde_json::{Value, json};

use crate::context::{CalendarOptions, CatalogueOptions, Context};
use crate::fault::{Explained, Fault};
use crate::findings::Cited;
use crate::operation::{operations, requests, responses};

operations! {
    /// Everything that a unit owes over a span of days, how each stands, what to watch for, and
    /// what of the list has no place in it.
    "duty.agenda" => agenda, AgendaOf => AgendaAnswer, CatalogueError, CalendarError;
    /// The same as a page for the clerk who has to do the work: what is overdue first.
    "duty.page" => page, AgendaOf => Page, CatalogueError, CalendarError;
    /// The same as a table: its heads, and a row for each duty.
    "duty.table" => table, AgendaOf => Table, CatalogueError, CalendarError;
    /// What of it is still to be done, as entries of a calendar.
    "duty.calendar" => entries, AgendaOf => Entries, CatalogueError, CalendarError;
    /// The duties that law sets directly, which are no rows of the catalogue: all, or those of a
    /// unit.
    "duty.statutory" => of_law, OfLaw => StatutoryDuties;
    /// Which duties set by law a title is of.
    "duty.recognise" => recognise, Recognise => Recognised;
    /// The stretch of the calendar that a title names (所属期); absent when it names none.
    "duty.stretch" => named, Named => StretchAnswer;
    /// Reads a stretch of the calendar, as in `2026`, `2026H1`, `2026Q3` or `2026-10`.
    "duty.read_stretch" => read, ReadStretch => StretchAnswer, StretchParseError;
    /// The month, quarter, half or year in which a day lies.
    "duty.stretch_of" => of_day, StretchOf => StretchAnswer;
}

requests! {
    /// A unit, what happened, what is published, and the span that is asked about.
    pub(crate) AgendaOf as "duty.AgendaRequest" {
        /// The body that discloses.
        unit: Unit,
        /// What happened.
        #[serde(default)]
        events: Vec<Event>,
        /// What is published, or about to be.
        #[serde(default)]
        items: Vec<Item>,
        /// The first day of the span.
        from: NaiveDate,
        /// The last day of the span.
        to: NaiveDate,
        /// The day as of which is judged.
        as_of: NaiveDate,
        /// The catalogue that the unit is under; that of its level unless given.
        catalogue: Option<CatalogueOptions>,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
        /// Duties set by law, in the place of those that are shipped.
        statutory: Option<Vec<StatutoryDuty>>,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
    /// Whose duties.
    OfLaw as "duty.StatutoryRequest" {
        /// The unit; the duties of all unless given.
        unit: Option<Unit>,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
    /// A title.
    Recognise as "duty.RecogniseRequest" {
        /// The title of an item.
        title: String,
        /// The column of the portal that it stands in.
        column: Option<String>,
        /// Only duties of this unit.
        unit: Option<Unit>,
    }
    /// A title that may name a stretch.
    Named as "duty.StretchRequest" {
        /// The title.
        title: String,
        /// A day near it: where the title leaves the year out, the latest such stretch that has
        /// begun by then is meant.
        near: Option<NaiveDate>,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
    /// A stretch in short.
    ReadStretch as "duty.ReadStretchRequest" {
        /// The short form, as in `2026Q3`.
        text: String,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
    /// A day, and how long the stretch is.
    StretchOf as "duty.StretchOfRequest" {
        /// The day.
        date: NaiveDate,
        /// How many months it has: 1, 3, 6 or 12.
        months: u32,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
}

responses! {
    /// A duty, with what is said of it in words (公开任务).
    Told as "duty.DutyTold" {
        /// The duty.
        #[serde(flatten)]
        duty: Duty,
        /// The last day in time, where one follows.
        due: Option<NaiveDate>,
        /// The key of its occasion, as in `2026Q3`.
        key: String,
        /// What is owed, with its occasion.
        title: String,
        /// The whole in a sentence: what, by when, how it stands.
        message: String,
        /// The rest, a line each: how the day was counted, what it has to contain, where, for
        /// whom, why.
        details: Vec<String>,
        /// The channels in words.
        channels_text: String,
        /// What it rests on.
        basis: Vec<Cited>,
    }
    /// Everything owed over a span (公开日程).
    AgendaAnswer as "duty.AgendaAnswer" {
        /// The unit's name.
        unit: String,
        /// The first day of the span.
        from: NaiveDate,
        /// The last day of the span.
        to: NaiveDate,
        /// The day as of which was judged.
        as_of: NaiveDate,
        /// Whether the unit named no field, so that it was held to all of its level.
        every_field: bool,
        /// The duties, by due day.
        duties: Vec<Told>,
        /// What is owed only when something happens, by field.
        watch: Vec<WatchField>,
        /// Events and items that belong to nothing.
        unplaced: Vec<Unplaced>,
        /// How many duties stand how.
        counts: Counts,
    }
    /// A page.
    Page as "duty.Page" {
        /// Plain text.
        text: String,
    }
    /// An agenda as a table.
    Table as "duty.Table" {
        /// The heads of the columns.
        heads: Vec<&'static str>,
        /// A row for each duty.
        rows: Vec<Vec<String>>,
    }
    /// Entries of a calendar.
    Entries as "duty.CalendarEntries" {
        /// By day.
        entries: Vec<CalendarEntry>,
    }
    /// A duty that law sets directly.
    OneOfLaw as "duty.StatutoryDutyTold" {
        /// The duty.
        #[serde(flatten)]
        duty: StatutoryDuty,
        /// Its name in the language asked for.
        name: String,
        /// What it rests on, as it is printed.
        cited: Vec<Cited>,
    }
    /// The duties that law sets directly.
    StatutoryDuties as "duty.StatutoryDuties" {
        /// In the order of the data.
        duties: Vec<OneOfLaw>,
    }
    /// Duties that a title is of.
    Recognised as "duty.Recognised" {
        /// Their ids.
        duties: Vec<MatterId>,
    }
    /// A stretch of the calendar (所属期).
    StretchAnswer as "duty.StretchAnswer" {
        /// The stretch in short; absent when there is none.
        stretch: Option<Stretch>,
        /// Its first day.
        first: Option<NaiveDate>,
        /// Its last day.
        last: Option<NaiveDate>,
        /// How many months it has.
        months: Option<u32>,
        /// The year that it lies in.
        year: Option<i32>,
        /// The one after it.
        next: Option<Stretch>,
        /// The one before it.
        previous: Option<Stretch>,
        /// In words.
        text: Option<String>,
    }
}

/// The catalogue of a unit: what is asked for, only its fields and the matters of its level.
pub(super) fn catalogue_of(
    unit: &Unit,
    options: Option<&CatalogueOptions>,
) -> Result<std::sync::Arc<Catalogue>, Fault> {
    let mut options = options.cloned().unwrap_or_default();
    options.unit.get_or_insert_with(|| unit.clone());
    Ok(Context::catalogue(Some(&options))?)
}

#[cfg(feature = "formats")]
impl AgendaOf {
    /// The language asked for.
    pub(crate) fn lang(&self) -> Lang {
        self.lang.unwrap_or(Lang::Zh)
    }
}

pub(crate) fn planned(request: &AgendaOf) -> Result<Agenda, Fault> {
    let AgendaOf { from, to, .. } = *request;
    if to < from {
        return Err(Fault::bad_value(
            "/to",
            format!("结束日期{to}在开始日期{from}之前"),
            format!("`to` {to} is before `from` {from}"),
        ));
    }
    let unit = &request.unit;
    let catalogue = catalogue_of(unit, request.catalogue.as_ref())?;
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let mut planner = Planner::new(unit, &catalogue, &calendar);
    if let Some(own) = &request.statutory {
        planner = planner.with_statutory(own);
    }
    let make = |planner: Planner<'_>| {
        planner.agenda(&request.events, &request.items, from, to, request.as_of)
    };
    if request.events.is_empty() && request.items.is_empty() {
        return Ok(make(planner));
    }
    // Titles have to be placed: the ranker is kept for the next call.
    let mut options = request.catalogue.clone().unwrap_or_default();
    options.unit.get_or_insert_with(|| unit.clone());
    Ok(Context::with_ranker(Some(&options), |ranker| {
        make(planner.with_ranker(ranker))
    })?)
}

fn agenda(request: &AgendaOf, _: Context) -> Result<AgendaAnswer, Fault> {
    let lang = request.lang.unwrap_or(Lang::Zh);
    let found = planned(request)?;
    let counts = found.counts();
    let told = |duty: Duty| Told {
        due: duty.due(),
        key: duty.occasion.key(),
        title: duty.title(lang),
        message: duty.message(lang),
        details: duty.details(lang),
        channels_text: duty.channels_text(lang),
        basis: duty
            .why
            .citations
            .iter()
            .map(|c| Cited::of(c, lang))
            .collect(),
        duty,
    };
    Ok(AgendaAnswer {
        unit: found.unit,
        from: found.from,
        to: found.to,
        as_of: found.as_of,
        every_field: found.every_field,
        duties: found.duties.into_iter().map(told).collect(),
        watch: found.watch,
        unplaced: found.unplaced,
        counts,
    })
}

fn page(request: &AgendaOf, _: Context) -> Result<Page, Fault> {
    let text = planned(request)?.render(request.lang.unwrap_or(Lang::Zh));
    Ok(Page { text })
}

fn table(request: &AgendaOf, _: Context) -> Result<Table, Fault> {
    let lang = request.lang.unwrap_or(Lang::Zh);
    Ok(Table {
        rows: planned(request)?.rows(lang),
        heads: Agenda::header(lang).to_vec(),
    })
}

fn entries(request: &AgendaOf, _: Context) -> Result<Entries, Fault> {
    let lang = request.lang.unwrap_or(Lang::Zh);
    let entries = planned(request)?.calendar_entries(lang);
    Ok(Entries { entries })
}

fn of_law(request: &OfLaw, _: Context) -> Result<StatutoryDuties, Fault> {
    let lang = request.lang.unwrap_or(Lang::Zh);
    let owed = |duty: &&StatutoryDuty| request.unit.as_ref().is_none_or(|u| duty.applies_to(u));
    let told = |duty: &StatutoryDuty| OneOfLaw {
        name: duty.name(lang).to_owned(),
        cited: duty.basis.iter().map(|c| Cited::of(c, lang)).collect(),
        duty: duty.clone(),
    };
    Ok(StatutoryDuties {
        duties: statutory().iter().filter(owed).map(told).collect(),
    })
}

fn recognise(request: &Recognise, _: Context) -> Result<Recognised, Fault> {
    let column = request.column.as_deref();
    let fits = |duty: &&StatutoryDuty| {
        request.unit.as_ref().is_none_or(|u| duty.applies_to(u))
            && duty.recognises(&request.title, column)
    };
    let duties = statutory().iter().filter(fits).map(|d| d.id.clone());
    Ok(Recognised {
        duties: duties.collect(),
    })
}

fn told(stretch: Option<Stretch>, lang: Option<Lang>) -> StretchAnswer {
    let words = |s: Stretch| match lang.unwrap_or(Lang::Zh) {
        Lang::Zh => s.chinese(),
        Lang::En => s.english(),
    };
    StretchAnswer {
        stretch,
        first: stretch.and_then(Stretch::first),
        last: stretch.and_then(Stretch::last),
        months: stretch.map(Stretch::months),
        year: stretch.map(Stretch::calendar_year),
        next: stretch.and_then(Stretch::next),
        previous: stretch.and_then(Stretch::previous),
        text: stretch.map(words),
    }
}

fn named(request: &Named, _: Context) -> Result<StretchAnswer, Fault> {
    let found = Stretch::named(&request.title, request.near);
    Ok(told(found, request.lang))
}

fn read(request: &ReadStretch, _: Context) -> Result<StretchAnswer, Fault> {
    let found: Stretch = request
        .text
        .parse()
        .map_err(|e: StretchParseError| Fault::of(&e).at("/text"))?;
    Ok(told(Some(found), request.lang))
}

fn of_day(request: &StretchOf, _: Context) -> Result<StretchAnswer, Fault> {
    match Stretch::containing(request.date, request.months) {
        Some(found) => Ok(told(Some(found), request.lang)),
        None => Err(Fault::bad_value(
            "/months",
            "一段只能是1、3、6或12个月".to_owned(),
            "a stretch has 1, 3, 6 or 12 months".to_owned(),
        )),
    }
}

impl Explained for StretchParseError {
    const KIND: &'static str = "StretchParseError";
    const CODES: &'static [&'static str] = &["malformed"];
    fn code(&self) -> &'static str {
        "malformed"
    }
    fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => format!(
                "“{}”不是所属期的写法，应如2026、2026H1、2026Q3、2026-10",
                self.input
            ),
        }
    }
    fn data(&self) -> Value {
        json!({ "input": self.input })
    }
}
