//! What must be read out of the files in `tests/fixtures/formats`, named piece by piece.
//! They are made by `make.py` beside them, not by this crate.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use std::path::PathBuf;

use gongkai::catalogue::{Channel, Mode};
use gongkai::item::{Block, BlockKind, Document};
use gongkai_formats::FormatError;
use gongkai_formats::decode::Encoding;
use gongkai_formats::items::{IssueKind, read_items};
use gongkai_formats::read::{Anchoring, FileKind, Limits, Read, read, read_within};

fn bytes(name: &str) -> Vec<u8> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../../tests/fixtures/formats").join(name);
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn file(name: &str) -> Read {
    read(name, &bytes(name)).unwrap()
}

/// The blocks as `kind: text`, cells with their place.
fn blocks(document: &Document) -> Vec<String> {
    let show = |block: &Block| {
        let text = block.range.slice(document.text());
        match &block.kind {
            BlockKind::Title => format!("title: {text}"),
            BlockKind::Heading { level } => format!("h{level}: {text}"),
            BlockKind::Paragraph => format!("p: {text}"),
            BlockKind::Cell { cell, hidden } => {
                let mark = if *hidden { " hidden" } else { "" };
                format!("{}!{}{mark}: {text}", cell.table, cell.a1())
            }
            _ => format!("meta: {text}"),
        }
    };
    document.blocks().iter().map(show).collect()
}

const NOTICE: [&str; 15] = [
    "title: 关于公示低保对象名单的通知",
    "h1: 一、公示范围",
    "p: 公示期为7日，咨询&监督电话见附表。",
    "1!A1: 姓名与住址",
    "1!C1: 金额",
    "1!A2: 张三",
    "1!B2: 青禾村\n一组",
    "p: 联系人：李四",
    "p: 名单以民政部门核定为准。",
    "meta: 5日",
    "meta: 内部稿",
    "meta: 王五：电话要打码",
    "meta: 青禾镇人民政府文件",
    "meta: 赵六",
    "meta: 低保&公示",
];

#[test]
fn docx_is_read_whatever_its_prefixes() {
    for name in ["notice.docx", "notice-ns0.docx"] {
        let notice = file(name);
        assert_eq!(notice.info.kind, FileKind::Docx);
        assert_eq!(notice.info.anchoring, Anchoring::Extracted);
        assert_eq!(notice.info.problems, []);
        assert_eq!(blocks(&notice.document), NOTICE, "{name}");
        assert!(
            notice
                .info
                .metadata
                .contains(&("creator".to_owned(), "赵六".to_owned()))
        );
    }
}

#[test]
fn xlsx_shows_what_a_spreadsheet_shows() {
    let items = file("items.xlsx");
    assert_eq!(items.info.problems, []);
    let found = blocks(&items.document);
    for want in [
        "公开清单!A1: 青禾镇2024年政府信息公开清单",
        "公开清单!C2: 生成\n日期",
        "公开清单!C3: 2024-03-01",
        "公开清单!D4: 2024年1月31日",
        "公开清单!F3 hidden: 13800000000",
        "公开清单!B6 hidden: 公路养护费用表",
        "数字!A1: 1,234,567.50",
        "数字!B1: 12.5%",
        "数字!C1: TRUE",
        "数字!D1: 42",
        "底稿!A1 hidden: 未公开的底稿",
        "meta: 待复核",
    ] {
        assert!(
            found.iter().any(|b| b == want),
            "{want} is missing in {found:#?}"
        );
    }
}

#[test]
fn broken_html_loses_nothing() {
    let page = file("broken.html");
    assert_eq!(page.info.encoding, Some(Encoding::Gb18030));
    assert_eq!(
        blocks(&page.document),
        [
            "title: 关于公示的通知",
            "p: 现将名单公示如下：\n共 2 户—完",
            "p: 未闭合的段落",
            "1!A1: 姓名",
            "1!B1: 补助",
            "1!B2: 月份",
            "1!C2: 金额",
            "1!A3: 张三",
            "1!B3: 3月",
            "1!C3: 500",
            "meta: 内部备注",
            "p: 青禾镇人民政府",
            "meta: 公示现场照片",
        ]
    );
    assert_eq!(
        page.document.text(),
        "关于公示的通知\n现将名单公示如下：\n共 2 户—完\n未闭合的段落\n姓名\t补助\n月份\t金额\n张三\t3月\t500\n\
         内部备注\n青禾镇人民政府\n公示现场照片\n"
    );
    assert_eq!(page.document.date().unwrap().to_string(), "2024-03-05");
    assert!(
        page.info
            .metadata
            .contains(&("ColumnName".to_owned(), "通知公告".to_owned()))
    );
}

#[test]
fn encodings_are_found_out() {
    let csv = file("gb18030.csv");
    assert_eq!(csv.info.encoding, Some(Encoding::Gb18030));
    assert_eq!(
        blocks(&csv.document)[6..],
        ["!A3: 防汛,抗旱公告", "!B3: 2024.5.6", "!C3: 20240507"]
    );
    let text = file("utf16.txt");
    assert_eq!(
        (text.info.encoding, text.info.bom),
        (Some(Encoding::Utf16Le), true)
    );
    assert_eq!(text.document.text(), "关于放假的通知\r\n全镇放假三天。\r\n");
    let text = file("big5.txt");
    assert_eq!(text.info.encoding, Some(Encoding::Big5));
    assert!(
        text.document
            .text()
            .starts_with("關於公示低保對象名單的通知")
    );
}

#[test]
fn ragged_rows_keep_their_cells() {
    let csv = file("ragged.csv");
    assert_eq!(
        blocks(&csv.document),
        [
            "!A1: 标题",
            "!B1: 日期",
            "!A2: 只有标题",
            "!A3: 甲",
            "!B3: 2024-01-01",
            "!C3: 多出一格"
        ]
    );
}

#[test]
fn damaged_documents_say_where() {
    let error = |name: &str| read(name, &bytes(name)).unwrap_err();
    assert!(matches!(error("cut-off.docx"), FormatError::Archive { .. }));
    assert_eq!(
        error("cut-off.xlsx").message(gongkai::finding::Lang::Zh),
        "文档的压缩结构已损坏：文件不完整，缺少末尾的目录"
    );
    match error("broken-xml.docx") {
        FormatError::Xml { part, offset, .. } => {
            assert_eq!(part, "word/document.xml");
            // Cut after 900 characters, some of them of three bytes.
            assert!((800..1100).contains(&offset), "{offset}");
        }
        other => panic!("{other}"),
    }
    // An empty body and a missing list of styles: the footnote is still read.
    let file = file("empty-part.docx");
    assert!(blocks(&file.document).contains(&"p: 名单以民政部门核定为准。".to_owned()));
    assert_eq!(file.info.problems.len(), 1);
}

#[test]
fn unpacking_has_its_limits() {
    let tight = Limits {
        part: 100,
        ratio: 200,
    };
    let error = read_within("notice.docx", &bytes("notice.docx"), &tight).unwrap_err();
    assert!(
        matches!(error, FormatError::PartTooLarge { limit: 100, .. }),
        "{error}"
    );
}

#[test]
fn a_list_of_items_is_read_with_its_cells() {
    let list = read_items("items.xlsx", &bytes("items.xlsx")).unwrap();
    let titles: Vec<&str> = list.items.iter().map(|i| i.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "关于公示低保对象的通知",
            "2023年度政府信息公开工作年度报告",
            "防汛预案",
            "公路养护费用表"
        ]
    );
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    assert_eq!(day(list.items[0].formed), "2024-03-01");
    assert_eq!(day(list.items[0].published), "2024-03-05");
    assert_eq!(day(list.items[1].formed), "2024-01-20");
    assert_eq!(day(list.items[1].published), "2024-01-31");
    assert_eq!(day(list.items[2].formed), "2024-05-06");
    assert_eq!(list.items[2].mode, Some(Mode::Proactive));
    assert_eq!(list.items[3].mode, Some(Mode::OnRequest));
    assert_eq!(
        list.items[0].other,
        [("经办人电话".to_owned(), "13800000000".to_owned())]
    );
    assert_eq!(list.cell(3, "published").unwrap().a1(), "D6");
    // 长期 is no date: the row stays, the cell is told.
    assert_eq!(list.issues.len(), 1);
    let issue = &list.issues[0];
    assert_eq!(
        (issue.cell.a1().as_str(), issue.value.as_str()),
        ("D5", "长期")
    );
    assert_eq!(issue.kind, IssueKind::Date);
    assert_eq!(list.items[2].published, None);
}

#[test]
fn lists_in_other_dresses() {
    let csv = read_items("gb18030.csv", &bytes("gb18030.csv")).unwrap();
    assert_eq!(csv.items[1].published.unwrap().to_string(), "2024-05-07");
    assert_eq!(csv.cell(1, "title").unwrap().a1(), "A3");
    let page = "<table><tr><th colspan=3>某镇公开清单<tr><th>標題<th>發佈日期<th>公開方式\
                <tr><td>甲<td>２０２４年１月２日<td>依申請公開</table>";
    let html = read_items("a.html", page.as_bytes()).unwrap();
    assert_eq!(html.items[0].published.unwrap().to_string(), "2024-01-02");
    assert_eq!(html.items[0].mode, Some(Mode::OnRequest));
    let json = r#"{"items": [{"标题": "甲", "published": "2024-01-02", "channels": ["government_website", "gazette"]}, 7, {"column": "x"}]}"#;
    let json = read_items("a.json", json.as_bytes()).unwrap();
    assert_eq!(
        json.items[0].channels,
        [Channel::GovernmentWebsite, Channel::Gazette]
    );
    assert_eq!(json.cell(0, "title").unwrap().table, "/items/0/标题");
    let kinds: Vec<IssueKind> = json.issues.iter().map(|i| i.kind).collect();
    assert_eq!(kinds, [IssueKind::NotAnObject, IssueKind::NoTitle]);
    let error = read_items("a.csv", "甲,乙\n1,2\n".as_bytes()).unwrap_err();
    assert!(matches!(error, FormatError::NoTable { .. }));
}
