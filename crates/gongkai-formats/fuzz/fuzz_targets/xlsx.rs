//! A workbook with this sheet; the raw bytes as a package besides.
#![no_main]

use libfuzzer_sys::fuzz_target;

include!("zip.rs");

fuzz_target!(|data: &[u8]| {
    let _ = gongkai_formats::table::read_table("a.xlsx", data);
    let workbook = br#"<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>"#;
    let relations = br#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>"#;
    let parts: [(&str, &[u8]); 3] = [
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/s.xml", data),
    ];
    let package = stored_zip(&parts);
    let _ = gongkai_formats::read::read("a.xlsx", &package);
    let _ = gongkai_formats::items::read_items("a.xlsx", &package);
});
