use serde::{Deserialize, Serialize};

use super::LimitKind;
use crate::finding::Lang;
use crate::law::Period;

/// When something has to be public (公开时限), in normal form and as the source words it.
///
/// ```
/// use gongkai::catalogue::{Limit, LimitKind};
/// use gongkai::finding::Lang;
/// let limit = Limit::of(LimitKind::Within)
///     .with_period("20wd".parse().unwrap())
///     .with_trigger("信息形成或者变更");
/// assert_eq!(limit.render(Lang::Zh), "信息形成或者变更之日起20个工作日内");
/// assert_eq!(limit.render(Lang::En), "within 20 working days of “信息形成或者变更”");
/// assert!(limit.is_complete());
/// ```
#[doc(alias = "公开时限")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Limit"))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// What kind of limit.
    pub kind: LimitKind,
    /// The length; present for within, before, display and periodic, and for these only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// What sets it going, in Chinese: 信息形成或者变更. For a fixed date, the date in words:
    /// 每季度首个月20日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// The part of the matter that it governs, where it does not govern all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies_to: Option<String>,
    /// The wording of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
}

/// The rhythm in which a matter is disclosed (长期、定期、随时公开).
#[doc(alias = "长期公开")]
#[doc(alias = "定期公开")]
#[doc(alias = "随时公开")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Cadence"))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cadence {
    /// 长期: always there, kept up to date.
    Standing,
    /// 定期: once every period. A fixed date in a year or quarter counts as such; its period
    /// is then not told apart here.
    Periodic {
        /// How often, where the limit gives a period.
        period: Option<Period>,
    },
    /// 随时: when there is something to disclose.
    AsItArises,
}

impl Cadence {
    /// The name shown to a reader.
    pub fn render(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Standing, Lang::Zh) => "长期公开".into(),
            (Self::Standing, Lang::En) => "standing".into(),
            (Self::Periodic { period: Some(p) }, Lang::Zh) => format!("定期公开（每{}）", every(p)),
            (Self::Periodic { period: Some(p) }, Lang::En) => format!("every {}", p.english()),
            (Self::Periodic { period: None }, Lang::Zh) => "定期公开".into(),
            (Self::Periodic { period: None }, Lang::En) => "periodic".into(),
            (Self::AsItArises, Lang::Zh) => "随时公开".into(),
            (Self::AsItArises, Lang::En) => "as it arises".into(),
        }
    }
}

/// 每季度, 每年, 每20个工作日.
fn every(period: Period) -> String {
    use crate::law::PeriodUnit as U;
    match (period.count(), period.unit()) {
        (1, U::Week) => "周".into(),
        (1, U::Month) => "月".into(),
        (1, U::Quarter) => "季度".into(),
        (1, U::Year) => "年".into(),
        (1, U::Day) => "日".into(),
        (1, U::WorkingDay) => "个工作日".into(),
        (6, U::Month) => "半年".into(),
        _ => period.chinese(),
    }
}

impl Limit {
    /// A limit of this kind with nothing else said.
    pub fn of(kind: LimitKind) -> Self {
        Self {
            kind,
            period: None,
            trigger: None,
            applies_to: None,
            raw: None,
        }
    }

    /// The same with a length.
    pub fn with_period(mut self, period: Period) -> Self {
        self.period = Some(period);
        self
    }

    /// The same with what sets it going.
    pub fn with_trigger(mut self, trigger: impl Into<String>) -> Self {
        self.trigger = Some(trigger.into());
        self
    }

    /// The same governing a part of the matter.
    pub fn with_applies_to(mut self, part: impl Into<String>) -> Self {
        self.applies_to = Some(part.into());
        self
    }

    /// The same with the wording of the source.
    pub fn with_raw(mut self, raw: impl Into<String>) -> Self {
        self.raw = Some(raw.into());
        self
    }

    /// Whether it says what its kind needs, and nothing that its kind has no place for: a
    /// period for within, before, display and periodic, a trigger or wording for with_event
    /// and by_date.
    pub fn is_complete(&self) -> bool {
        match self.kind {
            LimitKind::Within | LimitKind::Before | LimitKind::Display | LimitKind::Periodic => {
                self.period.is_some()
            }
            LimitKind::WithEvent | LimitKind::ByDate => {
                self.period.is_none() && (self.trigger.is_some() || self.raw.is_some())
            }
            LimitKind::RealTime | LimitKind::Timely | LimitKind::Permanent => self.period.is_none(),
        }
    }

    /// The rhythm that it implies.
    pub fn cadence(&self) -> Cadence {
        match self.kind {
            LimitKind::Permanent => Cadence::Standing,
            LimitKind::Periodic => Cadence::Periodic {
                period: self.period,
            },
            LimitKind::ByDate => Cadence::Periodic { period: None },
            LimitKind::Within
            | LimitKind::Before
            | LimitKind::Display
            | LimitKind::RealTime
            | LimitKind::Timely
            | LimitKind::WithEvent => Cadence::AsItArises,
        }
    }

    /// The same without the wording of the source: what counts when a county's own table is
    /// compared with its base.
    pub fn normal(&self) -> Self {
        Self {
            raw: None,
            ..self.clone()
        }
    }

    /// The limit in words, from its normal form; triggers stay in Chinese.
    pub fn render(&self, lang: Lang) -> String {
        let text = match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        };
        match (&self.applies_to, lang) {
            (Some(part), Lang::Zh) => format!("{part}：{text}"),
            (Some(part), Lang::En) => format!("for “{part}”: {text}"),
            (None, _) => text,
        }
    }

    fn chinese(&self) -> String {
        let period = self.period.map(Period::chinese).unwrap_or_default();
        let trigger = self.trigger.as_deref();
        match (self.kind, trigger) {
            (LimitKind::Within, Some(t)) => format!("{t}之日起{period}内"),
            (LimitKind::Within, None) => format!("{period}内"),
            (LimitKind::Before, Some(t)) => format!("{t}前至少{period}"),
            (LimitKind::Before, None) => format!("至少提前{period}"),
            (LimitKind::Display, Some(t)) => {
                format!("{}公示不少于{period}", t.trim_end_matches("公示"))
            }
            (LimitKind::Display, None) => format!("公示不少于{period}"),
            (LimitKind::Periodic, _) => match self.period {
                Some(p) => format!("每{}一次", every(p)),
                None => "定期".into(),
            },
            (LimitKind::RealTime, _) => "实时公开".into(),
            // Pages word it in ways of their own: 及时回应, 按进展情况及时公开.
            (LimitKind::Timely, Some(t)) if t.contains("及时") || t.contains("随时") => {
                t.into()
            }
            (LimitKind::Timely, Some(t)) if t.starts_with('按') => format!("{t}及时公开"),
            (LimitKind::Timely, Some(t)) => format!("{}后及时公开", t.trim_end_matches('后')),
            (LimitKind::Timely, None) => "及时公开".into(),
            (LimitKind::WithEvent, Some(t)) => format!("与{t}同时公开"),
            (LimitKind::Permanent, _) => "长期公开".into(),
            (LimitKind::ByDate, Some(t)) => format!("{t}前公开"),
            (LimitKind::WithEvent | LimitKind::ByDate, None) => {
                self.raw.clone().unwrap_or_default()
            }
        }
    }

    fn english(&self) -> String {
        let period = self.period.map(Period::english).unwrap_or_default();
        let trigger = self
            .trigger
            .as_deref()
            .or(self.raw.as_deref())
            .unwrap_or_default();
        match (self.kind, self.trigger.is_some()) {
            (LimitKind::Within, true) => format!("within {period} of “{trigger}”"),
            (LimitKind::Within, false) => format!("within {period}"),
            (LimitKind::Before, true) => format!("at least {period} before “{trigger}”"),
            (LimitKind::Before, false) => format!("at least {period} in advance"),
            (LimitKind::Display, _) => format!("on display for at least {period}"),
            (LimitKind::Periodic, _) => match self.period {
                Some(p) if p.count() == 1 => {
                    format!("once every {}", period.trim_start_matches("1 "))
                }
                _ => format!("once every {period}"),
            },
            (LimitKind::RealTime, _) => "in real time".into(),
            (LimitKind::Timely, true) => format!("promptly after “{trigger}”"),
            (LimitKind::Timely, false) => "promptly".into(),
            (LimitKind::WithEvent, _) => format!("together with “{trigger}”"),
            (LimitKind::Permanent, _) => "permanently".into(),
            (LimitKind::ByDate, _) => format!("by “{trigger}”"),
        }
    }
}
