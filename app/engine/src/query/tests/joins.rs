//! Questions over several datasets.

use super::{answer, catalogs};
use crate::catalog::Catalog;
use crate::query;
use expect_test::{Expect, expect};
use polars::prelude::*;
use spec::problem::Problem;
use spec::question::Query;
use spec::reading::Source;

fn datasets() -> Vec<(&'static str, DataFrame)> {
    let orders = df![
        "id" => [1i64, 2, 3, 4, 5, 6],
        "customer" => [Some("b"), Some("a"), Some("b"), None, Some("x"), Some("a")],
        "amount" => [10i64, 20, 30, 40, 50, 60],
        "paid" => ["2024-01-05", "2024-01-10", "2024-02-01", "2024-02-02", "2024-02-03", "2024-03-01"],
    ];
    let customers = df![
        "customer" => [Some("a"), Some("b"), Some("c"), None],
        "name" => ["Ann", "Bob", "Cem", "Nobody"],
        "amount" => [1.5, 2.5, 3.5, 4.5],
        "number" => [1.0, 2.0, 2.5, f64::NAN],
    ];
    let lines = df![
        "order" => [Some(1i32), Some(1), Some(1), Some(2), Some(3), Some(3), None, Some(9)],
        "product" => ["p", "q", "q", "p", "p", "r", "p", "q"],
        "qty" => [1i64, 2, 3, 4, 5, 6, 7, 8],
    ];
    let payments = df![
        "order" => [1i64, 1, 3],
        "sum" => [4i64, 6, 30],
    ];
    let rates = df![
        "from" => ["2024-02-01", "2024-01-01", "2024-02-20", "2024-01-08", ""],
        "customer" => [Some("b"), Some("a"), Some("a"), Some("b"), Some("a")],
        "rate" => [2i64, 1, 3, 4, 5],
    ];
    let dated = |frame: PolarsResult<DataFrame>, name: &str| {
        let options = StrptimeOptions {
            format: Some("%Y-%m-%d".into()),
            ..Default::default()
        };
        let known = when(col(name).eq(lit(""))).then(lit(NULL)).otherwise(col(name));
        let known = known.cast(DataType::String).alias(name);
        frame
            .unwrap()
            .lazy()
            .with_column(known.str().to_date(options))
            .collect()
            .unwrap()
    };
    vec![
        ("orders", dated(orders, "paid")),
        ("customers", customers.unwrap()),
        ("lines", lines.unwrap()),
        ("payments", payments.unwrap()),
        ("rates", dated(rates, "from")),
    ]
}

/// The datasets with their text as text, as categories, and the one here and the other there.
fn varied() -> [Catalog; 4] {
    [(false, false), (true, true), (true, false), (false, true)].map(|(first, others)| {
        let mut catalog = Catalog::default();
        for (name, frame) in datasets() {
            let is_category = if name == "orders" { first } else { others };
            let category = DataType::from_categories(Categories::global());
            let frame = match is_category {
                true => frame
                    .lazy()
                    .with_columns([dtype_col(&DataType::String).as_selector().as_expr().cast(category)]),
                false => frame.lazy(),
            };
            catalog.add(name, frame.collect().unwrap(), Source::default()).unwrap();
        }
        catalog
    })
}

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
pub(super) fn check(query: &str, expected: Expect) {
    let query: Query = serde_json::from_str(&format!("{{{query}}}")).unwrap();
    let answers = varied().map(|catalog| answer(&catalog, &query));
    for other in &answers[1..] {
        assert_eq!(&answers[0], other, "categories answer otherwise than text");
    }
    expected.assert_eq(&answers[0]);
}

const CUSTOMERS: &str = r#""dataset":"customers","on":[{"left":"customer","right":"customer"}]"#;

#[test]
fn kinds() {
    for kind in ["left", "inner", "full", "semi", "anti"] {
        check(
            &format!(r#""from":"orders","joins":[{{{CUSTOMERS},"kind":"{kind}"}}]"#),
            match kind {
                "left" => expect![[r#"
                    id | customer | amount | paid | name | customers.amount | number
                    1 | b | 10 | 2024-01-05 | Bob | 2.5 | 2
                    2 | a | 20 | 2024-01-10 | Ann | 1.5 | 1
                    3 | b | 30 | 2024-02-01 | Bob | 2.5 | 2
                    4 | – | 40 | 2024-02-02 | – | – | –
                    5 | x | 50 | 2024-02-03 | – | – | –
                    6 | a | 60 | 2024-03-01 | Ann | 1.5 | 1
                "#]],
                "inner" => expect![[r#"
                    id | customer | amount | paid | name | customers.amount | number
                    1 | b | 10 | 2024-01-05 | Bob | 2.5 | 2
                    2 | a | 20 | 2024-01-10 | Ann | 1.5 | 1
                    3 | b | 30 | 2024-02-01 | Bob | 2.5 | 2
                    6 | a | 60 | 2024-03-01 | Ann | 1.5 | 1
                "#]],
                "full" => expect![[r#"
                    id | customer | amount | paid | name | customers.amount | number
                    1 | b | 10 | 2024-01-05 | Bob | 2.5 | 2
                    2 | a | 20 | 2024-01-10 | Ann | 1.5 | 1
                    3 | b | 30 | 2024-02-01 | Bob | 2.5 | 2
                    4 | – | 40 | 2024-02-02 | – | – | –
                    5 | x | 50 | 2024-02-03 | – | – | –
                    6 | a | 60 | 2024-03-01 | Ann | 1.5 | 1
                    – | c | – | – | Cem | 3.5 | 2.5
                    – | – | – | – | Nobody | 4.5 | –
                "#]],
                "semi" => expect![[r#"
                    id | customer | amount | paid
                    1 | b | 10 | 2024-01-05
                    2 | a | 20 | 2024-01-10
                    3 | b | 30 | 2024-02-01
                    6 | a | 60 | 2024-03-01
                "#]],
                _ => expect![[r#"
                    id | customer | amount | paid
                    4 | – | 40 | 2024-02-02
                    5 | x | 50 | 2024-02-03
                "#]],
            },
        );
    }
}

#[test]
fn names() {
    check(
        &format!(
            r#""from":"orders","joins":[{{{CUSTOMERS}}}],"calculated":[{{"name":"both","expression":"amount + customers.amount"}},{{"name":"again","expression":"orders.amount + \"customers.amount\""}}],"columns":["id","both","again","customers.amount"]"#
        ),
        expect![[r#"
            id | both | again | customers.amount
            1 | 12.5 | 12.5 | 2.5
            2 | 21.5 | 21.5 | 1.5
            3 | 32.5 | 32.5 | 2.5
            4 | – | – | –
            5 | – | – | –
            6 | 61.5 | 61.5 | 1.5
        "#]],
    );
    check(
        r#""from":"lines","joins":[{"dataset":"orders","on":[{"left":"order","right":"id"}]},{"dataset":"customers","name":"buyers","on":[{"left":"customer","right":"customer"}]}],"columns":["qty","id","amount","name","buyers.amount"]"#,
        expect![[r#"
            qty | id | amount | name | buyers.amount
            1 | 1 | 10 | Bob | 2.5
            2 | 1 | 10 | Bob | 2.5
            3 | 1 | 10 | Bob | 2.5
            4 | 2 | 20 | Ann | 1.5
            5 | 3 | 30 | Bob | 2.5
            6 | 3 | 30 | Bob | 2.5
            7 | – | – | – | –
            8 | – | – | – | –
        "#]],
    );
    check(
        r#""from":"orders","joins":[{"dataset":"orders","name":"same","on":[{"left":"customer","right":"customer"}],"kind":"inner"}],"columns":["id","same.id","customer"]"#,
        expect![[r#"
            id | same.id | customer
            1 | 1 | b
            1 | 3 | b
            2 | 2 | a
            2 | 6 | a
            3 | 1 | b
            3 | 3 | b
            5 | 5 | x
            6 | 2 | a
            6 | 6 | a
            rows_multiplied: the join with same makes 9 rows of 6, 1.5 of each on average and up to 2
        "#]],
    );
    check(
        &format!(r#""from":"orders","joins":[{{{CUSTOMERS}}},{{{CUSTOMERS}}}]"#),
        expect![[r#"
            invalid_question: two columns would be named “customers.amount” after the join with customers
              Give the join with customers another name
        "#]],
    );
    check(
        &format!(r#""from":"orders","joins":[{{{CUSTOMERS}}}],"columns":["nam"]"#),
        expect![[r#"
            unknown_column: orders with customers has no column “nam”
              Did you mean “name”?
        "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn types_of_keys() {
    let keyed = |left: &str, right: &str, dataset: &str, from: &str| {
        format!(
            r#""from":"{from}","joins":[{{"dataset":"{dataset}","on":[{{"left":"{left}","right":"{right}"}}],"kind":"inner"}}],"columns":["{left}","{right}"]"#
        )
    };
    check(
        &keyed("id", "number", "customers", "orders"),
        expect![[r#"
        id | number
        1 | 1
        2 | 2
    "#]],
    );
    check(
        &keyed("number", "id", "orders", "customers"),
        expect![[r#"
        number | id
        1 | 1
        2 | 2
    "#]],
    );
    check(
        &keyed("id", "order", "lines", "orders"),
        expect![[r#"
        id | order
        1 | 1
        1 | 1
        1 | 1
        2 | 2
        3 | 3
        3 | 3
        rows_multiplied: the join with lines makes 6 rows of 6, 1 of each on average and up to 3
    "#]],
    );
    check(
        &keyed("paid", "from", "rates", "orders"),
        expect![[r#"
        paid | from
        2024-02-01 | 2024-02-01
    "#]],
    );
    check(
        &keyed("id", "customer", "customers", "orders"),
        expect![[r#"
        invalid_question: “id” of orders holds whole numbers and “customer” of customers holds text: they are never equal
          Change the type of one of them to that of the other, or choose other columns
    "#]],
    );
    check(
        &keyed("paid", "number", "customers", "orders"),
        expect![[r#"
        invalid_question: “paid” of orders holds dates and “number” of customers holds numbers: they are never equal
          Change the type of one of them to that of the other, or choose other columns
    "#]],
    );
    let [catalog, _] = catalogs();
    for (left, right) in [
        ("cost", "qty"),
        ("qty", "cost"),
        ("cost", "cost"),
        ("price", "cost"),
        ("at", "day"),
        ("day", "at"),
        ("tiny", "qty"),
        ("huge", "huge"),
        ("open", "open"),
        ("open", "qty"),
    ] {
        let query = format!(
            r#"{{"from":"sales","joins":[{{"dataset":"sales","name":"other","kind":"inner","on":[{{"left":"{left}","right":"{right}"}}]}}],"columns":["id","other.id"]}}"#
        );
        let said = answer(&catalog, &serde_json::from_str(&query).unwrap()).replace('\n', "; ");
        let said = format!("{left} = {right}: {said}\n");
        match (left, right) {
            ("cost", "qty") => expect![[r#"
                cost = qty: id | other.id; 7 | 8; 
            "#]],
            ("qty", "cost") => expect![[r#"
                qty = cost: id | other.id; 8 | 7; 
            "#]],
            ("cost", _) => expect![[r#"
                cost = cost: id | other.id; 1 | 1; 1 | 8; 2 | 2; 3 | 3; 5 | 5; 6 | 6; 7 | 7; 8 | 1; 8 | 8; rows_multiplied: the join with other makes 9 rows of 8, 1.13 of each on average and up to 2; 
            "#]],
            ("price", _) => expect![[r#"
                price = cost: id | other.id; 
            "#]],
            ("at", _) => expect![[r#"
                at = day: id | other.id; 2 | 2; 4 | 3; 4 | 4; 8 | 8; rows_multiplied: the join with other makes 4 rows of 8, 0.5 of each on average and up to 2; 
            "#]],
            ("day", _) => expect![[r#"
                day = at: id | other.id; 2 | 2; 3 | 4; 4 | 4; 8 | 8; 
            "#]],
            ("tiny", _) => expect![[r#"
                tiny = qty: id | other.id; 
            "#]],
            ("huge", _) => expect![[r#"
                huge = huge: id | other.id; 1 | 1; 1 | 2; 2 | 1; 2 | 2; 3 | 3; 4 | 4; 5 | 5; 6 | 6; 7 | 7; 8 | 8; rows_multiplied: the join with other makes 10 rows of 8, 1.25 of each on average and up to 2; 
            "#]],
            ("open", "open") => expect![[r#"
                open = open: id | other.id; 1 | 1; 1 | 3; 1 | 5; 1 | 8; 2 | 2; 2 | 6; 2 | 7; 3 | 1; 3 | 3; 3 | 5; 3 | 8; 5 | 1; 5 | 3; 5 | 5; 5 | 8; 6 | 2; 6 | 6; 6 | 7; 7 | 2; 7 | 6; 7 | 7; 8 | 1; 8 | 3; 8 | 5; 8 | 8; rows_multiplied: the join with other makes 25 rows of 8, 3.13 of each on average and up to 4; 
            "#]],
            _ => expect![[r#"
                open = qty: invalid_question: “open” of sales holds true and false and “qty” of sales holds whole numbers: they are never equal;   Change the type of one of them to that of the other, or choose other columns; 
            "#]],
        }
        .assert_eq(&said);
    }
}

#[test]
fn several_keys() {
    check(
        r#""from":"orders","joins":[{"dataset":"rates","on":[{"left":"customer","right":"customer"},{"left":"paid","right":"from"}]}],"columns":["id","customer","paid","rate","from"]"#,
        expect![[r#"
            id | customer | paid | rate | from
            1 | b | 2024-01-05 | – | –
            2 | a | 2024-01-10 | – | –
            3 | b | 2024-02-01 | 2 | 2024-02-01
            4 | – | 2024-02-02 | – | –
            5 | x | 2024-02-03 | – | –
            6 | a | 2024-03-01 | – | –
        "#]],
    );
}

#[test]
fn nearest() {
    for side in ["before", "after", "either"] {
        check(
            &format!(
                r#""from":"orders","joins":[{{"dataset":"rates","kind":"as_of","on":[{{"left":"customer","right":"customer"}}],"nearest":{{"left":"paid","right":"from","side":"{side}"}}}}],"columns":["id","customer","paid","from","rate"]"#
            ),
            match side {
                "before" => expect![[r#"
                    id | customer | paid | from | rate
                    1 | b | 2024-01-05 | – | –
                    2 | a | 2024-01-10 | 2024-01-01 | 1
                    3 | b | 2024-02-01 | 2024-02-01 | 2
                    4 | – | 2024-02-02 | – | –
                    5 | x | 2024-02-03 | – | –
                    6 | a | 2024-03-01 | 2024-02-20 | 3
                "#]],
                "after" => expect![[r#"
                    id | customer | paid | from | rate
                    1 | b | 2024-01-05 | 2024-01-08 | 4
                    2 | a | 2024-01-10 | 2024-02-20 | 3
                    3 | b | 2024-02-01 | 2024-02-01 | 2
                    4 | – | 2024-02-02 | – | –
                    5 | x | 2024-02-03 | – | –
                    6 | a | 2024-03-01 | – | –
                "#]],
                _ => expect![[r#"
                    id | customer | paid | from | rate
                    1 | b | 2024-01-05 | 2024-01-08 | 4
                    2 | a | 2024-01-10 | 2024-01-01 | 1
                    3 | b | 2024-02-01 | 2024-02-01 | 2
                    4 | – | 2024-02-02 | – | –
                    5 | x | 2024-02-03 | – | –
                    6 | a | 2024-03-01 | 2024-02-20 | 3
                "#]],
            },
        );
    }
    check(
        r#""from":"orders","joins":[{"dataset":"customers","kind":"as_of","nearest":{"left":"id","right":"number","side":"either"}}],"columns":["id","number","customers.customer"]"#,
        expect![[r#"
            id | number | customers.customer
            1 | 1 | a
            2 | 2 | b
            3 | 2.5 | c
            4 | 2.5 | c
            5 | 2.5 | c
            6 | 2.5 | c
        "#]],
    );
    check(
        r#""from":"orders","joins":[{"dataset":"customers","kind":"as_of","nearest":{"left":"customer","right":"customer"}}]"#,
        expect![[r#"
            invalid_question: “customer” of orders holds text and “customer” of customers holds text: only dates, moments and numbers can be near to each other
        "#]],
    );
    check(
        r#""from":"orders","joins":[{"dataset":"customers","kind":"as_of"}]"#,
        expect![[r#"
            invalid_question: the nearest of customers by which columns?
              An as-of join names two columns of dates, moments or numbers that are to be near
        "#]],
    );
    check(
        &format!(r#""from":"orders","joins":[{{{CUSTOMERS},"nearest":{{"left":"id","right":"number"}}}}]"#),
        expect![[r#"
            invalid_question: the join with customers names columns that are to be near: only an as-of join does
        "#]],
    );
}

#[test]
fn refusals() {
    check(
        r#""from":"orders","joins":[{"dataset":"customers"}]"#,
        expect![[r#"
        invalid_question: join customers by which columns? Name at least one pair
          A row and its partner have the same values in them
    "#]],
    );
    check(
        r#""from":"orders","joins":[{"dataset":"customer"}]"#,
        expect![[r#"
        unknown_dataset: there is no dataset named “customer”
          Open now: orders, customers, lines, payments, rates
    "#]],
    );
    check(
        r#""from":"orders","joins":[{"dataset":"customers","on":[{"left":"customers","right":"customer"}]}]"#,
        expect![[r#"
            unknown_column: orders has no column “customers”
              Did you mean “customer”?
        "#]],
    );
    check(
        r#""from":"orders","joins":[{"dataset":"customers","on":[{"left":"customer","right":"nme"}]}]"#,
        expect![[r#"
            unknown_column: customers has no column “nme”
              Did you mean “name”?
        "#]],
    );
    let many = df!["key" => vec![1i64; 40_000], "value" => vec![2i64; 40_000]].unwrap();
    let mut catalog = Catalog::default();
    catalog.add("many", many, Source::default()).unwrap();
    let query = r#"{"from":"many","joins":[{"dataset":"many","name":"others","on":[{"left":"key","right":"key"}]}],"measures":[{"aggregate":"count"}]}"#;
    expect![[r#"
        invalid_question: joining others by “key” makes 1,600,000,000 rows of 40,000, 40,000 of each on average: more than fit
          Many rows of both have the same key: join by more columns, or sum one of them up by the key first
    "#]].assert_eq(&answer(&catalog, &serde_json::from_str(query).unwrap()));
}

#[test]
fn unions() {
    check(
        r#""from":"lines","union":["payments"]"#,
        expect![[r#"
        order | product | qty | sum
        1 | p | 1 | –
        1 | q | 2 | –
        1 | q | 3 | –
        2 | p | 4 | –
        3 | p | 5 | –
        3 | r | 6 | –
        – | p | 7 | –
        9 | q | 8 | –
        1 | – | – | 4
        1 | – | – | 6
        3 | – | – | 30
        missing_column: payments has no column “product”: its cells are empty there
        missing_column: payments has no column “qty”: its cells are empty there
        missing_column: lines has no column “sum”: its cells are empty there
    "#]],
    );
    check(
        r#""from":"payments","union":["lines","payments"],"groups":[{"column":"order"}],"measures":[{"aggregate":"sum","column":"sum"},{"aggregate":"count"}]"#,
        expect![[r#"
            order | sum of sum | count
            1 | 20 | 7
            2 | – | 1
            3 | 60 | 4
            9 | – | 1
            – | – | 1
            missing_column: lines has no column “sum”: its cells are empty there
            nulls_left_out: 8 of 14 rows have no sum and are left out of the sum
        "#]],
    );
    check(
        r#""from":"orders","union":["customers"],"joins":[{"dataset":"payments","on":[{"left":"id","right":"order"}],"kind":"inner"}],"columns":["id","amount","sum"]"#,
        expect![[r#"
            id | amount | sum
            1 | 10 | 4
            1 | 10 | 6
            3 | 30 | 30
            missing_column: customers has no column “id”: its cells are empty there
            rows_multiplied: the join with payments makes 3 rows of 10, 0.3 of each on average and up to 2
        "#]],
    );
    check(
        r#""from":"lines","union":["payments"],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            count
            11
        "#]],
    );
    check(
        r#""from":"lines","union":["paymens"]"#,
        expect![[r#"
        unknown_dataset: there is no dataset named “paymens”
          Open now: orders, customers, lines, payments, rates
    "#]],
    );
}

#[test]
fn columns() {
    let columns = |query: &str| {
        let query: Query = serde_json::from_str(&format!("{{{query}}}")).unwrap();
        match query::columns_of(&varied()[1], &query) {
            Ok(columns) => columns
                .iter()
                .map(|column| {
                    format!(
                        "{} {:?}{}\n",
                        column.name,
                        column.kind,
                        if column.nullable { "" } else { ", never null" }
                    )
                })
                .collect::<String>(),
            Err(error) => format!("{}\n", Problem::from(error).message),
        }
    };
    expect![[r#"
        id Integer, never null
        customer Text
        amount Integer, never null
        paid Date, never null
        name Text
        customers.amount Float
        number Float
        order Integer
        product Text
        qty Integer
        from Date
        rate Integer
        part Float
    "#]].assert_eq(&columns(&format!(
        r#""from":"orders","joins":[{{{CUSTOMERS}}},{{"dataset":"lines","on":[{{"left":"id","right":"order"}}]}},{{"dataset":"rates","kind":"as_of","on":[{{"left":"customer","right":"customer"}}],"nearest":{{"left":"paid","right":"from"}}}}],"sample":{{"share":{{"part":0.5}}}},"calculated":[{{"name":"part","expression":"amount / sum(amount) over (partition by customer)"}}]"#
    )));
    expect![[r#"
        id Integer
        customer Text
        amount Integer
        paid Date
        order Integer
        product Text
        qty Integer
    "#]]
    .assert_eq(&columns(r#""from":"orders","union":["lines"]"#));
    expect![[r#"
        orders has no column “y”
    "#]]
    .assert_eq(&columns(
        r#""from":"orders","calculated":[{"name":"x","expression":"y"}]"#,
    ));
}
