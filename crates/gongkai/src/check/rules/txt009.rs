//! TXT009: characters that only look right.

use super::{Sink, TextRule};
use crate::check::chars::{SIMPLIFIED, TRADITIONAL, figure, is_han};
use crate::check::context::Context;
use crate::check::literals::Lit;
use crate::finding::Severity;
use crate::law::Registry;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT009",
    literals: &[
        (
            Lit::YearGlyph,
            &["二O", "二Ｏ", "二o", "二0", "二○", "一九O", "二ｏ"],
        ),
        (Lit::LowQuote, &["„"]),
        (
            Lit::LookAlike,
            &[
                "岀台", "岀现", "岀具", "岀版", "岀租", "支岀", "提岀", "突岀", "作岀", "做岀",
                "指岀", "输岀", "増加", "増强", "増长", "新増", "増设", "囯家", "全囯", "中囯",
                "囯务", "仼务", "主仼", "责仼", "担仼", "亊项", "办亊", "亊业", "压庒", "庒力",
                "面靣", "方靣", "全靣", "靣积", "釆取", "釆购", "釆用", "釆集", "釆纳", "人囗",
                "窗囗", "囗径", "基夲", "成夲", "刋登", "刋物",
            ],
        ),
    ],
    run,
};

/// The standard on figures: how years and numbers are written.
const FIGURES: &str = "gb-t-15835-2011";

/// The law on the characters of official texts, as in force at the text's date. The article
/// of the revised law has not been read, so the law as a whole is cited.
fn script_law(cx: &Context<'_>) -> &'static str {
    let revised = cx.date.and_then(|d| {
        let law = Registry::builtin().on(d);
        law.work("common-language")
            .map(|i| i.id.as_str() != "common-language-2000")
    });
    if revised == Some(false) {
        "common-language-2000:9"
    } else {
        "common-language-2025"
    }
}

/// U+2F00 to U+2FD5, one for one.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// U+F900 to U+FADF; · where the sign has no other form.
const COMPATIBILITY: &str = "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀··塚·晴··凞猪益礼神祥福靖精羽·蘒·諸··逸都···飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵·舘··並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜···㮝䀘䀹···齃龎······";

/// Those of the radicals supplement that PDFs bring along.
const SUPPLEMENT: &str = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";

/// Radicals whose ordinary sign differs by script: traditional, then simplified.
const BY_SCRIPT: &str =
    "戶户見见貝贝車车長长門门韋韦頁页風风飛飞馬马鬥斗魚鱼鳥鸟鹵卤麥麦黃黄黽黾齊齐齒齿龍龙龜龟";

/// The ordinary sign of a compatibility form, in the script of the text.
fn ordinary(c: char, traditional: bool) -> Option<char> {
    let sign = decomposed(c)?;
    if sign == '靑' {
        return Some('青');
    }
    if !(0x2E80..=0x2FD5).contains(&u32::from(c)) {
        return Some(sign);
    }
    let mut pairs = BY_SCRIPT.chars();
    while let (Some(old), Some(new)) = (pairs.next(), pairs.next()) {
        if sign == old || sign == new {
            return Some(if traditional { old } else { new });
        }
    }
    Some(sign)
}

/// The sign that a compatibility form stands for by the tables above.
fn decomposed(c: char) -> Option<char> {
    let code = u32::from(c);
    match code {
        0x2F00..=0x2FD5 => KANGXI.chars().nth((code - 0x2F00) as usize),
        0xF900..=0xFADF => COMPATIBILITY
            .chars()
            .nth((code - 0xF900) as usize)
            .filter(|c| *c != '·'),
        0x2E80..=0x2EF3 => {
            let mut pairs = SUPPLEMENT.chars();
            pairs.find(|p| *p == c)?;
            pairs.next()
        }
        _ => None,
    }
}

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    mixed(cx, sink);
    odd(cx, sink);
    years(cx, sink);
    brackets(cx, sink);
    for hit in cx.scan.hits(Lit::LookAlike) {
        let word = cx.slice(hit.start, hit.end);
        let right: String = word
            .chars()
            .map(|c| match c {
                '岀' => '出',
                '増' => '增',
                '囯' => '国',
                '仼' => '任',
                '亊' => '事',
                '庒' => '压',
                '靣' => '面',
                '釆' => '采',
                '囗' => '口',
                '夲' => '本',
                '刋' => '刊',
                _ => c,
            })
            .collect();
        if !cx.traditional {
            sink.at(hit.start, hit.end, "lookalike")
                .with("right", right.clone())
                .citing(script_law(cx))
                .unsafe_fix(hit.start, hit.end, right)
                .push();
        }
    }
    widths(cx, sink);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Odd {
    Form,
    Private,
    Invisible,
    Control,
    Letter,
}

fn kind(c: char) -> Option<Odd> {
    Some(match u32::from(c) {
        0x2E80..=0x2FD5 | 0xF900..=0xFAFF => {
            decomposed(c)?;
            Odd::Form
        }
        0xE000..=0xF8FF | 0xF_0000.. => Odd::Private,
        0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF | 0xAD => Odd::Invisible,
        0x00..=0x08 | 0x0E..=0x1F | 0x7F => Odd::Control,
        0x370..=0x4FF => Odd::Letter,
        _ => return None,
    })
}

fn odd(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let mut odd = cx
        .scan
        .odd
        .iter()
        .filter_map(|&(at, c)| Some((at, c, kind(c)?)))
        .peekable();
    let mut invisible_line = None;
    while let Some((start, first, kind)) = odd.next() {
        let mut end = start + first.len_utf8();
        let mut forms: String = ordinary(first, cx.traditional).into_iter().collect();
        while let Some((_, c, _)) = odd.next_if(|(at, _, k)| *at == end && *k == kind) {
            end += c.len_utf8();
            forms.extend(ordinary(c, cx.traditional));
        }
        match kind {
            Odd::Form => {
                sink.at(start, end, "form")
                    .with("right", forms.clone())
                    .citing(script_law(cx))
                    .safe_fix(start, end, forms)
                    .push();
            }
            Odd::Private => sink
                .at(start, end, "private")
                .with("code", code(first))
                .push(),
            Odd::Invisible => {
                // A byte-order mark at the very beginning, a joiner inside an emoji.
                let joins = first == '\u{200d}'
                    && cx
                        .next_char(end)
                        .is_some_and(|c| u32::from(c) > 0x2000 && !is_han(c));
                let line = cx.line_at(start).map(|(n, _)| n);
                let mark = start == 0 && first == '\u{feff}';
                if mark || joins || (line.is_some() && line == invisible_line) {
                    continue;
                }
                invisible_line = line;
                sink.at(start, end, "invisible")
                    .with("code", code(first))
                    .severity(Severity::Warning)
                    .safe_fix(start, end, "")
                    .push();
            }
            Odd::Control => sink
                .at(start, end, "control")
                .with("code", code(first))
                .push(),
            Odd::Letter => letter(cx, sink, start, end, first),
        }
    }
}

fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// A Cyrillic or Greek letter of Latin shape inside a Latin word.
fn letter(cx: &Context<'_>, sink: &mut Sink<'_>, start: usize, end: usize, first: char) {
    const SHAPES: [(char, char); 27] = [
        ('А', 'A'),
        ('В', 'B'),
        ('Е', 'E'),
        ('К', 'K'),
        ('М', 'M'),
        ('Н', 'H'),
        ('О', 'O'),
        ('Р', 'P'),
        ('С', 'C'),
        ('Т', 'T'),
        ('Х', 'X'),
        ('а', 'a'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('х', 'x'),
        ('у', 'y'),
        ('і', 'i'),
        ('Α', 'A'),
        ('Β', 'B'),
        ('Ε', 'E'),
        ('Η', 'H'),
        ('Κ', 'K'),
        ('Μ', 'M'),
        ('Ο', 'O'),
        ('Τ', 'T'),
    ];
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let shape = SHAPES.iter().find(|(c, _)| *c == first);
    if end - start == first.len_utf8()
        && let Some((_, right)) = shape
        && (latin(cx.previous_char(start)) || latin(cx.next_char(end)))
    {
        sink.at(start, end, "letter")
            .with("right", right.to_string())
            .with("code", code(first))
            .severity(Severity::Warning)
            .unsafe_fix(start, end, right.to_string())
            .push();
    }
}

/// 国办发„2009‟3号: the brackets of a document number, of another font's code.
fn brackets(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for hit in cx.scan.hits(Lit::LowQuote) {
        let inside: String = cx.after(hit.end).chars().take(4).collect();
        let end = hit.end + inside.len();
        let close = cx
            .next_char(end)
            .filter(|c| matches!(c, '‟' | '”' | '“' | '‖'));
        if let Some(close) = close
            && inside.chars().count() == 4
            && inside.chars().all(|c| c.is_ascii_digit())
        {
            let (end, right) = (end + close.len_utf8(), format!("〔{inside}〕"));
            sink.at(hit.start, end, "lookalike")
                .with("right", right.clone())
                .unsafe_fix(hit.start, end, right)
                .push();
        }
    }
}

/// 二O二四年, 二○二四年.
fn years(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for hit in cx.scan.hits(Lit::YearGlyph) {
        let start = cx
            .slice(hit.start, hit.end)
            .char_indices()
            .next_back()
            .map_or(hit.start, |(n, _)| hit.start + n);
        let tail = cx.first_chars(start, 4);
        let Some(year_end) = tail.find('年') else {
            continue;
        };
        let rest = tail.get(..year_end).unwrap_or_default();
        let signs = "一二三四五六七八九〇零○O0oＯｏ";
        // 二O + two more signs; or 一九O + one.
        let head = cx.last_chars(start, 2);
        let lead = if head.ends_with("一九") { 2 } else { 1 };
        if !rest.chars().all(|c| signs.contains(c)) || rest.chars().count() + lead != 4 {
            continue;
        }
        let right: String = rest
            .chars()
            .map(|c| if "○O0oＯｏ".contains(c) { '〇' } else { c })
            .collect();
        let circle = rest.chars().all(|c| !"O0oＯｏ".contains(c));
        let severity = if circle {
            Severity::Info
        } else {
            Severity::Warning
        };
        let begin = start
            - head
                .chars()
                .rev()
                .take(lead)
                .map(char::len_utf8)
                .sum::<usize>();
        let whole = format!("{}{right}", cx.slice(begin, start));
        sink.at(begin, start + rest.len(), "zero")
            .with("right", whole.clone())
            .citing(FIGURES)
            .severity(severity)
            .safe_fix(begin, start + rest.len(), whole)
            .push();
    }
}

/// 2０24: figures of both widths in one number.
fn widths(cx: &Context<'_>, sink: &mut Sink<'_>) {
    for run in &cx.scan.digits {
        if run.end - run.start < 4 {
            continue;
        }
        let figures = cx.slice(run.start, run.end);
        let wide = !figures.is_ascii();
        let narrow = figures.chars().any(|c| c.is_ascii());
        if wide && narrow {
            let right: String = figures
                .chars()
                .filter_map(|c| char::from_digit(figure(c)?, 10))
                .collect();
            sink.at(run.start, run.end, "width")
                .with("right", right.clone())
                .citing(FIGURES)
                .severity(Severity::Warning)
                .safe_fix(run.start, run.end, right)
                .push();
        }
    }
}

/// 政務 in a text that is otherwise simplified: told once a run of such signs.
fn mixed(cx: &Context<'_>, sink: &mut Sink<'_>) {
    // A quotation or a page with a second language is no slip.
    if cx.scan.simplified < 5 || cx.scan.traditional * 5 > cx.scan.simplified {
        return;
    }
    let simplified = |c: char| {
        let at = TRADITIONAL.chars().position(|t| t == c)?;
        SIMPLIFIED.chars().nth(at)
    };
    let mut places = cx.scan.traditional_at.iter().copied().peekable();
    while let Some(start) = places.next() {
        let mut right = String::new();
        let mut end = start;
        let mut next = Some(start);
        while let Some(at) = next {
            let Some(c) = cx.next_char(at) else { break };
            right.push(simplified(c).unwrap_or(c));
            end = at + c.len_utf8();
            next = places.next_if_eq(&end);
        }
        // Names of persons and places may keep 於 and 後.
        let name = matches!(cx.slice(start, end), "於" | "後");
        if !name {
            sink.at(start, end, "mixed")
                .with("right", right.clone())
                .citing(script_law(cx))
                .unsafe_fix(start, end, right)
                .push();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Citation;

    #[test]
    fn what_is_cited_is_on_record() {
        for cited in [FIGURES, "common-language-2000:9", "common-language-2025"] {
            let citation: Citation = cited.parse().unwrap();
            assert!(
                Registry::builtin().get(citation.instrument()).is_some(),
                "{cited}"
            );
        }
    }

    #[test]
    fn radicals_follow_the_script() {
        // U+2F3E, U+2F92, U+2FAD and U+2EC5 of the Unicode charts.
        let simplified: Vec<_> = "⼾⾒⾭⻅⼯".chars().map(|c| ordinary(c, false)).collect();
        assert_eq!(
            simplified.into_iter().flatten().collect::<String>(),
            "户见青见工"
        );
        let traditional: Vec<_> = "⼾⾒⾭⻅⼯".chars().map(|c| ordinary(c, true)).collect();
        assert_eq!(
            traditional.into_iter().flatten().collect::<String>(),
            "戶見青見工"
        );
    }
}
