//! Relations of small schemas with what is right for each, and how many of them are found.

use super::found;
use crate::catalog::Catalog;
use polars::prelude::*;
use spec::model::FoundRelation;
use spec::reading::Source;
use std::collections::BTreeSet;

/// A schema: its datasets, and the relations that a careful person would draw.
struct Schema {
    name: &'static str,
    datasets: Vec<(&'static str, DataFrame)>,
    right: &'static [&'static str],
}

fn numbers(count: usize, of: impl Fn(usize) -> i64) -> Vec<i64> {
    (0..count).map(of).collect()
}

fn texts(count: usize, of: impl Fn(usize) -> String) -> Vec<String> {
    (0..count).map(of).collect()
}

fn days(count: usize, of: impl Fn(usize) -> i32) -> Column {
    let days: Vec<i32> = (0..count).map(of).collect();
    Column::new("day".into(), days).cast(&DataType::Date).unwrap()
}

fn with(mut frame: DataFrame, name: &str, column: Column) -> DataFrame {
    frame.with_column(column.with_name(name.into())).unwrap();
    frame
}

fn star() -> Schema {
    let orders = df![
        "order_id" => numbers(600, |row| row as i64 + 1),
        "customer_id" => numbers(600, |row| (row * 37 % 80) as i64 + 1),
        "ProductKey" => numbers(600, |row| (row * 11 % 40) as i64 + 1),
        "store" => texts(600, |row| format!("Store {}", row % 12)),
        "qty" => numbers(600, |row| row as i64 % 7 + 1),
        "amount" => (0..600).map(|row| f64::from(row) * 1.5).collect::<Vec<_>>(),
    ];
    let customers = df![
        "id" => numbers(80, |row| row as i64 + 1),
        "name" => texts(80, |row| format!("Customer {row}")),
        "country" => texts(80, |row| ["France", "Spain", "Italy"][row % 3].to_owned()),
    ];
    let products = df![
        "product_key" => numbers(40, |row| row as i64 + 1),
        "name" => texts(40, |row| format!("Product {row}")),
        "price" => (0..40).map(f64::from).collect::<Vec<_>>(),
    ];
    let stores = df![
        "store" => texts(12, |row| format!("Store {row}")),
        "city" => texts(12, |row| format!("City {}", row % 5)),
    ];
    let dates = with(
        df!["week" => numbers(900, |row| (row / 7) as i64)].unwrap(),
        "date",
        days(900, |row| 19_000 + row as i32),
    );
    Schema {
        name: "star",
        datasets: vec![
            (
                "fact_orders",
                with(
                    orders.unwrap(),
                    "order_date",
                    days(600, |row| 19_000 + (row % 300) as i32),
                ),
            ),
            ("dim_customers", customers.unwrap()),
            ("dim_products", products.unwrap()),
            ("stores", stores.unwrap()),
            ("calendar", dates),
        ],
        right: &[
            "fact_orders.customer_id=dim_customers.id",
            "fact_orders.ProductKey=dim_products.product_key",
            "fact_orders.store=stores.store",
            "fact_orders.order_date=calendar.date",
        ],
    }
}

fn snowflake() -> Schema {
    let lines = df![
        "order_id" => numbers(500, |row| (row / 2) as i64 + 1000),
        "line_no" => numbers(500, |row| (row % 2) as i64 + 1),
        "sku" => texts(500, |row| format!("SKU-{:04}", row * 13 % 90)),
    ];
    let orders =
        df!["id" => numbers(250, |row| row as i64 + 1000), "cust_id" => numbers(250, |row| (row % 60) as i64 + 7)];
    let clients =
        df!["customer_no" => numbers(60, |row| row as i64 + 7), "segment" => texts(60, |row| format!("s{}", row % 3))];
    let items = df![
        "sku" => texts(90, |row| format!("SKU-{row:04}")),
        "subcategory_id" => numbers(90, |row| (row % 9) as i64 + 1),
        "weight" => numbers(90, |row| row as i64),
    ];
    let subs = df![
        "id" => numbers(9, |row| row as i64 + 1),
        "name" => texts(9, |row| format!("Sub {row}")),
        "category_id" => numbers(9, |row| (row % 3) as i64 + 1),
    ];
    let categories = df!["id" => [1i64, 2, 3], "name" => ["A", "B", "C"]];
    let shipped = df![
        "order_id" => numbers(400, |row| (row / 2) as i64 + 1000),
        "line_no" => numbers(400, |row| (row % 2) as i64 + 1),
        "carrier" => texts(400, |row| format!("c{}", row % 4)),
    ];
    Schema {
        name: "snowflake",
        datasets: vec![
            ("order_lines", lines.unwrap()),
            ("orders", orders.unwrap()),
            ("customers", clients.unwrap()),
            ("items", items.unwrap()),
            ("subcategories", subs.unwrap()),
            ("categories", categories.unwrap()),
            ("shipments", shipped.unwrap()),
        ],
        right: &[
            "order_lines.order_id=orders.id",
            "order_lines.sku=items.sku",
            "orders.cust_id=customers.customer_no",
            "items.subcategory_id=subcategories.id",
            "subcategories.category_id=categories.id",
            "shipments.order_id,line_no=order_lines.order_id,line_no",
            "shipments.order_id=orders.id",
        ],
    }
}

fn people() -> Schema {
    let employees = df![
        "employee_id" => numbers(120, |row| row as i64 + 1),
        "manager_id" => (0..120).map(|row| (row > 0).then_some(i64::from(row) / 6 + 1)).collect::<Vec<_>>(),
        "dept_id" => numbers(120, |row| (row % 6) as i64 + 1),
        "age" => numbers(120, |row| (row * 7 % 40) as i64 + 20),
        "email" => texts(120, |row| format!("p{row}@example.org")),
    ];
    let departments = df!["id" => numbers(6, |row| row as i64 + 1), "name" => texts(6, |row| format!("Dept {row}"))];
    let signups = df!["email" => texts(30, |row| format!("p{}@example.org", row * 3)), "source" => texts(30, |row| format!("x{}", row % 3))];
    Schema {
        name: "people",
        datasets: vec![
            ("employees", employees.unwrap()),
            ("departments", departments.unwrap()),
            ("signups", signups.unwrap()),
        ],
        right: &[
            "employees.manager_id=employees.employee_id",
            "employees.dept_id=departments.id",
            "signups.email=employees.email",
        ],
    }
}

fn flights() -> Schema {
    let code = |row: usize| {
        format!(
            "{}{}{}",
            (b'A' + (row / 26 % 26) as u8) as char,
            (b'A' + (row % 26) as u8) as char,
            'X'
        )
    };
    let flights = df![
        "year" => numbers(900, |_| 2013),
        "month" => numbers(900, |row| (row % 12) as i64 + 1),
        "day" => numbers(900, |row| (row % 28) as i64 + 1),
        "hour" => numbers(900, |row| (row % 24) as i64),
        "origin" => texts(900, |row| code(row % 3 * 40)),
        "dest" => texts(900, |row| code(row * 17 % 103)),
        "carrier" => texts(900, |row| code(row % 9 + 300)),
        "tailnum" => texts(900, |row| format!("N{}", row * 31 % 400)),
        "distance" => numbers(900, |row| (row * 91 % 2500) as i64),
    ];
    let weather = df![
        "origin" => texts(3000, |row| code(row % 3 * 40)),
        "year" => numbers(3000, |_| 2013),
        "month" => numbers(3000, |row| (row / 3 % 12) as i64 + 1),
        "day" => numbers(3000, |row| (row / 36 % 28) as i64 + 1),
        "hour" => numbers(3000, |row| (row / 1008) as i64),
        "temp" => (0..3000).map(|row| f64::from(row % 300) / 10.0).collect::<Vec<_>>(),
    ];
    let airports = df![
        "faa" => texts(140, code),
        "name" => texts(140, |row| format!("Airport {row}")),
        "alt" => numbers(140, |row| (row * 77 % 900) as i64),
    ];
    let airlines =
        df!["carrier" => texts(16, |row| code(row + 300)), "name" => texts(16, |row| format!("Airline {row}"))];
    let planes =
        df!["tailnum" => texts(390, |row| format!("N{row}")), "year" => numbers(390, |row| (row % 40) as i64 + 1970)];
    Schema {
        name: "flights",
        datasets: vec![
            ("flights", flights.unwrap()),
            ("weather", weather.unwrap()),
            ("airports", airports.unwrap()),
            ("airlines", airlines.unwrap()),
            ("planes", planes.unwrap()),
        ],
        right: &[
            "flights.origin=airports.faa",
            "flights.dest=airports.faa",
            "flights.carrier=airlines.carrier",
            "flights.tailnum=planes.tailnum",
            "weather.origin=airports.faa",
        ],
    }
}

fn false_friends() -> Schema {
    let months = df!["month" => numbers(12, |row| row as i64 + 1), "budget" => numbers(12, |row| row as i64 * 100)];
    let ratings = df!["id" => numbers(50, |row| row as i64 + 1), "rating" => numbers(50, |row| (row % 12) as i64 + 1), "name" => texts(50, |row| format!("r{row}"))];
    let shops = df!["id" => numbers(40, |row| row as i64 + 1), "floor" => numbers(40, |row| (row % 4) as i64 + 1), "name" => texts(40, |row| format!("s{row}")), "status" => texts(40, |row| ["open", "shut"][row % 2].to_owned())];
    let tickets = df!["id" => numbers(300, |row| row as i64 + 1), "status" => texts(300, |row| ["open", "shut", "new"][row % 3].to_owned()), "priority" => numbers(300, |row| (row % 4) as i64 + 1), "paid" => numbers(300, |row| (row % 40) as i64 + 1)];
    let events =
        df!["id" => numbers(150_000, |row| row as i64 + 1), "state" => numbers(150_000, |row| (row % 3) as i64)];
    let uploads = df!["bytes" => numbers(1_000, |row| (row * 7919 % 150_000) as i64), "state" => numbers(1_000, |row| (row % 3) as i64)];
    let (one, two) = (sales(0), sales(500));
    Schema {
        name: "false friends",
        datasets: vec![
            ("months", months.unwrap()),
            ("ratings", ratings.unwrap()),
            ("shops", shops.unwrap()),
            ("tickets", tickets.unwrap()),
            ("events", events.unwrap()),
            ("uploads", uploads.unwrap()),
            ("sales_2023", one),
            ("sales_2024", two),
        ],
        right: &["sales_2023.shop_id=shops.id", "sales_2024.shop_id=shops.id"],
    }
}

fn sales(from: usize) -> DataFrame {
    df![
        "sale_id" => numbers(200, |row| (row + from) as i64 + 1),
        "shop_id" => numbers(200, |row| (row % 40) as i64 + 1),
        "value" => numbers(200, |row| (row * 3 % 50) as i64),
    ]
    .unwrap()
}

fn written(found: &FoundRelation) -> String {
    let relation = &found.relation;
    let left: Vec<&str> = relation.keys.iter().map(|key| key.left.as_str()).collect();
    let right: Vec<&str> = relation.keys.iter().map(|key| key.right.as_str()).collect();
    format!(
        "{}.{}={}.{}",
        relation.from,
        left.join(","),
        relation.to,
        right.join(",")
    )
}

#[test]
fn most_are_found_and_few_are_wrong() {
    let (mut hits, mut said, mut wanted, mut told) = (0, 0, 0, String::new());
    for schema in [star(), snowflake(), people(), flights(), false_friends()] {
        let category = DataType::from_categories(Categories::global());
        for as_categories in [false, true] {
            let mut catalog = Catalog::default();
            for (name, frame) in &schema.datasets {
                let mut frame = frame.clone();
                let texts: Vec<String> = frame
                    .schema()
                    .iter()
                    .filter(|(_, dtype)| dtype.is_string())
                    .map(|(name, _)| name.to_string())
                    .collect();
                for text in texts.iter().filter(|_| as_categories) {
                    let cells = frame.column(text).unwrap().cast(&category).unwrap();
                    frame.with_column(cells).unwrap();
                }
                catalog.add(name, frame, Source::default()).unwrap();
            }
            let all = found(&catalog).unwrap();
            let right: BTreeSet<String> = schema.right.iter().map(|right| (*right).to_owned()).collect();
            let ours: BTreeSet<String> = all.iter().map(written).collect();
            wanted += right.len();
            said += ours.len();
            hits += ours.intersection(&right).count();
            for missed in right.difference(&ours) {
                told += &format!("{}: missed {missed}\n", schema.name);
            }
            for wrong in all.iter().filter(|found| !right.contains(&written(found))) {
                told += &format!(
                    "{}: wrong {} {} {}\n",
                    schema.name,
                    written(wrong),
                    wrong.confidence,
                    wrong.coverage
                );
            }
            for found in all.iter().filter(|found| right.contains(&written(found))) {
                assert!(
                    found.factor >= 1.0 && (0.0..=1.0).contains(&found.coverage) && !found.relation.many,
                    "{found:?}"
                );
            }
        }
    }
    let (precision, recall) = (
        f64::from(hits as u32) / f64::from(said as u32),
        f64::from(hits as u32) / f64::from(wanted as u32),
    );
    assert!(
        precision >= 0.95 && recall >= 0.95,
        "precision {precision}, recall {recall}\n{told}"
    );
}

#[test]
fn a_key_that_is_there_twice_is_told() {
    let orders = df!["customer_id" => numbers(300, |row| (row % 100) as i64 + 1)].unwrap();
    let customers =
        df!["id" => numbers(102, |row| (row % 100) as i64 + 1), "name" => texts(102, |row| format!("c{row}"))].unwrap();
    let mut catalog = Catalog::default();
    catalog.add("orders", orders, Source::default()).unwrap();
    catalog.add("customers", customers, Source::default()).unwrap();
    let all = found(&catalog).unwrap();
    assert_eq!(
        all.iter().map(written).collect::<Vec<_>>(),
        ["orders.customer_id=customers.id"]
    );
    assert!(
        all[0].relation.many && (all[0].factor - 1.02).abs() < 1e-9 && all[0].confidence < 0.9,
        "{all:?}"
    );
}
