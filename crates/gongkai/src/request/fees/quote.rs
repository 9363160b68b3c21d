use serde::Serialize;

use crate::law::{Attestation, Citation, Lang, Registry};
use crate::request::FeeMethod;
use crate::request::cite::cited;

/// What a fee is made of (收费明细): data; [`FeeQuote::explain`] tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeQuote"))]
#[non_exhaustive]
pub struct FeeQuote {
    /// The method; `None` where nothing is charged at all.
    pub method: Option<FeeMethod>,
    /// The sum in yuan.
    pub amount: u64,
    /// The parts, one for each rate, lowest units first.
    pub lines: Vec<FeeLine>,
    /// Why nothing is charged, where that is not a matter of tiers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub free: Option<FreeOfCharge>,
    /// How the tiers are known.
    pub certainty: Attestation,
    /// The articles.
    pub basis: Vec<Citation>,
}

/// Units of one rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeLine"))]
#[non_exhaustive]
pub struct FeeLine {
    /// The first unit.
    pub first: u32,
    /// The last unit.
    pub last: u32,
    /// How many.
    pub count: u32,
    /// Yuan for each.
    pub rate: u64,
    /// Yuan for all.
    pub amount: u64,
    /// Where the tier is stated.
    pub citation: Citation,
}

/// Why an application costs nothing, whatever its place or pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FreeOfCharge"))]
#[serde(rename_all = "snake_case")]
pub enum FreeOfCharge {
    /// It was received before there was a standard of fees.
    BeforeMeasures,
    /// The body does not charge, as it may choose (条例第四十二条).
    BodyChoice,
}

impl FeeQuote {
    /// The quote of an application that costs nothing, whatever its place or pages.
    ///
    /// ```
    /// use gongkai::law::Lang;
    /// use gongkai::request::{FeeQuote, FreeOfCharge};
    /// let quote = FeeQuote::free(FreeOfCharge::BodyChoice);
    /// assert_eq!((quote.amount, quote.method), (0, None));
    /// assert_eq!(quote.explain(Lang::Zh), ["本机关决定不收取信息处理费"]);
    /// ```
    pub fn free(why: FreeOfCharge) -> Self {
        Self {
            method: None,
            amount: 0,
            lines: Vec::new(),
            free: Some(why),
            certainty: Attestation::Read,
            basis: cited(&["ogi-2019:42.1"]),
        }
    }

    /// The reckoning, a sentence a step: method, tiers, sum.
    pub fn explain(&self, lang: Lang) -> Vec<String> {
        let zh = lang == Lang::Zh;
        let Some(method) = self.method else {
            let sentence = match (self.free, zh) {
                (Some(FreeOfCharge::BeforeMeasures), true) => {
                    "收到申请时尚无信息处理费标准，不收费"
                }
                (Some(FreeOfCharge::BeforeMeasures), false) => {
                    "received before there was a standard of fees: no charge"
                }
                (_, true) => "本机关决定不收取信息处理费",
                (_, false) => "the body does not charge",
            };
            return vec![sentence.to_owned()];
        };
        let basis: Vec<String> = self
            .basis
            .iter()
            .map(|c| match lang {
                Lang::Zh => c.to_string(),
                Lang::En => c.english(Registry::builtin()),
            })
            .collect();
        let mut out = Vec::with_capacity(self.lines.len() + 2);
        out.push(if zh {
            format!("{}（{}）", chinese(method), basis.join("、"))
        } else {
            format!("{} ({})", english(method), basis.join("; "))
        });
        out.extend(self.lines.iter().map(|line| line.message(method, lang)));
        out.push(if zh {
            format!("合计{}元", self.amount)
        } else {
            format!("{} yuan in all", self.amount)
        });
        out
    }
}

impl FeeLine {
    fn message(&self, method: FeeMethod, lang: Lang) -> String {
        let Self {
            first,
            last,
            count,
            rate,
            amount,
            ..
        } = self;
        let article = self.citation.to_string();
        let article = article.rsplit_once('》').map_or("", |(_, place)| place);
        let (zh_unit, en_unit, month) = match method {
            FeeMethod::PerApplication => ("件", "application", "当月"),
            FeeMethod::PerVolume => ("页", "page", ""),
        };
        match (lang, first == last) {
            (Lang::Zh, one) => {
                let which = if one {
                    format!("{month}第{first}{zh_unit}")
                } else {
                    format!("{month}第{first}{zh_unit}至第{last}{zh_unit}")
                };
                if *rate == 0 {
                    format!("{which}：不收费（{article}）")
                } else {
                    format!("{which}：{count}{zh_unit}×{rate}元＝{amount}元（{article}）")
                }
            }
            (Lang::En, one) => {
                let which = if one {
                    format!("{en_unit} {first}")
                } else {
                    format!("{en_unit}s {first} to {last}")
                };
                if *rate == 0 {
                    format!("{which}: free")
                } else {
                    format!("{which}: {count} × {rate} yuan = {amount} yuan")
                }
            }
        }
    }
}

/// The method in Chinese.
pub(in crate::request) fn chinese(method: FeeMethod) -> &'static str {
    match method {
        FeeMethod::PerApplication => "按件计收",
        FeeMethod::PerVolume => "按量计收",
    }
}

pub(super) fn english(method: FeeMethod) -> &'static str {
    match method {
        FeeMethod::PerApplication => "per application",
        FeeMethod::PerVolume => "per volume",
    }
}
