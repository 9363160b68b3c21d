//! The table of `data/README.md` says what the data hold.

use std::fmt::Write as _;

use gongkai::catalogue::{Catalogue, Field, Matter};
use gongkai::law::Attestation;

/// One line of the table: matters, of them read with the address of an official page, read
/// otherwise, known at second hand or recalled; names without a row.
fn line(catalogue: &Catalogue, field: &Field, sums: &mut [usize; 5]) -> String {
    let matters = || catalogue.matters_of(field.id.as_str());
    let read = matters().filter(|m| m.certainty == Attestation::Read);
    let with_page = |m: &&Matter| m.source.as_deref().is_some_and(|s| s.contains(".gov.cn"));
    let (page, otherwise): (Vec<_>, Vec<_>) = read.partition(with_page);
    let all = matters().count();
    let recalled = all - page.len() - otherwise.len();
    let own = [
        all,
        page.len(),
        otherwise.len(),
        recalled,
        field.headings.len(),
    ];
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
