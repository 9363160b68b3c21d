//! Every fact by its place, in words: what is missing is said with these, and a template for a
//! file of facts is made of them.

use serde::Serialize;

use crate::finding::Lang;

/// A fact that an assessment may need (审查事实项).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "exemption.FactField"))]
pub struct FactField {
    /// Its place in the file, as in `grounds.third_party.harm`.
    pub path: &'static str,
    /// What may stand there, as in `true|false`, or the words to choose from.
    pub values: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
}

impl FactField {
    /// What it is, in a language.
    pub fn text(&self, lang: Lang) -> &'static str {
        super::either(lang, self.zh, self.en)
    }
}

const fn field(
    path: &'static str,
    values: &'static str,
    zh: &'static str,
    en: &'static str,
) -> FactField {
    FactField {
        path,
        values,
        zh,
        en,
    }
}

const YES_NO: &str = "true | false";
const TEXT: &str = "文字 text";
const DAY: &str = "日期 date";
const FALSE_OR: &str = "false | {…}";
const KINDS: &str = "law | administrative_regulation | local_regulation | department_rule | local_rule | normative_document";
const LEVELS: &str = "top_secret 绝密 | highly_secret 机密 | secret 秘密";

/// All facts, in the order of the examination.
///
/// ```
/// use gongkai::exemption::fact_fields;
/// let harm = fact_fields().iter().find(|f| f.path == "grounds.third_party.harm").unwrap();
/// assert_eq!(harm.zh, "公开是否会损害第三方合法权益，怎样损害");
/// ```
pub fn fact_fields() -> &'static [FactField] {
    &FIELDS
}

static FIELDS: [FactField; 78] = [
    field("title", TEXT, "审查的是什么信息", "what is examined"),
    field("body", TEXT, "本机关的名称", "the name of this body"),
    field(
        "scene",
        "proactive | on_request",
        "审查场合：主动公开前，还是依申请公开",
        "on which occasion: before publication, or for an application",
    ),
    field(
        "proposes",
        "disclose | withhold",
        "拟办意见：公开还是不公开",
        "what the unit in charge proposes",
    ),
    field(
        "scope",
        "{…}",
        "是不是政府信息（第二条）",
        "whether it is government information (Art. 2)",
    ),
    field(
        "scope.holder",
        "administrative_organ | authorised_organisation | public_enterprise | other",
        "制作、获取的是行政机关、法律法规授权的组织、公共企事业单位，还是其他",
        "an administrative body, an authorised organisation, a public enterprise, or another",
    ),
    field(
        "scope.function",
        YES_NO,
        "是不是在履行行政管理职能过程中制作、获取的",
        "whether made or obtained in administrative management",
    ),
    field(
        "scope.recorded",
        YES_NO,
        "是不是以一定形式记录、保存",
        "whether recorded and kept in some form",
    ),
    field(
        "origin",
        "{…}",
        "信息从哪里来（第十条）",
        "where it comes from (Art. 10)",
    ),
    field(
        "origin.how",
        "made | from_citizens | from_organ",
        "本机关或者其他机关制作，从公民、法人和其他组织获取，还是从其他行政机关获取",
        "made by a body, obtained from citizens or organisations, or from another body",
    ),
    field(
        "origin.bodies",
        "[文字 text, …]",
        "谁制作、谁保存（从公民获取的）、谁制作或者最初获取（从其他机关获取的）；本机关写“本机关”；只有共同制作的写几个",
        "who made it, keeps it (from citizens), or made or first obtained it (from another body); 本机关 for this body; several only if made jointly",
    ),
    field(
        "origin.lead",
        TEXT,
        "共同制作的，由谁牵头；须是 bodies 中的一个",
        "the lead, where several made it; one of `bodies`",
    ),
    field(
        "origin.agency",
        FALSE_OR,
        "是否由派出机构、内设机构办理",
        "whether by a dispatched or internal agency",
    ),
    field("origin.agency.name", TEXT, "机构名称", "its name"),
    field(
        "origin.agency.own_name",
        YES_NO,
        "是否依照法律、法规对外以自己名义履行职能",
        "whether it acts outside in its own name under a law or regulation",
    ),
    field(
        "origin.rule",
        FALSE_OR,
        "有没有法律、法规另行规定公开主体",
        "whether a law or regulation names another body",
    ),
    field("origin.rule.rule", TEXT, "该规定的条款", "the article"),
    field(
        "origin.rule.kind",
        KINDS,
        "本库没有收录的，是什么文件",
        "what kind of text it is, if not in the registry",
    ),
    field(
        "origin.rule.body",
        TEXT,
        "规定由谁负责",
        "the body that it names",
    ),
    field(
        "origin.archive",
        FALSE_OR,
        "是否已移交国家档案馆",
        "whether handed over to a state archive",
    ),
    field(
        "origin.archive.archive",
        TEXT,
        "哪个档案馆",
        "which archive",
    ),
    field(
        "origin.archive.due",
        DAY,
        "国家规定的移交期限的最后一日",
        "the last day of the period in which the rules want it handed over",
    ),
    field(
        "search",
        "{…}",
        "检索情况（依申请）",
        "the search (for an application)",
    ),
    field("search.found", YES_NO, "是否检索到", "whether it was found"),
    field(
        "search.places",
        "[文字 text, …]",
        "检索了哪里",
        "where was searched",
    ),
    field(
        "search.needs_processing",
        YES_NO,
        "是否要加工、分析现有信息才有（第三十八条）",
        "whether it would have to be made by processing or analysis (Art. 38)",
    ),
    field(
        "published",
        FALSE_OR,
        "是否已经公开",
        "whether it is public already",
    ),
    field("published.whereabouts", TEXT, "在哪里公开的", "where"),
    field(
        "published.officially",
        YES_NO,
        "是不是有权机关决定公开的（泄露、他人转载的写 false）",
        "whether a body entitled to it decided so (false for a leak)",
    ),
    field(
        "special_access",
        FALSE_OR,
        "法律、行政法规对获取有没有特别规定（第三十六条第七项）",
        "whether a law has its own way of access (Art. 36 item 7)",
    ),
    field("special_access.rule", TEXT, "该规定的条款", "the article"),
    field(
        "special_access.kind",
        KINDS,
        "本库没有收录的，是什么文件",
        "what kind of text it is, if not in the registry",
    ),
    field(
        "special_access.contact",
        TEXT,
        "向哪里查询",
        "where to turn to",
    ),
    field(
        "grounds",
        FALSE_OR,
        "第十四条至第十六条的各种情形；都没有的写 false",
        "the grounds of Arts. 14 to 16; false if none applies",
    ),
    field(
        "grounds.state_secret",
        FALSE_OR,
        "是不是国家秘密",
        "whether it is a state secret",
    ),
    field("grounds.state_secret.level", LEVELS, "密级", "the level"),
    field(
        "grounds.state_secret.term",
        "{\"period\": \"10y\"} | {\"until\": 日期 date} | {\"condition\": {\"text\": …, \"met\": true|false}} | \"indefinite\" 长期",
        "保密期限、解密时间或者解密条件",
        "the term, the day or the condition of declassification",
    ),
    field(
        "grounds.state_secret.term.condition.met",
        YES_NO,
        "解密条件是否已经成就",
        "whether the condition of declassification is met",
    ),
    field(
        "grounds.state_secret.issued",
        DAY,
        "标明的制发日；没有的，书面通知之日",
        "the day of issue on the mark, else of the written notice",
    ),
    field(
        "grounds.state_secret.longer_term_rule",
        TEXT,
        "期限超过该密级最长期限的，另行规定的依据",
        "the rule that allows a term above the maximum",
    ),
    field(
        "grounds.state_secret.classified_by",
        "{…}",
        "谁定的密",
        "who classified it",
    ),
    field(
        "grounds.state_secret.classified_by.name",
        TEXT,
        "定密机关的名称",
        "its name",
    ),
    field(
        "grounds.state_secret.classified_by.level",
        "central | provincial | prefecture | county | township | security_organ",
        "定密机关的层级：中央、省级、设区的市级、县级、乡镇；公安、国家安全机关写 security_organ",
        "its level",
    ),
    field(
        "grounds.state_secret.classified_by.authorisation",
        TEXT,
        "定密授权书的文号",
        "the number of its authorisation",
    ),
    field(
        "grounds.state_secret.classified_by.derived_from",
        "{\"document\": …, \"level\": …}",
        "派生定密的，所依据的涉密文件及其密级",
        "for a derived classification, the document that it follows, and its level",
    ),
    field(
        "grounds.state_secret.marked",
        YES_NO,
        "是否作出国家秘密标志，或者书面通知了知悉人员",
        "whether marked, or its readers told in writing",
    ),
    field(
        "grounds.state_secret.declassified",
        DAY,
        "解密的日期",
        "the day of declassification",
    ),
    field(
        "grounds.state_secret.extended",
        "{\"on\": 日期 date, \"until\": 日期 date}",
        "延长保密期限：哪天决定，延到哪天",
        "an extension: decided when, until when",
    ),
    field(
        "grounds.prohibition",
        FALSE_OR,
        "法律、行政法规是否禁止公开",
        "whether a law or administrative regulation prohibits disclosure",
    ),
    field(
        "grounds.prohibition.rule",
        TEXT,
        "禁止公开的条款，写到条，如《统计法》第二十八条",
        "the article that prohibits it",
    ),
    field(
        "grounds.prohibition.kind",
        KINDS,
        "本库没有收录的，是什么文件",
        "what kind of text it is, if not in the registry",
    ),
    field(
        "grounds.prohibition.exception",
        YES_NO,
        "是否属于该法自己规定的例外",
        "whether one of its own exceptions applies",
    ),
    field(
        "grounds.endangers",
        FALSE_OR,
        "公开是否可能危及“三安全一稳定”",
        "whether disclosure may endanger security or stability",
    ),
    field(
        "grounds.endangers.aspects",
        "[national_security | public_security | economic_security | social_stability]",
        "危及国家安全、公共安全、经济安全、社会稳定中的哪几项",
        "which of the four",
    ),
    field(
        "grounds.endangers.evidence",
        TEXT,
        "公开会造成不利影响的证据",
        "the evidence of an adverse effect",
    ),
    field(
        "grounds.third_party",
        "false | [{…}, …]",
        "是否涉及第三方合法权益，一个第三方一项",
        "whether rights of third parties are concerned, one entry each",
    ),
    field(
        "grounds.third_party.kind",
        "trade_secret | personal_privacy | other",
        "商业秘密、个人隐私，还是其他合法权益",
        "trade secret, privacy, or another right",
    ),
    field("grounds.third_party.party", TEXT, "第三方是谁", "who"),
    field(
        "grounds.third_party.not_known",
        YES_NO,
        "商业秘密：是否不为公众所知悉",
        "trade secret: not known to the public?",
    ),
    field(
        "grounds.third_party.valuable",
        YES_NO,
        "商业秘密：是否有商业价值",
        "trade secret: of commercial value?",
    ),
    field(
        "grounds.third_party.kept_secret",
        YES_NO,
        "商业秘密：权利人是否采取了保密措施",
        "trade secret: kept confidential by its owner?",
    ),
    field(
        "grounds.third_party.private",
        YES_NO,
        "个人隐私：是不是私密信息",
        "privacy: private information?",
    ),
    field(
        "grounds.third_party.right",
        TEXT,
        "其他权益：是什么权益",
        "other rights: which",
    ),
    field(
        "grounds.third_party.harm",
        "false | 文字 text",
        "公开是否会损害第三方合法权益，怎样损害",
        "whether disclosure would harm the third party, and how",
    ),
    field(
        "grounds.third_party.consultation",
        "false | {…}",
        "是否书面征求了第三方意见（依申请必须征求）",
        "whether the third party was asked in writing (a must for an application)",
    ),
    field(
        "grounds.third_party.consultation.opinion",
        "agrees | objects | silent",
        "第三方的意见：同意、不同意、逾期未提出",
        "what it said: consent, objection, nothing in time",
    ),
    field(
        "grounds.third_party.consultation.reasonable",
        YES_NO,
        "不同意的，理由是否合理",
        "whether its objection has reasonable grounds",
    ),
    field(
        "grounds.third_party.public_interest",
        "false | 文字 text",
        "不公开是否会对公共利益造成重大影响，什么影响",
        "whether withholding would gravely affect the public interest, and how",
    ),
    field(
        "grounds.internal",
        "false | {\"kind\": personnel | logistics | workflow, \"affects_outside\": …, \"waived\": …}",
        "是不是内部事务信息（人事管理、后勤管理、内部工作流程）",
        "whether it concerns internal affairs (personnel, logistics, work flow)",
    ),
    field(
        "grounds.internal.affects_outside",
        YES_NO,
        "对外是否影响权利义务",
        "whether it affects rights and duties outside the body",
    ),
    field(
        "grounds.process",
        "false | {\"kind\": discussion | draft | letter | report, \"waived\": …}",
        "是不是过程性信息（讨论记录、过程稿、磋商信函、请示报告）",
        "whether it is a deliberative record (minutes, draft, letter, report)",
    ),
    field(
        "grounds.enforcement_file",
        "false | {\"waived\": …}",
        "是不是行政执法案卷信息",
        "whether it stands in an enforcement file",
    ),
    field(
        "grounds.disclosure_ordered",
        "false | {\"rule\": …, \"kind\": …, \"proactive\": …}",
        "有没有法律、法规、规章规定应当公开",
        "whether a law, regulation or rule orders disclosure",
    ),
    field(
        "grounds.unsure",
        "false | {\"secrecy\": …, \"competent\": …}",
        "有没有本机关不能确定的疑问；不写就是没有",
        "whether there is a doubt that this body cannot settle; absent: none",
    ),
    field(
        "grounds.reasons",
        "[文字 text, …]",
        "其他理由，如“敏感”“工作秘密”；不是法定理由，不能单独作为依据",
        "other reasons given; none of them is a ground by itself",
    ),
    field(
        "parts",
        "[{\"part\": …, \"grounds\": …}, …]",
        "能分开的各部分，每部分的情形与 grounds 相同；没有写的照 grounds",
        "its parts, each with `grounds` of its own; what a part does not say is taken from `grounds`",
    ),
    field(
        "separable",
        YES_NO,
        "可以公开的内容能否与其余分开（第三十七条）",
        "whether what may be disclosed can be separated from the rest (Art. 37)",
    ),
    field(
        "form",
        "{\"requested\": …, \"endangers_carrier\": …, \"too_costly\": …}",
        "申请人要求的形式；会不会危及载体、成本过高（第四十条）",
        "the form asked for; whether it would endanger the carrier or cost too much (Art. 40)",
    ),
];

/// Facts that stand in a row of another: they are named with it.
static WITHIN: [FactField; 7] = [
    field(
        "grounds.internal.kind",
        "personnel | logistics | workflow",
        "属于人事管理、后勤管理还是内部工作流程",
        "personnel, logistics or work flow",
    ),
    field(
        "grounds.process.kind",
        "discussion | draft | letter | report",
        "属于讨论记录、过程稿、磋商信函还是请示报告",
        "minutes, draft, letter or report",
    ),
    field(
        "grounds.disclosure_ordered.rule",
        TEXT,
        "规定应当公开的条款",
        "the article that orders disclosure",
    ),
    field(
        "grounds.disclosure_ordered.kind",
        KINDS,
        "规定应当公开的，是什么文件",
        "what kind of text orders disclosure",
    ),
    field(
        "grounds.disclosure_ordered.proactive",
        YES_NO,
        "规定的是不是主动公开",
        "whether it orders proactive disclosure",
    ),
    field(
        "grounds.unsure.secrecy",
        YES_NO,
        "疑问是不是涉密与否",
        "whether the doubt is on secrecy",
    ),
    field(
        "grounds.unsure.competent",
        TEXT,
        "由哪个主管部门确定",
        "the department that settles it",
    ),
];

/// The fact at a place; `None` for a place that is none.
pub(super) fn at(place: &str) -> Option<&'static FactField> {
    // `parts[1].grounds.third_party[0].harm` is described as `grounds.third_party.harm`.
    let mut path = String::with_capacity(place.len());
    let mut inside = false;
    for c in place.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            c if !inside => path.push(c),
            _ => {}
        }
    }
    let path = path.strip_prefix("parts.").unwrap_or(&path);
    FIELDS.iter().chain(&WITHIN).find(|f| f.path == path)
}
