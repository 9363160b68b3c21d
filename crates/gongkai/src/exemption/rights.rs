//! Third parties (Art. 15), what may be withheld (Art. 16), and doubts (Art. 17).

use super::assessment::{Referee, ToDo};
use super::claim::Claim;
use super::content::{Content, OrderState, Verdict, basis_of, kind_arg};
use super::facts::{
    CaseFile, Consulted, Doubt, Internal, InternalKind, PartyOpinion, Process, ProcessKind,
    ThirdParty, ThirdPartyKind,
};
use super::ground::ground;
use super::refusal::Refusal;
use super::step::{Found, Missing, Question, Reason, Step};
use super::words::cite;
use crate::finding::Arg;

/// What has to be known about one third party.
struct Needed {
    at: usize,
    facts: Vec<String>,
}

impl Needed {
    fn ask(&mut self, fact: &str) {
        self.facts.push(format!("[{}].{fact}", self.at));
    }
}

impl Content<'_> {
    /// Examines the claims that third parties would be harmed, each for itself.
    pub(super) fn ask_all(&mut self, claim: Option<&Claim<Vec<ThirdParty>>>) {
        let parties = match claim {
            None => return self.settle(Question::ThirdParty, "third_party", Err(false)),
            Some(Claim::No) => return self.settle(Question::ThirdParty, "third_party", Err(true)),
            Some(Claim::Yes(parties)) => parties,
        };
        self.found.claimed = true;
        let nobody = [ThirdParty::default()];
        let parties: &[ThirdParty] = if parties.is_empty() { &nobody } else { parties };
        for (at, party) in parties.iter().enumerate() {
            let verdict = self.third_party(at, party);
            self.settle(Question::ThirdParty, "third_party", Ok(verdict));
        }
    }

    fn third_party(&mut self, at: usize, third: &ThirdParty) -> Verdict {
        let mut needed = Needed {
            at,
            facts: Vec::new(),
        };
        let name = third.party.as_deref().map(str::trim);
        let party = match name.filter(|n| !n.is_empty()) {
            Some(name) => Arg::Text(name.to_owned()),
            None => Arg::Both {
                zh: "第三方".to_owned(),
                en: "the third party".to_owned(),
            },
        };
        let step =
            |found, reason| Step::new(Question::ThirdParty, found, reason).with(party.clone());
        let Some(kind) = third.kind else {
            needed.ask("kind");
            return self.third_party_needs(&needed);
        };
        let opinion = third.consultation.as_ref().and_then(Claim::yes);
        let objects_well = opinion.is_some_and(|c| {
            c.opinion == Some(PartyOpinion::Objects) && c.reasonable == Some(true)
        });
        if opinion.is_some_and(|c| c.opinion == Some(PartyOpinion::Agrees)) {
            self.step(step(Found::No, Reason::ThirdPartyConsents));
            return Verdict::Fails;
        }
        if let Some(refusal) = not_of_its_kind(third, kind) {
            self.refuse(refusal);
            self.step(Step::new(Question::ThirdParty, Found::No, Reason::Refused));
            return Verdict::Fails;
        }
        self.ask_kind(third, kind, &mut needed);
        match (&third.harm, objects_well) {
            (_, true) | (Some(Claim::Yes(_)), _) => {}
            (None, false) => needed.ask("harm"),
            (Some(Claim::No), false) => {
                // Unless it turns out that an objection is reasonable.
                let objects = opinion.filter(|c| c.opinion == Some(PartyOpinion::Objects));
                if objects.is_some_and(|c| c.reasonable.is_none()) {
                    needed.ask("consultation.reasonable");
                } else {
                    self.refuse(Refusal::NoHarm {});
                    self.step(Step::new(Question::ThirdParty, Found::No, Reason::Refused));
                    return Verdict::Fails;
                }
            }
        }
        if self.on_request {
            self.ask_opinion(third, &mut needed, name);
        }
        let public_interest = match &third.public_interest {
            None => {
                needed.ask("public_interest");
                None
            }
            Some(claim) => claim.yes(),
        };
        if !needed.facts.is_empty() {
            return self.third_party_needs(&needed);
        }
        if let Some(why) = public_interest {
            let over = step(Found::No, Reason::PublicInterestPrevails).with(why.as_str());
            let over = if self.on_request {
                self.remind(ToDo::NotifyThirdParty {
                    party: name.unwrap_or("第三方").to_owned(),
                });
                over.resting_on(cite(&["ogi-2019:15", "ogi-2019:32"]))
            } else {
                over
            };
            self.step(over);
            return Verdict::Fails;
        }
        let code = match kind {
            ThirdPartyKind::TradeSecret => "trade_secret",
            ThirdPartyKind::PersonalPrivacy => "personal_privacy",
            ThirdPartyKind::Other => "other_third_party",
        };
        let silent = opinion.is_some_and(|c| c.opinion == Some(PartyOpinion::Silent));
        let reason = match (objects_well, silent) {
            (true, _) => Reason::ThirdPartyObjects,
            (false, true) => Reason::ThirdPartySilent,
            (false, false) => Reason::ThirdPartyHarmed,
        };
        let mut basis = cite(&["ogi-2019:15"]);
        if self.on_request || opinion.is_some() {
            basis.extend(cite(&["ogi-2019:32"]));
        }
        let step = step(Found::Yes, reason).resting_on(basis);
        let held = self.held(code, step.basis.clone());
        self.step(step);
        Verdict::Holds(held)
    }

    /// What has to be known to tell whether it is of its kind.
    fn ask_kind(&mut self, third: &ThirdParty, kind: ThirdPartyKind, needed: &mut Needed) {
        match kind {
            ThirdPartyKind::TradeSecret => {
                for (fact, known) in [
                    ("not_known", third.not_known),
                    ("valuable", third.valuable),
                    ("kept_secret", third.kept_secret),
                ] {
                    if known.is_none() {
                        needed.ask(fact);
                    }
                }
            }
            ThirdPartyKind::PersonalPrivacy if third.private.is_none() => needed.ask("private"),
            ThirdPartyKind::Other if third.right.as_deref().is_none_or(|r| r.trim().is_empty()) => {
                self.refuse(Refusal::RightNotNamed {});
                needed.ask("right");
            }
            _ => {}
        }
    }

    /// On an application the third party has to be asked, and its answer awaited (Art. 32).
    fn ask_opinion(&mut self, third: &ThirdParty, needed: &mut Needed, name: Option<&str>) {
        let party = || name.unwrap_or("第三方").to_owned();
        match &third.consultation {
            None => {
                self.remind(ToDo::ConsultThirdParty { party: party() });
                needed.ask("consultation");
            }
            Some(Claim::No) => {
                self.refuse(Refusal::NotConsulted {});
                self.remind(ToDo::ConsultThirdParty { party: party() });
                needed.ask("consultation");
            }
            Some(Claim::Yes(Consulted { opinion: None, .. })) => {
                needed.ask("consultation.opinion");
            }
            Some(Claim::Yes(_)) => {}
        }
    }

    fn third_party_needs(&self, needed: &Needed) -> Verdict {
        let facts = needed.facts.iter();
        Verdict::Missing(
            facts
                .map(|f| Missing::new(Question::ThirdParty, self.place("third_party", f)))
                .collect(),
        )
    }

    /// Examines a claim of internal affairs.
    pub(super) fn internal(&mut self, internal: &Internal) -> Verdict {
        let code = internal.kind.map(|kind| match kind {
            InternalKind::Personnel => "internal_personnel",
            InternalKind::Logistics => "internal_logistics",
            InternalKind::Workflow => "internal_workflow",
        });
        if internal.waived != Some(true) && internal.affects_outside == Some(true) {
            self.refuse(Refusal::AffectsOutside {});
            self.step(Step::new(Question::Internal, Found::No, Reason::Refused));
            return Verdict::Fails;
        }
        let mut missing = Vec::new();
        if internal.affects_outside.is_none() {
            let place = self.place("internal", "affects_outside");
            missing.push(Missing::new(Question::Internal, place));
        }
        let kind = (code, "internal", Reason::InternalAffairs);
        self.may_withhold(Question::Internal, kind, internal.waived, missing)
    }

    /// Examines a claim of a deliberative record.
    pub(super) fn process(&mut self, process: &Process) -> Verdict {
        let code = process.kind.map(|kind| match kind {
            ProcessKind::Discussion => "process_discussion",
            ProcessKind::Draft => "process_draft",
            ProcessKind::Letter => "process_letter",
            ProcessKind::Report => "process_report",
        });
        let kind = (code, "process", Reason::DeliberativeRecord);
        self.may_withhold(Question::Process, kind, process.waived, Vec::new())
    }

    /// Examines a claim that it stands in an enforcement file.
    pub(super) fn case_file(&mut self, file: &CaseFile) -> Verdict {
        let kind = (
            Some("enforcement_file"),
            "enforcement_file",
            Reason::InCaseFile,
        );
        self.may_withhold(Question::EnforcementFile, kind, file.waived, Vec::new())
    }

    /// What the grounds of Art. 16 have in common: the body may decide otherwise, and a law,
    /// regulation or rule that orders disclosure prevails.
    fn may_withhold(
        &mut self,
        question: Question,
        (code, field, reason): (Option<&str>, &str, Reason),
        waived: Option<bool>,
        mut missing: Vec<Missing>,
    ) -> Verdict {
        if waived == Some(true) {
            self.step(Step::new(question, Found::No, Reason::Waived));
            return Verdict::Fails;
        }
        match self.order() {
            OrderState::Yes { rule } => {
                let step = Step::new(Question::Ordered, Found::Yes, Reason::OrderedBy);
                self.step(step.with(rule.as_str()));
                self.refuse(Refusal::DisclosureOrdered { rule });
                self.step(Step::new(question, Found::No, Reason::Refused));
                return Verdict::Fails;
            }
            OrderState::No => {}
            OrderState::TooLow { rule, kind } => {
                let step = Step::new(Question::Ordered, Found::No, Reason::OrderTooLow);
                self.step(step.with(rule).with(kind_arg(kind)));
            }
            OrderState::Unknown(place) => missing.push(Missing::new(Question::Ordered, place)),
        }
        let Some(code) = code else {
            self.refuse(Refusal::KindNotNamed {});
            missing.insert(0, Missing::new(question, self.place(field, "kind")));
            return Verdict::Missing(missing);
        };
        if !missing.is_empty() {
            return Verdict::Missing(missing);
        }
        let name = ground(code).map_or_else(
            || Arg::Text(code.to_owned()),
            |g| Arg::Both {
                zh: g.zh.clone(),
                en: g.en.clone(),
            },
        );
        let step = Step::new(question, Found::Yes, reason)
            .with(name)
            .resting_on(basis_of(code));
        let held = self.held(code, step.basis.clone());
        self.step(step);
        Verdict::Holds(held)
    }

    /// What the body cannot determine itself goes to who can (Art. 17 para. 3).
    pub(super) fn doubt(&mut self, doubt: &Doubt) {
        if !self.found.held.is_empty() {
            return;
        }
        let step = |reason| Step::new(Question::Doubt, Found::Yes, reason);
        match doubt.secrecy {
            None => {
                let fact = Missing::new(Question::Doubt, self.place("unsure", "secrecy"));
                self.step(Step::missing(Question::Doubt, std::slice::from_ref(&fact)));
                self.found.missing.push(fact);
            }
            Some(true) => {
                self.step(step(Reason::DoubtOnSecrecy));
                let secret = self.grounds.state_secret.as_ref().and_then(Claim::yes);
                let to = secret.map_or(Referee::ProvincialSecrecy {}, super::secret::referee);
                self.refer(to);
            }
            Some(false) => {
                let to = Referee::Department {
                    name: doubt.competent.clone(),
                };
                let name = Arg::Both {
                    zh: to.name(crate::finding::Lang::Zh),
                    en: to.name(crate::finding::Lang::En),
                };
                self.step(step(Reason::DoubtForOther).with(name));
                self.refer(to);
            }
        }
    }
}

/// Why it is not what it is claimed to be, if one of the tests of its kind fails.
fn not_of_its_kind(third: &ThirdParty, kind: ThirdPartyKind) -> Option<Refusal> {
    let tests = [third.not_known, third.valuable, third.kept_secret];
    match kind {
        ThirdPartyKind::TradeSecret if tests.contains(&Some(false)) => {
            Some(Refusal::NotATradeSecret {})
        }
        ThirdPartyKind::PersonalPrivacy if third.private == Some(false) => {
            Some(Refusal::NotPrivate {})
        }
        _ => None,
    }
}
