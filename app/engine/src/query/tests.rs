//! Questions over a small table with nulls, NaN, duplicates, letters of several scripts, leap days and year ends.

mod aggregates;
mod calendars;
mod decimals;
mod derived;
mod expressions;
mod filters;
mod grains;
mod groups;
mod joins;
mod levels;
mod measures;
mod pivots;
mod refusals;
mod samples;
mod tops;
mod totals;
mod values;

use super::{run, table};
use crate::catalog::Catalog;
use expect_test::Expect;
use polars::prelude::*;
use spec::problem::Problem;
use spec::question::Query;
use spec::reading::Source;

/// The small table, its text as plain text.
pub(crate) fn sample() -> DataFrame {
    df![
        "id" => [1i64, 2, 3, 4, 5, 6, 7, 8],
        "shop" => [Some("b"), Some("a"), Some("b"), None, Some("Élan"), Some("a"), Some("b"), Some("z")],
        "note" => [Some("50% off"), Some("REFUND"), Some("a refund."), Some(""), None, Some("straße"), Some("日本"), Some("(x)")],
        "day" => ["2023-12-31", "2024-01-01", "2024-02-29", "2024-02-29", "2024-12-31", "2025-01-01", "", "2024-02-28"],
        "at" => ["2023-12-31T23:59:59.5", "2024-01-01T00:00:00", "2024-02-29T12:30:00", "2024-02-29T00:00:00",
                 "2024-12-31T05:00:00", "", "2024-02-29T12:45:00", "2024-02-28T00:00:00"],
        "qty" => [Some(1i64), Some(2), None, Some(4), Some(-5), Some(2), None, Some(10)],
        "price" => [Some(0.3), Some(0.7), Some(f64::NAN), Some(2.5), None, Some(-0.05), Some(1.0), Some(2.5)],
        "tiny" => [100i32, 100, 100, 100, 100, 27, -128, 0],
        "huge" => [i64::MAX, i64::MAX, 1, 2, 3, 4, 5, 9_007_199_254_740_993],
        "open" => [Some(true), Some(false), Some(true), None, Some(true), Some(false), Some(false), Some(true)],
        "cost" => ["1.10", "2.20", "3.30", "", "0.01", "-1.00", "10.00", "1.10"],
    ]
    .unwrap()
    .lazy()
    .with_columns([
        known("day").str().to_date(written("%Y-%m-%d")),
        known("at")
            .str()
            .to_datetime(Some(TimeUnit::Microseconds), None, written("%Y-%m-%dT%H:%M:%S%.f"), lit("raise")),
        col("tiny").cast(DataType::Int8),
        known("cost").cast(DataType::Decimal(Some(10), Some(2))),
    ])
    .collect()
    .unwrap()
}

/// A column of text, nulls for what is empty.
fn known(name: &str) -> Expr {
    let empty = col(name).eq(lit(""));
    when(empty)
        .then(lit(NULL))
        .otherwise(col(name))
        .cast(DataType::String)
        .alias(name)
}

fn written(format: &str) -> StrptimeOptions {
    StrptimeOptions {
        format: Some(format.into()),
        ..Default::default()
    }
}

/// The small table as `sales`, and again with its text as categories.
pub(crate) fn catalogs() -> [Catalog; 2] {
    let plain = sample();
    let category = DataType::from_categories(Categories::global());
    let casts = ["shop", "note"].map(|name| col(name).cast(category.clone()));
    let categories = plain.clone().lazy().with_columns(casts).collect().unwrap();
    [plain, categories].map(|frame| {
        let mut catalog = Catalog::default();
        catalog.add("sales", frame, Source::default()).unwrap();
        catalog
    })
}

/// Checks an answer, printed; the same for plain text and for categories.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(query: &str, expected: Expect) {
    let query: Query = serde_json::from_str(&format!(r#"{{"from":"sales",{query}}}"#)).unwrap();
    let [plain, categories] = catalogs().map(|catalog| answer(&catalog, &query));
    assert_eq!(plain, categories, "categories answer otherwise than text");
    expected.assert_eq(&plain);
}

fn answer(catalog: &Catalog, query: &Query) -> String {
    match run(catalog, query, "2024-03-01") {
        Ok((frame, notes)) => {
            let mut text = print(&frame);
            let levels = table(&frame, 1_000).unwrap().levels;
            if !levels.is_empty() {
                let levels: Vec<_> = levels.iter().map(ToString::to_string).collect();
                text.push_str(&format!("levels: {}\n", levels.join(" ")));
            }
            for note in notes {
                text.push_str(&format!("{}: {}\n", note.code, note.message));
            }
            text
        }
        Err(error) => {
            let problem = Problem::from(error);
            let hint = problem.hint.map(|hint| format!("\n  {hint}")).unwrap_or_default();
            format!("{}: {}{hint}\n", problem.code, problem.message)
        }
    }
}

/// A frame as text: a line for the names, then one for each row.
pub(crate) fn print(frame: &DataFrame) -> String {
    let table = table(frame, 1_000).unwrap();
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let mut text = format!("{}\n", names.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| if cell.is_null() { "–".into() } else { cell.to_string() })
            .collect();
        text.push_str(&format!("{}\n", cells.join(" | ")));
    }
    text
}
