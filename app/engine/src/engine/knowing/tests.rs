//! Words that name what stands in the model, and columns of related datasets.

use crate::Engine;
use crate::ask;
use expect_test::{Expect, expect};
use polars::prelude::*;
use spec::question::Question;
use spec::reading::Source;
use spec::worker::Request;

fn texts(count: usize, of: impl Fn(usize) -> String) -> Column {
    let texts: Vec<String> = (0..count).map(of).collect();
    let category = DataType::from_categories(Categories::global());
    Column::new("text".into(), texts).cast(&category).unwrap()
}

fn numbers(count: usize, of: impl Fn(usize) -> i64) -> Column {
    Column::new("number".into(), (0..count).map(of).collect::<Vec<_>>())
}

fn frame(columns: Vec<(&str, Column)>) -> DataFrame {
    DataFrame::new(
        columns
            .into_iter()
            .map(|(name, column)| column.with_name(name.into()))
            .collect(),
    )
    .unwrap()
}

/// Sales of products to customers, who live in towns of countries.
fn engine() -> Engine {
    let sales = frame(vec![
        ("sale_id", numbers(400, |row| row as i64 + 1)),
        ("customer_id", numbers(400, |row| (row % 50) as i64 + 1)),
        ("product_id", numbers(400, |row| (row % 20) as i64 + 1)),
        ("amount", numbers(400, |row| (row * 7 % 100) as i64)),
        ("discount", numbers(400, |row| (row % 5) as i64)),
        ("month", numbers(400, |row| (row % 12) as i64 + 1)),
    ]);
    let customers = frame(vec![
        ("id", numbers(50, |row| row as i64 + 1)),
        ("name", texts(50, |row| format!("Customer {row}"))),
        ("segment", texts(50, |row| ["retail", "wholesale"][row % 2].to_owned())),
        ("town_id", numbers(50, |row| (row % 10) as i64 + 1)),
    ]);
    let products = frame(vec![
        ("product_id", numbers(20, |row| row as i64 + 1)),
        ("name", texts(20, |row| format!("Product {row}"))),
        (
            "category",
            texts(20, |row| ["toys", "books", "games"][row % 3].to_owned()),
        ),
    ]);
    let towns = frame(vec![
        ("id", numbers(10, |row| row as i64 + 1)),
        ("name", texts(10, |row| format!("Town {row}"))),
        ("country", texts(10, |row| ["France", "Spain"][row % 2].to_owned())),
    ]);
    let mut engine = Engine::default();
    for (name, frame) in [
        ("sales", sales),
        ("customers", customers),
        ("products", products),
        ("towns", towns),
    ] {
        engine.catalog.add(name, frame, Source::default()).unwrap();
    }
    let model = r#"{
      "metrics": [
        {"name": "Net revenue", "dataset": "sales", "synonyms": ["turnover", "takings"],
         "measure": {"aggregate": "expression", "expression": "sum(amount - discount)"}},
        {"name": "Gross", "dataset": "sales", "format": {"kind": "number", "decimals": 1, "unit": "€"}, "measure": {"aggregate": "sum", "column": "amount"}},
        {"name": "Orders", "dataset": "sales", "measure": {"aggregate": "distinct", "column": "sale_id"}}
      ],
      "dimensions": [
        {"name": "Season", "dataset": "sales", "expression": "case when month in (12, 1, 2) then 'Winter' when month < 6 then 'Spring' when month < 9 then 'Summer' else 'Autumn' end"},
        {"name": "Trade", "dataset": "customers", "synonyms": ["channel"], "expression": "upper(segment)"}
      ]
    }"#;
    engine
        .handle(Request::Model(serde_json::from_str(model).unwrap()))
        .unwrap();
    engine
}

/// Checks what words become, with every dataset to choose from.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(words: &str, expected: Expect) {
    let mut engine = engine();
    engine.learn();
    let told = match ask::read(words, &engine.known(&[]).unwrap(), None, "2024-03-01") {
        Ok(reading) => {
            let Question::Query(query) = &reading.tile.question else {
                unreachable!()
            };
            let notes: Vec<&str> = reading.notes.iter().map(|note| note.message.as_str()).collect();
            format!(
                "{}\n{}\n{}",
                reading.tile.title,
                serde_json::to_string(query).unwrap(),
                notes.join("; ")
            )
        }
        Err(error) => error.to_string(),
    };
    expected.assert_eq(&told);
}

#[test]
fn metrics_and_dimensions_are_found_by_their_names() {
    check(
        "net revenue by season",
        expect![[r#"
            Net revenue by Season
            {"from":"sales","groups":[{"column":"Season"}],"measures":[{"aggregate":"metric","column":"Net revenue"}],"sort":[{"by":"Net revenue","order":"descending"}]}
            asked of sales"#]],
    );
    check(
        "turnover per month",
        expect![[r#"
            Net revenue by month
            {"from":"sales","groups":[{"column":"month"}],"measures":[{"aggregate":"metric","column":"Net revenue"}]}
            asked of sales"#]],
    );
    check(
        "average takings in summer",
        expect![[r#"
            Net revenue, Season Summer
            {"from":"sales","filter":{"compare":{"column":"Season","is":"equal","value":"Summer"}},"measures":[{"aggregate":"metric","column":"Net revenue"}]}
            asked of sales"#]],
    );
    check(
        "top 3 products by orders",
        expect![[r#"
            Orders by product name, top 3
            {"from":"sales","joins":[{"dataset":"products","kind":"left","on":[{"left":"product_id","right":"product_id"}]}],"groups":[{"column":"name"}],"measures":[{"aggregate":"metric","column":"Orders"}],"sort":[{"by":"Orders","order":"descending"}],"limit":3}
            asked of sales; products was looked up by product_id = product_id"#]],
    );
    check(
        "seasons with orders over 50",
        expect![[r#"
            Orders by Season, Orders > 50
            {"from":"sales","groups":[{"column":"Season"}],"measures":[{"aggregate":"metric","column":"Orders"}],"having":{"compare":{"column":"Orders","is":"greater","value":50}},"sort":[{"by":"Orders","order":"descending"}]}
            asked of sales"#]],
    );
    check(
        "number of orders by season and net revenue",
        expect![[r#"
            Orders and Net revenue by Season
            {"from":"sales","groups":[{"column":"Season"}],"measures":[{"aggregate":"metric","column":"Orders"},{"aggregate":"metric","column":"Net revenue"}],"sort":[{"by":"Orders","order":"descending"}]}
            asked of sales"#]],
    );
}

#[test]
fn columns_of_related_datasets_are_joined() {
    check(
        "total amount by category",
        expect![[r#"
            Total amount by category
            {"from":"sales","joins":[{"dataset":"products","kind":"left","on":[{"left":"product_id","right":"product_id"}]}],"groups":[{"column":"category"}],"measures":[{"aggregate":"sum","column":"amount"}],"sort":[{"by":"sum of amount","order":"descending"}]}
            asked of sales; products was looked up by product_id = product_id"#]],
    );
    check(
        "net revenue by customer name",
        expect![[r#"
            Net revenue by customer name
            {"from":"sales","joins":[{"dataset":"customers","kind":"left","on":[{"left":"customer_id","right":"id"}]}],"groups":[{"column":"name"}],"measures":[{"aggregate":"metric","column":"Net revenue"}],"sort":[{"by":"Net revenue","order":"descending"}]}
            asked of sales; customers was looked up by customer_id = id"#]],
    );
    check(
        "net revenue in France by product name",
        expect![[r#"
            Net revenue by product name, country France
            {"from":"sales","joins":[{"dataset":"customers","kind":"left","on":[{"left":"customer_id","right":"id"}]},{"dataset":"products","kind":"left","on":[{"left":"product_id","right":"product_id"}]},{"dataset":"towns","kind":"left","on":[{"left":"town_id","right":"id"}]}],"filter":{"compare":{"column":"country","is":"equal","value":"France"}},"groups":[{"column":"products.name"}],"measures":[{"aggregate":"metric","column":"Net revenue"}],"sort":[{"by":"Net revenue","order":"descending"}]}
            asked of sales; customers was looked up by customer_id = id; products was looked up by product_id = product_id; towns was looked up by town_id = id"#]],
    );
    check(
        "orders by channel",
        expect![[r#"
            Orders by Trade
            {"from":"sales","joins":[{"dataset":"customers","kind":"left","on":[{"left":"customer_id","right":"id"}]}],"groups":[{"column":"Trade"}],"measures":[{"aggregate":"metric","column":"Orders"}],"sort":[{"by":"Orders","order":"descending"}]}
            asked of sales; customers was looked up by customer_id = id"#]],
    );
    check(
        "number of customers by segment",
        expect![[r#"
            Number of customers by segment
            {"from":"customers","groups":[{"column":"segment"}],"measures":[{"aggregate":"count"}],"sort":[{"by":"count","order":"descending"}]}
            asked of customers"#]],
    );
    check(
        "customers by country",
        expect![[r#"
            Number of customers by country
            {"from":"customers","joins":[{"dataset":"towns","kind":"left","on":[{"left":"town_id","right":"id"}]}],"groups":[{"column":"country"}],"measures":[{"aggregate":"count"}],"sort":[{"by":"count","order":"descending"}]}
            asked of customers; towns was looked up by town_id = id"#]],
    );
}

#[test]
fn formats_of_metrics_reach_the_answer() {
    let request = r#"{"answer":{"tile":{"title":"","question":{"kind":"query","from":"sales","groups":[{"column":"Season"}],"measures":[{"aggregate":"metric","column":"Gross"}]},"chart":{}},"filters":[],"today":"2024-03-01"}}"#;
    let (reply, _) = engine().handle(serde_json::from_str(request).unwrap()).unwrap();
    let spec::worker::Reply::Answer(answer) = reply else {
        unreachable!()
    };
    expect![[r#"Winter leads with a Gross of 5,079.0 € Format { kind: Number, decimals: Some(1), unit: Some("€") }"#]]
        .assert_eq(&format!("{} {:?}", answer.headline, answer.formats[1]));
}
