//! The files of procedures: applications, reviews, consultations, records.

use chrono::NaiveDate;
use gongkai::case::Entry;
use gongkai::check::{
    CaseCheck, LineProblem, check_consultations, check_records_under, check_requests,
    check_reviews_with,
};
use gongkai::consultation::ConsultationEvent;
use gongkai::finding::{Baseline, Finding, Profile, Selection, Selector};
use gongkai::law::Lang;
use gongkai::request::RequestEvent;
use gongkai::retention::{RecordEvent, Schedule, ScheduleRow};
use gongkai::review::{Pipeline, PipelineData, ReviewEvent};
use serde::{Deserialize, Serialize};

use crate::context::{CalendarOptions, Context};
use crate::fault::Fault;
use crate::findings::{Report, Telling, selection};
use crate::operation::requests;

/// A line of a case file that is not as it was written (行的问题).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "check.LineProblem"))]
#[serde(tag = "problem", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Line {
    /// It, and what stands behind it, could not be read.
    Unread {
        /// The entry that it would be, from 0.
        index: u32,
        /// What is wrong.
        zh: String,
        /// The same in English.
        en: String,
    },
    /// Its seal does not fit: it or a line above it was changed by hand.
    Edited {
        /// The entry, from 0.
        index: u32,
    },
}

impl From<&Line> for LineProblem {
    fn from(line: &Line) -> Self {
        match line.clone() {
            Line::Unread { index, zh, en } => Self::Unread { index, zh, en },
            Line::Edited { index } => Self::Edited { index },
        }
    }
}

impl From<LineProblem> for Line {
    fn from(line: LineProblem) -> Self {
        match line {
            LineProblem::Unread { index, zh, en } => Self::Unread { index, zh, en },
            LineProblem::Edited { index } => Self::Edited { index },
        }
    }
}

macro_rules! case_requests {
    ($($(#[$meta:meta])* $name:ident as $schema:literal of $event:ty { $($(#[$field_meta:meta])* $field:ident: $ty:ty,)* })+) => {
        requests! {$(
            $(#[$meta])*
            pub(crate) $name as $schema {
                /// The case, as findings name it.
                case: String,
                /// What happened, in the order of the file.
                entries: Vec<Entry<$event>>,
                /// What reading the file showed to be wrong with its lines.
                #[serde(default)]
                lines: Vec<Line>,
                /// The day as of which is judged.
                as_of: NaiveDate,
                $($(#[$field_meta])* $field: $ty,)*
                /// The calendar; the national one unless given.
                calendar: Option<CalendarOptions>,
                /// The rules that run: codes, families or `ALL`; the stable ones when empty.
                #[serde(default)]
                select: Vec<Selector>,
                /// The rules that do not.
                #[serde(default)]
                ignore: Vec<Selector>,
                /// What `blocks` is about; a publication unless given.
                profile: Option<Profile>,
                /// The language of what is said in words.
                lang: Option<Lang>,
                /// The name of the case's file. It goes into the fingerprints; its folders do not.
                name: Option<String>,
                /// What persons decided on findings before.
                baseline: Option<Baseline>,
            }
        )+}
        $(impl $name {
            fn report(
                &self,
                context: Context,
                check: impl FnOnce(&CaseCheck<'_, $event>, &Selection) -> Vec<Finding>,
            ) -> Result<Report, Fault> {
                let calendar = Context::calendar(self.calendar.as_ref())?;
                let lines: Vec<LineProblem> = self.lines.iter().map(LineProblem::from).collect();
                let case = CaseCheck {
                    case: &self.case,
                    entries: &self.entries,
                    lines: &lines,
                    calendar: &calendar,
                    as_of: self.as_of,
                };
                let findings = check(&case, &selection(&self.select, &self.ignore));
                let telling = Telling {
                    unit: context.unit,
                    lang: self.lang,
                    name: self.name.as_deref(),
                    baseline: self.baseline.as_ref(),
                    profile: self.profile,
                };
                Ok(telling.report(findings, ""))
            }
        })+
    };
}

case_requests! {
    /// An application for information to be checked, and how.
    OfRequest as "check.RequestCaseRequest" of RequestEvent {}
    /// A review to be checked, and how.
    OfReview as "check.ReviewCaseRequest" of ReviewEvent {
        /// Pipelines of one's own, which come before the shipped ones.
        #[serde(default)]
        pipelines: Vec<PipelineData>,
    }
    /// A consultation to be checked, and how.
    OfConsultation as "check.ConsultationCaseRequest" of ConsultationEvent {}
    /// A record to be checked, and how.
    OfRecord as "check.RecordCaseRequest" of RecordEvent {
        /// Local rows, laid over the shipped schedule.
        #[serde(default)]
        rows: Vec<ScheduleRow>,
    }
}

pub(super) fn request(request: &OfRequest, context: Context) -> Result<Report, Fault> {
    request.report(context, check_requests)
}

pub(super) fn review(request: &OfReview, context: Context) -> Result<Report, Fault> {
    let mut pipelines = Vec::with_capacity(request.pipelines.len());
    for (n, data) in request.pipelines.iter().enumerate() {
        pipelines.push(Pipeline::new(data.clone()).map_err(|error| {
            Fault::bad_value(
                format!("/pipelines/{n}"),
                format!("流程不成立：{error}"),
                format!("no pipeline: {error}"),
            )
        })?);
    }
    request.report(context, |check, runs| {
        check_reviews_with(check, &pipelines, runs)
    })
}

pub(super) fn consultation(request: &OfConsultation, context: Context) -> Result<Report, Fault> {
    request.report(context, check_consultations)
}

pub(super) fn record(request: &OfRecord, context: Context) -> Result<Report, Fault> {
    let own;
    let schedule = if request.rows.is_empty() {
        Schedule::builtin()
    } else {
        own = Schedule::builtin()
            .with_local(request.rows.clone())
            .map_err(|error| {
                Fault::bad_value(
                    "/rows",
                    format!("本地行不成立：{error}"),
                    format!("no such local rows: {error}"),
                )
            })?;
        &own
    };
    request.report(context, |check, runs| {
        check_records_under(check, schedule, None, runs)
    })
}
