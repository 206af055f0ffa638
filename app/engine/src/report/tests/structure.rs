//! Duplicated rows, keys and dependencies.

use super::super::report;
use super::{check, drawn, rows, suspicions};
use crate::ingest::tests::table;
use expect_test::{Expect, expect};

fn check_structure(text: &str, expect: &Expect) {
    let report = report(&table(text)).unwrap();
    let keys = report.keys.iter().map(|key| format!("key {}\n", key.join(" + ")));
    let dependencies = report
        .dependencies
        .iter()
        .map(|one| format!("{} → {} {:.3}\n", one.from.join(" + "), one.to, one.holds));
    let out: String = keys.chain(dependencies).collect();
    expect.assert_eq(&out);
}

#[test]
fn rows_that_are_there_twice() {
    let file = rows("day,shop,price", 40, |at| {
        let at = if at == 30 { 4 } else { at };
        format!(
            "2024-01-{:02},{},{}.25",
            1 + at % 28,
            ["north", "south"][at % 2],
            10 + drawn(at, 900)
        )
    });
    check(
        &file,
        &expect![[r#"
        duplicate_rows 1 row is the same as an earlier one in every column [31: 2024-01-05, north, 251.25]
          {"deduplicate":{"columns":[]}}
    "#]],
    );
    let ratings = rows("rating,answer", 40, |at| {
        format!("{},{}", 1 + drawn(at, 5), ["yes", "no"][at % 2])
    });
    assert_eq!(suspicions(&ratings), "", "few answers are the same by themselves");
}

#[test]
fn identifiers_that_are_there_twice() {
    let file = rows("order_id,price", 60, |at| {
        let id = if at == 30 { 4 } else { at };
        format!("{},{}.25", 1000 + id, 10 + drawn(at, 900))
    });
    check(
        &file,
        &expect![[r#"
        duplicate_keys “order_id” names one row each, but for 1 row with a value that is there before [31: 1004]
    "#]],
    );
    let lines = rows("order_id,price", 60, |at| {
        format!("{},{}.25", 1000 + at / 3, 10 + at * 7)
    });
    assert_eq!(suspicions(&lines), "", "an order has several lines");
}

#[test]
fn keys_and_dependencies() {
    let cities = ["Rome", "Oslo", "Bern", "Graz", "Lyon", "Turin"];
    let countries = ["Italy", "Norway", "Switzerland", "Austria", "France", "Italy"];
    let file = rows("id,order_no,line_no,city,country,price,day", 300, |at| {
        let city = drawn(at / 5, 6);
        let day = format!("2024-{:02}-{:02}", 1 + at / 28 % 12, 1 + at % 28);
        format!(
            "{},{},{},{},{},{}.5,{day}",
            at + 1,
            100 + at / 5,
            1 + at % 5,
            cities[city],
            countries[city],
            drawn(at, 5000)
        )
    });
    check_structure(
        &file,
        &expect![[r#"
        key id
        key day
        key order_no + line_no
        order_no → city 1.000
        order_no → country 1.000
        city → country 1.000
    "#]],
    );
}

#[test]
fn keys_of_several_columns() {
    let file = rows("shop_id,month,sales", 400, |at| {
        format!("{},{},{}", 1 + at / 12, 1 + at % 12, drawn(at, 300))
    });
    check_structure(
        &file,
        &expect![[r#"
        key shop_id + month
    "#]],
    );
}

#[test]
fn nearly_dependent() {
    let file = rows("product,maker,price", 600, |at| {
        let product = drawn(at, 20);
        let maker = if at == 5 { 7 } else { product % 6 };
        format!("p{product},m{maker},{}", drawn(at + 9000, 400))
    });
    check_structure(
        &file,
        &expect![[r#"
        product → maker 0.998
    "#]],
    );
    let file = rows("color,size,price", 60, |at| {
        format!(
            "{},{},{}",
            ["red", "blue", "green"][drawn(at, 3)],
            ["s", "m", "l"][drawn(at + 500, 3)],
            drawn(at, 40)
        )
    });
    check_structure(&file, &expect![[r#""#]]);
}

#[test]
fn nothing_to_say_about_nothing() {
    for text in ["a,b\n", "a\n1\n", "a,b\n1,2\n", "a,b\n1,2\n1,2\n"] {
        let report = report(&table(text)).unwrap();
        assert!(
            report.suspicions.is_empty() && report.dependencies.is_empty(),
            "{text} {report:?}"
        );
    }
}

#[test]
fn a_dataset_is_reported_on_once() {
    let [mut catalog, _] = crate::query::tests::catalogs();
    let first = catalog.report("sales").unwrap();
    assert_eq!(first, catalog.report("SALES").unwrap());
    assert_eq!((first.rows_kept, first.columns.len()), (8, 11));
    assert!(catalog.report("sails").is_err());
}
