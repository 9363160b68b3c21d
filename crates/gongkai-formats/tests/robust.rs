//! Whatever the bytes are: a value or an error, never a panic; and blocks that fit the text.

use std::path::PathBuf;

use gongkai_formats::config::Config;
use gongkai_formats::decode::decode;
use gongkai_formats::items::read_items;
use gongkai_formats::read::read;
use gongkai_formats::table::read_table;
use proptest::prelude::*;

const NAMES: [&str; 8] = [
    "a.txt", "a.md", "a.html", "a.csv", "a.tsv", "a.json", "a.docx", "a.xlsx",
];

fn try_all(bytes: &[u8]) {
    let _ = decode(bytes);
    for name in NAMES {
        if let Ok(file) = read(name, bytes) {
            let text = file.document.text();
            for block in file.document.blocks() {
                assert!(
                    text.get(block.range.start() as usize..block.range.end() as usize)
                        .is_some()
                );
            }
        }
        let _ = read_table(name, bytes);
        let _ = read_items(name, bytes);
    }
    let _ = Config::parse(&String::from_utf8_lossy(bytes));
}

/// Pieces that the parsers look for, so that random orders of them reach deep.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<table>",
        "</table>",
        "<tr>",
        "<td rowspan=3>",
        "<td colspan=9999999>",
        "</td>",
        "<th>",
        "<nav>",
        "</nav>",
        "<p>",
        "</p>",
        "<div hidden>",
        "</div>",
        "<br>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<pre>",
        "</pre>",
        "<h1>",
        "</h1>",
        "<meta name=PubDate content=2024-1-1>",
        "&nbsp;",
        "&#x110000;",
        "<!--",
        "-->",
        "<svg>",
        "<textarea>",
        "公示",
        "标题",
        "发布日期",
        "2024年2月30日",
        "\"",
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "{",
        "}",
        "[",
        "]",
        ":",
        "\\u",
        "\\",
        "1",
        "# ",
        "```",
        "---\n",
        "+++\n",
        "- ",
        "=",
        "🙂",
        "\u{feff}",
        "items",
        "[unit]\n",
        "name = ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|p| p.concat())
}

fn fixture(name: &str) -> Vec<u8> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    std::fs::read(root.join("../../tests/fixtures/formats").join(name)).unwrap_or_default()
}

#[test]
fn tiny_inputs() {
    try_all(b"");
    for byte in 0..=255_u8 {
        try_all(&[byte]);
    }
}

#[test]
fn every_cut_of_a_document() {
    for name in ["notice.docx", "items.xlsx", "broken.html"] {
        let whole = fixture(name);
        assert!(!whole.is_empty());
        for end in (0..whole.len()).step_by(37) {
            let cut = whole.get(..end).unwrap_or_default();
            let _ = read(name, cut);
            let _ = read_items(name, cut);
        }
    }
}

#[test]
fn nested_and_unclosed_elements_by_the_thousand() {
    for opening in [
        "<div>",
        "<table><tr><td>",
        "<nav>",
        "<b>",
        "<td>",
        "<li>",
        "<svg>",
    ] {
        let page = format!("{}公示", opening.repeat(20_000));
        let file = read("a.html", page.as_bytes());
        assert!(
            file.is_ok_and(|f| f.document.text().contains("公示")),
            "{opening}"
        );
    }
    let json = "[".repeat(100_000);
    assert!(read("a.json", json.as_bytes()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        try_all(&bytes);
    }

    #[test]
    fn random_pieces(text in pieces()) {
        try_all(text.as_bytes());
    }

    #[test]
    fn damaged_documents(at in any::<prop::sample::Index>(), byte in any::<u8>(), which in 0..2_usize) {
        let name = ["notice.docx", "items.xlsx"][which];
        let mut bytes = fixture(name);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(name, &bytes);
        let _ = read_items(name, &bytes);
    }
}
