use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::facts::Scene;
use super::ground::{Ground, ground};
use super::refusal::Refusal;
use super::step::{self, Missing, Question, Step};
use super::words;
use crate::finding::Lang;
use crate::law::Citation;

/// The result of an examination (审查意见): what becomes of the information, and each step that
/// led there. Made by [`assess`](super::assess).
///
/// It goes into a file and comes back: it is evidence of the review that it was part of.
#[doc(alias = "审查意见")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Assessment"))]
#[non_exhaustive]
pub struct Assessment {
    /// What was examined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// On which occasion; `None` when the facts do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scene: Option<Scene>,
    /// The day as of which it was judged.
    pub as_of: NaiveDate,
    /// What becomes of it.
    pub disposition: Disposition,
    /// The question that decided.
    pub decided_by: Question,
    /// The steps, in the legal order.
    pub steps: Vec<Step>,
    /// Reasons for withholding that do not hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Refused>,
    /// The rule that orders disclosure, where the facts name one that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered: Option<Ordered>,
    /// The day by which what is withheld is to be examined again (Art. 18).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<NaiveDate>,
    /// The answer to an application that fits; `None` in a proactive review, and where none can
    /// be given yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Suggestion>,
    /// What is to be done besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_do: Vec<ToDo>,
    /// The articles that it rests on, each once; never empty.
    pub citations: Vec<Citation>,
}

/// What becomes of information (处理决定).
///
/// As JSON: an object whose `kind` names it.
#[doc(alias = "处理决定")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Disposition"))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Disposition {
    /// 公开.
    Disclose {
        /// The form, where the facts say what is wanted (Art. 40).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        form: Option<FormChoice>,
    },
    /// 部分公开 (Art. 37).
    InPart {
        /// The parts that are disclosed.
        disclosed: Vec<String>,
        /// The grounds under which the others are withheld.
        withheld: Vec<Held>,
    },
    /// 不予公开 (Arts. 14 to 16): never without a ground.
    Withhold {
        /// The grounds, in the legal order; the first is the one to report.
        grounds: Vec<Held>,
    },
    /// 报请确定 (Art. 17 para. 3).
    Refer {
        /// To whom.
        to: Referee,
    },
    /// 已经公开 (Art. 36 item 1).
    AlreadyPublic {
        /// The way and channel.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        whereabouts: Option<String>,
    },
    /// 另有途径.
    Route {
        /// Which.
        to: Route,
    },
    /// 无法提供、不属于公开范围: no government information, not this body's, not there.
    NotHeld {
        /// The code of the ground, as in `not_found`.
        ground: String,
        /// The body responsible, where it is another and known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<String>,
    },
    /// 还不能确定: facts are missing. Nothing may be disclosed or withheld on it.
    Undetermined {
        /// Which.
        missing: Vec<Missing>,
    },
}

/// A ground that holds (成立的理由).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Held"))]
pub struct Held {
    /// Its code, as in `trade_secret`.
    pub ground: String,
    /// The part that it concerns; `None` for the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Which aspects of it, where it has several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aspects: Vec<String>,
    /// The last day on which it holds by itself: the term of a state secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The articles.
    pub basis: Vec<Citation>,
}

/// Who settles a doubt (报请对象).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Referee"))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Referee {
    /// 国家保密行政管理部门: for top secrets and those of central organs.
    NationalSecrecy {},
    /// 省、自治区、直辖市保密行政管理部门: for all others.
    ProvincialSecrecy {},
    /// 有关主管部门.
    Department {
        /// Which, where the facts name it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
}

/// Another way to information.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Route"))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Route {
    /// A law or administrative regulation has its own way of access (Art. 36 item 7).
    SpecialAccess {
        /// Which.
        rule: String,
        /// Where to turn to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<String>,
    },
    /// The rules for public enterprises of the sector (Art. 55).
    SectorRules {},
    /// The rules on the use of archives.
    Archive {
        /// Which archive.
        name: String,
    },
}

/// The form in which information is given (Art. 40).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.FormChoice"))]
#[serde(rename_all = "snake_case")]
pub enum FormChoice {
    /// As the applicant wants it.
    AsWanted,
    /// As data, in another suitable form, or for inspection and copying by hand.
    Other,
}

/// A reason that does not hold, and for which part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Refused"))]
pub struct Refused {
    /// The part; `None` for the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Why it does not hold.
    #[serde(flatten)]
    pub refusal: Refusal,
}

/// A rule that orders disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Ordered"))]
pub struct Ordered {
    /// Which.
    pub rule: String,
    /// Whether it orders proactive disclosure; `None` when the facts do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proactive: Option<bool>,
}

/// The answer to an application that fits (答复建议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Suggestion"))]
pub struct Suggestion {
    /// The `kind` of the answer, as in `withheld`.
    pub kind: String,
    /// The row of the annual report, as in `r3.3.4`.
    pub row: String,
}

/// What is to be done besides (还要办的事).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.ToDo"))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ToDo {
    /// 书面征求第三方意见 (Art. 32).
    ConsultThirdParty {
        /// Whom.
        party: String,
    },
    /// 把决定公开的内容和理由书面告知第三方 (Art. 32).
    NotifyThirdParty {
        /// Whom.
        party: String,
    },
    /// 撤下: published against a prohibition.
    TakeDown {},
    /// 请原定密机关纠正: classified badly (保密法实施条例第二十四条).
    CorrectClassification {},
}

impl Disposition {
    /// Its name, as in `in_part`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Disclose { .. } => "disclose",
            Self::InPart { .. } => "in_part",
            Self::Withhold { .. } => "withhold",
            Self::Refer { .. } => "refer",
            Self::AlreadyPublic { .. } => "already_public",
            Self::Route { .. } => "route",
            Self::NotHeld { .. } => "not_held",
            Self::Undetermined { .. } => "undetermined",
        }
    }

    /// The grounds that hold, in the legal order of their parts.
    pub fn held(&self) -> &[Held] {
        match self {
            Self::InPart { withheld: held, .. } | Self::Withhold { grounds: held } => held,
            _ => &[],
        }
    }

    /// It in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        match self {
            Self::Disclose { form } => match (form, lang) {
                (Some(FormChoice::Other), Lang::Zh) => {
                    "予以公开，以电子数据等适当形式提供，或者安排查阅、抄录".to_owned()
                }
                (Some(FormChoice::Other), Lang::En) => {
                    "disclose, as data, in another suitable form, or for inspection".to_owned()
                }
                (_, Lang::Zh) => "予以公开".to_owned(),
                (_, Lang::En) => "disclose".to_owned(),
            },
            Self::InPart {
                disclosed,
                withheld,
            } => {
                let (parts, names) = (disclosed.join(sep(lang)), names(withheld, lang));
                if zh {
                    format!("部分公开：公开{parts}；不公开{names}")
                } else {
                    format!("disclose in part: {parts}; withhold {names}")
                }
            }
            Self::Withhold { grounds } => {
                let names = names(grounds, lang);
                if zh {
                    format!("不予公开，属于{names}")
                } else {
                    format!("withhold: {names}")
                }
            }
            Self::Refer { to } => {
                let to = to.name(lang);
                if zh {
                    format!("报{to}确定；确定之前不公开，也不以此作不予公开的答复")
                } else {
                    format!("refer to {to}; until it is settled neither disclose nor refuse on it")
                }
            }
            Self::AlreadyPublic { whereabouts } => match (whereabouts, lang) {
                (Some(place), Lang::Zh) => format!("已经公开，告知获取的方式、途径：{place}"),
                (Some(place), Lang::En) => format!("public already, tell where: {place}"),
                (None, Lang::Zh) => "已经公开，告知获取的方式、途径".to_owned(),
                (None, Lang::En) => "public already, tell where".to_owned(),
            },
            Self::Route { to } => match (to, lang) {
                (Route::SpecialAccess { rule, .. }, Lang::Zh) => {
                    format!("告知按照{rule}办理")
                }
                (Route::SpecialAccess { rule, .. }, Lang::En) => format!("access under {rule}"),
                (Route::SectorRules {}, Lang::Zh) => {
                    "不适用条例，按公共企事业单位信息公开的行业规定办理".to_owned()
                }
                (Route::SectorRules {}, Lang::En) => {
                    "the Regulation does not apply: rules of the sector".to_owned()
                }
                (Route::Archive { name }, Lang::Zh) => {
                    format!("告知向{name}按档案利用规定办理")
                }
                (Route::Archive { name }, Lang::En) => {
                    format!("to {name}, under the rules on the use of archives")
                }
            },
            Self::NotHeld { ground: code, body } => {
                let name = ground(code).map_or(code.as_str(), |g| g.name(lang));
                match (body, lang) {
                    (Some(body), Lang::Zh) => format!("{name}：由{body}负责"),
                    (Some(body), Lang::En) => format!("{name}: {body}"),
                    (None, _) => name.to_owned(),
                }
            }
            Self::Undetermined { missing } => {
                let facts: Vec<String> = missing.iter().map(|m| m.message(lang)).collect();
                match (facts.is_empty(), lang) {
                    (true, Lang::Zh) => "不能依现行条例判断".to_owned(),
                    (true, Lang::En) => "cannot be judged under the present Regulation".to_owned(),
                    (false, Lang::Zh) => format!("还不能确定，缺：{}", facts.join("；")),
                    (false, Lang::En) => format!("cannot be told yet: {}", facts.join("; ")),
                }
            }
        }
    }
}

fn sep(lang: Lang) -> &'static str {
    super::either(lang, "、", ", ")
}

fn names(held: &[Held], lang: Lang) -> String {
    let named: Vec<String> = held.iter().map(|h| h.name(lang)).collect();
    named.join(sep(lang))
}

impl Held {
    /// The name of the ground, with its part.
    pub fn name(&self, lang: Lang) -> String {
        let name = ground(&self.ground).map_or(self.ground.as_str(), |g| g.name(lang));
        match (&self.part, lang) {
            (Some(part), Lang::Zh) => format!("{part}（{name}）"),
            (Some(part), Lang::En) => format!("{part} ({name})"),
            (None, _) => name.to_owned(),
        }
    }

    /// The row of the taxonomy.
    pub fn ground(&self) -> Option<&'static Ground> {
        ground(&self.ground)
    }
}

impl Referee {
    /// Who it is, in a language.
    pub fn name(&self, lang: Lang) -> String {
        let text = match self {
            Self::NationalSecrecy {} => super::either(
                lang,
                "国家保密行政管理部门",
                "the national secrecy administration",
            ),
            Self::ProvincialSecrecy {} => super::either(
                lang,
                "省、自治区、直辖市保密行政管理部门",
                "the secrecy administration of the province",
            ),
            Self::Department { name: Some(name) } => name,
            Self::Department { name: None } => {
                super::either(lang, "有关主管部门", "the department in charge")
            }
        };
        text.to_owned()
    }
}

impl ToDo {
    /// It in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::ConsultThirdParty { party }, Lang::Zh) => format!("书面征求{party}的意见"),
            (Self::ConsultThirdParty { party }, Lang::En) => format!("ask {party} in writing"),
            (Self::NotifyThirdParty { party }, Lang::Zh) => {
                format!("把决定公开的内容和理由书面告知{party}")
            }
            (Self::NotifyThirdParty { party }, Lang::En) => {
                format!("tell {party} in writing what is disclosed, and why")
            }
            (Self::TakeDown {}, Lang::Zh) => "撤下已经发布的内容".to_owned(),
            (Self::TakeDown {}, Lang::En) => "take down what was published".to_owned(),
            (Self::CorrectClassification {}, Lang::Zh) => "请原定密机关纠正定密".to_owned(),
            (Self::CorrectClassification {}, Lang::En) => {
                "have the body that classified it correct that".to_owned()
            }
        }
    }
}

impl Assessment {
    /// Whether anything is withheld.
    pub fn withholds(&self) -> bool {
        !self.disposition.held().is_empty()
    }

    /// The assessment in words, a line each: the decision, the steps, what does not hold, what
    /// is to be done, when to look again, the articles.
    ///
    /// ```
    /// use gongkai::exemption::{Facts, assess};
    /// use gongkai::finding::Lang;
    /// let facts: Facts = serde_json::from_str(r#"{
    ///     "scene": "proactive",
    ///     "scope": {"holder": "administrative_organ", "function": true, "recorded": true},
    ///     "origin": {"how": "made", "bodies": ["本机关"]},
    ///     "grounds": false
    /// }"#)?;
    /// let assessment = assess(&facts, "2026-03-02".parse().unwrap());
    /// assert_eq!(assessment.explain(Lang::Zh)[0], "结论：予以公开");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn explain(&self, lang: Lang) -> Vec<String> {
        let zh = lang == Lang::Zh;
        let head = |zh_text: &str, en_text: &str| super::either(lang, zh_text, en_text).to_owned();
        let mut lines = vec![format!(
            "{}{}",
            head("结论：", "Decision: "),
            self.disposition.message(lang)
        )];
        for (n, line) in step::lines(&self.steps, lang).iter().enumerate() {
            lines.push(format!("{}. {line}", n + 1));
        }
        for refused in &self.refused {
            let part = step::bracketed(refused.part.as_deref(), lang);
            lines.push(format!(
                "{}{part}{}",
                head("不能成立的理由：", "Refused: "),
                refused.refusal.message(lang)
            ));
        }
        for to_do in &self.to_do {
            lines.push(format!(
                "{}{}",
                head("还要办：", "To do: "),
                to_do.message(lang)
            ));
        }
        if let Some(day) = self.review_on {
            lines.push(if zh {
                format!("{day}前重新评估能否公开")
            } else {
                format!("To be examined again by {day}")
            });
        }
        if let Some(answer) = &self.answer {
            let row = super::result_rows().iter().find(|r| r.key == answer.row);
            let row = row.map_or(answer.row.as_str(), |r| r.name(lang));
            lines.push(format!(
                "{}{row}",
                head("年度报告计入：", "In the annual report: ")
            ));
        }
        lines.push(format!(
            "{}{}",
            head("依据：", "Basis: "),
            words::cited(&self.citations, lang)
        ));
        lines
    }
}
