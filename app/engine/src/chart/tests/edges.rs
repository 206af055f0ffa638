//! Answers that no chart was meant for.

use super::{draw, drawn, items, question, sql, table};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::{Chart, Kind};
use spec::question::Question;
use std::collections::BTreeMap;

/// Draws every kind; none may fail, and every item must name rows of the table.
fn every_kind(question: &Question, table: &Table) {
    for kind in Kind::ALL {
        let drawn = drawn(Some(*kind), question, table);
        for item in items(&drawn.option) {
            let rows = item["rows"]
                .as_array()
                .cloned()
                .unwrap_or_else(|| vec![item["row"].clone()]);
            let is_inside = |row: &Json| row.as_u64().is_none_or(|row| (row as usize) < table.rows.len());
            assert!(rows.iter().all(is_inside), "{item}");
        }
    }
}

#[test]
fn nothing_and_nulls() {
    for rows in [
        json!([]),
        json!([[null, null]]),
        json!([["a", null], ["b", null]]),
        json!([["a", 1.0]]),
    ] {
        let table = table("carrier:text, delay:float", rows);
        every_kind(&question("carrier", "mean delay"), &table);
        every_kind(&question("", ""), &table);
        every_kind(&sql("select 1"), &table);
    }
    for rows in [
        json!([]),
        json!([[null, null, null]]),
        json!([["2013-01-01", null, 3], [null, "b", null]]),
    ] {
        let table = table("date (month):date, origin:text, count:integer", rows);
        every_kind(&question("date month; origin", "count"), &table);
        every_kind(&sql("select 1"), &table);
    }
    every_kind(
        &question("price bin", "count"),
        &table("price (bin):float, count:integer", json!([[null, 1], [10, 2]])),
    );
    every_kind(&question("", ""), &Table::default());
}

#[test]
fn many_rows_stay_small() {
    let rows = (0..5000).map(|place| json!([format!("name {place}"), place])).collect();
    let table = table("name:text, count:integer", rows);
    let drawn = drawn(Some(Kind::Bar), &question("name", "count"), &table);
    assert_eq!(items(&drawn.option).len(), 500);
    assert_eq!(drawn.notes.len(), 1);
    assert!(
        drawn.option["sextant"]["description"]
            .as_str()
            .unwrap()
            .contains("the first 500 of 5,000")
    );
    every_kind(&question("name", "count"), &table);
}

#[test]
fn many_points_are_drawn_as_one_picture() {
    let rows = (0..5000).map(|place| json!([f64::from(place) * 0.5, place])).collect();
    let drawn = drawn(None, &question("", ""), &table("x:float, y:integer", rows));
    assert_eq!(drawn.option["series"][0]["large"], true);
    assert_eq!(items(&drawn.option).len(), 5000);
}

#[test]
fn many_colours_become_other() {
    let rows = (0..30)
        .map(|place| json!([place % 3 + 1, format!("c{place:02}"), 100 - place]))
        .collect();
    let table = table("date (weekday):integer, carrier:text, count:integer", rows);
    let drawn = drawn(
        Some(Kind::StackedBar),
        &question("date weekday; carrier", "count"),
        &table,
    );
    let series = drawn.option["series"].as_array().unwrap();
    assert_eq!(series[9]["name"], "Other");
    assert_eq!(series[9]["data"][0]["rows"], json!([9, 12, 15, 18, 21, 24, 27]));
    assert_eq!(series.len(), 11, "with the totals");
}

#[test]
fn a_pie_refuses_what_is_below_zero() {
    let table = table("carrier:text, sum of profit:float", json!([["a", -3.0], ["b", 4.0]]));
    let drawn = drawn(Some(Kind::Pie), &question("carrier", "sum profit"), &table);
    assert_eq!(drawn.chart.kind, Some(Kind::Bar));
    assert_eq!(
        drawn.notes[0].message,
        "shown as a bar chart: a pie cannot show values below zero"
    );
}

#[test]
fn labels_are_kept_apart_and_short() {
    let long = "x".repeat(5000);
    let table = table(
        "name:text, count:integer",
        json!([["A", 1], ["A", 2], [null, 3], ["", 4], [long, 5]]),
    );
    let drawn = drawn(Some(Kind::Bar), &question("name", "count"), &table);
    let labels = drawn.option["yAxis"]["data"].as_array().unwrap();
    assert_eq!(
        labels[..4],
        [json!("A"), json!("A"), json!("(empty)"), json!("(empty)")]
    );
    assert_eq!(labels[4].as_str().unwrap().chars().count(), 201);
    assert_eq!(items(&drawn.option)[2], json!({ "value": 3, "row": 2 }));
}

#[test]
fn repeated_places_are_all_drawn() {
    let rows = json!([["A", "x", 1], ["A", "x", 2], ["B", "y", 3]]);
    let table = table("a:text, b:text, n:integer", rows);
    let drawn = drawn(Some(Kind::GroupedBar), &question("a; b", "count"), &table);
    let values = items(&drawn.option).iter().filter(|item| item["row"].is_u64()).count();
    assert_eq!(values, 3);
}

#[test]
fn missing_months_are_gaps() {
    let drawn = drawn(Some(Kind::Line), &question("date month", "count"), &super::by_month());
    let items = items(&drawn.option);
    assert_eq!(items[6], json!({ "value": ["2013-07-01", null] }));
    assert_eq!(items[7], json!({ "value": ["2013-08-01", 29327], "row": 6 }));
}

#[test]
fn numbers_that_travel_as_text_are_drawn() {
    let table = table("a:text, n:integer", json!([["x", "9223372036854775807"], ["y", 1]]));
    let drawn = drawn(Some(Kind::Bar), &question("a", "sum n"), &table);
    assert!(items(&drawn.option)[0]["value"].is_number());
}

#[test]
fn given_channels_are_kept_or_refused() {
    let table = super::by_weekday_and_origin();
    let question = question("date weekday; origin", "count");
    let chart = Chart {
        x: Some("origin".into()),
        ..Chart::of(Kind::GroupedBar)
    };
    let drawn = draw(&chart, &question, &table, &BTreeMap::new()).unwrap();
    assert_eq!(drawn.chart.x.as_deref(), Some("origin"));
    assert_eq!(drawn.chart.color.as_deref(), Some("date (weekday)"));
    assert_eq!(drawn.option["series"][0]["name"], "Mon");
    let unknown = Chart {
        color: Some("planet".into()),
        ..Chart::default()
    };
    let error = draw(&unknown, &question, &table, &BTreeMap::new()).err().unwrap();
    assert_eq!(error.to_string(), "the answer has no column “planet” to draw");
    let text = Chart {
        y: vec!["origin".into()],
        ..Chart::of(Kind::Bar)
    };
    let error = draw(&text, &question, &table, &BTreeMap::new()).err().unwrap();
    assert_eq!(
        error.to_string(),
        "“origin” does not hold numbers, so it cannot be measured"
    );
}

#[test]
fn rare_events_are_joined_and_stacks_are_whole() {
    let rows = json!([
        ["2013-01-01", "A", 1],
        ["2013-02-01", "B", 2],
        ["2013-03-01", "A", 3],
        ["2013-04-01", "B", 4]
    ]);
    let table = table("date (month):date, origin:text, count:integer", rows);
    let question = question("date month; origin", "count");
    let lines = drawn(Some(Kind::Line), &question, &table).option;
    assert_eq!(lines["series"][0]["data"].as_array().unwrap().len(), 2);
    let areas = drawn(Some(Kind::Area), &question, &table).option;
    assert_eq!(areas["series"][0]["data"][1], json!({ "value": ["2013-02-01", 0] }));
}
