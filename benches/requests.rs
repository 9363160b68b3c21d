//! Where ten thousand applications stand: `cargo bench -p gongkai-benches --bench requests`.

use chrono::{Days, NaiveDate};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use gongkai::calendar::WorkCalendar;
use gongkai::case::Entry;
use gongkai::request::{
    Applicant, ApplicantKind, Consultee, Intake, Opinion, RequestCase, RequestEvent, RequestKind,
    Settings,
};

fn main() {
    // Built here, so that no benchmark pays for it.
    WorkCalendar::national();
    divan::main();
}

const CASES: u64 = 10_000;

/// Confirmed, sent back for a correction, a third party asked, extended: open all the same.
fn case(n: u64) -> RequestCase {
    let begins = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default() + Days::new(n % 2_000);
    let on = |days: u64| begins + Days::new(days);
    let party = || "青禾建设有限公司".to_owned();
    let entries = [
        Entry::new(
            on(0),
            RequestEvent::Received {
                intake: Intake::Internet,
                applicant: Applicant {
                    name: "李某".to_owned(),
                    kind: ApplicantKind::NaturalPerson,
                    contact: None,
                    identity_proved: Some(true),
                },
                content: "合同".to_owned(),
                form: None,
                number: None,
                kind: RequestKind::Information,
            },
        ),
        Entry::new(on(1), RequestEvent::Confirmed {}),
        Entry::new(
            on(4),
            RequestEvent::CorrectionRequested {
                items: vec!["年份".to_owned()],
                until: on(20),
            },
        ),
        Entry::new(on(10), RequestEvent::Corrected {}),
        Entry::new(
            on(12),
            RequestEvent::Consulted {
                party: party(),
                consultee: Consultee::ThirdParty,
            },
        ),
        Entry::new(
            on(14),
            RequestEvent::ConsultationDelivered { party: party() },
        ),
        Entry::new(
            on(22),
            RequestEvent::OpinionReceived {
                party: party(),
                opinion: Opinion::Objects,
                reasonable: Some(false),
            },
        ),
    ];
    let as_of = on(30);
    RequestCase::replay(format!("{n}"), &entries, &Settings::default(), as_of)
}

#[divan::bench]
fn status_x10000(bencher: Bencher<'_, '_>) {
    let cases: Vec<RequestCase> = (0..CASES).map(case).collect();
    let calendar = WorkCalendar::national();
    bencher.counter(ItemsCount::new(CASES)).bench(|| {
        cases
            .iter()
            .filter(|case| black_box(case.status(calendar)).overdue)
            .count()
    });
}
