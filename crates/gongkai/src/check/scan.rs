//! The one pass over a text: it collects the places that a rule may have to look at.

use super::chars::{self, Class, class};
use super::literals::{self, Hit, LIT_COUNT, Lit};

/// A run of like characters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub start: usize,
    pub end: usize,
    /// The character that the run begins with.
    pub first: char,
}

/// A place where the last `period` Chinese characters repeat the `period` before them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Double {
    /// Where the second occurrence ends, the first time that there is one.
    pub end: usize,
    /// Characters in the unit that is repeated.
    pub period: usize,
}

/// A line without its end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RawLine {
    pub start: usize,
    pub end: usize,
}

/// All that was collected.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// Lines; a paragraph is one line.
    pub lines: Vec<RawLine>,
    /// Runs of figures, half or full width.
    pub digits: Vec<Run>,
    /// Runs of one character that stands for something to be filled in: X, ×, *, _.
    pub fills: Vec<Run>,
    /// Brackets and quotation marks.
    pub brackets: Vec<(usize, char)>,
    /// Characters that no clean text holds.
    pub odd: Vec<(usize, char)>,
    /// Places of 年 after a numeral or a space.
    pub years: Vec<usize>,
    /// Places of 月 after a numeral or a space.
    pub months: Vec<usize>,
    /// Repeated words.
    pub doubles: Vec<Double>,
    /// Two or more stops (，。、；：) in a row.
    pub stops: Vec<Run>,
    /// Stretches that read like UTF-8 taken for GBK.
    pub garbled: Vec<Run>,
    /// Blanks inside a line.
    pub blanks: Vec<Run>,
    /// Half-width marks between two Chinese characters.
    pub narrow: Vec<usize>,
    /// How many full-width marks of the same kinds there are.
    pub wide: usize,
    /// Literals of the rules, by kind.
    hits: Vec<Vec<Hit>>,
    /// Signs only of the traditional script, and only of the simplified one.
    pub traditional: usize,
    pub simplified: usize,
    /// Where the first of the traditional ones stand: enough for a text that mixes the two.
    pub traditional_at: Vec<usize>,
}

/// How many places of traditional signs are kept.
const KEPT: usize = 200;

impl Scan {
    /// Where the literals of a kind stand, by their ends.
    pub fn hits(&self, kind: Lit) -> &[Hit] {
        self.hits.get(kind as usize).map_or(&[], Vec::as_slice)
    }
}

const LANES: usize = 8;

/// The last eight characters, and for each distance how many characters in a row have
/// equalled the one so far back.
#[derive(Default)]
struct Repeats {
    /// Sixteen bits each, the newest lowest.
    last: [u64; 2],
    equal: [u16; LANES],
    any: bool,
}

/// Whether some sixteen bits of `x` are zero; at times true when none is, never the reverse.
fn has_zero(x: u64) -> bool {
    x.wrapping_sub(0x0001_0001_0001_0001) & !x & 0x8000_8000_8000_8000 != 0
}

impl Repeats {
    fn reset(&mut self) {
        *self = Self::default();
    }

    /// Takes one character in; true when some distance has just come to a full repetition.
    fn push(&mut self, c: u16) -> bool {
        let [near, far] = self.last;
        let all = u64::from(c).wrapping_mul(0x0001_0001_0001_0001);
        let mut full = false;
        if has_zero(near ^ all) || has_zero(far ^ all) {
            let lanes = [
                near,
                near >> 16,
                near >> 32,
                near >> 48,
                far,
                far >> 16,
                far >> 32,
                far >> 48,
            ];
            for ((k, lane), equal) in (1u16..).zip(lanes).zip(&mut self.equal) {
                let same = u16::from(lane & 0xFFFF == u64::from(c));
                *equal = (*equal + same).min(1000) * same;
                full |= *equal == k;
            }
            self.any = true;
        } else if self.any {
            self.equal = [0; LANES];
            self.any = false;
        }
        self.last = [near << 16 | u64::from(c), far << 16 | near >> 48];
        full
    }
}

/// A stretch of Chinese characters and how many of them garbling produces.
#[derive(Default)]
struct Stretch {
    length: usize,
    strange: usize,
    first: usize,
    last: usize,
}

pub(crate) fn scan(text: &str) -> Scan {
    let mut found = Scan {
        hits: vec![Vec::new(); LIT_COUNT],
        ..Scan::default()
    };
    let table = chars::table();
    let mut line_start = 0;
    let mut repeats = Repeats::default();
    let mut stretch = Stretch::default();
    let mut previous = '\n';
    let mut previous_class = Class::Newline;
    for (at, c) in text.char_indices() {
        let class = class(table, c);
        match class {
            Class::Han
            | Class::Strange
            | Class::Traditional
            | Class::Simplified
            | Class::Year
            | Class::Month
            | Class::Numeral => {
                stretch.length += 1;
                match class {
                    Class::Strange => {
                        if stretch.strange == 0 {
                            stretch.first = at;
                        }
                        stretch.last = at;
                        stretch.strange += 1;
                    }
                    Class::Traditional => {
                        found.traditional += 1;
                        if found.traditional_at.len() < KEPT {
                            found.traditional_at.push(at);
                        }
                    }
                    Class::Simplified => found.simplified += 1,
                    Class::Year | Class::Month
                        if matches!(
                            previous_class,
                            Class::Digit
                                | Class::Numeral
                                | Class::Space
                                | Class::Latin
                                | Class::Fill
                        ) =>
                    {
                        if class == Class::Year {
                            found.years.push(at);
                        } else {
                            found.months.push(at);
                        }
                    }
                    _ => {}
                }
                match u16::try_from(u32::from(c)) {
                    Ok(code) => {
                        if repeats.push(code) {
                            for (k, equal) in (1usize..).zip(repeats.equal) {
                                if usize::from(equal) == k {
                                    let end = at + c.len_utf8();
                                    found.doubles.push(Double { end, period: k });
                                }
                            }
                        }
                    }
                    Err(_) => repeats.reset(),
                }
                previous = c;
                previous_class = class;
                continue;
            }
            Class::Newline => {
                found.lines.push(RawLine {
                    start: line_start,
                    end: at,
                });
                line_start = at + 1;
            }
            Class::Digit => extend(&mut found.digits, previous_class == Class::Digit, at, c),
            Class::Fill => {
                extend(
                    &mut found.fills,
                    previous_class == Class::Fill && previous == c,
                    at,
                    c,
                );
            }
            Class::Bracket => {
                found.brackets.push((at, c));
                width(&mut found, text, at, c, previous_class);
            }
            Class::Odd => found.odd.push((at, c)),
            Class::Stop => {
                width(&mut found, text, at, c, previous_class);
                if previous_class == Class::Stop {
                    let joined = found.stops.last().is_some_and(|run| run.end == at);
                    if !joined {
                        let start = at - previous.len_utf8();
                        found.stops.push(Run {
                            start,
                            end: at,
                            first: previous,
                        });
                    }
                    if let Some(run) = found.stops.last_mut() {
                        run.end = at + c.len_utf8();
                    }
                }
            }
            Class::Mark => width(&mut found, text, at, c, previous_class),
            Class::Space => match found.blanks.last_mut() {
                Some(run) if run.end == at => run.end = at + c.len_utf8(),
                // What a line begins with is its indent.
                _ if at > line_start => found.blanks.push(Run {
                    start: at,
                    end: at + c.len_utf8(),
                    first: c,
                }),
                _ => {}
            },
            Class::Latin | Class::Other => {}
        }
        if stretch.length > 0 {
            close(text, &mut found, &mut stretch, at);
            repeats.reset();
        }
        previous = c;
        previous_class = class;
    }
    close(text, &mut found, &mut stretch, text.len());
    if line_start < text.len() {
        found.lines.push(RawLine {
            start: line_start,
            end: text.len(),
        });
    }
    literals::find(text, &mut found.hits);
    found
}

fn extend(runs: &mut Vec<Run>, joined: bool, at: usize, c: char) {
    match runs.last_mut() {
        Some(run) if joined => run.end = at + c.len_utf8(),
        _ => runs.push(Run {
            start: at,
            end: at + c.len_utf8(),
            first: c,
        }),
    }
}

/// Keeps a half-width mark that stands between Chinese characters; counts full-width ones.
fn width(found: &mut Scan, text: &str, at: usize, c: char, before: Class) {
    if c.is_ascii() {
        // The first byte of U+4000 to U+9FFF.
        let han = |byte: Option<&u8>| byte.is_some_and(|b| (0xE4..=0xE9).contains(b));
        if before.is_han() && !"[]{}".contains(c) && han(text.as_bytes().get(at + 1)) {
            found.narrow.push(at);
        }
    } else if "，；：？！（）".contains(c) {
        found.wide += 1;
    }
}

fn close(text: &str, found: &mut Scan, stretch: &mut Stretch, end: usize) {
    if stretch.strange >= 3 && stretch.strange * 4 >= stretch.length {
        // Two characters give three: such a sign begins every pair, two more may follow.
        let tail = text.get(stretch.last..end).unwrap_or_default();
        let length: usize = tail.chars().take(3).map(char::len_utf8).sum();
        found.garbled.push(Run {
            start: stretch.first,
            end: stretch.last + length,
            first: '?',
        });
    }
    *stretch = Stretch::default();
}
