//! Chinese numerals as statutes print them (第一百三十三条).

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Prints `n` in the form used for article numbers: `33` is `三十三`, `110` is `一百一十`.
///
/// ```
/// use gongkai::law::numeral::to_chinese;
/// assert_eq!(to_chinese(10), "十");
/// assert_eq!(to_chinese(33), "三十三");
/// assert_eq!(to_chinese(101), "一百零一");
/// assert_eq!(to_chinese(1260), "一千二百六十");
/// ```
pub fn to_chinese(n: u16) -> String {
    let digit = |d: u16| DIGITS.get(usize::from(d)).copied().unwrap_or('零');
    if n == 0 {
        return digit(0).to_string();
    }
    let places = [
        (10_000, "万"),
        (1000, "千"),
        (100, "百"),
        (10, "十"),
        (1, ""),
    ];
    let mut out = String::new();
    let mut zero = false;
    for (place, name) in places {
        let d = n / place % 10;
        if d == 0 {
            zero = !out.is_empty();
            continue;
        }
        if zero {
            out.push(digit(0));
            zero = false;
        }
        if !(d == 1 && place == 10 && out.is_empty()) {
            out.push(digit(d));
        }
        out.push_str(name);
    }
    out
}

/// The value of one Chinese digit, `〇` and `两` included.
pub(crate) fn digit(c: char) -> Option<u16> {
    match c {
        '〇' | '零' | '○' => Some(0),
        '两' => Some(2),
        _ => DIGITS
            .iter()
            .position(|&d| d == c)
            .and_then(|p| u16::try_from(p).ok()),
    }
}

/// Reads a numeral in Chinese (`三十三`, `一百零一`, `二〇二四`) or in Arabic figures, half or
/// full width (`33`, `３３`). `None` for anything else, for mixed forms and past 65535.
///
/// ```
/// use gongkai::law::numeral::parse;
/// assert_eq!(parse("三十三"), Some(33));
/// assert_eq!(parse("十"), Some(10));
/// assert_eq!(parse("一百一十"), Some(110));
/// assert_eq!(parse("一千二百六十"), Some(1260));
/// assert_eq!(parse("二〇二四"), Some(2024));
/// assert_eq!(parse("33"), Some(33));
/// assert_eq!(parse("十百"), None);
/// ```
pub fn parse(text: &str) -> Option<u16> {
    if text.is_empty() {
        return None;
    }
    if let Some(n) = positional(text, arabic) {
        return Some(n);
    }
    if text.chars().count() > 1 && text.chars().all(|c| digit(c).is_some()) {
        return positional(text, digit);
    }
    let mut total: u32 = 0;
    let mut pending: Option<u16> = None;
    let mut last_place = u32::MAX;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let place = match c {
            '万' => 10_000,
            '千' => 1000,
            '百' => 100,
            '十' => 10,
            _ => {
                let d = digit(c)?;
                if pending.is_some() || (d == 0 && chars.peek().is_none() && total > 0) {
                    return None;
                }
                pending = if d == 0 && total > 0 { None } else { Some(d) };
                continue;
            }
        };
        if place >= last_place {
            return None;
        }
        last_place = place;
        let times = match pending.take() {
            Some(0) => return None,
            Some(d) => u32::from(d),
            None if place == 10 && total == 0 => 1,
            None => return None,
        };
        total = total.checked_add(times.checked_mul(place)?)?;
    }
    total = total.checked_add(u32::from(pending.unwrap_or(0)))?;
    u16::try_from(total).ok()
}

fn arabic(c: char) -> Option<u16> {
    let value = match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '０'..='９' => u32::from(c) - u32::from('０'),
        _ => return None,
    };
    u16::try_from(value).ok()
}

fn positional(text: &str, digit: impl Fn(char) -> Option<u16>) -> Option<u16> {
    text.chars()
        .try_fold(0u16, |n, c| n.checked_mul(10)?.checked_add(digit(c)?))
}

/// True for a character that may stand in a numeral of either script.
pub(crate) fn is_numeral(c: char) -> bool {
    arabic(c).is_some() || digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万')
}

#[cfg(test)]
mod tests {
    use super::{parse, to_chinese};

    #[test]
    fn print_then_parse_is_the_identity() {
        for n in 0..=u16::MAX {
            assert_eq!(parse(&to_chinese(n)), Some(n), "{}", to_chinese(n));
        }
    }

    #[test]
    fn forms_found_in_documents() {
        for (text, n) in [
            ("一百零二", 102),
            ("一百一十", 110),
            ("３３", 33),
            ("二○○八", 2008),
            ("十九", 19),
        ] {
            assert_eq!(parse(text), Some(n), "{text}");
        }
        for text in ["", "第", "一一百", "十十", "三3", "百", "一百零"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
