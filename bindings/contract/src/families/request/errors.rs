//! The errors of applications, of their letters and fees, in the contract's terms.

use gongkai::law::{Citation, Lang};
use gongkai::request::{FeeError, LetterError, RemedyError, RequestError, RowError};
use serde::Serialize;
use serde_json::Value;

use crate::fault::{Explained, Fault};

/// The facts of an error, by the names of its fields.
pub(crate) fn facts<E: Serialize>(error: &E) -> Value {
    serde_json::to_value(error).unwrap_or_default()
}

/// The fault of a letter that cannot be written. What the letter took over from below is told as
/// what it is there, in the words of the letter.
pub(crate) fn of_letter(error: &LetterError) -> Fault {
    let cause = match error {
        LetterError::NoEffect { error } => Fault::of(error),
        LetterError::Remedy(error) => Fault::of(error),
        own => Fault::of(own),
    };
    Fault {
        message: error.message(Lang::Zh),
        message_en: error.message(Lang::En),
        ..cause
    }
}

impl Explained for RequestError {
    const KIND: &'static str = "RequestError";
    const CODES: &'static [&'static str] = &[
        "first_event_must_be_received",
        "already_received",
        "before_regulation",
        "confirmation_not_needed",
        "already_confirmed",
        "not_confirmed",
        "already_ended",
        "not_for_record_correction",
        "not_a_record_correction",
        "transfer_of_information",
        "not_in_force",
        "future_fact",
        "clock_stopped",
        "second_correction",
        "correction_after_expiry",
        "correction_term_too_short",
        "not_awaiting_correction",
        "already_consulted",
        "no_such_consultation",
        "second_delivery",
        "second_opinion",
        "second_extension",
        "period_of_order",
        "extension_too_long",
        "extension_after_expiry",
        "extension_without_consent",
        "extension_without_notice",
        "already_deferred",
        "second_reasons_request",
        "reasons_after_expiry",
        "not_awaiting_reasons",
        "deferral_without_reasons",
        "deferral_without_notice",
        "deferral_after_expiry",
        "deferral_not_later",
        "no_fee",
        "delivered_before_notice",
        "fee_after_expiry",
        "second_fee_notice",
        "second_fee_method",
        "not_awaiting_payment",
        "payment_after_expiry",
        "already_answered",
        "not_answered",
        "already_served",
        "not_lapsed",
        "review_pending",
        "no_review_pending",
        "suit_pending",
        "no_suit_pending",
        "reopened_without_order",
        "not_finished",
        "already_archived",
        // The order of the file.
        "out_of_order",
        "entered_backwards",
        "future",
        "duplicate",
        "strikes_nothing",
        // The calendar.
        "before_records",
        "after_horizon",
        "reversed_span",
        "bad_notice",
        "bad_local_calendar",
    ];
    fn code(&self) -> &str {
        Self::code(self)
    }
    fn message(&self, lang: Lang) -> String {
        Self::message(self, lang)
    }
    fn citations(&self) -> Vec<Citation> {
        Self::citations(self)
    }
    fn data(&self) -> Value {
        facts(self)
    }
}

impl Explained for LetterError {
    const KIND: &'static str = "LetterError";
    // An event without effect is told as its `RequestError`, remedies as their `RemedyError`:
    // see `of_letter`.
    const CODES: &'static [&'static str] = &[
        "missing_body",
        "missing_applicant",
        "missing_party",
        "missing_content",
        "missing_received",
        "missing_reasons",
        "missing_provided",
        "missing_whereabouts",
        "missing_withheld_parts",
        "missing_search",
        "missing_body_contact",
        "missing_earlier",
        "missing_rule",
        "missing_items",
        "missing_approval",
        "missing_due",
        "missing_amount",
        "missing_payment",
        "missing_recipient",
        "missing_review_body",
        "missing_disclosed",
        "no_ground",
        "law_not_named",
        "old_text",
        "extension_too_long",
        "until_too_early",
        "reasons_not_requested",
        "correction_not_requested",
        "fee_not_notified",
        "third_party_not_asked",
        "not_a_record_correction",
        "nothing_to_write",
    ];
    fn code(&self) -> &str {
        Self::code(self)
    }
    fn message(&self, lang: Lang) -> String {
        Self::message(self, lang)
    }
    fn citations(&self) -> Vec<Citation> {
        Self::citations(self)
    }
    fn data(&self) -> Value {
        facts(self)
    }
}

impl Explained for FeeError {
    const KIND: &'static str = "FeeError";
    const CODES: &'static [&'static str] = &[
        "no_unit",
        "reversed_range",
        "too_many",
        "not_registered",
        "registered_twice",
        "second_method",
        "already_public",
    ];
    fn code(&self) -> &str {
        Self::code(self)
    }
    fn message(&self, lang: Lang) -> String {
        Self::message(self, lang)
    }
    fn citations(&self) -> Vec<Citation> {
        Self::citations(self)
    }
    fn data(&self) -> Value {
        facts(self)
    }
}

impl Explained for RemedyError {
    const KIND: &'static str = "RemedyError";
    const CODES: &'static [&'static str] = &[
        "no_law",
        "before_records",
        "after_horizon",
        "reversed_span",
        "bad_notice",
        "bad_local_calendar",
    ];
    fn code(&self) -> &str {
        Self::code(self)
    }
    fn message(&self, lang: Lang) -> String {
        Self::message(self, lang)
    }
    fn citations(&self) -> Vec<Citation> {
        Self::citations(self)
    }
    fn data(&self) -> Value {
        facts(self)
    }
}

impl Explained for RowError {
    // The core has another `RowError` for the rows of the schedule of retention.
    const KIND: &'static str = "ReportRowError";
    const CODES: &'static [&'static str] = &["unknown_ground", "unknown_row"];
    fn code(&self) -> &str {
        Self::code(self)
    }
    fn message(&self, lang: Lang) -> String {
        Self::message(self, lang)
    }
    fn data(&self) -> Value {
        facts(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every code that the core's files name is listed here.
    #[test]
    fn every_code_is_listed() {
        macro_rules! source {
            ($file:literal) => {
                include_str!(concat!(
                    env!("CARGO_MANIFEST_DIR"),
                    "/../../crates/gongkai/src/request/",
                    $file
                ))
            };
        }
        for (source, codes, at_least) in [
            (source!("error.rs"), RequestError::CODES, 50),
            (source!("letter/error.rs"), LetterError::CODES, 30),
            (source!("fees/error.rs"), FeeError::CODES, 6),
        ] {
            let code = |text: &&str| {
                let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
                plain && text.contains('_') && *text != "snake_case"
            };
            let named: Vec<&str> = source.split('"').filter(code).collect();
            assert!(named.len() >= at_least, "{named:?}");
            for code in named {
                assert!(codes.contains(&code), "{code}");
            }
        }
    }
}
