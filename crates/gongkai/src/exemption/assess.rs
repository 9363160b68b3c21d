use chrono::NaiveDate;

use super::assessment::{
    Assessment, Disposition, FormChoice, Held, Referee, Refused, Route, Suggestion, ToDo,
};
use super::claim::Claim;
use super::content::{Content, Outcome};
use super::facts::{Facts, Proposal, Scene};
use super::gates::Gates;
use super::ground::ground;
use super::refusal::Refusal;
use super::secret::last_day;
use super::step::{Found, Missing, Question, Reason, Step};
use super::words::cite;
use crate::law::{Citation, InstrumentId, Period, PeriodUnit, Registry};

/// What a body sets for itself (审查设置).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settings {
    /// After how long what is withheld is examined again. The Regulation says "periodically"
    /// (Art. 18); `None` means one year, the default of this library, after the yearly review of
    /// one's own secrets (保密法第二十四条).
    pub review_after: Option<Period>,
}

/// Examines whether information may be disclosed, as of a day (公开审查).
///
/// The questions are asked in the legal order: is it government information (Arts. 2, 54), is
/// this body responsible (10), does it exist, is it public, has a law its own way of access
/// (36), the grounds of Arts. 14, 15 and 16, can it be severed (37), in which form (40). Each
/// step is recorded with its article. A fact that is needed and absent makes the assessment
/// [`Disposition::Undetermined`]: nothing is withheld, and nothing disclosed, on a guess.
///
/// ```
/// use gongkai::exemption::{Disposition, Facts, assess};
/// let facts: Facts = serde_json::from_str(r#"{
///     "scene": "on_request",
///     "scope": {"holder": "administrative_organ", "function": true, "recorded": true},
///     "origin": {"how": "made", "bodies": ["本机关"]},
///     "search": {"found": true},
///     "published": false,
///     "special_access": false,
///     "grounds": {
///         "state_secret": false, "prohibition": false, "endangers": false, "third_party": false,
///         "internal": false, "enforcement_file": false, "disclosure_ordered": false,
///         "process": {"kind": "discussion"}
///     },
///     "separable": false
/// }"#)?;
/// let assessment = assess(&facts, "2026-03-02".parse().unwrap());
/// let Disposition::Withhold { grounds } = &assessment.disposition else { panic!() };
/// assert_eq!(grounds[0].ground, "process_discussion");
/// assert_eq!(assessment.answer.unwrap().row, "r3.3.6");
/// assert_eq!(assessment.review_on, "2027-03-02".parse().ok());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(alias = "公开审查")]
pub fn assess(facts: &Facts, as_of: NaiveDate) -> Assessment {
    assess_with(facts, as_of, Settings::default())
}

/// The same, with the settings of a body.
pub fn assess_with(facts: &Facts, as_of: NaiveDate, settings: Settings) -> Assessment {
    let mut run = Run {
        facts,
        as_of,
        steps: Vec::new(),
        refused: Vec::new(),
        to_do: Vec::new(),
    };
    let mut ordered = None;
    let (decided_by, disposition) = if as_of < in_force() {
        let step = Step::new(Question::Law, Found::No, Reason::RegulationNotInForce).with(as_of);
        run.steps.push(step);
        let missing = Vec::new();
        (Question::Law, Disposition::Undetermined { missing })
    } else {
        let outcomes = run.contents();
        ordered = outcomes.iter().find_map(|o| o.ordered.clone());
        run.decide(outcomes)
    };
    let Run {
        steps,
        refused,
        to_do,
        ..
    } = run;
    let mut citations: Vec<Citation> = Vec::new();
    let of_refusals = refused.iter().map(|r| r.refusal.citations(as_of));
    let mut review_on = None;
    if !disposition.held().is_empty() {
        review_on = review_day(&disposition, as_of, settings);
    }
    let of_review = review_on.map(|_| cite(&["ogi-2019:18"]));
    for citation in steps
        .iter()
        .map(|s| s.basis.clone())
        .chain(of_refusals)
        .chain(of_review)
        .flatten()
    {
        if !citations.contains(&citation) {
            citations.push(citation);
        }
    }
    Assessment {
        title: facts.title.clone(),
        scene: facts.scene,
        as_of,
        answer: answer(&disposition).filter(|_| facts.scene != Some(Scene::Proactive)),
        disposition,
        decided_by,
        steps,
        refused,
        ordered,
        review_on,
        to_do,
        citations,
    }
}

/// The first day of the Regulation as it now stands.
fn in_force() -> NaiveDate {
    Registry::builtin()
        .get(&InstrumentId::new("ogi-2019"))
        .and_then(|i| i.in_force_from)
        .unwrap_or(NaiveDate::MIN)
}

struct Run<'a> {
    facts: &'a Facts,
    as_of: NaiveDate,
    steps: Vec<Step>,
    refused: Vec<Refused>,
    to_do: Vec<ToDo>,
}

impl Run<'_> {
    /// Examines the grounds, for each part or for the whole.
    fn contents(&self) -> Vec<Outcome> {
        let whole = self.facts.grounds.as_ref();
        let on_request = self.facts.scene != Some(Scene::Proactive);
        if self.facts.parts.is_empty() {
            return vec![Content::new(self.as_of, on_request, whole, None).examine()];
        }
        let parts = self.facts.parts.iter().enumerate().map(|(n, part)| {
            let part = (n, part.part.as_str(), part.grounds.as_ref());
            Content::new(self.as_of, on_request, whole, Some(part)).examine()
        });
        parts.collect()
    }

    /// The reasons that are no grounds, given for the whole where it is examined in parts.
    fn reasons_of_the_whole(&self) -> Vec<Refused> {
        let whole = self.facts.grounds.as_ref().and_then(Claim::yes);
        let reasons = whole.filter(|_| !self.facts.parts.is_empty());
        let reasons = reasons.into_iter().flat_map(|g| &g.reasons);
        reasons
            .map(|reason| Refused {
                part: None,
                refusal: Refusal::of_reason(reason),
            })
            .collect()
    }

    /// Asks the questions before the grounds, then puts the grounds together.
    fn decide(&mut self, outcomes: Vec<Outcome>) -> (Question, Disposition) {
        let prohibited = outcomes.iter().find_map(|o| o.prohibited_by.clone());
        let of_whole = self.reasons_of_the_whole();
        let claimed = !of_whole.is_empty() || outcomes.iter().any(|o| o.claimed);
        let mut gates = Gates {
            facts: self.facts,
            as_of: self.as_of,
            prohibited_by: prohibited.as_deref(),
            claimed,
            steps: Vec::new(),
            missing: Vec::new(),
            refused: Vec::new(),
            to_do: Vec::new(),
        };
        let ended = gates.pass();
        let Gates {
            steps,
            mut missing,
            refused,
            to_do,
            ..
        } = gates;
        self.steps = steps;
        self.refused = refused;
        self.to_do = to_do;
        if let Some((question, disposition)) = ended {
            return if let Some(first) = missing.first() {
                // What comes first is open, so what comes later cannot decide.
                (first.question, Disposition::Undetermined { missing })
            } else {
                (question, disposition)
            };
        }
        if !claimed && self.facts.proposes == Some(Proposal::Withhold) {
            self.refused.push(Refused {
                part: None,
                refusal: Refusal::NoGround {},
            });
        }
        self.refused.extend(of_whole);
        let parts = Parts::gather(self, outcomes, &mut missing);
        if let Some(first) = missing.first() {
            return (first.question, Disposition::Undetermined { missing });
        }
        parts.resolve(self)
    }

    /// How what is disclosed is given (Art. 40).
    fn form(&mut self) -> Option<FormChoice> {
        if self.facts.scene == Some(Scene::Proactive) {
            return None;
        }
        let form = self.facts.form.as_ref()?;
        let wanted = form.requested.as_deref()?;
        let (found, reason, choice) = if form.endangers_carrier == Some(true) {
            (Found::No, Reason::FormCarrier, FormChoice::Other)
        } else if form.too_costly == Some(true) {
            (Found::No, Reason::FormCost, FormChoice::Other)
        } else {
            (Found::Yes, Reason::FormAsWanted, FormChoice::AsWanted)
        };
        self.steps
            .push(Step::new(Question::Form, found, reason).with(wanted));
        Some(choice)
    }
}

/// What the contents come to, by kind.
struct Parts {
    /// Whether there is only the whole.
    whole: bool,
    disclosed: Vec<String>,
    held: Vec<Held>,
    withheld: usize,
    referee: Option<(Question, Referee)>,
    open: Vec<Missing>,
}

impl Parts {
    /// Puts the outcomes together. What is missing before the grounds takes all else with it.
    fn gather(run: &mut Run<'_>, outcomes: Vec<Outcome>, missing: &mut Vec<Missing>) -> Self {
        let mut parts = Self {
            whole: run.facts.parts.is_empty(),
            disclosed: Vec::new(),
            held: Vec::new(),
            withheld: 0,
            referee: None,
            open: Vec::new(),
        };
        for (n, outcome) in outcomes.into_iter().enumerate() {
            let named = run.facts.parts.get(n).map(|p| p.part.trim().to_owned());
            let name = named
                .filter(|p| !p.is_empty())
                .unwrap_or_else(|| (n + 1).to_string());
            let doubt = outcome.steps.iter().any(|s| s.question == Question::Doubt);
            run.steps.extend(outcome.steps);
            run.refused.extend(outcome.refused);
            for to_do in outcome.to_do {
                if !run.to_do.contains(&to_do) {
                    run.to_do.push(to_do);
                }
            }
            if !outcome.held.is_empty() {
                parts.withheld += 1;
                parts.held.extend(outcome.held);
            } else if let Some(referee) = outcome.referee {
                let asked = if doubt {
                    Question::Doubt
                } else {
                    Question::StateSecret
                };
                parts.referee.get_or_insert((asked, referee));
            } else if outcome.missing.is_empty() {
                parts.disclosed.push(name);
            } else {
                for fact in outcome.missing {
                    if !parts.open.contains(&fact) {
                        parts.open.push(fact);
                    }
                }
            }
        }
        if !missing.is_empty() {
            // `grounds` as a whole absent: one fact, not seven.
            let nothing = run.facts.grounds.is_none() && run.facts.parts.is_empty();
            if nothing {
                missing.push(Missing::new(Question::StateSecret, "grounds"));
            } else if parts.held.is_empty() || !parts.whole {
                missing.append(&mut parts.open);
            }
        } else if run.facts.grounds.is_none() && parts.whole {
            parts.open = vec![Missing::new(Question::StateSecret, "grounds")];
        }
        parts
    }

    fn resolve(self, run: &mut Run<'_>) -> (Question, Disposition) {
        if let Some((question, to)) = self.referee {
            return (question, Disposition::Refer { to });
        }
        if let Some(first) = self.open.first() {
            let question = first.question;
            let missing = self.open;
            return (question, Disposition::Undetermined { missing });
        }
        let decisive = self.held.first().and_then(|held| question_of(&held.ground));
        let Some(decisive) = decisive else {
            let form = run.form();
            let by = match form {
                Some(_) => Question::Form,
                None => run.steps.last().map_or(Question::Scope, |s| s.question),
            };
            return (by, Disposition::Disclose { form });
        };
        let grounds = self.held;
        if self.whole {
            return match run.facts.separable {
                Some(false) => {
                    run.steps.push(Step::new(
                        Question::Severable,
                        Found::No,
                        Reason::NotSeparable,
                    ));
                    (decisive, Disposition::Withhold { grounds })
                }
                other => {
                    let fact = if other.is_some() {
                        "parts"
                    } else {
                        "separable"
                    };
                    let missing = vec![Missing::new(Question::Severable, fact)];
                    run.steps.push(Step::missing(Question::Severable, &missing));
                    (Question::Severable, Disposition::Undetermined { missing })
                }
            };
        }
        if self.disclosed.is_empty() {
            let step = Step::new(Question::Severable, Found::No, Reason::AllParts);
            run.steps.push(step);
            return (decisive, Disposition::Withhold { grounds });
        }
        if run.facts.separable == Some(false) {
            let step = Step::new(Question::Severable, Found::No, Reason::NotSeparable);
            run.steps.push(step);
            return (Question::Severable, Disposition::Withhold { grounds });
        }
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        run.steps.push(
            Step::new(Question::Severable, Found::Yes, Reason::PartsDiffer)
                .with(count(self.disclosed.len().saturating_add(self.withheld)))
                .with(count(self.withheld)),
        );
        run.form();
        let disposition = Disposition::InPart {
            disclosed: self.disclosed,
            withheld: grounds,
        };
        (Question::Severable, disposition)
    }
}

/// The question that a ground answers.
fn question_of(code: &str) -> Option<Question> {
    Some(match ground(code)?.key.get(..2)? {
        "X1" => Question::StateSecret,
        "X2" => Question::Prohibition,
        "X3" => Question::Endangers,
        "X4" => Question::ThirdParty,
        "X5" => Question::Internal,
        "X6" => Question::Process,
        "X7" => Question::EnforcementFile,
        _ => return None,
    })
}

/// When what is withheld is to be examined again: after the interval, or at the end of a
/// secret's term if that is earlier.
fn review_day(
    disposition: &Disposition,
    as_of: NaiveDate,
    settings: Settings,
) -> Option<NaiveDate> {
    let year = Period::new(1, PeriodUnit::Year);
    let interval = settings.review_after.or_else(|| {
        let yearly = Registry::builtin().on(as_of).term("secret.review");
        yearly.map(|t| t.period).or(year)
    })?;
    let ends = disposition.held().iter().filter_map(|h| h.until);
    ends.chain(last_day(as_of, interval)).min()
}

/// The answer to an application that fits.
fn answer(disposition: &Disposition) -> Option<Suggestion> {
    let row = |kind: &str, row: &str| {
        Some(Suggestion {
            kind: kind.to_owned(),
            row: row.to_owned(),
        })
    };
    let of_ground = |code: &str| {
        let ground = ground(code)?;
        row(ground.answer.as_deref()?, &ground.row)
    };
    match disposition {
        Disposition::Disclose { .. } => row("disclosed", "r3.1"),
        Disposition::AlreadyPublic { .. } => row("already_public", "r3.1"),
        Disposition::InPart { .. } => row("partly", "r3.2"),
        Disposition::Withhold { grounds } => of_ground(&grounds.first()?.ground),
        Disposition::NotHeld { ground, .. } => of_ground(ground),
        Disposition::Route {
            to: Route::SpecialAccess { .. },
        } => of_ground("special_access"),
        // No row is made for these; the body decides which answer fits.
        Disposition::Route { .. }
        | Disposition::Refer { .. }
        | Disposition::Undetermined { .. } => None,
    }
}
