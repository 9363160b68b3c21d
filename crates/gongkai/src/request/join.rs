//! Applications that ask for the same (Art. 44).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::cite::cited;
use crate::law::{Citation, Lang};

/// An application, as far as joining needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Joinable"))]
#[serde(deny_unknown_fields)]
pub struct Joinable {
    /// The case.
    pub case: String,
    /// The body asked.
    pub body: String,
    /// Who asks: the same text for the same applicant.
    pub applicant: String,
    /// The day on which it came.
    pub on: NaiveDate,
    /// What is asked for.
    pub content: String,
    /// The answer, once there is one; it tells whether the information can be disclosed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// Whether the applicant suggests that the information be disclosed to everybody
    /// (Art. 44 para. 2).
    #[serde(default)]
    pub suggests: bool,
}

/// What counts as asking for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.JoinSettings"))]
#[serde(default, deny_unknown_fields)]
pub struct JoinSettings {
    /// How alike two contents must be, in per cent; 80 unless set.
    pub alike: u8,
    /// How many different applicants make many; 2 unless set (多个申请人).
    pub applicants: usize,
}

impl Default for JoinSettings {
    fn default() -> Self {
        Self {
            alike: 80,
            applicants: 2,
        }
    }
}

/// Applications to one body that ask for the same, or one whose applicant suggests disclosure
/// (合并办理与主动公开建议).
#[doc(alias = "合并办理")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RequestGroup"))]
#[non_exhaustive]
pub struct RequestGroup {
    /// The body asked.
    pub body: String,
    /// The applications, the earliest first; the others are compared with it.
    pub members: Vec<GroupMember>,
    /// How many different applicants there are.
    pub applicants: usize,
    /// Whether the information can be disclosed, by the answers so far.
    pub disclosable: Disclosable,
    /// What follows for the body; `None` where nothing does (yet).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<JoinSuggestion>,
    /// The articles.
    pub basis: Vec<Citation>,
}

/// An application of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.GroupMember"))]
#[non_exhaustive]
pub struct GroupMember {
    /// The case.
    pub case: String,
    /// How like the first one it is, in per cent.
    pub alike: u8,
    /// Whether its applicant suggests disclosure to everybody.
    pub suggests: bool,
}

/// Whether the information of a group can be disclosed, by the answers given so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Disclosable"))]
#[serde(rename_all = "snake_case")]
pub enum Disclosable {
    /// An answer disclosed it.
    Yes,
    /// An answer disclosed a part of it.
    InPart,
    /// Every answer withheld it, or none could give it.
    No,
    /// Nothing is answered yet.
    Unknown,
}

/// What the body may or has to do about a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.JoinSuggestion"))]
#[serde(rename_all = "snake_case")]
pub enum JoinSuggestion {
    /// 可以纳入主动公开的范围: many asked for information that can be disclosed (para. 1).
    MayPublish,
    /// 审核是否属于主动公开范围: an applicant suggests it for information that was disclosed;
    /// what belongs there has to be published promptly (para. 2).
    ReviewForPublication,
    /// Many ask; once it is found that it can be disclosed, to publish it is worth a thought.
    ConsiderOnceDecided,
}

/// Groups the applications that ask one body for the same, the earliest group first. An
/// application that stands alone makes a group only where its applicant suggests disclosure.
///
/// Contents are compared as text: spaces, punctuation and words of courtesy are left out, then
/// pairs of neighbouring characters are counted (Dice). Numbers must be the same: the accounts
/// of 2024 are not those of 2025. An application joins the first group whose earliest member it
/// resembles enough; the order of the input does not matter.
///
/// ```
/// use gongkai::request::{JoinSettings, JoinSuggestion, Joinable, join};
/// let asked = |case: &str, who: &str, content: &str| Joinable {
///     case: case.to_owned(),
///     body: "青禾镇人民政府".to_owned(),
///     applicant: who.to_owned(),
///     on: "2026-03-02".parse().unwrap(),
///     content: content.to_owned(),
///     answer: None,
///     suggests: false,
/// };
/// let groups = join(
///     &[
///         asked("1", "李某", "申请公开东沟村2025年道路硬化工程施工合同"),
///         asked("2", "王某", "东沟村2025年道路硬化工程的施工合同。"),
///         asked("3", "赵某", "东沟村2024年道路硬化工程施工合同"),
///     ],
///     &JoinSettings::default(),
/// );
/// assert_eq!(groups.len(), 1);
/// let cases: Vec<_> = groups[0].members.iter().map(|m| m.case.as_str()).collect();
/// assert_eq!(cases, ["1", "2"]);
/// assert_eq!(groups[0].suggestion, Some(JoinSuggestion::ConsiderOnceDecided));
/// ```
pub fn join(applications: &[Joinable], settings: &JoinSettings) -> Vec<RequestGroup> {
    let mut sorted: Vec<&Joinable> = applications.iter().collect();
    sorted.sort_by(|a, b| (a.on, &a.case, &a.content).cmp(&(b.on, &b.case, &b.content)));
    let mut groups: Vec<(Text, Vec<(&Joinable, u8)>)> = Vec::new();
    for one in sorted {
        let text = Text::of(&one.content);
        let found = groups.iter_mut().find_map(|(first, members)| {
            let body = members.first()?.0.body.as_str();
            let alike = first.alike(&text);
            (body == one.body && alike >= settings.alike.max(1)).then_some((members, alike))
        });
        match found {
            Some((members, alike)) => members.push((one, alike)),
            None => groups.push((text, vec![(one, 100)])),
        }
    }
    groups
        .into_iter()
        .filter(|(_, members)| members.len() > 1 || members.iter().any(|(m, _)| m.suggests))
        .filter_map(|(_, members)| group(&members, settings))
        .collect()
}

fn group(members: &[(&Joinable, u8)], settings: &JoinSettings) -> Option<RequestGroup> {
    let first = members.first()?.0;
    let applicants: BTreeSet<&str> = members.iter().map(|(m, _)| m.applicant.trim()).collect();
    let answers = || members.iter().filter_map(|(m, _)| m.answer.as_ref());
    let disclosed =
        |a: &Answer| matches!(a, Answer::Disclosed { .. } | Answer::AlreadyPublic { .. });
    let disclosable = if answers().any(disclosed) {
        Disclosable::Yes
    } else if answers().any(|a| matches!(a, Answer::Partly { .. })) {
        Disclosable::InPart
    } else if answers().next().is_some() {
        Disclosable::No
    } else {
        Disclosable::Unknown
    };
    let many = applicants.len() >= settings.applicants.max(2);
    let can = matches!(disclosable, Disclosable::Yes | Disclosable::InPart);
    let suggests = members.iter().any(|(m, _)| m.suggests);
    let suggestion = if suggests && can {
        Some(JoinSuggestion::ReviewForPublication)
    } else if many && can {
        Some(JoinSuggestion::MayPublish)
    } else if (many || suggests) && disclosable == Disclosable::Unknown {
        Some(JoinSuggestion::ConsiderOnceDecided)
    } else {
        None
    };
    let mut basis: Vec<&str> = Vec::new();
    if many {
        basis.push("ogi-2019:44.1");
    }
    if suggests {
        basis.push("ogi-2019:44.2");
    }
    if applicants.len() < members.len() {
        basis.push("ogi-2019:36(6)");
    }
    Some(RequestGroup {
        body: first.body.clone(),
        members: members
            .iter()
            .map(|(m, alike)| GroupMember {
                case: m.case.clone(),
                alike: *alike,
                suggests: m.suggests,
            })
            .collect(),
        applicants: applicants.len(),
        disclosable,
        suggestion,
        basis: cited(&basis),
    })
}

impl RequestGroup {
    /// What was found and what follows, in a sentence.
    pub fn message(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let cases: Vec<String> = self
            .members
            .iter()
            .enumerate()
            .map(|(n, m)| match (n, zh) {
                (0, _) => m.case.clone(),
                (_, true) => format!("{}（相似{}%）", m.case, m.alike),
                (_, false) => format!("{} ({}% alike)", m.case, m.alike),
            })
            .collect();
        let what = if zh {
            format!(
                "{}名申请人的{}件申请内容相同：{}",
                self.applicants,
                self.members.len(),
                cases.join("、")
            )
        } else {
            format!(
                "{} of {} ask for the same: {}",
                plural(self.members.len(), "application"),
                plural(self.applicants, "applicant"),
                cases.join(", ")
            )
        };
        let what = if self.members.len() == 1 {
            cases.concat()
        } else {
            what
        };
        let follows = match (self.suggestion, self.disclosable, zh) {
            (Some(JoinSuggestion::MayPublish), _, true) => "该信息可以公开，可以纳入主动公开的范围",
            (Some(JoinSuggestion::ReviewForPublication), _, true) => {
                "申请人建议主动公开，经审核属于主动公开范围的，应当及时主动公开"
            }
            (Some(JoinSuggestion::ConsiderOnceDecided), _, true) => {
                "尚未答复；确定可以公开的，考虑纳入主动公开的范围"
            }
            (None, Disclosable::No, true) => "答复均未公开，不宜纳入主动公开",
            (None, _, true) => "申请人不够多，不足以建议主动公开",
            (Some(JoinSuggestion::MayPublish), _, false) => {
                "it can be disclosed and may be published for everybody"
            }
            (Some(JoinSuggestion::ReviewForPublication), _, false) => {
                "an applicant suggests publication: what belongs to the information to be published has to be, promptly"
            }
            (Some(JoinSuggestion::ConsiderOnceDecided), _, false) => {
                "not answered yet; once it can be disclosed, consider publishing it"
            }
            (None, Disclosable::No, false) => "no answer disclosed it: not to be published",
            (None, _, false) => "too few applicants to suggest publishing it",
        };
        let mark = if zh { "；" } else { "; " };
        format!("{what}{mark}{follows}")
    }
}

fn plural(n: usize, noun: &str) -> String {
    if n == 1 {
        format!("1 {noun}")
    } else {
        format!("{n} {noun}s")
    }
}

/// Words of courtesy and of every application, which say nothing of its object. Longer ones
/// stand first.
const COURTESY: [&str; 17] = [
    "政府信息公开申请",
    "申请公开",
    "请求公开",
    "要求公开",
    "希望公开",
    "申请获取",
    "依法公开",
    "政府信息",
    "请提供",
    "请公开",
    "本人",
    "我方",
    "贵单位",
    "贵机关",
    "有关",
    "相关",
    "的",
];

/// A content made comparable.
struct Text {
    /// What remains, as characters.
    chars: Vec<char>,
    /// How often each pair of neighbours stands in it.
    pairs: BTreeMap<(char, char), usize>,
    /// The numbers in it, in any order.
    numbers: Vec<String>,
}

impl Text {
    fn of(content: &str) -> Self {
        let mut plain: String = content
            .chars()
            .map(half_width)
            .flat_map(char::to_lowercase)
            .filter(|c| c.is_alphanumeric())
            .collect();
        for word in COURTESY {
            plain = plain.replace(word, "");
        }
        let mut numbers: Vec<String> = plain
            .split(|c: char| !c.is_ascii_digit())
            .filter(|n| !n.is_empty())
            .map(str::to_owned)
            .collect();
        numbers.sort();
        let chars: Vec<char> = plain.chars().collect();
        let mut pairs = BTreeMap::new();
        for (a, b) in chars.iter().zip(chars.iter().skip(1)) {
            *pairs.entry((*a, *b)).or_insert(0) += 1;
        }
        Self {
            chars,
            pairs,
            numbers,
        }
    }

    /// How alike two contents are, in per cent: 100 only for equal ones, 0 where numbers differ
    /// or nothing remains.
    fn alike(&self, other: &Self) -> u8 {
        if self.chars.is_empty() || self.numbers != other.numbers {
            return 0;
        }
        if self.chars == other.chars {
            return 100;
        }
        let count = |text: &Self| text.pairs.values().sum::<usize>();
        let all = count(self) + count(other);
        let common: usize = self
            .pairs
            .iter()
            .map(|(pair, &n)| n.min(other.pairs.get(pair).copied().unwrap_or(0)))
            .sum();
        let share = (200 * common).checked_div(all).unwrap_or(0);
        u8::try_from(share.min(99)).unwrap_or(99)
    }
}

/// A full-width letter or digit as a plain one.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c).saturating_sub(0xfee0)).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn asked(case: &str, who: &str, content: &str) -> Joinable {
        Joinable {
            case: case.to_owned(),
            body: "青禾镇人民政府".to_owned(),
            applicant: who.to_owned(),
            on: "2026-03-02".parse().unwrap(),
            content: content.to_owned(),
            answer: None,
            suggests: false,
        }
    }

    fn disclosed() -> Answer {
        Answer::Disclosed {
            provided: "合同".to_owned(),
        }
    }

    const CONTRACT: &str = "东沟村2025年道路硬化工程施工合同";

    #[test]
    fn many_applicants_and_what_can_be_disclosed() {
        let mut both = [asked("1", "李某", CONTRACT), asked("2", "王某", CONTRACT)];
        both[0].answer = Some(disclosed());
        let groups = join(&both, &JoinSettings::default());
        assert_eq!(groups[0].suggestion, Some(JoinSuggestion::MayPublish));
        assert_eq!(groups[0].basis[0].compact(), "ogi-2019:44.1");
        assert_eq!(
            groups[0].message(Lang::Zh),
            "2名申请人的2件申请内容相同：1、2（相似100%）；该信息可以公开，可以纳入主动公开的范围"
        );
        both[0].answer = Some(Answer::Withheld {
            ground: "trade_secret".to_owned(),
            reasons: "单价".to_owned(),
        });
        let groups = join(&both, &JoinSettings::default());
        assert_eq!(
            (groups[0].disclosable, groups[0].suggestion),
            (Disclosable::No, None)
        );
        // The same applicant twice are not many applicants.
        let again = [asked("1", "李某", CONTRACT), asked("2", "李某", CONTRACT)];
        let groups = join(&again, &JoinSettings::default());
        assert_eq!((groups[0].applicants, groups[0].suggestion), (1, None));
        assert_eq!(groups[0].basis[0].compact(), "ogi-2019:36(6)");
    }

    #[test]
    fn an_applicants_own_suggestion() {
        let mut one = asked("1", "李某", CONTRACT);
        one.suggests = true;
        let groups = join(std::slice::from_ref(&one), &JoinSettings::default());
        assert_eq!(
            groups[0].suggestion,
            Some(JoinSuggestion::ConsiderOnceDecided)
        );
        one.answer = Some(disclosed());
        let groups = join(&[one], &JoinSettings::default());
        assert_eq!(
            groups[0].suggestion,
            Some(JoinSuggestion::ReviewForPublication)
        );
        assert_eq!(groups[0].basis[0].compact(), "ogi-2019:44.2");
    }

    #[test]
    fn other_bodies_numbers_and_objects_are_apart() {
        let mut elsewhere = asked("2", "王某", CONTRACT);
        elsewhere.body = "青禾县水利局".to_owned();
        let groups = join(
            &[
                asked("1", "李某", CONTRACT),
                elsewhere,
                asked("3", "赵某", "东沟村2024年道路硬化工程施工合同"),
                asked("4", "钱某", "东沟村2025年低保对象名单"),
                asked("5", "孙某", ""),
                asked("6", "周某", "。"),
            ],
            &JoinSettings::default(),
        );
        assert_eq!(groups, []);
    }

    #[test]
    fn full_width_and_courtesy_do_not_matter() {
        let groups = join(
            &[
                asked(
                    "1",
                    "李某",
                    "本人申请公开：东沟村２０２５年道路硬化工程施工合同。",
                ),
                asked("2", "王某", CONTRACT),
            ],
            &JoinSettings::default(),
        );
        assert_eq!(groups[0].members[1].alike, 100);
    }

    proptest! {
        #[test]
        fn the_order_of_the_input_does_not_matter(
            contents in prop::collection::vec("[甲乙丙丁]{1,6}", 1..10),
            seed in any::<u64>(),
        ) {
            let all: Vec<_> = contents
                .iter()
                .enumerate()
                .map(|(n, c)| asked(&format!("{n:02}"), &format!("申请人{}", n % 3), c))
                .collect();
            let mut mixed = all.clone();
            let len = mixed.len();
            for n in 0..len {
                let other = usize::try_from(seed.rotate_left(u32::try_from(n).unwrap() * 7) % 97).unwrap();
                mixed.swap(n, other % len);
            }
            let settings = JoinSettings { alike: 50, ..JoinSettings::default() };
            let groups = join(&all, &settings);
            prop_assert_eq!(&groups, &join(&mixed, &settings));
            // Nobody stands in two groups, and every member is like enough.
            let mut seen = BTreeSet::new();
            for group in &groups {
                for member in &group.members {
                    prop_assert!(seen.insert(member.case.clone()));
                    prop_assert!(member.alike >= 50);
                }
            }
        }
    }
}
