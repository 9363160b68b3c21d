//! The grounds of Arts. 14 to 16, examined for the whole or for one part.

use chrono::NaiveDate;

use super::assessment::{Held, Ordered, Referee, Refused, ToDo};
use super::claim::Claim;
use super::facts::{Danger, Grounds, ProhibitionClaim, Safety};
use super::ground::{Aspect, ground};
use super::lookup::{Looked, look_up};
use super::refusal::Refusal;
use super::step::{Found, Missing, Question, Reason, Step};
use super::words::{cite, kind_name};
use crate::finding::{Arg, Lang};
use crate::law::{Citation, InstrumentKind};

/// What an examined claim comes to.
pub(super) enum Verdict {
    /// The ground holds.
    Holds(Held),
    /// It does not.
    Fails,
    /// It cannot be told.
    Missing(Vec<Missing>),
}

/// One content being examined, and what was found so far.
pub(super) struct Content<'a> {
    pub(super) as_of: NaiveDate,
    /// Whether third parties have to be asked; also where the occasion is not known.
    pub(super) on_request: bool,
    /// Which part; `None` for the whole.
    pub(super) part: Option<String>,
    /// The facts, the part's own before those of the whole.
    pub(super) grounds: Grounds,
    /// Where the part's own facts stand, and which they are.
    own: Option<(String, &'a Grounds)>,
    pub(super) found: Outcome,
}

/// What came of a content.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) steps: Vec<Step>,
    pub(super) refused: Vec<Refused>,
    pub(super) missing: Vec<Missing>,
    pub(super) held: Vec<Held>,
    pub(super) referee: Option<Referee>,
    pub(super) to_do: Vec<ToDo>,
    pub(super) ordered: Option<Ordered>,
    /// The law that prohibits disclosure, if one does.
    pub(super) prohibited_by: Option<String>,
    /// Whether any reason for withholding was given.
    pub(super) claimed: bool,
}

/// Every ground examined and denied.
fn none() -> Grounds {
    Grounds {
        state_secret: Some(Claim::No),
        prohibition: Some(Claim::No),
        endangers: Some(Claim::No),
        third_party: Some(Claim::No),
        internal: Some(Claim::No),
        process: Some(Claim::No),
        enforcement_file: Some(Claim::No),
        disclosure_ordered: None,
        unsure: None,
        reasons: Vec::new(),
    }
}

/// What a part says, and for the rest what is said of the whole.
fn merged(own: &Grounds, whole: Grounds) -> Grounds {
    let own = own.clone();
    Grounds {
        state_secret: own.state_secret.or(whole.state_secret),
        prohibition: own.prohibition.or(whole.prohibition),
        endangers: own.endangers.or(whole.endangers),
        third_party: own.third_party.or(whole.third_party),
        internal: own.internal.or(whole.internal),
        process: own.process.or(whole.process),
        enforcement_file: own.enforcement_file.or(whole.enforcement_file),
        disclosure_ordered: own.disclosure_ordered.or(whole.disclosure_ordered),
        unsure: own.unsure.or(whole.unsure),
        reasons: own.reasons,
    }
}

impl<'a> Content<'a> {
    /// A content to examine: the whole, or the part at a place of the facts.
    pub(super) fn new(
        as_of: NaiveDate,
        on_request: bool,
        whole: Option<&Claim<Grounds>>,
        part: Option<(usize, &str, Option<&'a Claim<Grounds>>)>,
    ) -> Self {
        let mut of_whole = match whole {
            None => Grounds::default(),
            Some(Claim::No) => none(),
            Some(Claim::Yes(grounds)) => grounds.clone(),
        };
        if part.is_some() {
            // They are refused once, for the whole.
            of_whole.reasons.clear();
        }
        let (name, own, grounds) = match part {
            None => (None, None, of_whole),
            Some((n, name, own)) => {
                let name = if name.trim().is_empty() {
                    (n + 1).to_string()
                } else {
                    name.to_owned()
                };
                match own {
                    None => (Some(name), None, of_whole),
                    Some(Claim::No) => (Some(name), None, none()),
                    Some(Claim::Yes(own)) => (
                        Some(name),
                        Some((format!("parts[{n}].grounds"), own)),
                        merged(own, of_whole),
                    ),
                }
            }
        };
        Self {
            as_of,
            on_request,
            part: name,
            grounds,
            own,
            found: Outcome::default(),
        }
    }

    /// The place in the facts of something in the claim `field`.
    pub(super) fn place(&self, field: &str, fact: &str) -> String {
        let own = self.own.as_ref().filter(|(_, own)| match field {
            "state_secret" => own.state_secret.is_some(),
            "prohibition" => own.prohibition.is_some(),
            "endangers" => own.endangers.is_some(),
            "internal" => own.internal.is_some(),
            "process" => own.process.is_some(),
            "enforcement_file" => own.enforcement_file.is_some(),
            "disclosure_ordered" => own.disclosure_ordered.is_some(),
            "unsure" => own.unsure.is_some(),
            _ => own.third_party.is_some(),
        });
        let root = own.map_or("grounds", |(path, _)| path.as_str());
        match (fact.is_empty(), fact.starts_with('[')) {
            (true, _) => format!("{root}.{field}"),
            (_, true) => format!("{root}.{field}{fact}"),
            _ => format!("{root}.{field}.{fact}"),
        }
    }

    pub(super) fn step(&mut self, mut step: Step) {
        step.part.clone_from(&self.part);
        self.found.steps.push(step);
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.found.refused.push(Refused {
            part: self.part.clone(),
            refusal,
        });
    }

    pub(super) fn remind(&mut self, to_do: ToDo) {
        if !self.found.to_do.contains(&to_do) {
            self.found.to_do.push(to_do);
        }
    }

    pub(super) fn refer(&mut self, to: Referee) {
        self.found.referee.get_or_insert(to);
    }

    pub(super) fn held(&self, code: &str, basis: Vec<Citation>) -> Held {
        Held {
            ground: code.to_owned(),
            part: self.part.clone(),
            aspects: Vec::new(),
            until: None,
            basis,
        }
    }

    /// Examines everything, in the legal order.
    pub(super) fn examine(mut self) -> Outcome {
        let grounds = self.grounds.clone();
        for reason in &grounds.reasons {
            self.found.claimed = true;
            self.refuse(Refusal::of_reason(reason));
        }
        self.note_order();
        let asked = [
            (Question::StateSecret, "state_secret"),
            (Question::Prohibition, "prohibition"),
            (Question::Endangers, "endangers"),
            (Question::ThirdParty, "third_party"),
            (Question::Internal, "internal"),
            (Question::Process, "process"),
            (Question::EnforcementFile, "enforcement_file"),
        ];
        for (question, field) in asked {
            let examined = match question {
                Question::StateSecret => self.ask(grounds.state_secret.as_ref(), Self::secret),
                Question::Prohibition => self.ask(grounds.prohibition.as_ref(), Self::prohibition),
                Question::Endangers => self.ask(grounds.endangers.as_ref(), Self::endangers),
                Question::ThirdParty => {
                    self.ask_all(grounds.third_party.as_ref());
                    continue;
                }
                Question::Internal => self.ask(grounds.internal.as_ref(), Self::internal),
                Question::Process => self.ask(grounds.process.as_ref(), Self::process),
                _ => self.ask(grounds.enforcement_file.as_ref(), Self::case_file),
            };
            self.settle(question, field, examined);
        }
        if let Some(Claim::Yes(doubt)) = &grounds.unsure {
            self.doubt(doubt);
        }
        self.found
    }

    /// The verdict on a claim; `Err(true)` when it was denied, `Err(false)` when not asked.
    fn ask<T>(
        &mut self,
        claim: Option<&Claim<T>>,
        examine: fn(&mut Self, &T) -> Verdict,
    ) -> Result<Verdict, bool> {
        match claim {
            None => Err(false),
            Some(Claim::No) => Err(true),
            Some(Claim::Yes(about)) => {
                self.found.claimed = true;
                Ok(examine(self, about))
            }
        }
    }

    /// Records what a claim came to.
    pub(super) fn settle(
        &mut self,
        question: Question,
        field: &str,
        examined: Result<Verdict, bool>,
    ) {
        let done = !self.found.held.is_empty();
        match examined {
            Ok(Verdict::Holds(held)) => self.found.held.push(held),
            Ok(Verdict::Fails) => {}
            Ok(Verdict::Missing(facts)) => {
                self.step(Step::missing(question, &facts));
                if !done {
                    self.found.missing.extend(facts);
                }
            }
            // Once a ground holds, others are looked at only where they are claimed.
            Err(_) if done => {}
            Err(true) => self.step(Step::new(question, Found::No, Reason::NotClaimed)),
            Err(false) => {
                let fact = Missing::new(question, format!("grounds.{field}"));
                self.step(Step::missing(question, std::slice::from_ref(&fact)));
                self.found.missing.push(fact);
            }
        }
    }

    /// Examines a claim that a law prohibits disclosure.
    fn prohibition(&mut self, claim: &ProhibitionClaim) -> Verdict {
        let step = |found, reason| Step::new(Question::Prohibition, found, reason);
        let ask = |content: &Self, fact: &str| {
            let place = content.place("prohibition", fact);
            Verdict::Missing(vec![Missing::new(Question::Prohibition, place)])
        };
        let refuse = |content: &mut Self, refusal| {
            content.refuse(refusal);
            content.step(step(Found::No, Reason::Refused));
            Verdict::Fails
        };
        let (rule, kind, citation) = match look_up(claim.rule.as_deref(), claim.kind, self.as_of) {
            Looked::Unnamed => {
                self.refuse(Refusal::ProhibitionNotNamed {});
                return ask(self, "rule");
            }
            // Perhaps a slip of the pen: nothing is disclosed on it.
            Looked::NoSuchArticle { name } => {
                self.refuse(Refusal::ProhibitionNoSuchArticle { rule: name });
                return ask(self, "rule");
            }
            Looked::Unknown { .. } => return ask(self, "kind"),
            Looked::NotInForce { name } => {
                return refuse(self, Refusal::ProhibitionNotInForce { rule: name });
            }
            Looked::Text {
                name,
                kind,
                citation,
            } => (name, kind, citation),
        };
        if !matches!(
            kind,
            InstrumentKind::Law | InstrumentKind::AdministrativeRegulation
        ) {
            return refuse(self, Refusal::ProhibitionTooLow { rule, kind });
        }
        let to_an_article = match &citation {
            Some(citation) => citation.article().is_some(),
            None => rule.contains('条') && rule.contains('第'),
        };
        if !to_an_article {
            self.refuse(Refusal::ProhibitionWithoutArticle { rule });
            return ask(self, "rule");
        }
        match claim.exception {
            None => ask(self, "exception"),
            Some(true) => {
                let excepted = step(Found::No, Reason::ProhibitionExcepted);
                self.step(excepted.with(rule).also(citation));
                Verdict::Fails
            }
            Some(false) => {
                let holds = match &citation {
                    Some(_) => step(Found::Yes, Reason::Prohibited).with(rule.as_str()),
                    None => step(Found::Yes, Reason::ProhibitedAsStated)
                        .with(rule.as_str())
                        .with(kind_arg(kind)),
                };
                let holds = holds.also(citation);
                let held = self.held("prohibited_by_law", holds.basis.clone());
                self.found.prohibited_by = Some(rule);
                self.step(holds);
                Verdict::Holds(held)
            }
        }
    }

    /// Examines a claim that disclosure would endanger one of the four.
    fn endangers(&mut self, danger: &Danger) -> Verdict {
        let mut missing = Vec::new();
        let mut ask = |content: &Self, fact: &str| {
            let place = content.place("endangers", fact);
            missing.push(Missing::new(Question::Endangers, place));
        };
        if danger.aspects.is_empty() {
            self.refuse(Refusal::AspectNotNamed {});
            ask(self, "aspects");
        }
        let evidence = danger.evidence.as_deref().map_or("", str::trim);
        if evidence.is_empty() {
            self.refuse(Refusal::NoEvidence {});
            ask(self, "evidence");
        }
        if !missing.is_empty() {
            return Verdict::Missing(missing);
        }
        let named = |lang: Lang, sep: &str| {
            let names: Vec<&str> = danger
                .aspects
                .iter()
                .filter_map(|a| Some(aspect(*a)?.name(lang)))
                .collect();
            names.join(sep)
        };
        let step = Step::new(Question::Endangers, Found::Yes, Reason::Endangered)
            .with(Arg::Both {
                zh: named(Lang::Zh, "、"),
                en: named(Lang::En, ", "),
            })
            .with(evidence);
        let mut held = self.held("endangers_safety", step.basis.clone());
        let codes = danger.aspects.iter().filter_map(|a| aspect(*a));
        held.aspects = codes.map(|a| a.code.clone()).collect();
        self.step(step);
        Verdict::Holds(held)
    }

    /// Notes the rule that orders disclosure, for the check of the document's attribute.
    fn note_order(&mut self) {
        let Some(Claim::Yes(order)) = &self.grounds.disclosure_ordered else {
            return;
        };
        if let OrderState::Yes { rule } = self.order() {
            self.found.ordered = Some(Ordered {
                rule,
                proactive: order.proactive,
            });
        }
    }

    /// Whether a law, regulation or rule orders disclosure.
    pub(super) fn order(&self) -> OrderState {
        let claim = match &self.grounds.disclosure_ordered {
            None => return OrderState::Unknown(self.place("disclosure_ordered", "")),
            Some(Claim::No) => return OrderState::No,
            Some(Claim::Yes(order)) => order,
        };
        match look_up(claim.rule.as_deref(), claim.kind, self.as_of) {
            Looked::Unnamed | Looked::NoSuchArticle { .. } => {
                OrderState::Unknown(self.place("disclosure_ordered", "rule"))
            }
            Looked::Unknown { .. } => OrderState::Unknown(self.place("disclosure_ordered", "kind")),
            Looked::NotInForce { .. } => OrderState::No,
            Looked::Text { name, kind, .. } => match kind {
                InstrumentKind::Law
                | InstrumentKind::AdministrativeRegulation
                | InstrumentKind::LocalRegulation
                | InstrumentKind::DepartmentRule
                | InstrumentKind::LocalRule => OrderState::Yes { rule: name },
                kind => OrderState::TooLow { rule: name, kind },
            },
        }
    }
}

/// Whether a rule orders disclosure.
pub(super) enum OrderState {
    /// One does.
    Yes { rule: String },
    /// None does.
    No,
    /// A text does that is no law, regulation or rule.
    TooLow { rule: String, kind: InstrumentKind },
    /// It cannot be told without this fact.
    Unknown(String),
}

/// The name of a kind of text, in both languages.
pub(super) fn kind_arg(kind: InstrumentKind) -> Arg {
    Arg::Both {
        zh: kind_name(kind, Lang::Zh).to_owned(),
        en: kind_name(kind, Lang::En).to_owned(),
    }
}

/// One of the four of Art. 14, as the taxonomy names it.
fn aspect(safety: Safety) -> Option<&'static Aspect> {
    let code = match safety {
        Safety::NationalSecurity => "national_security",
        Safety::PublicSecurity => "public_security",
        Safety::EconomicSecurity => "economic_security",
        Safety::SocialStability => "social_stability",
    };
    ground("endangers_safety")?
        .aspects
        .iter()
        .find(|a| a.code == code)
}

/// The articles of a ground.
pub(super) fn basis_of(code: &str) -> Vec<Citation> {
    ground(code).map_or_else(|| cite(&["ogi-2019:13.1"]), |g| g.basis.clone())
}
