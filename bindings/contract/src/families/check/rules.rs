//! The rules themselves, and verdicts on findings.

use gongkai::finding::{
    Baseline, RuleCode, RuleInfo, RuleStatus, Selector, Severity, rule, rule_page, rules as all,
};
use gongkai::law::Lang;

use crate::context::Context;
use crate::fault::Fault;
use crate::findings::{Cited, selection};
use crate::operation::{requests, responses};

requests! {
    /// A selection of rules.
    pub(crate) AllRules as "check.RulesRequest" {
        /// The rules that run: codes, families or `ALL`; the stable ones when empty.
        #[serde(default)]
        select: Vec<Selector>,
        /// The rules that do not.
        #[serde(default)]
        ignore: Vec<Selector>,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
    /// A rule.
    pub(crate) OneRule as "check.RuleRequest" {
        /// Its code, as in `TXT003`.
        code: RuleCode,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
    /// Nothing.
    pub(crate) RuleIndex as "check.RuleIndexRequest" {}
    /// A baseline.
    pub(crate) OfBaseline as "check.BaselineRequest" {
        /// The verdicts.
        baseline: Baseline,
    }
}

responses! {
    /// A rule (规则).
    pub(crate) Rule as "check.Rule" {
        /// The code, as in `TXT003`.
        code: RuleCode,
        /// The family, as in `TXT`.
        family: String,
        /// The name, as in `impossible-date`.
        name: &'static str,
        /// What it finds, in the language asked for.
        title: &'static str,
        /// The severity unless the case differs.
        severity: Severity,
        /// Whether it runs unasked.
        status: RuleStatus,
        /// Whether some of its findings carry a fix.
        fixable: bool,
        /// What it rests on.
        citations: Vec<Cited>,
        /// Its sentences.
        messages: Vec<Sentence>,
        /// Whether it runs under the selection.
        runs: bool,
    }
    /// A sentence of a rule.
    pub(crate) Sentence as "check.RuleSentence" {
        /// Its key, as findings name it.
        key: &'static str,
        /// The sentence in the language asked for, with names in `{}` where facts go.
        text: &'static str,
    }
    /// Every rule.
    pub(crate) Rules as "check.Rules" {
        /// Ordered by code.
        rules: Vec<Rule>,
    }
    /// A rule and its page.
    pub(crate) RuleAnswer as "check.RuleAnswer" {
        /// The rule; absent when none bears the code.
        rule: Option<Rule>,
        /// Its page in Markdown.
        page: Option<&'static str>,
    }
    /// A page.
    pub(crate) Markdown as "check.Markdown" {
        /// The page in Markdown.
        markdown: String,
    }
    /// What does not count of a baseline.
    pub(crate) BaselineProblems as "check.BaselineProblems" {
        /// The fingerprints dismissed without a reason.
        without_reason: Vec<String>,
    }
}

fn told(info: &RuleInfo, lang: Option<Lang>, runs: bool) -> Rule {
    let lang = lang.unwrap_or(Lang::Zh);
    let sentence = |key| {
        let text = info.template(key, lang)?;
        Some(Sentence { key, text })
    };
    Rule {
        code: info.code,
        family: info.code.family().to_owned(),
        name: info.name,
        title: info.title(lang),
        severity: info.severity,
        status: info.status,
        fixable: info.fixable,
        citations: info
            .citations()
            .iter()
            .map(|c| Cited::of(c, lang))
            .collect(),
        messages: info.message_keys().filter_map(sentence).collect(),
        runs,
    }
}

pub(super) fn rules(request: &AllRules, _: Context) -> Result<Rules, Fault> {
    let runs = selection(&request.select, &request.ignore);
    let rules = all()
        .iter()
        .map(|info| told(info, request.lang, runs.has(info.code)));
    Ok(Rules {
        rules: rules.collect(),
    })
}

pub(super) fn rule_of(request: &OneRule, _: Context) -> Result<RuleAnswer, Fault> {
    let runs = selection(&[], &[]).has(request.code);
    Ok(RuleAnswer {
        rule: rule(request.code).map(|info| told(info, request.lang, runs)),
        page: rule_page(request.code),
    })
}

pub(super) fn index(_: &RuleIndex, _: Context) -> Result<Markdown, Fault> {
    Ok(Markdown {
        markdown: gongkai::check::rule_index(),
    })
}

pub(super) fn baseline(request: &OfBaseline, _: Context) -> Result<BaselineProblems, Fault> {
    let problems = request.baseline.problems();
    Ok(BaselineProblems {
        without_reason: problems.into_iter().map(str::to_owned).collect(),
    })
}
