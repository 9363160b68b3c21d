//! `gongkai exempt`: may it be disclosed, and by whom.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use gongkai::exemption::{
    Assessment, Attribute, Disposition, Facts, Ground, Marking, MarkingReason, Settings,
    assess_with, check_attribute, fact_fields, ground, grounds, prohibitions, responsible_body,
    result_rows,
};
use gongkai::finding::Lang;
use gongkai::law::{Attestation, Registry};
use gongkai_formats::case_file::explain;
use serde_json::{Value, json};

use crate::args::{
    AssessArgs, AttributeArgs, ExemptCommand, GroundsArgs, Mark, PlainFormat, TemplateArgs,
};
use crate::output::{self, Failure};

/// What `template` prints: an application, everything before the grounds in order, none of the
/// grounds. The tests hold that it can be read and is disclosed.
const TEMPLATE: &str = r#"{
  "title": "（审查的信息）",
  "body": "（本机关名称）",
  "scene": "on_request",
  "scope": { "holder": "administrative_organ", "function": true, "recorded": true },
  "origin": { "how": "made", "bodies": ["本机关"] },
  "search": { "found": true, "places": ["档案室"] },
  "published": false,
  "special_access": false,
  "grounds": {
    "state_secret": false,
    "prohibition": false,
    "endangers": false,
    "third_party": false,
    "internal": false,
    "process": false,
    "enforcement_file": false,
    "disclosure_ordered": false
  }
}
"#;

pub(crate) fn run(command: &ExemptCommand) -> Result<ExitCode, Failure> {
    match command {
        ExemptCommand::Assess(args) => assess(args),
        ExemptCommand::Grounds(args) => list(args),
        ExemptCommand::Body(args) => body(args),
        ExemptCommand::Attribute(args) => attribute(args),
        ExemptCommand::Template(args) => template(args),
    }
}

/// The facts of a file; what cannot be read is told with its place.
fn facts(path: &Path, lang: Lang) -> Result<Facts, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, error))?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let why = match lang {
            Lang::Zh if error.is_eof() => "文件没有写完".to_owned(),
            _ => explain(&error, lang),
        };
        let fields = match lang {
            Lang::Zh => "；各字段见 gongkai exempt template --explain",
            Lang::En => "; the fields: gongkai exempt template --explain",
        };
        Failure::new(format!(
            "{}:{}:{}: {why}{fields}",
            path.display(),
            error.line(),
            error.column(),
        ))
    })
}

fn judged(args: &AssessArgs) -> Result<Assessment, Failure> {
    let facts = facts(&args.facts, args.lang)?;
    let settings = Settings {
        review_after: args.review_after,
    };
    let as_of = args.as_of.unwrap_or_else(output::today);
    Ok(assess_with(&facts, as_of, settings))
}

/// 1 while it cannot be told, so that a script notices.
fn outcome(assessment: &Assessment) -> ExitCode {
    ExitCode::from(u8::from(matches!(
        assessment.disposition,
        Disposition::Undetermined { .. }
    )))
}

/// The assessment as data, with its sentences.
fn view(assessment: &Assessment, lang: Lang) -> Result<Value, Failure> {
    let mut value = serde_json::to_value(assessment)?;
    let say = |list: Option<&mut Value>, texts: Vec<String>| {
        let Some(list) = list.and_then(Value::as_array_mut) else {
            return;
        };
        for (shown, text) in list.iter_mut().zip(texts) {
            if let Some(shown) = shown.as_object_mut() {
                shown.insert("message".to_owned(), json!(text));
            }
        }
    };
    let steps = assessment.steps.iter().map(|s| s.message(lang)).collect();
    say(value.get_mut("steps"), steps);
    let refused = assessment.refused.iter();
    let refused = refused.map(|r| r.refusal.message(lang)).collect();
    say(value.get_mut("refused"), refused);
    if let Some(value) = value.as_object_mut() {
        let message = assessment.disposition.message(lang);
        value.insert("message".to_owned(), json!(message));
    }
    Ok(value)
}

fn heading(assessment: &Assessment, lang: Lang) -> String {
    let day = assessment.as_of;
    let title = assessment.title.as_deref().unwrap_or_default();
    match lang {
        Lang::Zh => format!("{title}\n截至{day}的审查意见\n\n"),
        Lang::En => format!("{title}\nAssessment as of {day}\n\n"),
    }
}

fn assess(args: &AssessArgs) -> Result<ExitCode, Failure> {
    let assessment = judged(args)?;
    match args.format {
        PlainFormat::Json => output::json(&view(&assessment, args.lang)?)?,
        PlainFormat::Text => {
            let lines = assessment.explain(args.lang).join("\n");
            output::print(&format!("{}{lines}\n", heading(&assessment, args.lang)))?;
        }
    }
    Ok(outcome(&assessment))
}

fn body(args: &AssessArgs) -> Result<ExitCode, Failure> {
    let Some(origin) = facts(&args.facts, args.lang)?.origin else {
        return Err(Failure::file(
            &args.facts,
            "没有 origin；各字段见 gongkai exempt template --explain",
        ));
    };
    let found = responsible_body(&origin, args.as_of.unwrap_or_else(output::today));
    match args.format {
        PlainFormat::Json => {
            let mut value = serde_json::to_value(&found)?;
            if let Some(value) = value.as_object_mut() {
                value.insert("citations".to_owned(), json!(found.citations()));
                value.insert("message".to_owned(), json!(found.explain(args.lang)));
            }
            output::json(&value)?;
        }
        PlainFormat::Text => {
            let cited = cited(&found.citations(), args.lang);
            let basis = match args.lang {
                Lang::Zh => format!("依据：{cited}"),
                Lang::En => format!("basis: {cited}"),
            };
            let lines = found.explain(args.lang).join("\n");
            output::print(&format!("{lines}\n{basis}\n"))?;
        }
    }
    Ok(ExitCode::from(u8::from(found.body.is_none())))
}

fn attribute(args: &AttributeArgs) -> Result<ExitCode, Failure> {
    let lang = args.common.lang;
    let assessment = judged(&args.common)?;
    let of = |mark| match mark {
        Mark::Proactive => Attribute::Proactive,
        Mark::OnRequest => Attribute::OnRequest,
        Mark::Withheld => Attribute::Withheld,
    };
    let codes = args.ground.iter().map(|code| MarkingReason {
        ground: Some(code.clone()),
        text: String::new(),
    });
    let words = args.reason.iter().map(|text| MarkingReason {
        ground: None,
        text: text.clone(),
    });
    let marking = Marking {
        attribute: args.mark.map(of),
        reasons: codes.chain(words).collect(),
        policy: Some(args.policy),
        examined: Some(args.examined),
        signed: args.signed.map(of),
        decided_anew: Some(args.decided_anew),
    };
    let check = check_attribute(&marking, &assessment);
    match args.common.format {
        PlainFormat::Json => output::json(&check)?,
        PlainFormat::Text => {
            let mut text = format!("{}\n", assessment.disposition.message(lang));
            for issue in &check.issues {
                let cited = cited(&issue.citations(), lang);
                let line = issue.message(lang);
                let _ = match lang {
                    Lang::Zh => writeln!(text, "{line}（{cited}）"),
                    Lang::En => writeln!(text, "{line} ({cited})"),
                };
            }
            text += match (check.agrees, lang) {
                (true, Lang::Zh) => "属性与审查结论一致\n",
                (false, Lang::Zh) => "属性与审查结论不一致\n",
                (true, Lang::En) => "attribute and assessment agree\n",
                (false, Lang::En) => "attribute and assessment do not agree\n",
            };
            output::print(&text)?;
        }
    }
    Ok(ExitCode::from(u8::from(!check.agrees)))
}

fn cited(citations: &[gongkai::law::Citation], lang: Lang) -> String {
    let registry = Registry::builtin();
    let named = citations.iter().map(|c| match lang {
        Lang::Zh => c.chinese(registry),
        Lang::En => c.english(registry),
    });
    named.collect::<Vec<_>>().join(match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    })
}

fn list(args: &GroundsArgs) -> Result<ExitCode, Failure> {
    if args.prohibitions {
        match args.format {
            PlainFormat::Json => output::json(&prohibitions())?,
            PlainFormat::Text => {
                let mut text = String::new();
                for rule in prohibitions() {
                    let cited = cited(std::slice::from_ref(&rule.citation), args.lang);
                    let doubt = doubt(rule.certainty, args.lang);
                    let _ = writeln!(text, "{cited}{doubt}\n    {}", rule.name(args.lang));
                }
                output::print(&text)?;
            }
        }
        return Ok(ExitCode::SUCCESS);
    }
    let chosen: Vec<&Ground> = match &args.code {
        None => grounds().iter().collect(),
        Some(code) => vec![ground(code).ok_or_else(|| {
            Failure::new(format!(
                "没有编号为 `{code}` 的情形；gongkai exempt grounds 列出全部"
            ))
        })?],
    };
    match args.format {
        PlainFormat::Json => output::json(&chosen)?,
        PlainFormat::Text => {
            let text: Vec<String> = chosen.iter().map(|g| block(g, args.lang)).collect();
            output::print(&text.join("\n"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn doubt(certainty: Attestation, lang: Lang) -> &'static str {
    match (certainty, lang) {
        (Attestation::Read, _) => "",
        (Attestation::SecondHand, Lang::Zh) => "（见于转述）",
        (Attestation::SecondHand, Lang::En) => " (second hand)",
        (_, Lang::Zh) => "（没有核对）",
        (_, Lang::En) => " (not verified)",
    }
}

/// A ground in a few lines.
fn block(ground: &Ground, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let (test, over, answer, row, basis) = if zh {
        ("怎样才算", "推翻或者终止", "答复", "年度报告", "依据")
    } else {
        ("test", "overcome by", "answer", "annual report", "basis")
    };
    let sep = if zh { "：" } else { ": " };
    let mut text = format!(
        "{}  {}  {}\n    {test}{sep}{}\n",
        ground.code,
        ground.name(lang),
        ground.force.label(lang),
        ground.test(lang),
    );
    if let Some(by) = ground.overridden_by(lang) {
        let _ = writeln!(text, "    {over}{sep}{by}");
    }
    if let Some(kind) = &ground.answer {
        let _ = writeln!(text, "    {answer}{sep}{kind}");
    }
    let counted = result_rows().iter().find(|r| r.key == ground.row);
    let _ = writeln!(
        text,
        "    {row}{sep}{} {}",
        ground.row,
        counted.map_or("", |r| r.name(lang)),
    );
    let _ = writeln!(
        text,
        "    {basis}{sep}{}{}",
        cited(&ground.basis, lang),
        doubt(ground.certainty, lang)
    );
    text
}

fn template(args: &TemplateArgs) -> Result<ExitCode, Failure> {
    output::print(&if args.explain {
        fields(args.lang)
    } else {
        TEMPLATE.to_owned()
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Every field in two lines: its place and what may stand there, and what it is.
fn fields(lang: Lang) -> String {
    let mut text = String::new();
    for field in fact_fields() {
        let _ = writeln!(
            text,
            "{}  {}\n    {}",
            field.path,
            field.values,
            field.text(lang)
        );
    }
    text
}

/// How to write a file of facts, for the help.
pub(crate) fn facts_help() -> String {
    format!(
        "事实文件是一个 JSON 对象。不知道的就不写：程序不猜，会说缺什么。\n\
         写 false 是“审查过，没有这种情形”。写错字段名会报错，不会当作不知道。\n\
         没有 scene 的，按依申请公开审查（问得更全）。\n\
         退出码：0 有结论，1 还缺事实，2 文件有错。\n\n\
         可以照着填的一份（gongkai exempt template 也打印它）：\n\n{TEMPLATE}\n\
         第三方的写法：\n\
         \"third_party\": [{{ \"kind\": \"personal_privacy\", \"party\": \"张某\", \"private\": true,\n  \
           \"harm\": \"病情为人所知\", \"public_interest\": false,\n  \
           \"consultation\": {{ \"opinion\": \"objects\", \"reasonable\": true }} }}]\n\n\
         国家秘密的写法：\n\
         \"state_secret\": {{ \"level\": \"secret\", \"term\": {{ \"period\": \"10y\" }}, \"issued\": \"2020-05-06\",\n  \
           \"classified_by\": {{ \"level\": \"provincial\" }}, \"marked\": true }}\n\n\
         全部字段：\n\n{}",
        fields(Lang::Zh)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_a_file_of_facts() {
        let facts: Facts = serde_json::from_str(TEMPLATE).unwrap();
        let day = "2026-03-02".parse().unwrap();
        let assessment = assess_with(&facts, day, Settings::default());
        assert_eq!(assessment.disposition.kind(), "disclose");
    }
}
