//! What `gongkai review` shows: a case, its gates, a pipeline.

use std::fmt::Write as _;

use chrono::NaiveDate;
use gongkai::finding::Lang;
use gongkai::review::{GateStatus, NextMove, Pipeline, ReviewStatus, StageData, StageKind};

/// The case and how it stands, in one line.
pub(crate) fn headline(status: &ReviewStatus, lang: Lang) -> String {
    format!("{}: {}", status.case, status.summary(lang))
}

/// A move as it is typed behind `review event FILE`, with `…` where a value is to be filled in.
fn typed(next: &NextMove) -> String {
    let to = next.stage.as_ref().map_or("…", |s| s.id.as_str());
    let fields = match next.event {
        "passed" => format!("stage={to}"),
        "returned" => format!("to={to} reason=…"),
        "referred" => "to=… reason=…".to_owned(),
        "referral_answered" => "disclose=…".to_owned(),
        "posted" => "board=… --content …".to_owned(),
        "objection_decided" => "id=… upheld=… reasons=…".to_owned(),
        "published" => "channel=… --content …".to_owned(),
        "corrected_after_publication" => "--content … reason=…".to_owned(),
        "opinion_answered" => "id=…".to_owned(),
        // Submission, approval, the end of a posting and filing say nothing more.
        _ => return next.event.to_owned(),
    };
    format!("{} {fields}", next.event)
}

pub(crate) fn render(status: &ReviewStatus, as_of: NaiveDate, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let mut out = String::new();
    let title = status.title.as_deref().unwrap_or("—");
    let _ = writeln!(
        out,
        "{}　{title}\n{}{}",
        status.case,
        status.pipeline.in_lang(lang),
        if zh {
            format!("，截至{as_of}")
        } else {
            format!(", as of {as_of}")
        }
    );
    let _ = writeln!(out, "{}", status.summary(lang));
    let mut part = |head: &str, lines: Vec<String>| {
        if lines.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n{head}");
        for line in lines {
            let _ = writeln!(out, "  {line}");
        }
    };
    let names = |roles: &[gongkai::review::Name]| -> String {
        let all: Vec<String> = roles
            .iter()
            .map(|r| format!("{} {}", r.in_lang(lang), r.id))
            .collect();
        all.join(if zh { "、" } else { ", " })
    };
    let next = status.next.iter().map(|m| {
        let stage = m
            .stage
            .as_ref()
            .map(|s| format!("　{}", s.in_lang(lang)))
            .unwrap_or_default();
        let roles = match names(&m.roles) {
            roles if roles.is_empty() => String::new(),
            roles if zh => format!("（{roles}）"),
            roles => format!(" ({roles})"),
        };
        let from = m.from.map(|day| {
            if zh {
                format!("，{day}起")
            } else {
                format!(", from {day}")
            }
        });
        format!("{}{stage}{roles}{}", typed(m), from.unwrap_or_default())
    });
    part(if zh { "下一步" } else { "Next" }, next.collect());
    let due = status.due.iter().filter(|d| d.done.is_none() || d.overdue);
    let due = due.map(|d| {
        let what = d.what.in_lang(lang);
        let late = match (d.overdue, zh) {
            (true, true) => "，已超期",
            (true, false) => ", overdue",
            _ => "",
        };
        if zh {
            format!(
                "{what}：{}（{}起{}）{late}",
                d.due,
                d.from,
                d.period.chinese()
            )
        } else {
            format!(
                "{what}: {} ({} from {}){late}",
                d.due,
                d.period.english(),
                d.from
            )
        }
    });
    part(if zh { "期限" } else { "Dates" }, due.collect());
    let trail = status.trail.iter().map(|s| format!("{}　{}", s.on, s.text));
    part(if zh { "经过" } else { "What happened" }, trail.collect());
    let stones = status.tombstones.iter().map(|t| {
        let content = t.content.short();
        match (&t.replaced_by, zh) {
            (Some(new), true) => {
                format!("{}　内容{content}更正为{}：{}", t.on, new.short(), t.reason)
            }
            (None, true) => format!("{}　内容{content}撤下：{}", t.on, t.reason),
            (Some(new), false) => {
                format!(
                    "{}　content {content} replaced by {}: {}",
                    t.on,
                    new.short(),
                    t.reason
                )
            }
            (None, false) => format!("{}　content {content} taken down: {}", t.on, t.reason),
        }
    });
    part(
        if zh {
            "更正和撤下"
        } else {
            "Corrected or taken down"
        },
        stones.collect(),
    );
    let problems = status.problems.iter().map(|p| {
        let line = p.index.saturating_add(1);
        let basis: Vec<String> = p.basis.iter().map(ToString::to_string).collect();
        let because = p.because.map(|n| {
            let n = n.saturating_add(1);
            if zh {
                format!("（因第{n}条不成立）")
            } else {
                format!(" (follows from entry {n})")
            }
        });
        let basis = if because.is_some() || basis.is_empty() {
            String::new()
        } else {
            format!("（{}）", basis.join("；"))
        };
        let because = because.unwrap_or_default();
        if zh {
            format!("第{line}条不起作用：{}{because}{basis}", p.text)
        } else {
            format!("entry {line} has no effect: {}{because}{basis}", p.text)
        }
    });
    part(if zh { "问题" } else { "Problems" }, problems.collect());
    out
}

pub(crate) fn render_gates(gates: &[GateStatus], lang: Lang) -> String {
    let mut out = String::new();
    let mut last = None;
    for gate in gates {
        if last != Some(&gate.stage) {
            let _ = writeln!(out, "{}", gate.stage.in_lang(lang));
            last = Some(&gate.stage);
        }
        let mark = match (gate.open, gate.waived, lang) {
            (_, true, Lang::Zh) => "已免去",
            (true, _, Lang::Zh) => "已具备",
            (false, _, Lang::Zh) => "还缺",
            (_, true, Lang::En) => "waived",
            (true, _, Lang::En) => "open",
            (false, _, Lang::En) => "missing",
        };
        let basis: Vec<String> = gate.basis.iter().map(ToString::to_string).collect();
        let name = gate.gate.in_lang(lang);
        let paper = gate.evidence.as_deref().unwrap_or_default();
        let _ = writeln!(
            out,
            "  {mark}　{name}（{}）{paper}　{}",
            gate.gate.id,
            basis.join("；")
        );
    }
    out
}

/// A pipeline for a reader.
pub(crate) fn page(pipeline: &Pipeline, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let data = pipeline.data();
    let basis: Vec<String> = pipeline
        .citations()
        .iter()
        .map(ToString::to_string)
        .collect();
    let mut out = format!(
        "{}　{}\n{}{}\n",
        pipeline.id(),
        pipeline.name(lang),
        if zh { "依据：" } else { "Basis: " },
        basis.join("；")
    );
    if let Some(note) = &data.note {
        let _ = writeln!(out, "{}{note}", if zh { "说明：" } else { "Note: " });
    }
    for (n, stage) in data.stage.iter().enumerate() {
        let _ = writeln!(
            out,
            "\n{}. {}（{}）　{}",
            n + 1,
            if zh { &stage.zh } else { &stage.en },
            stage.id,
            kind(stage, lang)
        );
        let joined = |ids: &[String], name: &dyn Fn(&str) -> gongkai::review::Name| -> String {
            let all: Vec<String> = ids
                .iter()
                .map(|id| format!("{} {id}", name(id).in_lang(lang)))
                .collect();
            all.join(if zh { "、" } else { ", " })
        };
        let rows = [
            (
                "角色",
                "roles",
                joined(&stage.roles, &|r| pipeline.role_name(r)),
            ),
            (
                "前置条件",
                "gates",
                joined(&stage.gates, &|g| pipeline.gate_name(g)),
            ),
            (
                "不得同一人",
                "not the same person as",
                joined(&stage.not_same_as, &|s| pipeline.stage_name(s)),
            ),
            (
                "可退回",
                "returns to",
                joined(&stage.returns_to, &|s| pipeline.stage_name(s)),
            ),
            ("时限", "limit", stage.limit.clone().unwrap_or_default()),
            ("载体", "boards", stage.boards.join("、")),
            (
                "最短",
                "at least",
                stage.minimum.clone().unwrap_or_default(),
            ),
            ("说明", "note", stage.note.clone().unwrap_or_default()),
        ];
        for (zh_name, en_name, value) in rows {
            if !value.is_empty() {
                let name = if zh { zh_name } else { en_name };
                let _ = writeln!(out, "   {name}：{value}");
            }
        }
    }
    out
}

fn kind(stage: &StageData, lang: Lang) -> &'static str {
    match (stage.kind, lang) {
        (StageKind::Matter, Lang::Zh) => "议事",
        (StageKind::Review, Lang::Zh) => "审核",
        (StageKind::Approval, Lang::Zh) => "批准",
        (StageKind::Posting, Lang::Zh) => "公示",
        (StageKind::Publication, Lang::Zh) => "发布",
        (StageKind::Filing, Lang::Zh) => "归档",
        (StageKind::Matter, Lang::En) => "matter",
        (StageKind::Review, Lang::En) => "review",
        (StageKind::Approval, Lang::En) => "approval",
        (StageKind::Posting, Lang::En) => "posting",
        (StageKind::Publication, Lang::En) => "publication",
        (StageKind::Filing, Lang::En) => "filing",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use gongkai::calendar::WorkCalendar;
    use gongkai::case::Entry;
    use gongkai::review::{ReviewCase, ReviewEvent};

    use super::*;

    /// What comes next can be typed as it stands, and the case is named once.
    #[test]
    fn what_to_type_next() {
        let entries: Vec<Entry<ReviewEvent>> = serde_json::from_str(
            r#"[{"on": "2026-03-02", "by": "王芳", "event": "opened", "title": "通知",
                "pipeline": "standard", "content": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
               {"on": "2026-03-02", "by": "王芳", "event": "submitted"}]"#,
        )
        .unwrap();
        let as_of = "2026-03-03".parse().unwrap();
        let page = |lang| {
            let case = ReviewCase::replay(
                "SH-1",
                Pipeline::builtin("standard").unwrap(),
                WorkCalendar::national(),
                &entries,
                as_of,
            );
            render(&case.status(as_of, lang), as_of, lang)
        };
        let chinese = page(Lang::Zh);
        assert!(
            chinese.contains("\n  passed stage=list　列入公开清单"),
            "{chinese}"
        );
        assert_eq!(chinese.matches("SH-1").count(), 1, "{chinese}");
        assert!(page(Lang::En).contains("\n  passed stage=list　listing"));
    }
}
