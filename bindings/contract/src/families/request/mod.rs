//! Applications for information (依申请公开): cases, letters, fees, remedies.

mod answer;
mod cases;
mod errors;
mod fee;
mod letter;
mod status;

pub(super) use errors::facts;
#[cfg(feature = "formats")]
pub(super) use errors::of_letter;

use crate::operation::operations;

operations! {
    /// Where a case stands on a day: what is due and why, the other dates, what is wrong with
    /// the record.
    "request.status" => status::status, status::StatusRequest => status::Status, CalendarError;
    /// Whether an event may be entered into the file of a case, with what is then to be written
    /// and where the case stands; what the law or the state of the case does not allow is
    /// refused with its article.
    "request.decide" => status::decide, status::DecideRequest => status::Decided, RequestError, CalendarError;
    /// The open cases of an office by what is due next, and its ended ones by the row of the
    /// annual report.
    "request.docket" => cases::docket, cases::CasesRequest => cases::OpenCases, CalendarError;
    /// The register of applications, a line a case.
    "request.register" => cases::register, cases::CasesRequest => cases::Register, CalendarError;
    /// The open cases whose last day another calendar moves, as a notice published later does.
    "request.rederive" => cases::rederive, cases::RederiveRequest => cases::MovedCases, CalendarError;
    /// Whether the last day of a case moves because its file changed: an entry was made late, or
    /// one struck as wrong.
    "request.rederive_entries" => cases::rederive_entries, cases::RederiveEntriesRequest => cases::MovedByEntries, CalendarError;
    /// Which applications ask one body for the same, and what follows for publishing it (Art. 44).
    "request.join" => cases::join, cases::JoinRequest => cases::Joined;
    /// Writes a letter of a case. What the law demands of it and is not given is refused with
    /// its article.
    "request.letter" => letter::letter, letter::LetterRequest => letter::Written, LetterError, RequestError, RemedyError;
    /// The letters that the events of a case call for, written where the office is given.
    "request.case_letters" => letter::case_letters, letter::CaseLettersRequest => letter::CaseLetters, CalendarError;
    /// Writes one letter that a case calls for: the last of a kind, or the last at all.
    "request.case_letter" => letter::case_letter, letter::CaseLetterRequest => letter::Written, LetterError, RequestError, RemedyError, CalendarError;
    /// Every kind of letter with its name, in the order of a case.
    "request.letter_kinds" => letter::letter_kinds, letter::LetterKindsRequest => letter::LetterKinds;
    /// The standard of processing fees in force on a day.
    "request.fee_schedule" => fee::fee_schedule, fee::FeeScheduleRequest => fee::FeesOnDay;
    /// The fee of an application by its place among those of one applicant to one body in a
    /// calendar month (按件计收).
    "request.fee_per_application" => fee::fee_per_application, fee::FeePerApplicationRequest => fee::Fee, FeeError;
    /// The fee of an application by the pages provided (按量计收).
    "request.fee_per_volume" => fee::fee_per_volume, fee::FeePerVolumeRequest => fee::Fee, FeeError;
    /// The fee of a case by what the body decides, its place in the register or its pages.
    "request.fee_for" => fee::fee_for, fee::FeeForRequest => fee::Fee, FeeError;
    /// How an answer can be contested, and until when.
    "request.remedies" => answer::remedies, answer::RemediesRequest => answer::RemediesAnswer, RemedyError, CalendarError;
    /// The one row of the annual report in which an answer is counted.
    "request.report_row" => answer::report_row, answer::ReportRowRequest => answer::NamedRow, ReportRowError;
    /// The row of the annual report for an application closed without an answer.
    "request.closing_row" => answer::closing_row, answer::ClosingRowRequest => answer::NamedRow;
    /// Every row of results of the annual report, in the order of the form.
    "request.report_rows" => answer::report_rows, answer::ReportRowsRequest => answer::ReportRows;
    /// Which text of the Regulation an application received on a day falls under.
    "request.regime" => answer::regime, answer::RegimeRequest => answer::RegimeOnDay;
}
