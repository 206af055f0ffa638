//! Every kind on every answer that it was not meant for: an option of bounded size or a clear message, and never a panic.

use super::{draw, question, sql, table};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::overlay::{Height, Reference};
use spec::chart::{Chart, Kind};
use spec::question::Question;
use std::collections::BTreeMap;

/// Options that are larger than this hold up the page.
const MOST_BYTES: usize = 2_500_000;

/// Answers by their names.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn answers() -> Vec<(&'static str, Table)> {
    let long = "x".repeat(5_000);
    let many = |count: u32| {
        (0..count)
            .map(|place| json!([format!("name {place}"), place % 97]))
            .collect::<Json>()
    };
    vec![
        ("nothing", Table::default()),
        ("no rows", table("carrier:text, count:integer", json!([]))),
        ("one column of text", table("carrier:text", json!([["A"], ["B"]]))),
        ("one column of figures", table("count:integer", json!([[1], [2], [3]]))),
        ("one row", table("carrier:text, count:integer", json!([["A", 1]]))),
        (
            "all nulls",
            table("carrier:text, count:float", json!([[null, null], [null, null]])),
        ),
        (
            "below zero",
            table(
                "carrier:text, count:float",
                json!([["A", -5.0], ["B", -1.5], ["C", 2.0]]),
            ),
        ),
        (
            "all zero",
            table("carrier:text, count:integer", json!([["A", 0], ["B", 0]])),
        ),
        (
            "the same name again",
            table("carrier:text, count:integer", json!([["A", 1], ["A", 2], ["A", 3]])),
        ),
        (
            "long text",
            table("carrier:text, count:integer", json!([[long, 1], ["B", 2]])),
        ),
        (
            "odd text",
            table(
                "carrier:text, count:integer",
                json!([["<b>", 1], ["\u{0}\n\"", 2], ["{c}", 3], ["🙂", 4]]),
            ),
        ),
        (
            "infinities",
            table(
                "carrier:text, count:float",
                json!([["A", "inf"], ["B", "-inf"], ["C", "NaN"], ["D", 1.0]]),
            ),
        ),
        (
            "extremes",
            table(
                "carrier:text, count:float",
                json!([["A", f64::MAX], ["B", f64::MIN], ["C", 5e-324]]),
            ),
        ),
        ("5,000 names", table("carrier:text, count:integer", many(5_000))),
        ("50,000 names", table("carrier:text, count:integer", many(50_000))),
        (
            "odd days",
            table(
                "date (month):date, origin:text, count:integer",
                json!([
                    ["0001-01-01", "A", 1],
                    ["9999-12-31", "B", 2],
                    [null, "A", 3],
                    ["2024-02-30", null, 4]
                ]),
            ),
        ),
        (
            "3,000 pairs",
            table(
                "origin:text, carrier:text, count:integer",
                (0..3_000)
                    .map(|place| json!([format!("o{place}"), format!("c{}", place % 500), place]))
                    .collect(),
            ),
        ),
        (
            "nested",
            table(
                "carrier:struct, count:list",
                json!([["{\"a\": 1}", "[1, 2]"], [null, null]]),
            ),
        ),
    ]
}

/// The questions that such an answer may come from.
fn questions(table: &Table) -> Vec<Question> {
    let grouped = match table.columns.len() {
        3 if table
            .columns
            .first()
            .is_some_and(|column| column.name.contains("month")) =>
        {
            "date month; origin"
        }
        3 => "origin; carrier",
        _ => "carrier",
    };
    vec![
        question(grouped, "count"),
        question(grouped, "mean count"),
        question("", ""),
        sql("select 1"),
    ]
}

/// The chart as such, and with all that can be laid over it.
fn charts(kind: Kind, table: &Table) -> [Chart; 2] {
    let laden = Chart {
        trend: true,
        fitted: true,
        moving_average: Some(3),
        references: vec![
            Reference::line(Height::Average),
            Reference::line(Height::Value(f64::MAX)),
        ],
        facet: table.columns.first().map(|column| column.name.clone()),
        ..Chart::of(kind)
    };
    [Chart::of(kind), laden]
}

/// As many rows as a chart is ever given.
const LARGE: usize = 2_000;

#[test]
fn every_kind_stands_every_answer() {
    for (name, table) in answers() {
        let is_large = table.rows.len() > LARGE;
        let questions = questions(&table)
            .into_iter()
            .take(if is_large { 1 } else { usize::MAX });
        for question in questions {
            let charts = |kind: &Kind| charts(*kind, &table).into_iter().take(if is_large { 1 } else { 2 });
            for chart in Kind::ALL.iter().flat_map(charts) {
                check(name, &chart, &question, &table);
            }
        }
    }
}

fn check(name: &str, chart: &Chart, question: &Question, table: &Table) {
    let told = format!("{name} as {:?} of {question:?}", chart.kind);
    match draw(chart, question, table, &BTreeMap::new()) {
        Ok(drawn) => {
            let size = drawn.option.to_string().len();
            assert!(size <= MOST_BYTES, "{told}: {size} bytes");
            let kind = drawn.chart.kind.unwrap_or(Kind::Table);
            assert!(
                kind.is_html() != drawn.option.is_object(),
                "{told}: {kind:?} has no option"
            );
            // Another kind than the wanted one says why.
            assert!(
                Some(kind) == chart.kind || !drawn.notes.is_empty(),
                "{told}: {kind:?} without a note"
            );
        }
        Err(error) => assert!(error.to_string().len() > 10, "{told}: {error}"),
    }
}
