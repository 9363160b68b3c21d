use chrono::NaiveDate;

use crate::items::date::from_serial;

/// What a number format of a spreadsheet shows, as far as a reader of a list needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// As the number is.
    General,
    /// With so many decimals, and perhaps thousands separated.
    Fixed { decimals: usize, thousands: bool },
    /// As per cent, with so many decimals.
    Percent { decimals: usize },
    /// A day, a time of day, or both; `chinese` where written with 年.
    Date {
        day: bool,
        time: bool,
        month_only: bool,
        chinese: bool,
    },
}

impl NumberFormat {
    /// The built-in format of this id; ids from 164 have their own code.
    pub(super) fn builtin(id: u32) -> Self {
        let date = |day, time| Self::Date {
            day,
            time,
            month_only: false,
            chinese: false,
        };
        match id {
            1 => Self::Fixed {
                decimals: 0,
                thousands: false,
            },
            2 => Self::Fixed {
                decimals: 2,
                thousands: false,
            },
            3 | 37 | 38 => Self::Fixed {
                decimals: 0,
                thousands: true,
            },
            4 | 39 | 40 => Self::Fixed {
                decimals: 2,
                thousands: true,
            },
            9 => Self::Percent { decimals: 0 },
            10 => Self::Percent { decimals: 2 },
            17 => Self::Date {
                day: true,
                time: false,
                month_only: true,
                chinese: false,
            },
            14..=16 | 27..=30 | 36 | 50 | 52..=54 => date(true, false),
            // 31 is yyyy"年"m"月"d"日" where Chinese is the language of the program.
            31 | 58 | 51 => Self::Date {
                day: true,
                time: false,
                month_only: false,
                chinese: true,
            },
            57 => Self::Date {
                day: true,
                time: false,
                month_only: true,
                chinese: true,
            },
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => date(false, true),
            22 => date(true, true),
            _ => Self::General,
        }
    }

    /// The format of a code, by its first section: `yyyy"年"m"月"d"日"`, `#,##0.00`, `0%`.
    pub(super) fn of_code(code: &str) -> Self {
        let section = code.split(';').next().unwrap_or("");
        let mut bare = String::new();
        let mut chars = section.chars();
        let mut chinese = false;
        while let Some(c) = chars.next() {
            match c {
                '"' => {
                    let literal: String = chars.by_ref().take_while(|c| *c != '"').collect();
                    chinese |= literal.contains(['年', '月']);
                }
                '[' => {
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    // [h]:mm counts hours on; [Red], [$-804], [DBNum1] are no fields.
                    let elapsed = inside.to_ascii_lowercase();
                    if matches!(elapsed.as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                        bare.push_str(&elapsed);
                    }
                }
                '\\' | '_' | '*' => {
                    if let Some(next) = chars.next() {
                        chinese |= next == '年' || next == '月';
                    }
                }
                c => {
                    chinese |= c == '年' || c == '月';
                    bare.extend(c.to_lowercase());
                }
            }
        }
        if bare.contains("general") {
            return Self::General;
        }
        let time = bare.contains(['h', 's']);
        let day = bare.contains(['y', 'd', 'e']) && !bare.contains("e+") && !bare.contains("e-");
        if day || time || (bare.contains('m') && !bare.contains(['0', '#'])) {
            let month_only = !bare.contains('d');
            return Self::Date {
                day: day || !time,
                time,
                month_only,
                chinese,
            };
        }
        let decimals = bare.split_once('.').map_or(0, |(_, after)| {
            after
                .chars()
                .take_while(|c| matches!(c, '0' | '#' | '?'))
                .count()
        });
        if bare.contains('%') {
            return Self::Percent { decimals };
        }
        if bare.contains('0') || bare.contains('#') {
            return Self::Fixed {
                decimals,
                thousands: bare.contains(",#") || bare.contains("#,"),
            };
        }
        Self::General
    }

    /// The number as shown, and the day when it is one.
    pub(super) fn show(self, raw: &str, since_1904: bool) -> (String, Option<NaiveDate>) {
        let Ok(number) = raw.trim().parse::<f64>() else {
            return (raw.to_owned(), None);
        };
        match self {
            Self::General => (general(number, raw), None),
            Self::Fixed {
                decimals,
                thousands,
            } => {
                let text = format!("{number:.decimals$}");
                (if thousands { separated(&text) } else { text }, None)
            }
            Self::Percent { decimals } => (format!("{:.decimals$}%", number * 100.0), None),
            Self::Date {
                day,
                time,
                month_only,
                chinese,
            } => {
                let date = from_serial(number, since_1904).filter(|_| day);
                let clock = clock(number);
                let text = match date {
                    None if day => return (general(number, raw), None),
                    None => clock,
                    Some(d) => {
                        let pattern = match (chinese, month_only) {
                            (true, true) => "%Y年%-m月",
                            (true, false) => "%Y年%-m月%-d日",
                            (false, true) => "%Y-%m",
                            (false, false) => "%Y-%m-%d",
                        };
                        let day = d.format(pattern).to_string();
                        if time { format!("{day} {clock}") } else { day }
                    }
                };
                (text, date)
            }
        }
    }
}

/// A number without a format: integers without a point, others as short as they are exact.
fn general(number: f64, raw: &str) -> String {
    if number.abs() < 1e15 {
        format!("{number}")
    } else {
        raw.trim().to_owned()
    }
}

/// Thousands apart.
fn separated(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |r| ("-", r));
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let mut out = String::from(sign);
    for (n, c) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The time of day of a serial number, to the minute, with seconds where there are any.
fn clock(serial: f64) -> String {
    // A fraction of a day: at most 86400 seconds.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let seconds = ((serial - serial.floor()) * 86400.0).round() as u32 % 86400;
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if s == 0 {
        format!("{h:02}:{m:02}")
    } else {
        format!("{h:02}:{m:02}:{s:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, raw: &str) -> String {
        NumberFormat::of_code(code).show(raw, false).0
    }

    #[test]
    fn codes_show_what_a_spreadsheet_shows() {
        // 45356 is 2024-03-05, .25 is six in the morning.
        assert_eq!(shown("yyyy/m/d", "45356"), "2024-03-05");
        assert_eq!(shown("yyyy\"年\"m\"月\"d\"日\";@", "45356"), "2024年3月5日");
        assert_eq!(shown("yyyy-mm-dd hh:mm", "45356.25"), "2024-03-05 06:00");
        assert_eq!(shown("[$-804]yyyy\"年\"m\"月\"", "45356"), "2024年3月");
        assert_eq!(shown("h:mm:ss", "0.5"), "12:00");
        assert_eq!(shown("#,##0.00", "1234567.5"), "1,234,567.50");
        assert_eq!(shown("0.0%", "0.125"), "12.5%");
        assert_eq!(shown("[Red]0.00_ ;-0", "3"), "3.00");
        assert_eq!(shown("General", "3.14"), "3.14");
        assert_eq!(shown("@", "007"), "7");
        assert_eq!(shown("0.00E+00", "5"), "5.00");
    }
}
