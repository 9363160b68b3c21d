use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Serialize;

use super::error::FeeError;
use super::fee_data::{MethodData, ScheduleData, TierData};
use super::quote::{FeeLine, FeeQuote};
use crate::law::{Attestation, Citation};
use crate::request::FeeMethod;

static FEES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fees.bin"));

/// The most applications or pages that a fee is reckoned for.
pub const MOST_UNITS: u32 = 100_000;

/// The standard of fees in force from a day (收费标准): 国办函〔2020〕109号 from 2021-01-01.
///
/// A body **may** charge an applicant of an abnormal quantity or frequency (条例第四十二条), by one
/// of two methods and never by both on one application (办法第三条): *per application*, by the
/// place of the application among those of the same applicant to the same body in a calendar
/// month, or *per volume*, by the pages of this one application. Both are progressive on the
/// excess: the rate of a tier goes for the units in it alone.
///
/// ```
/// use gongkai::law::Lang;
/// use gongkai::request::FeeSchedule;
///
/// let day = |text: &str| text.parse().unwrap();
/// let fees = FeeSchedule::on(day("2026-03-02")).unwrap();
/// // An application for two things, the 30th and the 31st of the month.
/// let quote = fees.per_application(30, 31)?;
/// assert_eq!(quote.amount, 300);
/// assert_eq!(
///     quote.explain(Lang::Zh),
///     [
///         "按件计收（《政府信息公开信息处理费管理办法》第四条）",
///         "当月第30件：1件×100元＝100元（第四条第二款第二项）",
///         "当月第31件：1件×200元＝200元（第四条第二款第三项）",
///         "合计300元",
///     ],
/// );
/// assert_eq!(fees.per_volume(68)?.amount, 380);
/// assert!(FeeSchedule::on(day("2020-12-31")).is_none());
/// # Ok::<(), gongkai::request::FeeError>(())
/// ```
#[doc(alias = "收费标准")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeSchedule"))]
#[non_exhaustive]
pub struct FeeSchedule {
    /// First day in force.
    pub from: NaiveDate,
    /// The instrument.
    pub citation: Citation,
    /// The article that forbids both methods on one application.
    pub one_method: Citation,
    /// How its day in force is known.
    pub certainty: Attestation,
    /// Doubts, in Chinese.
    pub note: Option<String>,
    /// 按件计收.
    pub per_application: FeeScale,
    /// 按量计收.
    pub per_volume: FeeScale,
}

/// The tiers of a method (计费档次).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeScale"))]
#[non_exhaustive]
pub struct FeeScale {
    /// The article.
    pub citation: Citation,
    /// How the tiers are known.
    pub certainty: Attestation,
    /// Doubts, in Chinese.
    pub note: Option<String>,
    /// The tiers, lowest first; the first begins with unit 1.
    pub tiers: Vec<FeeTier>,
}

/// A tier: from its first unit to before the next tier, so many yuan each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeTier"))]
#[non_exhaustive]
pub struct FeeTier {
    /// Its first application or page, from 1.
    pub first: u32,
    /// Yuan for each.
    pub yuan: u32,
    /// After how many units the rate rises, and by how many yuan; `None`: it does not.
    pub step: Option<(u32, u32)>,
    /// Where it is stated.
    pub citation: Citation,
}

impl FeeSchedule {
    /// The schedule in force on the day an application was received; `None` before 2021-01-01,
    /// when nothing could be charged.
    pub fn on(received: NaiveDate) -> Option<&'static Self> {
        static SCHEDULES: OnceLock<Vec<FeeSchedule>> = OnceLock::new();
        // The bytes are written by this crate's build script; if they could not be decoded
        // there is no schedule, and the tests below say so.
        let all = SCHEDULES.get_or_init(|| {
            let data: Vec<ScheduleData> = postcard::from_bytes(FEES).unwrap_or_default();
            data.into_iter().filter_map(Self::from_data).collect()
        });
        all.iter().rev().find(|s| s.from <= received)
    }

    fn from_data(data: ScheduleData) -> Option<Self> {
        Some(Self {
            from: data.from,
            citation: data.citation.parse().ok()?,
            one_method: data.one_method.parse().ok()?,
            certainty: data.certainty,
            note: data.note,
            per_application: FeeScale::from_data(data.per_application)?,
            per_volume: FeeScale::from_data(data.per_volume)?,
        })
    }

    /// The fee of an application that takes the places `first` to `last` among those of one
    /// applicant to one body in a calendar month (按件计收).
    ///
    /// # Errors
    /// When a place is 0, the last is before the first, or past [`MOST_UNITS`].
    pub fn per_application(&self, first: u32, last: u32) -> Result<FeeQuote, FeeError> {
        self.quote(FeeMethod::PerApplication, first, last)
    }

    /// The fee of an application by the pages provided (按量计收); pages of other applications do
    /// not count. No pages cost nothing.
    ///
    /// # Errors
    /// When there are more than [`MOST_UNITS`] pages.
    pub fn per_volume(&self, pages: u32) -> Result<FeeQuote, FeeError> {
        if pages == 0 {
            return Ok(FeeQuote {
                lines: Vec::new(),
                ..self.quote(FeeMethod::PerVolume, 1, 1)?
            });
        }
        self.quote(FeeMethod::PerVolume, 1, pages)
    }

    fn quote(&self, method: FeeMethod, first: u32, last: u32) -> Result<FeeQuote, FeeError> {
        let scale = match method {
            FeeMethod::PerApplication => &self.per_application,
            FeeMethod::PerVolume => &self.per_volume,
        };
        let lines = scale.lines(first, last)?;
        Ok(FeeQuote {
            method: Some(method),
            amount: lines.iter().map(|l| l.amount).sum(),
            lines,
            free: None,
            certainty: scale.certainty,
            basis: vec![scale.citation.clone()],
        })
    }
}

impl FeeScale {
    fn from_data(data: MethodData) -> Option<Self> {
        Some(Self {
            citation: data.citation.parse().ok()?,
            certainty: data.certainty,
            note: data.note,
            tiers: data
                .tiers
                .iter()
                .map(FeeTier::from_data)
                .collect::<Option<_>>()?,
        })
    }

    /// What the n-th application or page costs, in yuan; counted from 1.
    ///
    /// ```
    /// # use gongkai::request::FeeSchedule;
    /// # let fees = FeeSchedule::on("2026-03-02".parse().unwrap()).unwrap();
    /// let rate = |n| fees.per_application.rate(n);
    /// assert_eq!([10, 11, 30, 31, 40, 41].map(rate), [0, 100, 100, 200, 200, 300]);
    /// ```
    pub fn rate(&self, n: u32) -> u64 {
        let tier = self.tiers.iter().rev().find(|t| t.first <= n);
        tier.map_or(0, |t| t.rate(n))
    }

    /// The units from `first` to `last`, cut where the rate changes.
    fn lines(&self, first: u32, last: u32) -> Result<Vec<FeeLine>, FeeError> {
        if first == 0 {
            return Err(FeeError::NoUnit);
        }
        if last < first {
            return Err(FeeError::ReversedRange { first, last });
        }
        if last > MOST_UNITS {
            return Err(FeeError::TooMany { units: last });
        }
        let mut lines = Vec::new();
        for (n, tier) in self.tiers.iter().enumerate() {
            let next = self.tiers.get(n + 1).map_or(u32::MAX, |t| t.first);
            let end = last.min(next.saturating_sub(1));
            let mut at = first.max(tier.first);
            while at <= end {
                let stop = tier.same_rate_until(at).min(end);
                let (count, rate) = (stop - at + 1, tier.rate(at));
                lines.push(FeeLine {
                    first: at,
                    last: stop,
                    count,
                    rate,
                    amount: u64::from(count) * rate,
                    citation: tier.citation.clone(),
                });
                at = stop + 1;
            }
        }
        Ok(lines)
    }
}

impl FeeTier {
    fn from_data(data: &TierData) -> Option<Self> {
        Some(Self {
            first: data.first,
            yuan: data.yuan,
            step: data.step,
            citation: data.citation.parse().ok()?,
        })
    }

    /// The rate of a unit in this tier.
    fn rate(&self, n: u32) -> u64 {
        let more = match self.step {
            Some((step, yuan)) => {
                u64::from(n.saturating_sub(self.first) / step.max(1)) * u64::from(yuan)
            }
            None => 0,
        };
        u64::from(self.yuan) + more
    }

    /// The last unit that has the rate of `n`, as far as this tier goes.
    fn same_rate_until(&self, n: u32) -> u32 {
        match self.step {
            Some((step, _)) => {
                let step = step.max(1);
                let into = n.saturating_sub(self.first) % step;
                n.saturating_add(step - 1 - into)
            }
            None => u32::MAX,
        }
    }
}
