//! Duties in words.

use super::due::with_weekday;
use super::types::{Duty, DutyKind, LimitSource, Occasion, Status};
use crate::calendar::Certainty;
use crate::catalogue::Channel;
use crate::finding::Lang;
use crate::law::{Attestation, Registry};

/// How many elements of a matter a text names before it points to the catalogue.
const ELEMENTS: usize = 8;
/// How many citations a text names.
const CITATIONS: usize = 3;

impl Duty {
    /// What it is, in a line: the occasion where there is one, and the matter.
    pub fn title(&self, lang: Lang) -> String {
        let name = match (&self.name_en, lang) {
            (Some(name), Lang::En) => name,
            _ => &self.name,
        };
        match (&self.occasion, lang) {
            (Occasion::Standing, _) => name.clone(),
            (Occasion::Event { title, .. }, _) if title == name => name.clone(),
            (Occasion::Event { title, .. }, Lang::Zh) => format!("{title}（{name}）"),
            (Occasion::Event { title, .. }, Lang::En) => format!("{title} ({name})"),
            (Occasion::Stretch { stretch }, Lang::Zh) => format!("{}　{name}", stretch.chinese()),
            (Occasion::Stretch { stretch }, Lang::En) => format!("{name}, {}", stretch.english()),
            (
                Occasion::Since {
                    column: Some(column),
                    ..
                },
                Lang::Zh,
            ) => format!("“{column}”栏目更新"),
            (
                Occasion::Since {
                    column: Some(column),
                    ..
                },
                Lang::En,
            ) => format!("update of “{column}”"),
            (Occasion::Since { .. }, Lang::Zh) => format!("{name}（下一次更新）"),
            (Occasion::Since { .. }, Lang::En) => format!("{name} (next update)"),
        }
    }

    /// All of it in one sentence: what, by when, how it stands.
    ///
    /// ```
    /// # use gongkai::{calendar::WorkCalendar, catalogue::{Catalogue, Level}, duty::agenda, unit::Unit};
    /// use gongkai::finding::Lang;
    /// # let day = |text: &str| text.parse().unwrap();
    /// # let unit = Unit::new("大安市民政局", Level::County);
    /// # let agenda = agenda(&unit, Catalogue::grassroots(), &[], &[], WorkCalendar::national(),
    /// #     day("2026-01-01"), day("2026-02-28"), day("2026-01-20"));
    /// let report = agenda.duties.iter().find(|d| d.id == "annual-report-department/2025").unwrap();
    /// assert_eq!(
    ///     report.message(Lang::Zh),
    ///     "2025年度　政府信息公开工作年度报告：应于2026-01-31（星期六）前公开，还有11天",
    /// );
    /// ```
    pub fn message(&self, lang: Lang) -> String {
        let title = self.title(lang);
        let status = self.status.message(lang);
        match (self.due(), lang) {
            (Some(due), Lang::Zh) => {
                format!("{title}：应于{}前公开，{status}", with_weekday(due, lang))
            }
            (Some(due), Lang::En) => format!("{title}: due {}, {status}", with_weekday(due, lang)),
            (None, Lang::Zh) => format!("{title}：{status}"),
            (None, Lang::En) => format!("{title}: {status}"),
        }
    }

    /// Where to publish, in words.
    pub fn channels_text(&self, lang: Lang) -> String {
        let named = self
            .channels
            .iter()
            .filter(|c| **c != Channel::Other)
            .map(|c| c.label(lang));
        named
            .chain(self.other_channels.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join(match lang {
                Lang::Zh => "、",
                Lang::En => ", ",
            })
    }

    /// What it rests on, in words.
    pub fn basis_text(&self, lang: Lang) -> String {
        self.cited(lang, usize::MAX)
    }

    /// The first citations, in words.
    fn cited(&self, lang: Lang, most: usize) -> String {
        let registry = Registry::builtin();
        let cited = self.why.citations.iter().take(most).map(|c| match lang {
            Lang::Zh => c.chinese(registry),
            Lang::En => c.english(registry),
        });
        cited.collect::<Vec<_>>().join(match lang {
            Lang::Zh => "；",
            Lang::En => "; ",
        })
    }

    /// The rest of it, a line each: how the day was counted, what it has to contain, where, for
    /// whom, why, how long it has to stay, what has to be known besides.
    pub fn details(&self, lang: Lang) -> Vec<String> {
        let zh = lang == Lang::Zh;
        let mut lines = Vec::new();
        let mut limit = match lang {
            Lang::Zh => self.why.zh.clone(),
            Lang::En => self.why.en.clone(),
        };
        if matches!(
            self.why.rule,
            LimitSource::Default | LimitSource::GeneralRule
        ) {
            let source = self.why.rule.label(lang);
            limit = if zh {
                format!("{limit}（{source}）")
            } else {
                format!("{limit} ({source})")
            };
        }
        if let Some(due) = &self.deadline {
            limit.push_str(if zh { "；" } else { "; " });
            limit.push_str(&due.message(lang));
        }
        lines.push(if zh {
            format!("时限：{limit}")
        } else {
            format!("When: {limit}")
        });
        if !self.elements.is_empty() {
            let boxes: Vec<String> = self
                .elements
                .iter()
                .take(ELEMENTS)
                .map(|e| format!("□{e}"))
                .collect();
            let more = self.elements.len().saturating_sub(ELEMENTS);
            let mut text = boxes.join(" ");
            if more > 0 {
                text = if zh {
                    format!("{text} ……等{}项", self.elements.len())
                } else {
                    format!("{text} … {more} more")
                };
            }
            lines.push(if zh {
                format!("内容：{text}")
            } else {
                format!("What: {text}")
            });
        }
        let channels = self.channels_text(lang);
        let audience = self.audience.render(lang);
        if !channels.is_empty() {
            lines.push(if zh {
                format!("渠道：{channels}；对象：{audience}")
            } else {
                format!("Where: {channels}; for {audience}")
            });
        }
        if !self.why.citations.is_empty() {
            let mut basis = self.cited(lang, CITATIONS);
            if self.why.citations.len() > CITATIONS {
                let n = self.why.citations.len();
                basis = if zh {
                    format!("{basis}等{n}件")
                } else {
                    format!("{basis} and {} more", n - CITATIONS)
                };
            }
            lines.push(if zh {
                format!("依据：{basis}")
            } else {
                format!("Basis: {basis}")
            });
        }
        if let Some(display) = &self.display
            && let Some(until) = display.until
        {
            lines.push(match lang {
                Lang::Zh => format!(
                    "公示：不少于{}，{}及以前不得撤下",
                    display.period.chinese(),
                    with_weekday(until, lang)
                ),
                Lang::En => format!(
                    "Display: at least {}, not to be taken down on or before {}",
                    display.period.english(),
                    with_weekday(until, lang)
                ),
            });
        }
        if let Some(on) = self.planned {
            let late = self.due().is_some_and(|due| on > due);
            lines.push(match (lang, late) {
                (Lang::Zh, true) => format!("注意：清单把它排在{on}发布，晚于到期日，请提前"),
                (Lang::Zh, false) => format!("计划：清单把它排在{on}发布"),
                (Lang::En, true) => {
                    format!("Mind: it is listed for {on}, past the due day; publish earlier")
                }
                (Lang::En, false) => format!("Planned: it is listed for {on}"),
            });
        }
        // The remarks of a row of the catalogue are about its sources, not for the work.
        let statutory =
            self.matter.is_some() && (self.field.is_none() || self.why.note_en.is_some());
        let note = if zh {
            self.why.note_zh.as_ref()
        } else {
            self.why.note_en.as_ref()
        };
        if let Some(note) = note.filter(|_| statutory) {
            lines.push(if zh {
                format!("说明：{note}")
            } else {
                format!("Note: {note}")
            });
        }
        if self.certainty == Attestation::Memory && self.why.rule != LimitSource::Default {
            lines.push(if zh {
                "说明：这一事项凭记忆收录，未核到原文，以本地目录为准".to_owned()
            } else {
                "Note: this row was recalled and not verified; the local catalogue prevails"
                    .to_owned()
            });
        }
        if let Some(found) = &self.matched {
            let (title, why) = (&found.item.title, found.message(lang));
            lines.push(if zh {
                format!("对应：{title}（{why}）")
            } else {
                format!("Item: {title} ({why})")
            });
        }
        lines
    }

    /// Of the details those that duties alike in all but their matter share.
    pub(super) fn details_of_many(&self, lang: Lang) -> Vec<String> {
        let own = Self {
            elements: Vec::new(),
            matched: None,
            ..self.clone()
        };
        own.details(lang)
    }

    pub(super) fn row(&self, lang: Lang) -> Vec<String> {
        let days = match self.status {
            Status::Open { days_left } => days_left.to_string(),
            Status::Overdue { days, .. } | Status::MetLate { days, .. } => (-days).to_string(),
            _ => String::new(),
        };
        let on = match self.status {
            Status::Met { on } | Status::MetLate { on, .. } => on.to_string(),
            _ => String::new(),
        };
        let (kind, status, certainty) = match lang {
            Lang::Zh => (
                self.kind.label(lang).to_owned(),
                state(&self.status, lang).to_owned(),
                self.deadline
                    .as_ref()
                    .map(|d| d.certainty.label(lang))
                    .unwrap_or_default()
                    .to_owned(),
            ),
            Lang::En => (
                match self.kind {
                    DutyKind::Standing => "standing",
                    DutyKind::Periodic => "periodic",
                    DutyKind::AsItArises => "as_it_arises",
                }
                .to_owned(),
                self.status.key().to_owned(),
                self.deadline
                    .as_ref()
                    .map(|d| match d.certainty {
                        Certainty::Published => "published",
                        Certainty::Projected => "projected",
                    })
                    .unwrap_or_default()
                    .to_owned(),
            ),
        };
        let joined = |parts: &[String]| parts.join(if lang == Lang::Zh { "；" } else { "; " });
        vec![
            self.id.clone(),
            self.matter
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            self.name.clone(),
            self.field_name.clone(),
            kind,
            match lang {
                Lang::Zh => self.occasion.label(lang),
                Lang::En => self.occasion.key(),
            },
            self.due().map(|d| d.to_string()).unwrap_or_default(),
            certainty,
            status,
            days,
            on,
            self.matched
                .as_ref()
                .map(|m| m.item.title.clone())
                .unwrap_or_default(),
            self.channels_text(lang),
            self.audience.render(lang),
            joined(&self.elements),
            self.basis_text(lang),
            match lang {
                Lang::Zh => self.why.zh.clone(),
                Lang::En => self.why.en.clone(),
            },
        ]
    }
}

/// The name of a state.
fn state(status: &Status, lang: Lang) -> &'static str {
    match (status, lang) {
        (Status::Met { .. }, Lang::Zh) => "按时公开",
        (Status::MetLate { .. }, Lang::Zh) => "逾期公开",
        (Status::Open { .. }, Lang::Zh) => "未到期",
        (Status::Overdue { .. }, Lang::Zh) => "已逾期",
        (Status::Upcoming { .. }, Lang::Zh) => "尚未开始",
        (Status::Missing, Lang::Zh) => "缺项",
        (Status::NotAssessable { .. }, Lang::Zh) => "无法判断",
        (_, Lang::En) => status.key(),
    }
}
