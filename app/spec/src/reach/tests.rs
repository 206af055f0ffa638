//! Filters as they reach questions over orders, which point at products, which point at groups of products.

use super::*;
use crate::dataset::{Column, Type};
use crate::question::{Grouping, Measure};
use crate::reading::Source;
use crate::value::Value;

fn dataset(name: &str, columns: &[&str]) -> Dataset {
    let column = |name: &&str| Column {
        name: (*name).into(),
        kind: Type::Text,
        nullable: false,
    };
    Dataset {
        name: name.into(),
        rows: 1,
        columns: columns.iter().map(column).collect(),
        bytes: 1,
        source: Source::default(),
        steps: Vec::new(),
        set_aside: 0,
    }
}

fn relation(from: &str, to: &str, left: &str, right: &str) -> Relation {
    Relation {
        from: from.into(),
        to: to.into(),
        keys: vec![Key {
            left: left.into(),
            right: right.into(),
        }],
        many: false,
        origin: Origin::Made,
    }
}

fn datasets() -> Vec<Dataset> {
    vec![
        dataset("orders", &["id", "product", "name", "ship", "bill"]),
        dataset("products", &["id", "name", "colour", "group"]),
        dataset("groups", &["group", "title"]),
        dataset("towns", &["town", "country"]),
        dataset("visits", &["colour"]),
    ]
}

fn model() -> Model {
    Model {
        relations: vec![
            relation("orders", "products", "product", "id"),
            relation("products", "groups", "group", "group"),
            relation("orders", "towns", "ship", "town"),
            relation("orders", "towns", "bill", "town"),
        ],
        ..Model::default()
    }
}

fn filter(column: &str) -> Filter {
    Filter::In {
        column: column.into(),
        by: Grouping::Value,
        values: vec![Value::Null],
    }
}

fn count_of(from: &str) -> Query {
    Query {
        from: from.into(),
        measures: vec![Measure::count()],
        ..Query::default()
    }
}

/// The joins and the filtered columns, in words.
fn told(query: &Query, dataset: &str, column: &str) -> String {
    let (datasets, model) = (datasets(), model());
    let ground = Ground {
        datasets: &datasets,
        model: &model,
    };
    let filter = filter(column);
    let wish = Wish {
        dataset,
        filter: &filter,
        calculated: &[],
    };
    let reached = ground.reach(query, &[wish]);
    let joins = reached.query.joins.iter().map(|join| {
        let keys = join.on.iter().map(|key| format!("{}={}", key.left, key.right));
        format!("{}({})", join.dataset, keys.collect::<Vec<_>>().join(","))
    });
    let joins = joins.collect::<Vec<_>>().join(" ");
    let columns = reached.filters.iter().flat_map(Filter::columns).collect::<Vec<_>>();
    format!("{joins}: {}", columns.join(" "))
}

#[test]
fn columns_are_found_where_they_are() {
    let joined = Query {
        joins: vec![Join {
            dataset: "products".into(),
            name: Some("p".into()),
            on: vec![Key {
                left: "product".into(),
                right: "id".into(),
            }],
            ..Join::default()
        }],
        ..count_of("orders")
    };
    let orders = count_of("orders");
    let cases = [
        // Its own, and one of the same name elsewhere.
        (&orders, "orders", "name", ": name"),
        (&orders, "orders", "gone", ": "),
        (&orders, "visits", "name", ": name"),
        // One that its rows point at, taken names with a prefix.
        (&orders, "products", "colour", "products(product=id): colour"),
        (&orders, "products", "name", "products(product=id): products.name"),
        // A join that is there, under its own name.
        (&joined, "products", "colour", "products(product=id): colour"),
        (&joined, "products", "name", "products(product=id): p.name"),
        // Two relations away.
        (
            &orders,
            "groups",
            "title",
            "products(product=id) groups(group=group): title",
        ),
        // Nobody knows which of two towns is meant; nothing points from products to orders.
        (&orders, "towns", "country", ": "),
        (&count_of("products"), "orders", "ship", ": "),
        // A pick made on orders with products beside them.
        (&orders, "orders", "colour", "products(product=id): colour"),
        (
            &orders,
            "orders",
            "products.name",
            "products(product=id): products.name",
        ),
    ];
    for (query, dataset, column, expected) in cases {
        assert_eq!(told(query, dataset, column), expected, "{dataset} {column}");
    }
}

#[test]
fn rows_in_full_stay_what_they_are() {
    let (datasets, model) = (datasets(), model());
    let ground = Ground {
        datasets: &datasets,
        model: &model,
    };
    let rows = Query {
        from: "orders".into(),
        ..Query::default()
    };
    let filter = filter("colour");
    let wish = Wish {
        dataset: "products",
        filter: &filter,
        calculated: &[],
    };
    let reached = ground.reach(&rows, &[wish]);
    assert_eq!(reached.query.columns, ["id", "product", "name", "ship", "bill"]);
    // Asked again, nothing is added.
    assert_eq!(ground.reach(&reached.query, &[wish]).query, reached.query);
}

#[test]
fn what_was_worked_out_goes_along() {
    let (datasets, model) = (datasets(), model());
    let ground = Ground {
        datasets: &datasets,
        model: &model,
    };
    let calculated = ["half", "quarter", "unused"].map(|name| Calculated {
        name: name.into(),
        expression: "1".into(),
    });
    let filter = filter("quarter");
    let wish = |calculated| Wish {
        dataset: "orders",
        filter: &filter,
        calculated,
    };
    let reached = ground.reach(&count_of("orders"), &[wish(&calculated[..])]);
    let names: Vec<_> = reached.query.calculated.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((names.as_slice(), reached.missed.len()), (&["half", "quarter"][..], 0));
    assert_eq!(ground.reach(&count_of("orders"), &[wish(&[])]).missed, [0]);
}
