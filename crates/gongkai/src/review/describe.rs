use std::fmt::Write as _;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::event::{Conclusion, ReviewEvent};
use super::pipeline::{Name, Pipeline};
use super::status::{GateStatus, NextMove, ReviewStatus};
use crate::case::Entry;
use crate::catalogue::{Channel, Mode};
use crate::law::Lang;

/// What an event says, as a sentence without a full stop; the day is not part of it.
pub(super) fn sentence(pipeline: &Pipeline, entry: &Entry<ReviewEvent>, lang: Lang) -> String {
    let what = match lang {
        Lang::Zh => chinese(pipeline, &entry.event),
        Lang::En => english(pipeline, &entry.event),
    };
    let role = entry.role.as_deref().map(|r| pipeline.role_name(r));
    let role = role.as_ref().map(|r| r.in_lang(lang));
    match (entry.by.as_deref(), role, lang) {
        (Some(by), Some(role), Lang::Zh) => format!("{by}（{role}）{what}"),
        (Some(by), None, Lang::Zh) => format!("{by}{what}"),
        (Some(by), Some(role), Lang::En) => format!("{by} ({role}): {what}"),
        (Some(by), None, Lang::En) => format!("{by}: {what}"),
        (None, Some(role), Lang::Zh) => format!("{role}{what}"),
        (None, Some(role), Lang::En) => format!("{role}: {what}"),
        (None, None, _) => what,
    }
}

fn mode(mode: Mode, lang: Lang) -> &'static str {
    match (mode, lang) {
        (Mode::Proactive, Lang::Zh) => "主动公开",
        (Mode::OnRequest, Lang::Zh) => "依申请公开",
        (Mode::Withheld, Lang::Zh) => "不予公开",
        (Mode::Proactive, Lang::En) => "proactive",
        (Mode::OnRequest, Lang::En) => "on request",
        (Mode::Withheld, Lang::En) => "withheld",
    }
}

fn conclusion(conclusion: Conclusion, lang: Lang) -> &'static str {
    match (conclusion, lang) {
        (Conclusion::Disclose, Lang::Zh) => "公开",
        (Conclusion::InPart, Lang::Zh) => "部分公开",
        (Conclusion::Withhold, Lang::Zh) => "不予公开",
        (Conclusion::Refer, Lang::Zh) => "报请确定",
        (Conclusion::Route, Lang::Zh) => "按专门途径",
        (Conclusion::Disclose, Lang::En) => "disclose",
        (Conclusion::InPart, Lang::En) => "disclose in part",
        (Conclusion::Withhold, Lang::En) => "withhold",
        (Conclusion::Refer, Lang::En) => "refer",
        (Conclusion::Route, Lang::En) => "another route",
    }
}

fn chinese(pipeline: &Pipeline, event: &ReviewEvent) -> String {
    let stage = |id: &str| pipeline.stage_name(id).zh;
    let gate = |id: &str| pipeline.gate_name(id).zh;
    match event {
        ReviewEvent::Opened {
            title,
            content,
            attribute,
            ..
        } => {
            let attribute = attribute
                .map(|a| format!("，拟{}", mode(a, Lang::Zh)))
                .unwrap_or_default();
            format!("立件：{title}（内容{}{attribute}）", content.short())
        }
        ReviewEvent::Attributed { attribute, .. } => {
            format!("公开属性定为{}", mode(*attribute, Lang::Zh))
        }
        ReviewEvent::Evidence {
            gate: id,
            reference,
            ..
        } => format!("取得“{}”：{reference}", gate(id)),
        ReviewEvent::Waived { gate: id, reason } => format!("免去“{}”：{reason}", gate(id)),
        ReviewEvent::FindingsRecorded {
            content, blocking, ..
        } => match blocking.len() {
            0 => format!("检查内容{}，没有拦下的问题", content.short()),
            n => format!("检查内容{}，有{n}个拦下的问题", content.short()),
        },
        ReviewEvent::Assessed {
            content,
            disposition,
            ..
        } => format!(
            "审查内容{}：{}",
            content.short(),
            conclusion(*disposition, Lang::Zh)
        ),
        ReviewEvent::Submitted {} => "送审".to_owned(),
        ReviewEvent::Passed { stage: id } => format!("办结“{}”", stage(id)),
        ReviewEvent::Approved {} => "批准".to_owned(),
        ReviewEvent::Returned { to, reason } => format!("退回“{}”：{reason}", stage(to)),
        ReviewEvent::Referred { to, reason } => format!("报{to}确定：{reason}"),
        ReviewEvent::ReferralAnswered {
            disclose,
            reference,
        } => {
            let answer = if *disclose {
                "可以公开"
            } else {
                "不予公开"
            };
            format!("收到确定意见：{answer}{}", bracketed(reference))
        }
        ReviewEvent::Changed { content, reason } => {
            format!("内容改为{}{}", content.short(), after_colon(reason))
        }
        ReviewEvent::Overridden { finding, reason } => format!("放行问题{finding}：{reason}"),
        ReviewEvent::Posted { board, content, .. } => {
            format!("在{}张贴内容{}", board_name(board), content.short())
        }
        ReviewEvent::PostingClosed {} => "公示结束".to_owned(),
        ReviewEvent::ObjectionReceived { id, says } => {
            format!("收到异议{id}{}", after_colon(says))
        }
        ReviewEvent::ObjectionDecided {
            id,
            upheld,
            reasons,
        } => {
            let answer = if *upheld {
                "成立，退回"
            } else {
                "不成立"
            };
            format!("异议{id}{answer}：{reasons}")
        }
        ReviewEvent::Published { channel, content } => {
            format!(
                "在{}发布内容{}",
                channel_name(channel, Lang::Zh),
                content.short()
            )
        }
        ReviewEvent::InterpretationReleased { channel, .. } => {
            format!("在{}发布解读", channel_name(channel, Lang::Zh))
        }
        ReviewEvent::CorrectedAfterPublication { content, reason } => {
            format!("更正为内容{}：{reason}", content.short())
        }
        ReviewEvent::TakenDown { reason, .. } => format!("撤下：{reason}"),
        ReviewEvent::OpinionReceived { id, kind } => format!("收到意见{id}{}", bracketed(kind)),
        ReviewEvent::OpinionAnswered { id } => format!("答复意见{id}"),
        ReviewEvent::Filed {} => "归档".to_owned(),
        ReviewEvent::Withdrawn { reason } => format!("撤件：{reason}"),
        ReviewEvent::Struck { index, reason } => {
            format!("撤销第{}条：{reason}", index.saturating_add(1))
        }
    }
}

fn english(pipeline: &Pipeline, event: &ReviewEvent) -> String {
    let stage = |id: &str| pipeline.stage_name(id).en;
    let gate = |id: &str| pipeline.gate_name(id).en;
    match event {
        ReviewEvent::Opened {
            title,
            content,
            attribute,
            ..
        } => {
            let attribute = attribute
                .map(|a| format!(", {}", mode(a, Lang::En)))
                .unwrap_or_default();
            format!("opened {title} (content {}{attribute})", content.short())
        }
        ReviewEvent::Attributed { attribute, .. } => {
            format!("attribute: {}", mode(*attribute, Lang::En))
        }
        ReviewEvent::Evidence {
            gate: id,
            reference,
            ..
        } => format!("{}: {reference}", gate(id)),
        ReviewEvent::Waived { gate: id, reason } => format!("{} waived: {reason}", gate(id)),
        ReviewEvent::FindingsRecorded {
            content, blocking, ..
        } => format!(
            "content {} checked, {} blocking",
            content.short(),
            blocking.len()
        ),
        ReviewEvent::Assessed {
            content,
            disposition,
            ..
        } => format!(
            "content {} assessed: {}",
            content.short(),
            conclusion(*disposition, Lang::En)
        ),
        ReviewEvent::Submitted {} => "submitted".to_owned(),
        ReviewEvent::Passed { stage: id } => format!("passed {}", stage(id)),
        ReviewEvent::Approved {} => "approved".to_owned(),
        ReviewEvent::Returned { to, reason } => format!("returned to {}: {reason}", stage(to)),
        ReviewEvent::Referred { to, reason } => format!("referred to {to}: {reason}"),
        ReviewEvent::ReferralAnswered {
            disclose,
            reference,
        } => {
            let answer = if *disclose { "disclose" } else { "withhold" };
            format!("referral answered: {answer} {reference}")
                .trim_end()
                .to_owned()
        }
        ReviewEvent::Changed { content, reason } => {
            format!("content changed to {} {reason}", content.short())
                .trim_end()
                .to_owned()
        }
        ReviewEvent::Overridden { finding, reason } => {
            format!("finding {finding} overridden: {reason}")
        }
        ReviewEvent::Posted { board, content, .. } => {
            format!("posted on `{board}`: content {}", content.short())
        }
        ReviewEvent::PostingClosed {} => "posting closed".to_owned(),
        ReviewEvent::ObjectionReceived { id, .. } => format!("objection {id} received"),
        ReviewEvent::ObjectionDecided {
            id,
            upheld,
            reasons,
        } => {
            let answer = if *upheld { "upheld" } else { "rejected" };
            format!("objection {id} {answer}: {reasons}")
        }
        ReviewEvent::Published { channel, content } => {
            format!(
                "published on {}: content {}",
                channel_name(channel, Lang::En),
                content.short()
            )
        }
        ReviewEvent::InterpretationReleased { channel, .. } => {
            format!(
                "interpretation released on {}",
                channel_name(channel, Lang::En)
            )
        }
        ReviewEvent::CorrectedAfterPublication { content, reason } => {
            format!("corrected to content {}: {reason}", content.short())
        }
        ReviewEvent::TakenDown { reason, .. } => format!("taken down: {reason}"),
        ReviewEvent::OpinionReceived { id, .. } => format!("opinion {id} received"),
        ReviewEvent::OpinionAnswered { id } => format!("opinion {id} answered"),
        ReviewEvent::Filed {} => "filed".to_owned(),
        ReviewEvent::Withdrawn { reason } => format!("given up: {reason}"),
        ReviewEvent::Struck { index, reason } => {
            format!("entry {} struck: {reason}", index.saturating_add(1))
        }
    }
}

fn after_colon(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("：{text}")
    }
}

fn bracketed(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("（{text}）")
    }
}

/// A channel of the standard's form by its name; any other as it was given.
fn channel_name(given: &str, lang: Lang) -> &str {
    let known: StrDeserializer<'_, Error> = given.into_deserializer();
    match (Channel::deserialize(known), lang) {
        (Ok(Channel::Other), Lang::Zh) => "其他渠道",
        (Ok(Channel::Other), Lang::En) => "another channel",
        (Ok(channel), _) => channel.label(lang),
        (Err(_), _) => given,
    }
}

/// The Chinese name of a usual board.
fn board_name(board: &str) -> &str {
    match board {
        "group" => "村民小组公示栏",
        "village" => "村公示栏",
        "community" => "社区公示栏",
        "township" => "乡镇公示栏",
        "county" => "县级公示栏",
        other => other,
    }
}

fn named(names: &[Name], lang: Lang) -> String {
    let names: Vec<&str> = names.iter().map(|n| n.in_lang(lang)).collect();
    names.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}

impl NextMove {
    /// The move in one sentence: what, by whom, what still stands against it, from when on.
    ///
    /// ```
    /// use gongkai::calendar::WorkCalendar;
    /// use gongkai::law::Lang;
    /// use gongkai::review::{Pipeline, ReviewCase};
    /// let standard = Pipeline::builtin("standard").unwrap();
    /// let case = ReviewCase::new("1", standard, WorkCalendar::national());
    /// let day = "2026-03-02".parse().unwrap();
    /// assert_eq!(case.next_moves(day, Lang::Zh)[0].message(Lang::Zh), "立件");
    /// ```
    pub fn message(&self, lang: Lang) -> String {
        let stage = self.stage.as_ref().map(|s| s.in_lang(lang));
        let stage = stage.unwrap_or_default();
        let mut text = match lang {
            Lang::Zh => match self.event {
                "opened" => "立件".to_owned(),
                "submitted" => "送审".to_owned(),
                "passed" => format!("办结“{stage}”"),
                "approved" => format!("批准（{stage}）"),
                "returned" => format!("退回“{stage}”"),
                "referred" => "报请确定".to_owned(),
                "referral_answered" => "登记收到的确定意见".to_owned(),
                "posted" => format!("张贴（{stage}）"),
                "posting_closed" => format!("结束公示（{stage}）"),
                "objection_decided" => format!("查实异议（{stage}）"),
                "published" => format!("发布（{stage}）"),
                "corrected_after_publication" => format!("发布更正（{stage}）"),
                "opinion_answered" => "答复意见".to_owned(),
                "filed" => format!("归档（{stage}）"),
                other => other.to_owned(),
            },
            Lang::En => match self.event {
                "opened" => "open the case".to_owned(),
                "submitted" => "submit it for review".to_owned(),
                "passed" => format!("pass {stage}"),
                "approved" => format!("approve ({stage})"),
                "returned" => format!("send it back to {stage}"),
                "referred" => "refer it".to_owned(),
                "referral_answered" => "enter the answer of the authority".to_owned(),
                "posted" => format!("post it ({stage})"),
                "posting_closed" => format!("close the posting ({stage})"),
                "objection_decided" => format!("decide the objection ({stage})"),
                "published" => format!("publish it ({stage})"),
                "corrected_after_publication" => format!("publish the correction ({stage})"),
                "opinion_answered" => "answer the opinion".to_owned(),
                "filed" => format!("file it ({stage})"),
                other => other.to_owned(),
            },
        };
        let roles = named(&self.roles, lang);
        let _ = match lang {
            _ if roles.is_empty() => Ok(()),
            Lang::Zh => write!(text, "，由{roles}办理"),
            Lang::En => write!(text, ", by {roles}"),
        };
        let _ = match (self.from, lang) {
            (None, _) => Ok(()),
            (Some(day), Lang::Zh) => write!(text, "，{day}起"),
            (Some(day), Lang::En) => write!(text, ", from {day}"),
        };
        lacking(&mut text, &self.lacks, lang);
        text
    }
}

/// Appends what stands against a move.
fn lacking(text: &mut String, lacks: &[String], lang: Lang) {
    let _ = match lang {
        _ if lacks.is_empty() => Ok(()),
        Lang::Zh => write!(text, "；还缺：{}", lacks.join("、")),
        Lang::En => write!(text, "; lacks: {}", lacks.join(", ")),
    };
}

impl GateStatus {
    /// Whether it is open, by what, and who may waive it, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        let name = self.gate.in_lang(lang);
        let waivable = named(&self.waivable_by, lang);
        match (self.open, self.waived, &self.evidence, lang) {
            (_, true, _, Lang::Zh) => format!("{name}：已免去"),
            (_, true, _, Lang::En) => format!("{name}: waived"),
            (true, _, Some(paper), Lang::Zh) => format!("{name}：已具备（{paper}）"),
            (true, _, Some(paper), Lang::En) => format!("{name}: open ({paper})"),
            (true, _, None, Lang::Zh) => format!("{name}：已具备"),
            (true, _, None, Lang::En) => format!("{name}: open"),
            (false, _, _, Lang::Zh) if waivable.is_empty() => format!("{name}：还缺"),
            (false, _, _, Lang::Zh) => format!("{name}：还缺，{waivable}可以写明理由免去"),
            (false, _, _, Lang::En) if waivable.is_empty() => format!("{name}: missing"),
            (false, _, _, Lang::En) => {
                format!("{name}: missing; {waivable} may waive it, giving a reason")
            }
        }
    }
}

impl ReviewStatus {
    /// How the case stands, in one line: its state, its stage, and what the first of the next
    /// moves lacks.
    pub fn summary(&self, lang: Lang) -> String {
        let mut line = self.state.label(lang).to_owned();
        let _ = match (&self.stage, lang) {
            (None, _) => Ok(()),
            (Some(stage), Lang::Zh) => write!(line, "，现在“{}”", stage.zh),
            (Some(stage), Lang::En) => write!(line, ", at {}", stage.en),
        };
        if let Some(next) = self.next.first() {
            lacking(&mut line, &next.lacks, lang);
        }
        line
    }
}
