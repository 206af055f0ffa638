//! Answers with derived columns, with totals, and with groups as columns.

use super::super::catalogue;
use super::{drawn, items, query, table};
use expect_test::{Expect, expect};
use serde_json::json;
use spec::answer::Table;
use spec::chart::Kind;
use spec::question::{Query, Question};

/// The kinds that fit, the headline, and how the columns are written.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(query: Query, table: Table, expected: Expect) {
    let drawn = drawn(None, &Question::Query(query), &table);
    let first = drawn.fitting.iter().filter(|kind| catalogue::find(**kind).is_none());
    let fitting: Vec<&str> = first.map(|kind| kind.name()).collect();
    let formats = drawn.formats.iter().zip(&table.columns).map(|(format, column)| {
        let kind = serde_json::to_value(format.kind).unwrap();
        let decimals = format.decimals.map(|decimals| format!(" .{decimals}"));
        let kind = kind.as_str().unwrap_or_default().to_owned();
        format!("{}: {kind}{}", column.name, decimals.unwrap_or_default())
    });
    let formats: Vec<String> = formats.collect();
    let text = format!("{}\n{}\n{}\n", fitting.join(", "), drawn.headline, formats.join(", "));
    expected.assert_eq(&text);
}

/// A query with more of its fields, as JSON.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn with(query: Query, more: serde_json::Value) -> Query {
    let mut fields = serde_json::to_value(query).unwrap();
    for (name, value) in more.as_object().unwrap() {
        fields[name] = value.clone();
    }
    serde_json::from_value(fields).unwrap()
}

fn by_region() -> Table {
    Table {
        levels: vec![0, 0, 0, 1],
        ..table(
            "region:text, count:integer",
            json!([["n", 4], ["s", 9], [null, 1], [null, 14]]),
        )
    }
}

#[test]
fn derived_columns_are_figures() {
    let derived = json!([
        { "name": "so far", "of": "count", "how": { "running": "sum" } },
        { "name": "around", "of": "count", "how": { "moving": { "fold": "mean", "before": 1, "after": 1 } } },
        { "name": "growth", "of": "count", "how": { "change": { "before": 1 } } },
        { "name": "place", "of": "around", "how": { "rank": {} } },
        { "name": "mean", "of": "around", "how": { "window": "mean" } },
        { "name": "ratio", "how": { "expression": "count / around" } },
    ]);
    check(
        with(query("date month", "count"), json!({ "derived": derived })),
        table(
            "date (month):date, count:integer, so far:integer, around:float, growth:float, place:integer, mean:float, ratio:float",
            json!([
                ["2024-01-01", 4, 4, 6.5, null, 2, 7.25, 0.615],
                ["2024-02-01", 9, 13, 8.0, 1.25, 1, 7.25, 1.125],
            ]),
        ),
        expect![[r#"
            line, area, grouped_bar, column, bar, scatter, radar, parallel, kpi, table

            date (month): month, count: integer, so far: integer, around: number .1, growth: percent .1, place: integer, mean: number .2, ratio: number .2
        "#]],
    );
    let share = json!([{ "name": "part", "of": "count", "how": "share" }]);
    check(
        with(query("region", ""), json!({ "measures": [], "derived": share })),
        table("region:text, part:float", json!([["n", 0.4], ["s", 0.6]])),
        expect![[r#"
            pie, bar, column, funnel, table
            s leads with a part of 60.0%
            region: text, part: percent .1
        "#]],
    );
}

#[test]
fn totals_are_no_marks() {
    let totalled = with(query("region", "count"), json!({ "totals": { "grand": true } }));
    check(
        totalled.clone(),
        by_region(),
        expect![[r#"
            table, bar, column, pie, line, treemap, funnel, pivot
            s leads with 9 rows
            region: text, count: integer
        "#]],
    );
    let drawn = drawn(Some(Kind::Bar), &Question::Query(totalled), &by_region());
    let rows: Vec<_> = items(&drawn.option).iter().map(|item| item["row"].clone()).collect();
    assert_eq!(serde_json::Value::from(rows), json!([0, 1, 2]));
    let subtotalled = with(
        query("region; town", "count"),
        json!({ "totals": { "subtotals": true } }),
    );
    let table = Table {
        levels: vec![0, 1, 0, 1],
        ..table(
            "region:text, town:text, count:integer",
            json!([["n", "a", 4], ["n", null, 4], ["s", "b", 9], ["s", null, 9]]),
        )
    };
    let drawn = super::drawn(Some(Kind::GroupedBar), &Question::Query(subtotalled), &table);
    let rows = items(&drawn.option);
    let rows: Vec<_> = rows
        .iter()
        .map(|item| item["row"].clone())
        .filter(|row| !row.is_null())
        .collect();
    assert_eq!(serde_json::Value::from(rows), json!([0, 2]));
}

#[test]
fn pivots_are_tables() {
    let pivot = json!({ "pivot": { "columns": ["date (year)"], "totals": true } });
    check(
        with(query("date year; region", "count"), pivot.clone()),
        table(
            "region:text, 2023:integer, 2024:integer, Total:integer",
            json!([["n", 4, 9, 13], ["s", 1, null, 1]]),
        ),
        expect![[r#"
            table, grouped_bar, stacked_bar, bar, column, line, scatter, pivot

            region: text, 2023: integer, 2024: integer, Total: integer
        "#]],
    );
    check(
        with(query("date year; region", "count; mean delay"), pivot),
        table(
            "region:text, 2023 · count:integer, 2023 · average of delay:float, Total · count:integer, Total · average of delay:float",
            json!([["n", 4, 9.25, 4, 9.25]]),
        ),
        expect![[r#"
            table, grouped_bar, bar, column, line, pivot

            region: text, 2023 · count: integer, 2023 · average of delay: number .2, Total · count: integer, Total · average of delay: number .2
        "#]],
    );
}
