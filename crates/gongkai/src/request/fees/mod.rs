//! Processing fees (信息处理费): how many yuan an application may cost, and why.

mod error;
mod quote;
mod schedule;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

pub use error::FeeError;
pub(super) use quote::chinese;
pub use quote::{FeeLine, FeeQuote, FreeOfCharge};
pub use schedule::{FeeScale, FeeSchedule, FeeTier, MOST_UNITS};

use super::event::FeeMethod;
use super::fee_data;

/// What a body decides about the fee of an application (收费决定). Not to charge is always lawful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeChoice"))]
#[serde(tag = "charge", rename_all = "snake_case", deny_unknown_fields)]
pub enum FeeChoice {
    /// 不收费.
    None {},
    /// 按件计收.
    PerApplication {},
    /// 按量计收.
    PerVolume {
        /// How many pages are provided; one side of a sheet of A4 or smaller is one.
        pages: u32,
        /// Whether the information was published already. Such information is not charged
        /// per volume.
        #[serde(default)]
        already_public: bool,
    },
}

/// An application as the register of a body has it, for counting within a month (登记件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RegisteredApplication"))]
#[serde(deny_unknown_fields)]
pub struct RegisteredApplication {
    /// The case.
    pub case: String,
    /// Who asks: the same text for the same applicant.
    pub applicant: String,
    /// The body asked.
    pub body: String,
    /// The day of receipt (Art. 31), which decides on the month.
    pub received: NaiveDate,
    /// Into how many smallest units it is split (一事一申请, 办法第四条), at least 1.
    #[serde(default = "one")]
    pub units: u32,
}

fn one() -> u32 {
    1
}

/// What is set about fees, where the text of the measures could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.FeeSettings"))]
#[serde(default, deny_unknown_fields)]
pub struct FeeSettings {
    /// Whether information that was published already may be charged per volume. It may not,
    /// as far as remembered; the second half of Art. 5 was not read.
    pub volume_of_public_information: bool,
}

/// The fee of a case, by its place in the register of applications or by its pages.
///
/// The register may hold whatever the body received: only applications of the same applicant to
/// the same body in the calendar month of the case count, in the order of their days of receipt
/// and, on one day, of the register. Withdrawn and closed ones count too: they were made. With
/// `charged`, the method by which the case was charged before.
///
/// ```
/// use gongkai::request::{FeeChoice, FeeSettings, RegisteredApplication, fee_for};
///
/// let register: Vec<_> = (1..=12)
///     .map(|n| RegisteredApplication {
///         case: format!("2026-{n:03}"),
///         applicant: "李某".to_owned(),
///         body: "青禾镇人民政府".to_owned(),
///         received: "2026-03-02".parse().unwrap(),
///         units: 1,
///     })
///     .collect();
/// let fee = |case| {
///     let settings = FeeSettings::default();
///     fee_for(case, &register, FeeChoice::PerApplication {}, None, &settings)
/// };
/// assert_eq!(fee("2026-010")?.amount, 0);
/// assert_eq!(fee("2026-012")?.amount, 100);
/// # Ok::<(), gongkai::request::FeeError>(())
/// ```
///
/// # Errors
/// When the case is missing from the register or stands in it twice, was charged by the other
/// method, is charged for pages that were published, or counts more than [`MOST_UNITS`].
pub fn fee_for(
    case: &str,
    register: &[RegisteredApplication],
    choice: FeeChoice,
    charged: Option<FeeMethod>,
    settings: &FeeSettings,
) -> Result<FeeQuote, FeeError> {
    let mut found = register.iter().enumerate().filter(|(_, a)| a.case == case);
    let not_registered = || FeeError::NotRegistered {
        case: case.to_owned(),
    };
    let (place, own) = found.next().ok_or_else(not_registered)?;
    if found.next().is_some() {
        return Err(FeeError::RegisteredTwice {
            case: case.to_owned(),
        });
    }
    let Some(schedule) = FeeSchedule::on(own.received) else {
        return Ok(FeeQuote::free(FreeOfCharge::BeforeMeasures));
    };
    let method = match choice {
        FeeChoice::None {} => return Ok(FeeQuote::free(FreeOfCharge::BodyChoice)),
        FeeChoice::PerApplication {} => FeeMethod::PerApplication,
        FeeChoice::PerVolume { .. } => FeeMethod::PerVolume,
    };
    if let Some(first) = charged.filter(|&c| c != method) {
        return Err(FeeError::SecondMethod {
            first,
            citation: schedule.one_method.clone(),
        });
    }
    if let FeeChoice::PerVolume {
        pages,
        already_public,
    } = choice
    {
        if already_public && !settings.volume_of_public_information {
            return Err(FeeError::AlreadyPublic {
                citation: schedule.per_volume.citation.clone(),
            });
        }
        return schedule.per_volume(pages);
    }
    let month = |date: NaiveDate| (date.year(), date.month());
    let before = register
        .iter()
        .enumerate()
        .filter(|&(n, a)| {
            a.applicant == own.applicant
                && a.body == own.body
                && month(a.received) == month(own.received)
                && (a.received, n) < (own.received, place)
        })
        .fold(0_u32, |sum, (_, a)| sum.saturating_add(a.units.max(1)));
    let last = before.saturating_add(own.units.max(1));
    schedule.per_application(before.saturating_add(1), last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::law::Lang;

    fn fees() -> &'static FeeSchedule {
        FeeSchedule::on("2026-03-02".parse().unwrap()).unwrap()
    }

    fn application(case: &str, day: &str, units: u32) -> RegisteredApplication {
        RegisteredApplication {
            case: case.to_owned(),
            applicant: "甲".to_owned(),
            body: "青禾镇人民政府".to_owned(),
            received: day.parse().unwrap(),
            units,
        }
    }

    fn fee(case: &str, register: &[RegisteredApplication]) -> u64 {
        let settings = FeeSettings::default();
        let choice = FeeChoice::PerApplication {};
        fee_for(case, register, choice, None, &settings)
            .unwrap()
            .amount
    }

    #[test]
    fn in_force_from_2021() {
        let on = |day: &str| FeeSchedule::on(day.parse().unwrap()).is_some();
        assert!(!on("2020-12-31"));
        assert!(on("2021-01-01"));
    }

    #[test]
    fn months_applicants_and_bodies_are_counted_apart() {
        let mut register: Vec<_> = (0..10)
            .map(|n| application(&format!("一{n}"), "2026-03-31", 1))
            .collect();
        register.push(application("次月", "2026-04-01", 1));
        register.push(application("本月", "2026-03-31", 1));
        register.push(RegisteredApplication {
            applicant: "乙".to_owned(),
            ..application("他人", "2026-03-31", 1)
        });
        register.push(RegisteredApplication {
            body: "青禾县民政局".to_owned(),
            ..application("他局", "2026-03-31", 1)
        });
        // Entered last, received first.
        register.push(application("月初", "2026-03-01", 1));
        assert_eq!(fee("次月", &register), 0);
        assert_eq!(fee("他人", &register), 0);
        assert_eq!(fee("他局", &register), 0);
        assert_eq!(fee("月初", &register), 0);
        assert_eq!(fee("一8", &register), 0);
        assert_eq!(fee("一9", &register), 100);
        assert_eq!(fee("本月", &register), 100);
    }

    #[test]
    fn an_application_of_several_units() {
        // Units 1 to 25: ten free, fifteen at 100 yuan; then 26 to 32.
        let register = [
            application("多项", "2026-03-02", 25),
            application("又", "2026-03-03", 7),
        ];
        assert_eq!(fee("多项", &register), 1500);
        assert_eq!(fee("又", &register), 5 * 100 + 2 * 200);
    }

    #[test]
    fn what_is_refused() {
        let register = [
            application("a", "2026-03-02", 1),
            application("b", "2026-03-02", 1),
            application("b", "2026-03-02", 1),
            application("旧", "2020-12-31", 1),
        ];
        let settings = FeeSettings::default();
        let quote = |case: &str, choice, charged| {
            fee_for(case, &register, choice, charged, &settings).map_err(|e| e.code())
        };
        let per = FeeChoice::PerApplication {};
        let pages = FeeChoice::PerVolume {
            pages: 31,
            already_public: false,
        };
        let public = FeeChoice::PerVolume {
            pages: 31,
            already_public: true,
        };
        assert_eq!(quote("c", per, None), Err("not_registered"));
        assert_eq!(quote("b", per, None), Err("registered_twice"));
        let second = Some(FeeMethod::PerVolume);
        assert_eq!(quote("a", per, second), Err("second_method"));
        assert_eq!(
            quote("a", pages, Some(FeeMethod::PerApplication)),
            Err("second_method")
        );
        assert_eq!(quote("a", public, None), Err("already_public"));
        let allowed = FeeSettings {
            volume_of_public_information: true,
        };
        let fee = fee_for("a", &register, public, None, &allowed).unwrap();
        assert_eq!(fee.amount, 10);
        assert_eq!(quote("a", pages, second).unwrap().amount, 10);
        let none = quote("a", FeeChoice::None {}, second).unwrap();
        assert_eq!(none.free, Some(FreeOfCharge::BodyChoice));
        let old = quote("旧", per, None).unwrap();
        assert_eq!((old.amount, old.method), (0, None));
        assert_eq!(old.free, Some(FreeOfCharge::BeforeMeasures));
        assert_eq!(fees().per_application(0, 3), Err(FeeError::NoUnit));
        let error = fees().per_application(3, 2).unwrap_err();
        assert_eq!(error.code(), "reversed_range");
        assert!(fees().per_volume(MOST_UNITS + 1).is_err());
        assert_eq!(fees().per_volume(0).unwrap().amount, 0);
    }

    #[test]
    fn errors_name_the_article() {
        let error = fee_for(
            "a",
            &[application("a", "2026-03-02", 1)],
            FeeChoice::PerApplication {},
            Some(FeeMethod::PerVolume),
            &FeeSettings::default(),
        )
        .unwrap_err();
        assert_eq!(error.citations()[0].compact(), "processing-fees-2020:3");
        assert_eq!(
            error.message(Lang::Zh),
            "本件已经按量计收，同一申请不得同时按两种标准重复收费"
        );
    }

    /// The rates as the facts state them, reckoned one by one.
    fn naive_rate(n: u64) -> u64 {
        match n {
            0..=10 => 0,
            11..=30 => 100,
            _ => 100 * (2 + (n - 31) / 10),
        }
    }

    proptest! {
        #[test]
        fn totals_are_the_sum_of_rates(first in 1_u32..500, more in 0_u32..500) {
            let last = first + more;
            let quote = fees().per_application(first, last).unwrap();
            let sum: u64 = (first..=last).map(|n| naive_rate(n.into())).sum();
            prop_assert_eq!(quote.amount, sum);
            // The lines cover every unit once.
            let mut next = first;
            for line in &quote.lines {
                prop_assert_eq!(line.first, next);
                prop_assert_eq!(line.last - line.first + 1, line.count);
                next = line.last + 1;
            }
            prop_assert_eq!(next, last + 1);
        }

        #[test]
        fn pages_cost_by_what_is_above_each_edge(pages in 0_u32..2000) {
            let p = i64::from(pages);
            let over = |edge: i64| (p - edge).max(0);
            let sum = 10 * over(30) + 10 * over(100) + 20 * over(200);
            let amount = fees().per_volume(pages).unwrap().amount;
            prop_assert_eq!(i64::try_from(amount).unwrap(), sum);
        }

        #[test]
        fn splitting_an_application_changes_no_sum(parts in prop::collection::vec(1_u32..20, 1..12)) {
            let register: Vec<_> = parts
                .iter()
                .enumerate()
                .map(|(n, &units)| application(&n.to_string(), "2026-03-02", units))
                .collect();
            let each: u64 = (0..parts.len()).map(|n| fee(&n.to_string(), &register)).sum();
            let whole = [application("全部", "2026-03-02", parts.iter().sum())];
            prop_assert_eq!(each, fee("全部", &whole));
        }
    }
}
