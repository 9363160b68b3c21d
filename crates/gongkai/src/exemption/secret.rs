//! State secrets: whether a classification holds.

use chrono::{Months, NaiveDate, TimeDelta};

use super::assessment::{Held, Referee, ToDo};
use super::content::{Content, Verdict};
use super::facts::{Classifier, ClassifierLevel, Secret, SecretLevel, SecretTerm};
use super::lookup::{Looked, look_up};
use super::refusal::{Refusal, level_name};
use super::step::{Found, Missing, Question, Reason, Step};
use super::words::cite;
use crate::calendar::{Deadline, WorkCalendar};
use crate::finding::{Arg, Lang};
use crate::law::{Citation, InstrumentKind, Period, PeriodUnit, Registry};

/// Which text of the secrets law was in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SecretsLaw {
    /// In force until 2024-04-30.
    Of2010,
    /// In force from 2024-05-01.
    Of2024,
}

pub(super) fn law_on(day: NaiveDate) -> SecretsLaw {
    let found = Registry::builtin().on(day).work("state-secrets");
    if found.is_some_and(|i| i.id.as_str() == "state-secrets-2024") {
        SecretsLaw::Of2024
    } else {
        SecretsLaw::Of2010
    }
}

/// The longest term of a level, under the law in force on a day, and where it stands.
fn longest(level: SecretLevel, on: NaiveDate) -> Option<(Period, Citation)> {
    let id = match level {
        SecretLevel::TopSecret => "secret.term_top",
        SecretLevel::HighlySecret => "secret.term_highly",
        SecretLevel::Secret => "secret.term_secret",
    };
    let term = Registry::builtin().on(on).term(id)?;
    Some((term.period, term.citation.clone()))
}

/// The last day of a period that begins on a day; `None` past the end of the calendar.
///
/// The last day is not moved when it is a day off: a secret is none the longer for it.
pub(super) fn last_day(from: NaiveDate, period: Period) -> Option<NaiveDate> {
    let count = period.count();
    let days = |n: u32| from.checked_add_signed(TimeDelta::try_days(i64::from(n))?);
    let months = |n: u32| from.checked_add_months(Months::new(n));
    match period.unit() {
        PeriodUnit::Year => months(count.checked_mul(12)?),
        PeriodUnit::Quarter => months(count.checked_mul(3)?),
        PeriodUnit::Month => months(count),
        PeriodUnit::Week => days(count.checked_mul(7)?),
        PeriodUnit::Day => days(count),
        PeriodUnit::WorkingDay => {
            let request = Deadline::after(from, period).roll(false);
            Some(WorkCalendar::national().deadline(&request).ok()?.due)
        }
    }
}

/// The last day on which a secret is one, by its term and its extension.
enum End {
    /// Its last day; late extensions do not count.
    On(NaiveDate),
    /// Until something happens.
    Open,
    /// It cannot be told.
    Unknown,
}

fn end(secret: &Secret) -> End {
    let own = match &secret.term {
        Some(SecretTerm::Period(period)) => {
            let Some(issued) = secret.issued else {
                return End::Unknown;
            };
            // Past the end of the calendar it has not ended.
            last_day(issued, *period).unwrap_or(NaiveDate::MAX)
        }
        Some(SecretTerm::Until(day)) => *day,
        Some(SecretTerm::Condition(_)) => return End::Open,
        Some(SecretTerm::Indefinite) | None => return End::Unknown,
    };
    match secret.extended {
        Some(extension) if extension.on <= own => End::On(extension.until.max(own)),
        _ => End::On(own),
    }
}

/// Whether a body may classify at a level, under Art. 17 of the law: `None` when the facts do
/// not say.
fn authority(by: &Classifier, level: SecretLevel) -> Option<bool> {
    let named = |text: Option<&str>| text.is_some_and(|t| !t.trim().is_empty());
    let derived = by.derived_from.as_ref().map(|s| s.document.as_str());
    if named(derived) || named(by.authorisation.as_deref()) {
        return Some(true);
    }
    Some(match by.level? {
        ClassifierLevel::Central | ClassifierLevel::Provincial | ClassifierLevel::SecurityOrgan => {
            true
        }
        ClassifierLevel::Prefecture => level != SecretLevel::TopSecret,
        ClassifierLevel::County | ClassifierLevel::Township => false,
    })
}

/// Whether the term is above the maximum: `None` when the facts do not say.
fn too_long(secret: &Secret, max: Period) -> Option<bool> {
    // Where the day of issue is not known, two lengths can be compared from any day.
    let nominal = NaiveDate::from_ymd_opt(2001, 1, 1)?;
    let from = match (&secret.term, secret.issued) {
        (_, Some(issued)) => issued,
        (Some(SecretTerm::Period(_)), None) => nominal,
        (_, None) => return None,
    };
    let limit = last_day(from, max)?;
    match &secret.term {
        Some(SecretTerm::Period(period)) => {
            Some(last_day(from, *period).is_none_or(|end| end > limit))
        }
        Some(SecretTerm::Until(day)) => Some(*day > limit),
        _ => Some(false),
    }
}

impl Content<'_> {
    /// Examines a claim that the information is a state secret.
    pub(super) fn secret(&mut self, secret: &Secret) -> Verdict {
        let step = |found, reason| Step::new(Question::StateSecret, found, reason);
        let as_of = self.as_of;
        // First what ends it by law, whatever else is wrong with it.
        if let Some(on) = secret.declassified.filter(|on| *on <= as_of) {
            self.refuse(Refusal::SecretDeclassified {});
            self.step(step(Found::No, Reason::SecretDeclassified).with(on));
            return Verdict::Fails;
        }
        if let Some(SecretTerm::Condition(condition)) = &secret.term
            && condition.met == Some(true)
        {
            self.refuse(Refusal::SecretDeclassified {});
            let met = step(Found::No, Reason::SecretConditionMet);
            self.step(met.with(condition.text.as_str()));
            return Verdict::Fails;
        }
        let end = end(secret);
        if let (Some(extension), End::On(end)) = (secret.extended, &end)
            && extension.on > *end
        {
            self.refuse(Refusal::SecretExtendedLate { ended: *end });
        }
        if let End::On(end) = end
            && end < as_of
        {
            self.refuse(Refusal::SecretExpired { ended: end });
            self.step(step(Found::No, Reason::SecretExpired).with(end));
            return Verdict::Fails;
        }
        let (defects, missing) = self.defects(secret);
        if !defects.is_empty() {
            for defect in defects {
                self.refuse(defect);
            }
            self.step(step(Found::Unknown, Reason::Refused));
            self.remind(ToDo::CorrectClassification {});
            self.refer(referee(secret));
            return Verdict::Fails;
        }
        if !missing.is_empty() {
            return Verdict::Missing(missing);
        }
        self.stands(secret, &end)
    }

    /// What is wrong with a classification, and what has to be known to tell.
    fn defects(&self, secret: &Secret) -> (Vec<Refusal>, Vec<Missing>) {
        let mut defects = Vec::new();
        let mut missing = Vec::new();
        let mut ask = |fact: &str| {
            missing.push(Missing::new(
                Question::StateSecret,
                self.place("state_secret", fact),
            ));
        };
        match &secret.term {
            None => defects.push(Refusal::SecretWithoutTerm {}),
            Some(SecretTerm::Indefinite) => defects.push(Refusal::SecretIndefinite {}),
            Some(SecretTerm::Condition(condition)) if condition.met.is_none() => {
                ask("term.condition.met");
            }
            Some(SecretTerm::Period(_)) if secret.issued.is_none() => ask("issued"),
            Some(_) => {}
        }
        if secret.level.is_none() {
            defects.insert(0, Refusal::SecretWithoutLevel {});
        }
        match (&secret.classified_by, secret.level) {
            (None, _) => ask("classified_by"),
            (Some(by), Some(level)) => {
                match authority(by, level) {
                    None => ask("classified_by.level"),
                    Some(true) => {}
                    Some(false) => defects.push(Refusal::SecretWithoutAuthority { level }),
                }
                let source = by.derived_from.as_ref().and_then(|s| s.level);
                if let Some(source) = source.filter(|s| *s != level) {
                    defects.push(Refusal::SecretLevelNotDerived { level, source });
                }
            }
            (Some(_), None) => {}
        }
        match secret.marked {
            None => ask("marked"),
            Some(true) => {}
            Some(false) => defects.push(Refusal::SecretNotMarked {}),
        }
        let allowed = secret
            .longer_term_rule
            .as_deref()
            .is_some_and(|r| !r.trim().is_empty());
        if let Some(level) = secret.level
            && !allowed
            && let Some((max, _)) = longest(level, self.as_of)
        {
            match too_long(secret, max) {
                Some(true) => defects.push(Refusal::SecretTermTooLong { level, max }),
                None if matches!(secret.term, Some(SecretTerm::Until(_))) => ask("issued"),
                Some(false) | None => {}
            }
        }
        if let Some(rule) = self.ordered_by_law() {
            defects.push(Refusal::SecretOfPublicMatter { rule });
        }
        (defects, missing)
    }

    /// The law or administrative regulation that orders disclosure, if the facts name one.
    fn ordered_by_law(&self) -> Option<String> {
        let order = self.grounds.disclosure_ordered.as_ref()?.yes()?;
        match look_up(order.rule.as_deref(), order.kind, self.as_of) {
            Looked::Text {
                name,
                kind: InstrumentKind::Law | InstrumentKind::AdministrativeRegulation,
                ..
            } => Some(name),
            _ => None,
        }
    }

    fn stands(&mut self, secret: &Secret, end: &End) -> Verdict {
        let Some(level) = secret.level else {
            return Verdict::Fails;
        };
        let name = Arg::Both {
            zh: level_name(level, Lang::Zh).to_owned(),
            en: level_name(level, Lang::En).to_owned(),
        };
        let articles: &[&str] = match law_on(self.as_of) {
            SecretsLaw::Of2024 => &[
                "ogi-2019:14",
                "state-secrets-2024:17",
                "state-secrets-2024:19",
                "state-secrets-2024:20",
            ],
            SecretsLaw::Of2010 => &["ogi-2019:14", "state-secrets-2010"],
        };
        let (reason, arg, until): (_, Arg, _) = match (end, &secret.term) {
            (End::On(end), _) => (Reason::SecretStands, (*end).into(), Some(*end)),
            (_, Some(SecretTerm::Condition(condition))) => (
                Reason::SecretUntilCondition,
                condition.text.as_str().into(),
                None,
            ),
            _ => return Verdict::Fails,
        };
        let step = Step::new(Question::StateSecret, Found::Yes, reason)
            .with(name)
            .with(arg)
            .resting_on(cite(articles))
            .also(longest(level, self.as_of).map(|(_, citation)| citation));
        let mut held = Held {
            ground: "state_secret".to_owned(),
            part: None,
            aspects: Vec::new(),
            until,
            basis: step.basis.clone(),
        };
        self.step(step);
        held.part.clone_from(&self.part);
        Verdict::Holds(held)
    }
}

/// Who settles whether a matter is secret (保密法第二十五条; 实施条例第二十五、二十六条).
pub(super) fn referee(secret: &Secret) -> Referee {
    let central = secret
        .classified_by
        .as_ref()
        .is_some_and(|by| by.level == Some(ClassifierLevel::Central));
    if central || secret.level == Some(SecretLevel::TopSecret) {
        Referee::NationalSecrecy {}
    } else {
        Referee::ProvincialSecrecy {}
    }
}
