//! The sentences of the steps, in both languages.

use super::fields;
use super::step::{Question, Reason, Step};
use crate::finding::Lang;
use crate::law::{Citation, InstrumentKind, Registry};

/// Citations from their compact form; the tests hold that all can be read.
pub(super) fn cite(compact: &[&str]) -> Vec<Citation> {
    compact.iter().filter_map(|c| c.parse().ok()).collect()
}

/// The articles under which a question is asked.
pub(super) fn basis(question: Question) -> Vec<Citation> {
    cite(match question {
        Question::Law => &["ogi-2019:56"],
        Question::Scope => &["ogi-2019:2"],
        Question::Responsible => &["ogi-2019:10"],
        Question::Exists => &["ogi-2019:36(4)"],
        Question::AlreadyPublic => &["ogi-2019:36(1)"],
        Question::SpecialRoute => &["ogi-2019:36(7)"],
        Question::StateSecret | Question::Prohibition | Question::Endangers => &["ogi-2019:14"],
        Question::ThirdParty => &["ogi-2019:15"],
        Question::Internal => &["ogi-2019:16.1"],
        Question::Process | Question::EnforcementFile | Question::Ordered => &["ogi-2019:16.2"],
        Question::Doubt => &["ogi-2019:17.3"],
        Question::Severable => &["ogi-2019:37"],
        Question::Form => &["ogi-2019:40"],
    })
}

/// The question in a language.
pub(super) fn question_text(question: Question, lang: Lang) -> &'static str {
    let (zh, en) = match question {
        Question::Law => ("现行条例适用吗？", "Does the present Regulation apply?"),
        Question::Scope => ("属于政府信息吗？", "Is it government information?"),
        Question::Responsible => (
            "由本机关负责公开吗？",
            "Does this body have to disclose it?",
        ),
        Question::Exists => ("信息存在吗？", "Does it exist?"),
        Question::AlreadyPublic => ("已经公开了吗？", "Is it public already?"),
        Question::SpecialRoute => (
            "另有法定的查询途径吗？",
            "Has a law its own way of access to it?",
        ),
        Question::StateSecret => ("是国家秘密吗？", "Is it a state secret?"),
        Question::Prohibition => (
            "法律、行政法规禁止公开吗？",
            "Does a law or administrative regulation prohibit disclosure?",
        ),
        Question::Endangers => (
            "会危及“三安全一稳定”吗？",
            "Would disclosure endanger security or stability?",
        ),
        Question::ThirdParty => (
            "会损害第三方合法权益而不得公开吗？",
            "Must it be withheld for the rights of a third party?",
        ),
        Question::Internal => (
            "可以作为内部事务信息不公开吗？",
            "May it be withheld as internal affairs?",
        ),
        Question::Process => (
            "可以作为过程性信息不公开吗？",
            "May it be withheld as a deliberative record?",
        ),
        Question::EnforcementFile => (
            "可以作为行政执法案卷信息不公开吗？",
            "May it be withheld as part of an enforcement file?",
        ),
        Question::Ordered => (
            "法律、法规、规章规定应当公开吗？",
            "Does a law, regulation or rule order disclosure?",
        ),
        Question::Doubt => (
            "有需要报请确定的疑问吗？",
            "Is there a doubt that another body has to settle?",
        ),
        Question::Severable => (
            "能够区分处理吗？",
            "Can what may be disclosed be separated?",
        ),
        Question::Form => (
            "能够按要求的形式提供吗？",
            "Can it be given in the form asked for?",
        ),
    };
    super::either(lang, zh, en)
}

/// What a question is about, in a few words.
pub(super) fn noun(question: Question, lang: Lang) -> &'static str {
    let (zh, en) = match question {
        Question::StateSecret => ("国家秘密", "state secret"),
        Question::Prohibition => (
            "法律、行政法规禁止公开",
            "prohibited by law or administrative regulation",
        ),
        Question::Endangers => ("危及“三安全一稳定”", "danger to security or stability"),
        Question::ThirdParty => ("损害第三方合法权益", "harm to a third party"),
        Question::Internal => ("内部事务信息", "internal affairs"),
        Question::Process => ("过程性信息", "deliberative record"),
        Question::EnforcementFile => ("行政执法案卷信息", "enforcement file"),
        other => return question_text(other, lang),
    };
    super::either(lang, zh, en)
}

/// Citations in a row: the title of an instrument stands once, before its articles.
pub(super) fn cited(citations: &[Citation], lang: Lang) -> String {
    let registry = Registry::builtin();
    let (list, next) = match lang {
        Lang::Zh => ("、", "；"),
        Lang::En => (", ", "; "),
    };
    let mut groups: Vec<(Citation, Vec<String>)> = Vec::new();
    for citation in citations {
        let whole = Citation::whole(citation.instrument().clone());
        let text = match lang {
            Lang::Zh => citation.chinese(registry),
            Lang::En => citation.english(registry),
        };
        match groups.iter_mut().find(|(w, _)| *w == whole) {
            Some((_, texts)) => {
                let title = match lang {
                    Lang::Zh => whole.chinese(registry),
                    Lang::En => format!("{}, ", whole.english(registry)),
                };
                let place = text.strip_prefix(&title).unwrap_or(&text);
                if !place.is_empty() {
                    texts.push(place.to_owned());
                }
            }
            None => groups.push((whole, vec![text])),
        }
    }
    let texts: Vec<String> = groups.iter().map(|(_, texts)| texts.join(list)).collect();
    texts.join(next)
}

/// The name of a kind of text.
pub(super) fn kind_name(kind: InstrumentKind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        InstrumentKind::Law => ("法律", "law"),
        InstrumentKind::AdministrativeRegulation => ("行政法规", "administrative regulation"),
        InstrumentKind::LocalRegulation => ("地方性法规", "local regulation"),
        InstrumentKind::DepartmentRule => ("部门规章", "departmental rule"),
        InstrumentKind::LocalRule => ("地方政府规章", "local government rule"),
        InstrumentKind::NormativeDocument => ("规范性文件", "normative document"),
        InstrumentKind::JudicialInterpretation => ("司法解释", "judicial interpretation"),
        InstrumentKind::PartyDocument => ("党的文件", "party document"),
        InstrumentKind::Standard => ("标准", "standard"),
        InstrumentKind::International => ("国际文件", "international text"),
    };
    super::either(lang, zh, en)
}

/// The sentence of a step. `{0}` stands for its first fact, and so on.
pub(super) fn sentence(step: &Step, lang: Lang) -> String {
    if step.reason == Reason::FactMissing {
        let named = step.args.iter().map(|arg| {
            let path = arg.render(lang);
            fields::at(&path).map_or_else(|| path.to_string(), |f| f.text(lang).to_owned())
        });
        let named: Vec<String> = named.collect();
        return match lang {
            Lang::Zh => format!("还缺：{}", named.join("；")),
            Lang::En => format!("still needed: {}", named.join("; ")),
        };
    }
    let (zh, en) = template(step.reason);
    let mut text = super::either(lang, zh, en).to_owned();
    for (n, arg) in step.args.iter().enumerate() {
        text = text.replace(&format!("{{{n}}}"), &arg.render(lang));
    }
    text
}

fn template(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::FactMissing => ("还缺事实", "facts are missing"),
        Reason::NotClaimed => ("经审查没有这种情形", "examined, and it is not the case"),
        Reason::Refused => (
            "提出的理由不成立，见“不能成立的理由”",
            "what is claimed does not hold, see the reasons refused",
        ),
        Reason::RegulationNotInForce => (
            "条例现行文本自2019-05-15起施行，不适用于{0}",
            "its present text is in force from 2019-05-15 and does not apply on {0}",
        ),
        Reason::GovernmentInformation => (
            "行政机关在履行行政管理职能过程中制作或者获取，并有记录",
            "made or obtained by an administrative body in administrative management, and recorded",
        ),
        Reason::AuthorisedOrganisation => (
            "法律、法规授权的组织在管理公共事务中制作或者获取，适用条例",
            "made or obtained by an authorised organisation in public management; the Regulation applies",
        ),
        Reason::PublicEnterprise => (
            "公共企事业单位提供公共服务中的信息，依行业主管部门的规定办理",
            "information of a public enterprise: the rules of its sector apply",
        ),
        Reason::NotAdministrative => (
            "不是行政机关或者法律、法规授权的组织制作、获取的",
            "not made or obtained by an administrative body or authorised organisation",
        ),
        Reason::NotInFunction => (
            "不是在履行行政管理职能过程中制作、获取的",
            "not made or obtained in administrative management",
        ),
        Reason::NotRecorded => (
            "没有以一定形式记录、保存",
            "not recorded and kept in any form",
        ),
        Reason::MadeBy => ("由{0}制作", "made by {0}"),
        Reason::KeptBy => (
            "从公民、法人或者其他组织获取，由{0}保存",
            "obtained from citizens or organisations, kept by {0}",
        ),
        Reason::FirstHadBy => (
            "从其他行政机关获取，由{0}制作或者最初获取",
            "obtained from another body; {0} made or first obtained it",
        ),
        Reason::JointLead => (
            "{0}个机关共同制作，{1}牵头",
            "made jointly by {0} bodies, led by {1}",
        ),
        Reason::RulePrevails => (
            "{0}另有规定，由{1}负责",
            "{0} provides otherwise: {1} is responsible",
        ),
        Reason::RuleDoesNotPrevail => (
            "{0}是{1}，不能改变条例规定的公开主体",
            "{0} is a {1} and cannot change who is responsible",
        ),
        Reason::AgencyOwnName => (
            "{0}依照法律、法规对外以自己名义履行职能，可以由它负责",
            "{0} acts in its own name under a law or regulation and may disclose it itself",
        ),
        Reason::AgencyOfParent => (
            "{0}不以自己名义对外履行职能，由设立它的{1}负责",
            "{0} does not act in its own name: {1}, which set it up, is responsible",
        ),
        Reason::ArchiveDue => (
            "移交{0}，移交期限{1}已到，按档案利用规定办理",
            "handed over to {0}, due {1}: the rules on the use of archives apply",
        ),
        Reason::ArchiveEarly => (
            "提前交{0}保管，法定移交期限{1}未到，仍由原机关办理",
            "kept by {0} ahead of time, due only on {1}: still the body that made or kept it",
        ),
        Reason::ThisBody => ("由本机关负责公开", "this body is responsible"),
        Reason::OtherBody => ("由{0}负责公开", "{0} is responsible"),
        Reason::AtHand => ("审查的就是这份信息", "it is what lies here for review"),
        Reason::FoundRecord => ("检索到了", "it was found"),
        Reason::NothingFound => ("检索了{0}，没有找到", "{0} searched, nothing found"),
        Reason::NeedsProcessing => (
            "没有现成信息，需要加工、分析",
            "it would have to be made by processing or analysis",
        ),
        Reason::PublicAt => ("已在{0}公开", "published: {0}"),
        Reason::NotPublic => ("没有公开过", "not published"),
        Reason::Leaked => (
            "虽在外流传，但不是有权机关决定公开的，不算",
            "it is about, but no body entitled to it published it",
        ),
        Reason::PublicThoughProhibited => (
            "虽已公开，但{0}禁止公开，应当撤下，不能以已公开答复",
            "published although {0} prohibits it: take it down, do not point to it",
        ),
        Reason::RouteRule => ("按照{0}办理", "access under {0}"),
        Reason::NoRoute => ("没有特别规定", "no rule of its own"),
        Reason::SecretStands => (
            "{0}级，定密符合规定，保密至{1}",
            "{0}, classified as the law wants, until {1}",
        ),
        Reason::SecretUntilCondition => (
            "{0}级，定密符合规定，解密条件“{1}”尚未成就",
            "{0}, classified as the law wants; the condition of declassification (“{1}”) is not met",
        ),
        Reason::SecretExpired => (
            "保密期限至{0}，已满，自行解密",
            "its term ended on {0}: declassified by law",
        ),
        Reason::SecretDeclassified => ("{0}已经解密", "declassified on {0}"),
        Reason::SecretConditionMet => (
            "解密条件“{0}”已经成就",
            "the condition of declassification (“{0}”) is met",
        ),
        Reason::Prohibited => ("{0}禁止公开", "{0} prohibits disclosure"),
        Reason::ProhibitedAsStated => (
            "{0}禁止公开（本库没有收录，按所填的“{1}”认定）",
            "{0} prohibits disclosure (not in the registry; taken as a {1}, as stated)",
        ),
        Reason::ProhibitionExcepted => (
            "属于{0}自己规定的例外",
            "one of the exceptions of {0} applies",
        ),
        Reason::Endangered => ("可能危及{0}；证据：{1}", "may endanger {0}; evidence: {1}"),
        Reason::ThirdPartyObjects => (
            "{0}有合理理由不同意公开",
            "{0} objects on reasonable grounds",
        ),
        Reason::ThirdPartySilent => (
            "{0}逾期未提出意见，本机关认为公开会损害其合法权益",
            "{0} kept silent; in the judgement of the body disclosure would harm it",
        ),
        Reason::ThirdPartyHarmed => ("公开会损害{0}的合法权益", "disclosure would harm {0}"),
        Reason::ThirdPartyConsents => ("{0}同意公开", "{0} consents"),
        Reason::PublicInterestPrevails => (
            "不公开会对公共利益造成重大影响：{1}；应当公开，{0}的权益不能阻止",
            "withholding would gravely affect the public interest: {1}; it has to be disclosed in spite of {0}",
        ),
        Reason::InternalAffairs | Reason::DeliberativeRecord => ("属于{0}", "it is {0}"),
        Reason::InCaseFile => ("在行政执法案卷中", "it stands in an enforcement file"),
        Reason::Waived => (
            "属于可以不公开的，本机关决定公开",
            "it could be withheld; the body decides to disclose it",
        ),
        Reason::OrderedBy => ("{0}规定应当公开", "{0} orders disclosure"),
        Reason::OrderTooLow => (
            "{0}是{1}，不是法律、法规、规章",
            "{0} is a {1}, no law, regulation or rule",
        ),
        Reason::DoubtOnSecrecy => (
            "是否涉密不能确定，报保密行政管理部门确定",
            "whether it is secret cannot be told: to be settled by the secrecy administration",
        ),
        Reason::DoubtForOther => (
            "不能确定可否公开，报{0}确定",
            "whether it may be disclosed cannot be told: to be settled by {0}",
        ),
        Reason::PartsDiffer => (
            "{0}个部分中{1}个不公开，其余公开",
            "of {0} parts {1} are withheld, the rest is disclosed",
        ),
        Reason::NotSeparable => (
            "可以公开的内容分不出来",
            "what could be disclosed cannot be separated",
        ),
        Reason::AllParts => ("各部分都不得或者可以不公开", "every part is withheld"),
        Reason::FormAsWanted => ("{0}", "{0}"),
        Reason::FormCarrier => (
            "按“{0}”提供可能危及载体安全，改用电子数据等形式或者安排查阅、抄录",
            "“{0}” could damage the carrier: as data, in another form, or for inspection",
        ),
        Reason::FormCost => (
            "按“{0}”提供成本过高，改用电子数据等形式或者安排查阅、抄录",
            "“{0}” would cost too much: as data, in another form, or for inspection",
        ),
    }
}
