//! Case files: strictness of their JSON form.

use gongkai::case::Entry;
use gongkai::request::{Intake, RequestEvent};

#[test]
fn fields_of_entry_and_event_stand_side_by_side() {
    let line = r#"{"on":"2026-03-02","by":"张敏","event":"received","intake":"in_person","applicant":{"name":"李某"}}"#;
    let entry: Entry<RequestEvent> = serde_json::from_str(line).unwrap();
    assert_eq!(entry.by.as_deref(), Some("张敏"));
    assert!(matches!(
        &entry.event,
        RequestEvent::Received { intake: Intake::InPerson, applicant, .. } if applicant.name == "李某"
    ));
    let again: Entry<RequestEvent> =
        serde_json::from_str(&serde_json::to_string(&entry).unwrap()).unwrap();
    assert_eq!(again, entry);
}

#[test]
fn unknown_and_missing_fields_are_refused() {
    for (line, says) in [
        (
            r#"{"on":"2026-03-02","event":"confirmed","chanel":"mail"}"#,
            "chanel",
        ),
        (
            r#"{"on":"2026-03-02","event":"served","intake":"fax"}"#,
            "intake",
        ),
        (
            r#"{"on":"2026-03-02","event":"consulted","party":"甲公司"}"#,
            "consultee",
        ),
        (
            r#"{"on":"2026-03-02","event":"consulted","party":"甲公司","consultee":"third_party","x":1}"#,
            "`x`",
        ),
        (r#"{"on":"2026-03-02","event":"vanished"}"#, "vanished"),
        (r#"{"event":"confirmed"}"#, "on"),
        (r#"{"on":"2026-02-30","event":"confirmed"}"#, "out of range"),
        (
            r#"{"on":"2026-03-02","event":"answered","answer":{"kind":"disclosed","extra":true}}"#,
            "extra",
        ),
    ] {
        let error = serde_json::from_str::<Entry<RequestEvent>>(line)
            .unwrap_err()
            .to_string();
        assert!(error.contains(says), "{line}: {error}");
    }
}
