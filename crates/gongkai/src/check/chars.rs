//! What each character is to the scan: one look-up in a table.

use std::sync::OnceLock;

/// The classes of characters that the scan tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    Other,
    Newline,
    Space,
    Latin,
    Digit,
    Fill,
    Bracket,
    Stop,
    /// A mark that ends a sentence, of either width, and the half-width colon.
    Mark,
    Odd,
    Han,
    /// A Chinese character that garbled text is full of and ordinary text is not.
    Strange,
    Traditional,
    Simplified,
    Numeral,
    Year,
    Month,
}

impl Class {
    /// Whether it is a class of Chinese characters.
    pub fn is_han(self) -> bool {
        matches!(
            self,
            Self::Han
                | Self::Strange
                | Self::Traditional
                | Self::Simplified
                | Self::Year
                | Self::Month
                | Self::Numeral
        )
    }
}

/// The Chinese characters that come out when the first two bytes of common Chinese
/// characters in UTF-8 are read as GBK; those that ordinary texts use as well are left out.
const STRANGE: &str = "涓浜浠浼浣渚淇鍊鍋鍌鍍鍎鍏鍐鍑鍒鍓鍔鍕鍖鍗鍘鍙鍚鍛鍜鍝鍞鍟鍠鍡鍢鍣鍤鍥鍦鍧鍨鍩鍫鎬鎭鎰鎱鎲鎳鎴鎵鎶鎷鎸鎹鎺鎻鎼鎽鎾鎿鏀鏁鏂鏃鏄鏅鏆鏇鏉鏋鏌鏍鐎鐏鐐鐑鐒鐓鐔鐕鐖鐗鐘鐙鐚鐛鐜鐝鐞鐟鐠鐡鐢鐣鐤鐥鐦鐧鐨鐩鐪鐫鐬鐭鐮闁闂闃闄闅闆闇闈闉鑰鑱鑲鑳鑴鑵鑶鑷鑸鑹鑺鑻鑽鑾鑿閫閬閮閯閰閲閳閴閵閶閸閹閺閻閼閽閾閿闀绗绛绠绡绨绫绮缁缂缃缇缈锛銆€绔鍩閲囧";

/// Common signs of the traditional script, each with its simplified form below; none of them
/// is used in the simplified script.
pub(super) const TRADITIONAL: &str = "們這為國學縣發開說對實會關經過還進動務業電書長門時問題應該與無從於種個點後當兩機構辦報鎮鄉區農黨資補產費達運選據護設組織員數單衛醫療險層級總結統計處備條約標準項環責調類財興寫見覺親觀聽話請議讀";
pub(super) const SIMPLIFIED: &str = "们这为国学县发开说对实会关经过还进动务业电书长门时问题应该与无从于种个点后当两机构办报镇乡区农党资补产费达运选据护设组织员数单卫医疗险层级总结统计处备条约标准项环责调类财兴写见觉亲观听话请议读";

fn build() -> Box<[Class]> {
    let mut table = vec![Class::Other; 0x1_0000].into_boxed_slice();
    let mut set = |from: u32, to: u32, class: Class| {
        for code in from..=to {
            if let Some(slot) = table.get_mut(code as usize) {
                *slot = class;
            }
        }
    };
    set(0x00, 0x08, Class::Odd);
    set(0x0E, 0x1F, Class::Odd);
    set(0x7F, 0xA0, Class::Odd);
    set(0xC0, 0xFF, Class::Odd);
    set(0xD7, 0xD7, Class::Other);
    set(0xF7, 0xF7, Class::Other);
    set(0xA2, 0xA6, Class::Other);
    set(0xAD, 0xAD, Class::Odd);
    for letters in [
        (0x41, 0x5A),
        (0x61, 0x7A),
        (0xFF21, 0xFF3A),
        (0xFF41, 0xFF5A),
    ] {
        set(letters.0, letters.1, Class::Latin);
    }
    set(0x370, 0x3FF, Class::Odd);
    set(0x400, 0x4FF, Class::Odd);
    set(0x30, 0x39, Class::Digit);
    set(0xFF10, 0xFF19, Class::Digit);
    set(0x200B, 0x200F, Class::Odd);
    set(0x202A, 0x202E, Class::Odd);
    set(0x2060, 0x2069, Class::Odd);
    set(0x2E80, 0x2FD5, Class::Odd);
    set(0x3105, 0x312F, Class::Odd);
    set(0xE000, 0xF8FF, Class::Odd);
    set(0xF900, 0xFAFF, Class::Odd);
    set(0xFEFF, 0xFEFF, Class::Odd);
    set(0xFFFD, 0xFFFD, Class::Odd);
    set(0x3400, 0x4DBF, Class::Han);
    set(0x4E00, 0x9FFF, Class::Han);
    set(0x3007, 0x3007, Class::Numeral);
    set(0xA0, 0xA0, Class::Space);
    let mut each = |text: &str, class: Class| {
        for c in text.chars() {
            set(u32::from(c), u32::from(c), class);
        }
    };
    each(STRANGE, Class::Strange);
    each(TRADITIONAL, Class::Traditional);
    each(SIMPLIFIED, Class::Simplified);
    each("一二三四五六七八九十零〇○廿卅", Class::Numeral);
    each("年", Class::Year);
    each("月", Class::Month);
    each("\n", Class::Newline);
    each(" \t\r\u{b}\u{c}\u{3000}", Class::Space);
    each("XxＸｘ×╳*＊_＿", Class::Fill);
    each(
        "“”‘’（）()【】〔〕[]［］《》〈〉「」『』｛｝{}",
        Class::Bracket,
    );
    each("，。、；：,;", Class::Stop);
    each("？！?!:", Class::Mark);
    table
}

/// The classes of the basic plane, by code point.
pub(crate) fn table() -> &'static [Class] {
    static TABLE: OnceLock<Box<[Class]>> = OnceLock::new();
    TABLE.get_or_init(build)
}

/// What `c` is to the scan, by [`table`].
pub(crate) fn class(table: &[Class], c: char) -> Class {
    match table.get(u32::from(c) as usize) {
        Some(&class) => class,
        None => match u32::from(c) {
            0x2F800..=0x2FA1F | 0xF_0000.. => Class::Odd,
            0x2_0000..=0x3_FFFF => Class::Han,
            _ => Class::Other,
        },
    }
}

/// Whether `c` is a Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x2_0000..=0x3_FFFF)
}

/// The value of a figure of either width.
pub(crate) fn figure(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// Whether `c` ends a sentence.
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '…')
}

/// Whether a line may break after `c`: some mark stands there.
pub(crate) fn is_mark(c: char) -> bool {
    ends_sentence(c)
        || matches!(
            c,
            '，' | '、'
                | '：'
                | ','
                | ':'
                | '”'
                | '’'
                | '）'
                | ')'
                | '》'
                | '】'
                | '〉'
                | '〕'
                | ']'
                | '"'
                | '.'
        )
}

/// Blank, of any width, within a line.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\t' | '\u{a0}' | '\r')
}
