//! One option of every kind of the catalogue, whole, and what they make of what does not fit.

use super::golden::{bins, check, counts_by_carrier};
use super::{by_month, by_weekday_and_origin, delays, drawn, items, question, sql, table};
use expect_test::{Expect, expect};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;
use spec::question::Question;

#[test]
fn every_kind_of_one_measure_is_drawn() {
    let counts = question("carrier", "count");
    check("donut", Kind::Donut, &counts, &counts_by_carrier());
    check("rose", Kind::Rose, &counts, &counts_by_carrier());
    check("pareto", Kind::Pareto, &counts, &counts_by_carrier());
    check(
        "waterfall",
        Kind::Waterfall,
        &question("carrier", "sum arr_delay"),
        &steps(),
    );
    check(
        "lollipop",
        Kind::Lollipop,
        &question("carrier", "mean arr_delay"),
        &delays(),
    );
    check("polar_bar", Kind::PolarBar, &question("hour", "count"), &by_hour());
    let monthly = question("date month", "count");
    check("smooth_line", Kind::SmoothLine, &monthly, &by_month());
    check("step_line", Kind::StepLine, &monthly, &by_month());
}

#[test]
fn every_kind_of_two_groups_is_drawn() {
    let weekdays = question("date weekday; origin", "count");
    check("percent_bar", Kind::PercentBar, &weekdays, &by_weekday_and_origin());
    check("stacked_area", Kind::StackedArea, &weekdays, &by_weekday_and_origin());
    check("bump", Kind::Bump, &weekdays, &by_weekday_and_origin());
}

#[test]
fn every_kind_of_several_measures_is_drawn() {
    check("combo", Kind::Combo, &question("carrier", "count; mean delay"), &two());
    check(
        "bullet",
        Kind::Bullet,
        &question("shop", "sum sales; sum target"),
        &targets(),
    );
    check(
        "error_bar",
        Kind::ErrorBar,
        &question("species", "mean mass; deviation mass"),
        &masses(),
    );
    check(
        "band",
        Kind::Band,
        &question("date month", "min temp; median temp; max temp"),
        &ranges(),
    );
    check("candlestick", Kind::Candlestick, &sql("select …"), &prices());
    check("bubble", Kind::Bubble, &sql("select …"), &countries());
}

#[test]
fn every_kind_of_many_rows_is_drawn() {
    check("density", Kind::Density, &question("", ""), &cloud());
    check("box_plot", Kind::BoxPlot, &question("", ""), &samples());
}

#[test]
fn what_does_not_fit_is_said() {
    let told = |kind: Kind, question: &Question, table: &Table, expected: Expect| {
        let drawn = drawn(Some(kind), question, table);
        let notes = drawn.notes.iter().map(|note| note.message.as_str());
        expected.assert_eq(&notes.collect::<Vec<_>>().join("\n"));
    };
    let losses = table("carrier:text, sum of profit:float", json!([["a", -3.0], ["b", 4.0]]));
    let profit = question("carrier", "sum profit");
    told(
        Kind::Donut,
        &profit,
        &losses,
        expect!["shown as a bar chart: a donut needs parts of a whole, none below zero"],
    );
    told(
        Kind::PolarBar,
        &profit,
        &losses,
        expect!["shown as a column chart: bars around a circle need a few values, none below zero"],
    );
    told(
        Kind::Combo,
        &profit,
        &losses,
        expect!["shown as a column chart: bars and lines need two measures of one group"],
    );
    told(
        Kind::Candlestick,
        &question("date month", "count"),
        &by_month(),
        expect!["shown as a line chart: candlesticks need open, close, low and high along time"],
    );
}

#[test]
fn steps_below_zero_fall() {
    let drawn = drawn(Some(Kind::Waterfall), &question("carrier", "sum arr_delay"), &steps());
    let items = items(&drawn.option);
    let told = items.iter().map(|item| format!("{} {}", item["value"], item["hue"]));
    expect![[r#"
        [0,0,500,500] "up"
        [1,500,-200,-700] "down"
        [2,-200,100,300] "up"
        [3,0,100,100] "rest""#]]
    .assert_eq(&told.collect::<Vec<_>>().join("\n"));
}

#[test]
fn very_many_categories_stay_small() {
    // No more rows than an answer's table has; those of the whole frame are thinned before.
    let rows = (0..5_000)
        .map(|place| json!([format!("name {place}"), place]))
        .collect();
    let table = table("name:text, count:integer", rows);
    for kind in Kind::ALL {
        let drawn = drawn(Some(*kind), &question("name", "count"), &table);
        let size = drawn.option.to_string().len();
        assert!(size < 2_000_000, "{}: {size} bytes", kind.name());
    }
}

#[test]
fn fifty_thousand_slices_become_nine() {
    let rows = (0..50_000)
        .map(|place| json!([format!("name {place}"), place]))
        .collect();
    let table = table("name:text, count:integer", rows);
    let drawn = drawn(Some(Kind::Donut), &question("name", "count"), &table);
    let slices = items(&drawn.option);
    assert_eq!(slices.len(), 9);
    assert_eq!(slices[8]["name"], "Other");
}

fn steps() -> Table {
    table(
        "carrier:text, sum of arr_delay:integer",
        json!([["9E", 500], ["AA", -700], ["AS", 300]]),
    )
}

fn by_hour() -> Table {
    let rows = (0..24).map(|hour| json!([hour, 100 + hour * 37 % 90])).collect();
    table("hour:integer, count:integer", rows)
}

fn two() -> Table {
    table(
        "carrier:text, count:integer, average of delay:float",
        json!([["a", 4000, 1.0], ["b", 9000, 2.0], ["c", 100, null]]),
    )
}

fn targets() -> Table {
    table(
        "shop:text, sum of sales:integer, sum of target:integer",
        json!([["North", 120, 100], ["South", 80, 100], ["West", null, 50]]),
    )
}

fn masses() -> Table {
    table(
        "species:text, average of mass:float, standard deviation of mass:float",
        json!([["Adelie", 3700.0, 458.0], ["Gentoo", 5076.0, 504.0]]),
    )
}

fn ranges() -> Table {
    table(
        "date (month):date, lowest of temp:float, median of temp:float, highest of temp:float",
        json!([
            ["2013-01-01", -4.0, 3.5, 11.0],
            ["2013-02-01", -2.0, 4.0, 13.0],
            ["2013-03-01", null, null, null]
        ]),
    )
}

fn prices() -> Table {
    table(
        "day:date, open:float, high:float, low:float, close:float",
        json!([
            ["2013-01-02", 10.0, 12.5, 9.5, 12.0],
            ["2013-01-03", 12.0, 12.2, 10.0, 10.5]
        ]),
    )
}

fn countries() -> Table {
    let row = |place: i32| {
        json!([
            format!("C{place}"),
            f64::from(place) * 0.5,
            80 - place,
            (place + 1) * 1000
        ])
    };
    table(
        "country:text, fertility:float, life:integer, population:integer",
        (0..6).map(row).collect::<Json>(),
    )
}

fn cloud() -> Table {
    let row = |place: i32| json!([f64::from(place % 20), f64::from(place % 7 * 3)]);
    table("x:float, y:float", (0..140).map(row).collect())
}

fn samples() -> Table {
    let row = |place: i32| {
        let value = if place == 29 { 500.0 } else { f64::from(place * 7 % 23) };
        let name = if place % 2 == 0 { "a" } else { "b" };
        json!([name, value])
    };
    table("name:text, delay:float", (0..30).map(row).collect())
}

#[test]
fn kinds_are_offered_where_they_fit() {
    let offered = |kind: Kind, question: &Question, table: &Table| drawn(None, question, table).fitting.contains(&kind);
    let counts = (question("carrier", "count"), counts_by_carrier());
    let monthly = (question("date month", "count"), by_month());
    let weekdays = (question("date weekday; origin", "count"), by_weekday_and_origin());
    for (kind, yes, no) in [
        (Kind::Donut, &counts, &monthly),
        (Kind::Rose, &counts, &monthly),
        (Kind::Pareto, &counts, &monthly),
        (Kind::Lollipop, &counts, &monthly),
        (Kind::SmoothLine, &monthly, &counts),
        (Kind::StepLine, &monthly, &counts),
        (Kind::PercentBar, &weekdays, &counts),
        (Kind::StackedArea, &weekdays, &monthly),
        (Kind::Bump, &weekdays, &monthly),
        (Kind::Waterfall, &counts, &weekdays),
    ] {
        assert!(offered(kind, &yes.0, &yes.1), "{} is not offered", kind.name());
        assert!(!offered(kind, &no.0, &no.1), "{} is offered", kind.name());
    }
    for (kind, table) in [
        (Kind::Candlestick, prices()),
        (Kind::Bubble, countries()),
        (Kind::Density, cloud()),
        (Kind::BoxPlot, samples()),
    ] {
        assert!(
            offered(kind, &sql("select …"), &table),
            "{} is not offered",
            kind.name()
        );
    }
    assert_eq!(
        drawn(None, &sql("select …"), &prices()).chart.kind,
        Some(Kind::Candlestick)
    );
}

#[test]
fn bins_may_be_smooth() {
    let drawn = drawn(Some(Kind::SmoothLine), &question("distance bin", "count"), &bins());
    assert_eq!(drawn.chart.kind, Some(Kind::SmoothLine));
}
