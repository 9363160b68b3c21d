//! What a unit writes by hand: `gongkai.toml`, pipelines.

use gongkai::calendar::LocalCalendar;
use gongkai::duty::Event;
use gongkai::finding::{Profile, Selector};
use gongkai::law::Lang;
use gongkai::request::Office;
use gongkai::review::PipelineData;
use gongkai::unit::Unit;
use gongkai_formats::config::Config as Setup;
use gongkai_formats::pipeline::read_pipeline;
use serde_json::json;

use crate::context::Context;
use crate::fault::Fault;
use crate::operation::{requests, responses};

requests! {
    /// A text in TOML.
    pub(crate) Toml as "formats.TomlRequest" {
        /// The text.
        text: String,
    }
}

responses! {
    /// What `gongkai.toml` says (配置). Paths count from its folder.
    pub(crate) Config as "formats.Config" {
        /// The body that discloses.
        unit: Option<Unit>,
        /// What letters to applicants tell about the body.
        office: Option<Office>,
        /// Lists of published information.
        items: Vec<String>,
        /// Applications for information: case files, or folders of them.
        requests: Vec<String>,
        /// Items under review.
        reviews: Vec<String>,
        /// Consultations.
        consultations: Vec<String>,
        /// Records with their retention.
        records: Vec<String>,
        /// Review pipelines of one's own.
        pipelines: Vec<String>,
        /// Local rows of the retention schedule.
        schedules: Vec<String>,
        /// Local adjustments of the catalogue.
        overlays: Vec<String>,
        /// What happened, for duties to begin.
        events: Vec<Event>,
        /// Local working calendars.
        calendars: Vec<LocalCalendar>,
        /// How documents are checked.
        check: CheckSettings,
    }
    /// How documents are checked (检查设置).
    pub(crate) CheckSettings as "formats.CheckSettings" {
        /// The rules that run; the stable ones when empty.
        select: Vec<Selector>,
        /// The rules that do not.
        ignore: Vec<Selector>,
        /// What holds a text up.
        profile: Option<Profile>,
        /// The language of the output.
        lang: Option<Lang>,
        /// The file of verdicts.
        baseline: Option<String>,
        /// Files and folders left out, as patterns.
        exclude: Vec<String>,
    }
    /// A pipeline that was read.
    pub(crate) PipelineRead as "formats.PipelineRead" {
        /// The pipeline.
        pipeline: PipelineData,
    }
}

pub(super) fn config(request: &Toml, _: Context) -> Result<Config, Fault> {
    let read = Setup::parse(&request.text).map_err(|e| Fault::of(&e).at("/text"))?;
    Ok(Config {
        unit: read.unit,
        office: read.office,
        items: read.items,
        requests: read.requests,
        reviews: read.reviews,
        consultations: read.consultations,
        records: read.records,
        pipelines: read.pipelines,
        schedules: read.schedules,
        overlays: read.overlays,
        events: read.events,
        calendars: read.calendars,
        check: CheckSettings {
            select: read.check.select,
            ignore: read.check.ignore,
            profile: read.check.profile,
            lang: read.check.lang,
            baseline: read.check.baseline,
            exclude: read.check.exclude,
        },
    })
}

pub(super) fn pipeline(request: &Toml, _: Context) -> Result<PipelineRead, Fault> {
    let read = read_pipeline(&request.text).map_err(|errors| {
        let all: Vec<_> = errors
            .iter()
            .map(|e| json!({ "line": e.line, "what": e.what }))
            .collect();
        let first = errors.first().map(Fault::of);
        let mut fault = first.unwrap_or_else(|| {
            Fault::bad_value("/text", "不是流程".to_owned(), "no pipeline".to_owned())
        });
        fault.data = json!({ "faults": all });
        fault.at("/text")
    })?;
    Ok(PipelineRead {
        pipeline: read.data().clone(),
    })
}
