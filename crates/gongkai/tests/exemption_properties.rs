//! What must hold of every assessment, and a second, deliberately naive one to compare with.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use gongkai::exemption::*;
use gongkai::finding::Lang;
use gongkai::law::{InstrumentKind, Period};
use proptest::prelude::*;

/// Facts made of a stream of choices, so that they shrink well.
struct Choices<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Choices<'_> {
    fn below(&mut self, n: u8) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        byte % n
    }
    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[usize::from(self.below(u8::try_from(all.len()).unwrap()))].clone()
    }
    /// Mostly known, so that many assessments get to their end.
    fn known(&mut self) -> bool {
        self.below(8) != 0
    }
    fn flag(&mut self, likely: bool) -> Option<bool> {
        match self.below(10) {
            0 => None,
            1 | 2 => Some(!likely),
            _ => Some(likely),
        }
    }
    fn claim<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<Claim<T>> {
        match self.below(8) {
            0 => None,
            1 | 2 => Some(Claim::Yes(make(self))),
            _ => Some(Claim::No),
        }
    }
    fn text(&mut self) -> Option<String> {
        self.of(&[
            None,
            Some(String::new()),
            Some("…".into()),
            Some("…".into()),
        ])
    }
    fn day(&mut self) -> NaiveDate {
        self.of(&["2016-02-29", "2020-05-06", "2021-03-01", "2025-11-30"].map(day))
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The texts that facts name, and what they are, looked up by hand.
const RULES: [(&str, Known); 8] = [
    ("《统计法》第二十八条", Known::Law),
    ("《统计法》", Known::LawWithoutArticle),
    ("statistics-2009:25", Known::Ended),
    (
        "《社会保险个人权益记录管理办法》第十条",
        Known::DepartmentRule,
    ),
    ("open-government-rules-2016", Known::Circular),
    ("《某某办法》第三条", Known::Nobody),
    ("《统计法》第九十九条", Known::NoArticle),
    ("", Known::Blank),
];

#[derive(Clone, Copy, PartialEq)]
enum Known {
    Law,
    LawWithoutArticle,
    Ended,
    DepartmentRule,
    Circular,
    Nobody,
    NoArticle,
    Blank,
}

fn known(rule: Option<&String>) -> Known {
    let rule = rule.map_or("", String::as_str);
    RULES.iter().find(|(name, _)| *name == rule).unwrap().1
}

fn secret(c: &mut Choices<'_>) -> Secret {
    let level = c.of(&[
        None,
        Some(SecretLevel::Secret),
        Some(SecretLevel::Secret),
        Some(SecretLevel::HighlySecret),
        Some(SecretLevel::TopSecret),
    ]);
    let term = match c.below(9) {
        0 => None,
        1 => Some(SecretTerm::Indefinite),
        2 => Some(SecretTerm::Condition(Condition {
            text: "会议开始前".into(),
            met: c.flag(false),
        })),
        3 | 4 => Some(SecretTerm::Until(c.of(&[
            day("2025-12-31"),
            day("2027-01-01"),
            day("2050-01-01"),
        ]))),
        _ => Some(SecretTerm::Period(
            c.of(&["1y", "5y", "10y", "11y", "25y", "31y"])
                .parse::<Period>()
                .unwrap(),
        )),
    };
    Secret {
        level,
        term,
        issued: c.known().then(|| c.day()),
        longer_term_rule: c.of(&[None, None, None, Some("某规定".into())]),
        classified_by: c.known().then(|| Classifier {
            name: None,
            level: c.of(&[
                None,
                Some(ClassifierLevel::Central),
                Some(ClassifierLevel::Provincial),
                Some(ClassifierLevel::Prefecture),
                Some(ClassifierLevel::County),
                Some(ClassifierLevel::Township),
                Some(ClassifierLevel::SecurityOrgan),
            ]),
            authorisation: c.of(&[None, None, Some("授权书".into())]),
            derived_from: (c.below(4) == 0).then(|| Source {
                document: "来源".into(),
                level: c.of(&[
                    None,
                    Some(SecretLevel::Secret),
                    Some(SecretLevel::HighlySecret),
                ]),
            }),
        }),
        marked: c.flag(true),
        declassified: c.of(&[
            None,
            None,
            None,
            Some(day("2025-01-01")),
            Some(day("2099-01-01")),
        ]),
        extended: (c.below(5) == 0).then(|| Extension {
            on: c.day(),
            until: c.of(&[day("2026-06-30"), day("2028-12-31")]),
        }),
    }
}

fn third_party(c: &mut Choices<'_>) -> ThirdParty {
    let words = |c: &mut Choices<'_>, likely_yes: bool| match c.below(6) {
        0 => None,
        1 => Some(Claim::No),
        2 => Some(Claim::Yes("…".to_owned())),
        _ if likely_yes => Some(Claim::Yes("…".to_owned())),
        _ => Some(Claim::No),
    };
    ThirdParty {
        kind: c.of(&[
            None,
            Some(ThirdPartyKind::TradeSecret),
            Some(ThirdPartyKind::PersonalPrivacy),
            Some(ThirdPartyKind::Other),
        ]),
        party: c.text(),
        not_known: c.flag(true),
        valuable: c.flag(true),
        kept_secret: c.flag(true),
        private: c.flag(true),
        right: c.text(),
        harm: words(c, true),
        consultation: match c.below(8) {
            0 => None,
            1 => Some(Claim::No),
            _ => Some(Claim::Yes(Consulted {
                opinion: c.of(&[
                    None,
                    Some(PartyOpinion::Agrees),
                    Some(PartyOpinion::Objects),
                    Some(PartyOpinion::Objects),
                    Some(PartyOpinion::Silent),
                ]),
                reasonable: c.flag(true),
            })),
        },
        public_interest: words(c, false),
    }
}

fn grounds_of(c: &mut Choices<'_>) -> Grounds {
    Grounds {
        state_secret: c.claim(secret),
        prohibition: c.claim(|c| ProhibitionClaim {
            rule: Some(c.of(&RULES).0.to_owned()),
            kind: c.of(&[
                None,
                Some(InstrumentKind::Law),
                Some(InstrumentKind::LocalRule),
            ]),
            exception: c.flag(false),
        }),
        endangers: c.claim(|c| Danger {
            aspects: c.of(&[
                vec![],
                vec![Safety::PublicSecurity],
                vec![Safety::SocialStability],
            ]),
            evidence: c.text(),
        }),
        third_party: c.claim(|c| {
            let n = c.below(3);
            (0..n).map(|_| third_party(c)).collect()
        }),
        internal: c.claim(|c| Internal {
            kind: c.of(&[
                None,
                Some(InternalKind::Personnel),
                Some(InternalKind::Workflow),
            ]),
            affects_outside: c.flag(false),
            waived: c.of(&[None, Some(false), Some(true)]),
        }),
        process: c.claim(|c| Process {
            kind: c.of(&[None, Some(ProcessKind::Draft), Some(ProcessKind::Report)]),
            waived: c.of(&[None, Some(false), Some(true)]),
        }),
        enforcement_file: c.claim(|c| CaseFile {
            waived: c.of(&[None, Some(false), Some(true)]),
        }),
        disclosure_ordered: c.claim(|c| Order {
            rule: Some(c.of(&RULES).0.to_owned()),
            kind: c.of(&[
                None,
                Some(InstrumentKind::LocalRule),
                Some(InstrumentKind::NormativeDocument),
            ]),
            proactive: c.flag(true),
        }),
        unsure: (c.below(8) == 0).then(|| {
            Claim::Yes(Doubt {
                secrecy: c.flag(true),
                competent: None,
            })
        }),
        reasons: c.of(&[vec![], vec![], vec!["敏感".into()], vec!["工作秘密".into()]]),
    }
}

fn facts_of(bytes: &[u8]) -> Facts {
    let c = &mut Choices { bytes, at: 0 };
    let scene = c.of(&[
        None,
        Some(Scene::Proactive),
        Some(Scene::OnRequest),
        Some(Scene::OnRequest),
    ]);
    let holder = c.of(&[
        Some(Holder::AdministrativeOrgan),
        Some(Holder::AdministrativeOrgan),
        Some(Holder::AdministrativeOrgan),
        Some(Holder::AuthorisedOrganisation),
        Some(Holder::PublicEnterprise),
        Some(Holder::Other),
        None,
    ]);
    Facts {
        title: None,
        body: c.of(&[None, Some("青禾镇人民政府".into())]),
        scene,
        proposes: c.of(&[None, Some(Proposal::Withhold), Some(Proposal::Disclose)]),
        scope: c.known().then(|| Scope {
            holder,
            function: c.flag(true),
            recorded: c.flag(true),
        }),
        origin: c.known().then(|| Origin {
            how: c.of(&[
                Some(How::Made),
                Some(How::Made),
                Some(How::FromCitizens),
                None,
            ]),
            bodies: c.of(&[
                vec!["本机关".into()],
                vec!["本机关".into()],
                vec!["青禾镇人民政府".into()],
                vec!["大安市民政局".into()],
                vec!["本机关".into(), "大安市民政局".into()],
                vec![],
            ]),
            lead: c.of(&[None, Some("大安市民政局".into())]),
            ..Origin::default()
        }),
        search: c.known().then(|| Search {
            found: c.flag(true),
            places: c.of(&[vec![], vec!["档案室".into()]]),
            needs_processing: c.flag(false),
        }),
        published: match c.below(8) {
            0 => None,
            1 => Some(Claim::Yes(Published {
                whereabouts: None,
                officially: c.flag(true),
            })),
            _ => Some(Claim::No),
        },
        special_access: match c.below(8) {
            0 => None,
            1 => Some(Claim::Yes(SpecialAccess {
                rule: Some(c.of(&RULES).0.to_owned()),
                kind: c.of(&[None, Some(InstrumentKind::Law)]),
                contact: None,
            })),
            _ => Some(Claim::No),
        },
        grounds: match c.below(8) {
            0 => None,
            1 => Some(Claim::No),
            _ => Some(Claim::Yes(grounds_of(c))),
        },
        parts: {
            let n = c.of(&[0, 0, 0, 2, 3]);
            (0..n)
                .map(|n| PartFacts {
                    part: format!("第{n}部分"),
                    grounds: match c.below(4) {
                        0 => None,
                        1 => Some(Claim::No),
                        _ => Some(Claim::Yes(grounds_of(c))),
                    },
                })
                .collect()
        },
        separable: c.flag(false),
        form: None,
    }
}

fn facts() -> impl Strategy<Value = Facts> {
    prop::collection::vec(any::<u8>(), 0..260).prop_map(|bytes| facts_of(&bytes))
}

fn as_of() -> impl Strategy<Value = NaiveDate> {
    prop::sample::select(
        ["2025-02-28", "2026-03-01", "2026-03-02", "2026-12-31"]
            .map(day)
            .to_vec(),
    )
}

fn held(disposition: &Disposition) -> BTreeSet<(Option<String>, String)> {
    disposition
        .held()
        .iter()
        .map(|h| (h.part.clone(), h.ground.clone()))
        .collect()
}

// ---------------------------------------------------------------------------------------------
// The naive assessment: a table of what each claim comes to, then a table of what follows.
// ---------------------------------------------------------------------------------------------

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

fn naive(f: &Facts, as_of: NaiveDate) -> Result2 {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_the_naive_assessment(facts in facts(), as_of in as_of()) {
        let assessment = assess(&facts, as_of);
        let found = (assessment.disposition.kind(), held(&assessment.disposition));
        let naive = naive(&facts, as_of);
        prop_assert_eq!(&found, &naive, "{:#?}", assessment);
    }

    #[test]
    fn ends_in_one_disposition_with_its_articles(facts in facts(), as_of in as_of()) {
        let assessment = assess(&facts, as_of);
        prop_assert!(!assessment.citations.is_empty());
        prop_assert!(!assessment.steps.is_empty());
        prop_assert!(assessment.steps.iter().all(|s| !s.basis.is_empty()));
        prop_assert!(assessment.steps.iter().any(|s| s.question == assessment.decided_by)
            || matches!(assessment.disposition, Disposition::Undetermined { .. }));
        match &assessment.disposition {
            Disposition::Undetermined { missing } => {
                prop_assert!(!missing.is_empty());
                for fact in missing {
                    for lang in [Lang::Zh, Lang::En] {
                        let said = fact.message(lang);
                        prop_assert!(!said.starts_with(['（', ' ', '(']), "{said}");
                    }
                }
            }
            Disposition::Withhold { grounds } => prop_assert!(!grounds.is_empty()),
            Disposition::InPart { disclosed, withheld } => {
                prop_assert!(!disclosed.is_empty() && !withheld.is_empty());
            }
            _ => {}
        }
        prop_assert_eq!(assessment.review_on.is_some(), assessment.withholds());
        // It comes back from a file as it was.
        let json = serde_json::to_string(&assessment).unwrap();
        prop_assert_eq!(serde_json::from_str::<Assessment>(&json).unwrap(), assessment);
        let json = serde_json::to_string(&facts).unwrap();
        prop_assert_eq!(serde_json::from_str::<Facts>(&json).unwrap(), facts);
    }

    #[test]
    fn never_discloses_what_article_14_forbids(facts in facts(), as_of in as_of(), which in 0..3) {
        let mut facts = facts;
        let mut grounds = match facts.grounds {
            Some(Claim::Yes(grounds)) => grounds,
            _ => Grounds::default(),
        };
        match which {
            0 => grounds.prohibition = Some(Claim::Yes(ProhibitionClaim {
                rule: Some("《统计法》第二十八条".into()),
                kind: None,
                exception: Some(false),
            })),
            1 => grounds.endangers = Some(Claim::Yes(Danger {
                aspects: vec![Safety::NationalSecurity],
                evidence: Some("评估意见".into()),
            })),
            _ => grounds.state_secret = Some(Claim::Yes(Secret {
                level: Some(SecretLevel::HighlySecret),
                term: Some(SecretTerm::Until(day("2030-01-01"))),
                issued: Some(day("2020-01-01")),
                classified_by: Some(Classifier {
                    level: Some(ClassifierLevel::Provincial),
                    ..Classifier::default()
                }),
                marked: Some(true),
                ..Secret::default()
            })),
        }
        facts.grounds = Some(Claim::Yes(grounds));
        facts.parts.clear();
        let kind = assess(&facts, as_of).disposition.kind();
        prop_assert!(!matches!(kind, "disclose" | "in_part"), "{kind}");
        // What a law prohibits is not pointed to either, published or not.
        prop_assert!(which != 0 || kind != "already_public");
    }

    #[test]
    fn consent_and_public_interest_never_withhold(facts in facts(), as_of in as_of(), consent: bool) {
        let before = held(&assess(&facts, as_of).disposition);
        let mut after = facts.clone();
        let all = std::iter::once(&mut after.grounds).chain(after.parts.iter_mut().map(|p| &mut p.grounds));
        for grounds in all {
            let Some(Claim::Yes(Grounds { third_party: Some(Claim::Yes(parties)), .. })) = grounds else {
                continue;
            };
            for party in parties {
                if consent {
                    party.consultation = Some(Claim::Yes(Consulted {
                        opinion: Some(PartyOpinion::Agrees),
                        reasonable: None,
                    }));
                } else {
                    party.public_interest = Some(Claim::Yes("…".into()));
                }
            }
        }
        let third = ["trade_secret", "personal_privacy", "other_third_party"];
        let after = held(&assess(&after, as_of).disposition);
        // No third party stands in the way of what it consents to, and no other ground appears
        // that was not there, unless the whole could not be told before.
        let overridden = after.iter().filter(|(_, code)| third.contains(&code.as_str()));
        if consent {
            let kinds_known = facts.parts.is_empty() && match &facts.grounds {
                Some(Claim::Yes(Grounds { third_party: Some(Claim::Yes(all)), .. })) =>
                    all.iter().all(|t| t.kind.is_some()),
                _ => true,
            };
            prop_assert!(!kinds_known || overridden.count() == 0);
        }
        prop_assert!(after.iter().all(|(_, code)| !third.contains(&code.as_str())
            || before.iter().any(|(_, b)| b == code)
            || !facts.parts.is_empty()));
    }

    #[test]
    fn what_is_not_known_withholds_nothing(facts in facts(), as_of in as_of(), gone in 0..12) {
        let before = held(&assess(&facts, as_of).disposition);
        let mut less = facts.clone();
        less.parts.clear();
        let whole = held(&assess(&less, as_of).disposition);
        if let Some(Claim::Yes(g)) = &mut less.grounds {
            match gone {
                0 => g.state_secret = None,
                1 => g.prohibition = None,
                2 => g.endangers = None,
                3 => g.third_party = None,
                4 => g.internal = None,
                5 => g.process = None,
                6 => g.enforcement_file = None,
                7 => g.disclosure_ordered = None,
                _ => if let Some(Claim::Yes(parties)) = &mut g.third_party {
                    for party in parties {
                        match gone {
                            8 => party.harm = None,
                            9 => party.public_interest = None,
                            10 => party.private = None,
                            _ => party.kind = None,
                        }
                    }
                },
            }
        }
        let after = held(&assess(&less, as_of).disposition);
        prop_assert!(after.is_subset(&whole), "{after:?} of {whole:?}");
        // Without any grounds nothing is withheld, whatever the rest.
        let mut none = facts;
        none.grounds = None;
        none.parts.clear();
        prop_assert!(held(&assess(&none, as_of).disposition).is_empty());
        drop(before);
    }
}

/// The settings of a body replace the library's default.
#[test]
fn the_interval_of_review_is_a_setting() {
    let facts: Facts = serde_json::from_str(
        r#"{"scene": "proactive",
            "scope": {"holder": "administrative_organ", "function": true, "recorded": true},
            "origin": {"how": "made", "bodies": ["本机关"]},
            "grounds": {"process": {"kind": "draft"}, "disclosure_ordered": false},
            "separable": false}"#,
    )
    .unwrap();
    for (interval, on) in [
        (None, "2025-02-28"),
        (Some("6m"), "2024-08-29"),
        (Some("1q"), "2024-05-29"),
        (Some("30d"), "2024-03-30"),
        (Some("2w"), "2024-03-14"),
        (Some("5wd"), "2024-03-07"),
    ] {
        let settings = Settings {
            review_after: interval.map(|i| i.parse().unwrap()),
        };
        let assessment = assess_with(&facts, day("2024-02-29"), settings);
        assert_eq!(assessment.review_on, Some(day(on)), "{interval:?}");
    }
}
