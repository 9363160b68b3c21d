//! What the command line says.

pub(crate) mod consult;
mod exempt;
pub(crate) mod request;
pub(crate) mod review;

use std::ops::RangeInclusive;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use gongkai::finding::{Lang, Profile, Selector};
use gongkai::law::Period;

pub(crate) use exempt::{
    AssessArgs, AttributeArgs, ExemptCommand, GroundsArgs, Mark, TemplateArgs,
};

use crate::retention::RetentionCommand;

/// 政府信息公开：该公开什么、何时公开、哪里不对。
///
/// What a government body in China must publish and by when, and what is wrong with what it
/// publishes, each answer with its article of law.
#[derive(Debug, Parser)]
#[command(name = "gongkai", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 检查文件和文件夹 (check files and folders)
    Check(CheckArgs),
    /// 列出公开任务：欠什么、何时到期、在哪公开 (what a unit owes the public)
    Duties(DutiesArgs),
    /// 计算到期日，说明每一步 (a deadline, and how it comes about)
    Deadline(DeadlineArgs),
    /// 列出工作日与节假日 (working days and holidays)
    Calendar(CalendarArgs),
    /// 标准目录：查询、归类、比较、导入 (the catalogue of what must be public)
    Catalogue {
        #[command(subcommand)]
        command: CatalogueCommand,
    },
    /// 决策前公开：立卷、记事、看到哪一步 (consultation before a decision)
    Consult {
        #[command(subcommand)]
        command: consult::ConsultCommand,
    },
    /// 依申请公开办件：登记、期限、待办 (applications for information)
    Request {
        #[command(subcommand)]
        command: request::RequestCommand,
    },
    /// 公开审查：能否公开、由谁公开、依据是什么 (may it be disclosed, by whom, on what basis)
    Exempt {
        #[command(subcommand)]
        command: ExemptCommand,
    },
    /// 公示期与保管期限：推算、期限表、档案状态 (how long posted, how long kept)
    Retention {
        #[command(subcommand)]
        command: RetentionCommand,
    },
    /// 审核件：立件、登记、状态、前置条件、流程 (items on their way to the public)
    Review {
        #[command(subcommand)]
        command: review::ReviewCommand,
    },
    /// 规则说明；不写编号则列出全部 (a rule's page, or all rules)
    Rule(RuleArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// 文件或文件夹 (files or folders: txt, md, html, docx, xlsx, csv, json)
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
    /// 只用这些规则，如 TXT、TXT003、ALL (only these rules)
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub(crate) select: Vec<Selector>,
    /// 不用这些规则 (all but these)
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub(crate) ignore: Vec<Selector>,
    /// 改正有把握的问题，直接写回文件 (mend what is safe, in place: txt, md, csv, json)
    #[arg(long)]
    pub(crate) fix: bool,
    /// 单位设置文件；不写则从被查文件夹起向上找 gongkai.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) unit: Option<PathBuf>,
    /// 截至日期，默认今天 (judge as of this day)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
    /// 界面语言 zh、en，默认照设置文件，否则 zh
    #[arg(long)]
    pub(crate) lang: Option<Lang>,
    /// 人工判定文件；没有则新建 (verdicts that carry over from run to run)
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// draft 只拦错误；publish 拦错误和警告 (what blocks)
    #[arg(long)]
    pub(crate) profile: Option<Profile>,
    /// 结果写到文件 (write here instead of the terminal)
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// 不显示进度条
    #[arg(long)]
    pub(crate) no_progress: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Text,
    Json,
    Sarif,
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct DutiesArgs {
    /// 单位设置文件 gongkai.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) unit: PathBuf,
    /// 起始日期，默认当年1月1日
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<NaiveDate>,
    /// 截止日期，默认当年12月31日
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<NaiveDate>,
    /// 截至日期，默认今天
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = DutiesFormat::Text)]
    pub(crate) format: DutiesFormat,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DutiesFormat {
    Text,
    Json,
    Csv,
    Ics,
}

#[derive(Debug, Args)]
pub(crate) struct DeadlineArgs {
    /// 起算事件的日期，当日不算 (the day of the event; it is not counted)
    #[arg(long, value_name = "DATE")]
    pub(crate) from: NaiveDate,
    /// 期限：20wd 工作日、30d 日、2w 周、6m 月、1q 季度、1y 年
    #[arg(long, value_name = "PERIOD")]
    pub(crate) period: Period,
    /// 不计入的时段，可写多次，如 2026-03-02..2026-03-20
    #[arg(long, value_name = "DATE..DATE", value_parser = span)]
    pub(crate) exclude: Vec<RangeInclusive<NaiveDate>>,
    /// 延长，可写多次，如 20wd
    #[arg(long, value_name = "PERIOD")]
    pub(crate) extend: Vec<Period>,
    /// 最后一日是休息日也不顺延，用于“不少于”的公示期
    #[arg(long)]
    pub(crate) no_roll: bool,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(crate) format: PlainFormat,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlainFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct CalendarArgs {
    /// 起始日期
    #[arg(long, value_name = "DATE")]
    pub(crate) from: NaiveDate,
    /// 截止日期
    #[arg(long, value_name = "DATE")]
    pub(crate) to: NaiveDate,
    /// 输出格式；ics 只列节假日和调休
    #[arg(long, value_enum, default_value_t = CalendarFormat::Csv)]
    pub(crate) format: CalendarFormat,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CalendarFormat {
    Csv,
    Json,
    Ics,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// 列出领域和事项 (fields and matters)
    List(CatalogueArgs),
    /// 一个事项的全部内容 (one matter)
    Show {
        /// 事项编号，如 social-assistance-004
        id: String,
        #[command(flatten)]
        common: CatalogueArgs,
    },
    /// 标题或栏目名属于哪个事项 (which matter a title belongs to)
    Match {
        /// 标题或栏目名
        text: String,
        /// 最多几个
        #[arg(long, default_value_t = 5)]
        limit: usize,
        #[command(flatten)]
        common: CatalogueArgs,
    },
    /// 两个版本的差别 (what differs: national, grassroots, township, village, or a file)
    Diff {
        /// 旧版本：national、grassroots、township、village，或调整文件
        before: String,
        /// 新版本
        after: String,
        /// 输出格式
        #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
        format: PlainFormat,
        /// 界面语言 zh、en
        #[arg(long, default_value = "zh")]
        lang: Lang,
    },
    /// 导出全部事项 (all matters)
    Export {
        /// 写到文件；xlsx 必须写
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        common: CatalogueArgs,
    },
    /// 把本地目录表（xlsx、csv、html）读成调整文件 (a county's own table as an overlay)
    Import {
        /// 表格文件
        table: PathBuf,
        /// 调整的编号
        #[arg(long, default_value = "local")]
        id: String,
        /// 表中没有领域时，属于哪个领域
        #[arg(long, value_name = "FIELD")]
        field: Option<String>,
        /// 调整文件写到哪里
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// 界面语言 zh、en
        #[arg(long, default_value = "zh")]
        lang: Lang,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CatalogueArgs {
    /// 用哪个版本：national、grassroots、township、village，或调整文件
    #[arg(long, default_value = "grassroots", value_name = "NAME")]
    pub(crate) catalogue: String,
    /// 只看这个领域（编号或名称）
    #[arg(long, value_name = "FIELD")]
    pub(crate) field: Option<String>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = CatalogueFormat::Text)]
    pub(crate) format: CatalogueFormat,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CatalogueFormat {
    Text,
    Json,
    Csv,
    Xlsx,
}

#[derive(Debug, Args)]
pub(crate) struct RuleArgs {
    /// 规则编号，如 TXT003
    pub(crate) code: Option<String>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(crate) format: PlainFormat,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

/// `2026-03-02..2026-03-20`, both days included.
fn span(text: &str) -> Result<RangeInclusive<NaiveDate>, String> {
    let fault =
        || format!("`{text}` is not a span: expected DATE..DATE, as in 2026-03-02..2026-03-20");
    let (from, to) = text.split_once("..").ok_or_else(fault)?;
    let day = |text: &str| {
        text.trim_start_matches('=')
            .trim()
            .parse::<NaiveDate>()
            .map_err(|_| fault())
    };
    let (from, to) = (day(from)?, day(to)?);
    if to < from {
        return Err(format!("`{text}` ends before it begins"));
    }
    Ok(from..=to)
}
