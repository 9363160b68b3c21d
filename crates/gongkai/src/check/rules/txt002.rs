//! TXT002: what was left behind when a text was copied from a web page or a document library.

use super::{Sink, TextRule};
use crate::check::chars::is_blank;
use crate::check::context::Context;
use crate::check::literals::{Hit, Lit};

pub(super) const RULE: TextRule = TextRule {
    code: "TXT002",
    literals: &[
        (
            Lit::Copied,
            &[
                "本文来自",
                "本文來自",
                "本文转自",
                "本文轉自",
                "本文转载",
                "本文轉載",
                "本文由网络提供",
                "本文由網絡提供",
                "由会员分享",
                "由會員分享",
                "可在线阅读",
                "可在線閱讀",
                "页珍藏版",
                "頁珍藏版",
                "优知文库",
                "優知文庫",
                "百度文库",
                "百度文庫",
                "豆丁网",
                "豆丁網",
                "道客巴巴",
                "原创力文档",
                "人人文库",
                "文秘之音",
                "写写帮",
                "寫寫幫",
                "xiexiebang",
                "第一范文网",
                "免费文章",
                "免費文章",
                "更多文章请",
                "更多文章請",
                "查看更多文章",
                "更多精彩文章",
                "小编收集整理",
                "小編收集整理",
                "小编为大家",
                "小編為大家",
                "小编为你",
                "文库小编",
                "会员上传",
                "會員上傳",
                "希望大家能够喜欢",
                "希望大家能夠喜歡",
                "更多范文",
                "更多範文",
                "找文章,到",
                "找文章，到",
                "侵权请联系",
                "如有侵权请",
                "版权归原作者",
                "wenku.baidu",
                "docin.com",
                "doc88.com",
                "book118",
                "复制链接到浏览器",
                "加入Vip免费下载",
                "加入VIP免费下载",
            ],
        ),
        (
            Lit::Dozens,
            &["汇编", "彙編", "精选", "精選", "合集", "集锦"],
        ),
        (
            Lit::CopiedWeak,
            &[
                "欢迎阅读",
                "歡迎閱讀",
                "来源于",
                "來源於",
                "來源于",
                "点击下载",
                "點擊下載",
                "在线阅读",
                "更多相关",
                "更多相關",
                "请登陆",
                "請登陸",
                "请登录",
                "請登錄",
                "文库上搜索",
                "海量精品",
                "转载自",
                "轉載自",
                "www.",
                "http",
            ],
        ),
        (
            Lit::Chrome,
            &[
                "简体 繁",
                "无障碍阅读 长者",
                "【下载Word】",
                "首页 >",
                "首页>",
                "首頁 >",
                "首页 》",
                "首页 »",
                "当前位置：",
                "当前位置:",
                "您的位置：",
                "文字大小：",
                "文字大小:",
                "字体大小：",
                "字号：",
                "字号:",
                "打印本页",
                "打印本頁",
                "【打印】",
                "关闭窗口",
                "關閉窗口",
                "关闭本页",
                "【关闭】",
                "关闭",
                "返回顶部",
                "登录 |",
                "登陆 |",
                "请输入搜索",
                "选择搜索类型",
                "分享到：",
                "分享到:",
                "扫一扫在手机",
                "上一篇：",
                "下一篇：",
                "上一篇:",
                "下一篇:",
                "浏览次数：",
                "浏览次数:",
                "阅读次数：",
                "您访问的链接即将离开",
                "您訪問的鏈接即將離開",
            ],
        ),
    ],
    run,
};

/// Hits closer than this, in bytes, with no end of a sentence between, are one leftover.
const NEAR: usize = 90;

/// 总结汇编(30篇), 总结（汇编12篇）: texts by the dozen, in a short line.
fn dozens(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let mut told = None;
    for hit in cx.scan.hits(Lit::Dozens) {
        let Some((n, line)) = cx.line_at(hit.start) else {
            continue;
        };
        let after = cx.slice(hit.end, line.end);
        let rest = after.trim_start_matches(['(', '（']);
        let tail = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let figures = rest.len() - tail.len();
        if (1..=3).contains(&figures)
            && tail.starts_with('篇')
            && cx.line_text(line).chars().take(61).count() <= 60
            && told != Some(n)
        {
            told = Some(n);
            let end = hit.end + (after.len() - tail.len()) + '篇'.len_utf8();
            sink.at(hit.start, end, "compilation").push();
        }
    }
}

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    dozens(cx, sink);
    adverts(cx, sink);
    compilations(cx, sink);
    chrome(cx, sink);
}

fn adverts(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let strong = cx.scan.hits(Lit::Copied);
    if strong.is_empty() {
        return;
    }
    let mut hits: Vec<(Hit, bool)> = strong
        .iter()
        .map(|h| (*h, true))
        .chain(cx.scan.hits(Lit::CopiedWeak).iter().map(|h| (*h, false)))
        .collect();
    hits.sort_by_key(|(h, _)| (h.start, h.end));
    let mut group: Option<(usize, usize, bool)> = None;
    let mut close = |group: Option<(usize, usize, bool)>| {
        if let Some((start, end, true)) = group {
            sink.at(start, address_end(cx, end), "default").push();
        }
    };
    for (hit, sure) in hits {
        match &mut group {
            Some((_, end, any))
                if hit.start <= *end
                    || (hit.start - *end <= NEAR
                        && !cx.slice(*end, hit.start).contains(['。', '\n', '！', '？'])) =>
            {
                *end = hit.end.max(*end);
                *any |= sure;
            }
            _ => {
                close(group.take());
                group = Some((hit.start, hit.end, sure));
            }
        }
    }
    close(group);
}

/// The rest of a web address that the last literal began.
fn address_end(cx: &Context<'_>, end: usize) -> usize {
    if !cx.previous_char(end).is_some_and(|c| c.is_ascii_graphic()) {
        return end;
    }
    let rest = cx.first_chars(end, 60);
    let address: usize = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "./-_?=&:%#".contains(*c))
        .map(char::len_utf8)
        .sum();
    end + address
}

/// 第一篇：, 第二篇：: the headings under which document libraries string texts together.
fn compilations(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let heads: Vec<(usize, usize)> = cx
        .lines
        .iter()
        .filter_map(|line| {
            let text = cx.line_text(*line);
            let rest = text.strip_prefix('第')?;
            let after = rest
                .trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
            let numeral = rest.len() - after.len();
            (3..=9).contains(&numeral).then_some(())?;
            let mark = ["篇：", "篇:"].iter().find(|m| after.starts_with(**m))?;
            (after.len() > mark.len())
                .then_some((line.start, line.start + 3 + numeral + mark.len()))
        })
        .collect();
    if heads.len() >= 2 || (heads.len() == 1 && !cx.scan.hits(Lit::Copied).is_empty()) {
        for (start, end) in heads {
            sink.at(start, end, "compilation").push();
        }
    }
}

/// Buttons and paths of a web page: at the beginning of a short line, or all of it.
fn chrome(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let mut seen = usize::MAX;
    for hit in cx.scan.hits(Lit::Chrome) {
        let Some((n, line)) = cx.line_at(hit.start) else {
            continue;
        };
        // A label at the very end of a line has lost its button.
        let label = hit.end == line.end && cx.slice(hit.start, hit.end).starts_with("分享到");
        if n == seen || (hit.start != line.start && !label) {
            continue;
        }
        let text = cx.line_text(line);
        let word = cx.slice(hit.start, hit.end);
        if text.chars().count() > 70 {
            continue;
        }
        let fits = match word {
            "关闭" => hit.end == line.end && n + 1 == cx.lines.len(),
            _ if word.starts_with("首") || word.starts_with("当前") || word.starts_with("您") => {
                true
            }
            _ if word.ends_with(['：', ':']) || word.starts_with("简体") => true,
            _ => text.trim_end_matches(is_blank).chars().count() <= 24,
        };
        if fits {
            seen = n;
            sink.at(line.start, line.end, "chrome").push();
        }
    }
}
