//! What `gongkai exempt` takes.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use gongkai::finding::Lang;
use gongkai::law::Period;

use super::PlainFormat;

#[derive(Debug, Subcommand)]
pub(crate) enum ExemptCommand {
    /// 依次审查一份信息能否公开，说明每一步和依据 (may it be disclosed, step by step)
    #[command(after_long_help = crate::exempt::facts_help())]
    Assess(AssessArgs),
    /// 列出不予公开、无法提供、不予处理的各种情形 (the taxonomy of grounds)
    Grounds(GroundsArgs),
    /// 由哪个机关负责公开，只看事实文件中的 origin (which body has to disclose it: Art. 10)
    Body(AssessArgs),
    /// 公文的公开属性与审查结论是否一致 (does a document's attribute agree with its assessment)
    Attribute(AttributeArgs),
    /// 打印一份可以照着填的事实文件；加 --explain 列出每个字段 (a file of facts to start from)
    Template(TemplateArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AssessArgs {
    /// 事实文件，JSON；先用 gongkai exempt template 打印一份 (the facts)
    #[arg(value_name = "FACTS.json")]
    pub(crate) facts: PathBuf,
    /// 截至日期，默认今天
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
    /// 不予公开的，多久重新评估一次，默认1年 (when to look again at what is withheld)
    #[arg(long, value_name = "PERIOD")]
    pub(crate) review_after: Option<Period>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(crate) format: PlainFormat,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct GroundsArgs {
    /// 只看这一种，如 trade_secret
    pub(crate) code: Option<String>,
    /// 改为列出禁止公开的法律、行政法规（例子）
    #[arg(long)]
    pub(crate) prohibitions: bool,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(crate) format: PlainFormat,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct AttributeArgs {
    #[command(flatten)]
    pub(crate) common: AssessArgs,
    /// 拟定的属性；没有拟定的不写
    #[arg(long, value_enum)]
    pub(crate) mark: Option<Mark>,
    /// 不公开的理由：情形编号，可写多次，见 gongkai exempt grounds
    #[arg(long, value_name = "CODE")]
    pub(crate) ground: Vec<String>,
    /// 不公开的理由：文字，可写多次
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Vec<String>,
    /// 是政策性文件
    #[arg(long)]
    pub(crate) policy: bool,
    /// 政务公开工作机构审查过
    #[arg(long)]
    pub(crate) examined: bool,
    /// 签发后改属性的，签发时的属性
    #[arg(long, value_enum)]
    pub(crate) signed: Option<Mark>,
    /// 改属性经重新决定
    #[arg(long)]
    pub(crate) decided_anew: bool,
}

/// The three attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mark {
    /// 主动公开
    Proactive,
    /// 依申请公开
    OnRequest,
    /// 不予公开
    Withheld,
}

#[derive(Debug, Args)]
pub(crate) struct TemplateArgs {
    /// 列出每个字段：位置、填什么、是什么意思
    #[arg(long)]
    pub(crate) explain: bool,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}
