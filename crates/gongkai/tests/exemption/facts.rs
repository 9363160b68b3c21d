//! Random facts, and the texts that they name.

use chrono::NaiveDate;
use gongkai::exemption::*;
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
        match self.below(12) {
            0 => None,
            1 => Some(!likely),
            _ => Some(likely),
        }
    }
    fn claim<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<Claim<T>> {
        match self.below(24) {
            0 => None,
            1..=5 => Some(Claim::Yes(make(self))),
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

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The texts that facts name, and what they are, looked up by hand.
pub const RULES: [(&str, Known); 8] = [
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
pub enum Known {
    Law,
    LawWithoutArticle,
    Ended,
    DepartmentRule,
    Circular,
    Nobody,
    NoArticle,
    Blank,
}

pub fn known(rule: Option<&String>) -> Known {
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

pub fn facts_of(bytes: &[u8]) -> Facts {
    let c = &mut Choices { bytes, at: 0 };
    // Most get past the questions before the grounds.
    let clean = c.below(4) != 0;
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
    let mut facts = Facts {
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
    };
    if clean {
        let settled: Facts = serde_json::from_str(
            r#"{"scope": {"holder": "administrative_organ", "function": true, "recorded": true},
                "origin": {"how": "made", "bodies": ["本机关"]},
                "search": {"found": true}, "published": false, "special_access": false}"#,
        )
        .unwrap();
        facts.scope = settled.scope;
        facts.origin = settled.origin;
        facts.search = settled.search;
        if !matches!(facts.published, Some(Claim::Yes(_))) {
            facts.published = settled.published;
        }
        facts.special_access = settled.special_access;
    }
    facts
}

pub fn facts() -> impl Strategy<Value = Facts> {
    prop::collection::vec(any::<u8>(), 0..260).prop_map(|bytes| facts_of(&bytes))
}

pub fn as_of() -> impl Strategy<Value = NaiveDate> {
    prop::sample::select(
        ["2025-02-28", "2026-03-01", "2026-03-02", "2026-12-31"]
            .map(day)
            .to_vec(),
    )
}
