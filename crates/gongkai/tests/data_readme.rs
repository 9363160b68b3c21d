//! The table of `data/README.md` says what the data hold.

use std::fmt::Write as _;

use gongkai::catalogue::{Catalogue, Field};
use gongkai::law::Attestation;

/// One line of the table: matters, of them read with the address of an official page, read
/// otherwise, known at second hand or recalled; names without a row.
fn line(catalogue: &Catalogue, field: &Field, sums: &mut [usize; 5]) -> String {
    let mut own = [0; 5];
    for matter in catalogue.matters_of(field.id.as_str()) {
        own[0] += 1;
        let page = matter
            .source
            .as_deref()
            .is_some_and(|s| s.contains(".gov.cn"));
        own[match (matter.certainty, page) {
            (Attestation::Read, true) => 1,
            (Attestation::Read, false) => 2,
            _ => 3,
        }] += 1;
    }
    own[4] = field.headings.len();
    for (sum, one) in sums.iter_mut().zip(own) {
        *sum += one;
    }
    let [all, page, read, recalled, headings] = own;
    format!(
        "| {} `{}` | {all} | {page} | {read} | {recalled} | {headings} |\n",
        field.name, field.id
    )
}

#[test]
fn the_table_of_the_page_is_up_to_date() {
    let mut table = String::new();
    let mut sums = [0; 5];
    for catalogue in [Catalogue::grassroots(), Catalogue::village()] {
        for field in catalogue.fields() {
            table += &line(catalogue, field, &mut sums);
        }
    }
    let [all, page, read, recalled, headings] = sums;
    writeln!(
        table,
        "| 合计 | {all} | {page} | {read} | {recalled} | {headings} |"
    )
    .unwrap();
    let readme = include_str!("../data/README.md");
    assert!(readme.contains(&table), "the table should read\n{table}");
}

#[test]
fn elements_are_short() {
    for catalogue in [
        Catalogue::national(),
        Catalogue::grassroots(),
        Catalogue::village(),
    ] {
        for matter in catalogue.matters() {
            for element in &matter.elements {
                assert!(element.chars().count() <= 40, "{}: {element}", matter.id);
            }
        }
    }
}
