//! Instruments, citations and periods (法律文件、条款、期限).

use chrono::NaiveDate;
use gongkai::law::{
    Citation, CitationParseError, Instrument, InstrumentId, InstrumentKind, Lang, Period,
    PeriodParseError, PeriodUnit, Reference, Registry, Term, TermVersion, numeral,
};
use serde_json::json;

use crate::context::Context;
use crate::fault::{Explained, Fault};
use crate::operation::{operations, requests, responses};

operations! {
    /// Reads a citation as documents write it, as in `《政府信息公开条例》第33条第2款`, and looks it up.
    "law.read_citation" => read_citation, ReadCitation => CitationAnswer, CitationParseError;
    /// The parts and the printed forms of a citation in compact form, as in `ogi-2019:33.2`.
    "law.citation" => citation, CompactCitation => CitationAnswer, CitationParseError;
    /// Finds every citation in a text, with its place; one that cannot be looked up says why.
    "law.find_citations" => find_citations, FindCitations => FoundCitations;
    /// Sorts citations by instrument, then by place.
    "law.sort_citations" => sort_citations, SortCitations => SortedCitations, CitationParseError;
    /// Laws, regulations and notices on record: all, those that a title means, the versions of
    /// one work, those in force on a day.
    "law.instruments" => instruments, FindInstruments => Instruments;
    /// One instrument by its id, absent when it is not on record.
    "law.instrument" => instrument, OneInstrument => InstrumentAnswer;
    /// The statutory periods on record, with their lengths over time.
    "law.terms" => terms, AllTerms => Terms;
    /// The length of a statutory period on a day, absent when there was none.
    "law.term" => term, TermOn => TermAnswer;
    /// Reads a period, as in `20wd`: a number and one of wd, d, w, m, q, y.
    "law.parse_period" => parse_period, ParsePeriod => PeriodAnswer, PeriodParseError;
    /// A number in Chinese numerals, as articles are numbered.
    "law.to_numeral" => to_numeral, ToNumeral => NumeralText;
    /// Reads a Chinese or Arabic numeral; absent when the text is none.
    "law.parse_numeral" => parse_numeral, ParseNumeral => NumeralValue;
}

requests! {
    /// A citation as documents write it.
    ReadCitation as "law.ReadCitationRequest" {
        /// The citation and nothing else.
        text: String,
        /// The day on which the version cited was in force; the newest version unless given.
        on: Option<NaiveDate>,
    }
    /// A citation in compact form.
    CompactCitation as "law.CompactCitationRequest" {
        /// The compact form.
        compact: String,
    }
    /// A text with citations.
    FindCitations as "law.FindCitationsRequest" {
        /// The text.
        text: String,
        /// The day on which the versions cited were in force; the newest unless given.
        on: Option<NaiveDate>,
    }
    /// Citations to be sorted.
    SortCitations as "law.SortCitationsRequest" {
        /// In compact form.
        compact: Vec<String>,
    }
    /// What to look for among the instruments; everything given must hold.
    FindInstruments as "law.InstrumentsRequest" {
        /// Any title under which it is cited, with or without 《》 and 中华人民共和国.
        title: Option<String>,
        /// The work that its versions share, as in `ogi`.
        work: Option<String>,
        /// A day on which it was in force.
        on: Option<NaiveDate>,
    }
    /// An instrument's id.
    OneInstrument as "law.InstrumentRequest" {
        /// The id, as in `ogi-2019`.
        id: InstrumentId,
    }
    /// Nothing.
    AllTerms as "law.TermsRequest" {}
    /// A term and a day.
    TermOn as "law.TermRequest" {
        /// The term, as in `request.answer`.
        term: String,
        /// The day.
        on: NaiveDate,
    }
    /// A period in short.
    ParsePeriod as "law.ParsePeriodRequest" {
        /// The text.
        text: String,
    }
    /// A number.
    ToNumeral as "law.ToNumeralRequest" {
        /// The number, from 0 to 65535.
        n: u16,
    }
    /// A numeral.
    ParseNumeral as "law.ParseNumeralRequest" {
        /// The text.
        text: String,
    }
}

responses! {
    /// A citation, taken apart and printed (条款).
    CitationAnswer as "law.CitationAnswer" {
        /// The compact form, as in `ogi-2019:33.2`.
        compact: String,
        /// The instrument.
        instrument: InstrumentId,
        /// The article (条); absent when the instrument as a whole is cited.
        article: Option<u16>,
        /// The number after 之; 0 when there is none.
        sub_article: u16,
        /// The paragraph (款).
        paragraph: Option<u16>,
        /// The item (项).
        item: Option<u16>,
        /// As a document cites it in Chinese.
        zh: String,
        /// In English.
        en: String,
    }
    /// A citation found in a text.
    FoundCitation as "law.FoundCitation" {
        /// Where it stands.
        range: crate::offsets::Range,
        /// Its wording.
        text: String,
        /// What it cites; absent when it cannot be looked up.
        citation: Option<CitationAnswer>,
        /// Why it cannot be looked up.
        fault: Option<Fault>,
    }
    /// The citations of a text.
    FoundCitations as "law.FoundCitations" {
        /// In the order of the text.
        citations: Vec<FoundCitation>,
    }
    /// Sorted citations.
    SortedCitations as "law.SortedCitations" {
        /// In compact form.
        compact: Vec<String>,
    }
    /// Instruments found.
    Instruments as "law.Instruments" {
        /// In the order of the data; those of one title from the oldest to the newest.
        instruments: Vec<Instrument>,
    }
    /// One instrument.
    InstrumentAnswer as "law.InstrumentAnswer" {
        /// The instrument.
        instrument: Option<Instrument>,
        /// What kind of text it is, in Chinese.
        kind_zh: Option<String>,
    }
    /// All statutory periods.
    Terms as "law.Terms" {
        /// In the order of the data.
        terms: Vec<Term>,
    }
    /// The length of a period on a day.
    TermAnswer as "law.TermAnswer" {
        /// The term on that day.
        term: Option<TermVersion>,
    }
    /// A period (期限).
    PeriodAnswer as "law.PeriodAnswer" {
        /// In short, as in `20wd`.
        period: Period,
        /// How many units.
        count: u32,
        /// The unit.
        unit: PeriodUnit,
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    }
    /// A number in words.
    NumeralText as "law.NumeralText" {
        /// The numeral.
        text: String,
    }
    /// A number read.
    NumeralValue as "law.NumeralValue" {
        /// The number.
        value: Option<u16>,
    }
}

fn shown(citation: &Citation) -> CitationAnswer {
    let registry = Registry::builtin();
    CitationAnswer {
        compact: citation.compact(),
        instrument: citation.instrument().clone(),
        article: citation.article(),
        sub_article: citation.sub_article(),
        paragraph: citation.paragraph(),
        item: citation.item(),
        zh: citation.chinese(registry),
        en: citation.english(registry),
    }
}

fn read_citation(request: &ReadCitation, _: Context) -> Result<CitationAnswer, Fault> {
    let found = Citation::read(&request.text, Registry::builtin(), request.on);
    Ok(shown(&found.map_err(|e| Fault::of(&e).at("/text"))?))
}

fn citation(request: &CompactCitation, _: Context) -> Result<CitationAnswer, Fault> {
    let found = request.compact.parse::<Citation>();
    Ok(shown(&found.map_err(|e| Fault::of(&e).at("/compact"))?))
}

fn find_citations(request: &FindCitations, context: Context) -> Result<FoundCitations, Fault> {
    let text = request.text.as_str();
    let mut walker = crate::offsets::Walker::new(text, context.unit);
    let mut citations = Vec::new();
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| rest.find('《'))
        .map(|n| at + n)
    {
        let here = text.get(start..).unwrap_or("");
        // A title in a quotation begins anew inside it.
        let Some((reference, length)) = Reference::read(here) else {
            at = start + '《'.len_utf8();
            continue;
        };
        at = start + length;
        let looked_up = reference.resolve(Registry::builtin(), request.on);
        // What nobody can be expected to know is no citation of law: the title of a notice.
        if reference.article.is_none()
            && matches!(looked_up, Err(CitationParseError::UnknownInstrument { .. }))
        {
            continue;
        }
        let range = gongkai::finding::TextRange::at(start, at);
        citations.push(FoundCitation {
            range: walker.range(range),
            text: range.slice(text).to_owned(),
            citation: looked_up.as_ref().ok().map(shown),
            fault: looked_up.err().map(|e| Fault::of(&e)),
        });
    }
    Ok(FoundCitations { citations })
}

fn sort_citations(request: &SortCitations, _: Context) -> Result<SortedCitations, Fault> {
    let mut all = Vec::with_capacity(request.compact.len());
    for (n, text) in request.compact.iter().enumerate() {
        let one = text.parse::<Citation>();
        all.push(one.map_err(|e| Fault::of(&e).at(format!("/compact/{n}")))?);
    }
    all.sort();
    Ok(SortedCitations {
        compact: all.iter().map(Citation::compact).collect(),
    })
}

fn instruments(request: &FindInstruments, _: Context) -> Result<Instruments, Fault> {
    let registry = Registry::builtin();
    let all: Vec<&Instrument> = match &request.title {
        Some(title) => registry.titled(title),
        None => registry.instruments().iter().collect(),
    };
    let instruments = all
        .into_iter()
        .filter(|i| request.work.as_ref().is_none_or(|w| *w == i.work))
        .filter(|i| request.on.is_none_or(|on| i.in_force_on(on)))
        .cloned()
        .collect();
    Ok(Instruments { instruments })
}

fn instrument(request: &OneInstrument, _: Context) -> Result<InstrumentAnswer, Fault> {
    let found = Registry::builtin().get(&request.id).cloned();
    let kind_zh = found.as_ref().map(|i| kind_name(i.kind).to_owned());
    Ok(InstrumentAnswer {
        instrument: found,
        kind_zh,
    })
}

/// The kind of an instrument as lawyers call it.
fn kind_name(kind: InstrumentKind) -> &'static str {
    match kind {
        InstrumentKind::Law => "法律",
        InstrumentKind::AdministrativeRegulation => "行政法规",
        InstrumentKind::LocalRegulation => "地方性法规",
        InstrumentKind::DepartmentRule => "部门规章",
        InstrumentKind::LocalRule => "地方政府规章",
        InstrumentKind::NormativeDocument => "规范性文件",
        InstrumentKind::JudicialInterpretation => "司法解释",
        InstrumentKind::PartyDocument => "党内法规和党的文件",
        InstrumentKind::Standard => "标准",
        _ => "国际文件",
    }
}

fn terms(_: &AllTerms, _: Context) -> Result<Terms, Fault> {
    Ok(Terms {
        terms: Registry::builtin().terms().to_vec(),
    })
}

fn term(request: &TermOn, _: Context) -> Result<TermAnswer, Fault> {
    let found = Registry::builtin().on(request.on).term(&request.term);
    Ok(TermAnswer {
        term: found.cloned(),
    })
}

fn parse_period(request: &ParsePeriod, _: Context) -> Result<PeriodAnswer, Fault> {
    let period = request.text.parse::<Period>();
    let period = period.map_err(|e| Fault::of(&e).at("/text"))?;
    Ok(PeriodAnswer {
        period,
        count: period.count(),
        unit: period.unit(),
        zh: period.chinese(),
        en: period.english(),
    })
}

fn to_numeral(request: &ToNumeral, _: Context) -> Result<NumeralText, Fault> {
    Ok(NumeralText {
        text: numeral::to_chinese(request.n),
    })
}

fn parse_numeral(request: &ParseNumeral, _: Context) -> Result<NumeralValue, Fault> {
    Ok(NumeralValue {
        value: numeral::parse(&request.text),
    })
}

impl Explained for CitationParseError {
    const KIND: &'static str = "CitationParseError";
    const CODES: &'static [&'static str] = &[
        "malformed",
        "unknown_instrument",
        "not_in_force",
        "no_such_article",
    ];
    fn code(&self) -> &str {
        match self {
            Self::UnknownInstrument { .. } => "unknown_instrument",
            Self::NotInForce { .. } => "not_in_force",
            Self::NoSuchArticle { .. } => "no_such_article",
            _ => "malformed",
        }
    }
    fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, _) => self.to_string(),
            (Lang::Zh, Self::UnknownInstrument { title }) => format!("法规库里没有“{title}”"),
            (Lang::Zh, Self::NotInForce { title, date }) => {
                format!("{date}没有施行中的“{title}”")
            }
            (
                Lang::Zh,
                Self::NoSuchArticle {
                    title,
                    article,
                    articles,
                },
            ) => format!("“{title}”共{articles}条，没有第{article}条"),
            (Lang::Zh, Self::Malformed { input }) => format!("“{input}”不是条款的写法"),
            (Lang::Zh, other) => other.to_string(),
        }
    }
    fn data(&self) -> serde_json::Value {
        match self {
            Self::Malformed { input } => json!({ "input": input }),
            Self::UnknownInstrument { title } => json!({ "title": title }),
            Self::NotInForce { title, date } => json!({ "title": title, "date": date }),
            Self::NoSuchArticle {
                title,
                article,
                articles,
            } => json!({ "title": title, "article": article, "articles": articles }),
            _ => serde_json::Value::Null,
        }
    }
}

impl Explained for PeriodParseError {
    const KIND: &'static str = "PeriodParseError";
    const CODES: &'static [&'static str] = &["malformed"];
    fn code(&self) -> &'static str {
        "malformed"
    }
    fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => format!("“{}”不是期限的写法，应如20wd（20个工作日）", self.input),
        }
    }
    fn data(&self) -> serde_json::Value {
        json!({ "input": self.input })
    }
}
