//! What may not be disclosed, and why (不予公开).

use chrono::NaiveDate;
use gongkai::exemption::{
    Assessment, Attribute, AttributeIssue, Facts, Force, Found, Marking, Missing, Origin, Question,
    Responsible, Settings, Step, assess_with,
};
use gongkai::law::{Attestation, Citation, Lang, Period, Registry};

use super::cited;
use crate::context::Context;
use crate::fault::Fault;
use crate::operation::{operations, requests, responses};

operations! {
    /// Examines whether information may be disclosed, as of a day: the decision, each question
    /// with its answer and article, and what is still to be asked.
    "exemption.assess" => assess, AssessRequest => Examined;
    /// An assessment that was kept in a file, in words.
    "exemption.explain" => explain, ExplainRequest => Examined;
    /// Whether the attribute that a document bears agrees with what is known of it (属性核对).
    "exemption.check_attribute" => check_attribute, CheckAttributeRequest => AttributeAnswer;
    /// The same against an assessment that was kept in a file.
    "exemption.check_attribute_against" => check_against, CheckAgainstRequest => AttributeAnswer;
    /// Who has to disclose (公开主体, Art. 10), with the steps that led there.
    "exemption.responsible_body" => responsible_body, ResponsibleRequest => ResponsibleAnswer;
    /// The taxonomy of grounds: under which article, how strongly, on which test, and to which
    /// answer and row of the annual report each leads.
    "exemption.grounds" => grounds, InLang => Grounds;
    /// One ground by its code, absent when there is none.
    "exemption.ground" => ground, OneGround => GroundAnswer;
    /// Laws and administrative regulations that prohibit disclosure; the list is not complete.
    "exemption.prohibitions" => prohibitions, InLang => Prohibitions;
    /// The rows of results of the annual report, in their order.
    "exemption.result_rows" => result_rows, InLang => ResultRows;
    /// Every fact that an assessment may need, in the order of the examination: a form to fill in.
    "exemption.fact_fields" => fact_fields, InLang => FactFields;
}

requests! {
    /// What is known about a piece of information.
    AssessRequest as "exemption.AssessRequest" {
        /// The facts; what is not known is left out, and said in the answer.
        facts: Facts,
        /// The day as of which it is judged.
        as_of: NaiveDate,
        /// After how long what is withheld is examined again (Art. 18); one year unless given.
        review_after: Option<Period>,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
    /// An assessment to be told in words.
    ExplainRequest as "exemption.ExplainRequest" {
        /// The assessment.
        assessment: Assessment,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
    /// A document's attribute, and what is known of the document.
    CheckAttributeRequest as "exemption.CheckAttributeRequest" {
        /// The attribute with its reasons.
        marking: Marking,
        /// The facts.
        facts: Facts,
        /// The day as of which it is judged.
        as_of: NaiveDate,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
    /// A document's attribute, and its assessment.
    CheckAgainstRequest as "exemption.CheckAgainstRequest" {
        /// The attribute with its reasons.
        marking: Marking,
        /// The assessment.
        assessment: Assessment,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
    /// Where information comes from.
    ResponsibleRequest as "exemption.ResponsibleRequest" {
        /// Who made or obtained it, and how.
        origin: Origin,
        /// The day as of which it is judged.
        as_of: NaiveDate,
        /// The language of the sentences; Chinese unless given.
        lang: Option<Lang>,
    }
    /// A language.
    InLang as "exemption.LangRequest" {
        /// The language of the names; Chinese unless given.
        lang: Option<Lang>,
    }
    /// The code of a ground.
    OneGround as "exemption.GroundRequest" {
        /// The code, as in `trade_secret`.
        code: String,
        /// The language of the names; Chinese unless given.
        lang: Option<Lang>,
    }
}

responses! {
    /// An assessment, and what it says in words (审查意见).
    Examined as "exemption.Examined" {
        /// The assessment, as it goes into a file.
        assessment: Assessment,
        /// The decision in one sentence.
        decision: String,
        /// The questions with their answers, in the legal order.
        questions: Vec<QuestionAnswer>,
        /// What is not known and is needed; empty when it could be decided.
        missing: Vec<MissingFact>,
        /// The grounds that hold.
        held: Vec<HeldGround>,
        /// Why the other reasons given do not hold.
        refused: Vec<RefusedReason>,
        /// What is to be done besides.
        to_do: Vec<String>,
        /// What the row of the annual report counts, where an answer fits.
        row: Option<String>,
        /// All of it, a line each.
        text: Vec<String>,
    }
    /// One question of the examination, and its answer (审查步骤).
    QuestionAnswer as "exemption.QuestionAnswer" {
        /// The question.
        question: Question,
        /// The question in words.
        asks: String,
        /// The part that it concerns; absent for the whole.
        part: Option<String>,
        /// The answer.
        found: Found,
        /// The answer in a word.
        answer: String,
        /// Why.
        why: String,
        /// The articles.
        basis: Vec<Citation>,
        /// The articles as a document cites them.
        cited: Vec<String>,
    }
    /// A fact that is needed and not known (缺少的事实).
    MissingFact as "exemption.MissingFact" {
        /// Its place in the facts, as in `grounds.third_party[0].harm`.
        fact: String,
        /// For which question.
        question: Question,
        /// What may stand there, as in `true | false`.
        values: String,
        /// What it is.
        text: String,
    }
    /// A ground that holds, in words.
    HeldGround as "exemption.HeldGround" {
        /// Its code, as in `trade_secret`.
        ground: String,
        /// Its name.
        name: String,
        /// The part that it concerns; absent for the whole.
        part: Option<String>,
        /// How strongly it binds.
        force: Option<Force>,
        /// That, in words.
        binds: Option<String>,
        /// What would overcome or end it.
        overridden_by: Option<String>,
        /// The last day on which it holds by itself.
        until: Option<NaiveDate>,
    }
    /// A reason that does not hold, in words.
    RefusedReason as "exemption.RefusedReason" {
        /// The name of the fault, as in `no_harm`.
        code: String,
        /// The part that it concerns; absent for the whole.
        part: Option<String>,
        /// Why it does not hold.
        message: String,
        /// The articles.
        basis: Vec<Citation>,
    }
    /// Whether attribute and assessment agree (属性与审查意见核对).
    AttributeAnswer as "exemption.AttributeAnswer" {
        /// Whether they do.
        agrees: bool,
        /// Whether the office may return the draft (退文).
        may_return: bool,
        /// Where they do not, or what has to be borne in mind.
        issues: Vec<AttributeNote>,
        /// The name of the attribute; absent when the document bears none.
        attribute: Option<String>,
        /// What the assessment says, in one sentence.
        decision: String,
    }
    /// Something about an attribute, in words.
    AttributeNote as "exemption.AttributeNote" {
        /// What.
        issue: AttributeIssue,
        /// Whether they disagree in it; a reminder otherwise.
        disagreement: bool,
        /// Whether the draft may be returned for it.
        returns_the_draft: bool,
        /// It in one sentence.
        message: String,
        /// The articles.
        basis: Vec<Citation>,
    }
    /// Who has to disclose (公开主体).
    ResponsibleAnswer as "exemption.ResponsibleAnswer" {
        /// Who; absent when facts are missing.
        body: Option<Responsible>,
        /// How that was found.
        steps: Vec<Step>,
        /// What is missing.
        missing: Vec<MissingFact>,
        /// The articles, each once.
        citations: Vec<Citation>,
        /// The steps in words, and who it is.
        text: Vec<String>,
    }
    /// The taxonomy.
    Grounds as "exemption.GroundList" {
        /// In its order: Arts. 14, 15, 16, other routes, outside the duty, not processed, closed.
        grounds: Vec<GroundRow>,
    }
    /// A ground, where there is one of the code.
    GroundAnswer as "exemption.GroundAnswer" {
        /// The ground.
        ground: Option<GroundRow>,
    }
    /// A category under which information is withheld, cannot be provided or an application is
    /// not processed (不予公开等情形).
    GroundRow as "exemption.GroundRow" {
        /// The code, as in `trade_secret`; it never changes.
        code: String,
        /// Its sign in the taxonomy, as in `X4a`.
        key: String,
        /// The name.
        name: String,
        /// The articles that it rests on.
        basis: Vec<Citation>,
        /// The articles as a document cites them.
        cited: Vec<String>,
        /// How strongly it binds.
        force: Force,
        /// That, in words.
        binds: String,
        /// Whether information is withheld under it: a ground of Arts. 14 to 16.
        withholds: bool,
        /// When it applies.
        test: String,
        /// What overcomes or ends it; absent when nothing does.
        overridden_by: Option<String>,
        /// What it may be about, where one of several has to be named.
        aspects: Vec<Named>,
        /// The kind of the answer to an application, as in `withheld`; absent where the case is
        /// closed without one.
        answer: Option<String>,
        /// The row of the annual report.
        row: Named,
        /// How these facts are known.
        certainty: Attestation,
        /// Doubts and remarks.
        note: Option<String>,
    }
    /// A code and its name.
    Named as "exemption.Named" {
        /// The code.
        code: String,
        /// The name.
        name: String,
    }
    /// Prohibitions of disclosure.
    Prohibitions as "exemption.ProhibitionList" {
        /// Examples of what the second ground of Art. 14 asks for.
        prohibitions: Vec<ProhibitionRow>,
    }
    /// A law or administrative regulation that prohibits disclosure (禁止公开的规定).
    ProhibitionRow as "exemption.ProhibitionRow" {
        /// The id.
        id: String,
        /// The law, and its article where it is known.
        citation: Citation,
        /// That, as a document cites it.
        cited: String,
        /// What must not be disclosed.
        name: String,
        /// The exceptions.
        except: Option<String>,
        /// How that is known.
        certainty: Attestation,
        /// Doubts and remarks, in Chinese.
        note: Option<String>,
    }
    /// The rows of results of the annual report.
    ResultRows as "exemption.ResultRows" {
        /// Each with its key and what it counts.
        rows: Vec<Named>,
    }
    /// The facts that an assessment may need.
    FactFields as "exemption.FactFields" {
        /// In the order of the examination.
        fields: Vec<FactField>,
    }
    /// A fact that an assessment may need (审查事实项).
    FactField as "exemption.FactRow" {
        /// Its place in the facts, as in `grounds.third_party.harm`.
        path: String,
        /// What may stand there, as in `true | false`, or the words to choose from.
        values: String,
        /// What it is.
        text: String,
    }
}

fn missing_facts(missing: &[Missing], lang: Lang) -> Vec<MissingFact> {
    let one = |m: &Missing| {
        let field = m.field();
        MissingFact {
            fact: m.fact.clone(),
            question: m.question,
            values: field.map_or("", |f| f.values).to_owned(),
            text: field.map_or("", |f| f.text(lang)).to_owned(),
        }
    };
    missing.iter().map(one).collect()
}

fn in_words(assessment: Assessment, lang: Lang) -> Examined {
    use gongkai::exemption::{Disposition, result_rows};
    let questions = assessment.steps.iter().map(|step| QuestionAnswer {
        question: step.question,
        asks: step.question.text(lang).to_owned(),
        part: step.part.clone(),
        found: step.found,
        answer: step.found.label(lang).to_owned(),
        why: step.why(lang),
        basis: step.basis.clone(),
        cited: cited(&step.basis, lang),
    });
    let held = assessment.disposition.held().iter().map(|held| {
        let ground = held.ground();
        HeldGround {
            ground: held.ground.clone(),
            name: ground
                .map_or(held.ground.as_str(), |g| g.name(lang))
                .to_owned(),
            part: held.part.clone(),
            force: ground.map(|g| g.force),
            binds: ground.map(|g| g.force.label(lang).to_owned()),
            overridden_by: ground
                .and_then(|g| g.overridden_by(lang))
                .map(str::to_owned),
            until: held.until,
        }
    });
    let refused = assessment.refused.iter().map(|refused| RefusedReason {
        code: refused.refusal.code().to_owned(),
        part: refused.part.clone(),
        message: refused.refusal.message(lang),
        basis: refused.refusal.citations(assessment.as_of),
    });
    let row = assessment.answer.as_ref().map(|answer| {
        let row = result_rows().iter().find(|r| r.key == answer.row);
        row.map_or(answer.row.as_str(), |r| r.name(lang)).to_owned()
    });
    let missing = match &assessment.disposition {
        Disposition::Undetermined { missing } => missing_facts(missing, lang),
        _ => Vec::new(),
    };
    Examined {
        decision: assessment.disposition.message(lang),
        questions: questions.collect(),
        missing,
        held: held.collect(),
        refused: refused.collect(),
        to_do: assessment.to_do.iter().map(|t| t.message(lang)).collect(),
        row,
        text: assessment.explain(lang),
        assessment,
    }
}

fn assess(request: &AssessRequest, _: Context) -> Result<Examined, Fault> {
    let settings = Settings {
        review_after: request.review_after,
    };
    let assessment = assess_with(&request.facts, request.as_of, settings);
    Ok(in_words(assessment, request.lang.unwrap_or_default()))
}

fn explain(request: &ExplainRequest, _: Context) -> Result<Examined, Fault> {
    let lang = request.lang.unwrap_or_default();
    Ok(in_words(request.assessment.clone(), lang))
}

fn compared(marking: &Marking, assessment: &Assessment, lang: Option<Lang>) -> AttributeAnswer {
    let lang = lang.unwrap_or_default();
    let check = gongkai::exemption::check_attribute(marking, assessment);
    AttributeAnswer {
        agrees: check.agrees,
        may_return: check.issues.iter().any(AttributeIssue::returns_the_draft),
        attribute: marking
            .attribute
            .map(|a: Attribute| a.name(lang).to_owned()),
        decision: assessment.disposition.message(lang),
        issues: check
            .issues
            .into_iter()
            .map(|issue| AttributeNote {
                disagreement: issue.is_disagreement(),
                returns_the_draft: issue.returns_the_draft(),
                message: issue.message(lang),
                basis: issue.citations(),
                issue,
            })
            .collect(),
    }
}

fn check_attribute(request: &CheckAttributeRequest, _: Context) -> Result<AttributeAnswer, Fault> {
    let assessment = gongkai::exemption::assess(&request.facts, request.as_of);
    Ok(compared(&request.marking, &assessment, request.lang))
}

fn check_against(request: &CheckAgainstRequest, _: Context) -> Result<AttributeAnswer, Fault> {
    Ok(compared(
        &request.marking,
        &request.assessment,
        request.lang,
    ))
}

fn responsible_body(request: &ResponsibleRequest, _: Context) -> Result<ResponsibleAnswer, Fault> {
    let lang = request.lang.unwrap_or_default();
    let found = gongkai::exemption::responsible_body(&request.origin, request.as_of);
    Ok(ResponsibleAnswer {
        citations: found.citations(),
        text: found.explain(lang),
        missing: missing_facts(&found.missing, lang),
        body: found.body,
        steps: found.steps,
    })
}

fn ground_row(ground: &gongkai::exemption::Ground, lang: Lang) -> GroundRow {
    let rows = gongkai::exemption::result_rows();
    let row = rows.iter().find(|r| r.key == ground.row);
    let aspects = ground.aspects.iter().map(|a| Named {
        code: a.code.clone(),
        name: a.name(lang).to_owned(),
    });
    GroundRow {
        code: ground.code.clone(),
        key: ground.key.clone(),
        name: ground.name(lang).to_owned(),
        basis: ground.basis.clone(),
        cited: cited(&ground.basis, lang),
        force: ground.force,
        binds: ground.force.label(lang).to_owned(),
        withholds: ground.withholds(),
        test: ground.test(lang).to_owned(),
        overridden_by: ground.overridden_by(lang).map(str::to_owned),
        aspects: aspects.collect(),
        answer: ground.answer.clone(),
        row: Named {
            code: ground.row.clone(),
            name: row.map_or(ground.row.as_str(), |r| r.name(lang)).to_owned(),
        },
        certainty: ground.certainty,
        note: match lang {
            Lang::Zh => ground.note_zh.clone(),
            Lang::En => ground.note_en.clone(),
        },
    }
}

fn grounds(request: &InLang, _: Context) -> Result<Grounds, Fault> {
    let lang = request.lang.unwrap_or_default();
    let all = gongkai::exemption::grounds().iter();
    Ok(Grounds {
        grounds: all.map(|g| ground_row(g, lang)).collect(),
    })
}

fn ground(request: &OneGround, _: Context) -> Result<GroundAnswer, Fault> {
    let lang = request.lang.unwrap_or_default();
    let found = gongkai::exemption::ground(&request.code);
    Ok(GroundAnswer {
        ground: found.map(|g| ground_row(g, lang)),
    })
}

fn prohibitions(request: &InLang, _: Context) -> Result<Prohibitions, Fault> {
    let lang = request.lang.unwrap_or_default();
    let all = gongkai::exemption::prohibitions().iter();
    let registry = Registry::builtin();
    let rows = all.map(|p| ProhibitionRow {
        id: p.id.clone(),
        citation: p.citation.clone(),
        cited: match lang {
            Lang::Zh => p.citation.chinese(registry),
            Lang::En => p.citation.english(registry),
        },
        name: p.name(lang).to_owned(),
        except: match lang {
            Lang::Zh => p.except_zh.clone(),
            Lang::En => p.except_en.clone(),
        },
        certainty: p.certainty,
        note: p.note.clone(),
    });
    Ok(Prohibitions {
        prohibitions: rows.collect(),
    })
}

fn result_rows(request: &InLang, _: Context) -> Result<ResultRows, Fault> {
    let lang = request.lang.unwrap_or_default();
    let rows = gongkai::exemption::result_rows().iter().map(|row| Named {
        code: row.key.clone(),
        name: row.name(lang).to_owned(),
    });
    Ok(ResultRows {
        rows: rows.collect(),
    })
}

fn fact_fields(request: &InLang, _: Context) -> Result<FactFields, Fault> {
    let lang = request.lang.unwrap_or_default();
    let fields = gongkai::exemption::fact_fields()
        .iter()
        .map(|field| FactField {
            path: field.path.to_owned(),
            values: field.values.to_owned(),
            text: field.text(lang).to_owned(),
        });
    Ok(FactFields {
        fields: fields.collect(),
    })
}
