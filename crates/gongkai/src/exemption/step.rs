use serde::{Deserialize, Serialize};

use super::fields;
use super::words;
use crate::finding::{Arg, Lang};
use crate::law::Citation;

/// A question of the examination, in the legal order (审查步骤).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Question"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Question {
    /// Does the Regulation of 2019 apply on the day?
    Law,
    /// Is it government information (Arts. 2, 54, 55)?
    Scope,
    /// Is this body responsible (Art. 10)?
    Responsible,
    /// Does it exist (Arts. 36 item 4 and 38)?
    Exists,
    /// Is it public already (Art. 36 item 1)?
    AlreadyPublic,
    /// Has a law its own way of access (Art. 36 item 7)?
    SpecialRoute,
    /// Is it a state secret (Art. 14)?
    StateSecret,
    /// Does a law or administrative regulation prohibit disclosure (Art. 14)?
    Prohibition,
    /// Would disclosure endanger security or stability (Art. 14)?
    Endangers,
    /// Would disclosure harm a third party (Arts. 15 and 32)?
    ThirdParty,
    /// Does it concern internal affairs (Art. 16 para. 1)?
    Internal,
    /// Is it a deliberative record (Art. 16 para. 2)?
    Process,
    /// Does it stand in an enforcement file (Art. 16 para. 2)?
    EnforcementFile,
    /// Does a law, regulation or rule order disclosure (Art. 16 para. 2)?
    Ordered,
    /// Is there a doubt that another body has to settle (Art. 17 para. 3)?
    Doubt,
    /// Can what may be disclosed be separated (Art. 37)?
    Severable,
    /// In which form (Art. 40)?
    Form,
}

impl Question {
    /// The question in a language.
    pub fn text(self, lang: Lang) -> &'static str {
        words::question_text(self, lang)
    }
}

/// What a step found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Found"))]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// Yes.
    Yes,
    /// No.
    No,
    /// It cannot be told from the facts.
    Unknown,
}

impl Found {
    /// It in a word.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Yes, Lang::Zh) => "是",
            (Self::No, Lang::Zh) => "否",
            (Self::Unknown, Lang::Zh) => "不清楚",
            (Self::Yes, Lang::En) => "yes",
            (Self::No, Lang::En) => "no",
            (Self::Unknown, Lang::En) => "not known",
        }
    }
}

/// Why a step found what it found: the name of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Reason"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs)] // each is the name of one sentence of `words.rs`
pub enum Reason {
    FactMissing,
    NotClaimed,
    Refused,
    RegulationNotInForce,
    GovernmentInformation,
    AuthorisedOrganisation,
    PublicEnterprise,
    NotAdministrative,
    NotInFunction,
    NotRecorded,
    MadeBy,
    KeptBy,
    FirstHadBy,
    JointLead,
    RulePrevails,
    RuleDoesNotPrevail,
    AgencyOwnName,
    AgencyOfParent,
    ArchiveDue,
    ArchiveEarly,
    ThisBody,
    OtherBody,
    AtHand,
    FoundRecord,
    NothingFound,
    NeedsProcessing,
    PublicAt,
    NotPublic,
    Leaked,
    PublicThoughProhibited,
    RouteRule,
    NoRoute,
    SecretStands,
    SecretUntilCondition,
    SecretExpired,
    SecretDeclassified,
    SecretConditionMet,
    Prohibited,
    ProhibitedAsStated,
    ProhibitionExcepted,
    Endangered,
    ThirdPartyObjects,
    ThirdPartySilent,
    ThirdPartyHarmed,
    ThirdPartyConsents,
    PublicInterestPrevails,
    InternalAffairs,
    DeliberativeRecord,
    InCaseFile,
    Waived,
    OrderedBy,
    OrderTooLow,
    DoubtOnSecrecy,
    DoubtForOther,
    PartsDiffer,
    NotSeparable,
    AllParts,
    FormAsWanted,
    FormCarrier,
    FormCost,
}

/// One step of an assessment: a question, what was found, why, under which article (审查步骤).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Step"))]
pub struct Step {
    /// The question.
    pub question: Question,
    /// The part that it concerns; `None` for the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// What was found.
    pub found: Found,
    /// Why.
    pub reason: Reason,
    /// What the sentence mentions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<Arg>,
    /// The articles.
    pub basis: Vec<Citation>,
}

impl Step {
    pub(crate) fn new(question: Question, found: Found, reason: Reason) -> Self {
        Self {
            question,
            part: None,
            found,
            reason,
            args: Vec::new(),
            basis: words::basis(question),
        }
    }

    pub(crate) fn with(mut self, arg: impl Into<Arg>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// With citations in place of those of its question.
    pub(crate) fn resting_on(mut self, basis: impl IntoIterator<Item = Citation>) -> Self {
        self.basis = basis.into_iter().collect();
        self
    }

    /// With one citation more.
    pub(crate) fn also(mut self, citation: Option<Citation>) -> Self {
        if let Some(citation) = citation
            && !self.basis.contains(&citation)
        {
            self.basis.push(citation);
        }
        self
    }

    /// A step that cannot be taken for lack of these facts.
    pub(crate) fn missing(question: Question, facts: &[Missing]) -> Self {
        let mut step = Self::new(question, Found::Unknown, Reason::FactMissing);
        step.args = facts.iter().map(|m| m.fact.as_str().into()).collect();
        step
    }

    /// Why, in words: the sentence of its reason, with what that mentions.
    pub fn why(&self, lang: Lang) -> String {
        words::sentence(self, lang)
    }

    /// The step in one sentence: the question, the answer, and why.
    pub fn message(&self, lang: Lang) -> String {
        let question = self.question.text(lang);
        let why = self.why(lang);
        let part = bracketed(self.part.as_deref(), lang);
        let found = self.found.label(lang);
        match lang {
            Lang::Zh => format!("{part}{question}{found}：{why}"),
            Lang::En => format!("{part}{question} {found}: {why}"),
        }
    }
}

/// A part before what is said of it.
pub(super) fn bracketed(part: Option<&str>, lang: Lang) -> String {
    match (part, lang) {
        (Some(part), Lang::Zh) => format!("〔{part}〕"),
        (Some(part), Lang::En) => format!("[{part}] "),
        (None, _) => String::new(),
    }
}

/// The steps in words: what was examined and denied in one line for each content.
pub(super) fn lines(steps: &[Step], lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = steps;
    while let Some(step) = rest.first() {
        let like = |s: &&Step| s.reason == Reason::NotClaimed && s.part == step.part;
        let run = rest.iter().take_while(like).count();
        if run < 2 {
            lines.push(step.message(lang));
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let denied = rest.iter().take(run);
        let names: Vec<&str> = denied.map(|s| words::noun(s.question, lang)).collect();
        let part = bracketed(step.part.as_deref(), lang);
        lines.push(match lang {
            Lang::Zh => format!("{part}经审查没有这些情形：{}", names.join("；")),
            Lang::En => format!("{part}examined, and not the case: {}", names.join("; ")),
        });
        rest = rest.get(run..).unwrap_or_default();
    }
    lines
}

/// A fact that is needed and not known (缺少的事实).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Missing"))]
pub struct Missing {
    /// Its place in the facts, as in `grounds.third_party[0].harm`.
    pub fact: String,
    /// For which question.
    pub question: Question,
}

impl Missing {
    pub(crate) fn new(question: Question, fact: impl Into<String>) -> Self {
        Self {
            fact: fact.into(),
            question,
        }
    }

    /// What is known of the fact that is missing: what may stand there, and what it is.
    ///
    /// ```
    /// use gongkai::exemption::{Disposition, Facts, assess};
    /// let assessment = assess(&Facts::default(), "2026-03-02".parse().unwrap());
    /// let Disposition::Undetermined { missing } = &assessment.disposition else { panic!() };
    /// assert_eq!(missing[0].field().unwrap().path, "scope");
    /// ```
    pub fn field(&self) -> Option<&'static fields::FactField> {
        fields::at(&self.fact)
    }

    /// What is missing, in words, with its place in the facts.
    ///
    /// ```
    /// use gongkai::exemption::{Disposition, Facts, assess};
    /// use gongkai::finding::Lang;
    /// let assessment = assess(&Facts::default(), "2026-03-02".parse().unwrap());
    /// let Disposition::Undetermined { missing } = &assessment.disposition else { panic!() };
    /// assert!(missing.iter().any(|m| m.message(Lang::Zh).contains("`scope`")));
    /// ```
    pub fn message(&self, lang: Lang) -> String {
        let what = self.field().map_or("", |f| f.text(lang));
        match lang {
            Lang::Zh => format!("{what}（`{}`）", self.fact),
            Lang::En => format!("{what} (`{}`)", self.fact),
        }
    }
}
