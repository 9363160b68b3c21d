//! The naive assessment: a table of what each claim comes to, then a table of what follows.

// Rows of a table may say the same.
#![allow(
    clippy::match_same_arms,
    clippy::single_match_else,
    clippy::type_complexity
)]

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use gongkai::exemption::*;
use gongkai::law::{InstrumentKind, Period};

use super::facts::{Known, known};

#[derive(Clone, Copy, PartialEq, Debug)]
enum Cell {
    /// The ground holds.
    Holds,
    /// It does not.
    No,
    /// It cannot be told.
    Open,
    /// Claimed so badly that another body has to say.
    Refer,
}

/// The anniversary, on 28 February where there is none.
fn years_later(from: NaiveDate, years: i32) -> NaiveDate {
    from.with_year(from.year() + years)
        .unwrap_or_else(|| NaiveDate::from_ymd_opt(from.year() + years, 2, 28).unwrap())
}

fn years(period: Period) -> i32 {
    period.to_string().trim_end_matches('y').parse().unwrap()
}

fn naive_secret(s: &Secret, ordered_by_law: bool, as_of: NaiveDate) -> Cell {
    let met = matches!(&s.term, Some(SecretTerm::Condition(c)) if c.met == Some(true));
    if met || s.declassified.is_some_and(|d| d <= as_of) {
        return Cell::No;
    }
    let mut last = match (&s.term, s.issued) {
        (Some(SecretTerm::Period(p)), Some(issued)) => Some(years_later(issued, years(*p))),
        (Some(SecretTerm::Until(day)), _) => Some(*day),
        _ => None,
    };
    if let (Some(own), Some(e)) = (last, s.extended)
        && e.on <= own
        && e.until > own
    {
        last = Some(e.until);
    }
    if last.is_some_and(|last| last < as_of) {
        return Cell::No;
    }
    let most = match s.level {
        Some(SecretLevel::TopSecret) => 30,
        Some(SecretLevel::HighlySecret) => 20,
        _ => 10,
    };
    let rank = |l: SecretLevel| match l {
        SecretLevel::Secret => 1,
        SecretLevel::HighlySecret => 2,
        SecretLevel::TopSecret => 3,
    };
    let too_long = s.level.is_some()
        && s.longer_term_rule.is_none()
        && match (&s.term, s.issued) {
            (Some(SecretTerm::Period(p)), _) => years(*p) > most,
            (Some(SecretTerm::Until(day)), Some(issued)) => *day > years_later(issued, most),
            _ => false,
        };
    let by = s.classified_by.as_ref();
    let may = by.map(|by| {
        if by.authorisation.is_some() || by.derived_from.is_some() {
            return Some(3);
        }
        by.level.map(|l| match l {
            ClassifierLevel::County | ClassifierLevel::Township => 0,
            ClassifierLevel::Prefecture => 2,
            _ => 3,
        })
    });
    let unlike = by
        .and_then(|by| by.derived_from.as_ref()?.level)
        .zip(s.level)
        .is_some_and(|(source, own)| source != own);
    let beyond = s
        .level
        .is_some_and(|l| may.flatten().is_some_and(|may| rank(l) > may));
    let bad = [
        s.level.is_none(),
        matches!(s.term, None | Some(SecretTerm::Indefinite)),
        too_long,
        beyond,
        unlike,
        s.marked == Some(false),
        ordered_by_law,
    ];
    if bad.contains(&true) {
        return Cell::Refer;
    }
    let open = [
        s.marked.is_none(),
        may.is_none() || may == Some(None),
        matches!(s.term, Some(SecretTerm::Period(_))) && s.issued.is_none(),
        matches!(s.term, Some(SecretTerm::Until(_)))
            && s.issued.is_none()
            && s.longer_term_rule.is_none(),
        matches!(&s.term, Some(SecretTerm::Condition(c)) if c.met.is_none()),
    ];
    if open.contains(&true) {
        Cell::Open
    } else {
        Cell::Holds
    }
}

fn naive_prohibition(p: &ProhibitionClaim) -> Cell {
    let low = match (known(p.rule.as_ref()), p.kind) {
        (Known::Ended | Known::DepartmentRule | Known::Circular, _)
        | (Known::Nobody, Some(InstrumentKind::LocalRule)) => return Cell::No,
        (Known::Law, _) | (Known::Nobody, Some(_)) => false,
        _ => true,
    };
    match (low, p.exception) {
        (true, _) | (false, None) => Cell::Open,
        (false, Some(true)) => Cell::No,
        (false, Some(false)) => Cell::Holds,
    }
}

fn naive_third(t: &ThirdParty, on_request: bool) -> Cell {
    let Some(kind) = t.kind else {
        return Cell::Open;
    };
    let opinion = match &t.consultation {
        Some(Claim::Yes(c)) => c.opinion,
        _ => None,
    };
    let reasonable = match &t.consultation {
        Some(Claim::Yes(c)) => c.reasonable,
        _ => None,
    };
    let tests = match kind {
        ThirdPartyKind::TradeSecret => vec![t.not_known, t.valuable, t.kept_secret],
        ThirdPartyKind::PersonalPrivacy => vec![t.private],
        ThirdPartyKind::Other => {
            vec![if t.right.as_deref() == Some("…") {
                Some(true)
            } else {
                None
            }]
        }
    };
    let objects = opinion == Some(PartyOpinion::Objects);
    let harm = match &t.harm {
        _ if objects && reasonable == Some(true) => Some(true),
        Some(Claim::No) if objects && reasonable.is_none() => None,
        None => None,
        Some(Claim::No) => Some(false),
        Some(Claim::Yes(_)) => Some(true),
    };
    if opinion == Some(PartyOpinion::Agrees) || tests.contains(&Some(false)) || harm == Some(false)
    {
        return Cell::No;
    }
    let asked = !on_request || opinion.is_some();
    if tests.contains(&None) || harm.is_none() || !asked || t.public_interest.is_none() {
        return Cell::Open;
    }
    match t.public_interest {
        Some(Claim::Yes(_)) => Cell::No,
        _ => Cell::Holds,
    }
}

/// What a rule orders: yes, no, open.
fn naive_order(g: &Grounds) -> Option<bool> {
    match &g.disclosure_ordered {
        None => None,
        Some(Claim::No) => Some(false),
        Some(Claim::Yes(o)) => match (known(o.rule.as_ref()), o.kind) {
            (Known::Law | Known::LawWithoutArticle | Known::DepartmentRule, _)
            | (Known::Nobody, Some(InstrumentKind::LocalRule)) => Some(true),
            (Known::Ended | Known::Circular, _) | (Known::Nobody, Some(_)) => Some(false),
            _ => None,
        },
    }
}

fn naive_may(waived: Option<bool>, order: Option<bool>, tests: &[Option<bool>]) -> Cell {
    if waived == Some(true) || order == Some(true) || tests.contains(&Some(false)) {
        Cell::No
    } else if order.is_none() || tests.contains(&None) {
        Cell::Open
    } else {
        Cell::Holds
    }
}

fn row<T>(claim: Option<&Claim<T>>, cell: impl Fn(&T) -> Cell) -> Cell {
    match claim {
        None => Cell::Open,
        Some(Claim::No) => Cell::No,
        Some(Claim::Yes(about)) => cell(about),
    }
}

/// The cells of a content, with the codes of their grounds.
fn naive_cells(g: &Grounds, on_request: bool, as_of: NaiveDate) -> Vec<(String, Cell)> {
    let order = naive_order(g);
    let by_law = matches!(&g.disclosure_ordered, Some(Claim::Yes(o))
        if matches!(known(o.rule.as_ref()), Known::Law | Known::LawWithoutArticle));
    let mut cells = vec![
        (
            "state_secret".to_owned(),
            row(g.state_secret.as_ref(), |s| naive_secret(s, by_law, as_of)),
        ),
        (
            "prohibited_by_law".to_owned(),
            row(g.prohibition.as_ref(), naive_prohibition),
        ),
        (
            "endangers_safety".to_owned(),
            row(g.endangers.as_ref(), |d| {
                if d.aspects.is_empty() || d.evidence.as_deref() != Some("…") {
                    Cell::Open
                } else {
                    Cell::Holds
                }
            }),
        ),
    ];
    match &g.third_party {
        None => cells.push(("third".into(), Cell::Open)),
        Some(Claim::Yes(all)) if all.is_empty() => cells.push(("third".into(), Cell::Open)),
        Some(Claim::No) => {}
        Some(Claim::Yes(all)) => cells.extend(all.iter().map(|t| {
            let code = match t.kind {
                Some(ThirdPartyKind::TradeSecret) => "trade_secret",
                Some(ThirdPartyKind::PersonalPrivacy) => "personal_privacy",
                _ => "other_third_party",
            };
            (code.to_owned(), naive_third(t, on_request))
        })),
    }
    let internal = |i: &Internal| {
        let tests = [i.kind.map(|_| true), i.affects_outside.map(|a| !a)];
        naive_may(i.waived, order, &tests)
    };
    let named = |g: &Option<Claim<Internal>>| match g {
        Some(Claim::Yes(Internal {
            kind: Some(InternalKind::Workflow),
            ..
        })) => "internal_workflow",
        _ => "internal_personnel",
    };
    cells.push((
        named(&g.internal).into(),
        row(g.internal.as_ref(), internal),
    ));
    let process = match &g.process {
        Some(Claim::Yes(Process {
            kind: Some(ProcessKind::Report),
            ..
        })) => "process_report",
        _ => "process_draft",
    };
    cells.push((
        process.into(),
        row(g.process.as_ref(), |p| {
            naive_may(p.waived, order, &[p.kind.map(|_| true)])
        }),
    ));
    cells.push((
        "enforcement_file".into(),
        row(g.enforcement_file.as_ref(), |f| {
            naive_may(f.waived, order, &[])
        }),
    ));
    let doubt = match &g.unsure {
        Some(Claim::Yes(Doubt { secrecy: None, .. })) => Cell::Open,
        Some(Claim::Yes(_)) => Cell::Refer,
        _ => Cell::No,
    };
    cells.push(("doubt".into(), doubt));
    cells
}

/// Takes from the part what it says, else what is said of the whole.
fn naive_merge(whole: Option<&Claim<Grounds>>, part: Option<&Claim<Grounds>>) -> Grounds {
    let spread = |claim: Option<&Claim<Grounds>>| {
        match claim {
        None => Grounds::default(),
        Some(Claim::Yes(g)) => g.clone(),
        Some(Claim::No) => serde_json::from_str(
            r#"{"state_secret": false, "prohibition": false, "endangers": false, "third_party": false,
                "internal": false, "process": false, "enforcement_file": false}"#,
        )
        .unwrap(),
    }
    };
    match part {
        Some(Claim::No) => spread(part),
        _ => {
            let mut all = serde_json::to_value(spread(whole)).unwrap();
            let own = serde_json::to_value(spread(part)).unwrap();
            for (key, value) in own.as_object().unwrap() {
                all[key] = value.clone();
            }
            serde_json::from_value(all).unwrap()
        }
    }
}

type Result2 = (&'static str, BTreeSet<(Option<String>, String)>);

pub fn naive(f: &Facts, as_of: NaiveDate) -> Result2 {
    let on_request = f.scene != Some(Scene::Proactive);
    let ended = |kind| (kind, BTreeSet::new());
    let contents: Vec<(Option<String>, Vec<(String, Cell)>)> = if f.parts.is_empty() {
        let g = naive_merge(f.grounds.as_ref(), None);
        vec![(None, naive_cells(&g, on_request, as_of))]
    } else {
        f.parts
            .iter()
            .map(|p| {
                let g = naive_merge(f.grounds.as_ref(), p.grounds.as_ref());
                (Some(p.part.clone()), naive_cells(&g, on_request, as_of))
            })
            .collect()
    };
    let holds = |cells: &[(String, Cell)]| cells.iter().any(|(_, c)| *c == Cell::Holds);
    let prohibited = contents
        .iter()
        .flat_map(|(_, cells)| cells)
        .any(|(code, c)| code == "prohibited_by_law" && *c == Cell::Holds);

    // Each question before the grounds: where it ends, or that it is open.
    let scope = f.scope.clone().unwrap_or_default();
    let scope = match scope {
        Scope {
            holder: Some(Holder::PublicEnterprise),
            ..
        } => Err("route"),
        Scope {
            holder: Some(Holder::Other),
            ..
        }
        | Scope {
            function: Some(false),
            ..
        }
        | Scope {
            recorded: Some(false),
            ..
        } => Err("not_held"),
        Scope {
            holder: Some(_),
            function: Some(_),
            recorded: Some(_),
        } => Ok(true),
        _ => Ok(false),
    };
    let origin = f.origin.clone().unwrap_or_default();
    let who = match (origin.how, origin.bodies.as_slice()) {
        (Some(_), [one]) => Some(one.as_str()),
        (Some(How::Made), [_, _]) => origin.lead.as_deref(),
        _ => None,
    };
    let responsible = match (who, f.body.as_deref()) {
        (None, _) => Ok(false),
        (Some("本机关"), _) => Ok(true),
        (Some(_), None) => Ok(false),
        (Some(who), Some(own)) if who == own => Ok(true),
        _ => Err("not_held"),
    };
    let search = f.search.clone().unwrap_or_default();
    let exists = match (on_request, search.needs_processing, search.found) {
        (false, _, _) => Ok(true),
        (true, Some(true), _) => Err("not_held"),
        (true, _, None) => Ok(false),
        (true, _, Some(true)) => Ok(true),
        (true, _, Some(false)) if search.places.is_empty() => Ok(false),
        _ => Err("not_held"),
    };
    let public = match &f.published {
        None => Ok(!on_request),
        Some(Claim::No) => Ok(true),
        Some(Claim::Yes(p)) => match p.officially {
            None => Ok(false),
            Some(true) if !prohibited => Err("already_public"),
            _ => Ok(true),
        },
    };
    let route = match &f.special_access {
        _ if !on_request => Ok(true),
        None => Ok(false),
        Some(Claim::No) => Ok(true),
        Some(Claim::Yes(s)) => match (known(s.rule.as_ref()), s.kind) {
            (Known::Law | Known::LawWithoutArticle, _) | (Known::Nobody, Some(_)) => Err("route"),
            (Known::DepartmentRule | Known::Circular, _) => Ok(true),
            _ => Ok(false),
        },
    };
    let mut open = false;
    for question in [scope, responsible, exists, public, route] {
        match question {
            Err(_) if open => return ended("undetermined"),
            Err(end) => return ended(end),
            Ok(settled) => open |= !settled,
        }
    }
    if open {
        return ended("undetermined");
    }

    let mut found = BTreeSet::new();
    let (mut referred, mut unknown, mut free) = (false, false, 0);
    for (part, cells) in &contents {
        let is = |cell| cells.iter().any(|(_, c)| *c == cell);
        if holds(cells) {
            let of = cells.iter().filter(|(_, c)| *c == Cell::Holds);
            found.extend(of.map(|(code, _)| (part.clone(), code.clone())));
        } else if is(Cell::Refer) {
            referred = true;
        } else if is(Cell::Open) {
            unknown = true;
        } else {
            free += 1;
        }
    }
    match (referred, unknown, found.is_empty(), free) {
        (true, ..) => ended("refer"),
        (_, true, ..) => ended("undetermined"),
        (_, _, true, _) => ended("disclose"),
        (_, _, _, 0) if !f.parts.is_empty() => ("withhold", found),
        _ if f.separable == Some(false) => ("withhold", found),
        _ if f.parts.is_empty() => ended("undetermined"),
        _ => ("in_part", found),
    }
}
