use serde::Serialize;

use super::data::DocumentKind;
use super::event::{Adoption, PartyKind};
use super::similar::{Said, repeats};
use super::state::Consultation;
use crate::law::{Citation, Lang};

/// What the interpretation of a policy has to speak of (政策解读提纲), drawn from the record of
/// its consultation: what it rests on, what was asked, what was commented and what became of
/// it. It is an outline of subjects; the words are for the drafter to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.Outline"))]
#[non_exhaustive]
pub struct Outline {
    /// What is interpreted.
    pub title: String,
    /// Its subjects, in order.
    pub points: Vec<OutlinePoint>,
}

/// A subject of the interpretation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.OutlinePoint"))]
#[non_exhaustive]
pub struct OutlinePoint {
    /// Where it stands.
    pub section: OutlineSection,
    /// Where it comes from.
    #[serde(flatten)]
    pub source: OutlineSource,
}

/// The parts of an interpretation, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.OutlineSection"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OutlineSection {
    /// 背景与依据: background and basis.
    Background,
    /// 主要内容: what it says.
    Content,
    /// 修改情况: what was changed since the draft.
    Changes,
    /// 公众关切: what people asked.
    Concerns,
    /// 意见采纳情况: what became of comments.
    Adoption,
}

/// Where a subject comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "consultation.OutlineSource"))]
#[serde(tag = "source", rename_all = "snake_case")]
#[non_exhaustive]
pub enum OutlineSource {
    /// A document published for comment.
    Document {
        /// Which.
        document: DocumentKind,
        /// Its title.
        title: Option<String>,
    },
    /// An article that the consultation rests on.
    Basis {
        /// The article.
        citation: Citation,
    },
    /// A change of the draft.
    Revision {
        /// What changed.
        summary: Option<String>,
    },
    /// A question.
    Question {
        /// What was asked, in the words first used.
        text: String,
        /// Who asked, each kind once.
        from: Vec<PartyKind>,
        /// How often it was asked.
        times: u32,
    },
    /// A group of comments.
    Group {
        /// Its name.
        group: String,
        /// What they have in common.
        summary: String,
        /// How many comments.
        comments: u32,
        /// What became of it.
        adoption: Option<Adoption>,
        /// Why.
        reasons: Option<String>,
    },
}

impl OutlineSection {
    /// Its heading.
    pub fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Background => ("背景与依据", "Background and basis"),
            Self::Content => ("主要内容", "What it says"),
            Self::Changes => ("征求意见后的修改", "What was changed"),
            Self::Concerns => ("公众关切的问题", "What people asked"),
            Self::Adoption => ("意见采纳情况", "What became of comments"),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

impl OutlinePoint {
    /// The subject in words.
    pub fn message(&self, lang: Lang) -> String {
        match (&self.source, lang) {
            (OutlineSource::Document { document, title }, _) => {
                let name = document.label(lang);
                match (title, lang) {
                    (None, _) => name.to_owned(),
                    (Some(title), Lang::Zh) => format!("{name}：{title}"),
                    (Some(title), Lang::En) => format!("{name}: {title}"),
                }
            }
            (OutlineSource::Basis { citation }, _) => citation.to_string(),
            (OutlineSource::Revision { summary }, _) => match (summary, lang) {
                (Some(summary), _) => summary.clone(),
                (None, Lang::Zh) => "对照公布的草案说明修改之处".to_owned(),
                (None, Lang::En) => "what differs from the published draft".to_owned(),
            },
            (OutlineSource::Question { text, from, times }, lang) => {
                let who: Vec<&str> = from.iter().map(|f| f.label(lang)).collect();
                match lang {
                    Lang::Zh => format!("{text}（{}提问，{times}次）", who.join("、")),
                    Lang::En => format!("{text} (asked by {}, {times}x)", who.join(", ")),
                }
            }
            (
                OutlineSource::Group {
                    summary,
                    comments,
                    adoption,
                    reasons,
                    ..
                },
                lang,
            ) => {
                let became = match (adoption, lang) {
                    (Some(adoption), _) => adoption.label(lang),
                    (None, Lang::Zh) => "待研究",
                    (None, Lang::En) => "not answered yet",
                };
                let (open, close, why) = match lang {
                    Lang::Zh => (format!("（{comments}条，{became}）"), "", "理由："),
                    Lang::En => (format!(" ({comments}, {became})"), "", "because: "),
                };
                match reasons {
                    Some(reasons) => format!("{summary}{open}{close} {why}{reasons}"),
                    None => format!("{summary}{open}{close}"),
                }
            }
        }
    }
}

impl Outline {
    /// The outline as lines of text: headings with their subjects.
    pub fn render(&self, lang: Lang) -> String {
        let mut out = self.title.clone();
        let mut section = None;
        for point in &self.points {
            if section != Some(point.section) {
                section = Some(point.section);
                out.push_str("\n\n");
                out.push_str(point.section.label(lang));
            }
            out.push_str("\n- ");
            out.push_str(&point.message(lang));
        }
        out.push('\n');
        out
    }
}

impl Consultation {
    /// The outline of the interpretation: questions that say the same are one subject, those
    /// asked most often come first; then the groups of comments, the largest first.
    pub fn interpretation_outline(&self) -> Outline {
        let mut points = Vec::new();
        let mut put = |section, source| points.push(OutlinePoint { section, source });
        if let Some(round) = self.rounds.last() {
            for document in &round.documents {
                let section = match document.kind {
                    DocumentKind::Basis | DocumentKind::Explanation => OutlineSection::Background,
                    DocumentKind::Draft => OutlineSection::Content,
                };
                put(
                    section,
                    OutlineSource::Document {
                        document: document.kind,
                        title: document.title.clone(),
                    },
                );
            }
        }
        for citation in self.kind().iter().flat_map(|k| &k.basis) {
            let citation = citation.clone();
            put(
                OutlineSection::Background,
                OutlineSource::Basis { citation },
            );
        }
        if let Some(revision) = &self.revised {
            let summary = revision.summary.clone();
            put(OutlineSection::Changes, OutlineSource::Revision { summary });
        }
        for question in self.asked() {
            put(OutlineSection::Concerns, question);
        }
        let mut groups: Vec<_> = self
            .groups
            .iter()
            .map(|g| (self.comments_in(&g.id).count(), g))
            .filter(|(n, _)| *n > 0)
            .collect();
        groups.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
        for (n, group) in groups {
            put(
                OutlineSection::Adoption,
                OutlineSource::Group {
                    group: group.id.clone(),
                    summary: group.summary.clone(),
                    comments: u32::try_from(n).unwrap_or(u32::MAX),
                    adoption: group.adoption,
                    reasons: group.reasons.clone(),
                },
            );
        }
        points.sort_by_key(|p| p.section);
        Outline {
            title: self.title().to_owned(),
            points,
        }
    }

    /// The questions, those that say the same put together.
    fn asked(&self) -> Vec<OutlineSource> {
        let ids: Vec<String> = (0..self.questions.len()).map(|n| n.to_string()).collect();
        let said: Vec<Said<'_>> = self
            .questions
            .iter()
            .zip(&ids)
            .map(|(q, id)| Said {
                id,
                text: Some(&q.text),
                attachments: &[],
            })
            .collect();
        let same = repeats(&said, self.settings.likeness);
        let mut found: Vec<(String, u32, Vec<PartyKind>, String)> = Vec::new();
        for (question, id) in self.questions.iter().zip(&ids) {
            let of = same.iter().find(|r| r.id == *id).map_or(id, |r| &r.of);
            if let Some(known) = found.iter_mut().find(|(head, ..)| head == of) {
                known.1 += 1;
                if !known.2.contains(&question.from) {
                    known.2.push(question.from);
                }
            } else {
                found.push((of.clone(), 1, vec![question.from], question.text.clone()));
            }
        }
        found.sort_by_key(|(_, times, ..)| std::cmp::Reverse(*times));
        found
            .into_iter()
            .map(|(_, times, from, text)| OutlineSource::Question { text, from, times })
            .collect()
    }
}
