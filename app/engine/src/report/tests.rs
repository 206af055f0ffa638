//! Tables in, findings out; and tables in which nothing is odd.

mod alike;
mod columns;
mod odd;
mod structure;

use super::report;
use crate::ingest::tests::table;
use expect_test::Expect;
use spec::report::Suspicion;

/// What looks wrong in a table.
fn suspicions(text: &str) -> String {
    report(&table(text)).unwrap().suspicions.iter().map(said).collect()
}

fn said(suspicion: &Suspicion) -> String {
    let examples: Vec<_> = suspicion
        .examples
        .iter()
        .map(|(row, value)| format!("{row}: {value}"))
        .collect();
    let fix = suspicion
        .fix
        .as_ref()
        .map(|fix| format!("  {}\n", serde_json::to_string(fix).unwrap()));
    format!(
        "{} {} [{}]\n{}",
        suspicion.code,
        suspicion.said,
        examples.join(" | "),
        fix.unwrap_or_default()
    )
}

fn check(text: &str, expect: &Expect) {
    expect.assert_eq(&suspicions(text));
}

/// A table of so many rows.
fn rows(names: &str, count: usize, row: impl Fn(usize) -> String) -> String {
    let rows: String = (0..count).map(|at| row(at) + "\n").collect();
    format!("{names}\n{rows}")
}

/// Numbers that look as if they were drawn from a hat, the same each time.
fn drawn(at: usize, most: usize) -> usize {
    (super::codes::mixed(at as u64 + 17) % most as u64) as usize
}
