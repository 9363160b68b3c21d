use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::Claim;
use super::lookup::{Looked, look_up};
use super::step::{Found, Missing, Question, Reason, Step};
use super::words::{cite, kind_name};
use crate::finding::{Arg, Lang};
use crate::law::{Citation, InstrumentKind};

/// How facts name the body that examines, where they do not spell it out.
pub(super) const SELF: &str = "本机关";

/// Where information comes from (信息来源), which decides on the body responsible.
#[doc(alias = "信息来源")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Origin"))]
#[serde(deny_unknown_fields, default)]
pub struct Origin {
    /// How it came about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<How>,
    /// Who made it (`made`), keeps it (`from_citizens`), or made or first obtained it
    /// (`from_organ`); several only where made jointly. `本机关` stands for the body itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<String>,
    /// The lead maker, where several made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Whether the body responsible would be a dispatched or internal agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<Claim<Agency>>,
    /// A law or regulation that names another body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Claim<CompetenceRule>>,
    /// Whether it was handed over to a state archive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<Claim<Archived>>,
}

/// How information came about (Art. 10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.How"))]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// 行政机关制作.
    Made,
    /// 从公民、法人和其他组织获取.
    FromCitizens,
    /// 从其他行政机关获取.
    FromOrgan,
}

/// A dispatched or internal agency (派出机构、内设机构).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Agency"))]
#[serde(deny_unknown_fields, default)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// Whether it acts outside in its own name under a law or regulation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_name: Option<bool>,
}

/// A law or regulation on who discloses (公开权限的特别规定).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.CompetenceRule"))]
#[serde(deny_unknown_fields, default)]
pub struct CompetenceRule {
    /// The article.
    pub rule: String,
    /// What kind of text it is, where the library does not know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<InstrumentKind>,
    /// The body that it names.
    pub body: String,
}

/// A transfer to a state archive (移交国家档案馆).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Archived"))]
#[serde(deny_unknown_fields, default)]
pub struct Archived {
    /// Which archive.
    pub archive: String,
    /// The last day of the period in which the rules want it handed over: until then a file
    /// kept there early stays the business of the body (档案法第十五条).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
}

/// Who has to disclose (公开主体), with the steps that led there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Responsibility"))]
pub struct Responsibility {
    /// Who; `None` when facts are missing.
    pub body: Option<Responsible>,
    /// How that was found.
    pub steps: Vec<Step>,
    /// What is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Missing>,
}

/// Who has to disclose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.Responsible"))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Responsible {
    /// A body under the Regulation.
    Body {
        /// Its name; `本机关` for the body itself.
        name: String,
    },
    /// A state archive, under the rules on the use of archives.
    Archive {
        /// Its name.
        name: String,
    },
}

impl Responsibility {
    /// All articles that the steps rest on, each once.
    pub fn citations(&self) -> Vec<Citation> {
        let mut all: Vec<Citation> = Vec::new();
        for citation in self.steps.iter().flat_map(|s| &s.basis) {
            if !all.contains(citation) {
                all.push(citation.clone());
            }
        }
        all
    }

    /// The steps in words, and who is responsible.
    pub fn explain(&self, lang: Lang) -> Vec<String> {
        let mut lines: Vec<String> = self
            .steps
            .iter()
            .map(|s| super::words::sentence(s, lang))
            .collect();
        lines.push(match (&self.body, lang) {
            (Some(Responsible::Body { name }), Lang::Zh) => format!("公开主体：{name}"),
            (Some(Responsible::Body { name }), Lang::En) => format!("responsible: {name}"),
            (Some(Responsible::Archive { name }), Lang::Zh) => {
                format!("公开主体：{name}（按档案利用规定）")
            }
            (Some(Responsible::Archive { name }), Lang::En) => {
                format!("responsible: {name} (rules on the use of archives)")
            }
            (None, Lang::Zh) => "公开主体：还不能确定".to_owned(),
            (None, Lang::En) => "responsible: cannot be told yet".to_owned(),
        });
        lines
    }
}

/// Which body has to disclose information of this origin, as of a day (Art. 10).
///
/// A law or regulation that names another body prevails; what was handed over to a state
/// archive in due time follows the rules on archives; else who made it, keeps what citizens gave
/// it, or made or first obtained what another body has; of several makers the one in the lead;
/// an agency itself where it acts in its own name.
///
/// ```
/// use gongkai::exemption::{How, Origin, Responsible, responsible_body};
/// let origin = Origin {
///     how: Some(How::Made),
///     bodies: vec!["大安市民政局".into(), "大安市财政局".into()],
///     lead: Some("大安市民政局".into()),
///     ..Origin::default()
/// };
/// let found = responsible_body(&origin, "2026-03-02".parse().unwrap());
/// assert_eq!(found.body, Some(Responsible::Body { name: "大安市民政局".into() }));
/// assert_eq!(found.citations()[0].compact(), "ogi-2019:10.3");
/// ```
#[doc(alias = "公开主体")]
pub fn responsible_body(origin: &Origin, as_of: NaiveDate) -> Responsibility {
    let mut found = Responsibility {
        body: None,
        steps: Vec::new(),
        missing: Vec::new(),
    };
    let step = |reason, basis: &[&str]| {
        Step::new(Question::Responsible, Found::Yes, reason).resting_on(cite(basis))
    };
    if let Some(Claim::Yes(rule)) = &origin.rule
        && prevails(rule, as_of, &mut found)
    {
        return found;
    }
    if let Some(Claim::Yes(archived)) = &origin.archive {
        match archived.due {
            None => found.missing.push(missing("origin.archive.due")),
            Some(due) => {
                let over = due < as_of;
                let reason = if over {
                    Reason::ArchiveDue
                } else {
                    Reason::ArchiveEarly
                };
                let archives: &[&str] = if as_of >= archives_law() {
                    &["archives-2020:15.2"]
                } else {
                    &["court-rules-2011:7"]
                };
                found.steps.push(
                    step(reason, archives)
                        .with(archived.archive.as_str())
                        .with(due),
                );
                if over {
                    found.body = Some(Responsible::Archive {
                        name: archived.archive.clone(),
                    });
                    return found;
                }
            }
        }
    }
    let Some(mut name) = by_origin(origin, &mut found) else {
        return unsettled(found);
    };
    if let Some(Claim::Yes(agency)) = &origin.agency {
        match agency.own_name {
            None => found.missing.push(missing("origin.agency.own_name")),
            Some(true) => {
                found.steps.push(
                    step(Reason::AgencyOwnName, &["ogi-2019:10.2"]).with(agency.name.as_str()),
                );
                name.clone_from(&agency.name);
            }
            Some(false) => found.steps.push(
                step(Reason::AgencyOfParent, &["ogi-2019:10.2"])
                    .with(agency.name.as_str())
                    .with(name.as_str()),
            ),
        }
    }
    if found.missing.is_empty() {
        found.body = Some(Responsible::Body { name });
        found
    } else {
        unsettled(found)
    }
}

fn missing(fact: &str) -> Missing {
    Missing::new(Question::Responsible, fact)
}

/// The first day of the law on archives of 2020.
fn archives_law() -> NaiveDate {
    let law = crate::law::InstrumentId::new("archives-2020");
    crate::law::Registry::builtin()
        .get(&law)
        .and_then(|i| i.in_force_from)
        .unwrap_or(NaiveDate::MIN)
}

fn unsettled(mut found: Responsibility) -> Responsibility {
    found.body = None;
    let step = Step::missing(Question::Responsible, &found.missing);
    found.steps.push(step);
    found
}

/// Whether a law or regulation that names a body prevails over the Regulation.
fn prevails(rule: &CompetenceRule, as_of: NaiveDate, found: &mut Responsibility) -> bool {
    let mut on = Step::new(Question::Responsible, Found::Yes, Reason::RulePrevails)
        .resting_on(cite(&["ogi-2019:10.1"]));
    match look_up(Some(&rule.rule), rule.kind, as_of) {
        Looked::Unnamed | Looked::NoSuchArticle { .. } => {
            found.missing.push(missing("origin.rule.rule"));
            false
        }
        Looked::Unknown { .. } => {
            found.missing.push(missing("origin.rule.kind"));
            false
        }
        Looked::NotInForce { .. } => false,
        Looked::Text {
            name,
            kind,
            citation,
        } => {
            let high = matches!(
                kind,
                InstrumentKind::Law
                    | InstrumentKind::AdministrativeRegulation
                    | InstrumentKind::LocalRegulation
            );
            if high && rule.body.trim().is_empty() {
                found.missing.push(missing("origin.rule.body"));
                return false;
            }
            on = on.with(name).also(citation);
            if high {
                found.steps.push(on.with(rule.body.as_str()));
                found.body = Some(Responsible::Body {
                    name: rule.body.trim().to_owned(),
                });
            } else {
                on.reason = Reason::RuleDoesNotPrevail;
                found.steps.push(on.with(Arg::Both {
                    zh: kind_name(kind, Lang::Zh).to_owned(),
                    en: kind_name(kind, Lang::En).to_owned(),
                }));
            }
            high
        }
    }
}

/// The body of Art. 10 paras. 1 and 3.
fn by_origin(origin: &Origin, found: &mut Responsibility) -> Option<String> {
    let Some(how) = origin.how else {
        found.missing.push(missing("origin.how"));
        return None;
    };
    let bodies: Vec<&str> = origin
        .bodies
        .iter()
        .map(|b| b.trim())
        .filter(|b| !b.is_empty())
        .collect();
    let step = |reason, basis: &str| {
        Step::new(Question::Responsible, Found::Yes, reason).resting_on(cite(&[basis]))
    };
    if how == How::Made && bodies.len() > 1 {
        let Some(lead) = origin.lead.as_deref().map(str::trim) else {
            found.missing.push(missing("origin.lead"));
            return None;
        };
        if !bodies.contains(&lead) {
            found.missing.push(missing("origin.lead"));
            return None;
        }
        let count = i64::try_from(bodies.len()).unwrap_or(i64::MAX);
        let joint = step(Reason::JointLead, "ogi-2019:10.3");
        found.steps.push(joint.with(count).with(lead));
        return Some(lead.to_owned());
    }
    // What citizens gave, or another body has, has one keeper or first holder.
    let [body] = bodies.as_slice() else {
        found.missing.push(missing("origin.bodies"));
        return None;
    };
    let reason = match how {
        How::Made => Reason::MadeBy,
        How::FromCitizens => Reason::KeptBy,
        How::FromOrgan => Reason::FirstHadBy,
    };
    found.steps.push(step(reason, "ogi-2019:10.1").with(*body));
    Some((*body).to_owned())
}
