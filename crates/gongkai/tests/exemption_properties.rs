//! What must hold of every assessment, and a second, deliberately naive one to compare with.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod exemption;

use std::collections::BTreeSet;

use exemption::facts::{as_of, day, facts, facts_of};
use exemption::naive::naive;
use gongkai::exemption::*;
use gongkai::finding::Lang;
use proptest::prelude::*;

fn held(disposition: &Disposition) -> BTreeSet<(Option<String>, String)> {
    disposition
        .held()
        .iter()
        .map(|h| (h.part.clone(), h.ground.clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_the_naive_assessment(facts in facts(), as_of in as_of()) {
        let assessment = assess(&facts, as_of);
        let found = (assessment.disposition.kind(), held(&assessment.disposition));
        let wanted = naive(&facts, as_of);
        prop_assert_eq!(&found, &wanted, "{:#?}", assessment);
    }

    #[test]
    fn ends_in_one_disposition_with_its_articles(facts in facts(), as_of in as_of()) {
        let assessment = assess(&facts, as_of);
        prop_assert!(!assessment.citations.is_empty());
        prop_assert!(!assessment.steps.is_empty());
        prop_assert!(assessment.steps.iter().all(|s| !s.basis.is_empty()));
        let open = matches!(assessment.disposition, Disposition::Undetermined { .. });
        prop_assert!(open || assessment.steps.iter().any(|s| s.question == assessment.decided_by));
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

/// The random facts reach every end, so that agreeing on them means something.
#[test]
fn the_random_facts_reach_every_end() {
    let mut seed = 1_u64;
    let mut next = || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u8::try_from(seed >> 56).unwrap()
    };
    let mut ends = std::collections::BTreeMap::new();
    for _ in 0..4000 {
        let bytes: Vec<u8> = (0..260).map(|_| next()).collect();
        let assessment = assess(&facts_of(&bytes), day("2026-03-02"));
        *ends.entry(assessment.disposition.kind()).or_insert(0) += 1;
    }
    let all = [
        "already_public",
        "disclose",
        "in_part",
        "not_held",
        "refer",
        "route",
        "undetermined",
        "withhold",
    ];
    assert_eq!(ends.keys().copied().collect::<Vec<_>>(), all, "{ends:?}");
    assert!(ends.values().all(|n| *n >= 10), "{ends:?}");
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
