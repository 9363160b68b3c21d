//! Which comments say the same.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::event::Attachment;
use crate::catalogue::rank::fold;

/// A comment that says what an earlier one says (重复意见).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Repeat"))]
#[non_exhaustive]
pub struct Repeat {
    /// The comment.
    pub id: String,
    /// The earliest that says the same.
    pub of: String,
    /// How alike they are, in thousandths; 1000 for the same words.
    pub likeness: u32,
}

/// The words that are compared: simplified characters, half-width letters in lower case, neither
/// spaces nor punctuation.
///
/// ```
/// use gongkai::consultation::normalise_comment;
/// assert_eq!(normalise_comment("建議：增設 A 區停車位！"), normalise_comment("建议增设ａ区停车位"));
/// ```
pub fn normalise_comment(text: &str) -> String {
    fold(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A comment as it is compared with others (比对的意见).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.ComparedComment"))]
#[serde(deny_unknown_fields)]
pub struct ComparedComment {
    /// Its number.
    pub id: String,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What is attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// The comments that say what an earlier one says, in their order (重复意见). They do when their
/// words are the same after [`normalise_comment`], or alike from `likeness` thousandths on, with
/// the same things attached.
///
/// ```
/// use gongkai::consultation::{ComparedComment, similar_comments};
/// let comment = |id: &str, text: &str| ComparedComment {
///     id: id.into(),
///     text: Some(text.into()),
///     ..ComparedComment::default()
/// };
/// let comments = [comment("a", "请保留早市"), comment("b", "请保留早市！"), comment("c", "停车位不够")];
/// let repeats = similar_comments(&comments, 800);
/// assert_eq!(repeats.iter().map(|r| (r.id.as_str(), r.of.as_str())).collect::<Vec<_>>(), [("b", "a")]);
/// ```
pub fn similar_comments(comments: &[ComparedComment], likeness: u32) -> Vec<Repeat> {
    let said: Vec<Said<'_>> = comments
        .iter()
        .map(|c| Said {
            id: &c.id,
            text: c.text.as_deref(),
            attachments: &c.attachments,
        })
        .collect();
    repeats(&said, likeness)
}

/// What is compared of a comment.
pub(super) struct Said<'a> {
    pub(super) id: &'a str,
    pub(super) text: Option<&'a str>,
    pub(super) attachments: &'a [Attachment],
}

/// A comment to which later ones are compared.
struct Head<'a> {
    id: &'a str,
    denials: usize,
    pairs: Vec<(char, char)>,
    attached: Vec<&'a Attachment>,
}

/// Characters that turn a statement round.
const DENIALS: [char; 8] = ['不', '没', '无', '未', '勿', '反', '否', '拒'];

/// The repeats among comments, in their order.
///
/// Two comments say the same when their words are the same after [`normalise_comment`], or when
/// the pairs of neighbouring characters that they share make up at least `threshold` thousandths
/// of all pairs of both, with as many denials (不、没、反 …) in the one as in the other; and when
/// the same things are attached to both. A comment is compared
/// with the first of each set only, and joins the one that it is most like, of equals the
/// earliest. So the answer depends on the order of the register, and on nothing else.
pub(super) fn repeats(comments: &[Said<'_>], threshold: u32) -> Vec<Repeat> {
    let threshold = threshold.clamp(1, 1000);
    let mut heads: Vec<Head<'_>> = Vec::new();
    let mut exact: BTreeMap<(String, Vec<&Attachment>), (usize, u32)> = BTreeMap::new();
    // A pair of comments over the threshold shares a pair of characters among the first few of
    // each in one fixed order, so only those few are looked up.
    let mut lookup: HashMap<(char, char), Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for comment in comments {
        let words = normalise_comment(comment.text.unwrap_or_default());
        let mut attached: Vec<&Attachment> = comment.attachments.iter().collect();
        attached.sort();
        let key = (words, attached);
        if key.0.is_empty() && key.1.is_empty() {
            // Nothing but marks: it cannot be told what it repeats.
            continue;
        }
        if let Some(&(n, likeness)) = exact.get(&key)
            && let Some(of) = heads.get(n)
        {
            found.push(Repeat {
                id: comment.id.to_owned(),
                of: of.id.to_owned(),
                likeness,
            });
            continue;
        }
        let (words, attached) = key;
        let pairs = pairs(&words);
        let denials = words.chars().filter(|c| DENIALS.contains(c)).count();
        let prefix = prefix(&pairs, threshold);
        let mut candidates: Vec<usize> = prefix
            .iter()
            .filter_map(|p| lookup.get(p))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let best = candidates
            .into_iter()
            .filter_map(|n| {
                let head = heads.get(n)?;
                let likeness = likeness(&head.pairs, &pairs);
                let same = head.attached == attached && head.denials == denials;
                (same && likeness >= threshold).then_some((n, likeness))
            })
            .max_by_key(|&(n, likeness)| (likeness, std::cmp::Reverse(n)));
        if let Some((n, likeness)) = best {
            if let Some(of) = heads.get(n) {
                found.push(Repeat {
                    id: comment.id.to_owned(),
                    of: of.id.to_owned(),
                    likeness,
                });
            }
            // Others that use the very words of this one join the same set.
            exact.insert((words, attached), (n, likeness));
            continue;
        }
        let n = heads.len();
        for pair in prefix {
            lookup.entry(*pair).or_default().push(n);
        }
        exact.insert((words, attached.clone()), (n, 1000));
        heads.push(Head {
            id: comment.id,
            denials,
            pairs,
            attached,
        });
    }
    found
}

/// The pairs of neighbouring characters, each once, in order; none of a text too short to be
/// compared otherwise than word for word.
fn pairs(words: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<(char, char)> = words.chars().zip(words.chars().skip(1)).collect();
    if pairs.len() < 4 {
        return Vec::new();
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// As many of the first pairs as two texts over the threshold cannot both avoid sharing.
fn prefix(pairs: &[(char, char)], threshold: u32) -> &[(char, char)] {
    let threshold = usize::try_from(threshold).unwrap_or(1000);
    let least = pairs.len().saturating_mul(threshold).div_ceil(1000);
    let first = (pairs.len() + 1).saturating_sub(least);
    pairs.get(..first.min(pairs.len())).unwrap_or_default()
}

/// The shared part of two sorted lists, in thousandths of both together.
fn likeness(a: &[(char, char)], b: &[(char, char)]) -> u32 {
    let (mut shared, mut all) = (0_u64, 0_u64);
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    loop {
        match (a.peek(), b.peek()) {
            (None, None) => break,
            (Some(_), None) => _ = a.next(),
            (None, Some(_)) => _ = b.next(),
            (Some(x), Some(y)) => match x.cmp(y) {
                std::cmp::Ordering::Less => _ = a.next(),
                std::cmp::Ordering::Greater => _ = b.next(),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    a.next();
                    b.next();
                }
            },
        }
        all += 1;
    }
    if all == 0 {
        return 0;
    }
    u32::try_from(shared * 1000 / all).unwrap_or(0)
}
