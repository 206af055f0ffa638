//! Tiles that are drawn as cross tables.

use super::open;
use crate::Engine;
use expect_test::{Expect, expect};
use spec::answer::Answer;
use spec::dashboard::Tile;
use spec::worker::{Reply, Request};
use std::fmt::Write as _;

const ROWS: &str = "region,year,price\nn,a,1\nn,b,2\ns,a,3\ns,b,4\n";

fn answered(engine: &mut Engine, groups: &[&str], kind: &str) -> Answer {
    let groups = groups.iter().map(|column| serde_json::json!({ "column": column }));
    let tile: Tile = serde_json::from_value(serde_json::json!({
        "title": "Prices",
        "question": { "kind": "query",
            "from": "sales", "groups": groups.collect::<Vec<_>>(),
            "measures": [{ "aggregate": "sum", "column": "price" }]
        },
        "chart": { "kind": kind },
    }))
    .unwrap();
    let (filters, today) = (Vec::new(), "2026-11-28".to_owned());
    match engine.handle(Request::Answer { tile, filters, today }) {
        Ok((Reply::Answer(answer), _)) => *answer,
        other => panic!("{other:?}"),
    }
}

fn check(rows: &str, groups: &[&str], expected: &Expect) {
    let mut engine = Engine::default();
    open(&mut engine, "sales.csv", rows);
    let answer = answered(&mut engine, groups, "pivot");
    let names = answer.table.columns.iter().map(|column| column.name.as_str());
    let mut text = format!("{:?} {}\n", answer.chart.kind, names.collect::<Vec<_>>().join(" | "));
    for (row, level) in answer.table.rows.iter().zip(&answer.table.levels).take(6) {
        let cells = row.iter().map(ToString::to_string).collect::<Vec<_>>();
        writeln!(text, "{level} {}", cells.join(" | ")).unwrap();
    }
    if !answer.heads.is_empty() {
        let heads = answer.heads.iter().map(|(name, value)| format!("{name} = {value:?}"));
        writeln!(text, "{}", heads.collect::<Vec<_>>().join(", ")).unwrap();
    }
    for note in &answer.notes {
        writeln!(text, "! {}", note.message).unwrap();
    }
    expected.assert_eq(&text);
}

#[test]
fn the_last_group_stands_across() {
    check(
        ROWS,
        &["region", "year"],
        &expect![[r#"
            Some(Pivot) region | a | b | Total
            0 n | 1 | 2 | 3
            0 s | 3 | 4 | 7
            1  | 4 | 6 | 10
            a = Text("a"), b = Text("b")
        "#]],
    );
}

#[test]
fn columns_say_which_values_they_stand_for() {
    check(
        "region,month,price\nn,1,1\nn,2,2\ns,1,3\ns,,4\n",
        &["region", "month"],
        &expect![[r#"
            Some(Pivot) region | Jan | Feb | (empty) | Total
            0 n | 1 | 2 |  | 3
            0 s | 3 |  | 4 | 7
            1  | 4 | 2 | 4 | 10
            (empty) = Null, Feb = Integer(2), Jan = Integer(1)
        "#]],
    );
}

#[test]
fn the_kinds_of_the_plain_rows_are_offered() {
    let mut engine = Engine::default();
    open(&mut engine, "sales.csv", ROWS);
    let [crossed, plain] =
        ["pivot", "grouped_bar"].map(|kind| answered(&mut engine, &["region", "year"], kind).fitting);
    assert_eq!(crossed, plain);
}

#[test]
fn too_many_columns_are_a_table() {
    let mut rows = "region,year,price\n".to_owned();
    for place in 0..3000 {
        writeln!(rows, "n,y{place},1").unwrap();
    }
    check(
        &rows,
        &["region", "year"],
        &expect![[r#"
        Some(Table) region | year | sum of price
        ! shown as a table: the values of “year” would become 3,001 columns, and at most 500 can be shown
    "#]],
    );
}
