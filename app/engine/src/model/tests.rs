//! Models against questions, over orders and their customers.

use super::{check, resolve};
use crate::catalog::Catalog;
use crate::query;
use crate::query::tests::print;
use expect_test::{Expect, expect};
use polars::prelude::*;
use spec::model::Model;
use spec::problem::Problem;
use spec::question::Query;
use spec::reading::Source;

const MODEL: &str = r#"{
  "metrics": [
    {"name": "Revenue", "dataset": "orders", "measure": {"aggregate": "expression", "expression": "sum(amount * qty)"}},
    {"name": "Orders", "dataset": "orders", "measure": {"aggregate": "distinct", "column": "id"}},
    {"name": "Paid", "dataset": "orders", "measure": {"aggregate": "sum", "column": "amount", "filter": {"set": {"name": "Settled"}}}},
    {"name": "Average order", "dataset": "orders", "measure": {"aggregate": "expression", "expression": "Paid / Orders"}},
    {"name": "Total", "dataset": "orders", "measure": {"aggregate": "metric", "column": "Paid"}},
    {"name": "Credit", "dataset": "customers", "measure": {"aggregate": "sum", "column": "amount"}}
  ],
  "dimensions": [
    {"name": "Size", "dataset": "orders", "expression": "case when \"Doubled\" >= 40 then 'large' else 'small' end"},
    {"name": "Doubled", "dataset": "orders", "expression": "amount * 2"},
    {"name": "Band", "dataset": "customers", "expression": "case when amount > 100 then 'A' when status is null then 'C' else 'B' end"}
  ],
  "sets": [
    {"name": "Settled", "dataset": "orders", "filter": {"compare": {"column": "status", "is": "equal", "value": "paid"}}},
    {"name": "Large settled", "dataset": "orders", "filter": {"all": [{"set": {"name": "Settled"}}, {"compare": {"column": "Size", "is": "equal", "value": "large"}}]}}
  ],
  "parameters": [{"name": "factor", "value": 2, "range": [1.0, 5.0, 1.0]}],
  "calendar": {"week_start": 7, "year_start": 4}
}"#;

fn catalog() -> Catalog {
    let orders = df![
        "id" => [1i64, 2, 3, 4, 5],
        "customer_id" => [Some(1i64), Some(1), Some(2), None, Some(9)],
        "amount" => [Some(10i64), Some(20), Some(30), Some(40), None],
        "qty" => [1i64, 2, 1, 0, 3],
        "status" => [Some("paid"), Some("open"), Some("paid"), Some("paid"), None],
    ];
    let customers = df![
        "id" => [1i64, 2, 3],
        "amount" => [50i64, 150, 0],
        "status" => [Some("new"), None, None],
        "tier" => ["gold", "iron", "iron"],
    ];
    let mut catalog = Catalog::default();
    catalog.add("orders", orders.unwrap(), Source::default()).unwrap();
    catalog.add("customers", customers.unwrap(), Source::default()).unwrap();
    catalog
}

fn model(json: &str) -> Model {
    serde_json::from_str(json).unwrap()
}

/// Checks what a query becomes; parameters and calendar are the same in all and left out.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn becomes(query: &str, expected: Expect) {
    let query: Query = serde_json::from_str(query).unwrap();
    let told = match resolve(&model(MODEL), &catalog(), &query) {
        Ok(mut query) => {
            assert_eq!(query.parameters.len(), 1);
            assert_eq!(query.calendar.take().map(|calendar| calendar.year_start), Some(4));
            query.parameters.clear();
            serde_json::to_string(&query).unwrap()
        }
        Err(error) => refusal(error),
    };
    expected.assert_eq(&told);
}

fn refusal(error: crate::Error) -> String {
    let problem = Problem::from(error);
    format!(
        "{}{}",
        problem.message,
        problem.hint.map(|hint| format!("\n{hint}")).unwrap_or_default()
    )
}

/// Checks an answer.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn answers(query: &str, expected: Expect) {
    let query: Query = serde_json::from_str(query).unwrap();
    let catalog = catalog();
    let query = resolve(&model(MODEL), &catalog, &query).unwrap();
    expected.assert_eq(&print(&query::run(&catalog, &query, "2024-03-01").unwrap().0));
}

#[test]
fn metrics_become_measures() {
    becomes(
        r#"{"from":"orders","groups":[{"column":"status"}],"measures":[{"aggregate":"metric","column":"Paid"},{"aggregate":"metric","column":"total","name":"All","filter":{"null":{"column":"qty"}}}],"sort":[{"by":"Paid"}]}"#,
        expect![[
            r#"{"from":"orders","groups":[{"column":"status"}],"measures":[{"aggregate":"sum","column":"amount","filter":{"compare":{"column":"status","is":"equal","value":"paid"}},"name":"Paid"},{"aggregate":"sum","column":"amount","filter":{"all":[{"compare":{"column":"status","is":"equal","value":"paid"}},{"null":{"column":"qty"}}]},"name":"All"}],"sort":[{"by":"Paid","order":"descending"}]}"#
        ]],
    );
    becomes(
        r#"{"from":"orders","measures":[{"aggregate":"metric","column":"Average order"},{"aggregate":"expression","expression":"Revenue * 2 + max(qty)","name":"x"}]}"#,
        expect![[
            r#"{"from":"orders","measures":[{"aggregate":"expression","expression":"sum(amount) filter (where status = 'paid') / count(distinct id)","name":"Average order"},{"aggregate":"expression","expression":"(sum(amount * qty)) * 2 + max(qty)","name":"x"}]}"#
        ]],
    );
    becomes(
        r#"{"from":"orders","measures":[{"aggregate":"metric","column":"Revenu"}]}"#,
        expect![[r#"
            there is no metric named “Revenu”
            Did you mean “Revenue”?"#]],
    );
    becomes(
        r#"{"from":"orders","measures":[{"aggregate":"metric","column":"Credit"}]}"#,
        expect![[r#"
            “Credit” is a metric of customers, which this question does not ask
            Ask customers for it, or join it"#]],
    );
    becomes(
        r#"{"from":"orders","measures":[{"aggregate":"metric"}]}"#,
        expect!["a figure is to be one of the model’s metrics, and does not say which"],
    );
}

#[test]
fn dimensions_become_columns() {
    becomes(
        r#"{"from":"orders","groups":[{"column":"Size"}],"measures":[{"aggregate":"count"}]}"#,
        expect![[
            r#"{"from":"orders","calculated":[{"name":"Doubled","expression":"amount * 2"},{"name":"Size","expression":"case when \"Doubled\" >= 40 then 'large' else 'small' end"}],"groups":[{"column":"Size"}],"measures":[{"aggregate":"count"}]}"#
        ]],
    );
    becomes(
        r#"{"from":"orders","calculated":[{"name":"Doubled","expression":"qty * 2"}],"columns":["Size","Doubled"],"sort":[{"by":"Band"}]}"#,
        expect![[
            r#"{"from":"orders","calculated":[{"name":"Size","expression":"case when \"Doubled\" >= 40 then 'large' else 'small' end"},{"name":"Doubled","expression":"qty * 2"}],"columns":["Size","Doubled"],"sort":[{"by":"Band","order":"descending"}]}"#
        ]],
    );
    answers(
        r#"{"from":"orders","groups":[{"column":"Size"}],"measures":[{"aggregate":"count"}],"sort":[{"by":"Size"}]}"#,
        expect![[r#"
            Size | count
            small | 2
            large | 3
        "#]],
    );
}

#[test]
fn what_is_of_a_joined_dataset_finds_its_columns() {
    becomes(
        r#"{"from":"orders","joins":[{"dataset":"customers","on":[{"left":"customer_id","right":"id"}]}],"groups":[{"column":"Band"}],"measures":[{"aggregate":"metric","column":"Credit"}]}"#,
        expect![[
            r#"{"from":"orders","joins":[{"dataset":"customers","kind":"left","on":[{"left":"customer_id","right":"id"}]}],"calculated":[{"name":"Band","expression":"case when \"customers.amount\" > 100 then 'A' when \"customers.status\" is null then 'C' else 'B' end"}],"groups":[{"column":"Band"}],"measures":[{"aggregate":"sum","column":"customers.amount","name":"Credit"}]}"#
        ]],
    );
    becomes(
        r#"{"from":"orders","joins":[{"dataset":"customers","kind":"semi","on":[{"left":"customer_id","right":"id"}]}],"groups":[{"column":"Band"}]}"#,
        expect![[
            r#"{"from":"orders","joins":[{"dataset":"customers","kind":"semi","on":[{"left":"customer_id","right":"id"}]}],"groups":[{"column":"Band"}]}"#
        ]],
    );
}

#[test]
fn sets_become_conditions() {
    becomes(
        r#"{"from":"orders","filter":{"not":{"set":{"name":"Large settled"}}},"measures":[{"aggregate":"count"}]}"#,
        expect![[
            r#"{"from":"orders","calculated":[{"name":"Doubled","expression":"amount * 2"},{"name":"Size","expression":"case when \"Doubled\" >= 40 then 'large' else 'small' end"}],"filter":{"not":{"all":[{"compare":{"column":"status","is":"equal","value":"paid"}},{"compare":{"column":"Size","is":"equal","value":"large"}}]}},"measures":[{"aggregate":"count"}]}"#
        ]],
    );
    becomes(
        r#"{"from":"customers","filter":{"among":{"column":"id","query":{"from":"orders","filter":{"set":{"name":"Settled"}},"groups":[{"column":"customer_id"}]}}}}"#,
        expect![[
            r#"{"from":"customers","filter":{"among":{"column":"id","query":{"from":"orders","parameters":{"factor":2},"calendar":{"week_start":7,"year_start":4},"filter":{"compare":{"column":"status","is":"equal","value":"paid"}},"groups":[{"column":"customer_id"}]}}}}"#
        ]],
    );
    becomes(
        r#"{"from":"customers","filter":{"set":{"name":"Settled"}}}"#,
        expect![[r#"
        “Settled” is a set of orders, which this question does not ask
        Join orders to it"#]],
    );
    becomes(
        r#"{"from":"orders","filter":{"set":{"name":"Setled"}}}"#,
        expect![[r#"
        there is no set named “Setled”
        Did you mean “Settled”?"#]],
    );
}

#[test]
fn a_model_says_one_thing_by_each_name() {
    let told = |json: &str| match check(&model(json), &catalog()) {
        Ok(()) => "fine\n".to_owned(),
        Err(error) => format!("{}\n", refusal(error)),
    };
    let metric = |name: &str, dataset: &str| {
        format!(r#"{{"name":"{name}","dataset":"{dataset}","measure":{{"aggregate":"count"}}}}"#)
    };
    let dimension =
        |name: &str, expression: &str| format!(r#"{{"name":"{name}","dataset":"orders","expression":"{expression}"}}"#);
    let mut lines = told(MODEL);
    let (one, two) = (metric("Revenue", "orders"), metric("revenue ", "Orders"));
    lines += &told(&format!(r#"{{"metrics":[{one},{two}]}}"#));
    lines += &told(&format!(r#"{{"metrics":[{one},{}]}}"#, metric("Revenue", "customers")));
    lines += &told(&format!(
        r#"{{"metrics":[{one}],"dimensions":[{}]}}"#,
        dimension("Revenue", "1")
    ));
    lines += &told(&format!(r#"{{"metrics":[{}]}}"#, metric("Amount", "orders")));
    lines += &told(&format!(r#"{{"metrics":[{}]}}"#, metric("Amount", "not open")));
    lines += &told(&format!(r#"{{"metrics":[{}]}}"#, metric(" ", "orders")));
    let circle = [
        dimension("A", "b + 1"),
        dimension("B", "C"),
        dimension("C", "a / 2"),
        dimension("D", "a"),
    ];
    lines += &told(&format!(r#"{{"dimensions":[{}]}}"#, circle.join(",")));
    lines += &told(&format!(r#"{{"dimensions":[{}]}}"#, dimension("A", "\\\"A\\\"")));
    lines += &told(r#"{"parameters":[{"name":"a b","value":1}]}"#);
    lines += &told(r#"{"parameters":[{"name":"a","value":9,"range":[0.0,5.0,1.0]}]}"#);
    lines += &told(r#"{"parameters":[{"name":"a","value":"x","range":[0.0,5.0,1.0]}]}"#);
    lines += &told(r#"{"calendar":{"week_start":0,"year_start":1}}"#);
    lines += &told(r#"{"relations":[{"from":"orders","to":"customers","keys":[]}]}"#);
    expect![[r#"
        fine
        there are two of “revenue ” among the metrics: give one of them another name
        fine
        “Revenue” is both a metric and a dimension: give one of them another name
        orders has a column “amount” already: give the metric another name
        fine
        a metric of orders needs a name
        “A” and “B” and “C” build on each other in a circle
        “A” builds on itself
        the parameter “a b” needs a name of letters, digits and _, and no digit first
        “a” is 9, which is not between 0 and 5
        “a” has a range, so it has to be a number
        a week starts on a day from 1 for Monday to 7 for Sunday
        the relation from orders to customers needs a pair of columns
    "#]]
    .assert_eq(&lines);
}
