use serde::Serialize;

use super::{Attribute, CatalogueDiff, FieldPatch, MatterPatch};
use crate::finding::Lang;
use crate::law::{Citation, Registry};

/// Something that a new version of the catalogue asks of a unit to do (版本变更任务).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Task"))]
#[non_exhaustive]
pub struct Task {
    /// The field that it is about.
    pub field: String,
    /// The matter that it is about, if one.
    pub matter: Option<String>,
    /// What to do, in Chinese.
    pub zh: String,
    /// What to do, in English.
    pub en: String,
}

impl Task {
    /// What to do, as a sentence.
    pub fn message(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl CatalogueDiff {
    /// The differences in words, one a line.
    ///
    /// ```
    /// use gongkai::catalogue::{Catalogue, Operation, Overlay};
    /// use gongkai::finding::Lang;
    /// let base = Catalogue::grassroots();
    /// let overlay = Overlay::new("local").with(Operation::Rename {
    ///     matter: "social-assistance-004".parse().unwrap(),
    ///     level1: None,
    ///     level2: Some("服务指南".into()),
    ///     reason: None,
    /// });
    /// let words = base.diff(&base.apply(&overlay).unwrap()).render(Lang::Zh);
    /// assert_eq!(words, "事项更名：social-assistance-004 “最低生活保障/办事指南”改为“最低生活保障/服务指南”\n");
    /// ```
    pub fn render(&self, lang: Lang) -> String {
        let mut lines: Vec<String> = Vec::new();
        let zh = lang == Lang::Zh;
        let mut line =
            |chinese: String, english: String| lines.push(if zh { chinese } else { english });
        if self.is_empty() {
            line("两个版本没有差别".into(), "no difference".into());
        }
        for f in &self.fields_added {
            line(
                format!("新增领域：{}（{}）", f.name, f.id),
                format!("field added: {} ({})", f.name, f.id),
            );
        }
        for f in &self.fields_dropped {
            line(
                format!("取消领域：{}（{}）", f.name, f.id),
                format!("field dropped: {} ({})", f.name, f.id),
            );
        }
        for f in &self.fields_amended {
            for attribute in f.attributes() {
                let (old, new) = (f.old.words(attribute, lang), f.new.words(attribute, lang));
                line(
                    format!(
                        "修改领域：{}（{}）的{}由{old}改为{new}",
                        f.name,
                        f.field,
                        attribute.label(lang)
                    ),
                    format!(
                        "field amended: {} ({}), {}: {old} -> {new}",
                        f.name,
                        f.field,
                        attribute.label(lang)
                    ),
                );
            }
        }
        for m in &self.added {
            line(
                format!("新增事项：{} {}", m.id, m.name()),
                format!("matter added: {} {}", m.id, m.name()),
            );
        }
        for m in &self.dropped {
            line(
                format!("取消事项：{} {}", m.id, m.name()),
                format!("matter dropped: {} {}", m.id, m.name()),
            );
        }
        for m in &self.renamed {
            line(
                format!("事项更名：{} “{}”改为“{}”", m.matter, m.old, m.new),
                format!("matter renamed: {} “{}” -> “{}”", m.matter, m.old, m.new),
            );
        }
        for m in &self.moved {
            line(
                format!(
                    "事项移动：{} {} 由 {} 移到 {}",
                    m.matter, m.name, m.old, m.new
                ),
                format!(
                    "matter moved: {} {} from {} to {}",
                    m.matter, m.name, m.old, m.new
                ),
            );
        }
        for m in &self.amended {
            for attribute in m.attributes() {
                let (old, new) = (m.old.words(attribute, lang), m.new.words(attribute, lang));
                line(
                    format!(
                        "修改事项：{} {} 的{}由{old}改为{new}",
                        m.matter,
                        m.name,
                        attribute.label(lang)
                    ),
                    format!(
                        "matter amended: {} {}, {}: {old} -> {new}",
                        m.matter,
                        m.name,
                        attribute.label(lang)
                    ),
                );
            }
        }
        lines.into_iter().map(|l| l + "\n").collect()
    }

    /// What the change asks of a unit to do, in words: the columns to set up, the matters to
    /// begin with, those whose limit, content or place of disclosure is another now.
    ///
    /// ```
    /// use gongkai::catalogue::Catalogue;
    /// let tasks = Catalogue::national().diff(Catalogue::grassroots()).tasks();
    /// assert!(tasks.iter().any(|t| t.zh.starts_with("设立“水利”栏目")));
    /// ```
    pub fn tasks(&self) -> Vec<Task> {
        let mut tasks = Vec::new();
        let mut task = |field: &str, matter: Option<&str>, zh: String, en: String| {
            tasks.push(Task {
                field: field.to_owned(),
                matter: matter.map(str::to_owned),
                zh,
                en,
            });
        };
        for f in &self.fields_added {
            task(
                f.id.as_str(),
                None,
                format!("设立“{}”栏目", f.name),
                format!("set up a column for {} (“{}”)", f.id, f.name),
            );
        }
        for f in &self.fields_dropped {
            task(
                f.id.as_str(),
                None,
                format!("撤并“{}”栏目，已公开的信息移到接替的栏目", f.name),
                format!(
                    "close the column of {} (“{}”); move what it holds to its successor",
                    f.id, f.name
                ),
            );
        }
        for m in &self.added {
            task(
                m.field.as_str(),
                Some(m.id.as_str()),
                format!(
                    "开始公开“{}”：{}；内容：{}",
                    m.name(),
                    m.limit(Lang::Zh),
                    m.elements.join("、")
                ),
                format!(
                    "begin to disclose “{}”: {}; content: {}",
                    m.name(),
                    m.limit(Lang::En),
                    m.elements.join(", ")
                ),
            );
        }
        for m in &self.dropped {
            task(
                m.field.as_str(),
                Some(m.id.as_str()),
                format!("“{}”不再列入目录；已公开的信息按保管期限处理", m.name()),
                format!(
                    "“{}” is no longer listed; keep what was disclosed as its retention asks",
                    m.name()
                ),
            );
        }
        for m in &self.moved {
            task(
                m.new.as_str(),
                Some(m.matter.as_str()),
                format!("把“{}”从 {} 的栏目移到 {} 的栏目", m.name, m.old, m.new),
                format!(
                    "move “{}” from the column of {} to that of {}",
                    m.name, m.old, m.new
                ),
            );
        }
        for m in &self.renamed {
            task(
                "",
                Some(m.matter.as_str()),
                format!("把“{}”的栏目更名为“{}”", m.old, m.new),
                format!("rename “{}” to “{}”", m.old, m.new),
            );
        }
        for m in &self.amended {
            for attribute in m.attributes() {
                let new = |lang| m.new.words(attribute, lang);
                let (zh, en) = match attribute {
                    Attribute::Elements => ("公开内容改为", "the content is now"),
                    Attribute::Limits => ("公开时限改为", "the limit is now"),
                    Attribute::Channels | Attribute::OtherChannels => {
                        ("公开渠道改为", "the channels are now")
                    }
                    Attribute::Audience => ("公开对象改为", "the audience is now"),
                    Attribute::Mode => ("公开方式改为", "the mode is now"),
                    Attribute::Levels => ("公开层级改为", "the levels are now"),
                    Attribute::Bodies => ("公开主体改为", "the body is now"),
                    _ => continue, // nothing to be done about a note or a source
                };
                task(
                    "",
                    Some(m.matter.as_str()),
                    format!("“{}”的{zh}{}", m.name, new(Lang::Zh)),
                    format!("“{}”: {en} {}", m.name, new(Lang::En)),
                );
            }
        }
        tasks
    }
}

/// What stands for a value that is absent.
fn none(lang: Lang) -> String {
    match lang {
        Lang::Zh => "（无）".into(),
        Lang::En => "(none)".into(),
    }
}

fn listed(values: impl IntoIterator<Item = String>, lang: Lang) -> String {
    let values: Vec<String> = values.into_iter().collect();
    if values.is_empty() {
        return none(lang);
    }
    match lang {
        Lang::Zh => format!("“{}”", values.join("、")),
        Lang::En => format!("“{}”", values.join(", ")),
    }
}

impl MatterPatch {
    /// The value of an attribute in words.
    pub(crate) fn words(&self, attribute: Attribute, lang: Lang) -> String {
        let one = |v: &Option<String>| v.as_ref().map(|v| listed([v.clone()], lang));
        let words = match attribute {
            Attribute::Field => self.field.as_ref().map(ToString::to_string),
            Attribute::Level1 => one(&self.level1),
            Attribute::Level2 => one(&self.level2),
            Attribute::Note => one(&self.note),
            Attribute::Source => one(&self.source),
            Attribute::Elements => self.elements.as_ref().map(|v| listed(v.clone(), lang)),
            Attribute::Bodies => self.bodies.as_ref().map(|v| listed(v.clone(), lang)),
            Attribute::OtherChannels => self
                .other_channels
                .as_ref()
                .map(|v| listed(v.clone(), lang)),
            Attribute::Basis => self.basis.as_ref().map(|v| citations(v, lang)),
            Attribute::Limits => self
                .limits
                .as_ref()
                .map(|v| listed(v.iter().map(|l| l.render(lang)), lang)),
            Attribute::Channels => self
                .channels
                .as_ref()
                .map(|v| listed(v.iter().map(|c| c.label(lang).to_owned()), lang)),
            Attribute::Audience => self
                .audience
                .as_ref()
                .map(|v| listed([v.render(lang)], lang)),
            Attribute::Mode => self
                .mode
                .as_ref()
                .map(|v| listed(v.iter().map(|c| c.label(lang).to_owned()), lang)),
            Attribute::Levels => self
                .levels
                .as_ref()
                .map(|v| listed(v.iter().map(|c| c.label(lang).to_owned()), lang)),
            Attribute::Defaulted => self
                .defaulted
                .as_ref()
                .map(|v| listed(v.iter().map(|c| c.label(lang).to_owned()), lang)),
            Attribute::DefaultRule => self.default_rule.map(|v| yes(v, lang).to_owned()),
            Attribute::Certainty => self
                .certainty
                .map(|v| super::labels::attested(v, lang).to_owned()),
            Attribute::Stage => self.stage.map(|v| v.label(lang).to_owned()),
            Attribute::Category => self.category.map(|v| v.label(lang).to_owned()),
            _ => None,
        };
        words.unwrap_or_else(|| none(lang))
    }
}

impl FieldPatch {
    /// The value of an attribute in words.
    pub(crate) fn words(&self, attribute: Attribute, lang: Lang) -> String {
        let one = |v: &Option<String>| v.as_ref().map(|v| listed([v.clone()], lang));
        let words = match attribute {
            Attribute::Number => self.number.map(|n| n.to_string()),
            Attribute::Name => one(&self.name),
            Attribute::LeadMinistry => one(&self.lead_ministry),
            Attribute::GuideTitle => one(&self.guide_title),
            Attribute::Supervisor => one(&self.supervisor),
            Attribute::Note => one(&self.note),
            Attribute::Guide => self.guide.as_ref().map(ToString::to_string),
            Attribute::Aliases => self.aliases.as_ref().map(|v| listed(v.clone(), lang)),
            Attribute::Sources => self.sources.as_ref().map(|v| listed(v.clone(), lang)),
            Attribute::Status => self.status.map(|v| v.label(lang).to_owned()),
            Attribute::National => self.national.map(|v| yes(v, lang).to_owned()),
            Attribute::MergedFrom => self
                .merged_from
                .as_ref()
                .map(|v| listed(v.iter().map(ToString::to_string), lang)),
            Attribute::Basis => self.basis.as_ref().map(|v| citations(v, lang)),
            Attribute::Headings => self.headings.as_ref().map(|v| {
                let name = |h: &super::Heading| match &h.level2 {
                    Some(level2) => format!("{}/{level2}", h.level1),
                    None => h.level1.clone(),
                };
                listed(v.iter().map(name), lang)
            }),
            Attribute::LocalRules => self.local_rules.as_ref().map(|v| {
                listed(
                    v.iter()
                        .map(|r| format!("{} {}", r.area, r.limit.render(lang))),
                    lang,
                )
            }),
            _ => None,
        };
        words.unwrap_or_else(|| none(lang))
    }
}

fn citations(citations: &[Citation], lang: Lang) -> String {
    let registry = Registry::builtin();
    listed(
        citations.iter().map(|c| match lang {
            Lang::Zh => c.chinese(registry),
            Lang::En => c.english(registry),
        }),
        lang,
    )
}

fn yes(value: bool, lang: Lang) -> &'static str {
    match (value, lang) {
        (true, Lang::Zh) => "是",
        (false, Lang::Zh) => "否",
        (true, Lang::En) => "yes",
        (false, Lang::En) => "no",
    }
}
