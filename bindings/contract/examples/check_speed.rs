//! How much the contract costs beside the check itself, on a long text:
//! `cargo run --release -p gongkai-contract --example check_speed [MB]`.

#![allow(clippy::expect_used, reason = "a measurement stops at what is not so")]

use std::time::{Duration, Instant};

use gongkai::check::Checker;
use gongkai::item::Document;
use gongkai_contract::{OffsetUnit, call, check_text};

/// A page of a notice, with an emoji and an ideograph beyond the BMP, and two faults.
const PAGE: &str = "青禾镇人民政府关于做好汛期安全工作的通知\n各村民委员会，镇属各单位：\n\
为做好今年汛期安全工作，保障群众生命财产安全，现将有关事项通知如下。\n\
一、加强值班值守。各村要落实领导带班和二十四小时值班制度，遇有险情及时报告。\n\
二、开展隐患排查。对水库、河道、山塘、危旧房屋、学校等重点部位逐一检查，建立台账，限期整改。\n\
三、做好物资储备。编织袋、救生衣、照明设备等要备足备齐，登记造册，专人保管。\n\
四、加强宣传引导。通过广播、公开栏、微信群等向群众讲清避险路线和安置地点，做到家喻户晓。\n\
联系人𠮷某，电话见附件😀。整改于2月30日前完成，，逾期不报的予以通报。\n\n";

fn best(n: u32, mut run: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..n).map(time).min().unwrap_or_default()
}

fn main() {
    let asked = std::env::args().nth(1).and_then(|n| n.parse().ok());
    let bytes = asked.unwrap_or(64_usize) << 20;
    let text = PAGE.repeat(bytes / PAGE.len() + 1);
    let document = Document::plain(text.as_str());
    let request = serde_json::json!({ "text": text }).to_string();
    let bytes = u32::try_from(text.len()).expect("a text of less than 4 GiB");
    let megabytes = f64::from(bytes) / f64::from(1 << 20);

    let mut findings = 0;
    let native = best(3, || findings = Checker::new().check_text(&document).len());
    println!("{megabytes:.1} MB, {findings} findings");
    let shown = |name: &str, took: Duration| {
        let seconds = took.as_secs_f64();
        let share = native.as_secs_f64() / seconds;
        println!(
            "{name:32} {seconds:.3} s, {:.0} MB/s, {share:.3} of native",
            megabytes / seconds
        );
    };
    shown("gongkai::check", native);
    for unit in [OffsetUnit::Bytes, OffsetUnit::CodePoints, OffsetUnit::Utf16] {
        let took = best(3, || {
            let report = check_text(text.clone(), "{}", unit).expect("a report");
            assert!(report.len() > findings, "{} bytes", report.len());
        });
        shown(&format!("gongkai_contract::check_text {unit:?}"), took);
    }
    let took = best(3, || {
        call("check.text", &request, OffsetUnit::Utf16).expect("a report");
    });
    shown("call(\"check.text\")", took);
}
