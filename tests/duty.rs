//! The page of an agenda. (The vectors of duties run through the contract.)

use chrono::NaiveDate;
use gongkai::calendar::WorkCalendar;
use gongkai::catalogue::Level;
use gongkai::duty::{Event, agenda};
use gongkai::finding::Lang;
use gongkai::item::Item;
use gongkai::unit::Unit;

/// What a clerk reads: the parts in the order of the work, each entry with its day, how the day
/// was counted, what, where, for whom and why; and no more of it than one can read.
#[test]
fn a_page_for_a_clerk() {
    let unit = Unit::new("青禾镇人民政府", Level::Township);
    let catalogue = unit
        .catalogue(unit.base_catalogue(), &[])
        .expect("a catalogue");
    let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
    let item = |title: &str, matter: &str, formed: &str, published: Option<&str>| Item {
        title: title.to_owned(),
        matter: Some(matter.to_owned()),
        formed: Some(day(formed)),
        published: published.map(day),
        ..Item::default()
    };
    let events = [Event {
        date: day("2026-06-01"),
        matter: "social-assistance-006".parse().ok(),
        kind: gongkai::duty::EventKind::Decided,
        title: "2026年6月低保对象名单".to_owned(),
    }];
    let items = [
        item(
            "最低生活保障办事指南",
            "social-assistance-004",
            "2026-04-01",
            Some("2026-05-06"),
        ),
        item(
            "特困人员办事指南",
            "social-assistance-008",
            "2026-04-01",
            Some("2026-04-10"),
        ),
    ];
    let found = agenda(
        &unit,
        &catalogue,
        &events,
        &items,
        WorkCalendar::national(),
        day("2026-01-01"),
        day("2026-12-31"),
        day("2026-06-20"),
    );
    let page = found.render(Lang::Zh);
    let wanted = [
        "青禾镇人民政府　公开日程",
        "截至2026-06-20（星期六）的情况",
        "一、已逾期，先办这些（2）",
        "2026年6月低保对象名单（最低生活保障/审批信息）",
        "应于2026-06-15（星期一）前公开，已逾期5天",
        "决定作出后10个工作日内；从2026-06-01的次日起数10个工作日",
        "□低保对象名单及相关信息",
        "渠道：政府网站、公开查阅点、政务服务中心",
        "政府信息公开工作年度报告",
        "应于2026-01-31（星期六）前公开，已逾期140天",
        "应当长期在栏、清单里没有的",
        "政府信息公开指南",
        "已完成",
        "逾期公开1件",
        "最低生活保障办事指南",
        "应于2026-04-16（星期四）前公开，已于2026-05-06公开，晚了20天（11个工作日）",
        "随时公开",
        "社会救助（13项）",
    ];
    let mut rest = page.as_str();
    for text in wanted {
        let Some((_, after)) = rest.split_once(text) else {
            panic!("`{text}` is missing, or out of order, in\n{page}")
        };
        rest = after;
    }
    assert!(page.lines().count() < 150, "{} lines", page.lines().count());
    let english = found.render(Lang::En);
    assert!(
        english.contains("1. Overdue: do these first (2)"),
        "{english}"
    );
    assert!(english.contains("annual report on open government information, 2025"));
}
