//! Hierarchies of small datasets.

use super::found;
use crate::report::report;
use expect_test::{Expect, expect};
use polars::prelude::*;

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(frame: PolarsResult<DataFrame>, expected: Expect) {
    let report = report(&frame.unwrap()).unwrap();
    let lines = found("data", &report).into_iter();
    let lines: Vec<String> = lines
        .map(|one| format!("{}: {}", one.name, one.levels.join(" > ")))
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

/// The names of what each row number falls under, so many rows to each.
fn names(rows: usize, each: usize, word: &str) -> Vec<String> {
    (0..rows)
        .map(|row| format!("{word} {}", row * 7 % rows / each))
        .collect()
}

#[test]
fn parts_of_the_calendar_and_places_go_by_their_names() {
    check(
        df![
            "order_month" => [1i64, 2, 3], "order_year" => [2023i64, 2023, 2024], "year" => [2020i64, 2021, 2022], "Quarter" => [1i64, 2, 3],
            "hour" => [1i64, 2, 3], "city" => ["a", "b", "c"], "country_code" => ["x", "x", "y"], "ShipCity" => ["a", "b", "c"],
            "ship_country" => ["x", "x", "y"], "ship_postal_code" => ["1", "2", "3"], "revenue" => [1.0, 2.0, 3.0], "status" => ["a", "b", "c"],
        ],
        expect![[r#"
            Calendar: year > Quarter > hour
            Order calendar: order_year > order_month
            Place: country_code > city
            Ship place: ship_country > ShipCity > ship_postal_code"#]],
    );
}

#[test]
fn columns_that_settle_one_another_go_from_coarse_to_fine() {
    check(
        df![
            "product" => names(240, 2, "product"), "subcategory" => names(240, 20, "sub"), "category" => names(240, 80, "cat"),
            "warehouse" => (0..240).map(|row| format!("w{}", row % 11)).collect::<Vec<_>>(),
            "category_label" => names(240, 80, "label"),
        ],
        expect!["Product: category > subcategory > product"],
    );
    check(df!["a" => ["x", "y", "x"], "b" => ["1", "2", "1"]], expect![]);
}
