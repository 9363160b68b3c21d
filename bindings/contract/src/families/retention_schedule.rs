//! The schedule by which things are posted and kept, with a unit's own rows over it.

use std::sync::Arc;

use gongkai::law::{Attestation, Citation, Lang, Period};
use gongkai::retention::{
    Board, Body, Conflict, KeptRule, Layer, Length, Missing, RecordFacts, RowError, Schedule,
    ScheduleError, ScheduleRow, Trigger,
};
use serde::{Deserialize, Serialize};

use crate::context::{Context, Derived};
use crate::fault::Fault;
use crate::operation::{operations, requests, responses};

operations! {
    /// The rows of the schedule that apply to a record, and those that may once more is known.
    "retention.lookup" => lookup, LookupRequest => Found, ScheduleError;
    /// The schedule: its rows, the kinds of record, the rules on transfer, and where local rows
    /// and shipped ones disagree.
    "retention.schedule" => schedule, ScheduleRequest => ScheduleAnswer, ScheduleError;
}

/// Which schedule to go by (保管期限表): the shipped one, unless this says otherwise.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.ScheduleOptions"))]
#[serde(default, deny_unknown_fields)]
pub(super) struct ScheduleOptions {
    /// The unit's own rows, which lie over the shipped ones.
    local: Vec<LocalRow>,
    /// Shipped rows that are left out.
    without: Vec<String>,
}

/// A row of the unit's own schedule (本地保管期限).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.LocalRow"))]
#[serde(deny_unknown_fields)]
struct LocalRow {
    /// The id, which never changes.
    id: String,
    /// What it says, in Chinese.
    zh: String,
    /// What it says, in English.
    #[serde(default)]
    en: String,
    /// The levels that it is for; empty: all.
    #[serde(default)]
    bodies: Vec<Body>,
    /// The kinds of record that it is for.
    #[serde(default)]
    kinds: Vec<String>,
    /// The matters that it is for.
    #[serde(default)]
    matters: Vec<String>,
    /// The fields that it is for.
    #[serde(default)]
    fields: Vec<String>,
    /// What has to hold besides, as in `amount>=500000`.
    #[serde(default)]
    when: Vec<String>,
    /// How long something stays posted.
    #[serde(default)]
    posted: Option<PostedFor>,
    /// How long it is kept.
    #[serde(default)]
    kept: Option<KeptFor>,
    /// What it rests on, in compact form.
    #[serde(default)]
    basis: Vec<String>,
    /// The text it was taken from.
    #[serde(default)]
    source: Option<String>,
    /// How it is known; from memory unless given.
    #[serde(default = "from_memory")]
    certainty: Attestation,
    /// Remarks, in Chinese.
    #[serde(default)]
    note: Option<String>,
    /// The shipped row that it stands for.
    #[serde(default)]
    replaces: Option<String>,
    /// What that row said when this one was written.
    #[serde(default)]
    was: Option<String>,
}

fn from_memory() -> Attestation {
    Attestation::Memory
}

/// How long something stays posted.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.PostedFor"))]
#[serde(deny_unknown_fields)]
struct PostedFor {
    /// The least time, as a term of law.
    #[serde(default)]
    term: Option<String>,
    /// The least time, as a period.
    #[serde(default)]
    period: Option<Period>,
    /// Whether it stays up for good.
    #[serde(default)]
    standing: bool,
    /// Where it has to be posted; empty: nothing is said.
    #[serde(default)]
    boards: Vec<Board>,
    /// Whether it usually holds personal data.
    #[serde(default)]
    personal: bool,
    /// Whether a copy stays for reading once it is taken down.
    #[serde(default)]
    reading: bool,
}

/// How long something is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.KeptFor"))]
#[serde(deny_unknown_fields)]
struct KeptFor {
    /// For good (永久).
    #[serde(default)]
    permanent: bool,
    /// For a term of law.
    #[serde(default)]
    term: Option<String>,
    /// For a period.
    #[serde(default)]
    period: Option<Period>,
    /// Counted from.
    #[serde(default)]
    from: Option<Trigger>,
}

/// Where a local row and a shipped one disagree; the local one holds all the same.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.ConflictView"))]
pub(super) struct ConflictView {
    /// What.
    what: Conflict,
    /// It in one sentence.
    message: String,
}

requests! {
    /// A record.
    LookupRequest as "retention.LookupRequest" {
        /// What is known of it.
        facts: RecordFacts,
        /// The schedule; the shipped one unless given.
        schedule: Option<ScheduleOptions>,
        /// The language of the names; Chinese unless given.
        lang: Option<Lang>,
    }
    /// A schedule.
    ScheduleRequest as "retention.ScheduleRequest" {
        /// The schedule; the shipped one unless given.
        schedule: Option<ScheduleOptions>,
        /// The language of the names; Chinese unless given.
        lang: Option<Lang>,
    }
}

responses! {
    /// The rows for a record.
    Found as "retention.FoundRows" {
        /// In the order of the schedule.
        rows: Vec<FoundRow>,
    }
    /// A row that applies, or may apply.
    FoundRow as "retention.FoundRow" {
        /// The row.
        row: Row,
        /// The facts that would decide whether it applies; none: it does.
        missing: Vec<Missing>,
        /// Those facts in words.
        asks: Vec<String>,
    }
    /// The schedule (保管期限表).
    ScheduleAnswer as "retention.ScheduleAnswer" {
        /// All rows: shipped, of the catalogue, local.
        rows: Vec<Row>,
        /// The kinds of record that the shipped rows know.
        kinds: Vec<Kind>,
        /// The rules on transfer to an archive.
        transfers: Vec<Transfer>,
        /// Where local rows and shipped ones disagree.
        conflicts: Vec<ConflictView>,
    }
    /// A row of the schedule (保管期限表的一行).
    Row as "retention.Row" {
        /// Its id.
        id: String,
        /// What it says.
        name: String,
        /// What it decides, in short, as in `kept term:records.short closed`.
        says: String,
        /// Where it comes from.
        layer: Layer,
        /// The local row that stands for it, which leaves it without effect.
        replaced_by: Option<String>,
        /// The levels that it is for; empty: all.
        bodies: Vec<Body>,
        /// The kinds of record that it is for.
        kinds: Vec<String>,
        /// The matters that it is for.
        matters: Vec<String>,
        /// The fields that it is for.
        fields: Vec<String>,
        /// What has to hold besides.
        when: Vec<String>,
        /// That, in words.
        conditions: Vec<String>,
        /// How long something stays posted.
        posted: Option<PostedFor>,
        /// How long it is kept.
        kept: Option<KeptFor>,
        /// What it rests on.
        basis: Vec<Citation>,
        /// The text it was taken from, for a local row.
        source: Option<String>,
        /// How it is known.
        certainty: Attestation,
        /// Whether it is a proposal of this library and not of law.
        is_default: bool,
        /// Remarks, in Chinese.
        note: Option<String>,
        /// The shipped row that it stands for.
        replaces: Option<String>,
        /// What that row said when it was written.
        was: Option<String>,
    }
    /// A kind of record (材料种类).
    Kind as "retention.Kind" {
        /// The id, which facts name.
        id: String,
        /// Its name.
        name: String,
    }
    /// Which archive takes records over, and when (移交).
    Transfer as "retention.Transfer" {
        /// The id.
        id: String,
        /// The archive.
        name: String,
        /// The levels whose records it takes.
        bodies: Vec<Body>,
        /// How long after the record was formed: the term of law.
        term: Option<String>,
        /// How long after the record was formed: a period, where no term sets it.
        after: Option<Period>,
        /// The shortest time for which a record has to be kept to be taken; absent: only what is
        /// kept permanently.
        least: Option<Period>,
        /// What it rests on.
        basis: Vec<Citation>,
        /// How it is known.
        certainty: Attestation,
        /// Remarks, in Chinese.
        note: Option<String>,
    }
}

/// The schedule that a request asks for; `at` is where it stands in the request.
pub(super) fn schedule_of(
    options: Option<&ScheduleOptions>,
    at: &str,
) -> Result<Arc<Schedule>, Fault> {
    static MADE: Derived<Schedule> = Derived::new();
    let Some(options) = options.filter(|o| !o.local.is_empty() || !o.without.is_empty()) else {
        return MADE.get(String::new(), || Ok(Schedule::builtin().clone()));
    };
    let key = serde_json::to_string(options).unwrap_or_default();
    MADE.get(key, || {
        let mut shipped = Schedule::builtin().clone();
        for id in &options.without {
            shipped = shipped.without(id);
        }
        let mut made = shipped;
        for (n, local) in options.local.iter().enumerate() {
            let place = format!("{at}/local/{n}");
            let row = row_of(local).map_err(|e| Fault::of(&e).at(place.clone()))?;
            made = made
                .with_local(vec![row])
                .map_err(|e| Fault::of(&e).at(place))?;
        }
        Ok(made)
    })
}

/// A local row as the core reads it.
fn row_of(local: &LocalRow) -> Result<ScheduleRow, ScheduleError> {
    let bad = |error: serde_json::Error| {
        let text = error.to_string();
        let own = format!("row `{}`: ", local.id);
        ScheduleError::Row(RowError {
            row: local.id.clone(),
            fault: text.strip_prefix(&own).unwrap_or(&text).to_owned(),
        })
    };
    serde_json::to_value(local)
        .and_then(serde_json::from_value)
        .map_err(bad)
}

pub(super) fn words(missing: &[Missing], lang: Lang) -> Vec<String> {
    missing.iter().map(|m| m.message(lang)).collect()
}

pub(super) fn conflicts(schedule: &Schedule, lang: Lang) -> Vec<ConflictView> {
    let all = schedule.conflicts().into_iter();
    all.map(|what| ConflictView {
        message: what.message(lang),
        what,
    })
    .collect()
}

fn lookup(request: &LookupRequest, _: Context) -> Result<Found, Fault> {
    let lang = request.lang.unwrap_or_default();
    let schedule = schedule_of(request.schedule.as_ref(), "/schedule")?;
    let rows = schedule.lookup(&request.facts).into_iter();
    Ok(Found {
        rows: rows
            .map(|(found, missing)| FoundRow {
                row: row(&schedule, found, lang),
                asks: words(&missing, lang),
                missing,
            })
            .collect(),
    })
}

fn split(length: &Length) -> (Option<String>, Option<Period>) {
    match length {
        Length::Term(term) => (Some(term.clone()), None),
        Length::Period(period) => (None, Some(*period)),
    }
}

fn row(schedule: &Schedule, row: &ScheduleRow, lang: Lang) -> Row {
    let posted = row.posted.as_ref().map(|posted| {
        let (term, period) = posted.least.as_ref().map(split).unwrap_or_default();
        PostedFor {
            term,
            period,
            standing: posted.standing,
            boards: posted.boards.clone(),
            personal: posted.personal,
            reading: posted.reading,
        }
    });
    let kept = row.kept.as_ref().map(|kept| match kept {
        KeptRule::Permanent => KeptFor {
            permanent: true,
            term: None,
            period: None,
            from: None,
        },
        KeptRule::For { length, from } => {
            let (term, period) = split(length);
            KeptFor {
                permanent: false,
                term,
                period,
                from: Some(*from),
            }
        }
    });
    let replaced_by = schedule
        .replaced_by(&row.id)
        .filter(|_| row.layer != Layer::Local);
    Row {
        id: row.id.clone(),
        name: row.name(lang).to_owned(),
        says: row.says(),
        layer: row.layer,
        replaced_by: replaced_by.map(|r| r.id.clone()),
        bodies: row.bodies.clone(),
        kinds: row.kinds.clone(),
        matters: row.matters.clone(),
        fields: row.fields.clone(),
        when: row.when.iter().map(ToString::to_string).collect(),
        conditions: row.when.iter().map(|c| c.message(lang)).collect(),
        posted,
        kept,
        basis: row.basis.clone(),
        source: row.source.clone(),
        certainty: row.certainty,
        is_default: row.is_default,
        note: row.note.clone(),
        replaces: row.replaces.clone(),
        was: row.was.clone(),
    }
}

fn schedule(request: &ScheduleRequest, _: Context) -> Result<ScheduleAnswer, Fault> {
    let lang = request.lang.unwrap_or_default();
    let schedule = schedule_of(request.schedule.as_ref(), "/schedule")?;
    let name = |zh: &String, en: &String| match lang {
        Lang::Zh => zh.clone(),
        Lang::En => en.clone(),
    };
    let kinds = schedule.kinds().iter().map(|kind| Kind {
        id: kind.id.clone(),
        name: name(&kind.zh, &kind.en),
    });
    let transfers = schedule.transfers().iter().map(|rule| {
        let (term, after) = split(&rule.after);
        Transfer {
            id: rule.id.clone(),
            name: name(&rule.zh, &rule.en),
            bodies: rule.bodies.clone(),
            term,
            after,
            least: rule.least,
            basis: rule.basis.clone(),
            certainty: rule.certainty,
            note: rule.note.clone(),
        }
    });
    Ok(ScheduleAnswer {
        rows: schedule
            .rows()
            .iter()
            .map(|r| row(&schedule, r, lang))
            .collect(),
        kinds: kinds.collect(),
        transfers: transfers.collect(),
        conflicts: conflicts(&schedule, lang),
    })
}
