//! What the command line says of items under review.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use gongkai::finding::Lang;

use super::PlainFormat;

#[derive(Debug, Subcommand)]
pub(crate) enum ReviewCommand {
    /// 立件：一份要公开的内容开始走审核流程 (a new case, with its draft)
    #[command(after_long_help = NEW)]
    New(NewArgs),
    /// 登记一件事；流程不允许的不写入 (add an event; what the pipeline refuses is not written)
    #[command(after_long_help = EVENTS)]
    Event(EventArgs),
    /// 办到哪一步、下一步是什么、哪里不对 (where a case stands, what comes next, what is wrong)
    #[command(after_long_help = STATUS)]
    Status(StatusArgs),
    /// 各环节的前置条件：具备的、还缺的 (the gates of all stages)
    Gates(StatusArgs),
    /// 审核流程：列出，或看一个的全部内容 (the pipelines, or one of them)
    #[command(after_long_help = PIPELINES)]
    Pipelines(PipelineArgs),
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// 审核件文件，一件一个，如 reviews/2026-012.jsonl；已存在的不覆盖
    pub(crate) file: PathBuf,
    /// 流程，如 standard；全部见 gongkai review pipelines
    #[arg(long, value_name = "ID")]
    pub(crate) pipeline: String,
    /// 事由
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: String,
    /// 同时检查内容文件，结果作为 findings_recorded 登记 (check the content, record the findings)
    #[arg(long, requires = "content")]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EventArgs {
    /// 审核件文件
    pub(crate) file: PathBuf,
    /// 事项名，如 passed；用 --json 时不写
    pub(crate) event: Option<String>,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EntryArgs {
    /// 字段，如 stage=unit_check
    #[arg(value_name = "KEY=VALUE")]
    pub(crate) fields: Vec<String>,
    /// 整条写成 JSON，代替上面的字段
    #[arg(long, value_name = "JSON", conflicts_with = "fields")]
    pub(crate) json: Option<String>,
    /// 内容文件；算出它的摘要，填进字段 content (the content's file, for its hash)
    #[arg(long, value_name = "FILE")]
    pub(crate) content: Option<PathBuf>,
    /// 哪一天发生，默认今天
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<NaiveDate>,
    /// 谁办的
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// 以什么角色办的，如 leader
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<String>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// 把哪一天当作今天 (take this day for today)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
    /// 只看能不能办，不写入 (say whether it is allowed, write nothing)
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// 审核件文件
    pub(crate) file: PathBuf,
    /// 截至日期，默认今天；此后发生的不计
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(crate) format: PlainFormat,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

#[derive(Debug, Args)]
pub(crate) struct PipelineArgs {
    /// 流程的编号；不写则列出全部
    pub(crate) id: Option<String>,
    /// 输出格式；json 是流程的全部数据
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(crate) format: PlainFormat,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

#[derive(Debug, Args)]
pub(crate) struct CommonArgs {
    /// 自己的流程（TOML），可写多次；同名的优先于自带的 (pipelines of one's own)
    #[arg(long, value_name = "FILE")]
    pub(crate) own: Vec<PathBuf>,
    /// 单位设置文件，用其中的本地日历 (for the local calendar in it)
    #[arg(long, value_name = "FILE")]
    pub(crate) unit: Option<PathBuf>,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

const NEW: &str = "\
立件 opened 的字段（--pipeline、--title 之外）：
  --content FILE      内容文件，按字节算摘要（SHA-256）；没有文件的写 content=摘要
  attribute           公开属性：proactive 主动公开、on_request 依申请公开、withheld 不予公开
  reasons             不主动公开的理由
  item                公开清单里的编号       matter   目录事项的编号
--by 是起草人，必填：起草人不能审核自己的稿。

例：
  gongkai review new reviews/2026-012.jsonl --pipeline standard --title 汛期安全通知 \\
      --content 通知.txt --check --by 王芳 attribute=proactive

退出码：0 已写入；1 流程不允许，没有写入；2 读不懂或者写不进去。";

const EVENTS: &str = "\
审核件文件是 JSON Lines：一行一件事，只增不改；录错的用 struck 撤销，再登记一次。
每一条都有 event、on（发生之日），可有 recorded（录入之日，晚于 on 时）、by（谁）、role（角色）、note。
命令行上 on 早于今天的，录入之日自动记为今天。内容一律用摘要指认：--content 文件，或 content=摘要。

事项与字段（带 * 的必填；每个的角色见 gongkai review pipelines 流程）：
  opened       立件，见 gongkai review new --help；永远是第一条
  attributed   认定公开属性：attribute*、reasons
               例 attributed attribute=on_request reasons=内部工作安排
  submitted    送审
  evidence     取得材料：gate* 前置条件、reference* 文号或存处、content 针对的内容、dated 材料的日期、
               from 和 to 起止（征求意见、合法性审查）、shortened 缩短的理由
               例 evidence gate=secrecy_form reference=保审31号 --content 通知.txt
  waived       免去前置条件：gate*、reason*        例 waived gate=expert_opinion reason=不是专业事项
  findings_recorded  检查结果：profile* = publish、draft，content*，blocking 拦下的问题
               例 findings_recorded profile=publish --content 通知.txt 'blocking=[{\"finding\":\"f1\",\"rule\":\"TXT003\"}]'
  assessed     审查意见：content*，disposition* = disclose 公开、in_part 部分公开、withhold 不予公开、
               refer 报请确定、route 按专门途径；ground、reasons
               例 assessed disposition=in_part --content 通知.txt
  passed       办结一个环节：stage*                例 passed stage=unit_check --by 陈立 --role unit_head
  approved     批准                                例 approved --by 周刚 --role leader
  returned     退回：to* 环节或 draft、reason*     例 returned to=draft reason=数字有误
  referred     报请确定：to*、reason*              例 referred to=县保密局 reason=涉及军事设施
  referral_answered  收到确定意见：disclose* = true、false，reference
               例 referral_answered disclose=true reference=密函6号
  changed      改了内容，看过旧内容的审核作废：content*、reason
               例 changed --content 通知2.txt reason=改正日期
  overridden   放行一个拦下的问题：finding*、reason*    例 overridden finding=f1 reason=引用原文
  posted       张榜：board* = village、township、group、county 等，content*，proof 照片或网址
               例 posted board=village --content 名单.txt
  posting_closed     公示结束（贴齐之日起满期，次日）
  objection_received 收到异议：id*、says           例 objection_received id=Z1 says=漏报收入
  objection_decided  异议查实：id*、upheld* = true、false，reasons*；成立的退回重新公示
               例 objection_decided id=Z1 upheld=true reasons=漏报收入
  published    发布：channel*、content*            例 published channel=government_website --content 通知.txt
  interpretation_released  发布解读：channel*、content* 解读的摘要
               例 interpretation_released channel=government_website --content 解读.txt
  corrected_after_publication  更正：content* 审过的新内容、reason*
               例 corrected_after_publication --content 通知2.txt reason=金额写错
  taken_down   撤下：reason*、basis 条文           例 taken_down reason=漏隐身份证号 basis=pipl-2021:28
  opinion_received   收到意见：id*、kind           例 opinion_received id=Y1 kind=咨询
  opinion_answered   答复意见：id*                 例 opinion_answered id=Y1
  filed        归档
  withdrawn    撤件（没有公开过的）：reason*       例 withdrawn reason=政策调整
  struck       撤销一条记录：index*（第一行为0）、reason*    例 struck index=3 reason=登记错人

例：
  gongkai review event reviews/2026-012.jsonl passed stage=unit_check --by 陈立 --role unit_head
  gongkai review event reviews/2026-012.jsonl --json '{\"on\":\"2026-03-05\",\"by\":\"周刚\",\"role\":\"leader\",\"event\":\"approved\"}'

退出码：0 已写入；1 流程不允许，没有写入；2 读不懂或者写不进去。";

const STATUS: &str = "\
JSON 的字段：case, pipeline, title, item, matter, state, stage, content, attribute, drafters, next[],
gates[], due[], overdue, reviews[], postings[], objections[], published[], irregular[], tombstones[],
opinions[], trail[], problems[], basis[]。事项都从0数。

退出码：0；2 文件读不出来、流程不认识，或者有读不懂的行（读到那一行为止，照样给出结果）。";

const PIPELINES: &str = "\
自己的流程写成 TOML，格式与自带的相同，用 --own 给出：
  id、zh、en、citations（依据）、certainty（read 读过、second_hand 转述、memory 凭记忆）、note、
  override_by（可以放行问题的角色）、opinion_limit（答复意见的期限）
  [[role]]   id、zh、en
  [[gate]]   id、zh、en、kind = document、consultation_result、interpretation、attribute、findings、assessment；
             of_content、minimum、may_shorten、waivable_by、citations
  [[stage]]  id、zh、en、kind = matter 议事、review 审核、approval 批准、posting 公示、publication 发布、filing 归档；
             roles、not_same_as、gates、returns_to、may_refer、limit、limit_from、boards、minimum、
             objection_to、objection_limit、citations
期限写 5wd、30d，或者法定期限的编号，如 decision.consultation。公示、发布之前没有审核环节的流程不收。

例：gongkai review pipelines ours --own 本局流程.toml";
