//! Statements over the small table that questions are tested with, and over tables like those of the benchmarks.

mod bench;
mod explained;
mod hostile;
mod refused;
mod selected;
mod windows;

use super::run;
use crate::catalog::Catalog;
use crate::query::tests::{catalogs, print};
use expect_test::Expect;
use polars::prelude::*;
use spec::problem::Problem;
use spec::reading::Source;

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
    match run(catalog, text) {
        Ok(frame) => print(&frame),
        Err(error) => {
            let problem = Problem::from(error);
            let hint = problem.hint.map(|hint| format!("\n  {hint}")).unwrap_or_default();
            format!("{}: {}{hint}\n", problem.code, problem.message)
        }
    }
}
