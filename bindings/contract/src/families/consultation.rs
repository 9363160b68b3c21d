//! Disclosure before decision (预公开、意见征集).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai::calendar::{Certainty, WorkCalendar};
use gongkai::case::{ContentHash, Entry, known_on};
use gongkai::consultation::{
    Adoption, Comment, CommentChannel, Consultation, ConsultationEvent, ConsultationEvidence,
    Hearing, Least, OpenPointKind, OutlineSection, OutlineSource, PartyKind, Repeat, Round,
    Settings, Short, State, StepKind,
};
use gongkai::law::{Citation, Lang};

use super::cited;
use crate::context::{CalendarOptions, Context};
use crate::fault::Fault;
use crate::operation::{operations, requests, responses};

operations! {
    /// Whether one more entry may stand at the end of a case file, or the refusal with its
    /// article.
    "consultation.admit" => admit, AdmitRequest => Admitted, ConsultationError, CalendarError;
    /// Where a consultation stands on a day: its least time with the count, what came in, what
    /// is still to be done.
    "consultation.status" => status, CaseRequest => Status, CalendarError;
    /// The register of a consultation: publications, comments, hearings, questions.
    "consultation.register" => register, CaseRequest => Register, CalendarError;
    /// What a review needs to know of a consultation before the decision.
    "consultation.evidence" => evidence, CaseRequest => Evidence, CalendarError;
    /// What the interpretation of the policy has to speak of, drawn from the record (解读提纲).
    "consultation.outline" => outline, CaseRequest => OutlineAnswer, CalendarError;
}

requests! {
    /// A case file, and an entry that is to follow.
    AdmitRequest as "consultation.AdmitRequest" {
        /// The entries of the file, in its order.
        entries: Vec<Entry<ConsultationEvent>>,
        /// The entry that is to follow them.
        entry: Entry<ConsultationEvent>,
        /// What the office sets for itself; the defaults unless given.
        settings: Option<Settings>,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
    }
    /// A case file, and a day.
    CaseRequest as "consultation.CaseRequest" {
        /// The entries of the file, in its order.
        entries: Vec<Entry<ConsultationEvent>>,
        /// The day at whose end it is asked how the case stands.
        as_of: NaiveDate,
        /// Only what had been entered by the end of this day; everything unless given.
        known_on: Option<NaiveDate>,
        /// The name of the case.
        case: Option<String>,
        /// What the office sets for itself; the defaults unless given.
        settings: Option<Settings>,
        /// The calendar; the national one unless given.
        calendar: Option<CalendarOptions>,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
}

responses! {
    /// What is to be entered.
    Admitted as "consultation.Admitted" {
        /// The events that the entry comes to.
        accepted: Vec<ConsultationEvent>,
    }
    /// Where a consultation stands (征求意见情况).
    Status as "consultation.Status" {
        /// The case.
        case: String,
        /// Where it stands.
        state: State,
        /// The name of that.
        state_name: String,
        /// The kind of consultation, by its id.
        kind: Option<String>,
        /// The name of the kind.
        kind_name: Option<String>,
        /// What is decided on.
        title: String,
        /// Who runs it.
        body: String,
        /// How often the draft was published.
        round: u32,
        /// When it was last published.
        published: Option<NaiveDate>,
        /// The last day for comments.
        until: Option<NaiveDate>,
        /// The first day on which comments may be closed.
        earliest_close: Option<NaiveDate>,
        /// How sure that is.
        certainty: Certainty,
        /// The least time, counted.
        least: Option<Least>,
        /// The count of the least time, in words.
        least_text: Vec<String>,
        /// The reason for less.
        short: Option<Short>,
        /// When comments were closed.
        closed: Option<NaiveDate>,
        /// By when the result is to be published, by the settings.
        result_due: Option<NaiveDate>,
        /// When it was published.
        result_published: Option<NaiveDate>,
        /// Whether the result is, or was, later than that.
        result_late: bool,
        /// What came in.
        counts: Counts,
        /// The groups of comments.
        groups: Vec<Group>,
        /// The comments that say what an earlier one says.
        repeats: Vec<Repeat>,
        /// What is still to be done.
        open: Vec<OpenPoint>,
        /// What a review needs to know.
        evidence: ConsultationEvidence,
        /// The steps that led here.
        trail: Vec<TrailStep>,
        /// Entries that cannot be taken as they are.
        problems: Vec<Problem>,
        /// The articles that the case rests on.
        basis: Vec<Citation>,
        /// The articles as a document cites them.
        cited: Vec<String>,
    }
    /// What came in. Every comment is counted once in `received`; `in_time`, `late` and
    /// `unasked` add up to it.
    Counts as "consultation.CommentCounts" {
        /// All comments registered.
        received: u32,
        /// Those that came in time.
        in_time: u32,
        /// Those that came late.
        late: u32,
        /// Those that came while no draft was out.
        unasked: u32,
        /// Those withdrawn again.
        withdrawn: u32,
        /// How many different things the comments not withdrawn say.
        distinct: u32,
        /// Things attached to comments.
        attachments: u32,
        /// Comments in a group, withdrawn ones left out.
        grouped: u32,
        /// By the way they came.
        by_channel: Vec<ChannelCount>,
        /// By who comments.
        by_party: Vec<PartyCount>,
        /// Questions asked.
        questions: u32,
        /// People invited to meetings, by what they are.
        invited: Vec<PartyCount>,
    }
    /// How many came one way.
    ChannelCount as "consultation.ChannelCount" {
        /// The way.
        channel: CommentChannel,
        /// Its name.
        name: String,
        /// How many.
        count: u32,
    }
    /// How many of one kind.
    PartyCount as "consultation.PartyCount" {
        /// The kind.
        party: PartyKind,
        /// Its name.
        name: String,
        /// How many.
        count: u32,
    }
    /// A group of comments as it stands (一类意见).
    Group as "consultation.GroupView" {
        /// Its name.
        group: String,
        /// What they have in common.
        summary: String,
        /// How many comments, withdrawn ones left out.
        comments: u32,
        /// What becomes of it.
        adoption: Option<Adoption>,
        /// The name of that.
        adoption_name: Option<String>,
        /// Why.
        reasons: Option<String>,
    }
    /// Something still to be done (待办).
    OpenPoint as "consultation.OpenPointView" {
        /// What.
        point: OpenPointKind,
        /// By when, or from when on.
        day: Option<NaiveDate>,
        /// Whether that day is a default of this library.
        is_default: bool,
        /// What asks for it.
        basis: Vec<Citation>,
        /// All of it in one sentence.
        text: String,
    }
    /// A step on the way of a consultation.
    TrailStep as "consultation.TrailStep" {
        /// When.
        on: NaiveDate,
        /// What.
        step: StepKind,
        /// The articles that it rests on.
        basis: Vec<Citation>,
        /// It in one sentence.
        text: String,
    }
    /// An entry of a file that cannot be taken as it is.
    Problem as "consultation.ProblemView" {
        /// The entry, from 0.
        index: u32,
        /// The name of what is wrong.
        code: String,
        /// It in one sentence.
        text: String,
        /// The articles.
        basis: Vec<Citation>,
    }
    /// What is on record.
    Register as "consultation.Register" {
        /// Every publication of the draft, oldest first.
        rounds: Vec<Round>,
        /// Every comment, each once, in the order in which they came.
        comments: Vec<Comment>,
        /// Hearings held.
        hearings: Vec<Hearing>,
        /// What was asked.
        questions: Vec<gongkai::consultation::Question>,
        /// The groups of comments.
        groups: Vec<gongkai::consultation::Group>,
        /// How many comments the published result tells of; absent when it tells no number.
        result_told: Option<u32>,
        /// How many the register held by then.
        result_registered: Option<u32>,
    }
    /// What a review needs to know (征求意见的证据).
    Evidence as "consultation.EvidenceAnswer" {
        /// All of it.
        evidence: ConsultationEvidence,
        /// What is in the way, in words.
        missing: Vec<String>,
        /// The content that may be decided on; absent where several drafts were published, or
        /// none.
        content: Option<ContentHash>,
    }
    /// What the interpretation has to speak of (政策解读提纲).
    OutlineAnswer as "consultation.OutlineAnswer" {
        /// What is interpreted.
        title: String,
        /// Its subjects, in order.
        points: Vec<Point>,
        /// The outline as a text: headings with their subjects.
        text: String,
    }
    /// A subject of the interpretation.
    Point as "consultation.Point" {
        /// Where it stands.
        section: OutlineSection,
        /// The heading of that part.
        heading: String,
        /// Where it comes from.
        source: OutlineSource,
        /// The subject in words.
        text: String,
    }
}

fn admit(request: &AdmitRequest, _: Context) -> Result<Admitted, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let settings = request.settings.clone().unwrap_or_default();
    let admitted = Consultation::admit(&request.entries, &request.entry, &calendar, &settings);
    match admitted {
        Ok(accepted) => Ok(Admitted { accepted }),
        Err(error) => Err(Fault::of(&error).at("/entry")),
    }
}

/// The case of a file, folded as a request asks.
fn folded(request: &CaseRequest, calendar: &WorkCalendar) -> Consultation {
    let entries = match request.known_on {
        Some(day) => known_on(&request.entries, day),
        None => &request.entries,
    };
    let settings = request.settings.clone().unwrap_or_default();
    Consultation::of(entries, request.as_of, calendar, &settings)
}

fn status(request: &CaseRequest, _: Context) -> Result<Status, Fault> {
    let lang = request.lang.unwrap_or_default();
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let case = folded(request, &calendar);
    let name = request.case.as_deref().unwrap_or_default();
    let found = case.status(name, request.as_of, &calendar);
    let parties = |counts: BTreeMap<PartyKind, u32>| {
        let one = |(party, count): (PartyKind, u32)| PartyCount {
            party,
            name: party.label(lang).to_owned(),
            count,
        };
        counts.into_iter().map(one).collect::<Vec<_>>()
    };
    let counts = found.counts;
    Ok(Status {
        case: found.case,
        state: found.state,
        state_name: found.state.label(lang).to_owned(),
        kind: found.kind,
        kind_name: case.kind().map(|k| k.name(lang).to_owned()),
        title: found.title,
        body: found.body,
        round: found.round,
        published: found.published,
        until: found.until,
        earliest_close: found.earliest_close,
        certainty: found.certainty,
        least_text: found
            .least
            .as_ref()
            .map(|l| l.deadline.explain(lang))
            .unwrap_or_default(),
        least: found.least,
        short: found.short,
        closed: found.closed,
        result_due: found.result_due,
        result_published: found.result_published,
        result_late: found.result_late,
        counts: Counts {
            received: counts.received,
            in_time: counts.in_time,
            late: counts.late,
            unasked: counts.unasked,
            withdrawn: counts.withdrawn,
            distinct: counts.distinct,
            attachments: counts.attachments,
            grouped: counts.grouped,
            by_channel: counts
                .by_channel
                .into_iter()
                .map(|(channel, count)| ChannelCount {
                    channel,
                    name: channel.label(lang).to_owned(),
                    count,
                })
                .collect(),
            by_party: parties(counts.by_party),
            questions: counts.questions,
            invited: parties(counts.invited),
        },
        groups: found
            .groups
            .into_iter()
            .map(|g| Group {
                group: g.group,
                summary: g.summary,
                comments: g.comments,
                adoption_name: g.adoption.map(|a| a.label(lang).to_owned()),
                adoption: g.adoption,
                reasons: g.reasons,
            })
            .collect(),
        repeats: found.repeats,
        open: found
            .open
            .into_iter()
            .map(|o| OpenPoint {
                text: o.message(lang),
                point: o.kind,
                day: o.day,
                is_default: o.is_default,
                basis: o.basis,
            })
            .collect(),
        evidence: found.evidence,
        trail: found
            .trail
            .into_iter()
            .map(|s| TrailStep {
                text: s.message(lang),
                on: s.on,
                step: s.kind,
                basis: s.basis,
            })
            .collect(),
        problems: found
            .problems
            .iter()
            .map(|p| Problem {
                index: p.index,
                code: p.code().to_owned(),
                text: p.message(lang),
                basis: p.citations(),
            })
            .collect(),
        cited: cited(&found.basis, lang),
        basis: found.basis,
    })
}

fn register(request: &CaseRequest, _: Context) -> Result<Register, Fault> {
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let case = folded(request, &calendar);
    let told = case.told_and_registered();
    Ok(Register {
        rounds: case.rounds().to_vec(),
        comments: case.comments().to_vec(),
        hearings: case.hearings().to_vec(),
        questions: case.questions().to_vec(),
        groups: case.groups().to_vec(),
        result_told: told.map(|(_, told, _)| told),
        result_registered: told.map(|(_, _, registered)| registered),
    })
}

fn evidence(request: &CaseRequest, _: Context) -> Result<Evidence, Fault> {
    let lang = request.lang.unwrap_or_default();
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let evidence = folded(request, &calendar).evidence();
    let missing = evidence.missing_in_words(lang).into_iter();
    Ok(Evidence {
        missing: missing.map(str::to_owned).collect(),
        content: evidence.content(),
        evidence,
    })
}

fn outline(request: &CaseRequest, _: Context) -> Result<OutlineAnswer, Fault> {
    let lang = request.lang.unwrap_or_default();
    let calendar = Context::calendar(request.calendar.as_ref())?;
    let outline = folded(request, &calendar).interpretation_outline();
    Ok(OutlineAnswer {
        text: outline.render(lang),
        title: outline.title,
        points: outline
            .points
            .into_iter()
            .map(|p| Point {
                text: p.message(lang),
                heading: p.section.label(lang).to_owned(),
                section: p.section,
                source: p.source,
            })
            .collect(),
    })
}
