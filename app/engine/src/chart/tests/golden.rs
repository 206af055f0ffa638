//! One option of every kind, whole.

use super::{by_month, by_weekday_and_origin, delays, drawn, query, question, sorted, table};
use expect_test::expect_file;
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;
use spec::question::{Order, Question};

pub(super) fn check(name: &str, kind: Kind, question: &Question, table: &Table) {
    let drawn = drawn(Some(kind), question, table);
    assert_eq!(drawn.chart.kind, Some(kind), "{name}");
    assert_eq!(super::is_null(&drawn.option), kind.is_html());
    if !kind.is_html() {
        let option = serde_json::to_string_pretty(&drawn.option).unwrap();
        expect_file![format!("../golden/{name}.json")].assert_eq(&format!("{option}\n"));
        assert_plain(&drawn.option);
    }
}

/// No colours and no functions, ever.
fn assert_plain(option: &Json) {
    let text = option.to_string();
    for never in ["function", "\"color\"", "rgb(", "\"formatter\"", "#*#"] {
        assert!(!text.contains(never), "{never} in {text}");
    }
}

fn average_by_carrier() -> Question {
    let average = query("carrier", "mean arr_delay");
    Question::Query(sorted(average, "average of arr_delay", Order::Descending))
}

#[test]
fn every_kind_is_drawn() {
    let counts = question("date month", "count");
    let weekdays = question("date weekday; origin", "count");
    check("bar", Kind::Bar, &average_by_carrier(), &delays());
    check("column", Kind::Column, &counts, &by_month());
    check("line", Kind::Line, &counts, &by_month());
    check("area", Kind::Area, &counts, &by_month());
    check("grouped_bar", Kind::GroupedBar, &weekdays, &by_weekday_and_origin());
    check("stacked_bar", Kind::StackedBar, &weekdays, &by_weekday_and_origin());
    check("heatmap", Kind::Heatmap, &weekdays, &by_weekday_and_origin());
    check("pie", Kind::Pie, &question("carrier", "count"), &counts_by_carrier());
    check(
        "histogram",
        Kind::Histogram,
        &question("distance bin", "count"),
        &bins(),
    );
    check(
        "scatter",
        Kind::Scatter,
        &question("dest", "mean distance; mean arr_delay"),
        &destinations(),
    );
    check(
        "kpi",
        Kind::Kpi,
        &question("", "count"),
        &table("count:integer", json!([[336_776]])),
    );
    check("table", Kind::Table, &counts, &by_month());
}

#[test]
fn lines_are_told_apart_by_colour() {
    let mut rows = Vec::new();
    for (place, origin) in ["EWR", "JFK", "LGA"].iter().enumerate() {
        for month in 1..=12 {
            let value = 8.0 + f64::from((month * (place as i32 + 2)) % 7) * 1.37;
            rows.push(json!([format!("2013-{month:02}-01"), origin, value]));
        }
    }
    let table = table(
        "date (month):date, origin:text, average of dep_delay:float",
        rows.into(),
    );
    check(
        "line_by_color",
        Kind::Line,
        &question("date month; origin", "mean dep_delay"),
        &table,
    );
}

#[test]
fn many_categories_can_be_zoomed() {
    let rows = (0..105)
        .map(|place| json!([format!("Airport number {place}"), 20_000 - place * 170]))
        .collect::<Json>();
    let table = table("dest:text, count:integer", rows);
    check("bar_zoomed", Kind::Bar, &question("dest", "count"), &table);
    check("column_zoomed", Kind::Column, &question("dest", "count"), &table);
}

pub(super) fn counts_by_carrier() -> Table {
    let rows = [
        ("UA", 58665),
        ("B6", 54635),
        ("EV", 54173),
        ("DL", 48110),
        ("AA", 32729),
        ("MQ", 26397),
        ("US", 20536),
        ("9E", 18460),
        ("WN", 12275),
        ("VX", 5162),
        ("FL", 3260),
        ("AS", 714),
        ("F9", 685),
        ("YV", 601),
        ("HA", 342),
        ("OO", 32),
    ];
    table(
        "carrier:text, count:integer",
        rows.iter().map(|(name, count)| json!([name, count])).collect(),
    )
}

pub(super) fn bins() -> Table {
    let counts = [
        (0, 120),
        (10, 890),
        (20, 2_304),
        (30, 3_120),
        (40, 2_010),
        (50, 700),
        (70, 95),
        (80, 12),
    ];
    table(
        "distance (bin):float, count:integer",
        counts.iter().map(|(low, count)| json!([low, count])).collect(),
    )
}

fn destinations() -> Table {
    let row = |place: i32| {
        let distance = 180.0 + f64::from(place * 137 % 2500);
        let delay = 14.0 - distance / 260.0 + f64::from(place * 31 % 17) - 6.0;
        json!([format!("D{place:02}"), distance, delay])
    };
    table(
        "dest:text, average of distance:float, average of arr_delay:float",
        (0..60).map(row).collect(),
    )
}
