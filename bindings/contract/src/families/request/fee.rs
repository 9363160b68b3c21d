//! Processing fees.

use chrono::NaiveDate;
use gongkai::law::{Attestation, Citation, Lang};
use gongkai::request::{
    FeeChoice, FeeMethod, FeeQuote, FeeScale, FeeSchedule, FeeSettings, FreeOfCharge, MOST_UNITS,
    RegisteredApplication, fee_for as fee_of,
};
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::fault::Fault;

/// The day of receipt of an application.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeScheduleRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct FeeScheduleRequest {
    /// The day.
    on: NaiveDate,
}

/// The standard of fees in force on a day.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeesOnDay"))]
pub(super) struct FeesOnDay {
    /// The standard; absent before 2021-01-01, when nothing could be charged.
    schedule: Option<Schedule>,
    /// The most applications or pages that a fee is reckoned for.
    most_units: u32,
}

/// A standard of fees (收费标准): per application or per volume, never both for one application.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Fees"))]
struct Schedule {
    /// First day in force.
    from: NaiveDate,
    /// The instrument.
    citation: Citation,
    /// The article that forbids both methods on one application.
    one_method: Citation,
    /// How its day in force is known.
    certainty: Attestation,
    /// Doubts, in Chinese.
    note: Option<String>,
    /// 按件计收.
    per_application: Scale,
    /// 按量计收.
    per_volume: Scale,
}

/// The tiers of a method (计费档次).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeTiers"))]
struct Scale {
    /// The article.
    citation: Citation,
    /// How the tiers are known.
    certainty: Attestation,
    /// Doubts, in Chinese.
    note: Option<String>,
    /// The tiers, lowest first; the first begins with unit 1.
    tiers: Vec<Tier>,
}

/// A tier: from its first unit to before the next tier, so many yuan each.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.OneFeeTier"))]
struct Tier {
    /// Its first application or page, from 1.
    first: u32,
    /// Yuan for each.
    yuan: u32,
    /// How the rate rises within the tier; absent where it does not.
    rise: Option<Rise>,
    /// Where it is stated.
    citation: Citation,
}

/// How a rate rises.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeRise"))]
struct Rise {
    /// After each so many units.
    every: u32,
    /// By so many yuan.
    yuan: u32,
}

impl From<&FeeScale> for Scale {
    fn from(scale: &FeeScale) -> Self {
        let tiers = scale.tiers.iter().map(|tier| Tier {
            first: tier.first,
            yuan: tier.yuan,
            rise: tier.step.map(|(every, yuan)| Rise { every, yuan }),
            citation: tier.citation.clone(),
        });
        Self {
            citation: scale.citation.clone(),
            certainty: scale.certainty,
            note: scale.note.clone(),
            tiers: tiers.collect(),
        }
    }
}

pub(super) fn fee_schedule(request: &FeeScheduleRequest, _: Context) -> Result<FeesOnDay, Fault> {
    let schedule = FeeSchedule::on(request.on).map(|fees| Schedule {
        from: fees.from,
        citation: fees.citation.clone(),
        one_method: fees.one_method.clone(),
        certainty: fees.certainty,
        note: fees.note.clone(),
        per_application: (&fees.per_application).into(),
        per_volume: (&fees.per_volume).into(),
    });
    Ok(FeesOnDay {
        schedule,
        most_units: MOST_UNITS,
    })
}

/// Places of an application among those of one applicant to one body in a calendar month.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(rename = "request.FeePerApplicationRequest")
)]
#[serde(deny_unknown_fields)]
pub(super) struct FeePerApplicationRequest {
    /// The day of receipt of the application.
    on: NaiveDate,
    /// The first place, from 1.
    first: u32,
    /// The last place, of an application that is split into several; `first` unless given.
    last: Option<u32>,
}

/// Pages provided for an application.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeePerVolumeRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct FeePerVolumeRequest {
    /// The day of receipt of the application.
    on: NaiveDate,
    /// How many; one side of a sheet of A4 or smaller is one.
    pages: u32,
}

/// What a fee is made of (收费明细).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Fee"))]
pub(super) struct Fee {
    /// The fee and its parts.
    #[serde(flatten)]
    quote: FeeQuote,
    /// The reckoning in Chinese, a sentence a step, as a notice tells it.
    text: Vec<String>,
    /// The same in English.
    text_en: Vec<String>,
}

impl From<FeeQuote> for Fee {
    fn from(quote: FeeQuote) -> Self {
        Self {
            text: quote.explain(Lang::Zh),
            text_en: quote.explain(Lang::En),
            quote,
        }
    }
}

pub(super) fn fee_per_application(
    request: &FeePerApplicationRequest,
    _: Context,
) -> Result<Fee, Fault> {
    let last = request.last.unwrap_or(request.first);
    let quote = match FeeSchedule::on(request.on) {
        Some(fees) => fees.per_application(request.first, last)?,
        None => FeeQuote::free(FreeOfCharge::BeforeMeasures),
    };
    Ok(quote.into())
}

pub(super) fn fee_per_volume(request: &FeePerVolumeRequest, _: Context) -> Result<Fee, Fault> {
    let quote = match FeeSchedule::on(request.on) {
        Some(fees) => fees.per_volume(request.pages)?,
        None => FeeQuote::free(FreeOfCharge::BeforeMeasures),
    };
    Ok(quote.into())
}

/// A case, the register in which it stands, and what the body decides.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeForRequest"))]
#[serde(deny_unknown_fields)]
pub(super) struct FeeForRequest {
    /// The case.
    case: String,
    /// The register of applications: whatever the body received.
    register: Vec<RegisteredApplication>,
    /// What the body decides about the fee.
    choice: FeeChoice,
    /// The method by which the case was charged before.
    charged: Option<FeeMethod>,
    /// What is set about fees.
    #[serde(default)]
    settings: FeeSettings,
}

pub(super) fn fee_for(request: &FeeForRequest, _: Context) -> Result<Fee, Fault> {
    let quote = fee_of(
        &request.case,
        &request.register,
        request.choice,
        request.charged,
        &request.settings,
    )?;
    Ok(quote.into())
}
