//! Floor 1: working days and deadlines (工作日历与期限).
//!
//! [`WorkCalendar`] knows every working day from 2008 on, with the notice that made each
//! exceptional day so; past the last published arrangement it projects, and says so.
//! [`Deadline`] counts a [`Period`](crate::law::Period) on it and tells how the date came
//! about.
//!
//! ```
//! use chrono::NaiveDate;
//! use gongkai::calendar::{Certainty, Deadline, WorkCalendar};
//! use gongkai::law::Registry;
//!
//! // An application received on 10 December 2026: twenty working days to answer it.
//! let received = NaiveDate::from_ymd_opt(2026, 12, 10).unwrap();
//! let answer = Registry::builtin().on(received).term("request.answer").unwrap();
//! let deadline =
//!     WorkCalendar::national().deadline(&Deadline::after(received, answer.period))?;
//! assert_eq!(deadline.due.to_string(), "2027-01-08");
//! // The holidays of 2027 are not in the shipped data.
//! assert_eq!(deadline.certainty, Certainty::Projected);
//! # Ok::<(), gongkai::calendar::CalendarError>(())
//! ```
//!
//! What changes the calendar comes as data: a new [`Notice`] ([`WorkCalendar::with_notice`]),
//! a [`LocalCalendar`] ([`WorkCalendar::with_local`]); [`WorkCalendar::as_of`] goes back to
//! what was known on a day, [`WorkCalendar::changed_by`] lists the deadlines that a notice
//! moves.

mod data;
mod day;
mod deadline;
mod draft;
mod error;
mod notice;
mod request;
mod span;
mod table;
mod trail;
mod work_calendar;

pub use day::{Answer, Certainty, Day, DayKind, Layer};
pub use deadline::{Deadline, Moved};
pub use error::{CalendarError, NoticeFault};
pub use notice::{LocalCalendar, LocalDay, Notice, NoticeDay};
pub use request::{DeadlineRequest, ExcludedSpan, SpanParseError};
pub use trail::{Origin, Step};
pub use work_calendar::WorkCalendar;
