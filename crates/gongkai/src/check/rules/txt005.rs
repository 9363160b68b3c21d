//! TXT005: a text that speaks as a body that it is not.

use super::{Sink, TextRule};
use crate::check::context::{Context, SELF_WORDS, Subject};
use crate::check::literals::Lit;
use crate::finding::Arg;
use crate::unit::UnitKind;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT005",
    literals: &[
        (Lit::Self_, SELF_WORDS),
        (
            Lit::Foreign,
            &[
                "本中心",
                "我中心",
                "我局",
                "本局",
                "我院",
                "本院",
                "我校",
                "本校",
                "我公司",
                "本公司",
                "我厅",
                "我廳",
                "我委",
                "我镇",
                "我鎮",
                "我乡",
                "我鄉",
                "我街道",
                "我村",
                "我社区",
            ],
        ),
        (
            Lit::Centre,
            &[
                "中心",
                "围绕中心",
                "圍繞中心",
                "中心工作",
                "中心任务",
                "中心任務",
            ],
        ),
    ],
    run,
};

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(subject) = cx.subject else { return };
    for hit in cx.scan.hits(Lit::Foreign) {
        let word = cx.slice(hit.start, hit.end);
        let quoted = cx.last_chars(hit.start, 6).contains(['“', '「', '《', '‘'])
            && !cx.last_chars(hit.start, 6).contains(['”', '」', '》', '’']);
        // 自我, 敌我 and so on end in 我; 我院子, 我校对, 我委托 go on differently.
        let joined = matches!(
            cx.previous_char(hit.start),
            Some('自' | '忘' | '本' | '敌' | '日' | '年' | '根' | '基' | '成')
        );
        let onward = match cx.next_char(hit.end) {
            Some('托' | '託') => word.ends_with('委'),
            Some('对' | '正' | '准') => word.ends_with('校'),
            Some('部' | '限' | '面' | '势') => word.ends_with('局'),
            _ => false,
        };
        if !quoted && !joined && !onward && is_foreign(word, subject) {
            push(sink, hit.start, hit.end, subject);
        }
    }
    if matches!(subject.kind, UnitKind::Institution) {
        return;
    }
    centre(cx, sink, subject);
}

fn push(sink: &mut Sink<'_>, start: usize, end: usize, subject: Subject) {
    let (zh, en) = match (subject.kind, subject.place) {
        (UnitKind::Government, Some(place)) => {
            (format!("{place}人民政府"), "a local government".to_owned())
        }
        (UnitKind::Government, None) => ("人民政府".into(), "a local government".into()),
        (UnitKind::SubdistrictOffice, _) => ("街道办事处".into(), "a subdistrict office".into()),
        (UnitKind::Department, _) => ("部门".into(), "a department".into()),
        (UnitKind::Institution, _) => ("事业单位".into(), "a public institution".into()),
        (UnitKind::VillageCommittee, _) => (
            "村（居）民委员会".into(),
            "a village or residents’ committee".into(),
        ),
    };
    sink.at(start, end, "default")
        .with("subject", Arg::Both { zh, en })
        .push();
}

/// Whether a body of this kind cannot call itself so.
fn is_foreign(word: &str, subject: Subject) -> bool {
    let ends = |list: &[&str]| list.iter().any(|e| word.ends_with(e));
    if ends(&["公司", "校", "院"]) {
        return !(subject.kind == UnitKind::Institution
            || (subject.kind == UnitKind::Department && word.ends_with('院')));
    }
    if ends(&["中心"]) {
        return subject.kind != UnitKind::Institution;
    }
    if ends(&["局", "厅", "廳", "委"]) {
        return matches!(
            subject.kind,
            UnitKind::Government | UnitKind::SubdistrictOffice | UnitKind::VillageCommittee
        );
    }
    if ends(&["村", "社区"]) {
        return matches!(
            subject.kind,
            UnitKind::SubdistrictOffice | UnitKind::Government
        ) && subject.place.is_some();
    }
    let town = ends(&["镇", "鎮"]);
    let township = ends(&["乡", "鄉"]);
    let street = ends(&["街道"]);
    match (subject.kind, subject.place) {
        (UnitKind::SubdistrictOffice, _) => town || township,
        (UnitKind::Government, Some("镇")) => township || street,
        (UnitKind::Government, Some("乡")) => town || street,
        (UnitKind::Government, Some("县" | "市" | "区")) | (UnitKind::Department, _) => {
            town || township || street
        }
        _ => false,
    }
}

/// 中心内部, 中心人员 where the text names no centre that could be meant.
fn centre(cx: &Context<'_>, sink: &mut Sink<'_>, subject: Subject) {
    const TAILS: [&str; 14] = [
        "各项工作",
        "各項工作",
        "内部",
        "內部",
        "人员",
        "人員",
        "全体",
        "全體",
        "领导",
        "領導",
        "职工",
        "職工",
        "干部职工",
        "主任",
    ];
    let free = |at: usize| {
        matches!(
            cx.previous_char(at),
            None | Some(
                '了' | '使'
                    | '由'
                    | '对'
                    | '對'
                    | '把'
                    | '将'
                    | '將'
                    | '让'
                    | '向'
                    | '从'
                    | '與'
                    | '与'
                    | '和'
                    | '及'
                    | '，'
                    | '。'
                    | '；'
                    | '、'
                    | ','
                    | '\n'
                    | '\u{3000}'
            )
        )
    };
    let mut suspects = Vec::new();
    for hit in cx.scan.hits(Lit::Centre) {
        if cx.slice(hit.start, hit.end) != "中心" {
            continue;
        }
        let rest = cx.after(hit.end);
        if free(hit.start) {
            if let Some(tail) = TAILS.iter().find(|t| rest.starts_with(**t)) {
                suspects.push((hit.start, hit.end + tail.len()));
            }
            continue;
        }
        let slogan = matches!(cx.previous_char(hit.start), Some('绕' | '繞' | '为' | '為'))
            || rest.starts_with("工作")
            || rest.starts_with("任")
            || rest.starts_with("城")
            || rest.starts_with("镇")
            || rest.starts_with("村");
        if !slogan && !matches!(cx.previous_char(hit.start), Some('本' | '我')) {
            // A centre has a name here; what 中心 means is then open.
            return;
        }
    }
    for (start, end) in suspects {
        push(sink, start, end, subject);
    }
}
