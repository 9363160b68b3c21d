//! The way of an item to the public (审核流程与审核件).

use std::borrow::Cow;

use chrono::NaiveDate;
use gongkai::case::{ContentHash, Entry, known_on};
use gongkai::catalogue::Mode;
use gongkai::exemption::Assessment;
use gongkai::law::{Citation, Lang};
use gongkai::review::{
    DueView, Evidence, GateKind, GateStatus, Name, NextMove, Objection, Opinion, Pass, Pipeline,
    PipelineData, Posting, Problem, ProblemView, Publication, ReviewCase, ReviewEvent, ReviewState,
    Tombstone, TrailStep,
};

use super::cited;
use crate::context::{CalendarOptions, Context};
use crate::fault::Fault;
use crate::operation::{operations, requests, responses};

operations! {
    /// The shipped review pipelines: stages, roles, gates, time limits.
    "review.pipelines" => pipelines, PipelinesRequest => Pipelines;
    /// Whether a body's own pipeline holds together, and every place where it does not.
    "review.check_pipeline" => check_pipeline, OwnPipeline => Checked;
    /// Whether an event may be entered at the end of a case file: the entry to add, or the
    /// refusal with stage, gate, role and article.
    "review.decide" => decide, ReviewDecide => Decided, ReviewError, PipelineError, CalendarError;
    /// Where a case stands on a day: its stage, the gates with what is missing, the next moves in
    /// words, dates, reviews, and what stands in the file without effect.
    "review.status" => status, ReviewStatusRequest => StatusView, PipelineError, CalendarError;
    /// The event that records an assessment of a content.
    "review.assessed" => assessed, AssessedRequest => AssessedEvent;
}

requests! {
    /// A language.
    PipelinesRequest as "review.PipelinesRequest" {
        /// The language of the names; Chinese unless given.
        lang: Option<Lang>,
    }
    /// A body's own pipeline.
    OwnPipeline as "review.CheckPipelineRequest" {
        /// The pipeline.
        pipeline: PipelineData,
        /// The language of the names; Chinese unless given.
        lang: Option<Lang>,
    }
    /// A case file, and an event to be entered at its end.
    ReviewDecide as "review.DecideRequest" {
        /// The entries of the file, in its order.
        entries: Vec<Entry<ReviewEvent>>,
        /// The entry that is to follow them.
        command: Entry<ReviewEvent>,
        /// The shipped pipeline; the one that the file names unless given.
        pipeline: Option<String>,
        /// The body's own pipeline, in place of a shipped one.
        own_pipeline: Option<PipelineData>,
        /// The name of the case.
        case: Option<String>,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
    /// A case file, and a day.
    ReviewStatusRequest as "review.StatusRequest" {
        /// The entries of the file, in its order.
        entries: Vec<Entry<ReviewEvent>>,
        /// The day at whose end it is asked how the case stands.
        as_of: NaiveDate,
        /// Only what had been entered by the end of this day; everything unless given.
        known_on: Option<NaiveDate>,
        /// The shipped pipeline; the one that the file names unless given.
        pipeline: Option<String>,
        /// The body's own pipeline, in place of a shipped one.
        own_pipeline: Option<PipelineData>,
        /// The name of the case.
        case: Option<String>,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
    /// A content and its assessment.
    AssessedRequest as "review.AssessedRequest" {
        /// The content assessed.
        content: ContentHash,
        /// Its assessment.
        assessment: Assessment,
    }
}
responses! {
    /// The shipped pipelines.
    Pipelines as "review.Pipelines" {
        /// By id.
        pipelines: Vec<PipelineView>,
    }
    /// A pipeline with its name (审核流程).
    PipelineView as "review.PipelineView" {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// What it rests on, as a document cites it.
        cited: Vec<String>,
        /// What it says.
        pipeline: PipelineData,
    }
    /// Whether a pipeline holds together.
    Checked as "review.CheckedPipeline" {
        /// Whether it does.
        valid: bool,
        /// Every place where it does not, in the order of the data.
        faults: Vec<PipelineFaultView>,
        /// The pipeline; absent where it does not hold.
        pipeline: Option<PipelineView>,
    }
    /// Something wrong in a pipeline.
    PipelineFaultView as "review.PipelineFault" {
        /// The place, as in "stage `approval`".
        place: String,
        /// What is wrong there.
        what: String,
    }
    /// What is to be entered (可以登记的记录).
    Decided as "review.Decided" {
        /// The entries to add to the file.
        accepted: Vec<Entry<ReviewEvent>>,
        /// Earlier entries that no longer hold with it: an entry put in late, or a strike, may
        /// undo what came after.
        undone: Vec<ProblemView>,
        /// How the case then stands.
        state: ReviewState,
        /// That, in one line.
        summary: String,
    }
    /// Where a case stands (审核件状态).
    StatusView as "review.Status" {
        /// The case.
        case: String,
        /// Its pipeline.
        pipeline: Name,
        /// What it is about.
        title: Option<String>,
        /// The item of the list.
        item: Option<String>,
        /// The matter of the catalogue.
        matter: Option<String>,
        /// How it stands.
        state: ReviewState,
        /// The name of that.
        state_name: String,
        /// State, stage and what is missing, in one line.
        summary: String,
        /// The id of the place where it stands: a stage, `draft` or `done`.
        place: String,
        /// The stage at which it is.
        stage: Option<Name>,
        /// The current content.
        content: Option<ContentHash>,
        /// The attribute.
        attribute: Option<Mode>,
        /// What was last said about disclosing the current content; absent when nobody said
        /// anything, or it is to be referred.
        may_disclose: Option<bool>,
        /// Who drafted or changed it.
        drafters: Vec<String>,
        /// The moves of which one comes next, in words.
        next: Vec<Move>,
        /// The gates of the stage.
        gates: Vec<Gate>,
        /// The gates of all stages.
        all_gates: Vec<Gate>,
        /// The dates that run or ran.
        due: Vec<DueView>,
        /// Whether a date has passed without the act.
        overdue: bool,
        /// The stages passed, void ones too.
        reviews: Vec<Pass>,
        /// The papers on record.
        evidence: Vec<Evidence>,
        /// The postings, round by round.
        postings: Vec<PostingView>,
        /// The objections.
        objections: Vec<ObjectionView>,
        /// What was published.
        published: Vec<Publication>,
        /// What was made public without the review it needed.
        irregular: Vec<Publication>,
        /// What stays of contents no longer public.
        tombstones: Vec<Tombstone>,
        /// The opinions received.
        opinions: Vec<Opinion>,
        /// What happened, in order.
        trail: Vec<TrailStep>,
        /// What stands in the file and has no effect.
        problems: Vec<ProblemView>,
        /// What the pipeline rests on.
        basis: Vec<Citation>,
        /// That, as a document cites it.
        cited: Vec<String>,
    }
    /// A move that may come next (下一步).
    Move as "review.Move" {
        /// The event.
        event: String,
        /// The stage that it is for, or goes to.
        stage: Option<Name>,
        /// Who may make it; empty: anybody.
        roles: Vec<Name>,
        /// What still stands against it; empty: nothing but the person.
        lacks: Vec<String>,
        /// The first day on which it is allowed, where that lies ahead.
        from: Option<NaiveDate>,
        /// All of it in one sentence.
        text: String,
    }
    /// How a gate stands (前置条件状态).
    Gate as "review.GateView" {
        /// The stage that needs it.
        stage: Name,
        /// The gate.
        gate: Name,
        /// What opens it.
        kind: GateKind,
        /// Whether it is open.
        open: bool,
        /// Whether it was waived.
        waived: bool,
        /// Who may waive it.
        waivable_by: Vec<Name>,
        /// The paper that opened it.
        evidence: Option<String>,
        /// The articles.
        basis: Vec<Citation>,
        /// The articles as a document cites them.
        cited: Vec<String>,
        /// Whether it is open, by what, and who may waive it, in one sentence.
        text: String,
    }
    /// A posting on boards (公示), one round of it.
    PostingView as "review.PostingView" {
        /// The stage.
        stage: String,
        /// Which round, from 1: an objection that is upheld makes a second one necessary.
        round: u32,
        /// What was posted.
        content: ContentHash,
        /// The boards with the days.
        boards: Vec<Board>,
        /// The event of the first board, from 0.
        index: u32,
        /// When it was closed.
        closed: Option<NaiveDate>,
        /// Whether it was sent back or taken down.
        void: bool,
    }
    /// A board that something is posted on (公示栏).
    Board as "review.Board" {
        /// The board, as the stage names it.
        board: String,
        /// The day it went up.
        on: NaiveDate,
    }
    /// An objection to a posting (异议).
    ObjectionView as "review.ObjectionView" {
        /// Its number.
        id: String,
        /// The stage.
        stage: String,
        /// The day it came.
        on: NaiveDate,
        /// The event, from 0.
        index: u32,
        /// When it was decided.
        decided: Option<NaiveDate>,
        /// Whether it was upheld; absent while it is undecided.
        upheld: Option<bool>,
        /// Whether it fell away because the posting was sent back for another objection.
        moot: bool,
    }
    /// The event that records an assessment.
    AssessedEvent as "review.AssessedEvent" {
        /// The event.
        event: ReviewEvent,
    }
}
fn view(pipeline: &Pipeline, lang: Lang) -> PipelineView {
    PipelineView {
        id: pipeline.id().to_owned(),
        name: pipeline.name(lang).to_owned(),
        cited: cited(&pipeline.citations(), lang),
        pipeline: pipeline.data().clone(),
    }
}

fn pipelines(request: &PipelinesRequest, _: Context) -> Result<Pipelines, Fault> {
    let lang = request.lang.unwrap_or_default();
    let all = gongkai::review::pipelines().iter();
    Ok(Pipelines {
        pipelines: all.map(|p| view(p, lang)).collect(),
    })
}

fn check_pipeline(request: &OwnPipeline, _: Context) -> Result<Checked, Fault> {
    let lang = request.lang.unwrap_or_default();
    Ok(match Pipeline::new(request.pipeline.clone()) {
        Ok(pipeline) => Checked {
            valid: true,
            faults: Vec::new(),
            pipeline: Some(view(&pipeline, lang)),
        },
        Err(error) => Checked {
            valid: false,
            faults: error
                .faults
                .into_iter()
                .map(|f| PipelineFaultView {
                    place: f.place,
                    what: f.what,
                })
                .collect(),
            pipeline: None,
        },
    })
}

/// The pipeline that a request names or brings, or the one that its case file names.
fn pipeline(
    id: Option<&str>,
    own: Option<&PipelineData>,
    entries: &[Entry<ReviewEvent>],
) -> Result<Cow<'static, Pipeline>, Fault> {
    if let Some(own) = own {
        let made = Pipeline::new(own.clone());
        return made
            .map(Cow::Owned)
            .map_err(|e| Fault::of(&e).at("/own_pipeline"));
    }
    let id = id.or_else(|| ReviewCase::pipeline_named(entries));
    let id = id.unwrap_or("standard");
    let known = || {
        let ids: Vec<&str> = gongkai::review::pipelines()
            .iter()
            .map(Pipeline::id)
            .collect();
        ids.join(", ")
    };
    Pipeline::builtin(id).map(Cow::Borrowed).ok_or_else(|| {
        Fault::bad_value(
            "/pipeline",
            format!("没有名为“{id}”的流程；有：{}", known()),
            format!("there is no pipeline `{id}`; there are: {}", known()),
        )
    })
}

fn decide(request: &ReviewDecide, _: Context) -> Result<Decided, Fault> {
    let lang = request.lang.unwrap_or_default();
    let command = &request.command;
    let mut entries = request.entries.clone();
    entries.push(command.clone());
    let (id, own) = (request.pipeline.as_deref(), request.own_pipeline.as_ref());
    let pipeline = pipeline(id, own, &entries)?;
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let known = entries.iter().map(Entry::entered).max();
    let as_of = known.unwrap_or(command.on);
    let name = request.case.clone().unwrap_or_default();
    let replay =
        |entries: &[_]| ReviewCase::replay(name.as_str(), &pipeline, &calendar, entries, as_of);
    let (before, after) = (replay(&request.entries), replay(&entries));
    let place = u32::try_from(request.entries.len()).unwrap_or(u32::MAX);
    if let Some(problem) = after.problems().iter().find(|p| p.index == place) {
        // What the case itself says against it tells more than how it stands in the file.
        let fault = match before.decide(command) {
            Err(error) => Fault::of(&error),
            Ok(_) => Fault::of(problem),
        };
        return Err(fault.at("/command"));
    }
    let new = |p: &&Problem| !before.problems().contains(p);
    let undone: Vec<u32> = after
        .problems()
        .iter()
        .filter(new)
        .map(|p| p.index)
        .collect();
    let status = after.status(as_of, lang);
    Ok(Decided {
        accepted: vec![command.clone()],
        state: status.state,
        summary: status.summary(lang),
        undone: status
            .problems
            .into_iter()
            .filter(|p| undone.contains(&p.index))
            .collect(),
    })
}

fn status(request: &ReviewStatusRequest, _: Context) -> Result<StatusView, Fault> {
    let (lang, as_of) = (request.lang.unwrap_or_default(), request.as_of);
    let (id, own) = (request.pipeline.as_deref(), request.own_pipeline.as_ref());
    let pipeline = pipeline(id, own, &request.entries)?;
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let entries = match request.known_on {
        Some(day) => known_on(&request.entries, day),
        None => &request.entries,
    };
    let name = request.case.as_deref().unwrap_or_default();
    let case = ReviewCase::replay(name, &pipeline, &calendar, entries, as_of);
    let status = case.status(as_of, lang);
    Ok(StatusView {
        summary: status.summary(lang),
        case: status.case,
        pipeline: status.pipeline,
        title: status.title,
        item: status.item,
        matter: status.matter,
        state: status.state,
        state_name: status.state.label(lang).to_owned(),
        place: case.place_id().to_owned(),
        stage: status.stage,
        content: status.content,
        attribute: status.attribute,
        may_disclose: case.may_disclose(),
        drafters: status.drafters,
        next: status.next.into_iter().map(|m| next(m, lang)).collect(),
        gates: status.gates.into_iter().map(|g| gate(g, lang)).collect(),
        all_gates: case.gates().into_iter().map(|g| gate(g, lang)).collect(),
        due: status.due,
        overdue: status.overdue,
        reviews: status.reviews,
        evidence: case.evidence().to_vec(),
        postings: status.postings.into_iter().map(posting).collect(),
        objections: status.objections.into_iter().map(objection).collect(),
        published: status.published,
        irregular: status.irregular,
        tombstones: status.tombstones,
        opinions: status.opinions,
        trail: status.trail,
        problems: status.problems,
        cited: cited(&status.basis, lang),
        basis: status.basis,
    })
}

fn next(found: NextMove, lang: Lang) -> Move {
    Move {
        text: found.message(lang),
        event: found.event.to_owned(),
        stage: found.stage,
        roles: found.roles,
        lacks: found.lacks,
        from: found.from,
    }
}

fn gate(found: GateStatus, lang: Lang) -> Gate {
    Gate {
        text: found.message(lang),
        cited: cited(&found.basis, lang),
        stage: found.stage,
        gate: found.gate,
        kind: found.kind,
        open: found.open,
        waived: found.waived,
        waivable_by: found.waivable_by,
        evidence: found.evidence,
        basis: found.basis,
    }
}

fn posting(found: Posting) -> PostingView {
    let boards = found.boards.into_iter();
    PostingView {
        stage: found.stage,
        round: found.round,
        content: found.content,
        boards: boards.map(|(board, on)| Board { board, on }).collect(),
        index: found.index,
        closed: found.closed,
        void: found.void,
    }
}

fn objection(found: Objection) -> ObjectionView {
    ObjectionView {
        id: found.id,
        stage: found.stage,
        on: found.on,
        index: found.index,
        decided: found.decided.map(|(on, _)| on),
        upheld: found.decided.map(|(_, upheld)| upheld),
        moot: found.moot,
    }
}

fn assessed(request: &AssessedRequest, _: Context) -> Result<AssessedEvent, Fault> {
    Ok(AssessedEvent {
        event: ReviewEvent::assessed(request.content, &request.assessment),
    })
}
