//! Statements over the small table that questions are tested with, and over tables like those of the benchmarks.

mod bench;
mod conformance;
mod correlated;
mod explained;
mod expressions;
mod grouped_by_sets;
mod hostile;
mod refused;
mod selected;
mod series;
mod windows;

use super::{Given, calculated, run};
use crate::catalog::Catalog;
use crate::error::Error;
use crate::query::columns::Rows;
use crate::query::tests::{catalogs, print};
use expect_test::Expect;
use polars::prelude::*;
use spec::problem::Problem;
use spec::reading::Source;
use spec::value::Value;
use std::collections::BTreeMap;

/// Checks an answer, printed; the same for plain text and for categories.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check_sql(text: &str, expected: Expect) {
    let [plain, categories] = catalogs().map(|mut catalog| {
        let shops = df![
            "shop" => [Some("a"), Some("b"), Some("Élan"), Some("nowhere"), None],
            "city" => ["Aachen", "Bonn", "Élysée", "Nowhere", "None"],
            "since" => [2020i32, 2021, 2022, 2023, 2024],
        ];
        let shops = shops.unwrap();
        let category =
            DataType::from_categories(Categories::new("shops".into(), "test".into(), CategoricalPhysical::U32));
        let is_category = catalog.entries()[0].frame.column("shop").unwrap().dtype() != &DataType::String;
        let casts = if is_category {
            vec![col("shop").cast(category)]
        } else {
            Vec::new()
        };
        let shops = shops.lazy().with_columns(casts).collect().unwrap();
        catalog.add("shops", shops, Source::default()).unwrap();
        answer(&catalog, text)
    });
    assert_eq!(plain, categories, "categories answer otherwise than text");
    expected.assert_eq(&plain);
}

fn answer(catalog: &Catalog, text: &str) -> String {
    let given = Given::new("2024-03-01", &BTreeMap::new());
    match run(catalog, text, &given) {
        Ok(frame) => print(&frame),
        Err(error) => refusal(error, text),
    }
}

/// A problem with the word of the text that it is about.
fn refusal(error: Error, text: &str) -> String {
    let problem = Problem::from(error);
    let hint = problem.hint.map(|hint| format!("\n  {hint}")).unwrap_or_default();
    let word = problem.place.map(|(from, to)| {
        let word: String = text.chars().skip(from).take(to - from).collect();
        format!("\n  at {word}")
    });
    let word = word.unwrap_or_default();
    format!("{}: {}{word}{hint}\n", problem.code, problem.message)
}

/// Checks an expression over the sales, with parameters.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check_expression(text: &str, parameters: &[(&str, Value)], expected: Expect) {
    let [catalog, _] = catalogs();
    let rows = Rows::of(&catalog, "sales").unwrap();
    let parameters = parameters
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()));
    let given = Given::new("2024-03-01", &parameters.collect());
    let answer = match calculated(rows, "value", text, &given) {
        Ok(rows) => {
            let shown = rows.frame.select([col("id"), col("value")]).limit(3);
            print(&shown.collect().unwrap())
        }
        Err(error) => refusal(error, text),
    };
    expected.assert_eq(&answer);
}
