//! The questions before the grounds: scope, body, existence, publication, other ways.

use super::assessment::{Disposition, Refused, Route, ToDo};
use super::claim::Claim;
use super::facts::{Facts, Holder, Proposal, Scene};
use super::lookup::{Looked, look_up};
use super::origin::{Responsible, SELF, responsible_body};
use super::refusal::Refusal;
use super::step::{Found, Missing, Question, Reason, Step};
use super::words::cite;
use crate::finding::Arg;
use crate::law::InstrumentKind;
use chrono::NaiveDate;

/// The questions before the grounds, in their order.
pub(super) struct Gates<'a> {
    pub(super) facts: &'a Facts,
    pub(super) as_of: NaiveDate,
    /// The law that prohibits disclosure of some content, if one does.
    pub(super) prohibited_by: Option<&'a str>,
    /// Whether any reason for withholding was given.
    pub(super) claimed: bool,
    pub(super) steps: Vec<Step>,
    pub(super) missing: Vec<Missing>,
    pub(super) refused: Vec<Refused>,
    pub(super) to_do: Vec<ToDo>,
}

/// A gate that ends the examination, or nothing.
type Gate = Option<Disposition>;

fn not_held(ground: &str) -> Disposition {
    Disposition::NotHeld {
        ground: ground.to_owned(),
        body: None,
    }
}

impl Gates<'_> {
    /// Asks each question until one ends the examination.
    pub(super) fn pass(&mut self) -> Option<(Question, Disposition)> {
        let ended = self.scope().map(|end| (Question::Scope, end));
        let ended = ended.or_else(|| Some((Question::Responsible, self.responsible()?)));
        let ended = ended.or_else(|| Some((Question::Exists, self.exists()?)));
        let ended = ended.or_else(|| Some((Question::AlreadyPublic, self.already_public()?)));
        ended.or_else(|| Some((Question::SpecialRoute, self.special_route()?)))
    }

    fn say(&mut self, question: Question, found: Found, reason: Reason) {
        self.steps.push(Step::new(question, found, reason));
    }

    fn ask(&mut self, question: Question, facts: &[&str]) {
        let facts: Vec<Missing> = facts.iter().map(|f| Missing::new(question, *f)).collect();
        self.steps.push(Step::missing(question, &facts));
        self.missing.extend(facts);
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.refused.push(Refused {
            part: None,
            refusal,
        });
    }

    fn scope(&mut self) -> Gate {
        let question = Question::Scope;
        let Some(scope) = &self.facts.scope else {
            self.ask(question, &["scope"]);
            return None;
        };
        match scope.holder {
            Some(Holder::PublicEnterprise) => {
                let step = Step::new(question, Found::No, Reason::PublicEnterprise);
                self.steps.push(step.resting_on(cite(&["ogi-2019:55"])));
                return Some(Disposition::Route {
                    to: Route::SectorRules {},
                });
            }
            Some(Holder::Other) => {
                self.say(question, Found::No, Reason::NotAdministrative);
                return Some(not_held("not_government_information"));
            }
            _ => {}
        }
        if scope.function == Some(false) {
            self.say(question, Found::No, Reason::NotInFunction);
            return Some(not_held("not_government_information"));
        }
        if scope.recorded == Some(false) {
            self.say(question, Found::No, Reason::NotRecorded);
            return Some(not_held("not_government_information"));
        }
        let unknown: Vec<&str> = [
            (scope.holder.is_none(), "scope.holder"),
            (scope.function.is_none(), "scope.function"),
            (scope.recorded.is_none(), "scope.recorded"),
        ]
        .into_iter()
        .filter_map(|(unknown, fact)| unknown.then_some(fact))
        .collect();
        if !unknown.is_empty() {
            self.ask(question, &unknown);
            return None;
        }
        if scope.holder == Some(Holder::AuthorisedOrganisation) {
            let step = Step::new(question, Found::Yes, Reason::AuthorisedOrganisation);
            let basis = cite(&["ogi-2019:54", "ogi-2019:2"]);
            self.steps.push(step.resting_on(basis));
        } else {
            self.say(question, Found::Yes, Reason::GovernmentInformation);
        }
        None
    }

    fn responsible(&mut self) -> Gate {
        let question = Question::Responsible;
        let Some(origin) = &self.facts.origin else {
            self.ask(question, &["origin"]);
            return None;
        };
        let found = responsible_body(origin, self.as_of);
        self.steps.extend(found.steps);
        self.missing.extend(found.missing);
        let name = match found.body? {
            Responsible::Archive { name } => {
                return Some(Disposition::Route {
                    to: Route::Archive { name },
                });
            }
            Responsible::Body { name } => name,
        };
        let own = self.facts.body.as_deref().map(str::trim);
        if name == SELF {
            None
        } else if own == Some(name.as_str()) {
            self.say(question, Found::Yes, Reason::ThisBody);
            None
        } else if own.is_none_or(str::is_empty) {
            self.ask(question, &["body"]);
            None
        } else {
            let step = Step::new(question, Found::No, Reason::OtherBody).with(name.as_str());
            self.steps
                .push(step.resting_on(cite(&["ogi-2019:10", "ogi-2019:36(5)"])));
            Some(Disposition::NotHeld {
                ground: "not_responsible".to_owned(),
                body: Some(name),
            })
        }
    }

    fn exists(&mut self) -> Gate {
        let question = Question::Exists;
        if self.facts.scene == Some(Scene::Proactive) {
            let step = Step::new(question, Found::Yes, Reason::AtHand);
            self.steps.push(step.resting_on(cite(&["ogi-2019:17.2"])));
            return None;
        }
        let Some(search) = &self.facts.search else {
            self.ask(question, &["search"]);
            return None;
        };
        if search.needs_processing == Some(true) {
            let step = Step::new(question, Found::No, Reason::NeedsProcessing);
            self.steps.push(step.resting_on(cite(&["ogi-2019:38"])));
            return Some(not_held("needs_processing"));
        }
        match search.found {
            None => self.ask(question, &["search.found"]),
            Some(true) => self.say(question, Found::Yes, Reason::FoundRecord),
            Some(false) => {
                let places: Vec<&str> = search
                    .places
                    .iter()
                    .map(|p| p.trim())
                    .filter(|p| !p.is_empty())
                    .collect();
                if places.is_empty() {
                    self.refuse(Refusal::NoSearchRecord {});
                    self.ask(question, &["search.places"]);
                    return None;
                }
                let step = Step::new(question, Found::No, Reason::NothingFound);
                self.steps.push(step.with(Arg::Both {
                    zh: places.join("、"),
                    en: places.join(", "),
                }));
                return Some(not_held("not_found"));
            }
        }
        None
    }

    fn already_public(&mut self) -> Gate {
        let question = Question::AlreadyPublic;
        let published = match &self.facts.published {
            None if self.facts.scene == Some(Scene::Proactive) => return None,
            None => {
                self.ask(question, &["published"]);
                return None;
            }
            Some(Claim::No) => {
                self.say(question, Found::No, Reason::NotPublic);
                return None;
            }
            Some(Claim::Yes(published)) => published,
        };
        match published.officially {
            None => {
                self.ask(question, &["published.officially"]);
                return None;
            }
            Some(false) => {
                self.say(question, Found::No, Reason::Leaked);
                return None;
            }
            Some(true) => {}
        }
        if let Some(law) = self.prohibited_by {
            let step = Step::new(question, Found::No, Reason::PublicThoughProhibited).with(law);
            self.steps.push(step.resting_on(cite(&["ogi-2019:14"])));
            self.to_do.push(ToDo::TakeDown {});
            return None;
        }
        if self.claimed || self.facts.proposes == Some(Proposal::Withhold) {
            self.refuse(Refusal::AlreadyPublic {});
        }
        let place = published.whereabouts.as_deref().map(str::trim);
        let place = place.filter(|p| !p.is_empty());
        let named = place.map_or_else(
            || Arg::Both {
                zh: "有关渠道".to_owned(),
                en: "where it was published".to_owned(),
            },
            Arg::from,
        );
        self.steps
            .push(Step::new(question, Found::Yes, Reason::PublicAt).with(named));
        Some(Disposition::AlreadyPublic {
            whereabouts: place.map(str::to_owned),
        })
    }

    fn special_route(&mut self) -> Gate {
        let question = Question::SpecialRoute;
        let access = match &self.facts.special_access {
            // The Regulation knows it as an answer to an application only.
            _ if self.facts.scene == Some(Scene::Proactive) => return None,
            None => {
                self.ask(question, &["special_access"]);
                return None;
            }
            Some(Claim::No) => {
                self.say(question, Found::No, Reason::NoRoute);
                return None;
            }
            Some(Claim::Yes(access)) => access,
        };
        match look_up(access.rule.as_deref(), access.kind, self.as_of) {
            Looked::Unnamed => {
                self.refuse(Refusal::RouteNotNamed {});
                self.ask(question, &["special_access.rule"]);
            }
            Looked::Unknown { .. } => self.ask(question, &["special_access.kind"]),
            Looked::NotInForce { name } | Looked::NoSuchArticle { name } => {
                self.refuse(Refusal::RouteNotInForce { rule: name });
                self.ask(question, &["special_access.rule"]);
            }
            Looked::Text {
                name,
                kind: InstrumentKind::Law | InstrumentKind::AdministrativeRegulation,
                citation,
            } => {
                let step = Step::new(question, Found::Yes, Reason::RouteRule);
                self.steps.push(step.with(name.as_str()).also(citation));
                return Some(Disposition::Route {
                    to: Route::SpecialAccess {
                        rule: name,
                        contact: access.contact.clone(),
                    },
                });
            }
            Looked::Text { name, kind, .. } => {
                self.refuse(Refusal::RouteTooLow { rule: name, kind });
                self.say(question, Found::No, Reason::Refused);
            }
        }
        None
    }
}
