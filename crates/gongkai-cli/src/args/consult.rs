//! `gongkai consult`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use gongkai::finding::Lang;
use gongkai::law::Period;

use super::PlainFormat;

#[derive(Debug, Subcommand)]
pub(crate) enum ConsultCommand {
    /// 列出征求意见的种类：最短期限、要公布的材料、依据 (kinds of consultation)
    Kinds {
        /// 截至日期，默认今天
        #[arg(long, value_name = "DATE")]
        as_of: Option<NaiveDate>,
        /// 输出格式
        #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
        format: PlainFormat,
        /// 界面语言 zh、en
        #[arg(long, default_value = "zh")]
        lang: Lang,
    },
    /// 立卷，新建一份记录 (open a case in a new file)
    New(ConsultNewArgs),
    /// 记一件事；法律或者程序不许的，不记，说明理由 (add an event, or refuse it)
    #[command(after_long_help = EVENTS)]
    Event(ConsultEventArgs),
    /// 到哪一步了、还欠什么、为什么 (where it stands, what is owed, and why)
    Status(ConsultStatusArgs),
    /// 给审核用的证据：一条 evidence，可以记进审核件 (evidence, as an entry of a review's file)
    Evidence {
        #[command(flatten)]
        of: ConsultStatusArgs,
        /// 审核流程里的哪个前置条件
        #[arg(long, default_value = "consultation_result")]
        gate: String,
    },
    /// 政策解读提纲：由提问和意见来 (outline of the interpretation)
    Outline(ConsultStatusArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ConsultNewArgs {
    /// 记录文件，如 consultations/2026-01.jsonl；文件名就是案号
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// 立卷日期
    #[arg(long, value_name = "DATE")]
    pub(crate) on: NaiveDate,
    /// 决定什么事
    #[arg(long)]
    pub(crate) title: String,
    /// 种类，见 gongkai consult kinds
    #[arg(long)]
    pub(crate) kind: String,
    /// 谁组织
    #[arg(long)]
    pub(crate) body: String,
    /// 本地规定的最短期限，如 15d
    #[arg(long, value_name = "PERIOD", requires = "local_basis")]
    pub(crate) local: Option<Period>,
    /// 本地规定的名称和条次
    #[arg(long, value_name = "TEXT", requires = "local")]
    pub(crate) local_basis: Option<String>,
    /// 经办人
    #[arg(long)]
    pub(crate) by: Option<String>,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct ConsultEventArgs {
    /// 记录文件
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// 一件事，JSON 对象，写法见下 (an entry as JSON)
    #[arg(value_name = "ENTRY")]
    pub(crate) entry: String,
    /// 单位设置文件；不写则从记录文件起向上找 gongkai.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) unit: Option<PathBuf>,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct ConsultStatusArgs {
    /// 记录文件
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// 截至日期，默认今天
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
    /// 单位设置文件；不写则从记录文件起向上找 gongkai.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) unit: Option<PathBuf>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(crate) format: PlainFormat,
    /// 界面语言 zh、en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

/// What can be entered: each event with its fields and an example. A test reads every example.
pub(crate) const EVENTS: &str = r#"每一行是一件事：on 哪一天（必写），event 什么事，其余是这件事的内容。
另可写 recorded（补录的，写录入日期）、by（经办人）、note（备注）。方括号里的可以不写。
内容摘要 content 是文件的 SHA-256；写 "file": "路径" 代替，由程序算出。

opened 立卷：title 决定什么事，kind 种类，body 谁组织，[local 本地的最短期限：period、basis]
  {"on":"2026-03-02","event":"opened","title":"农贸市场搬迁方案","kind":"major_decision","body":"青禾镇人民政府"}

published 公布：documents 材料（kind 为 draft 草案、basis 依据、explanation 说明；content 或 file；
  [title]），channels 渠道（government_website、gazette、weibo_wechat_app、press_conference_hearing、
  broadcast、print_media、reading_point、service_centre、convenience_station、household_onsite、
  notice_board、targeted_push、other），until 最后一天，[ways 提意见的方式，同 comment_received 的 channel]，
  [shortened 缩短期限的理由]
  {"on":"2026-03-02","event":"published","documents":[{"kind":"draft","content":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}],"channels":["government_website"],"until":"2026-04-01","ways":["email","phone"]}

extended 延长：until 最后一天，[reason]
  {"on":"2026-03-20","event":"extended","until":"2026-04-15"}

shortened 中途缩短：until 最后一天，reason 理由
  {"on":"2026-03-10","event":"shortened","until":"2026-03-17","reason":"险情发展快"}

comment_received 收到意见：id 编号，from 谁（citizen 公民、affected 利益相关方、enterprise 企业、
  association 行业协会商会、social_organisation 社会组织、deputy 人大代表、cppcc_member 政协委员、
  expert 专家、media 媒体、public_body 机关单位、other），channel 怎么来的（website、email、letter、
  phone、fax、in_person、app、meeting 座谈会、hearing、survey 问卷、other），text 内容和 attachments
  附件（name，[content]）至少一样
  {"on":"2026-03-05","event":"comment_received","id":"1","from":"citizen","channel":"website","text":"请保留早市","attachments":[{"name":"照片.jpg"}]}

comment_withdrawn 撤回意见：id
  {"on":"2026-03-06","event":"comment_withdrawn","id":"1"}

grouped 归类：group 类名，comments 意见编号，summary 概括；一件意见只在一类，归到别的类就离开原来的
  {"on":"2026-04-03","event":"grouped","group":"早市","comments":["1","2"],"summary":"保留早市"}

group_answered 采纳情况：group 类名，adoption（adopted 采纳、partly 部分采纳、not_adopted 不采纳），
  reasons 理由（没有全部采纳的必写）
  {"on":"2026-04-08","event":"group_answered","group":"早市","adoption":"partly","reasons":"另设临时摊位区"}

closed 结束征求意见
  {"on":"2026-04-02","event":"closed"}

majority_objected 多数人反对：[how 怎样认定]
  {"on":"2026-03-20","event":"majority_objected","how":"83户中52户书面反对"}

hearing_held 举行听证会：[announced 公布日期]，[material 材料送达日期]，[participants 人数]
  {"on":"2026-03-28","event":"hearing_held","material":"2026-03-20","participants":21}

revised 修改草案：content 或 file，[substantial 是否实质修改]，[summary 改了什么]
  {"on":"2026-04-06","event":"revised","content":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","substantial":true}

reopened 再次征求意见：reason；之后要重新 published
  {"on":"2026-04-07","event":"reopened","reason":"方案有实质调整"}

result_published 公布征求意见和采纳情况：channels，[received 公布的件数]，[content 或 file]
  {"on":"2026-04-10","event":"result_published","channels":["government_website"],"received":12}

decision_submitted 提交决策：[content 或 file]
  {"on":"2026-04-15","event":"decision_submitted"}

decision_published 公布决策
  {"on":"2026-04-20","event":"decision_published"}

dropped 终止：reason
  {"on":"2026-04-20","event":"dropped","reason":"项目取消"}

meeting_invited 邀请列席：meeting 哪个会，participants（kind 同 from，count 人数）
  {"on":"2026-04-14","event":"meeting_invited","meeting":"镇长办公会第5次","participants":[{"kind":"citizen","count":3}]}

question_raised 提问：from，text，[meeting]
  {"on":"2026-04-14","event":"question_raised","from":"citizen","text":"摊位费会涨吗"}

struck 撤销一条记录：index 第几条，从0数；reason
  {"on":"2026-04-14","event":"struck","index":3,"reason":"编号写错"}"#;
