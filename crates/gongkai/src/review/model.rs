// A pipeline as data: read from TOML (the shipped ones by the build script, a user's own by
// whoever deserialises it), embedded and validated. Shared with the build script
// (`build/main.rs` includes this file with `law/model.rs` beside it), so it names nothing else
// of the crate.

use serde::{Deserialize, Serialize};

use super::law_model::{Attestation, split_period};

/// A review pipeline as data (审核流程数据): what a TOML file of a user says.
///
/// Validated by [`Pipeline::new`](super::Pipeline::new), which names the place of whatever is
/// wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Pipeline"))]
#[serde(deny_unknown_fields)]
pub struct PipelineData {
    /// The id, in lower-case letters, digits and underscores.
    pub id: String,
    /// The name in Chinese.
    pub zh: String,
    /// The name in English.
    pub en: String,
    /// What it rests on, in compact form, as in `ogi-2019:17`.
    pub citations: Vec<String>,
    /// How that is known.
    pub certainty: Attestation,
    /// Doubts and remarks, in Chinese: what is only local practice is said here.
    #[serde(default)]
    pub note: Option<String>,
    /// The roles (角色) that may override a finding that blocks, giving a reason.
    #[serde(default)]
    pub override_by: Vec<String>,
    /// Within what time an opinion received after publication is answered: a period as in
    /// `5wd`, or the id of a term of law; without it, the term `website.question`.
    #[serde(default)]
    pub opinion_limit: Option<String>,
    /// The roles.
    pub role: Vec<RoleData>,
    /// The gates (前置条件): evidence that stages need.
    #[serde(default)]
    pub gate: Vec<GateData>,
    /// The stages (环节), in their order.
    pub stage: Vec<StageData>,
}

/// A role as data (角色).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Role"))]
#[serde(deny_unknown_fields)]
pub struct RoleData {
    /// The id.
    pub id: String,
    /// The name in Chinese.
    pub zh: String,
    /// The name in English.
    pub en: String,
}

/// A gate as data (前置条件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Gate"))]
#[serde(deny_unknown_fields)]
pub struct GateData {
    /// The id.
    pub id: String,
    /// The name in Chinese.
    pub zh: String,
    /// The name in English.
    pub en: String,
    /// What opens it.
    pub kind: GateKind,
    /// Whether its evidence speaks of one content, so that a changed content needs it anew.
    #[serde(default)]
    pub of_content: bool,
    /// How long what it is evidence of has to have run, from the day after its first day: a
    /// period, or the id of a term of law.
    #[serde(default)]
    pub minimum: Option<String>,
    /// Whether that time may be cut short with a stated reason.
    #[serde(default)]
    pub may_shorten: bool,
    /// The roles that may waive it, giving a reason; none: it cannot be waived.
    #[serde(default)]
    pub waivable_by: Vec<String>,
    /// What it rests on.
    #[serde(default)]
    pub citations: Vec<String>,
    /// How that is known; without it, as the pipeline is.
    #[serde(default)]
    pub certainty: Option<Attestation>,
    /// Doubts and remarks, in Chinese.
    #[serde(default)]
    pub note: Option<String>,
}

/// What opens a gate (前置条件种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.GateKind"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GateKind {
    /// 材料: a paper, named by the event `evidence`.
    Document,
    /// 征求意见结果: the result of a consultation, by the event `evidence`.
    ConsultationResult,
    /// 解读材料: the interpretation as it will be released, by the event `evidence` with its
    /// hash; its release is awaited after publication.
    Interpretation,
    /// 公开属性: the attribute was proposed with the document (`opened` or `attributed`).
    Attribute,
    /// 检查结果: the findings on this content are on record (`findings_recorded`).
    Findings,
    /// 审查意见: this content was assessed (`assessed`).
    Assessment,
}

/// A stage as data (环节).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.Stage"))]
#[serde(deny_unknown_fields)]
pub struct StageData {
    /// The id.
    pub id: String,
    /// The name in Chinese.
    pub zh: String,
    /// The name in English.
    pub en: String,
    /// What is done at it.
    pub kind: StageKind,
    /// The roles that act; none: anybody.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Earlier stages whose person may not act here again; `draft` is the drafting.
    #[serde(default)]
    pub not_same_as: Vec<String>,
    /// The gates that must be open.
    #[serde(default)]
    pub gates: Vec<String>,
    /// The earlier stages to which it may send back; `draft` is the drafting.
    #[serde(default)]
    pub returns_to: Vec<String>,
    /// Whether it may refer the case to another authority.
    #[serde(default)]
    pub may_refer: bool,
    /// Within what time it is passed: a period, or the id of a term of law.
    #[serde(default)]
    pub limit: Option<String>,
    /// The gate from whose evidence the time runs; without it, from the day the case came to
    /// the stage.
    #[serde(default)]
    pub limit_from: Option<String>,
    /// The boards of a posting, all of which must be used.
    #[serde(default)]
    pub boards: Vec<String>,
    /// How long a posting stays up at least: a period, or the id of a term of law.
    #[serde(default)]
    pub minimum: Option<String>,
    /// Where an objection that is upheld sends a posting back.
    #[serde(default)]
    pub objection_to: Option<String>,
    /// Within what time an objection is decided: a period, or the id of a term of law.
    #[serde(default)]
    pub objection_limit: Option<String>,
    /// What it rests on.
    #[serde(default)]
    pub citations: Vec<String>,
    /// How that is known; without it, as the pipeline is.
    #[serde(default)]
    pub certainty: Option<Attestation>,
    /// Doubts and remarks, in Chinese.
    #[serde(default)]
    pub note: Option<String>,
}

/// What is done at a stage (环节种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "review.StageKind"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StageKind {
    /// 议事: the matter is dealt with, not a text; a changed content does not undo it.
    Matter,
    /// 审核: somebody reviews exactly this content.
    Review,
    /// 批准: the leader approves exactly this content.
    Approval,
    /// 公示: posted on boards for a time, open to objections.
    Posting,
    /// 发布: published through channels.
    Publication,
    /// 归档: the file is closed.
    Filing,
}

/// The name of the drafting where a stage is named (拟稿).
pub const DRAFT: &str = "draft";

/// What the validation asks of the law.
pub(crate) trait KnownLaw {
    /// What is wrong with a citation, if anything.
    fn citation_fault(&self, text: &str) -> Option<String>;
    /// Whether there is a term of this id.
    fn has_term(&self, id: &str) -> bool;
}

/// Something wrong in a pipeline: the place, as in "stage `review`", what is wrong there, and
/// the word to look for in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DataFault {
    pub(crate) place: String,
    pub(crate) what: String,
    #[allow(dead_code)] // for the build script
    pub(crate) word: String,
}

struct Faults(Vec<DataFault>);

impl Faults {
    fn add(&mut self, place: &str, word: &str, what: String) {
        self.0.push(DataFault {
            place: place.to_owned(),
            what,
            word: word.to_owned(),
        });
    }
}

/// Everything that is wrong with a pipeline, in the order of the file.
pub(crate) fn faults(data: &PipelineData, law: &impl KnownLaw) -> Vec<DataFault> {
    let mut found = Faults(Vec::new());
    let top = format!("pipeline `{}`", data.id);
    let length = |text: &str| split_period(text).is_some_and(|(n, _)| n > 0) || law.has_term(text);
    let is_role = |id: &String| data.role.iter().any(|r| r.id == *id);
    let is_gate = |id: &String| data.gate.iter().any(|g| g.id == *id);

    let ids = std::iter::once((&top, &data.id));
    for (place, id) in ids {
        if !well_formed(id) {
            found.add(
                place,
                id,
                format!("`{id}` is no id of lower-case letters, digits and `_`"),
            );
        }
    }
    if data.citations.is_empty() {
        found.add(
            &top,
            &data.id,
            "rests on nothing: `citations` is empty".to_owned(),
        );
    }
    for citation in &data.citations {
        if let Some(fault) = law.citation_fault(citation) {
            found.add(&top, citation, fault);
        }
    }
    for role in &data.override_by {
        if !is_role(role) {
            found.add(&top, role, format!("`override_by`: no role `{role}`"));
        }
    }
    if let Some(limit) = data.opinion_limit.as_ref().filter(|l| !length(l)) {
        found.add(&top, limit, not_a_length("opinion_limit", limit));
    }
    named_once(&mut found, "role", data.role.iter().map(|r| &r.id));
    named_once(&mut found, "gate", data.gate.iter().map(|g| &g.id));
    named_once(&mut found, "stage", data.stage.iter().map(|s| &s.id));

    for gate in &data.gate {
        let place = format!("gate `{}`", gate.id);
        let mut fault = |word: &str, what: String| found.add(&place, word, what);
        for role in gate.waivable_by.iter().filter(|r| !is_role(r)) {
            fault(role, format!("`waivable_by`: no role `{role}`"));
        }
        if let Some(minimum) = gate.minimum.as_ref().filter(|m| !length(m)) {
            fault(minimum, not_a_length("minimum", minimum));
        }
        if gate.may_shorten && gate.minimum.is_none() {
            fault(&gate.id, "`may_shorten` without `minimum`".to_owned());
        }
        let by_evidence = matches!(
            gate.kind,
            GateKind::Document | GateKind::ConsultationResult | GateKind::Interpretation
        );
        if !by_evidence && (gate.minimum.is_some() || gate.of_content) {
            fault(
                &gate.id,
                "`minimum` and `of_content` belong to gates that `evidence` opens".to_owned(),
            );
        }
        if !data.stage.iter().any(|s| s.gates.contains(&gate.id)) {
            fault(&gate.id, "no stage needs it".to_owned());
        }
        for citation in &gate.citations {
            if let Some(wrong) = law.citation_fault(citation) {
                fault(citation, wrong);
            }
        }
    }

    let earlier = |n: usize, id: &str| data.stage.iter().take(n).any(|s| s.id == id);
    for (n, stage) in data.stage.iter().enumerate() {
        let place = format!("stage `{}`", stage.id);
        let mut fault = |word: &str, what: String| found.add(&place, word, what);
        if stage.id == DRAFT {
            fault(&stage.id, "`draft` is the name of the drafting".to_owned());
        }
        for role in stage.roles.iter().filter(|r| !is_role(r)) {
            fault(role, format!("`roles`: no role `{role}`"));
        }
        for gate in stage.gates.iter().chain(&stage.limit_from) {
            if !is_gate(gate) {
                fault(gate, format!("no gate `{gate}`"));
            }
        }
        for (name, ids) in [
            ("not_same_as", &stage.not_same_as),
            ("returns_to", &stage.returns_to),
        ] {
            for id in ids.iter().filter(|id| *id != DRAFT && !earlier(n, id)) {
                fault(id, format!("`{name}`: no earlier stage `{id}`"));
            }
        }
        for (name, text) in [
            ("limit", &stage.limit),
            ("minimum", &stage.minimum),
            ("objection_limit", &stage.objection_limit),
        ] {
            if let Some(text) = text.as_ref().filter(|t| !length(t)) {
                fault(text, not_a_length(name, text));
            }
        }
        let reviews = matches!(stage.kind, StageKind::Review | StageKind::Approval);
        if reviews && stage.roles.is_empty() {
            fault(&stage.id, "a review needs `roles`".to_owned());
        }
        if !reviews
            && stage.kind != StageKind::Matter
            && (!stage.returns_to.is_empty() || stage.may_refer)
        {
            fault(
                &stage.id,
                "`returns_to` and `may_refer` belong to reviews and approvals".to_owned(),
            );
        }
        if stage.limit_from.is_some() && stage.limit.is_none() {
            fault(&stage.id, "`limit_from` without `limit`".to_owned());
        }
        if stage.kind == StageKind::Posting {
            if stage.boards.is_empty() {
                fault(&stage.id, "a posting needs `boards`".to_owned());
            }
            match &stage.objection_to {
                Some(id)
                    if data.stage.iter().take(n).any(|s| {
                        s.id == *id
                            && !matches!(s.kind, StageKind::Posting | StageKind::Publication)
                    }) => {}
                Some(id) => fault(id, format!("`objection_to`: no earlier stage `{id}`")),
                None => fault(&stage.id, "a posting needs `objection_to`".to_owned()),
            }
        } else if !stage.boards.is_empty()
            || stage.minimum.is_some()
            || stage.objection_to.is_some()
            || stage.objection_limit.is_some()
        {
            fault(
                &stage.id,
                "`boards`, `minimum` and objections belong to postings".to_owned(),
            );
        }
        if stage.kind == StageKind::Filing && n + 1 != data.stage.len() {
            fault(&stage.id, "filing is the last stage".to_owned());
        }
        for citation in &stage.citations {
            if let Some(wrong) = law.citation_fault(citation) {
                fault(citation, wrong);
            }
        }
    }
    public_acts(&mut found, data, &top);
    found.0
}

/// Nothing goes out that nobody reviewed: each posting or publication has a review and an
/// approval of its own, behind the public act before it.
fn public_acts(found: &mut Faults, data: &PipelineData, top: &str) {
    let (mut reviewed, mut acts) = (false, 0);
    let mut approved = false;
    for stage in &data.stage {
        match stage.kind {
            StageKind::Review => reviewed = true,
            StageKind::Approval => approved = true,
            StageKind::Posting | StageKind::Publication => {
                if !reviewed && !approved {
                    found.add(
                        &format!("stage `{}`", stage.id),
                        &stage.id,
                        "no stage reviews what goes out here".to_owned(),
                    );
                }
                acts += 1;
                (reviewed, approved) = (false, false);
            }
            StageKind::Matter | StageKind::Filing => {}
        }
    }
    if acts == 0 {
        found.add(top, &data.id, "nothing is posted or published".to_owned());
    }
}

fn named_once<'a>(found: &mut Faults, what: &str, ids: impl Iterator<Item = &'a String>) {
    let mut seen: Vec<&String> = Vec::new();
    for id in ids {
        let place = format!("{what} `{id}`");
        if !well_formed(id) {
            found.add(
                &place,
                id,
                format!("`{id}` is no id of lower-case letters, digits and `_`"),
            );
        }
        if seen.contains(&id) {
            found.add(&place, id, "stands twice".to_owned());
        }
        seen.push(id);
    }
}

fn not_a_length(name: &str, text: &str) -> String {
    format!("`{name}`: `{text}` is no period such as 5wd and no term of law")
}

fn well_formed(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
