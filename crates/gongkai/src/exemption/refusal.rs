use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::facts::SecretLevel;
use super::words::{cite, kind_name};
use crate::finding::Lang;
use crate::law::{Citation, InstrumentKind, Period};

/// Why a reason for withholding does not hold (不能成立的理由).
///
/// A refusal says that this reason, as it stands, carries nothing. What then becomes of the
/// information is the [`Disposition`](super::Disposition): a secret classified badly is
/// referred, not disclosed.
///
/// As JSON: an object whose `code` names it.
#[doc(alias = "不能成立的理由")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Refusal"))]
#[serde(tag = "code", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Refusal {
    /// Withholding is proposed and no ground is named.
    NoGround {},
    /// A reason that is no ground of Arts. 14 to 16, as 敏感 or 不宜公开.
    NotAGround {
        /// The reason as given.
        reason: String,
    },
    /// 工作秘密 alone: it is protected (保密法第六十四条), but has to fit a ground of Arts. 14 to
    /// 16 to refuse an applicant.
    WorkSecret {},
    /// The information was published already.
    AlreadyPublic {},
    /// A state secret without its level.
    SecretWithoutLevel {},
    /// A state secret without term, day or condition of declassification.
    SecretWithoutTerm {},
    /// 长期: no term that the law knows.
    SecretIndefinite {},
    /// A term above the maximum of the level, without a rule that allows it.
    SecretTermTooLong {
        /// The level.
        level: SecretLevel,
        /// The maximum.
        max: Period,
    },
    /// Classified by a body without authority for the level, with neither authorisation nor a
    /// classified matter that it follows.
    SecretWithoutAuthority {
        /// The level claimed.
        level: SecretLevel,
    },
    /// A derived classification whose level differs from that of its source.
    SecretLevelNotDerived {
        /// The level claimed.
        level: SecretLevel,
        /// The level of the source.
        source: SecretLevel,
    },
    /// Neither marked nor its readers told in writing.
    SecretNotMarked {},
    /// The term ended: declassified by law.
    SecretExpired {
        /// The last day of the term.
        ended: NaiveDate,
    },
    /// Extended after the term had ended.
    SecretExtendedLate {
        /// The last day of the term.
        ended: NaiveDate,
    },
    /// Declassified by decision, or its condition met.
    SecretDeclassified {},
    /// A law or administrative regulation orders disclosure: it must not be classified.
    SecretOfPublicMatter {
        /// Which.
        rule: String,
    },
    /// No law is named that prohibits disclosure.
    ProhibitionNotNamed {},
    /// A law is named, but no article.
    ProhibitionWithoutArticle {
        /// The law.
        rule: String,
    },
    /// A text below an administrative regulation cannot prohibit disclosure.
    ProhibitionTooLow {
        /// The text.
        rule: String,
        /// What it is.
        kind: InstrumentKind,
    },
    /// The law named was not in force.
    ProhibitionNotInForce {
        /// The law.
        rule: String,
    },
    /// The law named has no such article.
    ProhibitionNoSuchArticle {
        /// The citation.
        rule: String,
    },
    /// Which of the four is endangered is not said.
    AspectNotNamed {},
    /// No evidence of an adverse effect.
    NoEvidence {},
    /// Disclosure would not harm the third party.
    NoHarm {},
    /// The third party was not asked, though the information is asked for.
    NotConsulted {},
    /// The information is no trade secret: one of the three tests fails.
    NotATradeSecret {},
    /// The information is not private.
    NotPrivate {},
    /// Which other right of the third party is meant is not said.
    RightNotNamed {},
    /// Which kind of Art. 16 is meant is not said.
    KindNotNamed {},
    /// It affects rights and duties outside the body: no internal affair.
    AffectsOutside {},
    /// A law, regulation or rule orders disclosure of what Art. 16 would allow to withhold.
    DisclosureOrdered {
        /// Which.
        rule: String,
    },
    /// No law is named that has its own way of access.
    RouteNotNamed {},
    /// A text below an administrative regulation cannot set its own way of access.
    RouteTooLow {
        /// The text.
        rule: String,
        /// What it is.
        kind: InstrumentKind,
    },
    /// The law named for its own way of access was not in force, or has no such article.
    RouteNotInForce {
        /// The law.
        rule: String,
    },
    /// Said not to exist, without a record of the search.
    NoSearchRecord {},
}

/// The name of a level of secrets.
pub(super) fn level_name(level: SecretLevel, lang: Lang) -> &'static str {
    let (zh, en) = match level {
        SecretLevel::Secret => ("秘密", "secret"),
        SecretLevel::HighlySecret => ("机密", "highly secret"),
        SecretLevel::TopSecret => ("绝密", "top secret"),
    };
    super::either(lang, zh, en)
}

impl Refusal {
    /// Why a reason in words, which names no ground, carries nothing.
    pub(super) fn of_reason(reason: &str) -> Self {
        if reason.contains("工作秘密") {
            Self::WorkSecret {}
        } else {
            Self::NotAGround {
                reason: reason.to_owned(),
            }
        }
    }

    /// The name of the variant, as in `secret_without_level`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoGround {} => "no_ground",
            Self::NotAGround { .. } => "not_a_ground",
            Self::WorkSecret {} => "work_secret",
            Self::AlreadyPublic {} => "already_public",
            Self::SecretWithoutLevel {} => "secret_without_level",
            Self::SecretWithoutTerm {} => "secret_without_term",
            Self::SecretIndefinite {} => "secret_indefinite",
            Self::SecretTermTooLong { .. } => "secret_term_too_long",
            Self::SecretWithoutAuthority { .. } => "secret_without_authority",
            Self::SecretLevelNotDerived { .. } => "secret_level_not_derived",
            Self::SecretNotMarked {} => "secret_not_marked",
            Self::SecretExpired { .. } => "secret_expired",
            Self::SecretExtendedLate { .. } => "secret_extended_late",
            Self::SecretDeclassified {} => "secret_declassified",
            Self::SecretOfPublicMatter { .. } => "secret_of_public_matter",
            Self::ProhibitionNotNamed {} => "prohibition_not_named",
            Self::ProhibitionWithoutArticle { .. } => "prohibition_without_article",
            Self::ProhibitionTooLow { .. } => "prohibition_too_low",
            Self::ProhibitionNotInForce { .. } => "prohibition_not_in_force",
            Self::ProhibitionNoSuchArticle { .. } => "prohibition_no_such_article",
            Self::AspectNotNamed {} => "aspect_not_named",
            Self::NoEvidence {} => "no_evidence",
            Self::NoHarm {} => "no_harm",
            Self::NotConsulted {} => "not_consulted",
            Self::NotATradeSecret {} => "not_a_trade_secret",
            Self::NotPrivate {} => "not_private",
            Self::RightNotNamed {} => "right_not_named",
            Self::KindNotNamed {} => "kind_not_named",
            Self::AffectsOutside {} => "affects_outside",
            Self::DisclosureOrdered { .. } => "disclosure_ordered",
            Self::RouteNotNamed {} => "route_not_named",
            Self::RouteTooLow { .. } => "route_too_low",
            Self::RouteNotInForce { .. } => "route_not_in_force",
            Self::NoSearchRecord {} => "no_search_record",
        }
    }

    /// The articles under which it is refused, in the texts in force on a day.
    pub fn citations(&self, on: NaiveDate) -> Vec<Citation> {
        // The secrets law before its revision is cited as a whole: its articles are numbered
        // otherwise.
        let secret = |articles: &[&str]| {
            let law = super::secret::law_on(on);
            let mut cited = cite(&["ogi-2019:14"]);
            cited.extend(match law {
                super::secret::SecretsLaw::Of2024 => cite(articles),
                super::secret::SecretsLaw::Of2010 => cite(&["state-secrets-2010"]),
            });
            cited
        };
        match self {
            Self::NoGround {} | Self::NotAGround { .. } => {
                cite(&["ogi-2019:13.1", "ogi-2019:36(3)"])
            }
            Self::WorkSecret {} => match super::secret::law_on(on) {
                super::secret::SecretsLaw::Of2024 => {
                    cite(&["ogi-2019:13.1", "state-secrets-2024:64"])
                }
                super::secret::SecretsLaw::Of2010 => cite(&["ogi-2019:13.1"]),
            },
            Self::AlreadyPublic {} => cite(&["ogi-2019:36(1)"]),
            Self::SecretWithoutLevel {} | Self::SecretWithoutTerm {} => {
                secret(&["state-secrets-2024:19", "state-secrets-2024:20"])
            }
            Self::SecretIndefinite {} | Self::SecretTermTooLong { .. } => {
                secret(&["state-secrets-2024:20"])
            }
            Self::SecretWithoutAuthority { .. } => secret(&["state-secrets-2024:17"]),
            Self::SecretLevelNotDerived { .. } => secret(&["state-secrets-2024:18"]),
            Self::SecretNotMarked {} => secret(&["state-secrets-2024:22"]),
            Self::SecretExpired { .. }
            | Self::SecretExtendedLate { .. }
            | Self::SecretDeclassified {} => secret(&["state-secrets-2024:24.2"]),
            Self::SecretOfPublicMatter { .. } => secret(&["state-secrets-2024:4.2"]),
            Self::ProhibitionNotNamed {}
            | Self::ProhibitionWithoutArticle { .. }
            | Self::ProhibitionTooLow { .. }
            | Self::ProhibitionNotInForce { .. }
            | Self::ProhibitionNoSuchArticle { .. }
            | Self::AspectNotNamed {} => cite(&["ogi-2019:14"]),
            Self::NoEvidence {} => {
                let court = if on >= court_rules() {
                    "court-rules-2025"
                } else {
                    "court-rules-2011:5.1"
                };
                cite(&["ogi-2019:14", court])
            }
            Self::NoHarm {}
            | Self::NotATradeSecret {}
            | Self::NotPrivate {}
            | Self::RightNotNamed {} => cite(&["ogi-2019:15"]),
            Self::NotConsulted {} => cite(&["ogi-2019:32"]),
            Self::KindNotNamed {} => cite(&["ogi-2019:16"]),
            Self::AffectsOutside {} => cite(&["ogi-2019:16.1"]),
            Self::DisclosureOrdered { .. } => cite(&["ogi-2019:16.2"]),
            Self::RouteNotNamed {} | Self::RouteTooLow { .. } | Self::RouteNotInForce { .. } => {
                cite(&["ogi-2019:36(7)"])
            }
            Self::NoSearchRecord {} => cite(&["ogi-2019:36(4)"]),
        }
    }

    /// Why it is refused, and what to do, in one sentence.
    ///
    /// ```
    /// use gongkai::exemption::Refusal;
    /// use gongkai::finding::Lang;
    /// assert!(Refusal::WorkSecret {}.message(Lang::Zh).starts_with("工作秘密不是"));
    /// ```
    pub fn message(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let say = |zh: &str, en: &str| super::either(lang, zh, en).to_owned();
        match self {
            Self::NoGround {} => say(
                "拟不公开，但没有指明条例第十四条至第十六条的哪一种情形",
                "withholding is proposed without a ground of Arts. 14 to 16",
            ),
            Self::NotAGround { reason } if zh => {
                format!("“{reason}”不是法定的不公开理由，须落到第十四条至第十六条的某一种情形")
            }
            Self::NotAGround { reason } => {
                format!("“{reason}” is no ground: one of Arts. 14 to 16 has to apply")
            }
            Self::WorkSecret {} => say(
                "工作秘密不是条例规定的不公开理由；要不公开，须属于危及“三安全一稳定”、内部事务或者过程性信息",
                "a work secret is no ground by itself: it has to endanger security or stability, be internal affairs or a deliberative record",
            ),
            Self::AlreadyPublic {} => say(
                "已经公开的信息不能再以不公开答复",
                "what is public cannot be withheld",
            ),
            Self::SecretWithoutLevel {} => say(
                "没有密级，不能认定为依法确定的国家秘密；请找原定密机关核实",
                "no level: not classified as the law wants; ask the body that classified it",
            ),
            Self::SecretWithoutTerm {} => say(
                "没有保密期限、解密时间或者解密条件，不能认定为依法确定的国家秘密；请找原定密机关核实",
                "no term, day or condition of declassification: not classified as the law wants; ask the body that classified it",
            ),
            Self::SecretIndefinite {} => say(
                "“长期”不是法定的保密期限；请找原定密机关重新确定",
                "“indefinitely” is no lawful term; the body that classified it has to set one",
            ),
            Self::SecretTermTooLong { level, max } if zh => format!(
                "{}级的保密期限最长{}，所定期限超过，又没有另行规定的依据",
                level_name(*level, lang),
                max.chinese()
            ),
            Self::SecretTermTooLong { level, max } => format!(
                "the term exceeds the maximum of {} for {}, and no rule is named that allows it",
                max.english(),
                level_name(*level, lang)
            ),
            Self::SecretWithoutAuthority { level } if zh => format!(
                "定密机关没有确定{}级的权限，也没有授权或者派生的来源；县级、乡镇机关自身没有定密权",
                level_name(*level, lang)
            ),
            Self::SecretWithoutAuthority { level } => format!(
                "the body had no authority to classify as {}, by its level, by authorisation or by derivation; counties and townships have none of their own",
                level_name(*level, lang)
            ),
            Self::SecretLevelNotDerived { level, source } if zh => format!(
                "派生定密应当与来源一致：来源是{}级，此处是{}级",
                level_name(*source, lang),
                level_name(*level, lang)
            ),
            Self::SecretLevelNotDerived { level, source } => format!(
                "a derived classification follows its source: the source is {}, this is {}",
                level_name(*source, lang),
                level_name(*level, lang)
            ),
            Self::SecretNotMarked {} => say(
                "没有国家秘密标志，也没有书面通知知悉人员",
                "neither marked nor its readers told in writing",
            ),
            Self::SecretExpired { ended } if zh => {
                format!("保密期限至{ended}，已满，自行解密，不能再以国家秘密为由")
            }
            Self::SecretExpired { ended } => {
                format!("its term ended on {ended}: declassified by law")
            }
            Self::SecretExtendedLate { ended } if zh => {
                format!("延长应当在原期限届满（{ended}）前决定，此后延长无效")
            }
            Self::SecretExtendedLate { ended } => {
                format!("an extension has to be decided before the term ends ({ended})")
            }
            Self::SecretDeclassified {} => {
                say("已经解密，不能再以国家秘密为由", "it was declassified")
            }
            Self::SecretOfPublicMatter { rule } if zh => {
                format!("{rule}规定应当公开，不得确定为国家秘密；报原定密机关纠正")
            }
            Self::SecretOfPublicMatter { rule } => format!(
                "{rule} orders disclosure: it must not be classified; the body that classified it has to correct that"
            ),
            Self::ProhibitionNotNamed {} => say(
                "没有指明哪部法律、行政法规禁止公开",
                "which law or administrative regulation prohibits it is not said",
            ),
            Self::ProhibitionWithoutArticle { rule } if zh => {
                format!("只写了{rule}，没有写到条")
            }
            Self::ProhibitionWithoutArticle { rule } => format!("{rule} is named, but no article"),
            Self::ProhibitionTooLow { rule, kind } if zh => format!(
                "{rule}是{}，只有法律、行政法规才能禁止公开",
                kind_name(*kind, lang)
            ),
            Self::ProhibitionTooLow { rule, kind } => format!(
                "{rule} is a {}: only a law or administrative regulation can prohibit disclosure",
                kind_name(*kind, lang)
            ),
            Self::ProhibitionNotInForce { rule } if zh => format!("{rule}当时不在施行"),
            Self::ProhibitionNotInForce { rule } => format!("{rule} was not in force"),
            Self::ProhibitionNoSuchArticle { rule } if zh => format!("{rule}没有这一条"),
            Self::ProhibitionNoSuchArticle { rule } => format!("{rule}: no such article"),
            Self::AspectNotNamed {} => say(
                "没有指明危及国家安全、公共安全、经济安全、社会稳定中的哪一方面",
                "which of the four is endangered is not said",
            ),
            Self::NoEvidence {} => say(
                "没有公开会造成不利影响的证据",
                "there is no evidence of an adverse effect",
            ),
            Self::NoHarm {} => say(
                "公开不会损害第三方合法权益，第十五条不适用",
                "disclosure would not harm the third party: Art. 15 does not apply",
            ),
            Self::NotConsulted {} => say(
                "依申请公开会损害第三方权益的，应当书面征求其意见，不能径行不公开",
                "the third party has to be asked in writing before withholding",
            ),
            Self::NotATradeSecret {} => say(
                "不同时具备不为公众知悉、有商业价值、采取了保密措施三项，不是商业秘密",
                "not at once unknown to the public, of commercial value and kept confidential: no trade secret",
            ),
            Self::NotPrivate {} => say("不是私密信息，不属于个人隐私", "not private information"),
            Self::RightNotNamed {} => say(
                "没有指明损害第三方的什么权益",
                "which right of the third party is meant is not said",
            ),
            Self::KindNotNamed {} => say(
                "没有指明是第十六条中的哪一类",
                "which kind of Art. 16 is meant is not said",
            ),
            Self::AffectsOutside {} => say(
                "对外影响权利义务，不是内部事务信息",
                "it affects rights and duties outside the body: no internal affairs",
            ),
            Self::DisclosureOrdered { rule } if zh => {
                format!("{rule}规定应当公开，不能以第十六条不公开")
            }
            Self::DisclosureOrdered { rule } => {
                format!("{rule} orders disclosure: Art. 16 does not allow to withhold it")
            }
            Self::RouteNotNamed {} => say(
                "没有指明哪部法律、行政法规对获取有特别规定",
                "which law or administrative regulation has its own way of access is not said",
            ),
            Self::RouteTooLow { rule, kind } if zh => format!(
                "{rule}是{}，只有法律、行政法规才能规定另行查询",
                kind_name(*kind, lang)
            ),
            Self::RouteTooLow { rule, kind } => format!(
                "{rule} is a {}: only a law or administrative regulation can set its own way of access",
                kind_name(*kind, lang)
            ),
            Self::RouteNotInForce { rule } if zh => format!("{rule}当时不在施行，或者没有这一条"),
            Self::RouteNotInForce { rule } => {
                format!("{rule} was not in force, or has no such article")
            }
            Self::NoSearchRecord {} => say(
                "答复不存在，须有检索记录：写明检索了哪里",
                "an answer of non-existence needs a record of where was searched",
            ),
        }
    }
}

/// The first day of the court's interpretation of 2025.
fn court_rules() -> NaiveDate {
    let rules = crate::law::InstrumentId::new("court-rules-2025");
    crate::law::Registry::builtin()
        .get(&rules)
        .and_then(|i| i.in_force_from)
        .unwrap_or(NaiveDate::MAX)
}
