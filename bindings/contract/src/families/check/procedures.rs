//! Checking lists and cases.

use super::{cases, lists};
use crate::operation::operations;

operations! {
    /// What is wrong with a list of published information: against the catalogue (`CAT`), and
    /// with its times (`DUE`).
    "check.items" => lists::items, lists::OfItems => crate::findings::Report, CatalogueError, CalendarError;
    /// What is wrong with an application for information (`REQ`).
    "check.request" => cases::request, cases::OfRequest => crate::findings::Report, CalendarError;
    /// What is wrong with a review (`REV`).
    "check.review" => cases::review, cases::OfReview => crate::findings::Report, CalendarError;
    /// What is wrong with a consultation (`CON`).
    "check.consultation" => cases::consultation, cases::OfConsultation => crate::findings::Report, CalendarError;
    /// What is wrong with the display and keeping of a record (`RET`).
    "check.record" => cases::record, cases::OfRecord => crate::findings::Report, CalendarError;
}
