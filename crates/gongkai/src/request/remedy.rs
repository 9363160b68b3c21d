//! How an answer can be contested (救济途径).

use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::answer::Answer;
use super::cite::cited;
use crate::calendar::{CalendarError, Deadline, WorkCalendar};
use crate::exemption::{Ground, ground};
use crate::law::{Attestation, Citation, Lang, Period, Registry, TermVersion};

/// First day on which a refusal must go to reconsideration before it goes to court.
const REVIEW_FIRST_FROM: NaiveDate = day(2024, 1, 1);
/// First day on which the courts' interpretation says which refusals are meant.
const COURT_RULES_FROM: NaiveDate = day(2025, 6, 1);

/// A day known to exist.
const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

/// Whether reconsideration has to come before a suit (复议前置).
///
/// From 2024-01-01 on who is refused information has to apply for reconsideration first
/// (行政复议法第二十三条第一款第四项), and the body has to say so when it refuses (the same article,
/// second paragraph). A refusal in that sense is one under Arts. 14 to 16 of the Regulation
/// (法释〔2025〕8号第一条第二项); other answers can be taken to court at once.
#[doc(alias = "复议前置")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.ReviewFirst"))]
#[serde(rename_all = "snake_case")]
pub enum ReviewFirst {
    /// No: the applicant may choose.
    No,
    /// For the parts that are withheld; for the rest the applicant may choose.
    WithheldParts,
    /// Yes.
    Yes,
}

/// A time limit of a remedy, as the law in force on the day of the answer has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RemedyTerm"))]
#[non_exhaustive]
pub struct RemedyTerm {
    /// Its length.
    pub period: Period,
    /// Where it is stated.
    pub citation: Citation,
    /// How that is known.
    pub certainty: Attestation,
}

/// The ways to contest an answer, with their limits (救济途径).
///
/// The law in force on the day of the answer decides.
///
/// ```
/// use gongkai::law::Lang;
/// use gongkai::request::{Answer, Remedies, ReviewFirst};
///
/// let refusal = Answer::Withheld {
///     ground: "trade_secret".to_owned(),
///     reasons: "……".to_owned(),
/// };
/// let day = |text: &str| text.parse().unwrap();
/// // Until the end of 2023 the applicant could choose.
/// let then = Remedies::of(&refusal, day("2023-12-29"))?;
/// assert_eq!(then.review_first, ReviewFirst::No);
/// assert_eq!(then.suit.unwrap().period.to_string(), "6m");
///
/// let now = Remedies::of(&refusal, day("2026-03-02"))?;
/// assert_eq!(now.review_first, ReviewFirst::Yes);
/// assert_eq!(now.suit, None);
/// assert_eq!(
///     now.message(Lang::En),
///     "the applicant has to apply for reconsideration first, within 60 days, and can sue within \
///      15 days of the decision",
/// );
/// # Ok::<(), gongkai::request::RemedyError>(())
/// ```
#[doc(alias = "救济途径")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Remedies"))]
#[non_exhaustive]
pub struct Remedies {
    /// The day of the answer, whose law applies.
    pub on: NaiveDate,
    /// Whether reconsideration has to come before a suit.
    pub review_first: ReviewFirst,
    /// 申请行政复议, from the day on which the applicant learns of the answer.
    pub review: RemedyTerm,
    /// 直接起诉, from the same day; `None` where reconsideration has to come first.
    pub suit: Option<RemedyTerm>,
    /// 复议后起诉, from receipt of the decision, or from the end of the time for it.
    pub suit_after_review: RemedyTerm,
    /// The article on complaints to the body above or the office in charge of disclosure.
    pub complaint: Citation,
    /// The articles on which all this rests.
    pub basis: Vec<Citation>,
}

/// Why no remedies can be told.
///
/// As JSON: its facts, by the names of its fields; its name is [`RemedyError::code`].
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RemedyError"))]
#[serde(untagged)]
#[non_exhaustive]
pub enum RemedyError {
    /// The answer is older than the Regulation, and than every term on record.
    #[error("no law on remedies is on record for `{on}`")]
    NoLaw {
        /// The day of the answer.
        on: NaiveDate,
    },
    /// A date could not be counted.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
}

impl RemedyError {
    /// The name of the error, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoLaw { .. } => "no_law",
            Self::Calendar(error) => error.code(),
        }
    }

    /// The articles that it rests on; none, since the law is what is missing.
    pub fn citations(&self) -> Vec<Citation> {
        Vec::new()
    }

    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (_, Lang::En) => self.to_string(),
            (Self::NoLaw { on }, Lang::Zh) => format!("没有收录{on}适用的救济期限规定"),
            (Self::Calendar(error), Lang::Zh) => format!("救济期限算不出来：{error}"),
        }
    }
}

/// The last days of the remedies against an answer; made by [`Remedies::deadlines`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RemedyDeadlines"))]
#[non_exhaustive]
pub struct RemedyDeadlines {
    /// For applying for reconsideration.
    pub review: Deadline,
    /// For a suit without reconsideration; `None` where that has to come first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suit: Option<Deadline>,
}

impl Remedies {
    /// The remedies against an answer made on a day.
    ///
    /// Only an answer that withholds ([`Answer::Withheld`], and [`Answer::Partly`] for the
    /// parts withheld) is a refusal that has to go to reconsideration first. An answer that the
    /// body does not hold the information, is not responsible for it or does not process the
    /// application is not one, nor is [`Answer::SpecialAccess`], although the annual report
    /// counts it among refusals: the interpretation of the court names Arts. 14 to 16 alone.
    /// Between 2024-01-01 and 2025-05-31, when it was not yet in force, the same is assumed.
    ///
    /// Courts are reported to dismiss suits against some answers, as against that to a repeated
    /// application or on a special way of access. Both ways are told for these too: that is for
    /// the court to say.
    ///
    /// # Errors
    /// When the day is before 2008-05-01.
    pub fn of(answer: &Answer, on: NaiveDate) -> Result<Self, RemedyError> {
        let first = match answer {
            Answer::Withheld { ground, .. } if refuses(ground) => ReviewFirst::Yes,
            Answer::Partly { withheld, .. } if withheld.iter().any(|p| refuses(&p.ground)) => {
                ReviewFirst::WithheldParts
            }
            _ => ReviewFirst::No,
        };
        Self::with(first, on)
    }

    /// The remedies against a notice that an application is no longer processed. A fee cannot
    /// be contested by itself; this notice, which follows when it is not paid, can.
    ///
    /// # Errors
    /// When the day is before 2008-05-01.
    pub fn of_closing(on: NaiveDate) -> Result<Self, RemedyError> {
        Self::with(ReviewFirst::No, on)
    }

    fn with(first: ReviewFirst, on: NaiveDate) -> Result<Self, RemedyError> {
        let first = if on < REVIEW_FIRST_FROM {
            ReviewFirst::No
        } else {
            first
        };
        let law = Registry::builtin().on(on);
        let term = |id: &str| {
            law.term(id)
                .map(RemedyTerm::from)
                .ok_or(RemedyError::NoLaw { on })
        };
        let complaint = match law.work("ogi").map(|i| i.id.as_str()) {
            Some("ogi-2007") => cited(&["ogi-2007:33"]),
            Some(_) => cited(&["ogi-2019:51"]),
            None => Vec::new(),
        };
        let complaint = complaint.into_iter().next();
        let complaint = complaint.ok_or(RemedyError::NoLaw { on })?;
        let review = term("review.apply")?;
        let suit_after_review = term("suit.after_review")?;
        let suit = match first {
            ReviewFirst::Yes => None,
            ReviewFirst::No | ReviewFirst::WithheldParts => Some(term("suit.direct")?),
        };
        let mut basis = vec![complaint.clone(), review.citation.clone()];
        if first != ReviewFirst::No {
            basis.extend(cited(&[
                "administrative-reconsideration-2023:23.1(4)",
                "administrative-reconsideration-2023:23.2",
            ]));
            if on >= COURT_RULES_FROM {
                basis.extend(cited(&["court-rules-2025:1"]));
            }
        }
        basis.extend(suit.iter().map(|s| s.citation.clone()));
        basis.push(suit_after_review.citation.clone());
        Ok(Self {
            on,
            review_first: first,
            review,
            suit,
            suit_after_review,
            complaint,
            basis,
        })
    }

    /// The last days for the remedies of an applicant who received the answer, and was told of
    /// its rights, on a day.
    ///
    /// # Errors
    /// When the day lies outside the calendar.
    pub fn deadlines(
        &self,
        served: NaiveDate,
        calendar: &WorkCalendar,
    ) -> Result<RemedyDeadlines, RemedyError> {
        let count = |term: &RemedyTerm| calendar.deadline(&Deadline::after(served, term.period));
        Ok(RemedyDeadlines {
            review: count(&self.review)?,
            suit: self.suit.as_ref().map(count).transpose()?,
        })
    }

    /// The last day for a suit of an applicant who received the decision on reconsideration on
    /// a day, or for whom the time for that decision ended on it (行政诉讼法第四十五条).
    ///
    /// # Errors
    /// When no term is on record, or the day lies outside the calendar.
    pub fn suit_after_review(
        decided: NaiveDate,
        calendar: &WorkCalendar,
    ) -> Result<Deadline, RemedyError> {
        let law = Registry::builtin().on(decided);
        let term = law.term("suit.after_review");
        let term = term.ok_or(RemedyError::NoLaw { on: decided })?;
        Ok(calendar.deadline(&Deadline::after(decided, term.period))?)
    }

    /// The last day to apply for reconsideration of an applicant who was not told of that right
    /// when the answer came: a year from then at most (行政复议法第二十条第三款). `None` for an
    /// answer older than that rule.
    ///
    /// # Errors
    /// When the day lies outside the calendar.
    pub fn longest_review(
        served: NaiveDate,
        calendar: &WorkCalendar,
    ) -> Result<Option<Deadline>, RemedyError> {
        let law = Registry::builtin().on(served);
        let term = law.term("review.apply_longest");
        Ok(term
            .map(|term| calendar.deadline(&Deadline::after(served, term.period)))
            .transpose()?)
    }

    /// The ways and limits in a sentence, without the names of bodies; a letter names them.
    pub fn message(&self, lang: Lang) -> String {
        let (review, after) = (self.review.period, self.suit_after_review.period);
        let suit = self.suit.as_ref().map(|s| s.period);
        match (lang, self.review_first, suit) {
            (Lang::Zh, ReviewFirst::WithheldParts, Some(suit)) => format!(
                "对不予公开的部分应当在{}内先申请行政复议，对复议决定不服的在{}内起诉；对其余部分可以在{}内申请行政复议，或者在{}内直接起诉",
                review.chinese(),
                after.chinese(),
                review.chinese(),
                suit.chinese(),
            ),
            (Lang::En, ReviewFirst::WithheldParts, Some(suit)) => format!(
                "for what is withheld the applicant has to apply for reconsideration first, within {}, and can sue within {} of the decision; for the rest the applicant may apply for reconsideration within {} or sue within {}",
                review.english(),
                after.english(),
                review.english(),
                suit.english(),
            ),
            (Lang::Zh, _, Some(suit)) => format!(
                "可以在{}内申请行政复议，也可以在{}内直接起诉",
                review.chinese(),
                suit.chinese(),
            ),
            (Lang::En, _, Some(suit)) => format!(
                "the applicant may apply for reconsideration within {} or sue within {}",
                review.english(),
                suit.english(),
            ),
            (Lang::Zh, _, None) => format!(
                "应当在{}内先申请行政复议，对复议决定不服的，在收到决定之日起{}内起诉",
                review.chinese(),
                after.chinese(),
            ),
            (Lang::En, _, None) => format!(
                "the applicant has to apply for reconsideration first, within {}, and can sue within {} of the decision",
                review.english(),
                after.english(),
            ),
        }
    }
}

/// Whether a ground is one of Arts. 14 to 16, or none that the taxonomy knows: who refuses under
/// a ground of its own making still refuses.
fn refuses(code: &str) -> bool {
    ground(code).is_none_or(Ground::withholds)
}

impl From<&TermVersion> for RemedyTerm {
    fn from(term: &TermVersion) -> Self {
        Self {
            period: term.period,
            citation: term.citation.clone(),
            certainty: term.certainty,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Part;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn withheld() -> Answer {
        Answer::Withheld {
            ground: "state_secret".to_owned(),
            reasons: "已定密".to_owned(),
        }
    }

    /// The limits of each regime, as read in the statutes.
    #[test]
    fn limits_by_day() {
        let limits = |date: &str| {
            let r = Remedies::of(&withheld(), on(date)).unwrap();
            (
                r.review.period.to_string(),
                r.suit.map(|s| s.period.to_string()),
                r.suit_after_review.period.to_string(),
            )
        };
        let three =
            |a: &str, b: Option<&str>, c: &str| (a.to_owned(), b.map(str::to_owned), c.to_owned());
        assert_eq!(limits("2008-05-01"), three("60d", Some("3m"), "15d"));
        assert_eq!(limits("2015-04-30"), three("60d", Some("3m"), "15d"));
        assert_eq!(limits("2015-05-01"), three("60d", Some("6m"), "15d"));
        assert_eq!(limits("2023-12-31"), three("60d", Some("6m"), "15d"));
        assert_eq!(limits("2024-01-01"), three("60d", None, "15d"));
        assert_eq!(
            Remedies::of(&withheld(), on("2008-04-30")),
            Err(RemedyError::NoLaw {
                on: on("2008-04-30")
            })
        );
    }

    #[test]
    fn only_what_is_withheld_has_to_go_to_reconsideration_first() {
        let first = |answer: &Answer| Remedies::of(answer, on("2026-03-02")).unwrap().review_first;
        assert_eq!(first(&withheld()), ReviewFirst::Yes);
        let part = Part {
            part: "附件".to_owned(),
            ground: "personal_privacy".to_owned(),
            reasons: "住址".to_owned(),
        };
        let partly = Answer::Partly {
            provided: "正文".to_owned(),
            withheld: vec![part],
        };
        assert_eq!(first(&partly), ReviewFirst::WithheldParts);
        let not_found = Answer::NotFound {
            search: String::new(),
        };
        assert_eq!(first(&not_found), ReviewFirst::No);
        let closed = Remedies::of_closing(on("2026-03-02")).unwrap();
        assert_eq!(closed.review_first, ReviewFirst::No);
    }

    /// Served on Monday 2026-03-02: the 60th day is 2026-05-01, a holiday until 05-05; six
    /// months end on 2026-09-02, a Wednesday.
    #[test]
    fn last_days() {
        let answer = Answer::Disclosed {
            provided: "文件".to_owned(),
        };
        let remedies = Remedies::of(&answer, on("2026-02-27")).unwrap();
        let calendar = WorkCalendar::national();
        let days = remedies.deadlines(on("2026-03-02"), calendar).unwrap();
        assert_eq!(days.review.due, on("2026-05-06"));
        assert_eq!(days.suit.unwrap().due, on("2026-09-02"));
        // Fifteen days from Friday 2026-06-26: Saturday 07-11, so Monday the 13th.
        let suit = Remedies::suit_after_review(on("2026-06-26"), calendar).unwrap();
        assert_eq!(suit.due, on("2026-07-13"));
        let longest = Remedies::longest_review(on("2026-03-02"), calendar).unwrap();
        assert_eq!(longest.unwrap().due, on("2027-03-02"));
        assert_eq!(
            Remedies::longest_review(on("2023-03-02"), calendar).unwrap(),
            None
        );
    }

    #[test]
    fn what_it_rests_on() {
        let basis = |date: &str| -> Vec<String> {
            let remedies = Remedies::of(&withheld(), on(date)).unwrap();
            remedies.basis.iter().map(Citation::compact).collect()
        };
        assert_eq!(
            basis("2026-03-02"),
            [
                "ogi-2019:51",
                "administrative-reconsideration-2023:20.1",
                "administrative-reconsideration-2023:23.1(4)",
                "administrative-reconsideration-2023:23.2",
                "court-rules-2025:1",
                "administrative-litigation-2017:45",
            ]
        );
        assert!(!basis("2024-06-03").contains(&"court-rules-2025:1".to_owned()));
        assert_eq!(basis("2019-05-14")[0], "ogi-2007:33");
    }
}
