//! What holds of every overlay, every text, every table.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use gongkai::catalogue::{
    Attribute, Catalogue, Channel, FieldPatch, ImportOptions, Limit, LimitKind, MatterPatch,
    Operation, Overlay, Ranker, import, parse_limit,
};
use proptest::prelude::*;

/// An operation on the matter or field at a place of the base.
fn operation() -> impl Strategy<Value = Operation> {
    let base = Catalogue::grassroots();
    let matter = (0..base.matters().len()).prop_map(|n| &Catalogue::grassroots().matters()[n]);
    let field = (0..base.fields().len()).prop_map(|n| &Catalogue::grassroots().fields()[n]);
    let reason = proptest::option::of("[a-z]{1,6}");
    prop_oneof![
        (matter.clone(), reason.clone()).prop_map(|(m, reason)| Operation::Drop {
            matter: m.id.clone(),
            reason
        }),
        (matter.clone(), "[甲乙丙丁]{1,4}", any::<bool>()).prop_map(|(m, name, upper)| {
            Operation::Rename {
                matter: m.id.clone(),
                level1: upper.then(|| name.clone()),
                level2: (!upper).then_some(name),
                reason: None,
            }
        }),
        (matter.clone(), field.clone()).prop_map(|(m, f)| Operation::Amend {
            matter: m.id.clone(),
            set: MatterPatch {
                field: Some(f.id.clone()),
                ..MatterPatch::default()
            },
            unset: Vec::new(),
            reason: None,
        }),
        (matter.clone(), 1_u32..60).prop_map(|(m, days)| Operation::Amend {
            matter: m.id.clone(),
            set: MatterPatch {
                limits: Some(vec![
                    Limit::of(LimitKind::Within)
                        .with_period(gongkai::law::Period::working_days(days).unwrap())
                ]),
                channels: Some(vec![Channel::NoticeBoard]),
                ..MatterPatch::default()
            },
            unset: vec![Attribute::Note, Attribute::Source],
            reason: None,
        }),
        (matter, "[a-z]{3,8}").prop_map(|(m, id)| {
            let mut new = m.clone();
            new.id = format!("{}-{id}", m.field).parse().unwrap();
            new.level2 = Some(format!("新增{id}"));
            Operation::Add {
                matter: Box::new(new),
                reason: None,
            }
        }),
        (field.clone(), 1_u16..99).prop_map(|(f, number)| Operation::Renumber {
            field: f.id.clone(),
            number,
            reason: None
        }),
        (field.clone(), "[甲乙丙丁]{2,6}").prop_map(|(f, name)| Operation::RenameField {
            field: f.id.clone(),
            name,
            reason: None
        }),
        (field.clone(), "[甲乙]{1,3}").prop_map(|(f, note)| Operation::AmendField {
            field: f.id.clone(),
            set: FieldPatch {
                note: Some(note),
                ..FieldPatch::default()
            },
            unset: vec![Attribute::LeadMinistry],
            reason: None,
        }),
        field.clone().prop_map(|f| Operation::DropField {
            field: f.id.clone(),
            reason: None
        }),
        (field.clone(), field, "[a-z]{4,8}").prop_map(|(a, b, id)| Operation::MergeFields {
            from: vec![a.id.clone(), b.id.clone()],
            into: format!("merged-{id}").parse().unwrap(),
            name: format!("合并{id}"),
            number: None,
            aliases: Vec::new(),
            lead_ministry: None,
            status: None,
            note: None,
            reason: None,
        }),
    ]
}

fn overlay() -> impl Strategy<Value = Overlay> {
    proptest::collection::vec(operation(), 0..12).prop_map(|operations| Overlay {
        operations,
        ..Overlay::new("local")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_overlay_always_does_the_same(overlay in overlay()) {
        let base = Catalogue::grassroots();
        prop_assert_eq!(base.apply(&overlay), base.apply(&overlay));
    }

    #[test]
    fn a_difference_as_an_overlay_makes_the_newer_of_the_older(overlay in overlay()) {
        let base = Catalogue::grassroots();
        if let Ok(made) = base.apply(&overlay) {
            let diff = base.diff(&made);
            prop_assert_eq!(diff.is_empty(), made.same_content(base));
            let again = base.apply(&diff.to_overlay("again")).unwrap();
            prop_assert!(again.same_content(&made));
            prop_assert!(again.diff(&made).is_empty());
            // And back: what was dropped may be restored by another overlay.
            let back = made.apply(&made.diff(base).to_overlay("back")).unwrap();
            prop_assert!(back.same_content(base));
        }
    }

    #[test]
    fn an_overlay_survives_being_written_and_read(overlay in overlay()) {
        let json = serde_json::to_string(&overlay).unwrap();
        let read: Overlay = serde_json::from_str(&json).unwrap();
        let base = Catalogue::grassroots();
        prop_assert_eq!(base.apply(&read), base.apply(&overlay));
        let toml = toml::to_string(&overlay).unwrap();
        let read: Overlay = toml::from_str(&toml).unwrap();
        prop_assert_eq!(base.apply(&read), base.apply(&overlay));
    }

    #[test]
    fn any_text_is_ranked_between_0_and_1(text in "\\PC{0,60}") {
        for m in Ranker::builtin().rank(&text, 5) {
            prop_assert!((0.0..=1.0).contains(&m.score), "{}", m.score);
        }
    }

    #[test]
    fn any_limit_that_is_read_is_complete(text in "(每|自|提前|公示|信息形成|之日起|[0-9一二十]{1,3}|个工作日|日|月|年|季度|内|前|及时|长期|同时|，|；|：|不少于){0,10}") {
        for limit in parse_limit(&text).into_iter().flatten() {
            prop_assert!(limit.is_complete(), "{text}: {limit:?}");
        }
    }

    #[test]
    fn any_table_that_is_imported_applies(
        rows in proptest::collection::vec(proptest::collection::vec("(|1|临时救助|办事指南|《预算法》第十四条|同上|√|■政府网站|及时公开|[甲乙，；、]{0,5})", 0..13), 0..6),
    ) {
        let head = ["序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "公开方式", "公开层级"];
        let mut table = vec![head.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>()];
        table.extend(rows);
        let options = ImportOptions { id: "x".into(), field: Some("社会救助".into()), ..ImportOptions::default() };
        let made = import(&table, Catalogue::grassroots(), &options);
        let applied = Catalogue::grassroots().apply(&made.overlay);
        prop_assert!(applied.is_ok(), "{:?}", applied.err());
    }
}
