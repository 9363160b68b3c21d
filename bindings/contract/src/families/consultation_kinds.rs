//! The kinds of consultation with their least times, and comments that say the same.

use chrono::NaiveDate;
use gongkai::catalogue::Channel;
use gongkai::consultation::{
    ComparedComment, ConsultationKind, DocumentKind, HearingTerm, Minimum, Repeat, Settings,
    Shortening,
};
use gongkai::law::{Attestation, Citation, Lang};

use super::cited;
use crate::context::Context;
use crate::fault::Fault;
use crate::operation::{operations, requests, responses};

operations! {
    /// The kinds of consultation, each with its least time on a day.
    "consultation.kinds" => kinds, KindsRequest => Kinds;
    /// One kind by its id, as of a day; absent when there is none.
    "consultation.kind" => kind, KindRequest => KindAnswer;
    /// Which comments say what an earlier one says.
    "consultation.similar" => similar, SimilarRequest => Repeats;
    /// The words of a comment that are compared: simplified, half-width, no punctuation.
    "consultation.normalise" => normalise, NormaliseRequest => Words;
}

requests! {
    /// A day.
    KindsRequest as "consultation.KindsRequest" {
        /// The day of publication, for the least times.
        on: NaiveDate,
        /// The language of the names; Chinese unless given.
        lang: Option<Lang>,
    }
    /// A kind of consultation, and a day.
    KindRequest as "consultation.KindRequest" {
        /// Its id, as in `major_decision`.
        kind: String,
        /// The day of publication, for the least time.
        on: NaiveDate,
        /// The language of the names; Chinese unless given.
        lang: Option<Lang>,
    }
    /// Comments to be compared.
    SimilarRequest as "consultation.SimilarRequest" {
        /// The comments, in the order of the register.
        comments: Vec<ComparedComment>,
        /// From how many thousandths on two say the same; 800 unless given.
        likeness: Option<u32>,
    }
    /// A comment's text.
    NormaliseRequest as "consultation.NormaliseRequest" {
        /// The text.
        text: String,
    }
}

responses! {
    /// The kinds of consultation.
    Kinds as "consultation.Kinds" {
        /// In the order of the data.
        kinds: Vec<KindOn>,
    }
    /// A kind, where there is one of the id.
    KindAnswer as "consultation.KindAnswer" {
        /// The kind.
        kind: Option<KindOn>,
    }
    /// A kind of consultation as of a day (征求意见的种类).
    KindOn as "consultation.KindOn" {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// The least time for comments; absent when no text set one by that day.
        minimum: Option<Minimum>,
        /// That, in words.
        least: Option<String>,
        /// Whether the text says "generally not less than" (一般不少于).
        generally: bool,
        /// Whether the time may be shortened.
        shortening: Shortening,
        /// Where the text says how it may be shortened.
        shortening_basis: Option<Citation>,
        /// What is to be published.
        documents: Vec<Document>,
        /// Those without which nothing has been published.
        required: Vec<DocumentKind>,
        /// Where the text wants the ways of commenting told.
        ways_basis: Option<Citation>,
        /// The channels of which one at least is to be used; empty: none named.
        channels: Vec<Channel>,
        /// Where it names them.
        channels_basis: Option<Citation>,
        /// What has to lie before a hearing.
        hearing: Option<HearingRule>,
        /// When most of those concerned object, a hearing has to be held: the rule in words.
        majority: Option<String>,
        /// Where that is said.
        majority_basis: Option<Citation>,
        /// Why the result has to be published.
        result_basis: Vec<Citation>,
        /// What the consultation as a whole rests on.
        basis: Vec<Citation>,
        /// That, as a document cites it.
        cited: Vec<String>,
        /// How that is known.
        certainty: Attestation,
        /// A remark.
        note: Option<String>,
    }
    /// A document that is to be published with the draft.
    Document as "consultation.Document" {
        /// Which.
        kind: DocumentKind,
        /// Its name.
        name: String,
        /// Whether without it nothing has been published.
        required: bool,
        /// Where that is said.
        citation: Citation,
        /// How that is known.
        certainty: Attestation,
    }
    /// What has to be done how long before a hearing.
    HearingRule as "consultation.HearingRuleOn" {
        /// Which act: papers served, or the hearing announced.
        of: HearingTerm,
        /// How long before.
        term: Option<Minimum>,
        /// The rule in words.
        text: String,
    }
    /// The comments that say what an earlier one says.
    Repeats as "consultation.Repeats" {
        /// In their order.
        repeats: Vec<Repeat>,
    }
    /// The words that are compared.
    Words as "consultation.Words" {
        /// The words.
        text: String,
    }
}

fn kind_on(kind: &ConsultationKind, on: NaiveDate, lang: Lang) -> KindOn {
    let minimum = kind.minimum(on);
    let documents = kind.documents.iter().map(|d| Document {
        kind: d.kind,
        name: d.kind.label(lang).to_owned(),
        required: d.required,
        citation: d.citation.clone(),
        certainty: d.certainty,
    });
    KindOn {
        id: kind.id.clone(),
        name: kind.name(lang).to_owned(),
        least: minimum.as_ref().map(|m| m.message(lang)),
        minimum,
        generally: kind.generally,
        shortening: kind.shortening,
        shortening_basis: kind.shortening_basis.clone(),
        documents: documents.collect(),
        required: kind.required().map(|d| d.kind).collect(),
        ways_basis: kind.ways_basis.clone(),
        channels: kind.channels.clone(),
        channels_basis: kind.channels_basis.clone(),
        hearing: kind.hearing.as_ref().map(|h| HearingRule {
            of: h.of,
            term: h.term(on),
            text: h.text(lang).to_owned(),
        }),
        majority: kind.majority.as_ref().map(|m| match lang {
            Lang::Zh => m.zh.clone(),
            Lang::En => m.en.clone(),
        }),
        majority_basis: kind.majority.as_ref().map(|m| m.citation.clone()),
        result_basis: kind.result_basis.clone(),
        basis: kind.basis.clone(),
        cited: cited(&kind.basis, lang),
        certainty: kind.certainty,
        note: match lang {
            Lang::Zh => kind.note_zh.clone(),
            Lang::En => kind.note_en.clone(),
        },
    }
}

fn kinds(request: &KindsRequest, _: Context) -> Result<Kinds, Fault> {
    let lang = request.lang.unwrap_or_default();
    let all = ConsultationKind::all().iter();
    Ok(Kinds {
        kinds: all.map(|k| kind_on(k, request.on, lang)).collect(),
    })
}

fn kind(request: &KindRequest, _: Context) -> Result<KindAnswer, Fault> {
    let lang = request.lang.unwrap_or_default();
    let found = ConsultationKind::get(&request.kind);
    Ok(KindAnswer {
        kind: found.map(|k| kind_on(k, request.on, lang)),
    })
}

fn similar(request: &SimilarRequest, _: Context) -> Result<Repeats, Fault> {
    let likeness = request.likeness.unwrap_or(Settings::default().likeness);
    let repeats = gongkai::consultation::similar_comments(&request.comments, likeness);
    Ok(Repeats { repeats })
}

fn normalise(request: &NormaliseRequest, _: Context) -> Result<Words, Fault> {
    let text = gongkai::consultation::normalise_comment(&request.text);
    Ok(Words { text })
}
