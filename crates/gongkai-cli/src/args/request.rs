//! What the command line says of applications for information.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use gongkai::finding::Lang;
use gongkai::request::LetterKind;

use super::PlainFormat;

#[derive(Debug, Subcommand)]
pub(crate) enum RequestCommand {
    /// 新建办件：登记收到的申请 (a new case, with the application as its first event)
    #[command(after_long_help = NEW)]
    New(NewArgs),
    /// 登记一件事；法律不允许的不写入 (add an event; what the law refuses is not written)
    #[command(after_long_help = EVENTS)]
    Event(EventArgs),
    /// 办到哪一步、何时到期、为什么 (where a case stands, what is due, and why)
    #[command(after_long_help = STATUS)]
    Status(StatusArgs),
    /// 制作文书：回执、补正告知书、征求意见书、延期告知书、收费通知书、答复书等 (write a letter)
    #[command(after_long_help = LETTER)]
    Letter(LetterArgs),
    /// 在办的按到期日排列，办结的按年报的行汇总 (open cases by what is due next)
    List(ListArgs),
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// 办件文件，一件一个，如 requests/2026-034.jsonl；已存在的不覆盖
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EventArgs {
    /// 办件文件
    pub(crate) file: PathBuf,
    /// 事项名，如 consulted；用 --json 时不写
    pub(crate) event: Option<String>,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EntryArgs {
    /// 字段，如 party=某公司；下级字段写 applicant.name=李某，列表重复写 items=…
    #[arg(value_name = "KEY=VALUE")]
    pub(crate) fields: Vec<String>,
    /// 整条写成 JSON，代替上面的字段
    #[arg(long, value_name = "JSON", conflicts_with = "fields")]
    pub(crate) json: Option<String>,
    /// 哪一天发生，默认今天
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<NaiveDate>,
    /// 谁办的
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// 把哪一天当作今天 (take this day for today)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
    /// 只看能不能办，不写入 (say whether it is allowed, write nothing)
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// 单位设置文件，用其中的本地日历 (for the local calendar in it)
    #[arg(long, value_name = "FILE")]
    pub(crate) unit: Option<PathBuf>,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// 办件文件
    pub(crate) file: PathBuf,
    /// 截至日期，默认今天；此后录入的不计
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(crate) format: PlainFormat,
    /// 单位设置文件，用其中的本地日历 (for the local calendar in it)
    #[arg(long, value_name = "FILE")]
    pub(crate) unit: Option<PathBuf>,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// 办件文件，或者它们所在的文件夹
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 截至日期，默认今天
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
    /// 输出格式；csv 只列在办的，xlsx 是登记台账，要用 -o 写到文件
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
    /// 写到文件
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// 单位设置文件，用其中的本地日历 (for the local calendar in it)
    #[arg(long, value_name = "FILE")]
    pub(crate) unit: Option<PathBuf>,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Text,
    Json,
    Csv,
    Xlsx,
}

#[derive(Debug, Args)]
pub(crate) struct LetterArgs {
    /// 办件文件
    pub(crate) file: PathBuf,
    /// 文书种类；不写则是最近一件事所需的文书
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(crate) kind: Option<LetterKind>,
    /// 第几条记录的文书（第一条为0），同一种有几份时用
    #[arg(long, value_name = "INDEX")]
    pub(crate) event: Option<u32>,
    /// 只列出这个办件需要哪些文书
    #[arg(long)]
    pub(crate) list: bool,
    /// 文号；答复书默认用答复记录里的
    #[arg(long, value_name = "TEXT")]
    pub(crate) number: Option<String>,
    /// 成文日期，默认是该事项的日期
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    /// 附件名称，可重复
    #[arg(long, value_name = "NAME")]
    pub(crate) attach: Vec<String>,
    /// 格式；docx 要用 -o 写到文件
    #[arg(long, value_enum, default_value_t = LetterFormat::Text)]
    pub(crate) format: LetterFormat,
    /// 写到文件
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// 截至日期，默认今天；此后录入的不计
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
    /// 单位设置文件，其中要有 [office]；默认用办件文件所在处或上级的 gongkai.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) unit: Option<PathBuf>,
    /// 界面语言 zh、en；文书总是中文
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LetterFormat {
    Text,
    Docx,
    Html,
    Json,
}

fn kind(name: &str) -> Result<LetterKind, String> {
    let found = LetterKind::ALL.into_iter().find(|k| k.name() == name);
    found.ok_or_else(|| {
        let names: Vec<_> = LetterKind::ALL.iter().map(|k| k.name()).collect();
        format!("应当是 {} 之一 (expected one of these)", names.join("、"))
    })
}

const NEW: &str = "\
收到申请 received 的字段：
  intake              怎么来的：in_person 当面、signed_mail 签收邮寄、ordinary_mail 平常信函、
                      internet 互联网渠道、fax 传真（后三种以双方确认之日为收到之日，另登记 confirmed）
  applicant.name      申请人
  applicant.kind      natural_person（默认）、commercial_enterprise、research_institution、
                      public_welfare_organisation、legal_service_institution、other
  applicant.contact   联系方式
  applicant.identity_proved   身份证明：true、false
  content             申请的信息     form  获取的方式、途径     number  登记号
  kind                information（默认），或 record_correction 要求更正与自己有关的记录

例：
  gongkai request new requests/2026-034.jsonl --on 2026-03-02 intake=internet \\
      applicant.name=李某 applicant.identity_proved=true content=小型水库验收意见 form=电子文档
  gongkai request new requests/2026-035.jsonl --json \\
      '{\"on\":\"2026-03-02\",\"event\":\"received\",\"intake\":\"in_person\",\"applicant\":{\"name\":\"李某\"}}'

退出码：0 已写入；1 法律不允许，没有写入；2 读不懂或者写不进去。";

const EVENTS: &str = "\
办件文件是 JSON Lines：一行一件事，只增不改；录错的用 struck 撤销，再登记一次。
每一条都有 on（发生之日），可有 recorded（录入之日，晚于 on 时）、by、role、note。
命令行上 on 不是今天的，录入之日自动记为今天。

事项与字段（带 * 的必填）：
  received               收到申请，见 gongkai request new --help；永远是第一条
  confirmed              与申请人确认收到（平常信函、网上、传真）
  correction_requested   告知补正：items*（可重复）、until* 补正的最后一日
                         例 correction_requested items=写明年份 until=2026-03-20
  corrected              收到补正，答复期限重新起算
  consulted              发函征求意见：party*、consultee* = third_party 第三方、co_maker 共同制作机关、
                         other_body 其他机关      例 consulted party=某公司 consultee=third_party
  consultation_delivered 征求意见函送达：party*
  opinion_received       收到意见：party*、opinion* = agrees、objects，reasonable = true、false
                         例 opinion_received party=某公司 opinion=objects reasonable=true
  extended               延期：period*、approved_by、notified（告知申请人之日）；缺后两项的不允许
                         例 extended period=10wd approved_by=林远 notified=2026-03-20
  reasons_requested      要求申请人说明理由（申请数量、频次明显过多）
  reasons_given          收到说明：reasonable* = true、false
  deferred               理由合理、延迟答复：until*、notified   例 deferred until=2026-11-30 notified=2026-10-20
  searched               检索：places*（可重复）、found* = true、false   例 searched places=档案室 found=false
  fee_notified           收费通知：method* = per_application 按件、per_volume 按量，amount* 元，
                         delivered 申请人收到之日      例 fee_notified method=per_volume amount=380
  fee_paid               缴清，答复期限重新起算
  answered               作出答复：answer.kind* 与它的字段，number 文号
                         already_public 已主动公开 whereabouts*   disclosed 予以公开 provided
                         partly 部分公开 provided、withheld*      withheld 不予公开 ground*、reasons*
                         not_found 不存在 search                  not_responsible 不属本机关 reasons、body、contact
                         repeated 重复申请 earlier                special_access 特别规定 rule*
                         needs_processing 需加工 reasons          still_unclear 补正后仍不明确 reasons
                         petition 信访举报 channel                publication 公开出版物 whereabouts
                         excessive 大量反复 reasons               reissue 重新出具 earlier
                         not_government_information 非政府信息 reasons   other 其他 reasons*
                         例 answered answer.kind=disclosed answer.provided=验收意见一份
                         例 answered answer.kind=partly answer.provided=正文 \\
                              'answer.withheld=[{\"part\":\"附件三\",\"ground\":\"trade_secret\",\"reasons\":\"…\"}]'
  transferred            转送有权更正的机关：to*（只用于更正记录）
  record_corrected       已更正记录并告知（只用于更正记录）
  served                 答复送达申请人，复议、起诉期限起算
  withdrawn              申请人撤回
  closed                 结案：reason* = not_corrected 逾期不补正、fee_unpaid 逾期未缴费、other
  review_applied         申请人申请复议      review_decided  复议决定：outcome* = upheld、corrected、other
  suit_filed             申请人起诉          suit_decided    判决：outcome*
  reopened               收到责令，重新办理：within 责令的期限，如 15wd
  archived               归档
  struck                 撤销一条记录：index*（第一行为0）、reason*

例：
  gongkai request event requests/2026-034.jsonl confirmed --on 2026-03-03 --by 陈禾
  gongkai request event requests/2026-034.jsonl --json '{\"on\":\"2026-03-20\",\"event\":\"served\"}'

退出码：0 已写入；1 法律不允许，没有写入；2 读不懂或者写不进去。";

const STATUS: &str = "\
JSON 的字段：case, as_of, state, received, due, latest, certainty, overdue, answered_on,
answered_late, waiting, deadlines[], trail[], basis[], problems[], row, regime, summary。
征求意见期间，due 按意见当天收到计，latest 按对方用满期限计。

退出码：0；2 文件读不出来，或者有读不懂的行（读到那一行为止，照样给出结果）。";

const LETTER: &str = "\
文书由办件记录生成，只用记录里有的事实。缺少法律要求写明的内容（如不予公开的理由、复议机关、
负责公开的机关的联系方式），或者缺少前置步骤（如没有告知补正就结案）的，不能成文，说明缺什么、依据哪一条。

种类 --kind：
  receipt 登记回执              correction 补正告知书        reasons_request 说明理由通知书
  consultation 征求意见书（函）  extension 延期答复告知书     deferral 延迟答复告知书
  fee 收费通知书                answer 答复书、告知书        closing 不再处理告知书
  transfer 转送告知书           record_corrected 更正告知书

发文机关等写在 gongkai.toml 的 [office] 里：
  [office]
  body = \"青禾镇人民政府\"                 # 不写则用 [unit] 的名称
  disclosure_office = \"青禾镇政府信息公开办公室\"
  contact = \"联系电话：……\"
  review_bodies = [\"青禾县人民政府\"]       # 行政复议机关；答复书必须写明
  court = \"青禾县人民法院\"                # 不写则称“有管辖权的人民法院”
  payment = \"……\"                         # 缴费方式；收费通知书必须写明

例：
  gongkai request letter requests/2026-011.jsonl --list
  gongkai request letter requests/2026-011.jsonl --kind answer --format docx -o 答复书.docx

退出码：0；1 不能成文；2 读不懂或者写不进去。";
